//! `foederis code` as a pipe: the contract that other tools score with.

use crate::run::{foederis, foederis_with};

const LINES: &str = "{\"id\": \"s1\", \"text\": \"Chad criticised Niger on Wednesday.\", \"published\": \"2024-06-20\"}\n\
                     {\"id\": \"s2\", \"text\": \"Kenya has been supplying Ghana with artillery shells.\"}\n";

#[test]
fn claims_come_in_order_whatever_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let many = LINES.repeat(40);
    let one = foederis_with(folder.path(), &["code", "--jobs", "1"], &many);
    let four = foederis_with(folder.path(), &["code", "--jobs", "4"], &many);
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    assert_eq!(one.out, four.out);
    let first: serde_json::Value = serde_json::from_str(one.out.lines().next().expect("a claim")).unwrap();
    assert_eq!(first["report"], "s1");
    assert_eq!(first["event"], "ACCUSE");
    assert_eq!(first["actors"][0]["code"], "TCD");
    assert_eq!(first["happened"]["from"], "2024-06-19");
    assert!(first.get("decision").is_none());
}

#[test]
fn explanations_come_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis_with(folder.path(), &["code", "--explain"], LINES);
    assert!(run.out.contains("\"decision\":{\"rule\":"), "{}", run.out);
}

#[test]
fn bare_mentions_are_resolved() {
    let folder = tempfile::tempdir().unwrap();
    let line = "{\"id\": \"m1\", \"mention\": \"Moldovan police\", \"published\": \"2024-06-20\"}\n";
    let run = foederis_with(folder.path(), &["code", "--mentions"], line);
    let found: serde_json::Value = serde_json::from_str(run.out.trim()).unwrap();
    assert_eq!(
        (&found["id"], &found["code"], &found["sector"]),
        (&"m1".into(), &"MDA".into(), &"COP".into())
    );
}

#[test]
fn a_bad_line_is_named_and_the_rest_is_coded() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis_with(folder.path(), &["code"], &format!("{{\"id\": \"s0\"}}\n{LINES}"));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("cannot read `standard input`, line 1: no field `text`"), "{}", run.err);
    assert!(run.out.lines().count() >= 2, "{}", run.out);
}

#[test]
fn a_first_line_that_is_no_json_is_named_and_the_rest_is_coded() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis_with(folder.path(), &["code"], &format!("hello\n{LINES}"));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("cannot read `standard input`, line 1: no JSON object"), "{}", run.err);
    assert!(run.out.starts_with("{\"report\":\"s1\""), "{}", run.out);
}

#[test]
fn a_report_without_a_claim_is_said_to_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis_with(folder.path(), &["code"], "hello\n");
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "warning: 1 report read, no claim found\n");
}

#[test]
fn a_day_that_is_none_is_named_and_the_report_read_without() {
    let folder = tempfile::tempdir().unwrap();
    let line = "{\"id\": \"s1\", \"text\": \"Chad criticised Niger.\", \"published\": 20240620}\n";
    let run = foederis_with(folder.path(), &["code"], line);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("`published` is no day: `20240620`, which is no string"), "{}", run.err);
    assert!(run.err.contains("so the report is read without one"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn no_input_gives_no_claims() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis(folder.path(), &["code"]);
    assert_eq!((run.out.as_str(), run.code), ("", 1));
}
