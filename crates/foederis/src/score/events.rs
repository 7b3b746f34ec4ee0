//! Scores events: found, with the right type, parties and status, and nothing from the furniture.

use super::{CodedReports, Key, KeyEvent, Score, claims_at, places};
use crate::score::KeyEvidence;
use foederis_types::{Auxiliary, Claim, Factuality, Holder, Participant};
use std::collections::BTreeSet;

/// How far the best claim for an event gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Miss {
    /// No claim overlaps the evidence.
    NoClaim,
    /// Claims there are, of another type.
    WrongType,
    /// The type is right, the parties are not.
    WrongParties,
    /// Type and parties are right, nowhere with the right status.
    WrongStatus,
    /// All is right.
    None,
}

/// How one event fared.
#[derive(Clone, Debug)]
pub struct EventScore {
    /// The event's id in the key.
    pub id: String,
    /// Counts where a miss means not having understood.
    pub is_core: bool,
    /// What is wrong.
    pub miss: Miss,
}

/// Scores every event of the key, and leaks from the furniture.
pub fn score_events(key: &Key, reports: &CodedReports) -> (Vec<EventScore>, Vec<Score>) {
    let scored: Vec<EventScore> = key
        .events
        .iter()
        .map(|event| EventScore { id: event.id.clone(), is_core: event.core, miss: judge(event, reports) })
        .collect();
    let mut scores = Vec::new();
    for (name, is_core) in [("core events", true), ("other events", false)] {
        for (what, least) in [
            ("told", Miss::WrongType),
            ("type", Miss::WrongParties),
            ("type and parties", Miss::WrongStatus),
            ("type, parties and status", Miss::None),
        ] {
            let mut score = Score::new(&format!("{name}: {what}"));
            for event in scored.iter().filter(|event| event.is_core == is_core) {
                score.count(event.miss >= least, || format!("{}: {:?}", event.id, event.miss));
            }
            scores.push(score);
        }
    }
    scores.push(score_furniture(key, reports));
    (scored, scores)
}

fn score_furniture(key: &Key, reports: &CodedReports) -> Score {
    let mut score = Score::new("furniture without claims");
    for header in &key.reports {
        for words in &header.not_article {
            let evidence = KeyEvidence {
                report: header.report.clone(),
                quote: words.clone(),
                stance: None,
                date: None,
                field: None,
            };
            let leaks = claims_in(reports, &evidence);
            score.count(leaks == 0, || format!("{}: {leaks} claims from `{words}`", header.report));
        }
    }
    score
}

/// Counts claims cut from the text at the words; the headline is not looked at.
fn claims_in(reports: &CodedReports, furniture: &KeyEvidence) -> usize {
    let Some(coded) = reports.get(&furniture.report) else { return 0 };
    let text_only: Vec<_> = places(&coded.report, furniture)
        .into_iter()
        .filter(|(part, span)| span.of(coded.report.part(*part)) == furniture.quote)
        .filter(|(part, _)| *part == foederis_types::Part::Text)
        .collect();
    let hits = |claim: &&Claim| {
        text_only.iter().any(|(part, span)| claim.quote.part == *part && claim.quote.span.overlaps(*span))
    };
    coded.claims.iter().filter(hits).count()
}

fn judge(event: &KeyEvent, reports: &CodedReports) -> Miss {
    let told = event
        .evidence
        .iter()
        .flat_map(|evidence| claims_at(reports, evidence).into_iter().map(move |claim| (evidence, claim)));
    told.map(|(evidence, claim)| judge_claim(event, evidence, claim, reports)).max().unwrap_or(Miss::NoClaim)
}

/// Returns the claims at the evidence that answer an event best: those of its type and parties where there are any,
/// else those of its type. A sentence that tells two acts answers for each with its own claim.
pub(super) fn answering<'a>(event: &KeyEvent, reports: &'a CodedReports) -> Vec<&'a Claim> {
    let told: Vec<&Claim> = event.evidence.iter().flat_map(|evidence| claims_at(reports, evidence)).collect();
    let of_type: Vec<&Claim> = told.into_iter().filter(|claim| is_type_right(event, claim)).collect();
    let of_parties: Vec<&Claim> =
        of_type.iter().filter(|claim| are_parties_right(event, claim)).copied().collect();
    if of_parties.is_empty() { of_type } else { of_parties }
}

fn judge_claim(event: &KeyEvent, evidence: &KeyEvidence, claim: &Claim, reports: &CodedReports) -> Miss {
    if !is_type_right(event, claim) {
        Miss::WrongType
    } else if !are_parties_right(event, claim) {
        Miss::WrongParties
    } else if !is_status_right(event, evidence, claim, reports) {
        Miss::WrongStatus
    } else {
        Miss::None
    }
}

fn is_type_right(event: &KeyEvent, claim: &Claim) -> bool {
    let coded = claim.event.map(|event| event.as_str().to_owned());
    coded == event.event || event.also_accept.contains(&coded)
}

/// Says whether actors and recipients are those of the key; where the key has no recipient, all sides count as actors.
fn are_parties_right(event: &KeyEvent, claim: &Claim) -> bool {
    let set = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<String>>();
    let (actors, recipients) = (codes(&claim.actors), codes(&claim.recipients));
    if event.recipients.is_empty() {
        let all: BTreeSet<String> = actors.union(&recipients).cloned().collect();
        return all == set(&event.actors);
    }
    actors == set(&event.actors) && recipients == set(&event.recipients)
}

fn codes(participants: &[Participant]) -> BTreeSet<String> {
    participants.iter().filter_map(|participant| participant.code).map(|code| code.to_string()).collect()
}

fn is_status_right(event: &KeyEvent, evidence: &KeyEvidence, claim: &Claim, reports: &CodedReports) -> bool {
    let status = evidence.stance.as_deref().unwrap_or(&event.status);
    let status = status.split([',', ':', ' ']).next().unwrap_or(status);
    let is_put_right = match status {
        "asserted" => author(claim) == Factuality::CertainYes,
        "attributed" | "alleged" => holds(claim, &event.attributed_to, is_positive) && !vouches(claim),
        "likely" => author(claim) == Factuality::ProbableYes,
        "possible" | "hedged" => author(claim) == Factuality::PossibleYes,
        "conditional" => claim.condition.is_some() || claim.auxiliary.contains(&Auxiliary::Hypothetical),
        "planned" => claim.auxiliary.contains(&Auxiliary::Future),
        "denied" => claim.factuality.iter().any(|view| is_negative(view.value)),
        _ => true,
    };
    is_put_right && are_denials_told(event, reports)
}

/// Says whether each denier of the key is one at the event's evidence: by a view of the claim, or by a denial of its own
/// (CAMEO 016), which merging hangs on what it denies.
fn are_denials_told(event: &KeyEvent, reports: &CodedReports) -> bool {
    let told: Vec<&Claim> = event.evidence.iter().flat_map(|evidence| claims_at(reports, evidence)).collect();
    let denies = |claim: &Claim, code: &String| {
        let is_own = claim.cameo.as_deref().is_some_and(|cameo| cameo.starts_with("016"));
        holds(claim, std::slice::from_ref(code), is_negative)
            || (is_own && codes(&claim.actors).contains(code))
    };
    event.denied_by.iter().all(|code| told.iter().any(|claim| denies(claim, code)))
}

fn author(claim: &Claim) -> Factuality {
    let of_author = claim.factuality.iter().find(|view| view.holder == Holder::Author);
    of_author.map_or(Factuality::Unknown, |view| view.value)
}

fn vouches(claim: &Claim) -> bool {
    author(claim) == Factuality::CertainYes
}

/// Says whether each of `codes` holds a view of that kind; with none named, whether anybody but the author does.
fn holds(claim: &Claim, codes: &[String], is_kind: fn(Factuality) -> bool) -> bool {
    let has = |code: Option<&String>| {
        claim.factuality.iter().any(|view| match &view.holder {
            Holder::Actor(holder) => is_kind(view.value) && code.is_none_or(|code| holder.as_str() == code),
            Holder::Author => false,
        })
    };
    if codes.is_empty() { true } else { codes.iter().all(|code| has(Some(code))) }
}

fn is_positive(value: Factuality) -> bool {
    matches!(value, Factuality::CertainYes | Factuality::ProbableYes | Factuality::PossibleYes)
}

fn is_negative(value: Factuality) -> bool {
    matches!(value, Factuality::CertainNo | Factuality::ProbableNo | Factuality::PossibleNo)
}
