//! How well and how fast a reader reads: its output held against annotated text.
//!
//! Gold words: tags, lemmas, trees and names on words as the file cuts them. Raw text: the file's text without its
//! annotation, cut and read from scratch. Counts every word, punctuation too; relations with their subtypes. Must not
//! know files or clocks: text and a clock come in, [`Scores`] go out.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use foederis_parse::{Reader, eval};
//! let gold = eval::Gold::read("1\tKim\tKim\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n")?;
//! let scores = eval::evaluate(&Reader::embedded()?, &gold, &|| std::time::Duration::ZERO);
//! println!("{scores}");
//! # Ok(())
//! # }
//! ```

mod count;
mod gold;
mod names;
mod raw;
mod show;
mod trees;

pub use count::{Count, f1_interval};
pub use gold::{Gold, GoldError};
pub use names::NameScores;
pub use raw::RawScores;
pub use trees::{RelationScore, TreeScores};

use crate::Reader;
use crate::analyse::Reading;
use std::time::Duration;

/// What a file's annotation says of a reader. Parts that the file does not annotate are `None`.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Tags, lemmas and trees on the file's own words.
    pub trees: Option<TreeScores>,
    /// Names on the file's own words.
    pub names: Option<NameScores>,
    /// From raw text; only where the file says where white space stands.
    pub raw: Option<RawScores>,
    /// Words of the file.
    pub n_words: usize,
    /// Clock time spent on reading the file's own words.
    pub spent: Duration,
}

impl Scores {
    /// Returns the words of the file read per second of the clock, on its own words; 0 where it stood still.
    pub fn words_per_second(&self) -> f64 {
        rate(self.n_words, self.spent)
    }

    /// Adds the counts of another file, as if both were one.
    pub fn extend(&mut self, other: &Scores) {
        self.n_words += other.n_words;
        self.spent += other.spent;
        if let Some(trees) = &other.trees {
            self.trees.get_or_insert_default().extend(trees);
        }
        if let Some(names) = &other.names {
            self.names.get_or_insert_default().extend(names);
        }
        if let Some(raw) = &other.raw {
            self.raw.get_or_insert_default().extend(raw);
        }
    }
}

/// Reads the words of `gold`, and its raw text, and counts what is right.
///
/// `clock` tells the processor time spent so far; the rates are zero where it stands still.
pub fn evaluate(reader: &Reader, gold: &Gold, clock: &dyn Fn() -> Duration) -> Scores {
    let (readings, spent) = read(reader, &forms(gold), clock);
    Scores {
        trees: gold.has_trees.then(|| trees::score(reader, gold, &readings)),
        names: gold.has_names.then(|| names::score(reader, gold, &readings)),
        raw: gold.has_trees.then(|| raw::score(reader, gold, clock)),
        n_words: gold.n_words(),
        spent,
    }
}

/// Returns how many words of `gold`, as the file cuts them, are read per second of the clock; nothing is scored.
pub fn pace(reader: &Reader, gold: &Gold, clock: &dyn Fn() -> Duration) -> f64 {
    rate(gold.n_words(), read(reader, &forms(gold), clock).1)
}

/// Returns the sentences found in the raw text of `gold`, words apart by spaces: `+` those that are as in the gold, `-`
/// those that are not; and `=` those of the gold that were not found so, each after what was found up to its end.
pub fn cuts(reader: &Reader, gold: &Gold) -> Vec<(char, String)> {
    gold.documents.iter().flat_map(|document| raw::cuts(reader, document)).collect()
}

fn forms(gold: &Gold) -> Vec<Vec<&str>> {
    gold.sentences().map(|s| s.words.iter().map(|w| w.form.as_str()).collect()).collect()
}

/// Reads sentences of words; returns also the time spent.
fn read(reader: &Reader, forms: &[Vec<&str>], clock: &dyn Fn() -> Duration) -> (Vec<Reading>, Duration) {
    let start = clock();
    let readings = forms
        .chunks(64)
        .flat_map(|some| reader.with_worker(|worker| worker.read_words(reader, some)))
        .collect();
    (readings, clock().saturating_sub(start))
}

fn rate(n_words: usize, spent: Duration) -> f64 {
    let seconds = spent.as_secs_f64();
    if seconds > 0.0 { n_words as f64 / seconds } else { 0.0 }
}
