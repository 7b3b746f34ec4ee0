//! Day arithmetic on the Gregorian calendar: stretches of days, calendar units, weekdays.
//!
//! Knows nothing of words. Every function gives `None` where a day would leave the years -9999..=9999.

use foederis_types::Date;

/// Days `first..=last`, both ends known, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// A unit that time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// A calendar day.
    Day,
    /// Monday to Sunday, or seven days.
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
    /// 1990 to 1999, and so on.
    Decade,
    /// 1901 to 2000, and so on.
    Century,
}

/// A season of the northern hemisphere, by the meteorological months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A piece of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `early June`: the first third.
    Early,
    /// `mid-June`: the second third.
    Middle,
    /// `late June`: the last third.
    Late,
    /// `the start of 2024`: its first smaller unit.
    Start,
    /// `the end of 2024`: its last smaller unit.
    End,
    /// `the first half of June`.
    FirstHalf,
    /// `the second half of June`.
    SecondHalf,
    /// `the first two weeks of June`.
    First(u32, Unit),
    /// `the second week of June`: the n-th, from 1.
    Nth(u32, Unit),
    /// `the last two weeks of June`.
    Last(u32, Unit),
}

impl Stretch {
    /// Makes the stretch of both days and all between, whichever comes first.
    pub(crate) fn new(one: Date, other: Date) -> Stretch {
        Stretch { first: one.min(other), last: one.max(other) }
    }

    /// Makes the stretch of one day.
    pub(crate) fn day(day: Date) -> Stretch {
        Stretch { first: day, last: day }
    }

    /// Returns the days from the first to the last, at least 1.
    pub(crate) fn n_days(self) -> i32 {
        days_between(self.first, self.last) + 1
    }
}

/// Returns the days from `one` to `other`, negative if `other` is earlier.
pub(crate) fn days_between(one: Date, other: Date) -> i32 {
    one.until((jiff::Unit::Day, other)).map_or(0, |span| span.get_days())
}

/// Returns the day `n` days later.
pub(crate) fn add_days(day: Date, n: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(n).ok()?).ok()
}

/// Returns the same day of the month `n` months later, or that month's last day where it is shorter.
pub(crate) fn add_months(day: Date, n: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(n).ok()?).ok()
}

/// Returns the calendar month `month` (1 to 12) of `year`.
pub(crate) fn month(year: i16, month: i8) -> Option<Stretch> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Stretch { first, last: first.last_of_month() })
}

/// Returns the calendar years `first..=last`.
pub(crate) fn years(first: i16, last: i16) -> Option<Stretch> {
    Some(Stretch { first: Date::new(first, 1, 1).ok()?, last: Date::new(last, 12, 31).ok()? })
}

/// Returns the season that begins in `year`; winter ends in the next.
pub(crate) fn season(year: i16, season: Season) -> Option<Stretch> {
    let first_month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let first = Date::new(year, first_month, 1).ok()?;
    Some(Stretch { first, last: add_months(first, 2)?.last_of_month() })
}

/// Returns the quarter `quarter` (1 to 4) of `year`.
pub(crate) fn quarter(year: i16, quarter: i8) -> Option<Stretch> {
    let first = Date::new(year, quarter.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
    Some(Stretch { first, last: add_months(first, 2)?.last_of_month() })
}

/// Returns the century that the year lies in by its ordinal: the 20th is 1901 to 2000.
pub(crate) fn century(ordinal: i16) -> Option<Stretch> {
    let last = ordinal.checked_mul(100)?;
    years(last.checked_sub(99)?, last)
}

/// Returns the Monday-to-Sunday week of a day.
pub(crate) fn week_of(day: Date) -> Option<Stretch> {
    let monday = add_days(day, -i64::from(weekday(day)))?;
    Some(Stretch { first: monday, last: add_days(monday, 6)? })
}

/// Returns the calendar unit that lies `by` units after the one that holds `day`. Minutes and hours count as the day.
pub(crate) fn unit_from(day: Date, unit: Unit, by: i64) -> Option<Stretch> {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Some(Stretch::day(add_days(day, by)?)),
        Unit::Week => week_of(add_days(day, by.checked_mul(7)?)?),
        Unit::Month => {
            let there = add_months(day.first_of_month(), by)?;
            month(there.year(), there.month())
        }
        Unit::Quarter => {
            let there = add_months(day.first_of_month(), by.checked_mul(3)?)?;
            quarter(there.year(), (there.month() - 1) / 3 + 1)
        }
        Unit::Year => {
            let year = i16::try_from(i64::from(day.year()).checked_add(by)?).ok()?;
            years(year, year)
        }
        Unit::Decade => {
            let first = i64::from(day.year()).div_euclid(10).checked_add(by)?.checked_mul(10)?;
            years(i16::try_from(first).ok()?, i16::try_from(first + 9).ok()?)
        }
        Unit::Century => {
            let ordinal = (i64::from(day.year()) - 1).div_euclid(100).checked_add(by)?.checked_add(1)?;
            century(i16::try_from(ordinal).ok()?)
        }
    }
}

/// Returns the day that lies `n` units after `day`, counted in days or in months. Hours give whole days, rounded to
/// the day they most likely reach.
pub(crate) fn add_units(day: Date, unit: Unit, n: i64) -> Option<Date> {
    match unit {
        Unit::Minute => Some(day),
        Unit::Hour => add_days(day, (n + 12 * n.signum()) / 24),
        Unit::Day => add_days(day, n),
        Unit::Week => add_days(day, n.checked_mul(7)?),
        Unit::Month => add_months(day, n),
        Unit::Quarter => add_months(day, n.checked_mul(3)?),
        Unit::Year => add_months(day, n.checked_mul(12)?),
        Unit::Decade => add_months(day, n.checked_mul(120)?),
        Unit::Century => add_months(day, n.checked_mul(1200)?),
    }
}

/// Returns the weekday of a day, Monday 0 to Sunday 6.
pub(crate) fn weekday(day: Date) -> i8 {
    day.weekday().to_monday_zero_offset()
}

/// Returns the latest `wanted` weekday on or before `day`.
pub(crate) fn weekday_on_or_before(day: Date, wanted: i8) -> Option<Date> {
    add_days(day, -i64::from((weekday(day) - wanted).rem_euclid(7)))
}

/// Returns the earliest `wanted` weekday on or after `day`.
pub(crate) fn weekday_on_or_after(day: Date, wanted: i8) -> Option<Date> {
    add_days(day, i64::from((wanted - weekday(day)).rem_euclid(7)))
}

/// Returns the latest `wanted` weekday before `day`, never `day` itself.
pub(crate) fn weekday_before(day: Date, wanted: i8) -> Option<Date> {
    weekday_on_or_before(add_days(day, -1)?, wanted)
}

/// Returns the earliest `wanted` weekday after `day`, never `day` itself.
pub(crate) fn weekday_after(day: Date, wanted: i8) -> Option<Date> {
    weekday_on_or_after(add_days(day, 1)?, wanted)
}

/// Cuts a piece out of a stretch. Thirds and halves of stretches of whole months are whole months where they can be.
pub(crate) fn piece(whole: Stretch, piece: Piece) -> Option<Stretch> {
    if whole.first == whole.last {
        return Some(whole);
    }
    match piece {
        Piece::Early => fraction(whole, 0, 3),
        Piece::Middle => fraction(whole, 1, 3),
        Piece::Late => fraction(whole, 2, 3),
        Piece::Start => at_edge(whole, 0),
        Piece::End => at_edge(whole, 2),
        Piece::FirstHalf => fraction(whole, 0, 2),
        Piece::SecondHalf => fraction(whole, 1, 2),
        Piece::First(n, unit) => run(whole, 0, n, unit),
        Piece::Nth(n, unit) => run(whole, n.checked_sub(1)?, 1, unit),
        Piece::Last(n, unit) => {
            let after = add_days(whole.last, 1)?;
            let first = add_units(after, unit, -i64::from(n))?.max(whole.first);
            Some(Stretch { first, last: whole.last })
        }
    }
}

/// The start of a year is its first month, of a month or week its first third.
fn at_edge(whole: Stretch, third: i32) -> Option<Stretch> {
    match (whole.n_days() > 100, third) {
        (true, 0) => month(whole.first.year(), whole.first.month()),
        (true, _) => month(whole.last.year(), whole.last.month()),
        (false, _) => fraction(whole, third, 3),
    }
}

fn run(whole: Stretch, skipped: u32, n: u32, unit: Unit) -> Option<Stretch> {
    let first = add_units(whole.first, unit, i64::from(skipped))?;
    let last = add_days(add_units(first, unit, i64::from(n))?, -1)?;
    (first <= whole.last).then(|| Stretch { first, last: last.min(whole.last).max(first) })
}

/// Returns the `which`-th (from 0) of `of` like parts: by months where the whole is of years, by years where it is of
/// decades (early 1990 to 1993, mid to 1996), by days of the month where it is one month (1-10, 11-20, 21-; 1-15, 16-), else by days.
fn fraction(whole: Stretch, which: i32, of: i32) -> Option<Stretch> {
    let n_days = whole.n_days();
    let n_months = n_months_whole(whole);
    if n_months >= 12 * of && n_months % 12 == 0 {
        let border = |part: i32| i64::from((n_months / 12 * part + of - 1) / of);
        let first = add_months(whole.first, border(which) * 12)?;
        let last = add_days(add_months(whole.first, border(which + 1) * 12)?, -1)?;
        return Some(Stretch { first, last });
    }
    if n_months >= of && n_months % of == 0 && n_months > 1 {
        let each = i64::from(n_months / of);
        let first = add_months(whole.first, each * i64::from(which))?;
        let last = add_months(first, each - 1)?.last_of_month();
        return Some(Stretch { first, last });
    }
    let border = |part: i32| match (n_months, of) {
        (1, 3) => part * 10,
        (1, 2) => part * 15,
        _ => (n_days * part + of / 2) / of,
    };
    let end = if which + 1 == of { n_days } else { border(which + 1) };
    let first = add_days(whole.first, i64::from(border(which)))?;
    Some(Stretch { first, last: add_days(whole.first, i64::from(end - 1))?.max(first) })
}

/// Counts the calendar months of a stretch of whole months; 0 for any other stretch.
fn n_months_whole(whole: Stretch) -> i32 {
    if whole.first.day() != 1 || whole.last != whole.last.last_of_month() {
        return 0;
    }
    let years = i32::from(whole.last.year()) - i32::from(whole.first.year());
    years * 12 + i32::from(whole.last.month()) - i32::from(whole.first.month()) + 1
}
