//! Who is meant: noun phrases and pronouns of one report to states, organisations and people.
//!
//! Keeps a memory of the report so far: who was named last, as a person, as a state, as a pair. Names come from
//! `foederis-names`; this module adds what only the running text knows (titles learned from apposition, pronouns,
//! "both leaders", "the two countries").

use std::collections::BTreeMap;

use foederis_names::{Names, Registry, Resolution, Sector};
use foederis_types::{ActorCode, Date, EntityKind, Participant, Relation, Upos};

use crate::offices::{self, Offices};
use crate::quotes;
use crate::rules::Rules;
use crate::slots::is_help;
use crate::tree::Tree;

/// How many noun phrases deep a possessor or an "of" phrase is followed.
const DEPTH_MAX: usize = 4;

/// What the report has said so far about who is who.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    /// The people introduced so far.
    people: Registry,
    /// The states named so far, which settle ambiguous names (Korea, Congo).
    states: Vec<ActorCode>,
    /// The states and organisations named so far, each as it was named first.
    named: Vec<Participant>,
    person: Option<Participant>,
    state: Option<Participant>,
    group: Vec<Participant>,
    pair: Vec<Participant>,
    /// Who spoke last.
    pub(crate) speaker: Vec<Participant>,
    /// The paragraph in which they spoke.
    pub(crate) spoke_in: Option<u32>,
    /// Says whether the sentence goes on with a quotation or stands in one.
    pub(crate) is_quoted: bool,
    /// Says whether a pact or a part of one was spoken of in the sentence before.
    has_pact: bool,
    /// Says whether the report has spoken of a ratification.
    has_ratification: bool,
    /// The body of each kind named last with its state: a legislature, a government.
    bodies: BTreeMap<String, ActorCode>,
    /// The state of each body by its noun ("China's coastguard"); none where two states' have been named by it.
    bodies_by_noun: BTreeMap<String, Option<ActorCode>>,
    /// The state that the scene lies in ("In Lima, ..."), and the paragraph it was set in.
    scene: Option<(u32, ActorCode)>,
    /// How often each pair was named as the parties of a pact.
    pact_pairs: Vec<(Vec<Participant>, u32)>,
    /// The parties of the pact that the last sentence named with both.
    last_pact: Vec<Participant>,
    /// The state the report is written in, by its dateline or outlet: whose "the government" it is.
    home: Option<ActorCode>,
    /// Says whether dateline and outlet agree on it, or the outlet is of no state known.
    is_home_sure: bool,
    /// Who bears the offices that a state fills once.
    offices: Offices,
    /// How often each pair was named.
    pairs: Vec<(Vec<Participant>, u32)>,
}

/// The state a report is written in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Home {
    pub(crate) state: Option<ActorCode>,
    /// Says whether dateline and outlet agree on it, or the outlet is of no state known.
    pub(crate) is_sure: bool,
}

impl Memory {
    /// Starts a report's memory with the state it is written in.
    pub(crate) fn at_home(home: Home, offices: Offices) -> Memory {
        Memory { home: home.state, is_home_sure: home.is_sure, offices, ..Memory::default() }
    }

    /// Counts a pair; the one named most often, the later of two equals, is the one the report speaks of.
    fn count(&mut self, parties: Vec<Participant>) {
        count(&mut self.pairs, parties);
        if let Some((most, _)) = self.pairs.iter().max_by_key(|(_, count)| *count) {
            self.pair.clone_from(most);
        }
    }

    /// The parties of the pact that the report speaks of most; where it names none with both, the pair it speaks of,
    /// else the only two states that it names. A headline need not name the parties.
    fn pact_pair(&self, is_headline: bool) -> Vec<Participant> {
        // Of several told as often, the first: later ones are its background.
        let most = self.pact_pairs.iter().max_by_key(|(_, count)| *count);
        let pair = most.map_or(&self.pair, |(pair, _)| pair);
        if pair.is_empty() && self.named.len() == 2 && !is_headline {
            self.named.clone()
        } else {
            pair.clone()
        }
    }
}

fn count(pairs: &mut Vec<(Vec<Participant>, u32)>, parties: Vec<Participant>) {
    let is_same = |known: &[Participant]| known.iter().all(|one| is_among(&parties, one));
    match pairs.iter_mut().find(|(known, _)| is_same(known)) {
        Some((_, count)) => *count += 1,
        None => pairs.push((parties, 1)),
    }
}

/// One noun phrase and who it names.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) head: usize,
    pub(crate) parties: Vec<Participant>,
    is_subject: bool,
    is_person: bool,
    is_plural: bool,
}

/// The mentions of one sentence.
pub(crate) struct Mentions<'m, 't, 'a> {
    has_ratification: bool,
    /// Says whether a pact or a part of one was spoken of in the sentence before.
    has_pact: bool,
    speaker: Vec<Participant>,
    pact_pair: Vec<Participant>,
    pub(crate) tree: &'t Tree<'a>,
    names: &'m Names,
    rules: &'m Rules,
    day: Option<Date>,
    list: Vec<Mention>,
    by_head: BTreeMap<usize, usize>,
}

impl<'m, 't, 'a> Mentions<'m, 't, 'a> {
    /// Resolves every noun phrase of the sentence, left to right, and remembers what it learns.
    pub(crate) fn read(
        tree: &'t Tree<'a>,
        names: &'m Names,
        rules: &'m Rules,
        day: Option<Date>,
        memory: &mut Memory,
    ) -> Mentions<'m, 't, 'a> {
        let mut mentions = Mentions {
            has_ratification: memory.has_ratification,
            has_pact: memory.has_pact,
            speaker: memory.speaker.clone(),
            pact_pair: Vec::new(),
            tree,
            names,
            rules,
            day,
            list: Vec::new(),
            by_head: BTreeMap::new(),
        };
        if let Some(state) = mentions.scene() {
            memory.scene = Some((tree.sentence.paragraph, state));
        }
        mentions.look_ahead(memory);
        for head in 0..tree.len() {
            if mentions.is_head(head) {
                mentions.add(head, memory);
            }
        }
        let before = std::mem::take(&mut memory.last_pact);
        mentions.remember(memory);
        let is_headline = tree.sentence.part == foederis_types::Part::Title;
        mentions.pact_pair = memory.pact_pair(is_headline);
        // "The Chad-Niger pact is in force. Its Article 5 obliges each ...": the pact named last, not the one named most.
        if memory.last_pact.is_empty() && !before.is_empty() && mentions.is_of_its_part() {
            mentions.pact_pair.clone_from(&before);
            memory.last_pact = before;
        }
        mentions
    }

    /// "its Article 5", "its terms": a part of what was spoken of before.
    fn is_of_its_part(&self) -> bool {
        (0..self.tree.len()).any(|idx| {
            self.tree.form(idx).eq_ignore_ascii_case("its")
                && self
                    .tree
                    .head(idx)
                    .is_some_and(|head| self.rules.in_class("pact-part", self.tree.lemma(head)))
        })
    }

    /// "Congolese rebels looted a Ugandan bank": states named later in the sentence settle an ambiguous name too.
    fn look_ahead(&self, memory: &mut Memory) {
        if !(0..self.tree.len()).any(|idx| self.is_ambiguous(idx)) {
            return;
        }
        for idx in (0..self.tree.len()).filter(|&idx| matches!(self.tree.upos(idx), Upos::Propn | Upos::Adj))
        {
            for resolution in self.names.resolve_all(self.tree.form(idx), self.day) {
                let state = resolution.code.filter(|code| self.names.state(*code).is_some());
                memory.states.extend(state.filter(|code| !memory.states.contains(code)));
            }
        }
    }

    /// The two parties of the pact that the report speaks of.
    pub(crate) fn pact_pair(&self) -> Vec<Participant> {
        self.pact_pair.clone()
    }

    /// Says whether a pact or a part of one was spoken of in the sentence before.
    pub(crate) fn had_pact(&self) -> bool {
        self.has_pact
    }

    /// Who the noun phrase at `head` and the phrases coordinated with it name, in order of the text, each once.
    pub(crate) fn parties(&self, head: usize) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        let mut is_left_out = false;
        for part in self.tree.conjuncts(head) {
            is_left_out = is_left_out || part != head && self.tree.has_kid_lemma(part, "cc", &["neither"]);
            let is_out = if part == head { self.tree.is_replaced(part) } else { self.tree.is_excluded(part) };
            if is_left_out || is_out {
                continue;
            }
            for party in self.one(part) {
                if !is_among(&found, party) {
                    found.push(party.clone());
                }
            }
        }
        found
    }

    /// Who one noun phrase names, without those coordinated with it.
    pub(crate) fn one(&self, head: usize) -> &[Participant] {
        self.by_head.get(&head).and_then(|&at| self.list.get(at)).map_or(&[], |mention| &mention.parties)
    }

    /// "ECOWAS", "the European Union": the name of an organisation of states.
    pub(crate) fn is_bloc(&self, head: usize) -> bool {
        let is_organisation =
            |party: &Participant| party.code.is_some_and(|code| matches!(code.as_str(), "IGO" | "EUR"));
        self.tree.upos(head) == Upos::Propn && self.one(head).iter().any(is_organisation)
    }

    /// A person, organisation or office that no table knows and no word ties to a state.
    pub(crate) fn stranger(&self, head: usize) -> Option<Participant> {
        let is_named = matches!(
            self.entity(head),
            Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Nationality)
        );
        let agent = self.names.agent(self.tree.lemma(head));
        if !is_named && agent.is_none_or(|agent| agent.sector.is_none()) || !self.is_agentive(head) {
            return None;
        }
        let core = self.core(head);
        Some(Participant {
            code: None,
            sector: agent.and_then(|agent| agent.sector).map(|sector| sector.as_str().to_owned()),
            name: self.tree.words(&core).to_owned(),
            title: None,
            span: self.tree.span_of(&core)?,
        })
    }

    /// The parties named anywhere below a noun: "a cable that Sudan's embassy sent".
    pub(crate) fn below(&self, head: usize) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        for idx in self.tree.subtree(head) {
            for party in self.one(idx) {
                if !is_among(&found, party) {
                    found.push(party.clone());
                }
            }
        }
        found
    }

    /// Who stands before a noun as adjective or compound, or behind it: the national colour of a thing.
    pub(crate) fn colour(&self, head: usize) -> Vec<Participant> {
        self.coloured(head, 0)
    }

    /// Says whether the head of a noun phrase can act: a name, a pronoun, an office, a body of people, a weapon.
    pub(crate) fn is_agentive(&self, head: usize) -> bool {
        match self.tree.upos(head) {
            Upos::Propn | Upos::Pron | Upos::Num | Upos::Det => true,
            Upos::Noun => {
                let lemma = self.tree.lemma(head);
                self.names.agent(lemma).is_some()
                    || ["agent", "force", "vehicle", "weapon", "measure"]
                        .iter()
                        .any(|class| self.rules.in_class(class, lemma))
                    || !self.rules.in_class("not-people", lemma)
                        && ["person", "vehicle"].iter().any(|kind| crate::nouns::is_of_kind(lemma, kind))
                    || self.tree.kids_by(head, "appos").any(|kid| self.tree.upos(kid) == Upos::Propn)
            }
            Upos::Adj => self.tree.kids_by(head, "det").next().is_some(),
            _ => false,
        }
    }

    /// Says whether a noun names people: a person, those of a nationality, an office, or a number of them.
    pub(crate) fn is_people(&self, head: usize) -> bool {
        let is_named = matches!(self.entity(head), Some(EntityKind::Person | EntityKind::Nationality));
        let is_plural_name = self.tree.xpos(head) == "NNPS" && !self.one(head).is_empty();
        let counted = self.tree.kids_by(head, "nmod").find(|&kid| self.tree.case_of(kid) == "of");
        let is_number = self.rules.in_class("measure", self.tree.lemma(head))
            && counted.is_some_and(|kid| kid != head && self.is_office(kid));
        let is_some_of_them = self.tree.upos(head) == Upos::Num
            && counted.is_none_or(|kid| matches!(self.tree.upos(kid), Upos::Pron));
        let is_pronoun = matches!(
            self.tree.form(head).to_lowercase().as_str(),
            "them" | "they" | "him" | "her" | "he" | "she"
        );
        is_named
            || is_plural_name
            || self.is_office(head)
            || is_number
            || is_some_of_them
            || is_pronoun
            || self.is_like_people(head)
    }

    /// A noun for an office or occupation: "minister", "sailor", but no "howitzer".
    fn is_office(&self, head: usize) -> bool {
        let lemma = self.tree.lemma(head);
        self.is_common_noun(head)
            && self.names.agent(lemma).is_some()
            && !self.rules.in_class("not-people", lemma)
    }

    /// A noun by its part of speech or, where the reader takes a word of an office for a name, by its tag.
    fn is_common_noun(&self, head: usize) -> bool {
        self.tree.upos(head) == Upos::Noun
            || self.tree.upos(head) == Upos::Propn && matches!(self.tree.xpos(head), "NN" | "NNS")
    }

    /// "eleven Vietnamese dancers", "two boatmen": a word of the shape of an occupation, counted or with a nationality.
    fn is_like_people(&self, head: usize) -> bool {
        let lemma = self.tree.lemma(head);
        let is_man =
            lemma.len() > 4 && ["man", "men", "woman", "women"].iter().any(|end| lemma.ends_with(end));
        let is_doer = lemma.len() > 5
            && ["er", "or", "ist", "eer", "ee", "ian"].iter().any(|end| lemma.ends_with(end))
            && !self.rules.in_class("not-people", lemma);
        let is_told = self.tree.kids(head).iter().any(|&kid| match self.tree.relation(kid).base() {
            "nummod" => true,
            "amod" | "compound" => {
                self.entity(kid) == Some(EntityKind::Nationality)
                    || !self.looked_up(self.tree.form(kid), &[kid], &Memory::default()).is_empty()
            }
            _ => false,
        });
        let is_thing = ["vehicle", "artifact"].iter().any(|kind| crate::nouns::is_of_kind(lemma, kind))
            && !crate::nouns::is_of_kind(lemma, "person");
        self.tree.upos(head) == Upos::Noun && !is_thing && (is_man || is_doer && is_told)
    }

    fn is_head(&self, idx: usize) -> bool {
        let relation = self.tree.relation(idx).base();
        let is_inside =
            matches!(relation, "compound" | "flat" | "fixed" | "goeswith" | "case" | "mark" | "det");
        let upos = self.tree.upos(idx);
        if relation == "det" {
            return upos == Upos::Pron;
        }
        !is_inside
            && matches!(
                upos,
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X
            )
    }

    fn add(&mut self, head: usize, memory: &mut Memory) {
        let mut parties = self.resolve(head, memory);
        if parties.is_empty() {
            return;
        }
        // Whoever is met as an equal by those who govern governs.
        if self.tree.lemma(head) == "counterpart" {
            for party in &mut parties {
                let is_told = party.sector.as_deref().is_some_and(|sector| sector != "UNK");
                party.sector = if is_told { party.sector.take() } else { Some("GOV".to_owned()) };
            }
        }
        let is_person = self.is_person(head, &parties);
        for code in parties.iter().filter_map(|party| party.code) {
            if !memory.states.contains(&code) {
                memory.states.push(code);
            }
        }
        let mention = Mention {
            head,
            is_subject: self.is_subject(head),
            is_plural: parties.len() > 1 || matches!(self.tree.xpos(head), "NNS" | "NNPS"),
            is_person,
            parties,
        };
        if is_person {
            learn(memory, &mention, self.day);
        }
        self.learn_apposed(&mention, memory);
        self.by_head.insert(head, self.list.len());
        self.list.push(mention);
    }

    /// "China's coastguard", "the Chilean navy": told whose it is.
    fn has_owner(&self, head: usize) -> bool {
        self.tree.kids(head).iter().any(|&kid| {
            let is_before = self.tree.relation(kid) == Relation::NmodPoss
                || matches!(self.tree.relation(kid).base(), "amod" | "compound");
            is_before && matches!(self.tree.upos(kid), Upos::Propn | Upos::Adj)
        })
    }

    /// "the Peruvian defence minister, Ana Diaz", "his Chilean counterpart Luis Rojas": the name behind the office is that of
    /// whoever holds it.
    fn learn_apposed(&self, mention: &Mention, memory: &mut Memory) {
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

    fn is_subject(&self, head: usize) -> bool {
        self.tree.relation(self.tree.first_conjunct(head)).is_subject()
    }

    fn is_person(&self, head: usize, parties: &[Participant]) -> bool {
        let is_state = parties.iter().any(|party| {
            party.code.and_then(|code| self.names.state(code)).is_some_and(|state| *state.name == *party.name)
        });
        let is_named = self.entity(head) == Some(EntityKind::Person) && !is_state;
        let is_pronoun = matches!(self.tree.lemma(head), "he" | "she" | "his" | "her" | "him");
        let is_office = self.tree.xpos(head) == "NN"
            && self.names.agent(self.tree.lemma(head)).is_some()
            && !self.rules.in_class("polity", self.tree.lemma(head))
            && parties.iter().any(|party| party.title.is_some());
        parties.len() == 1 && (is_named || is_pronoun || is_office)
    }

    /// A town, a region, an island by its name.
    pub(crate) fn is_named_place(&self, idx: usize) -> bool {
        matches!(
            self.entity(idx),
            Some(EntityKind::Geopolitical | EntityKind::Location | EntityKind::Facility)
        )
    }

    fn entity(&self, idx: usize) -> Option<EntityKind> {
        let at = idx as u32;
        let found = self.tree.sentence.entities.iter().find(|entity| entity.first <= at && at < entity.end);
        found.map(|entity| entity.kind)
    }

    fn resolve(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_pair = self.tree.upos(head) == Upos::Det
            && matches!(self.tree.lemma(head), "both" | "each" | "neither" | "either")
            && self.tree.relation(head).is_subject();
        if self.tree.upos(head) == Upos::Pron || self.tree.relation(head) == Relation::NmodPoss || is_pair {
            let referred = self.pronoun(head, memory);
            if !referred.is_empty() {
                return self.at(head, referred);
            }
        }
        let some = self.some_of_them(head);
        if !some.is_empty() {
            return self.at(head, some);
        }
        if self.tree.upos(head) == Upos::Pron {
            return Vec::new();
        }
        if let Some(bloc) = self.bloc(head) {
            return vec![bloc];
        }
        let shared = self.shared(head, memory);
        if !shared.is_empty() {
            return self.at(head, shared);
        }
        let half = self.half(head, memory);
        if !half.is_empty() {
            return half;
        }
        let hyphened = self.hyphened(head);
        if !hyphened.is_empty() {
            return hyphened;
        }
        if let Some(owner) = self.counterpart_of(head) {
            return self.at(head, self.across_from(head, owner, memory));
        }
        let named = self.named(head, memory);
        if !named.is_empty() {
            return named;
        }
        let definite = self.definite(head, memory);
        if !definite.is_empty() {
            return definite;
        }
        let local = self.local(head);
        if !local.is_empty() {
            return local;
        }
        let serving = self.serving(head, memory);
        if serving.is_empty() { self.domestic(head, memory).into_iter().collect() } else { serving }
    }

    /// "the Chad-Niger pact", "a Russia–North Korea treaty": the two states that a hyphen ties before a pact.
    fn hyphened(&self, head: usize) -> Vec<Participant> {
        const NAME_TOKENS: usize = 3;
        const NEAR_TOKENS: usize = 8;
        if !self.rules.in_class("pact", self.tree.lemma(head)) {
            return Vec::new();
        }
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

    /// "shot two men near Nablus, the town's mayor said": an office of a place named right before.
    fn local(&self, head: usize) -> Vec<Participant> {
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

    /// "her counterpart": the pronoun, where nothing says of which state the counterpart is.
    fn counterpart_of(&self, head: usize) -> Option<usize> {
        let is_counterpart = self.is_common_noun(head) && self.tree.lemma(head) == "counterpart";
        let owner = self
            .tree
            .kids_by(head, "nmod")
            .find(|&kid| self.tree.relation(kid) == Relation::NmodPoss && self.tree.upos(kid) == Upos::Pron);
        let is_told = self
            .tree
            .kids(head)
            .iter()
            .any(|&kid| matches!(self.tree.relation(kid).base(), "amod" | "compound"));
        owner.filter(|_| is_counterpart && !is_told)
    }

    /// Whose a counterpart is: of the state that the name behind it tells, else of the other of the two that the report
    /// speaks of together.
    fn across_from(&self, head: usize, owner: usize, memory: &Memory) -> Vec<Participant> {
        let own = self.pronoun(owner, memory);
        let is_other = |party: &Participant| party.code.is_some() && !is_among(&own, party);
        let named = self.tree.kids_by(head, "appos").find_map(|kid| {
            let found = self.named(kid, memory);
            found.first().filter(|party| found.len() == 1 && is_other(party)).cloned()
        });
        let pair = self.last_pair(head, memory);
        let is_one_of_two = pair.len() == 2 && pair.iter().any(|party| is_among(&own, party));
        let other = || pair.iter().find(|party| is_other(party)).filter(|_| is_one_of_two).cloned();
        named.or_else(other).into_iter().collect()
    }

    /// "hackers working for Moscow", "militiamen loyal to Tripoli": people who act for somebody are theirs.
    fn serving(&self, head: usize, memory: &Memory) -> Vec<Participant> {
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

    /// "the North", "the South", where the report has named a Korea.
    fn half(&self, head: usize, memory: &Memory) -> Vec<Participant> {
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
                    span: self.tree.token(head).span,
                }]
            }
            _ => Vec::new(),
        }
    }

    /// An office or body of state without its state ("the National Security Council", "Vice Foreign Minister Kim"): the
    /// one of the state the report is written in, as long as the report speaks of that state.
    fn domestic(&self, head: usize, memory: &Memory) -> Option<Participant> {
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
        let mut home = scene.or(body).or(spoke).or(memory.home).or(only)?;
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
            || is_titled && memory.is_home_sure && memory.home == Some(home)
            || memory.states.contains(&home)
            || self.names.states_between(self.tree.sentence.span.of(self.tree.text)).contains(&home);
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
        Some(party)
    }

    /// A person's name, or a name with an office before it.
    fn is_titled(&self, head: usize) -> bool {
        let has_office = || {
            let mut before = self.tree.kids(head).iter().filter(|&&kid| kid < head);
            before.any(|&kid| self.tree.relation(kid) == Relation::NmodDesc && self.is_office(kid))
        };
        self.entity(head) == Some(EntityKind::Person) || self.tree.upos(head) == Upos::Propn && has_office()
    }

    /// "China's coastguard ... coastguard spokesman Liu Gang": an office of a body that the report has named with its state.
    fn body_of_office(&self, head: usize, memory: &Memory) -> Option<ActorCode> {
        let words = self.core(head).into_iter().filter(|&idx| idx < head);
        words.filter_map(|idx| *memory.bodies_by_noun.get(&self.tree.lemma(idx).to_lowercase())?).next()
    }

    /// "Lima called it half a confession. Foreign Minister Diaz demanded more.": whose word the paragraph gives.
    fn spoke_here(&self, memory: &Memory) -> Option<ActorCode> {
        let is_here = memory.spoke_in == Some(self.tree.sentence.paragraph);
        match memory.speaker.as_slice() {
            [speaker] if is_here => speaker.code.filter(|code| self.names.state(*code).is_some()),
            _ => None,
        }
    }

    /// "HANOI - Prime Minister Sato has invited Vietnam": says whether whoever acts does so on this state by name.
    fn acts_on(&self, head: usize, state: ActorCode) -> bool {
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
    fn where_met(&self, head: usize) -> Option<ActorCode> {
        let is_where = |&above: &usize| self.tree.has_kid_lemma(above, "advmod", &["where"]);
        let clause = self.tree.governors(head).into_iter().find(is_where)?;
        let start = self.tree.kids_by(clause, "advmod").find(|&kid| self.tree.lemma(kid) == "where")?;
        self.state_at((0..start).rfind(|&idx| self.tree.upos(idx) == Upos::Propn)?)
    }

    /// Says whether somebody else is known to bear the office in `home`.
    fn is_taken(&self, titled: &str, home: ActorCode, memory: &Memory) -> bool {
        memory.people.all().iter().any(|one| {
            let last = one.name.split_whitespace().last().unwrap_or("");
            one.code == Some(home)
                && offices::are_rivals(one.title.as_deref().unwrap_or(&one.name), titled)
                && !titled.ends_with(last)
        })
    }

    /// The one state besides `home` that whoever tells it is of: whose second president it is.
    fn teller_state(&self, head: usize, home: ActorCode) -> Option<ActorCode> {
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
    fn scene(&self) -> Option<ActorCode> {
        let is_first = self.tree.len() > 2 && matches!(self.tree.form(0), "In" | "At");
        let place = (1..self.tree.len().min(4)).find(|&idx| {
            self.tree.upos(idx) == Upos::Propn
                && matches!(self.tree.relation(idx).base(), "obl" | "nmod")
                && self.tree.kids_by(idx, "case").any(|case| case == 0)
        });
        self.state_at(place.filter(|_| is_first)?)
    }

    /// The state in which the place that is named lies.
    fn state_at(&self, place: usize) -> Option<ActorCode> {
        let core = self.core(place);
        let found = self.names.coordinates(self.tree.words(&core)).map(|place| place.code);
        found.filter(|code| self.names.state(*code).is_some())
    }

    /// "the Russian-led alliance", "the five-nation group": an organisation of states that goes without its name.
    fn bloc(&self, head: usize) -> Option<Participant> {
        if !self.rules.in_class("bloc", self.tree.lemma(head)) {
            return None;
        }
        let core = self.core(head);
        let words = self.tree.words(&core);
        if self
            .names
            .lookup(words.trim_start_matches("the ").trim_start_matches("The "))
            .iter()
            .any(|name| name.is_actor())
        {
            return None;
        }
        let is_led = self.tree.kids(head).iter().any(|&kid| {
            matches!(
                self.tree.lemma(kid),
                "lead" | "led" | "nation" | "member" | "regional" | "western" | "african"
            ) || self.tree.form(kid).ends_with("-led")
        });
        let is_plain = self.tree.has_kid_lemma(head, "det", &["the"])
            && core.len() <= 2
            && self.rules.in_class("alliance", self.tree.lemma(head));
        (is_led || is_plain).then(|| Participant {
            code: ActorCode::new("IGO").ok(),
            sector: None,
            name: words.to_owned(),
            title: None,
            span: self.tree.token(head).span,
        })
    }

    /// The parties that do something or have something done to them, rather than stand in a phrase of place.
    pub(crate) fn involved(&self) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        let is_in = |head: usize| {
            !self.is_place_phrase(head)
                && !self.is_helper(head)
                && !self.tree.is_replaced(head)
                && !self.tree.is_excluded(head)
        };
        for mention in self.list.iter().filter(|mention| is_in(mention.head)) {
            for party in &mention.parties {
                if !is_among(&found, party) {
                    found.push(party.clone());
                }
            }
        }
        found
    }

    /// "with the help of Ethiopian drones": nobody that anything is done to.
    fn is_helper(&self, head: usize) -> bool {
        self.tree.governors(head).into_iter().take(2).any(|noun| is_help(self.tree, self.rules, noun))
    }

    fn is_place_phrase(&self, head: usize) -> bool {
        let first = self.tree.first_conjunct(head);
        matches!(self.tree.relation(first).base(), "obl" | "nmod")
            && self.tree.relation(first) != Relation::NmodPoss
            && matches!(
                self.tree.case_of(first),
                "in" | "at" | "near" | "over" | "off" | "outside" | "around" | "across" | "through"
            )
    }

    fn at(&self, head: usize, mut parties: Vec<Participant>) -> Vec<Participant> {
        for party in &mut parties {
            party.span = self.tree.token(head).span;
        }
        parties
    }

    /// The words of the noun phrase itself, without clauses, appositions and coordinated phrases.
    fn core(&self, head: usize) -> Vec<usize> {
        self.tree.subtree_without(head, |kid| {
            let relation = self.tree.relation(kid).base();
            if matches!(relation, "conj" | "cc" | "punct") && self.tree.head(kid) != Some(head) {
                return false;
            }
            matches!(
                relation,
                "appos"
                    | "acl"
                    | "punct"
                    | "conj"
                    | "cc"
                    | "parataxis"
                    | "advcl"
                    | "case"
                    | "nsubj"
                    | "cop"
                    | "aux"
                    | "advmod"
                    | "mark"
                    | "obl"
                    | "ccomp"
                    | "expl"
                    | "orphan"
                    | "list"
                    | "dep"
            ) && !self.is_inner(kid)
                || (relation == "nmod" && kid > head && self.tree.case_of(kid) != "of")
        })
    }

    /// Punctuation and coordination inside a name ("Crimea - Congo fever", "Trinidad and Tobago") stay; so does
    /// the preposition of a phrase with "of", and the apostrophe of a possessor.
    fn is_inner(&self, kid: usize) -> bool {
        let Some(head) = self.tree.head(kid) else { return false };
        match self.tree.relation(kid).base() {
            "case" => {
                self.tree.relation(head).base() == "nmod" && self.tree.relation(head) != Relation::Nmod
                    || self.tree.lemma(kid) == "of"
            }
            "punct" => self.tree.form(kid) == "-",
            "conj" | "cc" => matches!(self.tree.relation(head).base(), "amod" | "compound" | "flat"),
            _ => false,
        }
    }

    fn named(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let core = self.core(head);
        let words = self.tree.words(&core);
        if let Some(long) = self.long_name(head, memory) {
            return long;
        }
        let found = self.looked_up(words, &core, memory);
        if let Some(other) = self.force_of_another(head, &found) {
            return vec![other];
        }
        if found.len() > 2 && self.is_some_of(&core) {
            return self.those_named(head, memory);
        }

        if !found.is_empty() {
            return self.with_apposed_name(head, found);
        }
        if let Some(known) = self.known_person(head, memory) {
            return self.at(head, vec![known]);
        }
        let apposed: Vec<Participant> =
            self.tree.kids_by(head, "appos").flat_map(|kid| self.named_below(kid, memory, 1)).collect();
        if !apposed.is_empty() {
            return self.renamed(head, apposed);
        }
        self.owned(head, memory, 0)
    }

    /// "the Royal Navy of Oman": a force whose bare name is another state's.
    fn force_of_another(&self, head: usize, found: &[Participant]) -> Option<Participant> {
        let [named] = found else { return None };
        if !matches!(named.sector.as_deref(), Some("MIL" | "COP" | "PRM")) {
            return None;
        }
        let of = self.tree.kids_by(head, "nmod").find(|&kid| {
            kid > head && self.tree.case_of(kid) == "of" && self.tree.upos(kid) == Upos::Propn
        })?;
        let words = self.tree.words(&self.core(of));
        let name = words.trim_start_matches("of ").trim_start_matches("the ");
        let code = self.names.actor(name, self.day)?.code?;
        let is_state = self.names.state(code).is_some();
        (is_state && named.code != Some(code)).then(|| Participant { code: Some(code), ..named.clone() })
    }

    /// "several Gulf states", "three Baltic ports": not all that the name stands for.
    fn is_some_of(&self, core: &[usize]) -> bool {
        core.iter().any(|&idx| {
            matches!(
                self.tree.lemma(idx),
                "several"
                    | "some"
                    | "most"
                    | "many"
                    | "certain"
                    | "other"
                    | "few"
                    | "one"
                    | "two"
                    | "unnamed"
            ) || self.tree.relation(idx) == Relation::Nummod && self.tree.lemma(idx) != "three"
        })
    }

    /// "several Gulf states, among them Qatar and Oman": those the words name.
    fn those_named(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_among = |kid: usize| {
            self.tree.relation(kid).base() == "appos"
                || matches!(self.tree.case_of(kid), "include" | "including" | "among" | "such as" | "like")
        };
        let named = self.tree.kids(head).iter().copied().filter(|&kid| is_among(kid));
        let parts = named.flat_map(|kid| self.tree.conjuncts(kid));
        parts.flat_map(|part| self.named_below(part, memory, 1)).collect()
    }

    /// "Reporters Without Borders", "Organisation for the Prohibition of ...": a known name that runs over prepositions.
    fn long_name(&self, head: usize, memory: &Memory) -> Option<Vec<Participant>> {
        let is_high = |idx: usize| self.tree.form(idx).starts_with(char::is_uppercase);
        let last = self.tree.kids_by(head, "nmod").filter(|&kid| {
            kid > head && is_high(kid) && is_high(head) && self.tree.relation(kid) != Relation::NmodPoss
        });
        let last = last.filter_map(|kid| self.core(kid).last().copied()).max()?;
        let first = self.core(head).into_iter().find(|&idx| self.tree.upos(idx) != Upos::Det)?;
        let span: Vec<usize> = (first..=last).collect();
        let words = self.tree.words(&span);
        let is_known = self.names.lookup(words).iter().any(|name| name.is_actor());
        let found = if is_known { self.looked_up(words, &span, memory) } else { Vec::new() };
        (!found.is_empty()).then_some(found)
    }

    /// "North Korean leader Kim Jong Un" where the tree has the name in apposition to the title.
    fn with_apposed_name(&self, head: usize, mut parties: Vec<Participant>) -> Vec<Participant> {
        let apposed = self.tree.kids(head).iter().copied().find(|&kid| {
            matches!(self.tree.relation(kid).base(), "appos" | "flat" | "parataxis")
                && self.entity(kid) == Some(EntityKind::Person)
        });
        if let ([party], Some(kid)) = (parties.as_mut_slice(), apposed)
            && party.title.is_none()
            && self.tree.upos(head) == Upos::Noun
        {
            let core = self.core(kid);
            party.title = Some(party.name.clone());
            party.name = self.tree.words(&core).to_owned();
            if let Some(span) = self.tree.span_of(&core) {
                party.span = party.span.cover(span);
            }
        }
        parties
    }

    fn named_below(&self, head: usize, memory: &Memory, depth: usize) -> Vec<Participant> {
        if depth > DEPTH_MAX {
            return Vec::new();
        }
        let core = self.core(head);
        let found = self.looked_up(self.tree.words(&core), &core, memory);
        if found.is_empty() { self.owned(head, memory, depth) } else { found }
    }

    /// "Antony Blinken, the U.S. secretary of state": the name is the person's, the code the apposition's.
    fn renamed(&self, head: usize, mut parties: Vec<Participant>) -> Vec<Participant> {
        if self.entity(head) == Some(EntityKind::Person) {
            let core = self.core(head);
            for party in &mut parties {
                let title = party.title.clone().or_else(|| Some(party.name.clone()));
                party.title = title;
                party.name = self.tree.words(&core).to_owned();
                if let Some(span) = self.tree.span_of(&core) {
                    party.span = span;
                }
            }
        }
        parties
    }

    /// The state of whoever owns the thing, or whom it is of, from, in: "Iran's allies", "soldiers from Chad".
    fn owned(&self, head: usize, memory: &Memory, depth: usize) -> Vec<Participant> {
        if depth > DEPTH_MAX {
            return Vec::new();
        }
        for kid in self.tree.kids(head).to_vec() {
            let relation = self.tree.relation(kid);
            let is_owner = relation == Relation::NmodPoss;
            let is_device = self.rules.in_class("device", self.tree.lemma(head));
            let is_phrase = relation.base() == "nmod"
                && (matches!(self.tree.case_of(kid), "of" | "from" | "between")
                    || !is_device && matches!(self.tree.case_of(kid), "in" | "on" | "at")
                    || self.tree.case_of(kid) == "for"
                        && self.rules.in_class("spokesperson", self.tree.lemma(head)));
            let is_before = matches!(relation.base(), "amod" | "compound") && kid < head;
            let is_held = relation == Relation::Acl
                && self.tree.xpos(kid) == "VBN"
                && matches!(
                    self.tree.lemma(kid),
                    "own"
                        | "run"
                        | "operate"
                        | "charter"
                        | "manage"
                        | "lease"
                        | "hold"
                        | "build"
                        | "finance"
                        | "control"
                );
            let holder = self
                .tree
                .kids_by(kid, "obl")
                .find(|&who| is_held && matches!(self.tree.case_of(who), "by" | "to"));
            let kid = holder.unwrap_or(kid);
            if !(is_owner || is_phrase || is_before || holder.is_some()) {
                continue;
            }
            let found: Vec<Participant> = self
                .tree
                .conjuncts(kid)
                .into_iter()
                .flat_map(|part| {
                    let referred = self.pronoun(part, memory);
                    if !referred.is_empty() {
                        return referred;
                    }
                    let shared = self.shared(part, memory);
                    if shared.is_empty() { self.named_below(part, memory, depth + 1) } else { shared }
                })
                .collect();
            if !found.is_empty() {
                return self.as_thing(head, found);
            }
        }
        Vec::new()
    }

    fn as_thing(&self, head: usize, mut parties: Vec<Participant>) -> Vec<Participant> {
        let core = self.core(head);
        let agent = self.names.agent(self.tree.lemma(head));
        let sector = agent.and_then(|agent| agent.sector).map(|sector| sector.as_str().to_owned());
        for party in &mut parties {
            party.sector = sector.clone();
            party.title = None;
            if let Some(span) = self.tree.span_of(&core) {
                party.span = span;
            }
        }
        parties
    }

    fn coloured(&self, head: usize, depth: usize) -> Vec<Participant> {
        let own = self.one(head);
        if !own.is_empty() || depth > DEPTH_MAX {
            return own.to_vec();
        }
        for kid in self.tree.kids(head).to_vec() {
            let is_near = matches!(self.tree.relation(kid).base(), "amod" | "compound" | "nmod" | "nummod");
            let is_its_place =
                self.rules.in_class("device", self.tree.lemma(head)) && self.is_place_phrase(kid);
            let is_leader = self.tree.lemma(kid) == "lead"
                && ["bloc", "alliance"].iter().any(|class| self.rules.in_class(class, self.tree.lemma(head)));
            let is_cited = self.tree.case_of(kid).starts_with("accord");
            if is_near && !is_its_place && !is_leader && !is_cited {
                let mut found: Vec<Participant> = Vec::new();
                for part in self.tree.conjuncts(kid) {
                    found.extend(self.coloured(part, depth + 1));
                }
                if !found.is_empty() {
                    return found;
                }
                let found = self.looked_up(self.tree.form(kid), &[kid], &Memory::default());
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// "the rebels of the RTB movement", "the English text": an acronym that is also an outlet's, a language.
    fn is_other_than_named(&self, core: &[usize]) -> bool {
        core.iter().any(|&idx| {
            let form = self.tree.form(idx);
            let Some(head) = self.tree.head(idx) else { return false };
            let is_before = matches!(self.tree.relation(idx).base(), "amod" | "compound");
            let is_acronym = form.len() < 6 && self.tree.is_upper(idx) && self.names.outlet(form).is_some();
            let is_outlet = is_acronym && !self.rules.in_class("media-noun", self.tree.lemma(head));
            let is_language =
                form == "English" && (self.tree.lemma(head) == "one" || !self.is_agentive(head));
            is_before && (is_outlet || is_language)
        })
    }

    /// Who the words name by themselves; an ambiguous name is settled by the states the report named before.
    fn looked_up(&self, words: &str, core: &[usize], memory: &Memory) -> Vec<Participant> {
        let mut found = Vec::new();
        if self.is_other_than_named(core) || core.iter().any(|&idx| self.is_pacts_town(idx)) {
            return found;
        }
        for mut resolution in self.names.resolve_all(words, self.day) {
            if resolution.is_ambiguous() {
                resolution.code = self
                    .names
                    .settle_near(&resolution.candidates, &memory.states)
                    .or_else(|| self.foreign(&resolution.candidates, memory));
            }
            if resolution.code.is_some() && !self.is_namesake(core, &resolution) {
                found.extend(self.participant(core, resolution));
            }
        }
        found
    }

    /// "the Paris Agreement", "the Minsk accords": where a pact was made is no party to it. "The Moscow-Minsk pact" names two.
    fn is_pacts_town(&self, town: usize) -> bool {
        let is_hyphened = |idx: usize| matches!(self.tree.form(idx), "-" | "\u{2013}" | "\u{2014}");
        let pact = self.tree.head(town).filter(|&pact| {
            self.tree.relation(town).base() == "compound"
                && town < pact
                && self.rules.in_class("pact", self.tree.lemma(pact))
        });
        let Some(pact) = pact else { return false };
        let is_alone =
            self.tree.kids_by(pact, "compound").filter(|&kid| self.tree.upos(kid) == Upos::Propn).count()
                == 1
                && !(town..pact).any(is_hyphened)
                && !(town > 0 && is_hyphened(town - 1));
        let form = self.tree.form(town);
        is_alone
            && self.names.coordinates(form).is_some()
            && self.names.resolve(form, self.day).sector == Some(Sector::Government)
    }

    /// "Chad Michaels", "Jordan Smith": a person whose given name is a state's.
    fn is_namesake(&self, core: &[usize], resolution: &Resolution) -> bool {
        if resolution.title.is_some() || resolution.sector.is_some() || resolution.person.is_some() {
            return false;
        }
        let person = self.tree.sentence.entities.iter().find(|entity| {
            let (first, end) = (entity.first as usize, entity.end as usize);
            entity.kind == EntityKind::Person && end - first > 1 && core.contains(&first)
        });
        person.is_some_and(|person| {
            let given = self.tree.form(person.first as usize);
            self.names.resolve(given, self.day).code == resolution.code
        })
    }

    /// A name that a state shares with a part of the United States ("Georgia"), in a report on other states: the state.
    fn foreign(&self, candidates: &[ActorCode], memory: &Memory) -> Option<ActorCode> {
        let is_american = |code: &ActorCode| code.as_str() == "USA";
        let mut others = candidates.iter().copied().filter(|code| !is_american(code));
        let other =
            others.next().filter(|_| candidates.iter().any(is_american) && others.next().is_none())?;
        let is_abroad =
            memory.states.iter().any(|code| !is_american(code) && self.names.state(*code).is_some());
        (is_abroad && !memory.states.iter().any(is_american)).then_some(other)
    }

    /// Says whether a word alone names several states.
    pub(crate) fn is_ambiguous(&self, idx: usize) -> bool {
        matches!(self.tree.upos(idx), Upos::Propn | Upos::Adj)
            && self.names.resolve_all(self.tree.form(idx), self.day).iter().any(Resolution::is_ambiguous)
    }

    fn participant(&self, core: &[usize], resolution: Resolution) -> Option<Participant> {
        Some(Participant {
            code: resolution.code,
            sector: resolution.sector.map(|sector| sector.as_str().to_owned()),
            name: resolution.person.unwrap_or(resolution.name),
            title: resolution.title,
            span: self.tree.span_of(core)?,
        })
    }

    fn known_person(&self, head: usize, memory: &Memory) -> Option<Participant> {
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
            span: self.tree.span_of(&words)?,
        })
    }

    /// "jets, two of which bombed it": of whom the counted ones are.
    fn some_of_them(&self, head: usize) -> Vec<Participant> {
        let which = self.tree.kids_by(head, "nmod").find(|&kid| {
            matches!(self.tree.form(kid).to_lowercase().as_str(), "which" | "whom")
                && self.tree.case_of(kid) == "of"
        });
        let is_counted =
            matches!(self.tree.upos(head), Upos::Num | Upos::Pron | Upos::Noun | Upos::Adj | Upos::Det);
        which.filter(|_| is_counted).map_or_else(Vec::new, |which| self.antecedent(which))
    }

    /// "both leaders", "the two countries", "each side": whoever the report paired last.
    fn shared(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_sharer = self.rules.in_class("sharer", self.tree.lemma(head));
        let is_counted = self
            .tree
            .kids(head)
            .iter()
            .any(|&kid| matches!(self.tree.lemma(kid), "both" | "two" | "each" | "either" | "neither"));
        if is_sharer && is_counted { self.last_pair(head, memory) } else { Vec::new() }
    }

    fn last_pair(&self, before: usize, memory: &Memory) -> Vec<Participant> {
        let here = self.list.iter().rev().filter(|mention| mention.head < before);
        for mention in here {
            let parties = self.parties(self.tree.first_conjunct(mention.head));
            if n_codes(&parties) == 2 {
                return parties;
            }
        }
        let mut seen: Vec<Participant> = Vec::new();
        for mention in self.list.iter().filter(|mention| mention.head < before) {
            for party in &mention.parties {
                if !seen.iter().any(|known| known.code == party.code) {
                    seen.push(party.clone());
                }
            }
        }
        if n_codes(&seen) == 2 { seen } else { memory.pair.clone() }
    }

    fn pronoun(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let lemma = self.tree.lemma(head);
        let form = self.tree.form(head).to_lowercase();
        if let Some(about) = self.spoken_of(head) {
            return self.named(about, memory);
        }
        match (lemma, form.as_str()) {
            ("whose", _) | (_, "whose") => self.antecedent(head),
            ("he" | "she" | "his" | "him", _) | (_, "his" | "her" | "him" | "hers") => {
                self.last_person(head, memory)
            }
            ("it" | "its", _) | (_, "its") => self.last_state(head, memory),
            ("they" | "their" | "them", _) | (_, "their" | "them" | "theirs") => {
                self.last_group(head, memory)
            }
            ("we" | "us" | "our" | "ours" | "i" | "my" | "me", _)
            | (_, "we" | "us" | "our" | "ours" | "i" | "my" | "me") => self.speaker(head, memory),
            ("you" | "your", _) | (_, "you" | "your" | "yours") => self.addressee(head, memory),
            ("both" | "each" | "neither" | "either", _) => self.last_pair(head, memory),
            _ if is_reflexive(&form) => self.own_subject(head, memory),
            _ => Vec::new(),
        }
    }

    /// "condemned Chile, whose guards ...", "accused Chile, three of whose jets ...": whoever stands before the clause.
    fn antecedent(&self, relative: usize) -> Vec<Participant> {
        let clause = self
            .tree
            .governors(relative)
            .into_iter()
            .find(|&above| self.tree.relation(above) == Relation::AclRelcl);
        let noun = clause.and_then(|clause| self.tree.head(clause)).filter(|&noun| noun < relative);
        let is_number =
            |&noun: &usize| self.tree.upos(noun) == Upos::Num || self.tree.relation(noun).base() == "appos";
        let above = noun.filter(is_number).and_then(|noun| self.tree.head(noun));
        let mut found = [noun, above].into_iter().flatten().map(|noun| self.one(noun).to_vec());
        found.find(|found| found.len() == 1).unwrap_or_default()
    }

    /// "“They took our boat,” the minister said of the Indian navy": of whom the words that somebody says are said.
    fn spoken_of(&self, pronoun: usize) -> Option<usize> {
        let form = self.tree.form(pronoun).to_lowercase();
        let is_third = matches!(
            form.as_str(),
            "they" | "them" | "their" | "it" | "its" | "he" | "him" | "his" | "she" | "her"
        );
        let saying = self.saying(pronoun).filter(|_| is_third)?;
        self.tree.kids_by(saying, "obl").find(|&kid| {
            kid > saying
                && kid > pronoun
                && self.tree.case_of(kid) == "of"
                && self.tree.kids_by(kid, "acl").next().is_none()
        })
    }

    /// The verb of saying whose words `idx` is part of: above it, or put in between.
    fn saying(&self, idx: usize) -> Option<usize> {
        let is_said = |at: usize| {
            self.tree.is_verb(at)
                && ["report", "vouch", "deny", "believe", "request"]
                    .iter()
                    .any(|class| self.rules.in_class(class, self.tree.lemma(at)))
        };
        let mut below = idx;
        for above in self.tree.governors(idx) {
            let is_content = matches!(self.tree.relation(below).base(), "ccomp" | "xcomp" | "parataxis");
            if is_said(above) && is_content && self.subject_of(above).is_some() {
                return Some(above);
            }
            let beside = self.tree.kids_by(above, "parataxis").find(|&kid| kid != below && is_said(kid));
            if let Some(beside) = beside.filter(|&beside| self.subject_of(beside).is_some()) {
                return Some(beside);
            }
            below = above;
        }
        None
    }

    /// "defended themselves": whoever the nearest verb above has as its subject.
    fn own_subject(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let subject = self.tree.governors(head).into_iter().find_map(|above| self.subject_of(above));
        subject.filter(|&subject| subject != head).map_or_else(Vec::new, |who| self.resolve(who, memory))
    }

    fn subject_of(&self, verb: usize) -> Option<usize> {
        self.tree.kids_by(verb, "nsubj").find(|&kid| {
            !matches!(
                self.tree.form(kid).to_lowercase().as_str(),
                "we" | "i" | "you" | "who" | "which" | "that"
            )
        })
    }

    /// "we", "our": the side of whoever says it, here or in the sentence before.
    fn speaker(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let found = self.saying(head).and_then(|verb| self.subject_of(verb));
        let found = found.map(|subject| self.resolve(subject, memory)).unwrap_or_default();
        // "Our report of Monday" of a newspaper is nobody's word but its own.
        let is_spoken = memory.is_quoted
            || memory.spoke_in == Some(self.tree.sentence.paragraph)
            || (0..self.tree.len()).any(|idx| quotes::mark(self.tree.form(idx), false).is_some());
        let speaker = if is_spoken { memory.speaker.clone() } else { Vec::new() };
        as_side(if found.is_empty() { speaker } else { found })
    }

    /// "you", "your": the side of whoever is told.
    fn addressee(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let Some(verb) = self.saying(head) else { return Vec::new() };
        let told = self.tree.kids(verb).iter().copied().find(|&kid| match self.tree.relation(kid).base() {
            "iobj" | "obj" => true,
            "obl" => self.tree.case_of(kid) == "to",
            _ => false,
        });
        let is_known = |told: &usize| !matches!(self.tree.upos(*told), Upos::Pron);
        as_side(told.filter(is_known).map(|told| self.resolve(told, memory)).unwrap_or_default())
    }

    /// Who spoke last before this sentence.
    pub(crate) fn speaker_before(&self) -> Vec<Participant> {
        self.speaker.clone()
    }

    /// Who speaks in this sentence: the subject of its uppermost verb of saying.
    pub(crate) fn teller(&self) -> Vec<Participant> {
        let is_said = |&at: &usize| {
            self.tree.is_verb(at)
                && matches!(self.tree.relation(at).base(), "root" | "parataxis" | "conj")
                && ["report", "vouch", "deny"]
                    .iter()
                    .any(|class| self.rules.in_class(class, self.tree.lemma(at)))
        };
        let mut saying = (0..self.tree.len()).filter(is_said);
        let found = saying.find_map(|verb| self.subject_of(verb).map(|subject| self.parties(subject)));
        found.unwrap_or_default()
    }

    /// Whoever was named last before `head`, besides `taken`.
    pub(crate) fn last_besides(&self, head: usize, taken: &[Participant]) -> Vec<Participant> {
        let is_other = |mention: &&Mention| mention.parties.iter().all(|party| !is_among(taken, party));
        self.before(head).find(is_other).map_or_else(Vec::new, |mention| mention.parties.clone())
    }

    fn before(&self, head: usize) -> impl Iterator<Item = &Mention> {
        self.list.iter().rev().filter(move |mention| mention.head < head)
    }

    /// "After her visit, Thorsdottir arrived": a pronoun in a phrase before the subject stands for the subject.
    fn ahead(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
        if self.tree.relation(pronoun) != Relation::NmodPoss {
            return Vec::new();
        }
        let mut below = pronoun;
        for above in self.tree.governors(pronoun) {
            if self.tree.kids_by(above, "nsubj").any(|subject| subject < pronoun) {
                return Vec::new();
            }
            let is_fronted = matches!(self.tree.relation(below).base(), "obl" | "advcl") && below < above;
            let subject = self.tree.kids_by(above, "nsubj").find(|&subject| subject > below);
            if let Some(subject) = subject.filter(|_| is_fronted && self.tree.is_verb(above)) {
                let is_named = matches!(self.tree.upos(subject), Upos::Propn | Upos::Noun);
                return if is_named { self.resolve(subject, memory) } else { Vec::new() };
            }
            below = above;
        }
        Vec::new()
    }

    fn last_person(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let ahead = self.ahead(head, memory);
        if !ahead.is_empty() {
            return ahead;
        }
        if self.is_stranger_before(head) {
            return Vec::new();
        }
        let subject = self.before(head).find(|mention| mention.is_person && mention.is_subject);
        let found = subject.or_else(|| self.before(head).find(|mention| mention.is_person));
        match found {
            Some(mention) => mention.parties.clone(),
            None => memory.person.clone().or_else(|| self.agent_subject(head)).into_iter().collect(),
        }
    }

    /// "the minister ... his": a titled noun with a state, where no name stands.
    fn agent_subject(&self, head: usize) -> Option<Participant> {
        let found = self.before(head).find(|mention| mention.is_subject && !mention.is_plural);
        let is_one = |mention: &&Mention| {
            let is_body = mention.parties.iter().any(|party| party.sector.is_some() || party.title.is_some());
            self.is_office(mention.head)
                || self.is_people(mention.head)
                || is_body && self.tree.upos(mention.head) == Upos::Propn
        };
        found.filter(is_one).and_then(|mention| mention.parties.first().cloned())
    }

    /// "Diaz sounded different. He said": a person before the pronoun whose state the report has not told.
    fn is_stranger_before(&self, pronoun: usize) -> bool {
        let known = self.before(pronoun).find(|mention| mention.is_person).map_or(0, |mention| mention.head);
        self.strangers().any(|head| head < pronoun && head >= known)
    }

    /// Subjects that are persons and nobody's.
    fn strangers(&self) -> impl Iterator<Item = usize> {
        (0..self.tree.len()).filter(|&head| {
            self.tree.relation(head).is_subject()
                && self.tree.upos(head) == Upos::Propn
                && self.entity(head) == Some(EntityKind::Person)
                && self.one(head).is_empty()
                && self.tree.kids_by(head, "appos").all(|kid| self.one(kid).is_empty())
        })
    }

    fn last_state(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let own = self.own_speaker(head);
        if !own.is_empty() {
            return own;
        }
        let teller = self.aside_teller(head, memory);
        if !teller.is_empty() {
            return teller;
        }
        let told = self.complained_to(head, memory);
        if !told.is_empty() {
            return told;
        }
        let ahead = self.ahead(head, memory);
        if !ahead.is_empty() {
            return ahead;
        }
        let judged = self.judged_for(head, memory);
        if !judged.is_empty() {
            return judged;
        }
        if let Some(thing) = self.acted_on_before(head) {
            return self.one(thing).to_vec();
        }
        let accuser = self.accuser_of(head);
        let is_one = matches!(self.tree.form(head).to_lowercase().as_str(), "it" | "its");
        let fits = |mention: &&Mention| {
            !mention.is_person
                && mention.parties.len() == 1
                && Some(mention.head) != accuser
                && !(is_one && self.tree.xpos(mention.head) == "NNS")
        };
        let subject = self.before(head).filter(fits).find(|mention| mention.is_subject);
        let found = subject.or_else(|| self.before(head).find(fits));
        match found {
            Some(mention) => mention.parties.clone(),
            None => memory.state.clone().into_iter().collect(),
        }
    }

    /// "rammed the Merdana and fired on it": what the verb before in the same breath acts on.
    fn acted_on_before(&self, pronoun: usize) -> Option<usize> {
        let is_acted_on = matches!(self.tree.relation(pronoun).base(), "obj" | "obl");
        let verb = self.tree.head(pronoun).filter(|_| is_acted_on)?;
        let shares = self.tree.relation(verb).base() == "conj" && self.subject_of(verb).is_none();
        let first = self.tree.head(verb).filter(|&first| shares && self.tree.is_verb(first))?;
        let mut objects = self.tree.kids_by(first, "obj");
        objects.find(|&object| object < verb && matches!(self.tree.upos(object), Upos::Noun | Upos::Propn))
    }

    /// "Cuba will accept it once Washington agrees, its minister said": whoever the words said are about.
    fn own_speaker(&self, pronoun: usize) -> Vec<Participant> {
        let speaker = self.tree.head(pronoun).filter(|_| self.tree.relation(pronoun) == Relation::NmodPoss);
        let Some(saying) = speaker.and_then(|speaker| self.telling(speaker)) else { return Vec::new() };
        let content = self.tree.kids_by(saying, "ccomp").find(|&kid| kid < pronoun);
        let subject = content.and_then(|content| self.tree.kids_by(content, "nsubj").next());
        let found = subject.filter(|&subject| subject < pronoun).map(|subject| self.one(subject).to_vec());
        found.filter(|found| found.len() == 1).unwrap_or_default()
    }

    /// "thanked Washington for its help", "condemned Chad for its raid": the deed of whoever is thanked or blamed.
    fn judged_for(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
        let deed = self.tree.head(pronoun).filter(|_| self.tree.relation(pronoun) == Relation::NmodPoss);
        let verb = deed
            .filter(|&deed| matches!(self.tree.case_of(deed), "for" | "over"))
            .and_then(|deed| self.tree.head(deed))
            .filter(|&verb| {
                self.tree.is_verb(verb)
                    && (self.rules.in_class("about-object", self.tree.lemma(verb))
                        || self.rules.in_class("thanking", self.tree.lemma(verb)))
            });
        let object = verb.and_then(|verb| {
            let kids = self.tree.kids(verb).iter().copied();
            kids.filter(|&kid| kid < pronoun)
                .find(|&kid| matches!(self.tree.relation(kid).base(), "obj" | "iobj"))
        });
        object.map(|object| self.named(object, memory)).unwrap_or_default()
    }

    /// "complained to the council about Niger, whose army, it says, shelled a village": whoever complains says so.
    fn aside_teller(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
        let Some(telling) = self.telling(pronoun).filter(|_| self.tree.form(pronoun) == "it") else {
            return Vec::new();
        };
        let is_aside = self.tree.relation(telling).base() == "parataxis";
        let clause = self
            .tree
            .head(telling)
            .filter(|&clause| is_aside && self.tree.relation(clause) == Relation::AclRelcl);
        let above = clause.and_then(|clause| {
            self.tree.governors(clause).into_iter().find(|&above| self.tree.is_verb(above))
        });
        let subject = above.and_then(|above| self.subject_of(above)).filter(|&subject| subject < pronoun);
        subject
            .map(|subject| self.named(subject, memory))
            .filter(|found| found.len() == 1)
            .unwrap_or_default()
    }

    /// "complained to Mexico that its police ...": what is complained of is the doing of whoever is told.
    fn complained_to(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
        // "protested to Chile against the raid, for which it blames its army": whoever protests blames.
        let is_blaming = self.tree.head(pronoun).is_some_and(|verb| {
            self.tree.relation(pronoun) == Relation::Nsubj
                && self.rules.in_class("charge-verb", self.tree.lemma(verb))
        });
        let complaining = self.tree.governors(pronoun).into_iter().find(|&above| {
            self.tree.is_verb(above)
                && matches!(self.tree.lemma(above), "complain" | "protest")
                && !is_blaming
        });
        let told = complaining.and_then(|verb| {
            self.tree.kids_by(verb, "obl").find(|&kid| matches!(self.tree.case_of(kid), "to" | "with"))
        });
        told.filter(|&told| told < pronoun).map(|told| self.named(told, memory)).unwrap_or_default()
    }

    /// "Bahrain's accusation that it ...": whoever accuses does not speak of themselves.
    fn accuser_of(&self, pronoun: usize) -> Option<usize> {
        let noun = self.tree.governors(pronoun).into_iter().find(|&above| {
            self.tree.upos(above) == Upos::Noun && self.rules.in_class("charge-noun", self.tree.lemma(above))
        })?;
        self.tree.kids_by(noun, "nmod").find(|&kid| {
            self.tree.relation(kid) == Relation::NmodPoss || matches!(self.tree.case_of(kid), "by" | "from")
        })
    }

    fn last_group(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let sides = self.two_sides(head);
        if !sides.is_empty() {
            return sides;
        }
        let fits = |mention: &&Mention| {
            mention.is_plural || self.tree.conjuncts(self.tree.first_conjunct(mention.head)).len() > 1
        };
        let subject = self.before(head).filter(fits).find(|mention| mention.is_subject);
        match subject.or_else(|| self.before(head).find(fits)) {
            Some(mention) => self.parties(self.tree.first_conjunct(mention.head)),
            None if memory.group.is_empty() && self.tree.form(head).eq_ignore_ascii_case("them") => {
                Vec::new()
            }
            None if memory.group.is_empty() => self.last_state(head, memory),
            None => memory.group.clone(),
        }
    }

    /// "Chad asked Niger for talks under their treaty": what is common to two is that of whoever acts and is acted on.
    fn two_sides(&self, pronoun: usize) -> Vec<Participant> {
        let is_common = |noun: usize| {
            self.tree.relation(pronoun) == Relation::NmodPoss
                && self.rules.in_class("pact", self.tree.lemma(noun))
        };
        let Some(pact) = self.tree.head(pronoun).filter(|&noun| is_common(noun)) else { return Vec::new() };
        let Some(verb) = self.tree.governors(pact).into_iter().find(|&above| self.tree.is_verb(above)) else {
            return Vec::new();
        };
        let side = |relations: &[&str]| {
            let mut kids = self.tree.kids(verb).iter().copied();
            let found =
                kids.find(|&kid| kid < pronoun && relations.contains(&self.tree.relation(kid).base()));
            found.filter(|&kid| self.tree.conjuncts(kid).len() == 1).map(|kid| self.one(kid).to_vec())
        };
        match (side(&["nsubj"]), side(&["iobj", "obj"])) {
            (Some(acting), Some(acted_on))
                if acting.len() == 1 && acted_on.len() == 1 && acting[0].code != acted_on[0].code =>
            {
                acting.into_iter().chain(acted_on).collect()
            }
            _ => Vec::new(),
        }
    }

    /// "the country", "the government", "the two men": whoever was named last.
    fn definite(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let has_the = self.tree.has_kid_lemma(head, "det", &["the", "that", "this"])
            || self.tree.kids_by(head, "det").next().is_none()
                && self.rules.in_class("bare-polity", self.tree.lemma(head));
        if !has_the || !self.rules.in_class("polity", self.tree.lemma(head)) {
            return Vec::new();
        }
        let found = if matches!(self.tree.xpos(head), "NNS") {
            self.last_group(head, memory)
        } else {
            let mut telling = self.telling_at_home(head, memory);
            if telling.is_empty() {
                telling = self.telling_on(head, memory);
            }
            if telling.is_empty() { self.last_state(head, memory) } else { telling }
        };
        self.at(head, found)
    }

    /// "the Turkish ministry said. Five Greeks were held, the ministry said": whoever spoke last, called by the same noun.
    fn telling_on(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_bare = self.tree.kids(head).iter().all(|&kid| self.tree.relation(kid).base() == "det");
        match memory.speaker.as_slice() {
            [last] if is_bare && self.telling(head).is_some() => {
                let mut words = last.name.split_whitespace();
                let is_same = words.any(|word| word.eq_ignore_ascii_case(self.tree.lemma(head)));
                Some(last.clone()).filter(|_| is_same).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The verb of saying whose subject the word is.
    fn telling(&self, subject: usize) -> Option<usize> {
        let is_said = |verb: &usize| self.rules.in_class("report", self.tree.lemma(*verb));
        self.tree.head(subject).filter(|_| self.tree.relation(subject) == Relation::Nsubj).filter(is_said)
    }

    /// "ANKARA - A Greek boat entered Turkish waters, the defence ministry said": the ministry of the state that the report
    /// is written in, where what it tells is told of that state and done by another.
    fn telling_at_home(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let content =
            self.telling(head).and_then(|saying| self.tree.kids_by(saying, "ccomp").find(|&kid| kid < head));
        let doer = content.and_then(|content| self.tree.kids_by(content, "nsubj").next());
        let Some((home, doer)) = memory.home.zip(doer) else { return Vec::new() };
        let is_home = |party: &Participant| party.code == Some(home);
        let by_home = self.one(doer).is_empty() || self.one(doer).iter().any(is_home);
        let of_home = self.before(head).flat_map(|mention| &mention.parties).find(|party| is_home(party));
        of_home.filter(|_| !by_home).cloned().into_iter().collect()
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
        // "signed the Law on Ratification": where the reader hangs "on" on the signing.
        let beside = self.tree.head(head).is_some_and(|verb| {
            self.tree
                .kids_by(verb, "obl")
                .any(|kid| says(kid) && self.tree.case_of(kid) == "on" && kid > head)
        });
        is_paper && (self.tree.subtree(head).into_iter().any(says) || is_known || beside)
    }

    /// "Russia's treaty with North Korea", "Moscow ratified the treaty with Pyongyang": whose the pact is.
    fn pact_sides(&self, pact: usize) -> Vec<Participant> {
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

    fn remember(&self, memory: &mut Memory) {
        memory.has_pact = (0..self.tree.len()).any(|idx| {
            matches!(self.tree.upos(idx), Upos::Noun | Upos::Propn)
                && (self.rules.in_class("pact", self.tree.lemma(idx))
                    || self.rules.in_class("pact-part", self.tree.lemma(idx)))
                || self.is_pact_pronoun(idx)
        });
        let told = self.list.iter().filter(|mention| !self.is_place_phrase(mention.head));
        for party in told.flat_map(|mention| &mention.parties) {
            if party.code.is_some() && !is_among(&memory.named, party) {
                memory.named.push(party.clone());
            }
        }
        memory.has_ratification |=
            (0..self.tree.len()).any(|idx| matches!(self.tree.lemma(idx), "ratify" | "ratification"));
        for party in self.list.iter().flat_map(|mention| &mention.parties) {
            if let (Some(sector), Some(code)) = (&party.sector, party.code) {
                memory.bodies.insert(sector.clone(), code);
            }
        }
        for mention in self.list.iter().filter(|mention| self.tree.upos(mention.head) == Upos::Noun) {
            let [party] = mention.parties.as_slice() else { continue };
            let is_body =
                matches!(party.sector.as_deref(), Some("GOV" | "MIL" | "COP" | "LEG" | "JUD" | "SPY"));
            let is_own = self.has_owner(mention.head);
            let noun = self.tree.lemma(mention.head);
            let is_office = crate::nouns::is_of_kind(noun, "person");
            if let Some(code) = party.code.filter(|_| is_body && is_own && !is_office) {
                let noun = noun.to_owned();
                let known = memory.bodies_by_noun.entry(noun).or_insert(Some(code));
                *known = known.filter(|known| *known == code);
            }
        }
        let teller = self.teller();
        if !teller.is_empty() {
            memory.speaker = teller;
            memory.spoke_in = Some(self.tree.sentence.paragraph);
        }
        let last = self.list.iter().rfind(|mention| mention.is_person);
        if memory.is_quoted {
            // Whom somebody speaks of is not who speaks on.
        } else if self.strangers().any(|head| last.is_none_or(|known| head > known.head)) {
            memory.person = None;
        } else if let Some(mention) = last {
            memory.person = mention.parties.first().cloned();
        }
        let subjects = self.list.iter().filter(|mention| !mention.is_person && mention.parties.len() == 1);
        let state = subjects.clone().find(|mention| mention.is_subject).or_else(|| subjects.clone().next());
        if let Some(mention) = state {
            memory.state = mention.parties.first().cloned();
        }
        for pact in (0..self.tree.len()).filter(|&idx| self.rules.in_class("pact", self.tree.lemma(idx))) {
            let parties = self.pact_sides(pact);
            if n_codes(&parties) == 2 {
                count(&mut memory.pact_pairs, parties.clone());
                memory.last_pact.clone_from(&parties);
                memory.count(parties);
            }
        }
        for mention in &self.list {
            let parties = self.parties(self.tree.first_conjunct(mention.head));
            if parties.len() > 1 {
                memory.group.clone_from(&parties);
            }
            if n_codes(&parties) == 2 {
                memory.count(parties);
            }
        }
    }
}

fn learn(memory: &mut Memory, mention: &Mention, day: Option<Date>) {
    let Some(party) = mention.parties.first() else { return };
    let is_name =
        party.name.split_whitespace().last().is_some_and(|word| word.starts_with(char::is_uppercase));
    if is_name && party.code.is_some() {
        let sector = party.sector.as_deref().and_then(Sector::parse);
        memory.people.add(&party.name, party.code, sector, party.title.as_deref(), day);
    }
}

fn n_codes(parties: &[Participant]) -> usize {
    let mut codes: Vec<Option<ActorCode>> = parties.iter().map(|party| party.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len()
}

/// The states that people speak for, without their offices.
fn as_side(mut parties: Vec<Participant>) -> Vec<Participant> {
    for party in &mut parties {
        party.sector = None;
        party.title = None;
    }
    parties
}

/// Says whether two participants stand for the same actor in a claim.
pub(crate) fn same_party(left: &Participant, right: &Participant) -> bool {
    left.code.is_some() && left.code == right.code
}

/// "itself", "themselves": a pronoun for the subject of its own clause.
pub(crate) fn is_reflexive(form: &str) -> bool {
    matches!(form, "itself" | "himself" | "herself" | "themselves" | "themself")
}

/// The same party, and not the two sides of one state, as demonstrators and their government are.
fn same_side(left: &Participant, right: &Participant) -> bool {
    let sides = stands_for_state(left).zip(stands_for_state(right));
    same_party(left, right) && sides.is_none_or(|(one, other)| one == other)
}

/// Whether it acts for its state; `None` where the words leave that open.
fn stands_for_state(party: &Participant) -> Option<bool> {
    match party.sector.as_deref()? {
        "GOV" | "MIL" | "LEG" | "JUD" | "COP" | "SPY" => Some(true),
        "OPP" | "REB" | "CVL" | "LAB" | "EDU" | "REL" | "REF" | "CRM" | "SOC" => Some(false),
        _ => None,
    }
}

/// Says whether the party, or somebody on its side of its state, is among them.
pub(crate) fn is_on_side(parties: &[Participant], party: &Participant) -> bool {
    parties.iter().any(|known| same_side(known, party))
}

pub(crate) fn is_among(parties: &[Participant], party: &Participant) -> bool {
    parties.iter().any(|known| same_party(known, party))
}
