//! Times the worst inputs: `worst` prints processor time and peak memory for each.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers: it measures and prints"
)]

use foederis_parse::Reader;
use foederis_types::Depth;

/// Processor time so far, in seconds.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn peak_mib() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("");
    line.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let reader = Reader::embedded()?;
    let inputs = [
        ("5,000 words without a stop", "the minister of the north said that, ".repeat(625)),
        ("100,000 opening brackets", "(".repeat(100_000)),
        ("100,000 brackets apart", "( ".repeat(100_000)),
        ("mixed scripts, 100,000 words", "Kim Ким 金正恩 كيم किम ".repeat(20_000)),
        ("emoji, 1 MB", "👩‍👩‍👧‍👦 🇰🇵 👍🏽!".repeat(20_000)),
        ("zero-width and controls, 1 MB", "a\u{200b}\0\u{301}\u{202e}\u{feff}\u{7}".repeat(80_000)),
        ("one word of 1 MB", "x".repeat(1_000_000)),
        ("lone combining marks, 1 MB", "\u{301}".repeat(500_000)),
        ("stops, 1 MB", ". ".repeat(500_000)),
        ("apostrophes, 1 MB", "a's".repeat(330_000)),
        ("hyphens and slashes, 1 MB", "1-2/3.".repeat(160_000)),
    ];
    for (name, text) in inputs {
        let start = processor_seconds();
        let analysis = reader.analyse_text(&text);
        let n_words: usize = analysis.sentences.iter().map(|s| s.tokens.len()).sum();
        let n_cut = analysis.sentences.iter().filter(|s| s.depth == Depth::InParts).count();
        println!(
            "{name}: {} bytes, {n_words} words, {} sentences, {n_cut} of them cut, {:.2} s, peak {} MiB",
            text.len(),
            analysis.sentences.len(),
            processor_seconds() - start,
            peak_mib()
        );
    }
    Ok(())
}
