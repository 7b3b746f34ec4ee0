//! Measures the crate against sets kept outside the repository.
//!
//! `cargo run --release -p foederis-time --example measure -- sentences FILE.jsonl [--wrong]`: claims with known days,
//! is the interval among those found? `... -- timex FOLDER.. [--wrong]`: TIMEX3 annotations in NewsReader's XML, one
//! folder a corpus. `... -- words FILE.jsonl` and `... -- treebank FILE.conllu..`: what is found in each sentence. `--wrong` lists what differs.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measuring tool prints its figures")]

mod sentences;
mod timex;
mod tokens;
mod treebank;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_listing = arguments.iter().any(|it| it == "--wrong");
    let paths: Vec<&str> =
        arguments.iter().skip(1).map(String::as_str).filter(|it| *it != "--wrong").collect();
    let done = match arguments.first().map(String::as_str) {
        Some("sentences") => sentences::measure(&paths, is_listing),
        Some("timex") => timex::measure(&paths, is_listing),
        Some("words") => sentences::show(&paths),
        Some("treebank") => treebank::show(&paths),
        Some("speed") => sentences::speed(&paths),
        _ => Err("say `sentences FILE.jsonl`, `words FILE.jsonl`, `speed FILE.jsonl`, `treebank FILE.conllu..` or `timex FOLDER..`"
            .to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a top reads files")]
fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|why| format!("cannot read `{path}`: {why}"))
}
