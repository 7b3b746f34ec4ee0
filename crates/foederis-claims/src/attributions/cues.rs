//! The words that put something down to somebody, and from each of them who and what.

use super::Attribution;
use super::quotes::Quotes;
use super::spans::{Reach, run_around};
use crate::tree::Tree;
use foederis_types::{Relation, Span, Upos};

/// How far a missing subject is looked for.
const STEPS_MAX: usize = 8;

/// Finds the attributions of one sentence, nested ones among them.
pub(crate) fn of_sentence(reach: &Reach<'_, '_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for idx in 0..reach.tree.len() {
        if reach.is_quoted(idx) {
            continue;
        }
        let one = match reach.tree.upos(idx) {
            Upos::Verb | Upos::Aux => reach.verb(idx),
            Upos::Noun => reach.noun(idx).or_else(|| reach.according(idx)),
            Upos::Propn | Upos::Pron | Upos::Num => reach.according(idx),
            _ => None,
        };
        found.extend(one);
    }
    found
}

/// Finds what stands behind a name and a colon at the start of a paragraph: `POLL: ...`, `WALLACE: ...`.
pub(crate) fn of_colons(trees: &[Tree<'_>], quotes: &Quotes) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        let paragraph = trees[at].sentence.paragraph;
        let length = trees[at..].iter().take_while(|tree| tree.sentence.paragraph == paragraph).count();
        found.extend(colon(&trees[at..at + length], quotes));
        at += length;
    }
    found
}

/// Words before a colon that names somebody, at most.
const NAME_WORDS_MAX: usize = 4;

fn colon(paragraph: &[Tree<'_>], quotes: &Quotes) -> Option<Attribution> {
    let (first, last) = (paragraph.first()?, paragraph.last()?);
    let at = (1..first.len().min(NAME_WORDS_MAX + 1)).find(|&at| first.form(at) == ":")?;
    let is_name = (0..at).all(|word| matches!(first.upos(word), Upos::Propn | Upos::Noun | Upos::Adj));
    let rest_from = at + 1;
    if !is_name || rest_from >= first.len() || quotes.around(first.token(0).span).is_some() {
        return None;
    }
    let mut end = last.sentence.span.end();
    let last_word = last.len() - 1;
    if last.form(last_word) == "." && last_word > 0 && paragraph.len() == 1 {
        end = last.token(last_word - 1).span.end();
    }
    let name = Span::from_offsets(first.token(0).span.start(), first.token(at - 1).span.end())?;
    let content = Span::from_offsets(first.token(rest_from).span.start(), end)?;
    Some(Attribution { cue: vec![first.token(at).span], speaker: vec![name], content: vec![content] })
}

impl Reach<'_, '_> {
    fn verb(&self, verb: usize) -> Option<Attribution> {
        if matches!(self.tree.relation(verb).base(), "aux" | "cop" | "amod" | "compound" | "case" | "mark") {
            return None;
        }
        let (content, last) = self.passive(verb).or_else(|| self.said(verb))?;
        if content.is_empty() {
            return None;
        }
        let speaker = self.speaker(verb);
        let cue = self.cue(verb, last)?;
        Some(Attribution { cue: vec![cue], speaker, content })
    }

    /// What an active verb puts down to its subject, and the last word of the cue.
    fn said(&self, verb: usize) -> Option<(Vec<Span>, usize)> {
        if self.is_passive_alone(verb) {
            return None;
        }
        let last = self.particle(verb);
        self.clause(verb)
            .map(|content| (content, last))
            .or_else(|| self.preposition(verb))
            .or_else(|| self.infinitive(verb).map(|content| (content, last)))
            .or_else(|| self.called(verb).map(|content| (content, last)))
            .or_else(|| self.object(verb).map(|content| (content, last)))
            .or_else(|| self.beside(verb).map(|content| (content, last)))
    }

    fn is_passive_alone(&self, verb: usize) -> bool {
        self.tree.is_passive(verb) && !self.is("clause", verb)
    }

    /// "said that ...", "..., he said": a clause below the verb, or the clause that the verb hangs on.
    fn clause(&self, verb: usize) -> Option<Vec<Span>> {
        if self.is("plain", verb) && !self.is("clause", verb) {
            return None;
        }
        if let Some(clause) = self.tree.kids_by(verb, "ccomp").next() {
            let has_subject = self.tree.kids(clause).iter().any(|&kid| self.tree.relation(kid).is_subject());
            let extra: Vec<usize> = Vec::new();
            if has_subject || self.is("clause", verb) {
                return Some(self.content(clause, verb, &extra));
            }
        }
        if self.tree.relation(verb) == Relation::Parataxis && self.is("clause", verb) {
            let above = self.tree.head(verb)?;
            let has_subject = self.tree.kids(verb).iter().any(|&kid| self.tree.relation(kid).is_subject());
            return has_subject.then(|| self.content(above, verb, &[]));
        }
        let speech = self.is("clause", verb);
        let quoted = self
            .tree
            .kids_by(verb, "parataxis")
            .chain(self.tree.kids_by(verb, "obj"))
            .find(|&kid| self.is_quoted(kid));
        quoted.filter(|_| speech).map(|quoted| self.content(quoted, verb, &[]))
    }

    /// "called for talks", "accused him of lying": the preposition belongs to the cue.
    fn preposition(&self, verb: usize) -> Option<(Vec<Span>, usize)> {
        let has_object = self.tree.kids_by(verb, "obj").next().is_some();
        let class = if has_object { "charging" } else { "on-preposition" };
        for kid in self.tree.kids(verb).iter().copied().filter(|&kid| kid > verb) {
            let base = self.tree.relation(kid).base();
            let marker = match base {
                "obl" => self.tree.kids_by(kid, "case").next(),
                "advcl" => self.tree.kids_by(kid, "mark").chain(self.tree.kids_by(kid, "case")).next(),
                _ => None,
            };
            let Some(marker) = marker else { continue };
            let pair = format!("{}-{}", self.tree.lemma(verb), self.tree.lemma(marker));
            if !self.words.in_class(class, &pair) {
                continue;
            }
            let tokens = self.tree.subtree_without(kid, |below| below == marker);
            let run = run_around(&tokens, kid, |at| self.is_punctuation(at));
            return Some((self.span(run).into_iter().collect(), marker));
        }
        None
    }

    /// "wants to go", "urged them to go".
    fn infinitive(&self, verb: usize) -> Option<Vec<Span>> {
        let xcomp = self.tree.kids_by(verb, "xcomp").next()?;
        let is_to = self.tree.has_kid_lemma(xcomp, "mark", &["to"]) || self.tree.xpos(xcomp) == "VBG";
        let object = self.tree.kids_by(verb, "obj").chain(self.tree.kids_by(verb, "iobj")).next();
        match object {
            Some(_) if is_to && self.is("telling", verb) => Some(self.content(xcomp, verb, &[])),
            Some(object) if is_to && self.is("asking", verb) => {
                let extra = self.tree.subtree(object);
                Some(self.content(xcomp, verb, &extra))
            }
            None if is_to && self.is("infinitive", verb) => Some(self.content(xcomp, verb, &[])),
            _ => None,
        }
    }

    /// "called it a success", "described as".
    fn called(&self, verb: usize) -> Option<Vec<Span>> {
        if !self.is("calling", verb) {
            return None;
        }
        let object = self.tree.kids_by(verb, "obj").next()?;
        let kids = self.tree.kids(verb).iter().copied();
        let what = kids.filter(|&kid| kid > object).find(|&kid| {
            self.tree.relation(kid).base() == "xcomp"
                || self.tree.relation(kid).base() == "obl" && matches!(self.tree.case_of(kid), "as" | "to")
        })?;
        let extra = self.tree.subtree(object);
        Some(self.content(what, verb, &extra))
    }

    /// "criticised the plan", "blamed Oslo for the delay".
    fn object(&self, verb: usize) -> Option<Vec<Span>> {
        if !self.is("object", verb) {
            return None;
        }
        let object = self.tree.kids_by(verb, "obj").next()?;
        let kids = self.tree.kids(verb).iter().copied().filter(|&kid| kid > object);
        let grounds = kids.filter(|&kid| match self.tree.relation(kid).base() {
            "obl" => matches!(self.tree.case_of(kid), "for" | "as" | "over"),
            "advcl" => self.tree.has_kid_lemma(kid, "mark", &["for", "over"]),
            _ => false,
        });
        let extra: Vec<usize> = grounds.flat_map(|kid| self.tree.subtree(kid)).collect();
        Some(self.content(object, verb, &extra))
    }

    /// "X said: “...”" where the tree has lost the quotation.
    fn beside(&self, verb: usize) -> Option<Vec<Span>> {
        if !self.is("clause", verb) || !self.is_said(verb) {
            return None;
        }
        let sentence = self.tree.sentence.span.start()..self.tree.sentence.span.end();
        let verb_at = self.tree.token(verb).span;
        let quotes = self.quotes.within(&sentence);
        let before = quotes.iter().rev().find(|quote| quote.end <= verb_at.start());
        let quote = before.or_else(|| quotes.iter().find(|quote| quote.start >= verb_at.end()))?;
        let inside = (0..self.tree.len()).find(|&idx| {
            let span = self.tree.token(idx).span;
            !self.is_punctuation(idx) && quote.start <= span.start() && span.end() <= quote.end
        })?;
        let between = inside.abs_diff(verb);
        (between <= 12).then(|| Span::from_offsets(quote.start, quote.end).into_iter().collect())
    }

    /// Words that hardly ever stand without something said.
    fn is_said(&self, verb: usize) -> bool {
        matches!(
            self.tree.lemma(verb),
            "say"
                | "tell"
                | "add"
                | "write"
                | "tweet"
                | "ask"
                | "note"
                | "reply"
                | "respond"
                | "continue"
                | "explain"
                | "argue"
                | "recall"
                | "warn"
        )
    }

    /// "was endorsed by the union": the subject is the content.
    fn passive(&self, verb: usize) -> Option<(Vec<Span>, usize)> {
        if !self.tree.is_passive(verb) || !(self.is("object", verb) || self.is("clause", verb)) {
            return None;
        }
        let agent = self.tree.kids_by(verb, "obl").find(|&kid| self.tree.case_of(kid) == "by")?;
        let by = self.tree.kids_by(agent, "case").next()?;
        let subject = self
            .tree
            .kids(verb)
            .iter()
            .copied()
            .find(|&kid| self.tree.relation(kid) == Relation::NsubjPass)?;
        Some((self.content(subject, verb, &[]), by))
    }

    /// The particle after the verb ("pointed out"), or the verb.
    fn particle(&self, verb: usize) -> usize {
        let particle =
            self.tree.kids_by(verb, "compound").find(|&kid| self.tree.relation(kid) == Relation::CompoundPrt);
        particle.filter(|&kid| kid == verb + 1).unwrap_or(verb)
    }

    /// The verb with what stands before it: auxiliaries, `not`, adverbs; up to `last`.
    fn cue(&self, verb: usize, last: usize) -> Option<Span> {
        let mut first = verb;
        while let Some(before) = first.checked_sub(1) {
            let is_own = self.tree.head(before) == Some(verb);
            let base = self.tree.relation(before).base();
            let is_part = matches!(base, "aux")
                || base == "advmod" && self.is_plain_adverb(before)
                || base == "mark" && self.tree.lemma(before) == "to";
            if !(is_own && is_part) {
                break;
            }
            first = before;
        }
        Span::from_offsets(self.tree.token(first).span.start(), self.tree.token(last).span.end())
    }

    fn is_plain_adverb(&self, idx: usize) -> bool {
        self.tree.kids(idx).is_empty() && !matches!(self.tree.xpos(idx), "WRB")
    }

    /// Who a verb puts it down to: its subject, own or shared; of a passive, its agent.
    fn speaker(&self, verb: usize) -> Vec<Span> {
        if self.tree.is_passive(verb) {
            let agent = self.tree.kids_by(verb, "obl").find(|&kid| self.tree.case_of(kid) == "by");
            return agent.and_then(|agent| self.phrase(agent, verb)).unwrap_or_default();
        }
        self.subject(verb).and_then(|(subject, holder)| self.phrase(subject, holder)).unwrap_or_default()
    }

    /// The subject, and the verb that it hangs on or that follows it.
    fn subject(&self, verb: usize) -> Option<(usize, usize)> {
        let mut at = verb;
        for _ in 0..STEPS_MAX {
            let own = self.tree.kids(at).iter().copied().find(|&kid| self.tree.relation(kid).is_subject());
            if let Some(own) = own {
                return Some((own, verb));
            }
            let head = self.tree.head(at)?;
            match self.tree.relation(at) {
                Relation::Acl if self.tree.xpos(at) == "VBG" => return Some((head, at)),
                Relation::Acl => return None,
                Relation::AclRelcl => return None,
                Relation::Xcomp => {
                    let object = self.tree.kids_by(head, "obj").next();
                    if let Some(object) = object {
                        return Some((object, verb));
                    }
                    at = head;
                }
                Relation::Conj | Relation::Advcl | Relation::Parataxis | Relation::Ccomp => at = head,
                _ => return None,
            }
        }
        None
    }

    /// "according to X": the preposition is the cue, X who says it, the clause around it what is said.
    fn according(&self, idx: usize) -> Option<Attribution> {
        let marker = self
            .tree
            .kids_by(idx, "case")
            .find(|&kid| matches!(self.tree.lemma(kid), "accord" | "according"))?;
        let to = marker + 1;
        let end = if to < self.tree.len() && self.tree.lemma(to) == "to" { to } else { marker };
        let cue = Span::from_offsets(self.tree.token(marker).span.start(), self.tree.token(end).span.end())?;
        let above = self.tree.head(idx)?;
        let tokens = self.tree.subtree_without(idx, |kid| {
            kid == marker || kid == to || self.tree.relation(kid).base() == "parataxis"
        });
        let who = self.span(run_around(&tokens, idx, |at| self.is_punctuation(at)))?;
        let content = self.content(above, idx, &[]);
        (!content.is_empty()).then(|| Attribution { cue: vec![cue], speaker: vec![who], content })
    }

    /// "his promise to go", "the announcement that ...".
    fn noun(&self, noun: usize) -> Option<Attribution> {
        if !self.is("noun", noun) {
            return None;
        }
        let clause = self.tree.kids(noun).iter().copied().find(|&kid| {
            kid > noun
                && self.tree.is_verb(kid)
                && (self.tree.relation(kid) == Relation::Acl || self.tree.relation(kid).base() == "ccomp")
                && self
                    .tree
                    .kids_by(kid, "mark")
                    .any(|mark| matches!(self.tree.lemma(mark), "that" | "to" | "whether"))
        })?;
        let owner = self
            .tree
            .kids(noun)
            .iter()
            .copied()
            .find(|&kid| self.tree.relation(kid) == Relation::NmodPoss)?;
        let cue = self.tree.token(noun).span;
        let content = self.content(clause, noun, &[]);
        let run = self.tree.subtree_without(owner, |kid| self.tree.relation(kid).base() == "case");
        let who = self.span(run_around(&run, owner, |at| self.is_punctuation(at)))?;
        (!content.is_empty()).then(|| Attribution { cue: vec![cue], speaker: vec![who], content })
    }
}
