//! Laws that hold for any text and any day.

use foederis_time::{Kind, Tense, TimeExpression, find, find_in_text};
use foederis_types::Date;
use proptest::prelude::*;

use crate::tokenizer::sentence;

/// Any day of four centuries, leap days and turns of years among them.
fn any_day() -> impl Strategy<Value = Date> {
    (1800_i16..2200, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no such day", |(year, month, day)| Date::new(year, month, day).ok())
}

/// Text out of words that time expressions are made of, in any order.
fn any_phrase() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "the",
        "a",
        "on",
        "in",
        "since",
        "until",
        "by",
        "from",
        "to",
        "between",
        "and",
        "of",
        "last",
        "next",
        "this",
        "early",
        "mid",
        "-",
        "late",
        "end",
        "start",
        "first",
        "second",
        "half",
        "three",
        "two",
        "30",
        "19",
        "2024",
        "1990s",
        "19th",
        "June",
        "May",
        "Sept.",
        "Wednesday",
        "Sun",
        "week",
        "weeks",
        "month",
        "year",
        "years",
        "days",
        "day",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "yesterday",
        "tomorrow",
        "weekend",
        "autumn",
        "quarter",
        "century",
        "every",
        "within",
        "for",
        "over",
        "'s",
        "’",
        ",",
        "(",
        ")",
        "/",
        "é",
        "会",
        "will",
        "signed",
        "Christmas",
        "29",
        "February",
        "31",
        "9999",
        "2024-02-30",
        "99/99/9999",
        "then",
        "that",
        "same",
        "following",
        "previous",
        "morning",
        "night",
        "Q3",
        "fiscal",
        "999999",
        "one",
        "hundred",
        "thousand",
        "fortnight",
        "and a half",
        "eve",
    ];
    prop::collection::vec(prop::sample::select(WORDS), 0..14).prop_map(|words| words.join(" "))
}

/// Checks what every expression owes, whatever the words.
#[track_caller]
fn check_well_formed(found: &[TimeExpression], text: &str) {
    let mut end = 0;
    for it in found {
        assert!(!it.span.of(text).is_empty(), "span on character borders in `{text}`");
        assert!(it.span.start() >= end, "expressions in order, apart, in `{text}`");
        end = it.span.end();
        for tense in [Tense::Past, Tense::Future] {
            let days = it.resolve(tense);
            assert!(days.from.is_none_or(|from| days.to.is_none_or(|to| from <= to)), "{it:?} in `{text}`");
        }
        assert_eq!(
            it.basis.is_none(),
            [Tense::Past, Tense::Future].iter().all(|&tense| it.resolve(tense) == Default::default())
        );
    }
}

fn only(text: &str, published: Date) -> TimeExpression {
    let found = find_in_text(text, Some(published));
    assert_eq!(found.len(), 1, "`{text}` {found:?}");
    found[0]
}

fn day(text: &str, published: Date, tense: Tense) -> Date {
    let days = only(text, published).resolve(tense);
    assert_eq!(days.from, days.to, "`{text}`");
    days.from.unwrap_or_else(|| panic!("no day for `{text}`"))
}

fn distance(published: Date, day: Date) -> i32 {
    published.until((jiff::Unit::Day, day)).map_or(i32::MAX, |span| span.get_days())
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_well_formed_expressions(text in "\\PC{0,60}", published in prop::option::of(any_day())) {
        check_well_formed(&find_in_text(&text, published), &text);
    }

    #[test]
    fn any_phrase_gives_well_formed_expressions(text in any_phrase(), published in prop::option::of(any_day())) {
        check_well_formed(&find_in_text(&text, published), &text);
    }

    #[test]
    fn tokens_cover_the_span_exactly(text in any_phrase(), published in any_day()) {
        if let Some(sentence) = sentence(&text) {
            for it in find(&sentence, &text, Some(published), None) {
                let tokens = &sentence.tokens[it.first_token as usize..it.end_token as usize];
                prop_assert_eq!(tokens[0].span.start(), it.span.start());
                prop_assert_eq!(tokens[tokens.len() - 1].span.end(), it.span.end());
                prop_assert!(it.modifies.is_none_or(|noun| (noun as usize) < sentence.tokens.len()));
            }
        }
    }

    #[test]
    fn the_first_and_last_days_of_all_time_do_no_harm(text in any_phrase(), is_last in any::<bool>()) {
        let published = if is_last { Date::MAX } else { Date::MIN };
        check_well_formed(&find_in_text(&text, Some(published)), &text);
    }

    #[test]
    fn without_publication_nothing_has_days_but_from_a_named_year(text in any_phrase()) {
        let found = find_in_text(&text, None);
        let first = found.iter().find(|it| it.basis.is_some());
        let is_offset = first.is_some_and(|it| it.dates != foederis_time::Dates::Governor);
        prop_assert!(is_offset || first.is_none_or(|it| it.basis == Some(foederis_types::Basis::Named)), "{:?} in `{}`", found, text);
    }

    #[test]
    fn a_weekday_is_that_weekday_and_near(published in any_day(), wanted in 0_usize..7) {
        let name = WEEKDAYS[wanted];
        let at = |text: &str, tense| {
            let day = day(text, published, tense);
            assert_eq!(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap(), wanted);
            distance(published, day)
        };
        let days = at(&format!("met on {name}"), Tense::Past);
        prop_assert!((-6..=0).contains(&days));
        let days = at(&format!("will meet on {name}"), Tense::Future);
        prop_assert!((1..=7).contains(&days));
        let days = at(&format!("met last {name}"), Tense::Past);
        prop_assert!((-7..=-1).contains(&days));
        let days = at(&format!("will meet next {name}"), Tense::Future);
        prop_assert!((1..=7).contains(&days));
        let days = at(&format!("will meet this {name}"), Tense::Future);
        prop_assert!((0..=6).contains(&days));
        let in_week = at(&format!("met on {name} last week"), Tense::Past);
        prop_assert!((-13..=-1).contains(&in_week));
    }

    #[test]
    fn a_day_written_out_comes_back(published in any_day(), told in any_day()) {
        const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
        let month = MONTHS[usize::try_from(told.month()).unwrap() - 1];
        let (number, year) = (told.day(), told.year());
        let weekday = WEEKDAYS[usize::try_from(told.weekday().to_monday_zero_offset()).unwrap()];
        for text in [
            format!("on {number} {month} {year}"),
            format!("on {month} {number}, {year}"),
            format!("on {weekday}, {number} {month} {year}"),
            format!("on {weekday}, {month} {number}, {year},"),
            format!("on {told}"),
        ] {
            prop_assert_eq!(day(&text, published, Tense::Past), told);
            prop_assert_eq!(day(&text, published, Tense::Future), told);
        }
        let past = day(&format!("on {number} {month}"), published, Tense::Past);
        let future = day(&format!("on {number} {month}"), published, Tense::Future);
        prop_assert!(past <= published && published <= future);
        prop_assert_eq!((past.month(), past.day()), (told.month(), told.day()));
    }

    #[test]
    fn days_ago_and_on_are_counted_to_the_day(published in any_day(), n in 1_i32..5000) {
        prop_assert_eq!(distance(published, day(&format!("{n} days ago"), published, Tense::Past)), -n);
        prop_assert_eq!(distance(published, day(&format!("{n} weeks ago"), published, Tense::Past)), -7 * n);
        prop_assert_eq!(distance(published, day(&format!("{n} days from now"), published, Tense::Future)), n);
    }

    #[test]
    fn units_hold_or_border_publication(published in any_day(), unit in prop::sample::select(vec!["week", "month", "year"])) {
        let days = |turn: &str| {
            let days = only(&format!("{turn} {unit}"), published).resolve(Tense::Past);
            (days.from.unwrap(), days.to.unwrap())
        };
        let (last, this, next) = (days("last"), days("this"), days("next"));
        prop_assert!(this.0 <= published && published <= this.1);
        prop_assert_eq!(distance(last.1, this.0), 1);
        prop_assert_eq!(distance(this.1, next.0), 1);
    }

    #[test]
    fn open_ends_border_the_time_they_name(published in any_day(), told in any_day()) {
        let told = format!("{} {} {}", told.day(), "March", told.year());
        let resolve = |lead: &str| only(&format!("{lead} {told}"), published).resolve(Tense::Past);
        let named = resolve("on");
        prop_assert_eq!(resolve("since").from, named.from);
        prop_assert_eq!(resolve("until").to, named.to);
        prop_assert_eq!(resolve("by").to, named.to);
        prop_assert_eq!(distance(resolve("before").to.unwrap(), named.from.unwrap()), 1);
        prop_assert_eq!(distance(named.to.unwrap(), resolve("after").from.unwrap()), 1);
    }

    #[test]
    fn thirds_make_up_the_month(published in any_day()) {
        let days = |part: &str| {
            let days = only(&format!("{part} this month"), published).resolve(Tense::Past);
            (days.from.unwrap(), days.to.unwrap())
        };
        let (early, late) = (days("early"), days("late"));
        prop_assert_eq!(early.0, published.first_of_month());
        prop_assert_eq!(late.1, published.last_of_month());
        prop_assert!(early.1 < late.0);
    }
}

#[test]
fn kinds_have_names_of_their_own() {
    let kinds = [
        Kind::Day,
        Kind::Interval,
        Kind::Since,
        Kind::From,
        Kind::Until,
        Kind::By,
        Kind::Before,
        Kind::After,
        Kind::Within,
        Kind::Duration,
        Kind::Compared,
        Kind::Frequency,
        Kind::Name,
        Kind::VaguePast,
        Kind::VaguePresent,
        Kind::VagueFuture,
    ];
    let names: std::collections::BTreeSet<_> = kinds.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(names.len(), kinds.len());
}

/// A hostile report repeats what is costly to read; reading must grow with its length, not with the square of it.
#[test]
fn long_runs_of_one_phrase_are_read_in_time_that_grows_with_their_length() {
    for phrase in [
        "two days after ",
        "May ",
        "the day before ",
        "hundred and ",
        "early ",
        "that day ",
        "3, ",
        "overnight into ",
        "soon ",
        "the end of ",
    ] {
        let text = phrase.repeat(6_000 / phrase.len());
        check_well_formed(&find_in_text(&text, Some(Date::constant(2024, 6, 20))), &text);
    }
}
