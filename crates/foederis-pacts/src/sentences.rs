//! Answers as sentences that end in references, quotes or premises.
//!
//! Each answer is a head line and indented reasons: `because` what holds, `and` what it rests on, `but` what fails, is
//! open, denied or collides. Pure: no width, no colour, no clock. Text of reports is given between quotation marks with
//! control characters left out.

use std::collections::BTreeSet;
use std::fmt::Write;

use foederis_types::{ActorCode, ClauseKind};

use crate::answer::{AnswerRow, Answers, Label, Performance, WhyNot};
use crate::codes;
use crate::collision::{Collision, CollisionKind};
use crate::library::PactLibrary;
use crate::model::{Qualifier, Strength, Wording, is_use_of_force};
use crate::proof::{Join, Proof};
use crate::question::Reading;
use crate::truth::Truth;

/// Writes one answer with its reasons, under a reading; where the readings differ, says so.
pub fn explain(library: &PactLibrary, answers: &Answers, row: &AnswerRow, reading: Reading) -> String {
    explain_for(library, answers, row, reading, &[name(row.debtor)])
}

fn explain_for(
    library: &PactLibrary,
    answers: &Answers,
    row: &AnswerRow,
    reading: Reading,
    debtors: &[String],
) -> String {
    let mut text = headline_of(&listed(debtors), debtors.len(), row, row.label(reading));
    text.push_str(&weight(row));
    if row.is_reading_dependent() {
        let (strict, formal) = (row.label(Reading::Strict), row.label(Reading::Formal));
        let _ = write!(
            text,
            "\n  reading: {} if self-defence is no attack, {} if every attack counts",
            strict.as_str(),
            formal.as_str()
        );
    }
    let verdict = row.verdict(reading);
    let mut writer = Writer { library, text, lead: "because", quoted: BTreeSet::new() };
    writer.proof(&verdict.proof, 1);
    writer.text.push_str(&asides(row));
    let supports = answers.supports(row, reading);
    if supports.sets.len() > 1 {
        let cut = if supports.is_cut { " or more" } else { "" };
        let _ = write!(writer.text, "\n  rests on any of {}{cut} sets of premises", supports.sets.len());
    }
    for &idx in &row.collisions {
        writer.text.push_str(&collision(&answers.collisions[idx], row));
    }
    writer.text.push('\n');
    writer.text
}

/// Returns the answer in one line, for one debtor: `China would be bound to aid North Korea against South Korea`.
pub fn headline(row: &AnswerRow, label: Label) -> String {
    headline_of(&name(row.debtor), 1, row, label)
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn headline_of(debtors: &str, n_debtors: usize, row: &AnswerRow, label: Label) -> String {
    let [toward, against] = [row.toward, row.against].map(codes::name_in_text);
    let whose = if n_debtors == 1 { "its" } else { "their" };
    let deed = deed(row.kind, &toward, &against).replace("{whose}", whose);
    let debtor = capital(debtors);
    match label {
        Label::Bound => format!("{debtor} would be bound to {deed}"),
        Label::Arguable => format!("{debtor} may be bound to {deed}"),
        Label::NotBound if row.strength == Strength::Permissive => {
            format!("{debtor} would have the right, not the duty, to {deed}")
        }
        Label::NotBound => format!("{debtor} would not be bound to {deed}"),
        Label::Breach => format!("{debtor} would break its promise not to attack {toward}"),
        Label::ArguableBreach => format!("{debtor} may break a promise not to attack {toward}"),
        Label::NoBreach => format!("{debtor} would break no promise to {toward}"),
    }
}

/// Says what is owed; `{whose}` stands for the debtor's "its" or "their".
fn deed(kind: ClauseKind, toward: &str, against: &str) -> String {
    use ClauseKind as K;
    match kind {
        K::Defend => format!("aid {toward} against {against}"),
        K::JoinAttack => format!("fight {against} beside {toward}"),
        K::AssistMateriel => format!("supply {toward} against {against}"),
        K::Consult => format!("consult with {toward} about {against}"),
        K::Neutral => format!("stay neutral toward {toward} in its conflict with {against}"),
        K::BenevolentNeutral => format!("stay neutral in favour of {toward} against {against}"),
        K::NonAggression => format!("not attack {toward}"),
        K::NoHostilePact => format!("join no pact against {toward}"),
        K::NoUseOfTerritory => format!("keep {against} from using {{whose}} land against {toward}"),
        K::BasingTransit => format!("give {toward} bases or passage against {against}"),
        K::Mobilise => format!("mobilise with {toward} against {against}"),
        K::Guarantee => format!("uphold {{whose}} guarantee of {toward} against {against}"),
        K::Sanction => format!("sanction {against} for {toward}"),
        K::ArmsEmbargo => format!("give {toward} no arms"),
        K::NoSeparatePeace => format!("make no separate peace with {against}, as promised to {toward}"),
        K::ReportUnsc => format!("report to the Security Council for {toward}"),
        K::SeekUnsc => format!("go to the Security Council for {toward}"),
    }
}

/// What reports say of the pact, and not of the answer, which no report gives.
fn weight(row: &AnswerRow) -> String {
    let mut said = Vec::new();
    if row.n_origins > 0 {
        let plural = if row.n_origins == 1 { "origin tells" } else { "origins tell" };
        said.push(format!("{} {plural} of the pact", row.n_origins));
    }
    if !row.deniers.is_empty() {
        let verb = if row.deniers.len() == 1 { "denies" } else { "deny" };
        said.push(format!("{} {verb} part of what is told", row.deniers.join(", ")));
    }
    if said.is_empty() { String::new() } else { format!("  [{}]", said.join("; ")) }
}

fn asides(row: &AnswerRow) -> String {
    let mut text = String::new();
    if row.strength == Strength::ChosenMeans {
        text.push_str("\n  the debtor chooses the means");
    } else if row.strength == Strength::Constitutional {
        text.push_str("\n  in line with the debtor's constitutional processes");
    }
    if let Some(deadline) = &row.deadline {
        let _ = write!(text, "\n  when: {}{}", clean(deadline), performance(row.performance));
    }
    for qualifier in &row.qualifiers {
        let _ = write!(text, "\n  the text adds: {}", qualifier_words(*qualifier));
    }
    for (idx, wording) in row.wordings.iter().enumerate() {
        let same = |other: &Wording| (&other.outlet, &other.words) == (&wording.outlet, &wording.words);
        if row.wordings[..idx].iter().any(same) {
            continue;
        }
        let _ = write!(text, "\n  {} words it: {}", clean(&wording.outlet), quoted(&wording.words));
    }
    text
}

fn performance(seen: Performance) -> &'static str {
    match seen {
        Performance::None => "",
        Performance::Acted => "; by the events given it acted so",
        Performance::Contrary => "; by the events given it acted against this",
    }
}

fn qualifier_words(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Art51 => "as self-defence under Article 51 of the Charter",
        Qualifier::DomesticLaw => "in line with each party's own law",
        Qualifier::ReportUnsc => "to be reported to the Security Council",
    }
}

/// Walks a proof and writes a line for each step.
struct Writer<'a> {
    library: &'a PactLibrary,
    text: String,
    lead: &'static str,
    /// Evidence whose quote is shown already: each is shown once.
    quoted: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn proof(&mut self, proof: &'a Proof, depth: usize) {
        if proof.kind == "ways" {
            self.ways(proof, depth);
            return;
        }
        let is_frame = matches!(proof.kind, "way" | "not-self-defence");
        if is_frame {
            for (idx, part) in proof.parts.iter().enumerate() {
                if proof.parts[..idx].iter().any(|earlier| is_twin(earlier, part)) {
                    continue;
                }
                match proof.parts[idx + 1..].iter().find(|later| is_twin(part, later)) {
                    Some(twin) => self.step(part, &said_of_both(&part.says, &twin.says), depth),
                    None => self.proof(part, depth),
                }
            }
            return;
        }
        self.step(proof, &proof.says, depth);
    }

    /// Of several events that bring a duty about, a few are told: those that decide.
    fn ways(&mut self, proof: &'a Proof, depth: usize) {
        const TOLD: usize = 3;
        let deciding: Vec<&'a Proof> =
            proof.parts.iter().map(AsRef::as_ref).filter(|way| way.truth == proof.truth).collect();
        for way in deciding.iter().take(TOLD) {
            self.proof(way, depth);
        }
        if deciding.len() > TOLD {
            let _ = write!(
                self.text,
                "\n{}and likewise by {} more events",
                "  ".repeat(depth),
                deciding.len() - TOLD
            );
        }
    }

    fn step(&mut self, proof: &'a Proof, says: &str, depth: usize) {
        let lead = match proof.truth {
            Truth::True => self.lead,
            Truth::Unknown => "but it is open:",
            Truth::False => "but not:",
        };
        if proof.truth == Truth::True {
            self.lead = "and";
        }
        let indent = "  ".repeat(depth);
        let _ = write!(self.text, "\n{indent}{lead} {}", clean(says));
        self.evidence(proof, depth + 1);
        for note in &proof.notes {
            let _ = write!(self.text, "\n{indent}  note: {}", clean(note));
        }
        if proof.join != Join::Leaf || !proof.parts.is_empty() {
            for part in &proof.parts {
                self.nested(part, depth + 1);
            }
        }
    }

    /// Steps below a step are told as what they are, without `because`.
    fn nested(&mut self, proof: &'a Proof, depth: usize) {
        if proof.says.is_empty() {
            for part in &proof.parts {
                self.nested(part, depth);
            }
            return;
        }
        let indent = "  ".repeat(depth);
        let mark = match proof.truth {
            Truth::True => "",
            Truth::Unknown => " (open)",
            Truth::False => " (no)",
        };
        let _ = write!(self.text, "\n{indent}{}{mark}", clean(&proof.says));
        self.evidence(proof, depth + 1);
        for part in &proof.parts {
            self.nested(part, depth + 1);
        }
    }

    /// Quotes of reports; references of files stand in the step's own words already.
    fn evidence(&mut self, proof: &'a Proof, depth: usize) {
        let indent = "  ".repeat(depth);
        let mut deniers: BTreeSet<&str> = BTreeSet::new();
        for id in &proof.evidence {
            let Some(label) = self.library.label(id) else { continue };
            if !self.quoted.insert(id) {
                continue;
            }
            let day = label.published.map_or_else(String::new, |day| format!(" {day}"));
            let place =
                if label.place.is_empty() { String::new() } else { format!(", {}", clean(&label.place)) };
            let _ =
                write!(self.text, "\n{indent}{}{day}{place}: {}", clean(&label.outlet), quoted(&label.quote));
            deniers.extend(label.denied_by.iter().map(String::as_str));
        }
        for who in deniers {
            let _ = write!(self.text, "\n{indent}but {} denies it", clean(who));
        }
    }
}

/// Returns whether two steps say the same of two states: that a pact is in force for the debtor and for the creditor.
fn is_twin(a: &Proof, b: &Proof) -> bool {
    let is_bond = a.kind == "in-force" && b.kind == "in-force";
    is_bond && (a.truth, &a.parts, &a.notes, &a.evidence) == (b.truth, &b.parts, &b.notes, &b.evidence)
}

/// Joins `.. is in force for A on DAY` and `.. for B on DAY`.
fn said_of_both(a: &str, b: &str) -> String {
    let cut = |says: &str| {
        let (rest, day) = says.rsplit_once(" on ")?;
        let (start, name) = rest.split_once(" in force for ")?;
        Some((start.to_owned(), name.to_owned(), day.to_owned()))
    };
    match (cut(a), cut(b)) {
        (Some((start, first, day)), Some((_, second, _))) => {
            format!("{start} in force for {first} and {second} on {day}")
        }
        _ => a.to_owned(),
    }
}

fn collision(collision: &Collision, row: &AnswerRow) -> String {
    let what = match collision.kind {
        CollisionKind::ForceForbidden => "forbids force against",
        CollisionKind::NeutralityOwed => "asks for neutrality toward",
        CollisionKind::BothSides => "asks for the defence of",
        CollisionKind::SecurityCouncil => "forbids arms for",
    };
    let whom = match collision.kind {
        CollisionKind::SecurityCouncil => name(row.toward),
        CollisionKind::BothSides => other_side(collision, row),
        _ => name(collision.against),
    };
    let other = if collision.other == row.clause { &collision.duty } else { &collision.other };
    let doubt = if collision.truth == Truth::True { "" } else { " (one of the two is open)" };
    let mut text = format!("\n  but it collides: `{other}` {what} {whom}{doubt}");
    for hint in &collision.hints {
        let _ = write!(text, "\n    {}: {}", hint.rule, hint.says);
    }
    text
}

fn other_side(collision: &Collision, row: &AnswerRow) -> String {
    name(if collision.duty == row.clause { collision.against } else { collision.toward })
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", clean(words))
}

fn clean(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes why a state is not bound, or not for sure.
pub fn tell_why_not(why: &WhyNot) -> String {
    let mut text = format!("Why {} is not bound, or not for sure", name(why.state));
    for clause in &why.clauses {
        let deed = deed(clause.kind, &name(clause.toward), &name(clause.against)).replace("{whose}", "its");
        let _ = write!(text, "\n  `{}` to {deed}: {}", clause.clause, clause.label.as_str());
        for step in &clause.open {
            let lead = if step.truth == Truth::False { "not" } else { "open" };
            let _ = write!(text, "\n    {lead}: {}", clean(&step.says));
            for note in &step.notes {
                let _ = write!(text, "\n      note: {}", clean(note));
            }
        }
    }
    if let Some(note) = &why.note {
        let _ = write!(text, "\n  {note}");
    }
    text.push('\n');
    text
}

fn name(code: ActorCode) -> String {
    codes::name_in_text(code)
}

/// Writes all answers under a reading, or in one column where none is given: what binds and what may bind in full, the
/// rest counted. Debtors who owe the same by the same clause are told together, with the reasons of the first. Several
/// answers begin with a list of them.
pub fn tell(library: &PactLibrary, answers: &Answers, reading: Option<Reading>) -> String {
    let label = |row: &AnswerRow| reading.map_or_else(|| row.one_label(), |reading| row.label(reading));
    let (due, rest): (Vec<_>, Vec<_>) = answers.rows.iter().partition(|row| !label(row).is_no());
    let waiting: Vec<&AnswerRow> = rest.iter().copied().filter(|row| is_waiting(row)).collect();
    let n_rest = rest.len() - waiting.len();
    let mut groups = grouped(answers, due);
    groups.extend(grouped(answers, waiting));
    let mut text = summary(&groups, reading);
    for group in &groups {
        // Where the two readings differ the one that binds is explained.
        let strict_says_no = group[0].label(Reading::Strict).is_no();
        let formal_says_no = group[0].label(Reading::Formal).is_no();
        let is_formal = strict_says_no && !formal_says_no;
        let shown = reading.unwrap_or(if is_formal { Reading::Formal } else { Reading::Strict });
        text.push_str(&explain_for(library, answers, group[0], shown, &names_of(group)));
        text.push('\n');
    }
    if groups.is_empty() {
        text.push_str("No clause at hand would come due or be broken\n\n");
    }
    match n_rest {
        0 => {}
        1 => text.push_str("1 further clause does not come due; `why-not STATE` says why\n"),
        n => {
            let _ = writeln!(text, "{n} further clauses do not come due; `why-not STATE` says why");
        }
    }
    if groups.iter().any(|group| lacks_place(group[0])) {
        let victim = answers.question.events.last().map_or(String::new(), |event| event.victim.to_string());
        let _ = writeln!(
            text,
            "Where the attack falls is not given: `--place {victim}`, say, would settle what is open for it"
        );
    }
    text
}

/// Lists several groups in a line each, those of one clause together; one or two need no list.
fn summary(groups: &[Vec<&AnswerRow>], reading: Option<Reading>) -> String {
    if groups.len() < 3 {
        return String::new();
    }
    let label = |row: &AnswerRow| reading.map_or_else(|| row.one_label(), |reading| row.label(reading));
    let key = |row: &AnswerRow| (row.clause.clone(), row.toward, row.against, label(row).as_str());
    let mut lines: Vec<Vec<&AnswerRow>> = Vec::new();
    for &row in groups.iter().flatten() {
        match lines.iter_mut().find(|rows| key(rows[0]) == key(row)) {
            Some(rows) => rows.push(row),
            None => lines.push(vec![row]),
        }
    }
    let mut text = String::new();
    for rows in lines {
        let names = names_of(&rows);
        let shown = if names.len() > 3 { format!("{} states", names.len()) } else { listed(&names) };
        let n_colliding = rows.iter().filter(|row| !row.collisions.is_empty()).count();
        let stands = match n_colliding {
            0 => String::new(),
            n if n == rows.len() => "; it collides".to_owned(),
            n => format!("; for {n} it collides"),
        };
        let says = headline_of(&shown, names.len(), rows[0], label(rows[0]));
        let _ = writeln!(text, "- {says} (`{}`){stands}", rows[0].clause);
    }
    text.push('\n');
    text
}

/// Puts together rows whose debtors owe the same, in the order of the first of each.
fn grouped<'a>(answers: &Answers, rows: Vec<&'a AnswerRow>) -> Vec<Vec<&'a AnswerRow>> {
    let mut groups: Vec<Vec<&AnswerRow>> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|group| owes_same(answers, group[0], row)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

/// Returns the debtors' names in the order of the alphabet.
fn names_of(group: &[&AnswerRow]) -> Vec<String> {
    let mut names: Vec<String> = group.iter().map(|row| name(row.debtor)).collect();
    names.sort_by_key(|name| name.trim_start_matches("the ").to_owned());
    names.dedup();
    names
}

fn lacks_place(row: &AnswerRow) -> bool {
    row.strict.proof.open_deep().iter().any(|step| step.says.contains(crate::engine::PLACE_MISSING))
}

/// Returns whether a duty to fight fails only because its pact, signed already, is not in force yet: worth saying
/// unasked, since it is what the news is about.
fn is_waiting(row: &AnswerRow) -> bool {
    let open = row.strict.proof.open_deep();
    let is_pending =
        |step: &&Proof| step.kind == "in-force" && step.notes.iter().any(|note| note.contains("pending"));
    is_use_of_force(row.kind) && !open.is_empty() && open.iter().all(is_pending)
}

/// Breaches are told alone: who breaks a promise is one state.
fn owes_same(answers: &Answers, a: &AnswerRow, b: &AnswerRow) -> bool {
    let key = |row: &AnswerRow| (row.toward, row.against, row.round, row.strict.truth, row.formal.truth);
    let stands_against = |row: &AnswerRow| -> Vec<_> {
        let met = row.collisions.iter().map(|&idx| &answers.collisions[idx]);
        met.map(|c| (c.kind, &c.duty, c.toward, c.against, &c.other, c.truth, &c.hints)).collect()
    };
    a.clause == b.clause
        && key(a) == key(b)
        && (a.debtor == b.debtor || a.kind != ClauseKind::NonAggression)
        && stands_against(a) == stands_against(b)
}

fn listed(names: &[String]) -> String {
    match names {
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}
