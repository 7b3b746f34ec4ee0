//! What merging may know of a report and of a claim's words. Made while the text is at hand; no text travels
//! further than the few short wordings kept here, so merging never needs a report again.

use std::collections::BTreeSet;

use crate::{ActorCode, BlockKind, Date, Published, ReportId};

/// One report without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The report.
    pub id: ReportId,
    /// Newspaper or agency.
    pub outlet: Option<String>,
    /// Bylines, in order.
    pub authors: Vec<String>,
    /// The headline's words.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Publication, where the report says so.
    pub published: Option<Published>,
    /// Ids that inputs gave it.
    pub given_ids: BTreeSet<String>,
    /// News agencies that byline, dateline or credit name as the origin, sorted, by their short names.
    pub agencies: Vec<String>,
    /// Names that it uses most, lower case, sorted: what it is about, whether or not a claim says so.
    pub names: Vec<String>,
    /// People whom it names in full with a title and with words for their state or organisation, and that; sorted.
    pub people: Vec<(String, ActorCode)>,
    /// One print a paragraph that is read, in order.
    pub paragraphs: Vec<ParagraphPrint>,
}

impl Header {
    /// Returns the publication day, where the report gives one.
    pub fn day(&self) -> Option<Date> {
        self.published.as_ref().map(|published| published.day)
    }
}

/// The runs of four words of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParagraphPrint {
    /// 0-based number of the paragraph (block) in the report.
    pub paragraph: u32,
    /// Hashes of its runs of four words (of all its words where it has fewer), sorted, each once.
    pub shingles: Vec<u32>,
}

/// What merging may compare of a claim's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPrint {
    /// Dictionary form of the predicate, lower case: `supply`.
    pub trigger: String,
    /// Content lemmas of the quote but for the trigger, the participants and the time, sorted, each once.
    pub words: Vec<String>,
    /// Numbers with what they count, in the order of the quote.
    pub figures: Vec<Figure>,
    /// The pact as the sentence names it.
    pub pact: Option<String>,
    /// The duty of the clause as worded.
    pub duty: Option<String>,
    /// The trigger of the clause as worded.
    pub clause_trigger: Option<String>,
    /// Dictionary forms of the cues of views, in the order of the claim's views; `""` where a view has none.
    pub cues: Vec<String>,
    /// News agencies and state media that the sentence names, sorted, by their short names.
    pub cites: Vec<String>,
    /// 0-based number of the paragraph (block) the sentence stands in.
    pub paragraph: u32,
    /// What kind of block that is.
    pub block: BlockKind,
}

/// A number and what it counts: `1500` of `soldier`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure {
    /// Digits where the words are a number, else the words: `1500`, `tens of thousands`.
    pub number: String,
    /// Dictionary form of what is counted.
    pub of: String,
}
