//! The ledger in one SQLite file: append-only, versioned, checked.
//!
//! The file is the only thing that is touched. What is added is added whole or not at all, and what was confirmed
//! stays, whatever happens to the program (write-ahead log, synchronised at each batch). Triggers refuse to change or
//! delete; a chain of hashes over everything added makes a change by other hands visible to [`Store::verify`].
//! Tables and views are documented in `docs/ledger-format.md`.
//!
//! Nothing here depends on the order of rows: whatever is read out is ordered by content ids, so exports of two
//! ledgers with the same reports are the same bytes. The store knows no merging: it hands out a
//! [`foederis_ledger::Ledger`], and keeps beside it what that crate makes of it.

mod add;
mod error;
mod file;
mod keep;
mod parts;
mod read;
mod report_json;
mod search;
mod sides;
mod verify;

pub use add::{Added, Reading, SentenceText};
pub use error::StoreError;
pub use file::{FORMAT, Store};
pub use parts::{PactRow, StoryRow};
pub use read::{ReportRow, SentenceRow};
pub use search::{Hit, SEARCH_SQL};
pub use verify::{Fault, FaultKind};
