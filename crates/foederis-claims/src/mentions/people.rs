//! Officials and bodies without their state: the one the report is written in, whoever speaks, whoever bore the name before.

use foederis_names::Sector;
use foederis_types::{ActorCode, EntityKind, Participant, Relation, Upos};

use super::{Memory, Mention, Mentions};
use crate::offices;

impl Mentions<'_, '_, '_> {
    /// "the Peruvian defence minister, Ana Diaz", "his Chilean counterpart Luis Rojas": the name behind the office is that of
    /// whoever holds it.
    pub(super) fn learn_apposed(&self, mention: &Mention, memory: &mut Memory) {
        let holds = |head: usize| self.is_office(head) || self.tree.lemma(head) == "counterpart";
        let is_one = matches!(self.tree.xpos(mention.head), "NN" | "NNP") && holds(mention.head);
        let [party] = mention.parties.as_slice() else { return };
        let is_person = |&kid: &usize| {
            self.entity(kid) == Some(EntityKind::Person) && self.tree.conjuncts(kid).len() == 1
        };
        let Some(name) = self.tree.kids_by(mention.head, "appos").find(is_person).filter(|_| is_one) else {
            return;
        };
        let sector = party.sector.as_deref().and_then(Sector::parse);
        let words = self.tree.words(&self.core(name));
        memory.people.add(words, party.code, sector, party.title.as_deref(), self.day);
    }

    /// "shot two men near Nablus, the town's mayor said": an office of a place named right before.
    pub(super) fn local(&self, head: usize) -> Vec<Participant> {
        let is_office = self.tree.upos(head) == Upos::Noun
            && self.names.agent(self.tree.lemma(head)).is_some_and(|agent| agent.sector.is_some());
        let is_there = |&kid: &usize| {
            let is_whose = self.tree.relation(kid) == Relation::NmodPoss
                || self.tree.relation(kid).base() == "nmod" && self.tree.case_of(kid) == "of";
            is_whose
                && self.tree.has_kid_lemma(kid, "det", &["the", "that"])
                && self.rules.in_class("locality", self.tree.lemma(kid))
        };
        if !is_office || !self.tree.kids(head).iter().any(is_there) {
            return Vec::new();
        }
        let mut near = self.before(head).filter(|mention| mention.parties.len() == 1 && !mention.is_person);
        let place = near.find(|mention| self.is_place_phrase(mention.head));
        if let Some(mention) = place {
            return self.as_thing(head, mention.parties.clone());
        }
        let first = self.list.iter().find(|mention| mention.is_subject && mention.head < head);
        first.map_or_else(Vec::new, |mention| self.as_thing(head, mention.parties.clone()))
    }

    /// "hackers working for Moscow", "militiamen loyal to Tripoli": people who act for somebody are theirs.
    pub(super) fn serving(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        if self.tree.upos(head) != Upos::Noun || !self.is_agentive(head) && !self.is_people(head) {
            return Vec::new();
        }
        for &kid in self.tree.kids(head) {
            let is_rule = self.tree.relation(kid) == Relation::AclRelcl
                && matches!(self.tree.lemma(kid), "control" | "hold" | "rule" | "run" | "govern");
            let ruled = self.tree.kids_by(kid, "obj").next().filter(|_| is_rule);
            let found = ruled.map(|land| self.named(land, memory)).unwrap_or_default();
            if !found.is_empty() {
                return self.as_thing(head, found);
            }
            let is_service = matches!(self.tree.relation(kid).base(), "acl" | "amod" | "advcl")
                && self.rules.in_class("serving", self.tree.lemma(kid));
            if !is_service || kid < head {
                continue;
            }
            let master = self.tree.kids(kid).iter().copied().find(|&who| {
                self.tree.relation(who).base() == "obl"
                    && matches!(self.tree.case_of(who), "for" | "to" | "by" | "with" | "of" | "on behalf of")
            });
            let found = master.map(|who| self.named(who, memory)).unwrap_or_default();
            if !found.is_empty() {
                return self.as_thing(head, found);
            }
        }
        Vec::new()
    }

    /// An office or body of state without its state ("the National Security Council", "Vice Foreign Minister Kim"): the
    /// one of the state the report is written in, as long as the report speaks of that state.
    pub(super) fn domestic(&self, head: usize, memory: &Memory) -> Option<Participant> {
        let only = match memory.states.as_slice() {
            [state] if self.names.state(*state).is_some() => Some(*state),
            _ => None,
        };
        // "the regional governor said": of a region of the one state named, or of its neighbour's that it tells of.
        let is_local = matches!(self.tree.lemma(head), "governor" | "mayor" | "prefect");
        let only = only.filter(|_| !is_local);
        let is_titled = self.is_titled(head);
        let core = self.core(head);
        let words = self.tree.words(&core);
        let resolution = self.names.resolve(words, self.day);
        let paragraph = self.tree.sentence.paragraph;
        let scene = memory.scene.filter(|(at, _)| *at == paragraph).map(|(_, state)| state);
        let scene = self.where_met(head).filter(|_| is_titled).or(scene);
        let body = resolution
            .sector
            .filter(|sector| matches!(sector, Sector::Legislature | Sector::Judiciary) && !is_titled)
            .and_then(|sector| memory.bodies.get(sector.as_str()).copied())
            .or_else(|| self.body_of_office(head, memory).filter(|_| is_titled));
        if self.tree.kids_by(head, "nmod").any(|kid| self.tree.lemma(kid) == "whose") {
            return None;
        }
        let spoke = self.spoke_here(memory).filter(|_| is_titled);
        let with = self.companion_state(head).or_else(|| self.speaks_in(head, memory)).filter(|_| is_titled);
        let known = memory.bodies_by_noun.get(self.tree.lemma(head)).copied().flatten();
        let known = known.filter(|_| !is_titled && self.tree.has_kid_lemma(head, "det", &["the"]));
        let mut home = with.or(known).or(scene).or(body).or(spoke).or(memory.home).or(only)?;
        if self.acts_on(head, home) {
            return None;
        }
        let is_taken = is_titled && self.is_taken(words, home, memory);
        if is_taken || is_titled && memory.offices.is_shared(words) {
            let other = self.teller_state(head, home);
            home = other.or((!is_taken).then_some(home))?;
        }
        let is_spoken_of = memory.states.is_empty()
            || scene.is_some()
            || with.is_some()
            || known.is_some()
            || is_titled && memory.is_home_sure && memory.home == Some(home)
            || memory.states.contains(&home)
            || self.names.states_between(self.tree.sentence.span.of(self.tree.text)).contains(&home);
        if self.is_abroad(head) {
            return None;
        }
        let is_state_body = matches!(
            resolution.sector,
            Some(
                Sector::Government | Sector::Military | Sector::Legislature | Sector::Judiciary | Sector::Spy
            )
        ) || is_titled
            && matches!(resolution.sector, Some(Sector::Opposition | Sector::Police));
        let is_title = resolution.title.is_some()
            || self.tree.has_kid_lemma(head, "det", &["the"])
            || matches!(self.tree.xpos(head), "NNS" | "NNPS")
            || self.rules.in_class("bare-polity", self.tree.lemma(head));
        if !is_spoken_of
            || !is_state_body
            || !is_title
            || resolution.code.is_some()
            || resolution.is_ambiguous()
        {
            return None;
        }
        let mut party = self.participant(&core, resolution)?;
        party.code = Some(home);
        party.is_inferred = true;
        Some(party)
    }

    /// "issued a statement", "wrote a letter": who gives out the paper.
    pub(super) fn issuer(&self, paper: usize) -> Vec<Participant> {
        let verb = self.tree.head(paper).filter(|&verb| {
            self.tree.is_verb(verb)
                && !self.tree.is_passive(verb)
                && self.tree.relation(paper).base() == "obj"
                && self.rules.in_class("issuing", self.tree.lemma(verb))
        });
        let subject = verb.and_then(|verb| self.subject_of(verb));
        subject.map_or_else(Vec::new, |subject| self.parties(subject))
    }

    /// "The statement said", "according to the report": whoever gave it out.
    pub(super) fn issued(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_bare = self
            .tree
            .kids(head)
            .iter()
            .all(|&kid| matches!(self.tree.relation(kid).base(), "det" | "case" | "punct"));
        let is_the = is_bare && self.tree.has_kid_lemma(head, "det", &["the", "this", "that"]);
        let is_word = self.telling(head).is_some() || self.tree.case_of(head).starts_with("accord");
        let found = memory.papers.get(self.tree.lemma(head)).filter(|_| is_the && is_word);
        found.cloned().unwrap_or_default()
    }

    /// The body of state that acts in the main clause.
    pub(super) fn topic(&self) -> Option<Participant> {
        let subject = self.list.iter().find(|mention| {
            let verb = self.tree.head(mention.head).filter(|_| mention.is_subject);
            verb.is_some_and(|verb| self.tree.head(verb).is_none())
        })?;
        let [party] = subject.parties.as_slice() else { return None };
        let is_body = matches!(party.sector.as_deref(), Some("GOV" | "MIL" | "COP" | "LEG" | "JUD" | "SPY"));
        let is_state = party.code.is_some_and(|code| self.names.state(code).is_some());
        (is_body && is_state && !subject.is_person).then(|| party.clone())
    }

    /// "The Peruvian army reacted. It had fired first, a spokesman said": of the body that the sentence before was about.
    pub(super) fn spoken_for(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_bare = self.tree.kids(head).iter().all(|&kid| self.tree.relation(kid).base() == "det");
        let is_one = self.rules.in_class("spokesperson", self.tree.lemma(head)) && is_bare;
        let (paragraph, party) = match &memory.topic {
            Some((paragraph, party)) if is_one && self.telling(head).is_some() => (*paragraph, party.clone()),
            _ => return Vec::new(),
        };
        if paragraph == self.tree.sentence.paragraph { self.at(head, vec![party]) } else { Vec::new() }
    }

    /// A person's name, or a name with an office before it.
    pub(super) fn is_titled(&self, head: usize) -> bool {
        let has_office = || {
            let mut before = self.tree.kids(head).iter().filter(|&&kid| kid < head);
            before.any(|&kid| self.tree.relation(kid) == Relation::NmodDesc && self.is_office(kid))
        };
        self.entity(head) == Some(EntityKind::Person) || self.tree.upos(head) == Upos::Propn && has_office()
    }

    /// "a Greek diplomat travelling with Prime Minister Diaz", "opposition parties in Lima accuse President Diaz": of their
    /// state.
    fn companion_state(&self, head: usize) -> Option<ActorCode> {
        let code_of = |noun: usize, is_home: fn(&Participant) -> bool| match self.one(noun) {
            [party] if is_home(party) => party.code.filter(|code| self.names.state(*code).is_some()),
            _ => None,
        };
        let verb = self.tree.head(head)?;
        if self.tree.relation(head).base() == "obl"
            && matches!(self.tree.case_of(head), "with" | "to" | "for")
        {
            let noun = self.tree.head(verb).filter(|_| self.tree.relation(verb).base() == "acl")?;
            return code_of(noun, |party| party.sector.is_some()).filter(|_| self.is_office(noun));
        }
        let accuser =
            self.tree.kids_by(verb, "nsubj").next().filter(|_| self.tree.relation(head).base() == "obj")?;
        code_of(accuser, |party| {
            matches!(party.sector.as_deref(), Some("PTY" | "OPP" | "LEG" | "JUD" | "CVL" | "LAB"))
        })
    }

    /// "Foreign Minister Diaz said in Lima": of the state whose capital that is, where the report speaks of it.
    fn speaks_in(&self, head: usize, memory: &Memory) -> Option<ActorCode> {
        let verb = self.telling(head)?;
        let place = self.tree.kids_by(verb, "obl").find(|&kid| self.tree.case_of(kid) == "in")?;
        let words = self.tree.words(&self.core(place));
        let state = self.state_at(place).filter(|code| memory.states.contains(code))?;
        let is_seat = self.names.state(state)?.capitals.iter().any(|capital| capital.as_ref() == words);
        is_seat.then_some(state)
    }

    fn is_foreign_office(&self, head: usize) -> bool {
        matches!(
            self.tree.lemma(head),
            "minister"
                | "ministry"
                | "office"
                | "secretary"
                | "affair"
                | "service"
                | "spokesman"
                | "spokeswoman"
                | "chief"
        ) || self.tree.upos(head) == Upos::Propn
    }

    /// "Western governments", "a European diplomat", "other capitals": of no state, or of several.
    fn is_abroad(&self, head: usize) -> bool {
        let is_other = |&kid: &usize| {
            kid < head
                && matches!(self.tree.relation(kid).base(), "amod" | "compound" | "nmod" | "det")
                && self.rules.in_class("abroad", &self.tree.form(kid).to_lowercase())
                // "the foreign ministry" is at home.
                && !(self.tree.form(kid).eq_ignore_ascii_case("foreign") && self.is_foreign_office(head))
        };
        let is_many = self.tree.xpos(head) == "NNS"
            && self.tree.upos(head) == Upos::Noun
            && self.tree.lemma(head) != "authority"
            && !crate::nouns::is_of_kind(self.tree.lemma(head), "person");
        // "a court there": where the report speaks of.
        let is_there = self.tree.has_kid_lemma(head, "advmod", &["there"]);
        is_many || is_there || self.tree.kids(head).iter().any(is_other)
    }

    /// "China's coastguard ... coastguard spokesman Liu Gang": an office of a body that the report has named with its state.
    pub(super) fn body_of_office(&self, head: usize, memory: &Memory) -> Option<ActorCode> {
        let words = self.core(head).into_iter().filter(|&idx| idx < head);
        words.filter_map(|idx| *memory.bodies_by_noun.get(&self.tree.lemma(idx).to_lowercase())?).next()
    }

    /// "Lima called it half a confession. Foreign Minister Diaz demanded more.": whose word the paragraph gives.
    pub(super) fn spoke_here(&self, memory: &Memory) -> Option<ActorCode> {
        let is_here = memory.spoke_in == Some(self.tree.sentence.paragraph);
        match memory.speaker.as_slice() {
            [speaker] if is_here => speaker.code.filter(|code| self.names.state(*code).is_some()),
            _ => None,
        }
    }

    /// "HANOI - Prime Minister Sato has invited Vietnam": says whether whoever acts does so on this state by name.
    pub(super) fn acts_on(&self, head: usize, state: ActorCode) -> bool {
        let is_named = self.tree.head(head).filter(|_| self.tree.relation(head) == Relation::NmodDesc);
        let who = is_named.unwrap_or(head);
        let verb = self.tree.head(who).filter(|_| self.tree.relation(who).base() == "nsubj");
        let is_state = |thing: usize| {
            self.tree.upos(thing) == Upos::Propn
                && self.names.resolve(self.tree.words(&self.core(thing)), self.day).code == Some(state)
        };
        verb.is_some_and(|verb| self.tree.kids_by(verb, "obj").any(is_state))
    }

    /// "flew to Lima, where President Diaz received him": the state of the place that a clause with "where" speaks of.
    pub(super) fn where_met(&self, head: usize) -> Option<ActorCode> {
        let is_where = |&above: &usize| self.tree.has_kid_lemma(above, "advmod", &["where"]);
        let clause = self.tree.governors(head).into_iter().find(is_where)?;
        let start = self.tree.kids_by(clause, "advmod").find(|&kid| self.tree.lemma(kid) == "where")?;
        self.state_at((0..start).rfind(|&idx| self.tree.upos(idx) == Upos::Propn)?)
    }

    /// Says whether somebody else is known to bear the office in `home`.
    pub(super) fn is_taken(&self, titled: &str, home: ActorCode, memory: &Memory) -> bool {
        memory.people.all().iter().any(|one| {
            let last = one.name.split_whitespace().last().unwrap_or("");
            one.code == Some(home)
                && offices::are_rivals(one.title.as_deref().unwrap_or(&one.name), titled)
                && !titled.ends_with(last)
        })
    }

    /// The one state besides `home` that whoever tells it is of: whose second president it is.
    pub(super) fn teller_state(&self, head: usize, home: ActorCode) -> Option<ActorCode> {
        let mut told_by: Vec<usize> =
            self.saying(head).and_then(|verb| self.subject_of(verb)).into_iter().collect();
        for above in self.tree.governors(head) {
            let is_told =
                || self.rules.in_class("report", self.tree.lemma(above)) && self.tree.is_passive(above);
            let is_teller = |&kid: &usize| match self.tree.case_of(kid) {
                "according to" => true,
                "by" => is_told(),
                _ => false,
            };
            told_by.extend(self.tree.kids_by(above, "obl").filter(is_teller));
        }
        let mut named: Vec<ActorCode> = Vec::new();
        for idx in told_by.into_iter().flat_map(|teller| self.tree.subtree(teller)) {
            let form = self.tree.form(idx);
            if !matches!(self.tree.upos(idx), Upos::Propn | Upos::Adj) {
                continue;
            }
            let place = self.names.coordinates(form).map(|place| place.code);
            let code = self.names.resolve(form, self.day).code.or(place);
            let code = code.filter(|code| self.names.state(*code).is_some() && !named.contains(code));
            named.extend(code.filter(|code| *code != home));
        }
        if let [only] = named.as_slice() { Some(*only) } else { None }
    }

    /// "In Lima, ...": the state of the place that the sentence is set in.
    pub(super) fn scene(&self) -> Option<ActorCode> {
        let is_first = self.tree.len() > 2 && matches!(self.tree.form(0), "In" | "At");
        let place = (1..self.tree.len().min(4)).find(|&idx| {
            self.tree.upos(idx) == Upos::Propn
                && matches!(self.tree.relation(idx).base(), "obl" | "nmod")
                && self.tree.kids_by(idx, "case").any(|case| case == 0)
        });
        self.state_at(place.filter(|_| is_first)?)
    }

    /// The state in which the place that is named lies.
    pub(super) fn state_at(&self, place: usize) -> Option<ActorCode> {
        let core = self.core(place);
        let found = self.names.coordinates(self.tree.words(&core)).map(|place| place.code);
        found.filter(|code| self.names.state(*code).is_some())
    }

    pub(super) fn known_person(&self, head: usize, memory: &Memory) -> Option<Participant> {
        if !matches!(self.tree.upos(head), Upos::Propn | Upos::X) {
            return None;
        }
        let mut words: Vec<usize> = vec![head];
        words.extend(self.tree.kids_by(head, "flat"));
        words.extend(self.tree.kids_by(head, "compound"));
        words.sort_unstable();
        let full = memory.people.find(self.tree.words(&words));
        let same_name = |word: usize| {
            let known = memory.people.find(self.tree.form(word))?;
            let parts: Vec<String> =
                known.name.split([' ', '-']).map(str::to_lowercase).filter(|part| !part.is_empty()).collect();
            let is_other = |&word: &usize| {
                let form = self.tree.form(word).to_lowercase();
                self.tree.upos(word) == Upos::Propn && form.len() > 2 && !parts.contains(&form)
            };
            // A second name that the known one does not bear is another person's.
            let is_namesake = self.entity(head) == Some(EntityKind::Person)
                && parts.len() > 1
                && words.iter().filter(|&word| is_other(word)).count() > 0;
            (!is_namesake).then_some(known)
        };
        let known = full.or_else(|| words.iter().find_map(|&word| same_name(word)))?;
        Some(Participant {
            code: Some(known.code?),
            sector: known.sector.map(|sector| sector.as_str().to_owned()),
            name: known.name.clone(),
            title: known.title.clone(),
            is_inferred: memory.inferred.contains(&known.name),
            span: self.tree.span_of(&words)?,
        })
    }
}
