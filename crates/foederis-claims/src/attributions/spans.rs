//! From tokens to spans: where a noun phrase, a cue and a content begin and end.

use super::quotes::Quotes;
use crate::rules::Rules;
use crate::tree::Tree;
use foederis_types::{Span, Upos};
use std::ops::Range;

/// One sentence, with all that its attributions reach.
pub(crate) struct Reach<'r, 'a> {
    pub(crate) tree: &'r Tree<'a>,
    pub(crate) words: &'r Rules,
    pub(crate) quotes: &'r Quotes,
    /// The sentences after it.
    pub(crate) following: &'r [Tree<'a>],
}

impl Reach<'_, '_> {
    pub(crate) fn is(&self, class: &str, idx: usize) -> bool {
        self.words.in_class(class, self.tree.lemma(idx))
    }

    pub(crate) fn is_punctuation(&self, idx: usize) -> bool {
        self.tree.upos(idx) == Upos::Punct
    }

    pub(crate) fn is_quoted(&self, idx: usize) -> bool {
        self.quotes.around(self.tree.token(idx).span).is_some()
    }

    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        self.tree.token(tokens.start).span.start()..self.tree.token(tokens.end - 1).span.end()
    }

    /// Cuts punctuation off both ends of a run of tokens; `None` where nothing is left.
    pub(crate) fn trimmed(&self, mut tokens: Range<usize>) -> Option<Range<usize>> {
        while tokens.start < tokens.end && self.is_punctuation(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && self.is_punctuation(tokens.end - 1) {
            tokens.end -= 1;
        }
        (tokens.start < tokens.end).then_some(tokens)
    }

    /// Returns the span of a run of tokens without punctuation at its ends, but with the marks of quotations that begin or
    /// end there.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let bytes = self.bytes(&self.trimmed(tokens)?);
        let bytes = self.with_marks(bytes);
        Span::from_offsets(bytes.start, bytes.end)
    }

    fn with_marks(&self, mut bytes: Range<usize>) -> Range<usize> {
        let text = self.tree.text;
        let is_void = |range: Range<usize>| {
            text.get(range).is_some_and(|between| between.chars().all(|c| !c.is_alphanumeric()))
        };
        for quote in self.quotes.within(&bytes.clone()) {
            if quote.start < bytes.start && is_void(quote.start..bytes.start) && quote.end <= bytes.end + 4 {
                bytes.start = quote.start;
            }
            if quote.end > bytes.end && quote.start >= bytes.start {
                let is_near = is_void(bytes.end..quote.end.min(text.len()));
                if is_near {
                    bytes.end = quote.end;
                }
            }
        }
        bytes
    }

    /// Returns a whole noun phrase: everything below its head that hangs together, with the comma that closes an
    /// apposition where the verb follows.
    pub(crate) fn phrase(&self, head: usize, verb: usize) -> Option<Vec<Span>> {
        let cut = |kid: usize| {
            kid == verb
                || self.tree.relation(kid).base() == "case" && kid < head && !self.is_possessive(kid)
                || matches!(self.tree.relation(kid).base(), "parataxis" | "discourse" | "mark" | "cop" | "cc")
                    && self.tree.head(kid) == Some(head)
        };
        let tokens = self.tree.subtree_without(head, |kid| cut(kid) && kid != head);
        let run = run_around(&tokens, head, |between| self.is_punctuation(between));
        let mut run = self.trimmed(run)?;
        let is_comma = |idx: usize| self.tree.form(idx) == ",";
        let holds_comma = run.clone().any(is_comma);
        if holds_comma && run.end < self.tree.len() && is_comma(run.end) && run.end <= verb {
            run.end += 1;
        }
        if run.end < self.tree.len()
            && self.tree.form(run.end) == ")"
            && run.clone().any(|at| self.tree.form(at) == "(")
        {
            run.end += 1;
        }
        let bytes = self.bytes(&run);
        Some(Span::from_offsets(bytes.start, bytes.end).into_iter().collect())
    }

    fn is_possessive(&self, idx: usize) -> bool {
        matches!(self.tree.form(idx), "'s" | "’s" | "'" | "’")
    }
}

/// Returns the run of tokens around one of them; holes that `is_hole` allows are passed over.
pub(crate) fn run_around(tokens: &[usize], middle: usize, is_hole: impl Fn(usize) -> bool) -> Range<usize> {
    let at = tokens.partition_point(|&token| token < middle);
    let (mut first, mut last) = (middle, middle);
    for &token in tokens[..at].iter().rev() {
        if !(token + 1..first).all(&is_hole) {
            break;
        }
        first = token;
    }
    for &token in tokens.get(at + 1..).unwrap_or(&[]) {
        if !(last + 1..token).all(&is_hole) {
            break;
        }
        last = token;
    }
    first..last + 1
}
