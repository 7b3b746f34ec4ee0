//! Charges made by telling: whoever makes known that another moved its troops accuses it.
//!
//! "Seoul announced that the North had shipped 1,500 men to Vladivostok": nobody says "accuse", and it is an accusation
//! all the same (CAMEO 112). The deed itself stays as it was told, on the speaker's word. An attack told by whoever
//! suffered it is no charge of its own: there the deed on their word says all.

use std::collections::BTreeSet;

use foederis_types::{Auxiliary, Basis, Claim, Event, Factuality, Happened, Holder, Participant, Span, View};

use crate::coder::{SentenceCoder, with_id};

/// The rule that a charge made by telling names as its own.
const RULE: &str = "accuse/by-telling";

/// The charges that the deeds told in `claims` amount to.
pub(crate) fn charges(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Vec<Claim> {
    // "said troops had crossed the border and fired": told by whoever was fired on.
    let is_told = |claim: &Claim| matches!(claim.event, Some(Event::Accuse | Event::Assault | Event::Coerce));
    if claims.iter().any(is_told) {
        return Vec::new();
    }
    let mut made: Vec<Claim> = Vec::new();
    for deed in claims.iter().filter(|claim| is_charge(claim)) {
        let Some((accusers, cue)) = tellers(coder, deed) else { continue };
        let accused = known_codes(&deed.actors);
        if !made.iter().any(|charge| known_codes(&charge.recipients) == accused) {
            made.push(charge(coder, deed, accusers, cue));
        }
    }
    made
}

/// A move of troops that is told to have happened, by somebody whom the report does not vouch for.
fn is_charge(claim: &Claim) -> bool {
    let is_move = claim.event == Some(Event::Mobilize) && claim.cameo.as_deref() == Some("154");
    let is_open = claim.factuality.first().is_some_and(|view| view.value == Factuality::Unknown);
    is_move && is_open && claim.auxiliary.iter().all(|mode| *mode == Auxiliary::Historical)
}

fn known_codes(parties: &[Participant]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.code).map(|code| code.to_string()).collect()
}

/// Whoever says so and is none of those who did it.
fn tellers(coder: &SentenceCoder<'_, '_, '_>, deed: &Claim) -> Option<(Vec<Participant>, Span)> {
    let accused = known_codes(&deed.actors);
    let is_sure = |view: &&View| matches!(view.value, Factuality::CertainYes | Factuality::ProbableYes);
    let told: Vec<&View> = deed.factuality.iter().skip(1).filter(is_sure).collect();
    let cue = told.iter().find_map(|view| view.cue)?;
    let accusers: Vec<Participant> = told
        .iter()
        .filter_map(|view| {
            let Holder::Actor(code) = view.holder else { return None };
            let span = view.named?;
            let name = span.of(coder.tree.text).to_owned();
            Some(Participant { code: Some(code), sector: None, name, title: None, span })
        })
        .collect();
    let is_other =
        accusers.iter().all(|accuser| known_codes(std::slice::from_ref(accuser)).is_disjoint(&accused));
    (is_other && !accusers.is_empty() && !accused.is_empty()).then_some((accusers, cue))
}

fn charge(coder: &SentenceCoder<'_, '_, '_>, deed: &Claim, accusers: Vec<Participant>, cue: Span) -> Claim {
    let mut charge = deed.clone();
    charge.trigger = cue;
    charge.event = Some(Event::Accuse);
    charge.cameo = Some("112".to_owned());
    charge.mode = None;
    charge.contexts = Vec::new();
    charge.recipients = std::mem::replace(&mut charge.actors, accusers);
    charge.happened = Happened { from: None, to: coder.day, basis: Basis::Published, words: None };
    charge.place = None;
    charge.factuality =
        vec![View { holder: Holder::Author, value: Factuality::CertainYes, cue: None, named: None }];
    charge.auxiliary = Vec::new();
    charge.condition = None;
    charge.pact_status = None;
    charge.pact = None;
    charge.linked = Vec::new();
    RULE.clone_into(&mut charge.decision.rule);
    with_id(charge)
}
