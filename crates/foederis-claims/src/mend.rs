//! Mends trees where the reader is known to go wrong, by word order and agreement alone.
//!
//! Each mend looks at one construction: a subject taken for one more object of the verb before it or for nothing, whoever
//! gets a thing taken for a part of its name, a condition in front of reported speech that hangs on the saying, a
//! condition without "if". Circles in what the reader gives are cut first; a mend that would close one is dropped as a
//! whole. Knows no rule and no name.

use foederis_types::{Relation, Sentence, Upos};

/// The governor and relation of each word.
#[derive(Clone, PartialEq)]
pub(crate) struct Arcs {
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) relations: Vec<Relation>,
    /// Words that the reader takes for another part of speech than they are: index, part, tag.
    pub(crate) tags: Vec<(usize, Upos, &'static str)>,
}

/// The sentence's arcs, mended.
pub(crate) fn mended(sentence: &Sentence, text: &str) -> Arcs {
    let n = sentence.tokens.len();
    let heads =
        sentence.tokens.iter().map(|token| token.head.map(|head| head as usize).filter(|&head| head < n));
    let mut arcs = Arcs {
        heads: heads.collect(),
        relations: sentence.tokens.iter().map(|token| token.relation).collect(),
        tags: Vec::new(),
    };
    arcs.cut_circles();
    let mut sound = arcs.clone();
    let mender = Mender { sentence, text };
    for mend in [
        Mender::lost_root,
        Mender::headline_verbs,
        Mender::plain_nouns,
        Mender::openers,
        Mender::signed_into_law,
        Mender::stray_auxiliary,
        Mender::split_names,
        Mender::stray_parts,
        Mender::trailing_speakers,
        Mender::aside_speakers,
        Mender::said_lists,
        Mender::cleft_clauses,
        Mender::what_clefts,
        Mender::quoted_before,
        Mender::swallowed_verbs,
        Mender::particles,
        Mender::plain_to,
        Mender::crossed_subjects,
        Mender::bare_objects,
        Mender::called_so,
        Mender::lost_subjects,
        Mender::near_subjects,
        Mender::near_recipients,
        Mender::far_verbs,
        Mender::accused,
        Mender::plain_phrases,
        Mender::own_places,
        Mender::addressed_subjects,
        Mender::judgements,
        Mender::gaps,
        Mender::given_in_turn,
        Mender::far_contents,
        Mender::called_false,
        Mender::had_from,
        Mender::owned_gerunds,
        Mender::between_pairs,
        Mender::lists,
        Mender::late_sharers,
        Mender::sharers_behind,
        Mender::late_objects,
        Mender::fired_at,
        Mender::added_charges,
        Mender::charged_in_turn,
        Mender::unmarked_condition,
        Mender::fronted_conditions,
        Mender::trailing_conditions,
        Mender::trailing_texts,
        Mender::far_phrases,
    ] {
        mend(&mender, &mut arcs);
        if arcs == sound {
            continue;
        }
        if arcs.is_tree() {
            sound.clone_from(&arcs);
        } else {
            arcs.clone_from(&sound);
        }
    }
    arcs
}

impl Arcs {
    /// Cuts each circle where it closes: whoever climbs from a word gets to a root.
    fn cut_circles(&mut self) {
        let mut climbed_from: Vec<Option<usize>> = vec![None; self.heads.len()];
        for idx in 0..self.heads.len() {
            let mut at = idx;
            while climbed_from[at].is_none() {
                climbed_from[at] = Some(idx);
                match self.heads[at] {
                    Some(head) if climbed_from[head] == Some(idx) => self.heads[at] = None,
                    Some(head) => at = head,
                    None => {}
                }
            }
        }
    }

    fn is_tree(&self) -> bool {
        let n = self.heads.len();
        (0..n).all(|idx| {
            let mut at = idx;
            let mut steps = 0;
            while let Some(head) = self.heads[at] {
                at = head;
                steps += 1;
                if steps > n {
                    return false;
                }
            }
            true
        })
    }

    fn kids(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.heads.len()).filter(move |&idx| self.heads[idx] == Some(of))
    }

    fn kids_by(&self, of: usize, base: &'static str) -> impl Iterator<Item = usize> + '_ {
        self.kids(of).filter(move |&kid| self.relations[kid].base() == base)
    }

    fn has_subject(&self, verb: usize) -> bool {
        self.kids(verb).any(|kid| matches!(self.relations[kid].base(), "nsubj" | "csubj" | "expl"))
    }

    fn hang(&mut self, idx: usize, head: usize, relation: Relation) {
        self.heads[idx] = Some(head);
        self.relations[idx] = relation;
    }

    /// The last word of what hangs on `idx` without clauses.
    fn last_of(&self, idx: usize) -> usize {
        let phrase =
            self.kids(idx).filter(|&kid| !matches!(self.relations[kid].base(), "punct" | "acl" | "appos"));
        phrase.map(|kid| self.below(kid, usize::max, 0)).fold(idx, usize::max)
    }

    /// The first word of what hangs on `idx`.
    fn first_of(&self, idx: usize) -> usize {
        self.kids(idx).map(|kid| self.below(kid, usize::min, 0)).fold(idx, usize::min)
    }

    /// The outermost word of all that hangs on `idx`: the last with `max`, the first with `min`.
    fn below(&self, idx: usize, outer: fn(usize, usize) -> usize, depth: usize) -> usize {
        if depth > 8 {
            return idx;
        }
        self.kids(idx).map(|kid| self.below(kid, outer, depth + 1)).fold(idx, outer)
    }
}

/// Makes `verb` the root instead of `root`, which becomes its `relation`; the kids of `root` that `moves` picks go along.
fn raise(arcs: &mut Arcs, root: usize, verb: usize, relation: Relation, moves: impl Fn(Relation) -> bool) {
    let kids: Vec<usize> = arcs.kids(root).filter(|&kid| kid != verb && moves(arcs.relations[kid])).collect();
    for kid in kids {
        arcs.heads[kid] = Some(verb);
    }
    arcs.heads[verb] = None;
    arcs.relations[verb] = Relation::Root;
    arcs.hang(root, verb, relation);
}

/// Forms of verbs that take whom something is given to without a preposition.
const DITRANSITIVE: [&str; 38] = [
    "give",
    "gives",
    "gave",
    "given",
    "giving",
    "send",
    "sends",
    "sent",
    "sending",
    "offer",
    "offers",
    "offered",
    "offering",
    "promise",
    "promises",
    "promised",
    "promising",
    "lend",
    "lends",
    "lent",
    "lending",
    "sell",
    "sells",
    "sold",
    "selling",
    "grant",
    "grants",
    "granted",
    "granting",
    "hand",
    "hands",
    "handed",
    "handing",
    "owe",
    "owes",
    "owed",
    "deny",
    "denied",
];

struct Mender<'a> {
    sentence: &'a Sentence,
    text: &'a str,
}

impl Mender<'_> {
    fn form(&self, idx: usize) -> String {
        self.sentence.tokens[idx].span.of(self.text).to_lowercase()
    }

    fn xpos(&self, idx: usize) -> &'static str {
        self.sentence.tokens[idx].xpos
    }

    fn is_verb(&self, idx: usize) -> bool {
        self.sentence.tokens[idx].upos == Upos::Verb
    }

    fn is_name(&self, idx: usize) -> bool {
        matches!(self.sentence.tokens[idx].upos, Upos::Noun | Upos::Propn | Upos::Pron)
    }

    /// "Israel bombed Gaza and Hamas fired rockets": the noun right before a finite verb that has no subject is its
    /// subject, not one more object of the verb before.
    fn lost_subjects(&self, arcs: &mut Arcs) {
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
    fn swallowed_verbs(&self, arcs: &mut Arcs) {
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

    /// "an accusation that Chad called absurd": with a verb that lacks what it calls so, a relative clause.
    fn called_so(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len() {
            let is_called = self.is_verb(verb)
                && arcs.relations[verb] == Relation::Acl
                && arcs.kids_by(verb, "mark").any(|mark| self.form(mark) == "that")
                && arcs.has_subject(verb)
                && arcs.kids_by(verb, "obj").next().is_none()
                && arcs.kids_by(verb, "xcomp").any(|kid| self.sentence.tokens[kid].upos == Upos::Adj);
            if is_called {
                arcs.relations[verb] = Relation::AclRelcl;
            }
        }
    }

    /// "called a halt to it", "gave him ten years", "signed into law the treaty": a noun without a preposition behind a
    /// verb that acts on nothing else is what it acts on.
    fn bare_objects(&self, arcs: &mut Arcs) {
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

    /// "came to blows": before a noun no infinitive begins.
    fn plain_to(&self, arcs: &mut Arcs) {
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

    /// "Reports that it had are false, the ministry said": of two that go before, the first is what is false and the
    /// second who says so.
    fn crossed_subjects(&self, arcs: &mut Arcs) {
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

    /// "handed over the keys": what stands behind a verb with its particle is acted on.
    fn particles(&self, arcs: &mut Arcs) {
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

    /// "consult whenever one of them is attacked": the word of condition opens the clause behind it.
    fn openers(&self, arcs: &mut Arcs) {
        for word in 0..arcs.heads.len() {
            let above = arcs.heads[word].filter(|&above| {
                above < word && self.form(word) == "whenever" && arcs.relations[word].base() == "advmod"
            });
            let Some(above) = above else { continue };
            let is_unmarked =
                |&clause: &usize| clause > word && arcs.kids_by(clause, "mark").next().is_none();
            let clause = arcs.kids_by(word, "advcl").chain(arcs.kids_by(above, "advcl")).find(is_unmarked);
            if let Some(clause) = clause {
                arcs.hang(clause, above, Relation::Advcl);
                arcs.hang(word, clause, Relation::Mark);
            }
        }
    }

    /// "signed into law the treaty": what is signed is no law.
    fn signed_into_law(&self, arcs: &mut Arcs) {
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

    /// "rejected Rwandan claims", "let the Iranian lorries pass": what an adjective stands before and a verb acts on is a
    /// noun.
    fn plain_nouns(&self, arcs: &mut Arcs) {
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

    /// "Kuwait jails Egyptian blogger": a noun with an object is a verb, and the name before it its subject.
    fn headline_verbs(&self, arcs: &mut Arcs) {
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

    /// "What Chad did was to expel him": whoever did it is the subject of what was done.
    fn what_clefts(&self, arcs: &mut Arcs) {
        for verb in 2..arcs.heads.len() {
            let what = arcs.kids(verb).find(|&kid| {
                kid < verb
                    && self.form(kid) == "what"
                    && matches!(arcs.relations[kid].base(), "nsubj" | "csubj")
            });
            let Some(what) = what.filter(|_| self.is_verb(verb)) else { continue };
            let saying = arcs.kids_by(what, "acl").find(|&saying| saying < verb);
            let that = arcs.kids_by(verb, "mark").find(|&kid| self.form(kid) == "that");
            if let (Some(saying), Some(that)) = (saying, that)
                && that > saying
            {
                // "What he told reporters was that": the saying carries the clause.
                let (head, relation) = (arcs.heads[verb], arcs.relations[verb]);
                arcs.heads[saying] = head;
                arcs.relations[saying] = relation;
                arcs.hang(verb, saying, Relation::Ccomp);
                arcs.hang(what, saying, Relation::Dep);
                let before: Vec<usize> = arcs.kids(verb).filter(|&kid| kid < that).collect();
                for kid in before {
                    arcs.hang(kid, saying, Relation::Dep);
                }
                continue;
            }
            let did = arcs
                .kids_by(what, "acl")
                .find(|&did| did < verb && matches!(self.form(did).as_str(), "did" | "does" | "done" | "do"));
            let subject = did.and_then(|did| arcs.kids_by(did, "nsubj").next());
            if let Some(subject) = subject {
                let being: Vec<usize> = arcs
                    .kids_by(verb, "cop")
                    .chain(arcs.kids_by(verb, "aux"))
                    .filter(|&be| be > what)
                    .collect();
                for be in being {
                    arcs.hang(be, what, Relation::Dep);
                }
                arcs.hang(what, verb, Relation::Dep);
                arcs.hang(subject, verb, Relation::Nsubj);
            }
        }
    }

    /// "Burkina Faso left": two names in a row that are both subjects of one verb are one name.
    fn split_names(&self, arcs: &mut Arcs) {
        for second in 1..arcs.heads.len() {
            let first = second - 1;
            let is_subject = |idx: usize| {
                self.sentence.tokens[idx].upos == Upos::Propn && arcs.relations[idx].base() == "nsubj"
            };
            if is_subject(first) && is_subject(second) && arcs.heads[first] == arcs.heads[second] {
                arcs.hang(first, second, Relation::Compound);
            }
        }
    }

    /// "in Tel Aviv": the preposition belongs to the whole name; "reversed course": a noun is no particle.
    fn stray_parts(&self, arcs: &mut Arcs) {
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

    /// "shot down two jets, its army claimed; ...": behind a comma, a verb with a subject and nothing else is no clause on
    /// the noun before it: it says whose words these are.
    fn trailing_speakers(&self, arcs: &mut Arcs) {
        for verb in 2..arcs.heads.len() {
            let noun = arcs.heads[verb].filter(|&noun| {
                noun < verb
                    && arcs.relations[verb] == Relation::AclRelcl
                    && self.is_verb(verb)
                    && matches!(self.xpos(verb), "VBD" | "VBZ" | "VBP")
            });
            let Some(noun) = noun else { continue };
            let Some(subject) = arcs.kids_by(verb, "nsubj").next().filter(|&kid| kid < verb) else {
                continue;
            };
            let start = arcs.first_of(subject);
            let is_apart = start > noun && self.form(start - 1) == ",";
            let is_bare = arcs.kids(verb).all(|kid| {
                kid < verb && matches!(arcs.relations[kid].base(), "nsubj" | "aux" | "advmod" | "punct")
                    || arcs.relations[kid].base() == "punct"
            });
            let is_pronoun = matches!(self.xpos(subject), "WDT" | "WP");
            let ends = self.sentence.tokens.get(verb + 1).is_none_or(|next| next.upos == Upos::Punct);
            if !(is_apart && is_bare && ends) || is_pronoun {
                continue;
            }
            let mut above = noun;
            for _ in 0..arcs.heads.len() {
                if self.is_verb(above) {
                    break;
                }
                let Some(head) = arcs.heads[above] else { break };
                above = head;
            }
            if self.is_verb(above) && above < verb {
                arcs.hang(verb, above, Relation::Parataxis);
            }
        }
    }

    /// "said the boat entered its waters, ignored calls and opened fire": what stands in a list without "that" and without
    /// a subject goes on with what is said.
    fn said_lists(&self, arcs: &mut Arcs) {
        for saying in 0..arcs.heads.len() {
            let is_past = |idx: usize| self.xpos(idx) == "VBD" && self.is_verb(idx);
            let is_bare = |idx: usize| is_past(idx) && !arcs.has_subject(idx);
            let lemma = self.sentence.tokens[saying].lemma.as_str();
            if !matches!(lemma, "say" | "report" | "claim" | "allege" | "state") {
                continue;
            }
            let first = arcs.kids_by(saying, "ccomp").find(|&kid| kid > saying && arcs.has_subject(kid));
            let Some(first) = first.filter(|&first| is_past(first)) else { continue };
            let next = arcs.kids(saying).find(|&kid| {
                kid > first
                    && is_bare(kid)
                    && matches!(arcs.relations[kid].base(), "ccomp" | "conj" | "parataxis")
                    && self.form(arcs.first_of(kid).saturating_sub(1)) != "and"
                    && (first..kid).any(|idx| self.form(idx) == ",")
                    && arcs.kids_by(kid, "cc").next().is_none()
            });
            let Some(next) = next else { continue };
            let goes_on = |kid: usize| arcs.kids_by(kid, "cc").any(|cc| self.form(cc) == "and");
            let last = arcs
                .kids_by(next, "conj")
                .chain(arcs.kids_by(saying, "conj"))
                .find(|&kid| kid > next && is_bare(kid) && goes_on(kid));
            if let Some(last) = last {
                arcs.hang(next, first, Relation::Conj);
                arcs.hang(last, first, Relation::Conj);
            }
        }
    }

    /// "escorted a tanker to Djibouti, Tokyo announced, and ...": a name and a verb of saying between commas are no part
    /// of what stands before them.
    fn aside_speakers(&self, arcs: &mut Arcs) {
        const SAID: &[&str] = &[
            "announce", "say", "report", "claim", "add", "declare", "insist", "state", "write", "confirm",
            "believe", "reckon", "allege",
        ];
        for verb in 3..arcs.heads.len().saturating_sub(1) {
            let name = verb - 1;
            let is_said = matches!(self.xpos(verb), "VBD" | "VBZ")
                && self.is_verb(verb)
                && SAID.contains(&self.sentence.tokens[verb].lemma.as_str());
            let is_aside = self.sentence.tokens[name].upos == Upos::Propn
                && self.form(name - 1) == ","
                && matches!(self.form(verb + 1).as_str(), "," | "." | ";");
            let is_lost = arcs.heads[name].is_some_and(|head| head < name - 1)
                && arcs.heads[verb].is_some_and(|head| head < name - 1)
                && arcs.kids(verb).all(|kid| arcs.relations[kid].base() == "punct");
            if !(is_said && is_aside && is_lost) {
                continue;
            }
            let above = std::iter::successors(arcs.heads[verb], |&idx| arcs.heads[idx]).take(6);
            let Some(above) = above.into_iter().find(|&idx| self.is_verb(idx)) else { continue };
            arcs.hang(name, verb, Relation::Nsubj);
            arcs.hang(verb, above, Relation::Parataxis);
        }
    }

    /// "The king, as is his custom, pardoned two sailors.": a sentence without a verb at its top has the past form that
    /// the reader took for a participle.
    fn lost_root(&self, arcs: &mut Arcs) {
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
                && self.form(verb - 1) == ","
                && arcs.kids_by(verb, "obj").any(|kid| kid > verb)
                && !arcs.kids(verb).any(|kid| matches!(arcs.relations[kid].base(), "mark" | "nsubj" | "aux"))
        }) else {
            return;
        };
        arcs.heads[verb] = None;
        arcs.relations[verb] = Relation::Root;
        arcs.hang(root, verb, Relation::Nsubj);
    }

    /// "it was an Ethiopian drone that hit the post": the clause is the noun's; "rejected as baseless a report": what is
    /// rejected is the verb's object.
    fn cleft_clauses(&self, arcs: &mut Arcs) {
        for idx in 1..arcs.heads.len() {
            let Some(head) = arcs.heads[idx] else { continue };
            if arcs.relations[idx] == Relation::AdvclRelcl && self.is_name(head) {
                arcs.relations[idx] = Relation::AclRelcl;
            }
            let verb = arcs.heads[head].filter(|&verb| {
                arcs.relations[idx].base() == "obj"
                    && arcs.relations[head].base() == "obl"
                    && verb < head
                    && head < idx
                    && self.is_verb(verb)
                    && arcs.kids_by(head, "case").any(|kid| self.form(kid) == "as")
                    && arcs.kids_by(verb, "obj").next().is_none()
            });
            if let Some(verb) = verb {
                arcs.heads[idx] = Some(verb);
            }
        }
    }

    /// "Oman, so it is said, has given ...", "Chad has for the third time denied ...": the verb of an auxiliary left alone.
    fn stray_auxiliary(&self, arcs: &mut Arcs) {
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

    /// "Forty doctors have arrived, the governor was quoted as saying": what is quoted is no adverbial of the quoting.
    fn quoted_before(&self, arcs: &mut Arcs) {
        for clause in 0..arcs.heads.len() {
            let Some(saying) = arcs.heads[clause].filter(|&saying| clause < saying) else { continue };
            let is_saying = matches!(
                self.form(saying).as_str(),
                "quoted" | "said" | "says" | "told" | "reported" | "announced" | "added" | "cited"
            );
            let is_clause = arcs.relations[clause].base() == "advcl"
                && self.is_verb(clause)
                && matches!(self.xpos(clause), "VBZ" | "VBP" | "VBD" | "VBN" | "VB")
                && arcs.kids(clause).any(|kid| arcs.relations[kid].base() == "nsubj")
                && arcs.kids_by(clause, "mark").next().is_none();
            let is_before = arcs.kids_by(saying, "nsubj").any(|subject| clause < subject)
                && arcs.kids_by(saying, "ccomp").next().is_none();
            if is_saying && is_clause && is_before {
                arcs.relations[clause] = Relation::Ccomp;
            }
        }
    }

    /// "From 1 March Kenya will allow ...": the name right before a finite verb without a subject is its subject.
    fn near_subjects(&self, arcs: &mut Arcs) {
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
                && arcs.heads[name].is_some_and(|head| head == verb || head < name)
                && arcs.heads[verb] != Some(name);
            if is_free {
                arcs.hang(name, verb, Relation::Nsubj);
            }
        }
    }

    /// "will send Bosnia six engines": a name between a verb of giving and a counted noun is who gets it.
    fn near_recipients(&self, arcs: &mut Arcs) {
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
            let is_giving = DITRANSITIVE.contains(&self.form(verb).as_str());
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

    /// "suspects Chad of jamming the signals", "sold Yemen a third": the noun behind the verb is its own object, and the
    /// first of two who gets the second.
    fn accused(&self, arcs: &mut Arcs) {
        for noun in 1..arcs.heads.len() {
            let Some(gerund) = arcs.heads[noun].filter(|&gerund| gerund > noun + 1) else { continue };
            let is_perfect = arcs.kids_by(gerund, "aux").any(|aux| self.form(aux) == "having");
            let start = if is_perfect { gerund.saturating_sub(2) } else { gerund.saturating_sub(1) };
            let is_charge = (self.xpos(gerund) == "VBG" || is_perfect)
                && start > noun
                && matches!(arcs.relations[noun].base(), "obj" | "nsubj" | "nmod")
                && matches!(self.form(start).as_str(), "of" | "for")
                && arcs.heads[start] == Some(gerund)
                && self.is_name(noun)
                && arcs.last_of(noun) + 1 == start;
            let verb = arcs.heads[gerund].filter(|&verb| is_charge && verb < noun && self.is_verb(verb));
            let Some(verb) = verb else { continue };
            if arcs.kids_by(verb, "obj").next().is_none() {
                arcs.hang(noun, verb, Relation::Obj);
            }
        }
        for verb in 0..arcs.heads.len() {
            let objects: Vec<usize> =
                arcs.kids_by(verb, "obj").filter(|&kid| kid > verb && self.is_name(kid)).collect();
            if let [first, second] = objects.as_slice()
                && *first == verb + 1
                && self.sentence.tokens[*first].upos == Upos::Propn
                && self.sentence.tokens[*second].upos == Upos::Noun
            {
                arcs.hang(*first, verb, Relation::Iobj);
            }
        }
    }

    /// "recalled its man in Tel Aviv", "closed its embassy in Lima": where what is one's own is goes with it.
    fn own_places(&self, arcs: &mut Arcs) {
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

    /// "Albania, though its premier talked of it, did not sign": a name in front that is called to by nobody is the
    /// subject of a verb that has none.
    fn addressed_subjects(&self, arcs: &mut Arcs) {
        for name in 0..arcs.heads.len() {
            let verb = arcs.heads[name].filter(|&verb| {
                name < verb
                    && self.is_verb(verb)
                    && self.sentence.tokens[name].upos == Upos::Propn
                    && matches!(arcs.relations[name].base(), "vocative" | "dislocated")
            });
            if let Some(verb) = verb.filter(|&verb| !arcs.has_subject(verb) && arcs.first_of(name) == 0) {
                arcs.hang(name, verb, Relation::Nsubj);
            }
        }
    }

    /// "called the decision petty", "called the drill a provocation", "rejected as false the claim": what is judged is the
    /// object, what it is judged to be no part of it.
    fn judgements(&self, arcs: &mut Arcs) {
        for verb in (0..arcs.heads.len()).filter(|&idx| self.is_verb(idx)) {
            let things: Vec<usize> = arcs.kids_by(verb, "xcomp").filter(|&kid| self.is_name(kid)).collect();
            if let [first, second] = things[..]
                && arcs.kids_by(verb, "obj").next().is_none()
                && verb < first
                && first < second
            {
                arcs.relations[first] = Relation::Obj;
            }
            let judged: Vec<usize> = arcs.kids_by(verb, "obj").filter(|&noun| noun > verb).collect();
            for noun in judged {
                let next = noun + 1;
                let is_last =
                    self.sentence.tokens.get(next + 1).is_none_or(|after| after.upos == Upos::Punct);
                let is_bare = self.sentence.tokens.get(next).is_some_and(|word| word.upos == Upos::Adj)
                    && arcs.heads[next] == Some(noun)
                    && arcs.relations[next].base() == "amod";
                if is_bare && is_last {
                    arcs.hang(next, verb, Relation::Xcomp);
                }
            }
            let phrases: Vec<usize> = arcs.kids_by(verb, "obl").filter(|&noun| noun > verb).collect();
            for noun in phrases {
                let Some(case) =
                    arcs.kids_by(noun, "case").find(|&case| case > verb && self.form(case) == "as")
                else {
                    continue;
                };
                let quality = case + 1;
                let opens = self.sentence.tokens.get(quality + 1).is_some_and(|word| {
                    matches!(word.upos, Upos::Det | Upos::Propn)
                        || word.upos == Upos::Pron && arcs.relations[quality + 1].base() == "nmod"
                });
                if quality < noun && self.sentence.tokens[quality].upos == Upos::Adj && opens {
                    arcs.hang(noun, verb, Relation::Obj);
                    arcs.hang(quality, verb, Relation::Xcomp);
                    arcs.hang(case, quality, Relation::Mark);
                }
            }
        }
    }

    /// "Belarus freed a medic, and Slovenia two agents": a name right before what is acted on is the subject of a verb
    /// left out. The name hangs on the verb told, the thing on the name.
    fn gaps(&self, arcs: &mut Arcs) {
        for last in 1..arcs.heads.len().saturating_sub(1) {
            if self.sentence.tokens[last].upos != Upos::Propn {
                continue;
            }
            let is_part = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn;
            let mut start = (0..last).rev().take_while(|&idx| is_part(idx)).last().unwrap_or(last);
            // "the European Union": an adjective of the name, and its article.
            let is_high =
                |idx: usize| self.sentence.tokens[idx].span.of(self.text).starts_with(char::is_uppercase);
            start -= usize::from(
                start > 1 && self.sentence.tokens[start - 1].upos == Upos::Adj && is_high(start - 1),
            );
            start -= usize::from(start > 1 && self.form(start - 1) == "the");
            let Some(name) =
                (start..=last).find(|&idx| arcs.heads[idx].is_some_and(|head| head < start || head > last))
            else {
                continue;
            };
            let opens =
                start > 0 && matches!(self.form(start - 1).as_str(), "," | ";" | "and" | "while" | "but");
            let Some(verb) = self.verb_before(arcs, name, start).filter(|_| opens) else { continue };
            let Some(thing) = self.thing_behind(arcs, verb, start, last) else { continue };
            if name == thing || arcs.kids_by(thing, "compound").any(|kid| kid <= last) {
                continue;
            }
            arcs.hang(name, verb, Relation::Conj);
            arcs.hang(thing, name, Relation::Orphan);
        }
    }

    /// The verb with a subject and an object or phrase that a name behind it hangs on, over conjuncts and objects.
    fn verb_before(&self, arcs: &Arcs, name: usize, start: usize) -> Option<usize> {
        let mut at = arcs.heads[name]?;
        for _ in 0..4 {
            let is_told = at < start && self.is_verb(at) && arcs.has_subject(at);
            if is_told {
                let between =
                    (at + 1..start).any(|idx| matches!(self.xpos(idx), "VBZ" | "VBD" | "VBP" | "MD"));
                return (!between).then_some(at);
            }
            at = arcs.heads[at]?;
        }
        None
    }

    /// What stands right behind the name that ends at `last`: a noun with a number, an article or "its", or one behind the
    /// preposition that the verb's own phrase has; with no verb up to the end of the clause.
    fn thing_behind(&self, arcs: &Arcs, verb: usize, start: usize, last: usize) -> Option<usize> {
        let n = arcs.heads.len();
        let end = (last + 1..n)
            .find(|&idx| {
                matches!(self.form(idx).as_str(), "," | ";" | "." | "and" | "but" | "who" | "which" | "that")
            })
            .unwrap_or(n);
        let has_verb = (last + 1..end).any(|idx| {
            matches!(self.xpos(idx), "VBZ" | "VBD" | "VBP" | "MD")
                || self.xpos(idx) == "VBN" && self.is_verb(idx)
        });
        let next = last + 1;
        let upos = self.sentence.tokens[next].upos;
        let first = self.form(next);
        let is_apart = start > 1 && self.form(start - 2) == ",";
        let is_case = upos == Upos::Adp
            && start > 1
            && self.form(start - 1) == "and"
            && matches!(first.as_str(), "on" | "to" | "from" | "with" | "against" | "for");
        let opens_noun = upos == Upos::Num
            || matches!(first.as_str(), "its" | "their" | "his" | "her" | "a" | "an" | "another" | "some");
        if has_verb || !(is_case || opens_noun) {
            return None;
        }
        let thing = arcs.heads[next].filter(|&thing| {
            let upos = self.sentence.tokens[thing].upos;
            thing > next
                && thing < end
                && (matches!(upos, Upos::Noun | Upos::Propn) && (is_apart || !is_case)
                    || is_case && upos == Upos::Num)
        });
        if is_case {
            let has_same = |phrase: usize| {
                phrase < start && arcs.kids_by(phrase, "case").any(|case| self.form(case) == first)
            };
            let phrases = arcs.kids(verb).chain(arcs.kids(verb).flat_map(|kid| arcs.kids(kid)));
            return thing.filter(|_| phrases.into_iter().any(has_same));
        }
        let is_number = |idx: usize| {
            upos == Upos::Num && matches!(self.sentence.tokens[idx].upos, Upos::Num | Upos::Punct)
        };
        let alone = (next..end).all(is_number).then_some(next);
        let has_object = arcs.kids_by(verb, "obj").any(|object| object < start);
        let has_receiver = arcs.kids_by(verb, "iobj").any(|receiver| receiver < start);
        thing.or(alone).filter(|_| has_object && !has_receiver)
    }

    /// "sent Armenia two robots and Georgia a hospital": each is given something of its own.
    fn given_in_turn(&self, arcs: &mut Arcs) {
        for name in 3..arcs.heads.len().saturating_sub(1) {
            let is_next = self.sentence.tokens[name].upos == Upos::Propn && self.form(name - 1) == "and";
            let opens = matches!(self.xpos(name + 1), "DT" | "CD" | "PRP$");
            let Some(thing) = arcs.heads[name + 1].filter(|&thing| is_next && opens && thing > name) else {
                continue;
            };
            let is_giving = |&verb: &usize| {
                self.is_verb(verb)
                    && arcs.kids_by(verb, "iobj").any(|kid| kid < name)
                    && arcs.kids_by(verb, "obj").any(|kid| kid < name)
            };
            let verb =
                std::iter::successors(arcs.heads[thing], |&idx| arcs.heads[idx]).take(4).find(is_giving);
            let Some(verb) = verb.filter(|&verb| verb < name) else { continue };
            let is_free =
                (verb + 1..thing).all(|idx| !matches!(self.xpos(idx), "VBZ" | "VBD" | "VBP" | "MD"));
            let is_followed = arcs.heads[thing + 1..].iter().enumerate().any(|(after, head)| {
                *head == Some(thing) && matches!(self.xpos(thing + 1 + after), "VBZ" | "VBD" | "VBP")
            });
            if is_free && !is_followed {
                arcs.hang(name, verb, Relation::Conj);
                arcs.hang(thing, name, Relation::Orphan);
                arcs.hang(name - 1, name, Relation::Cc);
            }
        }
    }

    /// "Spain, Portugal and Ireland": of three names in a row the second is no apposition to the first.
    fn lists(&self, arcs: &mut Arcs) {
        let is_name = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn;
        for second in 2..arcs.heads.len() {
            let Some(first) = arcs.heads[second].filter(|&first| {
                first < second
                    && is_name(first)
                    && is_name(second)
                    && (arcs.relations[second].base() == "appos"
                        || arcs.relations[second].base() == "nmod"
                            && arcs.kids_by(second, "case").next().is_none())
            }) else {
                continue;
            };
            let end = arcs.last_of(second);
            let third = arcs.kids_by(first, "conj").chain(arcs.kids_by(second, "conj")).find(|&third| {
                let joined = arcs.kids_by(third, "cc").find(|&cc| cc > end);
                third > end && is_name(third) && joined.is_some_and(|cc| cc <= end + 2)
            });
            let is_plain = !arcs.kids(second).any(|kid| matches!(arcs.relations[kid].base(), "det" | "amod"));
            if third.is_some() && is_plain && self.form(second - 1) == "," {
                arcs.hang(second, first, Relation::Conj);
            }
        }
    }

    /// "a claim by the governor of Tete province that soldiers crossed": the clause is what the claim says.
    fn far_contents(&self, arcs: &mut Arcs) {
        const TOLD: &[&str] = &[
            "accusation",
            "accusations",
            "allegation",
            "allegations",
            "announcement",
            "assertion",
            "claim",
            "claims",
            "complaint",
            "report",
            "reports",
            "rumour",
            "rumours",
            "statement",
            "statements",
            "story",
        ];
        for clause in 2..arcs.heads.len() {
            let is_finite = arcs.kids(clause).any(|kid| arcs.relations[kid].is_subject() && kid < clause);
            let that = arcs.kids_by(clause, "mark").find(|&kid| kid < clause && self.form(kid) == "that");
            let Some(that) = that.filter(|_| is_finite && arcs.relations[clause].base() == "acl") else {
                continue;
            };
            let has_all = arcs.kids(clause).any(|kid| arcs.relations[kid].base() == "obj")
                || arcs.kids(clause).all(|kid| arcs.relations[kid] != Relation::Nsubj || kid > that);
            let Some(near) = arcs.heads[clause].filter(|&near| near < that && has_all) else { continue };
            let is_told = |idx: usize| TOLD.contains(&self.form(idx).as_str());
            if is_told(near) {
                continue;
            }
            let above = std::iter::successors(arcs.heads[near], |&idx| arcs.heads[idx]).take(4);
            let within = std::iter::once(near).chain(above.clone());
            let is_phrase = |idx: usize| matches!(arcs.relations[idx].base(), "nmod" | "obl" | "appos");
            let mut phrase = within.take_while(|&idx| is_phrase(idx)).filter_map(|idx| arcs.heads[idx]);
            let told = phrase.find(|&idx| is_told(idx) && idx < near);
            if let Some(told) = told {
                arcs.hang(clause, told, Relation::Acl);
            }
        }
    }

    /// "described as fabricated a report that": the report is what is described.
    fn called_false(&self, arcs: &mut Arcs) {
        for word in 2..arcs.heads.len() {
            let Some(verb) = arcs.heads[word].filter(|&verb| verb < word && self.is_verb(verb)) else {
                continue;
            };
            let is_as = arcs.kids(word).any(|kid| kid < word && kid > verb && self.form(kid) == "as");
            let is_bare = matches!(self.xpos(word), "VBN" | "JJ")
                && matches!(arcs.relations[word].base(), "advcl" | "obl" | "xcomp")
                && arcs.kids_by(verb, "obj").all(|thing| thing > word);
            if !is_as || !is_bare {
                continue;
            }
            let own = arcs.kids_by(word, "obj").find(|&kid| kid > word);
            let thing = own.or_else(|| arcs.kids_by(verb, "obj").find(|&kid| kid > word));
            let as_word = arcs.kids(word).find(|&kid| kid < word && kid > verb && self.form(kid) == "as");
            if let (Some(thing), Some(as_word)) = (thing, as_word) {
                arcs.hang(thing, verb, Relation::Obj);
                arcs.hang(word, verb, Relation::Obl);
                arcs.hang(as_word, word, Relation::Case);
            }
        }
    }

    /// "Russia's impounding of a yacht": with an owner and an "of", no verb.
    fn owned_gerunds(&self, arcs: &mut Arcs) {
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

    /// "received from Warsaw two ambulances": what comes from somebody, and from whom.
    fn had_from(&self, arcs: &mut Arcs) {
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

    /// "between the government in Nairobi and Zambia": what is between has two sides.
    fn between_pairs(&self, arcs: &mut Arcs) {
        for first in 1..arcs.heads.len() {
            let is_between = arcs.kids_by(first, "case").any(|kid| self.form(kid) == "between");
            if !is_between || arcs.kids_by(first, "conj").next().is_some() {
                continue;
            }
            let inner = arcs.kids_by(first, "nmod").filter(|&kid| kid > first);
            let is_and = |second: usize| arcs.kids_by(second, "cc").any(|cc| self.form(cc) == "and");
            let second = inner.flat_map(|kid| arcs.kids_by(kid, "conj")).find(|&second| is_and(second));
            if let Some(second) = second {
                arcs.hang(second, first, Relation::Conj);
            }
        }
    }

    /// "Peru and, at the last minute, Chile offered tents": two names before one verb, the second behind an "and".
    fn late_sharers(&self, arcs: &mut Arcs) {
        let is_name = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn;
        for verb in 0..arcs.heads.len() {
            let names: Vec<usize> =
                arcs.kids_by(verb, "nsubj").filter(|&kid| kid < verb && is_name(kid)).collect();
            let &[first, second] = names.as_slice() else { continue };
            let joined = (first + 1..second)
                .rev()
                .find(|&cc| arcs.relations[cc] == Relation::Cc && self.form(cc) == "and");
            let Some(cc) =
                joined.filter(|&cc| arcs.heads[cc] == Some(verb) || arcs.heads[cc] == Some(second))
            else {
                continue;
            };
            arcs.hang(second, first, Relation::Conj);
            arcs.hang(cc, second, Relation::Cc);
        }
    }

    /// "Kenya, which chairs the talks, and Uganda have invited them": what stands behind the clause shares the verb.
    fn sharers_behind(&self, arcs: &mut Arcs) {
        let is_name = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn;
        for second in 4..arcs.heads.len().saturating_sub(1) {
            let is_behind = is_name(second) && self.form(second - 1) == "and" && self.form(second - 2) == ",";
            let verb = arcs.heads[second + 1].filter(|_| arcs.relations[second + 1].base() == "aux");
            let verb = verb.or_else(|| self.is_verb(second + 1).then_some(second + 1));
            let Some(verb) = verb.filter(|_| is_behind && arcs.relations[second] == Relation::Conj) else {
                continue;
            };
            let first = arcs.kids_by(verb, "nsubj").find(|&first| first + 2 < second && is_name(first));
            let Some(first) = first else { continue };
            let clause = arcs.kids_by(first, "acl").find(|&clause| first < clause && clause < second);
            let inner = arcs.heads[second].filter(|&inner| first < inner && inner < second);
            if self.form(first + 1) == "," && clause.is_some() && inner.is_some() {
                arcs.hang(second, first, Relation::Conj);
                arcs.hang(second - 1, second, Relation::Cc);
            }
        }
    }

    /// "handed over to Peru two men": a second subject right of the verb is what it acts on.
    fn late_objects(&self, arcs: &mut Arcs) {
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
                    && (verb..arcs.first_of(kid)).all(|idx| !matches!(self.form(idx).as_str(), "," | ";"))
            };
            let late = arcs.kids_by(verb, "nsubj").find(is_late);
            if let Some(late) = late {
                arcs.relations[late] = Relation::Obj;
            }
        }
    }

    /// "said that guards shot at a boat": nobody is shot at without "were" or a doer.
    fn fired_at(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len().saturating_sub(1) {
            let is_shot = matches!(self.form(verb).as_str(), "shot" | "fired") && self.form(verb + 1) == "at";
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

    /// ", a charge Minsk rejects": what is added about the sentence before it, with a clause of its own.
    fn added_charges(&self, arcs: &mut Arcs) {
        const CHARGES: &[&str] = &["accusation", "allegation", "assertion", "charge", "claim"];
        const REACH: usize = 8;
        for noun in 2..arcs.heads.len().saturating_sub(1) {
            let is_added = CHARGES.contains(&self.form(noun).as_str())
                && matches!(self.form(noun - 1).as_str(), "a" | "an")
                && self.form(noun - 2) == ",";
            if !is_added {
                continue;
            }
            let is_subject = |kid: usize, verb: usize| {
                noun < kid
                    && kid < verb
                    && arcs.heads[kid] == Some(verb)
                    && arcs.relations[kid] == Relation::Nsubj
            };
            let end = (noun + REACH).min(arcs.heads.len());
            let verb = (noun + 2..end)
                .find(|&verb| self.is_verb(verb) && (noun + 1..verb).any(|kid| is_subject(kid, verb)));
            let Some(verb) = verb else { continue };
            let is_between = |idx: usize| noun <= idx && idx <= verb;
            // What the clause was taken to be part of, or what the noun was.
            let outside = |mut idx: usize| {
                for _ in 0..REACH {
                    idx = arcs.heads[idx].filter(|&above| above != idx)?;
                    if !is_between(idx) {
                        return Some(idx);
                    }
                }
                None
            };
            let Some(above) = outside(noun).or_else(|| outside(verb)).filter(|&above| above < noun) else {
                continue;
            };
            let content = arcs.kids_by(above, "ccomp").find(|&kid| kid < noun).unwrap_or(above);
            arcs.hang(noun, content, Relation::Appos);
            arcs.hang(verb, noun, Relation::AclRelcl);
            arcs.tags.retain(|tag| tag.0 != noun);
        }
    }

    /// "accused Peru of spying and Chile of looking away": each is charged with something of its own.
    fn charged_in_turn(&self, arcs: &mut Arcs) {
        for second in 3..arcs.heads.len().saturating_sub(2) {
            let is_next = self.form(second - 1) == "and"
                && self.sentence.tokens[second].upos == Upos::Propn
                && self.form(second + 1) == "of"
                && self.xpos(second + 2) == "VBG";
            let Some(inner) =
                arcs.heads[second].filter(|_| is_next && arcs.relations[second] == Relation::Conj)
            else {
                continue;
            };
            let gerund = std::iter::successors(Some(inner), |&idx| arcs.heads[idx])
                .take(4)
                .find(|&idx| self.xpos(idx) == "VBG" && idx > 0 && self.form(idx - 1) == "of");
            let Some(gerund) = gerund.filter(|&gerund| gerund < second && gerund != inner) else { continue };
            let Some(above) = arcs.heads[gerund] else { continue };
            let object = if self.is_verb(above) {
                arcs.kids_by(above, "obj").find(|&kid| kid < gerund)
            } else {
                Some(above)
            };
            let Some(object) = object else { continue };
            let verb = if self.is_verb(above) { above } else { arcs.heads[object].unwrap_or(object) };
            arcs.hang(second, verb, Relation::Obj);
            arcs.hang(second + 2, second, Relation::Acl);
        }
    }

    /// "is due in Lima": a noun behind a preposition is nobody's object.
    fn plain_phrases(&self, arcs: &mut Arcs) {
        for noun in 0..arcs.heads.len() {
            let has_case = arcs
                .kids_by(noun, "case")
                .any(|kid| kid < noun && self.sentence.tokens[kid].upos == Upos::Adp);
            let particle = arcs.kids_by(noun, "case").find(|&kid| {
                kid > 0
                    && arcs.heads[noun] == Some(kid - 1)
                    && matches!(
                        self.form(kid).as_str(),
                        "off" | "over" | "out" | "up" | "down" | "back" | "away"
                    )
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
                kid < noun
                    && matches!(word.as_str(), "before" | "after" | "in" | "at" | "during" | "under" | "on")
            });
            let is_plain = |kid: usize| kid > noun && arcs.kids_by(kid, "case").next().is_none();
            let is_first = arcs.relations[noun].base() == "nsubj"
                && arcs.heads[noun].is_some_and(|verb| arcs.kids_by(verb, "nsubj").any(is_plain));
            if opens && is_first {
                arcs.relations[noun] = Relation::Obl;
            }
        }
    }

    /// The tag of the verb that is bent: "has" of "has taken".
    fn tense(&self, arcs: &Arcs, verb: usize) -> &'static str {
        let bent = arcs.kids_by(verb, "aux").find(|&aux| self.form(aux) == "has");
        bent.map_or(self.xpos(verb), |_| "VBZ")
    }

    /// "acknowledges that it detained them but denies that it beat them": the second verb goes with the first one of its
    /// tense, not with the clause between.
    fn far_verbs(&self, arcs: &mut Arcs) {
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
            if is_of_tense(above) && (is_perfect || is_gerund || !is_of_tense(below)) {
                arcs.heads[verb] = Some(above);
            }
        }
    }

    /// "Were Chad to attack, we would ...", "Had they not cut output, ...": a condition without "if".
    fn unmarked_condition(&self, arcs: &mut Arcs) {
        let n = arcs.heads.len();
        if n < 6 || self.form(n - 1) == "?" {
            return;
        }
        let start = usize::from(matches!(self.form(0).as_str(), "\"" | "“" | "'" | "‘"));
        let opener = self.form(start);
        if !matches!(opener.as_str(), "were" | "had" | "should") {
            return;
        }
        let Some(comma) = (start + 2..n).find(|&idx| self.form(idx) == ",") else { return };
        let is_inner = |&idx: &usize| match opener.as_str() {
            "were" => self.xpos(idx) == "VB" && self.form(idx - 1) == "to",
            "had" => matches!(self.xpos(idx), "VBN" | "VBD" | "VB"),
            _ => self.xpos(idx) == "VB",
        };
        let inner = (start + 2..comma).find(is_inner);
        let main = (comma + 1..n).find(|&idx| {
            self.is_verb(idx)
                && arcs.kids_by(idx, "aux").any(|aux| {
                    matches!(self.form(aux).as_str(), "would" | "will" | "'d" | "’d" | "could" | "might")
                })
        });
        let (Some(inner), Some(main)) = (inner, main) else { return };
        let is_done = arcs.heads[start] == Some(inner) && arcs.relations[inner].base() == "advcl";
        if is_done {
            return;
        }
        let subject = (start + 1..inner).find(|&idx| {
            self.is_name(idx)
                && arcs.heads[idx].is_none_or(|head| head == start || head >= inner || head <= start)
        });
        self.detach(arcs, main, [start, inner]);
        let own: Vec<usize> = arcs.kids(start).collect();
        for kid in own {
            let to = if kid < comma { inner } else { main };
            if kid != inner && kid != main {
                arcs.heads[kid] = Some(to);
            }
        }
        arcs.hang(inner, main, Relation::Advcl);
        arcs.hang(start, inner, Relation::Aux);
        if let Some(subject) = subject {
            arcs.hang(subject, inner, Relation::Nsubj);
        }
    }

    /// Where `main` hangs below one of `below`, it takes the place that they had.
    fn detach(&self, arcs: &mut Arcs, main: usize, below: [usize; 2]) {
        let mut at = main;
        for _ in 0..arcs.heads.len() {
            let Some(head) = arcs.heads[at] else { return };
            if below.contains(&head) {
                let top = arcs.heads[head].filter(|next| below.contains(next)).unwrap_or(head);
                arcs.heads[at] = arcs.heads[top];
                arcs.relations[at] = arcs.relations[top];
                return;
            }
            at = head;
        }
    }

    /// "If ships enter, Palau would ask for help, its president said": the condition is on the asking.
    fn fronted_conditions(&self, arcs: &mut Arcs) {
        for clause in 0..arcs.heads.len() {
            let is_fronted =
                arcs.relations[clause].base() == "advcl" && arcs.kids_by(clause, "mark").next().is_some();
            let Some(saying) = arcs.heads[clause].filter(|&saying| is_fronted && clause < saying) else {
                continue;
            };
            let said = arcs.kids_by(saying, "ccomp").find(|&said| clause < said && said < saying);
            let speaks_after = arcs.kids_by(saying, "nsubj").all(|kid| said.is_some_and(|said| kid > said));
            if let Some(said) = said.filter(|_| speaks_after) {
                arcs.heads[clause] = Some(said);
            }
            // "Unless the ships leave, Somalia said, it would fire".
            let later = arcs.kids_by(saying, "ccomp").find(|&said| {
                said > saying
                    && self.form(saying + 1) == ","
                    && arcs.kids_by(said, "aux").any(|aux| self.xpos(aux) == "MD")
            });
            if let Some(later) = later {
                arcs.heads[clause] = Some(later);
            }
        }
    }

    /// "must help if it is attacked, under the accord": what a comma parts from the condition is the main clause's.
    fn trailing_texts(&self, arcs: &mut Arcs) {
        for phrase in 1..arcs.heads.len() {
            let start = arcs.kids_by(phrase, "case").filter(|&kid| kid < phrase).min();
            let is_apart = start.is_some_and(|start| {
                start > 0
                    && self.form(start - 1) == ","
                    && matches!(self.form(start).as_str(), "under" | "according")
            });
            let clause = arcs.heads[phrase]
                .filter(|&clause| is_apart && clause < phrase && arcs.relations[clause].base() == "advcl");
            if let Some(main) = clause.and_then(|clause| arcs.heads[clause]).filter(|&main| main < phrase) {
                arcs.heads[phrase] = Some(main);
            }
        }
    }

    /// "Germany would halt the work, the minister warned, if troops crossed": the condition is on the halting.
    fn trailing_conditions(&self, arcs: &mut Arcs) {
        for clause in 1..arcs.heads.len() {
            let is_open = arcs.relations[clause].base() == "advcl"
                && arcs
                    .kids_by(clause, "mark")
                    .any(|mark| matches!(self.form(mark).as_str(), "if" | "unless"));
            let Some(saying) = arcs.heads[clause].filter(|&saying| is_open && saying < clause) else {
                continue;
            };
            let main = arcs.heads[saying].filter(|&main| {
                main < saying
                    && arcs.relations[saying].base() == "parataxis"
                    && arcs.kids_by(main, "aux").any(|aux| self.xpos(aux) == "MD")
            });
            if let Some(main) = main {
                arcs.heads[clause] = Some(main);
            }
        }
    }

    /// "tensions on the peninsula and concerns from Washington": a phrase right behind the second noun is the second's
    /// where the first has one of its own.
    fn far_phrases(&self, arcs: &mut Arcs) {
        for phrase in 0..arcs.heads.len() {
            let Some(first) =
                arcs.heads[phrase].filter(|&first| arcs.relations[phrase].base() == "nmod" && first < phrase)
            else {
                continue;
            };
            let start = arcs.kids(phrase).filter(|&kid| kid < phrase).min().unwrap_or(phrase);
            let nearest = arcs.kids_by(first, "conj").find(|&noun| noun + 1 == start && self.is_name(noun));
            let Some(nearest) = nearest else { continue };
            let has_own = arcs.kids_by(first, "nmod").any(|kid| first < kid && kid < nearest);
            if has_own {
                arcs.heads[phrase] = Some(nearest);
            }
        }
    }
}
