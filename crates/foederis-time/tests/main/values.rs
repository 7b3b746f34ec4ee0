//! How often the days are right, on sentences written without the crate: `values.md`.

use foederis_time::{TimeExpression, find};
use foederis_types::Date;

use crate::tokenizer::sentence;

const TABLE: &str = include_str!("values.md");

/// Share of values that must be right.
const ACCURACY_MIN: f64 = 0.90;

/// One expression of the table, or, without words, a sentence that has none.
struct Value {
    published: Date,
    sentence: &'static str,
    words: &'static str,
    days: Vec<&'static str>,
}

fn values() -> Vec<Value> {
    let mut published = Date::constant(2000, 1, 1);
    let mut values = Vec::new();
    for line in TABLE.lines() {
        if let Some((_, day)) = line.strip_prefix("## ").and_then(|title| title.split_once("(published ")) {
            published = day.trim_end_matches(')').parse().expect("a day");
        }
        let cells = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |"));
        let Some((sentence, expected)) = cells.and_then(|cells| cells.split_once(" | ")) else { continue };
        if sentence == "sentence" {
            continue;
        }
        for one in expected.split("; ") {
            let (words, days) = one.split_once(" = ").unwrap_or(("", "-"));
            values.push(Value { published, sentence, words, days: days.split(" or ").collect() });
        }
    }
    values
}

fn shown(expression: &TimeExpression) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    match (expression.from, expression.to) {
        (None, None) => "?".to_owned(),
        (from, to) if from == to => day(from),
        (from, to) => format!("{}..{}", day(from), day(to)),
    }
}

/// Returns the days found at the words; a dash where there is nothing, `?` where no day is known.
fn found(value: &Value) -> String {
    let sentence = sentence(value.sentence).expect("it has words");
    let all = find(&sentence, value.sentence, Some(value.published), None);
    let start = value.sentence.find(value.words).expect("the words stand in the sentence");
    let end = start + value.words.len();
    let dated = |it: &&TimeExpression| it.from.is_some() || it.to.is_some();
    if value.words.is_empty() {
        return all.iter().find(dated).map_or_else(|| "-".to_owned(), shown);
    }
    let overlaps = |it: &&TimeExpression| it.span.start() < end && start < it.span.end();
    all.iter().find(overlaps).map_or_else(|| "?".to_owned(), shown)
}

#[test]
fn days_are_right_nine_times_in_ten() {
    let values = values();
    assert!(values.len() >= 200, "{} values", values.len());
    let wrong: Vec<String> = values
        .iter()
        .filter_map(|value| {
            let found = found(value);
            (!value.days.contains(&found.as_str())).then(|| {
                format!(
                    "{} [{}]\n  told: {}\n   got: {found}",
                    value.sentence,
                    value.words,
                    value.days.join(" or ")
                )
            })
        })
        .collect();
    let accuracy = 1.0 - wrong.len() as f64 / values.len() as f64;
    println!("{} of {} values right: {accuracy:.3}", values.len() - wrong.len(), values.len());
    assert!(accuracy >= ACCURACY_MIN, "{accuracy:.3} of {} right:\n{}", values.len(), wrong.join("\n"));
}
