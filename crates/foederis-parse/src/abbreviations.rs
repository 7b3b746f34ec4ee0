//! Which full stops end an abbreviation, and which a sentence too.
//!
//! Lists hold what news English shortens; anything with inner stops (`U.S`, `a.k.a`) and capital initials are
//! abbreviations without a list. Must not know more of the text than the word and what follows it.

/// What a full stop after a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A mark of its own, at the end of a sentence.
    Sentence,
    /// Part of a word that something must follow: `Gen.`, `No. 5`.
    Never,
    /// Part of a word that may end a sentence: `U.S.`, `Inc.`, `p.m.`
    Maybe,
}

/// What follows a full stop.
pub(crate) struct Next<'a> {
    word: &'a str,
    has_gap: bool,
}

impl<'a> Next<'a> {
    /// Looks at the text after the stop.
    pub(crate) fn of(text: &'a str) -> Next<'a> {
        let text = &text[..text.floor_char_boundary(64)];
        let rest = text.trim_start_matches(|c: char| c.is_whitespace());
        let word = rest.split(char::is_whitespace).next().unwrap_or("");
        Next { word, has_gap: rest.len() < text.len() }
    }

    fn is_end(&self) -> bool {
        self.word.is_empty()
    }

    fn first(&self) -> Option<char> {
        self.word.chars().next()
    }
}

/// Titles and the like, which a name follows; months, before a day. Lower-cased.
const BEFORE_NAMES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl",
    "pvt", "brig", "sen", "rep", "reps", "sens", "gov", "govs", "pres", "rev", "hon", "st", "ste", "mt",
    "ft", "messrs", "mme", "mlle", "amb", "supt", "det", "insp", "fr", "msgr", "drs", "gens", "vs", "v",
    "cf", "viz", "approx", "ca", "fig", "figs", "eq", "eg", "ie", "vol", "vols", "pp", "nos", "ed", "eds",
    "arr", "dept", "univ", "attn", "tel", "ext", "lat", "al", "spec", "arrv", "para", "conf", "esp",
];

/// What may end a sentence. Lower-cased.
const MAYBE: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jr", "sr", "esq", "etc", "jan", "feb", "mar", "apr",
    "aug", "sept", "sep", "oct", "nov", "dec", "ave", "blvd", "rd", "assn", "govt", "tues", "thur", "thurs",
    "tue", "wed", "mon", "fri", "sat", "sun", "mins", "hrs", "yrs", "oz", "lbs", "lb", "dist", "calif",
    "conn", "ariz", "fla", "ga", "ill", "ind", "kan", "md", "mich", "minn", "miss", "mo", "mont", "neb",
    "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "colo", "del",
    "ala", "ark", "mass", "info",
];

/// Of those, words of their own: abbreviations only when spelled with a capital and followed by a name or number.
const ALSO_WORDS: &[&str] = &[
    "mar", "sat", "sun", "wed", "mon", "fri", "ill", "ind", "miss", "mo", "ore", "pa", "tex", "wash", "del",
    "mass", "ga", "ark", "md", "info", "fig", "ed", "co", "ext", "gen", "rep", "col", "gov", "sec", "art",
    "mins", "hrs", "yrs", "det", "conf", "spec", "para", "ms",
];

/// Abbreviations only before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "art", "arts", "sec", "sect", "ch", "pt", "par", "res", "p", "pp", "op", "c", "vol", "fig",
    "ext",
];

/// Says what a full stop after `word` is.
pub(crate) fn stop_of(word: &str, next: &Next<'_>) -> Stop {
    let starts_upper = word.starts_with(char::is_uppercase);
    if has_inner_stops(word) {
        return Stop::Maybe;
    }
    let mut chars = word.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return single_letter(only, next);
    }
    if word.len() > 8 || !word.is_ascii() {
        return Stop::Sentence;
    }
    let lower = word.to_ascii_lowercase();
    let is_in = |list: &[&str]| list.contains(&lower.as_str());
    let before_digit = next.first().is_some_and(|c| c.is_ascii_digit());
    if is_in(BEFORE_NUMBERS) && before_digit {
        return Stop::Never;
    }
    let before_upper = next.first().is_some_and(char::is_uppercase);
    if is_in(ALSO_WORDS) && !(starts_upper && (before_digit || before_upper)) {
        return if starts_upper && next.first() == Some(',') { Stop::Maybe } else { Stop::Sentence };
    }
    if is_in(BEFORE_NAMES) {
        return if next.is_end() { Stop::Sentence } else { Stop::Never };
    }
    if is_in(MAYBE) { Stop::Maybe } else { Stop::Sentence }
}

/// An initial, if a capital letter and a name follow; `p. 5`; else the end of a sentence.
fn single_letter(letter: char, next: &Next<'_>) -> Stop {
    let first = next.first();
    if letter.is_uppercase() && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_punctuation()) {
        let is_pronoun = letter == 'I' && next.has_gap;
        let is_end = is_pronoun || (next.word.len() > 1 && is_starter(next.word));
        return if is_end { Stop::Sentence } else { Stop::Never };
    }
    let before_digit = first.is_some_and(|c| c.is_ascii_digit());
    if matches!(letter, 'p' | 'c' | 'v' | 'n' | 'd' | 'b') && (before_digit || letter == 'v') {
        return Stop::Never;
    }
    Stop::Sentence
}

/// `U.S`, `a.m`, `Ph.D`: letters and stops, no part longer than three, the last no longer than two.
fn has_inner_stops(word: &str) -> bool {
    let parts = || word.split('.');
    word.contains('.')
        && word.len() <= 16
        && parts().all(|part| (1..=3).contains(&part.len()) && part.chars().all(char::is_alphabetic))
        && parts().next_back().is_some_and(|last| last.len() <= 2)
}

/// Words that begin a sentence after an abbreviation which may end one.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "in",
    "on",
    "at",
    "but",
    "and",
    "if",
    "when",
    "while",
    "after",
    "before",
    "as",
    "for",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "there",
    "what",
    "however",
    "also",
    "so",
    "then",
    "since",
    "although",
    "though",
    "both",
    "some",
    "many",
    "most",
    "one",
    "no",
    "not",
    "last",
    "by",
    "with",
    "from",
    "to",
    "now",
    "such",
    "all",
    "under",
    "even",
    "yet",
    "meanwhile",
    "according",
    "only",
    "during",
    "despite",
    "once",
    "another",
    "other",
    "each",
    "two",
    "how",
    "why",
    "who",
    "where",
    "until",
    "because",
    "instead",
    "earlier",
    "please",
];

fn is_starter(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && STARTERS.contains(&word.to_lowercase().as_str())
}

/// What never ends a sentence, for all its inner stops.
const ALWAYS_GO_ON: [&str; 5] = ["e.g.", "i.e.", "p.s.", "a.k.a.", "n.b."];

/// What follows a time of day without beginning a sentence.
const AFTER_TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "est",
    "edt",
    "gmt",
    "utc",
    "et",
    "pt",
    "pst",
    "pdt",
    "cst",
    "cdt",
    "mst",
    "bst",
    "cet",
    "jst",
    "kst",
    "eastern",
    "pacific",
    "central",
    "local",
];

/// Says whether a sentence ends after an abbreviation, by the word that follows it.
pub(crate) fn ends_before(abbreviation: &str, next: &str) -> bool {
    if ALWAYS_GO_ON.iter().any(|known| abbreviation.eq_ignore_ascii_case(known)) {
        return false;
    }
    if is_starter(next) {
        return true;
    }
    let lower = next.to_lowercase();
    let is_time = ["a.m.", "p.m.", "etc."].iter().any(|time| abbreviation.eq_ignore_ascii_case(time));
    is_time && next.starts_with(char::is_uppercase) && !AFTER_TIMES.contains(&lower.as_str())
}
