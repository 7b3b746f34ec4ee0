//! Which reports carry one text, and which paragraphs were taken over.
//!
//! Copy detection is not event detection: it compares runs of four words, so a paraphrase is nobody's copy. Candidate
//! pairs come from an index over a tenth of the runs (those whose hash falls low, the same everywhere), and each pair
//! is then compared in full. A run that stands in more than `COMMON_MAX` reports is a stock phrase and finds no
//! candidates. Measured on one development set: copies share 76-94 % of the shorter text, other pairs 8 % or less.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{Header, ReportId};

use crate::account::Origin;
use crate::blocks::number;
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
/// Texts behind one, in the order of days, that it is compared with for each run they share.
const NEIGHBOURS: usize = 24;
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
    day: Option<i32>,
    runs: Vec<u32>,
}

/// Finds the copies among a ledger's reports.
pub(crate) fn find(ledger: &Ledger) -> Copies {
    let texts: Vec<Text<'_>> = ledger.headers().map(text).collect();
    let mut components = Components::new(texts.len());
    let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
    let mut links = Vec::new();
    let mut taken = BTreeSet::new();
    let index = Index::new(&texts);
    for (a, text) in texts.iter().enumerate() {
        for b in index.later(text, a) {
            let n_shared = n_shared(&text.runs, &texts[b].runs);
            let percent = percent_of(n_shared, &text.runs, &texts[b].runs);
            if percent >= COPY_PERCENT {
                components.join(a, b);
                links.push((a, percent));
            }
            if n_shared * 100 >= PARAGRAPH_RUNS_MIN * PARAGRAPH_PERCENT {
                taken.extend(taken_over(text.header, texts[b].header));
            }
        }
    }
    for (a, percent) in links {
        let least = shares.entry(components.root(a)).or_insert(100);
        *least = percent.min(*least);
    }
    let sets = components.sets();
    let origins: Vec<Origin> =
        sets.iter().filter(|set| set.len() > 1).map(|set| origin(set, &texts, &shares)).collect();
    Copies { first_of: first_of(&origins), paragraphs: paragraph_groups(&taken), origins }
}

/// Returns the smallest report of the origin of each report that has one.
pub(crate) fn first_of(origins: &[Origin]) -> BTreeMap<ReportId, ReportId> {
    origins.iter().flat_map(|origin| origin.reports.iter().map(|id| (*id, origin.reports[0]))).collect()
}

fn text(header: &Header) -> Text<'_> {
    let mut runs: Vec<u32> =
        header.paragraphs.iter().flat_map(|print| print.shingles.iter().copied()).collect();
    runs.sort_unstable();
    runs.dedup();
    Text { header, day: header.day().map(number), runs }
}

impl Text<'_> {
    /// Returns the runs by which copies are found: a tenth of them, of a short text all.
    fn sampled(&self) -> impl Iterator<Item = u32> {
        let is_short = self.runs.len() < 100;
        self.runs.iter().copied().filter(move |run| is_short || run % SAMPLE == 0)
    }
}

/// Which texts have which sampled runs: by run, then day, then text. Runs of stock phrases are left out.
struct Index {
    places: Vec<Place>,
}

/// A run, the day of a text that has it (`None` first), the text.
type Place = (u32, Option<i32>, usize);

impl Index {
    fn new(texts: &[Text<'_>]) -> Index {
        let of = |(at, text): (usize, &'_ Text<'_>)| {
            text.sampled().map(|run| (run, text.day, at)).collect::<Vec<Place>>()
        };
        let mut places: Vec<Place> = texts.iter().enumerate().flat_map(of).collect();
        places.sort_unstable();
        let groups = places.chunk_by(|a, b| a.0 == b.0);
        let kept =
            groups.filter(|group| (2..=COMMON_MAX).contains(&group.len())).flatten().copied().collect();
        Index { places: kept }
    }

    /// Returns the texts that share a sampled run with a text, near in time and behind it in the order of days, each
    /// once: of each run the nearest ones, so that a text reprinted many times is a chain and not a square.
    fn later(&self, text: &Text<'_>, at: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for run in text.sampled() {
            let next = self.places.partition_point(|place| *place <= (run, text.day, at));
            let reach = if text.day.is_some() { NEIGHBOURS } else { COMMON_MAX };
            let group = self.places[next..].iter().take(reach).take_while(|place| place.0 == run);
            found.extend(group.filter(|place| near_in_time(text.day, place.1)).map(|place| place.2));
        }
        found
    }
}

/// Reports without a day are near to all.
fn near_in_time(a: Option<i32>, b: Option<i32>) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a - b).abs() <= DAYS_MAX)
}

fn shared_percent(a: &[u32], b: &[u32]) -> usize {
    percent_of(n_shared(a, b), a, b)
}

/// Per cent of the shorter list.
fn percent_of(n_shared: usize, a: &[u32], b: &[u32]) -> usize {
    n_shared * 100 / a.len().min(b.len()).max(1)
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
