//! Claims as a careful reader would take them from a story, made from its answer key: what merging does with perfect
//! reading. The shared sets stay outside the repository; without them these tests say so and pass.

use std::collections::BTreeMap;
use std::path::PathBuf;

use foederis_ledger::{Ledger, Line};
use foederis_types::{
    ActorCode, Auxiliary, Basis, Block, BlockKind, Claim, ClaimId, Date, Decision, Event, Factuality,
    Happened, Holder, Language, PactStatus, Part, Participant, Published, PublishedFrom, Quote, Report,
    ReportId, Span, Title, View,
};
use foederis_wire::fingerprint;
use serde_json::Value;

use crate::made::hashed;

/// A story read by its key.
pub(crate) struct Key {
    pub(crate) json: Value,
    pub(crate) ledger: Ledger,
    /// The key's event of each claim.
    pub(crate) event_of: BTreeMap<ClaimId, String>,
    /// The key's name of each report.
    pub(crate) name_of: BTreeMap<ReportId, String>,
}

/// Looks for the folder of shared sets: `$FOEDERIS_SHARED`, else beside the repository.
#[expect(clippy::disallowed_methods, reason = "a test may ask the environment where its data is")]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var("FOEDERIS_SHARED").map_or(beside, PathBuf::from);
    let found = folder.join(path);
    if !found.exists() {
        eprintln!("skipped: no `{}`", found.display());
        return None;
    }
    Some(found)
}

#[expect(clippy::disallowed_methods, reason = "a test reads its data")]
fn read(path: PathBuf) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Reads the development story and its key.
pub(crate) fn story() -> Option<Key> {
    let reports = read(shared("stories/rus-prk/reports.jsonl")?);
    let reports: Vec<Report> =
        reports.lines().map(|line| report(&serde_json::from_str(line).unwrap())).collect();
    Some(key(reports, serde_json::from_str(&read(shared("stories/rus-prk/key.json")?)).unwrap()))
}

/// Reads the two first reports and their key.
pub(crate) fn seeds() -> Option<Key> {
    let json: Value = serde_json::from_str(&read(shared("gold/seeds.json")?)).unwrap();
    let folder = shared("seeds")?;
    let reports = json["reports"].as_array().unwrap().iter().map(|about| {
        let mut about = about.clone();
        about["id"] = about["file"].clone();
        about["text"] = read(folder.join(about["file"].as_str().unwrap())).into();
        report(&about)
    });
    Some(key(reports.collect(), json.clone()))
}

fn key(reports: Vec<Report>, json: Value) -> Key {
    let mut key = Key { ledger: Ledger::new(), event_of: BTreeMap::new(), name_of: BTreeMap::new(), json };
    for report in &reports {
        key.name_of.insert(report.id, report.given_id.clone().unwrap());
        key.ledger.add(fingerprint::header(report), []);
    }
    for event in key.json["events"].as_array().unwrap() {
        for evidence in event["evidence"].as_array().unwrap() {
            let name = evidence["report"].as_str().unwrap();
            let report = reports.iter().find(|report| report.given_id.as_deref() == Some(name)).unwrap();
            let claim = claim(event, evidence, report);
            let print = fingerprint::claim_print(report, None, &claim);
            key.event_of.insert(claim.id, event["id"].as_str().unwrap().to_owned());
            key.ledger.add(fingerprint::header(report), [Line { claim, print }]);
        }
    }
    key
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn report(json: &Value) -> Report {
    let body = text(&json["text"]).unwrap();
    let day: Date = json["published"].as_str().unwrap()[..10].parse().unwrap();
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in body.split("\n\n") {
        let span = Span::from_offsets(at, at + paragraph.len());
        blocks.extend(span.map(|span| Block { span, kind: BlockKind::Body }));
        at += paragraph.len() + 2;
    }
    Report {
        id: ReportId::from_hash(hashed(&[json["id"].as_str().unwrap(), &body])),
        raw_sha256: [0; 32],
        origin: "key".to_owned(),
        given_id: text(&json["id"]),
        title: text(&json["title"]).map(|text| Title { text, span: None }),
        text: body,
        blocks,
        outlet: text(&json["outlet"]),
        authors: text(&json["author"]).into_iter().collect(),
        url: text(&json["url"]),
        published: Some(Published { day, time: None, from: PublishedFrom::Field, is_sure: true }),
        modified: None,
        dateline: None,
        page_spans: Vec::new(),
        language: Language::English,
    }
}

fn claim(event: &Value, evidence: &Value, report: &Report) -> Claim {
    let quote = evidence["quote"].as_str().unwrap();
    let part = if evidence["field"] == "title" { Part::Title } else { Part::Text };
    let at = report.part(part).find(quote).unwrap_or_else(|| panic!("{quote}"));
    let span = Span::from_offsets(at, at + quote.len()).unwrap();
    let trigger = Span::from_offsets(at, at + quote.split(' ').next().unwrap().len()).unwrap();
    let side = |code: &Value| Participant {
        code: Some(ActorCode::new(code.as_str().unwrap()).unwrap()),
        sector: None,
        name: code.as_str().unwrap().to_owned(),
        title: None,
        is_inferred: false,
        span: trigger,
    };
    let sides = |name: &str| event[name].as_array().unwrap().iter().map(side).collect::<Vec<_>>();
    let id = event["id"].as_str().unwrap();
    let stance = evidence["stance"].as_str().or(event["status"].as_str()).unwrap_or("asserted");
    Claim {
        id: ClaimId::from_hash(hashed(&[id, &report.id.to_string(), quote])),
        quote: Quote { report: report.id, part, span },
        trigger,
        sentence: u32::try_from(at).unwrap(),
        event: event["type"].as_str().and_then(Event::parse),
        mode: None,
        contexts: Vec::new(),
        cameo: text(&event["cameo"]),
        actors: sides("actors"),
        recipients: sides("recipients"),
        happened: happened(event, evidence, report),
        place: None,
        factuality: views(event, evidence, stance),
        auxiliary: if stance == "planned" { vec![Auxiliary::Future] } else { Vec::new() },
        condition: None,
        pact_status: status(id, event),
        pact: None,
        clause: None,
        linked: Vec::new(),
        decision: Decision::default(),
    }
}

/// The key names steps of a pact by its events' ids.
fn status(id: &str, event: &Value) -> Option<PactStatus> {
    match id {
        "text-published" => Some(PactStatus::TextPublished),
        "in-force" => Some(PactStatus::InForceFor),
        "exchange" => Some(PactStatus::Exchanged),
        "duma-ratifies" | "fc-approves" => Some(PactStatus::Approved),
        "law-signed" | "prk-ratifies" => Some(PactStatus::Ratified),
        _ => (event["cameo"] == "057").then_some(PactStatus::Signed),
    }
}

/// A reader dates a claim only where its words do.
fn happened(event: &Value, evidence: &Value, report: &Report) -> Happened {
    const WORDS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May ",
        "June",
        "July",
        "August",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "today",
        "yesterday",
        "20th",
        "weekend",
        "week",
    ];
    let quote = evidence["quote"].as_str().unwrap();
    let told = evidence["date"].as_str().or(event["date"].as_str());
    let is_dated = evidence["date"].is_string() || WORDS.iter().any(|word| quote.contains(word));
    match told.filter(|_| is_dated) {
        Some(told) => {
            let (from, to) = told.split_once('/').unwrap_or((told, told));
            Happened { from: day(from, false), to: day(to, true), basis: Basis::Resolved, words: None }
        }
        None => {
            let published = report.published.as_ref().map(|published| published.day);
            Happened { from: None, to: published, basis: Basis::Published, words: None }
        }
    }
}

fn day(text: &str, is_end: bool) -> Option<Date> {
    match text.len() {
        10 => text.parse().ok(),
        7 => {
            let first: Date = format!("{text}-01").parse().ok()?;
            Some(if is_end { first.last_of_month() } else { first })
        }
        _ => None,
    }
}

fn views(event: &Value, evidence: &Value, stance: &str) -> Vec<View> {
    let view = |holder: Holder, value: Factuality| View { holder, value, cue: None, named: None };
    let codes = |list: &Value| {
        let codes = list.as_array().cloned().unwrap_or_default();
        codes
            .iter()
            .filter_map(|code| ActorCode::new(code.as_str()?).ok())
            .map(Holder::Actor)
            .collect::<Vec<_>>()
    };
    let holders = match evidence["holder"].as_str() {
        Some(holder) => {
            holder.split(", ").filter_map(|code| ActorCode::new(code).ok()).map(Holder::Actor).collect()
        }
        None => codes(&event["attributed_to"]),
    };
    let of = |author, value| {
        let mut views = vec![view(Holder::Author, author)];
        views.extend(holders.iter().map(|holder| view(holder.clone(), value)));
        views
    };
    match stance {
        "asserted" | "planned" | "confirmed" => of(Factuality::CertainYes, Factuality::CertainYes),
        "likely" | "hedged" => vec![view(Holder::Author, Factuality::ProbableYes)],
        "denied" | "rendering: denied" => of(Factuality::Unknown, Factuality::CertainNo),
        _ => of(Factuality::Unknown, Factuality::CertainYes),
    }
}
