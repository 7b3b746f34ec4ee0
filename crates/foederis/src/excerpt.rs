//! Cuts a quote to a width around its predicate without turning what it says: of the words that negate, doubt, suppose
//! or attribute, those nearest to the predicate stay, with marks where others are left out.
//!
//! Knows words only, no grammar: a negation of another clause is kept as well, which costs room and misleads nobody.

use crate::views::fit;

/// What a cut must not take away, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Says that it is not so.
    Negates,
    /// Says that it is not sure, or yet to come, or only under a condition.
    Hedges,
    /// Says whose words it is.
    Attributes,
}

const NEGATES: &[&str] = &[
    "abandoned",
    "baseless",
    "bogus",
    "cannot",
    "denial",
    "denied",
    "denies",
    "deny",
    "denying",
    "dismissed",
    "fabricated",
    "failed",
    "fake",
    "false",
    "falsely",
    "groundless",
    "hoax",
    "incorrect",
    "incorrectly",
    "misreported",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "prevented",
    "refused",
    "refuted",
    "rejected",
    "retracted",
    "unfounded",
    "untrue",
    "without",
    "wrong",
    "wrongly",
];
const HEDGES: &[&str] = &[
    "alleged",
    "allegedly",
    "could",
    "due",
    "expected",
    "if",
    "likely",
    "may",
    "might",
    "needs",
    "planned",
    "planning",
    "plans",
    "possible",
    "possibly",
    "reportedly",
    "scheduled",
    "should",
    "threatened",
    "unclear",
    "unless",
    "until",
    "voted",
    "warned",
    "will",
    "would",
];
const ATTRIBUTES: &[&str] =
    &["according", "accused", "alleged", "alleges", "allege", "claimed", "claims", "said", "says"];

/// Words that end a statement about what stands before them: kept with the word before.
const SAID_OF: &[&str] = &[
    "baseless",
    "bogus",
    "fabricated",
    "fake",
    "false",
    "groundless",
    "hoax",
    "incorrect",
    "said",
    "says",
    "unfounded",
    "untrue",
    "wrong",
];

/// Helping verbs, which say nothing without what follows them.
const HELPS: &[&str] =
    &["are", "be", "been", "did", "do", "does", "had", "has", "have", "is", "to", "was", "were"];

/// How far from the predicate a word still tells of it, in characters.
const NEAR_CHARS: usize = 120;
/// Pieces beside the one around the predicate.
const PIECES_MAX: usize = 2;
/// What the piece around the predicate keeps at least.
const MAIN_CHARS_MIN: usize = 24;
/// Longest piece beside it.
const PIECE_CHARS_MAX: usize = 26;

/// A quote cut to a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The words, cuts marked.
    pub(crate) text: String,
    /// Says that a word that turns the meaning had to be left out after all.
    pub(crate) is_lossy: bool,
}

/// A word by its characters, end exclusive.
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// Cuts `text` to `room` characters around the `focus`-th, at words' ends, and marks the cuts.
pub(crate) fn excerpt(text: &str, focus: usize, room: usize) -> Excerpt {
    let n_letters = text.chars().count();
    if n_letters <= room {
        return Excerpt { text: text.to_owned(), is_lossy: false };
    }
    let words = words(text);
    let plain = window(text, focus, room);
    let mut lost = missing(&words, focus, &plain);
    lost.truncate(PIECES_MAX);
    if lost.is_empty() {
        return Excerpt { text: shown(text, &[plain], room), is_lossy: false };
    }
    // What the plain cut shows must not go for the sake of what it does not.
    let is_shown = |word: &Word<'_>| word.start >= plain.0 && word.end <= plain.1;
    let negates = |at: &usize| is_shown(&words[*at]) && turn(words[*at].text) == Some(Turn::Negates);
    let shown_negations: Vec<usize> = (0..words.len()).filter(negates).collect();
    while !lost.is_empty() {
        let bare = |at: usize| words[at].text.trim_matches(|letter: char| !letter.is_alphanumeric());
        let holds = |cut: &String| {
            let mut needed = lost.iter().map(|(_, at)| at).chain(&shown_negations);
            needed.all(|at| cut.contains(bare(*at)))
        };
        if let Some(text) = whole_around(text, &words, focus, &lost, room)
            .filter(holds)
            .or_else(|| in_pieces(text, &words, focus, &lost, room).filter(holds))
        {
            return Excerpt { text, is_lossy: false };
        }
        let dropped = lost.pop();
        if dropped.is_some_and(|(turn, _)| turn == Turn::Negates) {
            break;
        }
    }
    Excerpt { text: shown(text, &[plain], room), is_lossy: true }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut at = 0;
    let word = |text: &'_ str| {
        let start = at;
        at += text.chars().count() + 1;
        (start, at - 1)
    };
    text.split(' ')
        .zip(text.split(' ').map(word))
        .map(|(text, (start, end))| Word { text, start, end })
        .collect()
}

fn turn(word: &str) -> Option<Turn> {
    // `May` is a month or a name.
    let is_name = word.starts_with(char::is_uppercase) && word.starts_with("Ma");
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let is_any = |list: &[&str]| list.contains(&bare.as_str());
    if is_any(NEGATES) || bare.ends_with("n't") || bare.ends_with("n\u{2019}t") {
        Some(Turn::Negates)
    } else if is_any(HEDGES) && !is_name {
        Some(Turn::Hedges)
    } else {
        is_any(ATTRIBUTES).then_some(Turn::Attributes)
    }
}

/// The words that a cut would take away and that turn the meaning: gravest first, then nearest; of mere attributions
/// none where there is anything graver.
fn missing(words: &[Word<'_>], focus: usize, kept: &(usize, usize)) -> Vec<(Turn, usize)> {
    let is_last = |at: usize| words.get(at + 1).is_some_and(|next| next.end > kept.1);
    let is_out = |at: usize, word: &Word<'_>| word.start < kept.0 || word.end > kept.1 || is_last(at);
    let distance = |word: &Word<'_>| word.start.abs_diff(focus);
    let mut missing: Vec<(Turn, usize)> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| is_out(*at, word) && distance(word) <= NEAR_CHARS)
        .filter_map(|(at, word)| Some((turn(word.text)?, at)))
        .collect();
    missing.sort_by_key(|(turn, at)| (*turn, distance(&words[*at])));
    let has_graver = missing.iter().any(|(turn, _)| *turn != Turn::Attributes);
    missing.retain(|(turn, _)| !has_graver || *turn != Turn::Attributes);
    missing
}

/// The characters around the predicate that fit: a third of the room before it shows who acts, the rest on whom.
fn window(text: &str, focus: usize, room: usize) -> (usize, usize) {
    let n_letters = text.chars().count();
    let start = focus.saturating_sub(room / 3).min(n_letters.saturating_sub(room));
    if start == 0 {
        return (0, room - 1);
    }
    let skipped = text.chars().skip(start).position(|letter| letter == ' ').map_or(0, |at| at + 1);
    (start + skipped, (start + skipped + room - 2).min(n_letters))
}

/// One stretch that holds the predicate and all the words that were missing, where they fit.
fn whole_around(
    text: &str,
    words: &[Word<'_>],
    focus: usize,
    missing: &[(Turn, usize)],
    room: usize,
) -> Option<String> {
    let spans = || missing.iter().map(|(_, at)| piece(words, *at));
    let at_focus = words.iter().find(|word| word.end >= focus)?;
    let from = spans().map(|span| span.0).min()?.min(at_focus.start);
    let to = spans().map(|span| span.1).max()?.max(at_focus.end);
    // Spare room goes before the stretch, where the doer stands, but not in the middle of a word.
    let spare = (room.checked_sub(2)?).checked_sub(to - from)?;
    let from = words.iter().find(|word| word.start + spare >= from).map_or(from, |word| word.start.min(from));
    Some(shown(text, &[(from, (from + room - 2).max(to))], room))
}

/// The stretch around the predicate and a piece around each missing word.
fn in_pieces(
    text: &str,
    words: &[Word<'_>],
    focus: usize,
    missing: &[(Turn, usize)],
    room: usize,
) -> Option<String> {
    let mut pieces: Vec<(usize, usize)> = missing.iter().map(|(_, at)| piece(words, *at)).collect();
    let taken: usize = pieces.iter().map(|(from, to)| to - from + 3).sum();
    let main_room = room.checked_sub(taken).filter(|left| *left >= MAIN_CHARS_MIN)?;
    let (from, to) = window(text, focus, main_room);
    // Whole words only, so that pieces are joined and not overlapped.
    let from = words.iter().find(|word| word.start >= from)?.start;
    let may_end = |word: &&Word<'_>| {
        word.end <= to && word.start >= from && turn(word.text).is_none() && !HELPS.contains(&word.text)
    };
    let to = words.iter().rfind(may_end)?.end;
    // The smaller stretch must not lose a negation that the whole width would have held.
    let is_held =
        |at: usize| pieces.iter().any(|piece| piece.0 <= words[at].start && words[at].end <= piece.1);
    let is_lost = |(turn, at): &(Turn, usize)| *turn == Turn::Negates && !is_held(*at);
    if self::missing(words, focus, &(from, to)).iter().any(is_lost) {
        return None;
    }
    pieces.push((from, to));
    pieces.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in pieces {
        match joined.last_mut() {
            Some(last) if from <= last.1 + 1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    let whole = shown(text, &joined, usize::MAX);
    (whole.chars().count() <= room).then_some(whole)
}

/// A word with those that say what it turns: the one before of what is said of something, else two after it.
fn piece(words: &[Word<'_>], at: usize) -> (usize, usize) {
    let bare = words[at].text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    if SAID_OF.contains(&bare.as_str()) {
        return (words[at.saturating_sub(1)].start, words[at].end);
    }
    let start = words[at].start;
    let fits = |word: &&Word<'_>| word.end - start <= PIECE_CHARS_MAX;
    let last = words.iter().skip(at).take(3).take_while(fits).last().unwrap_or(&words[at]);
    (start, last.end)
}

/// Writes stretches of a text, cuts marked.
fn shown(text: &str, pieces: &[(usize, usize)], room: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (at, (from, to)) in pieces.iter().enumerate() {
        if at > 0 {
            out.push_str(" \u{2026} ");
        } else if *from > 0 {
            out.push('\u{2026}');
        }
        let is_last = at + 1 == pieces.len();
        if is_last && room != usize::MAX {
            let rest: String = letters[(*from).min(letters.len())..].iter().collect();
            let lead = out.chars().count();
            out.push_str(&fit(&rest, room.saturating_sub(lead)));
        } else {
            out.extend(&letters[(*from).min(letters.len())..(*to).min(letters.len())]);
            if is_last && *to < letters.len() {
                out.truncate(out.trim_end_matches([',', ';']).len());
                out.push('\u{2026}');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, predicate: &str, room: usize, expected: &str) {
        let cut = excerpt(text, text.find(predicate).unwrap(), room);
        assert_eq!(cut.text, expected);
        assert!(cut.text.chars().count() <= room, "{}", cut.text.chars().count());
    }

    #[test]
    fn an_excerpt_shows_the_words_around_the_predicate() {
        let text = "However, after long and winding talks in the capital, officials allege that Chad has been supplying Niger";
        check(text, "supplying", 50, "\u{2026}allege that Chad has been supplying Niger");
        check(text, "However", 20, "However, after long\u{2026}");
        check("short", "ort", 20, "short");
    }

    #[test]
    fn what_is_called_false_at_the_end_keeps_the_word() {
        let text = "Reports that Chad had supplied Niger with tanks and other heavy weapons over many months are false, the ministry told reporters.";
        check(
            text,
            "supplied",
            70,
            "\u{2026}that Chad had supplied Niger with tanks and other heavy \u{2026} are false\u{2026}",
        );
    }

    #[test]
    fn a_condition_and_a_negation_stay() {
        let text = "The minister said in a long speech on Friday that Chad would respond with full force across the whole border region if the raids went on.";
        let cut = excerpt(text, text.find("respond").unwrap(), 60).text;
        assert!(cut.contains("would respond") && cut.contains("if the raids"), "{cut}");
        let text = "Niger has, for reasons that its government declined to give to the press, not delivered the shells that it had promised to its neighbour.";
        let cut = excerpt(text, text.find("promised").unwrap(), 60).text;
        assert!(cut.contains("not delivered"), "{cut}");
    }

    #[test]
    fn a_helping_verb_does_not_stand_without_its_negation() {
        let text = "Chad condemned the bombing of the market and did not say whether it would reopen its embassy in Niamey.";
        for room in 36..80 {
            let cut = excerpt(text, text.find("condemned").unwrap(), room);
            assert!(cut.is_lossy || cut.text.contains("not say"), "{}", cut.text);
            assert!(!cut.text.contains("did \u{2026}"), "{}", cut.text);
        }
    }

    #[test]
    fn a_cut_that_cannot_keep_its_sense_says_so() {
        let text = "Chad denied through a spokesman of its ministry of defence that its air force had bombed the town of Diffa";
        assert!(excerpt(text, text.find("bombed").unwrap(), 30).is_lossy);
        let wide = excerpt(text, text.find("bombed").unwrap(), 90);
        assert!(wide.text.contains("denied") && !wide.is_lossy, "{wide:?}");
    }

    #[test]
    fn a_negation_at_the_very_end_of_the_room_stays_or_its_loss_is_told() {
        let text = "would if would if would aaaaa would if a aaaaa not aaaaaaaaaa";
        for focus in 0..text.len() {
            let cut = excerpt(text, focus, 36);
            assert!(cut.is_lossy || cut.text.contains("not"), "{focus} {}", cut.text);
        }
    }

    proptest! {
        #[test]
        fn an_excerpt_never_outgrows_its_room_and_keeps_the_nearest_negation(
            words in prop::collection::vec("[a-z]{1,12}|not|if|said|false|would|\u{e9}t\u{e9}", 1..60),
            pick in any::<prop::sample::Index>(),
            room in 36_usize..100,
        ) {
            let text = words.join(" ");
            let focus = words[..pick.index(words.len())].iter().map(|word| word.chars().count() + 1).sum();
            let cut = excerpt(&text, focus, room);
            prop_assert!(cut.text.chars().count() <= room, "{}", cut.text);
            let near = |at: &usize| words[..*at].iter().map(|word| word.chars().count() + 1).sum::<usize>();
            let is_negated = (0..words.len()).any(|at| words[at] == "not" && near(&at).abs_diff(focus) < 100);
            prop_assert!(!is_negated || cut.is_lossy || cut.text.contains("not") || cut.text.contains("false"));
        }
    }
}
