//! The lines around a headline: who wrote it, for whom, when, and how long it takes to read.

use crate::dateline::is_agency;
use crate::dates::{self, FoundDay};
use crate::words::{folded, looks_like_name, looks_like_person};

/// What one line of a report's head says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeadLine {
    pub(crate) published: Option<FoundDay>,
    pub(crate) updated: Option<FoundDay>,
    pub(crate) authors: Vec<String>,
    pub(crate) outlet: Option<String>,
    /// Says whether the line announces the outlet's name: `Published in`.
    pub(crate) announces_outlet: bool,
}

/// Words that stand beside a day or a name in a head line and say nothing else.
const FILLERS: [&str; 60] = [
    "published",
    "posted",
    "updated",
    "last",
    "modified",
    "edited",
    "created",
    "issued",
    "first",
    "date",
    "on",
    "at",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "time",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "gmt",
    "utc",
    "ist",
    "bst",
    "et",
    "est",
    "edt",
    "kst",
    "local",
    "hrs",
    "views",
    "view",
    "comments",
    "comment",
    "shares",
    "share",
    "in",
    "original",
    "a",
    "m",
    "p",
    "hours",
];

/// Roles that follow a name in a byline.
const ROLES: [&str; 34] = [
    "staff",
    "reporter",
    "reporters",
    "writer",
    "correspondent",
    "editor",
    "journalist",
    "columnist",
    "contributor",
    "desk",
    "bureau",
    "chief",
    "senior",
    "junior",
    "special",
    "diplomatic",
    "defence",
    "defense",
    "foreign",
    "affairs",
    "political",
    "security",
    "news",
    "world",
    "team",
    "agency",
    "agencies",
    "and",
    "by",
    "in",
    "for",
    "to",
    "the",
    "contributing",
];

/// Parts of outlets' names.
const OUTLET_WORDS: [&str; 48] = [
    "news",
    "times",
    "post",
    "herald",
    "daily",
    "press",
    "journal",
    "tribune",
    "agency",
    "magazine",
    "review",
    "gazette",
    "today",
    "monitor",
    "observer",
    "guardian",
    "mail",
    "star",
    "telegraph",
    "independent",
    "chronicle",
    "radio",
    "tv",
    "television",
    "broadcasting",
    "media",
    "weekly",
    "bulletin",
    "standard",
    "globe",
    "wire",
    "online",
    "network",
    "mirror",
    "express",
    "courier",
    "sentinel",
    "examiner",
    "inquirer",
    "dispatch",
    "bbc",
    "cnn",
    "nhk",
    "ledger",
    "echo",
    "beacon",
    "record",
    "business",
];

/// Reads a line of a head, or returns `None` where it is something else.
///
/// The line must say a day, a `By`, a reading time or the like; what else it holds must be short.
pub(crate) fn read(line: &str) -> Option<HeadLine> {
    if line.len() > 240 || line.split_whitespace().count() > 30 {
        return None;
    }
    let mut head = HeadLine::default();
    let mut is_head = announces(line, &mut head);
    let mut is_update = false;
    for segment in segments(line) {
        match segment {
            Segment::Day(day) => {
                is_head = true;
                let slot = if is_update { &mut head.updated } else { &mut head.published };
                slot.get_or_insert(day);
                is_update = false;
            }
            Segment::Words(words) => match read_words(words, &mut head)? {
                Says::Update => is_update = true,
                Says::Head => is_head = true,
                Says::Nothing => {}
            },
        }
    }
    is_head.then_some(head)
}

fn announces(line: &str, head: &mut HeadLine) -> bool {
    head.announces_outlet =
        matches!(folded(line).trim_end_matches(':'), "published in" | "published by" | "in");
    head.announces_outlet
}

enum Says {
    Update,
    Head,
    Nothing,
}

/// Reads the words between days and bars; `None` where they are too many to belong to a head.
fn read_words(words: &str, head: &mut HeadLine) -> Option<Says> {
    let low = folded(words);
    if let Some(names) = by(words) {
        head.authors.extend(names);
        return Some(Says::Head);
    }
    let is_filler = |word: &str| FILLERS.contains(&word) || word.chars().all(|c| c.is_numeric());
    let mut bare = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if bare.all(is_filler) {
        let is_update = ["updated", "modified", "edited"].iter().any(|word| low.contains(word));
        let is_reading_time = low.contains("min") && low.contains("read");
        return Some(match (is_update, is_reading_time) {
            (true, _) => Says::Update,
            (_, true) => Says::Head,
            _ => Says::Nothing,
        });
    }
    match looks_like_person(words) && !looks_like_outlet(words) {
        true => head.authors.push(words.to_owned()),
        false if looks_like_outlet(words) => head.outlet = Some(words.to_owned()),
        false if low.split(' ').count() > 4 => return None,
        false => {}
    }
    Some(Says::Nothing)
}

enum Segment<'a> {
    Day(FoundDay),
    Words(&'a str),
}

/// Parts a line at days, bars, dots and spaced dashes.
fn segments(line: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut pos = 0;
    for day in dates::find_all(line).into_iter().filter(|day| day.year.is_some()) {
        push_words(line.get(pos..day.start).unwrap_or(""), &mut segments);
        pos = day.end.max(pos);
        segments.push(Segment::Day(day));
    }
    push_words(line.get(pos..).unwrap_or(""), &mut segments);
    segments
}

fn push_words<'a>(text: &'a str, segments: &mut Vec<Segment<'a>>) {
    let text_bars = |c: char| matches!(c, '|' | '\u{b7}' | '\u{2022}' | '\t' | '/' | '\u{2014}' | '\u{2013}');
    for bar_part in text.split(text_bars) {
        for part in bar_part.split(" - ") {
            let words = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim();
            if words.chars().any(char::is_alphanumeric) {
                segments.push(Segment::Words(words));
            }
        }
    }
}

/// `By Jane Doe and John Roe in Seoul, staff reporters` -> the names.
pub(crate) fn by(line: &str) -> Option<Vec<String>> {
    let first = line.split_whitespace().next()?;
    let rest = match first.to_ascii_lowercase().trim_end_matches(':') {
        "by" | "author" | "authors" | "byline" => line.get(first.len()..)?.trim(),
        "reporter" | "writer" | "correspondent" | "journalist" | "text" | "words" if first.ends_with(':') => {
            line.get(first.len()..)?.trim()
        }
        "written" | "reported" | "posted" | "interview" | "words" | "text" | "story" | "analysis"
        | "opinion" | "curated" => after_by(line)?,
        _ => return None,
    };
    let names = names(rest);
    (!names.is_empty() && rest.split_whitespace().count() <= 14).then_some(names)
}

fn after_by(line: &str) -> Option<&str> {
    let mut parts = line.splitn(3, ' ');
    let (_, by, rest) = (parts.next()?, parts.next()?, parts.next()?);
    by.trim_end_matches(':').eq_ignore_ascii_case("by").then(|| rest.trim())
}

/// Parts a list of names at commas and `and`; roles and places behind a name are dropped. Empty where a part is no
/// name at all.
pub(crate) fn names(list: &str) -> Vec<String> {
    let list = list.trim().trim_end_matches('.');
    let joined = list.replace(" and ", ",").replace(" & ", ",").replace(" AND ", ",").replace(';', ",");
    let mut names: Vec<String> = Vec::new();
    for part in joined.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let name = before_place(part);
        match () {
            () if is_role(name) => {}
            () if looks_like_outlet(name) && !names.is_empty() => {}
            () if looks_like_name(name) => names.push(name.to_owned()),
            () => return Vec::new(),
        }
    }
    names
}

/// `Jane Doe in Seoul` -> `Jane Doe`.
fn before_place(part: &str) -> &str {
    part.split_once(" in ").or_else(|| part.split_once(" for ")).map_or(part, |(name, _)| name).trim()
}

/// Says whether `text` is a role: `staff reporter`, `Foreign Affairs Editor`.
pub(crate) fn is_role(text: &str) -> bool {
    let low = folded(text);
    !low.is_empty() && low.split(' ').all(|word| ROLES.contains(&word))
}

/// Says whether `text` looks like an outlet's name: an agency's, or a name with `News`, `Post`, `.com` or the like.
pub(crate) fn looks_like_outlet(text: &str) -> bool {
    if is_agency(text) {
        return true;
    }
    let low = folded(text);
    let has_domain =
        [".com", ".org", ".net", ".az", ".ru", ".vn", ".co.uk", ".ua"].iter().any(|end| low.ends_with(end));
    looks_like_name(text) && (has_domain || low.split([' ', '-']).any(|word| OUTLET_WORDS.contains(&word)))
}

/// `Jane Doe, Reuters` or `Jane Doe, staff writer`: a name, and what follows it.
pub(crate) fn name_and_outlet(line: &str) -> Option<HeadLine> {
    let (name, rest) = line.split_once([',', '|', '/']).map(|(name, rest)| (name.trim(), rest.trim()))?;
    if !looks_like_person(name) || rest.split_whitespace().count() > 6 {
        return None;
    }
    let head = HeadLine { authors: vec![name.to_owned()], ..HeadLine::default() };
    match (is_role(rest), looks_like_outlet(rest)) {
        (true, _) => Some(head),
        (_, true) => Some(HeadLine { outlet: Some(rest.to_owned()), ..head }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_authors(line: &str, authors: &[&str]) {
        assert_eq!(
            read(line).map(|head| head.authors),
            Some(authors.iter().map(|&a| a.to_owned()).collect()),
            "{line}"
        );
    }

    #[test]
    fn bylines_give_their_names_without_roles_and_places() {
        check_authors("By Jane Doe", &["Jane Doe"]);
        check_authors("BY JANE DOE AND JOHN ROE", &["JANE DOE", "JOHN ROE"]);
        check_authors("By Jane Doe and John Roe in Lima", &["Jane Doe", "John Roe"]);
        check_authors("By Seo Min-ji, staff reporter", &["Seo Min-ji"]);
        check_authors("Written by Jane Doe | 20 June 2024 | 3 min read", &["Jane Doe"]);
        check_authors("By Reuters \u{b7} Nov. 9, 2024", &["Reuters"]);
        check_authors("Jane Doe - 20 June 2024", &["Jane Doe"]);
    }

    #[test]
    fn the_first_day_is_the_publication_unless_it_says_updated() {
        let head = read("Published 19 June 2024, 21:05 | Updated 20 June 2024").expect("a head line");
        assert_eq!(
            head.published.and_then(|day| day.date()).map(|day| day.to_string()).as_deref(),
            Some("2024-06-19")
        );
        assert_eq!(
            head.updated.and_then(|day| day.date()).map(|day| day.to_string()).as_deref(),
            Some("2024-06-20")
        );
        let head = read("Last updated: June 20, 2024 07:10 KST").expect("a head line");
        assert!(head.published.is_none() && head.updated.is_some());
    }

    #[test]
    fn sentences_are_no_head_lines() {
        for line in [
            "On 20 June 2024 the two states opened the bridge.",
            "By Tuesday the army had crossed the river.",
            "By the end of the day nobody had answered",
            "Talks went on",
            "Written off by many, the pact came back to life.",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_name_and_an_outlet_on_one_line() {
        let head = name_and_outlet("Jane Doe, Reuters").expect("a byline");
        assert_eq!((head.authors, head.outlet.as_deref()), (vec!["Jane Doe".to_owned()], Some("Reuters")));
        assert_eq!(name_and_outlet("Jane Doe, who signed the pact, left"), None);
    }
}
