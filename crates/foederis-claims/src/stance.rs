//! In whose eyes something happened, and how surely: negation, doubt, modality, conditions, reported speech.
//!
//! Starts at the predicate and climbs to the root, as FactBank's annotation does (Sauri and Pustejovsky 2009): each
//! word on the way that reports, denies, doubts, intends or conditions changes the value or adds a holder. Word
//! classes live in `rules/classes.rules`. Knows nothing of who the holders are: it gives tokens.

use foederis_types::{Factuality, Relation, Span, Upos};

use crate::slots::Slots;
use crate::tree::Tree;

/// The step of a stance that somebody calls untrue.
pub(crate) const UNTRUE: &str = "is called untrue by whoever says so";

/// What the sentence's words do to one predicate.
#[derive(Clone, Debug)]
pub(crate) struct Stance {
    /// The innermost holder's value: of who last says it, or of the author where nobody else does.
    pub(crate) value: Factuality,
    /// Who says so, innermost first.
    pub(crate) holders: Vec<Speaker>,
    /// The report itself vouches for nothing: said, alleged, reportedly.
    pub(crate) is_passed_on: bool,
    /// Not yet happened.
    pub(crate) is_future: bool,
    /// Would only follow, or stands in a condition.
    pub(crate) is_hypothetical: bool,
    /// Only wished for or attempted: "a desire to meet", "desperation to strengthen ties".
    pub(crate) is_wished: bool,
    /// Would have happened, and did not.
    pub(crate) is_counterfactual: bool,
    /// Stands inside the condition itself.
    pub(crate) is_condition: bool,
    /// Only what something else is done for: "sent troops to help".
    pub(crate) is_purpose: bool,
    /// Offered rather than planned: ready, willing to.
    pub(crate) is_offered: bool,
    /// Only asked, or left unsaid: "would not say whether", "asked if".
    pub(crate) is_asked: bool,
    /// Somebody should, must or has to.
    pub(crate) is_called_for: bool,
    /// The words that carry the condition.
    pub(crate) condition: Option<Span>,
    /// Steps for `explain`.
    pub(crate) steps: Vec<String>,
}

impl Stance {
    /// Whoever speaks of a plan or promise says that there is none: "denied that it will send troops".
    pub(crate) fn is_denied(&self) -> bool {
        !is_no(self.value) && self.is_denied_by_holder()
    }

    /// Whoever speaks of it says that it is not so.
    pub(crate) fn is_denied_by_holder(&self) -> bool {
        self.holders.iter().any(|speaker| is_no(speaker.value))
    }
}

/// Not so, or probably not.
pub(crate) fn is_no(value: Factuality) -> bool {
    matches!(value, Factuality::CertainNo | Factuality::ProbableNo)
}

/// Somebody whose word it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// Head of the noun phrase that names them.
    pub(crate) who: usize,
    /// The word that says how they put it.
    pub(crate) cue: usize,
    /// Their own value.
    pub(crate) value: Factuality,
}

/// What a word above a predicate does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Report,
    Vouch,
    Believe,
    Deny,
    Doubt,
    Flip,
    Intend,
    Wish,
    Request,
    Likely,
    Unlikely,
    Possible,
    Planned,
    Called,
    Nothing,
}

struct Climb<'s, 't, 'a> {
    /// The predicate itself.
    start: usize,
    /// The predicate stands in a relative clause that the climb has left: what is done to its noun is not done to it.
    is_aside: bool,
    slots: &'s Slots<'t, 'a>,
    stance: Stance,
    /// The predicate is a noun that the clause above takes as given: the clause's doubts are not about it.
    is_given: bool,
}

/// Works out the stance towards the predicate at `at`.
pub(crate) fn stance(slots: &Slots<'_, '_>, at: usize) -> Stance {
    let stance = Stance {
        value: Factuality::CertainYes,
        holders: Vec::new(),
        is_passed_on: false,
        is_future: false,
        is_hypothetical: false,
        is_wished: false,
        is_counterfactual: false,
        is_condition: false,
        is_purpose: false,
        is_offered: false,
        is_asked: false,
        is_called_for: false,
        condition: None,
        steps: Vec::new(),
    };
    let mut climb = Climb { start: at, is_aside: false, slots, stance, is_given: false };
    climb.local(at, true);
    climb.climb_from(at);
    climb.question();
    if climb.stance.is_counterfactual && climb.stance.is_passed_on {
        climb.stance.is_hypothetical = true;
    }
    climb.stance
}

impl<'t, 'a> Climb<'_, 't, 'a> {
    fn tree(&self) -> &'t Tree<'a> {
        self.slots.tree
    }

    fn is(&self, class: &str, idx: usize) -> bool {
        self.slots.rules.in_class(class, self.tree().lemma(idx))
    }

    fn note(&mut self, what: &str, idx: usize) {
        let word = self.tree().form(idx).to_owned();
        self.stance.steps.push(format!("`{word}`: {what}"));
    }

    /// Words that hang on the predicate itself.
    fn local(&mut self, at: usize, is_predicate: bool) {
        let mut kids = self.tree().kids(at).to_vec();
        let is_bound =
            kids.iter().any(|&kid| self.tree().lemma(kid) == "be" && self.tree().upos(kid) == Upos::Aux)
                && kids.iter().any(|&kid| {
                    self.tree().lemma(kid) == "to"
                        && self.tree().relation(kid).base() == "mark"
                        && kids.iter().any(|&be| be < kid && self.tree().lemma(be) == "be")
                });
        if let Some(&be) = kids.iter().find(|&&kid| is_bound && self.tree().lemma(kid) == "be") {
            self.future(be);
        }
        let is_modal_perfect = kids.iter().any(|&kid| self.tree().lemma(kid) == "have");
        // What is said on somebody's word is said with its "not" and "may", wherever the word stands.
        let is_cited = |&kid: &usize| {
            self.tree().relation(kid).base() == "parataxis"
                || self.tree().relation(kid).base() == "obl" && self.tree().case_of(kid).starts_with("accord")
        };
        kids.sort_by_key(is_cited);
        for kid in kids {
            match self.tree().relation(kid).base() {
                "aux" => self.auxiliary(kid, is_modal_perfect),
                "nsubj" | "obj" | "obl" if self.is_neither_of(kid) => self.flip(kid),
                // "fired at nobody": nobody was fired at.
                "obl" if is_predicate && self.is_nobody(kid) => self.flip(kid),
                "advmod" | "obl" | "discourse" => self.adverb(kid),
                // "According to Chad, it was the boat that": hung on what the cleft brings out.
                "nmod" if self.tree().case_of(kid).starts_with("accord") => self.according_to(kid),
                "nsubj" if is_predicate && self.is_alternative(kid) => {
                    self.weaken(Factuality::PossibleYes, kid)
                }
                // "gave Tonga a boat and Nauru nothing": something was given.
                "obj" if self.tree().kids_by(at, "obj").any(|first| first < kid) => {}
                // "there is no truth in it": the denial itself.
                "det" if is_predicate && self.is("truth-noun", at) => {}
                "nsubj" if self.tree().relation(kid) == Relation::NsubjOuter => self.framed(kid),
                "det" | "nsubj" | "obj" if is_predicate => self.determiner(kid),
                "cc" | "case" if matches!(self.tree().lemma(kid), "rather" | "instead") => self.flip(kid),
                "amod" => self.adjective(kid),
                "cc" if self.tree().lemma(kid) == "nor" => self.flip(kid),
                "advcl" | "parataxis" if self.is_hearsay(kid) => self.hearsay(kid),
                "advcl" if !self.is_past_time(kid, at) => self.condition(kid),
                "mark" => self.mark(kid, at),
                "parataxis" => self.interposed(kid),
                "case" if is_predicate && self.is("without", kid) => self.flip(kid),
                _ => {}
            }
        }
        if is_predicate && self.tree().relation(at).base() == "advcl" && self.inverted(at).is_some() {
            self.stance.is_condition = true;
        }
        if self.tree().relation(at) == Relation::Conj && self.is_bare_conjunct(at) {
            self.shared_auxiliaries(at);
        }
    }

    /// "the odds are that", "the claim is that": what the frame says of what it frames.
    fn framed(&mut self, noun: usize) {
        if self.is("chance", noun) {
            self.weaken(Factuality::ProbableYes, noun);
        } else if self.is("may-be", noun) {
            self.weaken(Factuality::PossibleYes, noun);
        } else if self.is("report-noun", noun) {
            self.stance.is_passed_on = true;
            self.note("is what is said", noun);
            if let Some(who) = self.who_says(noun) {
                self.speaker(who, noun, self.stance.value);
            }
        }
    }

    /// "going by what Lima says", "to judge by Peru's account": on whose word; "judging by the pictures": likely.
    fn judged_by(&mut self, clause: usize) {
        let tree = self.tree();
        let by = tree.kids(clause).iter().copied().find(|&kid| {
            matches!(tree.relation(kid).base(), "obl" | "nmod")
                && matches!(tree.case_of(kid), "by" | "from" | "on")
        });
        let Some(by) = by else { return };
        let said = tree.kids(by).iter().copied().find(|&kid| {
            tree.relation(kid) == Relation::AclRelcl
                && matches!(self.operator(kid), Operator::Report | Operator::Believe)
        });
        let teller = said.and_then(|said| self.slots.subject(said, 0));
        let is_word = self.is("report-noun", by) || self.is("account-noun", by) || self.is("words-noun", by);
        let owner = || {
            tree.kids_by(by, "nmod").find(|&kid| tree.relation(kid) == Relation::NmodPoss).filter(|_| is_word)
        };
        match teller.or_else(owner) {
            Some(who) => self.speaker(who, who, self.stance.value),
            None => self.weaken(Factuality::ProbableYes, by),
        }
    }

    /// "neither Chad nor Niger", "ties neither with Chad nor with Niger".
    fn is_neither_of(&self, noun: usize) -> bool {
        let is_neither = |idx: usize| self.tree().has_kid_lemma(idx, "cc", &["neither"]);
        is_neither(noun) || self.tree().kids_by(noun, "nmod").any(is_neither)
    }

    /// "a missile, or else a smoker": one of several may have done it.
    fn is_alternative(&self, subject: usize) -> bool {
        let is_named = |kid: usize| matches!(self.tree().upos(kid), Upos::Noun | Upos::Propn);
        self.tree().relation(subject) == Relation::Nsubj
            && self
                .tree()
                .kids_by(subject, "conj")
                .any(|kid| is_named(kid) && self.tree().has_kid_lemma(kid, "cc", &["or"]))
            && self.tree().kids_by(subject, "cc").next().is_none()
    }

    fn is_bare_conjunct(&self, at: usize) -> bool {
        self.tree().kids_by(at, "aux").next().is_none() && self.tree().kids_by(at, "nsubj").next().is_none()
    }

    /// "will not visit or meet": what stands before the first verb holds for the second.
    fn shared_auxiliaries(&mut self, at: usize) {
        let Some(first) = self.tree().head(at) else { return };
        let is_or = self.tree().has_kid_lemma(at, "cc", &["or", "nor"]);
        for kid in self.tree().kids(first).to_vec() {
            match self.tree().relation(kid).base() {
                "aux" => self.auxiliary(kid, false),
                "advmod" if is_or && self.is("negation", kid) => self.flip(kid),
                "advmod" if !self.is("negation", kid) && kid < first => self.adverb(kid),
                _ => {}
            }
        }
    }

    fn auxiliary(&mut self, kid: usize, is_perfect: bool) {
        let lemma = self.tree().lemma(kid).to_owned();
        let form = self.tree().form(kid).to_lowercase();
        match lemma.as_str() {
            "will" | "shall" if form == "would" || form == "'d" => self.would(kid, is_perfect),
            // "to": of a headline, "Turkey to send troops".
            "will" | "shall" | "to" => self.future(kid),
            "would" | "'d" => self.would(kid, is_perfect),
            "can" if form == "can" => self.weaken(Factuality::PossibleYes, kid),
            "may" | "might" | "could" => self.weaken(Factuality::PossibleYes, kid),
            "can" if form == "could" => self.weaken(Factuality::PossibleYes, kid),
            "must" if is_perfect => self.weaken(Factuality::ProbableYes, kid),
            "should" | "must" | "ought" => self.called_for(kid),
            _ => {}
        }
    }

    fn future(&mut self, kid: usize) {
        self.stance.is_future = true;
        self.note("is still to come", kid);
    }

    fn would(&mut self, kid: usize, is_perfect: bool) {
        if is_perfect {
            self.stance.is_counterfactual = true;
            self.stance.value = Factuality::CertainNo;
            self.note("would have happened, and did not", kid);
        } else {
            self.stance.is_hypothetical = true;
            self.note("would only follow", kid);
        }
    }

    fn adverb(&mut self, kid: usize) {
        let lemma = self.tree().lemma(kid).to_owned();
        let is_nearly = matches!(lemma.as_str(), "nearly" | "almost")
            && self.tree().head(kid).is_some_and(|at| self.tree().is_verb(at));
        let is_at_no_time = matches!(lemma.as_str(), "time" | "point" | "stage" | "circumstance")
            && self.tree().has_kid_lemma(kid, "det", &["no"]);
        if self.is("negation", kid) {
            if !self.is_correlative(kid) {
                self.flip(kid);
            }
        } else if self.tree().form(kid) == "longer"
            && self.tree().kids(kid).iter().any(|&below| self.tree().lemma(below) == "no")
        {
            self.flip(kid);
        } else if self.is("reportedly", kid) {
            self.stance.is_passed_on = true;
            self.note("is only passed on", kid);
        } else if self.is("probably", kid) {
            self.weaken(Factuality::ProbableYes, kid);
        } else if self.is("perhaps", kid) {
            self.weaken(Factuality::PossibleYes, kid);
        } else if self.is("unlikely", kid) {
            self.weaken(Factuality::ProbableNo, kid);
        } else if is_nearly || is_at_no_time {
            self.flip(kid);
        } else if lemma == "whenever" {
            self.stance.is_condition = true;
            self.note("stands in a condition", kid);
        } else if matches!(lemma.as_str(), "if" | "whether") {
            self.asked(kid);
        } else if self.is("time", kid) {
            self.determiner(kid);
        } else if lemma == "long" && self.tree().kids_by(kid, "advcl").next().is_some() {
            self.set_condition(kid, kid);
        }
        self.according_to(kid);
    }

    /// "not only ... but also" denies nothing.
    fn is_correlative(&self, kid: usize) -> bool {
        let next = kid + 1;
        next < self.tree().len() && matches!(self.tree().lemma(next), "only" | "just" | "merely" | "least")
    }

    /// "according to X", "in X's words".
    fn according_to(&mut self, kid: usize) {
        let case = self.tree().case_of(kid);
        let is_cited = case.starts_with("accord") && self.tree().relation(kid).base() == "nmod";
        if self.tree().relation(kid).base() != "obl" && !is_cited {
            return;
        }
        let is_cue = matches!(case, "accord to" | "according to" | "in accordance with" | "per");
        let is_case = matches!(case, "in" | "on" | "under" | "in the" | "in case of" | "in the event of")
            && matches!(self.tree().lemma(kid), "event" | "condition" | "case" | "understanding" | "proviso");
        if is_case
            && self.tree().kids(kid).iter().any(|&below| {
                self.tree().relation(below).base() == "acl"
                    || self.tree().relation(below).base() == "nmod"
                    || self.tree().relation(below).base() == "ccomp"
            })
        {
            return self.set_condition(kid, kid);
        }
        if case == "in" && self.is("fiction", kid) {
            self.stance.is_hypothetical = true;
            return self.unknown("is only played or imagined", kid);
        }
        if let Some(teller) = self.teller_in(kid) {
            return self.speaker(teller, teller, self.stance.value);
        }
        let is_hedge = match self.tree().lemma(kid) {
            "likelihood" | "probability" => case == "in",
            "appearance" => case == "to",
            _ => false,
        };
        if is_hedge {
            self.weaken(Factuality::ProbableYes, kid);
        }
        let is_lacking = matches!(case, "without" | "but for") && self.stance.is_hypothetical
            || case == "without" && self.stance.is_counterfactual;
        if is_lacking {
            return self.set_condition(kid, kid);
        }
        if case.starts_with("depend") || case.starts_with("subject to") {
            return self.set_condition(kid, kid);
        }
        if is_cue && !self.is("norm", kid) {
            self.speaker(kid, kid, self.stance.value);
        }
    }

    /// "by Peru's account", "in the words of the minister": whose account it is.
    fn teller_in(&self, account: usize) -> Option<usize> {
        let tree = self.tree();
        let is_account = match tree.case_of(account) {
            "by" => self.is("account-noun", account),
            "in" => self.is("account-noun", account) || self.is("words-noun", account),
            _ => false,
        };
        let is_owner = |&kid: &usize| {
            tree.relation(kid) == Relation::NmodPoss
                || matches!(tree.case_of(kid), "of") && tree.relation(kid).base() == "nmod"
        };
        tree.kids(account).iter().copied().find(is_owner).filter(|_| is_account)
    }

    /// "nobody", "no one", "nothing", behind a preposition that is not "but".
    fn is_nobody(&self, kid: usize) -> bool {
        let is_one = self.tree().lemma(kid) == "one" && self.tree().has_kid_lemma(kid, "det", &["no"]);
        let is_none = matches!(self.tree().lemma(kid), "nobody" | "none" | "nothing") || is_one;
        is_none
            && matches!(self.tree().case_of(kid), "at" | "on" | "to" | "from" | "against" | "into" | "with")
    }

    fn determiner(&mut self, kid: usize) {
        if matches!(self.tree().lemma(kid), "no" | "neither" | "none" | "nobody" | "nothing") {
            return self.flip(kid);
        }
        let is_no = |&below: &usize| {
            matches!(self.tree().lemma(below), "no" | "neither")
                && self.tree().relation(below).base() == "det"
                || self.tree().lemma(below) == "not"
                    && below < kid
                    && matches!(self.tree().relation(below).base(), "advmod" | "det")
                    && matches!(self.tree().upos(kid), Upos::Num | Upos::Noun)
        };
        // "not one Afghan", "not a single shell".
        let is_not_one = |&below: &usize| {
            let is_one = matches!(self.tree().lemma(below), "one" | "single");
            let first = if self.tree().lemma(below) == "single" {
                below.checked_sub(2)
            } else {
                below.checked_sub(1)
            };
            // The predicate's own "not" has been heard.
            let is_apart = |first: &usize| self.tree().head(*first) != Some(self.start);
            is_one
                && below < kid
                && first.filter(is_apart).is_some_and(|first| self.tree().lemma(first) == "not")
        };
        let mut own = self.tree().kids(kid).iter().copied();
        if let Some(below) = own.clone().find(is_no).or_else(|| own.find(is_not_one)) {
            self.flip(below);
        }
    }

    fn adjective(&mut self, kid: usize) {
        let form = self.tree().form(kid).to_lowercase();
        if self.is("alleged", kid) || self.slots.rules.in_class("alleged", &form) {
            self.stance.is_passed_on = true;
            self.note("is only alleged", kid);
        } else if self.is("possible", kid) {
            self.weaken(Factuality::PossibleYes, kid);
        } else if self.is("planned", kid) {
            self.future(kid);
        } else if self.is("probable", kid) {
            self.weaken(Factuality::ProbableYes, kid);
        }
    }

    fn mark(&mut self, kid: usize, clause: usize) {
        match self.tree().lemma(kid) {
            "if" if self.tree().relation(clause).base() == "ccomp" => self.asked(kid),
            "if" if kid > 0 && self.tree().lemma(kid - 1) == "as" => {}
            "if" | "unless" | "lest" | "provided" | "providing" | "once" | "whenever" => {
                self.stance.is_condition = true;
                self.note("stands in a condition", kid);
            }
            "whether" => self.asked(kid),
            "before" | "until" | "till" if self.is_awaited(clause) => {
                self.stance.is_condition = true;
                self.note("is only awaited", kid);
            }
            // "will enter into force only after both have ratified"
            "after" if self.is_to_come_after(clause) => {
                self.stance.is_condition = true;
                self.note("is only awaited", kid);
            }
            _ => {}
        }
    }

    /// What the main clause will follow has not happened.
    fn is_to_come_after(&self, clause: usize) -> bool {
        let above = self.tree().head(clause).filter(|_| self.tree().relation(clause).base() == "advcl");
        above.is_some_and(|above| {
            self.tree().kids(above).iter().any(|&kid| {
                self.tree().xpos(kid) == "MD" && !matches!(self.tree().lemma(kid), "could" | "might" | "may")
            })
        })
    }

    /// "will not enter into force before both approve it": what the main clause waits for has not happened.
    fn is_awaited(&self, clause: usize) -> bool {
        let Some(above) = self.tree().head(clause) else { return false };
        let is_open = self.tree().kids(above).iter().any(|&kid| {
            self.tree().xpos(kid) == "MD"
                || self.tree().relation(kid).base() == "advmod" && self.is("negation", kid)
        });
        self.tree().relation(clause).base() == "advcl" && is_open
    }

    /// ", so the gossip goes,", ", or so Chad's version has it".
    fn is_hearsay(&self, clause: usize) -> bool {
        let is_so =
            self.tree().kids(clause).iter().any(|&kid| self.tree().lemma(kid) == "so" && kid < clause);
        let is_told = self.is("report", clause)
            || matches!(
                self.tree().lemma(clause),
                "go" | "have" | "run" | "whisper" | "hear" | "think" | "believe"
            );
        let is_apart = !self.tree().has_kid_lemma(clause, "mark", &["that"])
            && !self
                .tree()
                .kids(clause)
                .iter()
                .any(|&kid| matches!(self.tree().relation(kid).base(), "ccomp" | "xcomp" | "aux"));
        is_so && is_told && is_apart && self.tree().is_verb(clause)
    }

    fn hearsay(&mut self, clause: usize) {
        self.stance.is_passed_on = true;
        self.note("is only passed on", clause);
        if let Some(who) = self.who_says(clause) {
            self.speaker(who, clause, self.stance.value);
        }
    }

    /// A clause of condition on the predicate.
    fn condition(&mut self, clause: usize) {
        let is_as = self.tree().has_kid_lemma(clause, "mark", &["as"]);
        if is_as && self.is("deny", self.start) && self.tree().head(clause) == Some(self.start) {
            return;
        }
        if is_as && self.operator(clause) == Operator::Report && !self.is("likely", clause) {
            return self.apply(clause, Operator::Report);
        }
        let is_trust = matches!(self.tree().lemma(clause), "believe" | "trust" | "credit");
        if is_trust && self.condition_mark(clause).is_some() {
            self.stance.is_passed_on = true;
            self.note("is only passed on", clause);
            let told = self.tree().kids_by(clause, "nsubj").next();
            let believed = told.filter(|_| self.tree().is_passive(clause));
            return believed.into_iter().for_each(|who| self.speaker(who, clause, self.stance.value));
        }
        let is_judging =
            self.tree().lemma(clause) == "judge" || self.tree().form(clause).eq_ignore_ascii_case("going");
        if is_judging && self.tree().xpos(clause).starts_with("VB") && clause < self.start {
            return self.judged_by(clause);
        }
        let opening: Vec<usize> = self.tree().subtree(clause).into_iter().take(3).collect();
        let opening = self.tree().words(&opening).to_lowercase();
        let is_phrase = ["as long as", "so long as", "on condition that", "in case"]
            .iter()
            .any(|phrase| opening.starts_with(phrase));
        if is_phrase {
            return self.set_condition(clause, clause);
        }
        let Some(mark) = self.condition_mark(clause) else { return };
        let is_time = matches!(self.tree().lemma(mark), "when" | "whenever" | "once" | "until");
        if is_time && !self.is_open(clause) {
            return;
        }
        self.set_condition(clause, mark);
    }

    /// What the clause hangs on is still to come, or only possible; "was hurt when troops fired" sets no condition.
    fn is_open(&self, clause: usize) -> bool {
        let Some(above) = self.tree().head(clause) else { return false };
        let has_modal = self.tree().kids_by(above, "aux").any(|aux| self.tree().xpos(aux) == "MD");
        has_modal
            || matches!(self.tree().xpos(above), "VB" | "VBG" | "VBP" | "VBZ" | "JJ")
            || !self.is_past(clause)
    }

    fn is_past(&self, clause: usize) -> bool {
        self.tree().xpos(clause) == "VBD"
            || self.tree().xpos(clause) == "VBN"
                && self.tree().kids_by(clause, "aux").any(|aux| self.tree().xpos(aux) == "VBD")
    }

    fn set_condition(&mut self, clause: usize, mark: usize) {
        let mut words = self.tree().subtree(clause);
        while words.last().is_some_and(|&last| self.tree().upos(last) == Upos::Punct) {
            words.pop();
        }
        while words.first().is_some_and(|&first| self.tree().upos(first) == Upos::Punct) {
            words.remove(0);
        }
        self.stance.condition = self.stance.condition.or_else(|| self.tree().span_of(&words));
        self.note("sets a condition", mark);
    }

    fn condition_mark(&self, clause: usize) -> Option<usize> {
        let kids = self.tree().kids(clause).iter().copied();
        let mut marks =
            kids.filter(|&kid| matches!(self.tree().relation(kid).base(), "mark" | "advmod" | "case"));
        marks.find(|&kid| self.is("condition", kid)).or_else(|| self.inverted(clause)).or_else(|| {
            matches!(self.tree().lemma(clause), "provide" | "assume" | "suppose" | "depend")
                .then_some(clause)
                .filter(|&clause| matches!(self.tree().xpos(clause), "VBN" | "VBG" | "VBD"))
        })
    }

    /// "Should it be attacked", "Were it to leave", "Had it known": the auxiliary stands before the subject.
    fn inverted(&self, clause: usize) -> Option<usize> {
        let subject = self.tree().kids_by(clause, "nsubj").next()?;
        self.tree().kids_by(clause, "aux").find(|&aux| {
            aux < subject
                && matches!(self.tree().form(aux).to_lowercase().as_str(), "should" | "were" | "had")
        })
    }

    /// ", he said,": the speaker hangs on what is said.
    fn interposed(&mut self, kid: usize) {
        let is_absolute = self.tree().xpos(kid) == "VBG"
            || self.tree().kids_by(kid, "aux").any(|aux| self.tree().xpos(aux) == "VBG");
        // "Talks failed – Chile fired": failing is said of nothing but the talks.
        let is_telling = !matches!(
            self.operator(kid),
            Operator::Nothing
                | Operator::Flip
                | Operator::Intend
                | Operator::Request
                | Operator::Planned
                | Operator::Called
        );
        let is_said = self.tree().is_verb(kid) && !is_absolute && is_telling;
        let has_content = self.tree().kids(kid).iter().any(|&below| {
            let is_clause = matches!(self.tree().relation(below).base(), "ccomp" | "xcomp");
            let is_break = self.tree().form(below) == ";" && below < kid;
            is_clause && self.tree().xpos(below) != "VBG" || is_break
        });
        if is_said && !has_content {
            let is_own = self.who_says(kid).is_some();
            if is_own {
                self.apply(kid, self.operator(kid));
                self.according_children(kid);
            }
        }
    }

    fn according_children(&mut self, at: usize) {
        for kid in self.tree().kids_by(at, "obl").collect::<Vec<_>>() {
            self.according_to(kid);
        }
    }

    fn climb_from(&mut self, at: usize) {
        let mut below = at;
        for above in self.tree().governors(at) {
            if self.is_summed_up(below) || self.is_comment(below, above) {
                break;
            }
            self.step(below, above);
            let is_in_condition = self.tree().relation(above).base() == "advcl"
                && self
                    .tree()
                    .kids_by(above, "mark")
                    .any(|mark| matches!(self.tree().lemma(mark), "if" | "unless"));
            if is_in_condition && !self.stance.is_condition {
                self.stance.is_condition = true;
                self.note("stands in a condition", above);
            }
            below = above;
        }
    }

    /// ", a charge": the writer's own word for what was said before it.
    fn is_summed_up(&self, noun: usize) -> bool {
        noun == self.start && self.is("charge-noun", noun) && self.tree().relation(noun) == Relation::Appos
    }

    /// ", an accusation Kyiv rejects": what the writer adds about something said is not part of what is said.
    fn is_comment(&self, clause: usize, noun: usize) -> bool {
        let is_denial = clause == self.start
            && self.is("deny", clause)
            && self.tree().relation(clause) == Relation::AclRelcl
            && self.tree().kids_by(clause, "obj").any(|kid| self.tree().lemma(kid) == "which");
        let start = self.tree().kids(noun).iter().copied().min().unwrap_or(noun).min(noun);
        let is_added = start > 0
            && self.tree().form(start - 1) == ","
            && self.tree().relation(clause) == Relation::AclRelcl
            && self.is("charge-noun", noun);
        is_denial
            || is_added
            || self.tree().relation(clause) == Relation::AclRelcl
                && self.is("report-noun", noun)
                && matches!(
                    self.tree().relation(noun).base(),
                    "appos" | "parataxis" | "conj" | "dislocated" | "dep"
                )
    }

    /// "any boat that fires on ours will be sunk", "the next one who": nobody need have done it.
    fn is_whoever(&self, noun: usize) -> bool {
        let tree = self.tree();
        let is_any = tree.has_kid_lemma(noun, "det", &["any", "every", "whichever"])
            || tree.has_kid_lemma(noun, "amod", &["next"])
            || matches!(tree.lemma(noun), "anyone" | "anybody" | "whoever" | "everyone");
        let verb = tree.governors(noun).into_iter().find(|&above| tree.is_verb(above));
        let is_to_come = |verb: usize| tree.kids_by(verb, "aux").any(|aux| tree.xpos(aux) == "MD");
        is_any && verb.is_some_and(is_to_come)
    }

    /// One step up the tree, from `below` to its governor `above`.
    fn step(&mut self, below: usize, above: usize) {
        let relation = self.tree().relation(below);
        let is_infinitive = relation == Relation::Acl && self.tree().xpos(below) == "VB";
        if is_infinitive && (self.is_supposed(above) || self.is_unfulfilled(above)) {
            self.stance.is_hypothetical = true;
            self.stance.is_wished = true;
            self.note("is only supposed", above);
        }
        match relation.base() {
            "ccomp" | "xcomp" | "csubj" => self.embedded(above, below),
            // "none of the guns promised by Spain": promised they were.
            "acl" if self.is_given_by(below) => {
                self.is_aside = true;
                self.outer(above, below);
            }
            "acl" if relation != Relation::AclRelcl => self.embedded(above, below),
            // "It was not Peru but Mexico that acted": denied of the one, told of the other.
            "acl" if self.is_cleft(above) && self.tree().is_replaced(above) => self.outer(above, below),
            "acl" if self.is_cleft(above) || self.is_membership(above) => self.local(above, false),
            "acl" if self.is_content_of(above, below) => self.embedded(above, below),
            "acl" if self.is_whoever(above) => {
                self.stance.is_condition = true;
                self.note("is said of whoever does it", above);
                self.outer(above, below);
            }
            "acl" => {
                self.is_aside = true;
                self.outer(above, below);
            }
            "advcl"
                if self.is_bare_once(below) || self.is_only_after(below, above) || self.is_until(below) =>
            {
                self.stance.is_condition = true;
                self.note("stands in a condition", below);
                self.outer(above, below);
            }
            "advcl" => self.adverbial(below, above),
            "obj" | "obl" | "nsubj" | "iobj" | "nmod" | "compound" | "appos" if self.is_aside => {
                self.outer(above, below);
            }
            "obj" | "obl" | "nsubj" | "iobj" | "nmod" | "compound" | "appos" => self.nominal(below, above),
            "conj" => self.coordinated(below, above),
            _ => self.outer(above, below),
        }
    }

    /// "once ratified by Libya", "if attacked", "unless invited": a participle with its conjunction alone.
    fn is_bare_once(&self, clause: usize) -> bool {
        let is_open = self
            .tree()
            .head(clause)
            .is_some_and(|above| self.tree().kids_by(above, "aux").any(|aux| self.tree().xpos(aux) == "MD"));
        self.tree().xpos(clause) == "VBN"
            && is_open
            && self.tree().kids(clause).iter().any(|&kid| {
                kid < clause && matches!(self.tree().lemma(kid), "once" | "if" | "unless" | "when" | "until")
            })
    }

    /// "froze its aid until Chad withdraws": nobody says that it has.
    fn is_until(&self, clause: usize) -> bool {
        let tree = self.tree();
        let is_now = matches!(tree.xpos(clause), "VBZ" | "VBP")
            || tree.kids_by(clause, "aux").any(|aux| matches!(tree.xpos(aux), "VBZ" | "VBP" | "MD"));
        tree.has_kid_lemma(clause, "mark", &["until", "till"]) && is_now
    }

    /// "is owed only after both have consulted": nobody says that they have.
    fn is_only_after(&self, clause: usize, above: usize) -> bool {
        let tree = self.tree();
        let is_later = tree.has_kid_lemma(clause, "mark", &["after", "once", "when"]);
        let is_only = clause > 0
            && tree.subtree(clause).first().is_some_and(|&first| {
                tree.lemma(first) == "only" || first > 0 && tree.lemma(first - 1) == "only"
            });
        let has_past = tree
            .kids(above)
            .iter()
            .any(|&kid| matches!(tree.relation(kid).base(), "aux" | "cop") && tree.xpos(kid) == "VBD");
        let has_now = tree.kids(above).iter().any(|&kid| {
            matches!(tree.relation(kid).base(), "aux" | "cop")
                && matches!(tree.xpos(kid), "VBZ" | "VBP" | "MD")
        });
        is_later && is_only && !has_past && (has_now || matches!(tree.xpos(above), "VBZ" | "VBP"))
    }

    /// "signs that troops have begun to leave": no relative clause, whatever the reader says of "that".
    fn is_content_of(&self, noun: usize, clause: usize) -> bool {
        let is_about = self.is("sign-noun", noun) || self.is("report-noun", noun);
        let that = self.tree().kids(clause).iter().find(|&&kid| self.tree().lemma(kid) == "that");
        let has_object = self.tree().kids(clause).iter().any(|&kid| {
            matches!(self.tree().relation(kid).base(), "obj" | "xcomp" | "ccomp")
                && self.tree().lemma(kid) != "that"
        });
        let has_subject = self.tree().kids_by(clause, "nsubj").any(|kid| self.tree().lemma(kid) != "that");
        let is_mark = that.is_some_and(|&that| self.tree().relation(that) == Relation::Mark);
        is_about
            && (has_object || is_mark)
            && has_subject
            && that.is_some_and(|&that| !self.tree().relation(that).is_subject())
    }

    /// The clause below is what `above` is about: its negation, modality and meaning all bear on it.
    fn embedded(&mut self, above: usize, below: usize) {
        let is_other = self.tree().relation(below).base() == "ccomp"
            && self.tree().kids_by(below, "nsubj").next().is_some();
        let operator = match self.operator(above) {
            Operator::Intend if is_other => Operator::Wish,
            _ if is_other && self.is_granting(above, below) => Operator::Vouch,
            operator => operator,
        };
        if let Some(charging) = self.charging(above, below) {
            return self.apply(charging, Operator::Report);
        }
        // "rumours that troops had crossed": what is told as a rumour may be so.
        if self.is("untrue", above) && !self.is("report-noun", above) && !self.tree().is_verb(above) {
            self.stance.steps.push(UNTRUE.to_owned());
            return self.flip(above);
        }
        if matches!(self.tree().lemma(above), "rule" | "exclude" | "discount") && self.is_ruled_out(above) {
            return self.weaken(Factuality::PossibleYes, above);
        }
        if self.is("prevent", above) && self.tree().xpos(below) == "VBG" && self.tree().is_verb(above) {
            return self.flip(above);
        }
        if self.is_yet_to(above) && !self.is_aside {
            self.stance.holders.clear();
            self.stance.is_passed_on = false;
            self.stance.value = Factuality::CertainNo;
            return self.note("has yet to be", above);
        }
        let is_saying =
            matches!(operator, Operator::Report | Operator::Vouch | Operator::Believe | Operator::Deny);
        if (self.is_given || self.is_aside) && !is_saying {
            return self.outer(above, below);
        }
        let is_noun = self.tree().upos(above) == Upos::Noun
            || self.tree().relation(below) == Relation::Acl
                && self.tree().kids_by(above, "nsubj").next().is_none();
        if self.is("report-noun", above) && is_noun {
            self.disowned(above);
        }
        if self.is("sign-noun", above) && !self.tree().is_verb(above) {
            return self.weaken(Factuality::ProbableYes, above);
        }
        if self.is_well_founded(above) {
            self.weaken(Factuality::ProbableYes, above);
        }
        if self.is_proviso(above) {
            self.stance.is_condition = true;
            return self.note("stands in a condition", above);
        }
        let is_absent = operator == Operator::Report && self.tree().has_kid_lemma(above, "det", &["no"]);
        if is_absent {
            return self.weaken(Factuality::ProbableNo, above);
        }
        let before = self.stance.value;
        self.apply(above, operator);
        if matches!(operator, Operator::Report | Operator::Vouch | Operator::Deny | Operator::Believe) {
            self.outer_local(above, below);
            return;
        }
        // "seems to have left, according to Chad": on Chad's word it seems.
        for speaker in &mut self.stance.holders {
            if speaker.cue == speaker.who && speaker.value == before {
                speaker.value = self.stance.value;
            }
        }
        let is_predicate = self.tree().kids_by(above, "cop").next().is_some();
        let is_hedge = matches!(operator, Operator::Likely | Operator::Unlikely | Operator::Possible)
            && self
                .tree()
                .kids_by(above, "aux")
                .any(|aux| self.tree().lemma(aux) == "would" || self.tree().form(aux) == "would");
        if is_hedge {
            return self.outer(above, below);
        }
        if self.tree().is_verb(above)
            || matches!(self.tree().upos(above), Upos::Adj | Upos::Aux)
            || is_predicate
        {
            self.local(above, false);
        } else {
            self.outer(above, below);
        }
    }

    /// "he allowed that his guns had fired": to grant it, and not to let it be.
    fn is_granting(&self, verb: usize, clause: usize) -> bool {
        matches!(self.tree().lemma(verb), "allow" | "grant" | "own")
            && self.tree().has_kid_lemma(clause, "mark", &["that"])
    }

    /// "there is strong evidence that", "there were credible reports that": somebody thinks it likely.
    fn is_well_founded(&self, noun: usize) -> bool {
        let is_there =
            self.tree().head(noun).is_some_and(|verb| self.tree().kids_by(verb, "expl").next().is_some());
        is_there && self.tree().kids_by(noun, "amod").any(|kid| self.is("well-founded", kid))
    }

    /// "accused Malian soldiers of killing": the verb of charging whose object the gerund hangs on.
    fn charging(&self, noun: usize, gerund: usize) -> Option<usize> {
        let verb = self.tree().head(noun).filter(|&verb| self.is("charge-verb", verb))?;
        let is_object = matches!(self.tree().relation(noun).base(), "obj" | "nsubj");
        let is_charge = self.tree().has_kid_lemma(gerund, "mark", &["of", "for", "with", "over"]);
        (is_object && is_charge && self.tree().xpos(gerund) == "VBG").then_some(verb)
    }

    /// "cannot be ruled out", "would not exclude".
    fn is_ruled_out(&self, above: usize) -> bool {
        let is_negated = self.tree().kids_by(above, "advmod").any(|kid| self.is("negation", kid));
        let is_rule = self.tree().lemma(above) != "rule"
            || self.tree().kids(above).iter().any(|&kid| self.tree().lemma(kid) == "out");
        is_negated && is_rule
    }

    /// "said reports that ... were fabrication", "there was no truth to the story that ...": who says so denies it.
    fn disowned(&mut self, noun: usize) {
        let Some(mut above) = self.tree().head(noun) else { return };
        let mut is_untrue = self.tree().relation(noun).is_subject() && self.is_untrue(above);
        if let Some(judged) = self.judged_beside(noun, above).filter(|_| !is_untrue) {
            (above, is_untrue) = (judged, true);
        }
        if !is_untrue && !self.is_no_truth(above) {
            return;
        }
        let saying =
            self.tree().governors(above).into_iter().find(|&at| self.operator(at) == Operator::Report);
        let who = saying.and_then(|saying| self.who_says(saying).map(|who| (who, saying)));
        self.stance.is_passed_on = true;
        if let Some((who, saying)) = who {
            self.speaker(who, saying, negated(self.stance.value));
        }
        self.stance.steps.push(UNTRUE.to_owned());
        self.note("is called untrue", above);
    }

    /// "no truth", "not a shred of truth".
    fn is_no_truth(&self, noun: usize) -> bool {
        let is_truth = |idx: usize| self.is("truth-noun", idx);
        let truth = Some(noun).filter(|&noun| is_truth(noun)).or_else(|| {
            let mut of = self.tree().kids_by(noun, "nmod");
            of.find(|&kid| is_truth(kid) && self.tree().case_of(kid) == "of")
        });
        let Some(truth) = truth else { return false };
        let whole = [Some(noun), self.tree().head(truth)].into_iter().flatten().chain([truth]);
        let mut words = whole.flat_map(|idx| self.tree().kids(idx).to_vec());
        words.any(|kid| matches!(self.tree().lemma(kid), "no" | "not") && kid < truth)
    }

    /// By its dictionary form or as it stands: "unfounded" may be read as a verb.
    fn is_untrue(&self, idx: usize) -> bool {
        self.is("untrue", idx) || self.slots.rules.in_class("untrue", &self.tree().form(idx).to_lowercase())
    }

    /// "Reports that ... are false, he said", where the reader hangs both on the saying: "false".
    fn judged_beside(&self, noun: usize, above: usize) -> Option<usize> {
        let is_bare = |idx: usize| {
            self.tree().kids_by(idx, "nsubj").all(|subject| subject > idx)
                && self.tree().kids_by(idx, "cop").next().is_some()
        };
        self.tree().kids(above).iter().copied().find(|&kid| kid > noun && self.is_untrue(kid) && is_bare(kid))
    }

    /// "it was Zambian rangers who shot": what bears on the frame bears on the deed.
    fn is_cleft(&self, noun: usize) -> bool {
        let is_it = |kid: usize| {
            self.tree().lemma(kid) == "it" && matches!(self.tree().relation(kid).base(), "nsubj" | "expl")
        };
        self.tree().kids_by(noun, "cop").next().is_some()
            && self.tree().kids(noun).iter().any(|&kid| is_it(kid))
    }

    /// "Peru is not among the states that have left", "is one of those that signed": what holds for the one is told.
    fn is_membership(&self, noun: usize) -> bool {
        self.tree().kids_by(noun, "cop").next().is_some() && self.tree().case_of(noun) == "among"
    }

    /// A participle with its doer: "promised by Spain", but no clause: "evidence that it had been sent by Spain".
    fn is_given_by(&self, participle: usize) -> bool {
        self.tree().xpos(participle) == "VBN"
            && !self.tree().has_kid_lemma(participle, "mark", &["that"])
            && self.tree().kids_by(participle, "obl").any(|kid| self.tree().case_of(kid) == "by")
    }

    /// "has yet to ratify", "has yet to announce that it has ratified": it has not, as far as anybody says.
    fn is_yet_to(&self, above: usize) -> bool {
        matches!(self.tree().lemma(above), "have" | "be")
            && self.tree().kids_by(above, "xcomp").any(|clause| {
                let mut near = self.tree().kids(above).iter().chain(self.tree().kids(clause));
                near.any(|&kid| self.tree().lemma(kid) == "yet")
            })
    }

    /// "any decision to arm them would be a mistake": nobody says that they are or will be armed.
    fn is_supposed(&self, noun: usize) -> bool {
        let is_any = self.tree().has_kid_lemma(noun, "det", &["any", "every", "no"]);
        let would = |idx: usize| {
            self.tree()
                .kids_by(idx, "aux")
                .any(|aux| matches!(self.tree().lemma(aux), "would" | "could" | "might" | "will"))
        };
        let is_would = self.tree().relation(noun).is_subject() && self.tree().head(noun).is_some_and(would);
        is_any || is_would
    }

    /// "a desire to meet", "efforts to free": not done for all that; but "the first state to recognise" has done it.
    fn is_unfulfilled(&self, noun: usize) -> bool {
        let is_ranked = self.tree().kids(noun).iter().any(|&kid| {
            matches!(
                self.tree().lemma(kid),
                "first" | "second" | "third" | "fourth" | "last" | "latest" | "only" | "next"
            )
        });
        self.tree().upos(noun) == Upos::Noun && !is_ranked && self.operator(noun) == Operator::Nothing
    }

    /// "provided that", "in the event that", "on condition that": the clause below is the condition.
    fn is_proviso(&self, above: usize) -> bool {
        let is_participle = matches!(self.tree().lemma(above), "provide" | "assume" | "suppose")
            && self.tree().is_verb(above)
            && self.tree().kids_by(above, "nsubj").next().is_none()
            && matches!(self.tree().relation(above).base(), "advcl" | "mark" | "case");
        let is_noun = matches!(self.tree().lemma(above), "event" | "condition" | "case" | "proviso")
            && matches!(self.tree().case_of(above), "in" | "on");
        is_participle || is_noun
    }

    /// Only who says it, not how `above` itself is modified.
    fn outer(&mut self, above: usize, below: usize) {
        for kid in self.tree().kids(above).to_vec().into_iter().filter(|&kid| kid != below) {
            match self.tree().relation(kid).base() {
                "advcl" | "parataxis" if self.is_hearsay(kid) => self.hearsay(kid),
                "parataxis" if !self.is_apart(kid, below) => self.interposed(kid),
                "obl" => self.according_to(kid),
                "advmod" if self.is("reportedly", kid) => self.adverb(kid),
                _ => {}
            }
        }
    }

    /// "..., its army claimed; India called it a lie": a semicolon parts the speaker from what comes after.
    fn is_apart(&self, speaker: usize, below: usize) -> bool {
        (speaker + 1..below).any(|idx| self.tree().form(idx) == ";")
    }

    /// A negated report says nothing: neither "did not say that" nor "did not deny that".
    fn outer_local(&mut self, above: usize, below: usize) {
        let is_negated = self.tree().kids_by(above, "advmod").any(|kid| self.is("negation", kid));
        if is_negated {
            for speaker in &mut self.stance.holders {
                if speaker.cue == above {
                    speaker.value = Factuality::Unknown;
                }
            }
        }
        self.outer(above, below);
    }

    fn adverbial(&mut self, below: usize, above: usize) {
        let is_accusing = self.is("charge-verb", above)
            && self.tree().has_kid_lemma(below, "mark", &["of", "for", "over", "with"]);
        let is_as = self.tree().has_kid_lemma(below, "mark", &["as"]);
        let is_instead = self
            .tree()
            .kids(below)
            .iter()
            .any(|&kid| matches!(self.tree().lemma(kid), "without" | "instead" | "rather"));
        let is_purpose = self.tree().has_kid_lemma(below, "mark", &["to"]) && self.tree().xpos(below) == "VB";
        let is_near = matches!(self.tree().lemma(above), "close" | "near" | "closer")
            && self.tree().has_kid_lemma(below, "mark", &["to"])
            && self.tree().xpos(below) == "VBG";
        if self.tree().lemma(above) == "short" && self.tree().has_kid_lemma(below, "mark", &["of"]) {
            return self.flip(above);
        }
        let is_like = self.tree().has_kid_lemma(below, "mark", &["as", "like"])
            && matches!(self.tree().lemma(above), "look" | "seem" | "appear" | "sound" | "feel")
            && self.tree().kids(above).iter().any(|&kid| self.tree().lemma(kid) == "it" && kid < above);
        if is_like {
            self.weaken(Factuality::ProbableYes, above);
            return self.outer(above, below);
        }
        if is_near {
            self.stance.is_hypothetical = true;
            self.stance.is_wished = true;
            return self.unknown("is only near", above);
        }
        let is_ruled_out = matches!(self.tree().lemma(above), "rule" | "call" | "put" | "break")
            && self.tree().xpos(below) == "VBG"
            && self.tree().kids(above).iter().any(|&kid| {
                self.tree().relation(kid) == Relation::CompoundPrt
                    && matches!(self.tree().lemma(kid), "out" | "off")
            });
        if is_ruled_out && self.is_ruled_out(above) {
            return self.weaken(Factuality::PossibleYes, above);
        }
        if self.is_forgone(above) && self.is_kept_from(above, below) {
            return self.forgo(above);
        }
        if is_ruled_out
            || self.holds_back(above, below)
            || self.is_kept_from(above, below)
            || self.is_far_from(below, above)
        {
            return self.flip(above);
        }
        if self.tree().xpos(below) == "VBG" && self.tree().has_kid_lemma(below, "mark", &["against"]) {
            return self.unknown("is spoken against", above);
        }
        let is_shared = self.is("sharing", above) && self.tree().has_kid_lemma(below, "mark", &["in"]);
        if is_accusing || is_shared {
            return self.embedded(above, below);
        }
        // "laid the legal ground for keeping troops there": nobody says that they are kept.
        let is_ground_for = self.tree().xpos(below) == "VBG"
            && self.tree().has_kid_lemma(below, "mark", &["for"])
            && self.tree().kids(above).iter().any(|&kid| {
                matches!(self.tree().lemma(kid), "ground" | "groundwork" | "basis" | "foundation" | "way")
            });
        if is_purpose || is_ground_for {
            self.stance.is_purpose = true;
            self.note("is only the purpose", below);
        }
        if is_instead && self.stance.value == Factuality::CertainYes {
            self.flip(below);
        }
        self.is_given = self.is_given || self.is_past_time(below, above);
        if !is_as {
            self.outer(above, below);
        }
    }

    /// "failed to help it when Peru attacked", "because Peru had attacked": taken as so, whatever is said of the rest.
    fn is_past_time(&self, clause: usize, above: usize) -> bool {
        let tree = self.tree();
        let is_timed = tree.kids(clause).iter().any(|&kid| {
            matches!(tree.relation(kid).base(), "mark" | "advmod")
                && matches!(tree.lemma(kid), "when" | "after" | "because" | "since" | "although" | "though")
        });
        let is_past =
            tree.xpos(clause) == "VBD" || tree.kids_by(clause, "aux").any(|aux| tree.xpos(aux) == "VBD");
        let is_open = std::iter::once(above)
            .chain(tree.governors(above))
            .any(|verb| tree.kids_by(verb, "aux").any(|aux| tree.xpos(aux) == "MD"));
        is_timed && is_past && !is_open && tree.kids_by(clause, "nsubj").next().is_some()
    }

    /// "shall refrain from signing", "each refrains": bound not to.
    fn is_forgone(&self, above: usize) -> bool {
        matches!(self.tree().lemma(above), "refrain" | "abstain")
            && matches!(self.tree().xpos(above), "VB" | "VBP" | "VBZ")
    }

    fn forgo(&mut self, above: usize) {
        self.stance.is_wished = true;
        self.note("is forgone by duty", above);
    }

    /// "stopped short of breaking", "held off on sending", "shied away from naming": not done.
    fn holds_back(&self, above: usize, below: usize) -> bool {
        let with = match self.tree().lemma(above) {
            "stop" | "fall" => "short",
            "hold" => "off",
            "shy" | "back" | "draw" | "step" => "away",
            "steer" => "clear",
            _ => return false,
        };
        let has = |lemma: &str| self.tree().kids(above).iter().any(|&kid| self.tree().lemma(kid) == lemma);
        self.tree().xpos(below) == "VBG" && (has(with) || self.tree().lemma(above) == "hold" && has("back"))
    }

    /// "Far from apologising, he refused": not done.
    fn is_far_from(&self, gerund: usize, above: usize) -> bool {
        let is_from = self.tree().has_kid_lemma(gerund, "mark", &["from"]);
        let has_far = self.tree().has_kid_lemma(gerund, "advmod", &["far"]);
        is_from && (has_far || self.tree().lemma(above) == "far") && self.tree().xpos(gerund) == "VBG"
    }

    /// "voted against ratifying", "was prevented from attacking": not done.
    fn is_kept_from(&self, above: usize, below: usize) -> bool {
        let is_gerund = self.tree().xpos(below) == "VBG";
        let is_voted = self.tree().has_kid_lemma(below, "mark", &["against"])
            && matches!(self.tree().lemma(above), "vote" | "decide" | "opt" | "rule" | "choose");
        let is_stopped = self.tree().has_kid_lemma(below, "mark", &["from"])
            && (self.is("fail", above) || self.is("prevent", above) || self.is("keep-from", above));
        is_gerund && (is_voted || is_stopped)
    }

    /// The predicate is a noun: what the verb above does to it ("denied the attack", "called for a truce").
    fn nominal(&mut self, below: usize, above: usize) {
        let base = self.tree().relation(below).base();
        self.is_given = self.is_given || self.slots.light_verb(below) != Some(above);
        let is_denied = base == "nsubj"
            && matches!(
                self.tree().lemma(above),
                "happen" | "occur" | "take" | "materialise" | "materialize"
            )
            && self.tree().kids_by(above, "advmod").any(|kid| self.is("negation", kid));
        if is_denied {
            self.flip(above);
        }
        if base == "nsubj" && self.is_out_of_question(above) {
            self.flip(above);
        }
        let is_countered = matches!(base, "obj" | "obl") && self.is("countering", above);
        if (base == "nsubj" || is_countered) && below == self.start && self.is_any_case(below, above) {
            self.stance.is_condition = true;
            self.note("is any that there may be", below);
        }
        if base == "nsubj" && self.is("planned", above) && !self.tree().is_verb(above) {
            self.future(above);
        }
        if base == "nsubj" && self.tree().kids_by(above, "expl").next().is_some() {
            self.local(above, false);
        }
        if self.is_part_denied(above) {
            self.flip(above);
        }
        let is_target = matches!(base, "obj" | "obl") || self.tree().relation(below) == Relation::NsubjPass;
        if let Some(verb) = self.slots.blaming(below) {
            self.apply(verb, Operator::Report);
            self.stance.is_passed_on = true;
            if let Some(who) = self.who_says(verb) {
                self.speaker(who, verb, self.stance.value);
            }
        } else if is_target && self.tree().is_verb(above) {
            self.verb_on_noun(below, above);
        } else if matches!(self.tree().upos(above), Upos::Noun) && self.is("report-noun", above) {
            self.stance.is_passed_on = true;
            self.note("is what it is about", above);
            let who = self.slots.find(above, "subject", false).first().copied();
            if let Some(who) = who {
                self.speaker(who, above, self.stance.value);
            }
        } else if self.is_charged(below, above) {
            self.stance.is_passed_on = true;
            self.note("is what is charged", above);
        } else if self.tree().lemma(above) == "denial" {
            self.apply(above, Operator::Deny);
        } else if self.is("absent-noun", above) {
            self.flip(above);
        } else if self.tree().lemma(above) == "responsibility" {
            let claiming = self.tree().head(above).filter(|&verb| self.is("claiming", verb));
            if let Some(verb) = claiming {
                self.apply(verb, Operator::Report);
            }
        }
        self.outer(above, below);
    }

    /// "remains out of the question", "is off the table": will not be.
    fn is_out_of_question(&self, predicate: usize) -> bool {
        let is_out = |idx: usize| match self.tree().lemma(idx) {
            "question" => matches!(self.tree().case_of(idx), "out of" | "out"),
            "table" | "agenda" => self.tree().case_of(idx) == "off",
            _ => false,
        };
        let is_negated = self.tree().kids_by(predicate, "advmod").any(|kid| self.is("negation", kid));
        !is_negated && (is_out(predicate) || self.tree().kids_by(predicate, "obl").any(is_out))
    }

    /// "an attack on one will be met by both": whatever attack there may be, and none that was.
    fn is_any_case(&self, noun: usize, verb: usize) -> bool {
        self.tree().has_kid_lemma(noun, "det", &["a", "an", "any"])
            && self.tree().kids_by(verb, "aux").any(|aux| self.tree().xpos(aux) == "MD")
    }

    /// "had no part in the raid", "took no part in it", "has nothing to do with it".
    fn is_part_denied(&self, above: usize) -> bool {
        let is_no_part =
            |noun: usize| self.is("part-noun", noun) && self.tree().has_kid_lemma(noun, "det", &["no"]);
        let is_nothing = self.tree().lemma(above) == "do"
            && self.tree().head(above).is_some_and(|noun| self.tree().lemma(noun) == "nothing");
        is_nothing
            || is_no_part(above)
            || self.tree().is_verb(above) && self.tree().kids_by(above, "obj").any(is_no_part)
    }

    /// "an investigation against two diplomats over the abduction": what nobody else is named for.
    fn is_charged(&self, deed: usize, above: usize) -> bool {
        let is_over = matches!(self.tree().case_of(deed), "over" | "for" | "into");
        let is_charge =
            self.is("charge-case", above) || self.tree().is_verb(above) && self.slots.has_charge(above);
        is_over && is_charge && self.slots.find(deed, "by", false).is_empty()
    }

    fn verb_on_noun(&mut self, below: usize, above: usize) {
        let case = self.tree().case_of(below);
        if self.is_charged(below, above) {
            self.stance.is_passed_on = true;
            return self.note("is what is charged", above);
        }
        let is_object = self.tree().relation(below).base() != "obl";
        let is_settled = is_object && self.is("settled", above);
        if is_settled {
            return self.future(above);
        }
        if self.slots.light_verb(below) == Some(above) {
            return self.local(above, false);
        }
        let is_accusation = below == self.start && self.is("charge-noun", below);
        if self.tree().lemma(above) == "complain" && matches!(case, "of" | "about") {
            return self.apply(above, Operator::Report);
        }
        if is_object && self.is("vouch", above) && self.is("report-noun", below) {
            self.vouched(above, self.stance.value);
            return self.outer_local(above, below);
        }
        if self.is("report-noun", below) && self.is("finding", above) {
            return self.apply(above, Operator::Report);
        }
        if is_object && self.is("deny", above) {
            if is_accusation {
                return self.note("is rejected, so it was made", above);
            }
            self.apply(above, Operator::Deny);
            self.outer_local(above, below);
        } else if self.is("accuse", above) && case == "of"
            || self.is("charge-verb", above) && matches!(case, "for" | "over" | "with")
            || is_object && self.is("report-object", above)
        {
            self.apply(above, Operator::Report);
        } else if self.is("seek", above)
            && (is_object && self.tree().lemma(above) != "call"
                || matches!(case, "for" | "with" | "to" | "of"))
        {
            self.unknown("is only sought, feared or threatened", above);
        } else if is_object && self.is("prevent", above) {
            self.flip(above);
        }
    }

    fn coordinated(&mut self, below: usize, above: usize) {
        let is_alternative = self.tree().has_kid_lemma(below, "cc", &["or"]);
        if is_alternative && self.stance.value == Factuality::CertainYes && self.tree().is_verb(below) {
            self.weaken(Factuality::PossibleYes, below);
        }
        self.outer(above, below);
    }

    fn operator(&self, idx: usize) -> Operator {
        const CLASSES: &[(&str, Operator)] = &[
            ("deny", Operator::Deny),
            ("vouch", Operator::Vouch),
            ("report", Operator::Report),
            ("believe", Operator::Believe),
            ("doubt", Operator::Doubt),
            ("fail", Operator::Flip),
            ("attitude", Operator::Wish),
            ("intend", Operator::Intend),
            ("request", Operator::Request),
            ("likely", Operator::Likely),
            ("unlikely", Operator::Unlikely),
            ("possible", Operator::Possible),
            ("planned", Operator::Planned),
            ("called-for", Operator::Called),
            ("report-noun", Operator::Report),
        ];
        if self.tree().lemma(idx) == "go" && self.tree().xpos(idx) == "VBG" {
            return Operator::Planned;
        }
        // "parliament voted to send troops": they are still here.
        let is_sending = |kid: usize| self.is("sending", kid);
        if self.tree().lemma(idx) == "vote" && self.tree().kids_by(idx, "xcomp").any(is_sending) {
            return Operator::Planned;
        }
        let is_evidence = self.is("likely", idx) && self.is("report", idx) && !self.is_told_by_somebody(idx);
        if is_evidence {
            return Operator::Likely;
        }
        // "the arrest was front-page news": nobody brings it.
        if self.tree().lemma(idx) == "news" && self.tree().kids_by(idx, "cop").next().is_some() {
            return Operator::Nothing;
        }
        // "is convinced that", but not "it is certain that".
        let has_believer = || {
            let mut subjects = self.tree().kids_by(idx, "nsubj");
            subjects.any(|subject| !matches!(self.tree().lemma(subject), "it" | "this" | "that"))
        };
        let is_sure = self.is("certainty", idx)
            && (self.tree().xpos(idx) == "JJ"
                || self.tree().xpos(idx) == "VBN" && self.tree().is_passive(idx));
        if is_sure && has_believer() && self.tree().kids_by(idx, "ccomp").next().is_some() {
            return Operator::Report;
        }
        let is_noun = self.tree().upos(idx) == Upos::Noun;
        let has_infinitive = self.tree().kids_by(idx, "xcomp").any(|kid| {
            self.tree().has_kid_lemma(kid, "mark", &["to"]) && matches!(self.tree().xpos(kid), "VB" | "VBN")
        });
        let found = CLASSES.iter().find(|(class, operator)| {
            self.is(class, idx)
                && !(is_noun && *class == "report" && *operator == Operator::Report)
                && (*operator != Operator::Called || has_infinitive)
        });
        found.map_or(Operator::Nothing, |&(_, operator)| operator)
    }

    /// A person or body suggests something; pictures and figures only make it likely.
    fn is_told_by_somebody(&self, idx: usize) -> bool {
        self.who_says(idx).is_some_and(|who| {
            matches!(self.tree().upos(who), Upos::Propn | Upos::Pron)
                || self.is("agent", who)
                || self.is("report-noun", who)
        })
    }

    /// "The paper wrongly reported that": whoever writes so tells that it is not so.
    fn is_wrongly(&self, above: usize) -> bool {
        const WRONGLY: &[&str] =
            &["erroneously", "falsely", "inaccurately", "incorrectly", "mistakenly", "wrongly"];
        // "reported in a headline that": the headline's clause is what was reported.
        let verb = self.tree().head(above).filter(|_| self.tree().upos(above) == Upos::Noun);
        [Some(above), verb].into_iter().flatten().any(|it| self.tree().has_kid_lemma(it, "advmod", WRONGLY))
    }

    fn apply(&mut self, above: usize, operator: Operator) {
        let value = self.stance.value;
        match operator {
            Operator::Report if self.is_wrongly(above) => self.flip(above),
            Operator::Report => self.said(above, value),
            Operator::Believe if self.is_hardly(above) => self.said(above, negated(at_most_probable(value))),
            Operator::Believe => self.said(above, at_most_probable(value)),
            Operator::Deny | Operator::Vouch if self.is_neither(above) => {
                self.stance.is_passed_on = true;
                self.unknown("is neither confirmed nor denied", above);
                let first = self.tree().first_conjunct(above);
                if let Some(who) = self.who_says(above).or_else(|| self.who_says(first)) {
                    self.speaker(who, above, Factuality::Unknown);
                }
            }
            // "could not confirm that": it is said, and nobody vouches for it.
            Operator::Vouch if self.is_unconfirmed(above) => {
                self.stance.is_passed_on = true;
                self.note("is not confirmed", above);
                if let Some(who) = self.who_says(above) {
                    self.speaker(who, above, Factuality::Unknown);
                }
            }
            Operator::Vouch => self.vouched(above, value),
            // "did not contest the assertion that": nobody denies it.
            Operator::Deny if self.tree().kids_by(above, "advmod").any(|kid| self.is("negation", kid)) => {
                self.stance.is_passed_on = true;
                self.note("is not denied", above);
            }
            // "denied that it intends to send troops": it does not.
            Operator::Deny if self.stance.is_future && value == Factuality::Unknown => {
                self.said(above, Factuality::CertainNo);
            }
            Operator::Deny => self.said(above, negated(value)),
            Operator::Doubt => self.said(above, Factuality::ProbableNo),
            // "each refrains from signing any deal": bound not to, whatever it does.
            Operator::Flip if self.is_forgone(above) => self.forgo(above),
            Operator::Flip => self.flip(above),
            Operator::Wish => {
                self.stance.is_hypothetical = true;
                self.unknown("is only hoped for or doubted", above);
            }
            Operator::Intend => {
                self.stance.is_future = true;
                self.unknown("is only meant to be", above);
            }
            Operator::Request => self.unknown("is only asked for", above),
            // "does not oblige it to go to war": nobody says that it would.
            Operator::Called if self.tree().kids_by(above, "advmod").any(|kid| self.is("negation", kid)) => {
                self.stance.is_wished = true;
                self.note("is not even called for", above);
            }
            Operator::Called => {
                self.stance.is_hypothetical = true;
                self.called_for(above);
            }
            Operator::Likely | Operator::Unlikely => {
                let to = if operator == Operator::Likely {
                    Factuality::ProbableYes
                } else {
                    Factuality::ProbableNo
                };
                self.weaken(to, above);
                if self.is("ahead", above) && self.is_infinitive_below(above) {
                    self.future(above);
                }
            }
            Operator::Possible => self.weaken(Factuality::PossibleYes, above),
            Operator::Planned => {
                self.stance.is_offered =
                    matches!(self.tree().lemma(above), "ready" | "prepared" | "willing" | "prepare");
                self.future(above);
            }
            Operator::Nothing => {}
        }
    }

    /// "is likely to impose", not "is likely to have imposed".
    fn is_infinitive_below(&self, above: usize) -> bool {
        self.tree()
            .kids_by(above, "xcomp")
            .any(|kid| self.tree().xpos(kid) == "VB" && self.tree().kids_by(kid, "aux").next().is_none())
    }

    /// "hardly anyone believes", "few think", "nobody expects".
    fn is_hardly(&self, above: usize) -> bool {
        self.tree().kids_by(above, "nsubj").any(|subject| {
            let is_none = |idx: usize| {
                self.is("negation", idx) || matches!(self.tree().lemma(idx), "few" | "nobody" | "no" | "none")
            };
            is_none(subject) || self.tree().kids(subject).iter().any(|&kid| is_none(kid))
        })
    }

    /// "could not confirm", "has not admitted", but not "did not know", of what is so.
    fn is_unconfirmed(&self, above: usize) -> bool {
        let is_open = matches!(
            self.tree().lemma(above),
            "confirm"
                | "verify"
                | "establish"
                | "prove"
                | "admit"
                | "acknowledge"
                | "concede"
                | "demonstrate"
                | "show"
        );
        is_open && self.tree().kids_by(above, "advmod").any(|kid| self.is("negation", kid))
    }

    /// "neither confirms nor denies".
    fn is_neither(&self, above: usize) -> bool {
        let first = self.tree().first_conjunct(above);
        let is_nor = |&kid: &usize| self.tree().has_kid_lemma(kid, "cc", &["nor", "or"]);
        let is_paired = self.tree().kids_by(first, "conj").any(|kid| is_nor(&kid) && self.is("deny", kid));
        is_paired && (self.is("vouch", first) || self.is("deny", above))
    }

    fn said(&mut self, above: usize, value: Factuality) {
        let is_passive = self.tree().is_verb(above) && self.tree().is_passive(above);
        let is_rumour = matches!(self.tree().lemma(above), "rumour" | "rumor");
        let has_agent = self
            .tree()
            .kids_by(above, "obl")
            .any(|kid| self.tree().relation(kid) == Relation::OblAgent && self.tree().is_word(kid));
        if is_passive && self.is("believe", above) && !is_rumour && !has_agent {
            return self.weaken(Factuality::ProbableYes, above);
        }
        self.stance.is_passed_on = true;
        self.unhypothesise();
        self.note("is what is said", above);
        let value = if self.stance.holders.is_empty() || value != self.stance.value {
            value
        } else {
            Factuality::Unknown
        };
        let Some(who) = self.heard_from(above).or_else(|| self.who_says(above)) else { return };
        let Some((cited, cue)) = self.cited(above, who) else { return self.speaker(who, above, value) };
        self.speaker(cited, cue, value);
        self.speaker(who, above, Factuality::Unknown);
    }

    /// "Chile's television, quoting the customs service, said": whose word it passes on.
    fn cited(&self, saying: usize, who: usize) -> Option<(usize, usize)> {
        let is_citing = |&cue: &usize| {
            matches!(self.tree().lemma(cue), "cite" | "quote") && self.tree().xpos(cue) == "VBG"
        };
        let of_verb = self.tree().kids_by(saying, "advcl").find(is_citing);
        let cue = of_verb.or_else(|| self.tree().kids_by(who, "acl").find(is_citing))?;
        let cited = self.tree().kids_by(cue, "obj").next()?;
        let is_high = |idx: usize| self.tree().form(idx).starts_with(char::is_uppercase);
        let is_somebody = self.tree().subtree(cited).into_iter().any(is_high);
        (cited != who && is_somebody).then_some((cited, cue))
    }

    /// "has learned from Budapest that": whose word it is, and not who heard it.
    fn heard_from(&self, above: usize) -> Option<usize> {
        if !self.is("hearing", above) {
            return None;
        }
        self.slots.find(above, "from", false).first().copied()
    }

    /// "said it would strike": the past of "will", no condition.
    fn unhypothesise(&mut self) {
        if self.stance.is_hypothetical && self.stance.condition.is_none() && self.stance.holders.is_empty() {
            self.stance.is_hypothetical = false;
            self.stance.is_future = true;
        }
    }

    fn vouched(&mut self, above: usize, value: Factuality) {
        let is_fake = self.tree().kids_by(above, "nsubj").any(|subject| {
            let mut own = self.tree().kids(subject).iter();
            own.any(|&kid| {
                matches!(self.tree().relation(kid).base(), "amod" | "compound") && self.is("untrue", kid)
            })
        });
        if is_fake {
            self.stance.is_passed_on = true;
            return self.note("is shown by something untrue", above);
        }
        self.note("vouches for it", above);
        self.unhypothesise();
        self.stance.is_passed_on = false;
        if let Some(who) = self.who_says(above) {
            self.speaker(who, above, value);
        }
    }

    fn who_says(&self, above: usize) -> Option<usize> {
        let is_quoted = matches!(self.tree().lemma(above), "quote" | "cite");
        let is_saying =
            |kid: usize| self.tree().lemma(kid) == "say" && self.tree().has_kid_lemma(kid, "mark", &["as"]);
        if is_quoted && (self.tree().is_passive(above) || self.tree().kids_by(above, "advcl").any(is_saying))
        {
            return self.slots.object(above, 0).first().copied();
        }
        if self.is("certainty", above) {
            return self.tree().kids_by(above, "nsubj").next();
        }
        if self.tree().is_verb(above) {
            let own = self.slots.subject(above, 0);
            let is_own = own.is_some_and(|who| {
                self.tree().relation(who).is_subject() && self.tree().head(who) == Some(above)
            });
            // "It was Bolivia that said": whoever the clause brings out.
            let is_relative =
                self.tree().kids_by(above, "nsubj").any(|kid| matches!(self.tree().xpos(kid), "WDT" | "WP"));
            return if is_own || is_relative && own.is_some() { own } else { self.beside(above).or(own) };
        }
        if self.tree().upos(above) == Upos::Noun {
            // "credible evidence" is nobody's; "Kenyan evidence" is Kenya's.
            let is_somebody = |&who: &usize| {
                self.tree().upos(who) != Upos::Adj || self.tree().form(who).starts_with(char::is_uppercase)
            };
            // "rejected the assertion": whoever rejects it does not make it.
            let denier =
                self.tree().head(above).filter(|&verb| self.is("deny", verb) && self.tree().is_verb(verb));
            let is_denier = |&who: &usize| denier.is_some_and(|verb| self.tree().head(who) == Some(verb));
            let mut found = self.slots.find(above, "subject", false).into_iter();
            return found.find(|who| is_somebody(who) && !is_denier(who));
        }
        None
    }

    /// ", a British agency said": the noun right before or behind the verb, where the tree has lost it.
    fn beside(&self, verb: usize) -> Option<usize> {
        let is_name = |&idx: &usize| matches!(self.tree().upos(idx), Upos::Noun | Upos::Propn | Upos::Pron);
        let mut before = verb.checked_sub(1).filter(is_name)?;
        for _ in 0..3 {
            match self.tree().head(before) {
                Some(head)
                    if head < before && self.tree().relation(before).base() == "nmod" && is_name(&head) =>
                {
                    before = head;
                }
                _ => break,
            }
        }
        let is_plain = matches!(
            self.tree().relation(before).base(),
            "nsubj" | "flat" | "appos" | "compound" | "parataxis" | "dep"
        );
        let top = if self.tree().relation(before).base() == "flat" {
            self.tree().head(before)
        } else {
            Some(before)
        };
        top.filter(|_| is_plain)
    }

    fn speaker(&mut self, who: usize, cue: usize, value: Factuality) {
        if cue == who {
            self.stance.is_passed_on = true;
            self.note("is on their word", who);
        }
        let speaker = Speaker { who, cue, value };
        if !self.stance.holders.contains(&speaker) {
            self.stance.holders.push(speaker);
        }
    }

    fn flip(&mut self, by: usize) {
        self.stance.value = negated(self.stance.value);
        self.note("turns it round", by);
    }

    fn weaken(&mut self, to: Factuality, by: usize) {
        if self.stance.value == Factuality::Unknown && to == Factuality::ProbableNo {
            self.stance.value = to;
            return self.note("weakens it", by);
        }
        let is_negative = matches!(
            self.stance.value,
            Factuality::CertainNo | Factuality::ProbableNo | Factuality::PossibleNo
        );
        self.stance.value = if is_negative { negated(to) } else { to };
        self.note("weakens it", by);
    }

    fn unknown(&mut self, why: &str, by: usize) {
        self.stance.value = Factuality::Unknown;
        self.note(why, by);
    }

    fn called_for(&mut self, by: usize) {
        self.stance.is_called_for = true;
        self.unknown("is only called for", by);
    }

    fn asked(&mut self, by: usize) {
        self.stance.is_asked = true;
        self.unknown("is only asked", by);
    }

    fn question(&mut self) {
        let last = self.tree().len() - 1;
        let quoted = self.tree().form(last);
        if quoted == "?" {
            self.stance.value = Factuality::Unknown;
            self.note("is a question", last);
        }
    }
}

/// The same certainty of the contrary.
pub(crate) fn negated(value: Factuality) -> Factuality {
    match value {
        Factuality::CertainYes => Factuality::CertainNo,
        Factuality::ProbableYes => Factuality::ProbableNo,
        Factuality::PossibleYes => Factuality::PossibleNo,
        Factuality::CertainNo => Factuality::CertainYes,
        Factuality::ProbableNo => Factuality::ProbableYes,
        Factuality::PossibleNo => Factuality::PossibleYes,
        Factuality::Unknown => Factuality::Unknown,
    }
}

fn at_most_probable(value: Factuality) -> Factuality {
    match value {
        Factuality::CertainYes => Factuality::ProbableYes,
        Factuality::CertainNo => Factuality::ProbableNo,
        other => other,
    }
}
