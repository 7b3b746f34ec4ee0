//! How merging and looking grow with the number of reports, without analysing each: `scale LEDGER N [INTO]`.
//!
//! Takes the reports of a ledger (1,000 made by `make_reports` and read by `foederis read`) as many times as N asks
//! for. In each round the states change places by one step of a fixed permutation, the days move, all ids are hashed
//! anew, and names and fingerprints are salted, so that rounds share states, days and words but are no copies of one
//! another: happenings of the same kind between other states on other days. Prints seconds (of this thread, on a
//! processor) to merge eight parts and to derive the account, and the most memory held; with INTO, puts the reports
//! into a new ledger of that name.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program prints and fails by panicking"
)]
#![expect(clippy::disallowed_methods, reason = "a measuring program measures time")]

use foederis::{ActorCode, ClaimId, Date, Ledger, Line, Reading, ReportId, Store};
use foederis_ledger::{account, merge};
use foederis_store::SentenceText;
use foederis_types::{BlockKind, Header, Part, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [ledger, n_reports, into @ ..] = &arguments[..] else {
        println!("usage: scale LEDGER N [INTO]");
        return;
    };
    let base = Base::load(&Store::open(Path::new(ledger)).unwrap());
    let n_reports: usize = n_reports.parse().unwrap();
    match into {
        [into, ..] => fill(&base, n_reports, Path::new(into)),
        [] => measure(&base, n_reports),
    }
}

fn measure(base: &Base, n_reports: usize) {
    let mut parts: Vec<Ledger> = (0..8).map(|_| Ledger::new()).collect();
    for number in 0..n_reports {
        let (header, lines) = base.variant(number);
        parts[number % 8].add(header, lines);
    }
    let held = peak_mib();
    let start = seconds_run();
    let whole = parts.into_iter().fold(Ledger::new(), merge);
    let merged = seconds_run() - start;
    let start = seconds_run();
    let account = account(&whole);
    let derived = seconds_run() - start;
    println!(
        "{n_reports} reports, {} claims: merge {merged:.2} s, account {derived:.2} s, {} entries, {} stories (largest {} \
         reports), {} pacts; at most {held} MiB before, {} MiB in all",
        whole.n_claims(),
        account.entries.len(),
        account.stories.len(),
        account.stories.values().map(|story| story.reports.len()).max().unwrap_or(0),
        account.pacts.len(),
        peak_mib(),
    );
    let (precision, recall) = b_cubed(&whole, &account);
    println!(
        "stories against the happenings they were made from: B-cubed precision {precision:.3}, recall {recall:.3}, F1 {:.3}",
        2.0 * precision * recall / (precision + recall)
    );
}

/// Compares the stories with the happenings that `make_reports` told ten times each, over reports (Bagga and Baldwin
/// 1998). The happening is in the id that the input gave: `g123`, after it the round.
fn b_cubed(ledger: &Ledger, account: &foederis::Account) -> (f64, f64) {
    let happening = |header: &Header| {
        let given = header.given_ids.iter().next().map_or("", String::as_str).trim_start_matches('g');
        let (number, round) = given.split_once('-').unwrap_or((given, "0"));
        (number.parse::<usize>().unwrap_or(0) / 10, round.to_owned())
    };
    let mut n_told: BTreeMap<(usize, String), usize> = BTreeMap::new();
    ledger.headers().for_each(|header| *n_told.entry(happening(header)).or_default() += 1);
    let (mut precision, mut recall) = (0.0, 0.0);
    for story in account.stories.values() {
        let mut here: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let told = story.reports.iter().filter_map(|id| ledger.header(*id)).map(happening);
        told.for_each(|happening| *here.entry(happening).or_default() += 1);
        for (happening, n) in here {
            precision += (n * n) as f64 / story.reports.len() as f64;
            recall += (n * n) as f64 / n_told[&happening] as f64;
        }
    }
    (precision / ledger.n_reports() as f64, recall / ledger.n_reports() as f64)
}

fn fill(base: &Base, n_reports: usize, into: &Path) {
    let mut store = Store::open_or_create(into).unwrap();
    let start = seconds_run();
    for first in (0..n_reports).step_by(200) {
        let batch: Vec<Reading> =
            (first..n_reports.min(first + 200)).map(|number| base.reading(number)).collect();
        store.add_reports(&batch).unwrap();
    }
    println!("{n_reports} reports added in {:.1} s; at most {} MiB", seconds_run() - start, peak_mib());
}

/// Seconds that this thread has run, so that other programs' load does not count (Linux's `schedstat`).
fn seconds_run() -> f64 {
    let schedstat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    schedstat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// The reports that variants are made of.
struct Base {
    readings: Vec<Reading>,
    states: Vec<ActorCode>,
}

impl Base {
    fn load(store: &Store) -> Base {
        let ledger = store.ledger().unwrap();
        let mut lines: BTreeMap<ReportId, Vec<Line>> = BTreeMap::new();
        let mut states = BTreeSet::new();
        for line in ledger.lines() {
            lines.entry(line.claim.quote.report).or_default().push(line.clone());
            let sides = line.claim.actors.iter().chain(&line.claim.recipients);
            states.extend(sides.filter_map(|side| side.code).filter(|code| code.as_str().len() == 3));
        }
        let reading = |header: &Header| Reading {
            report: store.report(header.id).unwrap().unwrap(),
            sentences: sentences(store, header.id),
            header: header.clone(),
            lines: lines.remove(&header.id).unwrap_or_default(),
        };
        Base { readings: ledger.headers().map(reading).collect(), states: states.into_iter().collect() }
    }

    /// Returns the code that takes another's place in a round.
    fn state(&self, code: ActorCode, round: usize) -> ActorCode {
        let place = self.states.binary_search(&code);
        place.map_or(code, |at| self.states[(at + 17 * round) % self.states.len()])
    }

    fn variant(&self, number: usize) -> (Header, Vec<Line>) {
        let reading = &self.readings[number % self.readings.len()];
        let round = number / self.readings.len();
        let mut header = reading.header.clone();
        let mut lines = reading.lines.clone();
        if round > 0 {
            self.change_header(&mut header, round);
            lines.iter_mut().for_each(|line| self.change_line(line, header.id, round));
        }
        (header, lines)
    }

    fn change_header(&self, header: &mut Header, round: usize) {
        header.id = ReportId::from_hash(salted(header.id.to_bytes(), round));
        header.given_ids = header.given_ids.iter().map(|id| format!("{id}-{round}")).collect();
        if let Some(published) = &mut header.published {
            published.day = later(published.day, round);
        }
        header.names.iter_mut().for_each(|name| name.push_str(&format!(" {round}")));
        header.names.sort();
        for (name, whose) in &mut header.people {
            name.push_str(&format!(" R{round}"));
            *whose = self.state(*whose, round);
        }
        for paragraph in &mut header.paragraphs {
            let salt = u32::try_from(round).unwrap().wrapping_mul(0x9e37_79b9);
            paragraph.shingles.iter_mut().for_each(|run| *run = (*run ^ salt).wrapping_mul(0x85eb_ca6b));
            paragraph.shingles.sort_unstable();
        }
    }

    fn change_line(&self, line: &mut Line, report: ReportId, round: usize) {
        let claim = &mut line.claim;
        claim.id = ClaimId::from_hash(salted(claim.id.to_bytes(), round));
        claim.quote.report = report;
        for side in claim.actors.iter_mut().chain(&mut claim.recipients) {
            side.code = side.code.map(|code| self.state(code, round));
            side.name.push_str(&format!(" R{round}"));
        }
        for view in &mut claim.factuality {
            if let foederis_types::Holder::Actor(code) = &mut view.holder {
                *code = self.state(*code, round);
            }
        }
        if let Some(clause) = &mut claim.clause {
            clause
                .debtors
                .iter_mut()
                .chain(&mut clause.creditors)
                .for_each(|code| *code = self.state(*code, round));
        }
        claim.happened.from = claim.happened.from.map(|day| later(day, round));
        claim.happened.to = claim.happened.to.map(|day| later(day, round));
    }

    fn reading(&self, number: usize) -> Reading {
        let base = &self.readings[number % self.readings.len()];
        let (header, lines) = self.variant(number);
        let mut report = base.report.clone();
        report.id = header.id;
        report.given_id = header.given_ids.iter().next().cloned();
        report.published = header.published.clone();
        Reading { report, sentences: base.sentences.clone(), header, lines }
    }
}

/// Days move by less than two years, so that rounds overlap in time.
fn later(day: Date, round: usize) -> Date {
    day.saturating_add(jiff::Span::new().days(i64::try_from(round * 37 % 700).unwrap()))
}

fn salted(id: [u8; 8], round: usize) -> [u8; 8] {
    let mut hash = u64::from_be_bytes(id) ^ (round as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ hash >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (hash ^ hash >> 29).to_be_bytes()
}

fn sentences(store: &Store, id: ReportId) -> Vec<SentenceText> {
    let sentence = |row: foederis_store::SentenceRow| SentenceText {
        part: if row.part == "title" { Part::Title } else { Part::Text },
        span: Span::from_offsets(row.start as usize, row.end as usize).unwrap(),
        block: BlockKind::Body,
        paragraph: row.paragraph,
    };
    store.sentences(id).unwrap().into_iter().map(sentence).collect()
}
