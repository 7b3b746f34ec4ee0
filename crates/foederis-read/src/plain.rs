//! A file of plain text: one report, its head included.

use foederis_types::ProblemKind;

use crate::assemble::{Draft, assemble};
use crate::{ReadOutcome, decode, identity};

/// Reads one report from a text file of any encoding.
pub(crate) fn read(origin: &str, bytes: &[u8]) -> ReadOutcome {
    match decode::decode(bytes, None) {
        Some(text) => {
            let raw_sha256 = identity::sha256(bytes);
            assemble(origin, Draft { raw_sha256, text, has_head: true, ..Draft::default() })
        }
        None => ReadOutcome::problem(origin, ProblemKind::Binary, ""),
    }
}
