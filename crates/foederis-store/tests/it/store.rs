//! What goes in comes out, in any order, once.

use foederis_ledger::account;
use foederis_store::{Reading, Store};
use foederis_types::{Correction, CorrectionKind, ReportId};
use foederis_wire::correction_id;

use crate::made::{Folder, reading};

fn readings(numbers: &[usize]) -> Vec<Reading> {
    numbers.iter().map(|number| reading(*number)).collect()
}

#[test]
fn a_report_comes_back_as_it_was() {
    let mut store = Store::in_memory().unwrap();
    let read = reading(4);
    store.add_reports(std::slice::from_ref(&read)).unwrap();
    assert_eq!(store.report(read.report.id).unwrap().unwrap(), read.report);
    assert_eq!(store.claim(read.lines[1].claim.id).unwrap().unwrap(), read.lines[1].claim);
    let ledger = store.ledger().unwrap();
    assert_eq!(ledger.header(read.report.id).unwrap(), &read.header);
    assert_eq!(ledger.line(read.lines[0].claim.id).unwrap(), &read.lines[0]);
    let sentences = store.sentences(read.report.id).unwrap();
    assert_eq!(sentences[1].text, "Georgia’s minister thanked Kazakhstan.");
    assert_eq!(store.report(ReportId::from_hash([9; 8])).unwrap(), None);
}

#[test]
fn reading_the_same_report_again_changes_nothing() {
    let mut store = Store::in_memory().unwrap();
    let first = store.add_reports(&readings(&[1, 2])).unwrap();
    let (chain, counts) = (store.chain().unwrap(), store.counts().unwrap());
    let again = store.add_reports(&readings(&[2, 1])).unwrap();
    assert_eq!((first.new.len(), first.n_claims), (2, 4));
    assert_eq!((again.new.len(), again.known.len(), again.n_claims), (0, 2, 0));
    assert_eq!((store.chain().unwrap(), store.counts().unwrap()), (chain, counts));
}

#[test]
fn a_report_given_under_another_id_is_found_by_both() {
    let mut store = Store::in_memory().unwrap();
    let mut other = reading(1);
    other.report.given_id = Some("wire-7".to_owned());
    store.add_reports(&[reading(1), other]).unwrap();
    assert_eq!(store.counts().unwrap().0, 1);
    for name in ["r1", "wire-7", &reading(1).report.id.to_string()[..6]] {
        assert_eq!(store.find_reports(name).unwrap().len(), 1, "{name}");
    }
    assert_eq!(store.find_reports("r").unwrap().len(), 0, "a prefix is of the hash, four digits or more");
    assert!(store.verify().unwrap().is_empty());
}

#[test]
fn the_order_of_reading_changes_nothing_that_is_read_out() {
    let exported = |orders: &[&[usize]]| {
        let mut store = Store::in_memory().unwrap();
        orders.iter().for_each(|batch| drop(store.add_reports(&readings(batch)).unwrap()));
        let ledger = store.ledger().unwrap();
        (
            format!("{:?}", account(&ledger)),
            format!("{ledger:?}"),
            store.reports().unwrap(),
            store.search("tents", 99).unwrap(),
        )
    };
    let one = exported(&[&[1, 2, 3, 4, 5]]);
    assert_eq!(one, exported(&[&[5, 3], &[1], &[4, 2, 5]]));
    assert_eq!(one, exported(&[&[2], &[1, 5], &[4, 3]]));
}

#[test]
fn a_part_of_the_ledger_is_that_of_its_reports() {
    let mut store = Store::in_memory().unwrap();
    store.add_reports(&readings(&[1, 2, 3])).unwrap();
    let part = store.ledger_of(&[reading(2).report.id, reading(3).report.id], None).unwrap();
    assert_eq!((part.n_reports(), part.n_claims()), (2, 4));
    let both = foederis_ledger::merge(part, store.ledger_of(&[reading(1).report.id], None).unwrap());
    assert_eq!(both, store.ledger().unwrap());
}

#[test]
fn a_correction_is_an_entry_of_its_own() {
    let folder = Folder::new("correction");
    let mut store = Store::open_or_create(&folder.file("a.db")).unwrap();
    store.add_reports(&readings(&[1])).unwrap();
    let kind = CorrectionKind::Reject(reading(1).lines[0].claim.id);
    let known_from = "2024-07-01".parse().unwrap();
    let id = correction_id("Ann", "tents are not aid here", known_from, &kind);
    let correction = Correction {
        id,
        author: "Ann".to_owned(),
        reason: "tents are not aid here".to_owned(),
        known_from,
        kind,
    };
    store.add_correction(&correction).unwrap();
    store.add_correction(&correction).unwrap();
    drop(store);
    let store = Store::open(&folder.file("a.db")).unwrap();
    assert_eq!(store.corrections().unwrap(), [correction]);
    let ledger = store.ledger().unwrap();
    assert_eq!(account(&ledger).entries.len(), 1);
    assert_eq!(account(&ledger.without_corrections()).entries.len(), 2);
    assert!(store.verify().unwrap().is_empty());
}

#[test]
fn a_batch_is_added_whole_or_not_at_all() {
    let folder = Folder::new("batch");
    let path = folder.file("a.db");
    let mut store = Store::open_or_create(&path).unwrap();
    store.add_reports(&readings(&[1])).unwrap();
    // A sentence number that the table refuses, in the last report of the batch.
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON report WHEN NEW.title = 'Title 3'
             BEGIN SELECT RAISE (ABORT, 'disk is full'); END",
        )
        .unwrap();
    assert!(store.add_reports(&readings(&[2, 3])).is_err());
    assert_eq!(store.counts().unwrap(), (1, 2, 2));
    assert!(store.verify().unwrap().is_empty());
}

#[test]
fn the_views_keep_their_columns() {
    let folder = Folder::new("views");
    let mut store = Store::open_or_create(&folder.file("a.db")).unwrap();
    store.add_reports(&readings(&[1])).unwrap();
    let connection = rusqlite::Connection::open(folder.file("a.db")).unwrap();
    let columns = |view: &str| {
        let statement = connection.prepare(&format!("SELECT * FROM {view}")).unwrap();
        statement.column_names().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        columns("v_reports"),
        "id outlet title published url language origin raw_sha256 given_ids n_claims"
    );
    assert_eq!(columns("v_sentences"), "report outlet title published number block text");
    assert_eq!(
        columns("v_claims"),
        "id report outlet published sentence event mode cameo actors recipients happened_from happened_to basis \
         author pact_status clause quote"
    );
    assert_eq!(columns("v_evidence"), "claim holder value outlet title published report sentence quote");
    assert_eq!(columns("v_corrections"), "id known_from author reason payload");
    let claims: Vec<(String, String, String)> = connection
        .prepare("SELECT actors, recipients, author FROM v_claims ORDER BY sentence")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(claims[0], ("KAZ".to_owned(), "GEO".to_owned(), "CT+".to_owned()));
}

#[test]
fn what_is_kept_is_forgotten_when_something_is_added() {
    let mut store = Store::in_memory().unwrap();
    store.add_reports(&readings(&[1])).unwrap();
    store.keep("stories", b"one").unwrap();
    assert_eq!(store.kept("stories").unwrap().as_deref(), Some(&b"one"[..]));
    store.keep("stories", b"1").unwrap();
    assert_eq!(store.kept("stories").unwrap().as_deref(), Some(&b"1"[..]));
    store.add_reports(&readings(&[1])).unwrap();
    assert!(store.kept("stories").unwrap().is_some(), "nothing was added");
    store.add_reports(&readings(&[2])).unwrap();
    assert_eq!(store.kept("stories").unwrap(), None);
}
