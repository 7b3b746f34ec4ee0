//! Laws that hold for any input: the algebra of truth, order of input, proofs, monotony, hostile files.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foederis_pacts::*;
use foederis_types::{ActorCode, ClauseKind, Date};
use proptest::prelude::*;

fn library() -> &'static PactLibrary {
    static LIBRARY: OnceLock<PactLibrary> = OnceLock::new();
    LIBRARY.get_or_init(|| PactLibrary::embedded().unwrap())
}

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(Truth::False), Just(Truth::Unknown), Just(Truth::True)]
}

const STATES: [&str; 12] =
    ["KOR", "PRK", "RUS", "CHN", "USA", "JPN", "DEU", "FRA", "POL", "GBR", "TUR", "EGY"];

fn event() -> impl Strategy<Value = Event> {
    let places = prop_oneof![
        Just(None),
        Just(Some("EUROPE")),
        Just(Some("KOR")),
        Just(Some("PACIFIC")),
        Just(Some("EGY"))
    ];
    (0..12_usize, 1..12_usize, places, 0..200_i32, any::<bool>()).prop_map(
        |(a, step, place, day, is_disputed)| {
            let code = |idx: usize| ActorCode::new(STATES[idx % 12]).unwrap();
            let first = Date::constant(2024, 1, 1);
            Event {
                place: place.and_then(Zone::read),
                day: first.checked_add(jiff::Span::new().days(day)).ok(),
                is_disputed,
                ..Event::attack(code(a), code(a + step))
            }
        },
    )
}

fn question() -> impl Strategy<Value = Question> {
    let chain = prop_oneof![3 => Just(Chain::None), 1 => Just(Chain::Expected), 1 => Just(Chain::Full)];
    (prop::collection::vec(event(), 1..5), chain).prop_map(|(events, chain)| {
        let mut question = Question::new(events, Date::constant(2025, 6, 1));
        question.chain = chain;
        question
    })
}

/// A leaf of a proof of `answers` that is no event or statement, if there is one.
fn missing_leaf(answers: &Answers) -> Option<String> {
    let events: BTreeSet<&str> = answers.events.iter().map(|event| event.id.as_str()).collect();
    let is_there = |id: &str| events.contains(id) || library().statement(id).is_some();
    let proofs =
        answers.rows.iter().flat_map(|row| [&row.strict.proof, &row.formal.proof].map(|proof| (row, proof)));
    proofs
        .flat_map(|(row, proof)| proof.evidence_ids().into_iter().map(move |id| (row, id)))
        .find(|(_, id)| !is_there(id))
        .map(|(row, id)| format!("{id} in {}", row.clause))
}

fn told(answers: &Answers) -> Vec<String> {
    let row = |row: &AnswerRow| {
        format!(
            "{} {} {} {} {:?} {:?}",
            row.clause, row.debtor, row.toward, row.against, row.strict.truth, row.formal.truth
        )
    };
    answers.rows.iter().map(row).collect()
}

proptest! {
    #[test]
    fn truth_is_a_kleene_algebra(a in truth(), b in truth(), c in truth()) {
        prop_assert_eq!(a.and(b), b.and(a));
        prop_assert_eq!(a.or(b), b.or(a));
        prop_assert_eq!(a.and(b.and(c)), a.and(b).and(c));
        prop_assert_eq!(a.or(b.or(c)), a.or(b).or(c));
        prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
        prop_assert_eq!(a.and(b).negate(), a.negate().or(b.negate()));
        prop_assert_eq!(a.negate().negate(), a);
        prop_assert_eq!(a.and(a.or(b)), a);
        prop_assert_eq!((a.and(Truth::True), a.or(Truth::False)), (a, a));
    }
}

/// The formal reading lets more states enter the war than the strict one: an entry has one name in both.
#[test]
fn entries_of_both_readings_have_names_of_their_own() {
    let attack =
        |attacker, victim| Event::attack(ActorCode::new(attacker).unwrap(), ActorCode::new(victim).unwrap());
    let events = vec![attack("RUS", "CHN"), attack("POL", "RUS")];
    let mut question = Question::new(events, Date::constant(2025, 6, 1));
    question.chain = Chain::Expected;
    let answers = what_if(library(), &question).unwrap();
    assert!(answers.events.iter().any(|event| event.reading == Some(Reading::Formal)));
    assert_eq!(missing_leaf(&answers), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn the_order_of_events_and_files_changes_nothing(question in question(), turn in 0..150_usize) {
        let answers = what_if(library(), &question).unwrap();
        let mut turned = question.clone();
        turned.events.reverse();
        prop_assert_eq!(told(&answers), told(&what_if(library(), &turned).unwrap()));
        let mut pacts = library().pacts().to_vec();
        pacts.rotate_left(turn % library().pacts().len());
        let again = what_if(&PactLibrary::of(pacts), &question).unwrap();
        prop_assert_eq!(told(&answers), told(&again));
    }

    #[test]
    fn every_leaf_of_every_proof_is_there(question in question()) {
        let answers = what_if(library(), &question).unwrap();
        prop_assert_eq!(missing_leaf(&answers), None);
        for row in &answers.rows {
            for verdict in [&row.strict, &row.formal] {
                prop_assert_eq!(verdict.truth, verdict.proof.truth, "{}", row.clause);
            }
            let supports = answers.supports(row, Reading::Strict);
            prop_assert!(!supports.sets.is_empty() && supports.sets.len() <= 16);
        }
        for collision in &answers.collisions {
            prop_assert!(library().statement(&collision.duty).is_some());
            prop_assert!(library().statement(&collision.other).is_some());
            prop_assert!(!collision.hints.is_empty());
        }
    }

    /// A doubt more can make a yes or a no open, but never turn one into the other; and a pact more takes no duty away.
    #[test]
    fn doubt_and_pacts_are_monotone(question in question(), at in 0..5_usize) {
        let mut question = question;
        question.chain = Chain::None;
        let answers = what_if(library(), &question).unwrap();
        let mut doubted = question.clone();
        let n = doubted.events.len();
        doubted.events[at % n].is_disputed = true;
        let after = what_if(library(), &doubted).unwrap();
        for row in &after.rows {
            let same = |other: &&AnswerRow| {
                (&other.clause, other.debtor, other.toward, other.against) == (&row.clause, row.debtor, row.toward, row.against)
            };
            let before = answers.rows.iter().find(same).unwrap();
            for (old, new) in [(before.strict.truth, row.strict.truth), (before.formal.truth, row.formal.truth)] {
                prop_assert!(new == old || new == Truth::Unknown, "{} {:?} to {:?}", row.clause, old, new);
            }
        }
        let half: Vec<Pact> = library().pacts().iter().step_by(2).cloned().collect();
        let fewer = told(&what_if(&PactLibrary::of(half), &question).unwrap());
        let all: BTreeSet<String> = told(&answers).into_iter().collect();
        prop_assert!(fewer.iter().all(|row| all.contains(row)));
    }

    #[test]
    fn the_formal_reading_never_binds_less(question in question()) {
        let mut question = question;
        question.chain = Chain::None;
        for row in what_if(library(), &question).unwrap().rows {
            prop_assert!(row.formal.truth >= row.strict.truth, "{}", row.clause);
        }
    }

    #[test]
    fn hostile_files_and_events_give_errors_and_no_panic(cut in 0..3000_usize, junk in "[ -~\\n]{0,40}", at in 0..3000_usize) {
        let whole = PactLibrary::embedded_files().iter().find(|(name, _)| *name == "nato-1949.toml").unwrap().1;
        let floor = |mut idx: usize| { idx = idx.min(whole.len()); while !whole.is_char_boundary(idx) { idx -= 1; } idx };
        let mut text = whole[..floor(cut)].to_owned();
        let here = text.len().min(floor(at));
        if text.is_char_boundary(here) { text.insert_str(here, &junk); }
        if let Err(fault) = read_pact("nato.toml", &text) {
            prop_assert!(fault.to_string().contains("`nato.toml`, line "));
        }
        let _ = parse_events(&junk, &|_, _| None);
    }
}

#[track_caller]
fn check_fault(change: (&str, &str), expected: &str) {
    let whole = "id = \"a-b-2000\"\nnames = [\"Pact\"]\nform = \"treaty\"\nparties = [\"FRA\", \"POL\"]\n\
                 text_status = \"official\"\nknown_from = 2000-01-01\nentry = \"exchange\"\nreference = \"text\"\n\
                 [[event]]\nstatus = \"signed\"\non = 2000-01-01\nreference = \"text\"\n\
                 [[event]]\nstatus = \"in_force_for\"\non = 2000-02-01\nreference = \"art. 9\"\n\
                 [[clause]]\nid = \"art-1\"\nreference = \"art. 1\"\nkind = \"DEFEND\"\nstrength = \"AUTOMATIC\"\n\
                 says = \"help\"\n[[clause.condition]]\ntest = \"place\"\nzones = [\"EUROPE\"]\n";
    assert!(read_pact("a.toml", whole).is_ok());
    let text = whole.replacen(change.0, change.1, 1);
    assert_ne!(text, whole);
    let told = read_pact("a.toml", &text).unwrap_err().to_string();
    let told = told.lines().next().unwrap_or_default();
    assert_eq!(told, expected);
}

#[test]
fn faults_of_a_file_name_file_line_and_field() {
    check_fault(
        ("2000-02-01", "2000-02-30"),
        "cannot use `a.toml`, line 15: invalid date, expected day between 01 and 29, in `on = 2000-02-30`",
    );
    check_fault(
        ("2000-02-01", "1999-02-01"),
        "cannot use `a.toml`, line 14: field `event.on`: `in_force_for` on 1999-02-01 lies before the signature on 2000-01-01",
    );
    check_fault(
        ("\"POL\"", "\"XYZ\""),
        "cannot use `a.toml`, line 4: field `parties`: `XYZ` is no state known here (ISO alpha-3 or a former state's id)",
    );
    check_fault(
        ("\"POL\"", "\"FRA\""),
        "cannot use `a.toml`, line 4: field `parties`: `FRA` is listed twice, or under two of its ids",
    );
    check_fault(
        ("says =", "sais ="),
        "cannot use `a.toml`, line 22: unknown field `sais`, expected one of `id`, `reference`, `kind`, `strength`, `says`, `debtors`, `creditors`, `mode`, `trigger`, `attacker_party`, `covers_non_states`, `condition`, `exception`, `deadline`, `qualifiers`, `from`, `until`, `known_from`, `contested`, `uncertain`, `general`, `third_party`",
    );
    check_fault(
        ("zones = [\"EUROPE\"]", "zones = [\"MORDOR\"]"),
        "cannot use `a.toml`, line 25: field `condition.zones`: `MORDOR` is no place known here",
    );
    check_fault(
        ("zones = [\"EUROPE\"]", "states = [\"FRA\"]"),
        "cannot use `a.toml`, line 24: field `condition.states`: `states` does not belong to the test `place`",
    );
    check_fault(
        ("\"AUTOMATIC\"", "\"CONSULT_ONLY\""),
        "cannot use `a.toml`, line 18: field `clause.strength`: CONSULT_ONLY does not go with DEFEND",
    );
    check_fault(
        ("reference = \"art. 9\"", "reference = \" \""),
        "cannot use `a.toml`, line 16: field `event.reference`: is empty; name the article or the published fact",
    );
    check_fault(
        ("known_from = 2000-01-01", "known_from = 0200-01-01"),
        "cannot use `a.toml`, line 6: field `known_from`: `0200-01-01` lies outside 1648 to 2100",
    );
}

#[test]
fn bad_questions_name_what_is_wrong() {
    let ask = |events: &str, on: &str| {
        let events = parse_events(events, &|_, _| None).unwrap();
        what_if(library(), &Question::new(events, on.parse().unwrap())).unwrap_err().to_string()
    };
    assert_eq!(ask("KOR>PRK", "3000-01-01"), "the day 3000-01-01 lies outside 1648-01-01 to 2100-12-31");
    assert_eq!(ask("DDR>POL", "2020-01-01"), "there was no `DDR` on 2020-01-01, in `DDR>POL`");
}

#[test]
fn supports_are_kept_all_and_why_not_says_what_failed() {
    let events = parse_events(
        "1961-10-01 ROK>PRK @PRK; 1961-10-02 USA>PRK @PRK".replace("ROK", "KOR").as_str(),
        &|_, _| None,
    );
    let answers = what_if(library(), &Question::new(events.unwrap(), "1961-10-03".parse().unwrap())).unwrap();
    let why = why_not(library(), &answers, ActorCode::new("USA").unwrap(), Reading::Strict);
    let told = tell_why_not(&why);
    assert!(told.contains("Why the United States is not bound"), "{told}");
    let empty = why_not(library(), &answers, ActorCode::new("CHE").unwrap(), Reading::Strict);
    assert!(
        tell_why_not(&empty).contains("Switzerland has no pact with either side"),
        "{}",
        tell_why_not(&empty)
    );
    let bound =
        answers.due().find(|row| row.debtor.as_str() == "CHN" && row.kind == ClauseKind::Defend).unwrap();
    assert_eq!(answers.supports(bound, Reading::Strict).sets.len(), 1);
    assert!(
        explain(library(), &answers, bound, Reading::Strict)
            .starts_with("China would be bound to aid North Korea against")
    );
}

#[test]
fn collisions_are_told_and_never_settled() {
    let events = parse_events("2025-06-01 KOR>PRK @PRK", &|_, _| None).unwrap();
    let answers = what_if(library(), &Question::new(events, "2025-06-02".parse().unwrap())).unwrap();
    let told: BTreeSet<String> =
        answers.collisions.iter().map(|c| format!("{} {} v. {}", c.debtor, c.duty, c.other)).collect();
    for expected in [
        "RUS prk-rus-2024/art-4 v. kor-rus-1992/art-2",
        "RUS prk-rus-2024/art-4 v. tac-1976/art-2",
        "CHN chn-prk-1961/art-2 v. tac-1976/art-2",
        "RUS prk-rus-2024/art-4 v. unsc-1718-2006/arms",
    ] {
        assert!(told.contains(expected), "{expected} is not in {told:?}");
    }
    let collides = |row: &&AnswerRow| row.clause == "prk-rus-2024/art-4" && !row.collisions.is_empty();
    let row = answers.due().find(collides).unwrap();
    assert_eq!(row.label(Reading::Strict), Label::Bound, "a collision takes no duty away");
}
