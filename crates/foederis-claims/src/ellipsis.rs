//! "Japan closed its embassy, and so did Norway": clauses that repeat the act before them with another actor.
//!
//! Takes `did so`, `so did X`, `did the same`, `have not`, `followed suit`, and a bare noun phrase in a verb's place
//! ("Italy expelled thirty, Spain twenty-five"). "but not Z" says that the act before leaves Z out.

use foederis_types::{Auxiliary, Claim, Event, Participant, Relation, Upos};

use crate::coder::{SentenceCoder, with_id};
use crate::mentions::{as_side, is_among};
use crate::pact_steps::{negated_status, not_taken};
use crate::stance::{negated, stance};
use crate::tree::Tree;

/// The claim that the words at `at` repeat with another actor, if they do.
pub(crate) fn repeated(coder: &SentenceCoder<'_, '_, '_>, at: usize, claims: &[Claim]) -> Option<Claim> {
    let (actors, stance_at) = echo(coder, at).or_else(|| gap(coder, at))?;
    let trigger = coder.tree.token(at).span;
    let before =
        claims.iter().filter(|claim| claim.event.is_some() && claim.trigger.start() < trigger.start());
    let model = before.max_by_key(|claim| claim.trigger.start()).or_else(|| of_before(coder, at))?;
    let is_new = !actors.iter().any(|party| is_among(&model.actors, party));
    let is_blow = matches!(
        model.event,
        Some(Event::Assault | Event::Sanction | Event::Coerce | Event::Threaten | Event::Accuse)
    );
    if matches!(coder.tree.lemma(at), "reply" | "retaliate" | "respond") && !is_blow {
        return None;
    }
    is_new.then(|| copy(coder, model, actors, stance_at, at))
}

/// "Kuwait and Qatar, but not Bahrain, reopened", "not Kuwait but Qatar": what does not hold of the one left out.
pub(crate) fn left_out(coder: &SentenceCoder<'_, '_, '_>, at: usize, claims: &[Claim]) -> Vec<Claim> {
    let tree = coder.tree;
    let is_part = tree.relation(at) == Relation::Conj && tree.is_excluded(at);
    let first = tree.first_conjunct(at);
    let is_replaced = at == first && tree.is_replaced(at);
    if !(is_part || is_replaced) {
        return Vec::new();
    }
    let beside = if is_replaced { coder.mentions.parties(at) } else { coder.mentions.one(first).to_vec() };
    let excluded = coder.mentions.one(at);
    if beside.is_empty() || excluded.is_empty() {
        return Vec::new();
    }
    let is_beside = |parties: &[Participant]| beside.iter().all(|party| is_among(parties, party));
    let told = claims.iter().filter(|claim| claim.event.is_some() || claim.pact_status.is_some());
    let twins = told.filter_map(|claim| {
        let mut twin = claim.clone();
        if is_beside(&claim.actors) {
            twin.actors = excluded.to_vec();
        } else if is_beside(&claim.recipients) {
            twin.recipients = excluded.to_vec();
        } else {
            return None;
        }
        for view in &mut twin.factuality {
            view.value = negated(view.value);
        }
        twin.auxiliary = vec![Auxiliary::Negation];
        twin.pact_status = claim.pact_status.map(not_taken);
        twin.trigger = tree.token(at).span;
        twin.linked = Vec::new();
        twin.decision.steps.push(format!("`{}` is left out", tree.form(at)));
        Some(with_id(twin))
    });
    twins.collect()
}

/// "Peru ratified the treaty. Chile has yet to do so": of what the sentence before tells, whatever this one may repeat,
/// which is one thing or nothing.
pub(crate) fn told_before(tree: &Tree<'_>, claims: &[Claim]) -> Vec<Claim> {
    let mut events = claims.iter().filter(|claim| claim.event.is_some());
    let only = events.next().filter(|claim| events.next().is_none() && !claim.actors.is_empty());
    only.filter(|_| (0..tree.len()).any(|idx| is_same(tree, idx) || is_bare_denial(tree, idx)))
        .cloned()
        .into_iter()
        .collect()
}

/// "Chile did not.", "Chile has not.": nothing else is said.
fn is_bare_denial(tree: &Tree<'_>, at: usize) -> bool {
    let is_plain = |&kid: &usize| matches!(tree.relation(kid).base(), "nsubj" | "advmod" | "punct" | "cc");
    matches!(tree.lemma(at), "do" | "have")
        && tree.relation(at).base() == "root"
        && tree.has_kid_lemma(at, "advmod", &["not", "n't"])
        && tree.kids(at).iter().all(is_plain)
}

fn of_before<'c>(coder: &SentenceCoder<'c, '_, '_>, at: usize) -> Option<&'c Claim> {
    let tree = coder.tree;
    let is_alone = tree
        .governors(at)
        .iter()
        .all(|&above| tree.lemma(above) == "have" || coder.rules.in_class("report", tree.lemma(above)));
    coder.before.first().filter(|_| is_alone && (says_same(tree, at) || is_bare_denial(tree, at)))
}

fn copy(
    coder: &SentenceCoder<'_, '_, '_>,
    model: &Claim,
    actors: Vec<Participant>,
    stance_at: usize,
    at: usize,
) -> Claim {
    let mut claim = model.clone();
    if claim.sentence != coder.number {
        claim.sentence = coder.number;
        claim.quote = coder.quote().unwrap_or(claim.quote);
        (claim.pact, claim.place) = (None, None);
    }
    let is_returned = claim.recipients.iter().any(|party| is_among(&actors, party));
    if (is_returned || is_at_home(model)) && !is_acted_on(coder, at, stance_at) {
        claim.recipients.retain(|party| is_returned && !is_among(&actors, party));
        let others = if is_returned { model.actors.clone() } else { actors.clone() };
        // "Peru's parliament ratified the treaty, and Chile did so": with Peru, and not with its parliament.
        let is_step = claim.pact_status.is_some();
        claim.recipients.extend(if is_step { as_side(others) } else { others });
    }
    claim.trigger = coder.tree.token(at).span;
    if is_acted_on(coder, at, stance_at) {
        claim.recipients = actors;
    } else {
        claim.actors = actors;
    }
    let is_own =
        |thing: usize| coder.tree.kids_by(thing, "nmod").any(|kid| coder.tree.upos(kid) == Upos::Pron);
    let thing = coder.tree.kids_by(at, "orphan").next().filter(|&thing| !is_own(thing));
    let mut acted_on = thing.map_or_else(Vec::new, |thing| coder.mentions.parties(thing));
    acted_on.retain(|party| !is_among(&claim.actors, party));
    if !acted_on.is_empty() {
        claim.recipients = acted_on;
    }
    let stance = stance(coder.slots, stance_at);
    claim.factuality = coder.views(&stance, stance.value);
    claim.auxiliary = coder.auxiliary_of(&claim, &stance);
    claim.pact_status = claim.pact_status.map(|status| negated_status(status, &stance));
    claim.condition = stance.condition;
    claim.happened = crate::dates::happened(coder, at, &stance, None);
    claim.linked = Vec::new();
    claim.decision.steps.push(format!("`{}` repeats it", coder.tree.form(at)));
    with_id(claim)
}

/// "thanked Kenya for the tents and Chad for the flour", "sent Kenya tents and Chad flour": the name in the gap stands
/// where the verb's object or receiver did.
fn is_acted_on(coder: &SentenceCoder<'_, '_, '_>, at: usize, verb: usize) -> bool {
    let tree = coder.tree;
    let Some(thing) = tree.kids_by(at, "orphan").next().filter(|_| tree.is_verb(verb) && verb < at) else {
        return false;
    };
    let case = tree.case_of(thing);
    if case.is_empty() {
        return tree.kids_by(verb, "iobj").any(|kid| kid < at);
    }
    let is_named = tree.kids_by(verb, "obj").any(|kid| kid < at && tree.upos(kid) == Upos::Propn);
    is_named && tree.kids_by(verb, "obl").any(|kid| kid < at && tree.case_of(kid) == case)
}

fn is_at_home(claim: &Claim) -> bool {
    !claim.recipients.is_empty() && claim.recipients.iter().all(|party| is_among(&claim.actors, party))
}

/// Says whether somebody is named only as who did the same, or did not.
pub(crate) fn is_echoing(coder: &SentenceCoder<'_, '_, '_>, head: usize) -> bool {
    let verb = coder.tree.head(head).filter(|_| coder.tree.relation(head).is_subject());
    verb.is_some_and(|verb| echo(coder, verb).is_some())
}

/// A verb that only stands for another.
fn echo(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<(Vec<Participant>, usize)> {
    let tree = coder.tree;
    let lemma = tree.lemma(at);
    // "has yet to do so"
    let is_owed = tree.relation(at).base() == "xcomp"
        && tree.head(at).into_iter().chain([at]).any(|verb| tree.has_kid_lemma(verb, "advmod", &["yet"]));
    let is_head =
        is_owed || matches!(tree.relation(at).base(), "root" | "conj" | "parataxis" | "advcl" | "ccomp");
    if !is_head || !matches!(tree.upos(at), Upos::Verb | Upos::Aux) {
        return None;
    }
    let says_same = says_same(tree, at);
    let is_bare = !tree
        .kids(at)
        .iter()
        .any(|&kid| matches!(tree.relation(kid).base(), "obj" | "xcomp" | "ccomp" | "obl"));
    let fits = match lemma {
        "do" => says_same || is_bare,
        "have" | "be" | "will" => is_bare && tree.upos(at) == Upos::Aux,
        "follow" => is_bare || says_same,
        "reply" | "retaliate" | "respond" => is_bare && tree.upos(at) == Upos::Verb && lemma != "respond",
        _ => false,
    };
    if !fits {
        return None;
    }
    let actors = coder.mentions.parties(coder.slots.surface_subject(at, 0)?);
    (!actors.is_empty()).then_some((actors, at))
}

/// "do so", "the same", "followed suit".
fn is_same(tree: &Tree<'_>, idx: usize) -> bool {
    matches!(tree.lemma(idx), "so" | "same" | "likewise" | "suit")
}

fn says_same(tree: &Tree<'_>, at: usize) -> bool {
    tree.subtree(at).iter().any(|&idx| is_same(tree, idx))
}

/// A noun phrase coordinated with a verb: the verb is left out.
fn gap(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<(Vec<Participant>, usize)> {
    let tree = coder.tree;
    let verb = tree.head(at)?;
    let has_orphan = tree.kids(at).iter().any(|&kid| tree.relation(kid) == Relation::Orphan);
    let is_gap = tree.relation(at) == Relation::Conj
        && tree.is_verb(verb)
        && has_orphan
        && matches!(tree.upos(at), Upos::Propn | Upos::Noun);
    if !is_gap {
        return None;
    }
    let actors = coder.mentions.parties(at);
    (!actors.is_empty()).then_some((actors, verb))
}
