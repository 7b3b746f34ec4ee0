//! The JSON form of claims: round trips for any claim, and the documented fields.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use foederis_types::{
    ActorCode, Auxiliary, Basis, Block, BlockKind, Claim, ClaimId, Clause, ClauseKind, Date, Decision, Event,
    Factuality, Happened, Holder, Language, Link, LinkKind, PactStatus, Part, Participant, Place, Published,
    PublishedFrom, Quote, Report, ReportId, Span, Title, View,
};
use foederis_wire::{ClaimJson, WireError, claim_of, fingerprint, json_of, plover};
use proptest::prelude::*;

const TEXT: &str = "Moscow – and “Pyongyang” – signed a pact on Wednesday; if attacked, each would help, KCNA said. Năm mới.";

fn report() -> Report {
    Report {
        id: ReportId::from_hash([7; 8]),
        raw_sha256: [0; 32],
        origin: "a.txt".to_owned(),
        given_id: Some("s1".to_owned()),
        title: Some(Title { text: "Ein Titel – über den Pakt".to_owned(), span: None }),
        text: TEXT.to_owned(),
        blocks: vec![Block { span: Span::from_offsets(0, TEXT.len()).unwrap(), kind: BlockKind::Body }],
        outlet: Some("Aye".to_owned()),
        authors: vec!["Reuters".to_owned()],
        url: None,
        published: Some(Published {
            day: "2024-06-20".parse().unwrap(),
            time: None,
            from: PublishedFrom::Field,
            is_sure: true,
        }),
        modified: None,
        dateline: None,
        page_spans: Vec::new(),
        language: Language::English,
    }
}

/// Any span of `text`.
fn span(text: &'static str) -> impl Strategy<Value = Span> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    (0..starts.len() - 1, 1usize..30).prop_map(move |(start, len)| {
        Span::from_offsets(starts[start], starts[(start + len).min(starts.len() - 1)]).unwrap()
    })
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(move |at| all[at])
}

fn code() -> impl Strategy<Value = ActorCode> {
    "[A-Z]{3}".prop_map(|code| ActorCode::new(&code).unwrap())
}

fn day() -> impl Strategy<Value = Date> {
    (1i16..9999, 1i8..13, 1i8..29).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn maybe<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    proptest::option::of(strategy)
}

fn participant(text: &'static str) -> impl Strategy<Value = Participant> {
    (maybe(code()), maybe("[A-Z]{3}"), ".{1,12}", maybe("[a-z ]{1,9}"), any::<bool>(), span(text)).prop_map(
        |(code, sector, name, title, is_inferred, span)| Participant {
            code,
            sector,
            name,
            title,
            is_inferred,
            span,
        },
    )
}

fn view(text: &'static str) -> impl Strategy<Value = View> {
    (maybe(code()), any_of(Factuality::ALL), maybe(span(text)), maybe(span(text))).prop_map(
        |(holder, value, cue, named)| View {
            holder: holder.map_or(Holder::Author, Holder::Actor),
            value,
            cue,
            named,
        },
    )
}

fn clause(text: &'static str) -> impl Strategy<Value = Clause> {
    let codes = || proptest::collection::vec(code(), 0..3);
    (any_of(ClauseKind::ALL), codes(), codes(), span(text), maybe(span(text))).prop_map(
        |(kind, debtors, creditors, duty, trigger)| Clause { kind, debtors, creditors, duty, trigger },
    )
}

fn place(text: &'static str) -> impl Strategy<Value = Place> {
    (".{1,9}", maybe(code()), maybe((-90f32..90.0, -180f32..180.0)), span(text))
        .prop_map(|(name, state, coordinates, span)| Place { name, state, coordinates, span })
}

fn happened(text: &'static str) -> impl Strategy<Value = Happened> {
    (maybe(day()), maybe(day()), any_of(Basis::ALL), maybe(span(text)))
        .prop_map(|(from, to, basis, words)| Happened { from, to, basis, words })
}

/// Any claim whose spans fit one part of the report.
fn claim(part: Part) -> impl Strategy<Value = Claim> {
    let text = if part == Part::Text { TEXT } else { "Ein Titel – über den Pakt" };
    let people = || proptest::collection::vec(participant(text), 0..3);
    let words = || maybe(span(text));
    let link = (any_of(LinkKind::ALL), span(text)).prop_map(|(kind, span)| Link { kind, span });
    (
        (
            any::<[u8; 8]>(),
            span(text),
            span(text),
            any::<u32>(),
            maybe(any_of(Event::ALL)),
            maybe("[a-z-]{3,9}"),
        ),
        (proptest::collection::vec("[a-z_]{3,9}", 0..3), maybe("[0-9]{2,4}"), people(), people()),
        (happened(text), maybe(place(text)), proptest::collection::vec(view(text), 1..4)),
        (
            proptest::collection::vec(any_of(Auxiliary::ALL), 0..3),
            words(),
            maybe(any_of(PactStatus::ALL)),
            words(),
        ),
        (maybe(clause(text)), proptest::collection::vec(link, 0..3), ".{0,9}"),
    )
        .prop_map(
            move |(
                (id, quote, trigger, sentence, event, mode),
                (contexts, cameo, actors, recipients),
                (happened, place, factuality),
                (auxiliary, condition, pact_status, pact),
                (clause, linked, rule),
            )| Claim {
                id: ClaimId::from_hash(id),
                quote: Quote { report: ReportId::from_hash([7; 8]), part, span: quote },
                trigger,
                sentence,
                event,
                mode,
                contexts,
                cameo,
                actors,
                recipients,
                happened,
                place,
                factuality,
                auxiliary,
                condition,
                pact_status,
                pact,
                clause,
                linked,
                decision: Decision { rule, steps: vec!["`signed` heads".to_owned()] },
            },
        )
}

fn any_claim() -> impl Strategy<Value = Claim> {
    any_of(&[Part::Text, Part::Title]).prop_flat_map(claim)
}

proptest! {
    #[test]
    fn a_claim_comes_back_as_it_was(claim in any_claim()) {
        let report = report();
        let line = serde_json::to_string(&json_of(&claim, &report)).unwrap();
        let json: ClaimJson = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(claim_of(json.clone(), &report).unwrap(), claim);
    }

    #[test]
    fn hostile_json_is_refused_without_a_panic(claim in any_claim(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let report = report();
        let mut line = serde_json::to_vec(&json_of(&claim, &report)).unwrap();
        let at = at.index(line.len());
        line[at] = byte;
        if let Ok(json) = serde_json::from_slice::<ClaimJson>(&line) {
            let _ = claim_of(json.clone(), &report);
        }
    }

    #[test]
    fn each_field_is_in_the_schema(claim in any_claim()) {
        let schema: serde_json::Value = serde_json::from_str(include_str!("../../../../docs/schemas/claim.json")).unwrap();
        let value = serde_json::to_value(json_of(&claim, &report())).unwrap();
        check_schema(&schema, &schema, &value);
    }
}

/// Checks the part of JSON Schema that the schema uses: types, required and known fields, lists of values.
#[track_caller]
fn check_schema(root: &serde_json::Value, schema: &serde_json::Value, value: &serde_json::Value) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").unwrap();
        return check_schema(root, &root["$defs"][name], value);
    }
    if let Some(list) = schema["anyOf"].as_array() {
        let null = value.is_null();
        let fitting = list.iter().find(|one| (one["type"] == "null") == null).unwrap();
        return check_schema(root, fitting, value);
    }
    if let Some(values) = schema["enum"].as_array() {
        assert!(values.contains(value), "{value} is not among {values:?}");
    }
    let types =
        [&schema["type"]].map(|t| if t.is_array() { t.as_array().unwrap().clone() } else { vec![t.clone()] });
    let kind = match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "boolean",
        serde_json::Value::Number(number) if number.is_u64() => "integer",
        serde_json::Value::Number(_) => "number",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
    };
    assert!(
        types[0].iter().any(|t| t == kind || (t == "number" && kind == "integer")),
        "{value} is no {}",
        schema["type"]
    );
    if let Some(object) = value.as_object() {
        let fields = schema["properties"].as_object().unwrap();
        for (name, value) in object {
            let field = fields.get(name).unwrap_or_else(|| panic!("`{name}` is not documented"));
            assert!(
                field["description"].is_string() || field["$ref"].is_string(),
                "`{name}` is not described"
            );
            check_schema(root, field, value);
        }
        let required = schema["required"].as_array().into_iter().flatten();
        required.for_each(|name| assert!(object.contains_key(name.as_str().unwrap()), "{name} is missing"));
    }
    if let Some(list) = value.as_array() {
        list.iter().for_each(|value| check_schema(root, &schema["items"], value));
    }
}

fn sample() -> Claim {
    let span = |words: &str| {
        let start = TEXT.find(words).unwrap();
        Span::from_offsets(start, start + words.len()).unwrap()
    };
    let side = |code: &str, name: &str| Participant {
        code: ActorCode::new(code).ok(),
        sector: Some("GOV".to_owned()),
        name: name.to_owned(),
        title: None,
        is_inferred: false,
        span: span(name),
    };
    Claim {
        id: ClaimId::from_hash([1; 8]),
        quote: Quote {
            report: ReportId::from_hash([7; 8]),
            part: Part::Text,
            span: span("Moscow – and “Pyongyang” – signed a pact on Wednesday"),
        },
        trigger: span("signed"),
        sentence: 1,
        event: Some(Event::Support),
        mode: None,
        contexts: vec!["diplomatic".to_owned()],
        cameo: Some("057".to_owned()),
        actors: vec![side("RUS", "Moscow"), side("PRK", "Pyongyang")],
        recipients: Vec::new(),
        happened: Happened {
            from: "2024-06-19".parse().ok(),
            to: "2024-06-19".parse().ok(),
            basis: Basis::Resolved,
            words: Some(span("on Wednesday")),
        },
        place: None,
        factuality: vec![View {
            holder: Holder::Author,
            value: Factuality::CertainYes,
            cue: None,
            named: None,
        }],
        auxiliary: Vec::new(),
        condition: None,
        pact_status: Some(PactStatus::Signed),
        pact: Some(span("a pact")),
        clause: None,
        linked: Vec::new(),
        decision: Decision::default(),
    }
}

#[test]
fn a_claim_looks_as_documented() {
    let mut json = json_of(&sample(), &report());
    json.decision = None;
    let expected = r#"{"report":"s1","event":"SUPPORT","mode":null,"contexts":["diplomatic"],"cameo":"057","actors":[{"code":"RUS","sector":"GOV","name":"Moscow","start":0,"end":6},{"code":"PRK","sector":"GOV","name":"Pyongyang","start":18,"end":27}],"recipients":[],"happened":{"from":"2024-06-19","to":"2024-06-19","basis":"resolved","words":{"start":49,"end":61}},"place":null,"factuality":[{"holder":"AUTHOR","value":"CT+"}],"auxiliary":[],"score":5.0,"quad":1,"quote":{"start":0,"end":61},"trigger":{"start":35,"end":41},"pact_status":"signed","pact":"a pact","pact_start":42,"sentence":1,"id":"0101010101010101"}"#;
    assert_eq!(serde_json::to_string(&json).unwrap(), expected);
}

#[test]
fn words_without_a_place_are_looked_for_in_the_quote() {
    let mut json = json_of(&sample(), &report());
    json.pact_start = None;
    assert_eq!(claim_of(json.clone(), &report()).unwrap(), sample());
    json.pact = Some("each would help".to_owned());
    assert!(matches!(claim_of(json.clone(), &report()), Err(WireError::NoSuchWords { field: "pact", .. })));
}

#[test]
fn a_claim_of_another_report_is_refused() {
    let mut json = json_of(&sample(), &report());
    json.report = "s2".to_owned();
    let error = claim_of(json.clone(), &report()).unwrap_err();
    assert_eq!(error.to_string(), "field `report` is `s2`, but the report at hand is `s1`");
}

#[test]
fn scores_and_quads_are_those_of_the_manual() {
    assert_eq!(plover::score(Event::Aid, None), 10.0);
    assert_eq!(plover::score(Event::Consult, Some("visit")), 4.0);
    assert_eq!(plover::score(Event::Assault, Some("unconventional")), -10.0);
    assert_eq!(plover::score(Event::Aid, Some("visit")), 10.0, "a mode of another type says nothing");
    let quads: BTreeSet<u8> = Event::ALL.iter().map(|event| plover::quad(*event)).collect();
    assert_eq!(quads, BTreeSet::from([1, 2, 3, 4]));
    for event in Event::ALL {
        let is_cooperation = plover::quad(*event) <= 2;
        assert!(is_cooperation == (plover::score(*event, None) > 0.0), "{event}");
    }
}

#[test]
fn a_reprint_shares_its_runs_of_words_and_a_paraphrase_does_not() {
    let text = "The two leaders signed the treaty in the capital on Wednesday after several hours of talks";
    let reprint =
        "The two leaders signed the treaty in the capital on Wednesday, after \"several hours\" of TALKS.";
    let paraphrase =
        "In the capital the treaty was put to paper by both heads of state when their long talks were over";
    let share = |a: &str, b: &str| {
        let (a, b) = (fingerprint::shingles(a), fingerprint::shingles(b));
        a.iter().filter(|run| b.contains(run)).count() as f64 / a.len().min(b.len()) as f64
    };
    assert_eq!(share(text, reprint), 1.0);
    assert!(share(text, paraphrase) < 0.1);
}

#[test]
fn agencies_are_taken_from_where_they_sign() {
    let mut report = report();
    assert_eq!(fingerprint::header(&report).agencies, ["Reuters"]);
    report.authors = vec!["Ann Author".to_owned()];
    assert!(fingerprint::header(&report).agencies.is_empty(), "naming KCNA in a sentence is no signature");
    report.text = "SEOUL (AFP) - Nothing happened.\n\nPicture: POOL / AP\n\n(Yonhap)".to_owned();
    let block = |words: &str, kind| {
        let start = report.text.find(words).unwrap();
        Block { span: Span::from_offsets(start, start + words.len()).unwrap(), kind }
    };
    report.blocks = vec![
        block("SEOUL (AFP) - Nothing happened.", BlockKind::Body),
        block("Picture: POOL / AP", BlockKind::Credit),
        block("(Yonhap)", BlockKind::Furniture),
    ];
    assert_eq!(fingerprint::header(&report).agencies, ["AFP", "Yonhap"]);
}

#[test]
fn names_are_the_capitals_inside_sentences() {
    let mut report = report();
    report.title = None;
    report.text = "Today Putin met Kim’s envoy in Hanoi on Monday. Nobody else came. “We agree,” Putin said."
        .to_owned();
    report.blocks =
        vec![Block { span: Span::from_offsets(0, report.text.len()).unwrap(), kind: BlockKind::Body }];
    assert_eq!(fingerprint::header(&report).names, ["hanoi", "kim", "putin"]);
}
