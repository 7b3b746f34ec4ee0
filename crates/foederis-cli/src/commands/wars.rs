//! `foederis honour-rates` and `foederis casus-score`: what a user's file of coded wars comes to.

use super::views::{json, text};
use crate::args::{CasusScoreArgs, HonourRatesArgs, RatesFormat, ViewFormat};
use crate::failure::{Failure, Outcome};
use crate::pact_files;
use crate::printer::Printer;
use foederis::obligations;
use foederis::views::{CasusScoreView, HonourRatesView};
use foederis::wars::{self, CodedRow, TableError};
use std::path::Path;

/// Runs `honour-rates`.
pub(crate) fn honour_rates(args: &HonourRatesArgs, printer: &mut Printer) -> Result<Outcome, Failure> {
    let view = HonourRatesView::of(&coded_rows(&args.coded)?);
    match args.format {
        RatesFormat::Text => text(&view.text(), printer)?,
        RatesFormat::Json => json(&view, printer)?,
        RatesFormat::Csv => printer.data(&view.csv())?,
    }
    Ok(Outcome::Done)
}

/// Runs `casus-score`.
pub(crate) fn casus_score(args: &CasusScoreArgs, printer: &mut Printer) -> Result<Outcome, Failure> {
    let rows = coded_rows(&args.coded)?;
    let (dyads, places) = (pact_files::text(&args.wars)?, pact_files::text(&args.cow_wars)?);
    let numbers = wars::war_numbers(&rows);
    let both = format!("{}` and `{}", args.wars.display(), args.cow_wars.display());
    let fought = wars::read_wars(&dyads, &places, &numbers).map_err(|error| unusable(&both, &error))?;
    let alliances = wars::read_atop_members(&pact_files::text(&args.atop)?)
        .map_err(|error| unusable(&args.atop.display().to_string(), &error))?;
    let files = obligations::library(&pact_files::open(&args.pacts)?, &[])?;
    let score = |coding| wars::score_casus(&rows, coding, &fought, &alliances, &files);
    let view = CasusScoreView::of(rows.len(), score);
    match args.format {
        ViewFormat::Text => text(&view.text(args.misses), printer)?,
        ViewFormat::Json => json(&view, printer)?,
    }
    Ok(Outcome::clean_if(view.n_left_out < view.n_rows))
}

fn coded_rows(path: &Path) -> Result<Vec<CodedRow>, Failure> {
    let name = path.display().to_string();
    let rows = wars::read_coded_rows(&pact_files::text(path)?).map_err(|error| unusable(&name, &error))?;
    if rows.is_empty() {
        return Err(
            Failure::input(format!("cannot read `{name}`")).because("it has no row of a war and an alliance")
        );
    }
    Ok(rows)
}

fn unusable(name: &str, error: &TableError) -> Failure {
    pact_files::table(&format!("cannot read `{name}`"), &error.to_string())
}
