//! `foederis correct`: an analyst's correction goes into the ledger beside what it corrects, which stays.

use crate::args::{CorrectArgs, CorrectionArgs, Reasoned};
use crate::failure::{Failure, Outcome};
use crate::printer::Printer;
use crate::session::{self, Session};
use foederis::{ActorCode, ClaimId, Correction, CorrectionKind, correction_id};
use std::collections::BTreeSet;
use std::path::Path;

/// Runs the command.
pub(crate) fn run(args: &CorrectArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(ledger)?;
    let (kind, reasoned) = kind(&args.correction, &session)?;
    let known_from = reasoned.known_from.map_or_else(|| session.store.last_day(), |day| Ok(Some(day)))?;
    let Some(known_from) = known_from else {
        return Err(Failure::input("no day for the correction: the ledger holds no dated report")
            .hint("give --known-from DAY"));
    };
    if reasoned.by.trim().is_empty() || reasoned.reason.trim().is_empty() {
        return Err(Failure::input("a correction needs an author and a reason"));
    }
    let id = correction_id(&reasoned.by, &reasoned.reason, known_from, &kind);
    let (author, reason) = (reasoned.by.clone(), reasoned.reason.clone());
    session.store.add_correction(&Correction { id, author, reason, known_from, kind })?;
    printer.line(&format!(
        "correction {id} is in the ledger; views show it, --without-corrections leaves it out"
    ))?;
    Ok(Outcome::Done)
}

fn kind<'a>(args: &'a CorrectionArgs, session: &Session) -> Result<(CorrectionKind, &'a Reasoned), Failure> {
    let claim = |id: &str| session::claim(&session.store, id);
    Ok(match args {
        CorrectionArgs::Reject { claim: id, reasoned } => (CorrectionKind::Reject(claim(id)?), reasoned),
        CorrectionArgs::Split { claim: id, reasoned } => {
            (CorrectionKind::Apart(BTreeSet::from([claim(id)?])), reasoned)
        }
        CorrectionArgs::Merge { first, second, reasoned } => {
            let claims = [claim_of_entry(session, first)?, claim_of_entry(session, second)?];
            (CorrectionKind::Together(BTreeSet::from(claims)), reasoned)
        }
        CorrectionArgs::Actor { claim: id, from, to, reasoned } => {
            let (from, to) = (Some(code(from)?), Some(code(to)?));
            (CorrectionKind::Actor { claim: claim(id)?, from, to }, reasoned)
        }
    })
}

fn code(text: &str) -> Result<ActorCode, Failure> {
    ActorCode::new(text).map_err(|error| Failure::input(error.to_string()).hint("give a code such as `PRK`"))
}

/// Finds a claim of an entry: its id is that of one of them.
fn claim_of_entry(session: &Session, id: &str) -> Result<ClaimId, Failure> {
    let found = session.store.find_claims(id)?;
    match found[..] {
        [one] => Ok(one),
        [] => Err(Failure::input(format!("there is no entry `{id}` in the ledger")).hint(
            "run `foederis timeline --format json` to see entries' ids; four digits or more are needed",
        )),
        _ => Err(Failure::input(format!("{} entries or claims begin with `{id}`", found.len()))
            .hint("give more digits")),
    }
}
