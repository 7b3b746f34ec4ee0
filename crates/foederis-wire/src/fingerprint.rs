//! Fingerprints: what merging may know of a report and of a claim's words, made here while the text is at hand.
//!
//! Limits: paragraphs are compared by runs of four words, so a paraphrase is no copy; words are compared by
//! dictionary form, so a synonym is another word.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{
    BlockKind, Claim, ClaimPrint, Figure, Header, ParagraphPrint, Part, Relation, Report, Sentence, Span,
    Token, Upos,
};

use crate::agencies;

/// Words of a run: the length that the copies of agency reports were measured with.
const RUN_WORDS: usize = 4;
/// Runs kept of one paragraph, so that one hostile paragraph cannot fill the memory.
const RUNS_MAX: usize = 4096;
/// Paragraphs kept of one report: a book's worth.
const PARAGRAPHS_MAX: usize = 1000;
/// Content words kept of one claim.
const WORDS_MAX: usize = 48;
/// Figures kept of one claim.
const FIGURES_MAX: usize = 12;

/// Verbs that carry no content of their own, and words that stand in every report.
const EMPTY_WORDS: &[&str] = &[
    "be",
    "have",
    "do",
    "say",
    "tell",
    "make",
    "take",
    "give",
    "get",
    "go",
    "come",
    "will",
    "would",
    "could",
    "may",
    "might",
    "can",
    "should",
    "also",
    "other",
    "new",
    "several",
    "many",
    "such",
    "same",
    "more",
    "most",
    "first",
    "last",
    "year",
    "day",
    "week",
    "month",
    "today",
    "country",
    "nation",
    "side",
    "leader",
    "president",
    "minister",
    "government",
    "official",
    "report",
    "according",
    "include",
    "part",
    "number",
    "time",
    "mr",
    "mrs",
    "ms",
];

/// Returns the header of a report: all that merging knows of it.
///
/// Who people are takes more than the text; [`Header::people`] is left to the caller.
pub fn header(report: &Report) -> Header {
    Header {
        id: report.id,
        outlet: report.outlet.clone(),
        authors: report.authors.clone(),
        title: report.title.as_ref().map(|title| title.text.clone()),
        url: report.url.clone(),
        published: report.published.clone(),
        given_ids: report.given_id.iter().cloned().collect(),
        agencies: agencies_of(report),
        names: names(report),
        people: Vec::new(),
        paragraphs: paragraphs(report),
    }
}

/// Collects the agencies that bylines, the dateline, a line of their own or a credit in brackets name. Picture
/// credits do not count.
fn agencies_of(report: &Report) -> Vec<String> {
    let mut found = BTreeSet::new();
    found.extend(report.authors.iter().flat_map(|author| agencies::named_in(author)));
    let dateline = report.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    found.extend(dateline.into_iter().flat_map(agencies::named_in));
    for block in &report.blocks {
        let text = block.span.of(&report.text);
        match block.kind {
            BlockKind::Byline => found.extend(agencies::named_in(text)),
            BlockKind::Credit => {}
            _ => {
                found.extend(agencies::whole(text));
                found.extend(in_brackets(text));
            }
        }
    }
    found.into_iter().collect()
}

/// Agencies in brackets where agencies sign: after the place at the start of a paragraph, or at its end.
fn in_brackets(text: &str) -> Vec<String> {
    let opening = text.find('(').filter(|&at| at <= 40);
    let closing = text.trim_end_matches(['.', ' ']).ends_with(')').then(|| text.rfind('(')).flatten();
    let inside = |at: usize| text[at + 1..].split(')').next().unwrap_or("");
    let signs = |part: &&str| {
        let words = part.split_whitespace().count();
        words <= 4 || part.starts_with("Reporting by")
    };
    opening.into_iter().chain(closing).map(inside).filter(signs).flat_map(agencies::named_in).collect()
}

/// Words in capitals that are no names of anybody.
const NO_NAMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "president",
    "minister",
    "foreign",
    "prime",
    "defense",
    "defence",
    "secretary",
    "general",
    "north",
    "south",
    "east",
    "west",
    "the",
    "new",
    "united",
    "state",
    "states",
    "republic",
    "national",
    "government",
    "ministry",
    "army",
    "article",
    "treaty",
    "news",
];
/// Names kept of one report.
const NAMES_MAX: usize = 16;

/// The words in capitals inside sentences that come most often, in the title and the paragraphs that are read.
fn names(report: &Report) -> Vec<String> {
    let read =
        report.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span.of(&report.text));
    let title = report.title.as_ref().map(|title| title.text.as_str());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in title.into_iter().chain(read) {
        for name in capitals(text) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut names: Vec<String> = names.into_iter().take(NAMES_MAX).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

/// Words with a capital that do not open a sentence, without their possessive, lower case.
fn capitals(text: &str) -> impl Iterator<Item = String> {
    let mut opens = true;
    text.split_whitespace().filter_map(move |word| {
        let was_open = std::mem::replace(&mut opens, word.ends_with(['.', '!', '?', ':', '"', '”', '’']));
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = ["'s", "’s"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
        let name = bare.to_lowercase();
        let is_name = bare.starts_with(char::is_uppercase) && bare.chars().count() > 2 && !was_open;
        (is_name && !NO_NAMES.contains(&name.as_str())).then_some(name)
    })
}

fn paragraphs(report: &Report) -> Vec<ParagraphPrint> {
    (0u32..)
        .zip(&report.blocks)
        .filter(|(_, block)| matches!(block.kind, BlockKind::Lead | BlockKind::Body))
        .map(|(paragraph, block)| ParagraphPrint {
            paragraph,
            shingles: shingles(block.span.of(&report.text)),
        })
        .filter(|print| !print.shingles.is_empty())
        .take(PARAGRAPHS_MAX)
        .collect()
}

/// Returns the hashes of the runs of four words of `text`, sorted, each once.
///
/// Case, punctuation and the shape of quotation marks do not count. A shorter text is one run.
pub fn shingles(text: &str) -> Vec<u32> {
    let words: Vec<u32> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(FNV_START, word.to_lowercase().bytes()))
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let run = |words: &[u32]| hash(FNV_START, words.iter().flat_map(|word| word.to_le_bytes()));
    let mut runs: Vec<u32> = match words.len() {
        0..RUN_WORDS => vec![run(&words)],
        _ => words.windows(RUN_WORDS).map(run).collect(),
    };
    runs.sort_unstable();
    runs.dedup();
    runs.truncate(RUNS_MAX);
    runs
}

const FNV_START: u32 = 0x811c_9dc5;

/// FNV-1a, 32 bits: fixed for good, since prints are stored.
fn hash(start: u32, bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(start, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Returns what merging may compare of a claim's words.
///
/// `sentence` is the claim's own, as analysed; without it (a claim that came as JSON) the words around the predicate
/// are taken, cut at white space, and figures are not looked for.
pub fn claim_print(report: &Report, sentence: Option<&Sentence>, claim: &Claim) -> ClaimPrint {
    let text = report.part(claim.quote.part);
    let worded = |span: Option<Span>| span.map(|span| squeezed(span.of(text)));
    let around = sentence.map_or(claim.quote.span, |sentence| sentence.span.cover(claim.quote.span));
    let (paragraph, block) = place_of(report, sentence, claim);
    ClaimPrint {
        trigger: match sentence {
            Some(sentence) => trigger(sentence, claim),
            None => plain_lemma(claim.trigger.of(text)),
        },
        words: match sentence {
            Some(sentence) => content_words(sentence, claim),
            None => plain_words(text, claim),
        },
        figures: sentence.map(|sentence| figures(sentence, text, claim)).unwrap_or_default(),
        pact: worded(claim.pact),
        duty: worded(claim.clause.as_ref().map(|clause| clause.duty)),
        clause_trigger: worded(claim.clause.as_ref().and_then(|clause| clause.trigger)),
        cues: claim.factuality.iter().map(|view| cue(sentence, text, view.cue)).collect(),
        cites: agencies::named_in(around.of(text)),
        paragraph,
        block,
    }
}

/// One line, single spaces.
fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn place_of(report: &Report, sentence: Option<&Sentence>, claim: &Claim) -> (u32, BlockKind) {
    if let Some(sentence) = sentence {
        return (sentence.paragraph, sentence.block);
    }
    if claim.quote.part == Part::Title {
        return (0, BlockKind::Title);
    }
    let holds = |(_, block): &(u32, &foederis_types::Block)| block.span.contains(claim.quote.span);
    (0u32..).zip(&report.blocks).find(holds).map_or((0, BlockKind::Body), |(at, block)| (at, block.kind))
}

fn tokens_in(sentence: &Sentence, span: Span) -> impl Iterator<Item = &Token> {
    sentence.tokens.iter().filter(move |token| span.contains(token.span))
}

fn lemmas(sentence: &Sentence, span: Span) -> String {
    tokens_in(sentence, span).map(|token| token.lemma.to_lowercase()).collect::<Vec<_>>().join(" ")
}

fn trigger(sentence: &Sentence, claim: &Claim) -> String {
    lemmas(sentence, claim.trigger)
}

fn cue(sentence: Option<&Sentence>, text: &str, span: Option<Span>) -> String {
    match (span, sentence) {
        (None, _) => String::new(),
        (Some(span), Some(sentence)) if sentence.span.contains(span) => lemmas(sentence, span),
        (Some(span), _) => span.of(text).to_lowercase(),
    }
}

/// The claim's spans that say who and when: their words are compared elsewhere.
fn named_spans(claim: &Claim) -> Vec<Span> {
    let participants = claim.actors.iter().chain(&claim.recipients).map(|participant| participant.span);
    let holders = claim.factuality.iter().filter_map(|view| view.named);
    let cues = claim.factuality.iter().filter_map(|view| view.cue);
    participants.chain(claim.happened.words).chain(holders).chain(cues).collect()
}

fn content_words(sentence: &Sentence, claim: &Claim) -> Vec<String> {
    let named = named_spans(claim);
    let is_own = own_tokens(sentence, claim);
    let is_content = |token: &Token| {
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
            && claim.quote.span.contains(token.span)
            && !claim.trigger.overlaps(token.span)
            && !named.iter().any(|span| span.overlaps(token.span))
    };
    let own = sentence.tokens.iter().zip(is_own).filter(|(token, is_own)| *is_own && is_content(token));
    sorted_words(own.map(|(token, _)| token.lemma.to_lowercase()))
}

/// Says of each token whether it hangs on the claim's predicate without another predicate between: a long sentence
/// tells many things, and only its own words tell what this claim is about.
fn own_tokens(sentence: &Sentence, claim: &Claim) -> Vec<bool> {
    let is_trigger = |token: &Token| claim.trigger.overlaps(token.span);
    let hangs = |at: usize| {
        let mut at = at;
        // No path is longer than the sentence; the bound keeps a tree with a loop from hanging.
        for _ in 0..sentence.tokens.len() {
            let token = &sentence.tokens[at];
            if is_trigger(token) {
                return true;
            }
            match token.head.map(|head| head as usize) {
                Some(head) if head < sentence.tokens.len() && !opens_clause(token) => at = head,
                _ => return false,
            }
        }
        false
    };
    (0..sentence.tokens.len()).map(hangs).collect()
}

/// Says whether a token heads a clause of its own.
fn opens_clause(token: &Token) -> bool {
    match token.relation.base() {
        "advcl" | "ccomp" | "parataxis" | "acl" => true,
        "conj" => matches!(token.upos, Upos::Verb | Upos::Aux),
        _ => false,
    }
}

fn sorted_words(words: impl Iterator<Item = String>) -> Vec<String> {
    let kept: BTreeSet<String> =
        words.filter(|word| word.len() > 1 && !EMPTY_WORDS.contains(&word.as_str())).collect();
    kept.into_iter().take(WORDS_MAX).collect()
}

fn plain_words(text: &str, claim: &Claim) -> Vec<String> {
    let named = named_spans(claim);
    let quote = claim.quote.span.of(text);
    let words = quote.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
    let is_own = |word: &&str| {
        let start = claim.quote.span.start() + (word.as_ptr() as usize - quote.as_ptr() as usize);
        Span::from_offsets(start, start + word.len()).is_some_and(|span| {
            let is_free = !claim.trigger.overlaps(span) && !named.iter().any(|named| named.overlaps(span));
            is_free && is_near(span, claim.trigger)
        })
    };
    sorted_words(words.filter(is_own).map(plain_lemma))
}

/// Without a tree, the words around the predicate stand for those that hang on it: English puts most after it.
fn is_near(span: Span, trigger: Span) -> bool {
    span.start() + 60 >= trigger.start() && span.end() <= trigger.end() + 100
}

/// A rough dictionary form for words that were not analysed: lower case, without the commonest endings.
fn plain_lemma(word: &str) -> String {
    let lower = squeezed(&word.to_lowercase());
    let endings = ["ing", "ed", "es", "s"];
    let stem = endings.iter().find_map(|ending| lower.strip_suffix(ending).filter(|stem| stem.len() > 3));
    stem.unwrap_or(&lower).to_owned()
}

fn figures(sentence: &Sentence, text: &str, claim: &Claim) -> Vec<Figure> {
    let when = claim.happened.words;
    let counts = |token: &&Token| {
        token.upos == Upos::Num
            && token.relation == Relation::Nummod
            && !when.is_some_and(|span| span.overlaps(token.span))
    };
    let counted = tokens_in(sentence, claim.quote.span).filter(counts);
    counted.filter_map(|token| figure(sentence, text, token)).take(FIGURES_MAX).collect()
}

fn figure(sentence: &Sentence, text: &str, token: &Token) -> Option<Figure> {
    let of = sentence.tokens.get(token.head? as usize)?.lemma.to_lowercase();
    Some(Figure { number: number(token.span.of(text)), of })
}

/// Writes a number as digits: `11,000` and `eleven` as a reader would type them; other words as they are.
fn number(words: &str) -> String {
    const SMALL: &[&str] = &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let bare: String =
        words.chars().filter(|c| *c != ',' && *c != '\u{a0}').collect::<String>().to_lowercase();
    match SMALL.iter().position(|small| *small == bare) {
        Some(value) => value.to_string(),
        None => bare,
    }
}
