//! Measures what the prefilter costs and saves: `prefilter [--show] REPORTS.jsonl...`.
//!
//! For each file and form of the prefilter: the share of words that are parsed, words (of all sentences) per second of
//! processor time from text to analysis and from text to claims, and the claims lost and changed against none. `--show`
//! prints the words of each claim lost.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers: it reads files and prints"
)]

use foederis::{Claim, Engine, Prefilter, Report, read_bytes};
use std::collections::BTreeSet;
use std::time::Duration;

/// Processor time of this thread so far.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

/// What one pass over the reports came to.
struct Pass {
    n_words: usize,
    /// From text to analysis, and to claims.
    seconds: [f64; 2],
    claims: Vec<(String, Claim)>,
}

/// Reads as many reports together as the program does (`code`).
const REPORTS_TOGETHER: usize = 16;

fn pass(engine: &Engine, reports: &[Report]) -> Pass {
    let mut pass = Pass { n_words: 0, seconds: [0.0; 2], claims: Vec::new() };
    let start = processor_time();
    for reports in reports.chunks(REPORTS_TOGETHER) {
        for analysis in engine.analyse_together(reports) {
            pass.n_words += analysis.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        }
    }
    pass.seconds[0] = (processor_time() - start).as_secs_f64();
    let start = processor_time();
    for reports in reports.chunks(REPORTS_TOGETHER) {
        for coded in engine.code_together(reports.to_vec()) {
            for claim in coded.claims {
                let quote = claim.quote.span.of(coded.report.part(claim.quote.part)).to_owned();
                pass.claims.push((quote, claim));
            }
        }
    }
    pass.seconds[1] = (processor_time() - start).as_secs_f64();
    pass
}

/// What makes two claims the same, however they are told: place, type, who and whom.
fn key(claim: &Claim) -> String {
    let codes = |parties: &[_]| format!("{:?}", parties.iter().map(party_code).collect::<Vec<_>>());
    let (actors, recipients) = (codes(&claim.actors), codes(&claim.recipients));
    format!("{:?} {:?} {:?} {actors} {recipients}", claim.quote, claim.trigger, claim.cameo)
}

fn party_code(party: &foederis_types::Participant) -> String {
    party.code.map_or_else(String::new, |code| code.to_string())
}

fn has_code(claim: &Claim) -> bool {
    claim.actors.iter().chain(&claim.recipients).any(|party| party.code.is_some())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let shows = paths.iter().any(|path| path == "--show");
    paths.retain(|path| path != "--show");
    let mut engine = Engine::embedded()?;
    for path in paths {
        let bytes = std::fs::read(&path)?;
        let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
        let reports: Vec<Report> =
            lines.flat_map(|line| read_bytes("report.json", line, None).reports).collect();
        let mut whole: Option<Pass> = None;
        for prefilter in [Prefilter::Off, Prefilter::Wide, Prefilter::Narrow] {
            engine = engine.with_prefilter(prefilter);
            let found = pass(&engine, &reports);
            let known = whole.as_ref().unwrap_or(&found);
            let quotes: BTreeSet<_> =
                found.claims.iter().map(|(_, claim)| (claim.quote.report, claim.trigger.start())).collect();
            let keys: BTreeSet<String> = found.claims.iter().map(|(_, claim)| key(claim)).collect();
            let is_lost = |claim: &Claim| !quotes.contains(&(claim.quote.report, claim.trigger.start()));
            let lost = known.claims.iter().filter(|(_, claim)| is_lost(claim));
            let n_lost_coded = lost.clone().filter(|(_, claim)| has_code(claim)).count();
            let n_changed = known
                .claims
                .iter()
                .filter(|(_, claim)| !is_lost(claim) && !keys.contains(&key(claim)))
                .count();
            let per_second = |seconds: f64| known.n_words as f64 / seconds;
            println!(
                "{path} {prefilter:?}: {:.1} % of {} words parsed; {:.0} words/s to analysis, {:.0} to claims; of {} claims \
                 ({} with a code) {} lost ({n_lost_coded}), {n_changed} changed",
                100.0 * found.n_words as f64 / known.n_words as f64,
                known.n_words,
                per_second(found.seconds[0]),
                per_second(found.seconds[1]),
                known.claims.len(),
                known.claims.iter().filter(|(_, claim)| has_code(claim)).count(),
                lost.clone().count(),
            );
            for (quote, claim) in lost.filter(|_| shows) {
                println!("  {} {quote}", claim.decision.rule);
            }
            whole.get_or_insert(found);
        }
    }
    Ok(())
}
