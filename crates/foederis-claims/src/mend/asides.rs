//! Whoever tells it, put between commas or behind: asides, inversions, "has it", "let it be known".

use foederis_types::{Relation, Upos};

use super::{Arcs, Mender};

/// Verbs of saying that stand in an aside with nothing but the speaker, or behind what is said.
const TELLS: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "allege",
    "announce",
    "argue",
    "assert",
    "assure",
    "believe",
    "cable",
    "claim",
    "concede",
    "complain",
    "confirm",
    "contend",
    "declare",
    "explain",
    "hear",
    "hint",
    "insist",
    "learn",
    "lament",
    "maintain",
    "note",
    "observe",
    "post",
    "promise",
    "protest",
    "radio",
    "recall",
    "reckon",
    "recount",
    "remark",
    "repeat",
    "report",
    "reveal",
    "say",
    "state",
    "stress",
    "suggest",
    "suspect",
    "swear",
    "telegraph",
    "tell",
    "testify",
    "think",
    "tweet",
    "understand",
    "vow",
    "warn",
    "write",
];

/// Verbs of saying before their speaker, which take no thing as object.
const SAYS: &[&str] =
    &["say", "write", "add", "insist", "explain", "boast", "remark", "complain", "radio", "cable", "stress"];

/// Words of the longest name or office in an aside.
const NAME_WORDS: usize = 12;
/// Words of the longest aside behind its verb: "told reporters in Lima on Monday".
const TAIL_WORDS: usize = 10;

impl Mender<'_> {
    /// "The navy, two passengers said on landing, towed the ferry": the verb behind the aside is that of the noun before it.
    pub(super) fn aside_contents(&self, arcs: &mut Arcs) {
        for saying in 2..arcs.heads.len() {
            let noun = arcs.heads[saying].filter(|&noun| {
                noun < saying
                    && self.is_name(noun)
                    && self.is_verb(saying)
                    && arcs.relations[saying].base() == "parataxis"
                    && arcs.has_subject(saying)
            });
            let Some(noun) = noun else { continue };
            let content = arcs.kids_by(saying, "ccomp").find(|&content| {
                content > saying
                    && self.is_verb(content)
                    && !arcs.has_subject(content)
                    && arcs.kids_by(content, "mark").next().is_none()
                    && (saying + 1..content).any(|at| self.form(at) == ",")
            });
            if let Some(content) = content {
                let (head, relation) = (arcs.heads[noun], arcs.relations[noun]);
                arcs.heads[content] = head;
                arcs.relations[content] = relation;
                arcs.hang(noun, content, Relation::Nsubj);
                arcs.hang(saying, content, Relation::Parataxis);
            }
        }
    }

    /// "visited Rabat and met Saidi, who promised": behind a comma, a clause about who did something is about the name before
    /// it, and stands beside nothing.
    pub(super) fn stray_relatives(&self, arcs: &mut Arcs) {
        for who in 2..arcs.heads.len() {
            let is_stray = |verb: &usize| {
                *verb > who
                    && self.is_verb(*verb)
                    && arcs.relations[who] == Relation::Nsubj
                    && matches!(arcs.relations[*verb].base(), "parataxis" | "advcl" | "conj")
                    && arcs.heads[*verb].is_some_and(|above| above < who && self.is_verb(above))
            };
            let is_behind = self.form(who) == "who" && self.form(who - 1) == "," && self.is_name(who - 2);
            let Some(verb) = arcs.heads[who].filter(|verb| is_behind && is_stray(verb)) else { continue };
            let phrase = std::iter::successors(Some(who - 2), |&idx| {
                arcs.heads[idx].filter(|&above| above < who && self.is_name(above) && !self.is_verb(above))
            });
            if let Some(noun) = phrase.take(4).last() {
                arcs.hang(verb, noun, Relation::AclRelcl);
            }
        }
    }

    /// "admitted before a committee that Peru had sent arms", "told reporters in Lima that": what is said is said of no
    /// committee.
    pub(super) fn told_before(&self, arcs: &mut Arcs) {
        for that in 3..arcs.heads.len().saturating_sub(2) {
            let Some(clause) = arcs.heads[that].filter(|&clause| {
                self.form(that) == "that"
                    && clause > that
                    && arcs.relations[that].base() == "mark"
                    && arcs.relations[clause].base() == "acl"
            }) else {
                continue;
            };
            let Some(noun) = arcs.heads[clause].filter(|&noun| noun < that) else { continue };
            let Some(verb) = arcs.heads[noun]
                .filter(|&verb| verb < noun && self.is_verb(verb) && TELLS.contains(&self.lemma(arcs, verb)))
            else {
                continue;
            };
            let is_adjunct = arcs.kids_by(noun, "case").any(|case| case < noun);
            let is_whole = arcs.kids(clause).any(|kid| arcs.relations[kid].is_subject() && kid > that);
            let has_content = arcs.kids_by(verb, "ccomp").any(|kid| kid > verb);
            if is_adjunct && is_whole && !has_content {
                arcs.relations[noun] = Relation::Obl;
                arcs.hang(clause, verb, Relation::Ccomp);
            }
        }
    }

    /// "as Moscow has it", "rumour has it", "has it in writing from Oslo that": says so.
    pub(super) fn has_it(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len().saturating_sub(1) {
            let has = matches!(self.form(verb), "has" | "have" | "had") && self.is_verb(verb);
            let it = verb + 1;
            if !has || self.form(it) != "it" || arcs.heads[it] != Some(verb) {
                continue;
            }
            let is_as = arcs.kids_by(verb, "mark").any(|mark| self.form(mark) == "as");
            let is_bare = matches!(self.form(verb + 2), "," | "." | ";");
            let has_content = arcs.kids_by(verb, "ccomp").any(|content| {
                content > it && arcs.kids_by(content, "mark").any(|mark| self.form(mark) == "that")
            });
            if is_as || is_bare || has_content {
                arcs.relations[it] = Relation::Expl;
                arcs.lemmas.push((verb, "say"));
            }
        }
    }

    /// "let it be known that they had freed him": said so.
    pub(super) fn let_it_be_known(&self, arcs: &mut Arcs) {
        for letting in 0..arcs.heads.len().saturating_sub(3) {
            let is_let = matches!(self.form(letting), "let" | "lets") && self.is_verb(letting);
            let words = [letting + 1, letting + 2, letting + 3].map(|idx| self.form(idx));
            let known = letting + 3;
            if !is_let || words != ["it", "be", "known"] || arcs.heads[known] != Some(letting) {
                continue;
            }
            let below: Vec<usize> = arcs.kids(known).filter(|&kid| kid > known).collect();
            for kid in below {
                arcs.heads[kid] = Some(letting);
            }
            arcs.hang(known, letting, Relation::Dep);
            arcs.relations[letting + 1] = Relation::Expl;
            arcs.lemmas.push((letting, "say"));
        }
    }

    /// "Dutch surgeons, the press officer in Lima added, had operated", "had boarded it, a harbour master radioed to all
    /// ships.": who stands right behind a comma and before a verb of saying with nothing to tell of its own tells the rest.
    pub(super) fn asides(&self, arcs: &mut Arcs) {
        for verb in 3..arcs.heads.len() {
            let Some(aside) = self.aside(arcs, verb) else { continue };
            let Aside { start, top, end } = aside;
            let is_outside = |idx: usize| idx < start || idx >= end;
            // It says something already.
            let has_content = arcs.kids_by(verb, "ccomp").chain(arcs.kids_by(verb, "xcomp")).any(is_outside);
            if has_content && arcs.heads[top] == Some(verb) {
                continue;
            }
            if has_content && arcs.kids_by(verb, "ccomp").all(|kid| kid < start) {
                if !arcs.has_subject(verb) {
                    arcs.hang(top, verb, Relation::Nsubj);
                }
                continue;
            }
            let is_sound = arcs.heads[top] == Some(verb)
                && arcs.relations[verb].base() == "parataxis"
                && arcs.heads[verb].is_some_and(|head| self.is_verb(head));
            if has_content || is_sound {
                continue;
            }
            let climb = |from: usize| {
                let above = std::iter::successors(arcs.heads[from], |&idx| arcs.heads[idx]).take(8);
                above.into_iter().find(|&idx| is_outside(idx) && self.carries(arcs, idx))
            };
            let Some(above) = climb(verb).or_else(|| climb(top)) else { continue };
            arcs.hang(top, verb, Relation::Nsubj);
            arcs.hang(verb, above, Relation::Parataxis);
        }
    }

    /// A verb, or what is said of something by "be".
    fn carries(&self, arcs: &Arcs, idx: usize) -> bool {
        self.is_verb(idx) || arcs.kids_by(idx, "cop").next().is_some()
    }

    /// "whose lorries, it claims, carry shells", "two of which, it alleges, bombed it": the aside tells what the clause does.
    pub(super) fn relative_asides(&self, arcs: &mut Arcs) {
        for verb in 4..arcs.heads.len() {
            let Some(Aside { start, top, end }) = self.aside(arcs, verb) else { continue };
            let comma = start - 1;
            let is_which = |&idx: &usize| matches!(self.form(idx), "whose" | "which" | "whom");
            let Some(which) = (comma.saturating_sub(6)..comma).rev().find(is_which) else { continue };
            let Some(open) = (0..which).rev().find(|&idx| self.form(idx) == ",").filter(|&open| open > 0)
            else {
                continue;
            };
            let first = (end + 1..arcs.heads.len()).find(|&idx| self.is_verb(idx));
            let Some(content) = first.filter(|&content| content <= end + 5) else { continue };
            let is_inside = |idx: usize| idx > open && idx < comma;
            // The noun of "whose lorries", the number of "two of which".
            let thing =
                std::iter::successors(Some(which), |&idx| arcs.heads[idx].filter(|&head| is_inside(head)))
                    .last();
            let Some(thing) = thing.filter(|&thing| thing != which || self.form(which) == "which") else {
                continue;
            };
            let noun = (0..open).rev().find(|&idx| self.is_name(idx));
            let above = noun.map(|noun| {
                let phrase = std::iter::successors(Some(noun), |&idx| {
                    arcs.heads[idx].filter(|&head| head < open && self.is_name(head) && !self.is_verb(head))
                });
                phrase.take(4).last().unwrap_or(noun)
            });
            let Some(noun) = above else { continue };
            let (content_head, verb_head) = (arcs.heads[content], arcs.heads[verb]);
            arcs.hang(content, noun, Relation::AclRelcl);
            arcs.hang(thing, content, Relation::Nsubj);
            arcs.hang(top, verb, Relation::Nsubj);
            arcs.hang(verb, content, Relation::Parataxis);
            if arcs.is_tree() {
                continue;
            }
            arcs.heads[content] = content_head;
            arcs.heads[verb] = verb_head;
        }
    }

    /// "..., wrote the navy in a letter.": whoever stands behind a verb of saying that ends what is said.
    pub(super) fn inverted_speakers(&self, arcs: &mut Arcs) {
        for verb in 3..arcs.heads.len().saturating_sub(1) {
            let is_said = self.is_finite(verb)
                && self.xpos(verb) != "VBP"
                && SAYS.contains(&self.lemma(arcs, verb))
                && !arcs.has_subject(verb)
                && matches!(self.form(verb - 1), "," | "\"" | "”" | "''");
            let speaker = arcs.kids_by(verb, "obj").find(|&kid| kid > verb && self.is_name(kid));
            let is_root =
                arcs.heads[verb].is_none() && arcs.kids_by(verb, "ccomp").any(|content| content < verb);
            if let Some(speaker) = speaker.filter(|&speaker| is_said && is_root && self.is_name(speaker)) {
                arcs.relations[speaker] = Relation::Nsubj;
                continue;
            }
            let above = arcs.heads[verb].filter(|&head| {
                head < verb
                    && self.is_verb(head)
                    && matches!(arcs.relations[verb].base(), "conj" | "parataxis" | "advcl" | "dep")
            });
            let (Some(speaker), Some(above)) = (speaker.filter(|_| is_said), above) else { continue };
            if arcs.kids_by(verb, "ccomp").next().is_some() || arcs.kids_by(verb, "cc").next().is_some() {
                continue;
            }
            arcs.hang(speaker, verb, Relation::Nsubj);
            arcs.hang(verb, above, Relation::Parataxis);
        }
    }

    /// The words from a comma over a speaker and the verb to what closes the aside.
    fn aside(&self, arcs: &Arcs, verb: usize) -> Option<Aside> {
        let is_let = arcs.lemmas.iter().any(|(at, _)| *at == verb);
        if !(self.is_finite(verb) || is_let) || !TELLS.contains(&self.lemma(arcs, verb)) {
            return None;
        }
        let is_edge = |&idx: &usize| matches!(self.form(idx), "," | "–" | "—");
        let comma =
            (verb.saturating_sub(NAME_WORDS + 1)..verb).rev().find(is_edge).filter(|&comma| comma > 0)?;
        let start = comma + 1;
        let is_opener = matches!(
            self.sentence.tokens[start].upos,
            Upos::Det | Upos::Propn | Upos::Noun | Upos::Pron | Upos::Adj | Upos::Num
        );
        let is_plain = |idx: usize| {
            !self.is_finite(idx)
                && !matches!(
                    self.form(idx),
                    "that" | "which" | "who" | "whose" | "whom" | "what" | "where" | "when" | ":" | ";"
                )
        };
        if start >= verb || !is_opener || !(start..verb).all(is_plain) {
            return None;
        }
        let is_inside = |head: &usize| *head >= start && *head < verb;
        let tops: Vec<usize> =
            (start..verb).filter(|&idx| arcs.heads[idx].is_none_or(|head| !is_inside(&head))).collect();
        let top = tops.into_iter().find(|&idx| self.is_name(idx))?;
        let n = arcs.heads.len();
        let is_end = |&idx: &usize| matches!(self.form(idx), "," | "." | ";" | "–" | "—");
        let end = (verb + 1..n.min(verb + TAIL_WORDS)).find(is_end)?;
        let told = |idx: usize| {
            arcs.heads[idx] == Some(verb) && matches!(arcs.relations[idx].base(), "obj" | "ccomp" | "xcomp")
        };
        let is_addressed = |idx: usize| {
            matches!(self.lemma(arcs, verb), "tell" | "assure" | "warn")
                && arcs.relations[idx].base() == "obj"
        };
        let is_bare = (verb + 1..end).all(|idx| is_plain(idx) && (!told(idx) || is_addressed(idx)));
        is_bare.then_some(Aside { start, top, end })
    }
}

/// An aside: its first word, the speaker, and the mark behind it.
struct Aside {
    start: usize,
    top: usize,
    end: usize,
}
