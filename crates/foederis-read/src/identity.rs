//! Fingerprints: of the raw bytes, and the report's id.

use foederis_types::{Date, ReportId};
use sha2::{Digest, Sha256};

/// Returns the SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns the id of the report with these fields: the same fields give the same id wherever they were read from.
///
/// Each field is hashed with its length in front, so that no two lists of fields run into the same bytes; a field that
/// is absent differs from an empty one.
pub(crate) fn report_id(
    outlet: Option<&str>,
    url: Option<&str>,
    title: Option<&str>,
    published: Option<Date>,
    text: &str,
) -> ReportId {
    let day = published.map(|day| day.to_string());
    let mut hasher = Sha256::new();
    for field in [outlet, url, title, day.as_deref(), Some(text)] {
        let len = field.map_or(u64::MAX, |field| field.len() as u64);
        hasher.update(len.to_be_bytes());
        hasher.update(field.unwrap_or("").as_bytes());
    }
    let digest: [u8; 32] = hasher.finalize().into();
    ReportId::from_hash(std::array::from_fn(|idx| digest[idx]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_counts_and_fields_do_not_run_together() {
        let id = |outlet, title, text| report_id(outlet, None, title, None, text);
        assert_eq!(id(Some("Aye"), None, "text"), id(Some("Aye"), None, "text"));
        assert_ne!(id(Some("Aye"), None, "text"), id(None, Some("Aye"), "text"));
        assert_ne!(id(Some("A"), Some("b"), "text"), id(Some("Ab"), Some(""), "text"));
        assert_ne!(id(Some(""), None, "text"), id(None, None, "text"));
    }
}
