//! Which sentences are worth parsing, told from their words and the names in them: the prefilter.
//!
//! For where speed matters more than the last claim. A sentence is kept where a rule could fire; in the narrow form only
//! with what the rule needs near it, and with a name that the tables know, the word for a pact, or a pronoun after a
//! sentence that was kept. The sentence before one with a pronoun is kept as well, if it names somebody. What is passed
//! over says so ([`Depth::PassedOver`](foederis_types::Depth::PassedOver)); its text stays in the report.
//!
//! Limits: the names of a sentence passed over are not there for a later "he" or "the country".
//! BENCHMARKS.md counts what is lost.

use std::sync::{Mutex, PoisonError};

use foederis_claims::{Gate, RuleWords, Rules};
use foederis_names::Names;
use foederis_parse::{Draft, Reader};
use rustc_hash::FxHashMap;

/// Which sentences are passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefilter {
    /// None.
    #[default]
    Off,
    /// Those in which no rule can fire.
    Wide,
    /// Those in which no rule can fire with all that it needs near it, or nobody is named.
    Narrow,
}

/// How far what a rule needs may be away, in words.
const REACH_WIDE: usize = 30;
/// See [`REACH_WIDE`].
const REACH_NARROW: usize = 8;
/// Words that a cache remembers before it starts afresh.
const CACHE_WORDS_MAX: usize = 1 << 15;
/// No rule has a longer word.
const WORD_BYTES_MAX: usize = 40;
/// Words for somebody named before.
const BACKWARD: [&str; 22] = [
    "he",
    "she",
    "his",
    "her",
    "him",
    "it",
    "its",
    "they",
    "their",
    "them",
    "both",
    "neither",
    "either",
    "two",
    "sides",
    "country",
    "countries",
    "government",
    "governments",
    "leaders",
    "North",
    "South",
];

type Cache = FxHashMap<Box<str>, RuleWords>;

/// What the prefilter asks.
pub(crate) struct Sieve {
    prefilter: Prefilter,
    gate: Gate,
    /// What is remembered of words; one for each thread at work. Results do not depend on it.
    caches: Mutex<Vec<Cache>>,
}

impl Sieve {
    /// Makes a sieve; `None` where it would pass over nothing.
    pub(crate) fn new(prefilter: Prefilter, rules: &Rules) -> Option<Sieve> {
        (prefilter != Prefilter::Off).then(|| Sieve {
            prefilter,
            gate: Gate::new(rules),
            caches: Mutex::default(),
        })
    }

    /// Passes over what is not worth parsing.
    pub(crate) fn sift(&self, drafts: &mut [Draft<'_>], reader: &Reader, names: &Names) {
        let mut cache = self.caches.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let is_named = |draft: &Draft<'_>| !names.find(draft.text()).is_empty();
        let mut is_kept: Vec<bool> = Vec::with_capacity(drafts.len());
        for draft in drafts.iter() {
            let was_kept = is_kept.last().is_some_and(|&kept| kept);
            is_kept.push(match self.prefilter {
                Prefilter::Off => true,
                _ if was_kept && repeats(draft) => true,
                // What is said of a pact is told without a rule.
                Prefilter::Wide => {
                    self.is_open(draft, REACH_WIDE, reader, &mut cache) || self.names_pact(draft, &cache)
                }
                Prefilter::Narrow => {
                    self.is_open(draft, REACH_NARROW, reader, &mut cache)
                        && (self.names_pact(draft, &cache)
                            || was_kept && refers_back(draft)
                            || is_named(draft))
                }
            });
        }
        for at in 1..drafts.len() {
            if is_kept[at] && !is_kept[at - 1] && refers_back(&drafts[at]) {
                is_kept[at - 1] = is_named(&drafts[at - 1]);
            }
        }
        for (draft, _) in drafts.iter_mut().zip(is_kept).filter(|(_, is_kept)| !is_kept) {
            draft.pass_over();
        }
        self.caches.lock().unwrap_or_else(PoisonError::into_inner).push(cache);
    }

    /// Says whether a word of the sentence names a pact; to be asked after [`Sieve::is_open`].
    fn names_pact(&self, draft: &Draft<'_>, cache: &Cache) -> bool {
        draft.words().filter_map(|word| cache.get(word)).any(|word| self.gate.names_pact(word))
    }

    fn is_open(&self, draft: &Draft<'_>, reach: usize, reader: &Reader, cache: &mut Cache) -> bool {
        if cache.len() > CACHE_WORDS_MAX {
            cache.clear();
        }
        for word in draft.words().filter(|word| word.len() <= WORD_BYTES_MAX) {
            if !cache.contains_key(word) {
                let found = self.gate.rule_words(word, &reader.lemmas_of(word));
                cache.insert(word.into(), found);
            }
        }
        let none = RuleWords::default();
        let words: Vec<&RuleWords> = draft.words().map(|word| cache.get(word).unwrap_or(&none)).collect();
        self.gate.is_open(&words, reach)
    }
}

/// Says whether a word of the sentence may mean somebody named before it.
fn refers_back(draft: &Draft<'_>) -> bool {
    draft.words().any(|word| BACKWARD.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Says whether the sentence may say only that somebody else did what the one before tells: "Chad did so too", "Niger did
/// not".
fn repeats(draft: &Draft<'_>) -> bool {
    const DOING: [&str; 5] = ["do", "did", "does", "done", "doing"];
    let words: Vec<&str> = draft.words().collect();
    let is_doing = |word: &str| DOING.iter().any(|form| word.eq_ignore_ascii_case(form));
    words.windows(2).any(|pair| is_doing(pair[0]) && matches!(pair[1], "so" | "likewise" | "the"))
        || words.contains(&"suit")
        || words.len() <= 7 && words.iter().any(|word| matches!(*word, "not" | "n't"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Coded, Engine, read_bytes};
    use foederis_types::Depth;

    const TEXT: &str = "Chad and Niger signed a treaty on Wednesday. The weather in the capital was mild and dry. \
                        It was the third in a row. Chad praised Niger.";

    fn coded(prefilter: Prefilter) -> Coded {
        let engine = Engine::embedded().expect("the model is read by a test").with_prefilter(prefilter);
        let line = format!("{{\"id\": \"one\", \"text\": \"{TEXT}\"}}");
        let reports = read_bytes("one.json", line.as_bytes(), None).reports;
        engine.code(reports.into_iter().next().expect("one report"))
    }

    /// The law that the wide form rests on, held to all that the rules' own sentences say.
    #[test]
    fn no_sentence_that_a_rule_takes_is_passed_over() {
        let (reader, names) = (Reader::embedded().expect("read by a test"), Names::embedded());
        let rules = Rules::embedded();
        let sieve = Sieve::new(Prefilter::Wide, &rules).expect("a sieve for the wide form");
        for example in rules.examples().iter().filter(|example| example.expected.is_some()) {
            let line = serde_json::json!({"id": "one", "text": example.text}).to_string();
            let reports = read_bytes("one.json", line.as_bytes(), None).reports;
            reader.analyse_filtered(&[&reports[0]], |drafts| {
                sieve.sift(drafts, &reader, &names);
                let is_kept = drafts.iter().any(|draft| !draft.is_passed_over());
                assert!(is_kept, "{}: {}", example.rule, example.text);
                // Only the prefilter is asked here, not the model.
                drafts.iter_mut().for_each(Draft::pass_over);
            });
        }
    }

    #[test]
    fn a_sentence_that_repeats_the_one_before_is_kept() {
        let engine = Engine::embedded().expect("the model is read by a test").with_prefilter(Prefilter::Wide);
        let text = "Chad and Niger signed a treaty. Niger's parliament ratified the treaty in May. Chad did so in June.";
        let line = serde_json::json!({"id": "one", "text": text}).to_string();
        let reports = read_bytes("one.json", line.as_bytes(), None).reports;
        let coded = engine.code(reports.into_iter().next().expect("one report"));
        assert_eq!(coded.claims.last().map(|claim| claim.sentence), Some(2));
    }

    #[test]
    fn what_is_passed_over_says_so_and_other_sentences_keep_their_claims() {
        let (whole, narrow) = (coded(Prefilter::Off), coded(Prefilter::Narrow));
        assert_eq!(whole.n_passed_over(), 0);
        assert_eq!(narrow.claims, whole.claims);
        let depths: Vec<Depth> = narrow.analysis.sentences.iter().map(|sentence| sentence.depth).collect();
        assert_eq!(depths, [Depth::Whole, Depth::PassedOver, Depth::PassedOver, Depth::Whole]);
        let passed = &narrow.analysis.sentences[1];
        assert!(passed.tokens.is_empty() && passed.entities.is_empty());
        assert_eq!(passed.span, whole.analysis.sentences[1].span);
    }
}
