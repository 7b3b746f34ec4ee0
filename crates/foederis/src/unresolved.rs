//! What coding could not place, by frequency: names that no table knows, and predicates that no rule takes.
//!
//! A name counts where a claim's side has it and no code. A predicate counts where a state or organisation is its
//! subject or object and no claim rests on it. From here a user writes actors and rules of their own.

use crate::engine::{Coded, Engine};
use foederis_types::{Sentence, Token, Upos};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Examples kept of each.
const EXAMPLE_CHARS_MAX: usize = 160;

/// What was not placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnresolvedView {
    /// Reports read.
    pub n_reports: usize,
    /// Names without a code, the most frequent first.
    pub actors: Vec<UnresolvedItem>,
    /// Verbs that no rule takes though a state stands by them, in dictionary form, the most frequent first.
    pub verbs: Vec<UnresolvedItem>,
}

/// One name or verb.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnresolvedItem {
    /// The name or verb.
    pub words: String,
    /// How often.
    pub n: usize,
    /// The first sentence that has it.
    pub example: String,
}

/// Counts as reports come in; the order of reports decides only which example is shown.
#[derive(Clone, Debug, Default)]
pub struct Unresolved {
    n_reports: usize,
    actors: Counts,
    verbs: Counts,
}

type Counts = BTreeMap<String, (usize, String)>;

/// What one report adds.
#[derive(Clone, Debug, Default)]
pub struct Found {
    actors: Vec<(String, String)>,
    verbs: Vec<(String, String)>,
}

impl Found {
    /// Looks through a coded report.
    pub fn of(coded: &Coded, engine: &Engine) -> Found {
        let mut found = Found::default();
        for claim in &coded.claims {
            let text = coded.report.part(claim.quote.part);
            for side in claim.actors.iter().chain(&claim.recipients).filter(|side| side.code.is_none()) {
                found.actors.push((crate::desk::one_line(&side.name), shortened(claim.quote.span.of(text))));
            }
        }
        for sentence in &coded.analysis.sentences {
            found.add_verbs(sentence, coded, engine);
        }
        found
    }

    fn add_verbs(&mut self, sentence: &Sentence, coded: &Coded, engine: &Engine) {
        let text = coded.report.part(sentence.part);
        let is_coded = |token: &Token| {
            coded.claims.iter().any(|claim| {
                let own = claim.trigger;
                claim.quote.part == sentence.part
                    && own.start() < token.span.end()
                    && token.span.start() < own.end()
            })
        };
        for (idx, verb) in sentence.tokens.iter().enumerate() {
            if verb.upos != Upos::Verb || is_coded(verb) {
                continue;
            }
            let is_argument = |token: &&Token| {
                let relation = token.relation.as_str();
                let is_core = relation.starts_with("nsubj") || relation == "obj" || relation == "obl:agent";
                token.head == u32::try_from(idx).ok() && is_core
            };
            let names_somebody = |token: &Token| {
                engine.names().actor(token.span.of(text), None).is_some_and(|name| name.code.is_some())
            };
            if sentence.tokens.iter().filter(is_argument).any(names_somebody) {
                self.verbs.push((verb.lemma.clone(), shortened(sentence.span.of(text))));
            }
        }
    }
}

fn shortened(words: &str) -> String {
    crate::views::fit(&crate::desk::one_line(words), EXAMPLE_CHARS_MAX)
}

impl Unresolved {
    /// Adds what a report has.
    pub fn add(&mut self, found: Found) {
        self.n_reports += 1;
        for (counts, items) in [(&mut self.actors, found.actors), (&mut self.verbs, found.verbs)] {
            for (words, example) in items {
                counts.entry(words).or_insert((0, example)).0 += 1;
            }
        }
    }

    /// Returns the `n_max` most frequent of each.
    pub fn view(&self, n_max: usize) -> UnresolvedView {
        let most = |counts: &Counts| {
            let item = |(words, (n, example)): (&String, &(usize, String))| UnresolvedItem {
                words: words.clone(),
                n: *n,
                example: example.clone(),
            };
            let mut items: Vec<UnresolvedItem> = counts.iter().map(item).collect();
            items.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.words.cmp(&b.words)));
            items.truncate(n_max);
            items
        };
        UnresolvedView { n_reports: self.n_reports, actors: most(&self.actors), verbs: most(&self.verbs) }
    }
}

impl UnresolvedView {
    /// Prints the lists for reading.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (heading, items) in
            [("ACTORS WITHOUT A CODE", &self.actors), ("VERBS THAT NO RULE TAKES", &self.verbs)]
        {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("{heading}; reports read: {}\n", self.n_reports));
            for item in items {
                let start = format!("{:6}  {:24} ", item.n, crate::views::fit(&item.words, 24));
                text.push_str(&format!("{start}\"{}\"\n", crate::views::fit(&item.example, 66)));
            }
        }
        text
    }
}
