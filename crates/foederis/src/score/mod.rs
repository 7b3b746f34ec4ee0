//! Scores what was read from some reports against a key.
//!
//! A claim answers an event where its quote overlaps the event's evidence in the same report. Type, parties and
//! status are then compared one by one, so a miss shows what was missed. Knows the key's form and nothing of any key.

mod events;
mod key;
mod tally;

pub use events::{EventScore, Miss, score_events};
pub use key::*;
pub use tally::{Score, Tally};

use foederis_types::{Claim, Part, Report, Span};
use std::collections::BTreeMap;

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
