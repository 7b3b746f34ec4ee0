//! Bad input: each fault gives one clear message with its place, and the rest is read.

use std::io::{self, BufReader, Read};

use foederis_read::{Format, JsonLines, ReadOutcome, message, read_bytes};

#[track_caller]
fn check_messages(outcome: &ReadOutcome, n_reports: usize, messages: &[&str]) {
    let found: Vec<String> = outcome.problems.iter().map(|problem| message(problem).to_string()).collect();
    assert_eq!(found, messages);
    assert_eq!(outcome.reports.len(), n_reports);
}

fn read(name: &str, content: &str) -> ReadOutcome {
    read_bytes(name, content.as_bytes(), None)
}

#[test]
fn an_empty_file() {
    check_messages(&read("a.txt", ""), 0, &["cannot read `a.txt`: the file is empty"]);
    check_messages(&read("a.jsonl", " \n\n"), 0, &["cannot read `a.jsonl`: the file is empty"]);
}

#[test]
fn a_binary_file() {
    let outcome = read_bytes("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", None);
    check_messages(&outcome, 0, &["cannot read `a.txt`: the bytes are no text"]);
    let nulls = [b"The pact was signed.".as_slice(), &[0u8; 100]].concat();
    check_messages(&read_bytes("b.txt", &nulls, None), 0, &["cannot read `b.txt`: the bytes are no text"]);
}

#[test]
fn no_day_and_two_days_at_once() {
    let text = "Two states sign a pact\n\nThe pact was signed in the capital by both presidents.";
    check_messages(&read("a.txt", text), 1, &["`a.txt`: no publication day found; none is assumed"]);
    let text =
        "Two states sign a pact\n\n04/05/2024\n\nThe pact was signed in the capital by both presidents.";
    check_messages(
        &read("a.txt", text),
        1,
        &["`a.txt`: no publication day: `04/05/2024` can be read as two days"],
    );
}

#[test]
fn lines_that_are_no_reports_are_named_and_the_rest_is_read() {
    let file = [
        r#"{"id": "s1", "text": "The pact was signed.", "published": "2024-06-20"}"#,
        r#"{"id": "s2", "outlet": "Aye"}"#,
        r#"not json"#,
        "",
        r#"[1, 2]"#,
        r#"{"id": "s3", "text": 7}"#,
        r#"{"id": "s4", "text": "It is new.", "published": "soon"}"#,
        r#"{"id": "s1", "text": "It is old.", "published": "2024-06-21"}"#,
        r#"{"text": " "}"#,
        r#"{"text": "It was made public.", "published": "2024-06-20T07:10:00+09:00", "more": {"x": [1]}}"#,
    ];
    let hint = "\nhint: run `foederis schema report` to see a whole report";
    check_messages(
        &read("wire.jsonl", &file.join("\n")),
        4,
        &[
            &format!(
                "cannot read `wire.jsonl`, line 2: no field `text`\n  cause: the line holds `id`, `outlet`{hint}"
            ),
            &format!(
                "cannot read `wire.jsonl`, line 3: no JSON object\n  cause: expected ident at line 1 column 2{hint}"
            ),
            &format!(
                "cannot read `wire.jsonl`, line 5: no JSON object\n  cause: the line holds a list{hint}"
            ),
            &format!(
                "`wire.jsonl`, line 6: the field `text` is no string\n  cause: it holds the number `7`{hint}"
            ),
            &format!(
                "`wire.jsonl`, line 7: the field `published` is no day: `soon`, so the report is read without one{hint}"
            ),
            "`wire.jsonl`, line 8: the id `s1` was given to another report\n  cause: line 1 has it too",
            "cannot read `wire.jsonl`, line 9: the text is empty",
        ],
    );
}

/// A line of 50 MB without 50 MB of memory: the bytes are made as they are read.
#[test]
fn a_line_of_50_megabytes_is_one_problem() {
    let long = io::repeat(b'x').take(50_000_000);
    let before: &[u8] = b"{\"text\": \"One was signed.\", \"published\": \"2024-06-20\"}\n{\"text\": \"";
    let after: &[u8] = b"\"}\n{\"text\": \"Two was signed.\", \"published\": \"2024-06-20\"}";
    let reader = BufReader::new(before.chain(long).chain(after));
    let mut outcome = ReadOutcome::default();
    for line in JsonLines::new("wire.jsonl", reader) {
        outcome.reports.extend(line.reports);
        outcome.problems.extend(line.problems);
    }
    let wanted = "cannot read `wire.jsonl`, line 2: the line has 50.0 MB, and at most 16.7 MB are read";
    check_messages(&outcome, 2, &[wanted]);
}

#[test]
fn a_text_that_is_too_long() {
    let text = "The pact was signed in the capital. ".repeat(100_000);
    let wanted = "cannot read `a.txt`: the text has 3.6 MB, and at most 2.0 MB are read";
    check_messages(&read("a.txt", &text), 0, &[wanted]);
}

#[test]
fn a_text_that_is_not_english_is_kept_and_said_so() {
    let text = "Zwei Staaten schließen einen Pakt\n\n20. Juni 2024\n\nDer Pakt wurde am Donnerstag in der Hauptstadt \
                unterzeichnet und verpflichtet beide, einander im Falle eines Angriffs beizustehen.";
    let outcome = read("a.txt", text);
    assert_eq!(outcome.reports.len(), 1);
    let messages: Vec<String> = outcome.problems.iter().map(|problem| message(problem).to_string()).collect();
    assert!(
        messages.contains(&"`a.txt`: not in English but in language `deu`: kept, not analysed".to_owned()),
        "{messages:?}"
    );
}

#[test]
fn broken_pages() {
    let article = "<html><head><title>Two states sign a pact</title><meta name=date content=2024-06-20></head><body><h1>Two \
                   states sign a pact</h1><p>The two states signed the pact in the capital on Thursday, officials said.</p>\
                   <p>The pact obliges both of them to help the other if it is attacked.</p>";
    check_messages(
        &read("a.html", &format!("{article}<p>More <a href=\"https://exa")),
        1,
        &["`a.html`: the page breaks off inside a tag\n  cause: read as far as it goes"],
    );
    let menu =
        "<html><body><ul><li><a href=/a>World</a></li><li><a href=/b>Sport</a></li></ul><script>var x = '";
    check_messages(
        &read("b.html", menu),
        0,
        &[
            "cannot read `b.html`: no article found in the page\n  cause: it has 2 lines of text, 2 of them links, and breaks off inside a script",
        ],
    );
}

#[test]
fn json_as_a_list_or_one_object() {
    let list = r#"[{"text": "One was signed.", "published": "2024-06-20"}, {"id": 2}]"#;
    let outcome = read("wire.json", list);
    assert_eq!(outcome.reports.len(), 1);
    assert!(
        message(&outcome.problems[0])
            .to_string()
            .starts_with("cannot read `wire.json`, item 2: no field `text`")
    );
    let object = "{\n  \"text\": \"One was signed.\",\n  \"published\": \"2024-06-20\"\n}\n";
    check_messages(&read("wire.json", object), 1, &[]);
    check_messages(&read("stdin", object), 1, &[]);
    check_messages(
        &read("stdin", list),
        1,
        &[&message(&outcome.problems[0]).to_string().replace("wire.json", "stdin")],
    );
}

#[test]
fn fields_are_taken_as_they_stand() {
    let line = r#"{"id": 12, "text": "The pact was signed.", "title": "Pact", "outlet": "Aye", "url": "https://example.org/1",
        "authors": ["Jane Doe", "John Roe"], "published": "2024-06-20T07:10+09:00"}"#;
    let report = &read_bytes("x", line.replace('\n', " ").as_bytes(), Some(Format::JsonLines)).reports[0];
    assert_eq!(report.given_id.as_deref(), Some("12"));
    assert_eq!(report.authors, ["Jane Doe", "John Roe"]);
    assert_eq!(
        report.published.as_ref().and_then(|published| published.time.as_deref()),
        Some("07:10+09:00")
    );
    assert_eq!(
        (report.outlet.as_deref(), report.url.as_deref()),
        (Some("Aye"), Some("https://example.org/1"))
    );
}
