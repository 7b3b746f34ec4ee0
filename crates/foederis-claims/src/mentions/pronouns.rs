//! Whom words that name nobody stand for: pronouns, "the country", "both sides", "her counterpart".

use foederis_types::{EntityKind, Participant, Relation, Upos};

use super::{Memory, Mention, Mentions, as_side, is_among, is_reflexive, n_codes};
use crate::quotes;

impl Mentions<'_, '_, '_> {
    /// "her counterpart": the pronoun, where nothing says of which state the counterpart is.
    pub(super) fn counterpart_of(&self, head: usize) -> Option<usize> {
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

    /// "its ally": the pronoun, where nothing says which.
    pub(super) fn ally_of(&self, head: usize) -> Option<usize> {
        let is_ally = self.is_common_noun(head) && matches!(self.tree.form(head), "ally" | "partner");
        let is_bare = self.tree.kids(head).iter().all(|&kid| {
            !matches!(self.tree.relation(kid).base(), "amod" | "compound" | "appos")
                && (self.tree.relation(kid).base() != "nmod" || self.tree.relation(kid) == Relation::NmodPoss)
        });
        let owner = self.tree.kids_by(head, "nmod").find(|&kid| self.tree.upos(kid) == Upos::Pron);
        owner.filter(|_| is_ally && is_bare)
    }

    /// Whose a counterpart is: of the state that the name behind it tells, else of the other of the two that the report
    /// speaks of together.
    pub(super) fn across_from(&self, head: usize, owner: usize, memory: &Memory) -> Vec<Participant> {
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

    /// "jets, two of which bombed it": of whom the counted ones are.
    pub(super) fn some_of_them(&self, head: usize) -> Vec<Participant> {
        let which = self.tree.kids_by(head, "nmod").find(|&kid| {
            matches!(self.tree.form(kid).to_lowercase().as_str(), "which" | "whom")
                && self.tree.case_of(kid) == "of"
        });
        let is_counted =
            matches!(self.tree.upos(head), Upos::Num | Upos::Pron | Upos::Noun | Upos::Adj | Upos::Det);
        which.filter(|_| is_counted).map_or_else(Vec::new, |which| self.antecedent(which))
    }

    /// "the former", "the latter", of two states named in the sentence before.
    pub(super) fn one_of_two(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let [former, latter] = memory.last_states.as_slice() else { return Vec::new() };
        let is_bare =
            self.tree.kids(head).iter().all(|&kid| kid > head || self.tree.relation(kid).base() == "det");
        let is_the = self.tree.has_kid_lemma(head, "det", &["the"]) && is_bare;
        match self.tree.form(head) {
            "former" if is_the => vec![former.clone()],
            "latter" if is_the => vec![latter.clone()],
            _ => Vec::new(),
        }
    }

    /// "both leaders", "the two countries", "each side": whoever the report paired last.
    pub(super) fn shared(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_sharer = self.rules.in_class("sharer", self.tree.lemma(head));
        let is_counted = self
            .tree
            .kids(head)
            .iter()
            .any(|&kid| matches!(self.tree.lemma(kid), "both" | "two" | "each" | "either" | "neither"));
        if is_sharer && is_counted {
            return self.last_pair(head, memory);
        }
        match self.counted_alone(head) {
            Some(2) => self.last_pair(head, memory),
            Some(n) => self.states_as_many(head, n, memory),
            None => Vec::new(),
        }
    }

    /// "the two", "all three", "the pair": how many they are.
    fn counted_alone(&self, head: usize) -> Option<usize> {
        let is_alone = self.tree.has_kid_lemma(head, "det", &["the", "all", "these", "those"])
            && self
                .tree
                .kids(head)
                .iter()
                .all(|&kid| matches!(self.tree.relation(kid).base(), "det" | "case" | "punct"));
        let n = match self.tree.lemma(head) {
            "pair" | "duo" => Some(2),
            "trio" => Some(3),
            lemma => number_in_words(lemma).filter(|_| self.tree.upos(head) == Upos::Num),
        };
        let can_act = matches!(self.tree.relation(head).base(), "nsubj" | "obl" | "obj" | "nmod");
        n.filter(|_| is_alone && can_act)
    }

    fn is_denier(&self, head: usize) -> bool {
        let verb = self.tree.head(head).filter(|_| self.tree.relation(head).is_subject());
        verb.is_some_and(|verb| self.rules.in_class("deny", self.tree.lemma(verb)))
    }

    /// The last `n` that the sentence names together before a word.
    fn last_of(&self, n: usize, before: usize) -> Option<Vec<Participant>> {
        let mut groups =
            self.before(before).map(|mention| self.parties(self.tree.first_conjunct(mention.head)));
        groups.find(|parties| n_codes(parties) == n)
    }

    pub(super) fn last_pair(&self, before: usize, memory: &Memory) -> Vec<Participant> {
        if let Some(pair) = self.last_of(2, before) {
            return pair;
        }
        let mut seen: Vec<Participant> = Vec::new();
        for mention in self.list.iter().filter(|mention| mention.head < before) {
            for party in &mention.parties {
                if !seen.iter().any(|known| known.code == party.code) {
                    seen.push(party.clone());
                }
            }
        }
        // "accused Chile of arming Bolivia, which both deny": not the accuser.
        if n_codes(&seen) == 3 && self.is_denier(before) {
            let accuser = self.list.iter().find(|mention| mention.is_subject);
            seen.retain(|party| !accuser.is_some_and(|mention| is_among(&mention.parties, party)));
        }
        let last = || if n_codes(&memory.last_states) == 2 { memory.last_states.clone() } else { Vec::new() };
        // The sentence before names two others.
        let is_passing = n_codes(&memory.last_states) == 2
            && !memory.last_states.iter().any(|party| is_among(&memory.pair, party));
        match n_codes(&seen) {
            2 => seen,
            _ if memory.pair.is_empty() || is_passing => last(),
            _ => memory.pair.clone(),
        }
    }

    pub(super) fn pronoun(&self, head: usize, memory: &Memory) -> Vec<Participant> {
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
            ("it" | "its", _) | (_, "its") if self.stands_for_pact(head) => Vec::new(),
            ("it" | "its", _) | (_, "its") => self.last_state(head, memory),
            ("they" | "their" | "them", _) | (_, "their" | "them" | "theirs") => {
                self.last_group(head, memory)
            }
            ("we" | "us" | "our" | "ours" | "i" | "my" | "me", _)
            | (_, "we" | "us" | "our" | "ours" | "i" | "my" | "me") => self.speaker(head, memory),
            ("you" | "your", _) | (_, "you" | "your" | "yours") => self.addressee(head, memory),
            ("each" | "all", _) if n_codes(&memory.group) > 2 => memory.group.clone(),
            ("both" | "each" | "neither" | "either", _) => {
                let pair = self.last_pair(head, memory);
                // "The president and the minister spoke. Both said": of one state.
                let is_two = pair.is_empty() && lemma == "both" && !memory.two.is_empty();
                if is_two { memory.two.clone() } else { pair }
            }
            _ if is_reflexive(&form) => self.own_subject(head, memory),
            _ => Vec::new(),
        }
    }

    /// "condemned Chile, whose guards ...", "accused Chile, three of whose jets ...": whoever stands before the clause.
    pub(super) fn antecedent(&self, relative: usize) -> Vec<Participant> {
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
        found.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// "“They took our boat,” the minister said of the Indian navy": of whom the words that somebody says are said.
    pub(super) fn spoken_of(&self, pronoun: usize) -> Option<usize> {
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
                // Nobody is said of himself: and whoever is sought is not sought in his own phrase again.
                && !self.tree.governors(pronoun).contains(&kid)
        })
    }

    /// The verb of saying whose words `idx` is part of: above it, or put in between.
    pub(super) fn saying(&self, idx: usize) -> Option<usize> {
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
    pub(super) fn own_subject(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let subject = self.tree.governors(head).into_iter().find_map(|above| self.subject_of(above));
        subject.filter(|&subject| subject != head).map_or_else(Vec::new, |who| self.resolve(who, memory))
    }

    pub(super) fn subject_of(&self, verb: usize) -> Option<usize> {
        self.tree.kids_by(verb, "nsubj").find(|&kid| {
            !matches!(
                self.tree.form(kid).to_lowercase().as_str(),
                "we" | "i" | "you" | "who" | "which" | "that"
            )
        })
    }

    /// "we", "our": the side of whoever says it, here or in the sentence before.
    pub(super) fn speaker(&self, head: usize, memory: &Memory) -> Vec<Participant> {
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
    pub(super) fn addressee(&self, head: usize, memory: &Memory) -> Vec<Participant> {
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
                && ["report", "vouch", "deny", "speaking"]
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

    pub(super) fn before(&self, head: usize) -> impl Iterator<Item = &Mention> {
        self.list.iter().rev().filter(move |mention| mention.head < head)
    }

    /// "After her visit, Thorsdottir arrived": a pronoun in a phrase before the subject stands for the subject.
    pub(super) fn ahead(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
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

    pub(super) fn last_person(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let ahead = self.ahead(head, memory);
        if !ahead.is_empty() {
            return ahead;
        }
        if let Some(known) = self.who_of(head).or_else(|| self.own_teller(head)) {
            return known;
        }
        // "Peru had expelled the Chilean envoy, he said": whoever spoke on, and none of whom it is said.
        let is_late = self.telling(head).is_some_and(|verb| {
            self.tree.kids_by(verb, "ccomp").any(|content| content < head)
                || self.tree.relation(verb).base() == "parataxis"
        });
        if is_late
            && memory.spoke_in == Some(self.tree.sentence.paragraph)
            && let Some(person) = &memory.person
        {
            return vec![person.clone()];
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

    /// "met Kim, who said that his army": whoever the clause is about.
    fn who_of(&self, pronoun: usize) -> Option<Vec<Participant>> {
        let is_about = |&above: &usize| {
            self.tree.relation(above) == Relation::AclRelcl
                && self.tree.kids_by(above, "nsubj").any(|kid| self.tree.form(kid) == "who" && kid < pronoun)
        };
        let clause = self.tree.governors(pronoun).into_iter().find(is_about)?;
        let noun = self.tree.head(clause).filter(|&noun| noun < pronoun)?;
        Some(self.one(noun).to_vec()).filter(|found| found.len() == 1)
    }

    /// "Its editor said that she stood by it": whoever speaks of himself, known or not.
    fn own_teller(&self, pronoun: usize) -> Option<Vec<Participant>> {
        let is_subject = self.tree.relation(pronoun) == Relation::Nsubj;
        let content = self.tree.head(pronoun).filter(|&verb| {
            is_subject
                && matches!(self.tree.relation(verb).base(), "ccomp")
                && self.tree.form(pronoun).len() < 4
        })?;
        let saying = self
            .tree
            .head(content)
            .filter(|&saying| self.rules.in_class("report", self.tree.lemma(saying)) && saying < pronoun)?;
        let teller = self.subject_of(saying).filter(|&teller| teller < saying)?;
        let is_unknown = self.one(teller).is_empty()
            && self.tree.upos(teller) == Upos::Noun
            && self.tree.xpos(teller) == "NN"
            && crate::nouns::is_of_kind(self.tree.lemma(teller), "person");
        is_unknown.then(Vec::new)
    }

    /// "the minister ... his": a titled noun with a state, where no name stands.
    pub(super) fn agent_subject(&self, head: usize) -> Option<Participant> {
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
    pub(super) fn is_stranger_before(&self, pronoun: usize) -> bool {
        let known = self.before(pronoun).find(|mention| mention.is_person).map_or(0, |mention| mention.head);
        self.strangers().any(|head| head < pronoun && head >= known)
    }

    /// Subjects that are persons and nobody's.
    pub(super) fn strangers(&self) -> impl Iterator<Item = usize> {
        (0..self.tree.len()).filter(|&head| {
            self.tree.relation(head).is_subject()
                && self.tree.upos(head) == Upos::Propn
                && self.entity(head) == Some(EntityKind::Person)
                && self.one(head).is_empty()
                && self.tree.kids_by(head, "appos").all(|kid| self.one(kid).is_empty())
        })
    }

    pub(super) fn last_state(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let meant = [
            self.own_speaker(head),
            self.aside_teller(head, memory),
            self.complained_to(head, memory),
            self.ahead(head, memory),
            self.judged_for(head, memory),
        ];
        if let Some(found) = meant.into_iter().find(|found| !found.is_empty()) {
            return found;
        }
        if let Some(thing) = self.acted_on_before(head) {
            return self.one(thing).to_vec();
        }
        let accuser = self.accuser_of(head);
        let within = self.told_of_another(head);
        let is_one = matches!(self.tree.form(head).to_lowercase().as_str(), "it" | "its");
        let fits = |mention: &&Mention| {
            !mention.is_person
                && mention.parties.len() == 1
                && Some(mention.head) != accuser
                && !within.contains(&mention.head)
                && !(is_one && self.tree.xpos(mention.head) == "NNS")
        };
        let subject = self.before(head).filter(fits).find(|mention| mention.is_subject);
        let found = subject.or_else(|| self.before(head).find(fits));
        match found {
            Some(mention) => mention.parties.clone(),
            None => memory.state.clone().into_iter().collect(),
        }
    }

    /// "arms for Chad, which it has ruled out so far": what the clause tells of is none of its doers, nor are those named in it.
    fn told_of_another(&self, pronoun: usize) -> Vec<usize> {
        let is_done_to = |&above: &usize| {
            let is_object = |kid: usize| matches!(self.tree.form(kid), "which" | "that") && kid < pronoun;
            self.tree.relation(above) == Relation::AclRelcl && self.tree.kids_by(above, "obj").any(is_object)
        };
        let clause = self.tree.governors(pronoun).into_iter().find(is_done_to);
        let noun = clause.and_then(|clause| self.tree.head(clause)).filter(|&noun| noun < pronoun);
        noun.map_or_else(Vec::new, |noun| self.tree.subtree(noun))
    }

    /// "rammed the Merdana and fired on it": what the verb before in the same breath acts on.
    pub(super) fn acted_on_before(&self, pronoun: usize) -> Option<usize> {
        let is_acted_on = matches!(self.tree.relation(pronoun).base(), "obj" | "obl");
        let verb = self.tree.head(pronoun).filter(|_| is_acted_on)?;
        let shares = self.tree.relation(verb).base() == "conj" && self.subject_of(verb).is_none();
        let first = self.tree.head(verb).filter(|&first| shares && self.tree.is_verb(first))?;
        let mut objects = self.tree.kids_by(first, "obj");
        objects.find(|&object| object < verb && matches!(self.tree.upos(object), Upos::Noun | Upos::Propn))
    }

    /// "Cuba will accept it once Washington agrees, its minister said": whoever the words said are about.
    pub(super) fn own_speaker(&self, pronoun: usize) -> Vec<Participant> {
        let speaker = self.tree.head(pronoun).filter(|_| self.tree.relation(pronoun) == Relation::NmodPoss);
        let Some(saying) = speaker.and_then(|speaker| self.telling(speaker)) else { return Vec::new() };
        let content = self.tree.kids_by(saying, "ccomp").find(|&kid| kid < pronoun);
        let subject = content.and_then(|content| self.tree.kids_by(content, "nsubj").next());
        let found = subject.filter(|&subject| subject < pronoun).map(|subject| self.one(subject).to_vec());
        found.filter(|found| found.len() == 1).unwrap_or_default()
    }

    /// "thanked Washington for its help", "condemned Chad for its raid": the deed of whoever is thanked or blamed.
    pub(super) fn judged_for(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
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
    pub(super) fn aside_teller(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
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
    pub(super) fn complained_to(&self, pronoun: usize, memory: &Memory) -> Vec<Participant> {
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
    pub(super) fn accuser_of(&self, pronoun: usize) -> Option<usize> {
        let noun = self.tree.governors(pronoun).into_iter().find(|&above| {
            self.tree.upos(above) == Upos::Noun && self.rules.in_class("charge-noun", self.tree.lemma(above))
        })?;
        self.tree.kids_by(noun, "nmod").find(|&kid| {
            self.tree.relation(kid) == Relation::NmodPoss || matches!(self.tree.case_of(kid), "by" | "from")
        })
    }

    pub(super) fn last_group(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let sides = self.two_sides(head);
        if !sides.is_empty() {
            return sides;
        }
        if self.is_of_strangers(head) {
            return Vec::new();
        }
        let fits = |mention: &&Mention| {
            mention.is_plural || self.tree.conjuncts(self.tree.first_conjunct(mention.head)).len() > 1
        };
        let subject = self.before(head).filter(fits).find(|mention| mention.is_subject);
        // A group named long ago is not who "them" are.
        let is_stale = self.tree.sentence.paragraph.saturating_sub(memory.grouped_in) > 1;
        let is_pronoun = matches!(self.tree.form(head).to_lowercase().as_str(), "them" | "they" | "their");
        match subject.or_else(|| self.before(head).find(fits)) {
            Some(mention) => self.parties(self.tree.first_conjunct(mention.head)),
            None if is_stale && is_pronoun => Vec::new(),
            None if memory.group.is_empty() && self.tree.form(head).eq_ignore_ascii_case("them") => {
                Vec::new()
            }
            None if memory.group.is_empty() => self.last_state(head, memory),
            None => memory.group.clone(),
        }
    }

    /// "the three countries": the group if it is of three, else the states named so far if these are; nobody where no three are.
    fn as_many(&self, head: usize, group: Vec<Participant>, memory: &Memory) -> Vec<Participant> {
        let Some(n) = self.tree.kids_by(head, "nummod").find_map(|kid| number_in_words(self.tree.lemma(kid)))
        else {
            return group;
        };
        if group.len() == n || !self.rules.in_class("country", self.tree.lemma(head)) {
            return group;
        }
        self.states_as_many(head, n, memory)
    }

    /// The group named last if it is of `n`, else the states named so far if these are.
    fn states_as_many(&self, head: usize, n: usize, memory: &Memory) -> Vec<Participant> {
        if let Some(group) = self.last_of(n, head) {
            return group;
        }
        if n_codes(&memory.group) == n {
            return memory.group.clone();
        }
        let here =
            self.before(head).filter(|mention| !mention.is_person).flat_map(|mention| &mention.parties);
        let mut states: Vec<Participant> = Vec::new();
        for party in memory.named.iter().chain(here) {
            let is_state = party.code.is_some_and(|code| self.names.state(code).is_some());
            if is_state && !states.iter().any(|other| other.code == party.code) {
                states.push(party.clone());
            }
        }
        if states.len() == n { states } else { Vec::new() }
    }

    /// "15,000 soldiers have been sent and 4,700 of them killed": people whose state nobody has told.
    fn is_of_strangers(&self, pronoun: usize) -> bool {
        let is_people = |&noun: &usize| {
            self.tree.xpos(noun) == "NNS"
                && self.tree.upos(noun) == Upos::Noun
                && (self.is_people(noun) || self.rules.in_class("force", self.tree.lemma(noun)))
        };
        let nearest = (0..pronoun).rev().find(is_people);
        let is_them = matches!(self.tree.form(pronoun).to_lowercase().as_str(), "them" | "they" | "their");
        is_them
            && nearest.is_some_and(|noun| self.one(noun).is_empty() && self.tree.relation(noun).is_subject())
    }

    /// "Chad asked Niger for talks under their treaty": what is common to two is that of whoever acts and is acted on.
    pub(super) fn two_sides(&self, pronoun: usize) -> Vec<Participant> {
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
    pub(super) fn definite(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let has_the = self.tree.has_kid_lemma(head, "det", &["the", "that", "this"])
            || self.tree.kids_by(head, "det").next().is_none()
                && self.rules.in_class("bare-polity", self.tree.lemma(head));
        if !has_the || !self.rules.in_class("polity", self.tree.lemma(head)) {
            return Vec::new();
        }
        let found = if matches!(self.tree.xpos(head), "NNS") {
            self.as_many(head, self.last_group(head, memory), memory)
        } else {
            let mut telling = self.telling_at_home(head, memory);
            if telling.is_empty() {
                telling = self.telling_on(head, memory);
            }
            let is_country = self.rules.in_class("country", self.tree.lemma(head));
            if telling.is_empty() {
                telling = self.the_official(head, memory).into_iter().collect();
            }
            if !telling.is_empty() || self.is_told_of_guests(head) {
                telling
            } else if is_country {
                self.last_country(head, memory)
            } else {
                self.last_state(head, memory)
            }
        };
        self.at(head, found)
    }

    /// "the spokesman", "the minister": whoever the report named with that office last, if all who bear it are of one state.
    fn the_official(&self, head: usize, memory: &Memory) -> Option<Participant> {
        let office = self.tree.lemma(head);
        let is_bare = self
            .tree
            .kids(head)
            .iter()
            .all(|&kid| !matches!(self.tree.relation(kid).base(), "amod" | "compound" | "nmod"));
        if !is_bare || !crate::nouns::is_of_kind(office, "person") {
            return None;
        }
        let bears = |title: Option<&str>| title.is_some_and(|title| title.to_lowercase().contains(office));
        let known: Vec<_> = memory.people.all().iter().filter(|one| bears(one.title.as_deref())).collect();
        let last = known.last()?;
        let code = last.code.filter(|code| known.iter().all(|one| one.code == Some(*code)))?;
        Some(Participant {
            code: Some(code),
            sector: last.sector.map(|sector| sector.as_str().to_owned()),
            name: last.name.clone(),
            title: last.title.clone(),
            is_inferred: memory.inferred.contains(&last.name),
            span: self.tree.token(head).span,
        })
    }

    /// "the country": the state named last, and no organisation.
    fn last_country(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let is_state = |parties: &[Participant]| matches!(parties, [party] if party.code.is_some_and(|code| self.names.state(code).is_some()));
        let found = self.last_state(head, memory);
        if is_state(&found) {
            return found;
        }
        let mut before = self.before(head).filter(|mention| !mention.is_person && is_state(&mention.parties));
        before
            .next()
            .map_or_else(|| memory.state.clone().into_iter().collect(), |mention| mention.parties.clone())
    }

    /// "the Turkish ministry said. Five Greeks were held, the ministry said": whoever spoke last, called by the same noun.
    pub(super) fn telling_on(&self, head: usize, memory: &Memory) -> Vec<Participant> {
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

    /// "Two Russian instructors are in Mali, the government said": as likely of the one as of the other.
    fn is_told_of_guests(&self, head: usize) -> bool {
        let telling = self.tree.head(head).filter(|_| self.tree.relation(head) == Relation::Nsubj);
        let content = telling.and_then(|telling| self.tree.kids_by(telling, "ccomp").find(|&kid| kid < head));
        let Some(content) = content else { return false };
        let is_place = |kid: &usize| {
            matches!(self.tree.relation(*kid).base(), "obl")
                && matches!(self.tree.case_of(*kid), "in" | "at" | "near")
        };
        let of = |kid: usize| self.one(kid).first().and_then(|party| party.code);
        let doer = self.tree.kids_by(content, "nsubj").next();
        let guests = doer.filter(|&doer| matches!(self.tree.upos(doer), Upos::Noun)).and_then(of);
        let hosts = self.tree.kids(content).iter().copied().filter(is_place).find_map(of);
        guests.is_some() && hosts.is_some() && guests != hosts
    }

    /// The verb of saying whose subject the word is.
    pub(super) fn telling(&self, subject: usize) -> Option<usize> {
        let is_said = |verb: &usize| self.rules.in_class("report", self.tree.lemma(*verb));
        self.tree.head(subject).filter(|_| self.tree.relation(subject) == Relation::Nsubj).filter(is_said)
    }

    /// "ANKARA - A Greek boat entered Turkish waters, the defence ministry said": the ministry of the state that the report
    /// is written in, where what it tells is told of that state and done by another.
    pub(super) fn telling_at_home(&self, head: usize, memory: &Memory) -> Vec<Participant> {
        let content =
            self.telling(head).and_then(|saying| self.tree.kids_by(saying, "ccomp").find(|&kid| kid < head));
        let doer = content.and_then(|content| self.tree.kids_by(content, "nsubj").next());
        let Some((home, doer)) = memory.home.zip(doer) else { return Vec::new() };
        let is_home = |party: &Participant| party.code == Some(home);
        let by_home = self.one(doer).is_empty() || self.one(doer).iter().any(is_home);
        let of_home = self.before(head).flat_map(|mention| &mention.parties).find(|party| is_home(party));
        of_home.filter(|_| !by_home).cloned().into_iter().collect()
    }
}

/// The small numbers that groups of states are counted in.
fn number_in_words(lemma: &str) -> Option<usize> {
    let words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.iter().position(|word| *word == lemma).map(|at| at + 2)
}
