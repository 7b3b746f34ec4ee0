//! `foederis dyads`: directed dyad-years, who owed whom what in a year.

use super::views::{json, text};
use crate::args::{DyadsArgs, DyadsFormat, Scope};
use crate::failure::{Failure, Outcome};
use crate::pact_files;
use crate::printer::Printer;
use crate::session::Session;
use foederis::obligations;
use foederis::views::DyadsView;
use std::path::Path;

/// Runs the command.
pub(crate) fn run(args: &DyadsArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let files = pact_files::open(&args.pacts)?;
    let session = ledger.exists().then(|| Session::open(ledger)).transpose()?;
    let desk = session.as_ref().map(|session| session.whole(&Scope::default())).transpose()?;
    let library = obligations::library(&files, desk.as_ref())?;
    let view = DyadsView::of(&library, args.years.0, args.years.1);
    match args.format {
        DyadsFormat::Text => text(&view.text(), printer)?,
        DyadsFormat::Json => json(&view, printer)?,
        DyadsFormat::Csv => printer.data(&view.csv())?,
    }
    Ok(Outcome::Done)
}
