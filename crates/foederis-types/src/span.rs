//! Byte ranges, and the words of one report that a claim rests on.

use crate::ReportId;

/// Half-open range `start..end` of UTF-8 bytes, 0-based, in one part of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes the span `start..end` of `text`.
    ///
    /// Returns `None` if it is empty, runs past the text or cuts a character in two.
    pub fn new(text: &str, start: u32, end: u32) -> Option<Span> {
        let quote = text.get(start as usize..end as usize)?;
        (!quote.is_empty()).then_some(Span { start, end })
    }

    /// Makes a span from offsets that are known to lie on character borders of their text.
    ///
    /// Returns `None` if the span would be empty or an offset passes 4 GiB. For readers and stores that made the
    /// offsets themselves; offsets from outside go through [`Span::new`].
    pub fn from_offsets(start: usize, end: usize) -> Option<Span> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        (start < end).then_some(Span { start, end })
    }

    /// Returns the first byte's offset.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the offset one past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Returns the number of bytes, at least 1.
    pub fn len_bytes(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns the words of `text` that the span covers, or `""` where it does not fit that text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Returns the smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Says whether every byte of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Says whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Which text of a report a span counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The frozen text.
    #[default]
    Text,
    /// The title, where it was given apart from the text.
    Title,
}

/// A span and the report it is cut from: what every line of the ledger rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    /// The report.
    pub report: ReportId,
    /// Which of its texts.
    pub part: Part,
    /// The bytes.
    pub span: Span,
}
