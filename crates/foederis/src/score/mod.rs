//! Scores what was read from some reports against a key.
//!
//! A claim answers an event where its quote overlaps the event's evidence in the same report. Type, parties and
//! status are then compared one by one, so a miss shows what was missed. Knows the key's form and nothing of any key.

mod events;
mod headers;
mod key;
mod stories;
mod tally;

pub use events::{EventScore, Miss, score_events};
pub use key::*;
pub use tally::{Score, Tally};

use crate::desk::Desk;
use crate::obligations::LibraryError;
use crate::{Coded, Ledger};
use foederis_names::Names;
use foederis_store::Reading;
use foederis_types::{Claim, Part, Report, ReportId, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Scores coded reports against a key, item by item.
///
/// # Errors
///
/// The built-in pact files are wrong; not for a program that passes its tests.
pub fn score(key: &Key, coded: Vec<Coded>) -> Result<Vec<Score>, LibraryError> {
    let mut reports = CodedReports::new();
    let mut names_of: BTreeMap<ReportId, String> = BTreeMap::new();
    let mut shelf: BTreeMap<ReportId, Report> = BTreeMap::new();
    let mut ledger = Ledger::new();
    for coded in coded {
        let (name, claims) = (key_name(&coded.report), coded.claims.clone());
        names_of.insert(coded.report.id, name.clone());
        reports.insert(name, CodedReport { report: coded.report.clone(), claims });
        let Reading { report, header, lines, .. } = coded.into_reading();
        ledger.add(header, lines);
        shelf.insert(report.id, report);
    }
    // What the ledger knows of people from all reports counts.
    for claim in foederis_ledger::settled_claims(&ledger) {
        let known = names_of.get(&claim.quote.report).and_then(|name| reports.get_mut(name));
        let mut claims = known.into_iter().flat_map(|report| &mut report.claims);
        if let Some(coded) = claims.find(|coded| coded.id == claim.id) {
            *coded = claim;
        }
    }
    let desk = Desk::open(&ledger, None, &shelf);
    let names = Names::shared();
    let mut scores = headers::score_headers(key, &reports);
    let (scored, of_events) = score_events(key, &reports);
    scores.extend(of_events);
    scores.extend(stories::score_life_cycles(key, &desk));
    scores.push(stories::score_clauses(key, &reports));
    scores.extend(stories::score_disagreements(key, &reports, &desk));
    scores.extend(stories::score_copies(key, &reports, &desk));
    scores.extend(stories::score_comparison(key, &scored, &reports, &desk));
    scores.push(stories::score_what_if(key, &desk, names)?);
    scores.retain(|score| score.tally.all > 0);
    Ok(scores)
}

/// Prints scores, with each miss where `shows_misses`.
pub fn text(scores: &[Score], shows_misses: bool) -> String {
    let mut text = String::new();
    for score in scores {
        let Tally { hits, all } = score.tally;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{hits:>4} of {all:<4} {}", score.item);
        for miss in score.misses.iter().filter(|_| shows_misses) {
            let _ = writeln!(text, "             missed: {miss}");
        }
    }
    text
}

/// A report and the claims made of it.
#[derive(Clone, Debug)]
pub struct CodedReport {
    /// The report.
    pub report: Report,
    /// Its claims.
    pub claims: Vec<Claim>,
}

/// Coded reports by the ids that keys call them by.
pub type CodedReports = BTreeMap<String, CodedReport>;

/// Returns the name that a key calls a report by: the id it was given, else its file's name.
pub fn key_name(report: &Report) -> String {
    let file = report.origin.rsplit(['/', '\\']).next().unwrap_or(&report.origin);
    report.given_id.clone().unwrap_or_else(|| file.to_owned())
}

/// Returns where evidence stands: every place of its words in the text, or in the headline.
pub(crate) fn places(report: &Report, evidence: &KeyEvidence) -> Vec<(Part, Span)> {
    let find = |part: Part| {
        let text = report.part(part);
        let found = text.match_indices(evidence.quote.as_str());
        found
            .filter_map(move |(start, words)| Some((part, Span::from_offsets(start, start + words.len())?)))
            .collect::<Vec<_>>()
    };
    let in_text = find(Part::Text);
    if in_text.is_empty() || evidence.field.as_deref() == Some("title") {
        let title_in_text = report.title.as_ref().and_then(|title| title.span);
        return find(Part::Title).into_iter().chain(title_in_text.map(|span| (Part::Text, span))).collect();
    }
    in_text
}

/// Returns the claims whose quotes overlap the evidence.
pub(crate) fn claims_at<'a>(reports: &'a CodedReports, evidence: &KeyEvidence) -> Vec<&'a Claim> {
    let Some(coded) = reports.get(&evidence.report) else { return Vec::new() };
    let places = places(&coded.report, evidence);
    let overlaps = |claim: &&Claim| {
        places.iter().any(|(part, span)| claim.quote.part == *part && claim.quote.span.overlaps(*span))
    };
    coded.claims.iter().filter(overlaps).collect()
}
