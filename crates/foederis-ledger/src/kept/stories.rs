//! Which reports are one story, as reports are added: [`crate::stories`], decided anew only where links changed.
//!
//! A report's links rest on its neighbours in the lists it stands in: those who tell one entry, those about the same two
//! sides, those who use a name. Stories are then joined link by link, the strongest first, which rests on all links; but
//! a story that no link of a changed one could have joined while it grew went the same way before. So the changed ones
//! are joined anew together with those that they could have joined, until there are no more of these.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, Date, EntryId, Header, ReportId, StoryId};

use super::rows::{Row, written};
use super::{Kept, KeptError};
use crate::blocks::number;
use crate::components::Components;
use crate::ledger::Line;
use crate::stories::{
    ALL_PAIRS_MAX, Gist, MENTION_DAYS, NAMES_DAYS, NEIGHBOURS, Pair, REPORTS_MAX, are_of_one_matter, hashes,
    main_pairs_of, named, near, share_names, share_pair, strength, tie, topic,
};

/// What grouping knows of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Card {
    /// Year, month, day.
    pub(crate) published: Option<(i16, u8, u8)>,
    /// The number of that day.
    day: Option<i32>,
    pairs: Vec<Pair>,
    names_pact: bool,
    /// As in [`crate::stories::Gist`].
    words: Vec<u64>,
    names: Vec<u64>,
    /// The weights of all that it tells.
    whole: u32,
    /// Its story.
    pub(crate) story: Option<StoryId>,
    /// Its claims, ascending.
    pub(crate) claims: Vec<ClaimId>,
    /// How often its claims name each state.
    pub(crate) named: Vec<(ActorCode, u32)>,
}

impl Card {
    fn gist(&self) -> Gist<'_> {
        Gist { day: self.day, words: &self.words, names: &self.names }
    }
}

written!(Card { published, day, pairs, names_pact, words, names, whole, story, claims, named });

impl Row for Card {
    const SPACE: u8 = 4;
    type Key = ReportId;
}

impl Card {
    /// Returns the publication day.
    pub(crate) fn published(&self) -> Option<Date> {
        let (year, month, day) = self.published?;
        Date::new(year, month.cast_signed(), day.cast_signed()).ok()
    }
}

/// Reports in the order of their days, those without a day first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct InTime {
    reports: Vec<Dated>,
}
written!(InTime { reports });

impl Row for InTime {
    const SPACE: u8 = 5;
    type Key = Vec<u8>;
}

type Dated = (Option<i32>, ReportId);

/// The reports that a report is linked to, each with the strength.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Links {
    to: Vec<(ReportId, u32)>,
}
written!(Links { to });

impl Row for Links {
    const SPACE: u8 = 6;
    type Key = ReportId;
}

/// A story's reports, and the links that made it, strongest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grown {
    /// Ascending.
    pub(crate) reports: Vec<ReportId>,
    joined: Vec<(u32, u32, (ReportId, ReportId))>,
}
written!(Grown { reports, joined });

impl Row for Grown {
    const SPACE: u8 = 7;
    type Key = StoryId;
}

/// How strongly, how many days apart, which: as in [`crate::stories`], ordered strongest first.
type Link = (Reverse<u32>, u32, ReportId, ReportId);

/// What became of the stories.
#[derive(Default)]
pub(crate) struct Regrouped {
    /// Stories that have other reports than before, or are no more.
    pub(crate) stories: BTreeSet<StoryId>,
    /// Reports of another story than before, or of their first.
    pub(crate) moved: BTreeSet<ReportId>,
}

/// Writes down what grouping needs to know of a report.
pub(crate) fn add_card(kept: &mut Kept<'_>, header: &Header, lines: &[&Line]) -> Result<(), KeptError> {
    let about = topic(lines);
    let mut counts: BTreeMap<ActorCode, u32> = BTreeMap::new();
    lines.iter().flat_map(|line| named(line)).for_each(|code| *counts.entry(code).or_default() += 1);
    let card = Card {
        published: header.day().map(|day| (day.year(), day.month().unsigned_abs(), day.day().unsigned_abs())),
        day: header.day().map(number),
        pairs: main_pairs_of(lines),
        names_pact: about.names_pact,
        words: hashes(about.words),
        names: hashes(&header.names),
        // Of a report that is read again they stand until they are decided anew.
        whole: kept.card(header.id)?.whole,
        story: kept.card(header.id)?.story,
        claims: lines.iter().map(|line| line.claim.id).collect(),
        named: counts.into_iter().collect(),
    };
    *kept.change_card(header.id)? = card;
    Ok(())
}

/// Groups reports anew after reports were added and entries changed.
pub(crate) fn add(
    kept: &mut Kept<'_>,
    new: &[ReportId],
    entries: &BTreeSet<EntryId>,
) -> Result<Regrouped, KeptError> {
    let mut affected: BTreeSet<ReportId> = new.iter().chain(&kept.taken.affected).copied().collect();
    for report in new {
        add_to_lists(kept, *report, &mut affected)?;
    }
    weigh(kept, entries, &mut affected)?;
    let mut changed: BTreeSet<ReportId> = new.iter().copied().collect();
    for report in affected {
        relink(kept, report, &mut changed)?;
    }
    regroup(kept, changed)
}

fn pair_key((a, b): &Pair, kind: &str) -> Vec<u8> {
    format!("{kind} {a} {b}").into_bytes()
}

fn name_key(name: u64) -> Vec<u8> {
    [b"name ".as_slice(), &name.to_be_bytes()].concat()
}

/// The lists that a report stands in, each with the days that linked reports may lie apart.
fn lists(card: &Card) -> Vec<Vec<u8>> {
    let mut lists: Vec<Vec<u8>> = card.names.iter().map(|name| name_key(*name)).collect();
    lists.extend(card.pairs.iter().map(|pair| pair_key(pair, "pair")));
    lists.extend(card.pairs.iter().filter(|_| card.names_pact).map(|pair| pair_key(pair, "pact")));
    lists
}

fn add_to_lists(
    kept: &mut Kept<'_>,
    report: ReportId,
    affected: &mut BTreeSet<ReportId>,
) -> Result<(), KeptError> {
    let card = kept.card(report)?.clone();
    for key in lists(&card) {
        let reports = &mut kept.change_list(&key)?.reports;
        let at = reports.partition_point(|other| *other < (card.day, report));
        reports.insert(at, (card.day, report));
        affected.extend(drawn_in(reports, at, window(&key)));
    }
    Ok(())
}

/// Takes a report out of the lists that it stands in; returns the reports that may have other neighbours then.
pub(crate) fn take_out(kept: &mut Kept<'_>, report: ReportId) -> Result<BTreeSet<ReportId>, KeptError> {
    let card = kept.card(report)?.clone();
    let mut affected = BTreeSet::new();
    for key in lists(&card) {
        // One that is new stands in none yet.
        if let Ok(at) = kept.list(&key)?.reports.binary_search(&(card.day, report)) {
            let reports = &mut kept.change_list(&key)?.reports;
            affected.extend(drawn_in(reports, at, window(&key)));
            reports.remove(at);
        }
    }
    Ok(affected)
}

/// The days that linked reports of a list may lie apart.
fn window(key: &[u8]) -> i32 {
    if key.starts_with(b"name ") { NAMES_DAYS } else { MENTION_DAYS }
}

/// The reports of a list that have other neighbours in their time with one in it than without.
fn drawn_in(reports: &[Dated], at: usize, window: i32) -> impl Iterator<Item = ReportId> {
    let (range, window) = match reports.len() {
        // All are neighbours, as they were; the new one's links are the only new ones.
        n if n <= ALL_PAIRS_MAX => (at..at + 1, Some(window)),
        n if n == ALL_PAIRS_MAX + 1 => (0..n, None),
        // Whom one far off moves out of reach is farther off still.
        n => (at.saturating_sub(NEIGHBOURS)..n.min(at + NEIGHBOURS + 1), Some(window)),
    };
    let day = reports[at].0;
    let is_near = move |other: &&Dated| window.is_none_or(|window| near(day, other.0, window));
    reports[range].iter().filter(is_near).map(|(_, report)| *report)
}

/// Weighs the entries that changed, and the reports that tell them.
fn weigh(
    kept: &mut Kept<'_>,
    entries: &BTreeSet<EntryId>,
    affected: &mut BTreeSet<ReportId>,
) -> Result<(), KeptError> {
    let mut telling = BTreeSet::new();
    for id in entries {
        let entry = kept.entry(*id)?;
        telling.extend(entry.told_by.iter().map(|(_, report)| *report));
        let claims = entry.claims.clone();
        let mut told_by = BTreeSet::new();
        let mut traits = 0;
        let is_gone = claims.is_empty();
        for (claim, report) in claims {
            told_by.insert((kept.card(report)?.day, report));
            traits |= kept.told(claim)?.traits;
        }
        telling.extend(told_by.iter().map(|(_, report)| *report));
        let entry = kept.change_entry(*id)?;
        (entry.weight, entry.window) = if is_gone { (0, 0) } else { strength(traits) };
        entry.told_by = told_by.into_iter().collect();
    }
    for report in &telling {
        let mut whole = 0;
        for entry in kept.entries_told(*report)? {
            whole += kept.entry(entry)?.weight;
        }
        kept.change_card(*report)?.whole = whole;
    }
    affected.extend(telling);
    Ok(())
}

/// The neighbours of a report in a list, on both sides.
fn neighbours(reports: &[Dated], own: Dated) -> impl Iterator<Item = Dated> {
    let reach = if reports.len() <= ALL_PAIRS_MAX { reports.len() } else { NEIGHBOURS };
    let at = reports.partition_point(|other| *other < own);
    let range = at.saturating_sub(reach)..reports.len().min(at.saturating_add(reach + 1));
    reports[range].iter().copied().filter(move |other| *other != own)
}

/// Finds the links of a report.
fn links_of(kept: &mut Kept<'_>, report: ReportId) -> Result<BTreeMap<ReportId, u32>, KeptError> {
    let card = kept.card(report)?.clone();
    let own = (card.day, report);
    let mut links: BTreeMap<ReportId, u32> = BTreeMap::new();
    let mut compared = BTreeSet::new();
    for key in lists(&card) {
        let kind = key.first_chunk::<4>().copied().unwrap_or_default();
        let window = window(&key);
        let company: Vec<Dated> = neighbours(&kept.list(&key)?.reports, own)
            .filter(|(day, _)| near(card.day, *day, window))
            .collect();
        for (_, other) in company {
            if links.contains_key(&other) || !compared.insert((kind, other)) {
                continue;
            }
            let other_card = kept.card(other)?;
            let are_linked = match &kind {
                b"name" => share_names(&card.names, &other_card.names),
                b"pair" => are_of_one_matter(&card.gist(), &other_card.gist()),
                _ => true,
            };
            if are_linked {
                links.insert(other, 0);
            }
        }
    }
    let mut shared: BTreeMap<ReportId, u32> = BTreeMap::new();
    for id in kept.entries_told(report)? {
        let entry = kept.entry(id)?;
        for (day, other) in neighbours(&entry.told_by, own) {
            if near(card.day, day, entry.window) {
                *shared.entry(other).or_default() += entry.weight;
            }
        }
    }
    for (other, weight) in shared {
        let other_card = kept.card(other)?;
        let same_pair = share_pair(&card.pairs, &other_card.pairs);
        if let Some(tie) = tie(weight, same_pair, (card.whole, other_card.whole)) {
            links.insert(other, tie);
        }
    }
    Ok(links)
}

/// Finds the links of a report anew, and gathers the reports whose links changed.
fn relink(kept: &mut Kept<'_>, report: ReportId, changed: &mut BTreeSet<ReportId>) -> Result<(), KeptError> {
    let now = links_of(kept, report)?;
    let before: BTreeMap<ReportId, u32> = kept.links(report)?.to.iter().copied().collect();
    if now == before {
        return Ok(());
    }
    let others: BTreeSet<ReportId> = now.keys().chain(before.keys()).copied().collect();
    for other in others.into_iter().filter(|other| now.get(other) != before.get(other)) {
        let to = &mut kept.change_links(other)?.to;
        let at = to.binary_search_by_key(&report, |(id, _)| *id);
        match (at, now.get(&other)) {
            (Ok(at), Some(strength)) => to[at].1 = *strength,
            (Ok(at), None) => drop(to.remove(at)),
            (Err(at), Some(strength)) => to.insert(at, (report, *strength)),
            (Err(_), None) => {}
        }
        changed.extend([report, other]);
    }
    kept.change_links(report)?.to = now.into_iter().collect();
    Ok(())
}

/// Groups the stories of some reports anew, with all that they could have joined.
fn regroup(kept: &mut Kept<'_>, changed: BTreeSet<ReportId>) -> Result<Regrouped, KeptError> {
    let mut loose = BTreeSet::new();
    let mut stories = BTreeSet::new();
    for report in changed {
        match kept.card(report)?.story {
            Some(story) => drop(stories.insert(story)),
            None => drop(loose.insert(report)),
        }
    }
    loop {
        let mut members = loose.clone();
        for story in &stories {
            members.extend(kept.grown(*story)?.reports.iter().copied());
        }
        let (grown, drawn) = join(kept, members)?;
        if drawn.is_empty() {
            return put_in_place(kept, &stories, grown);
        }
        stories.extend(drawn);
    }
}

/// Joins reports by their links; returns the stories that they make, and those of other reports that they could have
/// joined.
fn join(
    kept: &mut Kept<'_>,
    members: BTreeSet<ReportId>,
) -> Result<(Vec<Grown>, BTreeSet<StoryId>), KeptError> {
    let members: Vec<ReportId> = members.into_iter().collect();
    let mut links: BTreeSet<Link> = BTreeSet::new();
    for report in &members {
        let day = kept.card(*report)?.day;
        for (other, strength) in kept.links(*report)?.to.clone() {
            let apart = day.zip(kept.card(other)?.day).map_or(u32::MAX, |(a, b)| a.abs_diff(b));
            links.insert((Reverse(strength), apart, (*report).min(other), (*report).max(other)));
        }
    }
    let mut components = Components::new(members.len());
    let mut sizes = vec![1; members.len()];
    let mut joined: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    let mut others: BTreeMap<StoryId, Growing> = BTreeMap::new();
    let mut drawn = BTreeSet::new();
    for link in links {
        match (members.binary_search(&link.2), members.binary_search(&link.3)) {
            (Ok(a), Ok(b)) => {
                let (a, b) = (components.root(a), components.root(b));
                let size = sizes[a] + sizes[b];
                if a != b && size <= REPORTS_MAX {
                    components.join(a, b);
                    sizes[a.min(b)] = size;
                    let mut links = joined.remove(&a.max(b)).unwrap_or_default();
                    links.push(link);
                    joined.entry(a.min(b)).or_default().append(&mut links);
                }
            }
            (Ok(here), Err(_)) | (Err(_), Ok(here)) => {
                let there = if members[here] == link.2 { link.3 } else { link.2 };
                let story = kept.card(there)?.story.ok_or(KeptError::Damaged)?;
                if let std::collections::btree_map::Entry::Vacant(slot) = others.entry(story) {
                    slot.insert(Growing::of(kept.grown(story)?));
                }
                let size = others.get_mut(&story).map_or(1, |growing| growing.size_before(&link, there));
                if sizes[components.root(here)] + size <= REPORTS_MAX {
                    drawn.insert(story);
                }
            }
            (Err(_), Err(_)) => return Err(KeptError::Damaged),
        }
    }
    let grown = components.sets().into_iter().map(|set| {
        let mut links = joined.remove(&set[0]).unwrap_or_default();
        links.sort();
        let joined = links.into_iter().map(|(Reverse(strength), apart, a, b)| (strength, apart, (a, b)));
        Grown { reports: set.into_iter().map(|at| members[at]).collect(), joined: joined.collect() }
    });
    Ok((grown.collect(), drawn))
}

/// A story of before, as it grew link by link.
struct Growing {
    reports: Vec<ReportId>,
    components: Components,
    sizes: Vec<usize>,
    joined: std::iter::Peekable<std::vec::IntoIter<Link>>,
}

impl Growing {
    fn of(grown: &Grown) -> Growing {
        let joined =
            grown.joined.iter().map(|(strength, apart, (a, b))| (Reverse(*strength), *apart, *a, *b));
        Growing {
            components: Components::new(grown.reports.len()),
            sizes: vec![1; grown.reports.len()],
            joined: joined.collect::<Vec<_>>().into_iter().peekable(),
            reports: grown.reports.clone(),
        }
    }

    /// Returns how many reports were together with one when a link's turn came. Links must come in their order.
    fn size_before(&mut self, link: &Link, report: ReportId) -> usize {
        while let Some((_, _, a, b)) = self.joined.next_if(|joined| joined < link) {
            let at = |report: ReportId| self.reports.binary_search(&report).unwrap_or(0);
            let (a, b) = (self.components.root(at(a)), self.components.root(at(b)));
            let size = self.sizes[a] + self.sizes[b];
            self.components.join(a, b);
            self.sizes[a.min(b)] = size;
        }
        let at = self.reports.binary_search(&report).unwrap_or(0);
        self.sizes[self.components.root(at)]
    }
}

/// Writes down the stories that took the place of others.
fn put_in_place(
    kept: &mut Kept<'_>,
    before: &BTreeSet<StoryId>,
    grown: Vec<Grown>,
) -> Result<Regrouped, KeptError> {
    let mut regrouped = Regrouped::default();
    let now: BTreeMap<StoryId, Grown> =
        grown.into_iter().map(|grown| (crate::stories::id_of(&grown.reports), grown)).collect();
    for story in before.iter().filter(|story| !now.contains_key(story)) {
        *kept.change_grown(*story)? = Grown::default();
        regrouped.stories.insert(*story);
    }
    for (story, grown) in now {
        if kept.grown(story)?.reports != grown.reports {
            regrouped.stories.insert(story);
        }
        for report in &grown.reports {
            if kept.card(*report)?.story != Some(story) {
                kept.change_card(*report)?.story = Some(story);
                regrouped.moved.insert(*report);
            }
        }
        if *kept.grown(story)? != grown {
            *kept.change_grown(story)? = grown;
        }
    }
    Ok(regrouped)
}
