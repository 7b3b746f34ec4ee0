//! Cuts text into the words that names are made of, and folds them so that spellings of one name meet.
//!
//! A word is a run of letters and digits; letters joined by full stops (`U.S.`) are one word. Folding drops case and
//! Latin diacritics. Knows no names. Offsets are UTF-8 bytes.

/// One word: its bytes, and the hash of its folded letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) hash: u64,
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// Start of a chain of words.
pub(crate) const CHAIN_START: u64 = 0x9e37_79b9_7f4a_7c15;

/// Adds a word to a chain, so that a name of several words has one hash, and each of its beginnings too.
pub(crate) fn chain(so_far: u64, word: u64) -> u64 {
    let mixed = (so_far ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 32)
}

fn hash_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
}

/// Returns the letters a character folds to: lower case, without Latin diacritics.
fn fold_char(letter: char, mut emit: impl FnMut(char)) {
    if letter.is_ascii() {
        return emit(letter.to_ascii_lowercase());
    }
    for lower in letter.to_lowercase() {
        match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => emit('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => emit('c'),
            'ď' | 'đ' | 'ð' => emit('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => emit('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => emit('g'),
            'ĥ' | 'ħ' => emit('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => emit('i'),
            'ķ' => emit('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => emit('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => emit('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => emit('o'),
            'ŕ' | 'ŗ' | 'ř' => emit('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => emit('s'),
            'ţ' | 'ť' | 'ț' => emit('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => emit('u'),
            'ý' | 'ÿ' => emit('y'),
            'ź' | 'ż' | 'ž' => emit('z'),
            'ß' => {
                emit('s');
                emit('s');
            }
            'æ' => {
                emit('a');
                emit('e');
            }
            'œ' => {
                emit('o');
                emit('e');
            }
            '\u{300}'..='\u{36f}' => {}
            other => emit(other),
        }
    }
}

/// Returns the folded letters and digits of `text`, all else dropped.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().filter(|&letter| is_word_char(letter)) {
        fold_char(letter, |c| folded.push(c));
    }
    folded
}

fn fold_hash(text: &str) -> u64 {
    let mut hash = FNV_START;
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            hash = hash_byte(hash, letter.to_ascii_lowercase() as u8);
        } else if is_word_char(letter) {
            fold_char(letter, |c| {
                let mut bytes = [0; 4];
                for &byte in c.encode_utf8(&mut bytes).as_bytes() {
                    hash = hash_byte(hash, byte);
                }
            });
        }
    }
    hash
}

fn is_word_char(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || (!letter.is_ascii() && (letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)))
}

/// Returns where a run of letters joined by full stops ends (`U.S.`), given that it starts at `start`; `None` if none does.
fn dotted_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_dot = |at: usize| bytes.get(at) == Some(&b'.');
    let mut at = start;
    let mut letters = 0;
    while is_letter(at) && is_dot(at + 1) {
        letters += 1;
        at += 2;
    }
    let is_open =
        is_letter(at) && !bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    match (letters, is_open) {
        (1.., true) => Some(at + 1),
        (2.., false) if !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) => Some(at),
        _ => None,
    }
}

/// Returns the words of `text`, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        if !is_word_char(letter) {
            at += letter.len_utf8();
            continue;
        }
        let run = text[at..].find(|c| !is_word_char(c)).map_or(text.len(), |len| at + len);
        let end = if run == at + 1 { dotted_end(text, at).unwrap_or(run) } else { run };
        words.push(Word { start: at, end, hash: fold_hash(&text[at..end]) });
        at = end;
    }
    words
}

/// Says whether a name may run on over the gap between two words: a space, a hyphen, an apostrophe, `&`, or the stop
/// after a short word (`St. Petersburg`).
pub(crate) fn joins(text: &str, left: Word, right: Word) -> bool {
    let is_short = right.start.saturating_sub(left.end) > 0 && left.end - left.start <= 2;
    match &text[left.end..right.start] {
        " " | "-" | "'" | "’" | "‘" | "\u{a0}" | "\u{2011}" | "\u{2010}" | "–" | "&" | " & " | "/" | "+"
        | "  " | "\n" | "-\n" | "\r\n" | " -" | " - " | "’ " | "' " => true,
        ". " | "." | ".\u{a0}" => is_short,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_words(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn letters_with_stops_are_one_word() {
        check_words("the U.S. and U.N. envoys", &["the", "U.S.", "and", "U.N.", "envoys"]);
        check_words("in the U.S", &["in", "the", "U.S"]);
        check_words("St. Petersburg", &["St", "Petersburg"]);
        check_words("J. Smith", &["J", "Smith"]);
        check_words("Plan B. Then", &["Plan", "B", "Then"]);
    }

    #[test]
    fn possessive_and_hyphen_part_words() {
        check_words("Russia's US-led N'Djamena", &["Russia", "s", "US", "led", "N", "Djamena"]);
    }

    #[test]
    fn spellings_fold_together() {
        assert_eq!(fold("Türkiye"), "turkiye");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("U.S."), "us");
        assert_eq!(fold_hash("São"), fold_hash("SAO"));
    }
}
