//! Claims with known days: is the interval among those found in the sentence?

use foederis_time::{Days, Tense, TimeExpression, find};
use foederis_types::Date;
use serde_json::Value;

use crate::{read, tokens};

struct Row {
    id: String,
    phenomenon: String,
    published: Option<Date>,
    text: String,
    happened: Vec<Days>,
}

fn rows(paths: &[&str]) -> Result<Vec<Row>, String> {
    let path = paths.first().ok_or("no file given")?;
    read(path)?.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

fn row(line: &str) -> Result<Row, String> {
    let value: Value = serde_json::from_str(line).map_err(|why| format!("no JSON: {why}"))?;
    let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let claims = value["claims"].as_array().cloned().unwrap_or_default();
    let mut happened: Vec<Days> = Vec::new();
    for claim in claims.iter().filter(|claim| claim["happened"].is_object()) {
        let day = |end: &str| claim["happened"][end].as_str().and_then(|day| day.parse().ok());
        let days = Days { from: day("from"), to: day("to") };
        if !happened.contains(&days) {
            happened.push(days);
        }
    }
    let published = field("published").parse().ok();
    Ok(Row { id: field("id"), phenomenon: field("phenomenon"), published, text: field("text"), happened })
}

fn found(row: &Row) -> Vec<TimeExpression> {
    let Some(sentence) = tokens::sentence(&tokens::cut(&row.text)) else { return Vec::new() };
    find(&sentence, &row.text, row.published, None)
}

fn shown(expression: &TimeExpression, text: &str) -> String {
    let days = |days: Days| {
        let end = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        format!("{}..{}", end(days.from), end(days.to))
    };
    let (past, future) = (expression.resolve(Tense::Past), expression.resolve(Tense::Future));
    let other = if past == future { String::new() } else { format!(" / {}", days(future)) };
    let guess = days(Days { from: expression.from, to: expression.to });
    format!("{} = {} {}{other} [{guess}]", expression.span.of(text), expression.kind.as_str(), days(past))
}

/// Prints the figures.
pub(crate) fn measure(paths: &[&str], is_listing: bool) -> Result<(), String> {
    let (mut n_gold, mut n_any, mut n_guess, mut n_dates, mut n_dates_any) = (0, 0, 0, 0, 0);
    for row in rows(paths)? {
        let found = found(&row);
        for gold in &row.happened {
            let is_any =
                found.iter().any(|it| it.resolve(Tense::Past) == *gold || it.resolve(Tense::Future) == *gold);
            let is_guess = found.iter().any(|it| Days { from: it.from, to: it.to } == *gold);
            (n_gold, n_any, n_guess) = (n_gold + 1, n_any + i32::from(is_any), n_guess + i32::from(is_guess));
            if row.phenomenon == "dates" {
                (n_dates, n_dates_any) = (n_dates + 1, n_dates_any + i32::from(is_any));
            }
            if is_listing && !(is_any && is_guess) {
                let list: Vec<String> = found.iter().map(|it| shown(it, &row.text)).collect();
                println!(
                    "{} {:?}\n  {}\n  gold {gold:?}\n  {}",
                    row.id,
                    row.published,
                    row.text,
                    list.join("; ")
                );
            }
        }
    }
    println!("intervals {n_gold}; among the found in one tense {n_any}, in the tense guessed {n_guess}");
    println!("of the phenomenon `dates`: {n_dates}; found {n_dates_any}");
    Ok(())
}

/// Prints what is found in each sentence.
pub(crate) fn show(paths: &[&str]) -> Result<(), String> {
    for row in rows(paths)? {
        let found = found(&row);
        if found.is_empty() {
            continue;
        }
        println!("{} {:?} {}", row.id, row.published, row.text);
        for it in &found {
            println!("    {}", shown(it, &row.text));
        }
    }
    Ok(())
}

/// Prints sentences per second over 200 rounds.
#[expect(clippy::disallowed_methods, reason = "a measuring tool reads the clock")]
pub(crate) fn speed(paths: &[&str]) -> Result<(), String> {
    let rows = rows(paths)?;
    let sentences: Vec<_> =
        rows.iter().filter_map(|row| Some((tokens::sentence(&tokens::cut(&row.text))?, row))).collect();
    let began = std::time::Instant::now();
    let mut n_found = 0;
    for _ in 0..200 {
        for (sentence, row) in &sentences {
            n_found += find(sentence, &row.text, row.published, None).len();
        }
    }
    let n = 200.0 * sentences.len() as f64;
    println!("{:.0} sentences per second, {n_found} expressions", n / began.elapsed().as_secs_f64());
    Ok(())
}
