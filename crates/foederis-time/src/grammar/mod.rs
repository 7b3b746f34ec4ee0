//! Which words make a time expression.
//!
//! Every function takes the pieces and a place, and gives what it read there with the place after it, or `None`.
//! Nothing here knows a calendar day of publication; a reading is refused only for what stands around it.

mod count;
mod date;
mod name;
mod phrase;
mod relative;
mod vague;

pub(crate) use name::modified_noun;
pub(crate) use phrase::{Found, Meaning, expression};

use crate::point::Point;
use crate::word::Words;

/// What was read, and the place after it.
pub(crate) type Read<T> = Option<(T, usize)>;

/// Reads the longest named time at a place: a date, a weekday, a month, `last week`, `early 2023`.
pub(crate) fn point(words: &Words, at: usize) -> Read<Point> {
    longest([date::dated(words, at), relative::relative(words, at), relative::part(words, at)])
}

/// Returns the reading that goes furthest, the earlier one among equals.
pub(crate) fn longest<T, const N: usize>(readings: [Read<T>; N]) -> Read<T> {
    readings.into_iter().flatten().reduce(|best, other| if other.1 > best.1 { other } else { best })
}

/// Skips `the`.
pub(crate) fn after_the(words: &Words, at: usize) -> usize {
    at + usize::from(words.is(at, "the"))
}

/// Skips one word out of `skipped`.
pub(crate) fn after_any(words: &Words, at: usize, skipped: &[&str]) -> usize {
    at + usize::from(words.is_any(at, skipped))
}
