//! Days, months, years, decades, centuries, quarters, seasons and feasts by their names.

use foederis_types::{Date, Upos};

use crate::calendar::{Piece, Stretch, Unit, century, years};
use crate::expression::Granularity;
use crate::grammar::count::ordinal;
use crate::grammar::{Read, after_any, after_the, longest};
use crate::lexicon::{
    HOLIDAYS, Tag, decade_word, is_counted_noun, is_function_word, is_ordinal_noun, is_time_preposition,
    makes_season_a_name,
};
use crate::point::{Point, Turn, YearRef, Yearly, year_point};
use crate::word::{Shape, Words};

/// Reads a date by name or number.
pub(crate) fn dated(words: &Words, at: usize) -> Read<Point> {
    let word = words.get(at)?;
    match (word.shape, word.tag) {
        (Shape::Digits, _) => longest([
            numeric(words, at),
            day_month(words, at),
            decade(words, at),
            ordinal_led(words, at),
            year(words, at),
        ]),
        (Shape::Letters, Tag::Month(_) | Tag::MonthShort(_)) => {
            longest([holiday(words, at), month_led(words, at)])
        }
        (Shape::Letters, Tag::Weekday(_) | Tag::WeekdayShort(_)) => weekday_with_date(words, at),
        (Shape::Letters, Tag::Season(_)) => season(words, at),
        _ => longest([
            the_season(words, at),
            holiday(words, at),
            decade(words, at),
            ordinal_led(words, at),
            the_day(words, at),
            quarter_code(words, at),
        ]),
    }
}

/// `2024-06-19`, `19/6/2024`, `19.6.2024`, `20240619` is none of them.
fn numeric(words: &Words, at: usize) -> Read<Point> {
    let (first, n_first) = words.digits(at)?;
    let joint = words.low(at + 1);
    if words.is_glued(at) && words.is_any(at.wrapping_sub(1), &["/", "-", ".", ":", "$", "€", "£"]) {
        return None;
    }
    let is_joint = matches!(joint, "-" | "/" | "." | "–") && words.is_glued(at + 1) && words.is_glued(at + 2);
    let (second, _) = words.digits(at + 2).filter(|_| is_joint)?;
    let third = (words.is(at + 3, joint) && words.is_glued(at + 3) && words.is_glued(at + 4))
        .then(|| words.digits(at + 4))
        .flatten();
    let has_more = words.is_any(at + 5, &["/", "-"]) && words.is_glued(at + 5);
    match (n_first, third) {
        (4, Some((day, 1..=2))) => Some((fixed_day(first, second, day)?, at + 5)),
        (1..=2, Some((year, 2))) if !has_more && joint == "/" => {
            let year = year + if year <= 50 { 2000 } else { 1900 };
            Some((day_or_month_first(first, second, year)?, at + 5))
        }
        (1..=2, Some((year, 4))) if !has_more => Some((day_or_month_first(first, second, year)?, at + 5)),
        (1..=2, None) if joint == "/" => slashed(words, at, first, second),
        _ => None,
    }
}

fn fixed_day(year: u32, month: u32, day: u32) -> Option<Point> {
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Point::Fixed(Stretch::day(date), Granularity::Day))
}

fn day_or_month_first(one: u32, other: u32, year: u32) -> Option<Point> {
    match (fixed_day(year, other, one), fixed_day(year, one, other)) {
        (Some(Point::Fixed(day_first, _)), Some(Point::Fixed(month_first, _))) => {
            Some(Point::Ambiguous(day_first.first, month_first.first))
        }
        (one, other) => one.or(other),
    }
}

/// `on 19/6`: only after a preposition, only where one reading is possible.
fn slashed(words: &Words, at: usize, one: u32, other: u32) -> Read<Point> {
    let is_led =
        words.is_any(at.wrapping_sub(1), &["on", "since", "until", "by", "before", "after", "from", "dated"]);
    let (day, month) = match (one, other) {
        (13..=31, 1..=12) => (one, other),
        (1..=12, 13..=31) => (other, one),
        _ => return None,
    };
    let yearly = Yearly::Day(i8::try_from(month).ok()?, i8::try_from(day).ok()?, None);
    (is_led && yearly.of(2024).is_some() && !words.is(at + 3, "/")).then_some((Point::Yearly(yearly), at + 3))
}

/// `19 June`, `19th June 2024`, `the 19th of June`, `3-5 May`, `3, 5 and 7 May`, `from 3 to 5 May`.
fn day_month(words: &Words, at: usize) -> Read<Point> {
    let (first, next) = day_number(words, at)?;
    let next = after_days(words, next);
    let joint =
        words.is_hyphen(next) || words.is_any(next, &["to", "and", "or", "until", "till", "through", "/"]);
    let span = joint.then(|| {
        let (last, next) = day_number(words, after_the(words, next + 1))?;
        let (point, end) = day_of_named_month(words, next, last)?;
        Some((range_in_month(first, point)?, end))
    });
    span.flatten().or_else(|| day_of_named_month(words, next, first))
}

/// How many days a list may name.
const DAYS_MAX: usize = 6;

/// Skips the days of a list but the last: `8, 9 and 10 April`.
fn after_days(words: &Words, next: usize) -> usize {
    let mut end = next;
    for _ in 0..DAYS_MAX {
        match day_number(words, end + 1).filter(|_| words.is(end, ",")) {
            Some((_, after)) => end = after,
            None => break,
        }
    }
    if words.is_any(end, &["and", "or"]) { end } else { next }
}

/// Reads the number of a day, its ordinal ending allowed.
pub(crate) fn day_number(words: &Words, at: usize) -> Read<i8> {
    let (day, len) = words.digits(at).filter(|&(day, len)| (1..=31).contains(&day) && len <= 2)?;
    let is_fraction = words.is_glued(at) && words.is_any(at.wrapping_sub(1), &["$", "€", "£", "/", ":", "."]);
    let day = i8::try_from(day).ok().filter(|_| len <= 2 && !is_fraction)?;
    let next = ordinal(words, at).map_or(at + 1, |(_, next)| next);
    let is_unit = words.is_glued(next) && words.is_letters(next);
    (!is_unit).then_some((day, next))
}

fn day_of_named_month(words: &Words, at: usize, day: i8) -> Read<Point> {
    let (month, next) = month_name(words, after_of(words, at))?;
    with_year(words, next, Yearly::Day(month, day, None))
}

fn after_of(words: &Words, at: usize) -> usize {
    after_any(words, at, &["of", "-", "–"])
}

fn range_in_month(first: i8, last: Point) -> Option<Point> {
    let first = match &last {
        Point::Yearly(Yearly::Day(month, day, _)) if first < *day => {
            Point::Yearly(Yearly::Day(*month, first, None))
        }
        Point::InYear(Yearly::Day(month, day, _), year) if first < *day => {
            Point::InYear(Yearly::Day(*month, first, None), *year)
        }
        Point::Fixed(stretch, _) if first < stretch.last.day() => {
            let day = Date::new(stretch.last.year(), stretch.last.month(), first).ok()?;
            Point::Fixed(Stretch::day(day), Granularity::Day)
        }
        _ => return None,
    };
    Some(Point::Range(Box::new(first), Box::new(last)))
}

/// Reads a month's name with its capital, `Sept.` with its stop.
pub(crate) fn month_name(words: &Words, at: usize) -> Read<i8> {
    if !words.is_capital(at) {
        return None;
    }
    match words.tag(at) {
        Tag::Month(month) => Some((month, at + 1)),
        Tag::MonthShort(month) => {
            let has_stop = words.is(at + 1, ".") && words.is_glued(at + 1);
            Some((month, at + 1 + usize::from(has_stop)))
        }
        _ => None,
    }
}

/// `June 19`, `June 19, 2024`, `June 3-5`, `June 2024`, `June`.
fn month_led(words: &Words, at: usize) -> Read<Point> {
    let (month, next) = month_name(words, at)?;
    if words.upos(at) == Some(Upos::Verb) || words.upos(at) == Some(Upos::Aux) {
        return None;
    }
    month_day(words, next, month).or_else(|| month_year(words, at, next, month))
}

fn month_day(words: &Words, at: usize, month: i8) -> Read<Point> {
    let the = after_the(words, at);
    let (day, next) = day_number(words, the).or_else(|| spelled_day(words, the, the > at))?;
    let is_clock = words.is(next, ":") && words.is_glued(next + 1);
    if is_clock || (words.is(next, "-") && words.is(next + 1, "year")) {
        return None;
    }
    let joint = words.is_hyphen(next) || words.is_any(next, &["to", "through", "and", "until", "or"]);
    let span = joint.then(|| {
        let (last, next) = day_number(words, next + 1)?;
        if month_name(words, next).is_some() || is_counted_noun(words.low(next)) {
            return None;
        }
        let (point, end) = with_year(words, next, Yearly::Day(month, last, None))?;
        Some((range_in_month(day, point)?, end))
    });
    span.flatten().or_else(|| with_year(words, next, Yearly::Day(month, day, None)))
}

fn spelled_day(words: &Words, at: usize, has_the: bool) -> Read<i8> {
    let (day, next) = ordinal(words, at).filter(|_| has_the)?;
    Some((i8::try_from(day).ok()?, next))
}

fn month_year(words: &Words, at: usize, next: usize, month: i8) -> Read<Point> {
    let yearly = Yearly::Month(month);
    if let Some(read) = named_year(words, next, yearly).or_else(|| said_year(words, next, yearly)) {
        return Some(read);
    }
    stands_alone(words, at, next).then_some((Point::Yearly(yearly), next))
}

/// Says whether a month without day or year is meant as a month: `May` may be a verb or a prime minister.
fn stands_alone(words: &Words, at: usize, next: usize) -> bool {
    const BEFORE: &[&str] = &[
        "of",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "every",
        "each",
        "past",
        "previous",
        "following",
        "coming",
        "beginning",
        "starting",
        "and",
        "or",
        "earlier",
        "later",
        "month",
    ];
    if words.is_person(at) || (words.has_surname_may && words.is(at, "may")) {
        return false;
    }
    let before = words.before(at, 1);
    let is_day_before = words.digits(at.wrapping_sub(1)).is_some_and(|(_, len)| len <= 2);
    if is_day_before || matches!(before, "black" | "red") && words.is_capital(at.wrapping_sub(1)) {
        return false;
    }
    let is_led = is_time_preposition(before) || BEFORE.contains(&before) || is_hyphen_after_mid(words, at);
    let is_full = matches!(words.tag(at), Tag::Month(_));
    let has_title_after = words.is_capital(next) && !is_function_word(words.low(next));
    match words.low(at) {
        "march" if words.upos(at) == Some(Upos::Propn) && words.upos(next) == Some(Upos::Verb) => true,
        "may" | "march" => is_led || (is_noun_modifier(words, at, next) && !has_title_after),
        "april" | "june" | "august" => is_led || !has_title_after,
        _ => is_led || is_full,
    }
}

fn is_hyphen_after_mid(words: &Words, at: usize) -> bool {
    words.is_hyphen(at.wrapping_sub(1)) && words.is_any(at.wrapping_sub(2), &["mid", "early", "late"])
}

/// `the May meeting`: the word is a noun between a determiner and a noun.
fn is_noun_modifier(words: &Words, at: usize, next: usize) -> bool {
    crate::lexicon::is_determiner(words.before(at, 1))
        && words.is_letters(next)
        && !is_function_word(words.low(next))
}

/// Reads the year after a day, month or season: `2024`, `, 2024`, `of 2024`, `last year`, `that year`.
fn with_year(words: &Words, next: usize, yearly: Yearly) -> Read<Point> {
    let known = yearly.of(2024).is_some();
    named_year(words, next, yearly)
        .or_else(|| said_year(words, next, yearly))
        .or_else(|| known.then_some((Point::Yearly(yearly), next)))
}

fn named_year(words: &Words, next: usize, yearly: Yearly) -> Read<Point> {
    let at = after_any(words, next, &[",", "of", "/", "-"]);
    let (year, end) = year_number(words, at)?;
    if at > next && words.is(next, "-") && !words.is_glued(at) {
        return None;
    }
    let stretch = yearly.of(i16::try_from(year).ok()?)?;
    let end = after_second_year(words, end, year, yearly);
    let granularity = match yearly {
        Yearly::Day(..) => Granularity::Day,
        Yearly::Month(_) => Granularity::Month,
        Yearly::Season(_) => Granularity::Season,
        Yearly::Quarter(_) => Granularity::Quarter,
    };
    Some((Point::Fixed(stretch, granularity), end))
}

/// `the winter of 1939-40`.
fn after_second_year(words: &Words, end: usize, year: u32, yearly: Yearly) -> usize {
    let is_joint =
        (words.is_hyphen(end) || words.is(end, "/")) && words.is_glued(end) && words.is_glued(end + 1);
    let is_next = words.digits(end + 1).is_some_and(|(next, _)| next == (year + 1) % 100 || next == year + 1);
    let is_season = matches!(yearly, Yearly::Season(_));
    if is_season && is_joint && is_next { end + 2 } else { end }
}

fn said_year(words: &Words, next: usize, yearly: Yearly) -> Read<Point> {
    let at = after_any(words, next, &["of", ","]);
    let at = after_the(words, at);
    if !words.is(at + 1, "year") || words.is(at + 2, "'") {
        return None;
    }
    let year = match words.low(at) {
        "last" => YearRef::Relative(-1),
        "this" => YearRef::Relative(0),
        "next" if words.is(at.wrapping_sub(1), "the") => YearRef::Anchored(1),
        "next" => YearRef::Relative(1),
        "that" | "same" => YearRef::Anchored(0),
        "previous" | "preceding" => YearRef::Anchored(-1),
        "following" => YearRef::Anchored(1),
        _ => return None,
    };
    Some((Point::InYear(yearly, year), at + 2))
}

/// Reads four digits that can be a year, `'24` after an apostrophe.
pub(crate) fn year_number(words: &Words, at: usize) -> Read<u32> {
    let (value, len) = words.digits(at)?;
    let is_year = len == 4 && (1000..=2200).contains(&value);
    let goes_on = words.is_any(at + 1, &["%", ":"]) && words.is_glued(at + 1);
    let is_unit = words.is_glued(at + 1) && words.is_letters(at + 1);
    (is_year && !goes_on && !is_unit).then_some((value, at + 1))
}

/// `1953` after a preposition, `2014-16`, `the 1961 treaty`, `the treaty of 1961`.
fn year(words: &Words, at: usize) -> Read<Point> {
    let (value, next) = year_number(words, at)?;
    if words.is_glued(at) && words.is_any(at.wrapping_sub(1), &["/", "$", "€", "£", "#", ".", ",", "°"]) {
        return None;
    }
    if let Some(read) = year_span(words, at, value, next) {
        return Some(read);
    }
    let is_glued_to_word = words.is_glued(at)
        && words.is_hyphen(at.wrapping_sub(1))
        && !words.is_any(at.wrapping_sub(2), &["mid", "early", "late", "pre", "post"]);
    let is_meant = !is_glued_to_word && year_is_meant(words, at, next);
    is_meant.then(|| year_point(value, value, Granularity::Year).map(|point| (point, next))).flatten()
}

fn year_span(words: &Words, at: usize, first: u32, next: usize) -> Read<Point> {
    let is_joint =
        (words.is_hyphen(next) || words.is(next, "/")) && words.is_glued(next) && words.is_glued(next + 1);
    let (tail, len) = words.digits(next + 1).filter(|_| is_joint)?;
    let is_short = len == 2 && tail == (first + 1) % 100 || len == 2 && tail > first % 100 && tail > 12;
    let last = match len {
        4 => tail,
        2 if is_short => first / 100 * 100 + tail + if tail < first % 100 { 100 } else { 0 },
        _ => return None,
    };
    let is_free = !(words.is_glued(at) && words.is_hyphen(at.wrapping_sub(1)));
    let is_span = is_free && first < last && last - first < 200 && !words.is_hyphen(next + 2);
    let point = year_point(first, last, Granularity::Year).filter(|_| is_span)?;
    Some((point, next + 2))
}

/// Says whether a bare four-digit number is a year, by the words on both sides.
fn year_is_meant(words: &Words, at: usize, next: usize) -> bool {
    const BEFORE: &[&str] = &[
        "early",
        "late",
        "mid",
        "year",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "throughout",
        "christmas",
        "eve",
        "than",
    ];
    let before = words.before(at, 1);
    let follows = words.low(next);
    if is_fiscal(follows) || is_fiscal(before) || (before == "year" && is_fiscal(words.before(at, 2))) {
        return false;
    }
    let is_round = words.digits(at).is_some_and(|(value, _)| value % 50 == 0);
    if is_counted_noun(follows) && (is_round || !matches!(before, "in" | "since")) {
        return false;
    }
    if matches!(
        follows,
        "square" | "percent" | "metres" | "gmt" | "hours" | "feet" | "local" | "utc" | "km" | "miles"
    ) {
        return false;
    }
    if is_time_preposition(before) {
        let is_weak = matches!(before, "to" | "into") || (before == "around" && is_round);
        return !is_weak || is_after_year(words, at) || is_put_off(words, at);
    }
    if BEFORE.contains(&before) || (words.is_hyphen(at.wrapping_sub(1)) && words.is_glued(at)) {
        return before != "than" || words.is_any(at.wrapping_sub(2), &["later", "earlier", "sooner"]);
    }
    match before {
        "of" if at >= 2 && is_stretch(words, at - 2) => true,
        "of" => !words.is_letters(next) || is_function_word(follows) || words.is_capital(next),
        "(" => matches!(follows, ")" | ","),
        "and" | "or" | "," => is_after_year(words, at),
        _ => super::name::year_modifies(words, at, next),
    }
}

/// `months of 2023`, `half of 2023`, `spring of 2023`.
fn is_stretch(words: &Words, at: usize) -> bool {
    matches!(words.tag(at), Tag::Unit(_) | Tag::Season(_) | Tag::Month(_) | Tag::MonthShort(_))
        || words.is_any(
            at,
            &["half", "end", "start", "beginning", "rest", "remainder", "middle", "part", "close", "weekend"],
        )
}

/// `extended to 2030`, `put back to 2026`.
fn is_put_off(words: &Words, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "extended",
        "extend",
        "extending",
        "prolonged",
        "prolong",
        "postponed",
        "delayed",
        "deferred",
        "back",
        "forward",
        "runs",
        "run",
        "lasts",
        "last",
    ];
    VERBS.contains(&words.before(at, 2))
}

/// `from 2014 to 2016`, `in 2014 and 2022`: the same kind of number two words before.
fn is_after_year(words: &Words, at: usize) -> bool {
    at.checked_sub(2).is_some_and(|other| {
        year_number(words, other).is_some()
            && (is_time_preposition(words.before(other, 1)) || words.is(at - 1, "and"))
    })
}

/// `1990s`, `the 90s`, `the '90s`, `the nineties`.
fn decade(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let number = start + usize::from(words.is_any(start, &["'", "‘"]));
    if start > at
        && let Some(first) = decade_word(words.low(number))
    {
        return Some((decade_point(first)?, number + 1));
    }
    let (value, len) = words.digits(number)?;
    let s = number + 1 + usize::from(words.is(number + 1, "'"));
    let is_plural = words.is(s, "s") && words.is_glued(s);
    let first = match len {
        4 if value % 10 == 0 && (1100..=2100).contains(&value) => value,
        2 if value % 10 == 0
            && value >= 20
            && (start > at || number > start || is_after_decade(words, at)) =>
        {
            1900 + value
        }
        _ => return None,
    };
    (is_plural).then(|| Some((decade_point(i16::try_from(first).ok()?)?, s + 1))).flatten()
}

/// `the 70s and 80s`.
fn is_after_decade(words: &Words, at: usize) -> bool {
    words.is(at.wrapping_sub(1), "and")
        && words.is(at.wrapping_sub(2), "s")
        && words.code_digits(at.wrapping_sub(3)).is_some()
}

fn decade_point(first: i16) -> Option<Point> {
    Some(Point::Fixed(years(first, first.checked_add(9)?)?, Granularity::Decade))
}

/// `the 19th century`, `the second quarter of 2024`, `the 19th of June`, `the first half of 2024`.
fn ordinal_led(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let is_last_quarter = words.is_any(start, &["last", "final"]) && words.are(start + 1, &["quarter", "of"]);
    if is_last_quarter {
        return quarter_of(words, start + 2, 4);
    }
    let (nth, next) = ordinal(words, start)?;
    let after_hyphen = next + usize::from(words.is_hyphen(next));
    if words.is(after_hyphen, "century") && (3..=30).contains(&nth) {
        let is_before_christ = words.is_any(after_hyphen + 1, &["bc", "bce"]);
        let stretch = century(i16::try_from(nth).ok()?).filter(|_| !is_before_christ)?;
        return Some((Point::Fixed(stretch, Granularity::Century), after_hyphen + 1));
    }
    if words.is(after_hyphen, "quarter") && (1..=4).contains(&nth) {
        return quarter_of(words, after_hyphen + 1, i8::try_from(nth).ok()?);
    }
    let day = i8::try_from(nth).ok().filter(|day| (1..=31).contains(day))?;
    if words.is(next, "of") {
        return day_of_named_month(words, next, day).or_else(|| day_of_said_month(words, next + 1, day));
    }
    None
}

/// `the 9th of this month`, `the first of the month`.
fn day_of_said_month(words: &Words, at: usize, day: i8) -> Read<Point> {
    let by = match (words.low(at), words.low(at + 1)) {
        ("last", "month") => -1,
        ("this" | "the", "month") => 0,
        ("next", "month") => 1,
        _ => return None,
    };
    let piece = Piece::Nth(u32::try_from(day).ok()?, Unit::Day);
    Some((Point::Part(Box::new(Point::Relative(Unit::Month, by)), piece), at + 2))
}

/// Reads the year of a quarter; fiscal years are somebody's own, so they are left alone.
fn quarter_of(words: &Words, next: usize, nth: i8) -> Read<Point> {
    let at = after_the(words, after_any(words, next, &["of", "in"]));
    if is_fiscal(words.low(at)) || is_fiscal(words.low(at + 1)) {
        return None;
    }
    let yearly = Yearly::Quarter(nth);
    if words.is(at, "year") && at > next {
        return Some((Point::InYear(yearly, YearRef::Relative(0)), at + 1));
    }
    let read = with_year(words, next, yearly)?;
    let is_finals = words.is_capital(next) || words.is_any(next, &["final", "finals"]);
    (!is_finals || read.1 > next).then_some(read)
}

fn is_fiscal(word: &str) -> bool {
    matches!(word, "fiscal" | "financial" | "fy" | "academic" | "budget" | "school")
}

/// `Q1 2024`, `Q3`.
fn quarter_code(words: &Words, at: usize) -> Read<Point> {
    let (nth, len) = words.code_digits(at + 1).filter(|_| words.is(at, "q") && words.is_glued(at + 1))?;
    if len != 1 || !(1..=4).contains(&nth) {
        return None;
    }
    quarter_of(words, at + 2, i8::try_from(nth).ok()?)
}

/// `the 9th`: after a preposition, and not before a noun.
fn the_day(words: &Words, at: usize) -> Read<Point> {
    const BEFORE: &[&str] =
        &["on", "since", "until", "till", "by", "from", "before", "after", "to", "of", "and", "or"];
    if !words.is(at, "the") || !words.is_any(at.wrapping_sub(1), BEFORE) {
        return None;
    }
    let (day, _) = words.digits(at + 1).filter(|(day, _)| (1..=31).contains(day))?;
    let (_, next) = ordinal(words, at + 1)?;
    if words.is(words.len().min(next), "of") || is_noun_after(words, next) {
        return None;
    }
    let is_weak = match words.before(at, 1) {
        "of" => {
            !words.is_any(at.wrapping_sub(2), &["morning", "afternoon", "evening", "night", "hours", "eve"])
        }
        "to" | "and" | "or" => !words.is_any(at.wrapping_sub(2), &["st", "nd", "rd", "th"]),
        _ => false,
    };
    (!is_weak).then_some((Point::DayOfMonth(i8::try_from(day).ok()?), next))
}

fn is_noun_after(words: &Words, at: usize) -> bool {
    if !words.is_letters(at) {
        return words.is_hyphen(at) || words.is(at, "'");
    }
    match words.upos(at) {
        Some(Upos::Noun | Upos::Adj | Upos::Num) => true,
        Some(Upos::Propn) => words.tag(at) == Tag::Other,
        _ => is_ordinal_noun(words.low(at)),
    }
}

/// `Wednesday, 19 June 2024`, `Wed 19 Jun`, `Wednesday (19 June)`, else a bare weekday.
fn weekday_with_date(words: &Words, at: usize) -> Read<Point> {
    let (wanted, next) = weekday_name(words, at)?;
    let date = weekday_then_date(words, next, wanted);
    if date.is_some() {
        return date;
    }
    let is_full = matches!(words.tag(at), Tag::Weekday(_));
    (is_full || short_is_meant(words, at)).then_some((Point::Weekday(wanted, Turn::Bare), next))
}

fn weekday_then_date(words: &Words, next: usize, wanted: i8) -> Read<Point> {
    let bracket = words.is(next, "(");
    let at = after_the(words, next + usize::from(bracket || words.is(next, ",")));
    if let Some((day, end)) = ordinal(words, at).filter(|&(day, _)| !bracket && (1..=31).contains(&day))
        && words.digits(at).is_some()
        && !is_noun_after(words, end)
        && month_name(words, after_of(words, end)).is_none()
    {
        return Some((Point::DayOfMonth(i8::try_from(day).ok()?), end));
    }
    let (point, end) =
        longest([day_month(words, at), month_led(words, at).filter(|_| words.digits(at + 1).is_some())])?;
    let end = if bracket { words.is(end, ")").then_some(end + 1)? } else { end };
    match point {
        Point::Yearly(Yearly::Day(month, day, _)) => {
            Some((Point::Yearly(Yearly::Day(month, day, Some(wanted))), end))
        }
        Point::Fixed(_, Granularity::Day) | Point::InYear(Yearly::Day(..), _) => Some((point, end)),
        _ => None,
    }
}

/// Reads a weekday's name with its capital; not where it is part of a name (`Good Friday`, `the Sunday Times`).
pub(crate) fn weekday_name(words: &Words, at: usize) -> Read<i8> {
    if !words.is_capital(at) || words.is_person(at) || super::name::weekday_is_name(words, at) {
        return None;
    }
    match words.tag(at) {
        Tag::Weekday(weekday) => Some((weekday, at + 1)),
        Tag::WeekdayShort(weekday) => {
            let has_stop = words.is(at + 1, ".") && words.is_glued(at + 1);
            Some((weekday, at + 1 + usize::from(has_stop)))
        }
        _ => None,
    }
}

/// `on Sun`, `last Wed`; not `the Sun`, not `Sat down`.
fn short_is_meant(words: &Words, at: usize) -> bool {
    words.is_any(
        at.wrapping_sub(1),
        &["on", "since", "until", "till", "by", "last", "next", "this", "from", "to"],
    ) && !words.is_capital(at + 1)
        && words.upos(at) != Some(Upos::Verb)
}

/// `autumn 2020`, `the autumn of 2020`, `in spring`, `in the fall`; `the fall of Kabul` and `the Arab Spring` are none.
fn season(words: &Words, at: usize) -> Read<Point> {
    let Tag::Season(season) = words.tag(at) else { return None };
    if words.upos(at) == Some(Upos::Verb) || makes_season_a_name(words.before(at, 1)) {
        return None;
    }
    let yearly = Yearly::Season(season);
    if let Some(read) = named_year(words, at + 1, yearly).or_else(|| said_year(words, at + 1, yearly)) {
        return Some(read);
    }
    if words.is(at + 1, "of") || words.is_letters(at + 1) && words.is_capital(at) && words.is_capital(at + 1)
    {
        return None;
    }
    let lead = if words.is(at.wrapping_sub(1), "the") { words.before(at, 2) } else { words.before(at, 1) };
    let is_led =
        matches!(lead, "in" | "since" | "until" | "by" | "during" | "before" | "after" | "through" | "from")
            || matches!(lead, "early" | "late" | "mid" | "over" | "throughout")
            || (lead == "to"
                && words.is(at.wrapping_sub(1), "the")
                && words.is_any(at, &["summer", "autumn", "winter"]))
            || is_hyphen_after_mid(words, at);
    let is_fall = words.is(at, "fall") && !matches!(lead, "in" | "by" | "this" | "until");
    let is_spring_of_water = words.is(at, "spring") && matches!(lead, "from" | "by" | "over");
    (is_led && !is_fall && !is_spring_of_water).then_some((Point::Yearly(yearly), at + 1))
}

fn the_season(words: &Words, at: usize) -> Read<Point> {
    words.is(at, "the").then(|| season(words, at + 1)).flatten()
}

fn holiday(words: &Words, at: usize) -> Read<Point> {
    if !words.is_capital(at) {
        return None;
    }
    let (shape, month, day) = HOLIDAYS.iter().find(|(shape, ..)| words.are(at, shape))?;
    let next = at + shape.len();
    let is_name =
        words.is_any(next, &["island", "islands", "tree", "trees", "card", "truce"]) || words.is_person(at);
    if is_name {
        return None;
    }
    let is_bare_new_year = shape.len() == 4 && *day == 1;
    if is_bare_new_year
        && !words.is_any(at.wrapping_sub(1), &["at", "on", "by", "before", "after", "since", "until"])
    {
        return None;
    }
    with_year(words, next, Yearly::Day(*month, *day, None))
}

/// Returns the month that a month-long point covers, shared by `the month of June`.
pub(crate) fn month_of(words: &Words, at: usize) -> Read<Point> {
    let (number, next) = month_name(words, at)?;
    with_year(words, next, Yearly::Month(number))
}

/// Reads `Unit` out of `the week of`, `the month of`, `the year`.
pub(crate) fn unit_of_point(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let Tag::Unit(unit) = words.tag(start) else { return None };
    match (unit, words.low(start + 1)) {
        (Unit::Month, "of") => month_of(words, start + 2),
        (Unit::Year, _) if year_number(words, start + 1).is_some() && !is_fiscal(words.before(start, 1)) => {
            let (value, next) = year_number(words, start + 1)?;
            Some((year_point(value, value, Granularity::Year)?, next))
        }
        (Unit::Week, "of" | "beginning" | "starting") => {
            let (point, next) = dated(words, start + 2)?;
            (point.granularity() == Granularity::Day)
                .then_some((Point::UnitOf(Unit::Week, Box::new(point)), next))
        }
        _ => None,
    }
}
