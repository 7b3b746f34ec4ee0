//! Strangers' files stay as they are, journalled rows cannot be changed, and changes by other hands are seen.

use std::path::Path;

use foederis_store::{FORMAT, FaultKind, Store, StoreError};

use crate::made::{Folder, bytes, reading, write};

/// Opening fails so, and neither changes the file nor leaves anything beside it.
#[track_caller]
fn check_refused(folder: &Folder, path: &Path, expected: &str) {
    let (before, names) = (bytes(path), folder.names());
    for open in [Store::open, Store::open_or_create] {
        let error = open(path).unwrap_err();
        assert_eq!(error.to_string(), expected.replace("FILE", &path.display().to_string()));
    }
    assert_eq!((bytes(path), folder.names()), (before, names));
}

#[test]
fn a_file_that_is_no_ledger_is_left_alone() {
    let folder = Folder::new("stranger");
    let path = folder.file("notes.db");
    for content in
        [&b""[..], b"some notes", &[0; 4096], &b"SQLite format 3\0 and then nothing of the kind".repeat(9)]
    {
        write(&path, content);
        check_refused(&folder, &path, "`FILE` is not a foederis ledger");
    }
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = Folder::new("other");
    let path = folder.file("a.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE report (id TEXT); INSERT INTO report VALUES ('x')").unwrap();
    drop(connection);
    check_refused(&folder, &path, "`FILE` is not a foederis ledger");
}

#[test]
fn a_newer_format_is_left_alone() {
    let folder = Folder::new("newer");
    let path = folder.file("a.db");
    drop(Store::open_or_create(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "journal_mode", "DELETE").unwrap();
    connection.pragma_update(None, "user_version", FORMAT + 1).unwrap();
    drop(connection);
    let expected =
        format!("`FILE` has ledger format {}; this foederis knows formats up to {FORMAT}", FORMAT + 1);
    check_refused(&folder, &path, &expected);
}

#[test]
fn a_missing_ledger_is_not_made_by_looking() {
    let folder = Folder::new("missing");
    let path = folder.file("a.db");
    assert!(matches!(Store::open(&path), Err(StoreError::Missing(_))));
    assert!(folder.names().is_empty());
    let no_folder = folder.file("none/a.db");
    assert!(matches!(Store::open_or_create(&no_folder), Err(StoreError::Unopenable { .. })));
}

#[test]
fn nothing_journalled_can_be_changed_or_deleted() {
    let folder = Folder::new("append-only");
    let path = folder.file("a.db");
    let mut store = Store::open_or_create(&path).unwrap();
    store.add_reports(&[reading(1)]).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    for table in ["report", "given_id", "sentence", "claim", "claim_side", "claim_view", "journal"] {
        let column = match table {
            "journal" | "report" | "claim" | "sentence" => "id",
            "given_id" => "given",
            _ => "claim",
        };
        for act in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {column} = {column}")] {
            let error = connection.execute_batch(&act).unwrap_err();
            assert!(error.to_string().contains("append-only"), "{act}: {error}");
        }
    }
}

/// A ledger of two reports, after other hands did `sql` to it.
fn faults_after(sql: &str) -> Vec<FaultKind> {
    let folder = Folder::new(&format!("hands-{}", sql.len()));
    let path = folder.file("a.db");
    let mut store = Store::open_or_create(&path).unwrap();
    store.add_reports(&[reading(1), reading(2)]).unwrap();
    assert!(store.verify().unwrap().is_empty());
    drop(store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    triggers.iter().for_each(|name| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    connection.execute_batch(sql).unwrap();
    drop(connection);
    let mut kinds: Vec<FaultKind> =
        Store::open(&path).unwrap().verify().unwrap().into_iter().map(|fault| fault.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

#[test]
fn changes_by_other_hands_are_seen() {
    use FaultKind::*;
    let cases: &[(&str, &[FaultKind])] = &[
        ("UPDATE report SET text = replace(text, 'sent', 'sold')", &[ChangedContent, QuoteNotInReport]),
        ("UPDATE report SET outlet = 'Else', payload = replace(payload, 'Ann', 'Bob')", &[ChangedContent]),
        ("UPDATE claim SET payload = replace(payload, 'AID', 'AGREE')", &[ChangedContent]),
        ("UPDATE claim SET payload = 'no json'", &[ChangedContent, Unreadable]),
        ("UPDATE claim SET quote = 'Nobody said this.'", &[QuoteNotInReport]),
        ("UPDATE sentence SET text = 'Nobody said this.'", &[ChangedContent, QuoteNotInReport]),
        ("DELETE FROM claim WHERE sentence = 1", &[ChangedContent]),
        ("DELETE FROM journal WHERE seq = 1", &[BrokenChain, NotInJournal]),
        ("DELETE FROM report WHERE title = 'Title 1'", &[ChangedContent, NotInJournal]),
        ("UPDATE journal SET hash = zeroblob(32) WHERE seq = 2", &[BrokenChain, ChangedContent]),
    ];
    for (sql, expected) in cases {
        assert_eq!(faults_after(sql), *expected, "{sql}");
    }
}

#[test]
fn two_programs_can_make_one_ledger() {
    let folder = Folder::new("two");
    let path = folder.file("a.db");
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut store = Store::open_or_create(&path).unwrap();
                (0..5).for_each(|more| drop(store.add_reports(&[reading(number * 5 + more)]).unwrap()));
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let store = Store::open(&path).unwrap();
    assert_eq!(store.counts().unwrap(), (20, 40, 40));
    assert!(store.verify().unwrap().is_empty());
    assert_eq!(folder.names().iter().filter(|name| name.contains("new")).count(), 0);
}
