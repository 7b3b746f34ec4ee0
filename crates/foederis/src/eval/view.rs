//! Scores as they are printed: shares, tables of right, found and expected, rates.

use foederis_parse::eval::{Count, f1_interval};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;

/// Scores on everything that was given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct EvalView {
    /// One for each gold file or folder, and one more, `together`, where several files of one kind are given.
    pub gold: Vec<GoldScores>,
}

/// Scores on one gold file or folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct GoldScores {
    /// The file or folder; `together` for all of a kind.
    pub gold: String,
    /// What kind of gold it is, in words.
    pub kind: String,
    /// Hits out of all.
    pub shares: Vec<Share>,
    /// What was found against what there is.
    pub tables: Vec<ScoreTable>,
    /// Other numbers, such as words a second.
    pub measures: Vec<Measure>,
    /// Each item that was missed, wrong or too much, in words, where the kind of gold has it.
    pub misses: Vec<String>,
}

/// Hits out of all there are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Share {
    /// What was counted.
    pub item: String,
    /// Hits.
    pub n_right: u64,
    /// Out of.
    pub n_all: u64,
    /// `n_right` of `n_all` in percent; 0 of none.
    pub percent: f64,
}

/// Figures that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct ScoreTable {
    /// What they are about.
    pub title: String,
    /// One a row.
    pub figures: Vec<Figure>,
}

/// What was found against what there is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// What was counted.
    pub item: String,
    /// Found and right.
    pub n_right: u64,
    /// Found.
    pub n_found: u64,
    /// In the gold.
    pub n_gold: u64,
    /// Percentage of the found that is right.
    pub precision: f64,
    /// Percentage of the gold that was found.
    pub recall: f64,
    /// Harmonic mean of both, in percent.
    pub f1: f64,
    /// Lower end of the 95 % interval of F1, by drawing sentences anew; `null` where it was not asked for.
    pub f1_low: Option<f64>,
    /// Its upper end.
    pub f1_high: Option<f64>,
    /// What else was counted over the same items.
    pub beside: Vec<Share>,
}

/// A number that is no share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Measure {
    /// What was measured, and its unit.
    pub item: String,
    /// How much.
    pub value: f64,
}

impl Measure {
    /// Makes a measure.
    pub(crate) fn new(item: &str, value: f64) -> Measure {
        Measure { item: item.to_owned(), value }
    }
}

impl Share {
    /// Makes a share.
    pub(crate) fn new(item: &str, n_right: u64, n_all: u64) -> Share {
        let percent = Count { n_right, n_found: n_all, n_gold: n_all }.recall();
        Share { item: item.to_owned(), n_right, n_all, percent }
    }

    /// Makes a share of a count of which every item was found.
    pub(crate) fn of(item: &str, count: Count) -> Share {
        Share::new(item, count.n_right, count.n_gold)
    }
}

impl Figure {
    /// Makes a figure without an interval.
    pub(crate) fn new(item: &str, count: Count) -> Figure {
        Figure {
            item: item.to_owned(),
            n_right: count.n_right,
            n_found: count.n_found,
            n_gold: count.n_gold,
            precision: count.precision(),
            recall: count.recall(),
            f1: count.f1(),
            ..Figure::default()
        }
    }

    /// Makes a figure with an interval from the counts of each sentence or report.
    pub(crate) fn drawn(item: &str, counts: &[Count]) -> Figure {
        let (low, high) = f1_interval(counts);
        let all = counts.iter().copied().fold(Count::default(), Count::plus);
        Figure { f1_low: Some(low), f1_high: Some(high), ..Figure::new(item, all) }
    }
}

impl EvalView {
    /// Prints scores for reading, with each miss where `shows_misses`.
    pub fn text(&self, shows_misses: bool) -> String {
        let parts: Vec<String> = self.gold.iter().map(|scores| scores.text(shows_misses)).collect();
        parts.join("\n")
    }
}

impl GoldScores {
    fn text(&self, shows_misses: bool) -> String {
        let mut text = format!("{}  ({})\n", self.gold, self.kind);
        // Writing to a String cannot fail.
        for share in &self.shares {
            let Share { item, n_right, n_all, percent } = share;
            let _ = writeln!(text, "  {item:34}{percent:7.2} %   {n_right} of {n_all}");
        }
        self.tables.iter().for_each(|table| table.write(&mut text));
        for Measure { item, value } in &self.measures {
            let decimals = if *value < 100.0 { 2 } else { 0 };
            let _ = writeln!(text, "  {item:34}{value:7.decimals$}");
        }
        for miss in self.misses.iter().filter(|_| shows_misses) {
            let _ = writeln!(text, "  {miss}");
        }
        text
    }
}

impl ScoreTable {
    fn write(&self, text: &mut String) {
        let _ = writeln!(
            text,
            "\n  {:34}{:>6}{:>7}{:>7}{:>8}{:>8}{:>8}",
            self.title, "gold", "found", "right", "prec.", "recall", "F1"
        );
        for figure in &self.figures {
            let Figure { item, n_right, n_found, n_gold, precision, recall, f1, .. } = figure;
            let _ = write!(
                text,
                "  {item:34}{n_gold:6}{n_found:7}{n_right:7}{precision:8.2}{recall:8.2}{f1:8.2}"
            );
            if let (Some(low), Some(high)) = (figure.f1_low, figure.f1_high) {
                let _ = write!(text, "  [{low:.1}, {high:.1}]");
            }
            for Share { item, n_right, n_all, .. } in figure.beside.iter().filter(|share| share.n_all > 0) {
                let _ = write!(text, "  {item} {n_right}/{n_all}");
            }
            text.push('\n');
        }
    }
}
