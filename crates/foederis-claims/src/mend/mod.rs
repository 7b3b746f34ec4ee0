//! Mends trees where the reader is known to go wrong, by word order and agreement alone.
//!
//! Each mend looks at one construction: a subject taken for one more object of the verb before it or for nothing, whoever
//! gets a thing taken for a part of its name, a condition in front of reported speech that hangs on the saying, a
//! condition without "if". Circles in what the reader gives are cut first; a mend that would close one is dropped as a
//! whole. Knows no rule and no name.

mod asides;
mod conditions;
mod denying;
mod idioms;
mod lists;
mod speech;
mod subjects;
mod words;

pub(crate) use idioms::IDIOMS;

use foederis_types::{Relation, Sentence, Upos};

/// The governor and relation of each word.
#[derive(Clone, PartialEq)]
pub(crate) struct Arcs {
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) relations: Vec<Relation>,
    /// Words that the reader takes for another part of speech than they are: index, part, tag.
    pub(crate) tags: Vec<(usize, Upos, &'static str)>,
    /// Verbs that say what another verb says: index, dictionary form.
    pub(crate) lemmas: Vec<(usize, &'static str)>,
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
        lemmas: Vec::new(),
    };
    arcs.cut_circles();
    let mut sound = arcs.clone();
    let forms = sentence.tokens.iter().map(|token| token.span.of(text).to_lowercase()).collect();
    let mender = Mender { sentence, text, forms };
    for mend in [
        Mender::lost_root,
        Mender::told_roots,
        Mender::said_relatives,
        Mender::parted_subjects,
        Mender::said_troops,
        Mender::headline_verbs,
        Mender::headline_plans,
        Mender::plain_nouns,
        Mender::plain_pasts,
        Mender::perfects,
        Mender::infinitive_objects,
        Mender::gerund_marks,
        Mender::things_behind,
        Mender::said_thats,
        Mender::asked_first,
        Mender::openers,
        Mender::signed_into_law,
        Mender::compound_subjects,
        Mender::idioms,
        Mender::voted_to,
        Mender::stray_auxiliary,
        Mender::split_names,
        Mender::apposed_to_last,
        Mender::stray_parts,
        Mender::has_it,
        Mender::let_it_be_known,
        Mender::trailing_speakers,
        Mender::aside_speakers,
        Mender::aside_subjects,
        Mender::aside_choirs,
        Mender::speakers_behind_quotes,
        Mender::stray_relatives,
        Mender::aside_contents,
        Mender::relative_asides,
        Mender::asides,
        Mender::inverted_speakers,
        Mender::or_so,
        Mender::told_between,
        Mender::untrue_asides,
        Mender::no_truth_asides,
        Mender::called_late,
        Mender::objects_subjects,
        Mender::late_papers,
        Mender::paired_adjectives,
        Mender::fronted_negations,
        Mender::late_speakers,
        Mender::waved_away,
        Mender::called_at_last,
        Mender::commented,
        Mender::told_before,
        Mender::gave_the_lie,
        Mender::called_it,
        Mender::which_called,
        Mender::said_of,
        Mender::answered_no,
        Mender::cleft_asides,
        Mender::laid_at_the_door,
        Mender::said_lists,
        Mender::cleft_clauses,
        Mender::what_clefts,
        Mender::quoted_before,
        Mender::swallowed_verbs,
        Mender::particles,
        Mender::handed_back,
        Mender::home_from,
        Mender::plain_to,
        Mender::crossed_subjects,
        Mender::bare_objects,
        Mender::called_so,
        Mender::lost_subjects,
        Mender::near_subjects,
        Mender::far_agents,
        Mender::subject_phrases,
        Mender::people_from,
        Mender::near_recipients,
        Mender::far_verbs,
        Mender::owned_deeds,
        Mender::standing_accused,
        Mender::accused,
        Mender::plain_phrases,
        Mender::own_places,
        Mender::addressed_subjects,
        Mender::judgements,
        Mender::gaps,
        Mender::given_in_turn,
        Mender::said_in,
        Mender::far_contents,
        Mender::called_false,
        Mender::had_from,
        Mender::owned_gerunds,
        Mender::between_pairs,
        Mender::headline_pairs,
        Mender::headline_states,
        Mender::standing_by,
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
    /// The words in lower case.
    forms: Vec<String>,
}

impl Mender<'_> {
    /// The word in lower case; empty beyond the end.
    fn form(&self, idx: usize) -> &str {
        self.forms.get(idx).map_or("", String::as_str)
    }

    /// The dictionary form, or that of the verb that it stands for.
    fn lemma<'s>(&'s self, arcs: &'s Arcs, idx: usize) -> &'s str {
        let told = arcs.lemmas.iter().find(|(at, _)| *at == idx).map(|(_, lemma)| *lemma);
        told.or_else(|| self.sentence.tokens.get(idx).map(|token| token.lemma.as_str())).unwrap_or("")
    }

    /// A verb with tense of its own.
    fn is_finite(&self, idx: usize) -> bool {
        self.is_verb(idx) && matches!(self.xpos(idx), "VBD" | "VBZ" | "VBP")
    }

    /// The tag; empty beyond the end.
    fn xpos(&self, idx: usize) -> &'static str {
        self.sentence.tokens.get(idx).map_or("", |token| token.xpos)
    }

    fn is_verb(&self, idx: usize) -> bool {
        self.sentence.tokens.get(idx).is_some_and(|token| token.upos == Upos::Verb)
    }

    fn is_name(&self, idx: usize) -> bool {
        let token = self.sentence.tokens.get(idx);
        token.is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron))
    }
}
