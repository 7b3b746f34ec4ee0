//! Steps in the life of a pact: whose pact it is, and whether the step is taken, owed or only a term.

use foederis_types::{Basis, Date, Factuality, Happened, PactStatus, Participant, Relation, Span, Upos};

use crate::coder::SentenceCoder;
use crate::matching::Matched;
use crate::mentions::is_among;
use crate::parties::{codes_of, dedup, is_known};
use crate::stance::Stance;

impl SentenceCoder<'_, '_, '_> {
    /// "the text has not been published", "this agreement was signed": the pact the report is about, not any pact.
    pub(crate) fn is_about_the_pact(&self, found: &Matched<'_>) -> bool {
        let slots = ["object", "subject", "of"];
        let mut heads = slots.iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        let is_exchange = found.rule.status == Some(PactStatus::Exchanged);
        is_exchange
            || found.rule.status.is_some()
                && heads.any(|head| {
                    let is_known = self.tree.has_kid_lemma(head, "det", &["the", "this", "that"])
                        || self
                            .tree
                            .kids(head)
                            .iter()
                            .any(|&kid| self.tree.relation(kid) == Relation::NmodPoss)
                        || self.tree.kids_by(head, "nmod").any(|kid| self.tree.case_of(kid) == "between")
                        || self
                            .tree
                            .kids_by(head, "acl")
                            .any(|kid| self.rules.in_class("oblige", self.tree.lemma(kid)))
                        || self.mentions.parties(head).len() > 1;
                    // "its 12 articles became public": the text of the pact just told of.
                    let is_text = found.rule.status == Some(PactStatus::TextPublished)
                        && self.rules.in_class("pact-part", self.tree.lemma(head));
                    (self.rules.in_class("pact", self.tree.lemma(head)) || is_text) && is_known
                        || self.mentions.is_pact_pronoun(head)
                })
    }

    /// "still has to sign", "must ratify": a step that is owed and not taken.
    pub(crate) fn is_owed(&self, at: usize) -> bool {
        let tree = self.tree;
        let is_must = tree.kids_by(at, "aux").any(|aux| tree.lemma(aux) == "must");
        let above = tree.head(at).filter(|_| tree.xpos(at) == "VB" && tree.relation(at).base() == "xcomp");
        is_must || above.is_some_and(|above| matches!(tree.lemma(above), "have" | "need" | "remain"))
    }

    /// The noun that names the pact which the trigger is about.
    pub(crate) fn pact_of(&self, found: &Matched<'_>) -> Option<usize> {
        let heads =
            ["object", "subject", "of"].iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        heads.into_iter().find(|&head| self.rules.in_class("pact", self.tree.lemma(head)))
    }

    /// "takes effect with the exchange of ...", "on the day on which they exchange ...", "requires an exchange of ...":
    /// how a step will come about, and not that it has.
    pub(crate) fn is_terms(&self, at: usize, status: PactStatus) -> bool {
        if !matches!(status, PactStatus::InForceFor | PactStatus::Exchanged) {
            return false;
        }
        let tree = self.tree;
        let is_open = |verb: usize| matches!(tree.xpos(verb), "VBZ" | "VBP" | "VB" | "VBG");
        // "shall enter into force after the exchange"; "enters into force after exchange" may head a report of it.
        let is_laid_down = |kid: usize| tree.head(kid).is_some_and(|verb| tree.xpos(verb) == "VB");
        let is_term = |kid: usize| match tree.relation(kid).base() {
            "obl" => {
                matches!(tree.lemma(kid), "exchange" | "deposit" | "ratification" | "notification")
                    && (matches!(tree.case_of(kid), "with" | "on" | "upon" | "by")
                        || is_laid_down(kid) && matches!(tree.case_of(kid), "after" | "following" | "from"))
                    || tree.lemma(kid) == "day" && tree.kids_by(kid, "acl").next().is_some()
            }
            "advcl" => {
                // "As the article sets a delay, it enters into force in May": put first, "as" gives a reason.
                let is_reason =
                    tree.head(kid).is_some_and(|verb| kid < verb) && tree.has_kid_lemma(kid, "mark", &["as"]);
                // "enters into force as Ankara applauds": at one time, and no term.
                let is_while = tree.has_kid_lemma(kid, "mark", &["as"])
                    && !tree.kids(kid).iter().any(|&word| tree.lemma(word) == "soon");
                tree.has_kid_lemma(kid, "mark", &["once", "when", "after", "as", "if"])
                    && !is_reason
                    && !is_while
            }
            _ => false,
        };
        let has_terms = |verb: usize| {
            let words = tree.subtree_without(verb, |kid| tree.relation(kid).base() == "ccomp");
            is_open(verb) && (words.iter().copied().any(is_term) || self.is_counted_off(&words))
        };
        let below_terms = tree.governors(at).into_iter().any(|above| {
            matches!(tree.lemma(above), "require" | "need" | "await" | "day" | "moment")
                || has_terms(above)
                    && matches!(tree.lemma(above), "take" | "come" | "enter" | "go" | "become")
        });
        let is_awaited = tree.relation(at).base() == "advcl"
            && tree.has_kid_lemma(at, "mark", &["until", "before", "once", "unless", "if", "after"])
            && (is_open(at) || tree.kids_by(at, "aux").any(|aux| matches!(tree.xpos(aux), "VBZ" | "VBP")));
        tree.is_verb(at) && (has_terms(at) || is_awaited) || below_terms
    }

    /// "thirty days after the exchange", "on the first day of the month following the notification": a day that is counted
    /// from another step, and none that is told.
    pub(crate) fn is_counted_off(&self, words: &[usize]) -> bool {
        let tree = self.tree;
        let Some(from) = words.iter().position(|&idx| matches!(tree.form(idx), "after" | "following")) else {
            return false;
        };
        let (before, behind) = words.split_at(from);
        let is_unit = |idx: usize| matches!(tree.lemma(idx), "day" | "week" | "month" | "year");
        let is_step = |idx: usize| {
            matches!(
                tree.lemma(idx),
                "exchange"
                    | "deposit"
                    | "notification"
                    | "ratification"
                    | "instrument"
                    | "approval"
                    | "receipt"
            )
        };
        let is_told = words.iter().any(|&idx| tree.upos(idx) == Upos::Propn && self.is_calendar(idx));
        before.iter().copied().any(is_unit) && behind.iter().copied().any(is_step) && !is_told
    }

    /// The name of a month or of a weekday.
    fn is_calendar(&self, idx: usize) -> bool {
        self.rules.in_class("time", &self.tree.form(idx).to_lowercase())
    }

    /// "Serbia denounced the pact between Peru and Chile": its parties, whom one that is none of them blames for it.
    pub(crate) fn blamed_from_outside(
        &self,
        found: &Matched<'_>,
        actors: &[Participant],
    ) -> Vec<Participant> {
        let is_denounced =
            found.rule.status == Some(PactStatus::Denounced) && self.tree.lemma(found.at) == "denounce";
        if !is_denounced || !is_known(actors) {
            return Vec::new();
        }
        let Some(pact) = self.slots.find(found.at, "object", false).first().copied() else {
            return Vec::new();
        };
        let parties = self.pact_parties(Some(pact).filter(|&pact| self.tree.upos(pact) != Upos::Pron));
        let is_outside = codes_of(&parties) > 1 && !parties.iter().any(|party| is_among(actors, party));
        if is_outside { parties } else { Vec::new() }
    }

    /// The other parties of the pact that one side ratifies, leaves or suspends.
    pub(crate) fn other_parties(&self, found: &Matched<'_>, actors: &[Participant]) -> Vec<Participant> {
        let slots = ["object", "from", "out of", "of", "to"];
        let heads = slots.iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        let is_pact = |head: usize| {
            self.rules.in_class("pact", self.tree.lemma(head)) || self.mentions.is_pact_pronoun(head)
        };
        let pact = heads.into_iter().find(|&head| is_pact(head));
        let is_of_text = matches!(
            found.rule.status,
            Some(PactStatus::TextPublished | PactStatus::TextUnpublished | PactStatus::Announced)
        );
        if is_of_text || pact.is_none() && found.rule.status != Some(PactStatus::Ratified) {
            return Vec::new();
        }
        let mut parties = self.pact_parties(pact.filter(|&pact| self.tree.upos(pact) != Upos::Pron));
        let is_party = parties.iter().any(|party| is_among(actors, party));
        parties.retain(|party| !is_among(actors, party));
        if is_party { parties } else { Vec::new() }
    }

    /// The words that name the pact the trigger is about.
    pub(crate) fn pact_words(&self, found: &Matched<'_>) -> Option<Span> {
        found.rule.status?;
        let slots = ["object", "subject", "of", "from", "to", "on", "out of", "in"];
        let heads = slots.iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        let is_paper = |head: usize| {
            self.rules.in_class("pact", self.tree.lemma(head))
                || matches!(self.tree.lemma(head), "annex" | "addendum" | "appendix")
        };
        self.noun_words(heads.into_iter().find(|&head| is_paper(head))?)
    }

    /// The words of a noun phrase without clauses, appositions, and phrases of place or occasion ("suspended a protocol in
    /// protest"). A name proper goes on after "and": "the Agreement on Fishing and Border Trade".
    pub(crate) fn noun_words(&self, head: usize) -> Option<Span> {
        let tree = self.tree;
        let is_high = |idx: usize| tree.form(idx).starts_with(char::is_uppercase);
        let is_name_part = |kid: usize| {
            is_high(kid)
                && tree.head(kid).is_some_and(|before| before != head && is_high(before) && is_high(head))
        };
        // "the pact between Chad and Niger"
        let is_between = |kid: usize| tree.head(kid).is_some_and(|first| tree.case_of(first) == "between");
        let words = tree.subtree_without(head, |kid| match tree.relation(kid).base() {
            "nmod" => {
                tree.head(kid) == Some(head)
                    && matches!(tree.case_of(kid), "in" | "at" | "by" | "after" | "during")
                    && !(is_high(kid) && is_high(head))
            }
            "conj" => !(is_name_part(kid) || is_between(kid)),
            "cc" => !tree.head(kid).is_some_and(|conjunct| is_name_part(conjunct) || is_between(conjunct)),
            relation => {
                !matches!(relation, "det" | "amod" | "compound" | "flat" | "nummod" | "fixed" | "goeswith")
            }
        });
        tree.span_of(&words)
    }

    /// "the pact, signed in Oslo, by which Norway and Chad are to ...", "a treaty signed by Norway and Chad".
    pub(crate) fn parties_beside(&self, pact: usize) -> Vec<Participant> {
        let clauses = self.tree.kids_by(pact, "acl").filter(|&verb| self.tree.is_verb(verb));
        let parties = clauses.map(|verb| {
            let agent = self.tree.kids_by(verb, "obl").find(|&kid| self.tree.case_of(kid) == "by");
            let own = self.tree.kids_by(verb, "nsubj").find(|&kid| self.tree.upos(kid) != Upos::Pron);
            let mut found = own.or(agent).map_or_else(Vec::new, |who| self.mentions.parties(who));
            dedup(&mut found);
            found
        });
        parties.max_by_key(|found| codes_of(found)).unwrap_or_default()
    }

    /// The parties that the words for a pact name, two or more: "the pact between Chad and Niger", "the Chad-Niger pact",
    /// "the pact by which Chad and Niger are to ...". They go before whoever else the sentence speaks of.
    pub(crate) fn own_parties(&self, pact: usize) -> Vec<Participant> {
        let beside = std::iter::once(self.parties_beside(pact));
        let named =
            ["between", "with", "of", "poss", "adj"].into_iter().map(|slot| self.parties_of_slot(pact, slot));
        let hyphened = std::iter::once(self.mentions.one(pact).to_vec());
        beside.chain(named).chain(hyphened).find(|found| found.len() > 1).unwrap_or_default()
    }

    pub(crate) fn parties_of_slot(&self, at: usize, slot: &str) -> Vec<Participant> {
        let heads = self.slots.find(at, slot, false);
        let mut found: Vec<Participant> =
            heads.into_iter().flat_map(|head| self.mentions.parties(head)).collect();
        dedup(&mut found);
        found
    }

    /// Who the parties of a pact are: named on the pact, or doing something with it in the sentence, or the pair the
    /// report speaks of.
    pub(crate) fn pact_parties(&self, pact: Option<usize>) -> Vec<Participant> {
        if let Some(pact) = pact {
            let own = self.own_parties(pact);
            if own.len() > 1 {
                return own;
            }
            let partner = self.parties_of_slot(pact, "with");
            let is_other = |party: &Participant| !is_among(&self.mentions.pact_pair(), party);
            if partner.iter().any(is_other) {
                return partner;
            }
            if self.is_of_old(pact) {
                return self.only_two();
            }
            if let Some(verb) = self.tree.governors(pact).into_iter().find(|&verb| self.tree.is_verb(verb)) {
                let subject = self
                    .slots
                    .surface_subject(verb, 0)
                    .map_or_else(Vec::new, |head| self.mentions.parties(head));
                if subject.len() > 1 {
                    return subject;
                }
            }
        }
        let pair = self.mentions.pact_pair();
        // "Chad has troops in Niger under a defence agreement": not that of two whom the report named before.
        let is_another = pact.is_some_and(|pact| self.tree.has_kid_lemma(pact, "det", &["a"]));
        if !pair.is_empty() && !is_another {
            return pair;
        }
        let here = self.only_two();
        if here.iter().any(|party| !is_among(&pair, party)) { here } else { pair }
    }
}

impl SentenceCoder<'_, '_, '_> {
    /// "the 1951 Mutual Defense Treaty", "the treaty of 1961": a pact named by a year long before the report is not the one
    /// that the report speaks of unless it says so.
    fn is_of_old(&self, pact: usize) -> bool {
        let year = |&idx: &usize| {
            self.tree.form(idx).parse::<i16>().ok().filter(|year| (1500..=2200).contains(year))
        };
        let is_old = |year: i16| self.day.is_some_and(|day| year < day.year() - 1);
        self.tree.kids(pact).iter().filter_map(year).any(is_old)
    }

    /// The two states that the sentence names, where it names just two.
    fn only_two(&self) -> Vec<Participant> {
        let mut named: Vec<Participant> = Vec::new();
        for party in (0..self.tree.len()).flat_map(|idx| self.mentions.parties(idx)) {
            if party.code.is_some() && !is_among(&named, &party) {
                named.push(party);
            }
        }
        if named.len() == 2 { named } else { Vec::new() }
    }
}

/// "was ratified", with nobody named: one side's step, and not known whose. That it has not been taken holds for all.
pub(crate) fn is_taken_alone(found: &Matched<'_>, stance: &Stance) -> bool {
    found.rule.status == Some(PactStatus::Ratified) && stance.value != Factuality::CertainNo
}

/// "has been in force since Tuesday": it came into force on that day.
pub(crate) fn since_day(status: Option<PactStatus>, mut happened: Happened, day: Option<Date>) -> Happened {
    let is_open = happened.basis != Basis::Published && happened.from.is_some() && happened.to == day;
    if status == Some(PactStatus::InForceFor) && is_open {
        happened.to = happened.from;
    }
    happened
}

pub(crate) fn negated_status(status: PactStatus, stance: &Stance) -> PactStatus {
    if stance.value == Factuality::CertainNo { not_taken(status) } else { status }
}

/// The step that was not taken, where there is a name for it.
pub(crate) fn not_taken(status: PactStatus) -> PactStatus {
    match status {
        PactStatus::Signed => PactStatus::NotSigned,
        PactStatus::Ratified => PactStatus::NotRatified,
        PactStatus::TextPublished => PactStatus::TextUnpublished,
        status => status,
    }
}
