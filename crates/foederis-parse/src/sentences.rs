//! Words to sentences: which words of a block begin one.
//!
//! A sentence ends after full stops, question and exclamation marks with the quotes and brackets that close on them,
//! where what follows looks like a beginning; after abbreviations that may end one, only before a word that begins
//! sentences. Blank lines always end one. Looks only a few words ahead and back, so time is linear.

use crate::abbreviations::{self, Next, Stop};
use crate::words::is_gap;
use std::ops::Range;

/// Cuts the words of one block into sentences: ranges of word indices, none empty.
pub(crate) fn sentences(text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let view = View { text, words };
    let mut sentences = Vec::new();
    let mut first = view.end_of_dateline().unwrap_or(0);
    if first > 0 {
        sentences.push(0..first);
    }
    let mut at = first;
    while at < words.len() {
        let end = view.end_of_stop(at);
        if view.is_break(at, end, first) {
            sentences.push(first..end);
            first = end;
        }
        at = end;
    }
    if first < words.len() {
        sentences.push(first..words.len());
    }
    sentences
}

struct View<'a> {
    text: &'a str,
    words: &'a [Range<usize>],
}

impl<'a> View<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |range| &self.text[range.clone()])
    }

    /// The white space before a word.
    fn gap(&self, at: usize) -> &'a str {
        match (self.words.get(at.wrapping_sub(1)), self.words.get(at)) {
            (Some(before), Some(word)) => &self.text[before.end..word.start],
            _ => "",
        }
    }

    /// Returns the index after the quotes and brackets that close on the mark at `at`.
    fn end_of_stop(&self, at: usize) -> usize {
        let mut end = at + 1;
        if is_stop(self.word(at)) || self.is_open_abbreviation(at) {
            while self.gap(end).is_empty() && is_closer(self.word(end)) {
                end += 1;
            }
            end = self.end_of_note(end);
        }
        end
    }

    /// Returns the index after the number of a note in brackets, where one follows without a space: `pact.[17]`.
    fn end_of_note(&self, mut end: usize) -> usize {
        let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        let is_tight = |at: usize| (at..at + 3).all(|at| self.gap(at).is_empty());
        while self.word(end) == "["
            && is_number(self.word(end + 1))
            && self.word(end + 2) == "]"
            && is_tight(end)
        {
            end += 3;
        }
        end
    }

    /// Returns the index after a dateline at the start of a block: `SEOUL, June 20 (Reuters) -`.
    fn end_of_dateline(&self) -> Option<usize> {
        if !self.word(0).starts_with(char::is_uppercase) {
            return None;
        }
        let dash = (3..DATELINE_WORDS_MAX).find(|&at| self.word(at - 1) == ")" && is_dash(self.word(at)))?;
        let open = (1..dash - 1).find(|&at| self.word(at) == "(")?;
        let is_agency = (open + 1..dash - 1).all(|at| self.word(at).starts_with(char::is_uppercase));
        let is_place = (0..open).all(|at| {
            let word = self.word(at);
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || matches!(word, "," | "/" | "-")
        });
        (is_agency && is_place && dash <= open + 4 && !self.gap(dash + 1).is_empty()).then_some(dash + 1)
    }

    /// Says whether a sentence that began at `first` ends before `end`, given the word or mark at `at`.
    fn is_break(&self, at: usize, end: usize, first: usize) -> bool {
        if end >= self.words.len() {
            return false;
        }
        if is_blank_line(self.gap(end)) {
            return true;
        }
        let word = self.word(at);
        if is_stop(word) {
            return self.ends_at_stop(at, end, first);
        }
        self.is_open_abbreviation(at) && abbreviations::ends_before(word, self.after_openers(end))
    }

    fn is_open_abbreviation(&self, at: usize) -> bool {
        let word = self.word(at);
        let Some(before) = word.strip_suffix('.').filter(|before| before.starts_with(char::is_alphanumeric))
        else {
            return false;
        };
        let rest = &self.text[self.words[at].end..];
        abbreviations::stop_of(before, &Next::of(rest)) == Stop::Maybe
    }

    fn ends_at_stop(&self, at: usize, end: usize, first: usize) -> bool {
        let (mark, next) = (self.word(at), self.after_openers(end));
        let has_gap = !self.gap(end).is_empty();
        let is_run_of_stops = is_stop(self.word(end));
        if is_run_of_stops
            || at == first
            || (at == first + 1 && mark == "." && is_list_number(self.word(first)))
        {
            return false;
        }
        let starts_lower = next.starts_with(char::is_lowercase);
        if !(has_gap || end > at + 1 || self.word(end).starts_with(char::is_uppercase)) {
            return false;
        }
        if starts_lower {
            return end == at + 1
                && has_gap
                && !mark.starts_with("..")
                && mark != "…"
                && self.is_plain_word(at);
        }
        !(mark.starts_with("..") || mark == "…") || !is_weak_start(next)
    }

    /// Says whether a word of letters stands before the mark, so that a beginning in lower case may follow.
    fn is_plain_word(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1).len() > 1 && self.word(at - 1).chars().all(char::is_alphabetic)
    }

    /// Returns the first word from `at` on that opens no quote or bracket, of three.
    fn after_openers(&self, at: usize) -> &'a str {
        (at..at + 3).map(|at| self.word(at)).find(|word| !is_opener(word)).unwrap_or("")
    }
}

/// A dateline is no longer than this.
const DATELINE_WORDS_MAX: usize = 16;

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—")
}

fn is_stop(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '।'))
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "'" | "”" | "’" | "''" | "’’" | ")" | "]" | "}" | "»")
}

fn is_opener(word: &str) -> bool {
    matches!(word, "\"" | "'" | "“" | "‘" | "``" | "(" | "[" | "{" | "«" | "-" | "*" | "—" | "–" | "''")
}

/// The number or letter of a list's item.
fn is_list_number(word: &str) -> bool {
    word.len() <= 2 && word.chars().all(|c| c.is_ascii_alphanumeric()) && !word.eq_ignore_ascii_case("no")
}

/// Words that, after an ellipsis, rather go on than begin.
fn is_weak_start(word: &str) -> bool {
    word == "I" || !word.starts_with(char::is_alphanumeric)
}

fn is_blank_line(gap: &str) -> bool {
    let breaks = gap.chars().filter(|c| is_gap(*c) && matches!(c, '\n' | '\u{85}' | '\u{2028}')).count();
    breaks > 1 || gap.contains(['\u{2029}', '\u{c}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = words(text, 0..text.len());
        let found: Vec<&str> = sentences(text, &words)
            .into_iter()
            .map(|s| &text[words[s.start].start..words[s.end - 1].end])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences_with_the_quotes_that_close_on_them() {
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check("“We sign.” He left.", &["“We sign.”", "He left."]);
        check("\"We sign.\" \"No!\" He left", &["\"We sign.\"", "\"No!\"", "He left"]);
        check("(He left.) She stayed", &["(He left.)", "She stayed"]);
    }

    #[test]
    fn speech_goes_on_in_lower_case() {
        check("\"Will you sign?\" he asked.", &["\"Will you sign?\" he asked."]);
    }

    #[test]
    fn abbreviations_end_sentences_only_before_a_beginning() {
        check("The U.S. Army left the U.S. The end.", &["The U.S. Army left the U.S.", "The end."]);
        check("Gen. Milley met Dr. No. They spoke.", &["Gen. Milley met Dr. No.", "They spoke."]);
        check(
            "It opens at 5 p.m. Monday. He left at 5 p.m. Putin stayed.",
            &["It opens at 5 p.m. Monday.", "He left at 5 p.m.", "Putin stayed."],
        );
        check("J. B. Smith of Apple Inc. Chief", &["J. B. Smith of Apple Inc. Chief"]);
    }

    #[test]
    fn blank_lines_are_hard_breaks_and_single_ones_are_not() {
        check("Kim visits\n\nHe came\nby train", &["Kim visits", "He came\nby train"]);
    }

    #[test]
    fn a_dateline_with_its_agency_stands_alone() {
        check("SEOUL, June 20 (Reuters) - Kim came.", &["SEOUL, June 20 (Reuters) -", "Kim came."]);
        check("The pact (of 1961) - and", &["The pact (of 1961) - and"]);
    }

    #[test]
    fn notes_in_brackets_belong_to_the_sentence_before() {
        check("He left.[17] She stayed.[18][19]", &["He left.[17]", "She stayed.[18][19]"]);
    }

    #[test]
    fn numbers_of_lists_begin_their_item() {
        check("1. Sign the pact. 2. Leave.", &["1. Sign the pact.", "2. Leave."]);
    }

    #[test]
    fn a_stop_without_a_space_ends_a_sentence_before_a_capital() {
        check("He left.Then she did.", &["He left.", "Then she did."]);
    }

    #[test]
    fn dots_alone_are_one_sentence() {
        check(". . . .", &[". . . ."]);
    }
}
