//! Parts anew for the stories and pacts that a change concerns.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, Date, EntryId, PactId, ReportId, StoryId};

use super::pacts::Found;
use super::{Changes, Kept, KeptError};
use crate::account::Origin;
use crate::parts::{PactPart, PartEntry, StoryPart};
use crate::stories::most_named;

/// What is not as it was.
pub(crate) struct Changed {
    /// Entries with other claims, or none.
    pub(crate) entries: BTreeSet<EntryId>,
    /// Entries of another story, with the story of before.
    pub(crate) restoried: BTreeMap<EntryId, Option<StoryId>>,
    /// Stories with other reports, or none.
    pub(crate) stories: BTreeSet<StoryId>,
    /// Reports copied in another way.
    pub(crate) copied: BTreeSet<ReportId>,
    /// Pacts learned anew, by key, with what they were before.
    pub(crate) learned: BTreeMap<Vec<u8>, Option<Found>>,
}

/// What is to be cut.
#[derive(Default)]
struct Concerned {
    stories: BTreeSet<StoryId>,
    pacts: BTreeSet<Vec<u8>>,
}

/// Cuts the parts that a change concerns.
pub(crate) fn cut(kept: &mut Kept<'_>, changed: &Changed) -> Result<Changes, KeptError> {
    let concerned = concerned(kept, changed)?;
    let mut changes = Changes::default();
    for story in concerned.stories {
        match story_part(kept, story)? {
            Some(part) => changes.stories.push(part),
            None => changes.gone_stories.push(story),
        }
    }
    let mut gone: BTreeSet<PactId> = changed.learned.values().flatten().map(|before| before.id).collect();
    for key in concerned.pacts {
        if let Some(part) = pact_part(kept, key)? {
            gone.retain(|id| part.pacts.iter().all(|pact| pact.id != *id));
            changes.pacts.push(part);
        }
    }
    changes.gone_pacts = gone.into_iter().collect();
    changes.pacts.sort_by_key(|part| part.pacts.first().map(|pact| pact.id));
    Ok(changes)
}

fn concerned(kept: &mut Kept<'_>, changed: &Changed) -> Result<Concerned, KeptError> {
    let mut concerned = Concerned { stories: changed.stories.clone(), ..Concerned::default() };
    concerned.stories.extend(changed.restoried.values().flatten());
    for id in changed.entries.iter().chain(changed.restoried.keys()) {
        add_entry(kept, *id, &mut concerned)?;
        // Their stories list the claims that another story's entry holds.
        for (_, report) in kept.entry(*id)?.claims.clone() {
            concerned.stories.extend(kept.card(report)?.story);
        }
    }
    for (key, before) in &changed.learned {
        let now = kept.pact(key)?.pact.clone();
        concerned.pacts.insert(key.clone());
        for found in before.iter().chain(&now) {
            concerned.stories.insert(found.story);
            for entry in &found.entries {
                add_entry(kept, *entry, &mut concerned)?;
            }
        }
    }
    for report in &changed.copied {
        concerned.stories.extend(kept.card(*report)?.story);
        for entry in kept.entries_told(*report)? {
            add_entry(kept, entry, &mut concerned)?;
        }
    }
    Ok(concerned)
}

/// An entry concerns its story and the pacts that rest on it, with the stories that tell these first.
fn add_entry(kept: &mut Kept<'_>, id: EntryId, concerned: &mut Concerned) -> Result<(), KeptError> {
    let entry = kept.entry(id)?;
    concerned.stories.extend(entry.story);
    for (_, key) in entry.pacts.clone() {
        concerned.stories.extend(kept.pact(&key)?.pact.as_ref().map(|found| found.story));
        concerned.pacts.insert(key);
    }
    Ok(())
}

pub(crate) fn story_part(kept: &mut Kept<'_>, story: StoryId) -> Result<Option<StoryPart>, KeptError> {
    let reports = kept.grown(story)?.reports.clone();
    if reports.is_empty() {
        return Ok(None);
    }
    let mut counts: BTreeMap<ActorCode, usize> = BTreeMap::new();
    let mut dated = Vec::with_capacity(reports.len());
    let mut away = BTreeMap::new();
    for report in reports {
        let card = kept.card(report)?.clone();
        dated.push((card.published.is_none(), card.published(), report));
        card.named.iter().for_each(|(code, n)| *counts.entry(*code).or_default() += *n as usize);
        for claim in card.claims {
            let entry = kept.told(claim)?.entry.ok_or(KeptError::Damaged)?;
            if kept.entry(entry)?.story != Some(story) {
                away.insert(claim, entry);
            }
        }
    }
    dated.sort();
    let days: Vec<Date> = dated.iter().filter_map(|(_, day, _)| *day).collect();
    let own = kept.entries_of(story)?;
    let mut pacts = BTreeMap::new();
    for entry in &own {
        for (id, key) in kept.entry(*entry)?.pacts.clone() {
            if kept.pact(&key)?.pact.as_ref().is_some_and(|found| found.story == story) {
                pacts.insert(id, key);
            }
        }
    }
    let reports = dated.into_iter().map(|(_, _, report)| report).collect();
    Ok(Some(StoryPart {
        days: days.first().copied().zip(days.last().copied()),
        states: most_named(counts),
        away: away.into_iter().collect(),
        ..part(kept, reports, own, pacts.into_values().collect())?
    }))
}

/// Cuts out a pact; none that is no more.
pub(crate) fn pact_part(kept: &mut Kept<'_>, key: Vec<u8>) -> Result<Option<StoryPart>, KeptError> {
    match kept.pact(&key)?.pact {
        Some(_) => part(kept, Vec::new(), BTreeSet::new(), vec![key]).map(Some),
        None => Ok(None),
    }
}

/// Cuts out some entries, and pacts with the entries that they rest on.
fn part(
    kept: &mut Kept<'_>,
    reports: Vec<ReportId>,
    mut ids: BTreeSet<EntryId>,
    pact_keys: Vec<Vec<u8>>,
) -> Result<StoryPart, KeptError> {
    let mut pacts = Vec::with_capacity(pact_keys.len());
    for key in pact_keys {
        let row = kept.pact(&key)?.clone();
        let found = row.pact.ok_or(KeptError::Damaged)?;
        ids.extend(found.entries);
        pacts.push(PactPart {
            id: found.id,
            parties: found.parties,
            states: found.states,
            claims: row.claims,
        });
    }
    let mut needs: BTreeSet<ReportId> = reports.iter().copied().collect();
    let mut entries = Vec::with_capacity(ids.len());
    for id in ids {
        let entry = kept.entry(id)?.clone();
        needs.extend(entry.claims.iter().map(|(_, report)| *report));
        let mut remarks = BTreeSet::new();
        for (claim, _) in &entry.claims {
            remarks.extend(kept.told(*claim)?.remarks.iter().copied());
        }
        entries.push(PartEntry {
            story: entry.story.ok_or(KeptError::Damaged)?,
            pact: entry.pacts.last().map(|(id, _)| *id),
            claims: entry.claims.iter().map(|(claim, _)| *claim).collect(),
            remarks: remarks.into_iter().collect(),
        });
    }
    let mut told: Vec<ClaimId> =
        entries.iter().flat_map(|entry| entry.claims.iter().chain(&entry.remarks)).copied().collect();
    for report in &reports {
        told.extend(&kept.card(*report)?.claims);
    }
    let mut people = BTreeSet::new();
    for claim in told {
        people.extend(kept.told(claim)?.people.iter().cloned());
    }
    let mut origins: BTreeMap<ReportId, Origin> = BTreeMap::new();
    let mut paragraphs = Vec::new();
    for report in &needs {
        let copied = kept.copied(*report)?.clone();
        if let Some(first) = copied.origin {
            origins.extend(kept.carried(first)?.origin.clone().map(|origin| (first, origin)));
        }
        paragraphs.extend(copied.paragraphs.into_iter().map(|(number, first)| ((*report, number), first)));
    }
    Ok(StoryPart {
        reports,
        entries,
        pacts,
        needs: needs.into_iter().collect(),
        origins: origins.into_values().collect(),
        paragraphs,
        people: people.into_iter().collect(),
        ..StoryPart::default()
    })
}
