//! How far the pact that a sentence speaks of is made: one that is sought, talked of or dropped owes nobody anything.
//!
//! "signed a defence treaty" makes one, "the defence treaty" takes one as given; "are negotiating a defence treaty",
//! "plans for a defence treaty", "a proposed treaty" do not.

use foederis_types::{Factuality, Relation, Upos};

use crate::coder::SentenceCoder;
use crate::stance::{Stance, is_no, stance};

/// How a sentence leaves the pact it names.
#[derive(Clone, Debug)]
pub(crate) enum Standing {
    /// There is one; what the clause around it says is no doubt about it.
    Given,
    /// It is said to have been made, or not to have been, as the stance towards the making has it.
    Made(Stance),
    /// It is planned, sought, talked of, dropped, supposed.
    Open,
}

/// What a pact is called before it is one.
const UNMADE: &[&str] = &[
    "abandoned",
    "abortive",
    "aborted",
    "draft",
    "drafted",
    "envisaged",
    "envisioned",
    "eventual",
    "failed",
    "forthcoming",
    "future",
    "hypothetical",
    "intended",
    "mooted",
    "planned",
    "possible",
    "potential",
    "projected",
    "proposed",
    "prospective",
    "suggested",
    "unsigned",
    "upcoming",
    "would-be",
];

/// What is thought or talked of and need not be.
const THOUGHT: &[&str] = &[
    "attempt",
    "bid",
    "blueprint",
    "call",
    "demand",
    "desire",
    "discussion",
    "draft",
    "drive",
    "effort",
    "hope",
    "idea",
    "intention",
    "negotiation",
    "offer",
    "plan",
    "possibility",
    "preparation",
    "proposal",
    "prospect",
    "push",
    "suggestion",
    "talk",
    "vision",
    "wish",
    "work",
];

/// What is done with a pact that is not made yet.
const SOUGHT: &[&str] = &[
    "consider",
    "contemplate",
    "draft",
    "envisage",
    "envision",
    "eye",
    "float",
    "moot",
    "mull",
    "negotiate",
    "offer",
    "plan",
    "prepare",
    "propose",
    "pursue",
    "seek",
    "suggest",
    "want",
];

/// What makes a pact, keeps it, or can be done only with one that there is.
const MAKING: &[&str] = &[
    "accede",
    "adopt",
    "agree",
    "amend",
    "announce",
    "approve",
    "break",
    "breach",
    "cement",
    "clinch",
    "complete",
    "conclude",
    "condemn",
    "criticise",
    "criticize",
    "denounce",
    "extend",
    "finalise",
    "finalize",
    "forge",
    "form",
    "hail",
    "have",
    "honour",
    "honor",
    "implement",
    "ink",
    "initial",
    "invoke",
    "join",
    "keep",
    "maintain",
    "make",
    "praise",
    "prolong",
    "ratify",
    "reach",
    "renew",
    "seal",
    "share",
    "sign",
    "strike",
    "suspend",
    "terminate",
    "trigger",
    "unveil",
    "uphold",
    "violate",
    "welcome",
];

/// The pact's own parts and what happens to one that there is.
const OF_PACT: &[&str] = &[
    "anniversary",
    "article",
    "basis",
    "breach",
    "clause",
    "conclusion",
    "copy",
    "framework",
    "member",
    "part",
    "party",
    "provision",
    "ratification",
    "renewal",
    "signatory",
    "signature",
    "signing",
    "term",
    "text",
    "violation",
];

/// Works out how a sentence leaves the pact that the noun at `pact` names.
pub(crate) fn standing(coder: &SentenceCoder<'_, '_, '_>, pact: usize) -> Standing {
    let tree = coder.tree;
    if is_unmade(coder, pact) || is_sought(coder, pact) {
        return Standing::Open;
    }
    let is_definite = is_definite(coder, pact);
    let top = top_of_name(coder, pact);
    let Some(above) = tree.head(top) else {
        return if has_no(coder, top) { made(stance(coder.slots, top)) } else { Standing::Given };
    };
    if tree.relation(top).base() == "nmod" || tree.relation(top).base() == "acl" {
        return on_noun(coder, top, above, is_definite);
    }
    if !tree.is_verb(above) && !matches!(tree.upos(above), Upos::Adj) {
        // "There is no treaty": the "is" has what there is denied.
        let what = if has_no(coder, top) { above } else { top };
        return if is_definite { Standing::Given } else { made(stance(coder.slots, what)) };
    }
    on_verb(coder, top, above, is_definite)
}

/// "a treaty they are negotiating", "a treaty to be signed in June".
fn is_sought(coder: &SentenceCoder<'_, '_, '_>, pact: usize) -> bool {
    let tree = coder.tree;
    let mut verbs = tree
        .kids_by(pact, "acl")
        .flat_map(|verb| tree.kids_by(verb, "xcomp").chain(std::iter::once(verb)).collect::<Vec<_>>());
    verbs.any(|verb| {
        let is_signing = matches!(tree.lemma(verb), "sign" | "conclude" | "ink" | "seal");
        SOUGHT.contains(&tree.lemma(verb))
            || is_signing
                && (tree.xpos(verb) == "VB" || matches!(made(stance(coder.slots, verb)), Standing::Open))
    })
}

/// "an agreement on a mutual defence treaty" is one pact under two nouns, "a pact and a protocol" two alike.
fn top_of_name(coder: &SentenceCoder<'_, '_, '_>, pact: usize) -> usize {
    let first = coder.tree.first_conjunct(pact);
    if coder.rules.in_class("pact", coder.tree.lemma(first)) { first } else { pact }
}

fn on_noun(coder: &SentenceCoder<'_, '_, '_>, pact: usize, noun: usize, is_definite: bool) -> Standing {
    let tree = coder.tree;
    let lemma = tree.lemma(noun);
    if THOUGHT.contains(&lemma) {
        return Standing::Open;
    }
    if matches!(lemma, "signing" | "signature" | "conclusion" | "finalisation" | "finalization") {
        return if is_put_off(coder, noun) { Standing::Open } else { made(stance(coder.slots, noun)) };
    }
    if is_definite || OF_PACT.contains(&lemma) {
        return Standing::Given;
    }
    match made(stance(coder.slots, pact)) {
        Standing::Made(stance) if stance.is_passed_on => Standing::Made(stance),
        _ if coder.rules.in_class("pact", lemma) => standing(coder, noun),
        _ => Standing::Open,
    }
}

/// "called off the signing", "postponed signing", "moved closer to signing": nothing is signed.
fn is_put_off(coder: &SentenceCoder<'_, '_, '_>, signing: usize) -> bool {
    let tree = coder.tree;
    let is_nearing = tree.xpos(signing) == "VBG"
        && (tree.has_kid_lemma(signing, "mark", &["to", "toward", "towards"])
            || matches!(tree.case_of(signing), "to" | "toward" | "towards"));
    is_nearing
        || tree.head(signing).is_some_and(|verb| {
            matches!(
                tree.lemma(verb),
                "postpone"
                    | "cancel"
                    | "delay"
                    | "call"
                    | "block"
                    | "prepare"
                    | "plan"
                    | "schedule"
                    | "await"
            )
        })
}

fn on_verb(coder: &SentenceCoder<'_, '_, '_>, pact: usize, verb: usize, is_definite: bool) -> Standing {
    let tree = coder.tree;
    let lemma = tree.lemma(verb);
    let is_done_to = is_object_or_passive(coder, pact, verb);
    let case = tree.case_of(pact);
    let is_talk = tree.relation(pact).base() == "obl"
        && (matches!(case, "for" | "about" | "towards" | "toward") || case == "on" && lemma != "agree");
    let is_near = tree.relation(pact).base() == "obl" && matches!(lemma, "close" | "near" | "open" | "move");
    if is_done_to && SOUGHT.contains(&lemma) || is_near || is_put_off(coder, verb) {
        return Standing::Open;
    }
    if is_definite {
        let is_signed = is_done_to && matches!(lemma, "sign" | "conclude" | "seal" | "ink" | "join");
        return if is_signed { made(stance(coder.slots, verb)) } else { Standing::Given };
    }
    if is_talk {
        return Standing::Open;
    }
    let is_made = MAKING.contains(&lemma);
    match tree.relation(pact).base() {
        "obj" | "iobj" | "obl" if is_made => made(stance(coder.slots, verb)),
        "nsubj" if is_done_to && is_made => made(stance(coder.slots, verb)),
        "nsubj" if has_no(coder, pact) => made(stance(coder.slots, verb)),
        "obj" | "iobj" => Standing::Open,
        "nsubj" if is_done_to => Standing::Open,
        _ => given_unless_denied(stance(coder.slots, verb)),
    }
}

/// "are not bound by a pact" denies that there is one; "may be drawn in by a pact" does not doubt it.
fn given_unless_denied(stance: Stance) -> Standing {
    if is_no(stance.value) || stance.is_denied_by_holder() { Standing::Made(stance) } else { Standing::Given }
}

/// The thing that the verb is done to, active or passive.
fn is_object_or_passive(coder: &SentenceCoder<'_, '_, '_>, noun: usize, verb: usize) -> bool {
    match coder.tree.relation(noun) {
        Relation::Obj | Relation::Iobj => true,
        relation if relation.is_subject() => coder.tree.is_passive(verb),
        _ => false,
    }
}

/// What is meant, wished, supposed or still to come makes nothing; nor does what only may be.
fn made(stance: Stance) -> Standing {
    let is_open = stance.is_future
        || stance.is_hypothetical
        || stance.is_wished
        || stance.is_condition
        || stance.is_purpose
        || !matches!(stance.value, Factuality::CertainYes | Factuality::CertainNo | Factuality::ProbableYes);
    if is_open { Standing::Open } else { Standing::Made(stance) }
}

/// "a proposed treaty", "the draft pact".
fn is_unmade(coder: &SentenceCoder<'_, '_, '_>, pact: usize) -> bool {
    let tree = coder.tree;
    let called = |idx: usize| {
        UNMADE.contains(&tree.form(idx).to_lowercase().as_str()) || UNMADE.contains(&tree.lemma(idx))
    };
    tree.lemma(pact) == "draft"
        || tree.kids(pact).iter().any(|&kid| {
            kid < pact && matches!(tree.relation(kid).base(), "amod" | "compound" | "nmod") && called(kid)
        })
}

/// "no treaty", "neither pact".
fn has_no(coder: &SentenceCoder<'_, '_, '_>, pact: usize) -> bool {
    coder.tree.has_kid_lemma(pact, "det", &["no", "neither", "any"])
}

/// Named, owned, or pointed at: "the treaty", "its pact", "the 1951 treaty".
fn is_definite(coder: &SentenceCoder<'_, '_, '_>, pact: usize) -> bool {
    const POINTING: &[&str] = &["the", "this", "that", "these", "those", "its", "their", "his", "her", "our"];
    let tree = coder.tree;
    tree.upos(pact) == Upos::Propn
        || tree.kids(pact).iter().any(|&kid| {
            kid < pact
                && (POINTING.contains(&tree.form(kid).to_lowercase().as_str())
                    || tree.relation(kid) == Relation::NmodPoss
                    || tree.form(kid).len() == 4 && tree.upos(kid) == Upos::Num)
        })
}
