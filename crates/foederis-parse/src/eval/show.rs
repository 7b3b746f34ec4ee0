//! Scores as a table for people.

use super::{Count, NameScores, RawScores, Scores, TreeScores};
use std::fmt;

/// Rarer relations are left out of the table.
const SHOWN_MIN: u64 = 50;

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(trees) = &self.trees {
            write!(f, "{trees}")?;
        }
        if let Some(names) = &self.names {
            write!(f, "{names}")?;
        }
        writeln!(f, "words per second on gold words  {:8.0}", self.words_per_second())?;
        match &self.raw {
            Some(raw) => write!(f, "{raw}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for TreeScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "gold words                      {:8}", self.las.n_gold)?;
        let rows = [
            ("UPOS", self.upos),
            ("XPOS", self.xpos),
            ("lemma", self.lemma),
            ("UAS", self.uas),
            ("LAS", self.las),
            ("LAS, no punctuation or subtypes", self.content_las),
        ];
        for (name, count) in rows {
            writeln!(f, "{name:32}{:8.2}", count.f1())?;
        }
        writeln!(f, "\n{:16}{:>8}{:>8}{:>8}{:>8}  95 % of recall", "arcs", "gold", "prec.", "recall", "F1")?;
        arc_row(f, "nsubj of verbs", self.verb_subjects)?;
        arc_row(f, "obj of verbs", self.verb_objects)?;
        for (name, score) in self.relations.iter().filter(|(_, score)| score.labelled.n_gold >= SHOWN_MIN) {
            arc_row(f, name, score.labelled)?;
        }
        writeln!(f)
    }
}

fn arc_row(f: &mut fmt::Formatter<'_>, name: &str, count: Count) -> fmt::Result {
    let (low, high) = count.recall_interval();
    let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
    writeln!(f, "{name:16}{:8}{precision:8.1}{recall:8.1}{f1:8.1}  {low:.1}-{high:.1}", count.n_gold)
}

impl fmt::Display for NameScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:16}{:>8}{:>8}{:>8}{:>8}  95 % of recall", "names", "gold", "prec.", "recall", "F1")?;
        arc_row(f, "PER, ORG, places", self.main)?;
        for (kind, count) in &self.kinds {
            arc_row(f, kind, *count)?;
        }
        writeln!(f)
    }
}

impl fmt::Display for RawScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nfrom raw text (F1)")?;
        let rows = [
            ("words", self.words),
            ("sentences", self.sentences),
            ("UPOS", self.upos),
            ("UAS", self.uas),
            ("LAS", self.las),
        ];
        for (name, count) in rows {
            writeln!(f, "{name:32}{:8.2}", count.f1())?;
        }
        writeln!(f, "words per second from text      {:8.0}", self.words_per_second())
    }
}
