//! Whole stories: what merging makes of what a careful reader takes from them.

use std::collections::{BTreeMap, BTreeSet};

use foederis_ledger::{Account, account, compare};
use foederis_types::ClaimId;

use crate::key::{Key, seeds, story};

/// B-cubed precision and recall of the entries against the key's events, over claims.
fn b_cubed(key: &Key, account: &Account) -> (f64, f64) {
    let found: BTreeMap<ClaimId, BTreeSet<ClaimId>> = account
        .entries
        .values()
        .flat_map(|entry| entry.claims.iter().map(|id| (*id, entry.claims.iter().copied().collect())))
        .collect();
    let mut wanted: BTreeMap<&str, BTreeSet<ClaimId>> = BTreeMap::new();
    for (id, event) in &key.event_of {
        wanted.entry(event).or_default().insert(*id);
    }
    let mut sums = (0.0, 0.0);
    for (id, event) in &key.event_of {
        let (found, wanted) = (&found[id], &wanted[event.as_str()]);
        let shared = found.intersection(wanted).count() as f64;
        sums.0 += shared / found.len() as f64;
        sums.1 += shared / wanted.len() as f64;
    }
    (sums.0 / key.event_of.len() as f64, sums.1 / key.event_of.len() as f64)
}

/// What was joined that the key keeps apart, and what was split.
fn mistakes(key: &Key, account: &Account) -> String {
    let mut lines = Vec::new();
    let mut parts: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for entry in account.entries.values() {
        let mut events: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &entry.claims {
            *events.entry(&key.event_of[id]).or_default() += 1;
            *parts.entry(&key.event_of[id]).or_default().entry(entry.id.to_string()).or_default() += 1;
        }
        if events.len() > 1 {
            lines.push(format!("joined: {events:?}"));
        }
    }
    for (event, parts) in parts.iter().filter(|(_, parts)| parts.len() > 1) {
        lines.push(format!("split: {event} {:?}", parts.values().collect::<Vec<_>>()));
    }
    lines.join("\n")
}

#[track_caller]
fn check_grouping(key: &Key, precision_min: f64, recall_min: f64) {
    let account = account(&key.ledger);
    let (precision, recall) = b_cubed(key, &account);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("B-cubed precision {precision:.3} recall {recall:.3} F1 {f1:.3}\n{}", mistakes(key, &account));
    println!("stories {:?}", account.stories.values().map(|story| story.reports.len()).collect::<Vec<_>>());
    assert!(precision >= precision_min && recall >= recall_min);
}

#[test]
fn entries_of_the_development_story() {
    let Some(key) = story() else { return };
    check_grouping(&key, 0.5, 0.5);
}

#[test]
fn entries_of_the_first_two_reports() {
    let Some(key) = seeds() else { return };
    check_grouping(&key, 0.5, 0.5);
}

#[test]
fn copies_of_the_development_story() {
    let Some(key) = story() else { return };
    let account = account(&key.ledger);
    let found: BTreeSet<BTreeSet<&str>> = account
        .origins
        .iter()
        .map(|origin| origin.reports.iter().map(|id| key.name_of[id].as_str()).collect())
        .collect();
    let copies = key.json["copies"].as_array().unwrap().iter();
    let wanted: BTreeSet<BTreeSet<&str>> = copies
        .filter(|copies| copies["kind"] == "near-identical")
        .map(|copies| copies["reports"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect())
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn outlets_of_the_first_two_reports_side_by_side() {
    let Some(key) = seeds() else { return };
    let account = account(&key.ledger);
    let story = account.stories.keys().next().copied().unwrap();
    let comparison = compare(&key.ledger, &account, story).unwrap();
    let event = |id: &foederis_types::EntryId| key.event_of[&account.entries[id].claims[0]].clone();
    println!("agree {:?}", comparison.agree.iter().map(event).collect::<Vec<_>>());
    for difference in &comparison.differ {
        println!(
            "differ {:?} {:?} {:?}",
            difference.on,
            difference.kind,
            difference.sides.iter().map(|side| &side.says).collect::<Vec<_>>()
        );
    }
    for (voice, only) in &comparison.only {
        println!("only {voice}: {:?}", only.iter().map(event).collect::<Vec<_>>());
    }
}
