//! Whole expressions: a time with the words before it that turn it (`since`, `by`, `from ... to ...`), lengths,
//! frequencies, and times told by another event.

use crate::calendar::{Stretch, Unit};
use crate::expression::{Granularity, Kind, Length};
use crate::grammar::count::{quantity, unit};
use crate::grammar::vague::{duration, frequency, vague};
use crate::grammar::{Read, after_any, longest, point};
use crate::lexicon::{Tag, begins, is_time_word};
use crate::point::{Context, Point};
use crate::word::{Shape, Words};
use crate::{Date, Tense};
use foederis_types::Upos;

/// One expression as read, its places in the pieces.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) next: usize,
    pub(crate) meaning: Meaning,
}

/// What an expression says.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    /// A named time, and what the words before make of it.
    Time(Kind, Point),
    /// A length; to come, it may reach a day (`in three days`).
    Length(Kind, Option<Length>, Option<Point>),
    /// No days.
    Vague(Kind),
    /// `two days after the talks`: so many units from another event.
    Offset(i64, Unit),
}

/// Reads the longest expression that begins at a place.
pub(crate) fn expression(words: &Words, at: usize) -> Option<Found> {
    if !can_begin(words, at) { None } else { begun(words, at) }
}

/// Says whether an expression can begin here at all: most words of a sentence are told off cheaply.
pub(crate) fn can_begin(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.shape == Shape::Digits
            || word.shape == Shape::Amount
            || word.tag != Tag::Other
            || begins(word.lower)
    }) && (at..at + WINDOW).any(|near| is_core(words, near))
}

/// How many pieces after its first an expression shows what it is about.
const WINDOW: usize = 10;

fn is_core(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|word| match word.tag {
        Tag::Other => word.shape == Shape::Digits || is_time_word(word.lower),
        Tag::Number(_) | Tag::Ordinal(_) => false,
        _ => true,
    })
}

pub(crate) fn begun(words: &Words, at: usize) -> Option<Found> {
    let plain = span(words, at).map(|(point, next)| (time(point), next));
    let (meaning, next) = longest([
        turned(words, at),
        plain,
        within(words, at),
        offset(words, at),
        frequency(words, at).map(|((), next)| (Meaning::Vague(Kind::Frequency), next)),
        vague(words, at).map(|(kind, next)| (Meaning::Vague(kind), next)),
        lasting(words, at),
    ])?;
    Some(Found { first: at, next, meaning })
}

fn time(point: Point) -> Meaning {
    let is_day =
        point.granularity() == Granularity::Day && !matches!(point, Point::Range(..) | Point::Overnight);
    let is_window = matches!(point, Point::Window(..));
    Meaning::Time(if is_day && !is_window { Kind::Day } else { Kind::Interval }, point)
}

/// Reads a time, or two joined: `Friday to Sunday`, `May and June`, `28 May - 3 June`.
fn span(words: &Words, at: usize) -> Read<Point> {
    let (left, next) = point(words, at)?;
    joined(words, &left, next, &["to", "through", "until", "till", "-", "–", "—"])
        .or_else(|| neighbours(words, &left, next))
        .or(Some((left, next)))
}

fn joined(words: &Words, left: &Point, next: usize, joints: &[&str]) -> Read<Point> {
    let is_spaced_dash = words.is_any(next, &["-", "–", "—"]) && !words.is_glued(next);
    let is_shift = matches!(left, Point::Away(..) | Point::Anchored(..) | Point::Told);
    let is_joined = words.is_any(next, joints) && !is_shift;
    let start = after_any(words, next + 1, &["about", "early", "the"]);
    let (right, end) = longest([point(words, next + 1), point(words, start)]).filter(|_| is_joined)?;
    let is_alike = left.granularity() == right.granularity() || !is_spaced_dash;
    let is_range = !matches!(right, Point::Away(..) | Point::Range(..) | Point::Window(..));
    (is_alike && is_range).then(|| (Point::Range(Box::new(left.clone()), Box::new(right)), end))
}

/// `Saturday and Sunday`, `May and June 2020`: joined into one stretch where no day lies between.
fn neighbours(words: &Words, left: &Point, next: usize) -> Read<Point> {
    if !words.is(next, "and") || matches!(left, Point::Range(..)) {
        return None;
    }
    let (right, end) =
        point(words, next + 1).filter(|(right, _)| right.granularity() == left.granularity())?;
    let both = Point::Range(Box::new(left.clone()), Box::new(right.clone()));
    let sample =
        Context { published: Some(Date::constant(2023, 1, 1)), tense: Tense::Past, anchor: None, year: None };
    let n_days = |point: &Point| point.days(&sample).map(Stretch::n_days);
    let gap = n_days(&both)? - n_days(left)? - n_days(&right)?;
    let slack = i32::from(left.granularity() > Granularity::Week);
    (gap.abs() <= slack && n_days(&both) > n_days(left)).then_some((both, end))
}

/// Reads a time behind a word that turns it.
fn turned(words: &Words, at: usize) -> Read<Meaning> {
    if words.is(at, "between") {
        let (left, next) = point(words, at + 1)?;
        if matches!(left, Point::Range(..)) {
            return Some((Meaning::Time(Kind::Interval, left), next));
        }
        let (both, end) = joined(words, &left, next, &["and"])?;
        return Some((Meaning::Time(Kind::Interval, both), end));
    }
    let (kind, next) = lead(words, at)?;
    let next = after_clock(words, about(words, next));
    let (point, end) = told(words, next).or_else(|| span(words, next))?;
    if is_daytime(words, next) && matches!(kind, Kind::Before | Kind::After) || names_event(words, kind, end)
    {
        return None;
    }
    if kind == Kind::Since && is_compared(words, at) {
        return Some((Meaning::Time(Kind::Compared, point), end));
    }
    if kind == Kind::From {
        return Some(from(words, point, end));
    }
    let is_possessive = words.is(end, "'") && words.is_glued(end);
    if is_possessive && kind != Kind::Since {
        return None;
    }
    Some((Meaning::Time(kind, point), end))
}

/// `before dawn on Tuesday` is on Tuesday.
fn is_daytime(words: &Words, at: usize) -> bool {
    const TIMES: &[&str] = &["dawn", "noon", "midnight", "midday", "night", "sunset", "sunrise", "nightfall"];
    TIMES.contains(&words.low(crate::grammar::after_the(words, at)))
}

/// `after Friday prayers`: the weekday belongs to the prayers.
fn names_event(words: &Words, kind: Kind, end: usize) -> bool {
    matches!(kind, Kind::Before | Kind::After) && words.upos(end) == Some(Upos::Noun)
}

/// Says whether `since` here ends a comparison: `the first visit since 2011`, `the worst fighting since March`.
pub(crate) fn is_compared(words: &Words, at: usize) -> bool {
    const CUES: &[&str] = &[
        "first",
        "worst",
        "most",
        "only",
        "best",
        "least",
        "record",
        "unseen",
        "unprecedented",
        "unmatched",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "tenth",
    ];
    const VERBS: &[&str] =
        &["has", "have", "had", "been", "is", "are", "was", "were", "who", "that", "which"];
    let back = |n: &usize| {
        let word = words.before(at, *n);
        !VERBS.contains(&word) && !matches!(word, "" | "," | ";" | "." | ":")
    };
    let is_cue = |n: usize| {
        let word = words.before(at, n);
        CUES.contains(&word) || (word.len() > 5 && word.ends_with("est"))
    };
    (1..=8).take_while(back).any(is_cue)
}

/// `from 3 to 5 May` is an interval, `from July on` is open.
fn from(words: &Words, point: Point, end: usize) -> (Meaning, usize) {
    if let Point::Range(..) = point {
        return (Meaning::Time(Kind::Interval, point), end);
    }
    (Meaning::Time(Kind::From, point), after_any(words, end, &["on", "onward", "onwards"]))
}

fn told(words: &Words, at: usize) -> Read<Point> {
    words.is(at, "then").then_some((Point::Told, at + 1))
}

fn about(words: &Words, at: usize) -> usize {
    const LEADS: &[&[&str]] = &[
        &["as", "early", "as"],
        &["as", "far", "back", "as"],
        &["at", "least"],
        &["as", "late", "as"],
        &["about"],
        &["around"],
        &["roughly"],
        &["this", "time"],
        &["sometime"],
        &["some", "time"],
    ];
    LEADS.iter().find(|lead| words.are(at, lead)).map_or(at, |lead| at + lead.len())
}

/// Skips a time of day: `until 8 a.m. Monday`, `since 10:30 GMT on Monday`.
fn after_clock(words: &Words, at: usize) -> usize {
    let Some((_, 1..=2)) = words.digits(at) else { return at };
    let has_minutes = words.is_any(at + 1, &[":", "."]) && words.code_digits(at + 2).is_some();
    let mut next = at + if has_minutes { 3 } else { 1 };
    let n_before = next;
    if words.is_any(next, &["a", "p"]) && words.is(next + 1, ".") && words.is(next + 2, "m") {
        next += 3 + usize::from(words.is(next + 3, "."));
    }
    next = after_any(words, next, &["am", "pm"]);
    next = after_any(words, next, &["gmt", "utc", "local"]);
    next = after_any(words, next, &["time"]);
    let is_clock = has_minutes || next > n_before;
    if is_clock { after_any(words, next, &["on"]) } else { at }
}

/// Reads a word that turns the time after it.
fn lead(words: &Words, at: usize) -> Read<Kind> {
    const LEADS: &[(&[&str], Kind)] = &[
        (&["ever", "since"], Kind::Since),
        (&["dating", "back", "to"], Kind::Since),
        (&["since"], Kind::Since),
        (&["up", "until"], Kind::Until),
        (&["up", "to"], Kind::Until),
        (&["until"], Kind::Until),
        (&["till"], Kind::Until),
        (&["through"], Kind::Until),
        (&["by", "no", "later", "than"], Kind::By),
        (&["no", "later", "than"], Kind::By),
        (&["not", "later", "than"], Kind::By),
        (&["by"], Kind::By),
        (&["prior", "to"], Kind::Before),
        (&["ahead", "of"], Kind::Before),
        (&["before"], Kind::Before),
        (&["after"], Kind::After),
        (&["with", "effect", "from"], Kind::From),
        (&["effective", "from"], Kind::From),
        (&["effective", "on"], Kind::From),
        (&["effective"], Kind::From),
        (&["as", "of"], Kind::From),
        (&["as", "from"], Kind::From),
        (&["starting", "from"], Kind::From),
        (&["starting", "on"], Kind::From),
        (&["starting", "in"], Kind::From),
        (&["starting"], Kind::From),
        (&["beginning", "on"], Kind::From),
        (&["beginning", "in"], Kind::From),
        (&["beginning"], Kind::From),
        (&["from"], Kind::From),
    ];
    let (lead, kind) = LEADS.iter().find(|(lead, _)| words.are(at, lead))?;
    Some((*kind, at + lead.len()))
}

/// `within 30 days`, `within a week of signing`.
fn within(words: &Words, at: usize) -> Read<Meaning> {
    if !words.is(at, "within") {
        return None;
    }
    let start = after_any(words, at + 1, &["the", "about", "just", "only"]);
    let ((length, _), next) = quantity(words, start)?;
    Some((Meaning::Length(Kind::Within, length, None), next))
}

/// `two days after the talks`, `a week after parliament had approved it`, `the day before the summit`.
fn offset(words: &Words, at: usize) -> Read<Meaning> {
    let the = usize::from(words.is(at, "the"));
    let (n, unit, next) = match quantity(words, at) {
        Some(((Some(length), _), next)) => (i64::from(length.count), length.unit, next),
        _ => {
            let ((unit, times), next) = unit(words, at + the).filter(|_| the == 1)?;
            (i64::from(times), unit, next)
        }
    };
    let next = if words.are(next, &["to", "the", "day"]) { next + 3 } else { next };
    if words.is_any(at.wrapping_sub(1), &["first", "last", "next", "past", "final"]) {
        return None;
    }
    if the == 1
        && words.is(at.wrapping_sub(1), "in")
        && words.is_any(at.wrapping_sub(2), &["late", "early", "later", "earlier"])
    {
        return None;
    }
    let sign = match words.low(next) {
        "after" | "following" => 1,
        "before" => -1,
        _ => return None,
    };
    words.is_letters(next + 1).then_some((Meaning::Offset(sign * n, unit), next + 1))
}

fn lasting(words: &Words, at: usize) -> Read<Meaning> {
    let (length, next) = duration(words, at)?;
    let is_in = words.is(at, "in");
    if is_in
        && let Some(length) = length
        && words.are(next, &["'", "time"])
    {
        return Some((time(Point::Away(i64::from(length.count), length.unit)), next + 2));
    }
    let is_ahead = is_in && !words.is(at + 1, "the") && !is_compared(words, at);
    let reaches = length.filter(|_| is_ahead).map(|length| Point::Away(i64::from(length.count), length.unit));
    Some((Meaning::Length(Kind::Duration, length, reaches), next))
}

#[cfg(test)]
mod tests {
    use super::{begun, can_begin};
    use crate::word::Words;

    /// Every expression of the sentences in the table begins where the quick look says that one can.
    #[test]
    fn the_quick_look_never_hides_an_expression() {
        for line in include_str!("../../tests/main/expressions.md").lines() {
            let lower = line.to_ascii_lowercase();
            let words = Words::cut(line, &lower, 0);
            for at in 0..words.len() {
                assert!(can_begin(&words, at) || begun(&words, at).is_none(), "piece {at} of `{line}`");
            }
        }
    }
}
