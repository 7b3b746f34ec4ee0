//! Words to WordPieces and letter-case features, as the model was trained on them.
//!
//! Lower-cased, accents dropped, cut at punctuation, then the longest known pieces from the left. A word keeps at most
//! six. Work per word is bounded however long it is. Must not know sentences.

use crate::ModelError;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// What stands before the first and after the last piece of a sentence.
pub(crate) const START: u32 = 101;
/// See [`START`].
pub(crate) const END: u32 = 102;
const UNKNOWN: u32 = 100;
/// Pieces that a word keeps.
pub(crate) const WORD_PIECES_MAX: usize = 6;
/// Longer runs of letters are not cut but unknown.
const RUN_CHARS_MAX: usize = 100;
/// Bytes of a word that are looked at: enough for six pieces of the longest runs.
const WORD_BYTES_MAX: usize = 4096;
/// Words that a cache remembers before it starts afresh.
const CACHE_WORDS_MAX: usize = 1 << 15;
/// Longer words are not remembered.
const CACHE_BYTES_MAX: usize = 40;

/// The pieces of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordPieces {
    ids: [u32; WORD_PIECES_MAX],
    len: u8,
}

impl WordPieces {
    pub(crate) fn ids(&self) -> &[u32] {
        &self.ids[..usize::from(self.len)]
    }

    /// Adds a piece; says whether there is room for more.
    fn push(&mut self, id: u32) -> bool {
        if let Some(slot) = self.ids.get_mut(usize::from(self.len)) {
            *slot = id;
            self.len += 1;
        }
        usize::from(self.len) < WORD_PIECES_MAX
    }
}

/// The model's pieces.
pub(crate) struct Vocabulary {
    firsts: FxHashMap<Box<str>, u32>,
    /// Without their `##`.
    others: FxHashMap<Box<str>, u32>,
    longest_chars: usize,
}

impl Vocabulary {
    /// Reads one piece a line.
    pub(crate) fn read(text: &str) -> Vocabulary {
        let n_lines = text.len() / 8;
        let mut vocabulary = Vocabulary {
            firsts: FxHashMap::with_capacity_and_hasher(n_lines, FxBuildHasher),
            others: FxHashMap::with_capacity_and_hasher(n_lines / 4, FxBuildHasher),
            longest_chars: 0,
        };
        for (id, piece) in text.lines().enumerate() {
            let (table, piece) = match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => (&mut vocabulary.others, rest),
                _ => (&mut vocabulary.firsts, piece),
            };
            table.insert(piece.into(), id as u32);
            vocabulary.longest_chars = vocabulary.longest_chars.max(piece.len());
        }
        vocabulary
    }

    /// Checks that every piece has a row among `n_rows`.
    pub(crate) fn check(&self, n_rows: usize) -> Result<(), ModelError> {
        let n_pieces = self.firsts.len() + self.others.len();
        if n_pieces <= n_rows && n_rows > END as usize {
            return Ok(());
        }
        Err(ModelError::Tensor { name: "emb.word".into(), expected: format!("of {n_pieces} rows or more") })
    }

    /// Returns the pieces of a word, at least one.
    pub(crate) fn pieces(&self, word: &str) -> WordPieces {
        let mut pieces = WordPieces::default();
        let mut run = String::new();
        for character in head(word, WORD_BYTES_MAX).chars().filter(|&c| !is_dropped(c)).nfd() {
            if character.general_category() == GeneralCategory::NonspacingMark {
                continue;
            }
            if !(stands_alone(character) || character.is_whitespace()) {
                run.extend(character.to_lowercase());
                continue;
            }
            if !self.cut_run(&run, &mut pieces) {
                return pieces;
            }
            run.clear();
            if !character.is_whitespace() && !self.cut_run(character.encode_utf8(&mut [0; 4]), &mut pieces) {
                return pieces;
            }
        }
        self.cut_run(&run, &mut pieces);
        if pieces.len == 0 {
            pieces.push(UNKNOWN);
        }
        pieces
    }

    /// Cuts a run of letters; says whether there is room for more pieces.
    fn cut_run(&self, run: &str, pieces: &mut WordPieces) -> bool {
        let mut found = WordPieces::default();
        let is_known = run.chars().nth(RUN_CHARS_MAX).is_none();
        let mut rest = run;
        while is_known && !rest.is_empty() {
            let table = if rest.len() == run.len() { &self.firsts } else { &self.others };
            let Some((id, len)) = self.longest(table, rest) else { return pieces.push(UNKNOWN) };
            rest = &rest[len..];
            found.push(id);
        }
        if !is_known {
            return pieces.push(UNKNOWN);
        }
        found.ids().iter().all(|&id| pieces.push(id)) && usize::from(pieces.len) < WORD_PIECES_MAX
    }

    fn longest(&self, table: &FxHashMap<Box<str>, u32>, text: &str) -> Option<(u32, usize)> {
        let longest = head(text, self.longest_chars);
        let ends = longest.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut ends: Vec<usize> = ends.collect();
        ends.reverse();
        ends.into_iter().find_map(|end| table.get(&text[..end]).map(|&id| (id, end)))
    }
}

/// Returns at most the first `bytes_max` bytes, cut between characters.
fn head(text: &str, bytes_max: usize) -> &str {
    &text[..text.floor_char_boundary(bytes_max)]
}

fn is_dropped(character: char) -> bool {
    let is_other = character.general_category_group() == GeneralCategoryGroup::Other;
    character == '\u{fffd}' || (is_other && !matches!(character, '\t' | '\n' | '\r'))
}

fn stands_alone(character: char) -> bool {
    character.is_ascii_punctuation()
        || character.general_category_group() == GeneralCategoryGroup::Punctuation
        || is_ideograph(character)
}

/// The blocks of ideographs that the vocabulary's makers set apart.
fn is_ideograph(character: char) -> bool {
    matches!(character as u32,
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B820..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

/// Remembers the pieces of common words. One per thread.
#[derive(Default)]
pub(crate) struct Cache(HashMap<Box<str>, WordPieces>);

impl Cache {
    pub(crate) fn pieces(&mut self, vocabulary: &Vocabulary, word: &str) -> WordPieces {
        if let Some(&known) = self.0.get(word) {
            return known;
        }
        let pieces = vocabulary.pieces(word);
        if word.len() <= CACHE_BYTES_MAX {
            if self.0.len() >= CACHE_WORDS_MAX {
                self.0.clear();
            }
            self.0.insert(word.into(), pieces);
        }
        pieces
    }
}

/// Returns the shape of a word's letters, 0 to 7, plus 8 for the first word of a sentence.
///
/// 0 lower case, 1 one capital first, 2 capitals, 3 capital first and others, 4 digits, 5 a digit among others,
/// 6 letters of another kind, 7 no letters.
pub(crate) fn letter_case(word: &str, is_first: bool) -> usize {
    let (mut upper, mut lower, mut chars) = (0, 0, 0);
    for character in word.chars() {
        upper += usize::from(character.is_uppercase());
        lower += usize::from(character.is_lowercase());
        chars += 1;
    }
    let shape = if lower > 0 && upper == 0 {
        0
    } else if upper > 0 && lower == 0 && chars > 1 {
        2
    } else if word.chars().next().is_some_and(char::is_uppercase) {
        if chars == 1 || (lower > 0 && upper == 1) { 1 } else { 3 }
    } else {
        shape_without_case(word)
    };
    shape + if is_first { 8 } else { 0 }
}

fn shape_without_case(word: &str) -> usize {
    let is_digit =
        |c: char| c.general_category() == GeneralCategory::DecimalNumber || matches!(c, '²' | '³' | '¹');
    if !word.is_empty() && word.chars().all(is_digit) {
        4
    } else if word.chars().any(is_digit) {
        5
    } else if word.chars().any(char::is_alphabetic) {
        6
    } else {
        7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::read("kim\nun\n##known\n##ing\ncafe\n-\n.\nplay\n##s\n中")
    }

    #[track_caller]
    fn check(word: &str, ids: &[u32]) {
        assert_eq!(vocabulary().pieces(word).ids(), ids, "{word}");
    }

    #[test]
    fn longest_pieces_from_the_left() {
        check("Kim", &[0]);
        check("unknown", &[1, 2]);
        check("PLAYING", &[7, 3]);
    }

    #[test]
    fn accents_go_and_punctuation_stands_alone() {
        check("Café", &[4]);
        check("cafe\u{301}", &[4]);
        check("kim-un.", &[0, 5, 1, 6]);
        check("中kim", &[9, 0]);
    }

    #[test]
    fn what_is_not_known_is_one_piece() {
        check("zzz", &[UNKNOWN]);
        check("playzzz", &[UNKNOWN]);
        check("\u{200b}", &[UNKNOWN]);
        check("", &[UNKNOWN]);
        check(&"s".repeat(101), &[UNKNOWN]);
    }

    #[test]
    fn a_word_keeps_six_pieces() {
        check(&"-".repeat(100_000), &[5; 6]);
        check("kim-kim-kim-kim", &[0, 5, 0, 5, 0, 5]);
    }

    #[test]
    fn shapes_of_letters() {
        let shapes = ["the", "Kim", "UN", "McKay", "2024", "F-16", "中", "--", "A", "iPhone"];
        assert_eq!(shapes.map(|word| letter_case(word, false)), [0, 1, 2, 3, 4, 2, 6, 7, 1, 6]);
        assert_eq!(letter_case("Kim", true), 9);
    }
}
