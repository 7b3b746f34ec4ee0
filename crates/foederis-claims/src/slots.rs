//! Where a predicate's participants stand in the tree: subject, object, possessor, prepositional phrases.
//!
//! Handles passives, shared subjects of coordinated verbs, relative and participle clauses, infinitives under
//! control verbs, and nouns under light verbs. Returns tokens, never names; knows no rule.

use foederis_types::{Relation, Upos};

use crate::rules::Rules;
use crate::tree::Tree;

/// How often a shared or controlled participant is looked up along the tree before it is given up.
const DEPTH_MAX: usize = 12;

/// Slots that are no prepositions.
pub(crate) const SLOTS: [&str; 21] = [
    "negation",
    "whereabouts",
    "subject",
    "object",
    "iobj",
    "dative",
    "amid",
    "poss",
    "adj",
    "complement",
    "xcomp",
    "that",
    "light",
    "conj",
    "first",
    "involving",
    "matrix",
    "standing",
    "there",
    "teller",
    "doer",
];

/// "with the help of Chad": what helps is nothing that is acted on.
pub(crate) fn is_help(tree: &Tree<'_>, rules: &Rules, noun: usize) -> bool {
    rules.in_class("help-noun", tree.lemma(noun)) && tree.case_of(noun) == "with"
}

pub(crate) struct Slots<'t, 'a> {
    pub(crate) tree: &'t Tree<'a>,
    pub(crate) rules: &'t Rules,
}

impl Slots<'_, '_> {
    /// Heads of the noun phrases in a slot of a trigger, coordination not yet spread; empty where there is none.
    pub(crate) fn find(&self, trigger: usize, slot: &str, is_of_actor: bool) -> Vec<usize> {
        if self.is_noun_trigger(trigger) {
            self.of_noun(trigger, slot, is_of_actor)
        } else {
            self.of_verb(trigger, slot)
        }
    }

    fn is_noun_trigger(&self, idx: usize) -> bool {
        matches!(self.tree.upos(idx), Upos::Noun | Upos::Propn)
    }

    /// Any slot that is not in [`SLOTS`] is a preposition.
    fn of_verb(&self, verb: usize, slot: &str) -> Vec<usize> {
        match slot {
            "subject" => self.subject(verb, 0).into_iter().collect(),
            "object" => self.object(verb, 0),
            "iobj" => self.given_to(verb),
            "dative" => self.dative(verb),
            "amid" => self.amid(verb),
            "poss" | "adj" => Vec::new(),
            "complement" => self.complement(verb).into_iter().collect(),
            "xcomp" => self.infinitive(verb).into_iter().collect(),
            "that" => self.content_subject(verb).into_iter().collect(),
            "light" => Vec::new(),
            "teller" => self.teller_of(verb).into_iter().collect(),
            "conj" => self.tree.kids_by(verb, "conj").collect(),
            "negation" => {
                let is_not = |&kid: &usize| self.rules.in_class("negation", self.tree.lemma(kid));
                let by_subject = |subject: usize| {
                    let own = Some(subject)
                        .filter(|&idx| matches!(self.tree.lemma(idx), "nobody" | "none" | "neither"));
                    own.or_else(|| {
                        self.tree
                            .kids_by(subject, "det")
                            .find(|&kid| matches!(self.tree.lemma(kid), "no" | "neither"))
                    })
                };
                let told = self.tree.kids_by(verb, "advmod").filter(is_not);
                told.chain(self.tree.kids_by(verb, "nsubj").filter_map(by_subject)).collect()
            }
            "first" => {
                Some(self.tree.first_conjunct(verb)).filter(|&first| first != verb).into_iter().collect()
            }
            preposition => self.phrases(verb, preposition),
        }
    }

    /// What somebody suffers in: "killed in Israeli strikes", but no place.
    fn amid(&self, verb: usize) -> Vec<usize> {
        let mut found = self.phrases(verb, "in");
        found.retain(|&noun| self.tree.upos(noun) != Upos::Propn);
        found
    }

    /// Whom something is given to: "gave Chad tents", "gave tents to Chad".
    fn dative(&self, verb: usize) -> Vec<usize> {
        let told = self.given_to(verb);
        if !told.is_empty() {
            return told;
        }
        ["to", "for"].iter().flat_map(|slot| self.phrases(verb, slot)).collect()
    }

    /// Whom something is given to, without a preposition: "gave Chad tents", "Chad was given tents".
    fn given_to(&self, verb: usize) -> Vec<usize> {
        if self.is_given_something(verb) {
            return self.passive_subject(verb, 0).into_iter().collect();
        }
        self.tree.kids_by(verb, "iobj").collect()
    }

    /// A passive whose subject gets what is given.
    fn is_given_something(&self, verb: usize) -> bool {
        let gives = matches!(
            self.tree.lemma(verb),
            "give"
                | "send"
                | "offer"
                | "promise"
                | "lend"
                | "sell"
                | "grant"
                | "hand"
                | "award"
                | "supply"
                | "deny"
                | "refuse"
                | "loan"
                | "donate"
                | "allow"
                | "allocate"
                | "pledge"
        );
        gives && self.tree.is_passive(verb) && self.tree.kids_by(verb, "obj").next().is_some()
    }

    /// Who does what the verb says; for a passive, who does it and not who suffers it.
    pub(crate) fn subject(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth > DEPTH_MAX {
            return None;
        }
        if self.tree.is_passive(verb) {
            return self.agent(verb);
        }
        self.surface_subject(verb, depth)
    }

    fn agent(&self, verb: usize) -> Option<usize> {
        let own = |verb| {
            self.tree.kids_by(verb, "obl").find(|&kid| self.tree.case_of(kid) == "by" && !self.is_time(kid))
        };
        // "were told to leave by Chad".
        let below =
            || self.tree.kids_by(verb, "xcomp").filter(|&kid| self.tree.xpos(kid) == "VB").find_map(own);
        own(verb).or_else(below)
    }

    /// The grammatical subject, own, shared, controlled or relative.
    pub(crate) fn surface_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth > DEPTH_MAX {
            return None;
        }
        if let Some(own) = self.own_subject(verb) {
            return Some(self.antecedent(own, verb).unwrap_or(own));
        }
        self.inherited_subject(verb, depth)
    }

    /// No mere time, where the reader sees several.
    fn own_subject(&self, verb: usize) -> Option<usize> {
        let timeless: Vec<usize> =
            self.tree.kids_by(verb, "nsubj").filter(|&kid| !self.is_time(kid)).collect();
        let inner = timeless.iter().find(|&&kid| self.tree.relation(kid) != Relation::NsubjOuter);
        inner.or(timeless.first()).copied().or_else(|| self.tree.kids_by(verb, "nsubj").next())
    }

    fn inherited_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        let head = self.tree.head(verb)?;
        match self.tree.relation(verb) {
            Relation::Conj | Relation::Parataxis => self.surface_subject(head, depth + 1),
            Relation::Xcomp | Relation::Ccomp => self.controller(head, depth),
            Relation::Advcl if self.is_about_object(verb, head) => {
                self.object(head, depth + 1).first().copied()
            }
            // "stopped short of condemning".
            Relation::Advmod if self.tree.upos(verb) == Upos::Adv => self.surface_subject(head, depth + 1),
            Relation::Advcl => self.charged(verb, head).or_else(|| self.surface_subject(head, depth + 1)),
            Relation::Acl if self.tree.xpos(verb) == "VBG" => Some(head),
            Relation::AclRelcl => Some(head),
            Relation::Acl => self.noun_actor(head, depth + 1),
            Relation::Amod if self.tree.xpos(verb) == "VBG" => Some(head),
            _ => None,
        }
    }

    /// "accused Chad of arming", "thanked Chad for hosting": the clause is about the object.
    fn is_about_object(&self, verb: usize, head: usize) -> bool {
        self.rules.in_class("about-object", self.tree.lemma(head))
            && self.tree.has_kid_lemma(verb, "mark", &["of", "for", "with", "over", "from"])
    }

    /// "brought charges against two guards for ransacking": the clause is about whom the charges are against.
    fn charged(&self, verb: usize, head: usize) -> Option<usize> {
        let is_for = self.tree.has_kid_lemma(verb, "mark", &["for", "over", "of"]);
        if !is_for || !self.has_charge(head) {
            return None;
        }
        self.phrases(head, "against").first().copied()
    }

    /// "brought charges", "opened an investigation": what is done against somebody over a deed.
    pub(crate) fn has_charge(&self, verb: usize) -> bool {
        self.tree.kids_by(verb, "obj").any(|kid| self.is_charge(kid))
    }

    fn is_charge(&self, noun: usize) -> bool {
        self.rules.in_class("charge-case", self.tree.lemma(noun))
    }

    /// Who does the infinitive below `head`: its object for verbs of asking and making, else its subject.
    fn controller(&self, head: usize, depth: usize) -> Option<usize> {
        if !self.tree.is_verb(head) {
            return self.surface_subject(head, depth + 1);
        }
        let is_of_object = !self.rules.in_class("subject-control", self.tree.lemma(head))
            && self.tree.kids_by(head, "obj").any(|kid| self.tree.upos(kid) == Upos::Propn);
        if is_of_object || self.rules.in_class("object-control", self.tree.lemma(head)) {
            let object = self.object(head, depth + 1).into_iter().next();
            if object.is_some() {
                return object;
            }
        }
        self.surface_subject(head, depth + 1)
    }

    /// For `who`, `which`, `that` under a relative clause: the noun it stands for.
    fn antecedent(&self, pronoun: usize, verb: usize) -> Option<usize> {
        let is_relative = matches!(self.tree.lemma(pronoun), "who" | "which" | "that" | "whom");
        if !is_relative {
            return None;
        }
        let clause = self.tree.first_conjunct(verb);
        match self.tree.relation(clause) {
            Relation::AclRelcl | Relation::Acl => self.tree.head(clause),
            // "which Bolivia says attacked it"
            Relation::Ccomp => {
                let saying = self.tree.head(clause)?;
                let is_relative = self.tree.relation(saying) == Relation::AclRelcl && pronoun < saying;
                self.tree.head(saying).filter(|_| is_relative)
            }
            _ => None,
        }
    }

    /// "closed the bridge and opened it again": the thing a pronoun stands for, the nearest before it that was acted on.
    pub(crate) fn thing_meant(&self, pronoun: usize) -> Option<usize> {
        let is_counted = self.tree.upos(pronoun) == Upos::Num && self.tree.lemma(pronoun) != "one"
            || matches!(self.tree.upos(pronoun), Upos::Num | Upos::Adj | Upos::Noun)
                && matches!(
                    self.tree.lemma(pronoun),
                    "one"
                        | "two"
                        | "three"
                        | "four"
                        | "other"
                        | "second"
                        | "third"
                        | "fourth"
                        | "rest"
                        | "another"
                );
        let is_counted = is_counted && self.tree.kids_by(pronoun, "nmod").next().is_none();
        if !is_counted && !matches!(self.tree.lemma(pronoun), "it" | "they" | "he" | "she") {
            return None;
        }
        (0..pronoun).rev().find(|&idx| {
            let is_asked_for = self.tree.relation(idx) == Relation::Obl && self.tree.case_of(idx) == "for";
            (matches!(self.tree.relation(idx), Relation::Obj | Relation::NsubjPass) || is_asked_for)
                && self.tree.upos(idx) == Upos::Noun
        })
    }

    /// What the verb acts on: object, passive subject, or the noun its clause hangs on.
    pub(crate) fn object(&self, verb: usize, depth: usize) -> Vec<usize> {
        if depth > DEPTH_MAX {
            return Vec::new();
        }
        if self.tree.is_passive(verb) && !self.is_given_something(verb) {
            return self.passive_subject(verb, depth).into_iter().collect();
        }
        let own: Vec<usize> = self.tree.kids_by(verb, "obj").collect();
        if !own.is_empty() {
            return own.into_iter().map(|kid| self.antecedent(kid, verb).unwrap_or(kid)).collect();
        }
        let told: Vec<usize> = self.tree.kids_by(verb, "iobj").collect();
        if !told.is_empty() {
            return told;
        }
        self.inherited_object(verb, depth)
    }

    fn passive_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        if let Some(own) = self.tree.kids_by(verb, "nsubj").next() {
            return Some(self.antecedent(own, verb).unwrap_or(own));
        }
        match self.tree.relation(verb) {
            Relation::Acl | Relation::AclRelcl | Relation::Amod => self.tree.head(verb),
            Relation::Conj | Relation::Xcomp | Relation::Advcl => {
                self.tree.head(verb).and_then(|head| self.passive_or_surface(head, depth + 1))
            }
            _ => None,
        }
    }

    fn passive_or_surface(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth <= DEPTH_MAX && self.tree.is_passive(verb) {
            return self.passive_subject(verb, depth);
        }
        self.surface_subject(verb, depth)
    }

    fn inherited_object(&self, verb: usize, depth: usize) -> Vec<usize> {
        let Some(head) = self.tree.head(verb) else { return Vec::new() };
        match self.tree.relation(verb) {
            Relation::AclRelcl if self.is_object_gap(verb) => vec![head],
            Relation::Acl if self.tree.xpos(verb) == "VB" => Vec::new(),
            Relation::Conj if self.tree.is_verb(head) && !self.tree.is_passive(head) => {
                let shared = self.object(head, depth + 1);
                shared.into_iter().filter(|&object| object > verb).collect()
            }
            _ => self.object_of_conjunct(verb),
        }
    }

    /// "seized and searched the ship": the object hangs on either verb.
    fn object_of_conjunct(&self, verb: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for next in self.tree.kids_by(verb, "conj").filter(|&next| self.tree.is_verb(next)) {
            let has_subject = self.tree.kids_by(next, "nsubj").next().is_some();
            // "Chad welcomed, and Niger criticised, the plan".
            let is_parted = has_subject && verb + 1 < self.tree.len() && self.tree.form(verb + 1) == ",";
            if !has_subject && next <= verb + 3 || is_parted && next <= verb + 8 {
                found.extend(self.tree.kids_by(next, "obj"));
            }
        }
        found
    }

    /// A relative clause with a subject of its own and nothing else in the object's place.
    fn is_object_gap(&self, verb: usize) -> bool {
        let mut subjects = self.tree.kids_by(verb, "nsubj");
        let has_subject = subjects.any(|kid| !matches!(self.tree.lemma(kid), "who" | "which" | "that"));
        let has_clause = self.tree.kids_by(verb, "ccomp").next().is_some();
        let has_infinitive = self.tree.kids_by(verb, "xcomp").any(|kid| self.tree.upos(kid) != Upos::Adj);
        has_subject && !has_clause && !has_infinitive
    }

    /// The clause that the verb takes: what is said, asked, promised.
    pub(crate) fn complement(&self, verb: usize) -> Option<usize> {
        let kids = self.tree.kids(verb);
        let clause = |&&kid: &&usize| matches!(self.tree.relation(kid).base(), "xcomp" | "ccomp");
        if let Some(&kid) = kids.iter().find(clause) {
            return Some(kid);
        }
        let of_nothing = self
            .tree
            .kids_by(verb, "obj")
            .find(|&kid| self.tree.lemma(verb) == "have" && self.tree.lemma(kid) == "nothing");
        if let Some(nothing) = of_nothing {
            return self.tree.kids_by(nothing, "acl").find(|&kid| self.tree.xpos(kid) == "VB");
        }
        kids.iter().copied().find(|&kid| {
            self.tree.relation(kid) == Relation::Advcl
                && self.tree.kids_by(kid, "mark").any(|mark| {
                    self.tree.lemma(mark) == "to"
                        && self.rules.in_class("to-complement", self.tree.lemma(verb))
                        || matches!(
                            self.tree.lemma(mark),
                            "of" | "for" | "from" | "against" | "with" | "that" | "over" | "on" | "about"
                        )
                })
        })
    }

    /// "told the troops to leave": the infinitive below.
    fn infinitive(&self, verb: usize) -> Option<usize> {
        self.tree.kids(verb).iter().copied().find(|&kid| {
            self.tree.is_verb(kid)
                && matches!(self.tree.relation(kid).base(), "xcomp" | "ccomp" | "advcl")
                && self.tree.has_kid_lemma(kid, "mark", &["to"])
                && self.tree.xpos(kid) == "VB"
        })
    }

    /// Who does what the clause below says: "alleged that Chad armed", "asked that Chad withdraw".
    fn content_subject(&self, verb: usize) -> Option<usize> {
        let clause = self.complement(verb)?;
        let own = self.tree.kids_by(clause, "nsubj").next()?;
        if self.tree.is_passive(clause) { self.agent(clause) } else { Some(own) }
    }

    /// Noun phrases behind a preposition: the verb's own, its object's, and those of the verb it is coordinated with.
    fn phrases(&self, verb: usize, preposition: &str) -> Vec<usize> {
        let own: Vec<usize> =
            self.tree.kids_by(verb, "obl").filter(|&kid| self.has_case(kid, preposition)).collect();
        if !own.is_empty() {
            return own.into_iter().map(|kid| self.antecedent(kid, verb).unwrap_or(kid)).collect();
        }
        if preposition == "by" && self.tree.is_passive(verb) {
            return Vec::new();
        }
        // "were fired on by Chad": whom the preposition stands with is the subject.
        let is_stranded = self.tree.is_passive(verb)
            && self.tree.kids(verb).iter().any(|&kid| {
                kid == verb + 1
                    && matches!(self.tree.relation(kid).base(), "advmod" | "compound" | "case" | "obl")
                    && self.tree.upos(kid) == Upos::Adp
                    && self.tree.lemma(kid) == preposition
            });
        if is_stranded {
            return self.passive_subject(verb, 0).into_iter().collect();
        }
        let of_object =
            self.object(verb, 0).into_iter().flat_map(|object| self.chained(object, preposition, 0));
        let found: Vec<usize> = of_object.collect();
        // "sailed within 300 metres of a ship": without an object, what the phrase is of.
        let is_bare = self.tree.kids_by(verb, "obj").next().is_none();
        if !found.is_empty() || preposition == "of" && !is_bare {
            return found;
        }
        let below = self.tree.kids(verb).iter().copied();
        let nested = below.filter(|&kid| {
            matches!(self.tree.relation(kid).base(), "xcomp" | "obl") && !is_help(self.tree, self.rules, kid)
        });
        let of_below: Vec<usize> = nested.flat_map(|kid| self.chained(kid, preposition, 0)).collect();
        if !of_below.is_empty() {
            return of_below;
        }
        self.shared_phrases(verb, preposition)
    }

    fn shared_phrases(&self, verb: usize, preposition: &str) -> Vec<usize> {
        let later =
            self.tree.kids_by(verb, "conj").filter(|&next| self.tree.is_verb(next) && next <= verb + 3);
        later
            .flat_map(|next| self.tree.kids_by(next, "obl").collect::<Vec<_>>())
            .filter(|&kid| self.has_case(kid, preposition))
            .collect()
    }

    /// Phrases with the preposition on a noun, or on a noun below it: "shells and missiles for the army of ...".
    fn chained(&self, noun: usize, preposition: &str, depth: usize) -> Vec<usize> {
        if depth > 3 {
            return Vec::new();
        }
        let direct: Vec<usize> = self
            .tree
            .conjuncts(noun)
            .into_iter()
            .flat_map(|part| self.tree.kids(part).to_vec())
            .filter(|&kid| matches!(self.tree.relation(kid).base(), "nmod" | "obl"))
            .collect();
        // "maize bound for Malawi".
        let bound = self.tree.conjuncts(noun).into_iter().flat_map(|part| self.tree.kids_by(part, "acl"));
        let bound = bound.filter(|&kid| {
            matches!(
                self.tree.lemma(kid),
                "bind" | "bound" | "destine" | "destined" | "intend" | "mean" | "earmark"
            )
        });
        let meant = bound.flat_map(|kid| self.tree.kids_by(kid, "obl").collect::<Vec<_>>());
        let found: Vec<usize> =
            direct.iter().copied().chain(meant).filter(|&kid| self.has_case(kid, preposition)).collect();
        if !found.is_empty() {
            return found;
        }
        let of_gerund =
            self.tree.conjuncts(noun).into_iter().flat_map(|part| self.of_gerunds(part, preposition));
        let found: Vec<usize> = of_gerund.collect();
        if !found.is_empty() {
            return found;
        }
        direct.into_iter().flat_map(|kid| self.chained(kid, preposition, depth + 1)).collect()
    }

    /// "concern about deepening ties": what the gerund behind the preposition acts on.
    fn of_gerunds(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let gerunds = self.tree.kids_by(noun, "acl").filter(|&kid| {
            self.tree.xpos(kid) == "VBG"
                && self.tree.kids_by(kid, "mark").any(|mark| self.tree.lemma(mark) == preposition)
        });
        gerunds.flat_map(|gerund| self.tree.kids_by(gerund, "obj").collect::<Vec<_>>()).collect()
    }

    fn has_case(&self, idx: usize, preposition: &str) -> bool {
        let case = self.tree.case_of(idx);
        let is_alike = match preposition {
            "in" => matches!(case, "inside" | "within"),
            "between" => case == "among" || case == "amongst",
            "to" => case == "on to",
            _ => false,
        };
        (case == preposition || is_alike) && !self.is_time(idx)
    }

    fn is_time(&self, idx: usize) -> bool {
        self.rules.in_class("time", self.tree.lemma(idx))
    }

    fn of_noun(&self, noun: usize, slot: &str, is_of_actor: bool) -> Vec<usize> {
        match slot {
            "subject" => self.noun_subject(noun, is_of_actor, 0),
            "object" => self.noun_object(noun, is_of_actor),
            "iobj" => {
                self.light_verb(noun).map_or(Vec::new(), |verb| self.tree.kids_by(verb, "iobj").collect())
            }
            "dative" => ["to", "for"].iter().flat_map(|slot| self.noun_phrases(noun, slot)).collect(),
            "poss" => self.tree.kids_by(noun, "nmod").filter(|&kid| self.is_possessor(kid)).collect(),
            "adj" => self.modifiers(noun),
            "complement" => self.noun_complement(noun).into_iter().collect(),
            "xcomp" => Vec::new(),
            "that" => self
                .noun_complement(noun)
                .and_then(|clause| self.surface_subject(clause, 0))
                .into_iter()
                .collect(),
            "light" => self.light_verb(noun).into_iter().collect(),
            "involving" => self.involving(noun),
            "matrix" => self.matrix_subject(noun).into_iter().collect(),
            "there" => self.there(noun).into_iter().collect(),
            "teller" => {
                let told = self.told_with(noun).map(|(teller, _)| teller);
                told.or_else(|| self.teller_there(noun))
                    .or_else(|| self.teller_of(noun))
                    .into_iter()
                    .collect()
            }
            "doer" => self.told_with(noun).map(|(_, doer)| doer).into_iter().collect(),
            "standing" => self.standing(noun).into_iter().collect(),
            "whereabouts" => self.whereabouts(noun).into_iter().collect(),
            preposition => self.noun_phrases(noun, preposition),
        }
    }

    fn is_possessor(&self, idx: usize) -> bool {
        self.tree.relation(idx) == Relation::NmodPoss
    }

    /// Adjectives and nouns before the noun: "the Russian attack", "the Germany visit".
    fn modifiers(&self, noun: usize) -> Vec<usize> {
        let kids = self.tree.kids(noun).iter().copied();
        kids.filter(|&kid| matches!(self.tree.relation(kid).base(), "amod" | "compound") && kid < noun)
            .collect()
    }

    /// "is on a visit to", "was in talks with": the subject of a phrase that is the predicate.
    fn predicate_subject(&self, noun: usize) -> Option<usize> {
        let is_phrase = self
            .tree
            .kids_by(noun, "case")
            .any(|case| case < noun && matches!(self.tree.lemma(case), "on" | "in"));
        // "Peru, Chile in talks": a headline goes without.
        let is_headline = self.tree.head(noun).is_none();
        if !is_phrase || !is_headline && self.tree.kids_by(noun, "cop").next().is_none() {
            return None;
        }
        self.tree.kids_by(noun, "nsubj").find(|&subject| subject < noun)
    }

    fn noun_subject(&self, noun: usize, is_of_actor: bool, depth: usize) -> Vec<usize> {
        if depth > DEPTH_MAX {
            return Vec::new();
        }
        let has_by = |&kid: &usize| self.has_case(kid, "by");
        let by: Vec<usize> = self.tree.kids_by(noun, "nmod").filter(has_by).collect();
        if !by.is_empty() {
            return by;
        }
        if let Some(subject) = self.predicate_subject(noun) {
            return vec![subject];
        }
        let is_suffered = self.tree.relation(noun) == Relation::NsubjPass;
        let owners: Vec<usize> = self.of_noun(noun, "poss", false);
        if is_suffered && !owners.is_empty() {
            return owners;
        }
        if let Some(verb) = self.light_verb(noun) {
            let subject = self.subject(verb, depth + 1);
            if subject.is_some() {
                return subject.into_iter().collect();
            }
        }
        let by_below = self.chained(noun, "by", 1);
        if !by_below.is_empty() {
            return by_below;
        }
        if !owners.is_empty() {
            return owners;
        }
        if let Some(accused) = self.accused(noun, depth) {
            return vec![accused];
        }
        if self.tree.case_of(noun) == "behind"
            && let Some(doer) = self.surface_subject(noun, depth + 1)
        {
            return vec![doer];
        }
        if let Some(involved) = self.involved(noun, depth) {
            return vec![involved];
        }
        let carried = self
            .relative_light_verb(noun)
            .and_then(|verb| self.subject(verb, depth + 1))
            .filter(|&who| who != noun);
        if carried.is_some() {
            return carried.into_iter().collect();
        }
        if is_of_actor {
            let of = self.own_phrases(noun, "of");
            if !of.is_empty() {
                return of;
            }
        }
        // "the museum shooting" is one in a museum.
        let is_spot = |kid: usize| {
            ["home", "spot"].iter().any(|class| self.rules.in_class(class, self.tree.lemma(kid)))
        };
        self.modifiers(noun).into_iter().filter(|&kid| !is_spot(kid)).collect()
    }

    fn noun_object(&self, noun: usize, is_of_actor: bool) -> Vec<usize> {
        let of = if is_of_actor { Vec::new() } else { self.own_phrases(noun, "of") };
        if !of.is_empty() {
            return of;
        }
        if self.own_phrases(noun, "by").is_empty() {
            return Vec::new();
        }
        let owners = self.of_noun(noun, "poss", false);
        if owners.is_empty() { self.modifiers(noun) } else { owners }
    }

    /// Phrases with the preposition on the noun; an agent's may hang on a noun below it: "the shelling of Kherson by".
    fn own_phrases(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let own: Vec<usize> =
            self.tree.kids_by(noun, "nmod").filter(|&kid| self.has_case(kid, preposition)).collect();
        if own.is_empty() && preposition == "by" { self.chained(noun, preposition, 1) } else { own }
    }

    fn noun_phrases(&self, noun: usize, preposition: &str) -> Vec<usize> {
        if preposition == "on" && self.blaming(noun).is_some() {
            return Vec::new();
        }
        let own = self.chained(noun, preposition, 2);
        if !own.is_empty() {
            return own;
        }
        // "The clash was the worst in years between the two countries".
        if preposition == "between" && self.tree.relation(noun) == Relation::Nsubj {
            let predicate =
                self.tree.head(noun).filter(|&head| self.tree.kids_by(head, "cop").next().is_some());
            let beside = predicate.map(|head| self.tree.kids(head)).unwrap_or_default();
            return beside.iter().copied().filter(|&kid| self.has_case(kid, preposition)).collect();
        }
        self.light_verb(noun).map_or(Vec::new(), |verb| {
            self.tree.kids_by(verb, "obl").filter(|&kid| self.has_case(kid, preposition)).collect()
        })
    }

    /// "an offer to send", "the claim that ...": the clause on the noun.
    fn noun_complement(&self, noun: usize) -> Option<usize> {
        self.tree.kids(noun).iter().copied().find(|&kid| {
            matches!(self.tree.relation(kid), Relation::Acl | Relation::Ccomp)
                && self.tree.kids_by(kid, "mark").next().is_some()
        })
    }

    /// The verb that only carries the noun: "held talks", "launched strikes", "talks were held".
    pub(crate) fn light_verb(&self, noun: usize) -> Option<usize> {
        let noun = self.tree.first_conjunct(noun);
        let head = self.tree.head(noun)?;
        let is_object = matches!(self.tree.relation(noun), Relation::Obj | Relation::NsubjPass);
        let is_in = self.tree.relation(noun).base() == "obl"
            && matches!(self.tree.case_of(noun), "in" | "for" | "on" | "to" | "with");
        let lemma = self.tree.lemma(head);
        if self.blaming(noun).is_some() {
            return None;
        }
        let fits = (is_object && self.rules.in_class("light", lemma))
            || (is_in && self.rules.in_class("light-in", lemma));
        fits.then_some(head)
    }

    /// "exercises involving Peru and Chile".
    fn involving(&self, noun: usize) -> Vec<usize> {
        let clause = self.tree.kids_by(noun, "acl").find(|&kid| self.tree.lemma(kid) == "involve");
        let own = self.own_phrases(noun, "involve");
        clause.map_or(own, |clause| self.tree.kids_by(clause, "obj").collect())
    }

    /// "In talks with Putin, Kim said": who does what the talks go along with.
    fn matrix_subject(&self, noun: usize) -> Option<usize> {
        let verb = self.tree.head(noun).filter(|&head| self.tree.is_verb(head))?;
        let is_along = self.tree.relation(noun).base() == "obl"
            && matches!(
                self.tree.case_of(noun),
                "in" | "during" | "after" | "follow" | "following" | "at" | "before" | "ahead of" | "for"
            );
        if is_along { self.surface_subject(verb, 0) } else { None }
    }

    /// "there are no troops": the verb that says that they are.
    fn there(&self, noun: usize) -> Option<usize> {
        let verb = self.tree.head(noun).filter(|_| self.tree.relation(noun).base() == "nsubj")?;
        self.tree.kids_by(verb, "expl").next().map(|_| verb)
    }

    /// "Peru said there was no truth in it": who says that there is.
    fn teller_there(&self, noun: usize) -> Option<usize> {
        self.teller_of(self.there(noun)?)
    }

    /// "Peru said that Chile bore the blame", "\"Fake news,\" Peru said": who says what the clause or the bare noun tells.
    fn teller_of(&self, content: usize) -> Option<usize> {
        let telling = self.tree.head(content).filter(|_| self.tree.relation(content) == Relation::Ccomp)?;
        self.surface_subject(telling, 0)
    }

    /// "Peru says Chile cut the cable, a charge Santiago rejects": who says and who is said to have done what the noun
    /// sums up.
    fn told_with(&self, noun: usize) -> Option<(usize, usize)> {
        let is_added = self.tree.relation(noun) == Relation::Appos;
        let above = self.tree.governors(noun).into_iter().filter(|_| is_added);
        let mut clauses = above.filter(|&idx| self.tree.is_verb(idx));
        let content = clauses.next()?;
        let telling = self.tree.head(content).filter(|&idx| {
            self.rules.in_class("report", self.tree.lemma(idx))
                && self.tree.relation(content) == Relation::Ccomp
        })?;
        let teller = self.surface_subject(telling, 0)?;
        Some((teller, self.subject(content, 0)?))
    }

    /// "the treaty is in force": what stands in the state that the noun names.
    fn standing(&self, noun: usize) -> Option<usize> {
        let is_in = self.tree.kids_by(noun, "cop").next().is_some() && self.tree.case_of(noun) == "in";
        self.tree.kids_by(noun, "nsubj").next().filter(|_| is_in)
    }

    /// "11,000 soldiers were in the Kursk region", "there are soldiers in the town", "the unit is there": where whoever the
    /// noun names is.
    fn whereabouts(&self, noun: usize) -> Option<usize> {
        let place = self.tree.head(noun).filter(|_| self.tree.relation(noun) == Relation::Nsubj)?;
        let is_where = |idx: &usize| {
            matches!(self.tree.case_of(*idx), "in" | "inside" | "at" | "near" | "on" | "around" | "across")
        };
        if self.tree.kids_by(place, "expl").next().is_some() {
            let beside = self.tree.kids_by(place, "obl").chain(self.tree.kids_by(noun, "nmod"));
            return beside.into_iter().find(is_where);
        }
        let is_told = is_where(&place) || self.tree.form(place) == "there";
        (self.tree.kids_by(place, "cop").next().is_some() && is_told).then_some(place)
    }

    /// "sanctions that Peru announced": the light verb of the relative clause behind the noun.
    pub(crate) fn relative_light_verb(&self, noun: usize) -> Option<usize> {
        // "the claim that Peru had sent troops": what the noun says, and nothing that is done with it.
        let is_thing = |object: usize| matches!(self.tree.upos(object), Upos::Noun | Upos::Num);
        let is_content = |kid: usize| {
            self.tree.kids_by(kid, "obj").any(|object| object > kid && is_thing(object))
                && self.tree.kids_by(kid, "nsubj").any(|who| who < kid)
        };
        self.tree
            .kids_by(noun, "acl")
            .find(|&kid| self.rules.in_class("light", self.tree.lemma(kid)) && !is_content(kid))
    }

    /// "accused Chad of an attack", "put the blame for the attack on Chad": the accused did it.
    fn accused(&self, noun: usize, depth: usize) -> Option<usize> {
        let head = self.tree.head(noun)?;
        if let Some(verb) = self.blaming(noun) {
            let on_deed = self.tree.kids_by(noun, "nmod").find(|&kid| self.tree.case_of(kid) == "on");
            return on_deed.or_else(|| self.phrases(verb, "on").first().copied()).or_else(|| self.door(verb));
        }
        if self.is_charge(head)
            && matches!(self.tree.case_of(noun), "of" | "for" | "over" | "into")
            && let Some(suspect) = self.chained(head, "against", 2).first()
        {
            return Some(*suspect);
        }
        let is_over = self.tree.relation(noun).base() == "obl"
            && matches!(self.tree.case_of(noun), "of" | "for" | "over" | "with" | "into");
        if is_over && self.has_charge(head) {
            return self.phrases(head, "against").first().copied();
        }
        let is_charge = self.tree.relation(noun).base() == "obl"
            && matches!(self.tree.case_of(noun), "of" | "for" | "over" | "with")
            && (self.rules.in_class("about-object", self.tree.lemma(head))
                || self.tree.has_kid_lemma(head, "xcomp", &["responsible", "accountable", "liable"]));
        if is_charge { self.object(head, depth + 1).first().copied() } else { None }
    }

    /// "put the blame for the attack on Chad", "laid it at Chad's door": the verb of blaming for what `noun` names.
    pub(crate) fn blaming(&self, noun: usize) -> Option<usize> {
        let laid = self.tree.head(noun).filter(|&verb| {
            let is_object = matches!(self.tree.relation(noun), Relation::Obj | Relation::NsubjPass);
            is_object && self.tree.lemma(verb) == "lay" && self.door(verb).is_some()
        });
        if laid.is_some() {
            return laid;
        }
        let blame = self.tree.head(noun).filter(|&blame| {
            self.rules.in_class("blame-noun", self.tree.lemma(blame)) && self.tree.case_of(noun) == "for"
        })?;
        let verb = self.tree.head(blame)?;
        let is_object = matches!(self.tree.relation(blame), Relation::Obj | Relation::NsubjPass);
        (is_object && self.rules.in_class("blame-verb", self.tree.lemma(verb))).then_some(verb)
    }

    /// "laid the killing at Chile's door": whose door it is.
    fn door(&self, verb: usize) -> Option<usize> {
        let mut at = self.phrases(verb, "at").into_iter();
        let door = at.find(|&idx| matches!(self.tree.lemma(idx), "door" | "doorstep" | "foot"))?;
        self.tree
            .kids_by(door, "nmod")
            .find(|&kid| self.tree.relation(kid) == Relation::NmodPoss || self.tree.case_of(kid) == "of")
    }

    /// "claimed responsibility for the bombing", "denied any role in it": whoever has a part in the deed.
    fn involved(&self, noun: usize, depth: usize) -> Option<usize> {
        let part = self.tree.head(noun).filter(|&part| {
            self.tree.relation(noun).base() == "nmod"
                && self.rules.in_class("part-noun", self.tree.lemma(part))
        });
        let is_beside = |verb: &usize| {
            self.tree.kids_by(*verb, "obj").any(|kid| self.rules.in_class("part-noun", self.tree.lemma(kid)))
                && matches!(self.tree.case_of(noun), "for" | "in" | "of")
        };
        let verb = match part {
            Some(part) => self.tree.head(part)?,
            None => self.tree.head(noun).filter(is_beside)?,
        };
        self.tree.is_verb(verb).then(|| self.subject(verb, depth + 1)).flatten()
    }

    /// Whoever stands behind a noun with an infinitive: "Moscow's plan to attack", "made an offer to send", "Peru is the
    /// first state to sign".
    fn noun_actor(&self, noun: usize, depth: usize) -> Option<usize> {
        if depth > DEPTH_MAX {
            return None;
        }
        let is_predicate = self.tree.kids_by(noun, "cop").next().is_some();
        if let Some(subject) = self.tree.kids_by(noun, "nsubj").next().filter(|_| is_predicate) {
            return Some(subject);
        }
        let governor = self.tree.head(noun);
        let is_become = governor.is_some_and(|verb| matches!(self.tree.lemma(verb), "become" | "remain"))
            && self.tree.relation(noun).base() == "xcomp";
        let found = if is_become { Vec::new() } else { self.noun_subject(noun, false, depth + 1) };
        if let Some(&first) = found.first() {
            return Some(first);
        }
        let governor = governor?;
        self.tree.is_verb(governor).then(|| self.surface_subject(governor, depth + 1)).flatten()
    }
}
