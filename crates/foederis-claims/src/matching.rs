//! Which rule a word triggers, and how deep its code goes.

use foederis_types::{Event, Upos};

use crate::mentions::Mentions;
use crate::nouns;
use crate::rules::{Complement, Condition, Reading, Rule, Rules, Trigger, With};
use crate::slots::Slots;
use crate::tree::{Tree, stems};

/// How many promises of promises deep a code is derived.
const DERIVED_MAX: usize = 3;

/// A trigger word with the rule that took it.
pub(crate) struct Matched<'r> {
    pub(crate) at: usize,
    pub(crate) rule: &'r Rule,
    pub(crate) reading: Reading,
    /// The clause below the trigger that deepened the code and is no claim of its own.
    pub(crate) consumed: Option<usize>,
    pub(crate) steps: Vec<String>,
}

/// Everything that matching looks at.
pub(crate) struct Matcher<'s, 't, 'a, 'r> {
    pub(crate) tree: &'t Tree<'a>,
    pub(crate) slots: &'s Slots<'t, 'a>,
    pub(crate) mentions: &'s Mentions<'s, 't, 'a>,
    pub(crate) rules: &'r Rules,
}

impl<'r> Matcher<'_, '_, '_, 'r> {
    /// The best rule for the word at `at`: most conditions met, then first in the files.
    pub(crate) fn choose(&self, at: usize) -> Option<Matched<'r>> {
        self.choose_below(at, 0)
    }

    fn choose_below(&self, at: usize, depth: usize) -> Option<Matched<'r>> {
        let is_noun = matches!(self.tree.upos(at), Upos::Noun | Upos::Propn);
        if !is_noun && !matches!(self.tree.upos(at), Upos::Verb | Upos::Adj) {
            return None;
        }
        let mut best: Option<(usize, &'r Rule)> = None;
        for rule in self.rules.candidates(self.tree.lemma(at), self.tree.form(at), is_noun) {
            let Some(score) = self.score(at, rule, is_noun) else { continue };
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, rule));
            }
        }
        if best.is_none() && is_noun {
            best = self.of_gerund(at);
        }
        let (_, rule) = best?;
        Some(self.deepen(at, rule, depth))
    }

    /// "the freezing of assets by Canada": a noun made of a verb is taken by the verb's rules.
    fn of_gerund(&self, at: usize) -> Option<(usize, &'r Rule)> {
        let form = self.tree.form(at).to_lowercase();
        if self.tree.upos(at) != Upos::Noun || !form.ends_with("ing") || form.len() < 6 {
            return None;
        }
        let is_process = ["of", "by"].iter().any(|slot| !self.slots.find(at, slot, false).is_empty());
        if !is_process {
            return None;
        }
        let mut best: Option<(usize, &'r Rule)> = None;
        for stem in stems(&form) {
            for rule in self.rules.candidates(&stem, &form, false) {
                let Some(score) = self.score_as(at, rule, false, &stem) else { continue };
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, rule));
                }
            }
        }
        best
    }

    fn score(&self, at: usize, rule: &Rule, is_noun: bool) -> Option<usize> {
        self.score_as(at, rule, is_noun, self.tree.lemma(at))
    }

    /// How well the rule fits the word, read as `lemma`.
    fn score_as(&self, at: usize, rule: &Rule, is_noun: bool, lemma: &str) -> Option<usize> {
        let triggers = rule.triggers.iter().filter(|trigger| trigger.is_noun == is_noun);
        let with = triggers
            .filter(|trigger| {
                trigger.lemma == lemma
                    || trigger
                        .lemma
                        .strip_prefix('=')
                        .is_some_and(|form| form.eq_ignore_ascii_case(self.tree.form(at)))
            })
            .filter_map(|trigger| self.trigger_score(at, trigger))
            .max()?;
        let mut score = with;
        for condition in &rule.conditions {
            if self.holds(at, rule, condition) != condition.is_wanted {
                return None;
            }
            score += if condition.is_wanted { 2 } else { 0 };
        }
        Some(score)
    }

    fn trigger_score(&self, at: usize, trigger: &Trigger) -> Option<usize> {
        match &trigger.with {
            None => Some(0),
            Some(With::Particle(particle)) => self.has_particle(at, particle).then_some(3),
            Some(With::Both(particle, preposition)) => {
                (self.has_particle(at, particle) && self.has_preposition(at, preposition)).then_some(5)
            }
            Some(With::Preposition(preposition)) => self.has_preposition(at, preposition).then_some(2),
        }
    }

    fn has_particle(&self, at: usize, particle: &str) -> bool {
        let near = self.tree.kids(at).iter().any(|&kid| {
            self.tree.lemma(kid) == particle
                && matches!(self.tree.relation(kid).base(), "compound" | "advmod" | "case" | "mark" | "obl")
        });
        let is_case_below = |&kid: &usize| {
            matches!(self.tree.relation(kid).base(), "obl" | "obj" | "nmod")
                && self
                    .tree
                    .kids_by(kid, "case")
                    .any(|case| self.tree.lemma(case) == particle && (particle != "in" || case == at + 1))
        };
        near || self.tree.kids(at).iter().any(is_case_below)
            || at + 1 < self.tree.len() && self.tree.lemma(at + 1) == particle
    }

    fn has_preposition(&self, at: usize, preposition: &str) -> bool {
        if preposition == "not" && self.has_negative_subject(at) {
            return true;
        }
        !self.slots.find(at, preposition, false).is_empty()
            || self
                .tree
                .kids(at)
                .iter()
                .any(|&kid| self.tree.lemma(kid) == preposition && self.tree.relation(kid).base() != "mark")
            || self
                .slots
                .complement(at)
                .is_some_and(|clause| self.tree.has_kid_lemma(clause, "mark", &[preposition]))
    }

    /// "neither would comment", "nobody commented".
    fn has_negative_subject(&self, at: usize) -> bool {
        self.tree.kids_by(at, "nsubj").any(|subject| {
            matches!(self.tree.lemma(subject), "neither" | "nobody" | "none")
                || self.tree.has_kid_lemma(subject, "cc", &["neither"])
                || self.tree.has_kid_lemma(subject, "det", &["neither"])
        })
    }

    /// Says whether the slot holds one of the condition's words.
    fn holds(&self, at: usize, rule: &Rule, condition: &Condition) -> bool {
        let heads = self.slots.find(at, &condition.slot, rule.is_of_actor);
        heads.iter().any(|&head| {
            self.tree.conjuncts(head).into_iter().any(|part| {
                condition
                    .words
                    .iter()
                    .any(|word| self.is_word(part, word) || word == "@self" && self.is_self(at, part))
            })
        })
    }

    /// "Pakistan's premier warned that Pakistan would respond": whoever acts is of the side that speaks.
    fn is_self(&self, at: usize, head: usize) -> bool {
        let speakers = self.slots.find(at, "subject", false);
        let codes = |idx: usize| self.mentions.parties(idx).into_iter().filter_map(|party| party.code);
        speakers.into_iter().any(|speaker| codes(speaker).any(|code| codes(head).any(|own| own == code)))
    }

    fn is_word(&self, head: usize, word: &str) -> bool {
        let is_bare_number =
            self.tree.upos(head) == Upos::Num && self.tree.kids_by(head, "nmod").next().is_none();
        if (self.tree.upos(head) == Upos::Pron || is_bare_number)
            && !matches!(word, "@party" | "@people" | "@pact" | "@any" | "@pair" | "@counted")
            && let Some(thing) = self.slots.thing_meant(head)
        {
            return self.is_word(thing, word);
        }
        if let Some(kind) = word.strip_prefix('%') {
            return self.is_of_kind(head, kind, 0);
        }
        match word.strip_prefix('@') {
            Some("any") => true,
            Some("self") => false,
            Some("denied") => self.is_denied(head),
            Some("wished") => self.is_wished(head),
            Some("would") => self.tree.has_kid_lemma(head, "aux", &["will", "would", "'d", "'ll"]),
            Some("deed") => self.is_deed(head),
            Some("place") => self.mentions.is_named_place(head),
            Some("counted") => {
                self.tree.upos(head) == Upos::Num || self.tree.kids_by(head, "nummod").next().is_some()
            }
            Some("party") => !self.mentions.parties(head).is_empty(),
            Some("people") => self.mentions.is_people(head) || self.is_of_class(head, "person", 0),
            Some("pair") => self.mentions.parties(self.tree.first_conjunct(head)).len() > 1,
            Some("pact-itself") => self.mentions.is_about_pact(head),
            Some("pact") if self.mentions.is_pact_pronoun(head) => true,
            Some("bloc") if self.mentions.is_bloc(head) => true,
            Some("pact-text") => self.is_pact_text(head),
            Some("ratifying") => self.mentions.is_ratifying(head),
            Some(class) => self.is_of_class(head, class, 0),
            None => self.is_lemma(head, word, 0),
        }
    }

    /// "the seizure of a ship", "Chad's refusal": a noun that rules know, and nobody who acts.
    fn is_deed(&self, head: usize) -> bool {
        let lemma = self.tree.lemma(head);
        self.tree.upos(head) == Upos::Noun
            && !self.mentions.is_agentive(head)
            && self.rules.candidates(lemma, self.tree.form(head), true).next().is_some()
    }

    /// "that Chad withdraw", "that Chad should withdraw", "that troops be withdrawn".
    fn is_wished(&self, clause: usize) -> bool {
        let mut auxiliaries = self.tree.kids_by(clause, "aux");
        auxiliaries
            .all(|aux| self.tree.xpos(aux) == "VB" || matches!(self.tree.lemma(aux), "must" | "should"))
            && (matches!(self.tree.xpos(clause), "VB" | "VBP")
                || self.tree.kids_by(clause, "aux").next().is_some())
    }

    fn is_denied(&self, clause: usize) -> bool {
        self.tree.has_kid_lemma(clause, "advmod", &["not", "never"])
    }

    /// "the text of the treaty", "all 23 articles", "it": the wording of a pact.
    fn is_pact_text(&self, head: usize) -> bool {
        let lemma = self.tree.lemma(head);
        let is_counted = self.tree.kids_by(head, "nummod").next().is_some();
        let is_of_pact = || {
            self.tree.subtree(head).into_iter().any(|idx| self.rules.in_class("pact", self.tree.lemma(idx)))
        };
        match lemma {
            "text" | "wording" | "document" => true,
            "article" | "provision" | "clause" => {
                is_counted && self.mentions.had_pact() || head > 0 && is_of_pact()
            }
            _ => self.mentions.is_pact_pronoun(head) || self.rules.in_class("pact", lemma),
        }
    }

    /// The noun itself, a noun compounded with it, or what it is a measure of ("batteries of interceptors").
    fn is_of_class(&self, head: usize, class: &str, depth: usize) -> bool {
        let is_named_so = self.tree.is_upper(head) && self.rules.in_class(class, self.tree.form(head));
        if is_named_so || self.rules.in_class(class, self.tree.lemma(head)) {
            return true;
        }
        let compounds = self
            .tree
            .kids(head)
            .iter()
            .copied()
            .filter(|&kid| matches!(self.tree.relation(kid).base(), "compound" | "amod") && kid < head);
        if compounds.clone().any(|kid| self.rules.in_class(class, self.tree.lemma(kid))) {
            return true;
        }
        // "shadowed the Admiral Golovko, a Russian frigate".
        let is_name = self.tree.upos(head) == Upos::Propn && depth == 0;
        if is_name && self.tree.kids_by(head, "appos").any(|kid| self.is_of_class(kid, class, depth + 1)) {
            return true;
        }
        // "a number of tanks", but not "the number of the dead".
        let is_sum =
            self.tree.lemma(head) == "number" && self.tree.has_kid_lemma(head, "det", &["the", "neither"]);
        if depth > 3 || is_sum || !self.is_measure(head) {
            return false;
        }
        let inner = self.tree.kids_by(head, "nmod").filter(|&kid| self.tree.case_of(kid) == "of");
        inner.into_iter().any(|kid| {
            self.tree.conjuncts(kid).into_iter().any(|part| self.is_of_class(part, class, depth + 1))
        })
    }

    /// The noun itself, or what it is a measure of ("two loads of blankets").
    fn is_of_kind(&self, head: usize, kind: &str, depth: usize) -> bool {
        if self.tree.upos(head) == Upos::Noun && nouns::is_of_kind(self.tree.lemma(head), kind) {
            return true;
        }
        let is_counted = depth <= 3 && self.is_measure(head);
        is_counted
            && self.tree.kids_by(head, "nmod").filter(|&kid| self.tree.case_of(kid) == "of").any(|kid| {
                self.tree.conjuncts(kid).into_iter().any(|part| self.is_of_kind(part, kind, depth + 1))
            })
    }

    /// The noun itself, or what it is a measure of ("a row of warehouses").
    fn is_lemma(&self, head: usize, word: &str, depth: usize) -> bool {
        self.tree.lemma(head).eq_ignore_ascii_case(word)
            || depth <= 3
                && self.is_measure(head)
                && self
                    .tree
                    .kids_by(head, "nmod")
                    .filter(|&kid| self.tree.case_of(kid) == "of")
                    .any(|kid| self.is_lemma(kid, word, depth + 1))
    }

    fn is_measure(&self, head: usize) -> bool {
        self.tree.upos(head) == Upos::Num || self.rules.in_class("measure", self.tree.lemma(head))
    }

    fn deepen(&self, at: usize, rule: &'r Rule, depth: usize) -> Matched<'r> {
        let mut steps = vec![format!("`{}` triggers {}", self.tree.form(at), rule.id)];
        let finer = rule.finer.iter().find(|(condition, _)| self.holds(at, rule, condition));
        let mut reading = finer.map_or_else(|| rule.reading.clone(), |(_, reading)| reading.clone());
        if let Some((condition, _)) = finer {
            steps.push(format!("`{}` holds {}", condition.slot, condition.words.join(" or ")));
        }
        let mut consumed = None;
        if matches!(rule.complement, Complement::Derive | Complement::Consume) {
            consumed = self.slots.find(at, "complement", false).first().copied();
        }
        if rule.complement == Complement::Derive && depth < DERIVED_MAX {
            if consumed.is_some_and(|clause| self.is_denied(clause)) {
                steps.push("what is below is denied, so it deepens nothing".to_owned());
            } else if let Some(inner) = consumed.and_then(|clause| self.inner_below(clause, depth + 1)) {
                if let Some(derived) = derive(&reading, &inner.reading) {
                    steps.push(format!(
                        "`{}` deepens it to {}",
                        self.tree.form(inner.at),
                        derived.cameo.as_deref().unwrap_or("-")
                    ));
                    reading = derived;
                }
            } else if let Some(noun) = self.inner_noun(at, depth + 1) {
                if let Some(derived) = derive(&reading, &noun.reading) {
                    steps.push(format!("`{}` deepens it", self.tree.form(noun.at)));
                    reading = derived;
                }
                // "the purchase was agreed": by nobody named, so the purchase tells of itself.
                let is_told_alone = self.tree.is_passive(at) && self.slots.subject(at, 0).is_none();
                consumed = consumed.or(Some(noun.at).filter(|_| !is_told_alone));
            }
        }
        Matched { at, rule, reading, consumed, steps }
    }

    /// What the clause below is about: its own verb, or the one below a verb of letting and helping.
    pub(crate) fn inner(&self, clause: usize) -> Option<Matched<'r>> {
        self.inner_below(clause, 1)
    }

    /// "promised to arm Chad and to train Niger's army": the same word said of a second clause.
    pub(crate) fn said_of(&self, found: &Matched<'r>, clause: usize) -> Option<Matched<'r>> {
        let inner = self.inner(clause).filter(|_| !self.is_denied(clause))?;
        let reading = derive(&found.rule.reading, &inner.reading)?;
        let mut steps = found.steps.clone();
        steps.push(format!("`{}` is said as well", self.tree.form(clause)));
        Some(Matched { at: found.at, rule: found.rule, reading, consumed: Some(clause), steps })
    }

    fn inner_below(&self, clause: usize, depth: usize) -> Option<Matched<'r>> {
        self.choose_below(clause, depth).or_else(|| {
            let below = self.slots.complement(clause)?;
            (below != clause).then(|| self.choose_below(below, depth)).flatten()
        })
    }

    /// "agreed to a ceasefire", "demanded the release of": the noun that is agreed to or asked for.
    fn inner_noun(&self, at: usize, depth: usize) -> Option<Matched<'r>> {
        let phrases = ["object", "to", "for", "on", "with"];
        let heads = phrases.iter().flat_map(|slot| self.slots.find(at, slot, false));
        heads
            .into_iter()
            .filter(|&head| head != at && matches!(self.tree.upos(head), Upos::Noun))
            .find_map(|head| self.choose_below(head, depth))
    }
}

/// The code of wanting, asking, refusing or threatening what `inner` says.
pub(crate) fn derive(outer: &Reading, inner: &Reading) -> Option<Reading> {
    let event = outer.event?;
    let deep = inner.cameo.as_deref()?;
    let (event, cameo) = match event {
        Event::Agree | Event::Concede => (Event::Agree, agreed(deep)?),
        Event::Request => (Event::Request, asked(outer.cameo.as_deref(), deep)?),
        Event::Reject => (Event::Reject, refused(deep)?),
        Event::Threaten => (Event::Threaten, threatened(deep)?.to_owned()),
        _ => return None,
    };
    Some(Reading { event: Some(event), cameo: Some(cameo), mode: None, contexts: inner.contexts.clone() })
}

fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

fn branch(code: &str) -> &str {
    code.get(2..3).unwrap_or("0")
}

/// CAMEO 03: the intention to do what the code says, and what PLOVER makes of it.
pub(crate) fn promised(deep: &str) -> Option<(Event, String)> {
    let code = match root(deep) {
        "03" => deep.to_owned(),
        "04" if deep == "045" => "039".to_owned(),
        "04" => "036".to_owned(),
        "05" if deep == "057" => "030".to_owned(),
        "05" => "032".to_owned(),
        "06" => format!("031{}", nonzero(branch(deep))),
        "07" => format!("033{}", nonzero(aid_branch(deep))),
        "08" => conceded(deep).to_owned(),
        _ => return None,
    };
    let event = if root(deep) == "08" { Event::Concede } else { Event::Agree };
    Some((event, code))
}

/// CAMEO 03 for what is agreed to or offered in so many words.
fn agreed(deep: &str) -> Option<String> {
    let (_, code) = promised(deep)?;
    Some(match code.as_str() {
        "087" => "0356".to_owned(),
        "081" => "0351".to_owned(),
        "083" => "034".to_owned(),
        "080" => "035".to_owned(),
        _ => code,
    })
}

fn nonzero(digit: &str) -> &str {
    if digit == "0" { "" } else { digit }
}

fn aid_branch(deep: &str) -> &str {
    match branch(deep) {
        "5" => "0",
        other => other,
    }
}

fn conceded(deep: &str) -> &'static str {
    match deep {
        _ if deep.starts_with("0841") => "0353",
        _ if deep.starts_with("084") => "0353",
        _ if deep.starts_with("085") => "0354",
        _ if deep.starts_with("086") => "0355",
        _ if deep.starts_with("087") => "087",
        _ if deep.starts_with("081") => "081",
        _ if deep.starts_with("082") => "0352",
        _ if deep.starts_with("083") => "083",
        _ => "080",
    }
}

fn asked(outer: Option<&str>, deep: &str) -> Option<String> {
    let base = if outer.is_some_and(|code| code.starts_with("10")) { "10" } else { "02" };
    let tail = match root(deep) {
        "04" if deep == "045" => "8".to_owned(),
        "04" | "03" => "6".to_owned(),
        "05" if deep == "057" => "7".to_owned(),
        "05" => "2".to_owned(),
        "06" => format!("1{}", nonzero(branch(deep))),
        "07" => format!("3{}", nonzero(aid_branch(deep))),
        "08" => match deep.get(..3)? {
            "081" => "51".to_owned(),
            "082" => "52".to_owned(),
            "084" => "53".to_owned(),
            "085" => "54".to_owned(),
            "086" => "55".to_owned(),
            "087" => "56".to_owned(),
            "083" => "4".to_owned(),
            _ => "5".to_owned(),
        },
        "18" | "19" | "15" => "56".to_owned(),
        _ => return None,
    };
    Some(format!("{base}{tail}"))
}

fn refused(deep: &str) -> Option<String> {
    let tail = match root(deep) {
        "03" | "04" if deep == "045" => "6".to_owned(),
        "03" | "04" => "5".to_owned(),
        "05" if deep == "057" => "7".to_owned(),
        "05" => "0".to_owned(),
        "06" => format!("1{}", nonzero(branch(deep))),
        "07" => format!("2{}", nonzero(aid_branch(deep))),
        "08" => match deep.get(..3)? {
            "081" => "41".to_owned(),
            "084" => "43".to_owned(),
            "085" => "44".to_owned(),
            "086" => "45".to_owned(),
            "087" => "46".to_owned(),
            "083" => "3".to_owned(),
            _ => "4".to_owned(),
        },
        _ => return None,
    };
    Some(format!("12{tail}"))
}

fn threatened(deep: &str) -> Option<&'static str> {
    Some(match root(deep) {
        "16" => match deep.get(..3)? {
            "161" => "1313",
            "162" => "1311",
            "163" => "1312",
            "164" => "134",
            "165" => "135",
            "166" => "136",
            _ => "131",
        },
        "14" => "133",
        "17" => "137",
        "15" => "138",
        "19" if deep == "191" => "1381",
        "19" if deep == "192" => "1382",
        "18" => "1383",
        "19" => "138",
        "20" => "1385",
        "12" => "130",
        _ => return None,
    })
}

/// A refusal of what a future, negated event would have been: "will not attend".
pub(crate) fn refusal_of(reading: &Reading) -> Option<Reading> {
    let cameo = refused(reading.cameo.as_deref()?)?;
    Some(Reading {
        event: Some(Event::Reject),
        cameo: Some(cameo),
        mode: None,
        contexts: reading.contexts.clone(),
    })
}

/// A promise of what a future event would be: "will send".
pub(crate) fn promise_of(reading: &Reading, is_offered: bool) -> Option<Reading> {
    let is_promise = matches!(
        reading.event,
        Some(
            Event::Consult | Event::Support | Event::Cooperate | Event::Aid | Event::Retreat | Event::Concede
        )
    );
    if !is_promise {
        return None;
    }
    let deep = reading.cameo.as_deref()?;
    let (event, cameo) = if is_offered { (Event::Agree, agreed(deep)?) } else { promised(deep)? };
    Some(Reading { event: Some(event), cameo: Some(cameo), mode: None, contexts: reading.contexts.clone() })
}

/// A threat of what a future, conditional event would be: "will strike if".
pub(crate) fn threat_of(reading: &Reading) -> Option<Reading> {
    let cameo = threatened(reading.cameo.as_deref()?)?;
    Some(Reading {
        event: Some(Event::Threaten),
        cameo: Some(cameo.to_owned()),
        mode: None,
        contexts: reading.contexts.clone(),
    })
}
