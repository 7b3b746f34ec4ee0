//! What speakers say of a pact: what it is, what it means, what it is not.
//!
//! "The pact, she said, is directed against nobody", "called the pledge automatic". Such words promise and deny nothing,
//! but reports differ in them: one side's alliance is another's paper. Only sentences about a pact are taken, and only
//! where no other claim has the words.

use foederis_types::{
    Basis, Claim, ClaimId, Decision, Factuality, Happened, Holder, Participant, Upos, View,
};

use crate::clauses::{is_text, speaks_of_text};
use crate::coder::{SentenceCoder, with_id};
use crate::denials::{as_denial, is_denial};
use crate::mentions::is_among;
use crate::stance::stance;

/// The rule of a denial that says no more than that what was told is not so.
pub(crate) const SHORT: &str = "deny/short";

/// The rule that a statement about a pact names as its own.
const RULE: &str = "statement/pact";

/// "said there was not one launcher in the port": whoever says that there is nothing of what others look for denies it;
/// whoever grants what they did or have owns up to it.
pub(crate) fn denied_presence(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Option<Claim> {
    let tree = coder.tree;
    if let Some(claim) = presence(coder, claims).or_else(|| admission(coder, claims)) {
        return Some(claim);
    }
    let is_there = |idx: usize| tree.relation(idx).base() == "expl" && tree.lemma(idx) == "there";
    if claims.iter().any(is_denial) {
        return None;
    }
    if let Some(denial) = short_denial(coder) {
        return Some(denial);
    }
    let is_none_there = |content: usize| {
        let thing = tree.kids_by(content, "nsubj").next()?;
        let classes = ["weapon", "force", "denied-thing"];
        let is_looked_for = classes.iter().any(|class| coder.rules.in_class(class, tree.lemma(thing)));
        let has_there = tree.kids(content).iter().any(|&kid| is_there(kid));
        let is_none =
            has_there && is_looked_for && stance(coder.slots, content).value == Factuality::CertainNo;
        (is_none || is_none_such(coder, content, thing)).then_some(thing)
    };
    let (told, thing) = (0..tree.len()).find_map(|verb| {
        let told = said(coder, verb)?;
        let thing = is_none_there(told.content)?;
        Some((told, thing))
    })?;
    let mut denial = as_denial(&claim(coder, &told, Factuality::CertainYes)?);
    denial.trigger = tree.token(thing).span;
    "deny/there-is-none".clone_into(&mut denial.decision.rule);
    Some(with_id(denial))
}

/// "“That is not true,” he said", "“A lie,” Lima said", "says that it did not": who says no more than that of what was told
/// before denies it.
fn short_denial(coder: &SentenceCoder<'_, '_, '_>) -> Option<Claim> {
    let tree = coder.tree;
    (0..tree.len()).find_map(|verb| {
        let told = said(coder, verb).or_else(|| said_bare(coder, verb))?;
        let content = told.content;
        let is_negated =
            tree.kids_by(content, "advmod").any(|kid| coder.rules.in_class("negation", tree.lemma(kid)))
                || tree.has_kid_lemma(content, "det", &["no"]);
        let is_true = matches!(
            tree.lemma(content),
            "true" | "so" | "correct" | "right" | "accurate" | "happen" | "case"
        );
        let is_untrue = coder.rules.in_class("untrue", tree.lemma(content))
            || coder.rules.in_class("untrue", &tree.form(content).to_lowercase());
        let subject = tree.kids_by(content, "nsubj").next();
        let is_that = subject.is_none_or(|subject| {
            matches!(
                tree.form(subject).to_lowercase().as_str(),
                "that" | "this" | "it" | "these" | "they" | "all"
            )
        });
        // "that it did not", "we did no such thing"
        let is_bare_did = matches!(tree.lemma(content), "do" | "have") && is_negated && {
            let is_rest = |kid: usize| match tree.relation(kid).base() {
                "obj" => matches!(tree.lemma(kid), "that" | "this" | "it" | "so" | "thing"),
                base => !matches!(base, "xcomp" | "ccomp" | "obl"),
            };
            tree.kids(content).iter().all(|&kid| is_rest(kid))
        };
        let is_short = is_that && (is_true && is_negated || is_untrue && !is_negated) || is_bare_did;
        let is_free = content != verb
            && tree.kids_by(content, "ccomp").next().is_none()
            && tree.kids_by(content, "csubj").next().is_none();
        if !is_short || !is_free {
            return None;
        }
        let mut denial = as_denial(&claim(coder, &told, Factuality::CertainYes)?);
        denial.trigger = tree.token(content).span;
        SHORT.clone_into(&mut denial.decision.rule);
        Some(with_id(denial))
    })
}

/// "“A lie,” Lima said": what is said is a noun or an adjective by itself.
fn said_bare(coder: &SentenceCoder<'_, '_, '_>, verb: usize) -> Option<Told> {
    let tree = coder.tree;
    let is_saying = tree.is_verb(verb) && coder.rules.in_class("report", tree.lemma(verb));
    let speakers = coder.mentions.parties(coder.slots.surface_subject(verb, 0).filter(|_| is_saying)?);
    let is_known = speakers.iter().any(|party| party.code.is_some());
    let content = tree.kids(verb).iter().copied().find(|&kid| {
        matches!(tree.relation(kid).base(), "obj" | "ccomp" | "xcomp" | "parataxis" | "dep" | "obl")
            && coder.rules.in_class("untrue", tree.lemma(kid))
    });
    content.filter(|_| is_known).map(|content| Told { verb, content, speakers, pact: None })
}

/// "conceded that an arrangement had been made": who grants what nobody else is told to have done owns up to it.
fn admission(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Option<Claim> {
    let tree = coder.tree;
    let is_told =
        |claim: &Claim| claim.event.is_none() && matches!(claim.cameo.as_deref(), Some("015" | "016"));
    if claims.iter().any(is_told) {
        return None;
    }
    (0..tree.len()).find_map(|verb| {
        let is_granting = matches!(tree.lemma(verb), "admit" | "acknowledge" | "concede" | "confess");
        let told = said(coder, verb).filter(|told| is_granting && told.content != told.verb)?;
        let doer = tree.kids(told.content).iter().copied().find(|&kid| tree.relation(kid).is_subject())?;
        let agent = tree.kids_by(told.content, "obl").find(|&kid| tree.case_of(kid) == "by");
        let is_others = |idx: usize| {
            let parties = coder.mentions.parties(idx);
            !parties.is_empty() && !parties.iter().any(|party| is_among(&told.speakers, party))
        };
        if is_others(doer) || agent.is_some_and(is_others) {
            return None;
        }
        let mut owned = as_denial(&claim(coder, &told, Factuality::CertainYes)?);
        owned.cameo = Some("015".to_owned());
        "statement/admits".clone_into(&mut owned.decision.rule);
        Some(with_id(owned))
    })
}

/// "that no such shipments have taken place": none of what others told of.
fn is_none_such(coder: &SentenceCoder<'_, '_, '_>, content: usize, thing: usize) -> bool {
    let tree = coder.tree;
    let is_happening = matches!(tree.lemma(content), "occur" | "happen" | "exist")
        || tree.lemma(content) == "take"
            && tree.kids_by(content, "obj").any(|kid| tree.lemma(kid) == "place");
    let is_such = tree.has_kid_lemma(thing, "amod", &["such"]) || tree.has_kid_lemma(thing, "det", &["such"]);
    is_happening && is_such && tree.has_kid_lemma(thing, "det", &["no"])
}

/// "acknowledged that its soldiers are in the town", "said that no foreign forces were on their soil": who says of forces
/// that they are somewhere owns up to it, where they are its own, or denies it.
fn presence(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Option<Claim> {
    let tree = coder.tree;
    let is_told =
        |code: &str| claims.iter().any(|claim| claim.event.is_none() && claim.cameo.as_deref() == Some(code));
    (0..tree.len()).find_map(|verb| {
        let told = said(coder, verb).filter(|told| told.content != told.verb)?;
        let place = told.content;
        let is_somewhere = tree.kids_by(place, "cop").next().is_some()
            && (matches!(tree.case_of(place), "in" | "on" | "at" | "inside" | "near" | "around")
                || tree.lemma(place) == "there");
        let force = tree
            .kids_by(place, "nsubj")
            .next()
            .filter(|&force| is_somewhere && coder.rules.in_class("force", tree.lemma(force)))?;
        let value = stance(coder.slots, place).value;
        let owners = coder.mentions.parties(force);
        let is_own = !owners.is_empty() && owners.iter().all(|owner| is_among(&told.speakers, owner));
        let is_granted = coder.rules.in_class("vouch", tree.lemma(told.verb));
        let (cameo, rule) = match value {
            Factuality::CertainNo => ("016", "deny/presence"),
            Factuality::CertainYes if is_own && is_granted => ("015", "statement/own-presence"),
            _ => return None,
        };
        if is_told(cameo) {
            return None;
        }
        let mut owned = as_denial(&claim(coder, &told, Factuality::CertainYes)?);
        owned.cameo = Some(cameo.to_owned());
        owned.trigger = tree.token(force).span;
        rule.clone_into(&mut owned.decision.rule);
        Some(with_id(owned))
    })
}

/// The statement about a pact that the sentence tells, if it tells one and `claims` do not have it.
pub(crate) fn statement(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Option<Claim> {
    let told = (0..coder.tree.len()).find_map(|verb| told_by(coder, verb))?;
    let is_had = |claim: &Claim| {
        let says = |party: &Participant| {
            is_among(&claim.actors, party)
                || claim
                    .factuality
                    .iter()
                    .any(|view| Some(&view.holder) == party.code.map(Holder::Actor).as_ref())
        };
        told.speakers.iter().any(says)
    };
    if claims.iter().any(is_had) {
        return None;
    }
    // What is stated may be that something is not so: it is stated all the same.
    let value = match stance(coder.slots, told.content).value {
        value @ (Factuality::PossibleYes | Factuality::ProbableYes) => value,
        _ => Factuality::CertainYes,
    };
    claim(coder, &told, value)
}

/// What a text does as a report describes it, besides putting duties on anybody.
const DESCRIBES: [&str; 34] = [
    "allow", "apply", "bind", "call", "comprise", "consist", "contain", "cover", "define", "exclude",
    "extend", "foresee", "forbid", "give", "grant", "have", "include", "lack", "last", "leave", "limit",
    "list", "mention", "name", "oblige", "permit", "refer", "regulate", "require", "run", "say", "set",
    "speak", "specify",
];

/// What a text can be said to be: words on its force, and none on its worth.
const IS: [&str; 16] = [
    "binding",
    "bound",
    "confidential",
    "defensive",
    "indefinite",
    "invalid",
    "long",
    "null",
    "open",
    "open-ended",
    "provisional",
    "public",
    "secret",
    "unlimited",
    "valid",
    "void",
];

/// "The treaty has 14 articles", "It is to last for five years", "Nothing is said about missiles": what the report itself
/// says of a text, where no other claim has the words.
pub(crate) fn of_text(coder: &SentenceCoder<'_, '_, '_>, claims: &[Claim]) -> Option<Claim> {
    let tree = coder.tree;
    let is_told = |claim: &Claim| {
        claim.pact.is_some() || claim.clause.is_some() || claim.pact_status.is_some() || claim.event.is_none()
    };
    if claims.iter().any(is_told) {
        return None;
    }
    let (verb, text) = (0..tree.len()).find_map(|verb| Some((verb, described(coder, verb)?)))?;
    let stance = stance(coder.slots, verb);
    let is_loose = stance.is_condition || stance.condition.is_some() || !stance.holders.is_empty();
    if is_loose || coder.quoted_by.is_some() {
        return None;
    }
    let value = match stance.value {
        value @ (Factuality::PossibleYes | Factuality::ProbableYes) => value,
        // "would allow": of a text that is not settled.
        _ if stance.is_hypothetical => Factuality::Unknown,
        _ => Factuality::CertainYes,
    };
    let pact = Some(text).filter(|&idx| coder.rules.in_class("pact", tree.lemma(idx)));
    let mut told = claim(coder, &Told { verb, content: verb, speakers: Vec::new(), pact }, value)?;
    told.cameo = None;
    told.factuality = vec![View { holder: Holder::Author, value, cue: None, named: None }];
    Some(with_id(told))
}

/// The text that the clause at `verb` describes.
fn described(coder: &SentenceCoder<'_, '_, '_>, verb: usize) -> Option<usize> {
    let tree = coder.tree;
    let subject = tree.kids(verb).iter().copied().find(|&kid| tree.relation(kid).is_subject())?;
    let is_main = matches!(tree.relation(verb).base(), "root" | "conj" | "parataxis")
        || tree.relation(verb).base() == "ccomp"
            && tree.head(verb).is_some_and(|above| tree.relation(above).base() == "root");
    let is_pronoun =
        matches!(tree.form(subject).to_lowercase().as_str(), "it" | "this") && coder.mentions.had_pact();
    let is_text_here =
        is_text(coder, subject) || is_pronoun || matches!(tree.lemma(subject), "paragraph" | "preamble");
    let is_being = tree.kids_by(verb, "cop").next().is_some()
        || tree.kids_by(verb, "aux").any(|aux| tree.lemma(aux) == "be");
    let is_quality = is_being && IS.contains(&tree.form(verb).to_lowercase().as_str());
    let has_count = |kid: &usize| tree.kids_by(*kid, "nummod").next().is_some() || is_text(coder, *kid);
    let is_doing = tree.is_verb(verb)
        && !tree.is_passive(verb)
        && DESCRIBES.contains(&tree.lemma(verb))
        && (tree.lemma(verb) != "have" || tree.kids_by(verb, "obj").any(|kid| has_count(&kid)));
    // "Nothing is said about missiles", "No consent is foreseen": of the text spoken of.
    let is_none =
        matches!(tree.lemma(subject), "nothing" | "none") || tree.has_kid_lemma(subject, "det", &["no"]);
    let is_left_out = is_none
        && coder.mentions.had_pact()
        && matches!(tree.lemma(verb), "say" | "mention" | "foresee" | "foreseen" | "specify" | "provide")
        && (tree.is_passive(verb) || is_being);
    let is_told = is_text_here && (is_quality || is_doing) || is_left_out;
    (is_main && is_told).then_some(subject)
}

struct Told {
    verb: usize,
    content: usize,
    speakers: Vec<Participant>,
    pact: Option<usize>,
}

/// Who says something in the words below or beside a verb, or what they call it.
fn said(coder: &SentenceCoder<'_, '_, '_>, verb: usize) -> Option<Told> {
    const NAMING: [&str; 8] =
        ["call", "describe", "term", "label", "regard", "characterise", "characterize", "brand"];
    let tree = coder.tree;
    if !tree.is_verb(verb) {
        return None;
    }
    let lemma = tree.lemma(verb);
    let is_naming = NAMING.contains(&lemma);
    let is_saying = ["report", "vouch", "believe"].iter().any(|class| coder.rules.in_class(class, lemma))
        || matches!(lemma, "proclaim" | "emphasise" | "emphasize" | "reaffirm");
    let speakers = coder.mentions.parties(coder.slots.surface_subject(verb, 0)?);
    if speakers.iter().all(|party| party.code.is_none()) || !(is_naming || is_saying) {
        return None;
    }
    let content = if is_naming {
        verb
    } else if tree.relation(verb).base() == "parataxis" {
        tree.head(verb)?
    } else {
        tree.kids_by(verb, "ccomp").next()?
    };
    Some(Told { verb, content, speakers, pact: None })
}

fn told_by(coder: &SentenceCoder<'_, '_, '_>, verb: usize) -> Option<Told> {
    let tree = coder.tree;
    let told = said(coder, verb)?;
    let about = if told.content == verb {
        tree.kids_by(verb, "obj").find(|&idx| is_of_pact(coder, idx))?
    } else {
        let own = tree.subtree_without(told.content, |kid| {
            let is_whether = tree.has_kid_lemma(kid, "mark", &["whether"]);
            kid == verb || matches!(tree.relation(kid).base(), "advcl" | "acl" | "parataxis") && !is_whether
        });
        own.into_iter().filter(|&idx| idx != verb).find(|&idx| is_of_pact(coder, idx))?
    };
    let pact = Some(about).filter(|&idx| coder.rules.in_class("pact", tree.lemma(idx)));
    Some(Told { pact, ..told })
}

/// A pact, a part of one, what it promises, or a pronoun in talk of it.
fn is_of_pact(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let tree = coder.tree;
    let is_noun = matches!(tree.upos(idx), Upos::Noun | Upos::Propn | Upos::Adj);
    let is_promise =
        matches!(tree.lemma(idx), "pledge" | "obligation" | "commitment") && speaks_of_text(coder);
    let is_alliance = matches!(tree.lemma(idx), "alliance" | "allied" | "bloc");
    let is_pronoun = matches!(tree.form(idx).to_lowercase().as_str(), "it" | "this")
        && tree.relation(idx).is_subject()
        && coder.mentions.had_pact();
    is_noun && (is_text(coder, idx) || is_promise || is_alliance) || is_pronoun
}

fn claim(coder: &SentenceCoder<'_, '_, '_>, told: &Told, value: Factuality) -> Option<Claim> {
    let cue = coder.tree.token(told.verb).span;
    let views = told.speakers.iter().filter_map(|party| {
        let holder = Holder::Actor(party.code?);
        Some(View { holder, value, cue: Some(cue), named: Some(party.span) })
    });
    let mut factuality: Vec<View> = views.collect();
    factuality.sort_by(|left, right| left.holder.cmp(&right.holder));
    factuality.insert(0, View { holder: Holder::Author, value: Factuality::Unknown, cue: None, named: None });
    Some(with_id(Claim {
        id: ClaimId::from_hash([0; 8]),
        quote: coder.quote()?,
        trigger: cue,
        sentence: coder.number,
        event: None,
        mode: None,
        contexts: Vec::new(),
        cameo: Some("010".to_owned()),
        actors: told.speakers.clone(),
        recipients: Vec::new(),
        happened: Happened { from: None, to: coder.day, basis: Basis::Published, words: None },
        place: None,
        factuality,
        auxiliary: Vec::new(),
        condition: None,
        pact_status: None,
        pact: told.pact.and_then(|pact| coder.noun_words(pact)),
        clause: None,
        linked: Vec::new(),
        decision: Decision { rule: RULE.to_owned(), steps: Vec::new() },
    }))
}
