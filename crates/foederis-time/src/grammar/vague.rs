//! Lengths, frequencies, and times that no calendar can place.

use crate::calendar::Unit;
use crate::expression::{Kind, Length};
use crate::grammar::Read;
use crate::grammar::count::{Count, count, quantity, unit};
use crate::grammar::date::weekday_name;
use crate::lexicon::Tag;
use crate::word::Words;

/// Fixed phrases, longer ones first where one begins another.
const PHRASES: &[(&[&str], Kind)] = &[
    (&["in", "the", "near", "future"], Kind::VagueFuture),
    (&["in", "the", "foreseeable", "future"], Kind::VagueFuture),
    (&["in", "the", "distant", "future"], Kind::VagueFuture),
    (&["for", "the", "foreseeable", "future"], Kind::VagueFuture),
    (&["the", "foreseeable", "future"], Kind::VagueFuture),
    (&["the", "near", "future"], Kind::VagueFuture),
    (&["in", "the", "not", "too", "distant", "future"], Kind::VagueFuture),
    (&["in", "the", "future"], Kind::VagueFuture),
    (&["in", "future"], Kind::VagueFuture),
    (&["some", "day"], Kind::VagueFuture),
    (&["someday"], Kind::VagueFuture),
    (&["one", "day"], Kind::VagueFuture),
    (&["before", "long"], Kind::VagueFuture),
    (&["in", "due", "course"], Kind::VagueFuture),
    (&["as", "soon", "as", "possible"], Kind::VagueFuture),
    (&["sooner", "or", "later"], Kind::VagueFuture),
    (&["soon"], Kind::VagueFuture),
    (&["shortly"], Kind::VagueFuture),
    (&["in", "the", "recent", "past"], Kind::VaguePast),
    (&["in", "the", "distant", "past"], Kind::VaguePast),
    (&["in", "the", "past"], Kind::VaguePast),
    (&["long", "ago"], Kind::VaguePast),
    (&["the", "other", "day"], Kind::VaguePast),
    (&["in", "recent", "times"], Kind::VaguePast),
    (&["recently"], Kind::VaguePast),
    (&["lately"], Kind::VaguePast),
    (&["formerly"], Kind::VaguePast),
    (&["previously"], Kind::VaguePast),
    (&["at", "the", "moment"], Kind::VaguePresent),
    (&["for", "the", "moment"], Kind::VaguePresent),
    (&["at", "present"], Kind::VaguePresent),
    (&["at", "this", "time"], Kind::VaguePresent),
    (&["to", "this", "day"], Kind::VaguePresent),
    (&["these", "days"], Kind::VaguePresent),
    (&["for", "now"], Kind::VaguePresent),
    (&["right", "now"], Kind::VaguePresent),
    (&["nowadays"], Kind::VaguePresent),
    (&["presently"], Kind::VaguePresent),
    (&["currently"], Kind::VaguePresent),
    (&["so", "far"], Kind::VaguePresent),
    (&["to", "date"], Kind::VaguePresent),
    (&["now"], Kind::VaguePresent),
    (&["daily"], Kind::Frequency),
    (&["nightly"], Kind::Frequency),
    (&["hourly"], Kind::Frequency),
    (&["weekly"], Kind::Frequency),
    (&["fortnightly"], Kind::Frequency),
    (&["monthly"], Kind::Frequency),
    (&["quarterly"], Kind::Frequency),
    (&["annually"], Kind::Frequency),
    (&["annual"], Kind::Frequency),
    (&["yearly"], Kind::Frequency),
    (&["weekdays"], Kind::Frequency),
    (&["weekends"], Kind::Frequency),
];

/// Reads a phrase that no calendar can place.
pub(crate) fn vague(words: &Words, at: usize) -> Read<Kind> {
    fixed(words, at)
        .or_else(|| vague_units(words, at))
        .or_else(|| inexact_ago(words, at))
        .or_else(|| vague_ago(words, at))
}

fn fixed(words: &Words, at: usize) -> Read<Kind> {
    let (phrase, kind) = PHRASES.iter().find(|(phrase, _)| words.are(at, phrase))?;
    let next = at + phrase.len();
    let is_name = words.is_capital(at) && (at > 0 || words.is_capital(next)) && words.is_capital(next);
    let opens_length = words.is_any(next - 1, &["past", "future"])
        && (matches!(words.tag(next), Tag::Number(_) | Tag::Unit(_)) || count(words, next).is_some());
    let is_that = opens_length
        || phrase == &["recently"] && words.is(at.wrapping_sub(1), "as")
        || phrase == &["now"] && words.is(next, "that")
        || phrase == &["one", "day"] && words.is(at.wrapping_sub(1), "-");
    let is_counted = matches!(phrase, &["one", "day"])
        && words.is_any(next, &["after", "before", "later", "earlier", "ago", "of", "last", "this", "in"]);
    let is_after_all = words.is_any(next, &["after", "before", "afterwards", "afterward", "thereafter"])
        && matches!(phrase, &["soon"] | &["shortly"])
        || phrase == &["so", "far"] && words.is(next, "as");
    let is_counted = is_counted || is_after_all;
    let is_led = matches!(phrase, &["one", "day"])
        && words.is_any(at.wrapping_sub(1), &["for", "in", "within", "than", "of"]);
    (!is_name && !is_that && !is_counted && !is_led).then_some((*kind, next))
}

/// `in recent weeks`, `the coming days`, `the past few months`, `within days`, `the weeks ahead`.
fn vague_units(words: &Words, at: usize) -> Read<Kind> {
    let is_in = words.is_any(at, &["in", "over", "during", "for", "within"]);
    let start = at + usize::from(is_in);
    let start = start + usize::from(words.is_any(start, &["the", "these"]));
    let kind = match words.low(start) {
        "recent" => Kind::VaguePast,
        "past" | "last" => Kind::VaguePast,
        "coming" | "next" | "following" => Kind::VagueFuture,
        _ => return ahead(words, at),
    };
    let few = match count(words, start + 1) {
        Some((Count::Some, next)) => next,
        _ => start + 1,
    };
    let (_, next) = unit(words, few)?;
    (words.low(next - 1).ends_with('s') && !words.is(next, "of")).then_some((kind, next))
}

/// `in the weeks ahead`, `the days to come`, `within days`.
fn ahead(words: &Words, at: usize) -> Read<Kind> {
    if words.is(at, "within") {
        let (_, next) = unit(words, at + 1)?;
        return words.low(at + 1).ends_with('s').then_some((Kind::Within, next));
    }
    let start = at + usize::from(words.is(at, "in"));
    let (_, next) = words.is(start, "the").then(|| unit(words, start + 1)).flatten()?;
    let is_plural = words.low(next - 1).ends_with('s');
    if words.is(next, "ahead") && is_plural {
        return Some((Kind::VagueFuture, next + 1));
    }
    (words.are(next, &["to", "come"]) && is_plural).then_some((Kind::VagueFuture, next + 2))
}

/// `more than two weeks ago`, `almost ten days ago`: near a day, so on none.
fn inexact_ago(words: &Words, at: usize) -> Read<Kind> {
    const LEADS: &[&[&str]] = &[
        &["more", "than"],
        &["less", "than"],
        &["fewer", "than"],
        &["at", "least"],
        &["almost"],
        &["nearly"],
        &["over"],
        &["under"],
        &["well", "over"],
        &["just", "over"],
        &["just", "under"],
    ];
    let start = at + LEADS.iter().find(|lead| words.are(at, lead))?.len();
    let ((_, unit), next) = quantity(words, start)?;
    (unit < Unit::Month && words.is_any(next, &["ago", "earlier"])).then_some((Kind::VaguePast, next + 1))
}

/// `several days ago`, `years ago`, `some weeks later`.
fn vague_ago(words: &Words, at: usize) -> Read<Kind> {
    let next = match quantity(words, at) {
        Some(((None, _), next)) => next,
        _ => unit(words, at).filter(|&(_, next)| words.low(next - 1).ends_with('s'))?.1,
    };
    match words.low(next) {
        "ago" | "earlier" => Some((Kind::VaguePast, next + 1)),
        "from" if words.is(next + 1, "now") => Some((Kind::VagueFuture, next + 2)),
        _ => None,
    }
}

/// Reads how often: `every Friday`, `each year`, `twice a week`, `three times a month`, `per year`, `on Fridays`.
pub(crate) fn frequency(words: &Words, at: usize) -> Read<()> {
    match words.low(at) {
        "every" | "each" => every(words, at + 1),
        "per" => unit(words, at + 1).map(|(_, next)| ((), next)),
        "once" | "twice" | "thrice" => rate(words, at + 1),
        "on" => plural_weekday(words, at + 1),
        _ => times(words, at).or_else(|| plural_weekday(words, at)).or_else(|| amount_rate(words, at)),
    }
}

fn every(words: &Words, at: usize) -> Read<()> {
    let at = at + usize::from(words.is_any(at, &["other", "single", "few", "second", "third"]));
    if let Some((_, next)) = weekday_name(words, at) {
        return Some(((), next));
    }
    if let Tag::Month(_) | Tag::Season(_) = words.tag(at) {
        return Some(((), at + 1));
    }
    let plain = unit(words, at).map(|(_, next)| ((), next));
    plain.or_else(|| quantity(words, at).map(|(_, next)| ((), next)))
}

fn rate(words: &Words, at: usize) -> Read<()> {
    let a = words.is_any(at, &["a", "an", "each", "every", "per"]).then_some(at + 1)?;
    every(words, a)
}

fn times(words: &Words, at: usize) -> Read<()> {
    let (_, next) = count(words, at)?;
    let next = words.is(next, "times").then_some(next + 1)?;
    rate(words, next)
}

fn plural_weekday(words: &Words, at: usize) -> Read<()> {
    let single = words.low(at).strip_suffix('s')?;
    let is_weekday = matches!(crate::lexicon::tag(single), Tag::Weekday(_)) && words.is_capital(at);
    is_weekday.then_some(((), at + 1))
}

/// `$2 billion a year`: an amount or plural noun before `a year`.
fn amount_rate(words: &Words, at: usize) -> Read<()> {
    let is_a = words.is_any(at, &["a", "an"]);
    let (unit, next) = unit(words, at + 1).filter(|_| is_a && at > 0)?;
    let before = words.before(at, 1);
    let is_amount = words.digits(at - 1).is_some()
        || matches!(
            before,
            "million" | "billion" | "trillion" | "thousand" | "dollars" | "euros" | "pounds" | "cent"
        )
        || (before.len() > 3
            && before.ends_with('s')
            && words.upos(at - 1) == Some(foederis_types::Upos::Noun));
    let is_free = unit.0 >= Unit::Hour
        && !words.is_any(next, &["ago", "later", "earlier", "before", "after", "and", "from"]);
    (is_amount && is_free).then_some(((), next))
}

/// Reads a length, words such as `for`, `over`, `more than` before it: `for two years`, `three-day`, `over sixty days`.
pub(crate) fn duration(words: &Words, at: usize) -> Read<Option<Length>> {
    let start = about(words, at);
    if let Some(((length, _), next)) = quantity(words, start) {
        let is_bare_a = words.is_any(start, &["a", "an"]) && start == at;
        let is_ordinal = words.is(at.wrapping_sub(1), "the") && start == at && words.is(start, "one");
        let is_share = words.low(next - 1).starts_with("quarter") && words.is_any(next, &["of", "majority"]);
        let is_pointed = start > at && words.is_any(next, &["ago", "later", "earlier"]);
        let is_meant = !is_pointed && !is_bare_a && !is_ordinal && !is_share && !is_title(words, start, next);
        return is_meant.then_some((length, next));
    }
    if let Some(read) = unit_long(words, start) {
        return Some(read);
    }
    let (_, next) = unit(words, start).filter(|_| start > at && words.low(start).ends_with('s'))?;
    let is_led = words.is_any(at, &["for", "in", "over"]);
    is_led.then_some((None, next))
}

/// `the week-long visit`, `a decades-long quarrel`.
fn unit_long(words: &Words, at: usize) -> Read<Option<Length>> {
    let ((unit, _), next) = unit(words, at)?;
    let is_long = words.is_hyphen(next) && words.is(next + 1, "long");
    let length = (!words.low(next - 1).ends_with('s')).then_some(Length { count: 1, unit });
    is_long.then_some((length, next + 2))
}

/// `Six-Day War`, `Seven Years' War`, `Five-Year Plan`.
fn is_title(words: &Words, at: usize, next: usize) -> bool {
    next > at && words.is_capital(next - 1) && words.is_letters(next - 1)
}

/// Skips the words before a length.
fn about(words: &Words, at: usize) -> usize {
    const LEADS: &[&[&str]] = &[
        &["for", "the", "first", "time", "in"],
        &["first", "time", "in"],
        &["for", "the"],
        &["for"],
        &["over", "the"],
        &["over"],
        &["in", "the"],
        &["in"],
        &["during", "the"],
        &["during"],
        &["throughout"],
    ];
    const NEARLY: &[&[&str]] = &[
        &["more", "than"],
        &["less", "than"],
        &["fewer", "than"],
        &["at", "least"],
        &["at", "most"],
        &["up", "to"],
        &["as", "long", "as"],
        &["no", "more", "than"],
        &["about"],
        &["around"],
        &["almost"],
        &["nearly"],
        &["roughly"],
        &["approximately"],
        &["over"],
        &["under"],
        &["just"],
        &["only"],
        &["another"],
        &["barely"],
        &["some"],
        &["exactly"],
        &["well", "over"],
    ];
    let skip = |at: usize, list: &[&[&str]]| {
        list.iter().find(|lead| words.are(at, lead)).map_or(at, |lead| at + lead.len())
    };
    skip(skip(skip(at, LEADS), NEARLY), NEARLY)
}
