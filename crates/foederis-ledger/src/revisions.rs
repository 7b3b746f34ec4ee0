//! Reports that changed: versions of one page, with what came and went; and what became of stories between two
//! states of a ledger.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{EntryId, Header, ReportId, StoryId};

use crate::account::{Account, Entry};
use crate::ledger::Ledger;

/// Versions of one page: reports of one outlet at one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The address.
    pub url: String,
    /// The versions, by publication day (those without last), then id; two or more.
    pub reports: Vec<ReportId>,
    /// Entries that the first version told and the last does not, ascending.
    pub gone: Vec<EntryId>,
    /// Entries that the last version tells and the first did not, ascending.
    pub come: Vec<EntryId>,
}

/// Finds the pages that the ledger has in more than one version, by address.
pub(crate) fn find<'a>(ledger: &Ledger, entries: impl Iterator<Item = &'a Entry>) -> Vec<Revision> {
    let mut pages: BTreeMap<(&str, Option<&str>), Vec<&Header>> = BTreeMap::new();
    for header in ledger.headers() {
        if let Some(url) = &header.url {
            pages.entry((url, header.outlet.as_deref())).or_default().push(header);
        }
    }
    pages.retain(|_, versions| versions.len() > 1);
    if pages.is_empty() {
        return Vec::new();
    }
    let told = told(ledger, entries, &pages);
    pages.into_iter().filter_map(|((url, _), versions)| revision(url, versions, &told)).collect()
}

type Told = BTreeMap<ReportId, BTreeSet<EntryId>>;

/// What each version tells.
fn told<'a>(
    ledger: &Ledger,
    entries: impl Iterator<Item = &'a Entry>,
    pages: &BTreeMap<(&str, Option<&str>), Vec<&Header>>,
) -> Told {
    let wanted: BTreeSet<ReportId> = pages.values().flatten().map(|header| header.id).collect();
    let mut told = Told::new();
    for entry in entries {
        let reports =
            entry.claims.iter().filter_map(|id| ledger.line(*id)).map(|line| line.claim.quote.report);
        for report in reports.filter(|report| wanted.contains(report)) {
            told.entry(report).or_default().insert(entry.id);
        }
    }
    told
}

fn revision(url: &str, mut versions: Vec<&Header>, told: &Told) -> Option<Revision> {
    versions.sort_by_key(|header| (header.day().is_none(), header.day(), header.id));
    let none = BTreeSet::new();
    let of = |header: &&Header| told.get(&header.id).unwrap_or(&none);
    let (first, last) = (of(versions.first()?), of(versions.last()?));
    Some(Revision {
        url: url.to_owned(),
        reports: versions.iter().map(|header| header.id).collect(),
        gone: first.difference(last).copied().collect(),
        come: last.difference(first).copied().collect(),
    })
}

/// What became of a story when reports or corrections were added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StoryChange {
    /// All of its reports are new.
    New(StoryId),
    /// It has more reports.
    Grown {
        /// As it is now.
        story: StoryId,
        /// As it was.
        before: StoryId,
        /// How many reports came.
        n_new: usize,
    },
    /// Several stories are one now.
    Merged {
        /// As it is now.
        story: StoryId,
        /// What they were, ascending.
        before: Vec<StoryId>,
    },
    /// One story is several now.
    Split {
        /// As it was.
        before: StoryId,
        /// What it is now, ascending.
        stories: Vec<StoryId>,
    },
}

/// Compares the stories of two states of a ledger: what is new, grown, merged or split. Sorted; empty for two equal
/// states.
pub fn story_changes(before: &Account, after: &Account) -> Vec<StoryChange> {
    let was = membership(before);
    let mut into: BTreeMap<StoryId, BTreeSet<StoryId>> = BTreeMap::new();
    let mut changes = Vec::new();
    for story in after.stories.values() {
        let old: BTreeSet<StoryId> =
            story.reports.iter().filter_map(|report| was.get(report).copied()).collect();
        let n_new = story.reports.iter().filter(|report| !was.contains_key(report)).count();
        for old in &old {
            into.entry(*old).or_default().insert(story.id);
        }
        match old.len() {
            0 => changes.push(StoryChange::New(story.id)),
            1 if n_new == 0 => {}
            1 => changes.extend(old.first().map(|old| StoryChange::Grown {
                story: story.id,
                before: *old,
                n_new,
            })),
            _ => changes.push(StoryChange::Merged { story: story.id, before: old.into_iter().collect() }),
        }
    }
    let split = into.into_iter().filter(|(_, stories)| stories.len() > 1);
    changes.extend(
        split.map(|(before, stories)| StoryChange::Split { before, stories: stories.into_iter().collect() }),
    );
    changes.sort();
    changes
}

fn membership(account: &Account) -> BTreeMap<ReportId, StoryId> {
    let of = |story: &crate::account::Story| {
        let id = story.id;
        story.reports.iter().map(move |report| (*report, id)).collect::<Vec<_>>()
    };
    account.stories.values().flat_map(of).collect()
}
