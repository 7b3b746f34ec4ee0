//! Prints how each line of the given files is marked, and how fast they are read:
//! `cargo run --release -p foederis-read --example figures -- FILE...`; `-q` prints the totals only.
#![expect(clippy::disallowed_methods, reason = "an example reads its files and measures")]
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use foederis_read::{message, read_bytes};
use foederis_types::Report;

fn main() {
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg == "-q");
    let mut total = Total::default();
    for path in &paths {
        match std::fs::read(path) {
            Ok(bytes) => total.read(path, &bytes, flags.is_empty()),
            Err(error) => println!("{path}: {error}"),
        }
    }
    println!(
        "{} files, {} reports, {} problems, {} bytes in {:?}; words by kind: {:?}",
        paths.len(),
        total.n_reports,
        total.n_problems,
        total.n_bytes,
        total.spent,
        total.n_words
    );
}

#[derive(Default)]
struct Total {
    n_reports: usize,
    n_problems: usize,
    n_bytes: usize,
    spent: Duration,
    n_words: BTreeMap<&'static str, usize>,
}

impl Total {
    fn read(&mut self, path: &str, bytes: &[u8], is_loud: bool) {
        let start = Instant::now();
        let outcome = read_bytes(path, bytes, None);
        self.spent += start.elapsed();
        self.n_bytes += bytes.len();
        self.n_reports += outcome.reports.len();
        self.n_problems += outcome.problems.len();
        for report in &outcome.reports {
            for block in &report.blocks {
                *self.n_words.entry(block.kind.as_str()).or_default() +=
                    block.span.of(&report.text).split_whitespace().count();
            }
            if is_loud {
                print(report);
            }
        }
        for problem in outcome.problems.iter().filter(|_| is_loud) {
            println!("{}", message(problem));
        }
    }
}

fn print(report: &Report) {
    let published =
        report.published.as_ref().map(|found| format!("{} {:?} {:?}", found.day, found.time, found.from));
    println!(
        "\n{}: {} | {:?} | {:?} | {published:?}",
        report.origin, report.id, report.outlet, report.authors
    );
    println!("{:<14}| {}", "(title)", report.title.as_ref().map_or("", |title| &title.text));
    if let Some(line) = &report.dateline {
        let shown = line.span.of(&report.text);
        println!("{:<14}| {shown} -> {:?} {:?} {:?}", "(dateline)", line.place, line.agency, line.day);
    }
    for block in &report.blocks {
        println!("{:<14}| {}", block.kind.as_str(), block.span.of(&report.text));
    }
}
