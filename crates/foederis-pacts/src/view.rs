//! The outside form of answers: what `--format json` prints. Documented in `docs/what-if.md`.
//!
//! Field names are fixed by `format`; new fields may be added, none renamed. Core types do not derive Serialize.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::{AnswerRow, Answers, SeenEvent, WhyNot};
use crate::codes;
use crate::collision::Collision;
use crate::library::PactLibrary;
use crate::model::{Pact, Qualifier};
use crate::proof::{Join, Proof};
use crate::question::Reading;

/// Version of this form.
pub const FORMAT: u32 = 1;

/// All answers to a question.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnswersView {
    /// Version of this form.
    pub format: u32,
    /// The day asked about.
    pub on: String,
    /// What was known by; `null` for everything known today.
    pub as_of: Option<String>,
    /// `none`, `expected`, `full`.
    pub chain: &'static str,
    /// `any_denial`, `not_the_accused`.
    pub denial: &'static str,
    /// Pacts at hand.
    pub n_pacts: usize,
    /// Events in order of time.
    pub events: Vec<EventView>,
    /// Rows, also those that say no.
    pub rows: Vec<RowView>,
    /// Duties that stand against each other.
    pub collisions: Vec<CollisionView>,
}

/// One event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EventView {
    /// Id that proofs name.
    pub id: String,
    /// In words.
    pub says: String,
    /// `true`, `unknown`, `false`.
    pub truth: String,
    /// Day.
    pub day: String,
    /// 0 for events asked about.
    pub round: u16,
    /// Clause that brings it about.
    pub cause: Option<String>,
    /// Reading under which it comes about; `null` for both.
    pub reading: Option<&'static str>,
}

/// One answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowView {
    /// Pact.
    pub pact: PactRefView,
    /// Statement id of the clause.
    pub clause: String,
    /// Article.
    pub reference: String,
    /// What is owed, as in the obligations model.
    pub kind: String,
    /// How strictly.
    pub strength: &'static str,
    /// Who owes.
    pub debtor: ActorView,
    /// To whom.
    pub toward: ActorView,
    /// Against whom.
    pub against: ActorView,
    /// Label under the strict reading.
    pub strict: &'static str,
    /// Label under the formal reading.
    pub formal: &'static str,
    /// Label in one column: arguable where the readings differ.
    pub label: &'static str,
    /// True where the readings differ.
    pub is_reading_dependent: bool,
    /// The answer as a sentence.
    pub says: String,
    /// 0 for the events asked about.
    pub round: u16,
    /// The text's words for when.
    pub deadline: Option<String>,
    /// `none`, `acted`, `contrary`.
    pub performance: &'static str,
    /// Recorded, never failing.
    pub qualifiers: Vec<&'static str>,
    /// How outlets word the clause.
    pub wordings: Vec<WordingView>,
    /// Independent origins among the reports that carry it.
    pub n_origins: usize,
    /// Who denies what carries it.
    pub denied_by: Vec<String>,
    /// What fails or is open, strict reading.
    pub open: Vec<String>,
    /// Proof under the strict reading.
    pub proof: ProofView,
    /// Proof under the formal reading, where it differs.
    pub proof_formal: Option<ProofView>,
    /// Minimal sets of evidence, strict reading; formal where strict says no and formal does not.
    pub supports: Vec<Vec<String>>,
    /// True where there were more sets than the cap.
    pub is_supports_cut: bool,
    /// Indexes into `collisions`.
    pub collisions: Vec<usize>,
}

/// A pact as rows name it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PactRefView {
    /// Id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Numbers in the ATOP data.
    pub atop: Vec<u32>,
    /// Numbers in the COW formal alliances data.
    pub cow: Vec<u32>,
    /// True where only reports tell of it.
    pub is_learned: bool,
}

/// A state or other actor.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ActorView {
    /// ISO alpha-3 or the id of a former state.
    pub code: String,
    /// Letters of the Correlates of War project; empty where it has none.
    pub cow: &'static str,
    /// English name.
    pub name: String,
}

/// An outlet's words for a clause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WordingView {
    /// Outlet.
    pub outlet: String,
    /// Words.
    pub words: String,
    /// Evidence id.
    pub evidence: String,
}

/// One step of a proof.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProofView {
    /// Kind of step.
    pub kind: &'static str,
    /// As a sentence.
    pub says: String,
    /// `true`, `unknown`, `false`.
    pub truth: String,
    /// `leaf`, `all`, `any`, `not`.
    pub join: &'static str,
    /// What it rests on.
    pub evidence: Vec<EvidenceView>,
    /// What must be said beside.
    pub notes: Vec<String>,
    /// What it follows from.
    pub parts: Vec<ProofView>,
}

/// A piece of evidence.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EvidenceView {
    /// Id: statement of a pact file, ledger evidence, or premise of the question.
    pub id: String,
    /// Article, published fact, or outlet and sentence; empty for a premise.
    pub reference: String,
    /// The quoted words, for a report.
    pub quote: Option<String>,
    /// Day from which it was known.
    pub known_from: Option<String>,
}

/// Two duties against each other.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CollisionView {
    /// Whose.
    pub debtor: String,
    /// `force_forbidden`, `neutrality_owed`, `both_sides`, `security_council`.
    pub kind: &'static str,
    /// Clause of the duty to act.
    pub duty: String,
    /// Toward whom.
    pub toward: String,
    /// Against whom.
    pub against: String,
    /// Clause that stands against it.
    pub other: String,
    /// `true` where both are sure.
    pub truth: String,
    /// Rules that may settle it: rule and words.
    pub hints: Vec<(String, String)>,
}

/// Why a state is not bound.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WhyNotView {
    /// The state.
    pub state: ActorView,
    /// Clause by clause.
    pub clauses: Vec<WhyNotClauseView>,
    /// What else must be said.
    pub note: Option<String>,
}

/// One clause of a "no".
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WhyNotClauseView {
    /// Statement id.
    pub clause: String,
    /// What would be owed.
    pub kind: String,
    /// To whom.
    pub toward: String,
    /// Against whom.
    pub against: String,
    /// Label.
    pub label: &'static str,
    /// What fails or is open.
    pub open: Vec<ProofView>,
}

impl AnswersView {
    /// Makes the view of answers.
    pub fn of(library: &PactLibrary, answers: &Answers) -> AnswersView {
        AnswersView {
            format: FORMAT,
            on: answers.question.on.to_string(),
            as_of: answers.question.as_of.map(|day| day.to_string()),
            chain: answers.question.chain.as_str(),
            denial: answers.question.denial.as_str(),
            n_pacts: library.pacts().len(),
            events: answers.events.iter().map(event).collect(),
            rows: answers.rows.iter().map(|one| row(library, answers, one)).collect(),
            collisions: answers.collisions.iter().map(collision).collect(),
        }
    }
}

impl WhyNotView {
    /// Makes the view of a "no".
    pub fn of(library: &PactLibrary, answers: &Answers, why: &WhyNot) -> WhyNotView {
        let day = answers.question.on;
        let clauses = why.clauses.iter().map(|clause| WhyNotClauseView {
            clause: clause.clause.clone(),
            kind: clause.kind.to_string(),
            toward: clause.toward.to_string(),
            against: clause.against.to_string(),
            label: clause.label.as_str(),
            open: clause.open.iter().map(|step| proof(library, step)).collect(),
        });
        WhyNotView { state: actor(why.state, day), clauses: clauses.collect(), note: why.note.clone() }
    }
}

fn event(event: &SeenEvent) -> EventView {
    EventView {
        id: event.id.clone(),
        says: event.says.clone(),
        truth: event.truth.to_string(),
        day: event.day.to_string(),
        round: event.round,
        cause: event.cause.clone(),
        reading: event.reading.map(Reading::as_str),
    }
}

fn actor(code: foederis_types::ActorCode, day: foederis_types::Date) -> ActorView {
    ActorView { code: code.to_string(), cow: codes::cow_letters(code, day), name: codes::name(code) }
}

fn pact_ref(library: &PactLibrary, id: &str) -> PactRefView {
    let pact = library.pact(id);
    PactRefView {
        id: id.to_owned(),
        name: pact.map_or(id, Pact::name).to_owned(),
        atop: pact.map(|pact| pact.external.atop.clone()).unwrap_or_default(),
        cow: pact.map(|pact| pact.external.cow.clone()).unwrap_or_default(),
        is_learned: pact.is_some_and(|pact| pact.is_learned),
    }
}

fn row(library: &PactLibrary, answers: &Answers, row: &AnswerRow) -> RowView {
    let day = answers.question.on;
    let [strict, formal] = [Reading::Strict, Reading::Formal].map(|reading| row.label(reading));
    let best = if strict.is_no() && !formal.is_no() { Reading::Formal } else { Reading::Strict };
    let supports = answers.supports(row, best);
    let is_same = row.strict.proof == row.formal.proof;
    RowView {
        pact: pact_ref(library, &row.pact),
        clause: row.clause.clone(),
        reference: row.reference.clone(),
        kind: row.kind.to_string(),
        strength: row.strength.as_str(),
        debtor: actor(row.debtor, day),
        toward: actor(row.toward, day),
        against: actor(row.against, day),
        strict: strict.as_str(),
        formal: formal.as_str(),
        label: row.one_label().as_str(),
        is_reading_dependent: row.is_reading_dependent(),
        says: crate::sentences::headline(row, row.one_label()),
        round: row.round,
        deadline: row.deadline.clone(),
        performance: row.performance.as_str(),
        qualifiers: row.qualifiers.iter().map(|&qualifier| Qualifier::as_str(qualifier)).collect(),
        wordings: row
            .wordings
            .iter()
            .map(|w| WordingView {
                outlet: w.outlet.clone(),
                words: w.words.clone(),
                evidence: w.evidence.clone(),
            })
            .collect(),
        n_origins: row.n_origins,
        denied_by: row.deniers.clone(),
        open: row.strict.proof.open_deep().iter().map(|step| step.says.clone()).collect(),
        proof: proof(library, &row.strict.proof),
        proof_formal: (!is_same).then(|| proof(library, &row.formal.proof)),
        supports: supports.sets.into_iter().map(|set| set.into_iter().collect()).collect(),
        is_supports_cut: supports.is_cut,
        collisions: row.collisions.clone(),
    }
}

fn proof(library: &PactLibrary, step: &Proof) -> ProofView {
    ProofView {
        kind: step.kind,
        says: step.says.clone(),
        truth: step.truth.to_string(),
        join: match step.join {
            Join::Leaf => "leaf",
            Join::All => "all",
            Join::Any => "any",
            Join::Not => "not",
        },
        evidence: step.evidence.iter().map(|id| evidence(library, id)).collect(),
        notes: step.notes.clone(),
        parts: step.parts.iter().map(|part| proof(library, part)).collect(),
    }
}

fn evidence(library: &PactLibrary, id: &str) -> EvidenceView {
    let statement = library.statement(id);
    let is_report = library.label(id).is_some();
    EvidenceView {
        id: id.to_owned(),
        reference: statement.as_ref().map(|s| s.reference.clone()).unwrap_or_default(),
        quote: statement.as_ref().filter(|_| is_report).map(|s| s.says.clone()),
        known_from: statement.and_then(|s| s.known_from).map(|day| day.to_string()),
    }
}

fn collision(collision: &Collision) -> CollisionView {
    CollisionView {
        debtor: collision.debtor.to_string(),
        kind: collision.kind.as_str(),
        duty: collision.duty.clone(),
        toward: collision.toward.to_string(),
        against: collision.against.to_string(),
        other: collision.other.clone(),
        truth: collision.truth.to_string(),
        hints: collision.hints.iter().map(|hint| (hint.rule.to_owned(), hint.says.clone())).collect(),
    }
}
