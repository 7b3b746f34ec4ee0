//! A guess, from the words around, whether a time belongs to what has happened or to what is to come.
//!
//! The claims coder knows the governing predicate and can do better; this serves where nobody does. It looks for the
//! nearest verb group in the clause: to the left first, then to the right for a time put first.

use foederis_types::Upos;

use crate::Tense;
use crate::word::Words;

/// How many pieces to either side are looked at.
const REACH: usize = 60;

/// Guesses the tense for an end that is still open (`until Friday`, `by Friday`): to come, unless the clause is told in
/// the plain past. What has been closed until Friday still is.
pub(crate) fn guess_end(words: &Words, first: usize) -> Tense {
    let clause = (first.saturating_sub(REACH)..first).rev().take_while(|&at| !is_border(words, at));
    let Some((at, Tense::Past)) = clause.filter_map(|at| Some((at, cue(words, at)?))).next() else {
        return Tense::Future;
    };
    const LASTING: &[&str] =
        &["has", "have", "is", "are", "remains", "remain", "stays", "stay", "keeps", "keep"];
    let is_perfect = (0..=4).any(|n| words.is_any(at.wrapping_sub(n), LASTING));
    if is_perfect { Tense::Future } else { Tense::Past }
}

/// Guesses the tense for the expression from `first` to `next`.
pub(crate) fn guess(words: &Words, first: usize, next: usize) -> Tense {
    if is_put_off(words, first) {
        return Tense::Future;
    }
    let left = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&at| !is_border(words, at))
        .find_map(|at| cue(words, at));
    let right = || {
        (next..words.len().min(next + REACH))
            .take_while(|&at| !is_end(words, at))
            .find_map(|at| cue(words, at))
    };
    left.or_else(right).unwrap_or_default()
}

/// `was moved to Friday`, `postponed until May`.
fn is_put_off(words: &Words, first: usize) -> bool {
    const VERBS: &[&str] = &[
        "moved",
        "postponed",
        "delayed",
        "off",
        "back",
        "forward",
        "rescheduled",
        "extended",
        "prolonged",
        "adjourned",
    ];
    let is_led = words.is_any(first.wrapping_sub(1), &["to", "until", "till"]);
    is_led && VERBS.contains(&words.before(first, 2))
}

fn is_border(words: &Words, at: usize) -> bool {
    words.is_any(at, &[";", ".", "!", "?", ":"]) || (words.is(at, ",") && !is_list_comma(words, at))
}

/// A comma before a place or a number does not end a clause: `will meet in Geneva, Switzerland on Tuesday`.
fn is_list_comma(words: &Words, at: usize) -> bool {
    words.is_capital(at + 1) || words.digits(at + 1).is_some() || words.is_any(at + 1, &["and", "or"])
}

fn is_end(words: &Words, at: usize) -> bool {
    words.is_any(at, &[";", ".", "!", "?"])
}

/// Reads what one word tells: a verb to come, a verb of the past, or nothing.
fn cue(words: &Words, at: usize) -> Option<Tense> {
    let word = words.low(at);
    match word {
        "will" | "shall" | "ll" | "would" | "upcoming" | "forthcoming" | "must" | "should" => {
            Some(Tense::Future)
        }
        "expected" | "scheduled" | "due" | "planned" | "slated" | "ready" | "willing" | "prepared"
        | "likely" | "plans" | "planning" | "set" | "intends" | "poised" | "expects" | "preparing"
        | "vowed" | "pledged" | "promised" | "agreed" | "hopes" | "aims"
            if is_before_to(words, at) =>
        {
            Some(Tense::Future)
        }
        "scheduled" | "planned" | "slated" | "due"
            if !words.is_any(at.wrapping_sub(1), &["as", "had", "the"]) =>
        {
            Some(Tense::Future)
        }
        "is" | "are" if words.is(at + 1, "to") || words.is(at + 2, "to") && words.is(at + 1, "not") => {
            Some(Tense::Future)
        }
        "may" | "might" if !words.is_capital(at) && !words.is_any(at + 1, &["have", "not"]) => {
            Some(Tense::Future)
        }
        "be" if words.is(at.wrapping_sub(1), "to") && !is_past_before(words, at) => Some(Tense::Future),
        "going" if words.is(at + 1, "to") => Some(Tense::Future),
        "was" | "were" | "had" | "did" | "has" | "have" | "been" => not_before_future(words, at),
        _ if is_scheduled(words, at) => Some(Tense::Future),
        _ => is_past_verb(words, at).then_some(Tense::Past),
    }
}

/// `The ministers meet on Friday`: the present of verbs that keep to a calendar tells of what is to come.
fn is_scheduled(words: &Words, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "meet", "meets", "begins", "starts", "opens", "expires", "ends", "resumes", "enters", "comes",
        "arrives", "arrive", "returns", "hosts", "convenes", "convene", "expire", "takes", "votes", "closes",
        "reopens", "leaves", "lapses", "visits", "holds", "signs", "flies", "lands", "runs", "falls",
    ];
    const NOUNS_AS_WELL: &[&str] = &[
        "start", "begin", "open", "end", "resume", "return", "vote", "visit", "host", "leave", "fly", "sign",
        "hold",
    ];
    let is_verb = matches!(words.upos(at), None | Some(Upos::Verb));
    let is_sure = words.upos(at) == Some(Upos::Verb) && matches!(words.xpos(at), "VBP" | "VBZ");
    let is_listed =
        is_verb && VERBS.contains(&words.low(at)) || is_sure && NOUNS_AS_WELL.contains(&words.low(at));
    is_listed && !word_before_verb(words, at)
}

/// Says whether a word before makes the verb an infinitive or a passive to come: `will cut`, `to be signed`.
fn word_before_verb(words: &Words, at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "be", "will", "would", "may", "might", "to", "shall", "must", "can", "could", "should", "cannot",
        "t", "did", "ll",
    ];
    let is_adverb = |word: &str| {
        word.ends_with("ly") || matches!(word, "not" | "also" | "then" | "soon" | "again" | "now")
    };
    let n = (1..=3).find(|&n| !is_adverb(words.before(at, n))).unwrap_or(3);
    BEFORE.contains(&words.before(at, n))
}

/// `refused to be`, `had to be`: told of the past.
fn is_past_before(words: &Words, at: usize) -> bool {
    at.checked_sub(2)
        .is_some_and(|verb| is_past_verb(words, verb) || words.is_any(verb, &["had", "was", "were"]))
}

fn not_before_future(words: &Words, at: usize) -> Option<Tense> {
    let leads_on = words.is_any(
        at + 1,
        &[
            "expected",
            "scheduled",
            "due",
            "planned",
            "slated",
            "set",
            "been",
            "not",
            "to",
            "also",
            "now",
            "agreed",
        ],
    );
    (!leads_on).then_some(Tense::Past)
}

fn is_before_to(words: &Words, at: usize) -> bool {
    let is_adverb =
        words.low(at + 1).ends_with("ly") || words.is_any(at + 1, &["not", "also", "now", "again"]);
    words.is(at + 1, "to") || (is_adverb && words.is(at + 2, "to"))
}

fn is_past_verb(words: &Words, at: usize) -> bool {
    const IRREGULAR: &[&str] = &[
        "met", "held", "took", "sent", "went", "came", "gave", "made", "began", "struck", "shot", "fell",
        "broke", "left", "told", "hit", "won", "lost", "flew", "drove", "spoke", "withdrew", "brought",
        "fought", "sold", "bought", "built", "led", "put", "sank", "swore", "threw", "wrote", "fled", "saw",
        "became", "paid", "laid", "got", "sought", "said", "did", "kept", "grew", "rose", "ran", "sat",
        "stood", "let", "cut", "shut",
    ];
    let word = words.low(at);
    let is_verb = match words.xpos(at) {
        "" => matches!(words.upos(at), None | Some(Upos::Verb | Upos::Aux)),
        "VBD" | "VBN" => return !word_before_verb(words, at),
        _ => return false,
    };
    if word_before_verb(words, at) {
        return false;
    }
    let is_hyphened = words.is_hyphen(at.wrapping_sub(1)) || words.is_hyphen(at + 1);
    is_verb
        && !is_hyphened
        && words.is_letters(at)
        && !words.is_capital(at)
        && (word.len() > 3 && word.ends_with("ed") || IRREGULAR.contains(&word))
}
