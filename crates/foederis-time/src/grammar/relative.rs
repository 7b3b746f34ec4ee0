//! Times told from publication or from a time told before: `yesterday`, `last week`, `three days ago`, `the next day`,
//! and pieces of any time: `early 2023`, `the first week of June`.

use foederis_types::Upos;

use crate::calendar::{Piece, Unit};
use crate::expression::Granularity;
use crate::grammar::count::{Count, count, ordinal, quantity, unit};
use crate::grammar::date::{dated, day_number, month_name, unit_of_point, weekday_name};
use crate::grammar::{Read, after_any, after_the, longest};
use crate::lexicon::{Tag, is_determiner, is_function_word};
use crate::point::{Point, Turn, YearRef, Yearly};
use crate::word::Words;

/// Reads a relative time: a simple one, or one counted from it.
pub(crate) fn relative(words: &Words, at: usize) -> Read<Point> {
    longest([simple(words, at), overnight(words, at), counted(words, at), day_before(words, at)])
}

/// Reads a relative time that holds no other relative time, so that reading never goes deeper than one level.
fn simple(words: &Words, at: usize) -> Read<Point> {
    longest([
        day_word(words, at),
        midnight(words, at),
        turned(words, at),
        the_turned(words, at),
        anchored_unit(words, at),
        weekend(words, at),
        nth_weekend(words, at),
        after_next(words, at),
        part_of_day(words, at),
        weekday_in_week(words, at),
        unit_of_point(words, at),
        the_current(words, at),
        sooner_or_later(words, at),
    ])
}

const PARTS_OF_DAY: &[&str] =
    &["morning", "afternoon", "evening", "night", "noon", "midday", "lunchtime", "midnight"];

/// `today`, `yesterday morning`, `the day before yesterday`, `overnight`, `tonight`, `last night`, `this evening`.
fn day_word(words: &Words, at: usize) -> Read<Point> {
    let whole = |by: i64, n: usize| Some((Point::Relative(Unit::Day, by), at + n));
    match words.low(at) {
        "today" if !is_title(words, at) && !words.is(at + 1, "week") => whole(0, 1),
        "today" | "tomorrow" if words.is(at + 1, "week") => {
            Some((Point::Relative(Unit::Day, if words.is(at, "today") { 7 } else { 8 }), at + 2))
        }
        "yesterday" => with_part_of_day(words, whole(-1, 1)?),
        "tomorrow" => with_part_of_day(words, whole(1, 1)?),
        "tonight" => whole(0, 1),

        "this" if words.is_any(at + 1, &["morning", "afternoon", "evening", "lunchtime"]) => whole(0, 2),
        "this" if words.is(at + 1, "very") && words.is(at + 2, "day") => whole(0, 3),
        "last" if words.is_any(at + 1, &["night", "evening"]) => whole(-1, 2),
        "the" if words.are(at + 1, &["day", "before", "yesterday"]) => whole(-2, 4),
        "the" if words.are(at + 1, &["day", "after", "tomorrow"]) => whole(2, 4),
        "day" if words.are(at + 1, &["before", "yesterday"]) => whole(-2, 3),
        "day" if words.are(at + 1, &["after", "tomorrow"]) => whole(2, 3),
        _ => None,
    }
}

/// `at midnight`, `since midnight`: the midnight that the day of publication began with or ends with.
fn midnight(words: &Words, at: usize) -> Read<Point> {
    let is_alone = words.is(at, "midnight") && !words.is_any(at + 1, &["on", "of", "tonight"]);
    let is_since = at > 0 && words.is_any(at - 1, &["since", "from"]);
    // "on Sunday at midnight" has its day already.
    let has_day = at > 1 && matches!(words.upos(at - 2), Some(Upos::Propn | Upos::Num));
    let is_at = at > 1 && words.is(at - 1, "at") && !has_day;
    (is_alone && (is_since || is_at)).then_some((Point::Relative(Unit::Day, 0), at + 1))
}

/// `USA Today`, `Russia Today` are outlets.
fn is_title(words: &Words, at: usize) -> bool {
    words.is_capital(at)
        && at > 0
        && words.is_capital(at - 1)
        && words.get(at).is_some_and(|it| it.text != "TODAY")
}

/// `overnight into Wednesday`, `overnight on Tuesday`, else the night before publication. As an adjective
/// (`an overnight raid`) it is the same night.
fn overnight(words: &Words, at: usize) -> Read<Point> {
    if !words.is(at, "overnight") {
        return None;
    }
    if words.is_any(at + 1, &["into", "to"])
        && let Some((day, next)) = base(words, at + 2)
    {
        let before = Point::Shifted(Box::new(day.clone()), -1, Unit::Day);
        return Some((Point::Range(Box::new(before), Box::new(day)), next));
    }
    let on = after_any(words, at + 1, &["on"]);
    if let Some((day @ (Point::Weekday(..) | Point::Yearly(Yearly::Day(..)) | Point::Range(..)), next)) =
        dated(words, on)
    {
        return Some((day, next));
    }
    Some((Point::Overnight, at + 1))
}

fn with_part_of_day(words: &Words, (point, next): (Point, usize)) -> Read<Point> {
    Some((point, after_any(words, next, PARTS_OF_DAY)))
}

/// `Wednesday night`, `the night of 4 January`, `the morning of Tuesday`, `late on Tuesday`, `early Tuesday`,
/// `the eve of 4 July`.
fn part_of_day(words: &Words, at: usize) -> Read<Point> {
    let is_day = |point: &Point| point.granularity() == Granularity::Day;
    let is_hours = words.is(at + 1, "hours");
    if !is_hours && words.is_any(at, &["late", "early", "earlier", "later", "midday", "midnight", "noon"]) {
        let on = after_any(words, at + 1, &["on", "in"]);
        let (point, next) = day_only(words, on)?;
        return is_day(&point).then(|| (point, after_any(words, next, PARTS_OF_DAY)));
    }
    let start = after_the(words, at);
    let start = if words.is(start + 1, "hours") {
        after_any(words, start, &["early", "small", "late"])
    } else {
        start
    };
    let is_part =
        PARTS_OF_DAY.contains(&words.low(start)) || words.is_any(start, &["dawn", "eve", "hours", "night"]);
    if is_part && words.is_any(start + 1, &["of", "on"]) {
        let (point, next) = longest([range_of_days(words, start + 2), day_only(words, start + 2)])?;
        if !is_day(&point) {
            return None;
        }
        let is_eve = words.is(start, "eve") && words.is(start + 1, "of");
        let point = if is_eve { Point::Shifted(Box::new(point), -1, Unit::Day) } else { point };
        return Some((point, next));
    }
    let (point, next) = dated(words, at)?;
    (is_day(&point) && PARTS_OF_DAY.contains(&words.low(next))).then_some((point, next + 1))
}

fn range_of_days(words: &Words, at: usize) -> Read<Point> {
    let (from, next) = dated(words, at)?;
    let (to, next) = words.is(next, "to").then(|| dated(words, next + 1)).flatten()?;
    Some((Point::Range(Box::new(from), Box::new(to)), next))
}

fn day_only(words: &Words, at: usize) -> Read<Point> {
    longest([dated(words, at), turned(words, at), day_word(words, at), weekday_in_week(words, at)])
}

/// `last week`, `next Monday`, `this June`, `this past weekend`, `last summer`, `next year`.
fn turned(words: &Words, at: usize) -> Read<Point> {
    let (turn, next) = turn(words, at)?;
    if let Tag::Unit(unit) = words.tag(next) {
        return turned_unit(words, at, next, turn, unit);
    }
    if let Some((weekday, end)) = weekday_name(words, next) {
        return with_part_of_day(words, (Point::Weekday(weekday, turn), end));
    }
    if words.is(next, "weekend") {
        return Some((Point::Weekend(turn), next + 1));
    }
    let yearly = match (month_name(words, next), words.tag(next)) {
        (Some((month, end)), _) => turned_day(words, month, end),
        (None, Tag::Season(season)) => (Yearly::Season(season), next + 1),
        _ => return None,
    };
    Some((Point::InYear(yearly.0, YearRef::Turn(turn)), yearly.1))
}

/// `last June`, `last June 19`.
fn turned_day(words: &Words, month: i8, end: usize) -> (Yearly, usize) {
    match day_number(words, end) {
        Some((day, next)) => (Yearly::Day(month, day, None), next),
        None => (Yearly::Month(month), end),
    }
}

fn turn(words: &Words, at: usize) -> Read<Turn> {
    Some(match (words.low(at), words.low(at + 1)) {
        ("this", "past" | "last") => (Turn::Last, at + 2),
        ("this", "coming") => (Turn::Next, at + 2),
        ("this", _) => (Turn::This, at + 1),
        ("last" | "past", "'") => return None,
        ("last", _) => (Turn::Last, at + 1),
        ("next" | "coming", _) => (Turn::Next, at + 1),
        _ => return None,
    })
}

/// `the next week` is the coming seven days, `last week` Monday to Sunday; `the next day` is told from before.
fn turned_unit(words: &Words, at: usize, next: usize, turn: Turn, unit: Unit) -> Read<Point> {
    let is_plural = words.low(next).ends_with('s');
    let has_the = is_determiner(words.before(at, 1));
    let is_small = matches!(unit, Unit::Minute | Unit::Hour | Unit::Day);
    let is_academic = words.is_any(next.wrapping_sub(1), &["fiscal", "financial"]);
    if is_plural || has_the || is_small || is_academic || words.is(at, "coming") {
        return None;
    }
    let by = match turn {
        Turn::Last => -1,
        Turn::This | Turn::Bare => 0,
        Turn::Next => 1,
    };
    let times = if words.low(next).starts_with("fortnight") { 2 } else { 1 };
    if times == 2 {
        return Some((Point::Window(if by < 0 { -2 } else { 2 }, Unit::Week), next + 1));
    }
    Some((Point::Relative(unit, by), next + 1))
}

/// `the past two weeks`, `the next three days`, `the last year`, `past 24 hours`; `in the next few days` is vague.
fn the_turned(words: &Words, at: usize) -> Read<Point> {
    let start = after_any(words, after_the(words, at), &["these", "this"]);
    let sign = match words.low(start) {
        "past" | "last" | "previous" | "preceding" => -1,
        "next" | "coming" | "following" => 1,
        _ => return None,
    };
    if let Tag::Unit(unit) = words.tag(start + 1) {
        let is_window = words.is(at, "the") && !words.low(start + 1).ends_with('s') && unit >= Unit::Week;
        let is_told = words.is_any(start, &["previous", "following", "preceding"]);
        if unit == Unit::Quarter && words.is(start, "last") && !words.is(start + 2, "of") {
            return Some((Point::Relative(unit, -1), start + 2));
        }
        return (is_window && !is_told).then_some((Point::Window(sign, unit), start + 2));
    }
    let ((length, _), next) = quantity(words, start + 1).filter(|_| !words.is(start + 1, "a"))?;
    let length = length?;
    Some((Point::Window(sign * i64::from(length.count), length.unit), next))
}

/// `the next day`, `the following week`, `the previous year`, `that day`, `the same month`, `the following Tuesday`.
fn anchored_unit(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let by = match words.low(start) {
        "next" | "following" | "very" if start > at => 1,
        "previous" | "preceding" if start > at => -1,
        "same" if start > at => 0,
        "that" | "that same" => 0,
        _ => return None,
    };
    let noun = start + 1 + usize::from(words.is_any(start + 1, &["same", "next", "very"]));
    if let Some((weekday, next)) = weekday_name(words, noun)
        .filter(|_| by != 0 && words.is_any(start, &["following", "previous", "preceding"]))
    {
        return Some((Point::AnchoredWeekday(weekday, by > 0), next));
    }
    if PARTS_OF_DAY.contains(&words.low(noun)) && by >= 0 {
        return Some((Point::Anchored(by, Unit::Day), noun + 1));
    }
    let Tag::Unit(unit) = words.tag(noun) else { return None };
    let is_window = words.is(start, "next") && unit > Unit::Day;
    let is_plural = words.low(noun).ends_with('s');
    if is_window || is_plural || unit < Unit::Day {
        return None;
    }
    with_part_of_day(words, (Point::AnchoredUnit(by, unit), noun + 1))
}

/// `the weekend`, `weekend` before a noun, `the weekend of 3 June`.
fn weekend(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    if !words.is(start, "weekend") {
        return None;
    }
    if words.is(start + 1, "of")
        && let Some((day, next)) = dated(words, start + 2)
        && is_of_a_day(&day)
    {
        let saturday = Point::WeekdayIn(5, Box::new(day.clone()));
        return Some((Point::Range(Box::new(saturday), Box::new(Point::WeekdayIn(6, Box::new(day)))), next));
    }
    let is_adverb = start > at || matches!(words.before(at, 1), "a" | "its" | "their" | "his" | "her");
    is_adverb.then_some((Point::Weekend(Turn::Bare), start + 1))
}

/// No month or year, which have many weekends.
fn is_of_a_day(point: &Point) -> bool {
    match point {
        Point::Fixed(_, granularity) => *granularity == Granularity::Day,
        Point::Yearly(yearly) | Point::InYear(yearly, _) => {
            !matches!(yearly, Yearly::Month(_) | Yearly::Season(_) | Yearly::Quarter(_))
        }
        _ => true,
    }
}

/// `three days ago`, `a fortnight ago tomorrow`, `two weeks later`, `a week from Monday`, `two days after 4 July`.
fn counted(words: &Words, at: usize) -> Read<Point> {
    let ((length, _), next) = quantity(words, at)?;
    let length = length?;
    let n = i64::from(length.count);
    if words.is(next + 1, "than") {
        return None;
    }
    match words.low(next) {
        "ago" => Some(ago(words, next + 1, n, length.unit)),
        "hence" => Some((Point::Away(n, length.unit), next + 1)),
        "from" | "after" | "before" | "on" | "following" => shifted(words, next, n, length.unit),
        "earlier" | "previously" | "beforehand" => Some((Point::Anchored(-n, length.unit), next + 1)),
        "later" | "afterwards" | "afterward" => Some((Point::Anchored(n, length.unit), next + 1)),
        "last" | "this" if length.unit == Unit::Week => {
            let (point, end) =
                turned(words, next).filter(|(point, _)| matches!(point, Point::Weekday(..)))?;
            Some((Point::ShiftedExactly(Box::new(point), -n, length.unit), end))
        }
        "'" if words.is(next + 1, "time") => Some((Point::Away(n, length.unit), next + 2)),
        _ => None,
    }
}

fn ago(words: &Words, next: usize, n: i64, unit: Unit) -> (Point, usize) {
    let said = longest([day_word(words, next), dated(words, next), turned(words, next)]);
    match said {
        Some((point @ (Point::Relative(..) | Point::Weekday(..)), end)) => {
            (Point::ShiftedExactly(Box::new(point), -n, unit), end)
        }
        _ => (Point::Away(-n, unit), next),
    }
}

fn shifted(words: &Words, at: usize, n: i64, unit: Unit) -> Read<Point> {
    let word = words.low(at);
    if word == "from" && words.is(at + 1, "now") {
        return Some((Point::Away(n, unit), at + 2));
    }
    let sign = if word == "before" { -1 } else { 1 };
    if let Some((from, next)) = base(words, at + 1) {
        let is_week_on = word != "on" || unit == Unit::Week;
        let is_span = word == "from" && words.is_any(next, &["to", "until", "till"]);
        let is_day = from.granularity() <= Granularity::Weekend;
        let is_to_the_day = matches!(from, Point::Relative(Unit::Day, _));
        let from = Box::new(from);
        let point = if is_to_the_day {
            Point::ShiftedExactly(from, sign * n, unit)
        } else {
            Point::Shifted(from, sign * n, unit)
        };
        return (is_week_on && !is_span && is_day).then_some((point, next));
    }
    let is_told = matches!(word, "before" | "after") && ends_phrase(words, at + 1);
    is_told.then_some((Point::Anchored(sign * n, unit), at + 1))
}

/// `the day before`, `the week after`, `the year before that`; before a noun or clause it is told by that instead.
fn day_before(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let ((unit, times), next) = unit(words, start).filter(|_| start > at)?;
    let sign = match words.low(next) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let n = sign * i64::from(times);
    if let Some((from, end)) = base(words, next + 1) {
        let is_day = from.granularity() <= Granularity::Weekend;
        let whole = if unit == Unit::Day { from } else { Point::UnitOf(unit, Box::new(from)) };
        return is_day.then(|| (Point::Shifted(Box::new(whole), n, unit), end));
    }
    ends_phrase(words, next + 1).then_some((Point::AnchoredUnit(n, unit), next + 1))
}

/// Says whether nothing that could tell the time stands here: the phrase before is whole.
fn ends_phrase(words: &Words, at: usize) -> bool {
    const NEVER: &[&str] =
        &["and", "but", "when", "while", "in", "at", "on", "with", "near", "as", "to", "or", "by"];
    const CLAUSE: &[&str] = &["the", "it", "they", "he", "she", "we", "its", "their", "his", "a", "an"];
    if !words.is_letters(at) {
        return !words.is_any(at, &["\"", "“", "'"]) || words.get(at).is_none();
    }
    NEVER.contains(&words.low(at))
        || (matches!(words.upos(at), Some(Upos::Verb | Upos::Aux | Upos::Adp | Upos::Cconj))
            && !CLAUSE.contains(&words.low(at))
            && !words.low(at).ends_with("ing"))
}

/// `the week after next`, `the month before last`, `the Friday after next`.
fn after_next(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let by = if words.are(start + 1, &["after", "next"]) {
        2
    } else if words.are(start + 1, &["before", "last"]) {
        -2
    } else {
        return None;
    };
    if let Some((weekday, _)) = weekday_name(words, start).filter(|_| by > 0) {
        let next = Box::new(Point::Weekday(weekday, Turn::Next));
        return Some((Point::Shifted(next, 1, Unit::Week), start + 3));
    }
    let Tag::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade)) = words.tag(start) else {
        return None;
    };
    Some((Point::Relative(unit, by), start + 3))
}

/// Reads the time that another is counted from.
fn base(words: &Words, at: usize) -> Read<Point> {
    longest([dated(words, at), simple(words, at), part(words, at)])
}

/// `the first weekend of June`, `the last weekend in May`.
fn nth_weekend(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let (nth, next) =
        if words.is_any(start, &["last", "final"]) { (0, start + 1) } else { ordinal(words, start)? };
    let of = (words.is(next, "weekend") && words.is_any(next + 1, &["of", "in"])).then_some(next + 2)?;
    let (whole, end) = coarse(words, of).filter(|(whole, _)| whole.granularity() == Granularity::Month)?;
    let saturday = Point::NthWeekday(nth, 5, Box::new(whole));
    let sunday = Point::Shifted(Box::new(saturday.clone()), 1, Unit::Day);
    Some((Point::Range(Box::new(saturday), Box::new(sunday)), end))
}

/// `Wednesday last week`, `Tuesday of this week`, `Monday week`, `the Friday before last`.
fn weekday_in_week(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let (weekday, next) = weekday_name(words, start)?;
    let next = after_any(words, next, PARTS_OF_DAY);
    if words.is(next, "week") {
        let point = Point::Weekday(weekday, Turn::Next);
        return Some((Point::Shifted(Box::new(point), 1, Unit::Week), next + 1));
    }
    if words.are(next, &["before", "last"]) {
        let point = Point::Weekday(weekday, Turn::Last);
        return Some((Point::Shifted(Box::new(point), -1, Unit::Week), next + 2));
    }
    let of = after_any(words, next, &["of", "in"]);
    let (week, end) = longest([turned(words, of), anchored_unit(words, of), the_current(words, of)])?;
    let is_week = matches!(week, Point::Relative(Unit::Week, _) | Point::AnchoredUnit(_, Unit::Week));
    is_week.then(|| (Point::WeekdayIn(weekday, Box::new(week)), end))
}

/// `the year`, `the month`, `the week` as the current one: only where a piece of it is told (`the end of the year`).
fn the_current(words: &Words, at: usize) -> Read<Point> {
    const LEADS: &[&str] = &["of", "in", "this"];
    let Tag::Unit(unit) = words.tag(at + 1) else { return None };
    let is_led = LEADS.contains(&words.before(at, 1)) && is_piece_word(words.before(at, 2));
    let is_calendar =
        matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century);
    let is_single = !words.low(at + 1).ends_with('s') && !words.low(at + 1).starts_with("fortnight");
    let is_other = words.is_any(at + 2, &["before", "after", "of", "when", "in", "that"])
        || words.digits(at + 2).is_some();
    (words.is(at, "the") && is_led && is_calendar && is_single && !is_other)
        .then_some((Point::Relative(unit, 0), at + 2))
}

fn is_piece_word(word: &str) -> bool {
    matches!(
        word,
        "end"
            | "start"
            | "beginning"
            | "middle"
            | "half"
            | "rest"
            | "remainder"
            | "earlier"
            | "later"
            | "late"
            | "early"
            | "day"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "quarter"
            | "days"
            | "close"
            | "far"
            | "part"
            | "opening"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// `earlier this month`, `later in the year`, `earlier on Tuesday`, `so far this year`, `the rest of the week`.
fn sooner_or_later(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let (is_rest, next) = match words.low(start) {
        "earlier" | "already" => (false, start + 1),
        "later" => (true, start + 1),
        "so" if words.is(start + 1, "far") => (false, start + 2),
        "rest" | "remainder" if words.is(start + 1, "of") => (true, start + 2),
        _ => return None,
    };
    let inside = after_any(words, next, &["in", "on"]);
    let current = || the_current(words, inside).filter(|_| inside > next || is_rest);
    let (point, end) = turned(words, inside).or_else(current).or_else(|| {
        longest([dated(words, inside), anchored_unit(words, inside)])
            .filter(|_| !words.is(start, "already") && !words.is(start, "so"))
    })?;
    let point = Box::new(point);
    Some((if is_rest { Point::RestOf(point) } else { Point::SoFarIn(point) }, end))
}

/// `early 2023`, `mid-June`, `late last year`, `the end of May`, `the first week of June`, `the last day of last year`,
/// `the first Monday in June`, `the second half of the year`.
pub(crate) fn part(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    longest([
        piece_of(words, start),
        nth_of(words, start),
        nth_weekday(words, start),
        year_end(words, at),
        current_part(words, start),
    ])
}

fn piece_of(words: &Words, at: usize) -> Read<Point> {
    let (piece, next) = piece_word(words, at)?;
    let (whole, end) = coarse(words, after_the_when_dated(words, next))?;
    let is_whole = whole.granularity() > Granularity::Day;
    is_whole.then(|| (Point::Part(Box::new(whole), piece), end))
}

/// `the end of the 1990s`, `late in the 1990s`: the decade reads its own `the`.
fn after_the_when_dated(words: &Words, at: usize) -> usize {
    let the = after_the(words, at);
    let is_own =
        matches!(words.tag(the), Tag::Unit(_)) || words.get(the).is_none_or(|word| !word.lower.is_empty());
    if is_own { at } else { the }
}

fn coarse(words: &Words, at: usize) -> Read<Point> {
    longest([
        dated(words, at),
        dated(words, after_the(words, at)),
        turned(words, at),
        anchored_unit(words, at),
        the_current(words, at),
        unit_of_point(words, at),
    ])
}

fn piece_word(words: &Words, at: usize) -> Read<Piece> {
    let hyphen = at + 1 + usize::from(words.is_hyphen(at + 1));
    Some(match words.low(at) {
        "early" => (Piece::Early, after_any(words, hyphen, &["in"])),
        "mid" => (Piece::Middle, after_any(words, hyphen, &["in"])),
        "late" => (Piece::Late, after_any(words, hyphen, &["in"])),
        "start" | "beginning" | "opening" if words.is(at + 1, "of") => (Piece::Start, at + 2),
        "end" | "close" if words.is(at + 1, "of") => (Piece::End, at + 2),
        "middle" if words.is(at + 1, "of") => (Piece::Middle, at + 2),
        "first" if words.are(at + 1, &["half", "of"]) => (Piece::FirstHalf, at + 3),
        "second" | "latter" | "last" if words.are(at + 1, &["half", "of"]) => (Piece::SecondHalf, at + 3),
        "latter" if words.are(at + 1, &["part", "of"]) => (Piece::Late, at + 3),
        "first" if words.are(at + 1, &["part", "of"]) => (Piece::Early, at + 3),
        "earliest" | "earlier" if words.are(at + 1, &["part", "of"]) => (Piece::Early, at + 3),
        _ => return None,
    })
}

/// `the first three months of 2024`, `the last day of last year`, `the second week of June`, `the final days of May`.
fn nth_of(words: &Words, at: usize) -> Read<Point> {
    let is_last = words.is_any(at, &["last", "final", "closing"]);
    let nth = ordinal(words, at);
    let next = if is_last { at + 1 } else { nth?.1 };
    let (n, next) = match count(words, next) {
        Some((Count::Exactly(n), next)) if n > 0 => (Some(n), next),
        _ => (None, next),
    };
    let ((unit, times), next) = unit(words, next)?;
    let of = words.is_any(next, &["of", "in"]).then_some(next + 1)?;
    let (whole, end) = coarse(words, of)?;
    let is_vague = n.is_none() && words.low(next - 1).ends_with('s');
    if is_vague || unit == Unit::Quarter || unit < Unit::Day || Unit::Year < unit {
        return None;
    }
    let piece = match (is_last, n, nth) {
        (true, n, _) => Piece::Last(n.unwrap_or(1).saturating_mul(times), unit),
        (false, Some(n), Some((1, _))) => Piece::First(n.saturating_mul(times), unit),
        (false, None, Some((nth, _))) => Piece::Nth(nth, unit),
        _ => return None,
    };
    Some((Point::Part(Box::new(whole), piece), end))
}

fn nth_weekday(words: &Words, at: usize) -> Read<Point> {
    let (nth, next) = if words.is_any(at, &["last", "final"]) { (0, at + 1) } else { ordinal(words, at)? };
    let (weekday, next) = weekday_name(words, next).filter(|_| nth <= 5)?;
    let of = words.is_any(next, &["of", "in"]).then_some(next + 1)?;
    let (whole, end) = coarse(words, of)?;
    let is_whole = whole.granularity() > Granularity::Week;
    is_whole.then(|| (Point::NthWeekday(nth, weekday, Box::new(whole)), end))
}

/// `year's end`, `the year's end`, `year-end`, `month's end`, `the turn of the year` is vague and left.
fn year_end(words: &Words, at: usize) -> Read<Point> {
    let start = after_the(words, at);
    let unit = match words.low(start) {
        "year" => Unit::Year,
        "month" => Unit::Month,
        "week" => Unit::Week,
        _ => return None,
    };
    let next = match (words.low(start + 1), words.low(start + 2), words.low(start + 3)) {
        ("'", "s", "end") => start + 4,
        ("-", "end", _) if words.is_any(at.wrapping_sub(1), &["by", "at", "until", "before"]) => start + 3,
        _ => return None,
    };
    Some((Point::Part(Box::new(Point::Relative(unit, 0)), Piece::End), next))
}

/// `early this week` and `early in the week`, where the unit is the current one.
fn current_part(words: &Words, at: usize) -> Read<Point> {
    let (piece, next) = piece_word(words, at)?;
    let (point, end) = the_current(words, next)?;
    (!is_function_word(words.low(next + 1))).then(|| (Point::Part(Box::new(point), piece), end))
}
