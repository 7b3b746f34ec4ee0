//! Finds the expressions of a sentence and works out their days.

use foederis_types::{Basis, Date, Sentence};

use crate::calendar::{Stretch, Unit, add_days, days_between};
use crate::expression::{Dates, Days, Granularity, Kind, Length, Tense, TimeExpression};
use crate::grammar::{Found, Meaning, expression, modified_noun};
use crate::point::{Context, Point, Turn};
use crate::tense::{guess, guess_end};
use crate::word::Words;

/// How many expressions before one are looked at for a time that it hangs on.
const BACK: usize = 20;

/// What the words are read in, for one sentence.
struct Reading<'a> {
    words: &'a Words<'a>,
    sentence: Option<&'a Sentence>,
    published: Option<Date>,
    prior: Option<Stretch>,
}

/// Finds the expressions of `text`, whose first byte is byte `offset` of the report's part.
pub(crate) fn find_in(
    text: &str,
    offset: usize,
    sentence: Option<&Sentence>,
    published: Option<Date>,
    prior: Option<Days>,
) -> Vec<TimeExpression> {
    let lower = text.to_ascii_lowercase();
    let mut words = Words::cut(text, &lower, offset);
    if let Some(sentence) = sentence {
        words.tag_from(sentence);
    }
    let prior = prior.and_then(closed);
    Reading { words: &words, sentence, published, prior }.expressions()
}

fn closed(days: Days) -> Option<Stretch> {
    let (first, last) = (days.from?, days.to?);
    (first <= last).then_some(Stretch { first, last })
}

impl Reading<'_> {
    fn expressions(&self) -> Vec<TimeExpression> {
        let found = self.found();
        let mut done: Vec<Option<TimeExpression>> = vec![None; found.len()];
        for (n, it) in found.iter().enumerate() {
            if !matches!(it.meaning, Meaning::Offset(..)) {
                done[n] = self.finish(it, &done[..n]);
            }
        }
        for (n, it) in found.iter().enumerate() {
            if let Meaning::Offset(by, unit) = it.meaning {
                done[n] = self.finish_offset(n, (by, unit), &found, &done);
            }
        }
        done.into_iter().flatten().collect()
    }

    /// Reads from left to right, the longest expression at each place, none inside another.
    fn found(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match expression(self.words, at) {
                Some(it) => {
                    at = it.next.max(at + 1);
                    found.push(it);
                }
                None => at += 1,
            }
        }
        found
    }

    fn finish(&self, it: &Found, before: &[Option<TimeExpression>]) -> Option<TimeExpression> {
        let mut expression = self.blank(it)?;
        match &it.meaning {
            Meaning::Time(kind, point) => self.finish_time(&mut expression, it, *kind, point, before),
            Meaning::Length(kind, length, reaches) => {
                expression.kind = *kind;
                expression.length = *length;
                self.finish_length(&mut expression, *length, reaches.as_ref());
            }
            Meaning::Vague(kind) => expression.kind = *kind,
            Meaning::Offset(..) => {}
        }
        Some(with_guess(expression))
    }

    fn blank(&self, it: &Found) -> Option<TimeExpression> {
        let span = self.words.span(it.first, it.next)?;
        let (first_token, end_token) = self.tokens(span.start(), span.end());
        Some(TimeExpression {
            span,
            first_token,
            end_token,
            kind: Kind::Day,
            granularity: Granularity::Day,
            from: None,
            to: None,
            basis: None,
            tense: guess(self.words, it.first, it.next),
            length: None,
            dates: Dates::Governor,
            modifies: None,
            past: Days::default(),
            future: Days::default(),
        })
    }

    /// Returns the tokens that share a byte with `start..end`; both 0 without tokens.
    fn tokens(&self, start: usize, end: usize) -> (u32, u32) {
        let Some(sentence) = self.sentence else { return (0, 0) };
        let tokens = &sentence.tokens;
        let first = tokens.partition_point(|token| token.span.end() <= start);
        let after = tokens.partition_point(|token| token.span.start() < end).max(first);
        (u32::try_from(first).unwrap_or(u32::MAX), u32::try_from(after).unwrap_or(u32::MAX))
    }

    fn finish_time(
        &self,
        expression: &mut TimeExpression,
        it: &Found,
        kind: Kind,
        point: &Point,
        before: &[Option<TimeExpression>],
    ) {
        let modified = modified_noun(self.words, it.first, it.next);
        expression.modifies = modified.and_then(|(noun, _)| self.noun_token(expression, noun));
        expression.granularity = point.granularity();
        expression.length = point.length();
        if matches!(kind, Kind::Until | Kind::By) {
            expression.tense = guess_end(self.words, it.first);
        }
        expression.kind = match modified {
            Some((_, false)) if is_naming(kind, point) => Kind::Name,
            _ if kind.can_date() && is_compound(self.words, it) => Kind::Name,
            _ if kind.can_date() && is_name_of_old(self.words, it, point) => Kind::Name,
            _ => kind,
        };
        let days = |tense| self.days(expression.kind, point, tense, before);
        (expression.past, expression.future) = (days(Tense::Past), days(Tense::Future));
        if matches!(kind, Kind::Until | Kind::By | Kind::From) && self.is_nearer_ahead(expression) {
            expression.tense = Tense::Future;
        }
        if is_any_weekday(self.words, it, point) && modified.is_none() {
            (expression.past, expression.future) = (Days::default(), Days::default());
        }
        let is_known = expression.past != Days::default() || expression.future != Days::default();
        let basis = if point.is_named() { Basis::Named } else { Basis::Resolved };
        expression.basis = is_known.then_some(basis);
    }

    /// Says whether the reading to come is by far the nearer one: `gave them until 1 May`, said in April.
    fn is_nearer_ahead(&self, expression: &TimeExpression) -> bool {
        let day = |days: Days| days.to.or(days.from);
        let (Some(published), Some(past), Some(ahead)) =
            (self.published, day(expression.past), day(expression.future))
        else {
            return false;
        };
        let (back, on) = (days_between(past, published), days_between(published, ahead));
        back > 60 && on >= 0 && back > 2 * on
    }

    /// Returns the token of the noun that an expression is put before: the one the tree says where it says one, else
    /// the piece `noun`.
    fn noun_token(&self, expression: &TimeExpression, noun: usize) -> Option<u32> {
        let sentence = self.sentence?;
        let relation =
            sentence.tokens.get(expression.head_token(sentence) as usize).map(|token| token.relation.base());
        let is_modifier = matches!(relation, Some("nmod" | "compound" | "amod" | "nummod"));
        let near = expression.end_token..expression.end_token.saturating_add(10);
        let word = self.words.get(noun)?;
        let read = self.tokens(word.start, word.end()).0;
        Some(
            expression
                .governor(sentence)
                .filter(|governor| is_modifier && near.contains(governor))
                .unwrap_or(read),
        )
    }

    fn finish_length(
        &self,
        expression: &mut TimeExpression,
        length: Option<Length>,
        reaches: Option<&Point>,
    ) {
        expression.granularity = length.map_or(Granularity::Day, |length| Granularity::of(length.unit));
        let Some(point) = reaches else { return };
        expression.future = self.days(Kind::Day, point, Tense::Future, &[]);
        expression.basis = (expression.future != Days::default()).then_some(Basis::Resolved);
    }

    fn days(&self, kind: Kind, point: &Point, tense: Tense, before: &[Option<TimeExpression>]) -> Days {
        let tense = if kind == Kind::Since { Tense::Past } else { tense };
        let context = Context {
            published: self.published,
            tense,
            anchor: if point.is_anchored() { nearest_anchor(before).or(self.prior) } else { None },
            year: if tense == Tense::Past && matches!(kind, Kind::Day | Kind::Interval) {
                self.told_year(before)
            } else {
                None
            },
        };
        match point.days(&context) {
            Some(stretch) => turn(kind, stretch, tense, self.published),
            None => Days::default(),
        }
    }

    /// Returns the past time that yearless dates after it belong to: the last one whose year is named and is not that
    /// of publication.
    fn told_year(&self, before: &[Option<TimeExpression>]) -> Option<Stretch> {
        let is_telling = |it: &&TimeExpression| {
            it.basis == Some(Basis::Named)
                && matches!(it.kind, Kind::Day | Kind::Interval)
                && (it.granularity < Granularity::Year
                    || it.first_token <= 2 && it.granularity == Granularity::Year)
                && it.modifies.is_none()
        };
        let told = closed(before.iter().rev().take(BACK).flatten().find(is_telling)?.past)?;
        let published = self.published?;
        (told.first.year() < published.year()).then_some(told)
    }

    /// Works out `two days after ...` from another time in the sentence: from one in the phrase itself it gives the day
    /// of the main predicate, else from the main predicate's the day of what is told after it.
    fn finish_offset(
        &self,
        n: usize,
        (by, unit): (i64, Unit),
        found: &[Found],
        done: &[Option<TimeExpression>],
    ) -> Option<TimeExpression> {
        let mut expression = self.blank(found.get(n)?)?;
        expression.kind = if by > 0 { Kind::After } else { Kind::Before };
        expression.length = u32::try_from(by.unsigned_abs()).ok().map(|count| Length { count, unit });
        let Some((dates, by, anchor)) = self.offset_anchor(n, by, found, done) else {
            return Some(expression);
        };
        let context =
            Context { published: self.published, tense: Tense::Past, anchor: Some(anchor), year: None };
        let point = Point::Anchored(by, unit);
        if let Some(stretch) = point.days(&context) {
            let days = Days { from: Some(stretch.first), to: Some(stretch.last) };
            expression.kind = if stretch.first == stretch.last { Kind::Day } else { Kind::Interval };
            expression.granularity = point.granularity();
            (expression.past, expression.future) = (days, days);
            (expression.basis, expression.dates) = (Some(Basis::Resolved), dates);
        }
        Some(with_guess(expression))
    }

    /// Returns what the `n`-th expression, so many units from an event, dates; how to count; and from when.
    fn offset_anchor(
        &self,
        n: usize,
        by: i64,
        found: &[Found],
        done: &[Option<TimeExpression>],
    ) -> Option<(Dates, i64, Stretch)> {
        let days = |other: usize| done.get(other)?.as_ref().and_then(anchor_days);
        let after = || n + 1..found.len().min(n + BACK);
        let has_none_of =
            |from: usize, to: usize, marks: &[&str]| (from..to).all(|at| !self.words.is_any(at, marks));
        let it = &found[n];
        let is_inside = |&other: &usize| has_none_of(it.next, found[other].first, &[",", ";", ":", "—"]);
        if let Some(anchor) = after().filter(is_inside).find_map(days) {
            return Some((Dates::Main, by, anchor));
        }
        let is_same_clause = |&other: &usize| has_none_of(found[other].next, it.first, &[";", ":"]);
        let left = (n.saturating_sub(BACK)..n).rev().filter(is_same_clause).find_map(days);
        Some((Dates::Following, -by, left.or_else(|| after().find_map(days))?))
    }
}

fn with_guess(mut expression: TimeExpression) -> TimeExpression {
    let days = expression.resolve(expression.tense);
    (expression.from, expression.to) = (days.from, days.to);
    expression
}

/// A year, month or day of the month before a noun names that noun's own past; a weekday or `last week` dates it.
fn is_naming(kind: Kind, point: &Point) -> bool {
    let is_plain = matches!(kind, Kind::Day | Kind::Interval);
    let is_calendar = |point: &Point| {
        matches!(point, Point::Fixed(..) | Point::Yearly(_) | Point::Ambiguous(..) | Point::Part(..))
    };
    match point {
        Point::Range(left, right) => is_plain && is_calendar(left) && is_calendar(right),
        _ => is_plain && is_calendar(point),
    }
}

/// `on a Sunday`: nobody says which.
fn is_any_weekday(words: &Words, it: &Found, point: &Point) -> bool {
    matches!(point, Point::Weekday(_, Turn::Bare)) && words.is(it.first.wrapping_sub(1), "a")
}

/// `1990s-era`, `pre-1967`: part of a longer word.
fn is_compound(words: &Words, it: &Found) -> bool {
    let is_before = words.is_hyphen(it.next)
        && words.is_glued(it.next)
        && words.is_glued(it.next + 1)
        && words.is_any(
            it.next + 1,
            &["era", "style", "vintage", "built", "born", "dated", "model", "brokered", "old"],
        );
    let is_after =
        words.is_hyphen(it.first.wrapping_sub(1)) && words.is_any(it.first.wrapping_sub(2), &["pre", "post"]);
    is_before || is_after
}

/// `the October Revolution`, `the March 8 Alliance`: a month or day before a capitalised word, behind `the`.
fn is_name_of_old(words: &Words, it: &Found, point: &Point) -> bool {
    let is_yearly = matches!(point, Point::Yearly(_));
    let next_is_name = words.is_letters(it.next)
        && words.is_capital(it.next)
        && !crate::lexicon::is_function_word(words.low(it.next));
    is_yearly && next_is_name && words.is(it.first.wrapping_sub(1), "the")
}

/// Turns the days of a time as the word before it asks.
fn turn(kind: Kind, it: Stretch, tense: Tense, published: Option<Date>) -> Days {
    let ahead = published.filter(|_| tense == Tense::Future);
    let (from, to) = match kind {
        Kind::Since => (Some(it.first), published.filter(|&day| it.first <= day)),
        Kind::From => (Some(it.first), None),
        Kind::Until => (None, Some(it.last)),
        Kind::By => (ahead.filter(|&day| day <= it.last), Some(it.last)),
        Kind::Before => {
            let to = add_days(it.first, -1);
            (ahead.filter(|&day| to.is_some_and(|to| days_between(day, to) >= 0)), to)
        }
        Kind::After => (add_days(it.last, 1), None),
        _ => (Some(it.first), Some(it.last)),
    };
    Days { from, to }
}

/// Returns the days that a later `two days later` counts from.
fn anchor_days(expression: &TimeExpression) -> Option<Stretch> {
    let is_anchor =
        matches!(expression.kind, Kind::Day | Kind::Interval | Kind::Name | Kind::Since | Kind::From);
    let days = Days { from: expression.from, to: expression.to };
    match expression.kind {
        Kind::Since | Kind::From => expression.from.map(Stretch::day),
        _ => closed(days).filter(|_| is_anchor),
    }
}

fn nearest_anchor(before: &[Option<TimeExpression>]) -> Option<Stretch> {
    before.iter().rev().take(BACK).flatten().find_map(anchor_days)
}

/// Returns the days of the last expression that a following sentence can count from.
pub(crate) fn last_anchor(expressions: &[TimeExpression]) -> Option<Days> {
    let anchor = expressions.iter().rev().find_map(anchor_days)?;
    Some(Days { from: Some(anchor.first), to: Some(anchor.last) })
}
