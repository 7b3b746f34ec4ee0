//! A ledger's file opened for one command.

use crate::args::Scope;
use crate::failure::Failure;
use foederis::{ClaimId, Desk, Ledger, ShelfError, Store, StoreError, StoryId};
use std::error::Error;
use std::path::Path;

/// An open ledger.
pub(crate) struct Session {
    pub(crate) store: Store,
    pub(crate) ledger: Ledger,
}

impl Session {
    /// Opens a ledger that is there, all of it.
    pub(crate) fn open(path: &Path) -> Result<Session, Failure> {
        let store = Store::open(path)?;
        let ledger = store.ledger()?;
        Ok(Session { store, ledger })
    }

    /// Derives the account within a scope.
    pub(crate) fn desk(&self, scope: &Scope) -> Desk<'_> {
        if scope.without_corrections {
            Desk::open(&self.ledger.without_corrections(), scope.as_of, &self.store)
        } else {
            Desk::open(&self.ledger, scope.as_of, &self.store)
        }
    }
}

/// Finds the stories that an id or its beginning names; none without one.
pub(crate) fn stories(desk: &Desk<'_>, id: Option<&str>) -> Result<Vec<StoryId>, Failure> {
    let Some(id) = id else { return Ok(Vec::new()) };
    let found = foederis::views::find_story(desk, id);
    if found.is_empty() {
        return Err(Failure::input(format!("there is no story `{id}` in the ledger"))
            .hint("run `foederis brief` to see the stories"));
    }
    Ok(found)
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
