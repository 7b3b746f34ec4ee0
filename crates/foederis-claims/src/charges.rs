//! Charges made by telling: whoever makes known that another moved its troops accuses it.
//!
//! "Seoul announced that the North had shipped 1,500 men to Vladivostok": nobody says "accuse", and it is an accusation
//! all the same (CAMEO 112). The deed itself stays as it was told, on the speaker's word. An attack told by whoever
//! suffered it is no charge of its own: there the deed on their word says all.

use foederis_types::{Auxiliary, Claim, Event, Factuality, Holder, Participant, Span, View};

use crate::clauses::is_one_another;
use crate::coder::{SentenceCoder, with_id};
use crate::denials::as_denial;
use crate::mentions::is_among;

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
        let is_made = |charge: &Claim| {
            let among =
                |some: &[Participant], all: &[Participant]| known(some).all(|party| is_among(all, party));
            among(&charge.recipients, &deed.actors) && among(&deed.actors, &charge.recipients)
        };
        if !made.iter().any(is_made) {
            made.push(charge(coder, deed, accusers, cue));
        }
    }
    made
}

/// "India and Pakistan accused each other of shelling villages": what either says that the other did.
pub(crate) fn charged_in_turn(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Vec<Claim> {
    let tree = coder.tree;
    let mut made = Vec::new();
    for charge in claims.iter().filter(|claim| claim.event == Some(Event::Accuse)) {
        let [first, second] = charge.actors.as_slice() else { continue };
        let Some(verb) = (0..tree.len()).find(|&at| tree.token(at).span == charge.trigger) else { continue };
        let is_in_turn = tree.kids_by(verb, "obj").any(|object| {
            let is_other = |idx: usize| is_one_another(coder, idx) || tree.form(idx) == "other";
            is_other(object) || tree.kids_by(object, "nmod").any(is_other)
        });
        let gerund = tree
            .kids_by(verb, "advcl")
            .find(|&clause| tree.xpos(clause) == "VBG" && tree.has_kid_lemma(clause, "mark", &["of", "for"]));
        let deed = gerund.filter(|_| is_in_turn).and_then(|gerund| coder.matcher.choose(gerund));
        let Some(deed) = deed.filter(|deed| deed.reading.event.is_some() && deed.rule.status.is_none())
        else {
            continue;
        };
        let is_told = claims.iter().any(|claim| claim.trigger == tree.token(deed.at).span);
        if is_told || tree.has_kid_lemma(deed.at, "advmod", &["not"]) {
            continue;
        }
        for (doer, victim) in [(first, second), (second, first)] {
            let mut claim = charge.clone();
            claim.trigger = tree.token(deed.at).span;
            claim.event = deed.reading.event;
            claim.mode.clone_from(&deed.reading.mode);
            claim.contexts.clone_from(&deed.reading.contexts);
            claim.cameo.clone_from(&deed.reading.cameo);
            claim.actors = vec![doer.clone()];
            claim.recipients = vec![victim.clone()];
            let view = |holder, value| View { holder, value, cue: Some(charge.trigger), named: None };
            claim.factuality = vec![View { cue: None, ..view(Holder::Author, Factuality::Unknown) }];
            claim
                .factuality
                .extend(victim.code.map(|code| view(Holder::Actor(code), Factuality::CertainYes)));
            claim.decision.rule.clone_from(&deed.rule.id);
            claim.decision.steps.clone_from(&deed.steps);
            made.push(with_id(claim));
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

fn known(parties: &[Participant]) -> impl Iterator<Item = &Participant> {
    parties.iter().filter(|party| party.code.is_some())
}

/// Whoever says so and is none of those who did it.
fn tellers(coder: &SentenceCoder<'_, '_, '_>, deed: &Claim) -> Option<(Vec<Participant>, Span)> {
    let is_sure = |view: &&View| matches!(view.value, Factuality::CertainYes | Factuality::ProbableYes);
    let told: Vec<&View> = deed.factuality.iter().skip(1).filter(is_sure).collect();
    let cue = told.iter().find_map(|view| view.cue)?;
    let accusers: Vec<Participant> = told.iter().filter_map(|view| coder.holder_of(view)).collect();
    let is_other = !accusers.iter().any(|accuser| is_among(&deed.actors, accuser));
    let is_known = known(&deed.actors).next().is_some();
    (is_other && !accusers.is_empty() && is_known).then_some((accusers, cue))
}

fn charge(coder: &SentenceCoder<'_, '_, '_>, deed: &Claim, accusers: Vec<Participant>, cue: Span) -> Claim {
    let mut charge = as_denial(deed);
    charge.trigger = cue;
    charge.event = Some(Event::Accuse);
    charge.cameo = Some("112".to_owned());
    charge.recipients = std::mem::replace(&mut charge.actors, accusers);
    charge.happened.to = coder.day;
    charge.place = None;
    charge.pact = None;
    charge.linked = Vec::new();
    RULE.clone_into(&mut charge.decision.rule);
    with_id(charge)
}
