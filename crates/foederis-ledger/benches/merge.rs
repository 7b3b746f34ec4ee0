//! How merging and deriving grow with the number of claims: `cargo bench -p foederis-ledger`.
//!
//! Claims are made (`tests/it/made.rs`): six a report, each happening told by about six claims within days, 30 states,
//! 600 days. Prints processor seconds and the factor against the size before; ten times the claims should take little more than
//! ten times as long.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints and fails by panicking")]

#[expect(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/made.rs"]
mod made;

use foederis_ledger::{Ledger, account, merge};

/// Seconds that this thread has run, so that other programs' load does not count.
///
/// Read from Linux's `schedstat`, whose first number is nanoseconds on a processor.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn seconds_run() -> f64 {
    let schedstat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    schedstat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    let mut before: Option<(f64, f64)> = None;
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>8} {:>8}",
        "claims", "merge s", "account s", "entries", "merge x", "acc. x"
    );
    for n_claims in sizes {
        let (merged, derived, n_entries) = measured(n_claims);
        let factor =
            |now: f64, then: Option<f64>| then.map_or(String::new(), |then| format!("{:.1}", now / then));
        println!(
            "{n_claims:>9} {merged:>9.3} {derived:>9.3} {n_entries:>9} {:>8} {:>8}",
            factor(merged, before.map(|times| times.0)),
            factor(derived, before.map(|times| times.1)),
        );
        before = Some((merged, derived));
    }
}

fn measured(n_claims: usize) -> (f64, f64, usize) {
    let mut dice = made::Dice(7);
    let parts: Vec<Ledger> = (0..8)
        .map(|_| {
            let mut part = Ledger::new();
            for _ in 0..n_claims / 48 {
                let (header, lines) = made::report(&mut dice, n_claims / 6, 6);
                part.add(header, lines);
            }
            part
        })
        .collect();
    let start = seconds_run();
    let whole = parts.into_iter().fold(Ledger::new(), merge);
    let merged = seconds_run() - start;
    let start = seconds_run();
    let account = account(&whole);
    (merged, seconds_run() - start, account.entries.len())
}
