//! Which reports carry one text, and which paragraphs were taken over.
//!
//! Copy detection is not event detection: it compares runs of four words, so a paraphrase is nobody's copy. Candidate
//! pairs come from an index over a tenth of the runs (those whose hash falls low, the same everywhere), and each pair
//! is then compared in full. A run that stands in more than `COMMON_MAX` reports is a stock phrase and finds no
//! candidates. Measured on one development set: copies share 76-94 % of the shorter text, other pairs 8 % or less.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{Header, ReportId};

use crate::account::Origin;
use crate::components::Components;
use crate::ledger::Ledger;

/// Share of the shorter text, per cent, from which two reports are one text.
const COPY_PERCENT: usize = 55;
/// Share of the shorter paragraph, per cent, from which a paragraph is taken over.
const PARAGRAPH_PERCENT: usize = 70;
/// Runs that a paragraph must have to be compared on its own: about three lines.
const PARAGRAPH_RUNS_MIN: usize = 12;
/// Days between two reports beyond which one is no reprint of the other.
const DAYS_MAX: i32 = 14;
/// Reports that share a run beyond which it is a stock phrase.
const COMMON_MAX: usize = 200;
/// One run in so many is indexed.
const SAMPLE: u32 = 10;

/// Where copies were found.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// Whole texts.
    pub(crate) origins: Vec<Origin>,
    /// For each paragraph that another report has too: the smallest report and paragraph of its group.
    pub(crate) paragraphs: BTreeMap<(ReportId, u32), (ReportId, u32)>,
    /// For each report in an origin: the smallest report of that origin.
    pub(crate) first_of: BTreeMap<ReportId, ReportId>,
}

struct Text<'a> {
    header: &'a Header,
    runs: Vec<u32>,
}

/// Finds the copies among a ledger's reports.
pub(crate) fn find(ledger: &Ledger) -> Copies {
    let texts: Vec<Text<'_>> = ledger.headers().map(text).collect();
    let pairs = candidates(&texts);
    let mut components = Components::new(texts.len());
    let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
    let mut links = Vec::new();
    let mut taken = BTreeSet::new();
    for (a, b) in pairs {
        if !near_in_time(texts[a].header, texts[b].header) {
            continue;
        }
        let percent = shared_percent(&texts[a].runs, &texts[b].runs);
        if percent >= COPY_PERCENT {
            components.join(a, b);
            links.push((a, percent));
        }
        taken.extend(taken_over(texts[a].header, texts[b].header));
    }
    for (a, percent) in links {
        let least = shares.entry(components.root(a)).or_insert(100);
        *least = percent.min(*least);
    }
    let sets = components.sets();
    let origins: Vec<Origin> =
        sets.iter().filter(|set| set.len() > 1).map(|set| origin(set, &texts, &shares)).collect();
    let first_of = origins.iter().flat_map(|o| o.reports.iter().map(|id| (*id, o.reports[0]))).collect();
    Copies { origins, paragraphs: paragraph_groups(&taken), first_of }
}

fn text(header: &Header) -> Text<'_> {
    let mut runs: Vec<u32> =
        header.paragraphs.iter().flat_map(|print| print.shingles.iter().copied()).collect();
    runs.sort_unstable();
    runs.dedup();
    Text { header, runs }
}

/// Returns the pairs of texts that share a sampled run, ascending.
fn candidates(texts: &[Text<'_>]) -> BTreeSet<(usize, usize)> {
    let mut index: Vec<(u32, usize)> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let is_short = text.runs.len() < 100;
        index.extend(text.runs.iter().filter(|run| is_short || **run % SAMPLE == 0).map(|run| (*run, at)));
    }
    index.sort_unstable();
    let mut pairs = BTreeSet::new();
    for group in index.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=COMMON_MAX).contains(&group.len())) {
        for (at, (_, a)) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|(_, b)| (*a, *b)));
        }
    }
    pairs
}

/// Reports without a day are near to all.
fn near_in_time(a: &Header, b: &Header) -> bool {
    match (a.day(), b.day()) {
        (Some(a), Some(b)) => crate::blocks::days_between(a, b) <= DAYS_MAX,
        _ => true,
    }
}

fn shared_percent(a: &[u32], b: &[u32]) -> usize {
    let shorter = a.len().min(b.len()).max(1);
    n_shared(a, b) * 100 / shorter
}

/// Counts what two ascending lists share.
fn n_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
}

type Paragraph = (ReportId, u32);

fn taken_over(a: &Header, b: &Header) -> Vec<(Paragraph, Paragraph)> {
    let mut pairs = Vec::new();
    let long = |header: &&foederis_types::ParagraphPrint| header.shingles.len() >= PARAGRAPH_RUNS_MIN;
    for ours in a.paragraphs.iter().filter(long) {
        for theirs in b.paragraphs.iter().filter(long) {
            if shared_percent(&ours.shingles, &theirs.shingles) >= PARAGRAPH_PERCENT {
                pairs.push(((a.id, ours.paragraph), (b.id, theirs.paragraph)));
            }
        }
    }
    pairs
}

fn paragraph_groups(pairs: &BTreeSet<(Paragraph, Paragraph)>) -> BTreeMap<Paragraph, Paragraph> {
    let all: BTreeSet<Paragraph> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let all: Vec<Paragraph> = all.into_iter().collect();
    let at = |paragraph: &Paragraph| all.binary_search(paragraph).unwrap_or(0);
    let mut components = Components::new(all.len());
    pairs.iter().for_each(|(a, b)| components.join(at(a), at(b)));
    (0..all.len()).map(|n| (all[n], all[components.root(n)])).collect()
}

fn origin(set: &[usize], texts: &[Text<'_>], shares: &BTreeMap<usize, usize>) -> Origin {
    let agencies: BTreeSet<String> =
        set.iter().flat_map(|at| texts[*at].header.agencies.iter().cloned()).collect();
    let percent = shares.get(&set[0]).copied().unwrap_or(100);
    Origin {
        reports: set.iter().map(|at| texts[*at].header.id).collect(),
        agencies: agencies.into_iter().collect(),
        shared_percent: u8::try_from(percent).unwrap_or(100),
    }
}
