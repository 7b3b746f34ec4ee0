//! Measures the reader's pace: `pace [--level L] [--threads N] [--repeat N] FILE.conllu...`.
//!
//! Per file, words per second of processor time: on gold words (encoder and heads), and from raw text to analysis, each
//! document one report; then the peak of memory. Rates are of the best repeat, so that a busy machine tells least.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers: it reads files and prints"
)]

use foederis_parse::{Level, Reader, eval};
use foederis_types::{Block, BlockKind, Language, Report, ReportId, Span};
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

/// Processor time of all threads so far.
fn processor_time() -> Duration {
    let ticks = |text: &str| {
        let fields: Vec<&str> = text.rsplit(')').next().unwrap_or("").split(' ').collect();
        let field = |at: usize| fields.get(at).and_then(|f| f.parse::<u64>().ok()).unwrap_or(0);
        field(12) + field(13)
    };
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    Duration::from_millis(10 * ticks(&text))
}

/// Processor time of this thread so far, finer.
fn thread_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

fn peak_mib() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("");
    line.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Cuts a raw text into reports of some 40 paragraphs.
fn reports(text: &str) -> Vec<Report> {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    paragraphs.chunks(40).map(|some| report(&some.join("\n\n"))).collect()
}

fn report(text: &str) -> Report {
    let span = Span::from_offsets(0, text.len());
    Report {
        id: ReportId::from_hash([0; 8]),
        raw_sha256: [0; 32],
        origin: String::new(),
        given_id: None,
        title: None,
        blocks: span.map(|span| Block { span, kind: BlockKind::Body }).into_iter().collect(),
        text: text.to_owned(),
        outlet: None,
        authors: Vec::new(),
        url: None,
        published: None,
        modified: None,
        dateline: None,
        page_spans: Vec::new(),
        language: Language::English,
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let mut reader = Reader::embedded()?;
    println!("start-up {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let (mut threads, mut repeats) = (NonZeroUsize::MIN, 3);
    let mut arguments = std::env::args().skip(1);
    let mut files = Vec::new();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match argument.as_str() {
            "--level" => {
                reader = reader.with_level(Level::named(&value()).ok_or("no such instructions here")?)
            }
            "--threads" => threads = value().parse()?,
            "--repeat" => repeats = value().parse()?,
            _ => files.push(argument),
        }
    }
    for path in files {
        let gold = eval::Gold::read(&std::fs::read_to_string(&path)?)?;
        let reports = reports(&gold.raw_text());
        let mut best = [0f64; 2];
        for _ in 0..repeats {
            best[0] = best[0].max(eval::pace(&reader, &gold, &thread_time));
            let start = processor_time();
            let analyses = reader.analyse_many(&reports, threads);
            let seconds = (processor_time() - start).as_secs_f64();
            let n_words: usize = analyses.iter().flat_map(|a| &a.sentences).map(|s| s.tokens.len()).sum();
            best[1] = best[1].max(n_words as f64 / seconds);
        }
        println!(
            "{path}: {:?}, gold words {:.0}, text on {threads} threads {:.0} words per processor second; peak {} MiB",
            reader.level(),
            best[0],
            best[1],
            peak_mib()
        );
    }
    Ok(())
}
