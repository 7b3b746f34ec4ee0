//! Offices that a state fills once, as one report gives them to people: two presidents are of two states.
//!
//! A report in its own state's press need not say whose "President Diaz" is. Where it gives the office to two people,
//! the bare title tells no state by itself. Knows no office holders and no states.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{Analysis, Report, Upos};

/// The offices, as the last words of a title in lower case.
const OFFICES: [&str; 11] = [
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "king",
    "foreign minister",
    "defence minister",
    "defense minister",
    "interior minister",
    "finance minister",
    "foreign secretary",
];

/// Who bears each office in one report, by last name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offices(BTreeMap<&'static str, BTreeSet<String>>);

impl Offices {
    /// Collects "President Ana Diaz", "Foreign Minister Diaz" over all sentences; "former President Diaz" is none.
    pub(crate) fn of(report: &Report, analysis: &Analysis) -> Offices {
        let mut offices = Offices::default();
        for sentence in analysis.sentences.iter().filter(|sentence| sentence.block.is_read()) {
            let text = report.part(sentence.part);
            let form = |idx: usize| sentence.tokens[idx].span.of(text);
            let is_name = |idx: usize| sentence.tokens[idx].upos == Upos::Propn;
            let n = sentence.tokens.len();
            let is_behind_title =
                |&at: &usize| (is_name(at) || form(at) == "of") && ends_office(form(at - 1));
            for at in (1..n).filter(is_behind_title) {
                let before = (at.saturating_sub(3)..at).map(form).collect::<Vec<_>>().join(" ");
                let Some(office) = office_of(&before) else { continue };
                // "President of the Republic of Peru Ana Diaz": behind a name of one word, two or more are a person's.
                let part = |idx: &usize| is_name(*idx) || matches!(form(*idx), "of" | "the");
                let end = (at..n).take_while(part).last().map_or(at, |last| last + 1);
                let run = (at..end).rev().take_while(|&idx| is_name(idx)).count();
                if form(at) == "of" && run > 2 {
                    offices.0.entry(office).or_default().insert(form(end - 1).to_lowercase());
                }
                if !is_name(at) {
                    continue;
                }
                // "Peruvian President Diaz", "Peru's President Diaz": told whose.
                let n_words = office.split(' ').count();
                let owner = at.checked_sub(n_words + 1).map(|idx| &sentence.tokens[idx]);
                if owner
                    .is_some_and(|word| word.xpos == "POS" || matches!(word.upos, Upos::Adj | Upos::Propn))
                {
                    continue;
                }
                let last = (at..n).take_while(|&idx| is_name(idx)).last().unwrap_or(at);
                offices.0.entry(office).or_default().insert(form(last).to_lowercase());
            }
        }
        offices
    }

    /// Says whether the report gives the office in a title and name to somebody else too.
    pub(crate) fn is_shared(&self, titled: &str) -> bool {
        let name = titled.split_whitespace().last().unwrap_or("").to_lowercase();
        let office = OFFICES.into_iter().find(|office| has_office(titled, office));
        let bearers = office.and_then(|office| self.0.get(office));
        bearers.is_some_and(|bearers| bearers.contains(&name) && bearers.len() > 1)
    }
}

/// Says whether an office's last word is this.
fn ends_office(word: &str) -> bool {
    OFFICES.iter().filter_map(|office| office.rsplit(' ').next()).any(|end| end.eq_ignore_ascii_case(word))
}

/// The office that a title ends in, unless somebody held it before or stands in for its holder.
fn office_of(title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let is_past =
        ["former", "ex-", "vice", "deputy", "late", "then-"].iter().any(|word| title.contains(word));
    OFFICES.into_iter().find(|office| !is_past && title.ends_with(office))
}

/// Says whether a title is of the office that opens `titled`: "President of Peru", "President Diaz".
pub(crate) fn are_rivals(title: &str, titled: &str) -> bool {
    let is_of = |office: &str| title.to_lowercase().contains(office) && has_office(titled, office);
    OFFICES.into_iter().any(is_of)
}

/// "President Diaz", "Foreign Minister Diaz": the words open with the office.
fn has_office(titled: &str, office: &str) -> bool {
    let titled = titled.to_lowercase();
    titled.strip_prefix(office).is_some_and(|rest| rest.starts_with(' '))
}
