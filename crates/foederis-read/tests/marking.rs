//! Cases that an analyst can read and judge: `cases/*.txt`, a report line by line, each with what it is.

use std::fmt::Write as _;

use foederis_read::{Format, read_bytes};
use foederis_types::Report;

struct Case<'a> {
    name: &'a str,
    head: Vec<(&'a str, &'a str)>,
    lines: Vec<(&'a str, &'a str)>,
}

fn cases(file: &str) -> Vec<Case<'_>> {
    file.split("\n=== ").skip(1).map(case).collect()
}

fn case(text: &str) -> Case<'_> {
    let mut case = Case { name: text.lines().next().unwrap_or(""), head: Vec::new(), lines: Vec::new() };
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        match line.strip_prefix("@ ") {
            Some(head) => case.head.push(head.split_once(' ').expect("a name and a value")),
            None => case
                .lines
                .push(line.split_once('|').map(|(k, v)| (k.trim(), v.trim())).expect("a kind and a line")),
        }
    }
    case
}

/// ` + ` in a case is a line break inside a paragraph.
fn text(case: &Case<'_>) -> String {
    case.lines.iter().map(|(_, line)| line.replace(" + ", "\n")).collect::<Vec<_>>().join("\n\n")
}

fn rendered(report: &Report) -> String {
    let mut out = String::new();
    for block in &report.blocks {
        let line = block.span.of(&report.text).replace('\n', " + ");
        writeln!(out, "{:<12} | {line}", block.kind.as_str()).expect("a string can be written to");
    }
    out
}

fn expected(case: &Case<'_>) -> String {
    case.lines.iter().map(|(kind, line)| format!("{kind:<12} | {line}\n")).collect()
}

#[track_caller]
fn check_head(report: &Report, case: &Case<'_>) {
    let block = |kind: &str| {
        let found = report.blocks.iter().find(|block| block.kind.as_str() == kind);
        found.map(|block| block.span.of(&report.text).to_owned())
    };
    for (name, value) in &case.head {
        let found = match *name {
            "title" => report.title.as_ref().map(|title| title.text.clone()),
            "outlet" => report.outlet.clone(),
            "lead" => block("lead"),
            "authors" => Some(report.authors.join(", ")),
            "published" => report.published.as_ref().map(|published| published.day.to_string()),
            "url" => report.url.clone(),
            "dateline" => report.dateline.as_ref().map(|line| {
                let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
                let day = line.day.map(|day| day.to_string());
                format!("{} {} {}", or_dash(&line.place), or_dash(&line.agency), or_dash(&day))
            }),
            other => panic!("no head line {other:?}"),
        };
        assert_eq!(found.as_deref().unwrap_or("none"), *value, "{name} of {}", case.name);
    }
}

#[test]
fn files() {
    let failures: Vec<String> = cases(include_str!("cases/files.txt"))
        .iter()
        .filter_map(|case| {
            let outcome = read_bytes("case.txt", text(case).as_bytes(), Some(Format::Plain));
            let report = outcome.reports.first().expect("a report");
            let (found, wanted) = (rendered(report), expected(case));
            if found == wanted {
                check_head(report, case);
            }
            (found != wanted).then(|| difference(case.name, &found, &wanted))
        })
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn json_texts() {
    let failures: Vec<String> = cases(include_str!("cases/json.txt"))
        .iter()
        .filter_map(|case| {
            let mut fields: serde_json::Map<String, serde_json::Value> =
                case.head.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
            fields.insert("text".to_owned(), text(case).into());
            let line = serde_json::Value::Object(fields).to_string();
            let outcome = read_bytes("case.jsonl", line.as_bytes(), None);
            let (found, wanted) = (rendered(outcome.reports.first().expect("a report")), expected(case));
            (found != wanted).then(|| difference(case.name, &found, &wanted))
        })
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn difference(name: &str, found: &str, wanted: &str) -> String {
    let mut out = format!("--- {name}\n");
    let (mut found, mut wanted) = (found.lines(), wanted.lines());
    loop {
        match (found.next(), wanted.next()) {
            (None, None) => return out,
            (found, wanted) if found == wanted => {}
            (found, wanted) => {
                let (found, wanted) = (found.unwrap_or("nothing"), wanted.unwrap_or("nothing"));
                writeln!(out, "    found  {found}\n    wanted {wanted}").expect("a string can be written to");
            }
        }
    }
}
