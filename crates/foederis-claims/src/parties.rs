//! Who acts on whom in a claim: the slots a rule names, and where they are empty whoever must be meant.

use std::collections::BTreeSet;

use foederis_types::{ActorCode, Event, Factuality, PactStatus, Participant, Relation, Upos};

use crate::coder::SentenceCoder;
use crate::matching::Matched;
use crate::mentions::{is_among, is_on_side, is_reflexive, same_party};
use crate::pact_steps::is_taken_alone;
use crate::rules::Reading;
use crate::stance::{Speaker, Stance};

/// Who acts on whom.
pub(crate) struct Sides {
    pub(crate) actors: Vec<Participant>,
    pub(crate) recipients: Vec<Participant>,
    /// Nobody else is to be looked for: whoever denies the deed is all that is known.
    pub(crate) is_complete: bool,
}

impl SentenceCoder<'_, '_, '_> {
    /// "rebuked Chad, broke off relations": whom the first verb of a list acted on.
    fn acted_on_before(&self, at: usize, actors: &[Participant]) -> Vec<Participant> {
        let first = self.tree.first_conjunct(at);
        if first == at || !self.tree.is_verb(at) || !self.tree.is_verb(first) {
            return Vec::new();
        }
        let objects = self.slots.object(first, 0).into_iter();
        let mut found: Vec<Participant> = objects
            .flat_map(|object| self.mentions.parties(object))
            .filter(|party| is_other(party, actors))
            .collect();
        dedup(&mut found);
        found
    }

    /// Who acts on whom, from the rule's slots and, where they name no state, from whoever tells, denies or holds.
    pub(crate) fn sides(&self, found: &Matched<'_>, stance: &Stance) -> Sides {
        let mut actors = self.actors(found);
        let mut recipients = self.recipients(found, &actors);
        dedup(&mut recipients);
        if let Some(judge) = self.judge_of(found) {
            (actors, recipients) = (judge, Vec::new());
        }
        // "It threatens nobody, he said" of a treaty: nobody's deed.
        let is_of_text = self.actor_heads(found).into_iter().any(|head| self.mentions.is_about_pact(head));
        let is_open = !is_known(&actors) && !is_of_text;
        let deniers = if is_open { self.suspects(found.at, stance) } else { Vec::new() };
        let mut is_complete = !deniers.is_empty();
        if actors.is_empty()
            && !is_complete
            && self.is_about_the_pact(found)
            && !is_taken_alone(found, stance)
            // "The clause was triggered when Chile attacked": by whom nobody says.
            && found.rule.status != Some(PactStatus::Invoked)
        {
            actors = self.pact_parties(self.pact_of(found));
        }
        replace(&mut actors, deniers);
        if !is_known(&actors) {
            replace(&mut actors, self.own_forces(found, stance));
        }
        if !is_known(&actors) && found.reading.event == Some(Event::Retreat) {
            replace(&mut actors, self.captors(found.at));
        }
        // "Parliament ratified the treaty with Benin": of the other side, where the report tells whose treaty it is.
        if !is_known(&actors) && found.rule.status.is_some() && !found.rule.is_mutual {
            let other = self.other_side(found);
            if let [body] = actors.as_mut_slice()
                && body.sector.is_some()
            {
                body.code = other;
            }
        }
        // "Russian equipment has been handed over": whose it was, and not who got it.
        if found.reading.event == Some(Event::Aid) && self.is_things_owner(found, &recipients) {
            let owners = std::mem::take(&mut recipients);
            if actors.is_empty() && self.tree.is_passive(found.at) {
                actors = owners;
                is_complete = true;
            }
        }
        let hit = self.teller_hit(found, stance, &actors, &recipients);
        replace(&mut recipients, hit);
        Sides { actors, recipients, is_complete }
    }

    /// The side of the pact that is not the one it is said to be with.
    fn other_side(&self, found: &Matched<'_>) -> Option<ActorCode> {
        let partner = self.pact_of(found).map_or_else(Vec::new, |pact| self.parties_of_slot(pact, "with"));
        let pair = self.mentions.pact_pair();
        let [with] = partner.as_slice() else { return None };
        match pair.as_slice() {
            [one, other] if one.code == with.code => other.code,
            [one, other] if other.code == with.code => one.code,
            _ => None,
        }
    }

    /// Whoever is found as a recipient only colours the thing that is given: "Russian shells".
    fn is_things_owner(&self, found: &Matched<'_>, recipients: &[Participant]) -> bool {
        let things = self.slots.find(found.at, "object", false);
        let is_thing = |&thing: &usize| {
            ["weapon", "money", "relief", "goods"]
                .iter()
                .any(|class| self.rules.in_class(class, self.tree.lemma(thing)))
                && self.tree.upos(thing) == Upos::Noun
        };
        let is_giving = found.rule.recipient.iter().any(|slot| slot == "iobj");
        let is_passive = self.tree.is_passive(found.at);
        let is_plain = is_giving
            && self.tree.is_verb(found.at)
            && self.tree.kids_by(found.at, "iobj").next().is_none()
            // "no warship had been given a berth"
            && !(is_passive && self.tree.kids_by(found.at, "obj").next().is_some());
        is_plain
            && !recipients.is_empty()
            && things.iter().any(is_thing)
            && things.iter().filter(|thing| is_thing(thing)).any(|&thing| {
                let owners = self.spread(thing);
                recipients.iter().all(|party| {
                    owners.iter().any(|owner| owner.span == party.span && owner.code == party.code)
                })
            })
    }

    fn actors(&self, found: &Matched<'_>) -> Vec<Participant> {
        let rule = found.rule;
        let mut actors = self.first_parties(found.at, &rule.actor, rule.is_of_actor, true, &[]);
        if actors.is_empty()
            && let Some(&pact) = self.slots.find(found.at, "standing", false).first()
            && self.tree.upos(found.at) == Upos::Noun
        {
            actors = self.pact_parties(Some(pact));
        }
        if actors.is_empty() {
            actors = self.seat(found);
        }
        if actors.is_empty() {
            actors = self.unresolved(found);
        }
        actors
    }

    fn recipients(&self, found: &Matched<'_>, actors: &[Participant]) -> Vec<Participant> {
        let rule = found.rule;
        let inner = found.consumed.and_then(|clause| self.matcher.inner(clause));
        let partner = self.partner(found, inner.as_ref(), actors);
        if !partner.is_empty() {
            return partner;
        }
        // "denied the charge of flights to Libya": whoever denies it is charged.
        let denying = self.tree.head(found.at).filter(|&verb| {
            self.rules.in_class("charge-noun", self.tree.lemma(found.at))
                && self.tree.is_verb(verb)
                && self.tree.relation(found.at).base() == "obj"
                && self.rules.in_class("deny", self.tree.lemma(verb))
        });
        let charged = denying.and_then(|verb| self.slots.subject(verb, 0)).map(|who| self.spread(who));
        if let Some(mut charged) = charged.filter(|_| found.reading.event == Some(Event::Accuse)) {
            charged.retain(|party| !is_on_side(actors, party));
            if !charged.is_empty() {
                return charged;
            }
        }
        let mut recipients = self.first_parties(found.at, &rule.recipient, rule.is_of_actor, false, actors);
        if recipients.is_empty()
            && let Some(inner) = inner
        {
            recipients =
                self.first_parties(inner.at, &inner.rule.recipient, inner.rule.is_of_actor, false, actors);
            recipients.retain(|party| !is_on_side(actors, party));
        }
        if recipients.is_empty() && codes_of(actors) < 2 && is_self_harm(&found.reading) && self.is_own(found)
        {
            recipients = self.first_parties(found.at, &rule.recipient, rule.is_of_actor, false, &[]);
        }
        recipients
    }

    /// "threatened to denounce the pact with Peru over arms for Chile": with whom the pact is, which a step by one side is
    /// taken against.
    fn partner(
        &self,
        found: &Matched<'_>,
        inner: Option<&Matched<'_>>,
        actors: &[Participant],
    ) -> Vec<Participant> {
        let is_step = |step: &&Matched<'_>| step.rule.status.is_some() && !step.rule.is_mutual;
        let step = Some(found).filter(is_step).or_else(|| inner.filter(is_step));
        let pact = step.and_then(|step| self.pact_of(step));
        let mut partner = pact.map_or_else(Vec::new, |pact| self.parties_of_slot(pact, "with"));
        partner.retain(|party| !is_on_side(actors, party));
        partner
    }

    /// The words in all slots where whoever is acted on may stand.
    fn recipient_heads(&self, found: &Matched<'_>) -> Vec<usize> {
        let slots = found.rule.recipient.iter();
        slots.flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor)).collect()
    }

    /// The words in all slots where whoever acts may stand, but for what is acted on.
    fn actor_heads(&self, found: &Matched<'_>) -> Vec<usize> {
        let slots = found.rule.actor.iter().filter(|slot| slot.as_str() != "object");
        slots.flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor)).collect()
    }

    /// "was welcomed in Washington": the government that sits there, for what only governments say.
    pub(crate) fn seat(&self, found: &Matched<'_>) -> Vec<Participant> {
        let is_verbal = matches!(
            found.reading.event,
            Some(Event::Support | Event::Accuse | Event::Reject | Event::Request)
        );
        let is_signed_there = found.rule.status.is_some();
        if !is_verbal || is_signed_there || !self.tree.is_verb(found.at) || !self.tree.is_passive(found.at) {
            return Vec::new();
        }
        let places = self.slots.find(found.at, "in", false);
        let is_seat = |head: usize, party: &Participant| {
            let words = self.noun_words(head).map_or("", |span| span.of(self.tree.text));
            let state = party.code.and_then(|code| self.names.state(code));
            state.is_some_and(|state| state.capitals.iter().any(|capital| capital.as_ref() == words))
        };
        let governments = places.into_iter().flat_map(|head| {
            self.mentions.parties(head).into_iter().filter(move |party| is_seat(head, party))
        });
        governments.collect()
    }

    /// "it", "its drone", "one of its drones".
    pub(crate) fn has_pronoun(&self, head: usize) -> bool {
        let is_owned = |noun: usize| {
            let mut owners =
                self.tree.kids(noun).iter().filter(|&&kid| self.tree.relation(kid) == Relation::NmodPoss);
            owners.any(|&owner| self.tree.upos(owner) == Upos::Pron)
        };
        self.tree.upos(head) == Upos::Pron
            || is_owned(head)
            || self.tree.upos(head) == Upos::Num && self.tree.kids_by(head, "nmod").any(is_owned)
    }

    /// What is hit is the actor's own by more than a pronoun: "its own villages", "Nigeria's army bombed a Nigerian town",
    /// or it belongs to whoever tells of it.
    pub(crate) fn is_own(&self, found: &Matched<'_>) -> bool {
        self.recipient_heads(found).into_iter().any(|head| {
            let kids = self.tree.kids(head);
            let is_told = self
                .tree
                .governors(found.at)
                .iter()
                .any(|&above| self.rules.in_class("report", self.tree.lemma(above)));
            !self.has_pronoun(head) || is_told || kids.iter().any(|&kid| self.tree.lemma(kid) == "own")
        })
    }

    /// Somebody named or described whose state the words do not tell: kept without a code.
    pub(crate) fn unresolved(&self, found: &Matched<'_>) -> Vec<Participant> {
        let mut heads = self.actor_heads(found).into_iter();
        heads.find_map(|head| self.mentions.stranger(head)).into_iter().collect()
    }

    /// "Mali says that Algeria shot its drone down": whose the drone is, if the deed is against it, is the one who tells.
    fn teller_hit(
        &self,
        found: &Matched<'_>,
        stance: &Stance,
        actors: &[Participant],
        recipients: &[Participant],
    ) -> Vec<Participant> {
        let is_self = !recipients.is_empty() && recipients.iter().all(|party| is_among(actors, party));
        let mut heads = self.recipient_heads(found).into_iter();
        let may_be_teller = |head: usize| self.has_pronoun(head) && !self.is_oneself(head);
        if !is_self || !is_self_harm(&found.reading) || !heads.any(may_be_teller) {
            return Vec::new();
        }
        let tellers = self.tellers(stance);
        tellers.filter(|party| self.is_state(party) && !is_among(actors, party)).collect()
    }

    /// "had attacked themselves".
    fn is_oneself(&self, head: usize) -> bool {
        is_reflexive(&self.tree.form(head).to_lowercase())
    }

    /// The deed is what is told, not something in passing below it.
    pub(crate) fn is_told_straight(&self, at: usize, stance: &Stance) -> bool {
        let mut below = at;
        for above in self.tree.governors(at) {
            if !matches!(
                self.tree.relation(below).base(),
                "ccomp" | "xcomp" | "conj" | "parataxis" | "csubj" | "advcl"
            ) && !self.rules.in_class("report-noun", self.tree.lemma(above))
            {
                return false;
            }
            if stance.holders.iter().any(|speaker| speaker.cue == above) {
                return true;
            }
            below = above;
        }
        true
    }

    /// The parties in the first slot that holds any besides `taken`.
    pub(crate) fn first_parties(
        &self,
        at: usize,
        slots: &[String],
        is_of_actor: bool,
        is_actor: bool,
        taken: &[Participant],
    ) -> Vec<Participant> {
        for slot in slots {
            let heads = self.slots.find(at, slot, is_of_actor);
            // A pronoun's sector is only its forerunner's.
            let is_pronoun = heads.iter().any(|&head| self.tree.upos(head) == Upos::Pron);
            let mut found: Vec<Participant> = Vec::new();
            for head in heads {
                if is_actor && !self.can_act(at, head, slot) {
                    continue;
                }
                let mut parties = self.spread(head);
                if is_actor && parties.is_empty() {
                    parties = self.wielders(head);
                }
                if !is_actor && parties.is_empty() {
                    parties = self.slots.thing_meant(head).map_or_else(Vec::new, |thing| self.spread(thing));
                }
                if is_actor && !parties.is_empty() {
                    parties.extend(self.companions(head));
                }
                if parties.is_empty() && !is_actor {
                    parties = self.takers(head);
                }
                if parties.is_empty() && !is_actor && self.rules.in_class("pact", self.tree.lemma(head)) {
                    parties = self.pact_parties(Some(head));
                }
                found.extend(parties);
            }
            let is_taken = |party: &Participant| {
                if is_pronoun { is_among(taken, party) } else { is_on_side(taken, party) }
            };
            let is_bound = !is_actor && !found.is_empty() && found.iter().all(is_taken);
            found.retain(|party| !is_taken(party));
            if is_bound {
                found = self.unbound(at, slot, is_of_actor, taken);
            }
            dedup(&mut found);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "Peru and Chile scrapped visas, a step Bolivia praised": whose step it is.
    fn takers(&self, head: usize) -> Vec<Participant> {
        let is_aside = matches!(self.tree.relation(head).base(), "appos" | "parataxis");
        if !is_aside || !self.rules.in_class("deed-noun", self.tree.lemma(head)) {
            return Vec::new();
        }
        let verb = self.tree.governors(head).into_iter().find(|&above| self.tree.is_verb(above));
        let subject = verb.and_then(|verb| self.slots.subject(verb, 0));
        subject.map_or_else(Vec::new, |subject| self.mentions.parties(subject))
    }

    /// "None of the drivers detained by Zambian customs has been freed": who frees is who holds.
    pub(crate) fn captors(&self, at: usize) -> Vec<Participant> {
        if !self.tree.is_verb(at) || !self.tree.is_passive(at) {
            return Vec::new();
        }
        let held = self.slots.find(at, "object", false);
        let nouns = held.iter().flat_map(|&head| self.tree.subtree(head));
        nouns
            .filter(|&noun| self.tree.upos(noun) == Upos::Noun)
            .find_map(|noun| Some(self.wielders(noun)).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    /// "A bomb set off by Syrian militants", "a grenade thrown from a Syrian lorry": who used the thing that acts.
    pub(crate) fn wielders(&self, thing: usize) -> Vec<Participant> {
        let mut used = self.tree.kids_by(thing, "acl").filter(|&kid| self.tree.xpos(kid) == "VBN");
        used.find_map(|kid| {
            let is_sent = self.rules.in_class("launching", self.tree.lemma(kid));
            let whence = ["by", "from"].into_iter().filter(|&case| case == "by" || is_sent);
            let mut users = whence.flat_map(|case| {
                self.tree.kids_by(kid, "obl").filter(move |&who| self.tree.case_of(who) == case)
            });
            users.find_map(|who| Some(self.mentions.parties(who)).filter(|found| !found.is_empty()))
        })
        .unwrap_or_else(|| {
            let found = self.launchers(thing);
            if found.is_empty() { self.signatories(thing) } else { found }
        })
    }

    /// "signed a decree that suspends the treaty": whoever gives out the paper does what it says.
    fn signatories(&self, paper: usize) -> Vec<Participant> {
        let is_paper = self.rules.in_class("edict", self.tree.lemma(paper));
        // "signed into law an act that annuls the memorandum"
        let is_given_out = |verb: usize| {
            self.tree.relation(paper).base() == "obj"
                || matches!(
                    self.tree.lemma(verb),
                    "sign" | "issue" | "pass" | "adopt" | "enact" | "promulgate"
                )
        };
        let verb = self.tree.governors(paper).into_iter().find(|&idx| self.tree.is_verb(idx));
        let verb = verb.filter(|&verb| is_paper && is_given_out(verb));
        let who = verb.and_then(|verb| self.slots.subject(verb, 0));
        who.map_or_else(Vec::new, |who| self.mentions.parties(who))
    }

    /// "The rocket that hit a school was fired by Syrian gunners": who is said of it to have sent it.
    fn launchers(&self, thing: usize) -> Vec<Participant> {
        let is_sent = |verb: &usize| {
            self.tree.is_passive(*verb) && self.rules.in_class("launching", self.tree.lemma(*verb))
        };
        let Some(above) = self.tree.head(thing).filter(|_| self.tree.relation(thing).is_subject()) else {
            return Vec::new();
        };
        let mut verbs = std::iter::once(above).chain(self.tree.kids_by(above, "xcomp"));
        let sender = verbs.find(is_sent).and_then(|verb| self.slots.subject(verb, 0));
        sender.map_or_else(Vec::new, |sender| self.mentions.parties(sender))
    }

    /// "Chad's army chased them": what acts is not what its own pronoun stands for; the thing acted on before, or else
    /// whoever was named last besides.
    pub(crate) fn unbound(
        &self,
        at: usize,
        slot: &str,
        is_of_actor: bool,
        taken: &[Participant],
    ) -> Vec<Participant> {
        let is_object = matches!(slot, "object" | "iobj" | "dative");
        let heads = self.slots.find(at, slot, is_of_actor);
        let pronoun = heads.into_iter().find(|&head| {
            self.tree.upos(head) == Upos::Pron
                && matches!(self.tree.form(head).to_lowercase().as_str(), "it" | "them" | "him" | "her")
        });
        let Some(pronoun) = pronoun.filter(|_| is_object) else { return Vec::new() };
        let meant = self.slots.thing_meant(pronoun).map_or_else(Vec::new, |thing| self.spread(thing));
        let mut found: Vec<Participant> = meant.into_iter().filter(|party| !is_among(taken, party)).collect();
        if found.is_empty() {
            found = self.mentions.last_besides(pronoun, taken);
        }
        found
    }

    /// Whom the act must have been done to where the words leave it out: whoever tells of it, the only other party of
    /// the sentence, or the actor's own state for what states do at home.
    pub(crate) fn implied(
        &self,
        found: &Matched<'_>,
        reading: &Reading,
        actors: &[Participant],
        stance: &Stance,
    ) -> Vec<Participant> {
        let is_joint_promise = reading.event == Some(Event::Agree) && actors.len() > 1;
        let hit = self.recipient_heads(found);
        // "closed their common border": nobody but themselves.
        let is_shared = |&head: &usize| {
            let mut kids = self.tree.kids(head).iter();
            kids.any(|&kid| matches!(self.tree.lemma(kid), "common" | "joint" | "shared" | "mutual"))
        };
        if codes_of(actors) > 1 && hit.iter().any(is_shared) {
            return Vec::new();
        }
        let is_mutual = |&head: &usize| crate::clauses::is_one_another(self, head);
        // Of what they accuse each other neither does to a third what it does.
        let is_charged_in_turn = || {
            self.tree.governors(found.at).into_iter().take(2).any(|above| {
                self.tree.is_verb(above) && self.tree.kids_by(above, "obj").any(|object| is_mutual(&object))
            })
        };
        if hit.iter().any(|head| self.is_oneself(*head) || is_mutual(head)) || is_charged_in_turn() {
            return Vec::new();
        }
        if actors.is_empty() || !needs_recipient(reading) || is_joint_promise || self.names_those_meant(&hit)
        {
            return Vec::new();
        }
        let tellers = self.tellers_besides(stance, actors);
        // "Russia acknowledges that Korean troops fought there": whoever owns up to it was not hit.
        let is_owned_up = stance
            .holders
            .iter()
            .any(|speaker| matches!(self.tree.lemma(speaker.cue), "acknowledge" | "admit" | "concede"));
        let mut told: Vec<Participant> =
            tellers.iter().filter(|(_, value)| is_positive(*value)).map(|(party, _)| party.clone()).collect();
        // "admits that Korea attacked its ships": its own.
        let is_of_teller = |&head: &usize| {
            let mut owners = self.tree.kids_by(head, "nmod");
            owners.any(|owner| {
                matches!(
                    self.tree.form(owner).to_lowercase().as_str(),
                    "its" | "their" | "his" | "her" | "our"
                )
            })
        };
        if is_owned_up && !hit.iter().any(is_of_teller) {
            told.clear();
        }
        // Whoever reports it for a paper has no part in it.
        told.retain(|party| party.sector.as_deref() != Some("JRN"));
        if !told.is_empty() && self.is_told_straight(found.at, stance) {
            return told;
        }
        if !hit.is_empty() && found.rule.is_mutual || self.names_somebody_unknown(&hit) {
            return Vec::new();
        }
        let thankers = self.thankers(found.at);
        if !thankers.is_empty() && thankers.iter().all(|party| is_other(party, actors)) {
            return thankers;
        }
        let mut others = self.mentions.involved();
        let accusers = self.accusers(found.at);
        others.retain(|party| {
            is_other(party, actors)
                && !tellers.iter().any(|(teller, _)| same_party(teller, party))
                && !is_among(&accusers, party)
                && (!is_friendly(reading) || !self.is_foe(party))
                && !self.mentions.heads_of(party).any(|head| crate::ellipsis::is_echoing(self, head))
        });
        let before = self.acted_on_before(found.at, actors);
        if others.len() > 1 && before.len() == 1 && reading.event == Some(Event::Sanction) {
            return before;
        }
        let is_there =
            |party: &Participant| self.mentions.heads_of(party).all(|head| self.mentions.is_only_there(head));
        let judges_too = |party: &Participant| {
            is_judgement(reading)
                && self.mentions.heads_of(party).any(|head| self.does_beside(head, found.at))
        };
        let is_alone = others.len() == 1
            && reading.event != Some(Event::Protest)
            && !others.iter().any(is_there)
            && !others.iter().any(judges_too);
        if is_alone && !self.hits_nobody_known(reading, &hit) {
            return others;
        }
        let is_told_abroad = !tellers.is_empty();
        let is_domestic = is_at_home(reading)
            && actors.len() == 1
            && (others.is_empty() || reading.event == Some(Event::Protest))
            && self.hits_own_people(reading, &hit);
        let is_at_court =
            is_justice(reading, actors) && stance.holders.is_empty() && self.names_victims(&hit);
        if !is_told_abroad && (is_domestic || is_at_court) { actors.to_vec() } else { Vec::new() }
    }

    /// "Peru rejected the plan but Chile accepted it": whoever else judges what is judged is not judged by it.
    fn does_beside(&self, subject: usize, at: usize) -> bool {
        let verb = self.tree.head(subject).filter(|_| self.tree.relation(subject).is_subject());
        let is_contrast = |clause: usize| {
            self.tree.has_kid_lemma(clause, "mark", &["while", "whereas", "though", "although"])
        };
        let is_beside = |one: usize, other: usize| {
            let relation = self.tree.relation(one).base();
            self.tree.head(one) == Some(other)
                && (matches!(relation, "conj" | "parataxis") || relation == "advcl" && is_contrast(one))
        };
        verb.is_some_and(|verb| is_beside(verb, at) || is_beside(at, verb))
    }

    /// "sent a plane to bomb Chile", "in the war against Chile": nothing good is done to whoever is only named as a foe.
    fn is_foe(&self, party: &Participant) -> bool {
        let mut heads = self.mentions.heads_of(party).peekable();
        heads.peek().is_some() && heads.all(|head| self.is_fought(head))
    }

    /// "to bomb Chile", "throwing Chile's army out", "the war against Chile".
    fn is_fought(&self, head: usize) -> bool {
        let owned = self.tree.head(head).filter(|_| {
            self.tree.relation(head) == Relation::NmodPoss || self.tree.relation(head).base() == "amod"
        });
        let thing = owned.unwrap_or(head);
        let is_hit = self.tree.head(thing).is_some_and(|verb| {
            let mut hostile = ["hostile-verb", "ousting"].iter();
            let is_hostile = hostile.any(|class| self.rules.in_class(class, self.tree.lemma(verb)));
            self.tree.relation(thing).base() == "obj" && is_hostile
        });
        // "failed to help it when Chile attacked"
        let attacks = self.tree.relation(thing).is_subject()
            && self.tree.head(thing).is_some_and(|verb| {
                self.rules.in_class("attack-verb", self.tree.lemma(verb)) && !self.tree.is_passive(verb)
            });
        is_hit || attacks || self.tree.case_of(thing) == "against"
    }

    /// The states on whose word it is told, other than those that act, with how sure each is.
    fn tellers_besides(&self, stance: &Stance, actors: &[Participant]) -> Vec<(Participant, Factuality)> {
        let said = |speaker: &Speaker| {
            let value = speaker.value;
            self.spread(speaker.who).into_iter().map(move |party| (party, value))
        };
        let tellers = stance.holders.iter().flat_map(said);
        tellers.filter(|(party, _)| is_other(party, actors) && self.is_state(party)).collect()
    }

    /// "shelled the refugees": people whose state the words leave open, hit by force or a charge.
    fn hits_nobody_known(&self, reading: &Reading, hit: &[usize]) -> bool {
        matches!(reading.event, Some(Event::Assault | Event::Coerce | Event::Accuse))
            && hit.iter().any(|&head| self.tree.upos(head) == Upos::Noun && self.mentions.is_people(head))
    }

    /// What a state does to people, places and things at home, or in public.
    fn hits_own_people(&self, reading: &Reading, hit: &[usize]) -> bool {
        let is_public = reading.event == Some(Event::Protest)
            || reading.cameo.as_deref().is_some_and(|code| code.starts_with("172"));
        // "imposed sanctions on four people": whose they are is not said, and hardly its own.
        is_public || !is_measure(reading) && self.names_victims(hit)
    }

    fn names_victims(&self, hit: &[usize]) -> bool {
        hit.iter().any(|&head| {
            let is_thing = self.tree.upos(head) == Upos::Noun;
            self.mentions.is_people(head) || is_thing && self.rules.in_class("home", self.tree.lemma(head))
        })
    }

    /// "some 4,700 of them": people told of before, whoever they are.
    fn names_those_meant(&self, hit: &[usize]) -> bool {
        let is_them = |idx: usize| {
            matches!(self.tree.form(idx).to_lowercase().as_str(), "them" | "they" | "these" | "those")
        };
        hit.iter().any(|&head| is_them(head) || self.tree.kids_by(head, "nmod").any(is_them))
    }

    /// "thanked Chad for sheltering their families": whoever thanks had the good of it.
    fn thankers(&self, at: usize) -> Vec<Participant> {
        let is_for =
            self.tree.has_kid_lemma(at, "mark", &["for"]) && self.tree.relation(at).base() == "advcl";
        let above = self.tree.head(at).filter(|&above| is_for && self.tree.lemma(above) == "thank");
        let who = above.and_then(|above| self.slots.subject(above, 0));
        who.map_or_else(Vec::new, |who| self.spread(who))
    }

    /// "condemned Chad's army for shelling": whoever finds fault with the deed has no part in it, as an accuser may.
    pub(crate) fn accusers(&self, at: usize) -> Vec<Participant> {
        let is_fault = |&above: &usize| {
            self.tree.is_verb(above)
                && self.rules.in_class("about-object", self.tree.lemma(above))
                && !self.rules.in_class("charge-verb", self.tree.lemma(above))
        };
        let is_below = matches!(self.tree.relation(at).base(), "advcl" | "acl" | "ccomp" | "xcomp");
        let above = self.tree.head(at).filter(|above| is_below && is_fault(above));
        let who = above.and_then(|above| self.slots.subject(above, 0));
        who.map_or_else(Vec::new, |who| self.spread(who))
    }

    /// A phrase with a nationality or place that cannot be told ("two Congolese poachers").
    fn names_somebody_unknown(&self, hit: &[usize]) -> bool {
        hit.iter().any(|&head| {
            self.mentions.parties(head).is_empty()
                && self.tree.subtree(head).into_iter().any(|idx| self.mentions.is_ambiguous(idx))
        })
    }

    pub(crate) fn is_state(&self, party: &Participant) -> bool {
        party.code.is_some_and(|code| self.names.state(code).is_some())
    }

    /// "came to the judgment that the conditions for invoking article 5 were met": whoever judges invokes.
    pub(crate) fn judge_of(&self, found: &Matched<'_>) -> Option<Vec<Participant>> {
        let is_aside = found.rule.status == Some(PactStatus::Invoked) && self.tree.xpos(found.at) == "VBG";
        let judge = if is_aside { self.subject_above(found.at) } else { Vec::new() };
        (!judge.is_empty()).then_some(judge)
    }

    /// The first party above a word that is the subject of a verb: who comes to judge, who finds, who decides.
    pub(crate) fn subject_above(&self, at: usize) -> Vec<Participant> {
        let verbs = self.tree.governors(at).into_iter().filter(|&above| self.tree.is_verb(above));
        let subjects = verbs.filter_map(|verb| self.slots.surface_subject(verb, 0));
        subjects
            .map(|subject| self.mentions.parties(subject))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Whoever is thought to have done a deed that nobody is named for: the one who denies it or is asked about it.
    fn suspects(&self, at: usize, stance: &Stance) -> Vec<Participant> {
        let deniers = self.deniers(stance);
        if deniers.is_empty() && self.tree.upos(at) == Upos::Noun { self.asked(at) } else { deniers }
    }

    /// The one who denies a deed that nobody is named for: "Chad denied any attack" is about an attack by Chad.
    pub(crate) fn deniers(&self, stance: &Stance) -> Vec<Participant> {
        let speakers = stance.holders.iter().filter(|speaker| speaker.value == Factuality::CertainNo);
        let mut found: Vec<Participant> = speakers.flat_map(|speaker| self.spread(speaker.who)).collect();
        dedup(&mut found);
        if found.len() == 1 { found } else { Vec::new() }
    }

    /// "The ministry admitted that border guards beat two men": guards, courts and troops that go without a state belong to
    /// the one state that tells of them.
    pub(crate) fn own_forces(&self, found: &Matched<'_>, stance: &Stance) -> Vec<Participant> {
        let is_of_state = |&head: &usize| {
            let agent = self.names.agent(self.tree.lemma(head));
            let is_bare = self.mentions.parties(head).is_empty() && self.mentions.colour(head).is_empty();
            // "Shells hit the post, the army said": whose they are nobody says.
            let is_device = self.rules.in_class("device", self.tree.lemma(head));
            is_bare
                && !is_device
                && (agent.and_then(|agent| agent.sector).is_some_and(|sector| {
                    matches!(
                        sector.as_str(),
                        "COP" | "MIL" | "GOV" | "JUD" | "SPY" | "LEG" | "REB" | "PRM" | "INS"
                    )
                }) || self.rules.in_class("force", self.tree.lemma(head)))
        };
        let first = self.actor_heads(found).first().copied();
        let Some(head) = first.filter(is_of_state) else { return Vec::new() };
        let mut tellers: Vec<Participant> = self.tellers(stance).collect();
        dedup(&mut tellers);
        match (tellers.as_slice(), self.mentions.stranger(head)) {
            ([teller], own) if self.is_state(teller) => {
                vec![own.map_or_else(|| teller.clone(), |own| Participant { code: teller.code, ..own })]
            }
            _ => Vec::new(),
        }
    }

    /// "did not respond to a request for comment on the reported detention of two bankers": who is asked about a deed
    /// that nobody is named for is thought to have done it.
    pub(crate) fn asked(&self, at: usize) -> Vec<Participant> {
        let is_answer = |&above: &usize| {
            self.rules.in_class("answering", self.tree.lemma(above)) && self.tree.is_verb(above)
        };
        let answering = self.tree.governors(at).into_iter().find(is_answer);
        let subject = answering.and_then(|verb| self.slots.surface_subject(verb, 0));
        let found = subject.map_or_else(Vec::new, |subject| self.spread(subject));
        if found.len() == 1 { found } else { Vec::new() }
    }

    /// Everybody on whose word the report has it.
    pub(crate) fn tellers<'q>(&'q self, stance: &'q Stance) -> impl Iterator<Item = Participant> + 'q {
        stance.holders.iter().flat_map(|speaker| self.spread(speaker.who))
    }

    pub(crate) fn spread(&self, head: usize) -> Vec<Participant> {
        let is_deed =
            self.rules.candidates(self.tree.lemma(head), self.tree.form(head), true).next().is_some()
                || self.tree.form(head).ends_with("ing");
        if self.tree.upos(head) == Upos::Noun && is_deed && !self.mentions.is_agentive(head) {
            let doers = self.slots.find(head, "by", false);
            if !doers.is_empty() {
                return doers.into_iter().flat_map(|doer| self.mentions.parties(doer)).collect();
            }
        }
        let found = self.mentions.parties(head);
        if !found.is_empty() {
            return found;
        }
        let doers = ["by", "from"].iter().flat_map(|slot| self.slots.find(head, slot, false));
        let found: Vec<Participant> = doers.flat_map(|doer| self.mentions.parties(doer)).collect();
        if found.is_empty() { self.mentions.colour(head) } else { found }
    }

    /// Those who act along with a party: "Norway, together with Iceland", "Australia, joined by Britain".
    pub(crate) fn companions(&self, head: usize) -> Vec<Participant> {
        let mut found = Vec::new();
        for &kid in self.tree.kids(head) {
            let is_along = self.tree.relation(kid).base() == "nmod"
                && matches!(
                    self.tree.case_of(kid),
                    "together with" | "along with" | "as well as" | "alongside" | "jointly with"
                );
            if is_along || self.is_along(kid) {
                found.extend(self.mentions.parties(kid));
            }
            if matches!(self.tree.lemma(kid), "together" | "along" | "jointly" | "alongside") {
                let with = self.tree.kids_by(kid, "obl").filter(|&who| self.tree.case_of(who) == "with");
                found.extend(with.flat_map(|who| self.mentions.parties(who)));
            }
            let is_joined = self.tree.relation(kid).base() == "acl"
                && matches!(self.tree.lemma(kid), "join" | "follow" | "accompany" | "support" | "back")
                && self.tree.is_passive(kid);
            if is_joined && matches!(self.tree.lemma(kid), "join") {
                found.extend(
                    self.slots
                        .find(kid, "subject", false)
                        .into_iter()
                        .flat_map(|who| self.mentions.parties(who)),
                );
            }
        }
        found
    }

    /// "together with Iceland" with "together" as an adverb of its own.
    pub(crate) fn is_along(&self, kid: usize) -> bool {
        self.tree.case_of(kid) == "with"
            && self.tree.relation(kid).base() == "nmod"
            && self
                .tree
                .kids(kid)
                .iter()
                .any(|&below| matches!(self.tree.lemma(below), "together" | "along" | "jointly"))
    }

    pub(crate) fn can_act(&self, at: usize, head: usize, slot: &str) -> bool {
        let is_modifier = matches!(self.tree.relation(head).base(), "amod" | "compound")
            && self.tree.head(head) == Some(at);
        is_modifier
            || slot == "object"
            || ["violence", "edict"].iter().any(|class| self.rules.in_class(class, self.tree.lemma(head)))
            || self.tree.conjuncts(head).into_iter().any(|part| self.mentions.is_agentive(part))
    }
}

/// What is done for somebody, and not to them.
fn is_friendly(reading: &Reading) -> bool {
    matches!(
        reading.event,
        Some(Event::Aid | Event::Support | Event::Agree | Event::Cooperate | Event::Concede)
    )
}

pub(crate) fn codes_of(parties: &[Participant]) -> usize {
    parties.iter().filter_map(|party| party.code).collect::<BTreeSet<ActorCode>>().len()
}

/// All sides become actors.
pub(crate) fn pool(actors: &mut Vec<Participant>, recipients: &mut Vec<Participant>) {
    actors.append(recipients);
    dedup(actors);
}

/// Says whether any of the parties has a code.
pub(crate) fn is_known(parties: &[Participant]) -> bool {
    parties.iter().any(|party| party.code.is_some())
}

/// Puts the parties found in the place of others, if there are any.
pub(crate) fn replace(parties: &mut Vec<Participant>, found: Vec<Participant>) {
    if !found.is_empty() {
        *parties = found;
    }
}

fn is_other(party: &Participant, actors: &[Participant]) -> bool {
    party.code.is_some() && !is_among(actors, party)
}

fn is_positive(value: Factuality) -> bool {
    matches!(value, Factuality::CertainYes | Factuality::ProbableYes | Factuality::PossibleYes)
}

/// A court or the police at work.
fn is_justice(reading: &Reading, actors: &[Participant]) -> bool {
    matches!(reading.event, Some(Event::Accuse | Event::Coerce))
        && actors.len() == 1
        && actors.iter().all(|actor| matches!(actor.sector.as_deref(), Some("JUD" | "COP")))
}

pub(crate) fn dedup(parties: &mut Vec<Participant>) {
    let mut kept: Vec<Participant> = Vec::new();
    for party in parties.drain(..) {
        if !is_among(&kept, &party) {
            kept.push(party);
        }
    }
    *parties = kept;
}

pub(crate) fn needs_recipient(reading: &Reading) -> bool {
    !matches!(reading.event, None | Some(Event::Mobilize)) && reading.cameo.as_deref() != Some("057")
}

/// What states do to their own people as often as to others.
pub(crate) fn is_at_home(reading: &Reading) -> bool {
    matches!(reading.event, Some(Event::Protest | Event::Coerce | Event::Assault | Event::Accuse))
}

/// Sanctions and what else CAMEO 16 holds: what one state does to another.
fn is_measure(reading: &Reading) -> bool {
    reading.cameo.as_deref().is_some_and(|code| code.starts_with("16"))
}

fn is_judgement(reading: &Reading) -> bool {
    matches!(reading.event, Some(Event::Reject | Event::Agree))
}

pub(crate) fn is_self_harm(reading: &Reading) -> bool {
    matches!(reading.event, Some(Event::Assault | Event::Coerce | Event::Protest))
}
