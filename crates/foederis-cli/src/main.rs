//! The program `foederis`: reads what was typed, runs one command, says how it went.

mod args;
mod commands;
mod failure;
mod inputs;
mod own_files;
mod pact_files;
mod printer;
mod session;

use args::Arguments;
use clap::Parser;
use failure::Failure;
use printer::Printer;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return failure::from_clap(&error),
    };
    let mut printer = Printer::for_terminal(arguments.common.color, arguments.common.quiet);
    let outcome = commands::run(&arguments, &mut printer).and_then(|outcome| {
        printer.flush().map_err(Failure::from)?;
        Ok(outcome)
    });
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(&mut printer),
    }
}
