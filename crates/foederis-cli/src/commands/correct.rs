//! `foederis correct`: an analyst's correction goes into the ledger beside what it corrects, which stays.

use crate::args::{Common, CorrectArgs, CorrectionArgs, Reasoned};
use crate::failure::{Failure, Outcome};
use crate::own_files;
use crate::printer::Printer;
use crate::session::{self, Session};
use foederis::{ActorCode, ClaimId, Correction, CorrectionKind, correction_id};
use std::collections::BTreeSet;

/// Runs the command.
pub(crate) fn run(args: &CorrectArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(&common.ledger)?;
    let (kind, reasoned) = kind(&args.correction, &session, common)?;
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

fn kind<'a>(
    args: &'a CorrectionArgs,
    session: &Session,
    common: &Common,
) -> Result<(CorrectionKind, &'a Reasoned), Failure> {
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
            let (claim, from, to) = (claim(id)?, code(from)?, code(to)?);
            check_known(to, common)?;
            check_named(session, claim, from)?;
            (CorrectionKind::Actor { claim, from: Some(from), to: Some(to) }, reasoned)
        }
    })
}

fn code(text: &str) -> Result<ActorCode, Failure> {
    ActorCode::new(text).map_err(|error| Failure::input(error.to_string()).hint("give a code such as `PRK`"))
}

/// Refuses a code that no table knows, a user's own among them.
fn check_known(code: ActorCode, common: &Common) -> Result<(), Failure> {
    if own_files::names(common)?.knows(code) {
        return Ok(());
    }
    Err(Failure::input(format!("no table knows the code `{code}`"))
        .hint("give a code such as `PRK`, or name a table of your own with --actors FILE"))
}

/// Refuses to recode somebody whom the claim does not name: it would change nothing.
fn check_named(session: &Session, claim: ClaimId, code: ActorCode) -> Result<(), Failure> {
    let report = session.store.report_of(claim)?;
    let ledger = session.store.ledger_of(&report.into_iter().collect::<Vec<_>>(), None)?;
    let sides = ledger.line(claim).map(|line| line.claim.actors.iter().chain(&line.claim.recipients));
    let codes: BTreeSet<ActorCode> = sides.into_iter().flatten().filter_map(|side| side.code).collect();
    if codes.contains(&code) {
        return Ok(());
    }
    let named: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
    let names = if named.is_empty() { "nobody with a code".to_owned() } else { named.join(", ") };
    Err(Failure::input(format!("the claim `{claim}` does not name `{code}`"))
        .because(format!("it names {names}")))
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
