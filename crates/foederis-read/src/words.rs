//! The shape of a line: its words, how it ends, whether it looks like a name. No vocabulary of topics.

/// Returns the words: white-space runs, without the punctuation around them, empty ones left out.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Counts the words, up to `limit`.
pub(crate) fn count_words(text: &str, limit: usize) -> usize {
    words(text).take(limit).count()
}

/// Returns the text in lower case with runs of white space as one space, curly quotes straightened.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            continue;
        }
        for character in word.chars() {
            match character {
                '\u{2018}' | '\u{2019}' => out.push('\''),
                '\u{201c}' | '\u{201d}' => out.push('"'),
                '\u{200b}' | '\u{feff}' => {}
                _ => out.extend(character.to_lowercase()),
            }
        }
    }
    out
}

/// Returns the letters and digits alone, in lower case: two headlines are the same if these are.
pub(crate) fn skeleton(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How a line ends, closing quotes and brackets set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Full stop or ellipsis.
    Stop,
    /// Question or exclamation mark.
    Mark,
    /// Colon, semicolon or comma.
    Pause,
    /// Anything else.
    Open,
}

/// Returns how `text` ends.
pub(crate) fn ending(text: &str) -> Ending {
    let bare = text.trim_end_matches(|character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | ']' | '»')
    });
    match bare.chars().next_back() {
        Some('.' | '\u{2026}' | '。') => Ending::Stop,
        Some('?' | '!') => Ending::Mark,
        Some(':' | ';' | ',') => Ending::Pause,
        _ => Ending::Open,
    }
}

/// Words that stand in lower case inside names and headlines.
const PARTICLES: [&str; 24] = [
    "of", "the", "and", "for", "in", "on", "at", "de", "da", "di", "du", "la", "le", "van", "von", "der",
    "den", "bin", "ibn", "al", "el", "ter", "dos", "y",
];

/// Says whether the word starts with a capital letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.iter().any(|particle| word.eq_ignore_ascii_case(particle))
}

/// Says whether `text` looks like the name of a person: 2 to 4 capitalised words of letters, particles between.
pub(crate) fn looks_like_person(text: &str) -> bool {
    let mut n_capitalised = 0;
    let mut n_words = 0;
    for word in text.split_whitespace() {
        n_words += 1;
        let is_name = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '\u{2019}'));
        match is_name && is_capitalised(word) {
            true => n_capitalised += 1,
            false if is_particle(word) && n_words > 1 => {}
            false => return false,
        }
    }
    let is_ended = text.ends_with('.') && !text.ends_with("Jr.");
    (2..=4).contains(&n_capitalised) && n_words <= 6 && !is_ended
}

/// Says whether `text` looks like a proper name of any kind: up to 6 words, capitalised but for particles.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let n_words = text.split_whitespace().count();
    let is_open = matches!(ending(text), Ending::Open) || text.ends_with('!');
    (1..=6).contains(&n_words)
        && is_open
        && text.split_whitespace().all(|word| {
            let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            bare.is_empty() || is_capitalised(bare) || bare.starts_with(char::is_numeric) || is_particle(bare)
        })
        && text.chars().any(char::is_alphabetic)
}

/// Share of words, but for particles, that start with a capital letter, in percent: 100 for Title Case.
pub(crate) fn capitalised_percent(text: &str) -> usize {
    let (mut n_words, mut n_capitalised) = (0, 0);
    for word in
        words(text).filter(|word| !is_particle(word)).filter(|word| word.starts_with(char::is_alphabetic))
    {
        n_words += 1;
        n_capitalised += usize::from(is_capitalised(word));
    }
    (n_capitalised * 100usize).checked_div(n_words).unwrap_or(0)
}

/// Says whether `text`, in lower case, holds `phrase` between word borders.
pub(crate) fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(start, _)| stands_alone(text, start, start + phrase.len()))
}

/// Says whether the bytes `start..end` of `text` have word borders around.
pub(crate) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let phrase = text.get(start..end).unwrap_or("");
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|tail| tail.chars().next());
    is_border(before, phrase.chars().next()) && is_border(after, phrase.chars().next_back())
}

/// Two neighbours part words unless both belong to one.
fn is_border(outside: Option<char>, inside: Option<char>) -> bool {
    !(outside.is_some_and(char::is_alphanumeric) && inside.is_some_and(char::is_alphanumeric))
}

/// Returns `text` with what stands between quotation marks blanked out; an unclosed quotation runs to the end.
pub(crate) fn without_quotations(text: &str) -> String {
    let mut is_inside = false;
    text.chars()
        .map(|character| match character {
            '\u{201c}' | '«' => {
                is_inside = true;
                ' '
            }
            '\u{201d}' | '»' => {
                is_inside = false;
                ' '
            }
            '"' => {
                is_inside = !is_inside;
                ' '
            }
            _ if is_inside => ' ',
            _ => character,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_have_two_to_four_capitalised_words() {
        for name in ["Jane Doe", "Ludwig van Ruhr", "J. P. O'Neil", "Seo Ha-jun"] {
            assert!(looks_like_person(name), "{name}");
        }
        for other in
            ["Jane", "jane doe", "Jane Doe signs", "Treaty Of The Two Big Neighbour States", "4 Kings"]
        {
            assert!(!looks_like_person(other), "{other}");
        }
    }

    #[test]
    fn phrases_are_held_between_word_borders() {
        assert!(holds("support us today", "support us"));
        assert!(!holds("support usage", "support us"));
        assert!(holds("photo: x", "photo:"));
    }

    #[test]
    fn closing_quotes_do_not_hide_the_stop() {
        assert_eq!(ending("He said \u{201c}no.\u{201d}"), Ending::Stop);
        assert_eq!(ending("Read more:"), Ending::Pause);
        assert_eq!(ending("What next?"), Ending::Mark);
        assert_eq!(ending("Growing concerns"), Ending::Open);
    }

    #[test]
    fn quotations_are_blanked_out() {
        assert_eq!(without_quotations("He said \u{201c}we\u{201d} twice").split_whitespace().count(), 3);
    }
}
