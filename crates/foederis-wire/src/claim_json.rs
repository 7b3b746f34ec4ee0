//! The JSON form of a claim, field for field as documented.
//!
//! Fields that every claim has are always there, `null` where nothing is known; the rest is left out where it says
//! nothing. All offsets are 0-based, half-open ranges of UTF-8 bytes of the report's text, or of its title where
//! `quote.part` is `title`.

use serde::{Deserialize, Serialize};

/// One claim as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimJson {
    /// The id that the input gave the report; its hash where it gave none.
    pub report: String,
    /// PLOVER event type.
    pub event: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Who did it.
    pub actors: Vec<ParticipantJson>,
    /// To whom.
    pub recipients: Vec<ParticipantJson>,
    /// When.
    pub happened: HappenedJson,
    /// Where.
    pub place: Option<PlaceJson>,
    /// In whose eyes, the author first.
    pub factuality: Vec<ViewJson>,
    /// PLOVER's auxiliary modes.
    pub auxiliary: Vec<String>,
    /// PLOVER's scale, -10.0 to 10.0.
    pub score: Option<f64>,
    /// PLOVER's quad, 1 to 4.
    pub quad: Option<u8>,
    /// The asserting words.
    pub quote: QuoteJson,
    /// The predicate.
    pub trigger: SpanJson,
    /// The words that carry the condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Where `condition` starts. Left out by other writers, it is the first place inside the quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition_start: Option<u32>,
    /// What the claim does to a pact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pact_status: Option<String>,
    /// The words that name the pact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pact: Option<String>,
    /// Where `pact` starts, as `condition_start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pact_start: Option<u32>,
    /// The clause that the sentence tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseJson>,
    /// What hangs together with the claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<LinkJson>,
    /// 0-based number of the sentence, those of the title first.
    #[serde(default)]
    pub sentence: u32,
    /// Hash of the claim, 16 hexadecimal digits: what `foederis explain` takes.
    #[serde(default)]
    pub id: String,
    /// How the claim was come by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionJson>,
}

/// Somebody named in a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantJson {
    /// State or PLOVER code; `null` where unresolved.
    pub code: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Standard or full name, else the mention.
    pub name: String,
    /// Title as of the report's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether the code was taken from what the report is about or where it was written, and no words of it say so.
    #[serde(rename = "inferred", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_inferred: bool,
    /// First byte of the mention.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HappenedJson {
    /// First day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// `named`, `resolved` or `published`.
    pub basis: String,
    /// The words the days come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<SpanJson>,
}

/// Where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceJson {
    /// Standard name.
    pub name: String,
    /// Code of the state it lies in.
    pub state: Option<String>,
    /// Degrees, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<CoordinatesJson>,
    /// First byte of the mention.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// Degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoordinatesJson {
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
}

/// One holder's view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewJson {
    /// `AUTHOR` or a code.
    pub holder: String,
    /// FactBank's value.
    pub value: String,
    /// The holder's words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<SpanJson>,
    /// The holder as the sentence names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<SpanJson>,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseJson {
    /// What it obliges to.
    pub kind: String,
    /// Who owes.
    pub debtors: Vec<String>,
    /// To whom.
    pub creditors: Vec<String>,
    /// The words that say what is owed.
    pub duty: SpanJson,
    /// The words that say when it comes due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<SpanJson>,
}

/// Something else in the sentence that the claim hangs together with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkJson {
    /// `quid_pro_quo`, `purpose` or `norm`.
    pub kind: String,
    /// The words.
    pub words: String,
    /// First byte of the words.
    pub start: u32,
    /// One past their last byte.
    pub end: u32,
}

/// The asserting words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteJson {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// `title` where the offsets, like all of this claim, count in the title and not in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanJson {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// How a claim was come by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionJson {
    /// The rule's id.
    pub rule: String,
    /// Steps in order.
    pub steps: Vec<String>,
}
