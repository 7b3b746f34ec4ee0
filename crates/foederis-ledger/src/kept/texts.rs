//! Which reports carry one text, as reports are added: [`crate::copies`], decided anew only where a text has other
//! neighbours than before among those that share a run with it.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::ReportId;

use super::rows::{Row, written};
use super::{Kept, KeptError};
use crate::account::Origin;
use crate::copies::{
    COMMON_MAX, NEIGHBOURS, Paragraph, Sieve, closest, compared, near_in_time, origin, paragraph_groups, text,
};

/// Which texts have the sampled runs of one row: by run, day, report.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Runs {
    places: Vec<(u32, Option<i32>, ReportId)>,
}
written!(Runs { places });

impl Row for Runs {
    const SPACE: u8 = 10;
    type Key = u16;
}

/// What a text has in common with each of others.
type Behind = Vec<(ReportId, Option<u8>, Vec<(u32, u32)>)>;

/// What a report has in common with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Copied {
    /// Reports that come behind it in the order of days, by id: the share of the text where they are one, and the
    /// paragraphs of both that are one.
    behind: Behind,
    /// Reports that come before it and have something in common with it, ascending.
    before: Vec<ReportId>,
    /// The smallest report of its origin.
    pub(crate) origin: Option<ReportId>,
    /// Its paragraphs that another report has too, each with the first of its group; ascending.
    pub(crate) paragraphs: Vec<(u32, Paragraph)>,
}
written!(Copied { behind, before, origin, paragraphs });

impl Row for Copied {
    const SPACE: u8 = 11;
    type Key = ReportId;
}

written!(Origin { reports, agencies, shared_percent });

/// Reports that carry one text; no reports where there is no such origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Carried {
    pub(crate) origin: Option<Origin>,
}
written!(Carried { origin });

impl Row for Carried {
    const SPACE: u8 = 12;
    type Key = ReportId;
}

/// The row of a run: there are so many that a report's stand in few more rows than it has runs, and no row is long.
fn shard(run: u32) -> u16 {
    (run >> 16) as u16
}

/// Finds the copies of new reports, and returns the reports that are copied in another way than before.
pub(crate) fn add(kept: &mut Kept<'_>, new: &BTreeSet<ReportId>) -> Result<BTreeSet<ReportId>, KeptError> {
    // In the order of days, in which neighbours stand near one another.
    let mut affected: BTreeSet<(Option<i32>, ReportId)> = BTreeSet::new();
    for report in new {
        let (day, runs) = sampled(kept, *report)?;
        affected.insert((day, *report));
        for run in runs {
            let places = &mut kept.change_runs(shard(run))?.places;
            let at = places.partition_point(|place| *place < (run, day, *report));
            places.insert(at, (run, day, *report));
            affected.extend(drawn_in(places, at));
        }
    }
    let mut changed = BTreeSet::new();
    for (_, report) in affected {
        compare(kept, report, &mut changed)?;
    }
    regroup(kept, changed)
}

fn sampled(kept: &mut Kept<'_>, report: ReportId) -> Result<(Option<i32>, Vec<u32>), KeptError> {
    let header = kept.header(report)?;
    let text = text(&header);
    Ok((text.day, text.sampled().collect()))
}

/// Where the texts with a run stand in a row.
fn group(places: &[(u32, Option<i32>, ReportId)], run: u32) -> &[(u32, Option<i32>, ReportId)] {
    let first = places.partition_point(|place| place.0 < run);
    let behind = &places[first..];
    &behind[..behind.partition_point(|place| place.0 == run)]
}

/// The texts with the same run that may have other neighbours behind them since one was put in.
fn drawn_in(places: &[(u32, Option<i32>, ReportId)], at: usize) -> Vec<(Option<i32>, ReportId)> {
    let new = places[at];
    let group = group(places, new.0);
    let here = group.partition_point(|place| *place < new);
    let before = match group.len() {
        // It has just become a stock phrase.
        n if n == COMMON_MAX + 1 => group,
        n if n > COMMON_MAX => &[],
        _ => &group[..=here],
    };
    let sees = |(at, place): &(usize, &(u32, Option<i32>, ReportId))| {
        group.len() > COMMON_MAX || (here - at <= reach(place.1) && near_in_time(place.1, new.1))
    };
    before.iter().enumerate().filter(sees).map(|(_, place)| (place.1, place.2)).collect()
}

/// How many texts behind one it is compared with.
fn reach(day: Option<i32>) -> usize {
    if day.is_some() { NEIGHBOURS } else { COMMON_MAX }
}

/// Compares a text with those behind it, and gathers the reports for which something came of it that was not before.
fn compare(kept: &mut Kept<'_>, report: ReportId, changed: &mut BTreeSet<ReportId>) -> Result<(), KeptError> {
    let (day, runs) = sampled(kept, report)?;
    let mut shared: BTreeMap<(Option<i32>, ReportId), u32> = BTreeMap::new();
    for run in runs {
        let group = group(&kept.runs(shard(run))?.places, run);
        if group.len() > COMMON_MAX {
            continue;
        }
        let next = group.partition_point(|place| *place <= (run, day, report));
        let near = group[next..].iter().take(reach(day)).filter(|place| near_in_time(day, place.1));
        near.for_each(|place| *shared.entry((place.1, place.2)).or_default() += 1);
    }
    let behind = closest(shared.into_iter().collect()).into_iter().map(|(_, other)| other).collect();
    let before = kept.copied(report)?.behind.clone();
    let now = in_common(kept, report, behind, &before)?;
    if now == before {
        return Ok(());
    }
    changed.insert(report);
    let ids = |list: &Behind| list.iter().map(|(id, ..)| *id).collect();
    let (was, is): (BTreeSet<ReportId>, BTreeSet<ReportId>) = (ids(&before), ids(&now));
    for other in was.symmetric_difference(&is) {
        let before = &mut kept.change_copied(*other)?.before;
        match before.binary_search(&report) {
            Ok(at) => drop(before.remove(at)),
            Err(at) => before.insert(at, report),
        }
        changed.insert(*other);
    }
    kept.change_copied(report)?.behind = now;
    Ok(())
}

/// Compares a text with others; with those that it was compared with before the outcome is the same.
fn in_common(
    kept: &mut Kept<'_>,
    report: ReportId,
    others: BTreeSet<ReportId>,
    before: &Behind,
) -> Result<Behind, KeptError> {
    let header = kept.header(report)?;
    let own = text(&header);
    let mut sieve = Sieve::default();
    sieve.mark(&own.runs);
    let mut found = Vec::new();
    for other in others {
        if let Ok(at) = before.binary_search_by_key(&other, |(id, ..)| *id) {
            found.push(before[at].clone());
            continue;
        }
        let header = kept.header(other)?;
        let in_common = compared(&own, &text(&header), &sieve);
        let percent = in_common.percent.map(|percent| u8::try_from(percent).unwrap_or(100));
        if percent.is_some() || !in_common.taken.is_empty() {
            found.push((other, percent, in_common.taken));
        }
    }
    Ok(found)
}

/// Groups texts and paragraphs anew, around the reports for which something changed.
fn regroup(kept: &mut Kept<'_>, changed: BTreeSet<ReportId>) -> Result<BTreeSet<ReportId>, KeptError> {
    let mut members: BTreeSet<ReportId> = BTreeSet::new();
    let mut origins_seen: BTreeSet<ReportId> = BTreeSet::new();
    let mut open: Vec<ReportId> = changed.into_iter().collect();
    // Those of the groups before are found by the first of each group, which another may have left.
    while let Some(report) = open.pop() {
        if !members.insert(report) {
            continue;
        }
        let copied = kept.copied(report)?.clone();
        open.extend(copied.behind.iter().map(|(id, ..)| *id).chain(copied.before));
        if let Some(first) = copied.origin.filter(|first| origins_seen.insert(*first)) {
            open.extend(kept.carried(first)?.origin.iter().flat_map(|origin| origin.reports.iter().copied()));
        }
        open.extend(copied.paragraphs.iter().map(|(_, (first, _))| *first));
    }
    let mut taken = Vec::new();
    let mut origins: BTreeMap<ReportId, usize> = BTreeMap::new();
    let ids: Vec<ReportId> = members.iter().copied().collect();
    let mut components = crate::components::Components::new(ids.len());
    let at = |id: &ReportId| ids.binary_search(id).map_err(|_| KeptError::Damaged);
    let mut shares = Vec::new();
    for report in &ids {
        for (other, percent, paragraphs) in kept.copied(*report)?.behind.clone() {
            taken.extend(paragraphs.into_iter().map(|(ours, theirs)| ((*report, ours), (other, theirs))));
            if let Some(percent) = percent {
                components.join(at(report)?, at(&other)?);
                shares.push((at(report)?, usize::from(percent)));
            }
        }
    }
    for (at, percent) in shares {
        let least = origins.entry(ids[components.root(at)]).or_insert(100);
        *least = percent.min(*least);
    }
    let groups = paragraph_groups(&taken);
    let mut regrouped = BTreeSet::new();
    for set in components.sets() {
        let reports: Vec<ReportId> = set.iter().map(|at| ids[*at]).collect();
        let first = reports[0];
        let mut headers = Vec::new();
        for report in reports.iter().filter(|_| reports.len() > 1) {
            headers.push(kept.header(*report)?);
        }
        let percent = origins.get(&first).copied().unwrap_or(100);
        let now = (set.len() > 1).then(|| origin(headers.iter().map(AsRef::as_ref), percent));
        for report in &reports {
            let of_report = groups.range((*report, 0)..=(*report, u32::MAX));
            let paragraphs: Vec<(u32, Paragraph)> = of_report.map(|(at, first)| (at.1, *first)).collect();
            let root = now.as_ref().map(|_| first);
            let copied = kept.copied(*report)?;
            if copied.origin != root || copied.paragraphs != paragraphs {
                regrouped.insert(*report);
                let copied = kept.change_copied(*report)?;
                (copied.origin, copied.paragraphs) = (root, paragraphs);
            }
            if *report != first && kept.carried(*report)?.origin.is_some() {
                kept.change_carried(*report)?.origin = None;
            }
        }
        if kept.carried(first)?.origin != now {
            regrouped.extend(&reports);
            kept.change_carried(first)?.origin = now;
        }
    }
    Ok(regrouped)
}
