//! What is said and by whom: speakers behind or between, clefts, lists that go on with what is said, what is called so.

use foederis_types::{Relation, Upos};

use super::{Arcs, Mender, raise};

/// Verbs of saying that stand behind what is said with nothing but the speaker.
const SAID: &[&str] = &[
    "announce", "say", "report", "claim", "add", "declare", "insist", "state", "write", "confirm", "believe",
    "reckon", "allege", "maintain", "estimate",
];

impl Mender<'_> {
    /// "What Chad did was to expel him": whoever did it is the subject of what was done.
    pub(super) fn what_clefts(&self, arcs: &mut Arcs) {
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
                .find(|&did| did < verb && matches!(self.form(did), "did" | "does" | "done" | "do"));
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

    /// "it was an Ethiopian drone that hit the post": the clause is the noun's; "rejected as baseless a report": what is
    /// rejected is the verb's object.
    pub(super) fn cleft_clauses(&self, arcs: &mut Arcs) {
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

    /// "Forty doctors have arrived, the governor was quoted as saying": what is quoted is no adverbial of the quoting.
    pub(super) fn quoted_before(&self, arcs: &mut Arcs) {
        for clause in 0..arcs.heads.len() {
            let Some(saying) = arcs.heads[clause].filter(|&saying| clause < saying) else { continue };
            let is_saying = matches!(
                self.form(saying),
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

    /// "shot down two jets, its army claimed; ...": behind a comma, a verb with a subject and nothing else is no clause on
    /// the noun before it: it says whose words these are.
    pub(super) fn trailing_speakers(&self, arcs: &mut Arcs) {
        for verb in 2..arcs.heads.len() {
            let is_saying = SAID.contains(&self.sentence.tokens[verb].lemma.as_str());
            let noun = arcs.heads[verb].filter(|&noun| {
                noun < verb
                    && (arcs.relations[verb] == Relation::AclRelcl
                        || is_saying && arcs.relations[verb] == Relation::Acl)
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
            // ", the ministry reported on Friday.": when or where they said so.
            let is_dated = is_saying
                && arcs.kids(verb).all(|kid| {
                    kid < verb || matches!(arcs.relations[kid].base(), "obl" | "advmod" | "punct")
                })
                && self.form(arcs.below(verb, usize::max, 0) + 1) != ",";
            if !(is_apart && (is_bare && ends || is_dated)) || is_pronoun {
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

    /// "escorted a tanker to Djibouti, Tokyo announced, and ...": a name and a verb of saying between commas are no part
    /// of what stands before them.
    pub(super) fn aside_speakers(&self, arcs: &mut Arcs) {
        for verb in 3..arcs.heads.len().saturating_sub(1) {
            let name = verb - 1;
            let is_said = matches!(self.xpos(verb), "VBD" | "VBZ")
                && self.is_verb(verb)
                && SAID.contains(&self.sentence.tokens[verb].lemma.as_str());
            let is_aside = self.sentence.tokens[name].upos == Upos::Propn
                && self.form(name - 1) == ","
                && matches!(self.form(verb + 1), "," | "." | ";");
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

    /// "Asked whether it had met them, Oman's ministry declined to comment": whoever is asked does what is told behind.
    pub(super) fn asked_first(&self, arcs: &mut Arcs) {
        let is_asked = matches!(self.form(0), "asked" | "questioned" | "pressed") && arcs.heads[0].is_none();
        let comma = (1..arcs.heads.len()).find(|&at| self.form(at) == ",").filter(|_| is_asked);
        let Some(comma) = comma else { return };
        let verb = arcs.kids(0).find(|&verb| {
            verb > comma
                && self.is_verb(verb)
                && matches!(arcs.relations[verb].base(), "ccomp" | "parataxis" | "conj" | "advcl")
        });
        let Some(verb) = verb else { return };
        let first = (comma + 1..verb).find(|&idx| self.is_name(idx) && self.xpos(idx) != "PRP$");
        let lost = first.and_then(|first| {
            let phrase = std::iter::successors(Some(first), |&idx| {
                arcs.heads[idx].filter(|&above| above > comma && above < verb && self.is_name(above))
            });
            phrase.take(5).last()
        });
        raise(arcs, 0, verb, Relation::Advcl, |relation| relation.base() == "punct");
        if let Some(subject) = lost.filter(|_| !arcs.has_subject(verb)) {
            arcs.hang(subject, verb, Relation::Nsubj);
        }
    }

    /// "The navy, two of the passengers said, towed the ferry": whoever stands between the comma and the verb of saying says
    /// it, and does not tow.
    pub(super) fn aside_subjects(&self, arcs: &mut Arcs) {
        for saying in 3..arcs.heads.len().saturating_sub(1) {
            let is_said = self.is_verb(saying)
                && matches!(self.xpos(saying), "VBD" | "VBP" | "VBZ")
                && SAID.contains(&self.sentence.tokens[saying].lemma.as_str())
                && !arcs.has_subject(saying);
            let comma = (0..saying).rev().find(|&at| self.form(at) == ",").filter(|_| is_said);
            let Some(comma) = comma else { continue };
            let subject = (comma + 1..saying).find(|&idx| {
                arcs.relations[idx] == Relation::Nsubj
                    && arcs.heads[idx].is_some_and(|verb| {
                        verb > saying && arcs.kids_by(verb, "nsubj").any(|first| first < comma)
                    })
            });
            if let Some((subject, verb)) = subject.and_then(|subject| Some((subject, arcs.heads[subject]?))) {
                arcs.hang(subject, saying, Relation::Nsubj);
                arcs.hang(saying, verb, Relation::Parataxis);
            }
        }
    }

    /// "Iran has sent it shells, the U.S., Ukraine and South Korea say.": several names between a comma and a verb of
    /// saying that ends the clause say it, and none of them is one more thing sent.
    pub(super) fn aside_choirs(&self, arcs: &mut Arcs) {
        for verb in 4..arcs.heads.len().saturating_sub(1) {
            let is_said = matches!(self.xpos(verb), "VBD" | "VBP")
                && self.is_verb(verb)
                && SAID.contains(&self.sentence.tokens[verb].lemma.as_str())
                && matches!(self.form(verb + 1), "," | "." | ";")
                && !arcs.has_subject(verb);
            let names = if is_said { self.names_before(verb) } else { Vec::new() };
            let Some((&(first, _), rest)) = names.split_first().filter(|(_, rest)| !rest.is_empty()) else {
                continue;
            };
            let start = names[0].1;
            let is_above = arcs.kids_by(verb, "ccomp").any(|content| content < start);
            let governors = std::iter::successors(arcs.heads[verb], |&idx| arcs.heads[idx]).take(6);
            let above = governors.into_iter().find(|&idx| self.is_verb(idx) && idx < start);
            if above.is_none() && !is_above {
                continue;
            }
            for &(name, from) in &names {
                for idx in from..name {
                    let relation = if self.form(idx) == "the" { Relation::Det } else { Relation::Compound };
                    arcs.hang(idx, name, relation);
                }
            }
            arcs.hang(first, verb, Relation::Nsubj);
            for &(name, _) in rest {
                arcs.hang(name, first, Relation::Conj);
            }
            if let Some(above) = above.filter(|_| !is_above) {
                arcs.hang(verb, above, Relation::Parataxis);
            }
        }
    }

    /// "“There is no soldier in the town,” ministry spokesman Luis Rojas said hours later": whoever stands between the closing
    /// quotation mark and a verb of saying says it, and is nobody the quotation speaks of.
    pub(super) fn speakers_behind_quotes(&self, arcs: &mut Arcs) {
        for verb in 3..arcs.heads.len() {
            let is_said = matches!(self.xpos(verb), "VBD" | "VBZ" | "VBP")
                && self.is_verb(verb)
                && SAID.contains(&self.sentence.tokens[verb].lemma.as_str())
                && !arcs.has_subject(verb);
            let Some(quote) = (1..verb).rev().find(|&idx| self.xpos(idx) == "''").filter(|_| is_said) else {
                continue;
            };
            let is_beyond = |idx: &usize| *idx > quote && *idx < verb;
            let top = std::iter::successors(Some(verb - 1), |&idx| arcs.heads[idx].filter(is_beyond)).last();
            let Some(top) = top.filter(|top| is_beyond(top) && self.is_name(*top)) else { continue };
            let is_lost = arcs.heads[top].is_some_and(|head| head < quote) && arcs.first_of(top) > quote;
            if is_lost && arcs.kids_by(verb, "ccomp").any(|content| content < quote) {
                arcs.hang(top, verb, Relation::Nsubj);
            }
        }
    }

    /// The verb by which somebody, right behind `word` and a comma, says what `root` tells.
    pub(super) fn said_aside(&self, arcs: &Arcs, root: usize, word: usize) -> Option<usize> {
        let is_saying = |&verb: &usize| verb > word && self.is_verb(verb) && arcs.has_subject(verb);
        arcs.kids_by(root, "parataxis").find(is_saying).filter(|_| self.form(word + 1) == ",")
    }

    /// "sent it arms, or so two bankers maintain": whoever says so says the whole of it.
    pub(super) fn or_so(&self, arcs: &mut Arcs) {
        for so in 2..arcs.heads.len() {
            if !(self.form(so) == "so" && self.form(so - 1) == "or" && self.form(so - 2) == ",") {
                continue;
            }
            let is_said = |verb: &usize| {
                self.is_verb(*verb)
                    && matches!(self.xpos(*verb), "VBD" | "VBP" | "VBZ")
                    && SAID.contains(&self.sentence.tokens[*verb].lemma.as_str())
            };
            let Some(verb) = (so + 2..arcs.heads.len()).find(is_said) else { continue };
            let own = arcs.kids_by(verb, "nsubj").next();
            let noun = arcs.heads[verb].filter(|&noun| so < noun && noun < verb && self.is_name(noun));
            let Some(speaker) = own.or(noun).filter(|&speaker| speaker > so) else { continue };
            let above = std::iter::successors(Some(so - 2), |&idx| idx.checked_sub(1))
                .find(|&idx| self.is_verb(idx) && arcs.has_subject(idx));
            let Some(above) = above else { continue };
            arcs.hang(verb, above, Relation::Parataxis);
            arcs.hang(speaker, verb, Relation::Nsubj);
        }
    }

    /// "At no point did Chadian soldiers fire, Chad said": what is denied is the firing and not the saying.
    pub(super) fn fronted_negations(&self, arcs: &mut Arcs) {
        for noun in 2..arcs.heads.len().saturating_sub(2) {
            let opens = self.form(noun - 1) == "no"
                && matches!(self.form(noun - 2), "at" | "under" | "on" | "in" | "by")
                && self.sentence.tokens[noun].upos == Upos::Noun;
            let auxiliary = noun + 1;
            let is_inverted = matches!(
                self.form(auxiliary),
                "did"
                    | "does"
                    | "do"
                    | "has"
                    | "have"
                    | "had"
                    | "will"
                    | "would"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "can"
                    | "could"
            );
            let Some(verb) = arcs.heads[auxiliary].filter(|&verb| opens && is_inverted && verb > auxiliary)
            else {
                continue;
            };
            if self.is_verb(verb) && arcs.heads[noun] != Some(verb) {
                arcs.hang(noun, verb, Relation::Obl);
            }
        }
    }

    /// The names that stand in a list right before `verb` and behind a comma: the last word of each, and its first.
    fn names_before(&self, verb: usize) -> Vec<(usize, usize)> {
        let is_part = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn || self.form(idx) == "the";
        let mut names = Vec::new();
        let mut last = verb - 1;
        loop {
            if self.sentence.tokens[last].upos != Upos::Propn {
                break;
            }
            let first = (1..=last).rev().take_while(|&idx| is_part(idx)).last().unwrap_or(last);
            let before = self.form(first - 1);
            if !matches!(before, "," | "and") {
                break;
            }
            names.push((last, first));
            let mut end = first - 1;
            if before == "and" && end > 0 && self.form(end - 1) == "," {
                end -= 1;
            }
            if end < 2 {
                break;
            }
            last = end - 1;
        }
        names.reverse();
        // "in Peru and Chile say": the first of them must stand behind the comma.
        let is_apart = names.first().is_some_and(|&(_, first)| self.form(first - 1) == ",");
        if is_apart { names } else { Vec::new() }
    }

    /// "Oman's navy, an official told a newspaper, escorted three ships": whoever stands in front acts, and whoever stands
    /// behind the comma tells.
    pub(super) fn told_between(&self, arcs: &mut Arcs) {
        for saying in 4..arcs.heads.len() {
            let subjects: Vec<usize> = arcs.kids_by(saying, "nsubj").filter(|&kid| kid < saying).collect();
            let [first, second] = subjects[..] else { continue };
            let is_apart = self.is_verb(saying)
                && self.form(arcs.last_of(first) + 1) == ","
                && self.form(arcs.first_of(second).saturating_sub(1)) == ",";
            let content = arcs.kids_by(saying, "ccomp").find(|&content| {
                content > saying
                    && self.is_verb(content)
                    && !arcs.has_subject(content)
                    && self.form(content - 1) == ","
            });
            if let Some(content) = content.filter(|_| is_apart) {
                arcs.hang(first, content, Relation::Nsubj);
            }
        }
    }

    /// "said the boat entered its waters, ignored calls and opened fire": what stands in a list without "that" and without
    /// a subject goes on with what is said.
    pub(super) fn said_lists(&self, arcs: &mut Arcs) {
        for saying in 0..arcs.heads.len() {
            let is_past = |idx: usize| self.xpos(idx) == "VBD" && self.is_verb(idx);
            let is_bare = |idx: usize| is_past(idx) && !arcs.has_subject(idx);
            let lemma = self.sentence.tokens[saying].lemma.as_str();
            if !matches!(lemma, "say" | "report" | "claim" | "allege" | "state") {
                continue;
            }
            let first = arcs.kids_by(saying, "ccomp").find(|&kid| kid > saying && arcs.has_subject(kid));
            let Some(first) = first else { continue };
            // "said it had first used water and then opened fire"
            let then = arcs.kids_by(saying, "conj").find(|&kid| {
                kid > first && is_bare(kid) && arcs.kids_by(kid, "advmod").any(|adv| self.form(adv) == "then")
            });
            if let Some(then) = then {
                arcs.hang(then, first, Relation::Conj);
                continue;
            }
            let next = arcs.kids(saying).find(|&kid| {
                kid > first
                    && is_past(first)
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

    /// "called the decision petty", "called the drill a provocation", "rejected as false the claim": what is judged is the
    /// object, what it is judged to be no part of it.
    pub(super) fn judgements(&self, arcs: &mut Arcs) {
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

    /// "a claim by the governor of Tete province that soldiers crossed": the clause is what the claim says.
    pub(super) fn far_contents(&self, arcs: &mut Arcs) {
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
            let is_told = |idx: usize| TOLD.contains(&self.form(idx));
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

    /// "said in a statement that its men had fired", "admitted for the first time that they had": what is said is the
    /// verb's, and the statement is where it stands.
    pub(super) fn said_in(&self, arcs: &mut Arcs) {
        const TOLD: &[&str] = &[
            "say",
            "announce",
            "confirm",
            "deny",
            "admit",
            "claim",
            "report",
            "state",
            "declare",
            "write",
            "warn",
            "add",
            "insist",
            "acknowledge",
            "allege",
            "note",
            "reveal",
            "concede",
            "assert",
            "argue",
            "stress",
            "reiterate",
        ];
        for clause in 3..arcs.heads.len() {
            let that = arcs.kids_by(clause, "mark").any(|kid| kid < clause && self.form(kid) == "that");
            let is_content = that && arcs.relations[clause].base() == "acl" && arcs.has_subject(clause);
            let Some(paper) = arcs.heads[clause].filter(|&paper| is_content && paper < clause) else {
                continue;
            };
            let is_where = matches!(arcs.relations[paper].base(), "obl" | "obj")
                && arcs
                    .kids_by(paper, "case")
                    .any(|kid| matches!(self.form(kid), "in" | "through" | "via" | "on" | "at" | "for"));
            let Some(verb) = arcs.heads[paper].filter(|&verb| is_where && verb < paper) else { continue };
            let is_said = TOLD.contains(&self.sentence.tokens[verb].lemma.as_str()) && self.is_verb(verb);
            let is_bare = arcs
                .kids(verb)
                .all(|kid| kid == paper || !matches!(arcs.relations[kid].base(), "ccomp" | "obj"));
            if is_said && is_bare {
                arcs.hang(clause, verb, Relation::Ccomp);
            }
        }
    }

    /// "Albania, though its premier talked of it, did not sign": a name in front that is called to by nobody is the
    /// subject of a verb that has none.
    pub(super) fn addressed_subjects(&self, arcs: &mut Arcs) {
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

    /// "suspects Chad of jamming the signals", "sold Yemen a third": the noun behind the verb is its own object, and the
    /// first of two who gets the second.
    pub(super) fn accused(&self, arcs: &mut Arcs) {
        for noun in 1..arcs.heads.len() {
            let Some(gerund) = arcs.heads[noun].filter(|&gerund| gerund > noun + 1) else { continue };
            let is_perfect = arcs.kids_by(gerund, "aux").any(|aux| self.form(aux) == "having");
            let start = if is_perfect { gerund.saturating_sub(2) } else { gerund.saturating_sub(1) };
            let is_charge = (self.xpos(gerund) == "VBG" || is_perfect)
                && start > noun
                && matches!(arcs.relations[noun].base(), "obj" | "nsubj" | "nmod")
                && matches!(self.form(start), "of" | "for")
                && arcs.heads[start] == Some(gerund)
                && self.is_name(noun)
                && arcs.last_of(noun) + 1 == start;
            let verb = arcs.heads[gerund].filter(|&verb| is_charge && verb < noun && self.is_verb(verb));
            let Some(verb) = verb else { continue };
            if arcs.kids_by(verb, "obj").next().is_none() {
                arcs.hang(noun, verb, Relation::Obj);
            }
        }
        // "accuses gunmen of burning huts": the charge is the verb's, and no clause on the noun.
        for gerund in 3..arcs.heads.len() {
            let is_charge = self.xpos(gerund) == "VBG"
                && arcs.relations[gerund] == Relation::Acl
                && arcs.kids_by(gerund, "mark").any(|mark| self.form(mark) == "of");
            let noun = arcs.heads[gerund].filter(|&noun| is_charge && noun < gerund);
            let verb = noun.and_then(|noun| arcs.heads[noun]).filter(|&verb| {
                matches!(self.lemma(arcs, verb), "accuse" | "suspect" | "convict" | "acquit")
                    && noun.is_some_and(|noun| matches!(arcs.relations[noun].base(), "obj" | "nsubj"))
            });
            if let Some(verb) = verb {
                arcs.hang(gerund, verb, Relation::Advcl);
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

    /// "Peru had broken no law, its spokesman said": behind what is said, before the verb of saying, stands who says it.
    pub(super) fn late_speakers(&self, arcs: &mut Arcs) {
        for saying in 3..arcs.heads.len() {
            let is_saying = self.is_verb(saying)
                && matches!(
                    self.sentence.tokens[saying].lemma.as_str(),
                    "say" | "add" | "state" | "announce" | "claim" | "insist" | "declare" | "confirm"
                )
                && !arcs.has_subject(saying);
            let clause = arcs.kids_by(saying, "ccomp").find(|&clause| is_saying && clause < saying);
            let Some(clause) = clause else { continue };
            let is_speaker = |&who: &usize| {
                let start = arcs.first_of(who);
                self.is_name(who)
                    && matches!(arcs.relations[who].base(), "nsubj" | "parataxis" | "appos")
                    && (self.form(start) == "," || self.form(start - 1) == ",")
                    && arcs.below(who, usize::max, 0) + 2 >= saying
            };
            let speaker = (clause + 1..saying).find(is_speaker);
            if let Some(speaker) = speaker {
                arcs.hang(speaker, saying, Relation::Nsubj);
            }
        }
    }

    /// "denied having concluded an annex, after a paper had printed it": what is denied or admitted right behind the verb
    /// is no circumstance of it, nor is what is not ruled out.
    pub(super) fn owned_deeds(&self, arcs: &mut Arcs) {
        for deed in 1..arcs.heads.len() {
            let is_gerund =
                self.xpos(deed) == "VBG" || arcs.kids_by(deed, "aux").any(|aux| self.form(aux) == "having");
            let verb = arcs.heads[deed].filter(|&verb| {
                let first = arcs.first_of(deed);
                let is_owned = matches!(
                    self.sentence.tokens[verb].lemma.as_str(),
                    "deny" | "admit" | "acknowledge" | "confess" | "regret" | "confirm"
                );
                let is_left_open = self.sentence.tokens[verb].lemma == "rule"
                    && self.form(verb + 1) == "out"
                    && arcs
                        .kids_by(verb, "advmod")
                        .any(|kid| matches!(self.form(kid), "not" | "n't" | "never"));
                is_gerund
                    && verb < deed
                    && arcs.relations[deed].base() == "advcl"
                    && (is_owned && verb + 1 == first || is_left_open && verb + 2 == first)
            });
            if verb.is_some() {
                arcs.relations[deed] = Relation::Xcomp;
            }
        }
    }

    /// "two men stand accused of smuggling": whoever stands accused is accused.
    pub(super) fn standing_accused(&self, arcs: &mut Arcs) {
        for charged in 1..arcs.heads.len() {
            let stand = arcs.heads[charged].filter(|&stand| {
                stand + 1 == charged
                    && self.sentence.tokens[stand].lemma == "stand"
                    && arcs.relations[charged].base() == "xcomp"
                    && self.xpos(charged) == "VBN"
            });
            let Some(stand) = stand else { continue };
            let (head, relation) = (arcs.heads[stand], arcs.relations[stand]);
            for kid in arcs.kids(stand).filter(|&kid| kid != charged).collect::<Vec<_>>() {
                let is_subject = arcs.relations[kid].base() == "nsubj";
                arcs.hang(kid, charged, if is_subject { Relation::NsubjPass } else { arcs.relations[kid] });
            }
            arcs.heads[charged] = head;
            arcs.relations[charged] = relation;
            arcs.hang(stand, charged, Relation::AuxPass);
        }
    }

    /// ", a charge Minsk rejects": what is added about the sentence before it, with a clause of its own.
    pub(super) fn added_charges(&self, arcs: &mut Arcs) {
        const CHARGES: &[&str] = &["accusation", "allegation", "assertion", "charge", "claim"];
        const REACH: usize = 8;
        for noun in 2..arcs.heads.len().saturating_sub(1) {
            let is_added = CHARGES.contains(&self.form(noun))
                && matches!(self.form(noun - 1), "a" | "an")
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
    pub(super) fn charged_in_turn(&self, arcs: &mut Arcs) {
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
}
