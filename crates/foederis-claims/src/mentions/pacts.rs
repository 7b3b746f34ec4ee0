//! The sides that a pact's own words tell, and what stands for a pact.

use foederis_types::{ActorCode, Participant, Relation, Upos};

use super::{Memory, Mentions, is_among, n_codes};

impl Mentions<'_, '_, '_> {
    /// The two states that a hyphen ties before a pact.
    pub(super) fn of_pact(&self, head: usize) -> Vec<Participant> {
        if self.rules.in_class("pact", self.tree.lemma(head)) { self.hyphened(head) } else { Vec::new() }
    }

    /// "the Chad-Niger pact", "the Thai-Cambodian border": the two states that a hyphen ties before a noun.
    pub(super) fn hyphened(&self, head: usize) -> Vec<Participant> {
        const NAME_TOKENS: usize = 3;
        const NEAR_TOKENS: usize = 8;
        let state = |first: usize, end: usize| {
            let words: Vec<usize> = (first..end).collect();
            let name = self.names.actor(self.tree.words(&words), self.day)?;
            let code = name.code.filter(|code| self.names.state(*code).is_some())?;
            let span = self.tree.span_of(&words)?;
            Some(Participant {
                code: Some(code),
                sector: None,
                name: name.name.to_string(),
                title: None,
                is_inferred: false,
                span,
            })
        };
        let is_hyphen = |&idx: &usize| matches!(self.tree.form(idx), "-" | "–" | "\u{2010}" | "\u{2011}");
        let hyphen = (head.saturating_sub(NEAR_TOKENS)..head).rev().find(is_hyphen);
        let pair = hyphen.and_then(|at| {
            let left = (1..=NAME_TOKENS.min(at)).rev().find_map(|n| state(at - n, at))?;
            let right = (1..=NAME_TOKENS.min(head - at - 1)).rev().find_map(|n| state(at + 1, at + 1 + n))?;
            (left.code != right.code).then(|| vec![left, right])
        });
        pair.unwrap_or_default()
    }

    /// "the North", "the South", where the report has named a Korea.
    pub(super) fn half(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let code = match self.tree.form(head) {
            "North" => "PRK",
            "South" => "KOR",
            _ => return Vec::new(),
        };
        let is_bare =
            self.tree.kids(head).iter().all(|&kid| {
                !matches!(self.tree.relation(kid).base(), "amod" | "compound" | "flat" | "nummod")
            });
        let korean = ["PRK", "KOR"].map(|code| ActorCode::new(code).ok());
        let has_context = memory.states.iter().any(|state| korean.contains(&Some(*state)));
        let state = ActorCode::new(code).ok().and_then(|code| self.names.state(code));
        match state {
            Some(state) if is_bare && has_context && self.tree.has_kid_lemma(head, "det", &["the"]) => {
                vec![Participant {
                    code: Some(state.code),
                    sector: None,
                    name: state.name.to_string(),
                    title: None,
                    is_inferred: false,
                    span: self.tree.token(head).span,
                }]
            }
            _ => Vec::new(),
        }
    }

    /// "signed it", "has not ratified it": says whether the pronoun stands for a pact spoken of before it.
    pub(crate) fn is_pact_pronoun(&self, head: usize) -> bool {
        let is_pronoun = self.tree.upos(head) == Upos::Pron
            && matches!(self.tree.form(head).to_lowercase().as_str(), "it" | "this" | "they" | "them");
        let is_pact = |idx: usize| {
            self.tree.upos(idx) == Upos::Noun && self.rules.in_class("pact", self.tree.lemma(idx))
        };
        is_pronoun && ((0..head).any(is_pact) || self.has_pact)
    }

    /// "the treaty", or "it" where that is the treaty.
    pub(crate) fn is_about_pact(&self, subject: usize) -> bool {
        let is_pact = matches!(self.tree.upos(subject), Upos::Noun | Upos::Propn)
            && ["pact", "pact-part"].iter().any(|class| self.rules.in_class(class, self.tree.lemma(subject)));
        is_pact || self.stands_for_pact(subject)
    }

    /// "The treaty founds no bloc and it threatens nobody", "The treaty was signed. It poses no threat.": of the pact, and of no
    /// state.
    pub(super) fn stands_for_pact(&self, pronoun: usize) -> bool {
        if !matches!(self.tree.form(pronoun).to_lowercase().as_str(), "it" | "its") {
            return false;
        }
        // "its promise of help": of the text spoken of, unless it is somebody's own.
        let is_part = |noun: usize| {
            self.rules.in_class("pact-part", self.tree.lemma(noun)) || self.tree.lemma(noun) == "promise"
        };
        let owned = self.tree.head(pronoun).filter(|_| self.tree.relation(pronoun) == Relation::NmodPoss);
        if owned.is_some_and(is_part) && self.has_pact && self.before(pronoun).next().is_none() {
            return true;
        }
        // The subject of the clause before in the same breath.
        let verbs = self.tree.governors(pronoun);
        let first =
            verbs.iter().find(|&&verb| self.tree.relation(verb) == Relation::Conj && self.tree.is_verb(verb));
        let before = first.map(|&verb| self.tree.first_conjunct(verb));
        if let Some(subject) = before.and_then(|verb| self.tree.kids_by(verb, "nsubj").next()) {
            return subject < pronoun && self.is_about_pact(subject);
        }
        // "It called for talks": no pact does.
        let is_somebody = self.tree.head(pronoun).is_some_and(|verb| {
            let classes = ["report", "request", "charge-verb", "believe", "deny"];
            self.tree.lemma(verb) == "call"
                || classes.iter().any(|class| self.rules.in_class(class, self.tree.lemma(verb)))
        });
        if is_somebody {
            return false;
        }
        let is_early = self.before(pronoun).all(|mention| self.is_place_phrase(mention.head));
        self.is_topic_pact && is_early
    }

    /// "the law on the ratification of ...", "the decree ratifying ...", in a report on a ratification "the bill": a paper
    /// by which a state ratifies.
    pub(crate) fn is_ratifying(&self, head: usize) -> bool {
        let says = |idx: usize| matches!(self.tree.lemma(idx), "ratify" | "ratification");
        let is_paper = matches!(
            self.tree.lemma(head),
            "law" | "decree" | "bill" | "act" | "instrument" | "order" | "document" | "paper" | "legislation"
        );
        let is_known = self.has_ratification
            && matches!(self.tree.lemma(head), "law" | "bill" | "decree")
            && self.tree.has_kid_lemma(head, "det", &["the", "this", "that"]);
        // "signed his country's instrument": in a report on a ratification.
        let is_own_instrument = self.has_ratification
            && self.tree.lemma(head) == "instrument"
            && self.tree.kids(head).iter().any(|&kid| self.tree.relation(kid) == Relation::NmodPoss);
        // "signed the Law on Ratification": where the reader hangs "on" on the signing.
        let beside = self.tree.head(head).is_some_and(|verb| {
            self.tree
                .kids_by(verb, "obl")
                .any(|kid| says(kid) && self.tree.case_of(kid) == "on" && kid > head)
        });
        is_paper && (self.tree.subtree(head).into_iter().any(says) || is_known || is_own_instrument || beside)
    }

    /// "Russia's treaty with North Korea", "Moscow ratified the treaty with Pyongyang": whose the pact is.
    pub(super) fn pact_sides(&self, pact: usize) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        let mut add = |parties: Vec<Participant>| {
            for party in parties {
                if !is_among(&found, &party) {
                    found.push(party);
                }
            }
        };
        add(self.hyphened(pact));
        for &kid in self.tree.kids(pact) {
            let is_side = match self.tree.relation(kid).base() {
                "amod" | "compound" => true,
                "nmod" => {
                    self.tree.relation(kid) == Relation::NmodPoss
                        || matches!(self.tree.case_of(kid), "with" | "between" | "of")
                }
                _ => false,
            };
            if is_side {
                let found = self.parties(kid);
                let is_colour = matches!(self.tree.relation(kid).base(), "amod" | "compound");
                add(if found.is_empty() && is_colour { self.coloured(kid, 0) } else { found });
            }
        }
        let made = |verb: usize| self.rules.in_class("pact-making", self.tree.lemma(verb));
        let above = self.tree.head(pact).filter(|&verb| made(verb));
        let is_object = self.tree.relation(pact).base() == "obj";
        let told_of = self.tree.kids_by(pact, "acl").filter(|&verb| made(verb));
        for verb in above.filter(|_| is_object).into_iter().chain(told_of) {
            self.subject_of(verb).into_iter().for_each(|subject| add(self.parties(subject)));
            let with = self.tree.kids_by(verb, "obl").filter(|&kid| self.tree.case_of(kid) == "with");
            with.for_each(|side| add(self.parties(side)));
        }
        let told_of = self.tree.kids_by(pact, "acl").filter(|&verb| made(verb));
        for verb in above.into_iter().chain(told_of).filter(|&verb| self.tree.is_passive(verb)) {
            let makers = self.tree.kids_by(verb, "obl").filter(|&kid| self.tree.case_of(kid) == "by");
            makers.for_each(|maker| add(self.parties(maker)));
        }
        // "Peru quits its pact with Chile", "Peru threatened to denounce the pact with Chile": whoever does so is the other.
        if n_codes(&found) == 1 && is_object {
            let verbs = std::iter::successors(self.tree.head(pact), |&verb| {
                self.tree.head(verb).filter(|_| self.tree.relation(verb).base() == "xcomp")
            });
            let other = verbs.take(3).find_map(|verb| self.subject_of(verb));
            let mut others = other.map_or_else(Vec::new, |subject| self.parties(subject));
            others.retain(|party| !is_among(&found, party));
            found.extend(others);
        }
        found
    }
}
