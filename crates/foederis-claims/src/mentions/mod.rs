//! Who is meant: noun phrases and pronouns of one report to states, organisations and people.
//!
//! Keeps a memory of the report so far: who was named last, as a person, as a state, as a pair. Names come from
//! `foederis-names`; this module adds what only the running text knows (titles learned from apposition, pronouns,
//! "both leaders", "the two countries").

mod pacts;
mod people;
mod pronouns;

use std::collections::{BTreeMap, BTreeSet};

use foederis_names::{Names, Registry, Resolution, Sector};
use foederis_types::{ActorCode, Date, EntityKind, Participant, Relation, Upos};

use crate::offices::Offices;
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
    /// Names of people whose state is only inferred.
    inferred: BTreeSet<String>,
    /// The states named so far, which settle ambiguous names (Korea, Congo).
    states: Vec<ActorCode>,
    /// The states and organisations named so far, each as it was named first.
    named: Vec<Participant>,
    person: Option<Participant>,
    state: Option<Participant>,
    group: Vec<Participant>,
    /// The paragraph that named the group.
    grouped_in: u32,
    pair: Vec<Participant>,
    /// Who spoke last.
    pub(crate) speaker: Vec<Participant>,
    /// The paragraph in which they spoke.
    pub(crate) spoke_in: Option<u32>,
    /// Says whether the sentence goes on with a quotation or stands in one.
    pub(crate) is_quoted: bool,
    /// Says whether a pact or a part of one was spoken of in the sentence before.
    has_pact: bool,
    /// Says whether the last sentence was about a pact: its subject.
    is_topic_pact: bool,
    /// Two of one state that the last sentence named together.
    two: Vec<Participant>,
    /// Papers given out, by their noun, and who gave them out: "issued a statement".
    papers: BTreeMap<String, Vec<Participant>>,
    /// A body of state that the last sentence was about, and its paragraph.
    topic: Option<(u32, Participant)>,
    /// The states of the last sentence, in order.
    last_states: Vec<Participant>,
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

    /// The people that were named in full with title and state, by name.
    pub(crate) fn people_told(&self) -> Vec<(String, ActorCode)> {
        let told = self.people.all().iter().filter_map(|person| {
            let title = person.title.as_deref().filter(|_| !self.inferred.contains(&person.name))?;
            let name = person.name.trim_end_matches("'s").trim_end_matches("\u{2019}s");
            // "China's Foreign Ministry" has its own name for a title.
            let is_high = |word: &str| word.starts_with(char::is_uppercase);
            let ends = name.split_once(' ').zip(name.rsplit_once(' '));
            let is_full = ends.is_some_and(|((first, _), (_, last))| is_high(first) && is_high(last));
            person.code.filter(|_| is_full && !name.ends_with(title)).map(|code| (name.to_owned(), code))
        });
        told.collect::<BTreeSet<_>>().into_iter().collect()
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

/// One way to find out who a word stands for.
type Way<'m, 't, 'a> = fn(&Mentions<'m, 't, 'a>, usize, &Memory) -> Vec<Participant>;

/// The mentions of one sentence.
pub(crate) struct Mentions<'m, 't, 'a> {
    has_ratification: bool,
    /// Says whether a pact or a part of one was spoken of in the sentence before.
    has_pact: bool,
    /// Says whether the sentence before was about a pact.
    is_topic_pact: bool,
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
            is_topic_pact: memory.is_topic_pact,
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

    /// The noun phrases that name the party.
    pub(crate) fn heads_of<'s>(&'s self, party: &'s Participant) -> impl Iterator<Item = usize> + 's {
        let named =
            self.list.iter().filter(|mention| mention.parties.iter().any(|known| known.code == party.code));
        named.map(|mention| mention.head)
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
            is_inferred: false,
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
        if parties.is_empty() || self.is_language(head) || self.is_kind_of_thing(head) {
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

    /// "humanitarian aid": of what kind a thing is, and nobody.
    fn is_kind_of_thing(&self, head: usize) -> bool {
        let thing = self.tree.head(head).filter(|_| self.tree.relation(head).base() == "amod");
        self.tree.upos(head) == Upos::Adj
            && self.tree.form(head).starts_with(char::is_lowercase)
            && thing.is_some_and(|thing| thing > head && !self.is_agentive(thing))
    }

    /// "printed in French and in English": no state.
    fn is_language(&self, head: usize) -> bool {
        let first = self.tree.first_conjunct(head);
        let is_bare = self
            .tree
            .kids(head)
            .iter()
            .all(|&kid| matches!(self.tree.relation(kid).base(), "case" | "cc" | "conj" | "punct"));
        let is_in = matches!(self.tree.case_of(head), "in" | "into")
            || matches!(self.tree.case_of(first), "in" | "into");
        let form = self.tree.form(head);
        let is_demonym = form.ends_with("sh")
            || form.ends_with("ese")
            || form.ends_with("ian")
            || form.ends_with("ch")
            || matches!(
                form,
                "German"
                    | "Korean"
                    | "Arabic"
                    | "Greek"
                    | "Hebrew"
                    | "Hindi"
                    | "Thai"
                    | "Dari"
                    | "Pashto"
                    | "Farsi"
            );
        is_in && is_bare && is_demonym && form.starts_with(char::is_uppercase)
    }

    /// "China's coastguard", "the Chilean navy": told whose it is.
    fn has_owner(&self, head: usize) -> bool {
        self.tree.kids(head).iter().any(|&kid| {
            let is_before = self.tree.relation(kid) == Relation::NmodPoss
                || matches!(self.tree.relation(kid).base(), "amod" | "compound");
            is_before && matches!(self.tree.upos(kid), Upos::Propn | Upos::Adj)
        })
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
            && !self.rules.in_class("not-people", self.tree.lemma(head))
            && if self.rules.in_class("polity", self.tree.lemma(head)) {
                crate::nouns::is_of_kind(self.tree.lemma(head), "person")
            } else {
                parties.iter().any(|party| party.title.is_some())
            };
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
        // What happens on the border of two is done to neither for that.
        let is_border = matches!(self.tree.lemma(head), "border" | "frontier" | "boundary");
        let of_border = if is_border { self.hyphened(head) } else { Vec::new() };
        if !of_border.is_empty() {
            return if self.tree.relation(head).base() == "obj" { of_border } else { Vec::new() };
        }
        let early: [(Way<'m, 't, 'a>, bool); 4] = [
            (Self::shared, true),
            (Self::one_of_two, true),
            (Self::half, false),
            (|own, head, _| own.of_pact(head), false),
        ];
        let found = self.first_of(&early, head, memory);
        if !found.is_empty() {
            return found;
        }
        if let Some(owner) = self.counterpart_of(head).or_else(|| self.ally_of(head)) {
            return self.at(head, self.across_from(head, owner, memory));
        }
        let late: [(Way<'m, 't, 'a>, bool); 7] = [
            (Self::named, false),
            (Self::definite, false),
            (Self::issued, true),
            (Self::spoken_for, false),
            (|own, head, _| own.local(head), false),
            (Self::serving, false),
            (|own, head, memory| own.domestic(head, memory).into_iter().collect(), false),
        ];
        self.first_of(&late, head, memory)
    }

    /// Whom the first of several ways that knows anybody finds; at the words of `head` where the way says so.
    fn first_of(&self, ways: &[(Way<'m, 't, 'a>, bool)], head: usize, memory: &Memory) -> Vec<Participant> {
        let found = ways.iter().map(|(way, is_here)| (way(self, head, memory), *is_here));
        match found.into_iter().find(|(found, _)| !found.is_empty()) {
            Some((found, true)) => self.at(head, found),
            Some((found, false)) => found,
            None => Vec::new(),
        }
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
            is_inferred: false,
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

    /// "the seizure of a lorry in the town of Tacna": tied to a state by nothing but where it is.
    pub(crate) fn is_only_there(&self, head: usize) -> bool {
        let is_there = |&kid: &usize| kid != head && self.is_place_phrase(kid);
        let places: Vec<usize> = self.tree.subtree(head).into_iter().filter(is_there).collect();
        // "a consulate in Tacna" is set up with the state's leave, "the junta in Lima" is the state's.
        let lemma = self.tree.lemma(head);
        let has_sector = self.names.agent(lemma).is_some_and(|agent| agent.sector.is_some());
        let is_body = has_sector || self.rules.in_class("office-body", lemma);
        let is_of_place = |party: &Participant| places.iter().any(|&kid| is_among(self.one(kid), party));
        let parties = self.one(head);
        self.is_place_phrase(head)
            || self.tree.upos(head) == Upos::Noun
                && !is_body
                && !parties.is_empty()
                && parties.iter().all(is_of_place)
    }

    fn is_place_phrase(&self, head: usize) -> bool {
        let first = self.tree.first_conjunct(head);
        matches!(self.tree.relation(first).base(), "obl" | "nmod")
            && self.tree.relation(first) != Relation::NmodPoss
            && matches!(
                self.tree.case_of(first),
                "in" | "at" | "near" | "over" | "off" | "outside" | "around" | "across" | "through"
            )
            // "the border town of Gaya"
            || self.tree.relation(first).base() == "nmod"
                && self.tree.case_of(first) == "of"
                && self.tree.head(first).is_some_and(|noun| self.rules.in_class("locality", self.tree.lemma(noun)))
                && self.one(first).iter().all(|party| {
                    let state = party.code.and_then(|code| self.names.state(code));
                    state.is_some_and(|state| *state.name != *party.name)
                })
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
            // "its Kazakh neighbours", "his neighbours in Chad": whoever has them is none of them.
            let is_owner =
                relation == Relation::NmodPoss && !self.rules.in_class("relational", self.tree.lemma(head));
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
                    let found =
                        if shared.is_empty() { self.named_below(part, memory, depth + 1) } else { shared };
                    let is_country = self.rules.in_class("country", self.tree.lemma(part));
                    if found.is_empty() && is_country { self.definite(part, memory) } else { found }
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
            is_inferred: false,
            span: self.tree.span_of(core)?,
        })
    }

    fn remember(&self, memory: &mut Memory) {
        memory.is_topic_pact = (0..self.tree.len()).any(|idx| {
            let is_main = self.tree.head(idx).is_some_and(|verb| self.tree.head(verb).is_none());
            self.tree.relation(idx).is_subject() && is_main && self.is_about_pact(idx)
        });
        for paper in (0..self.tree.len()).filter(|&idx| self.rules.in_class("paper", self.tree.lemma(idx))) {
            let issuer = self.issuer(paper);
            if !issuer.is_empty() {
                memory.papers.insert(self.tree.lemma(paper).to_owned(), issuer);
            }
        }
        let two = self.list.iter().find(|mention| {
            mention.is_subject && self.tree.conjuncts(self.tree.first_conjunct(mention.head)).len() == 2
        });
        memory.two = two.map_or_else(Vec::new, |mention| mention.parties.clone());
        memory.topic = self.topic().map(|party| (self.tree.sentence.paragraph, party));
        memory.last_states.clear();
        for party in self.list.iter().flat_map(|mention| &mention.parties) {
            if party.code.is_some_and(|code| self.names.state(code).is_some())
                && !is_among(&memory.last_states, party)
            {
                memory.last_states.push(party.clone());
            }
        }
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
            // "Putin met Kim. He said": whoever acts stays the one spoken of.
            let is_main = |mention: &&Mention| {
                let verb = self.tree.head(mention.head).filter(|_| mention.is_subject && mention.is_person);
                verb.is_some_and(|verb| self.tree.head(verb).is_none())
            };
            let main = self.list.iter().find(is_main).unwrap_or(mention);
            memory.person = main.parties.first().cloned();
        }
        let subjects = self.list.iter().filter(|mention| !mention.is_person && mention.parties.len() == 1);
        let state = subjects.clone().find(|mention| mention.is_subject).or_else(|| subjects.clone().next());
        if let Some(mention) = state {
            memory.state = mention.parties.first().cloned();
        }
        for pact in (0..self.tree.len()).filter(|&idx| self.rules.in_class("pact", self.tree.lemma(idx))) {
            let parties = self.pact_sides(pact);
            // "Article 51 of the UN Charter" ties nobody to the UN.
            let is_charter = self.tree.lemma(pact) == "charter"
                && parties.iter().any(|party| party.code.is_none_or(|code| self.names.state(code).is_none()));
            if n_codes(&parties) > 1 && !is_charter {
                count(&mut memory.pact_pairs, parties.clone());
                memory.last_pact.clone_from(&parties);
                if n_codes(&parties) == 2 {
                    memory.count(parties);
                }
            }
        }
        for mention in &self.list {
            let first = self.tree.first_conjunct(mention.head);
            // "its procedures and Article 51 of the UN Charter" are no two that go together.
            if !self.tree.conjuncts(first).into_iter().all(|head| self.is_agentive(head)) {
                continue;
            }
            let parties = self.parties(first);
            if parties.len() > 1 {
                memory.grouped_in = self.tree.sentence.paragraph;
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
        match party.is_inferred {
            true => drop(memory.inferred.insert(party.name.clone())),
            false => drop(memory.inferred.remove(&party.name)),
        }
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
pub(crate) fn as_side(mut parties: Vec<Participant>) -> Vec<Participant> {
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
