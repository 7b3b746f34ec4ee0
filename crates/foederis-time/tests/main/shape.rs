//! What comes with an expression besides its days: tokens, heads, modified nouns, tense, what it dates.

use foederis_time::{Dates, Days, Granularity, Length, Tense, TimeExpression, Unit, anchor_after, find};
use foederis_types::{Basis, Date, EntityKind, EntityMention, Relation, Sentence, Upos};

use crate::tokenizer::sentence;

const PUBLISHED: Date = Date::constant(2024, 6, 20);

fn read(text: &str) -> (Sentence, Vec<TimeExpression>) {
    let sentence = sentence(text).expect("a test sentence has words");
    let found = find(&sentence, text, Some(PUBLISHED), None);
    (sentence, found)
}

fn word<'a>(sentence: &Sentence, text: &'a str, token: u32) -> &'a str {
    sentence.tokens[token as usize].span.of(text)
}

#[track_caller]
fn check_modifies(text: &str, noun: Option<&str>) {
    let (sentence, found) = read(text);
    assert_eq!(found[0].modifies.map(|token| word(&sentence, text, token)), noun, "{text}");
}

#[test]
fn a_time_before_a_noun_says_which() {
    check_modifies("The 1961 treaty obliges both.", Some("treaty"));
    check_modifies("Both cited the treaty of 1961.", Some("treaty"));
    check_modifies("Wednesday's raid killed two.", Some("raid"));
    check_modifies("Last week's talks failed.", Some("talks"));
    check_modifies("In June the talks failed.", None);
    check_modifies("In the autumn Russian troops landed.", None);
    check_modifies("They met on the night of 4 January.", None);
}

#[track_caller]
fn check_tense(text: &str, tense: Tense) {
    assert_eq!(read(text).1[0].tense, tense, "{text}");
}

#[test]
fn the_tense_is_guessed_from_the_verbs_around() {
    check_tense("They met on Friday.", Tense::Past);
    check_tense("They will meet on Friday.", Tense::Future);
    check_tense("They will meet the envoy, who arrived on Friday.", Tense::Past);
    check_tense("On Friday they will meet.", Tense::Future);
    check_tense("On Friday they met.", Tense::Past);
    check_tense("They said they would meet on Friday.", Tense::Future);
    check_tense("They are due to meet on Friday.", Tense::Future);
    check_tense("They were expected to meet on Friday.", Tense::Future);
    check_tense("They agreed to meet on Friday.", Tense::Future);
    check_tense("They refused to meet on Friday.", Tense::Past);
    check_tense("They have been meeting since Friday.", Tense::Past);
    check_tense("The pact will be signed on Friday.", Tense::Future);
    check_tense("The pact is to be signed on Friday.", Tense::Future);
    check_tense("A pact to be signed on Friday was leaked.", Tense::Future);
    check_tense("The pact was signed on Friday.", Tense::Past);
    check_tense("They will soon shut the port, on Friday.", Tense::Future);
    check_tense("They did not meet on Friday.", Tense::Past);
    check_tense("The ministers meet on Friday.", Tense::Future);
    check_tense("The truce expires on Friday.", Tense::Future);
    check_tense("They refused to meet on Friday.", Tense::Past);
    check_tense("They met on Friday and will meet again.", Tense::Past);
}

#[test]
fn the_head_is_the_token_whose_head_lies_outside() {
    let text = "They said late on Tuesday that it would stay.";
    let mut sentence = sentence(text).expect("a test sentence has words");
    for (token, head, relation) in [
        (1, None, Relation::Root),
        (2, Some(4), Relation::Advmod),
        (3, Some(4), Relation::Case),
        (4, Some(1), Relation::Obl),
    ] {
        sentence.tokens[token].head = head;
        sentence.tokens[token].relation = relation;
    }
    let found = find(&sentence, text, Some(PUBLISHED), None);
    assert_eq!(found[0].span.of(text), "late on Tuesday");
    assert_eq!((found[0].first_token, found[0].end_token), (2, 5));
    assert_eq!(word(&sentence, text, found[0].head_token(&sentence)), "Tuesday");
    assert_eq!(found[0].governor(&sentence).map(|token| word(&sentence, text, token)), Some("said"));
}

#[test]
fn a_person_and_a_verb_are_no_month() {
    let text = "The envoy heard from April on Monday.";
    let mut sentence = sentence(text).expect("a test sentence has words");
    sentence.entities.push(EntityMention { first: 4, end: 5, kind: EntityKind::Person });
    let found = find(&sentence, text, Some(PUBLISHED), None);
    assert_eq!(found.iter().map(|it| it.span.of(text)).collect::<Vec<_>>(), ["Monday"]);

    let text = "They came to March again.";
    let mut sentence = crate::tokenizer::sentence(text).expect("a test sentence has words");
    sentence.tokens[3].upos = Upos::Verb;
    assert_eq!(find(&sentence, text, Some(PUBLISHED), None), []);
}

#[test]
fn the_ninth_before_a_noun_is_no_day() {
    let text = "They met on the 9th terrace.";
    let mut sentence = sentence(text).expect("a test sentence has words");
    sentence.tokens[5].upos = Upos::Noun;
    assert_eq!(find(&sentence, text, Some(PUBLISHED), None), []);
}

#[test]
fn lengths_are_told() {
    let length = |text: &str| read(text).1[0].length;
    let of = |count, unit| Some(Length { count, unit });
    assert_eq!(length("It was the first in 24 years."), of(24, Unit::Year));
    assert_eq!(length("Help comes within a fortnight."), of(2, Unit::Week));
    assert_eq!(length("It runs for a year and a half."), of(18, Unit::Month));
    assert_eq!(length("It runs for twenty-five days."), of(25, Unit::Day));
    assert_eq!(length("It runs for two hundred and ten days."), of(210, Unit::Day));
    assert_eq!(length("It ran for several weeks."), None);
}

#[test]
fn a_length_to_come_reaches_a_day_and_a_length_past_does_not() {
    let it = read("The envoy returns in three days.").1[0];
    assert_eq!(it.resolve(Tense::Past), Days::default());
    assert_eq!(it.resolve(Tense::Future).from, Some(Date::constant(2024, 6, 23)));
}

#[test]
fn a_week_after_says_whose_day_it_tells() {
    let found = read("They left two days after signing on 14 June.").1;
    assert_eq!((found[0].dates, found[0].from), (Dates::Main, Some(Date::constant(2024, 6, 16))));
    let found = read("It took effect last Thursday, a week after parliament had approved it.").1;
    assert_eq!((found[1].dates, found[1].from), (Dates::Following, Some(Date::constant(2024, 6, 6))));
    let found = read("Nine years after the judges first compared notes, they will sign on Tuesday.").1;
    assert_eq!((found[0].dates, found[0].from), (Dates::Following, Some(Date::constant(2015, 1, 1))));
    let found = read("They left two days after the talks.").1;
    assert_eq!((found[0].dates, found[0].basis), (Dates::Governor, None));
}

#[test]
fn the_next_day_counts_from_the_sentence_before() {
    let first = read("They met on 4 June.").1;
    let prior = anchor_after(&first, None);
    let text = "The next day they signed.";
    let second = sentence(text).expect("a test sentence has words");
    let found = find(&second, text, Some(PUBLISHED), prior);
    assert_eq!(found[0].from, Some(Date::constant(2024, 6, 5)));
    assert_eq!(found[0].basis, Some(Basis::Resolved));
    assert_eq!(anchor_after(&[], prior), prior);
}

#[test]
fn a_month_told_before_is_too_coarse_for_the_next_day() {
    let found = read("They met in May, and the next day they signed.").1;
    assert_eq!((found[1].from, found[1].to), (None, None));
}

#[test]
fn a_named_year_is_named_and_a_bare_day_is_resolved() {
    let basis = |text: &str| read(text).1[0].basis;
    assert_eq!(basis("They met on 4 June 2024."), Some(Basis::Named));
    assert_eq!(basis("They met in 2014."), Some(Basis::Named));
    assert_eq!(basis("They have met since 2014."), Some(Basis::Named));
    assert_eq!(basis("They met on 4 June."), Some(Basis::Resolved));
    assert_eq!(basis("They met yesterday."), Some(Basis::Resolved));
    assert_eq!(basis("They met recently."), None);
}

#[test]
fn granularity_follows_the_words() {
    let granularity = |text: &str| read(text).1[0].granularity;
    assert_eq!(granularity("They met on 4 June."), Granularity::Day);
    assert_eq!(granularity("They met at the weekend."), Granularity::Weekend);
    assert_eq!(granularity("They met last week."), Granularity::Week);
    assert_eq!(granularity("They met in late May."), Granularity::Month);
    assert_eq!(granularity("They met in Q1 2024."), Granularity::Quarter);
    assert_eq!(granularity("They met in the autumn of 2020."), Granularity::Season);
    assert_eq!(granularity("They met in 2020."), Granularity::Year);
    assert_eq!(granularity("They met in the 1990s."), Granularity::Decade);
    assert_eq!(granularity("They met in the 19th century."), Granularity::Century);
}

#[test]
fn a_weekday_that_fits_the_year_only_once_decides_it() {
    // 19 June was a Wednesday in 2024 and a Thursday in 2025.
    let it = read("They will meet on Wednesday, 19 June.").1[0];
    assert_eq!(it.from, Some(Date::constant(2024, 6, 19)));
}

#[test]
fn spans_count_in_the_whole_text() {
    let text = "Über alles. They met on Wednesday, 19 June 2024, in Genève.";
    let mut sentence = sentence(text).expect("a test sentence has words");
    sentence.tokens.drain(..3);
    sentence.span =
        foederis_types::Span::from_offsets(sentence.tokens[0].span.start(), text.len()).expect("not empty");
    let found = find(&sentence, text, Some(PUBLISHED), None);
    assert_eq!(found[0].span.of(text), "Wednesday, 19 June 2024");
    assert_eq!(word(&sentence, text, found[0].first_token), "Wednesday");
}
