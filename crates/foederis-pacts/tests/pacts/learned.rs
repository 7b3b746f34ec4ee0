//! Pacts that reports tell: what two outlets say of one treaty, alone and beside a pact file.

use std::collections::BTreeMap;

use foederis_pacts::*;
use foederis_types::{ActorCode, ClauseKind, Date};

fn state(text: &str) -> ActorCode {
    ActorCode::new(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn label(outlet: &str, quote: &str) -> EvidenceLabel {
    EvidenceLabel {
        outlet: outlet.to_owned(),
        place: "sentence 2".to_owned(),
        quote: quote.to_owned(),
        published: Some(day("2024-06-20")),
        origin: outlet.to_owned(),
        denied_by: Vec::new(),
    }
}

/// Two outlets on one treaty: one tells military assistance, the other mutual aid; the text is not out.
fn origins(names: &[&str]) -> std::collections::BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

fn treaty() -> LearnedPact {
    let wording = |evidence: &str, outlet: &str, words: &str| Wording {
        evidence: evidence.to_owned(),
        outlet: outlet.to_owned(),
        words: words.to_owned(),
    };
    LearnedPact {
        id: "reported-1".to_owned(),
        names: vec!["comprehensive strategic partnership agreement".to_owned(), "mutual aid pact".to_owned()],
        parties: vec![state("RUS"), state("PRK")],
        signed: Some((day("2024-06-19"), day("2024-06-19"))),
        text: LearnedText::Unpublished,
        evidence: vec!["q1".to_owned(), "q2".to_owned()],
        known_from: Some(day("2024-06-20")),
        clauses: vec![LearnedClause {
            kind: ClauseKind::Defend,
            debtors: Vec::new(),
            creditors: Vec::new(),
            wordings: vec![
                wording("q1", "Aye", "military help if either is attacked"),
                wording("q2", "Bee", "aid in the face of aggression"),
            ],
            conditions: vec![("if it means military help".to_owned(), "q3".to_owned())],
            origins: origins(&["Aye", "Bee"]),
            denied_by: Vec::new(),
        }],
        labels: BTreeMap::from([
            ("q1".to_owned(), label("Aye", "The deal holds a duty of military help if either is attacked")),
            ("q2".to_owned(), label("Bee", "They pledged aid in the face of aggression")),
            ("q3".to_owned(), label("Aye", "if it means military help, it would have to fight")),
        ]),
        ..LearnedPact::default()
    }
}

fn ask(library: &PactLibrary, events: &str, on: &str) -> Answers {
    let events = parse_events(events, &|_, _| None).unwrap();
    what_if(library, &Question::new(events, day(on))).unwrap()
}

#[test]
fn a_pact_told_by_reports_alone_is_arguable_and_says_what_is_missing() {
    let library = PactLibrary::empty().with_learned(&[treaty()]);
    for (events, debtor) in [("KOR attacks PRK", "RUS"), ("UKR attacks RUS", "PRK")] {
        let answers = ask(&library, events, "2024-06-20");
        let due: Vec<&AnswerRow> = answers.due().collect();
        assert_eq!(due.len(), 1);
        assert_eq!(due[0].debtor, state(debtor));
        assert_eq!(due[0].label(Reading::Strict), Label::Arguable);
        assert_eq!(due[0].n_origins, 2);
        let told = explain(&library, &answers, due[0], Reading::Strict);
        for words in [
            "may be bound to aid",
            "2 origins tell of the pact",
            "the text is unpublished",
            "how it enters into force, and whether it has, is not known",
            "if it means military help",
            "Aye 2024-06-20, sentence 2: \"The deal holds a duty of military help if either is attacked\"",
            "Bee words it: \"aid in the face of aggression\"",
        ] {
            assert!(told.contains(words), "`{words}` is missing in:\n{told}");
        }
    }
    assert!(ask(&library, "KOR attacks PRK", "2024-06-01").due().next().is_none(), "before the signature");
}

#[test]
fn what_reports_say_is_missing_for_entry_into_force_is_told_with_its_quote() {
    let mut treaty = treaty();
    let says = "North Korea has not ratified it".to_owned();
    treaty.missing = vec![Missing { says, known_from: day("2024-06-21"), reported: vec!["q2".to_owned()] }];
    let library = PactLibrary::empty().with_learned(&[treaty]);
    let told = |on| {
        let answers = ask(&library, "KOR attacks PRK", on);
        let row = answers.due().next().unwrap();
        assert_eq!(row.label(Reading::Strict), Label::Arguable);
        explain(&library, &answers, row, Reading::Strict)
    };
    let later = told("2024-06-22");
    for words in ["reports say what is missing for its entry into force", "North Korea has not ratified it"] {
        assert!(later.contains(words), "`{words}` is missing in:\n{later}");
    }
}

/// A step that two origins tell, of one party or (empty) of all.
fn step(status: Status, parties: &[&str], on: &str, known_from: &str) -> LearnedEvent {
    LearnedEvent {
        status,
        parties: parties.iter().map(|code| state(code)).collect(),
        day: (day(on), day(on)),
        known_from: Some(day(known_from)),
        asserted_by: Vec::new(),
        denied_by: Vec::new(),
        evidence: vec!["q1".to_owned()],
        n_origins: 2,
    }
}

fn label_on(told: &LearnedPact, on: &str, as_of: Option<&str>) -> Label {
    let library = PactLibrary::empty().with_learned(std::slice::from_ref(told));
    let events = parse_events("KOR attacks PRK", &|_, _| None).unwrap();
    let answers =
        what_if(&library, &Question { as_of: as_of.map(day), ..Question::new(events, day(on)) }).unwrap();
    answers
        .rows
        .iter()
        .find(|row| row.debtor == state("RUS"))
        .map_or(Label::NotBound, |row| row.label(Reading::Strict))
}

/// Whoever ratifies a pact is not bound by its signature, once two origins tell of that; before, the terms are not known.
#[test]
fn a_pact_that_waits_for_ratification_does_not_bind() {
    let mut told = treaty();
    told.ratification_known_from = Some(day("2024-07-01"));
    assert_eq!(label_on(&told, "2024-06-25", Some("2024-06-25")), Label::Arguable, "not known yet");
    assert_eq!(label_on(&told, "2024-06-25", None), Label::NotBound);
    told.events =
        ["RUS", "PRK"].map(|party| step(Status::Ratified, &[party], "2024-09-01", "2024-09-02")).into();
    assert_eq!(label_on(&told, "2024-08-01", None), Label::NotBound);
    assert_eq!(
        label_on(&told, "2024-09-05", None),
        Label::Arguable,
        "all have ratified; whether it is in force is open"
    );
}

/// What came into force on a day was not in force before; from that day a published text binds to what two origins tell.
#[test]
fn a_pact_binds_from_the_day_on_which_it_is_told_to_come_into_force() {
    let mut told = treaty();
    told.events = vec![step(Status::InForceFor, &[], "2024-12-04", "2024-12-05")];
    (told.text, told.text_known_from) = (LearnedText::Published, Some(day("2024-06-20")));
    told.clauses[0].conditions.clear();
    assert_eq!(label_on(&told, "2024-12-03", None), Label::NotBound);
    assert_eq!(label_on(&told, "2024-12-03", Some("2024-12-03")), Label::Arguable, "not known yet");
    assert_eq!(label_on(&told, "2024-12-04", None), Label::Bound);
    told.clauses[0].origins = origins(&["Aye"]);
    assert_eq!(label_on(&told, "2024-12-04", None), Label::Arguable, "one origin alone words the duty");
    told.clauses.push(told.clauses[0].clone());
    assert_eq!(label_on(&told, "2024-12-04", None), Label::Arguable, "the same origin in other words");
    told.clauses[1].origins = origins(&["Bee"]);
    assert_eq!(label_on(&told, "2024-12-04", None), Label::Bound, "two origins, each in its own words");
    told.text = LearnedText::Unpublished;
    assert_eq!(label_on(&told, "2024-12-04", None), Label::Arguable, "nobody has read the text");
}

#[test]
fn a_pact_told_by_reports_and_by_a_file_is_one() {
    let library = PactLibrary::embedded().unwrap();
    let n_before = library.pacts().len();
    let library = library.with_learned(&[treaty()]);
    assert_eq!(library.pacts().len(), n_before);
    let pact = library.pact("prk-rus-2024").unwrap();
    assert_eq!(pact.also_reported, ["q1", "q2"]);
    let answers = ask(&library, "KOR attacks PRK", "2025-06-01");
    let row = answers.due().find(|row| row.pact == "prk-rus-2024" && row.kind == ClauseKind::Defend).unwrap();
    assert_eq!(row.label(Reading::Strict), Label::Bound);
    assert_eq!(row.wordings.len(), 2);
    assert_eq!(row.n_origins, 2);
}

#[test]
fn other_parties_another_day_or_another_name_make_another_pact() {
    let embedded = || PactLibrary::embedded().unwrap();
    let n = embedded().pacts().len();
    let mut other = treaty();
    other.parties = vec![state("RUS"), state("CHN")];
    assert_eq!(embedded().with_learned(&[other]).pacts().len(), n + 1);
    let mut other = treaty();
    other.signed = Some((day("2019-01-01"), day("2019-01-02")));
    assert_eq!(embedded().with_learned(&[other]).pacts().len(), n + 1);
    let mut other = treaty();
    (other.signed, other.names) = (None, vec!["fisheries protocol".to_owned()]);
    assert_eq!(embedded().with_learned(&[other]).pacts().len(), n + 1);
}

#[test]
fn one_origin_or_a_denial_is_never_enough() {
    let mut told_once = treaty();
    told_once.text = LearnedText::Published;
    told_once.clauses[0].origins = origins(&["Aye"]);
    told_once.denied_by = vec![state("RUS")];
    let library = PactLibrary::empty().with_learned(&[told_once]);
    let answers = ask(&library, "KOR attacks PRK", "2024-07-01");
    let row = answers.due().next().unwrap();
    assert_eq!(row.label(Reading::Strict), Label::Arguable);
    assert_eq!(row.deniers, ["Russia"]);
    assert!(explain(&library, &answers, row, Reading::Strict).contains("told by one origin only"));
}

/// A report on what came after the file was written: the file's pact gets the new step, as sure as it is told.
#[test]
fn what_reports_tell_of_a_pacts_end_reaches_the_files_pact() {
    let end = |status, n_origins, denied_by: &[&str]| LearnedEvent {
        status,
        parties: vec![state("RUS")],
        day: (day("2026-02-01"), day("2026-02-01")),
        known_from: Some(day("2026-02-02")),
        asserted_by: Vec::new(),
        denied_by: denied_by.iter().map(|code| state(code)).collect(),
        evidence: vec!["q1".to_owned()],
        n_origins,
    };
    for (status, n_origins, denied, label) in [
        (Status::Withdrawn, 2, &[][..], Label::NotBound),
        (Status::Withdrawn, 1, &[][..], Label::Arguable),
        (Status::Withdrawn, 3, &["RUS"][..], Label::Arguable),
        // Notice ends a pact later than it is given, and the report does not say when.
        (Status::Denounced, 2, &[][..], Label::Arguable),
    ] {
        let mut told = treaty();
        told.events = vec![end(status, n_origins, denied)];
        let library = PactLibrary::embedded().unwrap().with_learned(&[told]);
        let answers = ask(&library, "KOR attacks PRK", "2026-03-01");
        let row = answers.rows.iter().find(|row| row.clause == "prk-rus-2024/art-4").unwrap();
        assert_eq!(row.label(Reading::Strict), label);
        assert!(row.strict.proof.evidence_ids().contains("q1"));
    }
}

/// One outlet tells the duty of both, the other that of one side in other words: one duty, one answer.
#[test]
fn two_tellings_of_one_duty_are_one_answer() {
    let mut told = treaty();
    let mut narrow = told.clauses[0].clone();
    narrow.debtors = vec![state("RUS")];
    narrow.wordings.truncate(1);
    narrow.wordings[0].words = "to fight on its side".to_owned();
    told.clauses.insert(0, narrow);
    let library = PactLibrary::empty().with_learned(&[told]);
    let answers = ask(&library, "KOR attacks PRK", "2024-06-20");
    let due: Vec<&AnswerRow> = answers.due().collect();
    assert_eq!(due.len(), 1);
    let text = explain(&library, &answers, due[0], Reading::Strict);
    assert!(text.contains("Aye words it: \"to fight on its side\""), "{text}");
    assert_eq!(text.matches("may or may not be in force for North Korea and Russia").count(), 1, "{text}");
    assert_eq!(text.matches("The deal holds a duty").count(), 1, "each quote is shown once:\n{text}");
}

/// The day after the signature: what the reports are about is told, though it does not bind yet.
#[test]
fn a_signed_pact_that_waits_for_its_entry_into_force_is_told_unasked() {
    let library = PactLibrary::embedded().unwrap().with_learned(&[treaty()]);
    let answers = ask(&library, "KOR attacks PRK", "2024-06-20");
    let text = tell(&library, &answers, None);
    for words in [
        "Russia would be bound to consult with North Korea",
        "Russia would not be bound to aid North Korea against South Korea",
        "entry into force needs an exchange of instruments and is pending",
        "Bee words it: \"aid in the face of aggression\"",
    ] {
        assert!(text.contains(words), "`{words}` is missing in:\n{text}");
    }
}
