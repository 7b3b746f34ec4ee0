//! Answers: who would be bound, under both readings, with proofs, collisions, and reasons for a "no".
//!
//! Rows cover every clause owed to a side of an event, also those that do not come due, so that `why_not` needs no
//! second run. Order: what binds first, then by debtor, pact and clause; never by hash or by input.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::codes;
use crate::collision::{self, Collision};
use crate::engine::{Case, Happening, Key, RowTruth, Standing};
use crate::in_force::Clocks;
use crate::library::PactLibrary;
use crate::model::*;
use crate::proof::{Join, Proof, Supports};
use crate::question::{Question, QuestionError, Reading};
use crate::truth::Truth;

spelled!(
    /// The answer of a row. Unknown is never "no".
    Label {
        /// The duty is due.
        Bound = "BOUND",
        /// Something needed is unknown or disputed.
        Arguable = "ARGUABLE",
        /// Something needed does not hold.
        NotBound = "NOT_BOUND",
        /// The attack breaks the clause.
        Breach = "BREACH",
        /// It may break it.
        ArguableBreach = "ARGUABLE_BREACH",
        /// It does not break it.
        NoBreach = "NO_BREACH",
    }
);

impl Label {
    /// Returns the label of a truth for a kind of duty.
    pub fn of(kind: ClauseKind, truth: Truth) -> Label {
        match (kind == ClauseKind::NonAggression, truth) {
            (false, Truth::True) => Label::Bound,
            (false, Truth::Unknown) => Label::Arguable,
            (false, Truth::False) => Label::NotBound,
            (true, Truth::True) => Label::Breach,
            (true, Truth::Unknown) => Label::ArguableBreach,
            (true, Truth::False) => Label::NoBreach,
        }
    }

    /// Returns whether it is a "no".
    pub fn is_no(self) -> bool {
        matches!(self, Label::NotBound | Label::NoBreach)
    }
}

/// What one reading says of a row.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Truth of the duty.
    pub truth: Truth,
    /// Why.
    pub proof: Arc<Proof>,
}

spelled!(
    /// What the debtor was seen to do among the events of the question.
    Performance {
        /// No deed of the debtor among the events.
        None = "none",
        /// It acted as it owed.
        Acted = "acted",
        /// It attacked the one it owed to.
        Contrary = "contrary",
    }
);

/// One answer: a clause, who owes, toward whom, against whom.
#[derive(Clone, Debug)]
pub struct AnswerRow {
    /// Pact id.
    pub pact: String,
    /// Statement id of the clause.
    pub clause: String,
    /// Article.
    pub reference: String,
    /// What is owed.
    pub kind: ClauseKind,
    /// How strictly.
    pub strength: Strength,
    /// Who owes, under the id of the day.
    pub debtor: ActorCode,
    /// To whom.
    pub toward: ActorCode,
    /// Against whom; for a breach, who breaks it.
    pub against: ActorCode,
    /// Strict reading.
    pub strict: Verdict,
    /// Formal reading.
    pub formal: Verdict,
    /// 0 for the events asked about, 1 and up for entries into war that follow.
    pub round: u16,
    /// The text's words for when.
    pub deadline: Option<String>,
    /// What the debtor was seen to do.
    pub performance: Performance,
    /// Recorded, never failing.
    pub qualifiers: Vec<Qualifier>,
    /// How outlets word the clause.
    pub wordings: Vec<Wording>,
    /// Indexes into [`Answers::collisions`].
    pub collisions: Vec<usize>,
    /// Independent origins among the reports that carry it; 0 where files and premises alone do.
    pub n_origins: usize,
    /// Who denies what carries it.
    pub deniers: Vec<String>,
}

impl AnswerRow {
    /// Returns the verdict of a reading.
    pub fn verdict(&self, reading: Reading) -> &Verdict {
        match reading {
            Reading::Strict => &self.strict,
            Reading::Formal => &self.formal,
        }
    }

    /// Returns the label of a reading.
    pub fn label(&self, reading: Reading) -> Label {
        Label::of(self.kind, self.verdict(reading).truth)
    }

    /// Returns the label in one column: arguable where the readings differ.
    pub fn one_label(&self) -> Label {
        let (strict, formal) = (self.label(Reading::Strict), self.label(Reading::Formal));
        if strict == formal { strict } else { Label::of(self.kind, Truth::Unknown) }
    }

    /// Returns whether the readings differ.
    pub fn is_reading_dependent(&self) -> bool {
        self.strict.truth != self.formal.truth
    }
}

/// An event as the engine saw it, in order of time.
#[derive(Clone, Debug)]
pub struct SeenEvent {
    /// `premise/1`, `expected/1/POL-DEU`: for what the chain adds, the round, who enters and against whom.
    pub id: String,
    /// In words.
    pub says: String,
    /// Whether it is so.
    pub truth: Truth,
    /// Day.
    pub day: Date,
    /// 0 for events asked about.
    pub round: u16,
    /// The clause that brings it about.
    pub cause: Option<String>,
    /// Reading under which it comes about; `None` for both.
    pub reading: Option<Reading>,
}

/// Everything a question gives.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The question.
    pub question: Question,
    /// Rows, also those that say no.
    pub rows: Vec<AnswerRow>,
    /// Duties that stand against each other, never settled.
    pub collisions: Vec<Collision>,
    /// Events, with those that the chain adds.
    pub events: Vec<SeenEvent>,
}

/// Answers a question.
///
/// # Errors
/// A day out of range, a state on a day when it was not there, or no event at all.
pub fn what_if(library: &PactLibrary, question: &Question) -> Result<Answers, QuestionError> {
    check(question)?;
    let clocks = Clocks { on: question.on, as_of: question.as_of };
    let standing = Standing::on(library, clocks);
    let mut strict = Case::new(library, question, &standing, Reading::Strict, true);
    let mut formal = Case::new(library, question, &standing, Reading::Formal, true);
    let (strict_rows, formal_rows) = (strict.rows(), formal.rows());
    let events = seen(&strict.events, &formal.events);
    let mut rows = merge(library, question, &strict, strict_rows, formal_rows);
    rows.sort_by(|a, b| order(a).cmp(&order(b)));
    let collisions = collision::find(library, &standing, &mut rows);
    Ok(Answers { question: question.clone(), rows, collisions, events })
}

type Order<'a> = (Label, u16, bool, ActorCode, &'a str, &'a str, ActorCode, ActorCode);

fn order(row: &AnswerRow) -> Order<'_> {
    let label = row.one_label();
    (
        label,
        row.round,
        !is_use_of_force(row.kind),
        row.debtor,
        &row.pact,
        &row.clause,
        row.toward,
        row.against,
    )
}

fn check(question: &Question) -> Result<(), QuestionError> {
    if question.events.is_empty() {
        return Err(QuestionError::NoEvent);
    }
    if question.events.len() > crate::question::EVENTS_MAX {
        return Err(QuestionError::TooManyEvents(question.events.len()));
    }
    let days = question.events.iter().filter_map(|event| event.day);
    let days = days.chain([question.on]).chain(question.as_of);
    if let Some(day) = days.into_iter().find(|day| !(1648..=2100).contains(&day.year())) {
        return Err(QuestionError::DayOutOfRange(day));
    }
    for event in &question.events {
        let day = event.day.unwrap_or(question.on);
        let line = || format!("{}>{}", event.attacker, event.victim);
        if codes::person(event.attacker) == codes::person(event.victim) {
            return Err(QuestionError::SameSides(event.attacker.to_string(), line()));
        }
        for id in [event.attacker, event.victim] {
            let is_there = codes::state(codes::on_day(id, day)).is_none_or(|state| codes::exists(state, day));
            if !is_there {
                return Err(QuestionError::NotThere { id: id.to_string(), day, line: line() });
            }
        }
    }
    Ok(())
}

fn merge(
    library: &PactLibrary,
    question: &Question,
    case: &Case<'_>,
    mut strict: BTreeMap<Key, RowTruth>,
    mut formal: BTreeMap<Key, RowTruth>,
) -> Vec<AnswerRow> {
    let keys: BTreeSet<Key> = strict.keys().chain(formal.keys()).copied().collect();
    keys.into_iter()
        .map(|key| row(library, question, case, key, strict.remove(&key), formal.remove(&key)))
        .collect()
}

fn row(
    library: &PactLibrary,
    question: &Question,
    case: &Case<'_>,
    key: Key,
    strict: Option<RowTruth>,
    formal: Option<RowTruth>,
) -> AnswerRow {
    let (pact, clause) = library.at(key.place);
    let day = |person| codes::on_day(person, question.on);
    let (debtor, toward, against) = (day(key.debtor), day(key.toward), day(key.against));
    let rounds = strict.iter().chain(&formal).map(|found| found.round);
    let first_day = strict.iter().chain(&formal).map(|found| found.first_day).min().unwrap_or(question.on);
    let mut row = AnswerRow {
        pact: pact.id.clone(),
        clause: clause.id.clone(),
        reference: clause.reference.clone(),
        kind: clause.kind,
        strength: clause.strength,
        debtor,
        toward,
        against,
        round: rounds.min().unwrap_or(0),
        strict: verdict(strict, clause, Reading::Strict),
        formal: verdict(formal, clause, Reading::Formal),
        deadline: clause.deadline.clone(),
        performance: performance(&case.events, key, first_day),
        qualifiers: clause.qualifiers.clone(),
        wordings: clause.wordings.clone(),
        collisions: Vec::new(),
        n_origins: 0,
        deniers: Vec::new(),
    };
    weigh(library, case, &mut row);
    row
}

fn verdict(found: Option<RowTruth>, clause: &Clause, reading: Reading) -> Verdict {
    let Some(found) = found else {
        let says = format!("no event brings the clause into play under the {} reading", reading.as_str());
        let proof = Proof::leaf("no-event", Truth::False, says, vec![clause.id.clone()]);
        return Verdict { truth: Truth::False, proof: Arc::new(proof) };
    };
    let mut ways = found.ways;
    let proof = match ways.pop() {
        Some(only) if ways.is_empty() => only,
        last => {
            ways.extend(last);
            Arc::new(Proof::step("ways", Join::Any, "one of several events is enough".to_owned(), ways))
        }
    };
    Verdict { truth: found.truth, proof }
}

/// Looks among the events for what the debtor did once the duty could be due.
fn performance(events: &[Happening], key: Key, since: Date) -> Performance {
    let own = events.iter().filter(|event| {
        event.round == 0 && event.attacker == key.debtor && event.day >= since && event.truth == Truth::True
    });
    let mut seen = Performance::None;
    for event in own {
        if event.victim == key.toward {
            return Performance::Contrary;
        }
        if event.victim == key.against {
            seen = Performance::Acted;
        }
    }
    seen
}

/// Counts origins and names deniers behind a row.
fn weigh(library: &PactLibrary, case: &Case<'_>, row: &mut AnswerRow) {
    let mut origins: BTreeSet<&str> = BTreeSet::new();
    let mut deniers: BTreeSet<String> = BTreeSet::new();
    let ids: BTreeSet<&str> =
        row.strict.proof.evidence_ids().union(&row.formal.proof.evidence_ids()).copied().collect();
    for id in &ids {
        if let Some(label) = library.label(id) {
            origins.insert(if label.origin.is_empty() { &label.outlet } else { &label.origin });
            deniers.extend(label.denied_by.iter().cloned());
        }
        let event = case.events.iter().find(|event| event.id == **id);
        deniers.extend(event.iter().flat_map(|event| &event.denied_by).map(|&code| codes::name(code)));
    }
    if let Some(pact) = library.pact(&row.pact) {
        let status = pact.events.iter().filter(|event| ids.contains(event.id.as_str()));
        deniers.extend(status.flat_map(|event| &event.denied_by).map(|&code| codes::name(code)));
        deniers.extend(pact.denied_by.iter().map(|&code| codes::name(code)));
    }
    (row.n_origins, row.deniers) = (origins.len(), deniers.into_iter().collect());
}

fn seen(strict: &[Happening], formal: &[Happening]) -> Vec<SeenEvent> {
    let tell = |event: &Happening, reading| SeenEvent {
        id: event.id.clone(),
        says: event.says(),
        truth: event.truth,
        day: event.day,
        round: event.round,
        cause: event.cause.clone(),
        reading,
    };
    let mut events = Vec::new();
    for event in strict {
        let is_both = event.round == 0 || formal.iter().any(|other| other.id == event.id);
        events.push(tell(event, (!is_both).then_some(Reading::Strict)));
    }
    for event in formal.iter().filter(|event| event.round > 0) {
        if !strict.iter().any(|other| other.id == event.id) {
            events.push(tell(event, Some(Reading::Formal)));
        }
    }
    events.sort_by(|a, b| (a.day, a.round, a.reading, &a.id).cmp(&(b.day, b.round, b.reading, &b.id)));
    events
}

impl Answers {
    /// Returns the rows whose one-column label is no "no".
    pub fn due(&self) -> impl Iterator<Item = &AnswerRow> {
        self.rows.iter().filter(|row| !row.one_label().is_no())
    }

    /// Returns the minimal sets of evidence that carry a row.
    pub fn supports(&self, row: &AnswerRow, reading: Reading) -> Supports {
        row.verdict(reading).proof.supports(self.question.supports_max)
    }
}

/// Why a state is not bound, or not for sure.
#[derive(Clone, Debug)]
pub struct WhyNot {
    /// The state, under the id of the day.
    pub state: ActorCode,
    /// Every clause that it owes to a side, with what fails or is open.
    pub clauses: Vec<WhyNotClause>,
    /// What else must be said, such as that no pact binds it to either side.
    pub note: Option<String>,
}

/// One clause of a "no".
#[derive(Clone, Debug)]
pub struct WhyNotClause {
    /// Statement id of the clause.
    pub clause: String,
    /// What would be owed.
    pub kind: ClauseKind,
    /// To whom.
    pub toward: ActorCode,
    /// Against whom.
    pub against: ActorCode,
    /// Label under the reading asked about.
    pub label: Label,
    /// Steps that fail or are open; empty where the duty is due.
    pub open: Vec<Proof>,
}

/// Explains a "no" or a "perhaps" from answers already given, without a second run.
pub fn why_not(library: &PactLibrary, answers: &Answers, state: ActorCode, reading: Reading) -> WhyNot {
    let person = codes::person(state);
    let own = answers.rows.iter().filter(|row| codes::person(row.debtor) == person);
    let clauses: Vec<WhyNotClause> = own
        .map(|row| WhyNotClause {
            clause: row.clause.clone(),
            kind: row.kind,
            toward: row.toward,
            against: row.against,
            label: row.label(reading),
            open: row.verdict(reading).proof.open_deep().into_iter().cloned().collect(),
        })
        .collect();
    let on = answers.question.on;
    let note = clauses.is_empty().then(|| no_clause(library, answers, person, on));
    WhyNot { state: codes::on_day(person, on), clauses, note }
}

fn no_clause(library: &PactLibrary, answers: &Answers, person: ActorCode, on: Date) -> String {
    let name = codes::name(codes::on_day(person, on));
    let sides = answers.question.events.iter().flat_map(|event| [event.attacker, event.victim]);
    let mut with: BTreeSet<String> = BTreeSet::new();
    for side in sides {
        let says_something = |pact: &&Pact| pact.clauses.iter().any(|clause| !clause.is_general);
        let shared = library.pacts().iter().filter(|pact| pact.has_party(person) && pact.has_party(side));
        let pacts = shared.filter(says_something);
        with.extend(pacts.map(|pact| format!("`{}`", pact.id)));
    }
    if with.is_empty() {
        return format!("{name} has no pact with either side among the {} at hand", library.pacts().len());
    }
    let with: Vec<String> = with.into_iter().collect();
    format!(
        "{name} shares {} with a side, but no clause of it that such an event could bring due",
        with.join(", ")
    )
}

impl Proof {
    /// Returns the premises that fail or are open, down through alternatives.
    pub fn open_deep(&self) -> Vec<&Proof> {
        let mut found: Vec<&Proof> = Vec::new();
        let ways: Vec<&Proof> = if self.join == Join::Any && self.kind == "ways" {
            self.parts.iter().map(Arc::as_ref).collect()
        } else {
            vec![self]
        };
        for step in ways.iter().flat_map(|way| way.open()) {
            if !found.iter().any(|known| known.says == step.says && known.truth == step.truth) {
                found.push(step);
            }
        }
        found
    }
}

/// What all ordered pairs of states come to on one day, without proofs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairTotals {
    /// Ordered pairs asked.
    pub n_pairs: usize,
    /// Duties due or arguable, strict reading.
    pub n_duties: usize,
    /// Breaches, sure or arguable.
    pub n_breaches: usize,
    /// Collisions.
    pub n_collisions: usize,
}

/// One row of [`all_pairs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairRow<'a> {
    /// Pact.
    pub pact: &'a Pact,
    /// Clause.
    pub clause: &'a Clause,
    /// Who owes.
    pub debtor: ActorCode,
    /// To whom.
    pub toward: ActorCode,
    /// Against whom.
    pub against: ActorCode,
    /// Whether.
    pub truth: Truth,
}

impl PartialEq for Pact {
    fn eq(&self, other: &Pact) -> bool {
        self.id == other.id
    }
}
impl Eq for Pact {}
impl PartialEq for Clause {
    fn eq(&self, other: &Clause) -> bool {
        self.id == other.id
    }
}
impl Eq for Clause {}

/// Asks "X attacks Y" for every ordered pair of states of a day, one by one, and hands every row that is not a "no" to
/// `take`; collisions are counted.
pub fn all_pairs<'a>(
    library: &'a PactLibrary,
    on: Date,
    reading: Reading,
    mut take: impl FnMut(PairRow<'a>),
) -> PairTotals {
    let clocks = Clocks { on, as_of: None };
    let standing = Standing::on(library, clocks);
    let bans = collision::Bans::on(library, &standing);
    let states: Vec<ActorCode> = states_on(on);
    let mut totals = PairTotals::default();
    for &attacker in &states {
        for &victim in states.iter().filter(|&&victim| victim != attacker) {
            let mut question = Question::attack(attacker, victim, on);
            question.events[0].place = crate::zones::Zone::of_state(victim);
            let rows = Case::new(library, &question, &standing, reading, false).rows();
            totals.n_pairs += 1;
            for (key, found) in rows {
                let (pact, clause) = library.at(key.place);
                if clause.kind == ClauseKind::NonAggression {
                    totals.n_breaches += 1;
                } else {
                    totals.n_duties += 1;
                    totals.n_collisions += bans.count(clause.kind, key.debtor, key.against);
                }
                let Key { debtor, toward, against, .. } = key;
                take(PairRow { pact, clause, debtor, toward, against, truth: found.truth });
            }
        }
    }
    totals
}

/// Returns the legal persons of the states that exist on a day, by id of the table.
pub fn states_on(on: Date) -> Vec<ActorCode> {
    let there = codes::all()
        .iter()
        .filter(|state| codes::exists(state, on) && codes::on_day(state.id, on) == state.id);
    let mut persons: Vec<ActorCode> = there.map(|state| codes::person(state.id)).collect();
    persons.sort();
    persons.dedup();
    persons
}
