//! Numbers, ordinals and lengths: `sixty days`, `a year and a half`, `the 19th`.

use crate::calendar::Unit;
use crate::expression::Length;
use crate::grammar::{Read, after_any};
use crate::lexicon::Tag;
use crate::word::{Shape, Words};

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Count {
    Exactly(u32),
    /// `a few`, `several`, `two or three`.
    Some,
}

/// Reads how many: `3`, `sixty`, `twenty-five`, `a`, `a couple of`, `several`.
pub(crate) fn count(words: &Words, at: usize) -> Read<Count> {
    if words.is_glued(at + 1) && words.is_letters(at + 1) {
        return None;
    }
    if let Some((value, _)) = words.digits(at) {
        let is_range = (words.is_any(at + 1, &["to", "or"]) || words.is_hyphen(at + 1))
            && words.digits(at + 2).is_some();
        return Some(if is_range { (Count::Some, at + 3) } else { (Count::Exactly(value), at + 1) });
    }
    if words.get(at)?.shape == Shape::Amount {
        return Some((Count::Some, at + 1));
    }
    spelled_range(words, at).or_else(|| indefinite(words, at)).or_else(|| {
        let (value, next) = spelled(words, at)?;
        Some((Count::Exactly(value), next))
    })
}

/// `two or three`, `ten to twelve`, `one or two`.
fn spelled_range(words: &Words, at: usize) -> Read<Count> {
    let (_, next) = spelled(words, at)?;
    let or = words.is_any(next, &["or", "to"]).then_some(next + 1)?;
    let (_, end) = spelled(words, or)?;
    Some((Count::Some, end))
}

fn indefinite(words: &Words, at: usize) -> Read<Count> {
    const SHAPES: &[(&[&str], Count)] = &[
        (&["a", "couple", "of"], Count::Exactly(2)),
        (&["a", "couple", "more"], Count::Exactly(2)),
        (&["couple", "of"], Count::Exactly(2)),
        (&["a", "number", "of"], Count::Some),
        (&["a", "handful", "of"], Count::Some),
        (&["a", "matter", "of"], Count::Some),
        (&["half", "a", "dozen"], Count::Exactly(6)),
        (&["a", "dozen"], Count::Exactly(12)),
        (&["a", "few"], Count::Some),
        (&["a", "hundred"], Count::Exactly(100)),
        (&["a", "thousand"], Count::Exactly(1000)),
        (&["dozens", "of"], Count::Some),
        (&["hundreds", "of"], Count::Some),
        (&["thousands", "of"], Count::Some),
        (&["few"], Count::Some),
        (&["several"], Count::Some),
        (&["some"], Count::Some),
        (&["many"], Count::Some),
        (&["recent"], Count::Some),
        (&["a"], Count::Exactly(1)),
        (&["an"], Count::Exactly(1)),
    ];
    let (shape, count) = SHAPES.iter().find(|(shape, _)| words.are(at, shape))?;
    Some((*count, at + shape.len()))
}

fn spelled(words: &Words, at: usize) -> Read<u32> {
    let Tag::Number(value) = words.tag(at) else { return None };
    let mut next = at + 1;
    let mut value = value;
    if (20..100).contains(&value) {
        let ones = next + usize::from(words.is_hyphen(next));
        if let Tag::Number(one @ 1..=9) = words.tag(ones) {
            (value, next) = (value + one, ones + 1);
        }
    }
    while let Tag::Number(times @ (100 | 1000)) = words.tag(next) {
        (value, next) = (value.saturating_mul(times), next + 1);
    }
    if value >= 100
        && words.is(next, "and")
        && matches!(words.tag(next + 1), Tag::Number(0..=99))
        && let Some((more, end)) = spelled(words, next + 1)
        && more < 100
    {
        (value, next) = (value.saturating_add(more), end);
    }
    Some((value, next))
}

/// Reads `19th`, `third`, `twenty-first`.
pub(crate) fn ordinal(words: &Words, at: usize) -> Read<u32> {
    if let Some((value, _)) = words.digits(at) {
        let is_ordinal = words.is_glued(at + 1) && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return is_ordinal.then_some((value, at + 2));
    }
    match words.tag(at) {
        Tag::Ordinal(value) => Some((value, at + 1)),
        Tag::Number(tens @ (20 | 30)) if words.is_hyphen(at + 1) => match words.tag(at + 2) {
            Tag::Ordinal(one @ 1..=9) => Some((tens + one, at + 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Reads a unit of time, a hyphen before it allowed, and by how much to multiply (a fortnight is two weeks).
pub(crate) fn unit(words: &Words, at: usize) -> Read<(Unit, u32)> {
    let at = at + usize::from(words.is_hyphen(at));
    let Tag::Unit(unit) = words.tag(at) else { return None };
    if words.is_capital(at) && at > 0 && words.is_capital(at - 1) {
        return None;
    }
    let times = if words.low(at).starts_with("fortnight") { 2 } else { 1 };
    Some(((unit, times), at + 1))
}

/// Reads a length: `three days`, `a 30-day`, `half a year`, `two and a half years`. `None` inside for `several weeks`.
/// Ages (`a 40-year-old`) are no lengths.
pub(crate) fn quantity(words: &Words, at: usize) -> Read<(Option<Length>, Unit)> {
    let read = halves(words, at).or_else(|| whole_quantity(words, at))?;
    let old = read.1 + usize::from(words.is_hyphen(read.1));
    (!words.is_any(old, &["old", "olds"])).then_some(read)
}

fn whole_quantity(words: &Words, at: usize) -> Read<(Option<Length>, Unit)> {
    const BETWEEN: &[&str] = &[
        "full",
        "more",
        "long",
        "consecutive",
        "straight",
        "whole",
        "additional",
        "further",
        "short",
        "calendar",
        "working",
        "business",
        "successive",
        "other",
        "extra",
        "solid",
        "gruelling",
    ];
    let (count, next) = count(words, at)?;
    let ((unit, times), next) = unit(words, after_any(words, next, BETWEEN))?;
    let exactly = match count {
        Count::Exactly(n) => Some(n.saturating_mul(times)).filter(|&n| n > 0),
        Count::Some => None,
    };
    if words.are(next, &["and", "a", "half"])
        && let Some(length) = exactly.and_then(|n| with_half(n, unit))
    {
        return Some(((Some(length), unit), next + 3));
    }
    Some(((exactly.map(|count| Length { count, unit }), unit), next))
}

/// `half a year`, `half an hour`, `six and a half years`, `one and a half weeks`.
fn halves(words: &Words, at: usize) -> Read<(Option<Length>, Unit)> {
    if words.is(at, "half") && words.is_any(at + 1, &["a", "an"]) {
        let ((unit, _), next) = unit(words, at + 2)?;
        return Some(((with_half(0, unit), unit), next));
    }
    let (Count::Exactly(n), next) = count(words, at)? else { return None };
    let half = words.are(next, &["and", "a", "half"]).then_some(next + 3)?;
    let ((unit, _), next) = unit(words, half)?;
    Some(((with_half(n, unit), unit), next))
}

fn with_half(n: u32, unit: Unit) -> Option<Length> {
    let (per_unit, smaller) = match unit {
        Unit::Year => (12, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        Unit::Day => (24, Unit::Hour),
        Unit::Hour => (60, Unit::Minute),
        _ => return None,
    };
    Some(Length { count: n.saturating_mul(per_unit).saturating_add(per_unit / 2), unit: smaller })
}
