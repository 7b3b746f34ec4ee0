//! Time expressions of news English, found in sentences and resolved against the day of publication.
//!
//! [`find`] gives the expressions of one sentence, each with its kind (a day, an interval, an open end, a length, a
//! name), its days and how they are known. It works on the words, not on the tree, so that a wrong tree costs nothing;
//! parts of speech and names of persons help where the reader gives them. [`find_in_text`] reads raw text, a date line
//! for one.
//!
//! ```
//! use foederis_time::{Kind, Tense, find_in_text};
//! use foederis_types::Date;
//!
//! let published = Date::constant(2024, 6, 20); // a Thursday
//! let found = find_in_text("They signed it on Wednesday.", Some(published));
//! assert_eq!(found[0].kind, Kind::Day);
//! assert_eq!(found[0].from, Some(Date::constant(2024, 6, 19)));
//! assert_eq!(found[0].resolve(Tense::Future).from, Some(Date::constant(2024, 6, 26)));
//! ```
//!
//! # How days are counted
//!
//! - A weekday is the nearest on or before publication for what has happened, the nearest after it for what is to
//!   come. `Last Thursday` and `next Thursday` are the nearest before and after, never the day itself.
//! - `Last week` is Monday to Sunday; `last month`, `next year` the whole calendar unit; the weekend Saturday and
//!   Sunday; `overnight` the day before publication and the day; autumn September to November.
//! - `Three days ago` and `two weeks ago` are counted to the day; `three months ago` and `two years later` are the
//!   whole calendar month or year.
//! - Early, mid and late are thirds: of a month days 1-10, 11-20 and 21 to the end. The start and end of a year are
//!   January and December.
//! - A month or day without a year is the last one before publication, or the next, in plans; after a past year named
//!   in the same sentence it belongs to that year or the next.
//! - `Since X` runs from the first day of X to publication. By, until, from, before and after keep their open end.
//! - Without a publication day only what is named with its year has days.
//!
//! # Limits
//!
//! English only; Gregorian calendar; no time of day; feasts only where they are fixed in the calendar; fiscal years and
//! quarters are left alone; `3/4/2024` has days only where publication rules one reading out.
//!
//! No clock, no I/O; the same sentence gives the same expressions. Time grows with the length of the sentence.

mod calendar;
mod expression;
mod find;
mod grammar;
mod lexicon;
mod point;
mod tense;
mod word;

pub use calendar::Unit;
pub use expression::{Dates, Days, Granularity, Kind, Length, Tense, TimeExpression};

use foederis_types::{Date, Sentence};

/// Finds the time expressions of a sentence, in order, not overlapping; empty where it has none.
///
/// `text` is the text that the sentence's spans count in. `prior` is the time told last before the sentence
/// ([`anchor_after`] of the sentence before), which `the next day` counts from where the sentence itself has nothing.
pub fn find(
    sentence: &Sentence,
    text: &str,
    published: Option<Date>,
    prior: Option<Days>,
) -> Vec<TimeExpression> {
    find::find_in(sentence.span.of(text), sentence.span.start(), Some(sentence), published, prior)
}

/// Finds the time expressions of raw text that no reader has cut into words: a date line, a phrase.
///
/// Spans count in `text`; token indexes are 0.
pub fn find_in_text(text: &str, published: Option<Date>) -> Vec<TimeExpression> {
    find::find_in(text, 0, None, published, None)
}

/// Returns the time that `the next day` in the following sentence counts from: that of the last expression with days,
/// else `prior`.
pub fn anchor_after(expressions: &[TimeExpression], prior: Option<Days>) -> Option<Days> {
    find::last_anchor(expressions).or(prior)
}
