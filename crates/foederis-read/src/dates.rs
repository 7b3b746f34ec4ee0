//! Days as outlets write them: `Jun 20, 2024 - 07:10`, `20 June 2024`, `2024-06-20T07:10:00+09:00`, `22/06/2024`.
//!
//! A day that can be read in two ways (`04/05/2024`) is no day: none is guessed.

use foederis_types::Date;

/// A day found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDay {
    /// Where its words stand: bytes `start..end`, the time of day included.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Year, if given; month; day.
    pub(crate) year: Option<i16>,
    pub(crate) month: i8,
    pub(crate) day: i8,
    /// `07:10` or `07:10+09:00`.
    pub(crate) time: Option<String>,
}

impl FoundDay {
    /// Returns the day, where its year is given and the calendar has it.
    pub(crate) fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// Returns the day in `year`.
    pub(crate) fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Zones whose letters mean one offset in news of any country.
const ZONES: [(&str, &str); 18] = [
    ("z", "Z"),
    ("gmt", "Z"),
    ("utc", "Z"),
    ("kst", "+09:00"),
    ("jst", "+09:00"),
    ("msk", "+03:00"),
    ("cet", "+01:00"),
    ("cest", "+02:00"),
    ("eet", "+02:00"),
    ("eest", "+03:00"),
    ("edt", "-04:00"),
    ("est", "-05:00"),
    ("cdt", "-05:00"),
    ("mdt", "-06:00"),
    ("mst", "-07:00"),
    ("pdt", "-07:00"),
    ("pst", "-08:00"),
    ("hkt", "+08:00"),
];

/// Returns the number of a month's name or its abbreviation of three letters or more.
fn month_of(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let is_match = |month: &&str| {
        (word.len() >= 3 && month.starts_with(&word)) || (word == "sept" && month.starts_with("sept"))
    };
    MONTHS.iter().position(is_match).and_then(|idx| i8::try_from(idx + 1).ok())
}

/// A run of digits, a run of letters (broken where a small letter meets a capital), or one other character.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self) -> Option<i16> {
        self.text.bytes().all(|byte| byte.is_ascii_digit()).then(|| self.text.parse().ok()).flatten()
    }
}

/// How many tokens of a line are looked at: a day further in is none of the line's business.
const MAX_TOKENS: usize = 200;

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut last = Class::Space;
    for (start, character) in text.char_indices() {
        if tokens.len() > MAX_TOKENS {
            break;
        }
        let class = Class::of(character);
        let goes_on = matches!(
            (last, class),
            (Class::Digit, Class::Digit)
                | (Class::Capital | Class::Small, Class::Small)
                | (Class::Capital, Class::Capital)
        );
        match tokens.last_mut() {
            Some(token) if goes_on => {
                token.text = text.get(token.start..start + character.len_utf8()).unwrap_or("")
            }
            _ if class != Class::Space => {
                tokens
                    .push(Token { text: text.get(start..start + character.len_utf8()).unwrap_or(""), start });
            }
            _ => {}
        }
        last = class;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Capital,
    Small,
    Space,
    Other,
}

impl Class {
    fn of(character: char) -> Class {
        match character {
            _ if character.is_ascii_digit() => Class::Digit,
            _ if character.is_uppercase() => Class::Capital,
            _ if character.is_alphabetic() => Class::Small,
            _ if character.is_whitespace() => Class::Space,
            _ => Class::Other,
        }
    }
}

/// Returns the first day in `line` that can be read in one way, with the time of day beside it.
pub(crate) fn find(line: &str) -> Option<FoundDay> {
    find_all(line).into_iter().next()
}

/// Returns the days in `line`, in order.
pub(crate) fn find_all(line: &str) -> Vec<FoundDay> {
    let tokens = tokens(line);
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < tokens.len() {
        match day_at(&tokens, idx) {
            Some((next, year, month, day)) => {
                found.push(with_time(&tokens, idx, next, (year, month, day)));
                idx = next;
            }
            None => idx += 1,
        }
    }
    found
}

/// Says whether `line` holds a numeric day that could be read in two ways.
pub(crate) fn is_ambiguous(line: &str) -> bool {
    let tokens = tokens(line);
    (0..tokens.len()).any(|idx| {
        let first = small_number(&tokens, idx);
        let second = small_number(&tokens, idx + 2);
        let is_numeric =
            separator(&tokens, idx + 1) && separator(&tokens, idx + 3) && year_at(&tokens, idx + 4).is_some();
        is_numeric && first.is_some_and(|n| n <= 12) && second.is_some_and(|n| n <= 12) && first != second
    })
}

type DayParts = (usize, Option<i16>, i8, i8);

/// Reads a day at token `idx`: the token behind it, year, month, day.
fn day_at(tokens: &[Token<'_>], idx: usize) -> Option<DayParts> {
    if idx > 0 && touches(tokens, idx - 1) && tokens[idx - 1].number().is_some() {
        return None;
    }
    year_first(tokens, idx)
        .or_else(|| numeric(tokens, idx))
        .or_else(|| month_first(tokens, idx))
        .or_else(|| day_first(tokens, idx))
        .filter(|(_, _, month, day)| (1..=12).contains(month) && (1..=31).contains(day))
}

/// `2024-06-20`, `2024/06/20`, `2024.06.20`, `20240620T…`.
fn year_first(tokens: &[Token<'_>], idx: usize) -> Option<DayParts> {
    if let Some(day) = compact(tokens, idx) {
        return Some(day);
    }
    let year = year_at(tokens, idx)?;
    let (month, day) = (small_number(tokens, idx + 2)?, small_number(tokens, idx + 4)?);
    (separator(tokens, idx + 1) && separator(tokens, idx + 3)).then_some((idx + 5, Some(year), month, day))
}

fn compact(tokens: &[Token<'_>], idx: usize) -> Option<DayParts> {
    let text = tokens.get(idx).filter(|token| token.text.len() == 8 && token.number().is_none())?.text;
    let number: i32 = text.parse().ok()?;
    let year = i16::try_from(number / 10_000).ok().filter(|year| (1900..2100).contains(year))?;
    let (month, day) = (i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?);
    Some((idx + 1, Some(year), month, day))
}

/// `22/06/2024`, `22.06.2024`, `06/22/2024`; where both could be the month, only `04.05.2024` (always the day first).
fn numeric(tokens: &[Token<'_>], idx: usize) -> Option<DayParts> {
    let (first, second) = (small_number(tokens, idx)?, small_number(tokens, idx + 2)?);
    let year = year_at(tokens, idx + 4)?;
    if !(separator(tokens, idx + 1) && separator(tokens, idx + 3)) {
        return None;
    }
    let has_dots = tokens[idx + 1].text == ".";
    let (month, day) = match (first, second) {
        (13.., _) => (second, first),
        (_, 13..) => (first, second),
        _ if has_dots || first == second => (second, first),
        _ => return None,
    };
    Some((idx + 5, Some(year), month, day))
}

/// `June 20, 2024`, `Jun. 20th 2024`, `June 20`.
fn month_first(tokens: &[Token<'_>], idx: usize) -> Option<DayParts> {
    let month = month_of(tokens.get(idx)?.text).filter(|_| is_whole_word(tokens, idx))?;
    let day_idx = skip(tokens, idx + 1, &["."]);
    let day = small_number(tokens, day_idx)?;
    let next = skip(tokens, day_idx + 1, &["st", "nd", "rd", "th"]);
    let year_idx = skip(tokens, next, &[",", "."]);
    match year_at(tokens, year_idx) {
        Some(year) => Some((year_idx + 1, Some(year), month, day)),
        None => Some((next, None, month, day)),
    }
}

/// `20 June 2024`, `20th of June, 2024`, `20 June`.
fn day_first(tokens: &[Token<'_>], idx: usize) -> Option<DayParts> {
    let day = small_number(tokens, idx)?;
    let month_idx = skip(tokens, skip(tokens, idx + 1, &["st", "nd", "rd", "th"]), &["of", "-", "."]);
    let month = month_of(tokens.get(month_idx)?.text).filter(|_| is_whole_word(tokens, month_idx))?;
    let year_idx = skip(tokens, month_idx + 1, &[",", ".", "-"]);
    match year_at(tokens, year_idx) {
        Some(year) => Some((year_idx + 1, Some(year), month, day)),
        None => Some((month_idx + 1, None, month, day)),
    }
}

fn skip(tokens: &[Token<'_>], idx: usize, allowed: &[&str]) -> usize {
    match tokens.get(idx) {
        Some(token) if allowed.iter().any(|word| token.text.eq_ignore_ascii_case(word)) => idx + 1,
        _ => idx,
    }
}

/// A month's name is no part of a longer word: `Marched`, `Mayor`. A small letter glued before a capital is
/// tolerated (`3 min readJun 20`).
fn is_whole_word(tokens: &[Token<'_>], idx: usize) -> bool {
    !touches(tokens, idx)
        || !tokens.get(idx + 1).is_some_and(|next| next.text.starts_with(char::is_alphabetic))
}

/// Says whether token `idx` touches the next one.
fn touches(tokens: &[Token<'_>], idx: usize) -> bool {
    match (tokens.get(idx), tokens.get(idx + 1)) {
        (Some(token), Some(next)) => token.end() == next.start,
        _ => false,
    }
}

fn separator(tokens: &[Token<'_>], idx: usize) -> bool {
    tokens.get(idx).is_some_and(|token| matches!(token.text, "-" | "/" | "."))
}

fn small_number(tokens: &[Token<'_>], idx: usize) -> Option<i8> {
    let token = tokens.get(idx).filter(|token| token.text.len() <= 2)?;
    token.number().and_then(|number| i8::try_from(number).ok()).filter(|number| (1..=31).contains(number))
}

fn year_at(tokens: &[Token<'_>], idx: usize) -> Option<i16> {
    let token = tokens.get(idx).filter(|token| token.text.len() == 4)?;
    token.number().filter(|year| (1900..2100).contains(year))
}

fn with_time(tokens: &[Token<'_>], first: usize, next: usize, parts: (Option<i16>, i8, i8)) -> FoundDay {
    let (year, month, day) = parts;
    let start = tokens[first].start;
    let end = tokens[next - 1].end();
    let after = time_at(tokens, skip_joint(tokens, next)).map(|(last, time)| (start, last, time));
    let before = || time_before(tokens, first).map(|(from, time)| (from, end, time));
    match after.or_else(before) {
        Some((start, end, time)) => FoundDay { start, end, year, month, day, time: Some(time) },
        None => FoundDay { start, end, year, month, day, time: None },
    }
}

/// Passes what stands between a day and its time: `- `, `, `, ` at `, `T`, `|`.
fn skip_joint(tokens: &[Token<'_>], mut idx: usize) -> usize {
    let joints = ["-", "\u{2013}", "\u{2014}", ",", "at", "T", "|", "\u{b7}", "/", "("];
    for _ in 0..2 {
        idx = skip(tokens, idx, &joints);
    }
    idx
}

/// `07:10, 20 June 2024`: a time that ends right before the day.
fn time_before(tokens: &[Token<'_>], day_idx: usize) -> Option<(usize, String)> {
    (day_idx.saturating_sub(9)..day_idx).find_map(|idx| {
        let (end, time) = time_at(tokens, idx)?;
        let between = tokens.get(idx..day_idx)?.iter().filter(|token| token.start >= end);
        between
            .clone()
            .all(|token| matches!(token.text, "," | "-" | "on" | "|" | ")"))
            .then(|| (tokens[idx].start, time))
    })
}

/// Reads `7:10`, `07:10:33`, `7:10 p.m.`, `19:10 GMT`, `07:10+09:00` at token `idx`: the end's offset and the time.
fn time_at(tokens: &[Token<'_>], idx: usize) -> Option<(usize, String)> {
    let mut hour =
        tokens.get(idx).filter(|token| token.text.len() <= 2)?.number().filter(|hour| *hour < 24)?;
    let mark = tokens.get(idx + 1)?.text;
    let minute =
        tokens.get(idx + 2).filter(|token| token.text.len() == 2)?.number().filter(|minute| *minute < 60)?;
    let mut next = seconds_end(tokens, idx + 3);
    if mark != ":" && !(mark == "." && touches(tokens, idx) && is_zone_or_half(tokens, next)) {
        return None;
    }
    if let Some((after, is_afternoon)) = half_of_day(tokens, next) {
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
        next = after;
    }
    let zone = zone_at(tokens, skip(tokens, next, &["("]));
    let end_idx = zone.as_ref().map_or(next, |(after, _)| *after);
    let zone = zone.map_or(String::new(), |(_, zone)| zone);
    Some((tokens[end_idx - 1].end(), format!("{hour:02}:{minute:02}{zone}")))
}

/// `10.15 EDT`, `10.15am`: with a stop it is a time only before one of these.
fn is_zone_or_half(tokens: &[Token<'_>], idx: usize) -> bool {
    half_of_day(tokens, idx).is_some() || zone_at(tokens, idx).is_some()
}

/// Passes `:33` and `.123`.
fn seconds_end(tokens: &[Token<'_>], idx: usize) -> usize {
    let is_part = |idx: usize, mark: &str| {
        tokens.get(idx).is_some_and(|token| token.text == mark)
            && touches(tokens, idx)
            && tokens.get(idx + 1).is_some_and(|token| token.number().is_some())
    };
    let idx = if is_part(idx, ":") { idx + 2 } else { idx };
    if is_part(idx, ".") { idx + 2 } else { idx }
}

/// `am`, `PM`, `a.m.`: the token behind it, and whether it is the afternoon.
fn half_of_day(tokens: &[Token<'_>], idx: usize) -> Option<(usize, bool)> {
    let word = tokens.get(idx)?.text.to_ascii_lowercase();
    let is_afternoon = word.starts_with('p');
    match word.as_str() {
        "am" | "pm" => Some((idx + 1, is_afternoon)),
        "a" | "p" if tokens.get(idx + 2).is_some_and(|token| token.text.eq_ignore_ascii_case("m")) => {
            Some((skip(tokens, idx + 3, &["."]), is_afternoon))
        }
        _ => None,
    }
}

/// `Z`, `GMT`, `KST`, `+09:00`, `+0900`, `GMT+9`.
fn zone_at(tokens: &[Token<'_>], idx: usize) -> Option<(usize, String)> {
    if let Some(offset) = offset_at(tokens, idx) {
        return Some(offset);
    }
    let name = tokens.get(idx)?.text.to_ascii_lowercase();
    let zone = ZONES.iter().find(|(letters, _)| *letters == name)?.1;
    match zone {
        "Z" => Some(offset_at(tokens, idx + 1).unwrap_or((idx + 1, zone.to_owned()))),
        _ => Some((idx + 1, zone.to_owned())),
    }
}

fn offset_at(tokens: &[Token<'_>], idx: usize) -> Option<(usize, String)> {
    let sign = match tokens.get(idx)?.text {
        "+" => '+',
        "-" | "\u{2212}" => '-',
        _ => return None,
    };
    let digits = tokens.get(idx + 1).filter(|_| touches(tokens, idx))?;
    let number = digits.number()?;
    let (next, hours, minutes) = match digits.text.len() {
        4 => (idx + 2, number / 100, number % 100),
        1 | 2 if tokens.get(idx + 2).is_some_and(|token| token.text == ":") => {
            (idx + 4, number, tokens.get(idx + 3)?.number()?)
        }
        1 | 2 => (idx + 2, number, 0),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| (next, format!("{sign}{hours:02}:{minutes:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_find(line: &str, expected: &str) {
        let found = find(line).map(|found| {
            let day =
                found.date().map_or(format!("--{:02}-{:02}", found.month, found.day), |day| day.to_string());
            format!("{day} {}", found.time.unwrap_or_default()).trim_end().to_owned()
        });
        assert_eq!(found.unwrap_or_else(|| "none".to_owned()), expected, "{line}");
    }

    #[test]
    fn days_in_the_shapes_outlets_use() {
        check_find("Jun 20, 2024\u{a0} -\u{a0} 07:10", "2024-06-20 07:10");
        check_find("3 min readJun 20, 2024", "2024-06-20");
        check_find("20 June 2024", "2024-06-20");
        check_find("2024-06-20", "2024-06-20");
        check_find("Thursday, 20th of June, 2024, 19:05 GMT", "2024-06-20 19:05Z");
        check_find("Published: 2024-06-20T07:10:33+09:00", "2024-06-20 07:10+09:00");
        check_find("Wed, 19 Jun 2024 21:05:00 +0300", "2024-06-19 21:05+03:00");
        check_find("World | 22/06/2024 10:15 | 415 views", "2024-06-22 10:15");
        check_find("Sept. 9, 2024 at 7:05 p.m. EDT", "2024-09-09 19:05-04:00");
        check_find("12:05 a.m., March 3, 2021", "2021-03-03 00:05");
        check_find("04.05.2024", "2024-05-04");
        check_find("Thu 20 Jun 2024 10.15 EDT", "2024-06-20 10:15-04:00");
        check_find("Updated 5:15 AM EDT, June 20, 2024", "2024-06-20 05:15-04:00");
        check_find("The index rose 10.15 points on 20 June 2024", "2024-06-20");
        check_find("20240619T210500Z", "2024-06-19");
        check_find("Nov 12", "--11-12");
    }

    #[test]
    fn what_is_no_day_or_two_days_at_once() {
        check_find("04/05/2024", "none");
        assert!(is_ambiguous("04/05/2024"));
        assert!(!is_ambiguous("04/15/2024"));
        check_find("The mayor marched 20 km in 2024", "none");
        check_find("2024", "none");
        check_find("Article 4 of 23", "none");
        check_find("Tel. 2024-555-1234", "none");
        assert_eq!(find("30 February 2024").and_then(|found| found.date()), None);
    }
}
