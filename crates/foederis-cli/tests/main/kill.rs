//! Killed at any moment of `read`, the ledger has lost nothing that it had, passes `verify`, and a later run goes on to
//! the very ledger that a run without a kill makes.

use crate::run::foederis;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Reports of the test: more than the program files at once.
const REPORTS: usize = 300;

fn write_reports(folder: &Path) {
    let days = ["Monday", "Tuesday", "Wednesday"];
    let states = ["Chad", "Niger", "Peru", "Chile", "Ghana", "Nepal", "Laos"];
    let line = |number: usize| {
        let (actor, recipient) = (states[number % 7], states[(number / 7 + number + 1) % 7]);
        serde_json::json!({
            "id": format!("k{number}"),
            "outlet": format!("Post {}", number % 9),
            "published": format!("2025-03-{:02}", 1 + number % 28),
            "text": format!("{actor} sent {} trucks to {recipient} on {}.", number + 2, days[number % 3]),
        })
        .to_string()
    };
    let text: Vec<String> = (0..REPORTS).map(line).collect();
    std::fs::write(folder.join("reports.jsonl"), text.join("\n")).expect("written");
}

/// Starts `read` and kills it after `delay`.
fn killed(folder: &Path, delay: Duration) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_foederis"))
        .args(["read", "reports.jsonl", "--quiet"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(delay);
    child.kill().expect("killed, or ended before");
    child.wait().expect("it ends");
}

fn reports(folder: &Path) -> Vec<String> {
    let shown = foederis(folder, &["events", "--format", "jsonl"]).out;
    let records = shown.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let mut ids: Vec<String> = records
        .flat_map(|record| record["reports"].as_array().expect("a list").clone())
        .map(|id| id.as_str().expect("an id").to_owned())
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

#[expect(clippy::disallowed_methods, reason = "how long a run takes says when to kill one")]
fn check_kills(n_kills: u32) {
    let whole = tempfile::tempdir().expect("a folder");
    write_reports(whole.path());
    let start = Instant::now();
    let expected = foederis(whole.path(), &["read", "reports.jsonl"]);
    let lasts = start.elapsed();
    assert_eq!(expected.code, 0, "{}", expected.err);
    let folder = tempfile::tempdir().expect("a folder");
    write_reports(folder.path());
    let mut had: Vec<String> = Vec::new();
    for kill in 0..n_kills {
        // Spread over the whole run and a little beyond, in no order.
        killed(folder.path(), lasts * (kill.wrapping_mul(37) % n_kills + 1) / n_kills);
        if !folder.path().join("foederis.db").exists() {
            continue;
        }
        let verified = foederis(folder.path(), &["verify"]);
        assert_eq!(verified.code, 0, "after kill {kill}: {}", verified.out);
        let has = reports(folder.path());
        assert!(had.iter().all(|id| has.binary_search(id).is_ok()), "lost after kill {kill}");
        had = has;
    }
    assert_eq!(foederis(folder.path(), &["read", "reports.jsonl"]).out, expected.out);
    assert_eq!(reports(folder.path()), reports(whole.path()));
    assert_eq!(foederis(folder.path(), &["verify"]).code, 0);
}

#[test]
fn killed_while_reading_it_loses_nothing_and_goes_on() {
    check_kills(3);
}

/// `cargo test -p foederis-cli -- --ignored killed_at_fifty_moments`
#[test]
#[ignore = "takes a minute or more"]
fn killed_at_fifty_moments_of_reading() {
    check_kills(50);
}
