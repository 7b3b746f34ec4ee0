//! Clauses of pacts as sentences tell them: what is owed, by whom to whom, and when it comes due.
//!
//! A clause is a claim about the text, held as surely as the report holds the text; its trigger is part of the clause
//! and no condition of the claim.

use foederis_types::{
    ActorCode, Basis, Claim, ClaimId, Clause, ClauseKind, Decision, Factuality, Happened, Participant, Span,
    Upos,
};

use crate::coder::{SentenceCoder, with_id};
use crate::stance::stance;

/// The clauses that the sentence tells, in order of the text; at most one of a kind.
pub(crate) fn clauses(coder: &SentenceCoder<'_, '_, '_>) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for at in 0..coder.tree.len() {
        let Some(claim) = clause(coder, at) else { continue };
        let is_known = found.iter().any(|known| {
            known.clause.as_ref().map(|clause| clause.kind) == claim.clause.as_ref().map(|clause| clause.kind)
        });
        if !is_known {
            found.push(claim);
        }
    }
    found
}

fn clause(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Claim> {
    let kind = duty(coder, at)?;
    let carrier = carrier(coder, at)?;
    let parties = parties(coder, at, carrier);
    let stance = stance(coder.slots, carrier.verb.unwrap_or(at));
    let value =
        if stance.value == Factuality::CertainNo { Factuality::CertainNo } else { Factuality::CertainYes };
    let tree = coder.tree;
    let when = trigger(coder, at, carrier);
    let duty_words = tree.subtree_without(at, |kid| is_trigger(coder, kid));
    let debtors = codes(&parties.debtors);
    let creditors = codes(&parties.creditors);
    let mut claim = Claim {
        id: ClaimId::from_hash([0; 8]),
        quote: coder.quote()?,
        trigger: tree.token(at).span,
        sentence: coder.number,
        event: None,
        mode: None,
        contexts: vec!["military".to_owned()],
        cameo: None,
        actors: parties.debtors,
        recipients: parties.creditors,
        happened: Happened { from: None, to: coder.day, basis: Basis::Published, words: None },
        place: None,
        factuality: coder.clause_views(&stance, value),
        auxiliary: if value == Factuality::CertainNo {
            vec![foederis_types::Auxiliary::Negation]
        } else {
            Vec::new()
        },
        condition: when,
        pact_status: None,
        pact: carrier.pact.and_then(|pact| coder.noun_words(pact)),
        clause: Some(Clause { kind, debtors, creditors, duty: tree.span_of(&duty_words)?, trigger: when }),
        linked: Vec::new(),
        decision: Decision {
            rule: format!("clause/{}", kind.as_str().to_lowercase()),
            steps: stance.steps.clone(),
        },
    };
    claim.trigger = tree.token(at).span;
    Some(with_id(claim))
}

/// What ties a duty to a pact or an obligation.
#[derive(Clone, Copy)]
struct Carrier {
    /// The verb that obliges: `obliges`, `contains`, `would be bound`.
    verb: Option<usize>,
    /// The noun that names the pact.
    pact: Option<usize>,
    /// Who owes, where the carrier itself says so.
    debtor: Option<usize>,
}

struct Parties {
    debtors: Vec<Participant>,
    creditors: Vec<Participant>,
}

/// The duty that a word names, if it names one.
fn duty(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<ClauseKind> {
    const CLASSES: &[(&str, ClauseKind)] = &[
        ("duty-defend", ClauseKind::Defend),
        ("duty-assist", ClauseKind::Defend),
        ("duty-consult", ClauseKind::Consult),
        ("duty-neutral", ClauseKind::Neutral),
        ("duty-nonaggression", ClauseKind::NonAggression),
        ("duty-guarantee", ClauseKind::Guarantee),
        ("duty-join", ClauseKind::JoinAttack),
    ];
    let tree = coder.tree;
    let lemma = tree.lemma(at);
    let found = CLASSES.iter().find(|(class, _)| coder.rules.in_class(class, lemma)).map(|&(_, kind)| kind);
    let is_negated_attack = coder.rules.in_class("attack-verb", lemma)
        && tree.kids_by(at, "advmod").any(|kid| coder.rules.in_class("negation", tree.lemma(kid)));
    let is_territory = coder.rules.in_class("territory", lemma)
        && tree.head(at).is_some_and(|head| matches!(tree.lemma(head), "use" | "allow" | "let" | "lend"));
    match found {
        Some(ClauseKind::Defend) if !is_military_duty(coder, at) => None,
        Some(kind) => Some(kind),
        None if is_negated_attack => Some(ClauseKind::NonAggression),
        None if is_territory => Some(ClauseKind::NoUseOfTerritory),
        None => None,
    }
}

/// "assistance" counts when it is mutual, military, or owed on attack; "aid" against a flood does not.
fn is_military_duty(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    if coder.rules.in_class("duty-defend", tree.lemma(at)) {
        return true;
    }
    let is_civil = tree.kids(at).iter().any(|&kid| {
        matches!(
            tree.lemma(kid),
            "legal"
                | "judicial"
                | "economic"
                | "technical"
                | "humanitarian"
                | "financial"
                | "medical"
                | "food"
        )
    });
    if is_civil {
        return false;
    }
    let is_described =
        tree.kids(at).iter().any(|&kid| matches!(tree.lemma(kid), "mutual" | "military" | "armed"));
    is_described || (0..tree.len()).any(|idx| coder.rules.in_class("aggression", tree.lemma(idx)))
}

/// Looks up the tree for what obliges: a verb of obliging, or a pact that contains, enshrines, provides for it.
fn carrier(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let tree = coder.tree;
    if let Some(carrier) = under_text(coder, at) {
        return Some(carrier);
    }
    let compound = tree.head(at).filter(|&head| {
        tree.relation(at).base() == "compound" && coder.rules.in_class("pact", tree.lemma(head))
    });
    if let Some(pact) = compound {
        return Some(Carrier {
            verb: tree.governors(pact).into_iter().find(|&verb| tree.is_verb(verb)),
            pact: Some(pact),
            debtor: None,
        });
    }
    for above in std::iter::once(at).chain(tree.governors(at)) {
        let lemma = tree.lemma(above);
        if coder.rules.in_class("oblige", lemma) {
            let debtor = if tree.is_passive(above) {
                coder.slots.object(above, 0).first().copied()
            } else {
                coder.slots.surface_subject(above, 0)
            };
            let pact = debtor.filter(|&idx| coder.rules.in_class("pact", tree.lemma(idx)));
            let owed_by = coder
                .slots
                .object(above, 0)
                .into_iter()
                .find(|&object| object != at && !coder.mentions.parties(object).is_empty());
            return Some(Carrier {
                verb: Some(above),
                pact,
                debtor: if pact.is_some() { owed_by } else { debtor },
            });
        }
        if coder.rules.in_class("contain", lemma) && tree.is_verb(above) {
            let pact = coder
                .slots
                .surface_subject(above, 0)
                .filter(|&idx| coder.rules.in_class("pact", tree.lemma(idx)));
            if pact.is_some() {
                return Some(Carrier { verb: Some(above), pact, debtor: None });
            }
        }
        if coder.rules.in_class("pact", lemma) && above != at {
            let verb = tree.governors(above).into_iter().find(|&verb| tree.is_verb(verb));
            return Some(Carrier { verb, pact: Some(above), debtor: None });
        }
    }
    None
}

/// "must help ... under the accord", "would consult, according to the draft": the text is named beside the verb.
fn under_text(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let tree = coder.tree;
    let verb = std::iter::once(at).chain(tree.governors(at)).find(|&idx| tree.is_verb(idx))?;
    let is_modal = tree
        .kids_by(verb, "aux")
        .any(|aux| matches!(tree.lemma(aux), "must" | "shall" | "will" | "would" | "should"));
    let pact = tree.kids_by(verb, "obl").find(|&kid| {
        matches!(tree.case_of(kid).as_str(), "under" | "accord to" | "according to" | "per")
            && (coder.rules.in_class("pact", tree.lemma(kid))
                || matches!(tree.lemma(kid), "draft" | "article" | "clause" | "text"))
    })?;
    let debtor = coder.slots.surface_subject(verb, 0);
    is_modal.then_some(Carrier { verb: Some(verb), pact: Some(pact), debtor })
}

fn parties(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> Parties {
    let debtors = carrier.debtor.map_or_else(Vec::new, |head| coder.mentions.parties(head));
    let all = coder.pact_parties(carrier.pact);
    let named = creditor(coder, at);
    if debtors.is_empty() {
        return Parties { debtors: all.clone(), creditors: if named.is_empty() { all } else { named } };
    }
    let others: Vec<Participant> =
        all.into_iter().filter(|party| !debtors.iter().any(|debtor| debtor.code == party.code)).collect();
    if named.is_empty() && debtors.len() > 1 {
        return Parties { creditors: debtors.clone(), debtors };
    }
    Parties { creditors: if named.is_empty() { others } else { named }, debtors }
}

/// Whom the duty is owed to, where the words say: "defend Poland", "on North Korea's side", "assistance to Poland".
fn creditor(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Vec<Participant> {
    for slot in ["object", "to", "of", "on", "for", "with"] {
        for head in coder.slots.find(at, slot, false) {
            let found = coder.mentions.parties(head);
            if !found.is_empty() && coder.tree.upos(head) != Upos::Verb {
                return found;
            }
        }
    }
    Vec::new()
}

fn is_trigger(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let tree = coder.tree;
    let is_if = tree.relation(idx).base() == "advcl"
        && tree.kids_by(idx, "mark").any(|mark| coder.rules.in_class("condition", tree.lemma(mark)));
    let case = tree.case_of(idx);
    let is_case = matches!(tree.relation(idx).base(), "obl" | "nmod")
        && (case.starts_with("in case of")
            || case.starts_with("in the event of")
            || case.starts_with("in the face of")
            || case == "against" && coder.rules.in_class("aggression", tree.lemma(idx))
            || case == "in" && matches!(tree.lemma(idx), "case" | "event" | "face")
            || case == "after" && coder.rules.in_class("aggression", tree.lemma(idx)));
    is_if || is_case
}

/// The words that say when the duty comes due, on the duty or on what carries it.
fn trigger(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> Option<Span> {
    let tree = coder.tree;
    let mut places = vec![at];
    places.extend(tree.governors(at).into_iter().take(3));
    places.extend(carrier.verb);
    for place in places {
        let below = tree.subtree(place);
        if let Some(idx) = below.into_iter().find(|&idx| is_trigger(coder, idx)) {
            let mut words = tree.subtree(idx);
            while words.last().is_some_and(|&last| tree.upos(last) == Upos::Punct) {
                words.pop();
            }
            return tree.span_of(&words);
        }
    }
    None
}

fn codes(parties: &[Participant]) -> Vec<ActorCode> {
    let mut codes: Vec<ActorCode> = parties.iter().filter_map(|party| party.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
