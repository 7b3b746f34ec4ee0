//! Which sentences can yield a claim at all, told from their bare words before anything is parsed.
//!
//! A rule can only fire where its trigger stands, in any form that any part of speech could give it, with its particle or
//! preposition and a word for each slot that it needs. A sentence without such a rule, and without a word for a pact's
//! duties, yields nothing. Who acts is not looked at. Must not know names, trees or other sentences.

use rustc_hash::FxHashMap;

use crate::mend::IDIOMS;
use crate::nouns;
use crate::rules::{Condition, OPEN_CLASSES, Rule, Rules, Trigger, With};
use crate::slots::SLOTS;
use crate::tree::stems;

/// Word classes that tell a pact's clause without a rule.
const DUTIES: [&str; 8] = [
    "duty-defend",
    "duty-assist",
    "duty-consult",
    "duty-neutral",
    "duty-nonaggression",
    "duty-guarantee",
    "duty-join",
    "territory",
];

/// The rules' words by number, and what each rule needs.
#[derive(Debug, Default)]
pub struct Gate {
    numbers: FxHashMap<String, u32>,
    /// By number of a word: what it triggers.
    firing: Vec<Vec<Needs>>,
    is_duty: Vec<bool>,
    is_pact: Vec<bool>,
}

/// What must stand near a trigger: at least one word of each set, by number, sorted.
#[derive(Debug, Clone, Default)]
struct Needs(Vec<Vec<u32>>);

/// Which of the rules' words one word may be; empty for most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleWords(Vec<u32>);

impl Gate {
    /// Makes the gate of some rules.
    pub fn new(rules: &Rules) -> Gate {
        let mut gate = Gate::default();
        for rule in &rules.rules {
            for trigger in &rule.triggers {
                let needs = gate.needs(rules, rule, trigger);
                let number = gate.number(&trigger.lemma);
                gate.firing[number as usize].push(needs);
            }
        }
        // Read as another verb, which rules wait for.
        for (verb, words, _) in IDIOMS {
            let sets = words.split(' ').map(|word| {
                let mut set: Vec<u32> = word.split('|').map(|word| gate.number(word)).collect();
                set.sort_unstable();
                set
            });
            let needs = Needs(sets.collect());
            let number = gate.number(verb);
            gate.firing[number as usize].push(needs);
        }
        for word in rules.classes.get("pact").into_iter().flatten() {
            let number = gate.number(word);
            gate.is_pact[number as usize] = true;
        }
        for word in DUTIES.iter().filter_map(|&class| rules.classes.get(class)).flatten() {
            let number = gate.number(word);
            gate.is_duty[number as usize] = true;
        }
        gate
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.numbers.get(word) {
            return known;
        }
        let number = self.firing.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.firing.push(Vec::new());
        self.is_duty.push(false);
        self.is_pact.push(false);
        number
    }

    fn needs(&mut self, rules: &Rules, rule: &Rule, trigger: &Trigger) -> Needs {
        let mut sets = Vec::new();
        let with = match &trigger.with {
            Some(With::Particle(words) | With::Preposition(words)) => words.clone(),
            Some(With::Both(particle, preposition)) => format!("{particle} {preposition}"),
            None => String::new(),
        };
        sets.extend(with.split_whitespace().map(|word| vec![self.number(word)]));
        for condition in rule.conditions.iter().filter(|condition| condition.is_wanted) {
            if !SLOTS.contains(&condition.slot.as_str()) {
                sets.extend(condition.slot.split(' ').map(|word| vec![self.number(word)]));
            }
            sets.extend(self.set(rules, condition));
        }
        Needs(sets)
    }

    /// The words of a condition; `None` where names or anything at all may meet it.
    fn set(&mut self, rules: &Rules, condition: &Condition) -> Option<Vec<u32>> {
        let mut set = Vec::new();
        for word in &condition.words {
            match word.strip_prefix('@') {
                // An organisation's own name makes it a bloc.
                Some(class) if class == "bloc" || OPEN_CLASSES.contains(&class) => return None,
                Some(class) => {
                    let words = rules.classes.get(class).into_iter().flatten();
                    set.extend(words.map(|word| self.number(word)));
                }
                None => set.push(self.number(word)),
            }
        }
        set.sort_unstable();
        set.dedup();
        Some(set)
    }

    /// Tells which of the rules' words a form may be, given all dictionary forms that it may have.
    pub fn rule_words(&self, form: &str, lemmas: &[String]) -> RuleWords {
        let form = form.to_lowercase();
        let mut found: Vec<u32> = Vec::new();
        let mut add = |word: &str| found.extend(self.numbers.get(word));
        add(&form);
        add(&format!("={form}"));
        lemmas.iter().for_each(|lemma| add(&lemma.to_lowercase()));
        stems(&form).iter().for_each(|stem| add(stem));
        let nouns = lemmas.iter().map(|lemma| lemma.to_lowercase()).chain(stems(&form)).chain([form.clone()]);
        nouns.flat_map(|noun| nouns::kinds_of(&noun)).for_each(|kind| add(&format!("%{kind}")));
        found.sort_unstable();
        found.dedup();
        RuleWords(found)
    }

    /// Says whether a word may name a pact.
    pub fn names_pact(&self, word: &RuleWords) -> bool {
        word.0.iter().any(|&number| self.is_pact[number as usize])
    }

    /// Says whether a rule could fire in a sentence of these words, with all that it needs at most `reach` words away, or
    /// a pact's duty is named.
    pub fn is_open(&self, words: &[&RuleWords], reach: usize) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let near = &words[at.saturating_sub(reach)..words.len().min(at.saturating_add(reach + 1))];
            word.0.iter().any(|&number| {
                let number = number as usize;
                self.is_duty[number] || self.firing[number].iter().any(|needs| needs.are_met(near))
            })
        })
    }
}

impl Needs {
    fn are_met(&self, near: &[&RuleWords]) -> bool {
        let has_one = |set: &Vec<u32>| {
            near.iter().flat_map(|word| &word.0).any(|number| set.binary_search(number).is_ok())
        };
        self.0.iter().all(has_one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "class gift: tent blanket\nclass duty-defend: defend\nrule a/b\n  event AID 070\n  \
                         verbs hand~over =gave\n  need object @gift\n  need to @party\n";

    #[track_caller]
    fn check(sentence: &str, reach: usize, is_open: bool) {
        let gate = Gate::new(&Rules::parse([("my.rules", RULES)]).expect("good rules"));
        let words: Vec<RuleWords> = sentence.split(' ').map(|word| gate.rule_words(word, &[])).collect();
        assert_eq!(gate.is_open(&words.iter().collect::<Vec<_>>(), reach), is_open, "{sentence}");
    }

    #[test]
    fn a_rule_needs_its_trigger_its_particle_its_preposition_and_its_words() {
        check("Chad handed tents over to Niger", usize::MAX - 1, true);
        check("Chad gave blankets to Niger", usize::MAX - 1, true);
        check("Chad gave one tent to Niger", usize::MAX - 1, true);
        check("Chad handed tents to Niger", usize::MAX - 1, false);
        check("Chad handed shells over to Niger", usize::MAX - 1, false);
        check("Chad handed tents over in Niger", usize::MAX - 1, false);
        check("tents went over to Niger", usize::MAX - 1, false);
    }

    #[test]
    fn a_kind_of_thing_is_met_by_any_noun_of_that_kind() {
        let rules = "rule a/b\n  event COERCE 171\n  verbs seize\n  need object %vehicle\n";
        let gate = Gate::new(&Rules::parse([("my.rules", rules)]).expect("good rules"));
        let is_open = |sentence: &str| {
            let words: Vec<RuleWords> = sentence.split(' ').map(|word| gate.rule_words(word, &[])).collect();
            gate.is_open(&words.iter().collect::<Vec<_>>(), 8)
        };
        assert!(is_open("Chad seized two trawlers"));
        assert!(!is_open("Chad seized the moment"));
    }

    #[test]
    fn what_a_rule_needs_must_be_within_reach() {
        check("Chad gave a big and very old tent to Niger", 8, true);
        check("Chad gave a big and very old tent to Niger", 4, false);
    }

    #[test]
    fn a_duty_needs_no_rule() {
        check("Chad would defend Niger", 4, true);
        check("", 4, false);
    }
}
