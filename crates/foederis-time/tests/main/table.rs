//! The table of sentences in `expressions.md`.

use foederis_time::{Kind, TimeExpression, find, find_in_text};
use foederis_types::Date;

use crate::tokenizer::sentence;

const TABLE: &str = include_str!("expressions.md");

/// One row of the table, with the day of publication of its section.
struct Row<'a> {
    published: Option<Date>,
    sentence: &'a str,
    expected: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let mut published = None;
    let mut rows = Vec::new();
    for line in TABLE.lines() {
        if let Some((_, day)) = line.strip_prefix("## ").and_then(|title| title.split_once("(published ")) {
            published = day.trim_end_matches(')').parse().ok();
        }
        let Some(cells) = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")) else { continue };
        if let Some((sentence, expected)) =
            cells.split_once(" | ").filter(|(sentence, _)| *sentence != "sentence")
        {
            rows.push(Row { published, sentence, expected });
        }
    }
    rows
}

fn shown(expression: &TimeExpression, text: &str) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let days = match (expression.from, expression.to) {
        (None, None) => "?".to_owned(),
        (from, to) if from == to => day(from),
        (from, to) => format!("{}..{}", day(from), day(to)),
    };
    format!("{} = {} {days}", expression.span.of(text), expression.kind.as_str())
}

fn all_shown(expressions: &[TimeExpression], text: &str) -> String {
    if expressions.is_empty() {
        return "-".to_owned();
    }
    expressions.iter().map(|it| shown(it, text)).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_sentence_of_the_table_reads_as_told() {
    let rows = rows();
    assert!(rows.len() >= 150, "the table has {} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let sentence = sentence(row.sentence)?;
            let got = all_shown(&find(&sentence, row.sentence, row.published, None), row.sentence);
            (got != row.expected)
                .then(|| format!("{}\n  told: {}\n   got: {got}", row.sentence, row.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn raw_text_reads_like_an_analysed_sentence_where_no_part_of_speech_decides() {
    for row in rows() {
        let raw = find_in_text(row.sentence, row.published);
        let Some(sentence) = sentence(row.sentence) else { continue };
        let read = find(&sentence, row.sentence, row.published, None);
        let words = |list: &[TimeExpression]| {
            list.iter().filter(|it| it.kind != Kind::Name).map(|it| (it.span, it.kind)).collect::<Vec<_>>()
        };
        assert_eq!(words(&raw), words(&read), "{}", row.sentence);
    }
}
