//! Scores who did what kind of thing to whom, sentence by sentence.
//!
//! Items are sets: what a sentence tells twice counts once. A claim counts whatever its factuality, since such sets do
//! not mark it. Sides of what is done together (AGREE, CONSULT, COOPERATE; CAMEO 03, 04, 06) have no order.

use super::coded::{CodedActor, CodedClaim, CodedClaims};
use super::fold_kosovo;
use super::gold::{GoldLines, id_of};
use super::view::{Figure, GoldScores, Measure, ScoreTable, Share};
use foederis_parse::eval::Count;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// A sentence's events: `[actor, type, recipient]`, types alone, or CAMEO codes.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldTriples {
    id: Value,
    #[serde(default)]
    gold: Vec<(Option<String>, String, Option<String>)>,
    types: Option<BTreeSet<String>>,
    cameo: Option<Vec<CameoTriple>>,
}

/// Actor, code, recipient.
type CameoTriple = (Option<String>, CameoCode, Option<String>);

/// A CAMEO code, which some files write as a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum CameoCode {
    Text(String),
    Number(u32),
}

impl CameoCode {
    fn root(&self) -> String {
        match self {
            CameoCode::Text(code) => root(code),
            CameoCode::Number(code) => root(&code.to_string()),
        }
    }
}

fn root(code: &str) -> String {
    code.chars().take(2).collect()
}

/// Nobody named.
const NOBODY: &str = "---";

/// Organisations of states, which such sets do not tell apart.
const ORGANISATIONS: [&str; 16] = [
    "UNO", "EUR", "EEC", "NAT", "OSC", "ARL", "OIC", "ASN", "AFU", "IGO", "NGO", "IMF", "WBK", "OPC", "SAA",
    "ECA",
];

const MUTUAL: [&str; 6] = ["AGREE", "CONSULT", "COOPERATE", "03", "04", "06"];

/// Actor, type, recipient.
type Triple = (String, String, String);

/// Scores sentences with known events.
pub(crate) fn score(name: &str, gold: &GoldLines<GoldTriples>, coded: &CodedClaims) -> GoldScores {
    let mut view = GoldScores { gold: name.to_owned(), kind: "events".to_owned(), ..GoldScores::default() };
    let ids: Vec<String> = gold.items.iter().map(|item| id_of(&item.id)).collect();
    let claims: Vec<Vec<&CodedClaim>> = ids.iter().map(|id| telling(coded.at(id))).collect();
    let rows: Vec<Row<'_>> = gold.items.iter().zip(&claims).collect();
    let mut figures = Vec::new();
    if rows.iter().any(|(item, _)| !item.gold.is_empty()) {
        figures.extend(triple_figures(&rows));
    } else if rows.iter().any(|(item, _)| item.types.is_some()) {
        figures.push(type_figure(&rows));
    }
    if rows.iter().any(|(item, _)| item.cameo.is_some()) {
        figures.push(cameo_figure(&rows));
    }
    if !figures.is_empty() {
        view.tables.push(ScoreTable { title: "events".to_owned(), figures });
    }
    view.shares = shares(&rows);
    let n_claims: usize = claims.iter().map(Vec::len).sum();
    view.measures = vec![Measure::new("claims a sentence", n_claims as f64 / claims.len().max(1) as f64)];
    view
}

type Row<'a> = (&'a GoldTriples, &'a Vec<&'a CodedClaim>);

/// Returns the claims that say something in PLOVER or CAMEO.
fn telling(claims: &[CodedClaim]) -> Vec<&CodedClaim> {
    let says = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    claims.iter().filter(|claim| says(&claim.event) || says(&claim.cameo)).collect()
}

fn triple_figures(rows: &[Row<'_>]) -> Vec<Figure> {
    let sets: Vec<[BTreeSet<Triple>; 2]> =
        rows.iter().map(|(item, claims)| [gold_triples(item), found_triples(claims)]).collect();
    let figure = |name: &str, part: &dyn Fn(&Triple) -> Option<Triple>| {
        let of = |set: &BTreeSet<Triple>| set.iter().filter_map(part).collect::<BTreeSet<Triple>>();
        let counts: Vec<Count> = sets.iter().map(|[gold, found]| compare(&of(gold), &of(found))).collect();
        Figure::drawn(name, &counts)
    };
    let alone = |code: &str| (code != NOBODY).then(|| (code.to_owned(), String::new(), String::new()));
    vec![
        figure("actor, type, recipient", &|triple| Some(triple.clone())),
        figure("type", &|triple| Some((triple.1.clone(), String::new(), String::new()))),
        figure("two sides, in any order", &|(actor, _, recipient)| {
            let (first, second) = if actor <= recipient { (actor, recipient) } else { (recipient, actor) };
            Some((first.clone(), second.clone(), String::new()))
        }),
        figure("actor's state", &|triple| alone(&triple.0)),
        figure("recipient's state", &|triple| alone(&triple.2)),
    ]
}

/// Types alone; where the gold says YIELD, CONCEDE and RETREAT are that.
fn type_figure(rows: &[Row<'_>]) -> Figure {
    let has_yield = rows.iter().any(|(item, _)| item.types.iter().flatten().any(|kind| kind == "YIELD"));
    let kind = |event: &String| match event.as_str() {
        "CONCEDE" | "RETREAT" if has_yield => "YIELD".to_owned(),
        event => event.to_owned(),
    };
    let counts = rows.iter().map(|(item, claims)| {
        let found = claims.iter().filter_map(|claim| claim.event.as_ref()).filter(|event| !event.is_empty());
        compare(item.types.as_ref().unwrap_or(&BTreeSet::new()), &found.map(kind).collect())
    });
    Figure::drawn("type", &counts.collect::<Vec<_>>())
}

fn cameo_figure(rows: &[Row<'_>]) -> Figure {
    let counts = rows.iter().map(|(item, claims)| {
        let gold = item.cameo.iter().flatten();
        let gold = gold.map(|(actor, code, recipient)| {
            canonical(fold(actor.as_deref()), code.root(), fold(recipient.as_deref()))
        });
        let found = claims
            .iter()
            .filter_map(|claim| Some((claim, claim.cameo.as_ref().filter(|code| !code.is_empty())?)));
        let found = found.flat_map(|(claim, code)| {
            pairs(claim).into_iter().map(|(actor, recipient)| canonical(actor, root(code), recipient))
        });
        compare(&gold.collect(), &found.collect())
    });
    Figure::drawn("actor, CAMEO root, recipient", &counts.collect::<Vec<_>>())
}

fn shares(rows: &[Row<'_>]) -> Vec<Share> {
    let n_all = rows.len() as u64;
    let is_bare = |item: &GoldTriples| {
        item.gold.is_empty()
            && item.types.as_ref().is_none_or(BTreeSet::is_empty)
            && item.cameo.as_ref().is_none_or(Vec::is_empty)
    };
    let n_silent = rows.iter().filter(|(_, claims)| claims.is_empty()).count() as u64;
    let mut shares = vec![Share::new("sentences with no claim", n_silent, n_all)];
    if rows.iter().all(|(item, _)| is_bare(item)) {
        let typed = |claims: &[&CodedClaim]| claims.iter().any(|claim| claim.event.is_some());
        let n_typed = rows.iter().filter(|(_, claims)| typed(claims)).count() as u64;
        shares.insert(0, Share::new("bare statements given an event", n_typed, n_all));
    }
    shares
}

fn gold_triples(item: &GoldTriples) -> BTreeSet<Triple> {
    let triples = item.gold.iter();
    triples
        .map(|(actor, kind, recipient)| {
            canonical(fold(actor.as_deref()), kind.clone(), fold(recipient.as_deref()))
        })
        .collect()
}

fn found_triples(claims: &[&CodedClaim]) -> BTreeSet<Triple> {
    let typed =
        claims.iter().filter_map(|claim| Some((claim, claim.event.as_ref().filter(|e| !e.is_empty())?)));
    let triples = typed.flat_map(|(claim, event)| {
        pairs(claim).into_iter().map(|(actor, recipient)| canonical(actor, event.clone(), recipient))
    });
    triples.collect()
}

fn compare<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>) -> Count {
    let n_right = gold.intersection(found).count() as u64;
    Count { n_right, n_found: found.len() as u64, n_gold: gold.len() as u64 }
}

/// Cuts a code to its state; organisations of states are all one.
fn fold(code: Option<&str>) -> String {
    let state: String = code.unwrap_or("").chars().take(3).collect();
    let state = if state.is_empty() { NOBODY } else { fold_kosovo(&state) };
    let is_organisation = ORGANISATIONS.contains(&state) || state.starts_with("IG");
    if is_organisation { "IGO".to_owned() } else { state.to_owned() }
}

/// Returns each actor with each recipient; where there is no recipient, each actor with each other one, both ways.
fn pairs(claim: &CodedClaim) -> Vec<(String, String)> {
    let codes = |list: &[CodedActor]| list.iter().map(|one| fold(one.code())).collect::<Vec<_>>();
    let (mut actors, recipients) = (codes(&claim.actors), codes(&claim.recipients));
    if actors.is_empty() {
        actors.push(NOBODY.to_owned());
    }
    if !recipients.is_empty() {
        return actors
            .iter()
            .flat_map(|actor| recipients.iter().map(move |recipient| (actor.clone(), recipient.clone())))
            .collect();
    }
    if let [one] = actors.as_slice() {
        return vec![(one.clone(), NOBODY.to_owned())];
    }
    let others = |at: usize| actors.iter().enumerate().filter(move |(other, _)| *other != at);
    let mutual = actors.iter().enumerate();
    mutual.flat_map(|(at, actor)| others(at).map(move |(_, other)| (actor.clone(), other.clone()))).collect()
}

fn canonical(actor: String, kind: String, recipient: String) -> Triple {
    let is_mutual = MUTUAL.contains(&kind.as_str()) && actor != NOBODY && recipient != NOBODY;
    if is_mutual && recipient < actor { (recipient, kind, actor) } else { (actor, kind, recipient) }
}

#[cfg(test)]
mod tests {
    use super::super::gold::GoldFile;
    use super::*;

    #[track_caller]
    fn check(gold: &str, claims: &[&str], item: &str, right_found_gold: (u64, u64, u64)) {
        let line = format!(r#"{{"id": "a", "text": "x", {gold}}}"#);
        let GoldFile::Triples(gold) = GoldFile::read(&line).unwrap() else { panic!("{line}") };
        let lines: Vec<String> =
            claims.iter().map(|claim| format!(r#"{{"report": "a", {claim}}}"#)).collect();
        let scores = score("g", &gold, &CodedClaims::read(&lines.join("\n")).unwrap());
        let figure = scores.tables[0].figures.iter().find(|figure| figure.item == item).unwrap();
        assert_eq!((figure.n_right, figure.n_found, figure.n_gold), right_found_gold, "{scores:?}");
    }

    const TRIPLE: &str = "actor, type, recipient";

    #[test]
    fn each_actor_goes_with_each_recipient_and_organisations_are_one() {
        let gold = r#""gold": [["USA", "AID", "IGO"], ["FRA", "AID", "IGO"]]"#;
        let claim = r#""event": "AID", "actors": [{"code": "USA"}, {"code": "FRA"}], "recipients": [{"code": "UNO"}]"#;
        check(gold, &[claim, claim], TRIPLE, (2, 2, 2));
        check(gold, &[&claim.replace("UNO", "CHN")], TRIPLE, (0, 2, 2));
        check(gold, &[&claim.replace("UNO", "CHN")], "actor's state", (2, 2, 2));
    }

    #[test]
    fn sides_have_no_order_only_where_they_act_together() {
        let gold = r#""gold": [["USA", "CONSULT", "CHN"], ["USA", "ACCUSE", "CHN"]]"#;
        let meeting = r#""event": "CONSULT", "actors": ["CHN", "USA"]"#;
        let charge = r#""event": "ACCUSE", "actors": ["CHN"], "recipients": ["USA"]"#;
        check(gold, &[meeting, charge], TRIPLE, (1, 2, 2));
        check(gold, &[meeting, charge], "two sides, in any order", (1, 1, 1));
    }

    #[test]
    fn cameo_counts_by_its_root() {
        let claim = r#""cameo": "0841", "actors": [{"code": null}], "recipients": ["CHN"]"#;
        check(r#""cameo": [["---", "084", "CHNGOV"]]"#, &[claim], "actor, CAMEO root, recipient", (1, 1, 1));
    }

    #[test]
    fn yielding_is_one_type_where_the_gold_has_it_so() {
        let claims = [r#""event": "RETREAT""#, r#""event": "CONCEDE""#];
        check(r#""types": ["YIELD"]"#, &claims, "type", (1, 1, 1));
        check(r#""types": ["RETREAT"]"#, &claims, "type", (1, 2, 1));
    }
}
