//! Which claims are one happening, as reports are added: [`crate::entries`], decided anew only where something that a
//! decision rests on has changed.
//!
//! A claim's decision (the claim that it joins, or the later ones that are like it) rests on its neighbours in its blocks,
//! on which of them may be joined, and on how like they are. So a new claim, and one that may now be joined or no longer,
//! calls up those that have it in sight; in the order of ranks, as from scratch, since a decision rests only on ranks
//! before and on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use foederis_types::{ClaimId, EntryId, Header, ReportId};

use super::rows::{Row, RowKey, written};
use super::{Kept, KeptError};
use crate::components::Components;
use crate::entries::{self, COMPARED_MAX, Item, Key, Rank, SCANNED_MAX, likeness, looks_in};
use crate::ledger::Line;
use crate::pacts::is_of_pact;
use crate::people::Known;
use crate::stories::traits;

/// The claims that share a kind of happening and two sides, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Block {
    placed: Vec<Placed>,
    /// How many of them are new.
    n_new: usize,
}
written!(Block { placed; n_new });

impl Row for Block {
    const SPACE: u8 = 1;
    type Key = Key;
}

/// A claim in a block.
#[derive(Clone, Debug, PartialEq)]
struct Placed {
    day: i32,
    looks: u64,
    claim: ClaimId,
    report: ReportId,
    rank: Rank,
    reach: u32,
    /// Whether it joins no claim of an earlier rank, so that others may join it.
    is_core: bool,
    /// Whether it was added with the reports at hand.
    is_new: bool,
}
written!(Placed { day, looks, claim, report, rank, reach, is_core; is_new });

impl Placed {
    fn place(&self) -> entries::Place {
        (self.day, self.looks, self.claim)
    }
}

/// What was decided about a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    /// Its report; none of a claim that is not there.
    pub(crate) report: Option<ReportId>,
    /// Its entry.
    pub(crate) entry: Option<EntryId>,
    /// See [`crate::stories::traits`].
    pub(crate) traits: u8,
    /// Whether it tells anything of a pact.
    pub(crate) is_of_pact: bool,
    /// The claim it joins, or those behind it that are like it.
    joined: Vec<ClaimId>,
    /// Statements of its report that bear on it, ascending.
    pub(crate) remarks: Vec<ClaimId>,
    /// What it tells of a pact.
    pub(crate) mention: Option<Box<super::pacts::Mentioned>>,
    /// The people it names whose state other reports told.
    pub(crate) people: Vec<Known>,
}
written!(Told { report, entry, traits, is_of_pact, joined, remarks, mention, people });

impl Row for Told {
    const SPACE: u8 = 2;
    type Key = ClaimId;
}

/// What would be one entry each, had nobody put its claims apart or together; of those that somebody did.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tied {
    groups: Vec<Vec<ClaimId>>,
}
written!(Tied { groups });

impl Row for Tied {
    const SPACE: u8 = 13;
    type Key = u16;
}

/// The one row of [`Tied`].
const TIED: u16 = 0;

impl RowKey for Key {
    fn bytes(&self) -> Vec<u8> {
        let (family, a, b) = self;
        let mut key = family.name().into_bytes();
        key.push(0);
        key.extend_from_slice(&a.to_be_bytes());
        key.extend_from_slice(&b.to_be_bytes());
        key
    }
}

/// Claims to decide about, by rank.
pub(crate) type Pending = BTreeMap<Rank, BTreeSet<ClaimId>>;

/// Decides about claims, and returns the entries that changed: those that were and those that are.
pub(crate) fn decide(kept: &mut Kept<'_>, mut pending: Pending) -> Result<BTreeSet<EntryId>, KeptError> {
    let mut changed: BTreeSet<ClaimId> = pending.values().flatten().copied().collect();
    while let Some((rank, claims)) = pending.pop_first() {
        let mut homes = BTreeMap::new();
        let mut flipped = Vec::new();
        let mut flips = Flips::default();
        for claim in &claims {
            let home = home(kept, *claim)?;
            homes.insert(*claim, home);
            if set_core(kept, *claim, home.is_none())? {
                flipped.push(*claim);
                *if home.is_some() { &mut flips.n_lost } else { &mut flips.n_won } += 1;
            }
        }
        let mut same_rank = claims;
        for claim in flipped {
            let is_called = |other: &Placed| match other.rank == rank {
                true => same_rank.contains(&other.claim),
                false => pending.get(&other.rank).is_some_and(|claims| claims.contains(&other.claim)),
            };
            for (other, other_rank) in in_sight(kept, claim, flips, is_called)? {
                if other_rank == rank {
                    same_rank.insert(other);
                } else {
                    pending.entry(other_rank).or_default().insert(other);
                }
            }
        }
        for claim in same_rank {
            let home = match homes.get(&claim) {
                Some(home) => *home,
                None => home(kept, claim)?,
            };
            let joined = match home {
                Some(home) => vec![home],
                None => later(kept, claim)?,
            };
            if kept.told(claim)?.joined != joined {
                kept.change_told(claim)?.joined = joined;
                changed.insert(claim);
            }
        }
    }
    regroup(kept, changed)
}

/// Takes a claim, as it was read, out of its blocks, and calls up the claims that saw it there or will see others.
pub(crate) fn take_out(kept: &mut Kept<'_>, claim: ClaimId, pending: &mut Pending) -> Result<(), KeptError> {
    if set_core(kept, claim, false)? {
        let flips = Flips { n_lost: 1, n_won: 0 };
        for (other, rank) in in_sight(kept, claim, flips, |_| false)? {
            pending.entry(rank).or_default().insert(other);
        }
    }
    let item = kept.item(claim)?;
    for key in unique(item.keys()) {
        let placed = &kept.block(key)?.placed;
        let at = placed.binary_search_by_key(&item.place(), Placed::place).map_err(|_| KeptError::Damaged)?;
        let drawn_in: Vec<_> = lost_sight(placed, at)
            .filter(|other| looks_in(&key, other.rank))
            .map(|other| (other.known(), other.rank))
            .collect();
        let block = kept.change_block(key)?;
        block.n_new -= usize::from(block.placed.remove(at).is_new);
        for (known, rank) in drawn_in {
            kept.learn([known]);
            pending.entry(rank).or_default().insert(known.0);
        }
    }
    Ok(())
}

/// Puts a new claim into its blocks, and calls up the claims that then see fewer others.
pub(crate) fn place(
    kept: &mut Kept<'_>,
    header: &Header,
    line: &Line,
    pending: &mut Pending,
) -> Result<(), KeptError> {
    let item = Rc::new(entries::item(line, header.day()));
    kept.items.insert(item.claim, Rc::clone(&item));
    let (day, looks, claim) = item.place();
    let report = header.id;
    let (rank, reach) = (item.rank(), item.reach());
    let placed = Placed { day, looks, claim, report, rank, reach, is_core: false, is_new: true };
    pending.entry(placed.rank).or_default().insert(claim);
    let told = kept.change_told(claim)?;
    told.report = Some(report);
    told.traits = traits(line);
    told.is_of_pact = is_of_pact(line);
    for key in unique(item.keys()) {
        let block = kept.change_block(key)?;
        let at = block.placed.partition_point(|other| other.place() < placed.place());
        block.placed.insert(at, placed.clone());
        block.n_new += 1;
        let driven_out: Vec<_> = lost_sight(&block.placed, at)
            .filter(|other| looks_in(&key, other.rank))
            .map(|other| (other.known(), other.rank))
            .collect();
        for (known, rank) in driven_out {
            kept.learn([known]);
            pending.entry(rank).or_default().insert(known.0);
        }
    }
    Ok(())
}

/// The claims that saw another at the far end of what they look at, which the one put in drives out of sight.
fn lost_sight(placed: &[Placed], at: usize) -> impl Iterator<Item = &Placed> {
    let is_seen = |other: &Placed, gone: Option<&Placed>| {
        gone.is_some_and(|gone| {
            gone.is_core && gone.rank <= other.rank && gone.day.abs_diff(other.day) <= other.reach
        })
    };
    let has_lost = move |number: &usize| {
        let other = &placed[*number];
        // Who looks for a home counts itself among those behind it.
        let ends = match *number < at {
            true => [Some(number + SCANNED_MAX), Some(number + SCANNED_MAX + 1)],
            false => [number.checked_sub(SCANNED_MAX + 1), None],
        };
        ends.into_iter().flatten().any(|end| is_seen(other, placed.get(end)))
    };
    // In a block that can be overlooked nobody is driven out.
    let (first, upto) = match placed.len() > SCANNED_MAX {
        true => (at.saturating_sub(SCANNED_MAX), placed.len().min(at + SCANNED_MAX + 1)),
        false => (at, at),
    };
    (first..upto).filter(move |number| *number != at).filter(has_lost).map(|number| &placed[number])
}

/// The blocks of a claim, each once: a side alone is there twice.
fn unique(mut keys: Vec<Key>) -> Vec<Key> {
    keys.sort();
    keys.dedup();
    keys
}

/// Marks whether a claim may be joined; returns whether that is a change.
fn set_core(kept: &mut Kept<'_>, claim: ClaimId, is_core: bool) -> Result<bool, KeptError> {
    let item = kept.item(claim)?;
    let place = item.place();
    for key in unique(item.keys()) {
        let block = kept.block(key)?;
        let at = block.placed.binary_search_by_key(&place, Placed::place).map_err(|_| KeptError::Damaged)?;
        if block.placed[at].is_core == is_core {
            return Ok(false);
        }
        kept.change_block(key)?.placed[at].is_core = is_core;
    }
    // A claim without any side stands in no block, and nobody joins it.
    Ok(!item.keys().is_empty())
}

impl Placed {
    fn known(&self) -> (ClaimId, ReportId) {
        (self.claim, self.report)
    }
}

/// The neighbours of a claim in a block that may be joined, nearest first, not farther than it looks.
fn company<'l>(
    item: &Item,
    list: impl Iterator<Item = &'l Placed>,
    may_join: impl Fn(&Placed) -> bool,
) -> Vec<(ClaimId, ReportId)> {
    let (here, reach) = (item.place().0, item.reach());
    list.take(SCANNED_MAX)
        .take_while(|other| other.day.abs_diff(here) <= reach)
        .filter(|other| may_join(other))
        .take(COMPARED_MAX)
        .map(Placed::known)
        .collect()
}

/// Returns the claim of an earlier rank that this one goes best with.
fn home(kept: &mut Kept<'_>, claim: ClaimId) -> Result<Option<ClaimId>, KeptError> {
    let item = kept.item(claim)?;
    let rank = item.rank();
    let mut best: Option<(u32, i32, ClaimId)> = None;
    for key in item.search_keys() {
        let placed = &kept.block(key)?.placed;
        let here = placed.partition_point(|other| other.place() < item.place());
        let may_join = |other: &Placed| other.is_core && other.rank < rank;
        let mut near = company(&item, placed[..here].iter().rev(), may_join);
        near.extend(company(&item, placed[here..].iter(), may_join));
        kept.learn(near.iter().copied());
        for (other, _) in near {
            let other_item = kept.item(other)?;
            let Some(score) = likeness(&item, &other_item) else { continue };
            let nearness = -(item.place().0.abs_diff(other_item.place().0).cast_signed());
            best = best.max(Some((score, nearness, other)));
        }
    }
    Ok(best.map(|(_, _, other)| other))
}

/// Returns the claims behind this one, of its own rank, that are like it and join no others.
fn later(kept: &mut Kept<'_>, claim: ClaimId) -> Result<Vec<ClaimId>, KeptError> {
    let item = kept.item(claim)?;
    let rank = item.rank();
    let mut alike = BTreeSet::new();
    for key in item.search_keys() {
        let placed = &kept.block(key)?.placed;
        let next = placed.partition_point(|other| other.place() <= item.place());
        let near = company(&item, placed[next..].iter(), |other| other.is_core && other.rank == rank);
        kept.learn(near.iter().copied());
        for (other, _) in near {
            let other_item = kept.item(other)?;
            if likeness(&item, &other_item).is_some() {
                alike.insert(other);
            }
        }
    }
    Ok(alike.into_iter().collect())
}

/// Returns the claims, of its own rank or a later one, whose decision may change with whether this one may be joined;
/// without those that are called up already. `flips` are those of its rank.
fn in_sight(
    kept: &mut Kept<'_>,
    claim: ClaimId,
    flips: Flips,
    is_called: impl Fn(&Placed) -> bool,
) -> Result<Vec<(ClaimId, Rank)>, KeptError> {
    let item = kept.item(claim)?;
    let (rank, place) = (item.rank(), item.place());
    let mut seen = Vec::new();
    for key in unique(item.keys()) {
        let block = kept.block(key)?;
        if block.n_new == block.placed.len() {
            continue;
        }
        let placed = &block.placed;
        let at = placed.partition_point(|other| other.place() < place);
        let (mut crowded, mut roomy) = (Vec::new(), Vec::new());
        for (number, other) in placed.iter().enumerate().skip(at.saturating_sub(SCANNED_MAX)) {
            if number > at + SCANNED_MAX {
                break;
            }
            // What is new is called up in its own turn.
            let sees = !other.is_new && other.rank >= rank && other.day.abs_diff(place.0) <= other.reach;
            let sees = sees && other.claim != claim && looks_in(&key, other.rank) && !is_called(other);
            match sees {
                true if flips.n_lost > 0 && n_seen(placed, number, at) + flips.n_lost >= COMPARED_MAX => {
                    crowded.push((other.known(), other.rank));
                }
                true => {
                    roomy.push((other.known(), other.rank, driven_out(placed, number, at, flips.n_won)));
                }
                false => {}
            }
        }
        kept.learn(crowded.iter().map(|(known, _)| *known).chain(roomy.iter().map(|(known, ..)| *known)));
        seen.extend(crowded.into_iter().map(|((other, _), rank)| (other, rank)));
        for ((other, _), other_rank, driven_out) in roomy {
            let has_lost = !driven_out.is_empty()
                && kept.told(other)?.joined.iter().any(|joined| driven_out.contains(joined));
            let other_item = kept.item(other)?;
            if has_lost || likeness(&other_item, &item).is_some() || likeness(&item, &other_item).is_some() {
                seen.push((other, other_rank));
            }
        }
    }
    Ok(seen)
}

/// How many claims of one rank can be joined no longer, and how many can be now.
#[derive(Clone, Copy, Default)]
struct Flips {
    n_lost: usize,
    n_won: usize,
}

/// What there is to join from one place in the direction of another, nearest first: of earlier ranks, or of its own, as
/// the other is.
fn joinable(placed: &[Placed], from: usize, to: usize) -> impl Iterator<Item = &Placed> {
    let viewer = &placed[from];
    let (before, behind) = match to > from {
        true => (&placed[..0], &placed[from + 1..]),
        false => (&placed[..from], &placed[..0]),
    };
    let others = before.iter().rev().chain(behind).take(SCANNED_MAX);
    others
        .take_while(|other| other.day.abs_diff(viewer.day) <= viewer.reach)
        .filter(|other| other.is_core && other.rank <= viewer.rank)
        .filter(move |other| (other.rank == viewer.rank) == (placed[to].rank == viewer.rank))
}

/// Counts what there is to join, up to as many as are compared: where one can be joined no longer, another is drawn in.
fn n_seen(placed: &[Placed], from: usize, to: usize) -> usize {
    joinable(placed, from, to).take(COMPARED_MAX).count()
}

/// The claims that so many others, at most, drove out of sight.
fn driven_out(placed: &[Placed], from: usize, to: usize, n_won: usize) -> Vec<ClaimId> {
    joinable(placed, from, to).skip(COMPARED_MAX).take(n_won).map(|other| other.claim).collect()
}

/// Puts together what is joined, around the claims whose decision changed.
fn regroup(kept: &mut Kept<'_>, changed: BTreeSet<ClaimId>) -> Result<BTreeSet<EntryId>, KeptError> {
    let mut before = kept.taken.entries.clone();
    let mut members = BTreeSet::new();
    // What is tied is grouped anew each time: an analyst ties few.
    let tied = kept.effects.tied();
    let was_tied = kept.tied(TIED)?.groups.clone();
    for claim in was_tied.iter().flatten().chain(&tied) {
        let told = kept.told(*claim)?;
        if told.report.is_some() {
            before.extend(told.entry);
            members.insert(*claim);
        }
    }
    for claim in changed {
        let told = kept.told(claim)?;
        let near: Vec<ClaimId> = told.joined.iter().copied().chain([claim]).collect();
        for near in near {
            before.extend(kept.told(near)?.entry);
            members.insert(near);
        }
    }
    for entry in &before {
        let claims: Vec<_> = kept.entry(*entry)?.claims.clone();
        members.extend(claims.iter().map(|(claim, _)| *claim));
        kept.learn(claims);
    }
    let members: Vec<ClaimId> =
        members.into_iter().filter(|claim| !kept.taken.gone.contains(claim)).collect();
    let mut components = Components::new(members.len());
    for (at, claim) in members.iter().enumerate() {
        for other in kept.told(*claim)?.joined.clone() {
            let other = members.binary_search(&other).map_err(|_| KeptError::Damaged)?;
            components.join(at, other);
        }
    }
    let mut entries = before.clone();
    let mut now = BTreeMap::new();
    // Members ascend, and so do those of each group: the first names the entry.
    let group = |set: Vec<usize>| set.into_iter().map(|at| members[at]).collect::<Vec<ClaimId>>();
    let groups: Vec<Vec<ClaimId>> = components.sets().into_iter().map(group).collect();
    let is_tied = |group: &&Vec<ClaimId>| group.iter().any(|claim| tied.contains(claim));
    let now_tied: Vec<Vec<ClaimId>> = groups.iter().filter(is_tied).cloned().collect();
    if now_tied != was_tied {
        kept.change_tied(TIED)?.groups = now_tied;
    }
    for claims in kept.effects.regrouped(groups) {
        now.insert(EntryId::from_hash(claims[0].to_bytes()), claims);
    }
    for (entry, claims) in now {
        let known = claims.iter().map(|claim| Ok((*claim, kept.report_of(*claim)?)));
        let known = known.collect::<Result<Vec<_>, KeptError>>()?;
        let is_read_again = claims.iter().any(|claim| kept.taken.read_again.contains(claim));
        if kept.entry(entry)?.claims == known && !is_read_again {
            entries.remove(&entry);
            continue;
        }
        entries.insert(entry);
        for claim in &claims {
            let told = kept.change_told(*claim)?;
            let before = told.entry.replace(entry).filter(|_| told.mention.is_some());
            if let Some(before) = before {
                let story = kept.entry(before)?.story;
                kept.left.extend(story);
            }
        }
        kept.change_entry(entry)?.claims = known;
    }
    for entry in &before {
        if !entries.contains(entry) {
            continue;
        }
        let first = ClaimId::from_hash(entry.to_bytes());
        if kept.told(first)?.entry != Some(*entry) {
            kept.change_entry(*entry)?.claims.clear();
        }
    }
    Ok(entries)
}
