//! Bytes of an outlet's format -> [`Report`]: text frozen, furniture marked, every fault said
//! once.
//!
//! Pure: no path is opened, no clock is read, nothing is fetched; the caller hands over bytes and a name for messages.
//! Reading never fails as a whole: [`read_bytes`] gives the reports it could read and a list of problems.
//!
//! The way of the data: [`Format`] is told from name and content, bytes are decoded, the format's own reader makes a
//! draft (text, title, outlet, authors, day), and marking parts the text into blocks. Marking sees the shape of lines
//! and a vocabulary of what sites say about themselves; it must not know any report, outlet or topic.
//!
//! Limits, so that a hostile file costs bounded time and memory: [`MAX_TEXT_BYTES`] for one report's text,
//! [`MAX_LINE_BYTES`] for one line of JSON Lines, [`MAX_FILE_BYTES`] for any other file.

mod assemble;
mod bylines;
mod cues;
mod dateline;
mod dates;
mod decode;
mod feed;
mod format;
mod html;
mod identity;
mod json;
mod language;
mod marking;
mod pieces;
mod plain;
mod problem;
mod vocabulary;
mod warc;
mod words;

pub use format::Format;
pub use json::JsonLines;
pub use problem::{Message, message};
pub use warc::{Warc, read_archive};

use foederis_types::{Problem, ProblemKind, Report};

/// Longest text of one report, in bytes; a long article has 100 thousand.
pub const MAX_TEXT_BYTES: usize = 2 << 20;
/// Longest line of a JSON Lines file, in bytes.
pub const MAX_LINE_BYTES: usize = 16 << 20;
/// Largest file that is read as a whole (text, page, JSON array, feed; packed ones once unpacked), in bytes.
pub const MAX_FILE_BYTES: usize = 64 << 20;

/// What became of one input: the reports in it, in order, and what was wrong, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOutcome {
    /// The reports that could be read.
    pub reports: Vec<Report>,
    /// Faults and warnings, each with its place.
    pub problems: Vec<Problem>,
}

impl ReadOutcome {
    fn problem(origin: &str, kind: ProblemKind, detail: impl Into<String>) -> ReadOutcome {
        let problem = Problem { origin: origin.to_owned(), kind, detail: detail.into() };
        ReadOutcome { reports: Vec::new(), problems: vec![problem] }
    }

    fn append(&mut self, mut other: ReadOutcome) {
        self.reports.append(&mut other.reports);
        self.problems.append(&mut other.problems);
    }
}

/// Reads the bytes of one file.
///
/// `origin` names the file in messages and, with its ending, helps to tell the format where `format` is `None`.
/// A file can hold many reports (JSON Lines) or none. Problems name the file and, where there is one, the line.
///
/// ```
/// let outcome = foederis_read::read_bytes("wire.txt", b"Two states sign a pact\n\nThe pact was signed today.", None);
/// assert_eq!(outcome.reports[0].title.as_ref().map(|title| title.text.as_str()), Some("Two states sign a pact"));
/// assert_eq!(outcome.problems[0].kind.as_str(), "no-published");
/// ```
pub fn read_bytes(origin: &str, bytes: &[u8], format: Option<Format>) -> ReadOutcome {
    if is_blank(bytes) {
        return ReadOutcome::problem(origin, ProblemKind::Empty, "");
    }
    let format = format.unwrap_or_else(|| format::tell(origin, bytes));
    if !matches!(format, Format::JsonLines | Format::Warc) && bytes.len() > MAX_FILE_BYTES {
        let detail = problem::size_detail(bytes.len(), MAX_FILE_BYTES);
        return ReadOutcome::problem(origin, ProblemKind::TooLarge, detail);
    }
    let outcome = match format {
        Format::Plain => plain::read(origin, bytes),
        Format::JsonLines => json::read_lines(origin, bytes),
        Format::Json => json::read_document(origin, bytes),
        Format::Html => html::read(origin, bytes),
        Format::Feed => feed::read(origin, bytes),
        Format::Warc => warc::read(origin, bytes),
        Format::Gzip => warc::read_packed(origin, bytes),
    };
    if outcome.reports.is_empty() && outcome.problems.is_empty() {
        return ReadOutcome::problem(origin, ProblemKind::Empty, "");
    }
    outcome
}

/// Says whether there is nothing but white space and byte order marks.
fn is_blank(bytes: &[u8]) -> bool {
    let bare = [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"];
    let rest = bare.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    rest.iter().all(u8::is_ascii_whitespace)
}
