//! How the store grows: `cargo bench -p foederis-store`, or `-- 1000 100000` for other numbers of reports.
//!
//! Reports are made: 22 sentences of 24 words from a vocabulary of 5,000, six claims. Prints seconds to add them in
//! batches of 500 (synchronised), to read the whole ledger back, to verify; milliseconds of a two-word search and of
//! the ledger of 40 reports; megabytes of the file.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints and fails by panicking")]

#[expect(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/made.rs"]
mod made;

use std::time::Instant;

use foederis_store::{Reading, SentenceText, Store};
use foederis_types::{BlockKind, Part, ReportId, Span};
use foederis_wire::fingerprint;

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn seconds<T>(act: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = act();
    (done, start.elapsed().as_secs_f64())
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!(
        "{:>8} {:>8} {:>8} {:>8} {:>10} {:>10} {:>8}",
        "reports", "add s", "load s", "verify s", "search ms", "part ms", "MB"
    );
    for n_reports in sizes {
        measure(n_reports);
    }
}

fn measure(n_reports: usize) {
    let folder = made::Folder::new(&format!("bench-{n_reports}"));
    let path = folder.file("a.db");
    let mut store = Store::open_or_create(&path).unwrap();
    let mut add = 0.0;
    for start in (0..n_reports).step_by(500) {
        let batch: Vec<Reading> = (start..n_reports.min(start + 500)).map(long_reading).collect();
        add += seconds(|| store.add_reports(&batch).unwrap()).1;
    }
    let ids: Vec<ReportId> = (0..40).map(|n| made::reading(n * n_reports / 40).report.id).collect();
    let (hits, search) = seconds(|| store.search("w17 w42", 100).unwrap());
    let (part, of_some) = seconds(|| store.ledger_of(&ids, None).unwrap());
    let (whole, load) = seconds(|| store.ledger().unwrap());
    let (faults, verify) = seconds(|| store.verify().unwrap());
    assert_eq!((whole.n_reports(), part.n_reports(), faults.len()), (n_reports, 40, 0));
    assert!(hits.len() <= 100);
    drop(store);
    let megabytes = std::fs::metadata(&path).unwrap().len() as f64 / 1e6;
    println!(
        "{n_reports:>8} {add:>8.2} {load:>8.2} {verify:>8.2} {:>10.2} {:>10.2} {megabytes:>8.1}",
        search * 1e3,
        of_some * 1e3
    );
}

/// A report of the usual length, with six claims.
fn long_reading(number: usize) -> Reading {
    let mut reading = made::reading(number);
    let mut dice = number as u64 + 7;
    for _ in 0..20 {
        let start = reading.report.text.len() + 1;
        for word in 0..24 {
            dice = dice.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            reading.report.text.push(if word == 0 { '\n' } else { ' ' });
            reading.report.text.push_str(&format!("w{}", (dice >> 33) % 5000));
        }
        let span = Span::from_offsets(start, reading.report.text.len()).unwrap();
        let sentence = SentenceText { part: Part::Text, span, block: BlockKind::Body, paragraph: 0 };
        reading.sentences.push(sentence);
    }
    reading.report.blocks[0].span = Span::from_offsets(0, reading.report.text.len()).unwrap();
    reading.header = fingerprint::header(&reading.report);
    for copy in 1..3u64 {
        for mut line in made::reading(number).lines {
            line.claim.id = foederis_types::ClaimId::from_hash(made::hashed(
                number,
                copy * 10 + u64::from(line.claim.sentence),
            ));
            reading.lines.push(line);
        }
    }
    reading
}
