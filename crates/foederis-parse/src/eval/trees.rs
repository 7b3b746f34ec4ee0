//! Tags, lemmas and trees on gold words.

use super::Count;
use super::gold::{Gold, GoldSentence};
use crate::Reader;
use crate::analyse::Reading;
use foederis_types::Relation;
use std::collections::BTreeMap;

/// Scores on gold words; all words count, punctuation too.
#[derive(Clone, Debug, Default)]
pub struct TreeScores {
    /// Universal parts of speech.
    pub upos: Count,
    /// Penn tags.
    pub xpos: Count,
    /// Lemmas by the reader's own tags; where the gold has `_`, any is right.
    pub lemma: Count,
    /// Lemmas by the Penn tags of the gold.
    pub lemma_of_gold_tag: Count,
    /// Heads.
    pub uas: Count,
    /// Heads with relations, subtypes included.
    pub las: Count,
    /// Heads with relations, without subtypes and punctuation.
    pub content_las: Count,
    /// Subjects of verbs: the right head, and a subject.
    pub verb_subjects: Count,
    /// Objects of verbs: the right head, and an object.
    pub verb_objects: Count,
    /// Clauses that complete a predicate (`ccomp`), right head and relation; one count for each sentence.
    pub complements: Vec<Count>,
    /// Each relation, right head and relation.
    pub relations: BTreeMap<String, RelationScore>,
}

/// How one relation fares.
#[derive(Clone, Copy, Debug, Default)]
pub struct RelationScore {
    /// With the right head.
    pub labelled: Count,
    /// Whatever the head.
    pub label_only: Count,
}

pub(super) fn score(reader: &Reader, gold: &Gold, readings: &[Reading]) -> TreeScores {
    let mut scores = TreeScores::default();
    for (sentence, reading) in gold.sentences().zip(readings) {
        scores.add_tags(reader, sentence, reading);
        scores.add_arcs(sentence, &reading.arcs(&reader.labels.relations));
    }
    scores
}

impl TreeScores {
    fn add_tags(&mut self, reader: &Reader, sentence: &GoldSentence, reading: &Reading) {
        let tags = reading.parse.upos.iter().zip(&reading.parse.xpos);
        for (word, (&upos, &xpos)) in sentence.words.iter().zip(tags) {
            let xpos = usize::from(xpos);
            self.upos.both(reader.labels.upos[usize::from(upos)].as_str() == word.upos);
            let is_lemma = |tag| word.lemma == "_" || reader.lemmas.lemma(&word.form, tag) == word.lemma;
            self.lemma.both(is_lemma(xpos));
            if word.xpos != "_" {
                let gold_tag = reader.labels.xpos.iter().position(|tag| *tag == word.xpos);
                self.xpos.both(gold_tag == Some(xpos));
                self.lemma_of_gold_tag.both(is_lemma(gold_tag.unwrap_or(usize::MAX)));
            }
        }
    }

    fn add_arcs(&mut self, sentence: &GoldSentence, arcs: &[(Option<u32>, Relation)]) {
        let base = |relation: &str| relation.split(':').next().unwrap_or("").to_owned();
        let mut complements = Count::default();
        for (word, (head, relation)) in sentence.words.iter().zip(arcs) {
            let head = head.map_or(0, |head| head as usize + 1);
            let (is_head, is_relation) = (head == word.head, relation.as_str() == word.relation);
            self.uas.both(is_head);
            self.las.both(is_head && is_relation);
            let gold_base = base(&word.relation);
            if word.upos != "PUNCT" {
                self.content_las.both(is_head && relation.base() == gold_base);
            }
            self.add_relation(&word.relation, relation.as_str(), is_head);
            let (is_found, is_gold) = (relation.base() == "ccomp", gold_base == "ccomp");
            complements.add(is_found, is_gold, is_found && is_gold && is_head);
            let under_verb =
                |head: usize| head > 0 && sentence.words.get(head - 1).is_some_and(|h| h.upos == "VERB");
            for (count, name) in [(&mut self.verb_subjects, "nsubj"), (&mut self.verb_objects, "obj")] {
                let is_gold = gold_base == name && under_verb(word.head);
                let is_found = relation.base() == name && under_verb(head);
                count.add(is_found, is_gold, is_gold && is_found && is_head);
            }
        }
        self.complements.push(complements);
    }

    /// Adds the counts of another file.
    pub(super) fn extend(&mut self, other: &TreeScores) {
        let counts = [
            (&mut self.upos, other.upos),
            (&mut self.xpos, other.xpos),
            (&mut self.lemma, other.lemma),
            (&mut self.lemma_of_gold_tag, other.lemma_of_gold_tag),
            (&mut self.uas, other.uas),
            (&mut self.las, other.las),
            (&mut self.content_las, other.content_las),
            (&mut self.verb_subjects, other.verb_subjects),
            (&mut self.verb_objects, other.verb_objects),
        ];
        counts.into_iter().for_each(|(count, more)| *count = count.plus(more));
        self.complements.extend(&other.complements);
        for (name, more) in &other.relations {
            let score = self.relations.entry(name.clone()).or_default();
            score.labelled = score.labelled.plus(more.labelled);
            score.label_only = score.label_only.plus(more.label_only);
        }
    }

    fn add_relation(&mut self, gold: &str, found: &str, is_head: bool) {
        let is_same = gold == found;
        let score = self.relations.entry(gold.to_owned()).or_default();
        score.labelled.add(is_same, true, is_same && is_head);
        score.label_only.add(is_same, true, is_same);
        if !is_same {
            let score = self.relations.entry(found.to_owned()).or_default();
            score.labelled.add(true, false, false);
            score.label_only.add(true, false, false);
        }
    }
}
