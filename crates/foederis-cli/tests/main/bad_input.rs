//! Bad input: one clear message that names the file and line, the rest is read, exit code 1, nothing half-written.

use crate::run::{Run, foederis};
use std::fs;
use std::path::Path;

const GOOD: &str = "Chad and Niger sign pact\n\n20 June 2024\n\nChad and Niger signed a treaty of mutual defence in Niamey on \
                    Wednesday. The treaty obliges each side to help the other if it is attacked. Nigeria criticised the treaty.\n";

fn folder_with_good() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    folder
}

/// Reads the bad file beside a good one: the message is the one expected, the good one is in the ledger.
#[track_caller]
fn check_bad(name: &str, bytes: &[u8], expected: &str) -> Run {
    let folder = folder_with_good();
    fs::write(folder.path().join(name), bytes).unwrap();
    let run = foederis(folder.path(), &["read", name, "good.txt"]);
    assert_eq!(run.code, 1, "{run:?}");
    check_one_message(&run, expected);
    check_ledger_holds(folder.path(), 1);
    run
}

#[track_caller]
fn check_one_message(run: &Run, expected: &str) {
    assert_eq!(run.err.matches("error: ").count(), 1, "{}", run.err);
    assert!(run.err.contains(expected), "{}", run.err);
}

#[track_caller]
fn check_ledger_holds(folder: &Path, n_reports: usize) {
    let verified = foederis(folder, &["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    assert!(verified.out.starts_with(&format!("{n_reports} reports, ")), "{verified:?}");
}

#[test]
fn an_empty_file_is_named() {
    check_bad("empty.txt", b"", "cannot read `empty.txt`: the file is empty");
}

#[test]
fn a_binary_file_is_named() {
    let bytes: Vec<u8> = (0..4096_u32).map(|number| (number * 37 % 256) as u8).collect();
    check_bad("noise.txt", &bytes, "cannot read `noise.txt`");
}

#[test]
fn a_line_of_50_megabytes_is_named_with_its_number_and_the_next_is_read() {
    let mut bytes = b"{\"id\": \"long\", \"text\": \"".to_vec();
    bytes.resize(50_000_000, b'a');
    bytes.extend(
        b"\"}\n{\"id\": \"s2\", \"text\": \"Chad criticised Niger.\", \"published\": \"2024-06-20\"}\n",
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), bytes).unwrap();
    let run = foederis(folder.path(), &["read", "wire.jsonl"]);
    assert_eq!(run.code, 1);
    check_one_message(&run, "cannot read `wire.jsonl`, line 1: ");
    check_ledger_holds(folder.path(), 1);
}

#[test]
fn a_broken_page_is_named() {
    check_bad(
        "page.html",
        b"<!DOCTYPE html><html><head><title></title></head><body><div><nav><p",
        "`page.html`",
    );
}

#[test]
fn a_json_line_without_text_is_named_with_its_number() {
    let lines = b"{\"id\": \"s1\", \"text\": \"Chad criticised Niger.\", \"published\": \"2024-06-20\"}\n{\"id\": \"s2\"}\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), lines).unwrap();
    let run = foederis(folder.path(), &["read", "wire.jsonl"]);
    assert_eq!(run.code, 1);
    check_one_message(&run, "cannot read `wire.jsonl`, line 2: no field `text`");
    check_ledger_holds(folder.path(), 1);
}

#[test]
fn a_folder_without_reports_is_named() {
    let folder = folder_with_good();
    fs::create_dir(folder.path().join("nothing")).unwrap();
    fs::write(folder.path().join("nothing/picture.png"), b"\x89PNG").unwrap();
    let run = foederis(folder.path(), &["read", "nothing", "good.txt"]);
    assert_eq!(run.code, 1);
    check_one_message(&run, "cannot read `nothing`: ");
    check_ledger_holds(folder.path(), 1);
}

#[cfg(unix)]
#[test]
fn a_dangling_link_is_named() {
    let folder = folder_with_good();
    std::os::unix::fs::symlink("gone.txt", folder.path().join("link.txt")).unwrap();
    let run = foederis(folder.path(), &["read", "."]);
    assert_eq!(run.code, 1);
    check_one_message(&run, "link.txt`: the link points to nothing");
    check_ledger_holds(folder.path(), 1);
}

#[test]
fn a_text_in_another_language_is_kept_and_a_day_is_not_invented() {
    let folder = folder_with_good();
    let german = "Tschad und Niger unterzeichnen Vertrag\n\nDie beiden Staaten haben am Mittwoch in der Hauptstadt einen \
                  Vertrag über gegenseitigen Beistand unterzeichnet, wie die Regierung am Abend mitteilte.\n";
    fs::write(folder.path().join("de.txt"), german).unwrap();
    let run = foederis(folder.path(), &["read", "de.txt", "good.txt"]);
    assert!(run.err.contains("warning: `de.txt`: not in English"), "{}", run.err);
    assert!(run.err.contains("warning: `de.txt`: no publication day found"), "{}", run.err);
    assert_eq!(run.code, 1, "what was not read makes the answer incomplete");
    check_ledger_holds(folder.path(), 2);
}

#[test]
fn a_missing_day_is_a_warning_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("undated.txt"), GOOD.replace("20 June 2024\n\n", "")).unwrap();
    let run = foederis(folder.path(), &["read", "undated.txt"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.starts_with("warning: `undated.txt`: no publication day found"), "{}", run.err);
    let timeline = foederis(folder.path(), &["timeline", "--format", "json"]);
    assert!(!timeline.out.contains("\"published\": \"2"), "{}", timeline.out);
}

#[test]
fn a_ledger_that_is_none_or_newer_is_left_as_it_is() {
    let folder = folder_with_good();
    let text = folder.path().join("notes.db");
    fs::write(&text, "my notes").unwrap();
    let run = foederis(folder.path(), &["--ledger", "notes.db", "read", "good.txt"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("`notes.db` is not a foederis ledger"), "{}", run.err);
    assert_eq!(fs::read(&text).unwrap(), b"my notes");

    assert_eq!(foederis(folder.path(), &["read", "good.txt"]).code, 0);
    let ledger = folder.path().join("foederis.db");
    let mut bytes = fs::read(&ledger).unwrap();
    // SQLite keeps `user_version`, the ledger's format, big-endian at byte 60.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&ledger, &bytes).unwrap();
    let run = foederis(folder.path(), &["brief"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("has ledger format 99"), "{}", run.err);
    assert_eq!(fs::read(&ledger).unwrap(), bytes);
}

#[test]
fn a_run_that_reads_nothing_makes_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis(folder.path(), &["read", "gone.txt"]);
    assert_eq!(run.code, 1);
    check_one_message(&run, "cannot read `gone.txt`: there is no such file or folder");
    assert!(!folder.path().join("foederis.db").exists());
}
