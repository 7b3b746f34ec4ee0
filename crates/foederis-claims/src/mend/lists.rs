//! Lists and gaps: names in a row, sharers of a verb, verbs and things left out.

use foederis_types::{Relation, Upos};

use super::{Arcs, Mender, raise};

impl Mender<'_> {
    /// "Belarus freed a medic, and Slovenia two agents": a name right before what is acted on is the subject of a verb
    /// left out. The name hangs on the verb told, the thing on the name.
    pub(super) fn gaps(&self, arcs: &mut Arcs) {
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
            let opens = start > 0 && matches!(self.form(start - 1), "," | ";" | "and" | "while" | "but");
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
            .find(|&idx| matches!(self.form(idx), "," | ";" | "." | "and" | "but" | "who" | "which" | "that"))
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
            && matches!(first, "on" | "to" | "from" | "with" | "against" | "for");
        let opens_noun = upos == Upos::Num
            || matches!(first, "its" | "their" | "his" | "her" | "a" | "an" | "another" | "some");
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

    /// "Ana Diaz and Li Wei, her Chinese colleague,": what is said of one right behind the second name is said of that one.
    pub(super) fn apposed_to_last(&self, arcs: &mut Arcs) {
        for apposed in 3..arcs.heads.len() {
            let is_one = arcs.relations[apposed].base() == "appos" && self.xpos(apposed) == "NN";
            let Some(first) = arcs.heads[apposed].filter(|&first| is_one && first < apposed) else {
                continue;
            };
            let opening = arcs.first_of(apposed);
            let start = opening + usize::from(self.form(opening) == ",");
            let is_behind = |&last: &usize| {
                last > first
                    && self.sentence.tokens[last].upos == Upos::Propn
                    && arcs.last_of(last) + 2 == start
                    && self.form(start - 1) == ","
            };
            let last = arcs.kids_by(first, "conj").find(is_behind);
            let starts_phrase = matches!(self.xpos(start), "DT" | "PRP$");
            if let Some(last) = last.filter(|_| starts_phrase) {
                arcs.hang(apposed, last, Relation::Appos);
            }
        }
    }

    /// "sent Armenia two robots and Georgia a hospital": each is given something of its own.
    pub(super) fn given_in_turn(&self, arcs: &mut Arcs) {
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
    pub(super) fn lists(&self, arcs: &mut Arcs) {
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

    /// "Ethiopia, Eritrea sign pact": before a verb in the plural, two names of a headline act together.
    pub(super) fn headline_pairs(&self, arcs: &mut Arcs) {
        let is_one = |idx: usize| self.xpos(idx) == "NNP";
        for verb in 3..arcs.heads.len() {
            let first = arcs.kids_by(verb, "nsubj").find(|&first| first < verb && is_one(first));
            let Some(first) = first.filter(|_| self.is_verb(verb) && self.xpos(verb) == "VBP") else {
                continue;
            };
            let second = arcs.kids_by(first, "appos").find(|&second| {
                is_one(second) && self.form(second - 1) == "," && arcs.last_of(second) + 1 == verb
            });
            if let Some(second) = second {
                arcs.hang(second, first, Relation::Conj);
            }
        }
    }

    /// "Ethiopia, Eritrea in talks over border": names of a headline without a verb, and what they are in.
    pub(super) fn headline_states(&self, arcs: &mut Arcs) {
        let n = arcs.heads.len();
        let Some(first) = (0..n).find(|&idx| arcs.heads[idx].is_none()) else { return };
        if self.xpos(first) != "NNP" || (0..n).any(|idx| self.is_verb(idx)) {
            return;
        }
        let is_in = |&what: &usize| {
            self.xpos(what) == "NNS"
                && arcs.kids_by(what, "case").any(|case| case > first && self.form(case) == "in")
        };
        let Some(what) = arcs.kids_by(first, "nmod").find(is_in) else { return };
        let second = arcs.kids(first).find(|&second| {
            second < what
                && self.xpos(second) == "NNP"
                && matches!(arcs.relations[second].base(), "nmod" | "appos" | "conj")
        });
        if let Some(second) = second {
            arcs.hang(second, first, Relation::Conj);
            raise(arcs, first, what, Relation::Nsubj, |relation| relation == Relation::Punct);
        }
    }

    /// "signed a pact with Turkey as guarantor": who stands by as something is no party.
    pub(super) fn standing_by(&self, arcs: &mut Arcs) {
        for name in 1..arcs.heads.len() {
            let is_with = arcs.kids_by(name, "case").any(|kid| self.form(kid) == "with");
            let behind = arcs.last_of(name) + 1;
            let is_as = behind < arcs.heads.len() && self.form(behind) == "as" || {
                arcs.kids(name).any(|kid| {
                    matches!(arcs.relations[kid].base(), "nmod" | "obl")
                        && arcs.kids_by(kid, "case").any(|case| case == name + 1 && self.form(case) == "as")
                })
            };
            if is_with && is_as && matches!(arcs.relations[name].base(), "nmod" | "obl") {
                arcs.relations[name] = Relation::Dep;
            }
        }
    }

    /// "between the government in Nairobi and Zambia": what is between has two sides.
    pub(super) fn between_pairs(&self, arcs: &mut Arcs) {
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

    /// "Peru and, at the last minute, Chile offered tents": two names before one verb, the second behind an "and"; "the
    /// minister and the Egyptian envoy met": two nouns, the second right behind it.
    pub(super) fn late_sharers(&self, arcs: &mut Arcs) {
        let is_name = |idx: usize| self.sentence.tokens[idx].upos == Upos::Propn;
        for verb in 0..arcs.heads.len() {
            let names: Vec<usize> =
                arcs.kids_by(verb, "nsubj").filter(|&kid| kid < verb && self.is_name(kid)).collect();
            let &[first, second] = names.as_slice() else { continue };
            let start = arcs.first_of(second);
            let is_right_behind =
                start > first && self.form(start) == "and" || start > 0 && self.form(start - 1) == "and";
            if !(is_right_behind || is_name(first) && is_name(second)) {
                continue;
            }
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
    pub(super) fn sharers_behind(&self, arcs: &mut Arcs) {
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

    /// "tensions on the peninsula and concerns from Washington": a phrase right behind the second noun is the second's
    /// where the first has one of its own.
    pub(super) fn far_phrases(&self, arcs: &mut Arcs) {
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
