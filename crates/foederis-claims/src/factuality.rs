//! How sure a sentence leaves its reader that something happens, for any word of it.

use foederis_types::{Factuality, Relation, Sentence};

use crate::rules::Rules;
use crate::slots::Slots;
use crate::stance::stance;
use crate::tree::Tree;

/// What the words of a sentence do to one of its predicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The value in the eyes of who last says it: the author, or a holder that the sentence names.
    pub value: Factuality,
    /// Somebody else's word.
    pub is_passed_on: bool,
    /// Told as still to come.
    pub is_future: bool,
    /// Would only follow.
    pub is_hypothetical: bool,
    /// Stands in a condition: "if it rains".
    pub is_condition: bool,
    /// What something else is done for.
    pub is_purpose: bool,
}

/// Assesses the predicate at each of some 0-based token indices; the rest of the sentence's claims do not matter.
///
/// # Panics
///
/// Where an index is not one of the sentence's tokens.
pub fn assess(sentence: &Sentence, text: &str, rules: &Rules, tokens: &[usize]) -> Vec<Assessment> {
    let tree = Tree::new(sentence, text, |lemma| rules.knows(lemma));
    let slots = Slots { tree: &tree, rules };
    tokens.iter().map(|&at| assess_one(&slots, at)).collect()
}

fn assess_one(slots: &Slots<'_, '_>, at: usize) -> Assessment {
    let stance = stance(slots, at);
    let is_able = slots.tree.kids_by(at, "aux").any(|aux| slots.tree.lemma(aux) == "can");
    let value = match stance.value {
        // Claims take "can" for granted; whether it is done is open all the same.
        Factuality::CertainYes if is_able => Factuality::PossibleYes,
        value => value,
    };
    Assessment {
        value,
        is_passed_on: stance.is_passed_on,
        is_future: stance.is_future,
        // "a contract to supply" is agreed: what the noun is about, and no mere supposition.
        is_hypothetical: stance.is_hypothetical && !stance.is_condition && !is_agreed(slots.tree, at),
        is_condition: stance.is_condition,
        is_purpose: stance.is_purpose,
    }
}

fn is_agreed(tree: &Tree<'_>, at: usize) -> bool {
    tree.relation(at) == Relation::Acl && tree.xpos(at) == "VB"
}

#[cfg(test)]
mod tests {
    use super::*;
    use foederis_parse::Reader;

    #[track_caller]
    fn check(text: &str, word: &str, expected: Factuality) {
        let analysis = Reader::embedded().unwrap().analyse_text(text);
        let sentence = &analysis.sentences[0];
        let at = sentence.tokens.iter().position(|token| token.span.of(text) == word).unwrap();
        assert_eq!(assess(sentence, text, &Rules::embedded(), &[at])[0].value, expected, "{text}");
    }

    #[test]
    fn any_predicate_has_a_value_claim_or_not() {
        check("The baker opened his shop.", "opened", Factuality::CertainYes);
        check("The baker did not open his shop.", "open", Factuality::CertainNo);
        check("The baker may open his shop.", "open", Factuality::PossibleYes);
        check("The baker can open his shop.", "open", Factuality::PossibleYes);
        check("The baker is likely to open his shop.", "open", Factuality::ProbableYes);
        check("The baker refused to open his shop.", "open", Factuality::CertainNo);
        check("The baker wants to open his shop.", "open", Factuality::Unknown);
    }
}
