//! Everything from raw text: words and sentences are found, not given.
//!
//! A found word is right where its bytes are those of a gold word; its tag and arc are right where those of the gold
//! word are, heads compared by bytes. As in the CoNLL 2018 shared task, except that words inside a contraction are
//! matched by their bytes.

use super::gold::{Gold, GoldDocument, GoldSentence, Layout};
use super::{Count, rate};
use crate::Reader;
use foederis_types::{Analysis, Block, BlockKind, Sentence, Span};
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

/// Scores from raw text, each the F1 of its count.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawScores {
    /// Words found.
    pub words: Count,
    /// Sentences found.
    pub sentences: Count,
    /// Words found with the right part of speech.
    pub upos: Count,
    /// Words found with the right head.
    pub uas: Count,
    /// Words found with the right head and relation.
    pub las: Count,
    /// Clock time spent, text to analysis.
    pub spent: Duration,
}

pub(super) fn score(reader: &Reader, gold: &Gold, clock: &dyn Fn() -> Duration) -> RawScores {
    let mut scores = RawScores::default();
    for document in &gold.documents {
        let layout = document.lay_out();
        let blocks = blocks(&layout);
        let start = clock();
        let analysis = reader.analyse_blocks(&layout.text, &blocks);
        scores.spent += clock().saturating_sub(start);
        scores.add(document, &layout.words, &analysis);
    }
    scores
}

/// See [`super::cuts`].
pub(super) fn cuts(reader: &Reader, document: &GoldDocument) -> Vec<(char, String)> {
    let layout = document.lay_out();
    let analysis = reader.analyse_blocks(&layout.text, &blocks(&layout));
    let found: Vec<Vec<Range<usize>>> =
        analysis.sentences.iter().map(|s| s.tokens.iter().map(|token| bytes(token.span)).collect()).collect();
    let spell = |words: &[Range<usize>]| {
        words.iter().map(|word| &layout.text[word.clone()]).collect::<Vec<_>>().join(" ")
    };
    let end = |words: &[Range<usize>]| words.last().map_or(0, |word| word.end);
    let mut cuts: Vec<(usize, char, String)> = Vec::new();
    for words in &found {
        let mark = if layout.words.contains(words) { '+' } else { '-' };
        cuts.push((end(words), mark, spell(words)));
    }
    let missed = layout.words.iter().filter(|words| !found.contains(words));
    cuts.extend(missed.map(|words| (end(words), '=', spell(words))));
    cuts.sort();
    cuts.into_iter().map(|(_, mark, text)| (mark, text)).collect()
}

fn blocks(layout: &Layout) -> Vec<Block> {
    let block = |range: &Range<usize>| {
        Some(Block { span: Span::from_offsets(range.start, range.end)?, kind: BlockKind::Body })
    };
    layout.paragraphs.iter().filter_map(block).collect()
}

/// A word as compared: tag, bytes of the head (`None` for the root), relation.
type Word<'a> = (&'a str, Option<Range<usize>>, &'a str);

fn gold_word<'a>(sentence: &'a GoldSentence, spans: &[Range<usize>], at: usize) -> Word<'a> {
    let word = &sentence.words[at];
    let head = word.head.checked_sub(1).and_then(|head| spans.get(head).cloned());
    (word.upos.as_str(), head, word.relation.as_str())
}

fn bytes(span: Span) -> Range<usize> {
    span.start()..span.end()
}

fn found_word(sentence: &Sentence, at: usize) -> Word<'static> {
    let token = &sentence.tokens[at];
    let head = token.head.map(|head| bytes(sentence.tokens[head as usize].span));
    (token.upos.as_str(), head, token.relation.as_str())
}

impl RawScores {
    /// Returns the found words per second of the clock; 0 where it stood still.
    pub fn words_per_second(&self) -> f64 {
        rate(self.words.n_found as usize, self.spent)
    }

    /// Adds the counts of another file.
    pub(super) fn extend(&mut self, other: &RawScores) {
        let counts = [
            (&mut self.words, other.words),
            (&mut self.sentences, other.sentences),
            (&mut self.upos, other.upos),
            (&mut self.uas, other.uas),
            (&mut self.las, other.las),
        ];
        counts.into_iter().for_each(|(count, more)| *count = count.plus(more));
        self.spent += other.spent;
    }

    fn add(&mut self, document: &GoldDocument, spans: &[Vec<Range<usize>>], analysis: &Analysis) {
        let mut gold: HashMap<Range<usize>, Word<'_>> = HashMap::new();
        let mut ends: HashMap<Range<usize>, ()> = HashMap::new();
        let mut n_gold = 0;
        for (sentence, spans) in document.sentences.iter().zip(spans) {
            for (at, span) in spans.iter().enumerate() {
                gold.insert(span.clone(), gold_word(sentence, spans, at));
            }
            n_gold += spans.len() as u64;
            if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
                ends.insert(first.start..last.end, ());
            }
        }
        self.sentences.n_gold += ends.len() as u64;
        let mut all = [Count { n_gold, ..Count::default() }; 4];
        for sentence in &analysis.sentences {
            self.sentences.add(true, false, ends.contains_key(&bytes(sentence.span)));
            for (at, token) in sentence.tokens.iter().enumerate() {
                let rights = compare(gold.get(&bytes(token.span)), &found_word(sentence, at));
                for (count, is_right) in all.iter_mut().zip(rights) {
                    count.add(true, false, is_right);
                }
            }
        }
        for (count, more) in
            [&mut self.words, &mut self.upos, &mut self.uas, &mut self.las].into_iter().zip(all)
        {
            *count = count.plus(more);
        }
    }
}

/// Says whether word, tag, head, and head and relation are right.
fn compare(gold: Option<&Word<'_>>, found: &Word<'_>) -> [bool; 4] {
    let Some(gold) = gold else { return [false; 4] };
    let is_head = gold.1 == found.1;
    [true, gold.0 == found.0, is_head, is_head && gold.2 == found.2]
}
