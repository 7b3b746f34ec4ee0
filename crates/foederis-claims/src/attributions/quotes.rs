//! Quotations: from mark to mark, within a paragraph.

use foederis_types::{Sentence, Span};
use std::ops::Range;

/// A paragraph with more marks than this is read as far as here; so is a text of that many paragraphs.
const QUOTES_MAX: usize = 10_000;

/// Quotations of a text, marks included, in order, apart from one another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotes(Vec<Range<usize>>);

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

impl Quotes {
    /// Finds quotations; one that is not closed goes to the end of its paragraph.
    pub(crate) fn find(text: &str, sentences: &[&Sentence]) -> Quotes {
        let mut quotes = Vec::new();
        for paragraph in sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let start = paragraph.first().map_or(0, |sentence| sentence.span.start());
            let end = paragraph.last().map_or(0, |sentence| sentence.span.end());
            if quotes.len() < QUOTES_MAX {
                find_in(text, start..end, &mut quotes);
            }
        }
        Quotes(quotes)
    }

    /// Returns the quotation that holds a whole span.
    pub(crate) fn around(&self, span: Span) -> Option<Range<usize>> {
        let at = self.0.partition_point(|quote| quote.end < span.end());
        self.0.get(at).filter(|quote| quote.start <= span.start()).cloned()
    }

    /// Returns the quotations that overlap a range.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[Range<usize>] {
        let first = self.0.partition_point(|quote| quote.end <= range.start);
        let end = self.0.partition_point(|quote| quote.start < range.end);
        &self.0[first..end.max(first)]
    }
}

fn find_in(text: &str, range: Range<usize>, quotes: &mut Vec<Range<usize>>) {
    let mut open: Option<usize> = None;
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let Some((mark, length)) = mark_at(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        match (open, mark) {
            (None, Mark::Opens | Mark::Either) => open = Some(at),
            (Some(start), Mark::Closes | Mark::Either) => {
                quotes.push(start..at + length);
                open = None;
            }
            _ => {}
        }
        at += length;
    }
    quotes.extend(open.map(|start| start..range.end));
}

fn mark_at(rest: &str) -> Option<(Mark, usize)> {
    const MARKS: [(&str, Mark); 7] = [
        ("“", Mark::Opens),
        ("”", Mark::Closes),
        ("\"", Mark::Either),
        ("''", Mark::Either),
        ("``", Mark::Opens),
        ("«", Mark::Opens),
        ("»", Mark::Closes),
    ];
    MARKS.iter().find(|(mark, _)| rest.starts_with(mark)).map(|(mark, kind)| (*kind, mark.len()))
}
