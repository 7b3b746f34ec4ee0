//! What kind of thing a common noun names, from WordNet's hypernyms (`tables/nouns.tsv`).

use std::sync::LazyLock;

/// Made by `tables/make_nouns.py`: a noun, a tab, the letters of its kinds; in the order of bytes.
const TABLE: &str = include_str!("../../../tables/nouns.tsv");

/// The kinds by the names that rules use.
const KINDS: [(&str, char); 11] = [
    ("artifact", 'a'),
    ("writing", 'c'),
    ("medicine", 'd'),
    ("food", 'f'),
    ("animal", 'l'),
    ("person", 'p'),
    ("structure", 's'),
    ("substance", 't'),
    ("unit", 'u'),
    ("vehicle", 'v'),
    ("weapon", 'w'),
];

static ROWS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// Says whether rules know a kind by this name.
pub(crate) fn is_kind(name: &str) -> bool {
    KINDS.iter().any(|(kind, _)| *kind == name)
}

/// Says whether the noun, in its dictionary form, names a thing of this kind in its most frequent sense.
pub(crate) fn is_of_kind(lemma: &str, kind: &str) -> bool {
    kinds_of(lemma).any(|name| name == kind)
}

/// The kinds of thing that the noun names.
pub(crate) fn kinds_of(lemma: &str) -> impl Iterator<Item = &'static str> + use<> {
    let found = ROWS.binary_search_by(|(noun, _)| noun.cmp(&lemma)).ok();
    let letters = found.and_then(|row| ROWS.get(row)).map_or("", |(_, letters)| *letters);
    KINDS.iter().filter(move |(_, letter)| letters.contains(*letter)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trawler_is_a_vehicle_and_a_letter_is_none() {
        assert!(is_of_kind("trawler", "vehicle"));
        assert!(is_of_kind("priest", "person"));
        assert!(is_of_kind("jetty", "structure"));
        assert!(!is_of_kind("letter", "artifact"));
        assert!(!is_of_kind("apology", "vehicle"));
        assert!(!is_of_kind("unheard-of-word", "person"));
    }

    #[test]
    fn the_table_stands_in_the_order_it_is_searched_in() {
        assert!(ROWS.len() > 10_000);
        assert!(ROWS.is_sorted_by(|left, right| left.0 < right.0));
    }
}
