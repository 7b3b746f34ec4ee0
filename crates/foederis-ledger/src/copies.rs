//! Which reports carry one text, and which paragraphs were taken over.
//!
//! Copy detection is not event detection: it compares runs of four words, so a paraphrase is nobody's copy. Candidate
//! pairs come from an index over a tenth of the runs (those whose hash falls low, the same everywhere), and each pair
//! is then compared in full. A run that stands in more than `COMMON_MAX` reports is a stock phrase and finds no
//! candidates; of those that the others find, a text is compared with the closest. Measured on one development set: copies
//! share 76-94 % of the shorter text, other pairs 8 % or less.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{Header, ParagraphPrint, ReportId};

use crate::account::Origin;
use crate::blocks::number;
use crate::components::Components;
use crate::ledger::Ledger;
use crate::limits::limit;

/// Share of the shorter text, per cent, from which two reports are one text.
const COPY_PERCENT: usize = 55;
/// Share of the shorter paragraph, per cent, from which a paragraph is taken over.
const PARAGRAPH_PERCENT: usize = 70;
/// Runs that a paragraph must have to be compared on its own: about three lines.
const PARAGRAPH_RUNS_MIN: usize = 12;
/// Days between two reports beyond which one is no reprint of the other.
const DAYS_MAX: i32 = 14;
/// Reports that share a run beyond which it is a stock phrase.
pub(crate) const COMMON_MAX: usize = limit(200, 5);
/// Texts behind one, in the order of days, that it is compared with for each run they share.
pub(crate) const NEIGHBOURS: usize = limit(24, 2);
/// Texts behind one, those that share most with it, that it is compared with: paragraphs that everybody has in another
/// order would else have each text compared with a hundred.
const COMPARED_MAX: usize = limit(48, 3);
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

/// A report's text as it is compared.
pub(crate) struct Text<'a> {
    header: &'a Header,
    pub(crate) day: Option<i32>,
    pub(crate) runs: Vec<u32>,
}

/// Finds the copies among a ledger's reports.
pub(crate) fn find(ledger: &Ledger) -> Copies {
    let texts: Vec<Text<'_>> = ledger.headers().map(text).collect();
    let mut components = Components::new(texts.len());
    let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
    let mut links = Vec::new();
    let mut taken = Vec::new();
    let index = Index::new(&texts);
    let mut shared = vec![0; texts.len()];
    let mut sieve = Sieve::default();
    for (a, text) in texts.iter().enumerate() {
        let later = index.later(a, &mut shared);
        if later.is_empty() {
            continue;
        }
        sieve.mark(&text.runs);
        for b in later {
            let found = compared(text, &texts[b], &sieve);
            if let Some(percent) = found.percent {
                components.join(a, b);
                links.push((a, percent));
            }
            let (a, b) = (text.header.id, texts[b].header.id);
            taken.extend(found.taken.into_iter().map(|(ours, theirs)| ((a, ours), (b, theirs))));
        }
    }
    for (a, percent) in links {
        let least = shares.entry(components.root(a)).or_insert(100);
        *least = percent.min(*least);
    }
    let of = |set: &Vec<usize>| {
        let percent = shares.get(&set[0]).copied().unwrap_or(100);
        origin(set.iter().map(|at| texts[*at].header), percent)
    };
    let origins: Vec<Origin> = components.sets().iter().filter(|set| set.len() > 1).map(of).collect();
    Copies { first_of: first_of(&origins), paragraphs: paragraph_groups(&taken), origins }
}

/// What two texts have in common.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct InCommon {
    /// Share of the shorter text, per cent, where they are one text.
    pub(crate) percent: Option<usize>,
    /// Paragraphs of the first and of the second that are one.
    pub(crate) taken: Vec<(u32, u32)>,
}

/// Compares two texts. The sieve has the runs of the first.
pub(crate) fn compared(a: &Text<'_>, b: &Text<'_>, sieve: &Sieve) -> InCommon {
    if !matters(sieve.n_shared_max(&b.runs), a, b) {
        return InCommon::default();
    }
    let n_shared = n_shared(&a.runs, &b.runs);
    let percent = percent_of(n_shared, &a.runs, &b.runs);
    let may_share = may_share_paragraph(n_shared);
    InCommon {
        percent: (percent >= COPY_PERCENT).then_some(percent),
        taken: if may_share { taken_over(a.header, b.header, sieve) } else { Vec::new() },
    }
}

fn may_share_paragraph(n_shared: usize) -> bool {
    n_shared * 100 >= PARAGRAPH_RUNS_MIN * PARAGRAPH_PERCENT
}

/// Says whether two texts that share so many runs may share a text or a paragraph.
fn matters(n_shared: usize, a: &Text<'_>, b: &Text<'_>) -> bool {
    may_share_paragraph(n_shared) || percent_of(n_shared, &a.runs, &b.runs) >= COPY_PERCENT
}

/// One bit for each run of a text, by its last digits: tells soon that another text shares only a few.
pub(crate) struct Sieve {
    bits: Vec<u64>,
    marked: Vec<u32>,
}

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve { bits: vec![0; 1 << (Sieve::DIGITS - 6)], marked: Vec::new() }
    }
}

impl Sieve {
    /// 16,384 bits, which stay in the first cache.
    const DIGITS: u32 = 14;

    fn place(run: u32) -> (usize, u32) {
        let digits = run & ((1 << Sieve::DIGITS) - 1);
        ((digits >> 6) as usize, digits & 63)
    }

    /// Marks the runs of a text, and no others.
    pub(crate) fn mark(&mut self, runs: &[u32]) {
        for run in self.marked.drain(..) {
            self.bits[Sieve::place(run).0] = 0;
        }
        for run in runs {
            let (word, bit) = Sieve::place(*run);
            self.bits[word] |= 1 << bit;
        }
        self.marked.extend_from_slice(runs);
    }

    /// Returns how many of these runs the text can have at most.
    fn n_shared_max(&self, runs: &[u32]) -> usize {
        let is_marked = |run: &u32| {
            let (word, bit) = Sieve::place(*run);
            (self.bits[word] >> bit & 1) as usize
        };
        runs.iter().map(is_marked).sum()
    }
}

/// Returns the smallest report of the origin of each report that has one.
pub(crate) fn first_of(origins: &[Origin]) -> BTreeMap<ReportId, ReportId> {
    origins.iter().flat_map(|origin| origin.reports.iter().map(|id| (*id, origin.reports[0]))).collect()
}

/// Reduces a report to what is compared.
pub(crate) fn text(header: &Header) -> Text<'_> {
    let mut runs: Vec<u32> =
        header.paragraphs.iter().flat_map(|print| print.shingles.iter().copied()).collect();
    runs.sort_unstable();
    runs.dedup();
    Text { header, day: header.day().map(number), runs }
}

impl Text<'_> {
    /// Returns the runs by which copies are found: a tenth of them, of a short text all.
    pub(crate) fn sampled(&self) -> impl Iterator<Item = u32> {
        let is_short = self.runs.len() < 100;
        self.runs.iter().copied().filter(move |run| is_short || run % SAMPLE == 0)
    }
}

/// Which texts have which sampled runs, without the runs of stock phrases.
struct Index {
    /// By run, then day, then text.
    places: Vec<Place>,
    /// For each text, where in that list it stands: `of_text[starts[at]..starts[at + 1]]`.
    of_text: Vec<u32>,
    starts: Vec<usize>,
}

/// A run, the day of a text that has it (`None` first), the text.
type Place = (u32, Option<i32>, u32);

impl Index {
    fn new(texts: &[Text<'_>]) -> Index {
        let mut places: Vec<Place> = Vec::new();
        for (at, text) in (0..).zip(texts) {
            places.extend(text.sampled().map(|run| (run, text.day, at)));
        }
        places.sort_unstable();
        let mut kept = 0;
        let mut first = 0;
        while first < places.len() {
            let n_same = places[first..].iter().take_while(|place| place.0 == places[first].0).count();
            if (2..=COMMON_MAX).contains(&n_same) {
                places.copy_within(first..first + n_same, kept);
                kept += n_same;
            }
            first += n_same;
        }
        places.truncate(kept);
        let mut starts = vec![0; texts.len() + 1];
        places.iter().for_each(|place| starts[place.2 as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut next = starts.clone();
        let mut of_text = vec![0; places.len()];
        for (number, place) in (0..).zip(&places) {
            let slot = &mut next[place.2 as usize];
            of_text[*slot] = number;
            *slot += 1;
        }
        Index { places, of_text, starts }
    }

    /// Returns the texts that share a sampled run with a text, near in time and behind it in the order of days, each
    /// once, ascending: of each run the nearest ones, so that a text reprinted many times is a chain and not a square.
    ///
    /// `shared` counts for each text the runs; it is all zeros before and after.
    fn later(&self, at: usize, shared: &mut [u32]) -> Vec<usize> {
        let mut found: Vec<(Option<i32>, usize)> = Vec::new();
        for number in &self.of_text[self.starts[at]..self.starts[at + 1]] {
            let (here, behind) = (self.places[*number as usize], &self.places[*number as usize + 1..]);
            let reach = if here.1.is_some() { NEIGHBOURS } else { COMMON_MAX };
            let group = behind.iter().take(reach).take_while(|place| place.0 == here.0);
            for (_, day, other) in group.filter(|place| near_in_time(here.1, place.1)) {
                if shared[*other as usize] == 0 {
                    found.push((*day, *other as usize));
                }
                shared[*other as usize] += 1;
            }
        }
        let counted = found.iter().map(|(day, other)| ((*day, *other), std::mem::take(&mut shared[*other])));
        let mut found: Vec<usize> = closest(counted.collect()).into_iter().map(|(_, other)| other).collect();
        found.sort_unstable();
        found
    }
}

/// Returns those of some texts that share most sampled runs with one, given how many; of those that share as many the first
/// in the order of days.
pub(crate) fn closest<T: Ord>(mut counted: Vec<(T, u32)>) -> Vec<T> {
    if counted.len() > COMPARED_MAX {
        counted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counted.truncate(COMPARED_MAX);
    }
    counted.into_iter().map(|(text, _)| text).collect()
}

/// Reports without a day are near to all.
pub(crate) fn near_in_time(a: Option<i32>, b: Option<i32>) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a - b).abs() <= DAYS_MAX)
}

fn shared_percent(a: &[u32], b: &[u32]) -> usize {
    percent_of(n_shared(a, b), a, b)
}

/// Per cent of the shorter list.
fn percent_of(n_shared: usize, a: &[u32], b: &[u32]) -> usize {
    n_shared * 100 / a.len().min(b.len()).max(1)
}

/// Counts what two ascending lists share. Written without branches, which no processor would foresee.
fn n_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        n += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n
}

/// A paragraph of a report.
pub(crate) type Paragraph = (ReportId, u32);

/// Pairs paragraphs that share most of their runs. The sieve has those of `a`.
fn taken_over(a: &Header, b: &Header, sieve: &Sieve) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let long = |print: &&ParagraphPrint| print.shingles.len() >= PARAGRAPH_RUNS_MIN;
    for theirs in b.paragraphs.iter().filter(long) {
        let n_shared_max = sieve.n_shared_max(&theirs.shingles);
        let may_share = |ours: &&ParagraphPrint| {
            percent_of(n_shared_max, &ours.shingles, &theirs.shingles) >= PARAGRAPH_PERCENT
        };
        for ours in a.paragraphs.iter().filter(long).filter(may_share) {
            if shared_percent(&ours.shingles, &theirs.shingles) >= PARAGRAPH_PERCENT {
                pairs.push((ours.paragraph, theirs.paragraph));
            }
        }
    }
    pairs
}

/// Groups paragraphs that are one: to each the first of its group.
pub(crate) fn paragraph_groups(pairs: &[(Paragraph, Paragraph)]) -> BTreeMap<Paragraph, Paragraph> {
    let mut all: Vec<Paragraph> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    all.sort_unstable();
    all.dedup();
    let at = |paragraph: &Paragraph| all.binary_search(paragraph).unwrap_or(0);
    let mut components = Components::new(all.len());
    pairs.iter().for_each(|(a, b)| components.join(at(a), at(b)));
    (0..all.len()).map(|n| (all[n], all[components.root(n)])).collect()
}

/// Makes the origin of reports that are one text, ascending.
pub(crate) fn origin<'h>(reports: impl Iterator<Item = &'h Header>, percent: usize) -> Origin {
    let mut agencies = BTreeSet::new();
    let mut ids = Vec::new();
    for header in reports {
        ids.push(header.id);
        agencies.extend(header.agencies.iter().cloned());
    }
    Origin {
        reports: ids,
        agencies: agencies.into_iter().collect(),
        shared_percent: u8::try_from(percent).unwrap_or(100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_sieve_lets_all_through_that_is_shared(
            mut a in prop::collection::vec(0..60_000_u32, 0..200),
            mut b in prop::collection::vec(0..60_000_u32, 0..200),
            n_same in 0..50_usize,
        ) {
            a.extend_from_slice(&b[..n_same.min(b.len())]);
            for runs in [&mut a, &mut b] {
                runs.sort_unstable();
                runs.dedup();
            }
            let mut sieve = Sieve::default();
            sieve.mark(&[1, 2, 3]);
            sieve.mark(&a);
            prop_assert!(sieve.n_shared_max(&b) >= n_shared(&a, &b));
            prop_assert_eq!(sieve.n_shared_max(&a), a.len());
            sieve.mark(&[]);
            prop_assert_eq!(sieve.n_shared_max(&a), 0);
        }
    }
}
