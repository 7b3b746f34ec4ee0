//! Speed of the what-if: one question with full explanation, the slowest explanation, all ordered pairs of a day.
//!
//! Run with `cargo bench -p foederis-pacts`. The ATOP figures are given where `FOEDERIS_ATOP` names a member file. Times
//! are this thread's on the processor where the system tells them (Linux), so that other work on the machine does not
//! count; else wall time.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time and reads a user's file")]

use std::time::{Duration, Instant};

/// Starts to measure.
struct Watch {
    wall: Instant,
    busy: Option<Duration>,
}

impl Watch {
    fn start() -> Watch {
        Watch { wall: Instant::now(), busy: Watch::busy() }
    }

    fn elapsed(&self) -> Duration {
        match (self.busy, Watch::busy()) {
            (Some(then), Some(now)) => now.saturating_sub(then),
            _ => self.wall.elapsed(),
        }
    }

    /// Returns how long this thread has run on a processor.
    fn busy() -> Option<Duration> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
    }
}

use foederis_pacts::import::read_atop_members;
use foederis_pacts::{
    AnswersView, PactLibrary, Question, Reading, all_pairs, explain, parse_events, tell, what_if,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let load = Watch::start();
    let library = PactLibrary::embedded().map_err(|faults| faults[0].clone())?;
    println!("load {} pact files: {:?}", library.pacts().len(), load.elapsed());
    one(&library, "KOR>PRK @PRK")?;
    one(&library, "RUS>USA @USA")?;
    pairs("pact files", &library, "2025-06-01");
    if let Ok(file) = std::env::var("FOEDERIS_ATOP") {
        let load = Watch::start();
        let atop = read_atop_members(&std::fs::read_to_string(file)?)?;
        let atop = PactLibrary::of(atop.into_iter().map(|alliance| alliance.pact).collect());
        println!("load {} alliances: {:?}", atop.pacts().len(), load.elapsed());
        pairs("ATOP 4.01", &atop, "2016-06-01");
        pairs("ATOP 4.01", &atop, "1914-07-28");
    }
    Ok(())
}

/// Times are means over so many runs: the system tells them in steps of some milliseconds.
const RUNS: u32 = 200;

fn mean(mut run: impl FnMut()) -> Duration {
    let start = Watch::start();
    (0..RUNS).for_each(|_| run());
    start.elapsed() / RUNS
}

/// Times a question with text and JSON, and the slowest explanation among its rows.
fn one(library: &PactLibrary, events: &str) -> Result<(), Box<dyn std::error::Error>> {
    let question = Question::new(parse_events(events, &|_, _| None)?, "2025-06-01".parse()?);
    let answers = what_if(library, &question)?;
    let asked = mean(|| assert!(what_if(library, &question).is_ok()));
    let told = mean(|| {
        let Ok(answers) = what_if(library, &question) else { return };
        let text = tell(library, &answers, None);
        let json = serde_json::to_string(&AnswersView::of(library, &answers));
        assert!(!text.is_empty() && json.is_ok());
    });
    let explained = answers
        .rows
        .iter()
        .map(|row| mean(|| assert!(!explain(library, &answers, row, Reading::Strict).is_empty())));
    println!(
        "{events}: {} rows; what-if with proofs {asked:?}, with text and JSON {told:?}; slowest explanation {:?}",
        answers.rows.len(),
        explained.max().unwrap_or_default()
    );
    Ok(())
}

fn pairs(name: &str, library: &PactLibrary, on: &str) {
    let Ok(day) = on.parse() else { return };
    for reading in [Reading::Strict, Reading::Formal] {
        let start = Watch::start();
        let totals = all_pairs(library, day, reading, |_| {});
        println!("all pairs, {name}, {on}, {}: {totals:?} in {:?}", reading.as_str(), start.elapsed());
    }
}
