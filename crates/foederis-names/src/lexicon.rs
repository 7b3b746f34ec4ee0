//! The automaton over words: phrases of up to twelve words, found at word borders, longest first.
//!
//! States are hashes of word chains, so building is one pass over the tables (milliseconds) and nothing is stored on
//! disk. Letter case is checked after the words match: a phrase's capitals must be capitals in the text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::words::{CHAIN_START, Word, chain, joins, words};

/// Longest phrase taken, in words.
const WORDS_MAX: usize = 12;

/// How the letters of a phrase must stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Any way.
    Any,
    /// Where the phrase has a capital at a word's start, the text has one.
    Capitals,
    /// Letter by letter (`US`, not `us` or `Us`).
    Exact,
}

#[derive(Default)]
struct HashAsIs(u64);

impl Hasher for HashAsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[derive(Clone, Copy, Default)]
struct Node {
    goes_on: bool,
    /// 1-based index of the first entry that ends here; 0 for none.
    first: u32,
}

#[derive(Clone, Copy)]
struct Entry {
    value: u32,
    case: Case,
    /// Bit `i`: word `i` starts with a capital.
    capitals: u16,
    /// Hash of the letters as written, for `Case::Exact`.
    letters: u64,
    /// Whether it has a letter that is no n with a mark but one of its own: `Cañada` is not Canada.
    has_enye: bool,
    /// 1-based index of the next entry with the same words; 0 for none.
    next: u32,
}

/// Phrases with a value each; several values for one phrase keep the order they came in.
#[derive(Clone, Default)]
pub(crate) struct Lexicon {
    nodes: HashMap<u64, Node, BuildHasherDefault<HashAsIs>>,
    entries: Vec<Entry>,
}

/// A phrase found: words `first..end`, and its values.
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) values: Vec<u32>,
}

fn starts_with_capital(text: &str) -> bool {
    text.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_numeric())
}

fn letters_hash(text: &str, from: usize, to: usize) -> u64 {
    let letters = text[from..to].bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    letters.fold(CHAIN_START, |hash, byte| chain(hash, u64::from(byte)))
}

fn has_enye(text: &str) -> bool {
    text.contains(['ñ', 'Ñ'])
}

/// Bit `i` is set where word `i` starts with a capital.
fn capitals(text: &str, words: &[Word]) -> u16 {
    let starts = words.iter().take(16).enumerate();
    starts.fold(0, |bits, (idx, word)| bits | u16::from(starts_with_capital(&text[word.start..])) << idx)
}

/// Letters all capitals, and few (`US`, `NATO`, `M23`), or few with a capital inside (`LeT`, `AfD`).
fn is_acronym(phrase: &str) -> bool {
    let has = |test: fn(&u8) -> bool| phrase.as_bytes().iter().any(test);
    let is_short = phrase.len() <= 8 && !has(|byte| *byte == b' ');
    let is_plain = has(u8::is_ascii_uppercase) && !has(u8::is_ascii_lowercase);
    let is_mixed = phrase.len() <= 4
        && phrase.as_bytes().iter().skip(1).any(u8::is_ascii_uppercase)
        && phrase.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_short && is_plain || is_mixed
}

impl Lexicon {
    /// Makes room for about `n_phrases`.
    pub(crate) fn with_capacity(n_phrases: usize) -> Lexicon {
        Lexicon {
            nodes: HashMap::with_capacity_and_hasher(n_phrases * 2, BuildHasherDefault::default()),
            entries: Vec::with_capacity(n_phrases),
        }
    }

    /// Adds `phrase`; acronyms must stand letter by letter, other names with their capitals.
    pub(crate) fn add_name(&mut self, phrase: &str, value: u32) {
        let case = if is_acronym(phrase) { Case::Exact } else { Case::Capitals };
        self.add(phrase, case, value);
    }

    /// Adds `phrase`.
    pub(crate) fn add(&mut self, phrase: &str, case: Case, value: u32) {
        let parts = words(phrase);
        let Some(last) = parts.last() else { return };
        if parts.len() > WORDS_MAX {
            return;
        }
        let mut hash = CHAIN_START;
        for part in &parts[..parts.len() - 1] {
            hash = chain(hash, part.hash);
            self.nodes.entry(hash).or_default().goes_on = true;
        }
        let node = self.nodes.entry(chain(hash, last.hash)).or_default();
        let letters = letters_hash(phrase, parts[0].start, last.end);
        let (capitals, has_enye) = (capitals(phrase, &parts), has_enye(phrase));
        let entry = Entry { value, case, capitals, letters, has_enye, next: 0 };
        self.entries.push(entry);
        let added = self.entries.len() as u32;
        match node.first {
            0 => node.first = added,
            first => self.append(first, added),
        }
    }

    /// Adds a name that is to come before those already there.
    pub(crate) fn add_first(&mut self, phrase: &str, value: u32) {
        self.add_name(phrase, value);
        let hash = words(phrase).iter().fold(CHAIN_START, |hash, word| chain(hash, word.hash));
        let Some(node) = self.nodes.get_mut(&hash) else { return };
        let added = self.entries.len() as u32;
        if node.first == added || added == 0 {
            return;
        }
        let mut at = node.first as usize - 1;
        while self.entries[at].next != added {
            at = self.entries[at].next as usize - 1;
        }
        self.entries[at].next = 0;
        self.entries[added as usize - 1].next = node.first;
        node.first = added;
    }

    fn append(&mut self, first: u32, added: u32) {
        let mut at = first as usize - 1;
        while self.entries[at].next != 0 {
            at = self.entries[at].next as usize - 1;
        }
        self.entries[at].next = added;
    }

    /// Says whether `phrase` is here, whatever its case.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        let hash = words(phrase).iter().fold(CHAIN_START, |hash, word| chain(hash, word.hash));
        self.nodes.get(&hash).is_some_and(|node| node.first != 0)
    }

    /// Returns the values of the whole of `text`, case checked.
    pub(crate) fn exactly(&self, text: &str) -> Vec<u32> {
        let parts = words(text);
        match self.longest(text, &parts, 0) {
            Some(found) if found.end == parts.len() => found.values,
            _ => Vec::new(),
        }
    }

    /// Returns the longest phrase that starts at word `first`.
    pub(crate) fn longest(&self, text: &str, words: &[Word], first: usize) -> Option<Found> {
        let mut hash = CHAIN_START;
        let mut best = None;
        for end in first + 1..=words.len().min(first + WORDS_MAX) {
            if end > first + 1 && !joins(text, words[end - 2], words[end - 1]) {
                break;
            }
            hash = chain(hash, words[end - 1].hash);
            let Some(node) = self.nodes.get(&hash) else { break };
            if node.first != 0 {
                let values = self.values(node.first, text, &words[first..end]);
                if !values.is_empty() {
                    best = Some(Found { first, end, values });
                }
            }
            if !node.goes_on {
                break;
            }
        }
        best
    }

    fn values(&self, first: u32, text: &str, words: &[Word]) -> Vec<u32> {
        let have = capitals(text, words);
        let letters = letters_hash(text, words[0].start, words[words.len() - 1].end);
        let has_enye = has_enye(&text[words[0].start..words[words.len() - 1].end]);
        let mut values = Vec::new();
        let mut at = first;
        while at != 0 {
            let entry = self.entries[at as usize - 1];
            let fits = match entry.case {
                Case::Any => true,
                Case::Capitals => entry.capitals & !have == 0,
                Case::Exact => entry.letters == letters,
            };
            // Who writes none may mean one: `Pena` is Peña.
            if fits && (entry.has_enye || !has_enye) {
                values.push(entry.value);
            }
            at = entry.next;
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.add_name("US", 1);
        lexicon.add_name("South Korea", 2);
        lexicon.add_name("Korea", 3);
        lexicon.add_name("al-Qaeda", 4);
        lexicon.add("foreign minister", Case::Any, 5);
        lexicon.add_name("LeT", 6);
        lexicon.add_name("Canada", 7);
        lexicon.add_name("Peña", 8);
        lexicon
    }

    #[track_caller]
    fn check_first(text: &str, expected: &[u32]) {
        let found = lexicon().longest(text, &words(text), 0);
        assert_eq!(found.map_or(Vec::new(), |found| found.values), expected, "{text}");
    }

    #[test]
    fn acronyms_keep_their_case_and_may_have_stops() {
        check_first("Cañada Oruro", &[]);
        check_first("Peña", &[8]);
        check_first("Pena", &[8]);
        check_first("US", &[1]);
        check_first("U.S. troops", &[1]);
        check_first("us", &[]);
        check_first("Us", &[]);
        check_first("LeT", &[6]);
        check_first("Let us go", &[]);
    }

    #[test]
    fn longest_name_wins() {
        check_first("South Korea's", &[2]);
        check_first("SOUTH KOREA", &[2]);
        check_first("South, Korea", &[]);
        check_first("Korea", &[3]);
        check_first("korea", &[]);
    }

    #[test]
    fn small_letters_of_a_name_may_be_capitals() {
        check_first("Al-Qaeda", &[4]);
        check_first("al Qaeda", &[4]);
        check_first("al qaeda", &[]);
    }
}
