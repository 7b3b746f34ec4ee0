//! "An attack on one is an attack on all": how pacts put that an attack on one party is to be met by another as one on itself.

use foederis_types::Upos;

use crate::clauses::{is_shared, speaks_of_text};
use crate::coder::SentenceCoder;

/// An attack that counts as one on somebody else.
pub(crate) struct Collective {
    /// The attack that is met.
    pub(crate) attack: usize,
    /// On whom it falls: whoever of them it is, or one.
    pub(crate) on: usize,
    /// On whom it counts as one.
    pub(crate) counts_on: usize,
    /// It is owed alike by all to all.
    pub(crate) is_shared: bool,
}

const COUNTING: [&str; 11] =
    ["consider", "regard", "treat", "deem", "view", "see", "count", "constitute", "judge", "equate", "class"];

/// Reads a verb of counting something as something, or a noun in a predicate, with an attack on either side.
pub(crate) fn collective(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Collective> {
    let tree = coder.tree;
    let is_attack = |idx: usize| {
        matches!(tree.upos(idx), Upos::Noun | Upos::Propn)
            && (coder.rules.in_class("aggression", tree.lemma(idx)) || tree.lemma(idx) == "assault")
    };
    let (attack, second) = if COUNTING.contains(&tree.lemma(at)) && tree.is_verb(at) {
        let relation = if tree.is_passive(at) || tree.lemma(at) == "constitute" { "nsubj" } else { "obj" };
        let attack = tree.kids_by(at, relation).find(|&kid| is_attack(kid))?;
        let other = |&idx: &usize| idx != attack && is_attack(idx) && fallen_on(coder, idx).is_some();
        (attack, tree.subtree(at).into_iter().find(other)?)
    } else if is_attack(at) && tree.kids_by(at, "cop").next().is_some() {
        (tree.kids_by(at, "nsubj").find(|&kid| is_attack(kid))?, at)
    } else {
        return None;
    };
    let (on, counts_on) = (fallen_on(coder, attack)?, fallen_on(coder, second)?);
    let is_agreed =
        tree.governors(at).into_iter().any(|above| coder.rules.in_class("oblige", tree.lemma(above)));
    (is_agreed || speaks_of_text(coder)).then(|| Collective {
        attack,
        on,
        counts_on,
        is_shared: is_any_of_them(coder, on),
    })
}

/// On whom an attack falls: "an attack on one", "an attack on the sovereignty of one party".
fn fallen_on(coder: &SentenceCoder<'_, '_, '_>, attack: usize) -> Option<usize> {
    let tree = coder.tree;
    let on = tree.kids_by(attack, "nmod").find(|&kid| {
        matches!(tree.case_of(kid), "on" | "against" | "upon") || tree.case_of(kid).is_empty()
    })?;
    let is_whole = is_any_of_them(coder, on) || !coder.mentions.parties(on).is_empty();
    let owner = tree.kids_by(on, "nmod").find(|&kid| tree.case_of(kid) == "of").filter(|_| !is_whole);
    Some(owner.unwrap_or(on))
}

/// "one", "either", "any member", "the other".
fn is_any_of_them(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let tree = coder.tree;
    let is_one_of = tree.kids(idx).iter().any(|&kid| {
        matches!(
            tree.form(kid).to_lowercase().as_str(),
            "any" | "one" | "either" | "each" | "another" | "other"
        )
    });
    let is_member = matches!(
        tree.lemma(idx),
        "party"
            | "side"
            | "signatory"
            | "member"
            | "state"
            | "ally"
            | "country"
            | "nation"
            | "partner"
            | "any"
    );
    is_shared(coder, idx) || is_member && (is_one_of || tree.form(idx) == "any")
}
