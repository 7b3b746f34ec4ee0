//! Text to words, as Universal Dependencies cuts English: byte spans, none overlapping, white space left out.
//!
//! What it takes apart: punctuation, hyphens (except after prefixes), clitics (`n't`, `'s`), currency and percent
//! signs, numbers from units. What it keeps whole: addresses, abbreviations, initials, numbers with their separators,
//! dates with slashes, telephone numbers, smileys. Time is linear in the text for any input: what would need a look
//! back is bounded. Must not know sentences.

use crate::abbreviations::{self, Stop};
use std::ops::Range;

/// Pieces of text longer than this between white space are cut without looking for addresses and the like.
const PLAIN_BYTES_MAX: usize = 2000;
/// Longer words are not looked into for clitics.
const INNER_BYTES_MAX: usize = 64;
/// Parts that are cut off the end of a word: `they'd've` has two.
const INNER_CUTS_MAX: usize = 3;
/// No mark is weighed as part of a word that is longer than this already, but for full stops; nor is more looked at after it.
const JOINED_BYTES_MAX: usize = 64;

/// Cuts one block of text; spans count from the start of `text`.
pub(crate) fn words(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut cutter = Cutter { text, end: block.end, words: Vec::with_capacity(block.len() / 5) };
    let mut at = block.start;
    while at < block.end {
        let rest = &text[at..block.end];
        let len = rest.find(is_gap).unwrap_or(rest.len());
        cutter.chunk(at..at + len);
        at += len;
        at += text[at..block.end].chars().next().map_or(0, char::len_utf8);
    }
    cutter.words
}

/// White space, control characters and invisible spaces separate words.
pub(crate) fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffd}' | '\u{200e}' | '\u{200f}')
}

struct Cutter<'a> {
    text: &'a str,
    end: usize,
    words: Vec<Range<usize>>,
}

/// Characters that make words: letters, digits, marks on them, and joiners.
fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || (!character.is_ascii() && is_mark(character))
}

/// Marks that belong to the character before them.
fn is_mark(character: char) -> bool {
    matches!(character as u32, 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f
        | 0x900..=0x903 | 0x93a..=0x94f | 0xe31..=0xe3a | 0xe47..=0xe4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x200c..=0x200d | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0x1f3fb..=0x1f3ff | 0xad
        | 0xe0100..=0xe01ef | 0xe0020..=0xe007f)
}

pub(crate) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '`' | '´' | 'ʼ' | '‘')
}

impl<'a> Cutter<'a> {
    fn get(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    fn push(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.words.push(range);
        }
    }

    fn first_char(&self, range: &Range<usize>) -> Option<char> {
        self.get(range).chars().next()
    }

    /// Cuts what stands between two gaps.
    fn chunk(&mut self, mut range: Range<usize>) {
        while let Some(first) = self.first_char(&range) {
            let known = if range.len() <= PLAIN_BYTES_MAX { whole(self.get(&range)) } else { None };
            if let Some(len) = known {
                self.push(range.start..range.start + len);
                range.start += len;
                continue;
            }
            if is_word_char(first) || starts_word(self.get(&range)) {
                let end = self.word_end(&range);
                self.word(range.start..end);
                range.start = end;
            } else {
                let len = mark_len(self.get(&range));
                self.push(range.start..range.start + len);
                range.start += len;
            }
        }
    }

    /// Returns where the word that begins the range ends: before the first character that is not part of it.
    fn word_end(&self, range: &Range<usize>) -> usize {
        let text = self.get(range);
        let mut before = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, character)) = chars.next() {
            let after = chars.peek().map(|&(_, c)| c);
            if at > 0 && !is_word_char(character) && !self.joins(range, at, before, character, after) {
                return range.start + at;
            }
            before = Some(character);
        }
        range.end
    }

    /// Says whether a mark inside or at the end of a word belongs to it.
    fn joins(
        &self,
        range: &Range<usize>,
        at: usize,
        before: Option<char>,
        mark: char,
        after: Option<char>,
    ) -> bool {
        let text = self.get(range);
        let (Some(before), left) = (before, &text[..at]) else { return true };
        let right = &text[at + mark.len_utf8()..];
        let right = &right[..right.floor_char_boundary(JOINED_BYTES_MAX)];
        match (mark, after) {
            (mark, _) if mark != '.' && left.len() > JOINED_BYTES_MAX => false,
            ('.', None) => self.keeps_stop(range, left),
            ('.', Some(after)) if is_word_char(after) => !ends_sentence(left, right),
            ('.', Some('.')) => right == "." && self.keeps_stop(range, left),
            ('.', Some(_)) => self.keeps_stop(range, left),
            (',' | ':', Some(after)) => before.is_ascii_digit() && after.is_ascii_digit(),
            ('-' | '‑', Some(after)) => is_word_char(after) && joins_hyphen(left, right),
            ('/', Some(after)) => is_word_char(after) && joins_slash(left, right),
            ('&', Some(after)) => before.is_alphabetic() && after.is_alphabetic() && is_short(left, right),
            ('$', _) => is_currency_prefix(left),
            ('+', _) => left.eq_ignore_ascii_case("c") || left == "C+",
            (c, Some(after)) if is_apostrophe(c) => before.is_alphanumeric() && after.is_alphanumeric(),
            ('@' | '#', Some(after)) => after.is_alphanumeric(),
            _ => false,
        }
    }

    /// Says whether a full stop after `left` is part of an abbreviation.
    fn keeps_stop(&self, range: &Range<usize>, left: &str) -> bool {
        let stop_end = range.start + left.len() + 1;
        let next = abbreviations::Next::of(&self.text[stop_end..self.end]);
        abbreviations::stop_of(left, &next) != Stop::Sentence
    }

    /// Cuts clitics, units and run-together contractions off a word.
    fn word(&mut self, range: Range<usize>) {
        let text = self.get(&range);
        let mut ends = vec![text.len()];
        while let Some(at) = inner_cut(&text[..ends[ends.len() - 1]]).filter(|_| ends.len() <= INNER_CUTS_MAX)
        {
            ends.push(at);
        }
        let mut start = range.start;
        for end in ends.into_iter().rev() {
            self.push(start..range.start + end);
            start = range.start + end;
        }
    }
}

/// Says whether a mark begins a word all the same: `'90s`, `.5`, `+44`, `'em`.
fn starts_word(text: &str) -> bool {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some('.' | '+'), Some(digit)) => digit.is_ascii_digit(),
        (Some('@'), Some(letter)) => letter.is_alphabetic(),
        (Some(c), Some(second)) if is_apostrophe(c) && c != '‘' => {
            let rest = &text[c.len_utf8()..];
            let word = &rest[..rest.find(|c| !is_word_char(c)).unwrap_or(rest.len())];
            let is_decade =
                second.is_ascii_digit() && word.len() <= 3 && (word.len() == 2 || word.ends_with('s'));
            let is_clipped = ["s", "em", "til", "cause", "n", "tis", "twas", "re", "ve", "ll", "d", "m"]
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known));
            is_decade || is_clipped
        }
        _ => false,
    }
}

/// Returns the length of an address, smiley or the like at the start of a chunk.
fn whole(text: &str) -> Option<usize> {
    address(text).or_else(|| smiley(text))
}

fn address(text: &str) -> Option<usize> {
    let lower_starts =
        |prefix: &str| text.get(..prefix.len()).is_some_and(|p| p.eq_ignore_ascii_case(prefix));
    let is_web = ["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|p| lower_starts(p));
    let is_mail = || is_mail_address(text);
    if !is_web && !is_mail() {
        return None;
    }
    let end =
        text.find(['<', '>', '"', '“', '”', '[', ']', '{', '}', '|', '’', '…', '—']).unwrap_or(text.len());
    let mut url = &text[..end];
    loop {
        let cut = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
        let has_open = cut.contains('(');
        let cut = if cut.ends_with(')') && !has_open { &cut[..cut.len() - 1] } else { cut };
        if cut.len() == url.len() {
            break;
        }
        url = cut;
    }
    (url.len() > 4).then_some(url.len())
}

fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let host_len =
        host.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len());
    let host = host[..host_len].trim_end_matches('.');
    !name.is_empty()
        && name.chars().all(is_name)
        && name.starts_with(char::is_alphanumeric)
        && host.contains('.')
}

const SMILEYS: [&str; 24] = [
    ":-)", ":-(", ";-)", ":)", ":(", ";)", "=)", "=(", ":D", ":-D", ":P", ":-P", ":p", ":o)", ":/", ":-/",
    "<3", "^_^", ":'(", "XD", ":]", ":*", "D:", "(:",
];

fn smiley(text: &str) -> Option<usize> {
    if text.len() > 12 {
        return None;
    }
    let text_end = text.trim_end_matches(['.', ',', '!']);
    SMILEYS
        .iter()
        .find(|&&smiley| text_end == smiley || text_end.strip_prefix(smiley) == Some(")"))
        .map(|s| s.len())
}

/// Returns the length of the mark or marks at the start of a chunk that make one word.
fn mark_len(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let run = |is_part: &dyn Fn(char) -> bool| text.find(|c| !is_part(c)).unwrap_or(text.len());
    let first_len = first.len_utf8();
    match first {
        '.' | '!' | '?' | '…' => run(&|c| matches!(c, '.' | '!' | '?' | '…')),
        '-' | '=' | '*' | '_' | '$' | '~' | '<' | '>' | '+' | '#' | '|' | '^' | '–' | '—' => {
            run(&|c| c == first)
        }
        '\'' | '`' | '’' | '‘' if text[first_len..].starts_with(first) => 2 * first_len,
        _ => first_len + text[first_len..].find(|c| !is_mark(c)).unwrap_or(text.len() - first_len),
    }
}

/// Says whether a full stop between two words without a space ends a sentence: `arrived.The`.
fn ends_sentence(left: &str, right: &str) -> bool {
    let mut next = right.chars();
    let is_start = next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let word = left.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    is_start && word.len() >= 2 && word.chars().all(char::is_lowercase) && !left.contains(['@', '/', '.'])
}

/// Prefixes after which a hyphen does not cut a word.
const PREFIXES: [&str; 40] = [
    "e", "non", "mid", "re", "anti", "co", "pre", "pro", "cross", "post", "over", "multi", "ex", "sub",
    "counter", "semi", "neo", "socio", "inter", "mini", "intra", "un", "ultra", "micro", "macro", "trans",
    "arch", "quasi", "pseudo", "psycho", "geo", "bi", "tri", "de", "dis", "extra", "infra", "under", "pan",
    "mis",
];

/// Says whether a hyphen between `left` and `right` stays inside the word.
fn joins_hyphen(left: &str, right: &str) -> bool {
    let part = left.rsplit(['-', '‑', '/']).next().unwrap_or(left);
    if part.len() == left.len() && PREFIXES.iter().any(|p| part.eq_ignore_ascii_case(p)) {
        let next_len = right.find(|c: char| !is_word_char(c)).unwrap_or(right.len());
        return part.len() > 1 || right[..next_len].chars().all(|c| c.is_lowercase());
    }
    is_number_code(left, right)
}

/// Telephone numbers and the like: three or more groups of digits, or two, of one or three and four.
fn is_number_code(left: &str, right: &str) -> bool {
    let start = left.rfind(|c: char| !(c.is_ascii_digit() || c == '-')).map_or(0, |at| at + 1);
    let end = right.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(right.len());
    if start > 0 || right[end..].starts_with(char::is_alphanumeric) || left.len() + end > 20 {
        return false;
    }
    let groups = || left[start..].split('-').chain(right[..end].split('-'));
    let n_groups = groups().count();
    let last = groups().last().map_or(0, str::len);
    let first = groups().next().map_or(0, str::len);
    (n_groups == 2 && (first == 3 || first == 1) && last == 4)
        || (n_groups > 2 && last == 4 && groups().all(|g| !g.is_empty()))
}

fn joins_slash(left: &str, right: &str) -> bool {
    let part = |text: &str| text.chars().take_while(|&c| is_word_char(c)).count();
    let is_digits = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.');
    let end = right.find(|c: char| !(is_word_char(c) || c == '/')).unwrap_or(right.len());
    let is_numeric = left.chars().all(is_digits) && right[..end].chars().all(is_digits);
    is_numeric || (left.chars().count() == 1 && part(right) == 1)
}

/// Says whether `&` stands inside a short name: `AT&T`, `P&L`.
fn is_short(left: &str, right: &str) -> bool {
    let letters = right.chars().take_while(|&c| is_word_char(c)).count();
    left.chars().count() <= 3 && letters <= 3
}

fn is_currency_prefix(left: &str) -> bool {
    left.len() <= 3 && left.chars().all(|c| c.is_ascii_uppercase())
}

/// Returns where a word is cut once more: the last cut first, so that the left part can be cut again.
fn inner_cut(word: &str) -> Option<usize> {
    if word.len() > INNER_BYTES_MAX {
        return None;
    }
    let at = contraction(word).or_else(|| clitic(word)).or_else(|| currency_end(word)).or_else(|| unit(word));
    at.filter(|&at| at > 0 && at < word.len())
}

fn currency_end(word: &str) -> Option<usize> {
    let at = word.find('$')? + 1;
    (at < word.len()).then_some(at)
}

/// `n't`, `'s`, `'re` and the like, with whatever apostrophe.
fn clitic(word: &str) -> Option<usize> {
    let (at, apostrophe) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let (left, right) = (&word[..at], &word[at + apostrophe.len_utf8()..]);
    let is_one_of = |known: &[&str]| known.iter().any(|k| right.eq_ignore_ascii_case(k));
    let is_number = !left.is_empty() && left.chars().all(|c| c.is_ascii_digit());
    if is_one_of(&["t"]) && left.len() > 1 && left.ends_with(['n', 'N']) {
        return Some(at - 1);
    }
    if is_one_of(&["s", "re", "ve", "ll", "d", "m"]) && !is_number {
        return Some(at);
    }
    if left.eq_ignore_ascii_case("y") && is_one_of(&["all"]) {
        return Some(word.len() - right.len());
    }
    None
}

/// Words that are two, by lower-cased form: where the second begins.
const CONTRACTIONS: [(&str, usize); 38] = [
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("dont", 2),
    ("doesnt", 4),
    ("didnt", 3),
    ("cant", 2),
    ("wont", 2),
    ("isnt", 2),
    ("wasnt", 3),
    ("arent", 3),
    ("werent", 4),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("hasnt", 3),
    ("havent", 4),
    ("hadnt", 3),
    ("aint", 2),
    ("im", 1),
    ("ive", 1),
    ("thats", 4),
    ("theres", 5),
    ("whats", 4),
    ("youre", 3),
    ("theyre", 4),
    ("youve", 3),
    ("youll", 3),
    ("theyll", 4),
    ("itll", 2),
    ("hes", 2),
    ("shes", 3),
    ("lemme", 3),
    ("gimme", 3),
    ("outta", 3),
    ("dunno", 2),
    ("heres", 4),
];

fn contraction(word: &str) -> Option<usize> {
    if word.len() < 2 || word.len() > 8 || !word.is_ascii() || word == "IM" || word == "HES" || word == "IVE"
    {
        return None;
    }
    CONTRACTIONS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|&(_, at)| at)
}

const UNITS: [&str; 25] = [
    "am", "pm", "km", "kg", "mm", "cm", "mg", "ml", "lb", "lbs", "bn", "tn", "mn", "mph", "kph", "hrs",
    "mins", "min", "yrs", "ft", "gb", "mb", "ghz", "mhz", "kw",
];

/// A number and its unit without a space: `10am`, `5km`.
fn unit(word: &str) -> Option<usize> {
    let at = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    let right = &word[at..];
    let is_number = at > 0 && word[..at].ends_with(|c: char| c.is_ascii_digit());
    let dotted = ["a.m.", "p.m.", "a.m", "p.m"];
    let is_unit = UNITS.iter().chain(&dotted).any(|unit| right.eq_ignore_ascii_case(unit));
    (is_number && is_unit).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<&str> = words(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn hyphens_cut_words_but_not_prefixes_and_telephone_numbers() {
        check("the Sino-Russian pact", "the|Sino|-|Russian|pact");
        check("non-aligned, pro-Beijing ex-members", "non-aligned|,|pro-Beijing|ex-members");
        check("call 713-853-3989 by mid-2004", "call|713-853-3989|by|mid-2004");
        check("a 15-year term, 1990-95", "a|15|-|year|term|,|1990|-|95");
        check("e-mail", "e-mail");
    }

    #[test]
    fn clitics_stand_alone() {
        check("It isn't Kim's; they'd've won’t", "It|is|n't|Kim|'s|;|they|'d|'ve|wo|n’t");
        check("the allies' pact cannot", "the|allies|'|pact|can|not");
        check("in the 1990s and '90s", "in|the|1990s|and|'90s");
    }

    #[test]
    fn money_and_numbers() {
        check("$5.2bn, US$3,000 or 5%", "$|5.2|bn|,|US$|3,000|or|5|%");
        check("at 9:30am on 9/11", "at|9:30|am|on|9/11");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check("Gen. Mark A. Milley of the U.S. Army said.", "Gen.|Mark|A.|Milley|of|the|U.S.|Army|said|.");
        check("No. 5 at 5 p.m. No.", "No.|5|at|5|p.m.|No|.");
        check("from the U.S.", "from|the|U.S.");
    }

    #[test]
    fn datelines_dashes_and_dots() {
        check("SEOUL, June 20 (Reuters) - Kim", "SEOUL|,|June|20|(|Reuters|)|-|Kim");
        check("he said—twice--well...", "he|said|—|twice|--|well|...");
        check("“Why?!” ‘Yes’", "“|Why|?!|”|‘|Yes|’");
    }

    #[test]
    fn two_stops_after_an_abbreviation_are_its_own_and_the_sentences() {
        check("of CCNG, Inc..", "of|CCNG|,|Inc.|.");
        check("$$$ @kim", "$$$|@kim");
    }

    #[test]
    fn addresses_stay_whole() {
        check("(see http://a.org/b-c?d=1).", "(|see|http://a.org/b-c?d=1|)|.");
        check("mail kim@gov.kp, or www.un.org.", "mail|kim@gov.kp|,|or|www.un.org|.");
    }

    #[test]
    fn odd_text_is_cut_all_the_same() {
        check("a\u{200b}b\0c\u{301}", "a|b|c\u{301}");
        check("\u{301} 👨\u{200d}👩 👍🏽", "\u{301}|👨\u{200d}|👩|👍🏽");
        check("", "");
    }

    /// Each would take minutes if the time grew with the square of the length.
    #[test]
    fn long_runs_take_linear_time() {
        let n_words = |part: &str| {
            let text = part.repeat(100_000);
            words(&text, 0..text.len()).len()
        };
        assert_eq!(n_words("("), 100_000);
        assert_eq!(n_words("''"), 100_000);
        for part in [
            "1/", "a-", "a.", "1-", "a'", "a's", "@", "a@", "'a", "\u{301}", "$", "www.", ":)", "a&", "é",
            "1,", "A.",
        ] {
            assert!(n_words(part) > 0);
        }
    }

    proptest! {
        #[test]
        fn words_lie_in_order_and_miss_nothing_but_gaps(text in "\\PC{0,60}|[ a-zA-Z0-9.'’$%/:,;()-]{0,60}") {
            let mut at = 0;
            for word in words(&text, 0..text.len()) {
                prop_assert!(word.start >= at && word.end > word.start);
                prop_assert!(text[at..word.start].chars().all(is_gap));
                at = word.end;
            }
            prop_assert!(text[at..].chars().all(is_gap));
        }
    }
}
