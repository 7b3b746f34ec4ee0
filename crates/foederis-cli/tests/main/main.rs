//! The program from the outside: exit codes, help, bad input, whole runs.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests make files, look at them, and say what they skip"
)]

mod bad_input;
mod code;
mod eval;
mod example;
mod exports;
mod help;
mod kill;
mod obligations;
mod run;
mod seeds;
mod serve;
mod stories;
