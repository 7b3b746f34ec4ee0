//! What is put down to somebody: clauses, quotations that run over sentences, noun phrases.

use super::spans::Reach;
use foederis_types::Span;
use std::ops::Range;

impl Reach<'_, '_> {
    /// Returns the content of a clause or phrase whose head is `head`, without the tokens below `verb`.
    ///
    /// Where the head is quoted, that is the quotation, over as many sentences as it goes, with the quotations that go on
    /// after the verb.
    pub(crate) fn content(&self, head: usize, verb: usize, extra: &[usize]) -> Vec<Span> {
        if let Some(quote) = self.direct(head, verb) {
            return self.quotation(&quote, verb);
        }
        let is_cut = |kid: usize| kid == verb || self.is_aside(head, kid);
        let mut tokens = self.tree.subtree_without(head, is_cut);
        tokens.extend(extra);
        tokens.sort_unstable();
        tokens.dedup();
        let below: Vec<usize> = if tokens.contains(&verb) {
            Vec::new()
        } else {
            self.tree.subtree_without(verb, |kid| kid == head)
        };
        let mut spans: Vec<Span> =
            self.runs(&tokens, &below).into_iter().filter_map(|run| self.span(run)).collect();
        spans.dedup();
        spans
    }

    /// Conjunctions and asides that hang on the clause but are no part of it.
    fn is_aside(&self, head: usize, kid: usize) -> bool {
        self.tree.head(kid) == Some(head)
            && kid < head
            && kid > 0
            && matches!(self.tree.relation(kid).base(), "cc" | "discourse")
    }

    /// Cuts tokens into runs; punctuation between them joins, a token of the cue's clause parts.
    fn runs(&self, tokens: &[usize], parting: &[usize]) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for &token in tokens {
            let joins = runs.last().is_some_and(|run| {
                (run.end..token).all(|at| self.is_punctuation(at) && !parting.contains(&at))
            });
            match runs.last_mut() {
                Some(run) if joins => run.end = token + 1,
                _ => runs.push(token..token + 1),
            }
        }
        // A word or two without a verb, apart from the rest, is what the tree has misplaced.
        let is_stray = |run: &Range<usize>| run.len() <= 2 && !run.clone().any(|at| self.tree.is_verb(at));
        let has_more = runs.len() > 1;
        runs.retain(|run| self.trimmed(run.clone()).is_some() && !(has_more && is_stray(run)));
        runs
    }

    /// The quotation that is the content itself rather than some words of it: it holds the head, not the verb, and all
    /// words of the clause before the head.
    fn direct(&self, head: usize, verb: usize) -> Option<Range<usize>> {
        let quote = self.quotes.around(self.tree.token(head).span)?;
        let verb_at = self.tree.token(verb).span.start();
        let words = self.tree.subtree_without(head, |kid| kid == verb);
        let first = words.into_iter().find(|&word| !self.is_punctuation(word))?;
        let is_whole = self.tree.token(first).span.start() >= quote.start;
        (is_whole && !quote.contains(&verb_at)).then_some(quote)
    }

    /// The quotation with what goes on after the verb: in this sentence, and in the next ones where those begin with it
    /// and hold nothing else.
    fn quotation(&self, quote: &Range<usize>, verb: usize) -> Vec<Span> {
        let mut parts = vec![quote.clone()];
        let sentence = self.tree.sentence.span.start()..self.tree.sentence.span.end();
        let verb_at = self.tree.token(verb).span.start();
        for other in self.quotes.within(&sentence) {
            let is_other = other != quote && !parts.contains(other);
            if is_other && (other.end <= verb_at || quote.end <= verb_at) {
                parts.push(other.clone());
            }
        }
        if quote.end <= verb_at && parts.iter().all(|part| part.end <= sentence.end) {
            self.go_on(&mut parts);
        }
        parts.sort_by_key(|part| part.start);
        parts.into_iter().filter_map(|part| Span::from_offsets(part.start, part.end)).collect()
    }

    fn go_on(&self, parts: &mut Vec<Range<usize>>) {
        let here = self.tree.sentence.paragraph;
        let mut covered = self.tree.sentence.span.end();
        for next in self.following.iter().take_while(|next| next.sentence.paragraph == here) {
            let span = next.sentence.span;
            if span.end() <= covered {
                continue;
            }
            let around = self.quotes.within(&(span.start()..span.end()));
            let [quote] = around else { break };
            if quote.start > span.start() || quote.end < span.end() {
                break;
            }
            covered = quote.end;
            parts.push(quote.clone());
        }
    }
}
