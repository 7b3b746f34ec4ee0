//! Scores on gold of a user's own: treebanks and names, events, claims, mentions, attributions, factuality.
//!
//! [`GoldFile::read`] sees from a text what kind of gold it is. Every kind gives the same [`EvalView`], so one table
//! and one JSON form serve all. Must not know files, clocks or any gold's content. A story's key is scored by
//! [`score`](crate::score).

mod attributions;
mod claims;
mod coded;
mod factuality;
mod gold;
mod mentions;
mod reader;
mod triples;
mod view;

pub use attributions::{GoldAttributions, score_attributions};
pub use coded::CodedClaims;
pub use factuality::{GoldFactuality, score_factuality};
pub use foederis_parse::eval::Gold;
pub use gold::{GoldFile, GoldLines, GoldProblem};
pub use mentions::score_mentions;
pub use reader::score_reader;
pub use view::{EvalView, Figure, GoldScores, Measure, ScoreTable, Share};

use crate::Engine;
use std::num::NonZero;

/// Gold that claims are held against.
#[derive(Clone, Copy, Debug)]
pub enum ClaimGold<'a> {
    /// Actors, types, recipients.
    Triples(&'a GoldLines<triples::GoldTriples>),
    /// Whole claims.
    Claims(&'a GoldLines<claims::GoldClaims>),
}

/// Scores coded sentences: `coded` is what `foederis code` made of them; without it they are coded here, and a line of
/// the gold that is no report is returned as a problem.
pub fn score_claims(
    name: &str,
    gold: ClaimGold<'_>,
    coded: Option<&CodedClaims>,
    engine: &Engine,
    n_threads: NonZero<usize>,
) -> (GoldScores, Vec<GoldProblem>) {
    let lines = match gold {
        ClaimGold::Triples(gold) => &gold.lines,
        ClaimGold::Claims(gold) => &gold.lines,
    };
    let (made, problems) = match coded {
        Some(_) => (CodedClaims::default(), Vec::new()),
        None => CodedClaims::of(engine, lines, n_threads),
    };
    let coded = coded.unwrap_or(&made);
    let scores = match gold {
        ClaimGold::Triples(gold) => triples::score(name, gold, coded),
        ClaimGold::Claims(gold) => claims::score(name, gold, coded),
    };
    (scores, problems)
}

/// Returns the code for Kosovo that is used here; other codes as they are.
fn fold_kosovo(code: &str) -> &str {
    if code == "XKX" { "KOS" } else { code }
}
