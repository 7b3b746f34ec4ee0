//! False friends: times inside the names of something else, and times put before the noun they modify.

use foederis_types::Upos;

use crate::grammar::Read;
use crate::lexicon::{Tag, is_determiner, is_function_word, makes_weekday_a_name};
use crate::word::Words;

/// Says whether a weekday is part of a name: `Good Friday`, `Bloody Sunday`, `the Sunday Times`, `the Mail on Sunday`.
pub(crate) fn weekday_is_name(words: &Words, at: usize) -> bool {
    if makes_weekday_a_name(words.before(at, 1)) && words.is_capital(at.wrapping_sub(1)) {
        return true;
    }
    if words.is(at.wrapping_sub(1), "on")
        && words.is_any(at.wrapping_sub(2), &["mail", "independent", "scotland"])
    {
        return words.is_capital(at.wrapping_sub(2));
    }
    let is_paper = words.is_any(
        at + 1,
        &[
            "times",
            "telegraph",
            "mirror",
            "herald",
            "express",
            "post",
            "mail",
            "agreement",
            "accords",
            "accord",
            "star",
            "mosque",
            "group",
            "club",
            "world",
            "tribune",
            "independent",
            "leader",
            "business",
        ],
    );
    is_paper && words.is_capital(at + 1)
}

/// Says whether a number that may be a year stands before the noun of a name: `the 1961 treaty`, `a 2015 deal`,
/// `Egypt's 1979 peace treaty`. The words before it must open a noun phrase, or the sentence.
pub(crate) fn year_modifies(words: &Words, at: usize, next: usize) -> bool {
    let before = words.before(at, 1);
    let opens = is_determiner(before)
        || before == "s" && words.is_any(at.wrapping_sub(2), &["'"])
        || before == "'"
        || matches!(words.upos(at.wrapping_sub(1)), Some(Upos::Adj | Upos::Det))
        || matches!(
            before,
            "landmark"
                | "under"
                | "original"
                | "disputed"
                | "historic"
                | "rigged"
                | "failed"
                | "february"
                | "controversial"
                | "stalled"
                | "defunct"
        );
    opens && is_noun(words, next) && !matches!(words.upos(next), Some(Upos::Verb | Upos::Aux))
}

fn is_noun(words: &Words, at: usize) -> bool {
    let at = at + usize::from(words.is_hyphen(at));
    if !words.is_letters(at) || is_function_word(words.low(at)) {
        return false;
    }
    match words.upos(at) {
        Some(Upos::Noun) => !looks_counted(words, at),
        Some(Upos::Adj | Upos::Propn) => true,
        Some(Upos::Verb) => words.low(at).ends_with("ing") || words.low(at).ends_with("ed"),
        Some(_) => false,
        None => !looks_counted(words, at),
    }
}

/// A plural noun right after a round number is counted by it; after `1994` it may be `protests`.
fn looks_counted(words: &Words, at: usize) -> bool {
    crate::lexicon::is_counted_noun(words.low(at))
}

/// Reads the noun that a time from `first` to `next` is put before: the last noun of the phrase.
///
/// Gives the place of the noun, and whether the time is possessive (`last week's talks`).
pub(crate) fn modified_noun(words: &Words, first: usize, next: usize) -> Option<(usize, bool)> {
    if let Some(after) = possessive(words, next) {
        return noun_phrase_end(words, after.1).map(|noun| (noun, true));
    }
    let is_dated_by_the = words.is(first, "the") || is_determiner(words.before(first, 1));
    let is_possessed = words.is(first.wrapping_sub(1), "s") && words.is(first.wrapping_sub(2), "'");
    let is_described = matches!(words.upos(first.wrapping_sub(1)), Some(Upos::Adj)) && first > 0;
    let hyphen = next + usize::from(words.is_hyphen(next));
    let is_year = words.get(first).is_some_and(|it| it.lower.len() == 4) && words.digits(first).is_some();
    if let Some(noun) = noun_of(words, first) {
        return Some((noun, false));
    }
    let is_adverbial = is_after_preposition(words, first) && (words.is_capital(hyphen) || first <= 2);
    if is_adverbial {
        return None;
    }
    if is_dated_by_the || is_possessed || is_described || (is_year && year_modifies(words, first, next)) {
        return noun_phrase_end(words, hyphen).map(|noun| (noun, false));
    }
    None
}

/// Returns the noun of `the treaty of 1961`; `most of 1961` and `the night of 4 June` have none.
fn noun_of(words: &Words, first: usize) -> Option<usize> {
    const QUANTITIES: &[&str] = &[
        "whole",
        "much",
        "most",
        "rest",
        "all",
        "part",
        "parts",
        "half",
        "bulk",
        "course",
        "as",
        "because",
        "ahead",
        "out",
        "many",
        "some",
        "one",
        "each",
        "because",
        "instead",
        "none",
        "date",
        "dates",
        "day",
        "days",
        "portion",
        "middle",
        "end",
        "beginning",
        "start",
        "time",
    ];
    let noun = first.checked_sub(2)?;
    let is_noun = words.is_letters(noun)
        && !is_function_word(words.low(noun))
        && !QUANTITIES.contains(&words.low(noun))
        && matches!(words.tag(noun), Tag::Other)
        && !matches!(words.upos(noun), Some(Upos::Verb | Upos::Adv | Upos::Adp));
    (words.is(first - 1, "of") && is_noun).then_some(noun)
}

/// `in the autumn Russian troops landed`: nothing is modified there.
fn is_after_preposition(words: &Words, first: usize) -> bool {
    words.is(first, "the")
        && is_function_word(words.before(first, 1))
        && !is_determiner(words.before(first, 1))
}

/// Reads `'s`, or `'` after a plural.
fn possessive(words: &Words, at: usize) -> Read<()> {
    if !words.is(at, "'") || !words.is_glued(at) {
        return None;
    }
    if words.is(at + 1, "s") && words.is_glued(at + 1) {
        return Some(((), at + 2));
    }
    words.before(at, 1).ends_with('s').then_some(((), at + 1))
}

/// Returns the place of the last noun in a run of adjectives and nouns.
fn noun_phrase_end(words: &Words, at: usize) -> Option<usize> {
    let is_inside = |at: usize| {
        words.is_letters(at)
            && !is_function_word(words.low(at))
            && !matches!(words.tag(at), Tag::Weekday(_) | Tag::Month(_))
            && match words.upos(at) {
                None | Some(Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num) => true,
                Some(Upos::Verb) => words.low(at).ends_with("ing") || words.low(at).ends_with("ed"),
                Some(_) => false,
            }
    };
    let mut last = None;
    let mut here = at;
    while here < at + 8 && is_inside(here) {
        if matches!(words.upos(here), None | Some(Upos::Noun | Upos::Propn)) {
            last = Some(here);
            if words.upos(here).is_none() {
                break;
            }
        }
        here += 1 + usize::from(words.is_hyphen(here + 1) && is_inside(here + 2));
    }
    last
}
