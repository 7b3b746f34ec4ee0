//! The opening of an agency's first paragraph: `SEOUL, June 20 (Reuters) -`, `TOKYO, December 5. /TASS/.`,
//! `Pyongyang, North Korea -`, `(VTC News) -`.

use crate::dates::{self, FoundDay};
use crate::words::{is_capitalised, looks_like_name};

/// A dateline at the start of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDateline {
    /// Bytes from the paragraph's start, the closing dash or stop included.
    pub(crate) len: usize,
    pub(crate) place: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) day: Option<FoundDay>,
}

/// Agencies and broadcasters whose name alone, as a line or in brackets, signs a report.
const AGENCIES: [&str; 74] = [
    "reuters",
    "thomson reuters",
    "ap",
    "associated press",
    "the associated press",
    "afp",
    "agence france-presse",
    "xinhua",
    "tass",
    "itar-tass",
    "interfax",
    "interfax-ukraine",
    "ria novosti",
    "ria",
    "sputnik",
    "yonhap",
    "yonhap news agency",
    "news1",
    "newsis",
    "kyodo",
    "kyodo news",
    "jiji",
    "jiji press",
    "nhk",
    "kcna",
    "kuna",
    "spa",
    "wam",
    "irna",
    "isna",
    "mehr",
    "tasnim",
    "fars",
    "anadolu",
    "anadolu agency",
    "aa",
    "ani",
    "pti",
    "ians",
    "upi",
    "dpa",
    "efe",
    "ansa",
    "lusa",
    "belga",
    "anp",
    "ntb",
    "tt",
    "pap",
    "ctk",
    "mti",
    "bta",
    "agerpres",
    "belta",
    "ukrinform",
    "unian",
    "unn",
    "bloomberg",
    "bbc",
    "bbc news",
    "cnn",
    "voa",
    "voice of america",
    "rfa",
    "rfe/rl",
    "bernama",
    "antara",
    "vna",
    "cna",
    "app",
    "sana",
    "petra",
    "menafn",
    "agencies",
];

/// Says whether `name` is an agency's or broadcaster's.
pub(crate) fn is_agency(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    AGENCIES.contains(&name.as_str())
}

/// Words that open a sentence about a day, not a dateline.
const PREPOSITIONS: [&str; 14] = [
    "On", "In", "At", "By", "Since", "From", "Until", "Till", "After", "Before", "During", "As", "The", "And",
];
/// Words in capitals before a colon that tell what kind of piece follows, and no town.
const LABELS: [&str; 18] = [
    "ANALYSIS",
    "BREAKING",
    "COMMENT",
    "CORRECTION",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "LIVE",
    "NOTE",
    "OPINION",
    "PHOTOS",
    "READ",
    "UPDATE",
    "VIDEO",
    "WARNING",
    "WATCH",
    "QUESTION",
];
/// How far into a paragraph its dateline can reach, in bytes.
const MAX_LEN: usize = 100;
/// What closes a dateline, longest first.
const CLOSERS: [&str; 10] =
    [" \u{2014} ", " \u{2013} ", " -- ", " --- ", " >> ", " - ", "\u{2014} ", "-- ", "\u{2014}", "- "];

/// Finds the dateline that `paragraph` opens with.
pub(crate) fn find(paragraph: &str) -> Option<FoundDateline> {
    let head = paragraph.get(..paragraph.floor_char_boundary(MAX_LEN))?;
    closed_by_slashes(head)
        .or_else(|| closed_by_dash(paragraph, head))
        .or_else(|| closed_by_bracket(head))
        .or_else(|| bracket_alone(head))
        .or_else(|| closed_by_colon(paragraph, head))
}

/// `TOKYO, December 5. /TASS/.`
fn closed_by_slashes(head: &str) -> Option<FoundDateline> {
    let (before, rest) = head.split_once('/')?;
    let (agency, after) = rest.split_once('/')?;
    let is_agency_like = looks_like_name(agency) && agency.split_whitespace().count() <= 3;
    if !is_agency_like || !before.ends_with(' ') {
        return None;
    }
    let tail_len = after.len() - after.trim_start_matches(['.', '-', '\u{2013}', '\u{2014}', ' ']).len();
    if tail_len == 0 {
        return None;
    }
    let (place, day) = place_and_day(before)?;
    let len = head.len() - after.len() + tail_len;
    Some(FoundDateline {
        len: head.get(..len)?.trim_end().len(),
        place,
        agency: Some(agency.to_owned()),
        day,
    })
}

fn closed_by_dash(paragraph: &str, head: &str) -> Option<FoundDateline> {
    let (pos, closer) = CLOSERS
        .iter()
        .filter_map(|closer| head.find(closer).map(|pos| (pos, *closer)))
        .min_by_key(|(pos, closer)| (*pos, usize::MAX - closer.len()))?;
    let opening = head.get(..pos)?.trim_end();
    let (before, agency) = split_agency(opening);
    let (place, day, agency) = match place_and_day(before) {
        Some((place, day)) => (place, day, agency),
        None => {
            let (place, day, named) = day_then_agency(before)?;
            (place, day, agency.or(named))
        }
    };
    let len = pos + closer.trim_end().len();
    let is_outlet = agency.is_none() && day.is_none() && place.as_deref().is_some_and(is_agency);
    let (place, agency) = if is_outlet { (None, place) } else { (place, agency) };
    if is_outlet {
        return Some(FoundDateline { len, place, agency, day });
    }
    let is_plain = agency.is_none() && day.is_none();
    if (place.is_none() && agency.is_none())
        || (is_plain && !is_bare_place(place.as_deref(), paragraph, len, closer))
    {
        return None;
    }
    Some(FoundDateline { len, place, agency, day })
}

/// `SEOUL, Jun 20 (PTI) The two…`, `Seoul [South Korea], June 20 (ANI): The two…`: place or day and an agency, no dash.
fn closed_by_bracket(head: &str) -> Option<FoundDateline> {
    let (before, rest) = head.split_once('(')?;
    let (agency, after) = rest.split_once(')')?;
    let (place, day) = place_and_day(before)?;
    let closer_len = after.len() - after.trim_start_matches([':', '.', ' ']).len();
    let is_shout = agency.len() >= 3 && agency.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let is_followed =
        closer_len > 0 && after.trim_start_matches([':', '.', ' ']).starts_with(char::is_uppercase);
    let is_opened = place.is_some() && (day.is_some() || is_agency(agency));
    if !(is_opened && is_followed && (is_shout || is_agency(agency))) {
        return None;
    }
    let len = head.len() - after.len() + after.len().min(closer_len);
    Some(FoundDateline {
        len: head.get(..len)?.trim_end().len(),
        place,
        agency: Some(agency.to_owned()),
        day,
    })
}

/// `TOKYO: The two…`, `GAZA CITY, Palestinian Territories: The two…`: a town in capitals before a sentence.
fn closed_by_colon(paragraph: &str, head: &str) -> Option<FoundDateline> {
    let (before, _) = head.split_once(": ")?;
    let (place, day) = place_and_day(before)?;
    let town = place.as_deref()?.split(',').next()?;
    let letters = || town.chars().filter(|c| c.is_alphabetic());
    let is_town = letters().count() >= 3
        && letters().all(char::is_uppercase)
        && town.split_whitespace().count() <= 3
        && !LABELS.contains(&town);
    let rest = paragraph.get(before.len() + 1..)?.trim_start();
    let is_followed = rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() >= 6;
    (is_town && is_followed).then(|| FoundDateline { len: before.len() + 1, place, agency: None, day })
}

/// `(MENAFN) Both states…`: no dash, so only an agency's own name will do.
fn bracket_alone(head: &str) -> Option<FoundDateline> {
    let (agency, after) = head.strip_prefix('(')?.split_once(')')?;
    let is_shout = agency.len() >= 3 && agency.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let is_followed = after.starts_with(' ') && after.trim_start().starts_with(|c: char| c.is_uppercase());
    (is_followed && (is_shout || is_agency(agency))).then(|| FoundDateline {
        len: agency.len() + 2,
        place: None,
        agency: Some(agency.to_owned()),
        day: None,
    })
}

/// `SEOUL, June 20 (Reuters)` -> `SEOUL, June 20`, `Reuters`.
fn split_agency(opening: &str) -> (&str, Option<String>) {
    let Some((before, inner)) = opening.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else {
        return (opening, None);
    };
    match looks_like_name(inner) && inner.split_whitespace().count() <= 4 {
        true => (before.trim_end(), Some(inner.to_owned())),
        false => (opening, None),
    }
}

/// `DUSHANBE, October 25, 2024, Asia-Plus` -> place, day, agency.
fn day_then_agency(before: &str) -> Option<(Option<String>, Option<FoundDay>, Option<String>)> {
    let day = dates::find(before)?;
    let agency = before.get(day.end..)?.trim_matches(|c: char| !c.is_alphanumeric());
    let is_named = looks_like_name(agency) && agency.split_whitespace().count() <= 3;
    let place = before.get(..day.start)?.trim_matches(|c: char| !c.is_alphanumeric());
    (is_named && is_place(place)).then(|| (Some(place.to_owned()), Some(day), Some(agency.to_owned())))
}

type PlaceAndDay = (Option<String>, Option<FoundDay>);

/// `SEOUL, June 20` -> place and day; `None` where other words stand there.
fn place_and_day(before: &str) -> Option<PlaceAndDay> {
    let is_joint = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';');
    let before = before.trim();
    if before.is_empty() {
        return Some((None, None));
    }
    let day = dates::find(before)
        .filter(|day| before.get(day.end..).is_some_and(|rest| rest.chars().all(is_joint)));
    let end = day.as_ref().map_or(before.len(), |day| day.start);
    let place = before.get(..end)?.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let is_shout = !place.contains(char::is_lowercase);
    let place = if day.is_some() && is_shout { place.trim_end_matches('.') } else { place };
    match place.is_empty() {
        true => Some((None, day)),
        false => is_place(place).then(|| (Some(place.to_owned()), day)),
    }
}

/// One to six capitalised words, no stop but in abbreviations.
fn is_place(place: &str) -> bool {
    let n_words = place.split_whitespace().count();
    let is_word = |word: &str| {
        let word = word.trim_end_matches([',', '.', ']']).trim_start_matches('[');
        is_capitalised(word)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | '-' | '.' | '\'' | '\u{2019}'))
            || matches!(word, "de" | "of" | "the" | "and" | "al" | "el")
    };
    let first = place.split_whitespace().next().unwrap_or("");
    (1..=6).contains(&n_words)
        && is_capitalised(place)
        && !PREPOSITIONS.contains(&first)
        && place.split_whitespace().all(is_word)
}

/// A place with neither day nor agency: in capitals, or set off by one spaced dash before a capital letter, with no
/// second dash in the sentence (`Moscow — the host — said` opens with no dateline).
fn is_bare_place(place: Option<&str>, paragraph: &str, len: usize, closer: &str) -> bool {
    let place = place.unwrap_or("");
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    let rest = paragraph.get(len..).unwrap_or("").trim_start();
    if letters().count() >= 3 && letters().all(char::is_uppercase) {
        return !rest.is_empty();
    }
    let sentence = rest.split_inclusive(". ").next().unwrap_or("");
    let opener = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    closer.starts_with(' ')
        && !sentence.contains(closer)
        && place.split_whitespace().count() <= 4
        && opener.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && sentence.split_whitespace().count() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_find(paragraph: &str, prefix: &str, place: &str, agency: &str) {
        let found = find(paragraph).unwrap_or_else(|| panic!("no dateline in {paragraph:?}"));
        assert_eq!(&paragraph[..found.len], prefix);
        assert_eq!(
            (found.place.as_deref().unwrap_or(""), found.agency.as_deref().unwrap_or("")),
            (place, agency)
        );
    }

    #[test]
    fn datelines_as_agencies_write_them() {
        let text = "The two states agreed on Tuesday to open the bridge.";
        check_find(
            &format!("SEOUL, June 20 (Reuters) - {text}"),
            "SEOUL, June 20 (Reuters) -",
            "SEOUL",
            "Reuters",
        );
        check_find(&format!("OSLO (AP) \u{2014} {text}"), "OSLO (AP) \u{2014}", "OSLO", "AP");
        check_find(
            &format!("MINSK. Dec 4 (Interfax) - {text}"),
            "MINSK. Dec 4 (Interfax) -",
            "MINSK",
            "Interfax",
        );
        check_find(
            &format!("MINSK, December 5. /TASS/. {text}"),
            "MINSK, December 5. /TASS/.",
            "MINSK",
            "TASS",
        );
        check_find(&format!("LIMA/QUITO - {text}"), "LIMA/QUITO -", "LIMA/QUITO", "");
        check_find(&format!("Lima, Peru - {text}"), "Lima, Peru -", "Lima, Peru", "");
        check_find(&format!("OSLO >> {text}"), "OSLO >>", "OSLO", "");
        check_find(&format!("TOKYO: {text}"), "TOKYO:", "TOKYO", "");
        check_find(&format!("LIMA CITY, Peru: {text}"), "LIMA CITY, Peru:", "LIMA CITY, Peru", "");
        check_find(&format!("(Bay News) - {text}"), "(Bay News) -", "", "Bay News");
        check_find(&format!("(MENAFN) {text}"), "(MENAFN)", "", "MENAFN");
        check_find(&format!("CNN \u{2014} {text}"), "CNN \u{2014}", "", "CNN");
        check_find(&format!("Lima, Jun 20 (PTI) {text}"), "Lima, Jun 20 (PTI)", "Lima", "PTI");
        check_find(
            &format!("Lima [Peru], June 20 (ANI): {text}"),
            "Lima [Peru], June 20 (ANI):",
            "Lima [Peru]",
            "ANI",
        );
        check_find(
            &format!("FLINT, Mich., Oct. 4 (UPI) \u{2014} {text}"),
            "FLINT, Mich., Oct. 4 (UPI) \u{2014}",
            "FLINT, Mich.",
            "UPI",
        );
        check_find(
            &format!("DUSHANBE, May 5, 2021, Hill-Post -- {text}"),
            "DUSHANBE, May 5, 2021, Hill-Post --",
            "DUSHANBE",
            "Hill-Post",
        );
    }

    #[test]
    fn sentences_with_dashes_are_no_datelines() {
        for text in [
            "Norway \u{2013} the host \u{2013} said the bridge would open in May of next year.",
            "Ann Gray \u{2013} Norway's envoy \u{2013} said the bridge would open in May of next year.",
            "The talks - the first in ten years - ended without a word on the bridge.",
            "It was the well-known bridge that the two agreed on.",
            "The Bridge Club (BC) Members met on Monday to vote on the pact.",
            "(North) Korean state media reported the signing on Monday.",
            "On June 20 - a Thursday - the treaty was made public by both sides.",
            "EXCLUSIVE: Norway and Sweden agreed on Tuesday to open the bridge.",
            "Norway said: The two states agreed on Tuesday to open the bridge.",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
