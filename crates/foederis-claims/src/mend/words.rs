//! Words taken for others: nouns for verbs and verbs for nouns, particles for prepositions, parts of names.

use foederis_types::{Relation, Upos};

use super::{Arcs, Mender, raise};

impl Mender<'_> {
    /// "rejected Rwandan claims", "let the Iranian lorries pass": what an adjective stands before and a verb acts on is a
    /// noun.
    pub(super) fn plain_nouns(&self, arcs: &mut Arcs) {
        for noun in 1..arcs.heads.len() {
            let is_plural = self.is_verb(noun) && matches!(self.xpos(noun), "VBZ" | "NNS");
            let is_acted_on = matches!(arcs.relations[noun].base(), "obj" | "nsubj" | "obl" | "nmod");
            let has_adjective =
                arcs.heads[noun - 1] == Some(noun) && arcs.relations[noun - 1].base() == "amod";
            if is_plural && is_acted_on && has_adjective {
                arcs.tags.push((noun, Upos::Noun, "NNS"));
            }
        }
    }

    /// "that Chad has massed tanks", "is unlikely to have armed rebels": what "have" stands before is done, and nothing is had.
    pub(super) fn perfects(&self, arcs: &mut Arcs) {
        for have in 0..arcs.heads.len().saturating_sub(2) {
            let verb = have + 1;
            let is_perfect = matches!(self.form(have), "has" | "have" | "had")
                && self.is_verb(have)
                && self.xpos(verb) == "VBN"
                && arcs.heads[have] != Some(verb);
            let Some(above) = arcs.heads[have].filter(|_| is_perfect) else { continue };
            // "to have armed": both hang on one word.
            if arcs.heads[verb] == Some(above)
                && arcs.relations[verb].base() == "xcomp"
                && arcs.relations[have].base() == "xcomp"
            {
                arcs.hang(have, verb, Relation::Aux);
                continue;
            }
            let thing = arcs.heads[verb].filter(|&thing| {
                arcs.relations[verb].base() == "amod"
                    && thing > verb
                    && arcs.heads[thing] == Some(have)
                    && arcs.relations[thing].base() == "obj"
                    && arcs.has_subject(have)
            });
            if let Some(thing) = thing {
                let relation = arcs.relations[have];
                for kid in arcs.kids(have).filter(|&kid| kid != verb).collect::<Vec<_>>() {
                    arcs.heads[kid] = Some(verb);
                }
                for kid in arcs.kids_by(verb, "nmod").collect::<Vec<_>>() {
                    arcs.relations[kid] = Relation::Obl;
                }
                arcs.hang(verb, above, relation);
                arcs.hang(have, verb, Relation::Aux);
                arcs.hang(thing, verb, Relation::Obj);
                arcs.tags.push((verb, Upos::Verb, "VBN"));
            }
        }
    }

    /// "warned Chad not to interfere": whoever is warned is the verb's own object.
    pub(super) fn infinitive_objects(&self, arcs: &mut Arcs) {
        for clause in 2..arcs.heads.len() {
            let is_infinitive = self.xpos(clause) == "VB"
                && arcs.relations[clause] == Relation::Ccomp
                && arcs.kids_by(clause, "mark").all(|mark| self.form(mark) == "to")
                && arcs.kids_by(clause, "mark").next().is_some();
            let verb =
                arcs.heads[clause].filter(|&verb| is_infinitive && verb < clause && self.is_verb(verb));
            let Some(verb) = verb.filter(|&verb| arcs.kids_by(verb, "obj").next().is_none()) else {
                continue;
            };
            let told = arcs.kids_by(clause, "nsubj").find(|&told| verb < told && told < clause);
            if let Some(told) = told {
                arcs.hang(told, verb, Relation::Obj);
                arcs.relations[clause] = Relation::Xcomp;
            }
        }
    }

    /// "accused each other of ramming boats": what stands right before a gerund opens it, and no noun behind it.
    pub(super) fn gerund_marks(&self, arcs: &mut Arcs) {
        for mark in 1..arcs.heads.len().saturating_sub(2) {
            let gerund = mark + 1;
            let is_before =
                matches!(self.form(mark), "of" | "for" | "by" | "from" | "after" | "before" | "without")
                    && arcs.relations[mark].base() == "case"
                    && self.is_verb(gerund)
                    && self.xpos(gerund) == "VBG"
                    && matches!(arcs.relations[gerund].base(), "advcl" | "acl");
            // "accused the other of ramming boats": what somebody is accused of is a deed.
            let coloured = arcs.heads[mark].filter(|&thing| {
                self.form(mark) == "of"
                    && self.xpos(gerund) == "VBG"
                    && arcs.relations[gerund].base() == "amod"
                    && arcs.heads[gerund] == Some(thing)
            });
            let accusing = coloured.and_then(|thing| {
                let above = std::iter::successors(arcs.heads[thing], |&idx| arcs.heads[idx]).take(2);
                above.into_iter().find(|&idx| matches!(self.lemma(arcs, idx), "accuse" | "suspect"))
            });
            if let (Some(thing), Some(accusing)) = (coloured, accusing) {
                arcs.hang(gerund, accusing, Relation::Advcl);
                arcs.hang(mark, gerund, Relation::Mark);
                arcs.hang(thing, gerund, Relation::Obj);
                continue;
            }
            let thing = arcs.heads[mark].filter(|&thing| is_before && thing > gerund);
            if thing.is_some_and(|thing| arcs.heads[thing] == Some(gerund)) {
                arcs.hang(mark, gerund, Relation::Mark);
            }
        }
    }

    /// "handed over to Nepal a hospital": what stands behind whoever gets it, with no preposition, is what is given.
    pub(super) fn things_behind(&self, arcs: &mut Arcs) {
        for thing in 3..arcs.heads.len() {
            let is_bare = arcs.relations[thing] == Relation::Obl
                && self.sentence.tokens[thing].upos == Upos::Noun
                && arcs.kids_by(thing, "case").next().is_none()
                && arcs.kids(thing).any(|kid| matches!(arcs.relations[kid].base(), "det" | "nummod"))
                && !crate::nouns::is_of_kind(self.lemma(arcs, thing), "unit");
            let Some(verb) = arcs.heads[thing].filter(|&verb| is_bare && verb < thing && self.is_verb(verb))
            else {
                continue;
            };
            let start = arcs.first_of(thing);
            let is_dative = |kid: usize| {
                kid + 1 == start && arcs.kids_by(kid, "case").any(|case| self.form(case) == "to")
            };
            let has_dative = arcs.kids_by(verb, "obl").any(is_dative);
            if has_dative && arcs.kids_by(verb, "obj").next().is_none() {
                arcs.relations[thing] = Relation::Obj;
            }
        }
    }

    /// "a rumour that its police deported nine workers": "that" opens what the rumour says, where something else is acted on.
    pub(super) fn said_thats(&self, arcs: &mut Arcs) {
        for that in 1..arcs.heads.len() {
            let is_object = self.form(that) == "that" && arcs.relations[that].base() == "obj";
            let Some(verb) = arcs.heads[that].filter(|&verb| is_object && verb > that) else { continue };
            if arcs.kids_by(verb, "obj").any(|other| other > verb) && arcs.has_subject(verb) {
                arcs.relations[that] = Relation::Mark;
                arcs.tags.push((that, Upos::Sconj, "IN"));
                if arcs.relations[verb] == Relation::AclRelcl {
                    arcs.relations[verb] = Relation::Acl;
                }
            }
        }
    }

    /// "denied that its wardens shot three herdsmen": a past form that the reader took for an infinitive.
    pub(super) fn plain_pasts(&self, arcs: &mut Arcs) {
        const PASTS: [(&str, &str); 40] = [
            ("shot", "shoot"),
            ("sent", "send"),
            ("fought", "fight"),
            ("sank", "sink"),
            ("struck", "strike"),
            ("broke", "break"),
            ("took", "take"),
            ("gave", "give"),
            ("held", "hold"),
            ("met", "meet"),
            ("built", "build"),
            ("bought", "buy"),
            ("brought", "bring"),
            ("caught", "catch"),
            ("lost", "lose"),
            ("made", "make"),
            ("paid", "pay"),
            ("sold", "sell"),
            ("told", "tell"),
            ("won", "win"),
            ("fled", "flee"),
            ("led", "lead"),
            ("hid", "hide"),
            ("lit", "light"),
            ("stole", "steal"),
            ("drove", "drive"),
            ("flew", "fly"),
            ("froze", "freeze"),
            ("threw", "throw"),
            ("withdrew", "withdraw"),
            ("drew", "draw"),
            ("overran", "overrun"),
            ("sought", "seek"),
            ("laid", "lay"),
            ("kept", "keep"),
            ("left", "leave"),
            ("went", "go"),
            ("came", "come"),
            ("began", "begin"),
            ("swore", "swear"),
        ];
        for verb in 0..arcs.heads.len() {
            let past = PASTS.iter().find(|(past, _)| *past == self.form(verb));
            let Some((_, base)) = past.filter(|_| self.xpos(verb) == "VB" && arcs.has_subject(verb)) else {
                continue;
            };
            arcs.tags.push((verb, Upos::Verb, "VBD"));
            arcs.lemmas.push((verb, base));
        }
    }

    /// "Kuwait jails Egyptian blogger": a noun with an object is a verb, and the name before it its subject.
    pub(super) fn headline_verbs(&self, arcs: &mut Arcs) {
        let is_root = |&idx: &usize| {
            arcs.heads[idx].is_none()
                && self.sentence.tokens[idx].upos == Upos::Noun
                && matches!(self.xpos(idx), "NNS" | "VBZ")
        };
        let Some(verb) = (1..arcs.heads.len()).find(is_root) else { return };
        let name = verb - 1;
        let has_object = arcs.kids_by(verb, "obj").any(|kid| kid > verb);
        let is_named = self.sentence.tokens[name].upos == Upos::Propn
            && arcs.heads[name].is_some_and(|head| head >= verb);
        if has_object && is_named && arcs.kids_by(verb, "nsubj").next().is_none() {
            arcs.tags.push((verb, Upos::Verb, "VBZ"));
            arcs.hang(name, verb, Relation::Nsubj);
        }
    }

    /// "Turkey to send troops to Libya": a name with an infinitive for its sentence is whoever will do it.
    pub(super) fn headline_plans(&self, arcs: &mut Arcs) {
        for verb in 2..arcs.heads.len() {
            let to = verb - 1;
            let is_plan = self.xpos(verb) == "VB"
                && arcs.relations[verb] == Relation::Acl
                && self.form(to) == "to"
                && arcs.heads[to] == Some(verb)
                && !arcs.has_subject(verb);
            let Some(name) = arcs.heads[verb].filter(|&name| is_plan && name < to) else { continue };
            let is_top = match arcs.heads[name] {
                None => true,
                Some(said) => said > verb && matches!(arcs.relations[name].base(), "ccomp" | "parataxis"),
            };
            let is_bare = !arcs.kids(name).any(|kid| {
                matches!(arcs.relations[kid].base(), "det" | "cop" | "aux" | "nsubj" | "case" | "mark")
            });
            if self.sentence.tokens[name].upos != Upos::Propn || !is_top || !is_bare {
                continue;
            }
            let (head, relation) = (arcs.heads[name], arcs.relations[name]);
            for kid in arcs.kids(name).filter(|&kid| kid > verb).collect::<Vec<_>>() {
                arcs.heads[kid] = Some(verb);
            }
            arcs.heads[verb] = head;
            arcs.relations[verb] = relation;
            arcs.hang(name, verb, Relation::Nsubj);
            arcs.relations[to] = Relation::Aux;
        }
    }

    /// "Russia's impounding of a yacht": with an owner and an "of", no verb.
    pub(super) fn owned_gerunds(&self, arcs: &mut Arcs) {
        for gerund in 1..arcs.heads.len() {
            let is_gerund = self.is_verb(gerund) && self.xpos(gerund) == "VBG";
            let has_owner = arcs.kids(gerund).any(|kid| arcs.relations[kid] == Relation::NmodPoss);
            let of = arcs
                .kids_by(gerund, "obl")
                .find(|&kid| arcs.kids_by(kid, "case").any(|case| self.form(case) == "of"));
            if let Some(of) = of.filter(|_| is_gerund && has_owner) {
                arcs.tags.push((gerund, Upos::Noun, "NN"));
                arcs.relations[of] = Relation::Nmod;
            }
        }
    }

    /// "handed over the keys": what stands behind a verb with its particle is acted on.
    pub(super) fn particles(&self, arcs: &mut Arcs) {
        const PHRASAL: [(&str, &str); 37] = [
            ("hand", "over"),
            ("turn", "over"),
            ("shoot", "down"),
            ("bring", "down"),
            ("lay", "down"),
            ("carry", "out"),
            ("pull", "out"),
            ("break", "off"),
            ("call", "off"),
            ("cut", "off"),
            ("give", "back"),
            ("send", "back"),
            ("take", "back"),
            ("hand", "back"),
            ("drive", "off"),
            ("chase", "off"),
            ("fend", "off"),
            ("ward", "off"),
            ("beat", "off"),
            ("write", "off"),
            ("drag", "off"),
            ("haul", "off"),
            ("throw", "out"),
            ("drive", "out"),
            ("kick", "out"),
            ("turn", "back"),
            ("push", "back"),
            ("hold", "back"),
            ("pull", "down"),
            ("tear", "down"),
            ("blow", "up"),
            ("round", "up"),
            ("lock", "up"),
            ("call", "in"),
            ("haul", "in"),
            ("sign", "over"),
            ("make", "over"),
        ];
        for verb in 0..arcs.heads.len().saturating_sub(2) {
            let particle = verb + 1;
            let is_pair = |&(lemma, word): &(&str, &str)| {
                self.sentence.tokens[verb].lemma == lemma && self.form(particle) == word
            };
            if !self.is_verb(verb)
                || !PHRASAL.iter().any(is_pair)
                || arcs.kids_by(verb, "obj").next().is_some()
            {
                continue;
            }
            let is_bare = |&kid: &usize| {
                kid > particle
                    && arcs.kids_by(kid, "case").next().is_none()
                    && self.sentence.tokens[kid].upos == Upos::Noun
                    && arcs.kids(kid).min() == Some(particle + 1)
            };
            let bare = arcs.kids_by(verb, "obl").find(is_bare);
            if let Some(bare) = bare.filter(|_| arcs.heads[particle] == Some(verb)) {
                arcs.relations[bare] = Relation::Obj;
                continue;
            }
            let Some(thing) = arcs.heads[particle] else { continue };
            let is_phrase = arcs.heads[thing] == Some(verb)
                && arcs.relations[thing].base() == "obl"
                && arcs.relations[particle].base() == "case"
                && arcs.kids_by(thing, "case").count() == 1;
            if is_phrase {
                arcs.hang(particle, verb, Relation::CompoundPrt);
                arcs.relations[thing] = Relation::Obj;
            }
        }
    }

    /// "brought its troops home from Chad": from where is told of the verb, not of the "home".
    pub(super) fn home_from(&self, arcs: &mut Arcs) {
        for place in 1..arcs.heads.len() {
            let adverb = arcs.heads[place].filter(|&adverb| {
                adverb < place
                    && arcs.relations[place].base() == "obl"
                    && arcs.relations[adverb].base() == "advmod"
                    && matches!(
                        self.form(adverb),
                        "home" | "back" | "out" | "away" | "over" | "in" | "down" | "up"
                    )
            });
            let verb = adverb.and_then(|adverb| arcs.heads[adverb]).filter(|&verb| self.is_verb(verb));
            if let Some(verb) = verb {
                arcs.heads[place] = Some(verb);
            }
        }
    }

    /// "had handed eleven boats back to Vietnam": the "back" is the verb's.
    pub(super) fn handed_back(&self, arcs: &mut Arcs) {
        for back in 2..arcs.heads.len().saturating_sub(1) {
            let is_back = self.form(back) == "back" && self.form(back + 1) == "to";
            let verb = arcs.heads[back].filter(|&taker| {
                is_back && arcs.relations[back].base() == "advmod" && arcs.relations[taker].base() == "obl"
            });
            let verb = verb.and_then(|taker| arcs.heads[taker]).filter(|&verb| {
                verb < back
                    && matches!(
                        self.sentence.tokens[verb].lemma.as_str(),
                        "hand" | "give" | "send" | "turn" | "pay" | "bring"
                    )
            });
            if let Some(verb) = verb {
                arcs.hang(back, verb, Relation::CompoundPrt);
            }
        }
    }

    /// "came to blows": before a noun no infinitive begins.
    pub(super) fn plain_to(&self, arcs: &mut Arcs) {
        for to in 0..arcs.heads.len() {
            let is_phrase = |noun: usize| {
                matches!(self.sentence.tokens[noun].upos, Upos::Noun | Upos::Propn)
                    && arcs.relations[noun].base() == "obl"
            };
            if self.form(to) == "to"
                && arcs.relations[to].base() == "mark"
                && arcs.heads[to].is_some_and(is_phrase)
            {
                arcs.relations[to] = Relation::Case;
            }
        }
    }

    /// "Burkina Faso left": two names in a row that are both subjects of one verb are one name.
    pub(super) fn split_names(&self, arcs: &mut Arcs) {
        for second in 1..arcs.heads.len() {
            let first = second - 1;
            let is_subject = |idx: usize| {
                self.sentence.tokens[idx].upos == Upos::Propn && arcs.relations[idx].base() == "nsubj"
            };
            if is_subject(first) && is_subject(second) && arcs.heads[first] == arcs.heads[second] {
                let told: Vec<usize> = arcs.kids(first).filter(|&kid| kid < first).collect();
                for kid in told {
                    arcs.heads[kid] = Some(second);
                }
                arcs.hang(first, second, Relation::Compound);
            }
        }
    }

    /// "in Tel Aviv": the preposition belongs to the whole name; "reversed course": a noun is no particle.
    pub(super) fn stray_parts(&self, arcs: &mut Arcs) {
        for idx in 0..arcs.heads.len() {
            let Some(part) = arcs.heads[idx] else { continue };
            // "of Chad's parliament": the preposition belongs to the parliament.
            let owned = arcs.heads[part].filter(|&owned| {
                arcs.relations[part] == Relation::NmodPoss
                    && arcs.relations[idx].base() == "case"
                    && self.sentence.tokens[idx].upos == Upos::Adp
                    && idx < part
                    && part < owned
                    && arcs.kids_by(owned, "case").next().is_none()
            });
            if let Some(owned) = owned {
                arcs.hang(idx, owned, Relation::Case);
                continue;
            }
            let is_name = self.sentence.tokens[part].upos == Upos::Propn
                && matches!(arcs.relations[part].base(), "compound" | "flat");
            if let Some(whole) = arcs.heads[part].filter(|&whole| is_name && whole > part)
                && arcs.relations[idx].base() == "case"
            {
                arcs.heads[idx] = Some(whole);
            }
            if arcs.relations[idx] == Relation::CompoundPrt && self.sentence.tokens[idx].upos == Upos::Noun {
                arcs.relations[idx] = Relation::Obj;
            }
        }
    }

    /// "Oman, so it is said, has given ...", "Chad has for the third time denied ...": the verb of an auxiliary left alone.
    pub(super) fn stray_auxiliary(&self, arcs: &mut Arcs) {
        let Some(root) = (0..arcs.heads.len()).find(|&idx| arcs.heads[idx].is_none()) else { return };
        let participle = |arcs: &Arcs, base: &'static str| {
            arcs.kids_by(root, base).find(|&verb| {
                verb > root && self.is_verb(verb) && self.xpos(verb) == "VBN" && !arcs.has_subject(verb)
            })
        };
        if self.sentence.tokens[root].upos == Upos::Aux && arcs.has_subject(root) {
            let Some(verb) = participle(arcs, "advcl") else { return };
            if arcs.kids_by(verb, "mark").next().is_none() {
                raise(arcs, root, verb, Relation::Aux, |_| true);
            }
        } else if self.sentence.tokens[root].upos == Upos::Propn {
            let Some(verb) = participle(arcs, "parataxis") else { return };
            let has_finite =
                arcs.kids_by(verb, "aux").any(|aux| matches!(self.xpos(aux), "VBZ" | "VBP" | "VBD"));
            if has_finite && !arcs.has_subject(root) {
                raise(arcs, root, verb, Relation::Nsubj, |relation| relation.base() == "parataxis");
            }
        }
    }

    /// "is due in Lima": a noun behind a preposition is nobody's object.
    pub(super) fn plain_phrases(&self, arcs: &mut Arcs) {
        for noun in 0..arcs.heads.len() {
            let has_case = arcs
                .kids_by(noun, "case")
                .any(|kid| kid < noun && self.sentence.tokens[kid].upos == Upos::Adp);
            let particle = arcs.kids_by(noun, "case").find(|&kid| {
                kid > 0
                    && arcs.heads[noun] == Some(kid - 1)
                    && matches!(self.form(kid), "off" | "over" | "out" | "up" | "down" | "back" | "away")
            });
            if arcs.relations[noun].base() == "obj" && has_case {
                match (particle, arcs.heads[noun]) {
                    // "saw off the trawlers".
                    (Some(particle), Some(verb)) => arcs.hang(particle, verb, Relation::CompoundPrt),
                    _ => arcs.relations[noun] = Relation::Obl,
                }
            }
            let opens = arcs.kids_by(noun, "case").any(|kid| {
                let word = self.form(kid);
                kid < noun && matches!(word, "before" | "after" | "in" | "at" | "during" | "under" | "on")
            });
            let is_plain = |kid: usize| kid > noun && arcs.kids_by(kid, "case").next().is_none();
            let is_first = arcs.relations[noun].base() == "nsubj"
                && arcs.heads[noun].is_some_and(|verb| arcs.kids_by(verb, "nsubj").any(is_plain));
            if opens && is_first {
                arcs.relations[noun] = Relation::Obl;
            }
        }
    }

    /// "signed into law the treaty": what is signed is no law.
    pub(super) fn signed_into_law(&self, arcs: &mut Arcs) {
        for law in 1..arcs.heads.len().saturating_sub(1) {
            let into = law - 1;
            let Some(thing) = arcs.heads[law].filter(|&thing| {
                thing > law
                    && self.form(law) == "law"
                    && self.form(into) == "into"
                    && arcs.heads[into] == Some(thing)
            }) else {
                continue;
            };
            let Some(verb) = arcs.heads[thing].filter(|&verb| verb < into) else { continue };
            arcs.hang(law, verb, Relation::Obl);
            arcs.hang(into, law, Relation::Case);
            arcs.relations[thing] = Relation::Obj;
        }
    }

    /// "said that guards shot at a boat": nobody is shot at without "were" or a doer.
    pub(super) fn fired_at(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len().saturating_sub(1) {
            let is_shot = matches!(self.form(verb), "shot" | "fired") && self.form(verb + 1) == "at";
            let is_clause = matches!(arcs.relations[verb].base(), "ccomp" | "root" | "conj" | "parataxis");
            let has_more = arcs
                .kids(verb)
                .any(|kid| arcs.relations[kid].base() == "aux" || arcs.relations[kid] == Relation::OblAgent);
            let subject = arcs.kids(verb).find(|&kid| arcs.relations[kid] == Relation::NsubjPass);
            let is_target = arcs.heads[verb + 1].is_some_and(|noun| arcs.heads[noun] == Some(verb));
            if let Some(subject) = subject.filter(|_| is_shot && is_clause && !has_more && is_target) {
                arcs.relations[subject] = Relation::Nsubj;
                arcs.tags.push((verb, Upos::Verb, "VBD"));
            }
        }
    }

    /// "received from Warsaw two ambulances": what comes from somebody, and from whom.
    pub(super) fn had_from(&self, arcs: &mut Arcs) {
        for noun in 3..arcs.heads.len() {
            let Some(verb) = arcs.heads[noun].filter(|&verb| verb < noun && self.is_verb(verb)) else {
                continue;
            };
            let is_whole = arcs.relations[noun].base() == "obl" && arcs.kids_by(verb, "obj").next().is_none();
            let from = arcs.kids_by(noun, "case").find(|&kid| self.form(kid) == "from");
            let Some(from) = from.filter(|_| is_whole) else { continue };
            let name = from + 1;
            let is_name = name < noun
                && self.sentence.tokens[name].upos == Upos::Propn
                && matches!(arcs.heads[name], Some(head) if head == verb || head == noun);
            let is_counted = name + 1 < noun
                && matches!(self.xpos(name + 1), "CD" | "DT")
                && arcs.heads[name + 1] == Some(noun);
            if is_name && is_counted {
                arcs.hang(name, verb, Relation::Obl);
                arcs.hang(from, name, Relation::Case);
                arcs.relations[noun] = Relation::Obj;
            }
        }
    }
}
