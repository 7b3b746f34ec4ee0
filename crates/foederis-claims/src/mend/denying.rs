//! Idioms of denial and of owning up read as the plain verb: "gave the lie to", "brushed aside as gossip the story that",
//! "called it a lie that", "answered no".

use foederis_types::{Relation, Upos};

use super::{Arcs, Mender, raise};

/// What can be denied: words for something told.
const TOLD: &[&str] = &[
    "accusation",
    "account",
    "allegation",
    "article",
    "assertion",
    "charge",
    "claim",
    "complaint",
    "contention",
    "finding",
    "gossip",
    "insinuation",
    "notion",
    "report",
    "rumor",
    "rumour",
    "statement",
    "story",
    "suggestion",
    "tale",
    "talk",
    "version",
];

/// Words by which somebody calls untrue what is told.
const UNTRUE: &[&str] = &[
    "absurd",
    "baseless",
    "bogus",
    "bosh",
    "bunk",
    "calumny",
    "canard",
    "claptrap",
    "concoction",
    "disinformation",
    "fable",
    "fabricated",
    "fabrication",
    "fabrications",
    "fairytale",
    "fairy-tale",
    "fake",
    "false",
    "falsehood",
    "fantasy",
    "fiction",
    "gossip",
    "groundless",
    "hearsay",
    "hoax",
    "humbug",
    "inaccurate",
    "incorrect",
    "invented",
    "invention",
    "inventions",
    "lie",
    "lies",
    "ludicrous",
    "myth",
    "nonsense",
    "poppycock",
    "preposterous",
    "propaganda",
    "ridiculous",
    "rot",
    "rubbish",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "slander",
    "slanderous",
    "smear",
    "tosh",
    "unfounded",
    "untrue",
    "untruth",
    "wrong",
];

/// Verbs of denial that take what is told as it is.
const DENIES: &[&str] =
    &["contest", "denounce", "deny", "dismiss", "dispute", "rebut", "refute", "reject", "repudiate"];

/// Verbs that wave something away with a particle: "brushed aside", "laughed off".
const WAVES: &[&str] =
    &["bat", "brush", "cast", "fling", "laugh", "push", "shoot", "shrug", "swat", "sweep", "toss", "wave"];

/// Verbs that deny by calling what they take as something: "rejected as slander the charge".
const CALLS: &[&str] = &[
    "brand",
    "call",
    "condemn",
    "decry",
    "denounce",
    "deride",
    "describe",
    "dismiss",
    "label",
    "pronounce",
    "reject",
    "term",
];

impl Mender<'_> {
    fn is_told(&self, idx: usize) -> bool {
        TOLD.contains(&self.sentence.tokens[idx].lemma.as_str())
    }

    fn is_untrue(&self, idx: usize) -> bool {
        UNTRUE.contains(&self.form(idx))
    }

    /// "laughed off the claim that", "brushed aside as gossip the story that", "rejected as slander Chile's charge that": what
    /// is told is what is denied, whatever stands between.
    pub(super) fn waved_away(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len().saturating_sub(2) {
            let lemma = self.lemma(arcs, verb);
            let is_waving =
                WAVES.contains(&lemma) && matches!(self.form(verb + 1), "aside" | "off" | "away" | "down");
            if !self.is_verb(verb) || !(is_waving || CALLS.contains(&lemma)) {
                continue;
            }
            let start = verb + 1 + usize::from(is_waving);
            let is_as = self.form(start) == "as";
            let called =
                (start + 1..(start + 6).min(arcs.heads.len())).find(|&idx| is_as && self.is_untrue(idx));
            let from = called.map_or(start, |called| called + 1);
            let is_plain =
                |idx: usize| !self.is_finite(idx) && !matches!(self.form(idx), "," | ";" | ":" | "that");
            let reach = from..(from + 7).min(arcs.heads.len());
            let mut near = reach.take_while(|&idx| is_plain(idx));
            let Some(told) = near.find(|&idx| self.is_told(idx) && self.is_name(idx)) else { continue };
            if called.is_none() && !is_waving {
                continue;
            }
            if let Some(called) = called {
                let is_owned = |idx: usize| arcs.heads[idx] == Some(told) && idx > called;
                if !is_owned(told)
                    && arcs.heads[told] != Some(verb)
                    && arcs.heads[told].is_none_or(|head| head > told)
                {
                    continue;
                }
                arcs.hang(start, called, Relation::Case);
                arcs.hang(called, verb, Relation::Obl);
            }
            arcs.hang(told, verb, Relation::Obj);
            arcs.lemmas.push((verb, "deny"));
        }
    }

    /// "called the reports that Chile had fired untrue": the reports are what is called so.
    pub(super) fn called_at_last(&self, arcs: &mut Arcs) {
        for untrue in 4..arcs.heads.len() {
            let is_last =
                self.is_untrue(untrue) && matches!(self.form(untrue + 1), "." | "," | ";" | "" | "and");
            let Some(inner) = arcs.heads[untrue].filter(|&inner| is_last && inner < untrue) else { continue };
            let above: Vec<usize> =
                std::iter::successors(Some(inner), |&idx| arcs.heads[idx]).take(6).collect();
            let told = above.windows(2).find(|pair| {
                self.is_told(pair[0])
                    && arcs.relations[pair[0]].base() == "obj"
                    && CALLS.contains(&self.lemma(arcs, pair[1]))
            });
            let Some(verb) = told.map(|pair| pair[1]) else { continue };
            let is_as = self.form(untrue - 1) == "as";
            if !is_as {
                arcs.hang(untrue, verb, Relation::Dep);
                arcs.lemmas.push((verb, "deny"));
            }
        }
    }

    /// ", an allegation both governments rejected", ", charges dismissed by Chile", ", something both deny": what the writer
    /// adds on what was told.
    pub(super) fn commented(&self, arcs: &mut Arcs) {
        for told in 4..arcs.heads.len().saturating_sub(2) {
            let is_one = self.form(told - 2) == "," && matches!(self.form(told - 1), "a" | "an");
            let is_many = self.form(told - 1) == "," && self.xpos(told) == "NNS";
            let is_thing = self.form(told - 1) == "," && self.form(told) == "something";
            let is_added = is_thing || (is_one || is_many) && self.is_told(told) && self.is_name(told);
            let near = told + 1..(told + 9).min(arcs.heads.len());
            let mut near = near.take_while(|&idx| !matches!(self.form(idx), "," | ";" | "." | "that"));
            let denial = near.find(|&idx| self.is_verb(idx) && DENIES.contains(&self.lemma(arcs, idx)));
            let Some(denial) = denial.filter(|_| is_added) else { continue };
            let is_passive = self.form(denial + 1) == "by";
            let denier =
                arcs.kids(denial).find(|&kid| told < kid && kid < denial && arcs.relations[kid].is_subject());
            let above = std::iter::successors(arcs.heads[told], |&idx| arcs.heads[idx]).take(8);
            let top = above.into_iter().filter(|&idx| idx < told && self.is_verb(idx)).last();
            let Some(top) = top.filter(|_| is_passive || denier.is_some()) else { continue };
            arcs.hang(told, top, Relation::Parataxis);
            arcs.hang(denial, told, if is_passive { Relation::Acl } else { Relation::AclRelcl });
            if is_passive || is_thing {
                arcs.lemmas.push((denial, "deny"));
            }
        }
    }

    /// "gave the lie to reports that": denied them.
    pub(super) fn gave_the_lie(&self, arcs: &mut Arcs) {
        for lie in 2..arcs.heads.len().saturating_sub(2) {
            let is_lie = self.form(lie) == "lie" && self.form(lie - 1) == "the" && self.form(lie + 1) == "to";
            let giving = arcs.heads[lie].filter(|&verb| is_lie && self.lemma(arcs, verb) == "give");
            let Some(verb) = giving else { continue };
            let Some(told) = arcs.kids_by(verb, "obl").find(|&kid| kid > lie && self.is_told(kid)) else {
                continue;
            };
            arcs.relations[lie] = Relation::Dep;
            arcs.hang(lie + 1, verb, Relation::Dep);
            arcs.relations[told] = Relation::Obj;
            arcs.lemmas.push((verb, "deny"));
        }
    }

    /// "called it a plain lie that Chile had fired": denied that it had.
    pub(super) fn called_it(&self, arcs: &mut Arcs) {
        for verb in 1..arcs.heads.len().saturating_sub(3) {
            let it = verb + 1;
            let is_calling =
                self.is_verb(verb) && CALLS.contains(&self.lemma(arcs, verb)) && self.form(it) == "it";
            let called =
                (it + 1..(it + 6).min(arcs.heads.len())).find(|&idx| is_calling && self.is_untrue(idx));
            let Some(called) = called.filter(|&called| self.form(called + 1) == "that") else { continue };
            let that = called + 2;
            let clause = (that..arcs.heads.len()).find(|&idx| {
                matches!(arcs.heads[idx], Some(head) if head == called || head == verb)
                    && matches!(arcs.relations[idx].base(), "acl" | "ccomp" | "advcl" | "csubj")
            });
            let Some(clause) = clause else { continue };
            arcs.hang(called + 1, clause, Relation::Mark);
            arcs.hang(clause, verb, Relation::Ccomp);
            arcs.relations[it] = Relation::Expl;
            arcs.hang(called, verb, Relation::Dep);
            arcs.lemmas.push((verb, "deny"));
        }
    }

    /// "accused it of shipping arms, which it called propaganda": denied it.
    pub(super) fn which_called(&self, arcs: &mut Arcs) {
        for which in 2..arcs.heads.len().saturating_sub(2) {
            if self.form(which) != "which" || self.form(which - 1) != "," {
                continue;
            }
            let Some(verb) = arcs.heads[which].filter(|&verb| {
                verb > which
                    && CALLS.contains(&self.lemma(arcs, verb))
                    && arcs.relations[which].base() == "obj"
            }) else {
                continue;
            };
            let is_called = (verb + 1..(verb + 5).min(arcs.heads.len()))
                .take_while(|&idx| !matches!(self.form(idx), "," | ";" | "."))
                .any(|idx| self.is_untrue(idx));
            let above = std::iter::successors(arcs.heads[verb], |&idx| arcs.heads[idx]).take(8);
            let top = above.into_iter().filter(|&idx| idx < which && self.is_verb(idx)).last();
            if let Some(top) = top.filter(|_| is_called) {
                arcs.hang(verb, top, Relation::Parataxis);
                arcs.lemmas.push((verb, "deny"));
            }
        }
    }

    /// "“Fabricated,” the police said of the complaint that they had beaten him": denied it.
    pub(super) fn said_of(&self, arcs: &mut Arcs) {
        for verb in 2..arcs.heads.len().saturating_sub(2) {
            if self.form(verb) != "said" || self.form(verb + 1) != "of" {
                continue;
            }
            let near = verb + 2..(verb + 9).min(arcs.heads.len());
            let Some(told) = near.take_while(|&idx| !self.is_finite(idx)).find(|&idx| self.is_told(idx))
            else {
                continue;
            };
            let content = arcs.kids(verb).find(|&kid| {
                kid < verb && matches!(arcs.relations[kid].base(), "ccomp" | "parataxis" | "obj" | "xcomp")
            });
            let Some(content) = content.filter(|&content| self.is_untrue(content)) else { continue };
            arcs.hang(told, verb, Relation::Obj);
            arcs.hang(verb + 1, verb, Relation::Dep);
            arcs.relations[content] = Relation::Dep;
            arcs.lemmas.push((verb, "deny"));
        }
    }

    /// "Asked whether it had fired, the minister answered no": denied that it had.
    pub(super) fn answered_no(&self, arcs: &mut Arcs) {
        for verb in 1..arcs.heads.len().saturating_sub(1) {
            let is_answer = self.is_verb(verb)
                && matches!(self.lemma(arcs, verb), "answer" | "reply" | "say" | "respond");
            let told = [self.form(verb + 1), self.form(verb + 2), self.form(verb + 3)];
            let answer = match told {
                ["no" | "“no" | "\"no", "." | "," | ";" | "”" | "\"", _] | ["with", "no" | "“no", _] => {
                    "deny"
                }
                ["in", "the", "negative"] => "deny",
                ["yes", "." | "," | ";", _] | ["in", "the", "affirmative"] => "confirm",
                _ => continue,
            };
            let asked =
                arcs.kids_by(verb, "advcl").find(|&kid| self.form(kid) == "asked").filter(|_| is_answer);
            let Some(asked) = asked else { continue };
            let content = arcs.kids_by(asked, "ccomp").find(|&content| {
                arcs.kids_by(content, "mark").any(|mark| matches!(self.form(mark), "whether" | "if"))
            });
            let Some(content) = content else { continue };
            let marks: Vec<usize> = arcs.kids_by(content, "mark").collect();
            for mark in marks {
                arcs.hang(mark, asked, Relation::Dep);
            }
            let objects: Vec<usize> = arcs.kids_by(verb, "obj").filter(|&kid| kid > verb).collect();
            for object in objects {
                arcs.relations[object] = Relation::Dep;
            }
            arcs.hang(content, verb, Relation::Ccomp);
            arcs.lemmas.push((verb, answer));
        }
    }

    /// "It was Chile, Peru's president said, that had fired": who is brought out did it.
    pub(super) fn cleft_asides(&self, arcs: &mut Arcs) {
        for saying in 4..arcs.heads.len() {
            let is_aside = self.is_verb(saying) && arcs.relations[saying].base() == "parataxis";
            let Some(noun) =
                arcs.heads[saying].filter(|&noun| is_aside && noun < saying && self.is_name(noun))
            else {
                continue;
            };
            let is_cleft = arcs.kids_by(noun, "cop").next().is_some()
                && arcs.kids(noun).any(|kid| self.form(kid) == "it");
            let clause = arcs.kids_by(saying, "ccomp").find(|&clause| {
                clause > saying
                    && arcs.kids(clause).any(|kid| {
                        matches!(self.form(kid), "that" | "who" | "which") && arcs.relations[kid].is_subject()
                    })
            });
            if let Some(clause) = clause.filter(|_| is_cleft) {
                arcs.hang(clause, noun, Relation::AclRelcl);
            }
        }
    }

    /// "laid the killing at Chile's door": the door is where it is laid.
    pub(super) fn laid_at_the_door(&self, arcs: &mut Arcs) {
        for door in 3..arcs.heads.len() {
            let is_door = matches!(self.form(door), "door" | "doorstep" | "feet")
                && arcs.kids_by(door, "case").any(|case| self.form(case) == "at");
            if !is_door || self.sentence.tokens[door].upos != Upos::Noun {
                continue;
            }
            let laid = (door.saturating_sub(12)..door).rev().find(|&idx| self.is_verb(idx));
            if let Some(verb) = laid.filter(|&verb| self.lemma(arcs, verb) == "lay") {
                arcs.hang(door, verb, Relation::Obl);
            }
        }
    }

    /// "It is untrue, the ministry said, that it sold them": the ministry says that it is untrue.
    pub(super) fn untrue_asides(&self, arcs: &mut Arcs) {
        for quality in 1..arcs.heads.len() {
            let is_it = arcs.kids(quality).any(|kid| {
                self.form(kid) == "it"
                    && matches!(arcs.relations[kid].base(), "nsubj" | "expl")
                    && kid < quality
            });
            if !(is_it
                && arcs.heads[quality].is_none()
                && (self.is_untrue(quality) || matches!(self.form(quality), "true" | "so" | "correct")))
            {
                continue;
            }
            let Some(saying) = self.said_aside(arcs, quality, quality) else { continue };
            let content = arcs.kids_by(saying, "ccomp").find(|&content| {
                content > saying && arcs.kids_by(content, "mark").any(|mark| self.form(mark) == "that")
            });
            let Some(content) = content else { continue };
            raise(arcs, quality, saying, Relation::Ccomp, |_| false);
            arcs.hang(content, quality, Relation::Csubj);
        }
    }

    /// "There was no truth, the minister said, in the report that": the minister says that there was none in it.
    pub(super) fn no_truth_asides(&self, arcs: &mut Arcs) {
        for being in 1..arcs.heads.len() {
            let has_there = arcs.kids_by(being, "expl").any(|kid| self.form(kid) == "there");
            let truth = arcs.kids_by(being, "nsubj").find(|&kid| {
                kid > being && matches!(self.form(kid), "truth" | "substance" | "basis" | "foundation")
            });
            let Some(truth) = truth.filter(|_| has_there && arcs.heads[being].is_none()) else { continue };
            let Some(saying) = self.said_aside(arcs, being, truth) else { continue };
            let tale = arcs.kids_by(being, "obl").find(|&tale| {
                tale > saying
                    && arcs.kids_by(tale, "case").any(|case| matches!(self.form(case), "in" | "to" | "for"))
            });
            if let Some(tale) = tale {
                raise(arcs, being, saying, Relation::Ccomp, |_| false);
                arcs.hang(tale, truth, Relation::Nmod);
            }
        }
    }

    /// "described reports that it had shut its embassy as untrue": the reports are what is untrue.
    pub(super) fn called_late(&self, arcs: &mut Arcs) {
        for quality in 4..arcs.heads.len() {
            let is_called = self.is_untrue(quality) && self.form(quality - 1) == "as";
            let Some(inner) = arcs.heads[quality].filter(|_| is_called) else { continue };
            let above = std::iter::successors(Some(inner), |&idx| arcs.heads[idx]).take(5);
            let verb = above.skip(1).find(|&idx| {
                self.is_verb(idx)
                    && matches!(
                        self.sentence.tokens[idx].lemma.as_str(),
                        "describe"
                            | "dismiss"
                            | "reject"
                            | "denounce"
                            | "characterise"
                            | "characterize"
                            | "brand"
                    )
            });
            if let Some(verb) = verb.filter(|&verb| arcs.kids_by(verb, "obj").any(|thing| thing < quality)) {
                arcs.hang(quality, verb, Relation::Obl);
            }
        }
    }

    /// "an accusation that Chad called absurd": with a verb that lacks what it calls so, a relative clause.
    pub(super) fn called_so(&self, arcs: &mut Arcs) {
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

    /// "described as fabricated a report that": the report is what is described.
    pub(super) fn called_false(&self, arcs: &mut Arcs) {
        for word in 2..arcs.heads.len() {
            let Some(verb) = arcs.heads[word].filter(|&verb| verb < word && self.is_verb(verb)) else {
                continue;
            };
            let as_word = arcs.kids(word).find(|&kid| kid < word && kid > verb && self.form(kid) == "as");
            let is_bare = matches!(self.xpos(word), "VBN" | "JJ")
                && !arcs.has_subject(word)
                && matches!(arcs.relations[word].base(), "advcl" | "obl" | "xcomp")
                && arcs.kids_by(verb, "obj").all(|thing| thing > word);
            let Some(as_word) = as_word.filter(|_| is_bare) else { continue };
            let own = arcs.kids_by(word, "obj").find(|&kid| kid > word);
            let thing = own.or_else(|| arcs.kids_by(verb, "obj").find(|&kid| kid > word));
            if let Some(thing) = thing {
                arcs.hang(thing, verb, Relation::Obj);
                arcs.hang(word, verb, Relation::Obl);
                arcs.hang(as_word, word, Relation::Case);
            }
        }
    }
}
