//! Scores the built-in model on annotated files: `score [--level avx2] FILE...`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers: it reads files and prints"
)]

use foederis_parse::{Level, Reader, eval};
use std::time::Duration;

/// Processor time of this thread so far.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut reader = Reader::embedded()?;
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if_eq("--level").is_some() {
        let name = arguments.next().unwrap_or_default();
        reader = reader.with_level(Level::named(&name).ok_or("this machine has no such instructions")?);
    }
    for path in arguments {
        let gold = eval::Gold::read(&std::fs::read_to_string(&path)?)?;
        println!(
            "{path}  ({}, {:?})\n{}",
            reader.model_name(),
            reader.level(),
            eval::evaluate(&reader, &gold, &processor_time)
        );
    }
    Ok(())
}
