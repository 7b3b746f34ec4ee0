//! Any JSON is refused as a claim, or is one that comes out as it went in.
#![no_main]

use foederis_read::read_bytes;
use foederis_types::Report;
use foederis_wire::{ClaimJson, claim_of, json_of};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn report() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| {
        let line =
            br#"{"id": "r", "published": "2024-06-20", "text": "Chad and Niger signed a pact in Niamey."}"#;
        read_bytes("r.json", line, None).reports.into_iter().next().expect("a report")
    })
}

fuzz_target!(|text: &str| {
    let Ok(json) = serde_json::from_str::<ClaimJson>(text) else { return };
    let Ok(claim) = claim_of(&json, report()) else { return };
    let again = claim_of(&json_of(&claim, report()), report());
    assert_eq!(again.ok().as_ref(), Some(&claim));
});
