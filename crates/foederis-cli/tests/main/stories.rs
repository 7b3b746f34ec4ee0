//! Two stories of our own, each with its key: what merging makes of many reports must not fall behind.
//!
//! `gulf-pact` is a defence pact that a third state disputes, `chaco-truce` a mediated ceasefire with disputed terms.
//! The reports are made up. The floors are what is reached; a key's misses are listed by `foederis eval --misses`.

use crate::run::{foederis, root};

/// Each item scores at least so many points out of all.
#[track_caller]
fn check_story(name: &str, floors: &[(&str, u64, u64)]) {
    let folder = tempfile::tempdir().unwrap();
    let story = root().join("crates/foederis-cli/tests/stories").join(name);
    let path = |file: &str| story.join(file).to_string_lossy().into_owned();
    let (key, reports) = (path("key.json"), path("reports.jsonl"));
    let run = foederis(folder.path(), &["eval", "--story", &key, "--reports", &reports, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let scores: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect("JSON");
    for (item, least, all) in floors {
        let score = scores.iter().find(|score| score["item"] == *item).expect("an item of this name");
        assert_eq!(score["all"].as_u64(), Some(*all), "{item}");
        assert!(score["hits"].as_u64() >= Some(*least), "{score:#}");
    }
}

/// Read story by story, and from all reports at once: `--as-of` a day when all is known derives the whole ledger.
#[test]
fn events_of_all_stories_are_those_of_the_whole_ledger() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gulf-pact", "chaco-truce"] {
        let reports = root().join("crates/foederis-cli/tests/stories").join(name).join("reports.jsonl");
        let run = foederis(folder.path(), &["read", &reports.to_string_lossy()]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let by_story = foederis(folder.path(), &["events", "--format", "jsonl"]).out;
    let at_once = foederis(folder.path(), &["events", "--format", "jsonl", "--as-of", "2100-01-01"]).out;
    assert!(by_story.lines().count() > 50, "{by_story}");
    assert_eq!(by_story, at_once);
}

#[test]
fn a_pact_that_a_third_state_disputes_is_told_as_its_key_says() {
    check_story(
        "gulf-pact",
        &[
            ("core events: type, parties and status", 15, 16),
            ("furniture without claims", 1, 1),
            ("life-cycle steps: told", 8, 8),
            ("life-cycle steps: on the day", 7, 7),
            ("clauses: told, with their kind", 3, 3),
            ("differences: two sides brought together", 5, 6),
            ("comparison: agree", 1, 1),
            ("comparison: only in one", 9, 12),
            ("what-if answers", 3, 3),
        ],
    );
}

#[test]
fn a_ceasefire_with_disputed_terms_is_told_as_its_key_says() {
    check_story(
        "chaco-truce",
        &[
            ("core events: type, parties and status", 13, 20),
            ("life-cycle steps: told", 3, 3),
            ("life-cycle steps: on the day", 2, 2),
            ("clauses: told, with their kind", 2, 2),
            ("differences: every side heard", 6, 6),
            ("differences: two sides brought together", 3, 6),
            ("comparison: differ", 2, 2),
            ("comparison: only in one", 9, 11),
        ],
    );
}
