//! Subjects and objects: who does it and what it is done to, where the tree has lost or crossed them.

use foederis_types::{Relation, Upos};

use super::{Arcs, DITRANSITIVE, Mender, raise};

impl Mender<'_> {
    /// "Talks failed – Chile fired", "says that troops crossed into Peru; Chile denies it": of two subjects apart, the first is
    /// that of the verb right behind it.
    pub(super) fn parted_subjects(&self, arcs: &mut Arcs) {
        for verb in 3..arcs.heads.len() {
            let subjects: Vec<usize> = arcs.kids_by(verb, "nsubj").filter(|&kid| kid < verb).collect();
            let [first, second] = subjects[..] else { continue };
            let start = arcs.first_of(second);
            let is_parted = start > 0 && matches!(self.form(start - 1), "–" | "—" | "-" | "--" | ";");
            let inner = arcs.kids_by(first, "acl").find(|&kid| {
                let is_past = matches!(self.xpos(kid), "VBD" | "VBN" | "VBZ" | "VBP");
                is_past
                    && kid > first
                    && kid < start
                    && !arcs.has_subject(kid)
                    && arcs.relations[kid] == Relation::Acl
            });
            let Some(inner) = inner.filter(|_| is_parted && self.is_name(first)) else { continue };
            let that = arcs
                .kids_by(inner, "mark")
                .chain(arcs.kids_by(first, "mark"))
                .find(|&mark| self.form(mark) == "that");
            let saying = that.and_then(|that| (0..that).rev().find(|&idx| self.is_verb(idx)));
            arcs.hang(first, inner, Relation::Nsubj);
            match saying {
                Some(saying) => arcs.hang(inner, saying, Relation::Ccomp),
                None => arcs.hang(inner, verb, Relation::Parataxis),
            }
            if self.xpos(inner) == "VBN" && arcs.kids_by(inner, "aux").next().is_none() {
                arcs.tags.push((inner, Upos::Verb, "VBD"));
            }
        }
    }

    /// "Russia acknowledges North Korean troops fought in Kursk": what is acknowledged is that they fought.
    pub(super) fn said_troops(&self, arcs: &mut Arcs) {
        const INTRANSITIVE: &[&str] = &[
            "fight", "cross", "enter", "flee", "leave", "withdraw", "retreat", "advance", "land", "die",
            "arrive", "fire",
        ];
        for did in 3..arcs.heads.len() {
            let is_past = matches!(self.xpos(did), "VBN" | "VBD") && arcs.relations[did] == Relation::Acl;
            let noun = arcs.heads[did]
                .filter(|&noun| is_past && noun + 1 == did && arcs.relations[noun].base() == "obj");
            let saying = noun.and_then(|noun| arcs.heads[noun]).filter(|&verb| {
                matches!(
                    self.lemma(arcs, verb),
                    "acknowledge"
                        | "admit"
                        | "confirm"
                        | "say"
                        | "claim"
                        | "believe"
                        | "think"
                        | "allege"
                        | "deny"
                        | "concede"
                        | "insist"
                )
            });
            let is_active = arcs.kids_by(did, "obj").any(|object| object > did)
                || INTRANSITIVE.contains(&self.sentence.tokens[did].lemma.as_str());
            let is_by = arcs.kids(did).any(|kid| arcs.relations[kid] == Relation::OblAgent);
            if let (Some(noun), Some(saying), true, false) = (noun, saying, is_active, is_by) {
                arcs.hang(did, saying, Relation::Ccomp);
                arcs.hang(noun, did, Relation::Nsubj);
                arcs.tags.push((did, Upos::Verb, "VBD"));
            }
        }
    }

    /// "Chile, which Bolivia says attacked Peru": what the clause brings out does what somebody says.
    pub(super) fn said_relatives(&self, arcs: &mut Arcs) {
        for saying in 2..arcs.heads.len() {
            let is_relative = self.is_verb(saying) && arcs.relations[saying] == Relation::AclRelcl;
            let teller = arcs.kids_by(saying, "nsubj").find(|&kid| kid < saying).filter(|_| is_relative);
            let content = arcs.kids_by(saying, "ccomp").find(|&content| {
                content > saying
                    && !arcs.has_subject(content)
                    && arcs.kids_by(content, "mark").next().is_none()
            });
            let (Some(teller), Some(content)) = (teller, content) else { continue };
            let which =
                (0..teller).rev().find(|&idx| matches!(self.form(idx), "which" | "who" | "that" | ","));
            let Some(which) = which.filter(|&which| self.form(which) != ",") else { continue };
            let is_in = |head: Option<usize>| head == Some(saying) || head == Some(content);
            if is_in(arcs.heads[which]) && matches!(arcs.relations[which].base(), "obj" | "nsubj" | "obl") {
                arcs.hang(which, content, Relation::Nsubj);
                if self.xpos(content) == "VBN" && arcs.kids_by(content, "aux").next().is_none() {
                    arcs.tags.push((content, Upos::Verb, "VBD"));
                }
            }
        }
    }

    /// "Reports that Chile had fired were denied by Lima", "News that it had came from Quito": the verb behind what the noun
    /// says is the main one.
    pub(super) fn told_roots(&self, arcs: &mut Arcs) {
        let Some(noun) = (0..arcs.heads.len()).find(|&idx| arcs.heads[idx].is_none()) else { return };
        let content = arcs.kids(noun).find(|&kid| {
            arcs.relations[kid].base() == "acl"
                && kid > noun
                && arcs.kids_by(kid, "mark").any(|mark| self.form(mark) == "that")
        });
        let Some(content) = content.filter(|_| self.is_name(noun)) else { return };
        let verb = arcs.kids(noun).find(|&kid| {
            let has_tense = self.is_finite(kid)
                || arcs.kids_by(kid, "aux").any(|aux| matches!(self.xpos(aux), "VBD" | "VBZ" | "VBP" | "MD"));
            kid > content && has_tense && arcs.relations[kid].base() == "acl" && !arcs.has_subject(kid)
        });
        let Some(verb) = verb.filter(|&verb| arcs.kids_by(verb, "mark").next().is_none()) else { return };
        let is_passive = arcs.kids(verb).any(|kid| arcs.relations[kid] == Relation::AuxPass);
        let relation = if is_passive { Relation::NsubjPass } else { Relation::Nsubj };
        raise(arcs, noun, verb, relation, |relation| relation.base() == "punct");
    }

    /// "The king, as is his custom, pardoned two sailors.": a sentence without a verb at its top has the past form that
    /// the reader took for a participle.
    pub(super) fn lost_root(&self, arcs: &mut Arcs) {
        let Some(root) = (0..arcs.heads.len()).find(|&idx| arcs.heads[idx].is_none()) else { return };
        let has_verb =
            arcs.kids(root).any(|kid| matches!(arcs.relations[kid].base(), "cop" | "aux" | "nsubj"));
        if !self.is_name(root) || has_verb {
            return;
        }
        let Some(verb) = arcs.kids_by(root, "acl").find(|&verb| {
            verb > root
                && self.is_verb(verb)
                && matches!(self.xpos(verb), "VBD" | "VBN")
                && arcs.relations[verb] == Relation::Acl
                && (self.form(verb - 1) == "," && arcs.kids_by(verb, "obj").any(|kid| kid > verb)
                    || self.is_done_alone(verb))
                && !arcs.kids(verb).any(|kid| matches!(arcs.relations[kid].base(), "mark" | "nsubj" | "aux"))
        }) else {
            return;
        };
        arcs.heads[verb] = None;
        arcs.relations[verb] = Relation::Root;
        arcs.hang(root, verb, Relation::Nsubj);
    }

    /// "Oman and Qatar mediated between Iran and Belgium": a verb that nobody suffers is no participle.
    fn is_done_alone(&self, verb: usize) -> bool {
        matches!(self.sentence.tokens[verb].lemma.as_str(), "mediate" | "intercede" | "negotiate" | "clash")
            && matches!(self.form(verb + 1), "between" | "with" | "in" | "on")
    }

    /// "that Iraq is massing tanks close to the frontier": the name before the verb is its subject, not that of its object.
    pub(super) fn objects_subjects(&self, arcs: &mut Arcs) {
        for name in 0..arcs.heads.len() {
            let verb = arcs.heads[name].and_then(|thing| {
                let verb = arcs.heads[thing]?;
                let is_between = name < verb && verb < thing;
                let is_object = arcs.relations[thing].base() == "obj" && self.is_verb(verb);
                (is_between && is_object && arcs.relations[name] == Relation::Nsubj).then_some(verb)
            });
            if let Some(verb) = verb.filter(|&verb| !arcs.has_subject(verb)) {
                arcs.hang(name, verb, Relation::Nsubj);
            }
        }
    }

    /// "submitted to parliament the bill ratifying the pact": the bill is what is submitted, and what ratifies.
    pub(super) fn late_papers(&self, arcs: &mut Arcs) {
        for noun in 2..arcs.heads.len().saturating_sub(1) {
            let Some(gerund) = arcs.heads[noun].filter(|&gerund| gerund == noun + 1) else { continue };
            let is_paper = matches!(self.form(noun), "bill" | "law" | "decree" | "act")
                && arcs.relations[noun] == Relation::Nsubj
                && self.xpos(gerund) == "VBG";
            let verb = arcs.heads[gerund].filter(|&verb| {
                is_paper && verb < noun && self.is_verb(verb) && arcs.relations[gerund].base() == "advcl"
            });
            let Some(verb) = verb else { continue };
            // "put his signature to the law ratifying the pact": the preposition is the law's.
            let before = arcs.first_of(noun).checked_sub(1).filter(|&before| before > verb);
            let case = before.filter(|&before| {
                arcs.relations[before] == Relation::Case
                    && arcs.heads[before].is_some_and(|head| head > gerund)
            });
            let relation = match case {
                Some(case) => {
                    arcs.hang(case, noun, Relation::Case);
                    Relation::Obl
                }
                None if arcs.kids_by(verb, "obj").next().is_none() => Relation::Obj,
                None => continue,
            };
            arcs.hang(noun, verb, relation);
            arcs.hang(gerund, noun, Relation::Acl);
        }
    }

    /// "did Qatari and Israeli officials meet": two adjectives of one noun, and no two subjects.
    pub(super) fn paired_adjectives(&self, arcs: &mut Arcs) {
        for first in 0..arcs.heads.len().saturating_sub(3) {
            let (and, second) = (first + 1, first + 2);
            let noun = arcs.heads[second].filter(|&noun| {
                self.form(and) == "and"
                    && arcs.relations[second].base() == "amod"
                    && noun > second
                    && self.sentence.tokens[second].span.of(self.text).starts_with(char::is_uppercase)
            });
            let is_second_subject = noun.is_some_and(|noun| {
                arcs.relations[first] == Relation::Nsubj
                    && arcs.relations[noun] == Relation::Nsubj
                    && arcs.heads[first] == arcs.heads[noun]
            });
            if let Some(noun) = noun.filter(|_| is_second_subject) {
                arcs.hang(first, noun, Relation::Amod);
                arcs.hang(second, first, Relation::Conj);
                arcs.hang(and, second, Relation::Cc);
            }
        }
    }

    /// "Peru's army shot at the boat": the noun right before a verb that acts on something is whoever acts, and no part of the
    /// verb's name.
    pub(super) fn compound_subjects(&self, arcs: &mut Arcs) {
        for verb in 1..arcs.heads.len().saturating_sub(1) {
            let name = verb - 1;
            let is_clause = arcs.heads[verb].is_none()
                || matches!(arcs.relations[verb].base(), "ccomp" | "parataxis" | "advcl" | "conj");
            let is_part = arcs.heads[name] == Some(verb)
                && matches!(arcs.relations[name].base(), "compound" | "obl" | "nmod")
                && self.is_name(name)
                && arcs.kids_by(name, "case").next().is_none();
            let is_past = self.is_verb(verb) && matches!(self.xpos(verb), "VBD" | "VBN" | "VB" | "NNP");
            let acts = arcs
                .kids(verb)
                .any(|kid| kid > verb && matches!(arcs.relations[kid].base(), "obj" | "obl" | "ccomp"));
            let has_helper =
                arcs.kids(verb).any(|kid| matches!(arcs.relations[kid].base(), "aux" | "cop" | "case"));
            if !is_clause || !is_part || !is_past || !acts || has_helper || arcs.has_subject(verb) {
                continue;
            }
            let before: Vec<usize> = arcs.kids(verb).filter(|&kid| kid < name).collect();
            for kid in before {
                if matches!(arcs.relations[kid].base(), "det" | "amod" | "nmod" | "compound" | "nummod") {
                    arcs.heads[kid] = Some(name);
                }
            }
            arcs.hang(name, verb, Relation::Nsubj);
        }
    }

    /// "Israel bombed Gaza and Hamas fired rockets": the noun right before a finite verb that has no subject is its
    /// subject, not one more object of the verb before.
    pub(super) fn lost_subjects(&self, arcs: &mut Arcs) {
        for verb in 2..arcs.heads.len() {
            let is_finite = self.is_verb(verb) && matches!(self.xpos(verb), "VBD" | "VBZ" | "VBP");
            let is_unmarked =
                arcs.relations[verb].base() == "ccomp" && arcs.kids_by(verb, "mark").next().is_none();
            // A finite verb is no part of a noun phrase.
            let is_misplaced = matches!(arcs.relations[verb].base(), "nmod" | "obl" | "obj" | "amod" | "dep")
                && arcs.heads[verb].is_some_and(|head| head < verb && self.is_verb(head))
                && arcs.kids_by(verb, "case").next().is_none();
            if !is_finite
                || !(arcs.relations[verb].base() == "conj" || is_unmarked || is_misplaced)
                || arcs.kids_by(verb, "nsubj").next().is_some()
            {
                continue;
            }
            let first = arcs.kids(verb).filter(|&kid| kid < verb).chain([verb]).min().unwrap_or(verb);
            if let Some(subject) = self.conjunct_ending_at(arcs, first) {
                arcs.hang(subject, verb, Relation::Nsubj);
                arcs.relations[verb] = Relation::Conj;
                let joined: Vec<usize> = arcs.kids_by(subject, "cc").filter(|&kid| kid < subject).collect();
                for word in joined {
                    arcs.hang(word, verb, Relation::Cc);
                }
            }
        }
    }

    /// "Chad shelled Faya, and Libya shelled Sabha": a finite verb between two names is no adjective of the second.
    pub(super) fn swallowed_verbs(&self, arcs: &mut Arcs) {
        let is_propn = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn;
        for verb in 1..arcs.heads.len().saturating_sub(1) {
            let is_finite = self.is_verb(verb) && matches!(self.xpos(verb), "VBD" | "VBZ" | "VBP" | "VBN");
            let thing = arcs.heads[verb].filter(|&thing| {
                is_finite
                    && thing > verb
                    && is_propn(thing)
                    && matches!(arcs.relations[verb].base(), "amod" | "compound")
            });
            let Some(thing) =
                thing.filter(|&thing| is_propn(verb - 1) && arcs.heads[verb - 1] == Some(thing))
            else {
                continue;
            };
            let subject = verb - 1;
            let Some(above) = arcs.heads[thing].filter(|&above| above > thing && self.is_verb(above)) else {
                continue;
            };
            let later = arcs.kids_by(thing, "conj").find(|&name| name > thing && name < above);
            let is_before = matches!(arcs.relations[thing].base(), "nsubj" | "obj");
            if let Some(later) = later.filter(|_| is_before) {
                (arcs.heads[verb], arcs.relations[verb]) = (arcs.heads[above], arcs.relations[above]);
                arcs.hang(above, verb, Relation::Conj);
                arcs.hang(thing, verb, Relation::Obj);
                arcs.hang(subject, verb, Relation::Nsubj);
                arcs.hang(later, above, Relation::Nsubj);
                let before: Vec<usize> =
                    arcs.kids(above).filter(|&kid| kid < subject && kid != verb).collect();
                for kid in before {
                    arcs.heads[kid] = Some(verb);
                }
            }
        }
    }

    /// "Reports that it had are false, the ministry said": of two that go before, the first is what is false and the
    /// second who says so.
    pub(super) fn crossed_subjects(&self, arcs: &mut Arcs) {
        for saying in 3..arcs.heads.len() {
            let said = arcs.kids_by(saying, "ccomp").find(|&said| said < saying);
            let Some(said) = said.filter(|_| self.is_verb(saying)) else { continue };
            let first = arcs.kids_by(saying, "nsubj").find(|&kid| kid < said);
            let second = arcs.kids_by(said, "nsubj").find(|&kid| kid > said && kid < saying);
            if let (Some(first), Some(second)) = (first, second) {
                arcs.hang(first, said, Relation::Nsubj);
                arcs.hang(second, saying, Relation::Nsubj);
            }
        }
    }

    /// "From 1 March Kenya will allow ...": the name right before a finite verb without a subject is its subject.
    pub(super) fn near_subjects(&self, arcs: &mut Arcs) {
        for verb in 1..arcs.heads.len() {
            let aux = arcs.kids_by(verb, "aux").filter(|&aux| aux < verb).min();
            let is_finite = self.is_verb(verb)
                && (aux.is_some_and(|aux| matches!(self.xpos(aux), "MD" | "VBZ" | "VBP" | "VBD"))
                    || matches!(self.xpos(verb), "VBZ" | "VBD"));
            let is_clause = matches!(arcs.relations[verb].base(), "root" | "ccomp" | "advcl" | "parataxis");
            if !is_finite || !is_clause || arcs.has_subject(verb) {
                continue;
            }
            let first = aux.unwrap_or(verb);
            let before = (0..first).rev().find(|&idx| self.sentence.tokens[idx].upos != Upos::Adv);
            let mark = arcs.kids_by(verb, "mark").filter(|&mark| mark < first).max();
            let is_marked = |idx: usize| {
                let start = arcs.kids(idx).min().unwrap_or(idx).min(idx);
                self.sentence.tokens[idx].upos == Upos::Noun && mark.is_some_and(|mark| start == mark + 1)
            };
            let is_taken_for_part = |idx: usize| {
                arcs.heads[idx] == Some(verb) && arcs.relations[idx].base() == "compound" && idx + 1 == first
            };
            let is_it = |idx: usize| {
                self.sentence.tokens[idx].upos == Upos::Propn || is_marked(idx) || is_taken_for_part(idx)
            };
            let Some(last) = before.filter(|&idx| is_it(idx)) else { continue };
            let mut name = last;
            while arcs.heads[name].is_some_and(|head| {
                head < name
                    && self.sentence.tokens[head].upos == Upos::Propn
                    && matches!(arcs.relations[name].base(), "flat" | "compound")
            }) {
                name = arcs.heads[name].unwrap_or(name);
            }
            while let Some(first) = arcs.heads[name]
                .filter(|&first| first < name && self.is_name(first) && arcs.relations[name].base() == "conj")
            {
                name = first;
            }
            let opens = |arcs: &Arcs, name: usize| {
                let start = arcs.kids(name).filter(|&kid| kid < name).min().unwrap_or(name);
                last + 1 == first && start > 0 && self.form(start - 1) == ","
            };
            let is_either = arcs.kids(name).any(|kid| arcs.relations[kid] == Relation::CcPreconj);
            let is_part = arcs.heads[name] == Some(verb)
                && matches!(arcs.relations[name].base(), "obj" | "iobj" | "advmod" | "aux");
            let is_free = !is_part
                && arcs.kids_by(name, "case").next().is_none()
                && (arcs.relations[name].base() != "appos" || is_either || opens(arcs, name))
                && arcs.heads[name].is_some_and(|head| {
                    // A part of what stands behind the verb it is none.
                    let is_across = head > verb && matches!(arcs.relations[name].base(), "compound" | "amod");
                    head == verb || head < name || is_across
                })
                && arcs.heads[verb] != Some(name);
            if is_free {
                arcs.hang(name, verb, Relation::Nsubj);
            }
        }
    }

    /// "is supplied with shells by Peru": who does what is done, and nobody who made the things it is done with.
    pub(super) fn far_agents(&self, arcs: &mut Arcs) {
        const THINGS: [&str; 6] = ["artifact", "food", "substance", "vehicle", "weapon", "unit"];
        for doer in 3..arcs.heads.len() {
            let is_by = arcs.relations[doer].base() == "nmod"
                && arcs.kids_by(doer, "case").any(|kid| self.form(kid) == "by");
            let Some(thing) = arcs.heads[doer].filter(|&thing| is_by && thing < doer) else { continue };
            let is_thing = || {
                let lemma = self.lemma(arcs, thing);
                THINGS.iter().any(|kind| crate::nouns::is_of_kind(lemma, kind))
                    && !crate::nouns::is_of_kind(lemma, "writing")
            };
            let verb = arcs.heads[thing].filter(|&verb| {
                verb < thing && lacks_agent(arcs, verb) && arcs.relations[thing].base() == "obl"
            });
            if let Some(verb) = verb.filter(|_| is_thing()) {
                arcs.hang(doer, verb, Relation::OblAgent);
            }
        }
        // "were set free by their captors"
        for doer in 3..arcs.heads.len() {
            let is_by = arcs.relations[doer].base() == "obl"
                && arcs.kids_by(doer, "case").any(|kid| self.form(kid) == "by");
            let state = arcs.heads[doer].filter(|&state| is_by && arcs.relations[state].base() == "xcomp");
            let state = state.filter(|&state| self.sentence.tokens[state].upos == Upos::Adj);
            let verb = state.and_then(|state| arcs.heads[state]).filter(|&verb| lacks_agent(arcs, verb));
            if let Some(verb) = verb {
                arcs.hang(doer, verb, Relation::OblAgent);
            }
        }
    }

    /// "Chad's gift of flour to Niger went by rail": what stands between a subject and its verb, with no comma, is the
    /// subject's.
    pub(super) fn subject_phrases(&self, arcs: &mut Arcs) {
        const OF_NOUNS: [&str; 7] = ["to", "for", "against", "with", "from", "between", "into"];
        for idx in 2..arcs.heads.len() {
            let Some(verb) = arcs.heads[idx].filter(|&verb| idx < verb && self.is_verb(verb)) else {
                continue;
            };
            let case = arcs.kids_by(idx, "case").find(|&kid| OF_NOUNS.contains(&self.form(kid)));
            let Some(case) = case.filter(|_| arcs.relations[idx].base() == "obl" && self.is_name(idx)) else {
                continue;
            };
            let subject = arcs.kids_by(verb, "nsubj").find(|&subject| subject < case);
            let is_noun = |subject: usize| self.sentence.tokens[subject].upos == Upos::Noun;
            let is_close =
                |subject: usize| !(subject..case).any(|at| matches!(self.form(at), "," | "-" | ";"));
            if let Some(subject) = subject.filter(|&subject| is_noun(subject) && is_close(subject)) {
                arcs.hang(idx, subject, Relation::Nmod);
            }
        }
    }

    /// "tortured hillmen from Vietnam": of people, where they are from, unless the verb moves them.
    pub(super) fn people_from(&self, arcs: &mut Arcs) {
        const MOVES: [&str; 44] = [
            "expel",
            "deport",
            "evict",
            "remove",
            "withdraw",
            "pull",
            "recall",
            "bar",
            "ban",
            "drive",
            "evacuate",
            "rescue",
            "free",
            "release",
            "fly",
            "send",
            "flee",
            "exclude",
            "keep",
            "stop",
            "prevent",
            "protect",
            "separate",
            "move",
            "transfer",
            "extradite",
            "hide",
            "shield",
            "dismiss",
            "fire",
            "suspend",
            "oust",
            "chase",
            "cut",
            "bring",
            "take",
            "banish",
            "clear",
            "save",
            "discourage",
            "deter",
            "repatriate",
            "eject",
            "hear",
        ];
        for idx in 3..arcs.heads.len() {
            let Some(verb) = arcs.heads[idx].filter(|&verb| verb < idx && self.is_verb(verb)) else {
                continue;
            };
            let is_place =
                arcs.relations[idx].base() == "obl" && self.sentence.tokens[idx].upos == Upos::Propn;
            let case = arcs.kids_by(idx, "case").find(|&kid| is_place && self.form(kid) == "from");
            let Some(people) = case.and_then(|case| case.checked_sub(1)) else { continue };
            let is_people = arcs.heads[people] == Some(verb)
                && arcs.relations[people].base() == "obj"
                && crate::nouns::is_of_kind(self.lemma(arcs, people), "person");
            if is_people && !MOVES.contains(&self.lemma(arcs, verb)) {
                arcs.hang(idx, people, Relation::Nmod);
            }
        }
    }

    /// "will send Bosnia six engines": a name between a verb of giving and a counted noun is who gets it.
    pub(super) fn near_recipients(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len().saturating_sub(3) {
            let name = verb + 1;
            if !self.is_verb(verb) || self.sentence.tokens[name].upos != Upos::Propn {
                continue;
            }
            let last = (name..arcs.heads.len())
                .take_while(|&idx| self.sentence.tokens[idx].upos == Upos::Propn)
                .last()
                .unwrap_or(name);
            let next = last + 1;
            let is_giving = DITRANSITIVE.contains(&self.form(verb));
            let starts = next < arcs.heads.len()
                && (matches!(self.sentence.tokens[next].upos, Upos::Det | Upos::Num)
                    || is_giving && matches!(self.sentence.tokens[next].upos, Upos::Noun | Upos::Adj))
                && self.form(next) != "all";
            let Some(thing) = arcs.heads[name].filter(|&thing| starts && thing >= next) else { continue };
            let is_object = arcs.heads[thing] == Some(verb)
                && matches!(arcs.relations[thing].base(), "obj" | "obl" | "xcomp")
                && matches!(arcs.relations[name].base(), "compound" | "flat" | "nmod" | "amod" | "nummod");
            if !is_object {
                continue;
            }
            for idx in name + 1..=last {
                arcs.hang(idx, name, Relation::Flat);
            }
            let astray: Vec<usize> = (next..thing).filter(|&idx| arcs.heads[idx] == Some(name)).collect();
            for idx in astray {
                let is_number = self.sentence.tokens[idx].upos == Upos::Num;
                arcs.hang(idx, thing, if is_number { Relation::Nummod } else { arcs.relations[idx] });
            }
            arcs.hang(name, verb, Relation::Iobj);
            arcs.hang(thing, verb, Relation::Obj);
        }
    }

    /// A noun with "and" before it, coordinated with another noun, whose phrase ends right before `end`.
    fn conjunct_ending_at(&self, arcs: &Arcs, end: usize) -> Option<usize> {
        (1..end).rev().take(6).find(|&noun| {
            self.is_name(noun)
                && arcs.relations[noun].base() == "conj"
                && arcs.heads[noun].is_some_and(|head| head < noun && self.is_name(head))
                && arcs.kids_by(noun, "cc").any(|kid| kid < noun)
                && arcs.last_of(noun) + 1 == end
        })
    }

    /// "called a halt to it", "gave him ten years", "signed into law the treaty": a noun without a preposition behind a
    /// verb that acts on nothing else is what it acts on.
    pub(super) fn bare_objects(&self, arcs: &mut Arcs) {
        const TIMES: [&str; 12] = [
            "day",
            "week",
            "month",
            "year",
            "night",
            "morning",
            "evening",
            "afternoon",
            "weekend",
            "time",
            "hour",
            "way",
        ];
        for noun in 1..arcs.heads.len() {
            let Some(verb) = arcs.heads[noun].filter(|&verb| verb < noun && self.is_verb(verb)) else {
                continue;
            };
            let is_given = arcs.kids_by(verb, "iobj").any(|kid| kid < noun);
            let lemma = self.sentence.tokens[noun].lemma.as_str();
            let is_bare = match arcs.relations[noun] {
                Relation::OblUnmarked => is_given,
                Relation::Obl => !TIMES.contains(&lemma),
                Relation::Xcomp => self.sentence.tokens[verb].lemma == "call",
                _ => false,
            };
            let is_plain = self.sentence.tokens[noun].upos == Upos::Noun
                && !arcs
                    .kids(noun)
                    .any(|kid| matches!(arcs.relations[kid].base(), "case" | "mark" | "advmod"))
                && arcs.kids(noun).any(|kid| {
                    kid < noun && matches!(arcs.relations[kid].base(), "det" | "nmod" | "nummod" | "amod")
                })
                && arcs.kids_by(verb, "obj").next().is_none()
                && arcs.kids_by(verb, "aux").all(|aux| arcs.relations[aux] != Relation::AuxPass);
            if is_bare && is_plain {
                arcs.relations[noun] = Relation::Obj;
            }
        }
    }

    /// "handed over to Peru two men": a second subject right of the verb is what it acts on.
    pub(super) fn late_objects(&self, arcs: &mut Arcs) {
        for verb in 1..arcs.heads.len() {
            let is_plain = |kid: usize| arcs.relations[kid] == Relation::Nsubj;
            let has_first = arcs.kids_by(verb, "nsubj").any(|kid| kid < verb && is_plain(kid));
            let is_full = arcs
                .kids(verb)
                .any(|kid| matches!(arcs.relations[kid].base(), "obj" | "cop" | "ccomp" | "expl"));
            if !has_first || is_full || !self.is_verb(verb) {
                continue;
            }
            let is_late = |&kid: &usize| {
                kid > verb + 1
                    && is_plain(kid)
                    && self.sentence.tokens[kid].upos == Upos::Noun
                    && arcs.kids_by(verb, "obl").any(|phrase| verb < phrase && phrase < arcs.first_of(kid))
                    && (verb..arcs.first_of(kid)).all(|idx| !matches!(self.form(idx), "," | ";"))
            };
            let late = arcs.kids_by(verb, "nsubj").find(is_late);
            if let Some(late) = late {
                arcs.relations[late] = Relation::Obj;
            }
        }
    }

    /// "acknowledges that it detained them but denies that it beat them": the second verb goes with the first one of its
    /// tense, not with the clause between.
    pub(super) fn far_verbs(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len() {
            let below = arcs.heads[verb].filter(|&below| {
                self.is_verb(verb)
                    && (matches!(self.xpos(verb), "VBZ" | "VBD" | "VBP") || self.tense(arcs, verb) == "VBZ")
                    && arcs.relations[verb].base() == "conj"
                    && below < verb
                    && (arcs.relations[below].base() == "ccomp"
                        || self.xpos(below) == "VBG"
                            && matches!(arcs.relations[below].base(), "advcl" | "acl"))
                    && (arcs.kids_by(below, "mark").next().is_some()
                        || self.xpos(verb) == "VBD"
                            && arcs.kids_by(below, "aux").any(|aux| self.form(aux) == "had"))
                    && !arcs.kids(verb).any(|kid| {
                        matches!(arcs.relations[kid].base(), "nsubj" | "mark")
                            || arcs.relations[kid].base() == "aux" && self.form(kid) != "has"
                    })
            });
            let Some(below) = below else { continue };
            let Some(mut above) = arcs.heads[below].filter(|&above| above < below) else { continue };
            if self.xpos(below) == "VBG" && !self.is_verb(above) {
                above = arcs.heads[above].filter(|&verb| verb < above).unwrap_or(above);
            }
            let is_gerund = self.xpos(below) == "VBG";
            let is_of_tense =
                |idx: usize| self.is_verb(idx) && self.tense(arcs, idx) == self.tense(arcs, verb);
            let is_perfect = arcs.kids_by(below, "aux").next().is_some();
            // "said troops had crossed and fired": a participle as much as a past tense.
            let is_participle = self.xpos(verb) == "VBD"
                && self.form(verb).ends_with("ed")
                && arcs.kids_by(below, "aux").any(|aux| self.form(aux) == "had");
            if is_participle && !self.names_again(arcs, verb, below) {
                continue;
            }
            if is_of_tense(above) && (is_perfect || is_gerund || !is_of_tense(below)) {
                arcs.heads[verb] = Some(above);
            }
        }
    }

    /// "said Chile had broken the pact and expelled the Chilean envoy": whoever is acted on is of the side that acted before.
    fn names_again(&self, arcs: &Arcs, verb: usize, before: usize) -> bool {
        let Some(subject) = arcs.kids_by(before, "nsubj").next() else { return false };
        // "said a ship had entered its waters and expelled it"
        let is_pronoun = |idx: usize| matches!(self.form(idx), "it" | "them" | "him" | "her");
        if arcs.kids_by(verb, "obj").any(is_pronoun) {
            return true;
        }
        let stem = |idx: usize| {
            let is_capital = self.sentence.tokens[idx].span.of(self.text).starts_with(char::is_uppercase);
            self.form(idx).get(..4).filter(|_| is_capital)
        };
        let known: Vec<&str> = (arcs.first_of(subject)..=arcs.last_of(subject)).filter_map(stem).collect();
        (verb..=arcs.last_of(verb)).filter_map(stem).any(|stem| known.contains(&stem))
    }

    /// The tag of the verb that is bent: "has" of "has taken".
    fn tense(&self, arcs: &Arcs, verb: usize) -> &'static str {
        let bent = arcs.kids_by(verb, "aux").find(|&aux| self.form(aux) == "has");
        bent.map_or(self.xpos(verb), |_| "VBZ")
    }

    /// "recalled its man in Tel Aviv", "closed its embassy in Lima": where what is one's own is goes with it.
    pub(super) fn own_places(&self, arcs: &mut Arcs) {
        for place in 2..arcs.heads.len() {
            let verb = arcs.heads[place].filter(|&verb| verb < place && self.is_verb(verb));
            let Some(verb) = verb.filter(|_| {
                arcs.relations[place].base() == "obl" && self.sentence.tokens[place].upos == Upos::Propn
            }) else {
                continue;
            };
            let case = arcs.kids_by(place, "case").find(|&case| self.form(case) == "in");
            let thing = case.and_then(|case| case.checked_sub(1));
            let is_own = |thing: usize| {
                arcs.heads[thing] == Some(verb)
                    && arcs.relations[thing].base() == "obj"
                    && self.sentence.tokens[thing].upos == Upos::Noun
                    && arcs.kids(thing).any(|kid| {
                        arcs.relations[kid] == Relation::NmodPoss
                            && self.sentence.tokens[kid].upos == Upos::Pron
                    })
            };
            if let Some(thing) = thing.filter(|&thing| is_own(thing)) {
                arcs.hang(place, thing, Relation::Nmod);
            }
        }
    }
}

/// Says whether something is done to its subject, by nobody named.
fn lacks_agent(arcs: &Arcs, verb: usize) -> bool {
    arcs.kids(verb).any(|kid| arcs.relations[kid] == Relation::AuxPass)
        && !arcs.kids(verb).any(|kid| arcs.relations[kid] == Relation::OblAgent)
}
