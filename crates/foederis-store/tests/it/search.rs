//! Full text.

use foederis_store::Store;

use crate::made::{Folder, reading};

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.add_reports(&[reading(1), reading(2)]).unwrap();
    store
}

#[test]
fn sentences_are_found_by_their_words() {
    let store = store();
    let texts =
        |words: &str| store.search(words, 9).unwrap().into_iter().map(|hit| hit.text).collect::<Vec<_>>();
    assert_eq!(texts("tents georgia").len(), 2);
    assert_eq!(texts("\"2 tents\""), ["Kazakhstan sent 2 tents to Georgia – free of charge."]);
    assert_eq!(texts("thank*").len(), 2);
    assert_eq!(texts("sent NOT 1"), ["Kazakhstan sent 2 tents to Georgia – free of charge."]);
    assert!(texts("sanctions").is_empty());
    assert_eq!(store.search("tents", 1).unwrap().len(), 1);
}

#[test]
fn words_that_are_no_query_are_searched_for_as_words() {
    let store = store();
    for words in [
        "Georgia’s minister",
        "\"unclosed",
        "tents AND",
        "a:b",
        "(",
        "",
        "*",
        "NEAR(",
        "'; DROP TABLE report",
    ] {
        assert!(store.search(words, 9).is_ok(), "{words}");
    }
    assert_eq!(store.search("georgia’s (minister", 9).unwrap().len(), 2);
}

#[test]
fn the_full_text_index_leads() {
    let folder = Folder::new("plan");
    let mut store = Store::open_or_create(&folder.file("a.db")).unwrap();
    store.add_reports(&[reading(1)]).unwrap();
    let connection = rusqlite::Connection::open(folder.file("a.db")).unwrap();
    let sql = format!("EXPLAIN QUERY PLAN {}", foederis_store::SEARCH_SQL);
    let mut statement = connection.prepare(&sql).unwrap();
    let plan: Vec<String> =
        statement.query_map(("tents", 9), |row| row.get(3)).unwrap().map(Result::unwrap).collect();
    assert!(plan[0].starts_with("SCAN sentence_words VIRTUAL TABLE"), "{plan:?}");
    assert!(plan[1].starts_with("SEARCH sentence USING INTEGER PRIMARY KEY"), "{plan:?}");
    assert!(plan[2].starts_with("SEARCH report USING INDEX sqlite_autoindex_report_1 (id=?)"), "{plan:?}");
}
