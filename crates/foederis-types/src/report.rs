//! One article as an outlet carried it, read but not yet analysed.

use crate::{Date, Part, ReportId, Span};

/// One article of one outlet, with its text frozen: nothing is lost, furniture is only marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Hash of outlet, address, title, publication day and text.
    pub id: ReportId,
    /// SHA-256 of the raw bytes the report was read from (a whole file, or one line of a JSON Lines file).
    pub raw_sha256: [u8; 32],
    /// Where it was read from, for messages: a path, with `:LINE` for one line of a file.
    pub origin: String,
    /// The id that the input gave it, where it gave one; else empty.
    pub given_id: Option<String>,
    /// The headline.
    pub title: Option<Title>,
    /// The frozen text: UTF-8, all of it, furniture included; offsets of all spans count in it.
    pub text: String,
    /// A partition of `text` but for white space, in order; each block starts and ends on a hard break.
    pub blocks: Vec<Block>,
    /// Newspaper or agency.
    pub outlet: Option<String>,
    /// Bylines, in order.
    pub authors: Vec<String>,
    /// Address.
    pub url: Option<String>,
    /// Publication, where the report says so.
    pub published: Option<Published>,
    /// The last change, where the report gives one beside its publication.
    pub modified: Option<Published>,
    /// The place and agency that open the first paragraph, where they do.
    pub dateline: Option<Dateline>,
    /// For a page: where each block stands in the decoded page, one per block, `None` where it was not found as it
    /// stands (an entity or an element inside is no hindrance). Empty for other formats.
    pub page_spans: Vec<Option<Span>>,
    /// Language of the running text.
    pub language: Language,
}

/// The words that open an agency's first paragraph: `SEOUL, June 20 (Reuters) -`.
///
/// They stay part of their `Body` block, so that no byte of the paragraph is lost; a reader of sentences may start
/// behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The bytes in the report's text, the dash or stop that closes it included.
    pub span: Span,
    /// Where the report was written, as it stands there: `SEOUL`, `HANOI/SEOUL`, `KAZAN, Russia`.
    pub place: Option<String>,
    /// The agency it names: `Reuters`, `TASS`.
    pub agency: Option<String>,
    /// Its day; the year is the publication's where it gives none, and without one there is no day.
    pub day: Option<Date>,
}

impl Report {
    /// Returns the text that spans of `part` count in; `""` for the title of a report without one.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Text => &self.text,
            Part::Title => self.title.as_ref().map_or("", |title| title.text.as_str()),
        }
    }
}

/// A headline, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The words.
    pub text: String,
    /// Where it stands in the report's text; `None` where it was given apart (a JSON field, a page's head).
    pub span: Option<Span>,
}

/// A run of text between two hard breaks: whole lines, or a sign-off such as `(Reuters)` cut from its paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The bytes, without the white space around.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of a report is. Only `Title`, `Lead`, `Heading` and `Body` are analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The headline once more.
    RepeatedTitle,
    /// The sentence under the headline.
    Lead,
    /// A heading inside the body.
    Heading,
    /// Running text.
    Body,
    /// Who wrote it, for whom.
    Byline,
    /// The date line.
    Dateline,
    /// Whose picture it is and what it shows.
    Credit,
    /// Appeals for money, subscription, sharing.
    Appeal,
    /// Lists of other articles.
    ReadMore,
    /// About the author.
    AboutAuthor,
    /// Anything else that is the site's and not the article's.
    Furniture,
}

impl BlockKind {
    /// Says whether a block of this kind is read for claims.
    pub fn is_read(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Lead | BlockKind::Heading | BlockKind::Body)
    }

    /// Returns the kebab-case name that views and problem lists show.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::RepeatedTitle => "repeated-title",
            BlockKind::Lead => "lead",
            BlockKind::Heading => "heading",
            BlockKind::Body => "body",
            BlockKind::Byline => "byline",
            BlockKind::Dateline => "dateline",
            BlockKind::Credit => "credit",
            BlockKind::Appeal => "appeal",
            BlockKind::ReadMore => "read-more",
            BlockKind::AboutAuthor => "about-author",
            BlockKind::Furniture => "furniture",
        }
    }
}

/// When the report came out, and how we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day, in the zone the report gives it in.
    pub day: Date,
    /// Time of day and zone as given: `07:10`, `07:10+09:00`, `07:10Z`.
    pub time: Option<String>,
    /// Where it was found.
    pub from: PublishedFrom,
    /// Says whether what it was found in is meant for it (a field, structured metadata, a whole date line).
    pub is_sure: bool,
}

/// Where a publication day was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublishedFrom {
    /// The field `published` of a JSON line.
    Field,
    /// JSON-LD in a page.
    JsonLd,
    /// A meta element of a page.
    Meta,
    /// A `<time>` element of a page.
    TimeElement,
    /// A date line in the text.
    Dateline,
    /// The address.
    Url,
    /// A feed's item.
    Feed,
    /// A heuristic over the page.
    Guessed,
}

/// The language of a report's running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Language {
    /// English: it is analysed.
    English,
    /// Another one (ISO 639-3 code): it is kept, and reported as not read.
    Other(String),
    /// Too little text to tell: it is analysed.
    TooShort,
}

/// Something wrong with an input, said once, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which file, and line where there is one: `wire.jsonl:41`.
    pub origin: String,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The value or cause, for the message.
    pub detail: String,
}

/// What can be wrong with an input. The kebab-case name is its id in messages and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file has no bytes, or nothing but white space.
    Empty,
    /// The bytes are no text.
    Binary,
    /// Larger than the limit.
    TooLarge,
    /// A line of JSON Lines that is no JSON object.
    NotJson,
    /// A field that must be there is not.
    MissingField,
    /// A field holds what cannot be read.
    BadField,
    /// A page without an article in it.
    NoArticle,
    /// A page that breaks off in the middle of a tag or script (a warning: what stands before is read).
    BrokenPage,
    /// No publication day (a warning: the report is read).
    NoPublished,
    /// Not in English (a warning: the report is kept and not analysed).
    NotEnglish,
    /// A folder or pattern without reports.
    NoReports,
    /// The file cannot be opened (missing, dangling link, no right to).
    Unreadable,
    /// Two lines gave the same id to different reports (a warning).
    DuplicateId,
}

impl ProblemKind {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemKind::Empty => "empty",
            ProblemKind::Binary => "binary",
            ProblemKind::TooLarge => "too-large",
            ProblemKind::NotJson => "not-json",
            ProblemKind::MissingField => "missing-field",
            ProblemKind::BadField => "bad-field",
            ProblemKind::NoArticle => "no-article",
            ProblemKind::BrokenPage => "broken-page",
            ProblemKind::NoPublished => "no-published",
            ProblemKind::NotEnglish => "not-english",
            ProblemKind::NoReports => "no-reports",
            ProblemKind::Unreadable => "unreadable",
            ProblemKind::DuplicateId => "duplicate-id",
        }
    }

    /// Says whether the report was read all the same.
    pub fn is_warning(self) -> bool {
        matches!(
            self,
            ProblemKind::BrokenPage
                | ProblemKind::NoPublished
                | ProblemKind::NotEnglish
                | ProblemKind::DuplicateId
        )
    }
}
