//! The form of a story's key: what a careful reader takes from some reports.
//!
//! Field by field it is described in `docs/eval.md`. Fields that scoring does not use are not read, so keys may say
//! more than this.

use serde::Deserialize;

/// A key.
#[derive(Clone, Debug, Deserialize)]
pub struct Key {
    /// Headers and furniture, one a report.
    #[serde(default)]
    pub reports: Vec<KeyReport>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<KeyEvent>,
    /// What was agreed.
    #[serde(default)]
    pub pacts: Vec<KeyPact>,
    /// Where reports differ.
    #[serde(default)]
    pub disagreements: Vec<KeyDisagreement>,
    /// Reports that are one text.
    #[serde(default)]
    pub copies: Vec<KeyCopies>,
    /// Who would be bound.
    #[serde(default)]
    pub what_if: Vec<KeyQuestion>,
    /// Outlets side by side, by the ids of events.
    #[serde(default)]
    pub comparison: Option<KeyComparison>,
}

/// A report's header.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyReport {
    /// Its id in a JSON Lines file, or its file's name.
    #[serde(alias = "file")]
    pub report: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Day, or day and time.
    pub published: Option<String>,
    /// Furniture that must yield nothing.
    #[serde(default)]
    pub not_article: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyEvent {
    /// Name inside the key.
    pub id: String,
    /// PLOVER type; none where PLOVER has none.
    #[serde(rename = "type")]
    pub event: Option<String>,
    /// Other types that are right; `null` in it accepts no type.
    #[serde(default)]
    pub also_accept: Vec<Option<String>>,
    /// Who did it.
    pub actors: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// Day, or interval `a/b` with `..` for an open end.
    pub date: Option<String>,
    /// `asserted`, `attributed`, `alleged`, `likely`, `possible`, `conditional`.
    pub status: String,
    /// Who says so where the report does not vouch.
    #[serde(default)]
    pub attributed_to: Vec<String>,
    /// Who denies it.
    #[serde(default)]
    pub denied_by: Vec<String>,
    /// A reader that misses it has not understood.
    #[serde(default)]
    pub core: bool,
    /// Where it is told.
    #[serde(default)]
    pub evidence: Vec<KeyEvidence>,
}

/// Words of one report.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyEvidence {
    /// Which report.
    pub report: String,
    /// The words, once in it.
    pub quote: String,
    /// How this report puts it, where that differs.
    pub stance: Option<String>,
    /// Day as this report gives it, where that differs.
    pub date: Option<String>,
    /// `title` where the words stand in the headline.
    pub field: Option<String>,
}

/// A pact.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyPact {
    /// Name inside the key.
    pub id: String,
    /// Parties.
    pub parties: Vec<String>,
    /// Steps, in order.
    #[serde(default)]
    pub life_cycle: Vec<KeyStep>,
    /// Clauses.
    #[serde(default, alias = "obligations")]
    pub clauses: Vec<KeyClause>,
}

/// A step in a pact's life.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyStep {
    /// `signed`, `ratified`, `in force` ...
    pub event: String,
    /// Whose step.
    pub party: Vec<String>,
    /// Day.
    pub date: Option<String>,
    /// Where it is told.
    #[serde(default)]
    pub evidence: Vec<KeyEvidence>,
}

/// A clause.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyClause {
    /// Kind of norm; none for a clause that obliges to nothing the model knows.
    pub kind: Option<String>,
    /// Where it is told.
    #[serde(default)]
    pub evidence: Vec<KeyEvidence>,
    /// How outlets word it.
    #[serde(default)]
    pub wordings: Vec<KeyWording>,
}

/// How some outlets word a clause.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyWording {
    /// Where.
    #[serde(default)]
    pub evidence: Vec<KeyEvidence>,
}

/// Where reports differ.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyDisagreement {
    /// `D1`.
    pub id: String,
    /// About what.
    pub on: String,
    /// Kind of difference.
    pub kind: String,
    /// The sides.
    pub sides: Vec<KeySide>,
}

/// One side of a difference.
#[derive(Clone, Debug, Deserialize)]
pub struct KeySide {
    /// What it says.
    pub says: String,
    /// In which reports.
    #[serde(default)]
    pub reports: Vec<String>,
    /// In which words.
    #[serde(default)]
    pub evidence: Vec<KeyEvidence>,
}

/// Reports that are one text.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyCopies {
    /// Name inside the key.
    pub id: String,
    /// The reports.
    pub reports: Vec<String>,
    /// `partial` where they share some paragraphs and not the whole text.
    pub kind: Option<String>,
}

/// A question about obligations.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyQuestion {
    /// `KOR attacks PRK`.
    pub question: String,
    /// For which day.
    pub on: Option<String>,
    /// With what was known when.
    pub known_as_of: Option<String>,
    /// Who is bound.
    pub answer: Vec<KeyAnswer>,
}

/// Whether one state is bound.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyAnswer {
    /// The state.
    pub state: String,
    /// Kind of norm.
    pub kind: Option<String>,
    /// Label under the strict reading.
    pub strict: Option<String>,
    /// Label under the formal reading.
    pub formal: Option<String>,
    /// How sure, in words, where a key has no labels.
    pub certainty: Option<String>,
}

/// Outlets side by side.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyComparison {
    /// Events on which the reports agree.
    #[serde(default)]
    pub agree: Vec<String>,
    /// Where they differ.
    #[serde(default)]
    pub differ: Vec<KeyDiffer>,
    /// What one report alone tells.
    #[serde(default)]
    pub only: std::collections::BTreeMap<String, Vec<String>>,
}

/// One difference of a comparison.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyDiffer {
    /// An event's or disagreement's id.
    pub on: String,
}
