//! The vocabulary of sites, in `vocabulary.txt`: sections of phrases that an analyst can read and judge.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILE: &str = include_str!("vocabulary.txt");

/// One section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    ReadMore,
    ReadMoreColon,
    Tags,
    CreditLabels,
    CreditHouses,
    Legal,
    Cookies,
    Advertisement,
    Tools,
    SignOffs,
    AgencyNotes,
    Correspondence,
    CommentOpeners,
    AboutOpeners,
    Appeals,
    Urges,
    Imperatives,
}

impl Section {
    const ALL: [Section; 17] = [
        Section::ReadMore,
        Section::ReadMoreColon,
        Section::Tags,
        Section::CreditLabels,
        Section::CreditHouses,
        Section::Legal,
        Section::Cookies,
        Section::Advertisement,
        Section::Tools,
        Section::SignOffs,
        Section::AgencyNotes,
        Section::Correspondence,
        Section::CommentOpeners,
        Section::AboutOpeners,
        Section::Appeals,
        Section::Urges,
        Section::Imperatives,
    ];

    fn name(self) -> &'static str {
        match self {
            Section::ReadMore => "read-more",
            Section::ReadMoreColon => "read-more-colon",
            Section::Tags => "tags",
            Section::CreditLabels => "credit-labels",
            Section::CreditHouses => "credit-houses",
            Section::Legal => "legal",
            Section::Cookies => "cookies",
            Section::Advertisement => "advertisement",
            Section::Tools => "tools",
            Section::SignOffs => "sign-offs",
            Section::AgencyNotes => "agency-notes",
            Section::Correspondence => "correspondence",
            Section::CommentOpeners => "comment-openers",
            Section::AboutOpeners => "about-openers",
            Section::Appeals => "appeals",
            Section::Urges => "urges",
            Section::Imperatives => "imperatives",
        }
    }

    /// Returns the phrases, without weights.
    pub(crate) fn phrases(self) -> &'static [&'static str] {
        PHRASES.get(&self).map_or(&[], |entries| entries.0.as_slice())
    }

    /// Returns the phrases with their weights; 0 where the file gives none.
    pub(crate) fn weighted(self) -> &'static [(&'static str, i32)] {
        PHRASES.get(&self).map_or(&[], |entries| entries.1.as_slice())
    }
}

type Entries = (Vec<&'static str>, Vec<(&'static str, i32)>);

static PHRASES: LazyLock<BTreeMap<Section, Entries>> = LazyLock::new(load);

fn load() -> BTreeMap<Section, Entries> {
    let mut sections: BTreeMap<Section, Entries> = BTreeMap::new();
    let mut current = None;
    for line in FILE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            current = Section::ALL.into_iter().find(|section| section.name() == name);
            continue;
        }
        let Some(section) = current else { continue };
        let (phrase, weight) = entry(line);
        let entries = sections.entry(section).or_default();
        entries.0.push(phrase);
        entries.1.push((phrase, weight));
    }
    sections
}

/// `3 newsletter` -> the phrase and its weight.
fn entry(line: &'static str) -> (&'static str, i32) {
    let weighted = line.split_once(' ').and_then(|(weight, phrase)| Some((phrase, weight.parse().ok()?)));
    weighted.unwrap_or((line, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_in_the_file_and_every_line_of_it_is_in_lower_case_and_unique() {
        for section in Section::ALL {
            let phrases = section.phrases();
            assert!(!phrases.is_empty(), "{section:?}");
            for (idx, phrase) in phrases.iter().enumerate() {
                assert_eq!(*phrase, phrase.to_lowercase(), "{section:?}");
                assert!(!phrases[..idx].contains(phrase), "{phrase:?} twice in {section:?}");
            }
        }
        assert!(
            Section::Appeals
                .weighted()
                .iter()
                .chain(Section::Urges.weighted())
                .all(|(_, weight)| *weight > 0)
        );
    }
}
