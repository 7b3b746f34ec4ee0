//! TIMEX3 values in NewsReader's XML against what is found.
//!
//! A DATE counts as right where the days are those of the value (the named end, for `since`, `by` and the like), or
//! the vague kind fits a `PAST_REF`; a DURATION where the length is the value's.

use std::collections::BTreeMap;

use foederis_time::{Granularity, Kind, Tense, TimeExpression, Unit, find};
use foederis_types::Date;

use crate::{read, tokens};

/// One annotation: tokens, type, value.
struct Timex {
    tokens: Vec<usize>,
    kind: String,
    value: String,
    is_creation: bool,
}

struct Document {
    text: String,
    /// Bytes and sentence number of each token.
    tokens: Vec<(usize, usize, u32)>,
    timexes: Vec<Timex>,
}

#[derive(Default)]
struct Tally {
    n_gold: u32,
    n_found: u32,
    n_right: u32,
    n_either: u32,
}

/// Prints the figures.
pub(crate) fn measure(folders: &[&str], is_listing: bool) -> Result<(), String> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut n_spurious = 0;
    let mut n_dated = 0;
    for folder in folders {
        for path in files(folder)? {
            let document = parse(&read(&path)?);
            let (dated, spurious) = score(&document, &path, is_listing, &mut tallies);
            (n_dated, n_spurious) = (n_dated + dated, n_spurious + spurious);
        }
    }
    println!("type        annotated  found  value right  in one tense");
    for (kind, it) in &tallies {
        println!("{kind:<10} {:>10} {:>6} {:>12} {:>13}", it.n_gold, it.n_found, it.n_right, it.n_either);
    }
    println!("expressions with days: {n_dated}, of which outside any annotation: {n_spurious}");
    Ok(())
}

fn files(folder: &str) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|why| format!("cannot list `{folder}`: {why}"))?;
    let mut paths: Vec<String> =
        entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned()).collect();
    paths.sort();
    Ok(paths)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn parse(xml: &str) -> Document {
    let mut document = Document { text: String::new(), tokens: Vec::new(), timexes: Vec::new() };
    let mut is_inside = false;
    for line in xml.lines() {
        if line.starts_with("<token ") {
            parse_token(line, &mut document);
        } else if line.starts_with("<TIMEX3 ") {
            is_inside = true;
            let get = |name| attribute(line, name).unwrap_or_default().to_owned();
            let is_creation = get("functionInDocument") == "CREATION_TIME";
            document.timexes.push(Timex {
                tokens: Vec::new(),
                kind: get("type"),
                value: get("value"),
                is_creation,
            });
        } else if line.starts_with("</TIMEX3") {
            is_inside = false;
        } else if is_inside
            && let Some(token) = attribute(line, "t_id").and_then(|id| id.parse::<usize>().ok())
            && let Some(last) = document.timexes.last_mut()
        {
            last.tokens.push(token - 1);
        }
    }
    document
}

fn parse_token(line: &str, document: &mut Document) {
    let word = line.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</")).map_or("", |(word, _)| word);
    let word = word.replace("&amp;", "&").replace("&quot;", "\"").replace("&apos;", "'");
    let sentence = attribute(line, "sentence").and_then(|it| it.parse().ok()).unwrap_or(0);
    let is_clitic = matches!(word.as_str(), "'s" | "," | "." | "'");
    if !document.text.is_empty() && !is_clitic {
        document.text.push(' ');
    }
    let start = document.text.len();
    document.text.push_str(&word);
    document.tokens.push((start, document.text.len(), sentence));
}

fn score(
    document: &Document,
    path: &str,
    is_listing: bool,
    tallies: &mut BTreeMap<String, Tally>,
) -> (u32, u32) {
    let published =
        document.timexes.iter().find(|it| it.is_creation).and_then(|it| it.value.get(..10)?.parse().ok());
    let found = all_found(document, published);
    let bytes = |timex: &Timex| {
        let first = timex.tokens.iter().min().and_then(|&it| document.tokens.get(it));
        let last = timex.tokens.iter().max().and_then(|&it| document.tokens.get(it));
        first.zip(last).map(|(first, last)| (first.0, last.1))
    };
    for timex in document.timexes.iter().filter(|it| !it.tokens.is_empty() && !it.is_creation) {
        let Some((start, end)) = bytes(timex) else { continue };
        let hits: Vec<&TimeExpression> =
            found.iter().filter(|it| it.span.start() < end && start < it.span.end()).collect();
        let is_right = hits.iter().any(|it| fits(it, it.tense, timex));
        let is_either =
            is_right || hits.iter().any(|it| fits(it, Tense::Past, timex) || fits(it, Tense::Future, timex));
        let tally = tallies.entry(timex.kind.clone()).or_default();
        tally.n_gold += 1;
        tally.n_found += u32::from(!hits.is_empty());
        tally.n_right += u32::from(is_right);
        tally.n_either += u32::from(is_either);
        if is_listing && !is_right {
            let words = &document.text[start..end];
            let before: String = document.text[start.saturating_sub(60)..start].to_owned();
            let got: Vec<String> = hits
                .iter()
                .map(|it| {
                    format!("{} {} {:?} {:?}", it.span.of(&document.text), it.kind.as_str(), it.from, it.to)
                })
                .collect();
            println!(
                "{path} {published:?}\n  ...{before}[{words}]\n  {} {} got {got:?}",
                timex.kind, timex.value
            );
        }
    }
    let is_outside = |it: &&TimeExpression| {
        !document
            .timexes
            .iter()
            .filter_map(bytes)
            .any(|(start, end)| it.span.start() < end && start < it.span.end())
    };
    // Only the first sentences of a report are annotated.
    let end = document.timexes.iter().filter_map(bytes).map(|(_, end)| end).max().unwrap_or(0);
    let dated: Vec<&TimeExpression> =
        found.iter().filter(|it| it.basis.is_some() && it.span.end() <= end).collect();
    let outside: Vec<_> = dated.iter().copied().filter(is_outside).collect();
    for it in outside.iter().filter(|_| is_listing) {
        let around = document.text.get(it.span.start().saturating_sub(40)..it.span.end()).unwrap_or("");
        println!("{path} outside: {around}");
    }
    (dated.len() as u32, outside.len() as u32)
}

fn all_found(document: &Document, published: Option<Date>) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut prior = None;
    for group in document.tokens.chunk_by(|one, other| one.2 == other.2) {
        let words: Vec<(usize, usize)> = group.iter().map(|&(start, end, _)| (start, end)).collect();
        let Some(sentence) = tokens::sentence(&words) else { continue };
        let here = find(&sentence, &document.text, published, prior);
        prior = foederis_time::anchor_after(&here, prior);
        found.extend(here);
    }
    found
}

fn fits(it: &TimeExpression, tense: Tense, timex: &Timex) -> bool {
    match timex.value.as_str() {
        "PAST_REF" => matches!(it.kind, Kind::VaguePast),
        "PRESENT_REF" => matches!(it.kind, Kind::VaguePresent),
        "FUTURE_REF" => matches!(it.kind, Kind::VagueFuture),
        value if value.starts_with('P') => fits_length(it, value),
        value => days_of(value).is_some_and(|(first, last)| fits_days(it, tense, first, last)),
    }
}

fn fits_days(it: &TimeExpression, tense: Tense, first: Date, last: Date) -> bool {
    let days = it.resolve(tense);
    match it.kind {
        Kind::Since | Kind::From => days.from == Some(first),
        Kind::Until | Kind::By => days.to == Some(last),
        Kind::After => days.from == last.tomorrow().ok(),
        Kind::Before => days.to == first.yesterday().ok(),
        _ => {
            let is_whole = days.from == Some(first) && days.to == Some(last);
            // TIMEX3 gives `early 2008` and `earlier this year` the whole year as their value.
            let is_piece = it.granularity > Granularity::Day
                && days.from.is_some_and(|day| day >= first)
                && days.to.is_some_and(|day| day <= last);
            is_whole || is_piece
        }
    }
}

fn fits_length(it: &TimeExpression, value: &str) -> bool {
    let is_length = matches!(it.kind, Kind::Duration | Kind::Within | Kind::Frequency | Kind::Interval);
    let body = value.trim_start_matches(['P', 'T']);
    let body = &body.replace("2.5Y", "30M");
    let count = body.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    match (it.length, count.parse::<u32>()) {
        (Some(length), Ok(count)) => {
            let unit = match body.trim_start_matches(|letter: char| letter.is_ascii_digit()) {
                "D" => Unit::Day,
                "W" => Unit::Week,
                "Q" => Unit::Quarter,
                "H" => Unit::Hour,
                "M" if value.starts_with("PT") => Unit::Minute,
                "M" => Unit::Month,
                "DE" => Unit::Decade,
                _ => Unit::Year,
            };
            (length.count, length.unit) == (count, unit)
                || length.unit == Unit::Decade && length.count * 10 == count
        }
        (None, Err(_)) => is_length,
        _ => false,
    }
}

/// Returns the days of `2009`, `2009-06`, `2009-06-03`, `2009-Q3`, `2009-W23`, `2010-W04-WE`, `2009-SU`.
fn days_of(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?;
    if value.len() == 10
        && let Ok(day) = value.parse::<Date>()
    {
        return Some((day, day));
    }
    let year: i16 = value.get(..4)?.parse().ok()?;
    let months = |first: i8, last: i8| {
        Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
    };
    match value.get(5..) {
        None => months(1, 12),
        Some("Q1") => months(1, 3),
        Some("Q2") => months(4, 6),
        Some("Q3") => months(7, 9),
        Some("Q4") => months(10, 12),
        Some("SP") => months(3, 5),
        Some("SU") => months(6, 8),
        Some("FA") => months(9, 11),
        Some(rest) if rest.starts_with('W') => week(year, rest),
        Some(month) => {
            let month = month.parse().ok()?;
            months(month, month)
        }
    }
}

fn week(year: i16, text: &str) -> Option<(Date, Date)> {
    let number: i64 = text.get(1..3)?.parse().ok()?;
    let fourth = Date::new(year, 1, 4).ok()?;
    let monday = fourth
        .checked_sub(jiff::Span::new().days(i64::from(fourth.weekday().to_monday_zero_offset())))
        .ok()?;
    let first = monday.checked_add(jiff::Span::new().days((number - 1) * 7)).ok()?;
    let day = |n: i64| first.checked_add(jiff::Span::new().days(n)).ok();
    if text.ends_with("WE") { Some((day(5)?, day(6)?)) } else { Some((first, day(6)?)) }
}
