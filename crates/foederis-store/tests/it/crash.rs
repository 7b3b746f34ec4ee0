//! Killed at any moment, nothing confirmed is lost and nothing is half in; a file that was cut is seen to be.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use foederis_store::Store;
use foederis_types::ReportId;

use crate::made::{Folder, bytes, reading, write};

/// What the killed program does: writes batches without end and says each one's first report when it is confirmed.
#[test]
#[ignore = "is run by the others, to be killed"]
#[expect(clippy::disallowed_methods, reason = "the one that starts it says where to write")]
fn writer() {
    let path = std::env::var("FOEDERIS_TEST_LEDGER").unwrap();
    let mut store = Store::open_or_create(Path::new(&path)).unwrap();
    let start = usize::try_from(store.counts().unwrap().0).unwrap();
    let mut out = std::io::stdout().lock();
    for batch in 0.. {
        let numbers = (0..7).map(|n| start + batch * 7 + n);
        let added = store.add_reports(&numbers.map(reading).collect::<Vec<_>>()).unwrap();
        added.new.iter().for_each(|id| writeln!(out, "confirmed {id}").unwrap());
        out.flush().unwrap();
    }
}

/// Starts the writer, kills it after `n_lines` confirmed reports and `micros` more, returns what it confirmed.
fn killed_writer(path: &Path, n_lines: usize, micros: u64) -> Vec<ReportId> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writer", "--ignored", "--nocapture"])
        .env("FOEDERIS_TEST_LEDGER", path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let confirmed = |line: std::io::Result<String>| {
        line.ok().and_then(|line| line.split_once("confirmed ").and_then(|(_, id)| id.parse().ok()))
    };
    let mut seen: Vec<ReportId> = lines.by_ref().filter_map(confirmed).take(n_lines).collect();
    std::thread::sleep(std::time::Duration::from_micros(micros));
    child.kill().unwrap();
    seen.extend(lines.filter_map(confirmed));
    child.wait().unwrap();
    seen
}

fn check_kills(name: &str, n_kills: u64) {
    let folder = Folder::new(name);
    let path = folder.file("a.db");
    let mut confirmed = Vec::new();
    for kill in 0..n_kills {
        let micros = kill.wrapping_mul(0x9e37_79b9) % 9000;
        confirmed.extend(killed_writer(&path, 1 + (kill % 3) as usize * 7, micros));
        let store = Store::open(&path).unwrap();
        assert_eq!(store.verify().unwrap(), [], "after kill {kill}");
        for id in &confirmed {
            assert!(store.report(*id).unwrap().is_some(), "{id} was confirmed and is lost");
        }
        let (reports, sentences, claims) = store.counts().unwrap();
        assert_eq!((reports % 7, sentences, claims), (0, reports * 2, reports * 2), "a batch is half in");
    }
    assert!(confirmed.len() as u64 >= n_kills);
}

#[test]
fn killed_while_writing_it_loses_nothing_confirmed() {
    check_kills("kill", 4);
}

/// `cargo test -p foederis-store -- --ignored killed_at_fifty_moments`
#[test]
#[ignore = "takes some seconds"]
fn killed_at_fifty_moments() {
    check_kills("kill-50", 50);
}

#[test]
fn killed_while_the_file_is_made_it_leaves_no_half_ledger() {
    let folder = Folder::new("kill-new");
    for kill in 0..6 {
        let path = folder.file(&format!("{kill}.db"));
        killed_writer(&path, 0, kill * 1500);
        if path.exists() {
            assert_eq!(Store::open(&path).unwrap().verify().unwrap(), []);
        }
    }
}

#[test]
fn a_cut_file_is_an_error_or_a_fault_and_never_a_panic() {
    let folder = Folder::new("cut");
    let path = folder.file("a.db");
    let mut store = Store::open_or_create(&path).unwrap();
    store.add_reports(&(0..60).map(reading).collect::<Vec<_>>()).unwrap();
    drop(store);
    let whole = bytes(&path);
    for keep in [1, 50, 99, 100, 4096, 9000, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        let cut = folder.file("cut.db");
        write(&cut, &whole[..keep]);
        let seen = Store::open(&cut).and_then(|store| store.verify());
        assert!(
            seen.is_err() || seen.is_ok_and(|faults| !faults.is_empty()),
            "cut at {keep} of {}",
            whole.len()
        );
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.file(&format!("cut.db{suffix}")));
        }
    }
}
