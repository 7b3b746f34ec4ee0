//! Phrases that say what one verb says: "put on hold" is "suspend".

use foederis_types::Relation;

use super::{Arcs, Mender};

/// A verb, the words that stand behind it or behind what it acts on, and the verb that says the same. A bar parts words
/// either of which may stand there.
pub(crate) const IDIOMS: [(&str, &str, &str); 42] = [
    ("put", "on hold", "suspend"),
    ("place", "on hold", "suspend"),
    ("put", "on ice", "suspend"),
    ("put", "an end to", "end"),
    ("put", "a stop to", "stop"),
    ("put", "a halt to", "halt"),
    ("bring", "to an end", "end"),
    ("bring", "to a halt|close", "halt"),
    ("call", "a halt to", "halt"),
    ("call", "an end to", "end"),
    ("call", "time on", "end"),
    ("pull", "the plug on", "scrap"),
    ("do", "away with", "abolish"),
    ("get", "rid of", "abolish"),
    ("make", "off with", "steal"),
    ("walk", "away from", "quit"),
    ("walk", "out on", "quit"),
    ("wash", "its|their|his|her hands of", "abandon"),
    ("put", "under siege", "besiege"),
    ("let", "go", "free"),
    ("lay", "waste to", "destroy"),
    ("set", "ablaze|alight|aflame|afire", "burn"),
    ("set", "on fire", "burn"),
    ("set", "fire to", "burn"),
    ("put", "to the torch", "burn"),
    ("take", "to task", "criticise"),
    ("take", "issue with", "criticise"),
    ("say", "yes to", "accept"),
    ("play", "host to", "host"),
    ("take", "sides with", "side"),
    ("take", "the side of", "back"),
    ("throw", "its|their|his|her weight behind", "back"),
    ("put", "its|their|his|her weight behind", "back"),
    ("give", "its|their|his|her backing to", "back"),
    ("wave", "through", "approve"),
    ("give", "the go-ahead to", "approve"),
    ("give", "the nod to", "approve"),
    ("put", "off", "postpone"),
    ("speak", "up for", "back"),
    ("stick", "up for", "back"),
    ("move", "out of", "leave"),
    ("take", "to court|arbitration", "sue"),
];

impl Mender<'_> {
    /// "put the talks on hold", "took to task its neighbour": the phrase is one verb, and what else hangs on its words hangs
    /// on that.
    pub(super) fn idioms(&self, arcs: &mut Arcs) {
        for verb in 0..arcs.heads.len().saturating_sub(2) {
            if !self.is_verb(verb) {
                continue;
            }
            let lemma = self.lemma(arcs, verb).to_owned();
            for (_, words, meaning) in IDIOMS.iter().filter(|idiom| idiom.0 == lemma) {
                let n = words.split(' ').count();
                let Some(first) = self.phrase_behind(arcs, verb, words) else { continue };
                self.fold(arcs, verb, first..first + n);
                arcs.lemmas.push((verb, meaning));
                break;
            }
        }
    }

    /// "voted 76 to 31 to approve the treaty": approved it.
    pub(super) fn voted_to(&self, arcs: &mut Arcs) {
        for to in 1..arcs.heads.len() {
            let vote = arcs.heads[to].filter(|&vote| {
                vote < to
                    && self.is_verb(vote)
                    && self.lemma(arcs, vote) == "vote"
                    && matches!(arcs.relations[to].base(), "xcomp" | "advcl")
                    && self.xpos(to) == "VB"
                    && !arcs
                        .kids_by(vote, "advmod")
                        .any(|kid| matches!(self.form(kid), "not" | "n't" | "never"))
            });
            let Some(vote) = vote else { continue };
            let what = match self.lemma(arcs, to) {
                "ratify" => "ratify",
                "approve" | "endorse" | "back" | "adopt" | "pass" => "approve",
                "reject" => "reject",
                _ => continue,
            };
            let has_not = arcs.kids_by(to, "advmod").any(|kid| matches!(self.form(kid), "not" | "never"));
            if has_not {
                continue;
            }
            for kid in arcs.kids_by(vote, "obj").collect::<Vec<_>>() {
                arcs.relations[kid] = Relation::Dep;
            }
            for kid in arcs.kids(to).collect::<Vec<_>>() {
                let is_mark = arcs.relations[kid].base() == "mark";
                arcs.hang(kid, vote, if is_mark { Relation::Fixed } else { arcs.relations[kid] });
            }
            arcs.relations[to] = Relation::Fixed;
            arcs.lemmas.push((vote, what));
        }
    }

    /// Where the words stand: right behind the verb or right behind what it acts on.
    fn phrase_behind(&self, arcs: &Arcs, verb: usize, words: &str) -> Option<usize> {
        let stands = |first: usize| {
            let fits =
                |(at, choice): (usize, &str)| choice.split('|').any(|word| self.form(first + at) == word);
            words.split(' ').enumerate().all(fits)
        };
        if stands(verb + 1) {
            return Some(verb + 1);
        }
        let object = arcs.kids_by(verb, "obj").find(|&kid| kid > verb)?;
        // What is acted on may have swallowed the phrase: "talks on hold".
        (object + 1..(object + 12).min(arcs.heads.len())).find(|&first| {
            stands(first) && (object..first).all(|idx| idx == object || self.is_below(arcs, idx, object))
        })
    }

    fn is_below(&self, arcs: &Arcs, idx: usize, over: usize) -> bool {
        let mut at = idx;
        for _ in 0..8 {
            match arcs.heads[at] {
                Some(head) if head == over => return true,
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// Hangs the words of a phrase on its verb, and what hangs on them too; what stands behind the phrase's last preposition
    /// is what the verb acts on.
    fn fold(&self, arcs: &mut Arcs, verb: usize, phrase: std::ops::Range<usize>) {
        for idx in phrase.end..arcs.heads.len() {
            let on_phrase = arcs.heads[idx].is_some_and(|head| phrase.contains(&head));
            let has_case = arcs.kids_by(idx, "case").any(|kid| phrase.contains(&kid));
            if on_phrase || has_case {
                arcs.heads[idx] = Some(verb);
            }
            let is_bare = on_phrase && !arcs.kids_by(idx, "case").any(|kid| !phrase.contains(&kid));
            let is_noun =
                self.is_name(idx) && !matches!(arcs.relations[idx].base(), "punct" | "conj" | "cc" | "appos");
            if has_case
                || (is_bare
                    && is_noun
                    && arcs.kids_by(verb, "obj").all(|kid| kid == idx || phrase.contains(&kid)))
            {
                arcs.relations[idx] = Relation::Obj;
            }
        }
        for idx in phrase {
            arcs.hang(idx, verb, Relation::Fixed);
        }
    }
}
