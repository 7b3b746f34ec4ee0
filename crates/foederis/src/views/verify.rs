//! Whether every quote still stands in its report, and every row is as it was written.

use super::page::Page;
use foederis_store::Fault;
use schemars::JsonSchema;
use serde::Serialize;

/// What checking a ledger found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerifyView {
    /// Reports checked.
    pub n_reports: i64,
    /// Sentences checked.
    pub n_sentences: i64,
    /// Claims checked, each with its quote.
    pub n_claims: i64,
    /// What is not as it was written; empty when all is well.
    pub faults: Vec<FaultView>,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FaultView {
    /// What: `quote-not-in-report`, `broken-chain` ...
    pub kind: String,
    /// Which row.
    pub row: String,
    /// More.
    pub detail: String,
}

impl VerifyView {
    /// Shows what checking found.
    pub fn of(n_reports: i64, n_sentences: i64, n_claims: i64, faults: &[Fault]) -> VerifyView {
        let fault = |fault: &Fault| FaultView {
            kind: fault.kind.as_str().to_owned(),
            row: fault.row.clone(),
            detail: fault.detail.clone(),
        };
        VerifyView { n_reports, n_sentences, n_claims, faults: faults.iter().map(fault).collect() }
    }

    /// Prints it for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        let VerifyView { n_reports, n_sentences, n_claims, faults } = self;
        page.line(0, &format!("{n_reports} reports, {n_sentences} sentences, {n_claims} claims checked"));
        for fault in faults {
            page.line(2, &format!("{}: {} {}", fault.kind, fault.row, fault.detail));
        }
        page.line(
            0,
            if faults.is_empty() { "Every quote stands in its report." } else { "The ledger is damaged." },
        );
        page.finish()
    }
}
