//! What can stand as the name of somebody who acts: a name or an office, never a quantity, a negation, a deed or a
//! document.
//!
//! Readers guess: a mention that was taken for an actor may be `no senator`, `15` or `any air strike`. A view shows such
//! a one under the name of the state it was taken for, or not at all. Knows tables and words, no sentences.

use crate::desk::one_line;
use foederis_names::Names;
use foederis_types::ActorCode;

/// Words that count, negate, point back or leave open, and so begin no name.
const NO_NAMES: &[&str] = &[
    "a",
    "about",
    "all",
    "almost",
    "an",
    "another",
    "any",
    "around",
    "at",
    "both",
    "dozens",
    "each",
    "either",
    "every",
    "few",
    "half",
    "he",
    "her",
    "his",
    "hundreds",
    "in",
    "it",
    "its",
    "least",
    "many",
    "more",
    "most",
    "neither",
    "no",
    "nobody",
    "none",
    "of",
    "on",
    "one",
    "others",
    "over",
    "scores",
    "several",
    "she",
    "some",
    "somebody",
    "someone",
    "such",
    "tens",
    "that",
    "their",
    "these",
    "they",
    "this",
    "those",
    "thousands",
    "three",
    "two",
    "we",
    "who",
    "with",
];

/// Papers, which bind and say much but act never.
const PAPERS: &[&str] = &[
    "accord",
    "agreement",
    "article",
    "articles",
    "bill",
    "charter",
    "clause",
    "convention",
    "declaration",
    "law",
    "memorandum",
    "pact",
    "paragraph",
    "protocol",
    "resolution",
    "statute",
    "treaty",
];

/// Nouns that news use for those who act, and for much else: no name by themselves or after a state's.
const NO_ACTORS: &[&str] = &[
    "attack", "attacks", "bodies", "body", "border", "borders", "raid", "side", "sides", "soil", "strike",
    "strikes",
];

/// Small words inside names of people.
const PARTICLES: &[&str] =
    &["al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "ibn", "la", "van", "von"];

/// Returns a name without article, possessive and stray marks; `None` where it is none.
pub(crate) fn cleaned(name: &str, names: &Names) -> Option<String> {
    let line = one_line(name);
    let bare = line.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')' && letter != '.');
    let bare = bare.strip_suffix("'s").or(bare.strip_suffix("\u{2019}s")).unwrap_or(bare);
    let bare = bare.strip_prefix("the ").or(bare.strip_prefix("The ")).unwrap_or(bare);
    let addressed = ["Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. "];
    let bare = addressed.iter().find_map(|form| bare.strip_prefix(form)).unwrap_or(bare);
    is_name(bare, names).then(|| bare.to_owned())
}

/// Returns the name to show for a mention that was taken for somebody of a state or organisation.
pub(crate) fn shown(name: &str, code: Option<ActorCode>, names: &Names) -> Option<String> {
    let of_state = || code.and_then(|code| names.state(code)).map(|state| state.name.to_string());
    cleaned(name, names).or_else(of_state).or_else(|| code.and_then(standing_for).map(str::to_owned))
}

/// What codes that several bear are called where no name is at hand, and the names of those that one alone bears.
pub(crate) fn standing_for(code: ActorCode) -> Option<&'static str> {
    Some(match code.as_str() {
        "UNO" => "United Nations",
        "EUR" => "European Union",
        "IGO" => "an international organisation",
        "NGO" => "a non-governmental organisation",
        "MNC" => "a company",
        _ => return None,
    })
}

/// Says whether a shown name is but another spelling of the mention, and not the name of its state put for it.
pub(crate) fn is_variant(shown: &str, mention: &str) -> bool {
    let mention = one_line(mention);
    mention.contains(shown) || shown.split(' ').any(|part| part == mention)
}

/// Says whether several bear a code, so that it names none of them for sure.
pub(crate) fn is_borne_by_several(code: ActorCode) -> bool {
    standing_for(code).is_some() || matches!(code.as_str(), "IMG" | "ISM")
}

/// Says whether words are the name of one person: capitals throughout, no office or body at the end.
pub(crate) fn is_person(name: &str, names: &Names) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = name.split_whitespace().peekable();
    let is_office = name.split_whitespace().any(|word| names.agent(word).is_some() && !is_capital(word));
    words.peek().is_some_and(|first| is_capital(first))
        && words.all(|word| is_capital(word) || PARTICLES.contains(&word.trim_end_matches('-')))
        && !is_office
        && names.actor(name, None).is_none()
}

fn is_name(name: &str, names: &Names) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    if names.actor(name, None).is_some() {
        return true;
    }
    let lower = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let is_number = first.starts_with(|letter: char| letter.is_ascii_digit());
    if is_number || NO_NAMES.contains(&lower(first).as_str()) {
        return false;
    }
    // "bodies of fighters": what stands before the "of" is what is named.
    let of = words.iter().position(|word| *word == "of").unwrap_or(words.len());
    let head = words[..of].last().unwrap_or(last);
    if PAPERS.contains(&lower(head).as_str()) || PAPERS.contains(&lower(first).as_str()) {
        return false;
    }
    if NO_ACTORS.contains(head) {
        return false;
    }
    let is_capital = head.starts_with(char::is_uppercase);
    let two = words[..of].len().checked_sub(2).map(|start| words[start..of].join(" "));
    is_capital || names.agent(head).is_some() || two.is_some_and(|two| names.agent(&two).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_an_office_acts_and_nothing_else_does() {
        let names = Names::shared();
        let named = [
            "Kim Jong Un",
            "Chadian army",
            "foreign ministry of Chad",
            "United Nations",
            "Moscow's ambassador",
            "Union of Chad",
            "Bank of Niger",
            "soldiers",
        ];
        for name in named {
            assert!(cleaned(name, names).is_some(), "{name}");
        }
        let others = [
            "15",
            "58 Chadian soldiers",
            "No senator",
            "any air strike",
            "of Chadian troops",
            "bodies of Chadian fighters",
            "Chadian border",
            "Article 51 of the U.N. Charter",
            "She",
            "their",
            "defence pact",
            "at least three sailors",
            "",
        ];
        for name in others {
            assert_eq!(cleaned(name, names), None, "{name}");
        }
    }

    #[test]
    fn a_possessive_is_no_other_person() {
        let names = Names::shared();
        assert_eq!(cleaned("Idriss Ba\u{2019}s", names).as_deref(), Some("Idriss Ba"));
        assert_eq!(cleaned("the Chadian army", names).as_deref(), Some("Chadian army"));
        assert_eq!(cleaned("Mrs Idriss Ba", names).as_deref(), Some("Idriss Ba"));
        assert!(is_person("Idriss Ba", names) && is_person("Karim al Rashid", names));
        assert!(!is_person("Chadian submarines", names) && !is_person("Chad", names));
    }
}
