//! Which paragraphs of a page are the article: votes for, objections against.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use foederis_types::BlockKind;

use super::metadata::Metadata;
use super::tape::{Paragraph, Tape, Zone};
use super::{MAX_DEPTH, MAX_EXTRACTOR_BYTES, OBJECTED};
use crate::words::{Ending, count_words, ending, folded, words};
use crate::{bylines, cues};

/// A paragraph that goes into the report's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// Its place on the tape.
    pub(crate) idx: usize,
    /// What it is marked as where something objects to it.
    pub(crate) objection: Option<BlockKind>,
    /// Says whether it is running text without objection.
    pub(crate) is_article: bool,
}

/// Chooses the paragraphs of the article, in order; none where the page has no running text that anyone votes for.
pub(crate) fn choose(page: &str, tape: &Tape, metadata: &Metadata) -> Vec<Chosen> {
    let votes = votes(page, tape, metadata);
    let headline = tape.headline_idx(metadata.title.as_deref()).unwrap_or(usize::MAX);
    let is_zone_telling = is_zone_telling(tape, &votes, headline);
    let (first, last) = agreed_range(tape, &votes);
    let mut chosen: Vec<Chosen> = Vec::new();
    for (idx, (paragraph, vote)) in tape.paragraphs.iter().zip(&votes).enumerate() {
        let is_inside = first <= idx && idx <= last;
        let is_lead = (headline..first).contains(&idx) && is_lead(paragraph, *vote);
        if !(vote.chosen || vote.by_body || (is_inside && vote.confirmed) || is_lead) {
            continue;
        }
        let objection = objection(paragraph, is_zone_telling)
            .or_else(|| is_teaser(tape, idx).then_some(BlockKind::ReadMore))
            .or_else(|| (!is_inside && !vote.is_backed()).then_some(OBJECTED));
        let is_article = objection.is_none() && is_running(paragraph);
        chosen.push(Chosen { idx, objection, is_article });
    }
    if !chosen.iter().any(|chosen| chosen.is_article) {
        chosen.clear();
    }
    chosen
}

/// The standfirst, which extractors like to drop: a sentence between headline and article that speaks of the same.
fn is_lead(paragraph: &Paragraph, vote: Vote) -> bool {
    paragraph.zone == Zone::Open && paragraph.link_percent < 20 && is_running(paragraph) && vote.by_title
}

fn is_running(paragraph: &Paragraph) -> bool {
    let least = if ending(&paragraph.text) == Ending::Stop { 5 } else { 21 };
    count_words(&paragraph.text, least) >= least
}

/// What speaks for a paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Vote {
    /// The first extractor took it.
    chosen: bool,
    /// The second one took it.
    confirmed: bool,
    /// The page's `articleBody` holds it.
    by_body: bool,
    /// It shares words with the headline or the page's description.
    by_title: bool,
}

impl Vote {
    fn is_backed(self) -> bool {
        self.confirmed || self.by_body || self.by_title
    }
}

fn votes(page: &str, tape: &Tape, metadata: &Metadata) -> Vec<Vote> {
    let lean = tape.lean(page);
    let is_safe = tape.depth <= MAX_DEPTH && lean.len() <= MAX_EXTRACTOR_BYTES;
    let first = if is_safe { trafilatura(&lean) } else { None };
    let second = if is_safe { readability(&lean) } else { None };
    let first = first.map(|text| Shingles::of(&text));
    let second = second.map(|text| Shingles::of(&text));
    let body = metadata.body.as_deref().map(Shingles::of);
    let lead = metadata.description.as_deref().unwrap_or("");
    let title = title_words(&[metadata.title.as_deref().unwrap_or(""), lead].join(" "));
    let held = |shingles: &Option<Shingles>, text: &str| shingles.as_ref().is_some_and(|all| all.hold(text));
    let vote = |paragraph: &Paragraph| Vote {
        chosen: match &first {
            Some(shingles) => shingles.hold(&paragraph.text),
            None => is_running(paragraph) && paragraph.zone == Zone::Open && paragraph.link_percent < 40,
        },
        confirmed: held(&second, &paragraph.text),
        by_body: held(&body, &paragraph.text),
        by_title: shares_title(&title, &paragraph.text),
    };
    tape.paragraphs.iter().map(vote).collect()
}

/// The first extractor's text; `None` where it found nothing or failed.
fn trafilatura(page: &str) -> Option<String> {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_focus(trafilatura::ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(page, &options).ok())).ok().flatten();
    found.map(|found| found.content_text).filter(|text| !text.trim().is_empty())
}

/// The second extractor's text.
fn readability(page: &str) -> Option<String> {
    let found = catch_unwind(AssertUnwindSafe(|| libreadability::extract(page, None).ok())).ok().flatten();
    found.map(|found| found.text_content).filter(|text| !text.trim().is_empty())
}

/// From the first to the last running paragraph that two speakers agree on; of what the first one chose where no two
/// agree.
fn agreed_range(tape: &Tape, votes: &[Vote]) -> (usize, usize) {
    let range = |is_in: &dyn Fn(&Vote) -> bool| {
        let matches = |idx: &usize| {
            is_in(&votes[*idx])
                && is_running(&tape.paragraphs[*idx])
                && tape.paragraphs[*idx].zone < Zone::Sure
        };
        let first = (0..votes.len()).find(matches)?;
        let last = (0..votes.len()).rev().find(matches)?;
        Some((first, last))
    };
    range(&|vote| vote.chosen && (vote.confirmed || vote.by_body))
        .or_else(|| range(&|vote| vote.chosen && vote.by_title))
        .or_else(|| range(&|vote| vote.chosen))
        .unwrap_or((0, 0))
}

/// A wrapper named like a sidebar can hold the whole article: then the name says nothing. It is so where the first
/// running paragraph behind the headline stands in it, or, without a headline, most of the running text does.
fn is_zone_telling(tape: &Tape, votes: &[Vote], headline: usize) -> bool {
    let behind = tape.paragraphs.iter().zip(votes).skip(headline.saturating_add(1));
    let first = behind.into_iter().find(|(paragraph, vote)| vote.chosen && is_running(paragraph));
    match first {
        Some((paragraph, _)) => paragraph.zone < Zone::Named,
        None => {
            let n_zoned = running_words(tape, votes, |paragraph| paragraph.zone >= Zone::Named);
            n_zoned * 2 < running_words(tape, votes, |_| true)
        }
    }
}

/// The line under a heading that is a link: what another article is about.
fn is_teaser(tape: &Tape, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1).and_then(|before| tape.paragraphs.get(before)) else {
        return false;
    };
    before.heading_level > 1 && before.link_percent > 60 && tape.paragraphs[idx].heading_level == 0
}

fn running_words(tape: &Tape, votes: &[Vote], is_in: impl Fn(&Paragraph) -> bool) -> usize {
    let chosen = tape.paragraphs.iter().zip(votes).filter(|(_, vote)| vote.chosen);
    chosen.filter(|(p, _)| is_in(p) && is_running(p)).map(|(p, _)| count_words(&p.text, 200)).sum()
}

/// What objects to a paragraph: the element around it, or that it is nothing but links.
fn objection(paragraph: &Paragraph, is_zone_telling: bool) -> Option<BlockKind> {
    let is_link_line = paragraph.link_percent > 60 && count_words(&paragraph.text, 31) <= 30;
    match paragraph.zone {
        Zone::Sure | Zone::Named if is_zone_telling => Some(zone_kind(paragraph)),
        Zone::Caption => Some(BlockKind::Credit),
        _ if is_link_line => Some(BlockKind::ReadMore),
        _ => None,
    }
}

fn zone_kind(paragraph: &Paragraph) -> BlockKind {
    match cues::tell(&paragraph.text) {
        Some(cue) => cue.kind,
        None if bylines::by(&paragraph.text).is_some() => BlockKind::Byline,
        None if paragraph.link_percent > 60 => BlockKind::ReadMore,
        None => OBJECTED,
    }
}

// --- word runs ---

/// Words of a run that is compared.
const RUN: usize = 5;

/// The runs of five words of a text, as hashes: a paragraph is held if most of its runs are.
struct Shingles {
    runs: BTreeSet<u64>,
    lines: BTreeSet<u64>,
}

impl Shingles {
    fn of(text: &str) -> Shingles {
        let lines = text.lines().map(|line| hash_run(&hashes(line))).collect();
        Shingles { runs: runs(&hashes(text)).collect(), lines }
    }

    /// A paragraph shorter than a run must be a whole line of the text.
    fn hold(&self, paragraph: &str) -> bool {
        let hashes = hashes(paragraph);
        if hashes.len() < RUN {
            return !hashes.is_empty() && self.lines.contains(&hash_run(&hashes));
        }
        let (mut n_runs, mut n_held) = (0, 0);
        for run in runs(&hashes) {
            n_runs += 1;
            n_held += usize::from(self.runs.contains(&run));
        }
        n_held * 10 >= n_runs * 6
    }
}

fn hashes(text: &str) -> Vec<u64> {
    words(text)
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase))
        .map(hash_word)
        .collect()
}

/// FNV-1a: the same on every machine and run, unlike the standard library's.
fn hash_word(characters: impl Iterator<Item = char>) -> u64 {
    characters.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

fn hash_run(run: &[u64]) -> u64 {
    run.iter()
        .fold(0x9e37_79b9_7f4a_7c15, |hash, word| (hash.rotate_left(9) ^ word).wrapping_mul(0x0100_0000_01b3))
}

fn runs(hashes: &[u64]) -> impl Iterator<Item = u64> {
    hashes.windows(RUN).map(hash_run)
}

/// Words of headline and description that tell what they are about: four letters or more.
fn title_words(title: &str) -> BTreeSet<String> {
    let low = folded(title);
    words(&low).filter(|word| word.chars().count() >= 4).map(str::to_owned).collect()
}

fn shares_title(title: &BTreeSet<String>, text: &str) -> bool {
    let low = folded(text);
    let shared: BTreeSet<&str> = words(&low).filter(|word| title.contains(*word)).collect();
    shared.len() >= 2
}
