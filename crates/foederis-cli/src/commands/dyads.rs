//! `foederis dyads`: directed dyad-years, who owed whom what in a year.

use super::views::{json, text};
use crate::args::{DyadsArgs, DyadsFormat};
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
    let learned = match ledger.exists() {
        true => Session::open(ledger)?.pacts(None, None)?,
        false => Vec::new(),
    };
    let library = obligations::library(&files, &learned)?;
    let view = DyadsView::of(&library, args.years.0, args.years.1);
    match args.format {
        DyadsFormat::Text => text(&view.text(), printer)?,
        DyadsFormat::Json => json(&view, printer)?,
        DyadsFormat::Csv => printer.data(&view.csv())?,
    }
    Ok(Outcome::Done)
}
