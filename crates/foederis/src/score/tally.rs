//! Points per item.

use serde::Serialize;

/// Hits out of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Points.
    pub hits: usize,
    /// Out of.
    pub all: usize,
}

impl Tally {
    /// Counts one more, hit or not.
    pub fn count(&mut self, is_hit: bool) {
        self.all += 1;
        self.hits += usize::from(is_hit);
    }
}

/// One item of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// What was counted.
    pub item: String,
    /// Points.
    #[serde(flatten)]
    pub tally: Tally,
    /// Each miss, in words.
    pub misses: Vec<String>,
}

impl Score {
    /// Makes an item without points.
    pub fn new(item: &str) -> Score {
        Score { item: item.to_owned(), tally: Tally::default(), misses: Vec::new() }
    }

    /// Counts one more; the miss is kept in words.
    pub fn count(&mut self, is_hit: bool, miss: impl FnOnce() -> String) {
        self.tally.count(is_hit);
        if !is_hit {
            self.misses.push(miss());
        }
    }
}
