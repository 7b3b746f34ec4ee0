//! What the words of a time expression mean, and the days that come out on a given publication day.
//!
//! A [`Point`] is what the words say, without any day known; [`Point::days`] works it out. Knows no words.

use foederis_types::Date;

use crate::Tense;
use crate::calendar::{
    Piece, Season, Stretch, Unit, add_days, add_months, add_units, days_between, month, piece, quarter,
    season, unit_from, week_of, weekday, weekday_after, weekday_before, weekday_on_or_after,
    weekday_on_or_before, years,
};
use crate::expression::{Granularity, Length};

/// A named time, as said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Point {
    /// The year is named: `19 June 2024`, `1953`, `the 1990s`.
    Fixed(Stretch, Granularity),
    /// `3/4/2024`: day first, then month first.
    Ambiguous(Date, Date),
    /// Comes once a year, the year is not named: `19 June`, `in May`.
    Yearly(Yearly),
    /// `June last year`, `last June`, `June that year`.
    InYear(Yearly, YearRef),
    /// `the 19th`.
    DayOfMonth(i8),
    /// `Wednesday`, `last Wednesday`; Monday 0.
    Weekday(i8, Turn),
    /// `Wednesday last week`.
    WeekdayIn(i8, Box<Point>),
    /// `the first Monday of June` (from 1), `the last Friday in May` (0).
    NthWeekday(u32, i8, Box<Point>),
    /// `yesterday`, `this month`, `next year`: so many units from the one of publication.
    Relative(Unit, i64),
    /// `the weekend`.
    Weekend(Turn),
    /// `overnight`: the day before publication and the day.
    Overnight,
    /// `the past two weeks` (negative), `the next three days`.
    Window(i64, Unit),
    /// `three days ago` (negative), `in two weeks`.
    Away(i64, Unit),
    /// `two days after 4 July`, `the eve of the 3rd`.
    Shifted(Box<Point>, i64, Unit),
    /// `two years ago today`: to the day.
    ShiftedExactly(Box<Point>, i64, Unit),
    /// `the week of 3 June`.
    UnitOf(Unit, Box<Point>),
    /// `two weeks later`: so long from the time told before.
    Anchored(i64, Unit),
    /// `the next week`, `that month`, `the year before`: the whole calendar unit.
    AnchoredUnit(i64, Unit),
    /// `then`: the time told before itself.
    Told,
    /// `the following Tuesday` (true), `the previous Tuesday`.
    AnchoredWeekday(i8, bool),
    /// `early June`, `the end of last year`.
    Part(Box<Point>, Piece),
    /// `earlier this month`: from its first day to publication.
    SoFarIn(Box<Point>),
    /// `later this month`: from publication to its last day.
    RestOf(Box<Point>),
    /// `from 3 to 5 May`.
    Range(Box<Point>, Box<Point>),
}

/// A time of year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Yearly {
    /// Month, day, and the weekday where it is said.
    Day(i8, i8, Option<i8>),
    Month(i8),
    Season(Season),
    Quarter(i8),
}

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum YearRef {
    /// So many years from that of publication.
    Relative(i64),
    /// So many years from that of the time told before.
    Anchored(i64),
    /// `last June`, `next June`.
    Turn(Turn),
}

/// The word before a weekday, month or season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    Bare,
    This,
    Last,
    Next,
}

/// What a point is worked out against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    pub(crate) published: Option<Date>,
    pub(crate) tense: Tense,
    /// The time told before, in the sentence or ahead of it.
    pub(crate) anchor: Option<Stretch>,
    /// A past year named before in the sentence, which yearless dates after it belong to.
    pub(crate) year: Option<Stretch>,
}

impl Point {
    /// Returns the days meant; `None` where they cannot be known.
    pub(crate) fn days(&self, context: &Context) -> Option<Stretch> {
        match self {
            Point::Fixed(stretch, _) => Some(*stretch),
            Point::Ambiguous(one, other) => nearer_by_far(*one, *other, context.published?),
            Point::Yearly(yearly) => yearly.days(context),
            Point::InYear(yearly, year) => yearly.in_year(*year, context),
            Point::DayOfMonth(day) => day_of_month(*day, context),
            Point::Weekday(wanted, turn) => weekday_days(*wanted, *turn, context),
            Point::WeekdayIn(wanted, week) => {
                let monday = week_of(week.days(context)?.first)?.first;
                Some(Stretch::day(add_days(monday, i64::from(*wanted))?))
            }
            Point::NthWeekday(nth, wanted, of) => nth_weekday(*nth, *wanted, of.days(context)?),
            Point::Relative(unit, by) => unit_from(context.published?, *unit, *by),
            Point::Weekend(turn) => weekend(*turn, context),
            Point::Overnight => {
                let day = context.published?;
                Some(Stretch::new(add_days(day, -1)?, day))
            }
            Point::Window(n, unit) => {
                let day = context.published?;
                Some(Stretch::new(day, add_units(day, *unit, *n)?))
            }
            Point::Away(n, unit) => away(Stretch::day(context.published?), *n, *unit),
            Point::Shifted(point, n, unit) => away(point.days(context)?, *n, *unit),
            Point::ShiftedExactly(point, n, unit) => shift_exactly(point.days(context)?, *n, *unit),
            Point::UnitOf(unit, point) => unit_from(point.days(context)?.first, *unit, 0),
            Point::Told => context.anchor,
            Point::AnchoredUnit(n, unit) => anchored_unit(context.anchor?, *n, *unit),
            Point::Anchored(n, unit) => anchored(context.anchor?, *n, *unit),
            Point::AnchoredWeekday(wanted, true) => {
                Some(Stretch::day(weekday_after(context.anchor?.last, *wanted)?))
            }
            Point::AnchoredWeekday(wanted, false) => {
                Some(Stretch::day(weekday_before(context.anchor?.first, *wanted)?))
            }
            Point::Part(point, part) => piece(point.days(context)?, *part),
            Point::SoFarIn(point) => so_far_in(point.days(context)?, context.published),
            Point::RestOf(point) => rest_of(point.days(context)?, context.published),
            Point::Range(left, right) => range(left, right, context),
        }
    }

    /// Says whether the words name the year, so that publication is not needed.
    pub(crate) fn is_named(&self) -> bool {
        match self {
            Point::Fixed(..) | Point::Ambiguous(..) => true,
            Point::NthWeekday(_, _, inner)
            | Point::UnitOf(_, inner)
            | Point::Shifted(inner, ..)
            | Point::ShiftedExactly(inner, ..)
            | Point::Part(inner, _) => inner.is_named(),
            Point::Range(left, right) => left.is_named() || right.is_named(),
            _ => false,
        }
    }

    /// Says whether it hangs on a time told before.
    pub(crate) fn is_anchored(&self) -> bool {
        match self {
            Point::Told | Point::Anchored(..) | Point::AnchoredUnit(..) | Point::AnchoredWeekday(..) => true,
            Point::InYear(_, YearRef::Anchored(_)) => true,
            Point::NthWeekday(_, _, inner)
            | Point::WeekdayIn(_, inner)
            | Point::UnitOf(_, inner)
            | Point::Shifted(inner, ..)
            | Point::ShiftedExactly(inner, ..)
            | Point::Part(inner, _)
            | Point::SoFarIn(inner)
            | Point::RestOf(inner) => inner.is_anchored(),
            Point::Range(left, right) => left.is_anchored() || right.is_anchored(),
            _ => false,
        }
    }

    /// Says whether the same words name other days when told of the past than of what is to come.
    pub(crate) fn is_floating(&self) -> bool {
        match self {
            Point::Yearly(_) | Point::DayOfMonth(_) => true,
            Point::Weekday(_, turn) | Point::Weekend(turn) => matches!(turn, Turn::Bare | Turn::This),
            Point::Part(inner, _) | Point::NthWeekday(_, _, inner) | Point::UnitOf(_, inner) => {
                inner.is_floating()
            }
            Point::Shifted(inner, ..) | Point::ShiftedExactly(inner, ..) => inner.is_floating(),
            Point::Range(left, right) => left.is_floating() && right.is_floating(),
            _ => false,
        }
    }

    /// Returns the length told: `the past two weeks`.
    pub(crate) fn length(&self) -> Option<Length> {
        match self {
            Point::Window(n, unit) => {
                Some(Length { count: u32::try_from(n.unsigned_abs()).ok()?, unit: *unit })
            }
            _ => None,
        }
    }

    /// Returns how fine the words are.
    pub(crate) fn granularity(&self) -> Granularity {
        match self {
            Point::Fixed(_, granularity) => *granularity,
            Point::Yearly(yearly) | Point::InYear(yearly, _) => yearly.granularity(),
            Point::Relative(unit, _) | Point::UnitOf(unit, _) | Point::AnchoredUnit(_, unit) => {
                Granularity::of(*unit)
            }
            Point::Away(_, unit) | Point::Anchored(_, unit) => Granularity::of_shift(*unit),
            Point::Shifted(inner, _, unit) => inner.granularity().max(Granularity::of_shift(*unit)),
            Point::Weekend(_) => Granularity::Weekend,
            Point::Window(_, unit) => Granularity::of(*unit),
            Point::Part(_, Piece::First(_, unit) | Piece::Nth(_, unit) | Piece::Last(_, unit)) => {
                Granularity::of(*unit)
            }
            Point::Part(inner, _)
            | Point::ShiftedExactly(inner, ..)
            | Point::SoFarIn(inner)
            | Point::RestOf(inner) => inner.granularity(),
            Point::Range(left, right) => left.granularity().min(right.granularity()),
            _ => Granularity::Day,
        }
    }
}

impl Yearly {
    fn granularity(self) -> Granularity {
        match self {
            Yearly::Day(..) => Granularity::Day,
            Yearly::Month(_) => Granularity::Month,
            Yearly::Season(_) => Granularity::Season,
            Yearly::Quarter(_) => Granularity::Quarter,
        }
    }

    pub(crate) fn of(self, year: i16) -> Option<Stretch> {
        match self {
            Yearly::Day(month, day, _) => Some(Stretch::day(Date::new(year, month, day).ok()?)),
            Yearly::Month(it) => month(year, it),
            Yearly::Season(it) => season(year, it),
            Yearly::Quarter(it) => quarter(year, it),
        }
    }

    /// Past: the latest that began on or before publication. To come: the earliest that ends on or after it. After a
    /// past year named in the sentence: the first that begins in or after it.
    fn days(self, context: &Context) -> Option<Stretch> {
        if let Some(told) = context.year {
            return self.first_after(told, context.published);
        }
        let published = context.published?;
        let year = published.year();
        let past = || (0..=8).filter_map(|back| self.of(year - back)).find(|it| it.first <= published);
        let ahead = || (-1..=8).filter_map(|on| self.of(year + on)).find(|it| it.last >= published);
        let (past, ahead) = (past(), ahead());
        if let Yearly::Day(_, _, Some(wanted)) = self {
            let fits = |it: Option<Stretch>| it.is_some_and(|it| weekday(it.first) == wanted);
            match (fits(past), fits(ahead)) {
                (true, false) => return past,
                (false, true) => return ahead,
                _ => {}
            }
        }
        if context.tense == Tense::Past { past } else { ahead }
    }

    fn first_after(self, told: Stretch, published: Option<Date>) -> Option<Stretch> {
        let year = told.first.year();
        let found = (0..=8).filter_map(|on| self.of(year + on)).find(|it| it.last >= told.first)?;
        published.is_none_or(|day| found.first <= day).then_some(found)
    }

    fn in_year(self, year: YearRef, context: &Context) -> Option<Stretch> {
        match year {
            YearRef::Relative(by) => self.of(unit_from(context.published?, Unit::Year, by)?.first.year()),
            YearRef::Anchored(by) => self.of(unit_from(context.anchor?.first, Unit::Year, by)?.first.year()),
            YearRef::Turn(turn) => {
                let published = context.published?;
                let year = published.year();
                match turn {
                    Turn::Last => {
                        (0..=8).filter_map(|back| self.of(year - back)).find(|it| it.last < published)
                    }
                    Turn::Next => (0..=8).filter_map(|on| self.of(year + on)).find(|it| it.first > published),
                    Turn::This | Turn::Bare => self.of(year),
                }
            }
        }
    }
}

/// Takes the reading within 60 days of publication where the other one is not; gives up where both or neither are.
fn nearer_by_far(one: Date, other: Date, published: Date) -> Option<Stretch> {
    let is_near = |day: Date| days_between(day, published).abs() <= 60;
    match (one == other, is_near(one), is_near(other)) {
        (true, ..) | (_, true, false) => Some(Stretch::day(one)),
        (_, false, true) => Some(Stretch::day(other)),
        _ => None,
    }
}

fn day_of_month(day: i8, context: &Context) -> Option<Stretch> {
    let published = context.published?;
    let in_month = |by: i64| {
        let there = add_months(published.first_of_month(), by)?;
        Date::new(there.year(), there.month(), day).ok()
    };
    let found = match context.tense {
        Tense::Past => (0..=2).filter_map(|back| in_month(-back)).find(|&it| it <= published),
        Tense::Future => (0..=2).filter_map(in_month).find(|&it| it >= published),
    };
    found.map(Stretch::day)
}

fn weekday_days(wanted: i8, turn: Turn, context: &Context) -> Option<Stretch> {
    let published = context.published?;
    let day = match (turn, context.tense) {
        (Turn::Last, _) => weekday_before(published, wanted),
        (Turn::Next, _) | (Turn::Bare, Tense::Future) => weekday_after(published, wanted),
        (Turn::This, Tense::Future) => weekday_on_or_after(published, wanted),
        (Turn::Bare | Turn::This, Tense::Past) => weekday_on_or_before(published, wanted),
    };
    day.map(Stretch::day)
}

/// Counts from the first `wanted` weekday (1) or takes the last (0).
fn nth_weekday(nth: u32, wanted: i8, of: Stretch) -> Option<Stretch> {
    let day = match nth.checked_sub(1) {
        None => weekday_on_or_before(of.last, wanted)?,
        Some(more) => add_days(weekday_on_or_after(of.first, wanted)?, i64::from(more) * 7)?,
    };
    (of.first <= day && day <= of.last).then(|| Stretch::day(day))
}

/// A weekend that has begun is the past one even on its Saturday; the one to come on a Sunday is still this one.
fn weekend(turn: Turn, context: &Context) -> Option<Stretch> {
    let published = context.published?;
    let is_sunday = weekday(published) == 6;
    let saturday = match (turn, context.tense) {
        (Turn::Last, _) if weekday(published) >= 5 => {
            weekday_before(add_days(published, if is_sunday { -1 } else { 0 })?, 5)
        }
        (Turn::Last, _) | (Turn::Bare | Turn::This, Tense::Past) => weekday_on_or_before(published, 5),
        (Turn::Next, _) => weekday_after(published, 5),
        (Turn::Bare | Turn::This, Tense::Future) if is_sunday => add_days(published, -1),
        (Turn::Bare | Turn::This, Tense::Future) => weekday_on_or_after(published, 5),
    }?;
    Some(Stretch { first: saturday, last: add_days(saturday, 1)? })
}

/// Moves by days and weeks to the day; by months and more to the whole calendar unit, for nobody who says `two years
/// later` means a day.
fn away(from: Stretch, n: i64, unit: Unit) -> Option<Stretch> {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day if n != 0 => {
            let edge = if n > 0 { from.last } else { from.first };
            Some(Stretch::day(add_units(edge, unit, n)?))
        }
        Unit::Week if n != 0 && from.n_days() <= 2 => shift_exactly(from, n, unit),
        _ => unit_from(from.first, unit, n),
    }
}

/// `Two days later` counts from a day or a few, not from `in May` told before.
fn anchored(from: Stretch, n: i64, unit: Unit) -> Option<Stretch> {
    is_fine_enough(from, unit).then(|| away(from, n, unit)).flatten()
}

fn anchored_unit(from: Stretch, n: i64, unit: Unit) -> Option<Stretch> {
    let day = if n > 0 { from.last } else { from.first };
    is_fine_enough(from, unit).then(|| unit_from(day, unit, n)).flatten()
}

fn is_fine_enough(from: Stretch, unit: Unit) -> bool {
    let n_days_max = match unit {
        Unit::Minute | Unit::Hour | Unit::Day => 7,
        Unit::Week => 31,
        _ => 366,
    };
    from.n_days() <= n_days_max
}

fn shift_exactly(from: Stretch, n: i64, unit: Unit) -> Option<Stretch> {
    Some(Stretch { first: add_units(from.first, unit, n)?, last: add_units(from.last, unit, n)? })
}

fn so_far_in(whole: Stretch, published: Option<Date>) -> Option<Stretch> {
    let published = published?;
    if whole.first <= published && published <= whole.last {
        return Some(Stretch { first: whole.first, last: published });
    }
    Some(whole)
}

fn rest_of(whole: Stretch, published: Option<Date>) -> Option<Stretch> {
    let published = published?;
    if whole.first <= published && published <= whole.last {
        return Some(Stretch { first: published, last: whole.last });
    }
    Some(whole)
}

/// Works the end that does not float out first, else the one nearer to publication, and the other from it.
fn range(left: &Point, right: &Point, context: &Context) -> Option<Stretch> {
    let is_from_right = left.is_floating() && (!right.is_floating() || context.tense == Tense::Past);
    let (first, last) = if is_from_right {
        let last = right.days(context)?;
        let before = Context { published: Some(last.last), tense: Tense::Past, year: None, ..*context };
        (left.days(&before)?, last)
    } else {
        let first = left.days(context)?;
        let after = Context { published: Some(first.first), tense: Tense::Future, year: None, ..*context };
        let last = if right.is_floating() { right.days(&after)? } else { right.days(context)? };
        (first, last)
    };
    (first.first <= last.last).then_some(Stretch { first: first.first, last: last.last })
}

/// Returns the calendar years `first..=last` as a point.
pub(crate) fn year_point(first: u32, last: u32, granularity: Granularity) -> Option<Point> {
    let stretch = years(i16::try_from(first).ok()?, i16::try_from(last).ok()?)?;
    Some(Point::Fixed(stretch, granularity))
}
