//! Names on gold words, by kind.
//!
//! Files name kinds in their own ways; [`score`] reads the common ones. Where a file has only one kind of place, the
//! reader's states, places and facilities all count as that; nationalities count only where the file has them.

use super::Count;
use super::gold::Gold;
use crate::Reader;
use crate::analyse::Reading;
use crate::tags::Scheme;
use std::collections::{BTreeMap, BTreeSet};

/// Scores of names: the same words and kind, nothing less.
#[derive(Clone, Debug, Default)]
pub struct NameScores {
    /// By kind, in the file's distinctions.
    pub kinds: BTreeMap<String, Count>,
    /// Persons, organisations and places (all kinds of places as one) together.
    pub main: Count,
}

/// Returns the guideline's kind for a file's own; `None` where the guideline has none.
fn kind_of(label: &str) -> Option<&'static str> {
    match label.to_ascii_lowercase().as_str() {
        "per" | "person" | "politician" => Some("PER"),
        "org" | "organisation" | "organization" | "politicalparty" => Some("ORG"),
        "gpe" | "country" => Some("GPE"),
        "loc" | "location" | "place" => Some("LOC"),
        "fac" | "facility" => Some("FAC"),
        "norp" | "nationality" => Some("NORP"),
        _ => None,
    }
}

/// First word, end, kind.
type Name = (usize, usize, &'static str);

pub(super) fn score(reader: &Reader, gold: &Gold, readings: &[Reading]) -> NameScores {
    let labels: BTreeSet<&str> =
        gold.sentences().flat_map(|s| &s.words).map(|word| word.name.as_str()).collect();
    let kinds: BTreeSet<&str> = labels.iter().filter_map(|label| kind_of(label.split_once('-')?.1)).collect();
    let is_coarse = !["FAC", "NORP"].iter().any(|kind| kinds.contains(kind));
    let scheme = Scheme::new(&labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>());
    let mut scores = NameScores::default();
    for (sentence, reading) in gold.sentences().zip(readings) {
        let label = |word: &str| labels.iter().position(|known| *known == word).unwrap_or(0) as u16;
        let ids: Vec<u16> = sentence.words.iter().map(|word| label(&word.name)).collect();
        let known = |(first, end, kind): (usize, usize, &str)| Some((first, end, kind_of(kind)?));
        let gold_names: BTreeSet<Name> = scheme.names(&ids).into_iter().filter_map(known).collect();
        let mentions = reading.names(reader).into_iter();
        let found: BTreeSet<Name> =
            mentions.map(|m| (m.first as usize, m.end as usize, m.kind.as_str())).collect();
        scores.add(&gold_names, &found, is_coarse);
    }
    scores
}

impl NameScores {
    /// Adds the counts of another file.
    pub(super) fn extend(&mut self, other: &NameScores) {
        self.main = self.main.plus(other.main);
        for (kind, more) in &other.kinds {
            let count = self.kinds.entry(kind.clone()).or_default();
            *count = count.plus(*more);
        }
    }

    fn add(&mut self, gold: &BTreeSet<Name>, found: &BTreeSet<Name>, is_coarse: bool) {
        let main: [BTreeSet<Name>; 2] = [gold, found].map(coarse);
        for name in main[0].union(&main[1]) {
            count(&mut self.main, name, &main[0], &main[1]);
        }
        let [gold, found] = if is_coarse { main } else { [gold.clone(), found.clone()] };
        for name in gold.union(&found) {
            count(self.kinds.entry(name.2.to_owned()).or_default(), name, &gold, &found);
        }
    }
}

/// Persons, organisations and places, without telling places apart.
fn coarse(names: &BTreeSet<Name>) -> BTreeSet<Name> {
    let kind = |kind: &'static str| match kind {
        "GPE" | "FAC" => "LOC",
        other => other,
    };
    names.iter().filter(|name| name.2 != "NORP").map(|name| (name.0, name.1, kind(name.2))).collect()
}

fn count(count: &mut Count, name: &Name, gold: &BTreeSet<Name>, found: &BTreeSet<Name>) {
    let (is_gold, is_found) = (gold.contains(name), found.contains(name));
    count.add(is_found, is_gold, is_gold && is_found);
}
