//! One file a command or a few that are alike: takes what was typed, calls the facade, prints.

mod code;
mod correct;
mod dyads;
mod eval;
mod events;
mod export;
mod problems;
mod read;
mod schema;
mod serve;
mod unresolved;
mod views;
mod wars;
mod what_if;

use crate::args::{Arguments, Command};
use crate::failure::{Failure, Outcome};
use crate::printer::Printer;

/// Runs the command that was typed.
pub(crate) fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Outcome, Failure> {
    let ledger = arguments.common.ledger.as_path();
    match &arguments.command {
        Command::Read(args) => read::run(args, &arguments.common, printer),
        Command::Brief(args) => views::brief(args, ledger, printer),
        Command::Compare(args) => views::compare(args, ledger, printer),
        Command::Timeline(args) => views::timeline(args, ledger, printer),
        Command::Actors(args) => views::actors(args, ledger, printer),
        Command::Pacts(args) => views::pacts(args, ledger, printer),
        Command::WhatIf(args) => what_if::run(args, &arguments.common, printer),
        Command::WhyNot(args) => what_if::why_not(args, &arguments.common, printer),
        Command::Dyads(args) => dyads::run(args, ledger, printer),
        Command::HonourRates(args) => wars::honour_rates(args, printer),
        Command::CasusScore(args) => wars::casus_score(args, printer),
        Command::Events(args) => events::run(args, &arguments.common, printer),
        Command::Export(args) => export::run(args, &arguments.common, printer),
        Command::Unresolved(args) => unresolved::run(args, &arguments.common, printer),
        Command::Manifest => export::manifest(&arguments.common, printer),
        Command::Serve(args) => serve::run(args, &arguments.common, printer),
        Command::Search(args) => views::search(args, ledger, printer),
        Command::Show(args) => views::show_report(args, ledger, printer),
        Command::Code(args) => code::run(args, &arguments.common, printer),
        Command::Explain(args) => views::explain(args, ledger, printer),
        Command::Verify(args) => views::verify(args, ledger, printer),
        Command::Correct(args) => correct::run(args, &arguments.common, printer),
        Command::Eval(args) => eval::run(args, &arguments.common, printer),
        Command::Schema(args) => schema::run(args, printer),
    }
}
