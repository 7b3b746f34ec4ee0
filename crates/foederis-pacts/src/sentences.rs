//! Answers as sentences that end in references, quotes or premises.
//!
//! Each answer is a head line and indented reasons: `because` what holds, `and` what it rests on, `but` what fails, is
//! open, denied or collides. Pure: no width, no colour, no clock. Text of reports is given between quotation marks with
//! control characters left out.

use std::collections::BTreeSet;
use std::fmt::Write;

use foederis_types::{ActorCode, ClauseKind};

use crate::answer::{AnswerRow, Answers, Label, WhyNot};
use crate::codes;
use crate::collision::{Collision, CollisionKind};
use crate::library::PactLibrary;
use crate::model::{Strength, Wording, is_use_of_force};
use crate::proof::{Join, Proof};
use crate::question::Reading;
use crate::truth::Truth;

/// Writes one answer with its reasons, under a reading; where the readings differ, says so.
pub fn explain(library: &PactLibrary, answers: &Answers, row: &AnswerRow, reading: Reading) -> String {
    explain_for(library, answers, row, reading, &capital(&name(row.debtor)))
}

fn explain_for(
    library: &PactLibrary,
    answers: &Answers,
    row: &AnswerRow,
    reading: Reading,
    debtors: &str,
) -> String {
    let mut text = headline_of(debtors, row, row.label(reading));
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

/// Returns the answer in one line: `China would be bound to aid North Korea against South Korea`.
pub fn headline(row: &AnswerRow, label: Label) -> String {
    headline_of(&capital(&codes::name_in_text(row.debtor)), row, label)
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn headline_of(debtor: &str, row: &AnswerRow, label: Label) -> String {
    let [toward, against] = [row.toward, row.against].map(codes::name_in_text);
    let deed = deed(row.kind, &toward, &against);
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
        K::NoUseOfTerritory => format!("keep {against} from using its land against {toward}"),
        K::BasingTransit => format!("give {toward} bases or passage against {against}"),
        K::Mobilise => format!("mobilise with {toward} against {against}"),
        K::Guarantee => format!("uphold its guarantee of {toward} against {against}"),
        K::Sanction => format!("sanction {against} for {toward}"),
        K::ArmsEmbargo => format!("give {toward} no arms"),
        K::NoSeparatePeace => format!("make no separate peace with {against}, as promised to {toward}"),
        K::ReportUnsc => format!("report to the Security Council for {toward}"),
        K::SeekUnsc => format!("go to the Security Council for {toward}"),
    }
}

fn weight(row: &AnswerRow) -> String {
    let mut said = Vec::new();
    if row.n_origins > 0 {
        let plural = if row.n_origins == 1 { "origin says" } else { "origins say" };
        said.push(format!("{} {plural}", row.n_origins));
    }
    if !row.deniers.is_empty() {
        let verb = if row.deniers.len() == 1 { "denies" } else { "deny" };
        said.push(format!("{} {verb}", row.deniers.join(", ")));
    }
    if said.is_empty() { String::new() } else { format!("  [{}]", said.join(", ")) }
}

fn asides(row: &AnswerRow) -> String {
    let mut text = String::new();
    if row.strength == Strength::ChosenMeans {
        text.push_str("\n  the debtor chooses the means");
    } else if row.strength == Strength::Constitutional {
        text.push_str("\n  in line with the debtor's constitutional processes");
    }
    if let Some(deadline) = &row.deadline {
        let _ = write!(text, "\n  when: {deadline}; seen to act: {}", row.performance.as_str());
    }
    for qualifier in &row.qualifiers {
        let _ = write!(text, "\n  recorded: {}", qualifier.as_str().replace('_', " "));
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
            for who in &label.denied_by {
                let _ = write!(self.text, "\n{indent}but {} denies it", clean(who));
            }
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
        let deed = deed(clause.kind, &name(clause.toward), &name(clause.against));
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
/// rest counted. Debtors who owe the same by the same clause are told together, with the reasons of the first.
pub fn tell(library: &PactLibrary, answers: &Answers, reading: Option<Reading>) -> String {
    let mut text = String::new();
    let label = |row: &AnswerRow| reading.map_or_else(|| row.one_label(), |reading| row.label(reading));
    let due: Vec<&AnswerRow> = answers.rows.iter().filter(|row| !label(row).is_no()).collect();
    for (idx, row) in due.iter().enumerate() {
        if due[..idx].iter().any(|earlier| owes_same(earlier, row)) {
            continue;
        }
        // Where the two readings differ the one that binds is explained.
        let strict_says_no = row.label(Reading::Strict).is_no();
        let shown = reading.unwrap_or(if strict_says_no { Reading::Formal } else { Reading::Strict });
        let debtors: Vec<String> =
            due[idx..].iter().filter(|other| owes_same(row, other)).map(|other| name(other.debtor)).collect();
        text.push_str(&explain_for(library, answers, row, shown, &capital(&listed(&debtors))));
        text.push('\n');
    }
    let waiting: Vec<&AnswerRow> =
        answers.rows.iter().filter(|row| label(row).is_no() && is_waiting(row)).collect();
    for (idx, row) in waiting.iter().enumerate() {
        if !waiting[..idx].iter().any(|earlier| owes_same(earlier, row)) {
            text.push_str(&explain(library, answers, row, Reading::Strict));
            text.push('\n');
        }
    }
    if text.is_empty() {
        text.push_str("No clause at hand would come due or be broken\n\n");
    }
    match answers.rows.len() - due.len() - waiting.len() {
        0 => {}
        1 => text.push_str("1 further clause does not come due; `why-not STATE` says why\n"),
        n => {
            let _ = writeln!(text, "{n} further clauses do not come due; `why-not STATE` says why");
        }
    }
    text
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
fn owes_same(a: &AnswerRow, b: &AnswerRow) -> bool {
    let key = |row: &AnswerRow| (row.toward, row.against, row.round, row.strict.truth, row.formal.truth);
    a.clause == b.clause
        && key(a) == key(b)
        && (a.debtor == b.debtor
            || (a.collisions.is_empty() && b.collisions.is_empty() && a.kind != ClauseKind::NonAggression))
}

fn listed(names: &[String]) -> String {
    match names {
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}
