//! A ledger's file opened for one command.

use crate::args::Scope;
use crate::failure::Failure;
use foederis::archive::{self, Known, Opened, PactsError, Pick};
use foederis::obligations::{self, LearnedPact};
use foederis::{ActorCode, ClaimId, Date, Desk, ShelfError, Store, StoreError, StoryId};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// An open ledger.
pub(crate) struct Session {
    pub(crate) store: Store,
}

impl Session {
    /// Opens a ledger that is there.
    pub(crate) fn open(path: &Path) -> Result<Session, Failure> {
        Ok(Session { store: Store::open(path)? })
    }

    /// Opens the stories that are picked, `n_max` at most; those with most reports first.
    pub(crate) fn pick(
        &mut self,
        pick: Pick<'_>,
        scope: &Scope,
        n_max: Option<usize>,
    ) -> Result<Opened<'_>, Failure> {
        self.store.keep_parts()?;
        let known = known(scope);
        let opened = archive::open(&self.store, pick, known, n_max)?;
        match pick {
            Pick::Named(id) if !id.is_empty() && opened.stories.is_empty() => {
                Err(Failure::input(format!("there is no story `{id}` in the ledger"))
                    .hint("run `foederis brief` to see the stories"))
            }
            _ => Ok(opened),
        }
    }

    /// Returns what the reports tell of the pacts that concern any of these states, or of all pacts; with a day, what they
    /// told by then.
    pub(crate) fn pacts(
        &mut self,
        states: Option<&BTreeSet<ActorCode>>,
        as_of: Option<Date>,
    ) -> Result<Vec<LearnedPact>, Failure> {
        if let (None, Some(_)) = (states, as_of) {
            let scope = Scope { as_of, without_corrections: false };
            return Ok(obligations::learned(&self.whole(&scope)?)?);
        }
        self.store.keep_parts()?;
        let learned = match (states, as_of) {
            (Some(states), Some(day)) => archive::learned_pacts_by(day, &mut self.store, states),
            _ => archive::learned_pacts(&mut self.store, states),
        };
        learned.map_err(|error| match error {
            PactsError::Store(error) => error.into(),
            PactsError::Shelf(error) => error.into(),
        })
    }

    /// Opens the stories that an id or its beginning names, or the whole ledger and no story in particular.
    pub(crate) fn story_or_whole(
        &mut self,
        story: Option<&str>,
        scope: &Scope,
    ) -> Result<(Desk<'_>, Vec<StoryId>), Failure> {
        let Some(id) = story else { return Ok((self.whole(scope)?, Vec::new())) };
        let opened = self.pick(Pick::Named(id), scope, Some(usize::MAX))?;
        Ok((opened.desk, opened.stories))
    }

    /// Opens all stories, heap by heap.
    pub(crate) fn all(
        &mut self,
        mut take: impl FnMut(&Desk<'_>, &[StoryId]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.store.keep_parts()?;
        archive::open_all(&self.store, |opened| take(&opened.desk, &opened.stories))
    }

    /// Derives the account of the whole ledger within a scope.
    pub(crate) fn whole(&self, scope: &Scope) -> Result<Desk<'_>, Failure> {
        let ledger = self.store.ledger()?;
        let ledger = if scope.without_corrections { ledger.without_corrections() } else { ledger };
        Ok(Desk::open(&ledger, scope.as_of, &self.store))
    }
}

/// Returns which state of the ledger a scope asks for.
pub(crate) fn known(scope: &Scope) -> Known {
    Known { as_of: scope.as_of, without_corrections: scope.without_corrections }
}

/// Finds the one claim that an id or its beginning names.
pub(crate) fn claim(store: &Store, id: &str) -> Result<ClaimId, Failure> {
    let found = store.find_claims(id)?;
    match found[..] {
        [one] => Ok(one),
        [] => Err(Failure::input(format!("there is no claim `{id}` in the ledger"))
            .hint("run `foederis show REPORT` to see a report's claims; four digits or more are needed")),
        _ => {
            Err(Failure::input(format!("{} claims begin with `{id}`", found.len())).hint("give more digits"))
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        let hint = match &error {
            StoreError::NotALedger(_) => Some("name another file with --ledger FILE"),
            StoreError::NewerFormat { .. } => Some("use the foederis that made it, or a later one"),
            StoreError::Missing(_) => {
                Some("run `foederis read PATH...` first, or name the file with --ledger FILE")
            }
            _ => None,
        };
        let failure = caused(Failure::input(error.to_string()), &error);
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

impl From<ShelfError> for Failure {
    fn from(error: ShelfError) -> Failure {
        caused(Failure::input(error.to_string()), &error).hint("run `foederis verify` to check the ledger")
    }
}

fn caused(failure: Failure, error: &dyn Error) -> Failure {
    match error.source() {
        Some(cause) => failure.because(cause.to_string()),
        None => failure,
    }
}
