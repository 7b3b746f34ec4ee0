//! A ledger's file opened for looking, story by story.
//!
//! The account of the whole is derived once after something was added and kept in parts beside the ledger; a view then
//! fetches and derives only the stories that it shows, so that its time does not grow with the ledger.

use crate::desk::{Desk, ShelfError};
use crate::obligations::LearnedPact;
use foederis_ledger::{StoryPart, account, account_of, actors_account};
use foederis_store::{Store, StoreError, StoryRow};
use foederis_types::{ActorCode, Date, ReportId, StoryId};
use std::collections::BTreeSet;

/// Which stories to open.
#[derive(Clone, Copy, Debug)]
pub enum Pick<'p> {
    /// Those whose id begins so; all for `""`.
    Named(&'p str),
    /// Those that have any of these reports.
    With(&'p BTreeSet<ReportId>),
    /// Those that first tell of a pact: of this party or with this id, or any.
    WithPact(Option<&'p str>),
    /// Those that first tell of a pact of any of these states.
    WithPactOf(&'p BTreeSet<ActorCode>),
    /// Those with these ids.
    These(&'p BTreeSet<StoryId>),
}

/// Which state of the ledger to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// As it was known on this day; all there is without one.
    pub as_of: Option<Date>,
    /// As the reports left it.
    pub without_corrections: bool,
}

/// Stories opened, and those that were not.
pub struct Opened<'a> {
    /// The stories' ledger and account. With a day or without corrections it may hold stories beside them.
    pub desk: Desk<'a>,
    /// The stories, those with most reports first.
    pub stories: Vec<StoryId>,
    /// The next ones that were picked, at most [`LISTED_MAX`], those with most reports first.
    pub more: Vec<StoryRow>,
    /// How many were picked and not opened.
    pub n_more: usize,
}

/// Stories listed that are not opened.
pub const LISTED_MAX: usize = 20;
/// Stories opened where nobody asks for a number.
const STORIES_MAX: usize = 5;
/// Reports of all of them together, so that a view takes no longer where stories are large; one story is always opened.
const REPORTS_MAX: usize = 150;
/// Reports looked at for one actor, latest first.
const NAMING_MAX: usize = 300;

/// Opens the `n_max` stories with most reports among those picked, without a number as many as are soon shown. The parts
/// must have been kept ([`Store::keep_parts`]).
///
/// As of a day, or without corrections, the reports of the picked stories are grouped anew: what is a story today may
/// have been two, and its entries others.
///
/// # Errors
///
/// The ledger cannot be read.
pub fn open<'a>(
    store: &'a Store,
    pick: Pick<'_>,
    known: Known,
    n_max: Option<usize>,
) -> Result<Opened<'a>, StoreError> {
    let n_listed = n_max.unwrap_or(STORIES_MAX).saturating_add(LISTED_MAX);
    let (mut rows, n_picked) = match pick {
        Pick::Named("") => (store.story_rows("", n_listed)?, store.n_stories()?),
        Pick::Named(prefix) => counted(store.story_rows(prefix, usize::MAX)?),
        Pick::With(reports) => counted(store.rows_of(&store.stories_of(reports.iter().copied())?)?),
        Pick::WithPact(name) => counted(store.rows_of(&store.stories_with_pact(name)?)?),
        Pick::WithPactOf(states) => counted(store.rows_of(&with_pact_of(store, states)?)?),
        Pick::These(ids) => counted(store.rows_of(ids)?),
    };
    let n_opened = n_max.unwrap_or_else(|| n_soon_shown(&rows));
    let mut more = rows.split_off(n_opened.min(rows.len()));
    let n_more = n_picked - rows.len();
    more.truncate(LISTED_MAX);
    let ids: Vec<StoryId> = rows.iter().map(|row| row.id).collect();
    let parts = store.story_parts(&ids)?;
    if known == Known::default() {
        let (ledger, reports) = store.ledger_for(&parts)?;
        let account = account_of(&ledger, &parts);
        let away = parts.iter().flat_map(|part| part.away.iter().copied()).collect();
        let desk = Desk::of(ledger, account, store).with_away(away).with_reports(reports);
        return Ok(Opened { desk, stories: ids, more, n_more });
    }
    let needs: BTreeSet<ReportId> = parts.iter().flat_map(|part| &part.needs).copied().collect();
    let ledger = store.ledger_of(&needs.into_iter().collect::<Vec<_>>(), known.as_of)?;
    let ledger = if known.without_corrections { ledger.without_corrections() } else { ledger };
    let ledger = known.as_of.map_or_else(|| ledger.clone(), |day| ledger.as_of(day));
    let account = account(&ledger);
    let stories = having_reports_of(&parts, &account);
    Ok(Opened { desk: Desk::of(ledger, account, store), stories, more, n_more })
}

/// Opens all stories of the ledger as it is now, heap by heap, so that memory does not grow with them; each entry is in one
/// heap. The parts must have been kept.
///
/// # Errors
///
/// The ledger cannot be read, or `take` refuses.
pub fn open_all<E: From<StoreError>>(
    store: &Store,
    mut take: impl FnMut(Opened<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut heap, mut n_reports) = (BTreeSet::new(), 0);
    let mut open_heap = |heap: &mut BTreeSet<StoryId>| -> Result<(), E> {
        let opened = open(store, Pick::These(heap), Known::default(), Some(usize::MAX))?;
        heap.clear();
        take(opened)
    };
    for row in store.story_rows("", usize::MAX)? {
        heap.insert(row.id);
        n_reports += row.n_reports;
        if n_reports >= REPORTS_MAX {
            open_heap(&mut heap)?;
            n_reports = 0;
        }
    }
    if heap.is_empty() { Ok(()) } else { open_heap(&mut heap) }
}

/// Returns how many of the first stories have few enough reports together.
fn n_soon_shown(rows: &[StoryRow]) -> usize {
    let mut n_reports = 0;
    let few = rows.iter().take(STORIES_MAX).take_while(|row| {
        n_reports += row.n_reports;
        n_reports <= REPORTS_MAX
    });
    few.count().max(1)
}

fn with_pact_of(store: &Store, states: &BTreeSet<ActorCode>) -> Result<BTreeSet<StoryId>, StoreError> {
    let mut stories = BTreeSet::new();
    for state in states {
        stories.append(&mut store.stories_with_pact(Some(state.as_str()))?);
    }
    Ok(stories)
}

/// Opens the latest reports that name an actor, by code or part of a name, and tells how many more there are. Of their
/// account only the actors are derived.
///
/// # Errors
///
/// The ledger cannot be read.
pub fn open_naming<'a>(store: &'a Store, actor: &str, known: Known) -> Result<(Desk<'a>, usize), StoreError> {
    let mut reports = store.reports_naming(actor, known.as_of)?;
    let n_more = reports.len().saturating_sub(NAMING_MAX);
    reports.truncate(NAMING_MAX);
    let ledger = store.ledger_of(&reports, known.as_of)?;
    let ledger = if known.without_corrections { ledger.without_corrections() } else { ledger };
    let ledger = known.as_of.map_or_else(|| ledger.clone(), |day| ledger.as_of(day));
    let account = actors_account(&ledger);
    Ok((Desk::of(ledger, account, store), n_more))
}

/// Returns what the reports tell of the pacts that concern any of these states, or of all pacts, by pact id: what
/// [`crate::obligations::learned`] gives for each of them alone. It is kept beside the ledger, so that only what was never
/// asked for, or has changed since, is read from the reports. The parts must have been kept.
///
/// # Errors
///
/// The ledger or a report cannot be read.
pub fn learned_pacts(
    store: &mut Store,
    states: Option<&BTreeSet<ActorCode>>,
) -> Result<Vec<LearnedPact>, PactsError> {
    crate::kept_pacts::learned(store, states)
}

/// Returns what was known on a day of the pacts that concern any of these states: as [`learned_pacts`], from the reports
/// that were out by then.
///
/// # Errors
///
/// As [`learned_pacts`].
pub fn learned_pacts_by(
    day: Date,
    store: &mut Store,
    states: &BTreeSet<ActorCode>,
) -> Result<Vec<LearnedPact>, PactsError> {
    // What is kept has been corrected already: then whole stories are derived without.
    if store.corrections()?.iter().all(|correction| correction.known_from <= day) {
        return crate::kept_pacts::learned_by(day, store, states);
    }
    learned_in_stories_by(day, store, states)
}

/// Returns the same from the whole stories that first tell of such a pact, and what else these tell of pacts.
fn learned_in_stories_by(
    day: Date,
    store: &Store,
    states: &BTreeSet<ActorCode>,
) -> Result<Vec<LearnedPact>, PactsError> {
    let known = Known { as_of: Some(day), without_corrections: false };
    let opened = open(store, Pick::WithPactOf(states), known, Some(usize::MAX))?;
    Ok(crate::obligations::learned(&opened.desk)?)
}

/// Why it cannot be said what the reports tell of pacts.
#[derive(Debug, thiserror::Error)]
pub enum PactsError {
    /// The ledger cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A report that a pact quotes cannot be fetched.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
}

fn counted(rows: Vec<StoryRow>) -> (Vec<StoryRow>, usize) {
    let n_rows = rows.len();
    (rows, n_rows)
}

fn having_reports_of(parts: &[StoryPart], account: &foederis_ledger::Account) -> Vec<StoryId> {
    let wanted: BTreeSet<ReportId> = parts.iter().flat_map(|part| &part.reports).copied().collect();
    let mut stories: Vec<&foederis_ledger::Story> =
        account.stories.values().filter(|story| story.reports.iter().any(|id| wanted.contains(id))).collect();
    stories.sort_by_key(|story| (std::cmp::Reverse(story.reports.len()), story.id));
    stories.into_iter().map(|story| story.id).collect()
}
