//! Scores who a bare mention is: state and PLOVER sector.

use super::fold_kosovo;
use super::gold::{GoldLines, GoldProblem, id_of};
use super::view::{GoldScores, Share};
use crate::Engine;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A mention and who it is; `null` is not judged, an empty text is nobody.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldMention {
    id: Value,
    country: Option<String>,
    sector: Option<String>,
}

/// What was resolved, as `foederis code --mentions` prints it.
#[derive(Deserialize)]
struct Resolved {
    id: Value,
    code: Option<String>,
    sector: Option<String>,
}

/// Scores mentions: `resolved` is the output of `foederis code --mentions`; without it they are resolved here.
///
/// # Errors
///
/// A line of the gold, or of `resolved`, that cannot be read.
pub fn score_mentions(
    name: &str,
    gold: &GoldLines<GoldMention>,
    resolved: Option<&str>,
    engine: &Engine,
) -> Result<GoldScores, GoldProblem> {
    let resolved = match resolved {
        Some(text) => super::gold::read_lines::<Resolved>(text)?.items,
        None => resolve_all(engine, &gold.lines)?,
    };
    let by_id: BTreeMap<String, Resolved> = resolved.into_iter().map(|one| (id_of(&one.id), one)).collect();
    let mut counts = [(0, 0); 3];
    for mention in &gold.items {
        let found = by_id.get(&id_of(&mention.id));
        let code = fold_kosovo(found.and_then(|found| found.code.as_deref()).unwrap_or(""));
        let sector = found.and_then(|found| found.sector.as_deref()).unwrap_or("");
        let is_state = mention.country.as_deref().map(|country| fold_kosovo(country) == code);
        let is_sector = mention.sector.as_deref().map(|gold| sector.get(..3).unwrap_or(sector) == gold);
        let is_both = Some(is_state != Some(false) && is_sector != Some(false));
        for ((n_right, n_all), is_right) in counts.iter_mut().zip([is_state, is_sector, is_both]) {
            *n_right += u64::from(is_right == Some(true));
            *n_all += u64::from(is_right.is_some());
        }
    }
    let items = ["state", "sector", "both"].into_iter().zip(counts);
    let shares = items.map(|(item, (n_right, n_all))| Share::new(item, n_right, n_all)).collect();
    Ok(GoldScores { gold: name.to_owned(), kind: "mentions".to_owned(), shares, ..GoldScores::default() })
}

fn resolve_all(engine: &Engine, lines: &[(u64, String)]) -> Result<Vec<Resolved>, GoldProblem> {
    let resolve = |(number, line): &(u64, String)| {
        let problem = |problem: String| GoldProblem { line: *number as usize, problem };
        let answer = engine.mention("gold", line.as_bytes()).map_err(|error| problem(error.detail))?;
        serde_json::from_str(&answer).map_err(|error| problem(error.to_string()))
    };
    lines.iter().map(resolve).collect()
}
