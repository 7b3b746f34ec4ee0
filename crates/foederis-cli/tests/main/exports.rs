//! The ledger in other tools' forms, and a user's own rules and actors.

use crate::run::{Run, foederis, foederis_with, root};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read_example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples/pact");
    assert_eq!(foederis(folder.path(), &["read", "--quiet", &example.to_string_lossy()]).code, 0);
    folder
}

fn done(folder: &Path, args: &[&str]) -> Run {
    let run = foederis(folder, args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run
}

#[test]
fn event_data_come_in_the_columns_of_others() {
    let folder = read_example();
    let polecat = done(folder.path(), &["events", "--columns", "polecat", "--format", "tsv"]).out;
    assert!(polecat.starts_with("Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"));
    let own = done(folder.path(), &["events", "--format", "jsonl"]).out;
    assert_eq!(polecat.lines().count(), own.lines().count() + 1, "one row an entry");
    let icews = done(folder.path(), &["events", "--columns", "icews", "--format", "csv"]).out;
    assert!(
        icews.starts_with(
            "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,"
        ),
        "{icews}"
    );
    assert!(icews.lines().count() > polecat.lines().count(), "one row a pair");
    assert!(icews.contains(",Iceland and Uruguay sign a pact,057,"), "{icews}");
}

#[test]
fn a_file_has_its_manifest_beside_it() {
    let folder = read_example();
    done(folder.path(), &["events", "--format", "parquet", "--columns", "polecat", "-o", "e.parquet"]);
    let beside = fs::read_to_string(folder.path().join("e.parquet.manifest.json")).unwrap();
    assert_eq!(beside, done(folder.path(), &["manifest"]).out);
    let bytes = fs::read(folder.path().join("e.parquet")).unwrap();
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(has(b"foederis.manifest") && has(b"Primary Actor Sector"));
    assert!(!folder.path().join("e.parquet.new").exists());
    let run = foederis(folder.path(), &["export", "ftm", "-o", "no/such/folder.json"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot write `no/such/folder.json`"), "{}", run.err);
}

#[test]
fn the_graph_holds_every_edge_between_its_nodes() {
    let folder = read_example();
    let graph = done(folder.path(), &["export", "graphml"]).out;
    let ids = |mark: &str| -> BTreeSet<String> {
        let parts = graph.split(mark).skip(1);
        parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
    };
    let nodes = ids("<node id=\"");
    assert!(nodes.contains("URY") && nodes.contains("ISL"), "{nodes:?}");
    assert!(ids(" source=\"").is_subset(&nodes) && ids(" target=\"").is_subset(&nodes));
    assert_eq!(graph.matches("<edge ").count(), graph.matches("</edge>").count());
}

#[test]
fn entities_refer_to_entities_of_the_same_file() {
    let folder = read_example();
    let lines = done(folder.path(), &["export", "ftm"]).out;
    let entities: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: BTreeSet<&str> = entities.iter().filter_map(|entity| entity["id"].as_str()).collect();
    assert_eq!(ids.len(), entities.len(), "ids are used once");
    for schema in ["Event", "Article", "PublicBody", "Person"] {
        assert!(entities.iter().any(|entity| entity["schema"] == schema), "{schema}");
    }
    for entity in &entities {
        for property in ["organizer", "involved", "proof"] {
            let named = entity["properties"][property].as_array().into_iter().flatten();
            assert!(named.filter_map(Value::as_str).all(|id| ids.contains(id)), "{entity}");
        }
    }
}

#[test]
fn evidence_bears_on_both_hypotheses() {
    let folder = read_example();
    let rows = done(folder.path(), &["export", "hypotheses"]).out;
    assert!(rows.starts_with(
        "story,entry,what,date,evidence,voice,published,holder,stance,value,origin,happened,did_not_happen,"
    ));
    assert!(rows.contains(",URY,denies,CT-,"), "{rows}");
    assert!(
        rows.contains(",inconsistent,consistent,") && rows.contains(",consistent,inconsistent,"),
        "{rows}"
    );
}

#[test]
fn the_bibliography_has_every_report() {
    let folder = read_example();
    let items = done(folder.path(), &["export", "bibtex"]).out;
    assert_eq!(items.matches("{foederis:").count(), 3, "{items}");
    assert!(items.contains("  title = {"), "{items}");
    assert!(done(folder.path(), &["export", "markdown"]).out.contains("[^1]: "));
}

#[test]
fn own_rules_and_actors_are_used_and_their_faults_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("rules")).unwrap();
    write(
        "rules/mine.rules",
        "rule own/paint\n  event ASSAULT 190\n  verbs paint\n  actor subject by\n  recipient object\n",
    );
    write("actors.tsv", "name\tcode\tsector\tfrom\tto\nRuritania\tRUR\tGOV\t\t\n");
    let line = "{\"id\": \"s1\", \"text\": \"Ruritania painted Chad on Wednesday.\"}\n";
    let args = ["code", "--rules", "rules", "--actors", "actors.tsv", "--explain"];
    let run = foederis_with(folder.path(), &args, line);
    assert!(run.out.contains("\"rule\":\"own/paint\"") && run.out.contains("\"code\":\"RUR\""), "{run:?}");
    let manifest = done(folder.path(), &["manifest", "--rules", "rules"]).out;
    assert!(manifest.contains("\"rules/mine.rules\""), "{manifest}");
    let asked = ["what-if", "Ruritania attacks Chad", "--on", "2020-01-01", "--actors", "actors.tsv"];
    assert_eq!(foederis(folder.path(), &asked).code, 0);

    write("rules/bad.rules", "rule own/bad\n  event NOPE 190\n");
    let run = foederis(folder.path(), &["code", "--rules", "rules"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`rules/bad.rules`, line 2: `NOPE` is no PLOVER type"), "{}", run.err);
    write("bad.tsv", "name\tcode\nX\tY\n");
    let run = foederis(folder.path(), &["code", "--actors", "bad.tsv"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("table `bad.tsv`: no column `sector`"), "{}", run.err);
}

#[test]
fn what_no_rule_takes_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let line = "{\"id\": \"s1\", \"text\": \"Chad painted Niger. Chad painted Ghana.\", \"published\": \"2024-06-20\"}\n";
    let run = foederis_with(folder.path(), &["unresolved", "-", "--format", "json"], line);
    let view: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&view["verbs"][0]["words"], &view["verbs"][0]["n"]), (&"paint".into(), &2.into()), "{view}");
}

/// A second run over the same reports codes none of them again, and changes nothing.
#[test]
fn a_run_goes_on_where_the_last_one_stood() {
    let folder = read_example();
    let before = fs::read(folder.path().join("foederis.db")).unwrap();
    let example = root().join("examples/pact");
    let run = foederis(folder.path(), &["read", &example.to_string_lossy()]);
    assert!(run.out.contains("WHAT WAS AGREED"), "{}", run.out);
    assert_eq!(done(folder.path(), &["verify"]).out, foederis(folder.path(), &["verify"]).out);
    assert_eq!(fs::read(folder.path().join("foederis.db")).unwrap().len(), before.len());
}

#[test]
fn a_folder_is_watched() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    let folder = tempfile::tempdir().unwrap();
    let watched = folder.path().join("in");
    fs::create_dir(&watched).unwrap();
    let copy = |name: &str| fs::copy(root().join("examples/pact").join(name), watched.join(name)).unwrap();
    copy("southern-courier.txt");
    let mut child = Command::new(env!("CARGO_BIN_EXE_foederis"))
        .args(["read", "in", "--watch", "1", "--quiet"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let reaches = |n: usize| {
        let start = Instant::now();
        let wanted = format!("{n} reports, ");
        while !foederis(folder.path(), &["verify"]).out.starts_with(&wanted) {
            assert!(start.elapsed() < Duration::from_secs(60), "{n} reports were not read");
            std::thread::sleep(Duration::from_millis(100));
        }
    };
    reaches(1);
    copy("harbour-post.txt");
    reaches(2);
    child.kill().unwrap();
    child.wait().unwrap();
}
