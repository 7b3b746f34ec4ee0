//! Which reports belong together: components of reports that share what they tell, in time.
//!
//! Grouping as reports come in would depend on the order of arrival; here a story is a connected component of a
//! fixed relation between reports, so any order and any split of the same reports gives the same stories. Two
//! reports are linked when the entries they share weigh enough: a step or clause of one pact or a dated happening
//! weighs 2, anything else 1, and that both are mostly about the same two sides 1 more; 2 is enough. A pact links
//! reports that lie up to [`PACT_DAYS`] apart, anything else up to [`NEAR_DAYS`]. Reports mostly about the same two
//! sides are also linked where both speak of a pact within [`MENTION_DAYS`], share most of their words within
//! [`TOPIC_DAYS`], or some of their names within [`NAMES_DAYS`] and more of them within [`MENTION_DAYS`], though no one
//! entry; any two, where they share most of the names that they use within [`NAMES_DAYS`]. Reports mostly about other sides must share a good part of what they tell, not one act in passing.
//!
//! In a large ledger such links chain: A with B, B with C, until nearly all reports are one story. So the strongest
//! links are followed first, and no story grows beyond [`REPORTS_MAX`] reports: what is tied least falls apart.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, Date, Holder, ReportId, StoryId};

use crate::account::{Story, Voice};
use crate::blocks::{hash, number};
use crate::components::Components;
use crate::family::Family;
use crate::ledger::{Ledger, Line};
use crate::limits::limit;

/// Days between two reports of one pact's life.
pub(crate) const PACT_DAYS: i32 = 200;
/// Days between two reports of one happening.
pub(crate) const NEAR_DAYS: i32 = 21;
/// Days between two reports that speak of a pact of the same two sides.
pub(crate) const MENTION_DAYS: i32 = 60;
/// Days between two reports of the same sides in the same words.
pub(crate) const TOPIC_DAYS: i32 = 3;
/// Days between two reports that use the same names.
pub(crate) const NAMES_DAYS: i32 = 7;
/// Names that two reports must share, and at least half of the shorter list.
const NAMES_SHARED: usize = 6;
/// Names that two reports about the same two sides must share, near in time and farther apart.
const PAIR_NAMES_SHARED: [usize; 2] = [5, 7];
/// Words that stand for what a report is about.
const TOPIC_WORDS: usize = 16;
/// Reports of one entry up to which all pairs are looked at; beyond it only neighbours in time.
pub(crate) const ALL_PAIRS_MAX: usize = limit(24, 4);
/// Neighbours in time that are looked at beyond that.
pub(crate) const NEIGHBOURS: usize = limit(6, 2);
/// Weight from which two reports are linked.
const LINKED: u32 = 2;
/// Reports mostly about other sides must share one part in so many of what the shorter one tells.
const PART_SHARED: u32 = 4;
/// Reports of one story.
pub(crate) const REPORTS_MAX: usize = limit(300, 6);

/// Two reports that belong together: how strongly, how many days apart, which. Ordered strongest first.
type Link = (std::cmp::Reverse<u32>, u32, usize, usize);

/// Groups the reports of a ledger: stories by id.
pub(crate) fn group(ledger: &Ledger, groups: &[Vec<ClaimId>]) -> Vec<Story> {
    let reports: Vec<ReportId> = ledger.headers().map(|header| header.id).collect();
    let days: Vec<Option<i32>> = ledger.headers().map(|header| header.day().map(number)).collect();
    let pairs_told = main_pairs(ledger);
    let apart = |a: usize, b: usize| days[a].zip(days[b]).map_or(u32::MAX, |(a, b)| a.abs_diff(b));
    let link =
        |strength: u32, a: usize, b: usize| (std::cmp::Reverse(strength), apart(a, b), a.min(b), a.max(b));
    let mut links: Vec<Link> = Vec::new();
    let told = told(ledger, groups, &reports, &days);
    for ((a, b), weight) in told.shared {
        let pairs_of = |at: usize| pairs_told.get(&reports[at]).map_or(&[][..], Vec::as_slice);
        let same_pair = share_pair(pairs_of(a), pairs_of(b));
        links.extend(tie(weight, same_pair, (told.whole[a], told.whole[b])).map(|tie| link(tie, a, b)));
    }
    let like = like_reports(ledger, &pairs_told, &reports, &days);
    links.extend(like.into_iter().chain(same_names(ledger, &days)).map(|(a, b)| link(0, a, b)));
    let sets = bounded(reports.len(), links);
    sets.into_iter().map(|set| story(ledger, set.into_iter().map(|at| reports[at]).collect())).collect()
}

/// How strongly two reports belong together that share so much of what they tell; `None` where they do not.
pub(crate) fn tie(shared: u32, same_pair: bool, (whole_a, whole_b): (u32, u32)) -> Option<u32> {
    let is_much = same_pair || PART_SHARED * shared >= whole_a.min(whole_b);
    let strength = shared + u32::from(same_pair);
    (is_much && strength >= LINKED).then_some(strength)
}

/// Joins what is linked, the strongest links first, so that no set grows beyond [`REPORTS_MAX`].
fn bounded(n_reports: usize, mut links: Vec<Link>) -> Vec<Vec<usize>> {
    links.sort_unstable();
    let mut components = Components::new(n_reports);
    let mut sizes = vec![1; n_reports];
    for (_, _, a, b) in links {
        let (a, b) = (components.root(a), components.root(b));
        let size = sizes[a] + sizes[b];
        if a != b && size <= REPORTS_MAX {
            components.join(a, b);
            sizes[a.min(b)] = size;
        }
    }
    components.sets()
}

/// How much reports tell, and pairs of them tell together.
struct ToldTogether {
    /// For each report, the weights of all that it tells.
    whole: Vec<u32>,
    /// For each two reports, the weights of what both tell.
    shared: BTreeMap<(usize, usize), u32>,
}

fn told(
    ledger: &Ledger,
    groups: &[Vec<ClaimId>],
    reports: &[ReportId],
    days: &[Option<i32>],
) -> ToldTogether {
    let mut told = ToldTogether { whole: vec![0; reports.len()], shared: BTreeMap::new() };
    for group in groups {
        let lines: Vec<&Line> = group.iter().filter_map(|id| ledger.line(*id)).collect();
        let mut told_by: Vec<usize> =
            lines.iter().filter_map(|line| reports.binary_search(&line.claim.quote.report).ok()).collect();
        told_by.sort_unstable();
        told_by.dedup();
        told_by.sort_by_key(|at| (days[*at], *at));
        let (weight, window) = strength(lines.iter().fold(0, |bits, line| bits | traits(line)));
        told_by.iter().for_each(|at| told.whole[*at] += weight);
        for (a, b) in neighbours(&told_by) {
            if near(days[a], days[b], window) {
                *told.shared.entry((a.min(b), a.max(b))).or_default() += weight;
            }
        }
    }
    told
}

/// Words for a pact, in case no claim names it.
const PACT_WORDS: &[&str] =
    &["accord", "agreement", "armistice", "ceasefire", "pact", "protocol", "treaty", "truce"];

/// What a report is about, besides its sides.
#[derive(Default)]
pub(crate) struct Topic<'a> {
    pub(crate) names_pact: bool,
    /// Sorted.
    pub(crate) words: Vec<&'a str>,
}

/// Pairs of reports that are about the same two sides and, near in time, about a pact or in the same words.
fn like_reports(
    ledger: &Ledger,
    pairs_told: &BTreeMap<ReportId, Vec<Pair>>,
    reports: &[ReportId],
    days: &[Option<i32>],
) -> Vec<(usize, usize)> {
    let topics: BTreeMap<ReportId, (bool, Vec<u64>)> =
        topics(ledger).into_iter().map(|(id, topic)| (id, (topic.names_pact, hashes(topic.words)))).collect();
    let mut by_pair: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
    for (report, pairs) in pairs_told {
        for pair in pairs {
            by_pair.entry(*pair).or_default().extend(reports.binary_search(report));
        }
    }
    let none = (false, Vec::new());
    let topic = |at: usize| topics.get(&reports[at]).unwrap_or(&none);
    let names: Vec<Vec<u64>> = ledger.headers().map(|header| hashes(&header.names)).collect();
    let mut like = Vec::new();
    for mut told_by in by_pair.into_values() {
        told_by.sort_by_key(|at| (days[*at], *at));
        let naming: Vec<usize> = told_by.iter().copied().filter(|at| topic(*at).0).collect();
        like.extend(neighbours(&naming).into_iter().filter(|(a, b)| near(days[*a], days[*b], MENTION_DAYS)));
        let gist = |at: usize| Gist { day: days[at], words: &topic(at).1, names: &names[at] };
        let close = |(a, b): &(usize, usize)| are_of_one_matter(&gist(*a), &gist(*b));
        like.extend(neighbours(&told_by).into_iter().filter(close));
    }
    like
}

/// Pairs of reports that use the same names within days. Each report is compared with its neighbours in time among
/// those that share a name with it.
fn same_names(ledger: &Ledger, days: &[Option<i32>]) -> Vec<(usize, usize)> {
    let names: Vec<Vec<u64>> = ledger.headers().map(|header| hashes(&header.names)).collect();
    let mut by_name: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, names) in names.iter().enumerate() {
        names.iter().for_each(|name| by_name.entry(*name).or_default().push(at));
    }
    let mut pairs = Vec::new();
    for mut told_by in by_name.into_values() {
        told_by.sort_by_key(|at| (days[*at], *at));
        let ordered = neighbours(&told_by).into_iter().map(|(a, b)| (a.min(b), a.max(b)));
        pairs.extend(ordered.filter(|(a, b)| near(days[*a], days[*b], NAMES_DAYS)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().filter(|(a, b)| share_names(&names[*a], &names[*b])).collect()
}

/// Words or names as they are compared: hashed, since each is compared with hundreds, and sorted.
pub(crate) fn hashes<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Vec<u64> {
    let mut hashes: Vec<u64> = words.into_iter().map(|word| hash(word.as_ref())).collect();
    hashes.sort_unstable();
    hashes
}

/// Half of the shorter list, and [`NAMES_SHARED`] names at least.
pub(crate) fn share_names(a: &[u64], b: &[u64]) -> bool {
    let shared = n_shared(a, b);
    shared >= NAMES_SHARED && 2 * shared >= a.len().min(b.len())
}

/// Counts what two sorted lists have in common.
fn n_shared(mut a: &[u64], mut b: &[u64]) -> usize {
    let mut n = 0;
    while let (Some((first, rest)), Some((other, others))) = (a.split_first(), b.split_first()) {
        n += usize::from(first == other);
        let (skips_a, skips_b) = (first <= other, other <= first);
        a = if skips_a { rest } else { a };
        b = if skips_b { others } else { b };
    }
    n
}

/// What of a report shows that it tells of the same matter as another one about the same two sides.
pub(crate) struct Gist<'a> {
    /// The day it appeared, as a number.
    pub(crate) day: Option<i32>,
    /// What it is about: see [`hashes`].
    pub(crate) words: &'a [u64],
    /// Who and what it names: see [`hashes`].
    pub(crate) names: &'a [u64],
}

/// Says whether two reports about the same two sides share enough words or names for the time that lies between them.
pub(crate) fn are_of_one_matter(a: &Gist<'_>, b: &Gist<'_>) -> bool {
    let is_within = |window| near(a.day, b.day, window);
    let [few, many] = PAIR_NAMES_SHARED;
    let shared = n_shared(a.names, b.names);
    (is_within(TOPIC_DAYS) && share_words(a.words, b.words))
        || (shared >= few && is_within(NAMES_DAYS))
        || (shared >= many && is_within(MENTION_DAYS))
}

fn topics(ledger: &Ledger) -> BTreeMap<ReportId, Topic<'_>> {
    lines_of(ledger).into_iter().map(|(report, lines)| (report, topic(&lines))).collect()
}

fn lines_of(ledger: &Ledger) -> BTreeMap<ReportId, Vec<&Line>> {
    let mut lines_of: BTreeMap<ReportId, Vec<&Line>> = BTreeMap::new();
    for line in ledger.lines() {
        lines_of.entry(line.claim.quote.report).or_default().push(line);
    }
    lines_of
}

/// Returns what a report with these claims is about.
pub(crate) fn topic<'a>(lines: &[&'a Line]) -> Topic<'a> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in lines.iter().flat_map(|line| &line.print.words) {
        *counts.entry(word).or_default() += 1;
    }
    let says_pact = PACT_WORDS.iter().any(|word| counts.contains_key(word));
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut words: Vec<&str> = words.into_iter().take(TOPIC_WORDS).map(|(word, _)| word).collect();
    words.sort_unstable();
    Topic { names_pact: says_pact || lines.iter().any(|line| line.print.pact.is_some()), words }
}

/// Half of the shorter list, and four words at least.
pub(crate) fn share_words(a: &[u64], b: &[u64]) -> bool {
    let shared = n_shared(a, b);
    shared >= 4 && 2 * shared >= a.len().min(b.len())
}

pub(crate) fn near(a: Option<i32>, b: Option<i32>, window: i32) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a - b).abs() <= window)
}

const IS_PACT: u8 = 1;
const HAS_PAIR: u8 = 2;
const IS_DATED: u8 = 4;

/// What of a claim decides how much it ties reports together, as bits.
pub(crate) fn traits(line: &Line) -> u8 {
    let claim = &line.claim;
    let is_pact = matches!(Family::of(claim), Family::Pact(_) | Family::Clause(_));
    let has_pair = claim.actors.len() + claim.recipients.len() >= 2;
    let is_dated = crate::account::Days::of(&claim.happened).is_told();
    let traits = [(is_pact, IS_PACT), (has_pair, HAS_PAIR), (is_dated, IS_DATED)];
    traits.into_iter().filter(|(holds, _)| *holds).fold(0, |bits, (_, bit)| bits | bit)
}

/// How much it ties two reports together that both tell claims with these traits, and over how many days.
pub(crate) fn strength(traits: u8) -> (u32, i32) {
    let has = |wanted| traits & wanted == wanted;
    match (has(IS_PACT | HAS_PAIR), has(IS_DATED | HAS_PAIR)) {
        (true, _) => (2, PACT_DAYS),
        (false, true) => (2, NEAR_DAYS),
        (false, false) => (1, NEAR_DAYS),
    }
}

/// Pairs of reports that tell one entry, given in order of time.
fn neighbours(told_by: &[usize]) -> Vec<(usize, usize)> {
    let reach = if told_by.len() <= ALL_PAIRS_MAX { told_by.len() } else { NEIGHBOURS };
    let later = |at: usize| told_by.iter().skip(at + 1).take(reach);
    (0..told_by.len()).flat_map(|at| later(at).map(move |other| (told_by[at], *other))).collect()
}

/// Two sides, the smaller first.
pub(crate) type Pair = (ActorCode, ActorCode);

/// The main pairs of each report that has any.
fn main_pairs(ledger: &Ledger) -> BTreeMap<ReportId, Vec<Pair>> {
    let of = |(report, lines): (ReportId, Vec<&Line>)| (report, main_pairs_of(&lines));
    lines_of(ledger).into_iter().map(of).filter(|(_, pairs)| !pairs.is_empty()).collect()
}

/// The two sides that the claims of a report name together most often; of several pairs named alike the first, and the one
/// whose sides the claims name most.
pub(crate) fn main_pairs_of(lines: &[&Line]) -> Vec<Pair> {
    let mut counts: BTreeMap<Pair, usize> = BTreeMap::new();
    let mut sides: BTreeMap<ActorCode, usize> = BTreeMap::new();
    for line in lines {
        pairs(line).into_iter().for_each(|pair| *counts.entry(pair).or_default() += 1);
        let codes: BTreeSet<ActorCode> = codes(line).collect();
        codes.into_iter().for_each(|code| *sides.entry(code).or_default() += 1);
    }
    let n_most = counts.values().copied().max().unwrap_or(0);
    let alike = || counts.iter().filter(|(_, n)| **n == n_most).map(|(pair, _)| *pair);
    let n_of = |code: ActorCode| sides.get(&code).copied().unwrap_or(0);
    let heaviest = alike().max_by_key(|(a, b)| (n_of(*a) + n_of(*b), std::cmp::Reverse((*a, *b))));
    let mut most: Vec<Pair> = alike().next().into_iter().chain(heaviest).collect();
    most.dedup();
    most
}

pub(crate) fn share_pair(a: &[Pair], b: &[Pair]) -> bool {
    a.iter().any(|pair| b.contains(pair))
}

fn pairs(line: &Line) -> Vec<Pair> {
    let codes: BTreeSet<ActorCode> = codes(line).collect();
    let codes: Vec<ActorCode> = codes.into_iter().collect();
    codes.iter().enumerate().flat_map(|(at, a)| codes[at + 1..].iter().map(|b| (*a, *b))).take(15).collect()
}

fn codes(line: &Line) -> impl Iterator<Item = ActorCode> + '_ {
    line.claim.actors.iter().chain(&line.claim.recipients).filter_map(|participant| participant.code)
}

/// The smallest id among the reports.
pub(crate) fn id_of(reports: &[ReportId]) -> StoryId {
    reports.iter().min().map_or(StoryId::from_hash([0; 8]), |id| StoryId::from_hash(id.to_bytes()))
}

pub(crate) fn story(ledger: &Ledger, mut reports: Vec<ReportId>) -> Story {
    let day = |id: &ReportId| ledger.header(*id).and_then(|header| header.day());
    let id = id_of(&reports);
    reports.sort_by_key(|id| (day(id).is_none(), day(id), *id));
    let voices: BTreeSet<Voice> = reports.iter().filter_map(|id| ledger.header(*id)).map(Voice::of).collect();
    let days: Vec<Date> = reports.iter().filter_map(day).collect();
    let (from, to) = (days.first().copied(), days.last().copied());
    Story {
        id,
        reports,
        voices: voices.into_iter().collect(),
        entries: Vec::new(),
        from,
        to,
        states: Vec::new(),
    }
}

/// Fills in which states each story is most about.
pub(crate) fn fill_in_states(ledger: &Ledger, stories: &mut BTreeMap<StoryId, Story>) {
    let story_of = story_of(stories.values());
    let mut told: BTreeMap<StoryId, BTreeMap<ActorCode, usize>> = BTreeMap::new();
    for line in ledger.lines() {
        let Some(story) = story_of.get(&line.claim.quote.report) else { continue };
        let counts = told.entry(*story).or_default();
        named(line).for_each(|code| *counts.entry(code).or_default() += 1);
    }
    for story in stories.values_mut() {
        story.states = most_named(told.remove(&story.id).unwrap_or_default());
    }
}

/// Returns the states that a claim names, as sides or as holders of a view.
pub(crate) fn named(line: &Line) -> impl Iterator<Item = ActorCode> {
    let holders = line.claim.factuality.iter().filter_map(|view| match view.holder {
        Holder::Actor(code) => Some(code),
        Holder::Author => None,
    });
    codes(line).chain(holders)
}

/// Returns the states named most often, six at most.
pub(crate) fn most_named(counts: BTreeMap<ActorCode, usize>) -> Vec<ActorCode> {
    let mut states: Vec<(ActorCode, usize)> = counts.into_iter().collect();
    states.sort_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
    states.into_iter().take(6).map(|(code, _)| code).collect()
}

/// Returns the story of each report.
pub(crate) fn story_of<'a>(stories: impl IntoIterator<Item = &'a Story>) -> BTreeMap<ReportId, StoryId> {
    let members = |story: &Story| story.reports.iter().map(|report| (*report, story.id)).collect::<Vec<_>>();
    stories.into_iter().flat_map(members).collect()
}
