//! The language of a report's running text.

use foederis_types::Language;
use whatlang::{Lang, Script};

/// Fewest letters that a language is told from.
const MIN_LETTERS: usize = 60;
/// How much of a text is looked at, in bytes.
const MAX_PROBE_BYTES: usize = 16 << 10;
/// Words that only running English has in such number.
const ENGLISH_WORDS: [&str; 24] = [
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "on", "by", "as", "at", "from",
    "has", "have", "his", "its", "be", "are", "said", "it", "he",
];

/// Tells English from other languages; less than 60 letters of a Latin script tell nothing.
pub(crate) fn tell(text: &str) -> Language {
    let probe = probe(text);
    let letters = probe.chars().filter(|character| character.is_alphabetic()).count();
    if letters == 0 {
        return Language::TooShort;
    }
    let script = whatlang::detect_script(probe);
    if script == Some(Script::Latin) && letters < MIN_LETTERS {
        return Language::TooShort;
    }
    if script == Some(Script::Latin) && english_share(probe) >= 0.15 {
        return Language::English;
    }
    match whatlang::detect(probe) {
        Some(info) if info.lang() == Lang::Eng => Language::English,
        Some(info) if info.is_reliable() || script != Some(Script::Latin) => {
            Language::Other(info.lang().code().to_owned())
        }
        Some(info) if letters >= 200 && english_share(probe) < 0.06 => {
            Language::Other(info.lang().code().to_owned())
        }
        _ => Language::TooShort,
    }
}

fn probe(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MAX_PROBE_BYTES)).unwrap_or(text)
}

fn english_share(text: &str) -> f64 {
    let (mut n_words, mut n_english) = (0u32, 0u32);
    for word in text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty()) {
        n_words += 1;
        n_english += u32::from(ENGLISH_WORDS.iter().any(|english| word.eq_ignore_ascii_case(english)));
    }
    f64::from(n_english) / f64::from(n_words.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let english = "The two presidents signed the treaty in the capital on Tuesday, their offices said.";
        let german =
            "Die beiden Präsidenten unterzeichneten den Vertrag am Dienstag in der Hauptstadt, hieß es.";
        let russian = "Президенты двух стран подписали договор во вторник в столице.";
        assert_eq!(tell(english), Language::English);
        assert_eq!(tell(german), Language::Other("deu".to_owned()));
        assert_eq!(tell(russian), Language::Other("rus".to_owned()));
    }

    #[test]
    fn a_headline_alone_tells_nothing() {
        assert_eq!(tell("Putin, Kim sign pact"), Language::TooShort);
        assert_eq!(tell(""), Language::TooShort);
        assert_eq!(tell("1234 -- 5678"), Language::TooShort);
    }
}
