//! Who a text puts something down to: the words that name them, the words that say so, and what is put down to them.
//!
//! Takes what is said, thought, known, wanted or judged, by verbs, nouns, `according to`, quotation marks and colons; word
//! classes are in `rules/attribution.rules`. Spans follow the habit of attribution corpora (S. Pareti, PARC 3.0, LREC 2016;
//! E. Newell et al., PolNeAR, LREC 2018): who is a whole noun phrase; the cue is the verb with its auxiliaries and
//! adverbs; the content is the clause with its conjunction, or the words with their quotation marks. What stands inside
//! the content of another attribution is no attribution of its own. Claims are not made of this; it knows no states.

mod content;
mod cues;
mod quotes;
mod spans;

use crate::rules::Rules;
use crate::tree::Tree;
use foederis_types::{Analysis, Part, Span};
use quotes::Quotes;
use spans::Reach;

/// Something that the text puts down to somebody. Spans count in the text, in order, and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribution {
    /// The words that say so: `said`, `according to`, `has called for`.
    pub cue: Vec<Span>,
    /// Who it is put down to; empty where nobody is named.
    pub speaker: Vec<Span>,
    /// What is said, thought or wanted; at least one span.
    pub content: Vec<Span>,
}

/// Finds the attributions of a text, in the order of their cues; those of a title given apart are left out.
///
/// # Panics
///
/// Never: a test reads the table of words.
pub fn attributions(analysis: &Analysis, text: &str) -> Vec<Attribution> {
    let words = Rules::parse([("attribution.rules", include_str!("../../../../rules/attribution.rules"))])
        .expect("the shipped table is read by a test");
    let sentences: Vec<_> =
        analysis.sentences.iter().filter(|sentence| sentence.part == Part::Text).collect();
    let trees: Vec<Tree<'_>> =
        sentences.iter().map(|sentence| Tree::new(sentence, text, |lemma| words.knows(lemma))).collect();
    let quotes = Quotes::find(text, &sentences);
    let mut found = Vec::new();
    for (at, tree) in trees.iter().enumerate() {
        let reach = Reach { tree, words: &words, quotes: &quotes, following: &trees[at + 1..] };
        found.extend(cues::of_sentence(&reach));
    }
    found.extend(cues::of_colons(&trees, &quotes));
    outermost(found)
}

/// Leaves out what stands inside any content, and all but the first content of one cue.
fn outermost(mut found: Vec<Attribution>) -> Vec<Attribution> {
    found.sort();
    found.dedup_by(|later, earlier| later.cue == earlier.cue);
    let mut contents: Vec<Span> = found.iter().flat_map(|one| one.content.iter().copied()).collect();
    contents.sort();
    let mut end_max = 0;
    let reached: Vec<usize> = contents
        .iter()
        .map(|content| {
            end_max = end_max.max(content.end());
            end_max
        })
        .collect();
    let is_inside = |cue: Span| {
        let n_before = contents.partition_point(|content| content.start() <= cue.start());
        n_before > 0 && reached[n_before - 1] >= cue.end()
    };
    found.retain(|one| !one.cue.iter().any(|cue| is_inside(*cue)));
    found
}

#[cfg(test)]
mod tests;
