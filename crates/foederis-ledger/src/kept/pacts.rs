//! Which claims tell of which pact, as reports are added: [`crate::pacts`], decided anew only where an entry changed, or
//! the pacts of the same parties, report or story did.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, EntryId, PactId, ReportId, StoryId};

use super::rows::{Row, Written, written};
use super::{Kept, KeptError};
use crate::account::Entry;
use crate::copies::Copies;
use crate::pacts::{self, Clue, Key, Told};
use crate::stances::{self, Group};

written!(Key { parties, year, is_plural, paper });
written!(Clue { own, first_year, is_anchor, is_said });

/// What a claim tells of a pact, and of which.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Mentioned {
    clue: Clue,
    /// The pact that it makes known.
    anchored: Option<Key>,
    /// The pact that it tells of.
    key: Option<Key>,
}
written!(Mentioned { clue, anchored, key });

/// The claims that make pacts of the same parties known, ascending; or all that name just these.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OfParties {
    claims: Vec<ClaimId>,
}
written!(OfParties { claims });

impl Row for OfParties {
    const SPACE: u8 = 8;
    type Key = Vec<u8>;
}

/// One pact.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Learned {
    /// The claims that tell of it, ascending; none of a pact that is no more.
    pub(crate) claims: Vec<ClaimId>,
    /// The rest; there where there are claims.
    pub(crate) pact: Option<Found>,
}
written!(Learned { claims, pact });

impl Row for Learned {
    const SPACE: u8 = 9;
    type Key = Vec<u8>;
}

/// What follows from a pact's entries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) id: PactId,
    pub(crate) story: StoryId,
    pub(crate) parties: Vec<ActorCode>,
    pub(crate) states: Vec<ActorCode>,
    pub(crate) entries: Vec<EntryId>,
}
written!(Found { id, story, parties, states, entries });

pub(crate) fn pact_key(key: &Key) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.write(&mut bytes);
    bytes
}

fn parties_key(parties: &[ActorCode]) -> Vec<u8> {
    let mut bytes = Vec::new();
    parties.to_vec().write(&mut bytes);
    bytes
}

/// Learns pacts anew after entries changed, or came to another story; returns the keys of those to be cut anew.
///
/// `entries` are those that changed their claims, or are no more; `restoried` those that changed their story, with the
/// story of before.
pub(crate) fn add(
    kept: &mut Kept<'_>,
    entries: &BTreeSet<EntryId>,
    restoried: &BTreeMap<EntryId, Option<StoryId>>,
) -> Result<BTreeMap<Vec<u8>, Option<Found>>, KeptError> {
    let mut dirty = std::mem::take(&mut kept.taken.dirty);
    for id in entries {
        take_clues(kept, *id, &mut dirty)?;
    }
    dirty.stories.extend(kept.left.iter().copied());
    for id in entries.iter().chain(restoried.keys()) {
        let telling = mentioning(kept, *id)?;
        if !telling.is_empty() {
            let before = restoried.get(id).copied().flatten();
            dirty.stories.extend(before.into_iter().chain(kept.entry(*id)?.story));
            dirty.claims.extend(telling);
        }
    }
    anchor(kept, &mut dirty)?;
    resolve(kept, &mut dirty)?;
    // What an entry is told of in another way, or in another story, tells of its pacts in another way.
    for id in entries.iter().chain(restoried.keys()) {
        for claim in mentioning(kept, *id)? {
            let key = kept.told(claim)?.mention.as_ref().and_then(|mention| mention.key.clone());
            dirty.pacts.extend(key.iter().map(pact_key));
        }
    }
    dirty.pacts.into_iter().map(|key| learn(kept, key)).collect::<Result<_, _>>()
}

/// What is to be decided anew.
#[derive(Default)]
pub(crate) struct Dirty {
    claims: BTreeSet<ClaimId>,
    /// Lists of parties of which a pact may have become known or forgotten.
    parties: BTreeSet<Vec<ActorCode>>,
    reports: BTreeSet<ReportId>,
    stories: BTreeSet<StoryId>,
    pacts: BTreeSet<Vec<u8>>,
}

/// The claims of an entry that tell of pacts.
fn mentioning(kept: &mut Kept<'_>, entry: EntryId) -> Result<Vec<ClaimId>, KeptError> {
    let mut telling = Vec::new();
    for (claim, _) in kept.entry(entry)?.claims.clone() {
        if kept.told(claim)?.mention.is_some() {
            telling.push(claim);
        }
    }
    Ok(telling)
}

/// Derives an entry.
fn entry_of(kept: &mut Kept<'_>, id: EntryId) -> Result<Option<Entry>, KeptError> {
    let row = kept.entry(id)?;
    let Some(story) = row.story else { return Ok(None) };
    let claims: Vec<ClaimId> = row.claims.iter().map(|(claim, _)| *claim).collect();
    for claim in &claims {
        kept.fetch(*claim)?;
    }
    Ok(stances::entry(kept.ledger(), &Group { claims, story }, Vec::new(), &Copies::default()))
}

/// Takes down what the claims of an entry say of pacts.
fn take_clues(kept: &mut Kept<'_>, id: EntryId, dirty: &mut Dirty) -> Result<(), KeptError> {
    let claims = kept.entry(id)?.claims.clone();
    let mut is_of_pact = false;
    for (claim, _) in &claims {
        is_of_pact |= kept.told(*claim)?.is_of_pact;
    }
    if !is_of_pact {
        return Ok(());
    }
    let Some(entry) = entry_of(kept, id)? else { return Ok(()) };
    for (claim, clue) in pacts::clues(kept.ledger(), &entry) {
        let before = kept.told(claim)?.mention.clone();
        if before.as_ref().is_some_and(|mention| mention.clue == clue) {
            continue;
        }
        dirty.claims.insert(claim);
        if let Some(before) = &before {
            forget(kept, claim, &before.clue, dirty)?;
        }
        let claims = &mut kept.change_parties(&parties_key(&clue.own.parties))?.claims;
        if let Err(at) = claims.binary_search(&claim) {
            claims.insert(at, claim);
        }
        dirty.parties.extend(clue.is_anchor.then(|| clue.own.parties.clone()));
        let before = before.map(|before| *before).unwrap_or_default();
        kept.change_told(claim)?.mention = Some(Box::new(Mentioned { clue, ..before }));
    }
    Ok(())
}

/// Forgets what a claim tells of a pact, as if it had never been read.
pub(crate) fn take_out(kept: &mut Kept<'_>, claim: ClaimId, dirty: &mut Dirty) -> Result<(), KeptError> {
    let told = kept.told(claim)?.clone();
    let Some(mention) = told.mention else { return Ok(()) };
    forget(kept, claim, &mention.clue, dirty)?;
    dirty.reports.extend(told.report);
    if let Some(entry) = told.entry {
        dirty.stories.extend(kept.entry(entry)?.story);
    }
    move_claim(kept, claim, mention.key.as_ref(), None, &mut dirty.pacts)?;
    kept.change_told(claim)?.mention = None;
    Ok(())
}

fn forget(kept: &mut Kept<'_>, claim: ClaimId, clue: &Clue, dirty: &mut Dirty) -> Result<(), KeptError> {
    kept.change_parties(&parties_key(&clue.own.parties))?.claims.retain(|other| *other != claim);
    dirty.parties.extend(clue.is_anchor.then(|| clue.own.parties.clone()));
    Ok(())
}

/// Counts the claims that make each pact of some parties known.
fn known(kept: &mut Kept<'_>, parties: &[ActorCode]) -> Result<BTreeMap<Key, usize>, KeptError> {
    let mut keys = BTreeMap::new();
    for claim in kept.parties(&parties_key(parties))?.claims.clone() {
        let clue = kept.told(claim)?.mention.as_ref().map(|mention| &mention.clue);
        if let Some(clue) = clue.filter(|clue| clue.is_anchor) {
            *keys.entry(clue.own.clone()).or_default() += 1;
        }
    }
    Ok(keys)
}

/// Decides which pact each claim makes known, of those of which that may have changed.
fn anchor(kept: &mut Kept<'_>, dirty: &mut Dirty) -> Result<(), KeptError> {
    for parties in &dirty.parties {
        dirty.claims.extend(kept.parties(&parties_key(parties))?.claims.iter().copied());
    }
    let mut known_of: BTreeMap<Vec<ActorCode>, BTreeMap<Key, usize>> = BTreeMap::new();
    for claim in &dirty.claims {
        let told = kept.told(*claim)?.clone();
        let Some(mention) = told.mention else { continue };
        let clue = &mention.clue;
        if !known_of.contains_key(&clue.own.parties) {
            known_of.insert(clue.own.parties.clone(), known(kept, &clue.own.parties)?);
        }
        let keys = &known_of[&clue.own.parties];
        let dated = || pacts::dated(keys, clue.own.clone(), clue.first_year);
        let anchored = clue.is_anchor.then(dated).flatten();
        if anchored != mention.anchored {
            dirty.reports.extend(told.report);
            if let Some(entry) = told.entry {
                dirty.stories.extend(kept.entry(entry)?.story);
            }
            if let Some(mention) = &mut kept.change_told(*claim)?.mention {
                mention.anchored = anchored;
            }
        }
    }
    Ok(())
}

/// Counts the claims among these that make each pact known.
fn anchored<'c>(
    kept: &mut Kept<'_>,
    claims: impl IntoIterator<Item = &'c ClaimId>,
) -> Result<BTreeMap<Key, usize>, KeptError> {
    let mut keys = BTreeMap::new();
    for claim in claims {
        if let Some(key) = kept.told(*claim)?.mention.as_ref().and_then(|mention| mention.anchored.clone()) {
            *keys.entry(key).or_default() += 1;
        }
    }
    Ok(keys)
}

/// Decides which pact each claim tells of, of those of which that may have changed.
fn resolve(kept: &mut Kept<'_>, dirty: &mut Dirty) -> Result<(), KeptError> {
    for report in &dirty.reports {
        dirty.claims.extend(kept.card(*report)?.claims.iter().copied());
    }
    let mut of_story: BTreeMap<StoryId, Vec<ClaimId>> = BTreeMap::new();
    for story in dirty.stories.clone() {
        let claims = told_most_in(kept, story)?;
        dirty.claims.extend(claims.iter().copied());
        of_story.insert(story, claims);
    }
    let mut by_report: BTreeMap<ReportId, BTreeMap<Key, usize>> = BTreeMap::new();
    let mut by_story: BTreeMap<StoryId, BTreeMap<Key, usize>> = BTreeMap::new();
    let mut by_parties: BTreeMap<Vec<ActorCode>, BTreeMap<Key, usize>> = BTreeMap::new();
    for claim in &dirty.claims {
        let told = kept.told(*claim)?.clone();
        let (Some(mention), Some(report), Some(entry)) = (told.mention, told.report, told.entry) else {
            continue;
        };
        let clue = &mention.clue;
        if !by_parties.contains_key(&clue.own.parties) {
            by_parties.insert(clue.own.parties.clone(), known(kept, &clue.own.parties)?);
        }
        let mut key = pacts::of_parties(&by_parties[&clue.own.parties], clue);
        if key.is_none() {
            if let Slot::Vacant(slot) = by_report.entry(report) {
                let claims = kept.card(report)?.claims.clone();
                slot.insert(anchored(kept, &claims)?);
            }
            let story = kept.entry(entry)?.story.ok_or(KeptError::Damaged)?;
            if let Slot::Vacant(slot) = by_story.entry(story) {
                let claims = match of_story.get(&story) {
                    Some(claims) => claims.clone(),
                    None => told_most_in(kept, story)?,
                };
                slot.insert(anchored(kept, &claims)?);
            }
            key = pacts::of_company(clue, &by_report[&report], &by_story[&story]);
        }
        if key != mention.key {
            move_claim(kept, *claim, mention.key.as_ref(), key.as_ref(), &mut dirty.pacts)?;
            if let Some(mention) = &mut kept.change_told(*claim)?.mention {
                mention.key = key;
            }
        }
    }
    Ok(())
}

/// The claims of the entries that a story tells most.
fn told_most_in(kept: &mut Kept<'_>, story: StoryId) -> Result<Vec<ClaimId>, KeptError> {
    let mut claims = Vec::new();
    for entry in kept.entries_of(story)? {
        claims.extend(kept.entry(entry)?.claims.iter().map(|(claim, _)| *claim));
    }
    Ok(claims)
}

/// Takes a claim from one pact to another.
fn move_claim(
    kept: &mut Kept<'_>,
    claim: ClaimId,
    from: Option<&Key>,
    to: Option<&Key>,
    pacts: &mut BTreeSet<Vec<u8>>,
) -> Result<(), KeptError> {
    if let Some(from) = from.map(pact_key) {
        kept.change_pact(&from)?.claims.retain(|other| *other != claim);
        pacts.insert(from);
    }
    if let Some(to) = to.map(pact_key) {
        let claims = &mut kept.change_pact(&to)?.claims;
        if let Err(at) = claims.binary_search(&claim) {
            claims.insert(at, claim);
        }
        pacts.insert(to);
    }
    Ok(())
}

/// Learns a pact anew from its claims; returns what it was before.
fn learn(kept: &mut Kept<'_>, key: Vec<u8>) -> Result<(Vec<u8>, Option<Found>), KeptError> {
    let row = kept.pact(&key)?.clone();
    let mut ids = BTreeSet::new();
    for claim in &row.claims {
        ids.extend(kept.told(*claim)?.entry);
    }
    let mut entries = Vec::with_capacity(ids.len());
    for id in ids {
        entries.extend(entry_of(kept, id)?);
    }
    let parties = Key::read(&mut key.as_slice()).ok_or(KeptError::Damaged)?.parties;
    let told = Told { parties, claims: row.claims };
    let found = pacts::build(kept.ledger(), &entries, &[told]).pop().map(|pact| {
        let part = crate::parts::pact_part(&pact);
        Found {
            id: pact.id,
            story: pact.story,
            parties: part.parties,
            states: part.states,
            entries: pact.entries,
        }
    });
    let id_of = |found: &Option<Found>| found.as_ref().map(|found| (found.id, found.entries.clone()));
    if id_of(&row.pact) != id_of(&found) {
        if let Some((id, entries)) = id_of(&row.pact) {
            for entry in entries {
                kept.change_entry(entry)?.pacts.retain(|other| *other != (id, key.clone()));
            }
        }
        if let Some((id, entries)) = id_of(&found) {
            for entry in entries {
                let pacts = &mut kept.change_entry(entry)?.pacts;
                pacts.push((id, key.clone()));
                pacts.sort();
                pacts.dedup();
            }
        }
    }
    if found != row.pact {
        kept.change_pact(&key)?.pact = found;
    }
    Ok((key, row.pact))
}
