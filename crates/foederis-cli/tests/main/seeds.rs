//! Two whole reports and a story with known answers, where they are there. Their content is in their keys alone.

use crate::run::{Run, foederis, shared};
use std::path::Path;

fn scores(folder: &Path, key: &Path, reports: &Path) -> Vec<(String, u64, u64)> {
    let (key, reports) = (key.to_string_lossy(), reports.to_string_lossy());
    let run = foederis(folder, &["eval", "--story", &key, "--reports", &reports, "--format", "json"]);
    let scores: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect("JSON");
    let points = |score: &serde_json::Value, field: &str| score[field].as_u64().expect("a number");
    let item = |score: &serde_json::Value| score["item"].as_str().expect("words").to_owned();
    scores.iter().map(|score| (item(score), points(score, "hits"), points(score, "all"))).collect()
}

/// Every item named has all its points; the rest is printed.
#[track_caller]
fn check_full(scores: &[(String, u64, u64)], items: &[&str]) {
    let short: Vec<_> =
        scores.iter().filter(|(item, hits, all)| hits < all && items.contains(&item.as_str())).collect();
    assert!(short.is_empty(), "{short:#?} of {scores:#?}");
}

#[test]
fn the_seeds_are_read_as_their_key_says() {
    let (Some(key), Some(seeds)) = (shared("gold/seeds.json"), shared("seeds")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let scores = scores(folder.path(), &key, &seeds);
    check_full(
        &scores,
        &[
            "reports: title",
            "reports: outlet",
            "reports: author",
            "reports: day",
            "core events: type, parties and status",
            "other events: type, parties and status",
            "furniture without claims",
            "clauses: told, with their kind",
            "comparison: agree",
            "comparison: differ",
            "comparison: only in one",
            "what-if answers",
        ],
    );
}

#[test]
fn the_brief_of_the_seeds_fits_a_screen() {
    let Some(seeds) = shared("seeds") else { return };
    let folder = tempfile::tempdir().unwrap();
    let run: Run = foederis(folder.path(), &["read", &seeds.to_string_lossy()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.lines().count() <= 50, "{}", run.out);
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
}
