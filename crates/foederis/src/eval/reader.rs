//! Scores the reader on treebanks and columns of names.

use super::view::{Figure, GoldScores, Measure, ScoreTable, Share};
use crate::Engine;
use foederis_parse::eval::{Gold, NameScores, RawScores, Scores, TreeScores, evaluate};
use std::time::Duration;

/// Reads each annotated text, and counts what is right; several of a kind also together.
///
/// `clock` tells the processor time that this thread has spent so far; where it stands still, no rate is given.
pub fn score_reader(
    engine: &Engine,
    files: &[(String, Gold)],
    clock: &dyn Fn() -> Duration,
) -> Vec<GoldScores> {
    let mut all = Vec::new();
    for has_trees in [true, false] {
        let of_kind = files.iter().filter(|(_, gold)| gold.has_trees() == has_trees);
        let scored: Vec<(&str, Scores)> =
            of_kind.map(|(name, gold)| (name.as_str(), evaluate(engine.reader(), gold, clock))).collect();
        all.extend(scored.iter().map(|(name, scores)| view(name, scores)));
        if scored.len() > 1 {
            let mut together = Scores::default();
            scored.iter().for_each(|(_, scores)| together.extend(scores));
            all.push(view("together", &together));
        }
    }
    all
}

fn view(name: &str, scores: &Scores) -> GoldScores {
    let kind = if scores.trees.is_some() { "treebank" } else { "names" };
    let mut view = GoldScores { gold: name.to_owned(), kind: kind.to_owned(), ..GoldScores::default() };
    if let Some(trees) = &scores.trees {
        add_trees(&mut view, trees);
    }
    if let Some(names) = &scores.names {
        view.tables.push(names_table(names));
    }
    if let Some(raw) = &scores.raw {
        view.tables.push(raw_table(raw));
    }
    let paces = [
        ("words a CPU second, given words", scores.words_per_second()),
        ("words a CPU second, raw text", scores.raw.map_or(0.0, |raw| raw.words_per_second())),
    ];
    let paces = paces.into_iter().filter(|(_, pace)| *pace > 0.0);
    view.measures = paces.map(|(item, pace)| Measure::new(item, pace.round())).collect();
    view
}

fn add_trees(view: &mut GoldScores, trees: &TreeScores) {
    let shares = [
        ("UPOS", trees.upos),
        ("XPOS", trees.xpos),
        ("lemma, by predicted tags", trees.lemma),
        ("lemma, by gold tags", trees.lemma_of_gold_tag),
        ("UAS", trees.uas),
        ("LAS", trees.las),
        ("LAS, no punctuation or subtypes", trees.content_las),
    ];
    let annotated = shares.into_iter().filter(|(_, count)| count.n_gold > 0);
    view.shares = annotated.map(|(item, count)| Share::of(item, count)).collect();
    let arcs = vec![
        Figure::new("subjects and objects of verbs", trees.verb_subjects.plus(trees.verb_objects)),
        Figure::new("subjects of verbs", trees.verb_subjects),
        Figure::new("objects of verbs", trees.verb_objects),
        Figure::drawn("ccomp", &trees.complements),
    ];
    view.tables.push(ScoreTable { title: "arcs on given words".to_owned(), figures: arcs });
    let relations = trees.relations.iter().filter(|(_, score)| score.labelled.n_gold > 0);
    let relations = relations.map(|(name, score)| Figure::new(name, score.labelled)).collect();
    view.tables.push(ScoreTable { title: "relations on given words".to_owned(), figures: relations });
}

fn names_table(names: &NameScores) -> ScoreTable {
    let kinds = names.kinds.iter().map(|(kind, count)| Figure::new(kind, *count));
    let figures = kinds.chain([Figure::new("PER, ORG and all places", names.main)]).collect();
    ScoreTable { title: "names on given words".to_owned(), figures }
}

fn raw_table(raw: &RawScores) -> ScoreTable {
    let counts = [
        ("sentences", raw.sentences),
        ("words", raw.words),
        ("UPOS", raw.upos),
        ("UAS", raw.uas),
        ("LAS", raw.las),
    ];
    let figures = counts.into_iter().map(|(item, count)| Figure::new(item, count)).collect();
    ScoreTable { title: "from raw text".to_owned(), figures }
}
