//! Scores whole claims: type, parties, factuality, days, conditions, what they do to pacts; phenomenon by phenomenon.

use super::coded::{CodedActor, CodedClaim, CodedClaims, CodedDays, CodedView};
use super::fold_kosovo;
use super::gold::{GoldLines, id_of};
use super::view::{Figure, GoldScores, ScoreTable, Share};
use foederis_parse::eval::Count;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// A sentence and all that a careful reader takes from it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldClaims {
    id: Value,
    text: String,
    #[serde(default = "unnamed")]
    phenomenon: String,
    claims: Vec<GoldClaim>,
}

fn unnamed() -> String {
    "sentences".to_owned()
}

/// One claim of the gold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct GoldClaim {
    event: Option<String>,
    cameo: Option<String>,
    also_accept: Vec<Option<String>>,
    actors: Vec<CodedActor>,
    recipients: Vec<CodedActor>,
    factuality: Vec<CodedView>,
    auxiliary: Vec<String>,
    happened: Option<CodedDays>,
    condition: Option<String>,
    pact_status: Option<String>,
    optional: bool,
}

/// Sentences about nothing that counts; claims without an event are let pass there.
const NO_EVENT: &str = "no_event";
const AUTHOR: &str = "AUTHOR";
const UNKNOWN: &str = "Uu";
const NOBODY: &str = "---";
const MUTUAL: [&str; 3] = ["AGREE", "CONSULT", "COOPERATE"];
/// Concluding an agreement, which sides do together as well.
const CAMEO_CONCLUDE: &str = "057";
/// Words of a condition in common, as F1, from which on it is right.
const CONDITION_F1_MIN: f64 = 0.6;

/// Points of one phenomenon.
#[derive(Clone, Copy, Debug, Default)]
struct Points {
    n_gold: u64,
    n_found: u64,
    n_right: u64,
    n_extra: u64,
    dates: (u64, u64),
    n_invented: u64,
    conditions: (u64, u64),
    statuses: (u64, u64),
}

/// Scores sentences with known claims.
pub(crate) fn score(name: &str, gold: &GoldLines<GoldClaims>, coded: &CodedClaims) -> GoldScores {
    let mut by_phenomenon: Vec<(String, Points)> = Vec::new();
    let mut misses = Vec::new();
    for sentence in &gold.items {
        let known = by_phenomenon.iter().position(|(name, _)| *name == sentence.phenomenon);
        let at = known.unwrap_or_else(|| {
            by_phenomenon.push((sentence.phenomenon.clone(), Points::default()));
            by_phenomenon.len() - 1
        });
        add_sentence(&mut by_phenomenon[at].1, sentence, coded, &mut misses);
    }
    let all = by_phenomenon.iter().fold(Points::default(), |sum, (_, points)| sum.plus(points));
    let rows = by_phenomenon.iter().map(|(name, points)| points.figure(name));
    let figures = rows.chain([all.figure("all")]).collect();
    GoldScores {
        gold: name.to_owned(),
        kind: "claims".to_owned(),
        tables: vec![ScoreTable { title: "claims by phenomenon".to_owned(), figures }],
        misses,
        ..GoldScores::default()
    }
}

/// Gives each gold claim the first free claim that is the same, those first that are right in all; the optional last.
fn add_sentence(points: &mut Points, sentence: &GoldClaims, coded: &CodedClaims, misses: &mut Vec<String>) {
    let id = id_of(&sentence.id);
    let mut say = |what: &str, claim: String| misses.push(format!("{what} {id}: {claim}: {}", sentence.text));
    let mut free: Vec<&CodedClaim> = coded.at(&id).iter().collect();
    let (must, may): (Vec<&GoldClaim>, Vec<&GoldClaim>) =
        sentence.claims.iter().partition(|claim| !claim.optional);
    for gold in must.into_iter().chain(may) {
        let same = || free.iter().enumerate().filter(|(_, claim)| is_same(gold, claim));
        let best = same().find(|(_, claim)| is_right(gold, claim)).or_else(|| same().next());
        let found = best.map(|(at, _)| at).map(|at| free.remove(at));
        if gold.optional || (found.is_none() && gold.also_accept.contains(&None)) {
            continue;
        }
        points.add(gold, found);
        match found {
            None => say("missed", gold_words(gold)),
            Some(found) if !is_right(gold, found) => {
                say("wrong", format!("{} read as {}", gold_words(gold), coded_words(found)))
            }
            Some(_) => {}
        }
    }
    let is_supposed = |claim: &&CodedClaim| claim.auxiliary.iter().any(|mode| mode == "hypothetical");
    remove_first(&mut free, is_supposed);
    remove_first(&mut free, |claim| claim.event.is_none());
    free.retain(|claim| claim.event.is_some() || sentence.phenomenon != NO_EVENT);
    points.n_extra += free.len() as u64;
    free.into_iter().for_each(|claim| say("extra", coded_words(claim)));
}

fn remove_first(claims: &mut Vec<&CodedClaim>, is_it: impl Fn(&&CodedClaim) -> bool) {
    if let Some(at) = claims.iter().position(is_it) {
        claims.remove(at);
    }
}

impl Points {
    fn add(&mut self, gold: &GoldClaim, found: Option<&CodedClaim>) {
        self.n_gold += 1;
        let Some(found) = found else { return };
        self.n_found += 1;
        self.n_right += u64::from(is_right(gold, found));
        let none = CodedDays::default();
        let days = found.happened.as_ref().unwrap_or(&none);
        let is_dated = days.basis.as_deref() != Some("published");
        match &gold.happened {
            Some(happened) => {
                let is_same = (&happened.from, &happened.to) == (&days.from, &days.to);
                count(&mut self.dates, is_dated && is_same);
            }
            None => self.n_invented += u64::from(is_dated && (days.from.is_some() || days.to.is_some())),
        }
        if let Some(condition) = gold.condition.as_deref().filter(|words| !words.is_empty()) {
            let read = found.condition.as_deref().unwrap_or("");
            count(&mut self.conditions, words_f1(condition, read) >= CONDITION_F1_MIN);
        }
        if gold.pact_status.is_some() {
            count(&mut self.statuses, gold.pact_status == found.pact_status);
        }
    }

    fn plus(self, other: &Points) -> Points {
        let pair = |a: (u64, u64), b: (u64, u64)| (a.0 + b.0, a.1 + b.1);
        Points {
            n_gold: self.n_gold + other.n_gold,
            n_found: self.n_found + other.n_found,
            n_right: self.n_right + other.n_right,
            n_extra: self.n_extra + other.n_extra,
            dates: pair(self.dates, other.dates),
            n_invented: self.n_invented + other.n_invented,
            conditions: pair(self.conditions, other.conditions),
            statuses: pair(self.statuses, other.statuses),
        }
    }

    /// Right of what was found, claims that match nothing among it, and of the gold.
    fn figure(&self, name: &str) -> Figure {
        let n_found = self.n_found + self.n_extra;
        let count = Count { n_right: self.n_right, n_found, n_gold: self.n_gold };
        let beside = vec![
            Share::new("found", self.n_found, self.n_gold),
            Share::new("dates", self.dates.0, self.dates.1),
            Share::new("dates invented", self.n_invented, self.n_found - self.dates.1),
            Share::new("conditions", self.conditions.0, self.conditions.1),
            Share::new("pact statuses", self.statuses.0, self.statuses.1),
        ];
        Figure { beside, ..Figure::new(name, count) }
    }
}

fn count((n_right, n_all): &mut (u64, u64), is_right: bool) {
    *n_right += u64::from(is_right);
    *n_all += 1;
}

/// Says whether type and parties are the gold's.
fn is_same(gold: &GoldClaim, claim: &CodedClaim) -> bool {
    if claim.event != gold.event && !gold.also_accept.contains(&claim.event) {
        return false;
    }
    let head = |code: &Option<String>| code.as_deref().map(|code| code.chars().take(3).collect::<String>());
    let is_untyped = claim.event.is_none() && gold.event.is_none();
    if is_untyped && head(&gold.cameo) != head(&claim.cameo) {
        return false;
    }
    let is_mutual = claim.event.as_deref().is_some_and(|event| MUTUAL.contains(&event))
        || head(&claim.cameo).or_else(|| head(&gold.cameo)).as_deref() == Some(CAMEO_CONCLUDE);
    if is_mutual && sides(&gold.actors, &gold.recipients) == sides(&claim.actors, &claim.recipients) {
        return true;
    }
    pairs(&gold.actors, &gold.recipients) == pairs(&claim.actors, &claim.recipients)
}

/// Says whether the author's and every holder's value and the auxiliary modes are the gold's; a holder whose value is
/// unknown may be left out.
fn is_right(gold: &GoldClaim, claim: &CodedClaim) -> bool {
    let value = |views: &[CodedView], holder: &str| {
        views.iter().find(|view| view.holder == holder).map(|view| view.value.clone())
    };
    let is_held = |view: &CodedView| {
        view.holder == AUTHOR
            || view.value == UNKNOWN
            || value(&claim.factuality, &view.holder).as_ref() == Some(&view.value)
    };
    let modes = |modes: &[String]| modes.iter().cloned().collect::<BTreeSet<String>>();
    value(&gold.factuality, AUTHOR) == value(&claim.factuality, AUTHOR)
        && gold.factuality.iter().all(is_held)
        && modes(&gold.auxiliary) == modes(&claim.auxiliary)
}

fn codes(actors: &[CodedActor]) -> impl Iterator<Item = String> {
    actors
        .iter()
        .map(|actor| fold_kosovo(actor.code().filter(|code| !code.is_empty()).unwrap_or(NOBODY)).to_owned())
}

fn sides(actors: &[CodedActor], recipients: &[CodedActor]) -> BTreeSet<String> {
    codes(actors).chain(codes(recipients)).collect()
}

/// Who does it to whom, or, where there is no recipient, with whom.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    Directed(String, String),
    /// In the order of their codes.
    Mutual(String, String),
}

fn pairs(actors: &[CodedActor], recipients: &[CodedActor]) -> BTreeSet<Pair> {
    let (mut actors, recipients): (Vec<String>, Vec<String>) =
        (codes(actors).collect(), codes(recipients).collect());
    if actors.is_empty() {
        actors.push(NOBODY.to_owned());
    }
    let mut pairs = BTreeSet::new();
    for (at, actor) in actors.iter().enumerate() {
        pairs.extend(recipients.iter().map(|recipient| Pair::Directed(actor.clone(), recipient.clone())));
        let others = actors[at + 1..].iter().filter(|_| recipients.is_empty());
        pairs.extend(others.map(|other| Pair::Mutual(actor.min(other).clone(), actor.max(other).clone())));
    }
    if pairs.is_empty() {
        pairs.insert(Pair::Directed(actors.swap_remove(0), NOBODY.to_owned()));
    }
    pairs
}

/// Harmonic mean of the shares of words in common, whatever their order and case.
fn words_f1(gold: &str, read: &str) -> f64 {
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (gold, mut read) = (words(gold), words(read));
    let n_words = gold.len() + read.len();
    let mut n_common = 0;
    for word in &gold {
        if let Some(at) = read.iter().position(|other| other == word) {
            read.swap_remove(at);
            n_common += 1;
        }
    }
    if n_words == 0 { 1.0 } else { 2.0 * f64::from(n_common) / n_words as f64 }
}

fn gold_words(claim: &GoldClaim) -> String {
    words(&claim.event, &claim.cameo, [&claim.actors, &claim.recipients], &claim.factuality, &claim.auxiliary)
}

fn coded_words(claim: &CodedClaim) -> String {
    words(&claim.event, &claim.cameo, [&claim.actors, &claim.recipients], &claim.factuality, &claim.auxiliary)
}

fn words(
    event: &Option<String>,
    cameo: &Option<String>,
    parties: [&Vec<CodedActor>; 2],
    views: &[CodedView],
    modes: &[String],
) -> String {
    let [actors, recipients] = parties.map(|side| codes(side).collect::<Vec<_>>().join("+"));
    let kind = event.as_deref().or(cameo.as_deref()).unwrap_or("nothing");
    let views: Vec<String> = views.iter().map(|view| format!("{} {}", view.holder, view.value)).collect();
    let modes: String = modes.iter().map(|mode| format!(", {mode}")).collect();
    format!("{kind} {actors}>{recipients} ({}{modes})", views.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::gold::{GoldFile, GoldLines};
    use super::*;

    fn gold(claims: &str) -> GoldLines<GoldClaims> {
        let line = format!(r#"{{"id": "a", "text": "x", "phenomenon": "p", "claims": [{claims}]}}"#);
        match GoldFile::read(&line).unwrap() {
            GoldFile::Claims(gold) => gold,
            other => panic!("{other:?}"),
        }
    }

    const AID: &str = r#""event": "AID", "actors": ["USA"], "recipients": ["UKR"], "factuality": [{"holder": "AUTHOR", "value": "CT+"}]"#;

    #[track_caller]
    fn check(claims: &str, coded: &[&str], right_found_gold: (u64, u64, u64)) {
        let lines: Vec<String> = coded.iter().map(|claim| format!(r#"{{"report": "a", {claim}}}"#)).collect();
        let coded = CodedClaims::read(&lines.join("\n")).unwrap();
        let scores = score("g", &gold(claims), &coded);
        let all = scores.tables[0].figures.last().unwrap();
        assert_eq!((all.n_right, all.n_found, all.n_gold), right_found_gold, "{:?}", scores.misses);
    }

    #[test]
    fn a_claim_is_right_by_type_parties_and_factuality() {
        let wanted = format!("{{{AID}}}");
        check(&wanted, &[AID], (1, 1, 1));
        check(&wanted, &[], (0, 0, 1));
        check(&wanted, &[&AID.replace("CT+", "Uu")], (0, 1, 1));
        check(&wanted, &[&AID.replace("UKR", "RUS")], (0, 1, 1));
        check(&wanted, &[&AID.replace("CT+", "Uu"), AID], (1, 2, 1));
    }

    #[test]
    fn sides_of_what_is_done_together_have_no_order() {
        let meeting = r#""event": "CONSULT", "factuality": [{"holder": "AUTHOR", "value": "CT+"}]"#;
        let wanted = format!(r#"{{{meeting}, "actors": ["USA", "UKR"], "recipients": []}}"#);
        check(
            &wanted,
            &[&format!(r#"{meeting}, "actors": [{{"code": "UKR"}}], "recipients": [{{"code": "USA"}}]"#)],
            (1, 1, 1),
        );
        check(&wanted, &[&format!(r#"{meeting}, "actors": ["UKR"], "recipients": ["RUS"]"#)], (0, 1, 1));
    }

    #[test]
    fn what_may_be_left_out_costs_nothing_either_way() {
        let optional = format!(r#"{{{AID}, "optional": true}}"#);
        check(&optional, &[AID], (0, 0, 0));
        check(&optional, &[], (0, 0, 0));
        let uncoded = format!(r#"{{{AID}, "also_accept": [null]}}"#);
        check(&uncoded, &[], (0, 0, 0));
        check("", &[r#""event": null, "cameo": "016""#], (0, 0, 0));
        check("", &[r#""event": "AID", "auxiliary": ["hypothetical"]"#], (0, 0, 0));
        check("", &[r#""event": "AID""#], (0, 1, 0));
    }

    #[test]
    fn conditions_are_compared_by_their_words() {
        assert_eq!(words_f1("if it is attacked", "If it is attacked"), 1.0);
        assert_eq!(words_f1("if attacked", ""), 0.0);
        assert!((words_f1("if it rains", "it rains today") - 2.0 / 3.0).abs() < 1e-9);
    }
}
