//! Outlets side by side: what they agree on, where they differ, what one alone reports.
//!
//! A voice that tells nothing of an entry is silent, which is neither agreement nor denial. That one voice expects
//! what another later states is a sequence and no difference; that one passes on what two independent others state
//! outright, and nobody denies, is none either.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{
    ActorCode, Auxiliary, ClaimId, ClauseKind, EntryId, Event, Factuality, Figure, Holder, PactId,
    PactStatus, ReportId, StoryId,
};

use crate::account::{
    Account, Days, Entry, FlagKind, Pact, PactClause, Position, Stance, Step, Telling, Told, Voice,
};
use crate::ledger::{Ledger, Line};
use crate::stances::heads_and_bodies;

/// One story, voice by voice.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The story.
    pub story: StoryId,
    /// The columns, sorted.
    pub voices: Vec<Voice>,
    /// The rows, in the order of [`Account::entries_of`].
    pub rows: Vec<Row>,
    /// What two or more voices tell alike, in the order of the rows.
    pub agree: Vec<EntryId>,
    /// Where voices differ, in the order of the rows, clauses last.
    pub differ: Vec<Difference>,
    /// What one voice alone tells, in the order of the rows.
    pub only: BTreeMap<Voice, Vec<EntryId>>,
}

/// One entry, voice by voice.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The entry.
    pub entry: EntryId,
    /// One cell a voice, in the order of [`Comparison::voices`].
    pub cells: Vec<Cell>,
}

/// What one voice makes of one entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Tells nothing of it.
    Silent,
    /// Tells it so, in one way or more.
    Tells(Vec<Stance>),
}

/// A difference between voices.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// On what.
    pub on: Subject,
    /// In what.
    pub kind: DifferenceKind,
    /// Who says what, at least two.
    pub sides: Vec<DifferenceSide>,
}

/// What voices can differ on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An entry.
    Entry(EntryId),
    /// A clause of a pact.
    Clause(PactId, ClauseKind),
    /// What a pact is called.
    Pact(PactId),
    /// A step in a pact's life that one party takes.
    Step(PactId, PactStatus, ActorCode),
    /// A step in a pact's life that its parties take together.
    JointStep(PactId, PactStatus),
}

/// In what voices can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// Stated here, passed on, hedged or denied there.
    Stance,
    /// Days that exclude each other.
    Day,
    /// Other numbers of the same thing.
    Number,
    /// One utterance, rendered as a denial here and as less there.
    Denial,
    /// One holder first denied it and then owned up, or the other way round.
    Turn,
    /// Other words for one clause.
    Wording,
    /// Other names for one pact.
    Name,
    /// What several speakers say of one pact.
    Statement,
    /// Each of two sides says that the other did it.
    Mirrored,
    /// One side's step, told on several days: first one body took it, then another; or what it threatened and then did,
    /// did and then took back. No contradiction by itself.
    Sequence,
    /// A headline tells the use of force where the report under it tells less.
    Headline,
}

impl DifferenceKind {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            DifferenceKind::Stance => "stance",
            DifferenceKind::Day => "day",
            DifferenceKind::Number => "number",
            DifferenceKind::Denial => "denial",
            DifferenceKind::Turn => "turn",
            DifferenceKind::Wording => "wording",
            DifferenceKind::Name => "name",
            DifferenceKind::Statement => "statement",
            DifferenceKind::Mirrored => "mirrored",
            DifferenceKind::Sequence => "sequence",
            DifferenceKind::Headline => "headline",
        }
    }
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceSide {
    /// What it says: a stance's name, a day, a number with what it counts, words.
    pub says: String,
    /// Who says so, sorted.
    pub voices: Vec<Voice>,
    /// Their claims, ascending.
    pub claims: Vec<ClaimId>,
}

/// Compares the voices of a story.
///
/// Returns `None` where the account has no such story.
pub fn compare(ledger: &Ledger, account: &Account, story: StoryId) -> Option<Comparison> {
    let voices = account.stories.get(&story)?.voices.clone();
    let entries = account.entries_of(story);
    let mut comparison = Comparison {
        story,
        rows: entries.iter().map(|entry| row(entry, &voices)).collect(),
        voices,
        agree: Vec::new(),
        differ: Vec::new(),
        only: BTreeMap::new(),
    };
    let voice_of = VoiceOf { ledger, account };
    for entry in &entries {
        place(&mut comparison, entry, &voice_of);
    }
    comparison.differ.extend(mirrored(&entries, &voice_of));
    comparison.differ.extend(in_turn(&entries, &voice_of));
    comparison.differ.extend(headlines_apart(&entries, &voice_of));
    comparison.differ.extend(clause_differences(account, story, &voice_of));
    Some(comparison)
}

fn row(entry: &Entry, voices: &[Voice]) -> Row {
    let cell = |voice: &Voice| {
        let tellings = entry.tellings.iter().filter(|telling| telling.voice == *voice);
        let stances: Vec<Stance> = tellings.map(|telling| telling.stance.clone()).collect();
        if stances.is_empty() { Cell::Silent } else { Cell::Tells(stances) }
    };
    Row { entry: entry.id, cells: voices.iter().map(cell).collect() }
}

fn place(comparison: &mut Comparison, entry: &Entry, voice_of: &VoiceOf<'_>) {
    let voices = entry.voices();
    if let [voice] = voices[..]
        && !entry.is_contradicted()
    {
        comparison.only.entry(voice.clone()).or_default().push(entry.id);
        return;
    }
    let mut differences = Vec::new();
    differences.extend(stance_difference(entry));
    differences.extend(day_difference(entry, voice_of));
    differences.extend(number_differences(entry, voice_of));
    differences.extend(denial_difference(entry));
    differences.extend(turn_difference(entry));
    if differences.is_empty() {
        comparison.agree.push(entry.id);
    }
    comparison.differ.extend(differences);
}

/// Finds the voice of a claim.
struct VoiceOf<'a> {
    ledger: &'a Ledger,
    account: &'a Account,
}

impl VoiceOf<'_> {
    fn claims(&self, claims: &[ClaimId]) -> BTreeSet<Voice> {
        let reports =
            claims.iter().filter_map(|id| self.ledger.line(*id)).map(|line| line.claim.quote.report);
        reports.filter_map(|report| self.account.voices.get(&report).cloned()).collect()
    }

    /// The content words of an entry's claims, predicates among them.
    fn words(&self, entry: &Entry) -> BTreeSet<&str> {
        let prints = entry.claims.iter().filter_map(|id| self.ledger.line(*id)).map(|line| &line.print);
        prints.flat_map(|print| print.words.iter().chain([&print.trigger])).map(String::as_str).collect()
    }

    /// The claims of an entry by report: those of headlines, those of the text.
    fn parts(&self, entry: &Entry) -> BTreeMap<ReportId, (Vec<ClaimId>, Vec<ClaimId>)> {
        let ids = |lines: Vec<&Line>| lines.iter().map(|line| line.claim.id).collect();
        let parts = heads_and_bodies(entry.claims.iter().filter_map(|id| self.ledger.line(*id)));
        parts.into_iter().map(|(report, (head, body))| (report, (ids(head), ids(body)))).collect()
    }

    fn side(&self, says: String, claims: Vec<ClaimId>) -> DifferenceSide {
        DifferenceSide { says, voices: self.claims(&claims).into_iter().collect(), claims }
    }
}

/// How surely a stance puts the entry forward. What is only expected is put forward as surely as what is stated.
fn strength(stance: &Stance) -> &'static str {
    match stance {
        Stance::States(Factuality::CertainYes) | Stance::Expects(Factuality::CertainYes) => "states",
        Stance::States(_) | Stance::Expects(_) => "states as likely or possible",
        Stance::Attributes(_) => "attributes",
        Stance::PassesOnDenial(_) => "passes on a denial",
        Stance::Denies(_) => "denies",
        Stance::Supposes => "supposes",
    }
}

/// As [`strength`], but that a speaker is quoted for his own denial, admission or refusal to comment is no other way of
/// telling that he gave it. Of a bare statement the words are all there is.
fn strength_in(entry: &Entry, telling: &Telling) -> &'static str {
    let is_statement = entry.pact_status.is_none()
        && entry.clause.is_none()
        && entry.types.iter().all(|told| told.value.0.is_none())
        && entry.cameo().is_some_and(|code| code.starts_with("01") && !matches!(code, "01" | "010"));
    let speaks = |holder: &Holder| match holder {
        Holder::Actor(code) => entry.actors.iter().any(|side| side.code == Some(*code)),
        Holder::Author => false,
    };
    match &telling.stance {
        Stance::Attributes(holders) if is_statement && !holders.is_empty() && holders.iter().all(speaks) => {
            "states"
        }
        stance => strength(stance),
    }
}

/// Says whether two independent origins or more state it outright and all others only pass it on: who is quoted for
/// what others know does not differ from them.
fn is_borne_out(entry: &Entry) -> bool {
    let is_stated = |telling: &Telling| matches!(strength(&telling.stance), "states");
    let states = |voice: &Voice| entry.tellings.iter().any(|t| t.voice == *voice && is_stated(t));
    let n_stating = entry.origins.iter().filter(|voices| voices.iter().any(states)).count();
    let is_passed_on = |telling: &Telling| matches!(telling.stance, Stance::Attributes(_));
    n_stating > 1
        && entry.denied_by().is_empty()
        && entry.tellings.iter().all(|telling| is_stated(telling) || is_passed_on(telling))
}

/// Says whether all that is told of a step is on what terms it will be taken, which outlets put as they like.
fn is_terms(entry: &Entry) -> bool {
    let supposed = entry.auxiliary.iter().find(|told| told.value == Auxiliary::Hypothetical);
    entry.pact_status.is_some() && supposed.is_some_and(|told| told.claims.len() == entry.claims.len())
}

/// A difference in stance is one between voices: no stance is common to all of them.
fn stance_difference(entry: &Entry) -> Option<Difference> {
    let mut by_strength: BTreeMap<&'static str, Vec<&Telling>> = BTreeMap::new();
    for telling in &entry.tellings {
        by_strength.entry(strength_in(entry, telling)).or_default().push(telling);
    }
    if is_borne_out(entry) || is_terms(entry) {
        return None;
    }
    let n_voices = entry.voices().len();
    let voices = |tellings: &[&Telling]| tellings.iter().map(|t| t.voice.clone()).collect::<BTreeSet<_>>();
    let is_shared = by_strength.values().any(|tellings| voices(tellings).len() == n_voices);
    // One that tells both ways, on two days or in headline and body, agrees with nobody.
    if by_strength.len() < 2 || (is_shared && !entry.is_contradicted()) {
        return None;
    }
    let side = |(says, tellings): (&str, Vec<&Telling>)| {
        let claims: BTreeSet<ClaimId> =
            tellings.iter().flat_map(|telling| telling.claims.iter().copied()).collect();
        DifferenceSide {
            says: says.to_owned(),
            voices: voices(&tellings).into_iter().collect(),
            claims: claims.into_iter().collect(),
        }
    };
    let sides = by_strength.into_iter().map(side).collect();
    Some(Difference { on: Subject::Entry(entry.id), kind: DifferenceKind::Stance, sides })
}

/// Days differ where two told ones exclude each other and no voice tells both.
fn day_difference(entry: &Entry, voice_of: &VoiceOf<'_>) -> Option<Difference> {
    let told: Vec<&Told<Days>> = entry.days.iter().filter(|told| told.value.is_told()).collect();
    let excluded = |a: &&&Told<Days>| told.iter().any(|b| exclude(&a.value, &b.value));
    let apart: Vec<&Told<Days>> = told.iter().filter(excluded).copied().collect();
    let voices: BTreeSet<Voice> = apart.iter().flat_map(|told| voice_of.claims(&told.claims)).collect();
    if apart.len() < 2 || voices.len() < 2 {
        return None;
    }
    // One day is one side, whether a report names it or says "on Tuesday".
    let mut by_day: BTreeMap<String, BTreeSet<ClaimId>> = BTreeMap::new();
    for told in apart {
        by_day.entry(written(&told.value)).or_default().extend(&told.claims);
    }
    let sides = by_day.into_iter().map(|(day, claims)| voice_of.side(day, claims.into_iter().collect()));
    Some(Difference { on: Subject::Entry(entry.id), kind: DifferenceKind::Day, sides: sides.collect() })
}

fn exclude(a: &Days, b: &Days) -> bool {
    let before = |a: &Days, b: &Days| a.to.zip(b.from).is_some_and(|(to, from)| to < from);
    before(a, b) || before(b, a)
}

fn written(days: &Days) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => {
            let day = |day: Option<foederis_types::Date>| day.map_or("..".to_owned(), |day| day.to_string());
            format!("{}/{}", day(from), day(to))
        }
    }
}

fn number_differences(entry: &Entry, voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    // Numbers in a clause's words count parties and articles; they are part of its wording.
    if entry.clause.is_some() {
        return Vec::new();
    }
    let groups = entry.figures.chunk_by(|a, b| a.value.of == b.value.of).filter(|group| group.len() > 1);
    let of_two = groups.filter(|group| {
        group.iter().flat_map(|told| voice_of.claims(&told.claims)).collect::<BTreeSet<_>>().len() > 1
    });
    let difference = |group: &[Told<Figure>]| {
        let says = |figure: &Figure| format!("{} {}", figure.number, figure.of);
        let sides = group.iter().map(|told| voice_of.side(says(&told.value), told.claims.clone())).collect();
        Difference { on: Subject::Entry(entry.id), kind: DifferenceKind::Number, sides }
    };
    of_two.map(difference).collect()
}

fn denial_difference(entry: &Entry) -> Option<Difference> {
    let says = |position: &Position| format!("{} {}", position.holder, position.grade.as_str());
    position_difference(entry, FlagKind::DenialGradesDiffer, DifferenceKind::Denial, says)
}

/// What one holder said of it on one day and on a later one.
fn turn_difference(entry: &Entry) -> Option<Difference> {
    let says = |position: &Position| {
        let day = position.published.map_or_else(String::new, |day| format!(", {day}"));
        format!("{} {}{day}", position.holder, position.grade.as_str())
    };
    position_difference(entry, FlagKind::PositionChanged, DifferenceKind::Turn, says)
}

/// The positions that a flag marks, those that say the same together.
fn position_difference(
    entry: &Entry,
    flag: FlagKind,
    kind: DifferenceKind,
    says: impl Fn(&Position) -> String,
) -> Option<Difference> {
    let flagged = entry.flags.iter().filter(|told| told.kind == flag);
    let claims: BTreeSet<ClaimId> = flagged.flat_map(|told| told.claims.iter().copied()).collect();
    let mut by_grade: BTreeMap<String, (BTreeSet<Voice>, BTreeSet<ClaimId>)> = BTreeMap::new();
    for position in &entry.positions {
        if !position.claims.iter().any(|claim| claims.contains(claim)) {
            continue;
        }
        let slot = by_grade.entry(says(position)).or_default();
        slot.0.extend(position.voices.iter().cloned());
        slot.1.extend(position.claims.iter().copied());
    }
    let side = |(says, (voices, claims)): (String, (BTreeSet<Voice>, BTreeSet<ClaimId>))| DifferenceSide {
        says,
        voices: voices.into_iter().collect(),
        claims: claims.into_iter().collect(),
    };
    let sides: Vec<DifferenceSide> = by_grade.into_iter().map(side).collect();
    (sides.len() > 1).then_some(Difference { on: Subject::Entry(entry.id), kind, sides })
}

fn clause_differences(account: &Account, story: StoryId, voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    let mut differences = Vec::new();
    for pact in account.pacts.values().filter(|pact| pact.story == story) {
        differences.extend(between(Subject::Pact(pact.id), DifferenceKind::Name, names(pact, voice_of)));
        differences.extend(sequences(pact, account, voice_of));
        differences.extend(joint_steps(pact, account, voice_of));
        differences.extend(statements(pact, voice_of));
        for clause in &pact.clauses {
            let on = Subject::Clause(pact.id, clause.kind);
            differences.extend(between(on, DifferenceKind::Wording, wordings(clause, voice_of)));
        }
    }
    differences
}

/// What speakers say of a pact, where two or more do: by speaker, and whether they say it or say that it is not so.
fn statements(pact: &Pact, voice_of: &VoiceOf<'_>) -> Option<Difference> {
    let mut by_speaker: BTreeMap<(String, bool), Vec<ClaimId>> = BTreeMap::new();
    let lines = pact.claims.iter().filter_map(|id| voice_of.ledger.line(*id));
    for line in lines.filter(|line| crate::pacts::is_said_of_pact(&line.claim)) {
        let codes: BTreeSet<&str> =
            line.claim.actors.iter().filter_map(|actor| actor.code.as_ref()).map(ActorCode::as_str).collect();
        let speaker = codes.into_iter().collect::<Vec<_>>().join(" ");
        let is_negated = line.claim.auxiliary.contains(&foederis_types::Auxiliary::Negation);
        by_speaker.entry((speaker, is_negated)).or_default().push(line.claim.id);
    }
    let side = |((speaker, is_negated), claims): ((String, bool), Vec<ClaimId>)| {
        let says = if is_negated { format!("{speaker}, of what it is not") } else { speaker };
        voice_of.side(says, claims)
    };
    let sides: Vec<DifferenceSide> = by_speaker.into_iter().map(side).collect();
    let on = Subject::Pact(pact.id);
    (sides.len() > 1).then_some(Difference { on, kind: DifferenceKind::Statement, sides })
}

/// The steps of one kind that one side took, or is said to have taken, on several days.
fn sequences(pact: &Pact, account: &Account, voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    let mut by_step: BTreeMap<(PactStatus, &[ActorCode]), Vec<&Step>> = BTreeMap::new();
    for step in pact.steps.iter().filter(|step| step.parties.len() == 1) {
        by_step.entry((step.status, &step.parties)).or_default().push(step);
    }
    let side = |step: &Step| {
        let claims = account.entries.get(&step.entry).map_or_else(Vec::new, |entry| entry.claims.clone());
        let days = step.days.first().map_or_else(String::new, |told| written(&told.value));
        voice_of.side(days, claims)
    };
    let sequence = |((status, parties), steps): ((PactStatus, &[ActorCode]), Vec<&Step>)| {
        let sides = steps.into_iter().map(side).collect();
        let party = *parties.first()?;
        between(Subject::Step(pact.id, status, party), DifferenceKind::Sequence, sides)
    };
    by_step.into_iter().filter_map(sequence).collect()
}

/// The steps that the parties take together and only once, told on several days: one of them is wrong.
fn joint_steps(pact: &Pact, account: &Account, voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    let mut by_status: BTreeMap<PactStatus, BTreeMap<String, BTreeSet<ClaimId>>> = BTreeMap::new();
    let is_once = |step: &&Step| {
        step.parties.len() > 1
            && matches!(step.status, PactStatus::Signed | PactStatus::Exchanged | PactStatus::InForceFor)
    };
    for step in pact.steps.iter().filter(is_once) {
        let Some(told) = step.days.first().filter(|told| told.value.is_told()) else { continue };
        let claims = account.entries.get(&step.entry).into_iter().flat_map(|entry| {
            let told = entry.days.iter().filter(|told| told.value.is_told());
            told.flat_map(|told| told.claims.iter().copied())
        });
        by_status.entry(step.status).or_default().entry(written(&told.value)).or_default().extend(claims);
    }
    let of_status = |(status, by_day): (PactStatus, BTreeMap<String, BTreeSet<ClaimId>>)| {
        let sides = by_day.into_iter().map(|(day, claims)| voice_of.side(day, claims.into_iter().collect()));
        between(Subject::JointStep(pact.id, status), DifferenceKind::Day, sides.collect())
    };
    by_status.into_iter().filter_map(of_status).collect()
}

/// Days between two accounts of one exchange of blows.
const MIRROR_DAYS: i32 = 2;

/// Attacks that each of two sides says the other made, near in time: who began is told both ways.
fn mirrored(entries: &[&Entry], voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    type Told<'e> = (ActorCode, ActorCode, i32, &'e Entry);
    let told = |entry: &&'_ Entry| -> Option<(ActorCode, ActorCode, i32)> {
        let one = |sides: &[crate::account::Side]| match sides {
            [side] => side.code,
            _ => None,
        };
        let (actor, recipient) = (one(&entry.actors)?, one(&entry.recipients)?);
        let is_attack = entry.event() == Some(Event::Assault) && actor != recipient;
        // The victim says so, or the other side denies it.
        let is_blamed = entry.alleged_by().contains(&recipient) || entry.denied_by().contains(&actor);
        let day = entry.days.first().and_then(|told| told.value.from.or(told.value.to))?;
        (is_attack && is_blamed).then(|| (actor, recipient, crate::blocks::number(day)))
    };
    let blows: Vec<Told<'_>> = entries
        .iter()
        .filter_map(|entry| told(entry).map(|(actor, recipient, day)| (actor, recipient, day, *entry)))
        .collect();
    let mut by_sides: BTreeMap<(ActorCode, ActorCode), Vec<&Told<'_>>> = BTreeMap::new();
    for blow in &blows {
        by_sides.entry((blow.0, blow.1)).or_default().push(blow);
    }
    let mut differences = Vec::new();
    for ((actor, recipient), ones) in by_sides.iter().filter(|((actor, recipient), _)| actor < recipient) {
        let Some(others) = by_sides.get(&(*recipient, *actor)) else { continue };
        for one in ones {
            // The account of the other side that lies nearest in time.
            let apart = |other: &&&Told<'_>| (one.2.abs_diff(other.2), other.3.id);
            let Some(other) = others.iter().min_by_key(apart) else { continue };
            if one.2.abs_diff(other.2) > MIRROR_DAYS.unsigned_abs() {
                continue;
            }
            let side =
                |blow: &Told<'_>| voice_of.side(format!("{} {}", blow.0, blow.1), blow.3.claims.clone());
            differences.push(Difference {
                on: Subject::Entry(one.3.id),
                kind: DifferenceKind::Mirrored,
                sides: vec![side(one), side(other)],
            });
        }
    }
    differences
}

/// Days within which a deed is taken for the one threatened or promised before, and a lifting for that of a measure.
const TURN_DAYS: u32 = 90;
/// Words that a deed must share with what was threatened, and a lifting with the measure.
const TURN_WORDS: usize = 2;
/// Earlier entries of the same sides that a deed is held against.
const TURNS_MAX: usize = 64;

/// What one side threatened or promised the other and then did, or did and then took back, told in the same words: the
/// later entry with the last that goes before it.
fn in_turn(entries: &[&Entry], voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    let mut by_sides: BTreeMap<(Vec<ActorCode>, Vec<ActorCode>), Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        if let Some(sides) = codes(&entry.actors).zip(codes(&entry.recipients)) {
            by_sides.entry(sides).or_default().push(entry);
        }
    }
    let day = |entry: &Entry| entry.first_day().map(crate::blocks::number);
    let mut differences = Vec::new();
    for told in by_sides.values() {
        // They come by first day.
        for (at, later) in told.iter().enumerate() {
            let words = voice_of.words(later);
            let precedes = |first: &&&Entry| {
                let is_before = day(first)
                    .zip(day(later))
                    .is_some_and(|(first, later)| first < later && first.abs_diff(later) <= TURN_DAYS);
                is_before
                    && turns_to(first.event(), later.event())
                    && voice_of.words(first).intersection(&words).count() >= TURN_WORDS
            };
            let Some(first) = told[..at].iter().rev().take(TURNS_MAX).find(precedes) else { continue };
            let side = |entry: &Entry| {
                let day = entry.best_days().map_or_else(String::new, |days| written(&days));
                voice_of.side(day, entry.claims.clone())
            };
            let sides = vec![side(first), side(later)];
            differences.extend(between(Subject::Entry(later.id), DifferenceKind::Sequence, sides));
        }
    }
    differences
}

/// The codes of a side, sorted; `None` where it is empty or any of it has none.
fn codes(sides: &[crate::account::Side]) -> Option<Vec<ActorCode>> {
    let codes: Option<BTreeSet<ActorCode>> = sides.iter().map(|side| side.code).collect();
    codes.filter(|codes| !codes.is_empty()).map(|codes| codes.into_iter().collect())
}

/// Says whether acts of the one kind make good, or take back, those of the other.
fn turns_to(first: Option<Event>, later: Option<Event>) -> bool {
    use Event as E;
    let is_hostile = |event| matches!(event, E::Sanction | E::Coerce | E::Mobilize | E::Assault);
    let is_friendly = |event| matches!(event, E::Aid | E::Cooperate | E::Concede | E::Retreat);
    match (first, later) {
        (Some(E::Threaten), Some(later)) => is_hostile(later),
        (Some(E::Agree), Some(later)) => is_friendly(later),
        (Some(E::Sanction | E::Coerce), Some(later)) => matches!(later, E::Concede | E::Retreat),
        _ => false,
    }
}

/// Headlines that tell the use of force, over reports that tell no such thing of those who did it but less.
fn headlines_apart(entries: &[&Entry], voice_of: &VoiceOf<'_>) -> Vec<Difference> {
    // A report, and who does something in it.
    type Doing = (ReportId, Vec<ActorCode>);
    let mut told: BTreeMap<Doing, Vec<ClaimId>> = BTreeMap::new();
    let mut headlines: Vec<(Doing, &Entry, Vec<ClaimId>)> = Vec::new();
    let mut told_as_force: BTreeSet<Doing> = BTreeSet::new();
    let is_less = |event| matches!(event, Event::Mobilize | Event::Coerce | Event::Threaten);
    for entry in entries {
        let is_force = entry.event() == Some(Event::Assault);
        let Some(actors) = codes(&entry.actors).filter(|_| is_force || entry.event().is_some_and(is_less))
        else {
            continue;
        };
        for (report, (head, body)) in voice_of.parts(entry) {
            let doing = (report, actors.clone());
            match (is_force, body.is_empty()) {
                (true, true) => headlines.push((doing, entry, head)),
                (true, false) => drop(told_as_force.insert(doing)),
                (false, _) => told.entry(doing).or_default().extend(body),
            }
        }
    }
    let apart = |(doing, entry, head): (Doing, &Entry, Vec<ClaimId>)| {
        let body = told.get(&doing).filter(|body| !body.is_empty() && !told_as_force.contains(&doing))?;
        let sides = vec![
            voice_of.side("headline".to_owned(), head),
            voice_of.side("report under it".to_owned(), body.clone()),
        ];
        Some(Difference { on: Subject::Entry(entry.id), kind: DifferenceKind::Headline, sides })
    };
    headlines.into_iter().filter_map(apart).collect()
}

/// Says whether a pact's name is a name proper, which writes what it names with a capital: `Treaty on ...` and not `its treaty with ...`.
pub fn is_proper(name: &str) -> bool {
    const PAPERS: &[&str] = &[
        "Accord",
        "Agreement",
        "Alliance",
        "Charter",
        "Compact",
        "Convention",
        "Pact",
        "Partnership",
        "Treaty",
    ];
    name.split(|c: char| !c.is_alphanumeric()).any(|word| PAPERS.contains(&word))
}

/// The names proper of a pact, without article and parties; a bare `Treaty` is none.
fn names(pact: &Pact, voice_of: &VoiceOf<'_>) -> Vec<DifferenceSide> {
    let mut by_name: BTreeMap<String, BTreeSet<ClaimId>> = BTreeMap::new();
    for told in pact.names.iter().filter(|told| is_proper(&told.value)) {
        let name = bare_name(&told.value);
        if name.contains(' ') {
            by_name.entry(name.to_owned()).or_default().extend(&told.claims);
        }
    }
    // "Agreement on Fishing" of "Agreement on Fishing and Trade": the same name, cut short. "Agreement on Fishing in the
    // Winter Palace": the same name, run on into where it was signed.
    let starts = |rest: &str, with: &[&str]| with.iter().any(|start| rest.starts_with(start));
    let same = |name: &String, whole: &String| {
        let rest = whole.strip_prefix(name.as_str())?;
        let is_cut = starts(rest, &[" and ", ", "]);
        let is_run_on = starts(rest, &[" in the ", " at the "]);
        match (is_cut, is_run_on) {
            (true, _) => Some((name.clone(), whole.clone())),
            (_, true) => Some((whole.clone(), name.clone())),
            _ => None,
        }
    };
    let pairs = by_name.keys().flat_map(|name| by_name.keys().map(move |whole| (name, whole)));
    let cut: BTreeMap<String, String> = pairs.filter_map(|(name, whole)| same(name, whole)).collect();
    for (name, whole) in cut {
        let claims = by_name.remove(&name).unwrap_or_default();
        by_name.entry(whole).or_default().extend(claims);
    }
    by_name.into_iter().map(|(name, claims)| voice_of.side(name, claims.into_iter().collect())).collect()
}

/// `Treaty on Partnership` of `the Treaty on Partnership between A and B`, `Friendship Pact` of `A's Friendship Pact with B`.
pub fn bare_name(name: &str) -> &str {
    let end = [" between ", " with "].iter().filter_map(|cut| name.find(cut)).min().unwrap_or(name.len());
    let name = &name[..end];
    let name = name.rsplit_once("'s ").map_or(name, |(_, rest)| rest);
    let name = ["text of ", "wording of ", "version of ", "ratification of "]
        .iter()
        .find_map(|of| name.split_once(of))
        .map_or(name, |(_, rest)| rest);
    ["the ", "The ", "a ", "an ", "its ", "their "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

/// What outlets word differently in a clause: the case in which it comes due, where they tell one, else the duty.
fn wordings(clause: &PactClause, voice_of: &VoiceOf<'_>) -> Vec<DifferenceSide> {
    let has_case = |told: &Told<crate::account::Wording>| told.value.trigger.is_some();
    let has_cases = clause.wordings.iter().any(has_case);
    let mut by_case: BTreeMap<String, BTreeSet<ClaimId>> = BTreeMap::new();
    for told in clause.wordings.iter().filter(|told| !has_cases || has_case(told)) {
        let says =
            told.value.trigger.as_ref().map_or_else(|| told.value.duty.clone(), |trigger| case_of(trigger));
        by_case.entry(says).or_default().extend(&told.claims);
    }
    let mut sides: Vec<DifferenceSide> =
        by_case.into_iter().map(|(says, claims)| voice_of.side(says, claims.into_iter().collect())).collect();
    sides.sort_by_key(|side| std::cmp::Reverse(side.claims.len()));
    sides
}

/// The word on which a case turns (`armed attack`, `aggression`, `invaded`), so that outlets that word it alike stand
/// together; the whole words where none of these is in them.
pub fn case_of(trigger: &str) -> String {
    const CASES: &[(&str, &str)] = &[
        ("aggression", "aggression"),
        ("aggressor", "aggression"),
        ("invasion", "invasion"),
        ("invaded", "invaded"),
        ("attack", "attack"),
        ("attacks", "attack"),
        ("attacked", "attacked"),
        ("hostilities", "hostilities"),
        ("threatened", "threatened"),
        ("threat", "threat"),
        ("war", "war"),
    ];
    let lower = trigger.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // Of several, a threat of something is a threat; else the first of the list decides.
    let is_threat = words.iter().any(|word| matches!(*word, "threat" | "threatened" | "threatens"));
    let found =
        CASES.iter().find(|(word, _)| words.contains(word) && (!is_threat || word.starts_with("threat")));
    match found {
        Some((_, case)) if words.contains(&"armed") => format!("armed {case}"),
        Some((_, case)) => (*case).to_owned(),
        None => trigger.to_owned(),
    }
}

/// A difference needs two sides and two voices.
fn between(on: Subject, kind: DifferenceKind, sides: Vec<DifferenceSide>) -> Option<Difference> {
    let voices: BTreeSet<&Voice> = sides.iter().flat_map(|side| &side.voices).collect();
    (sides.len() > 1 && voices.len() > 1).then_some(Difference { on, kind, sides })
}
