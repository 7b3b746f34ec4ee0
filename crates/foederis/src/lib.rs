//! The facade of foederis: wires reading, analysis, coding, ledger and pacts, and holds the views.
//!
//! The program, the page and the Python module print and return what is made here and add nothing of their own. It
//! opens no file and reads no clock; the store does its own I/O.

mod actor_names;
pub mod archive;
mod desk;
mod engine;
pub mod eval;
mod excerpt;
pub mod exports;
pub mod html;
mod kept_pacts;
mod manifest;
pub mod obligations;
pub mod parallel;
mod prefilter;
pub mod schemas;
pub mod score;
mod unresolved;
pub mod views;
pub mod wars {
    //! Coded wars and alliances that a user has: reading them, honour rates, the score of the casus foederis.

    pub use foederis_pacts::TableError;
    pub use foederis_pacts::coded::{
        CasusScore, CodedRow, Coding, honour_rates, read_coded_rows, read_wars, score_casus, war_numbers,
    };
    pub use foederis_pacts::import::read_atop_members;
}

pub use desk::{Citation, Desk, Shelf, ShelfError};
pub use engine::{Coded, Engine, EngineError, Explains};
pub use foederis_ledger::{Account, Ledger, Line, Story};
pub use foederis_names::Names;
pub use foederis_read::{
    Format, MAX_FILE_BYTES, MAX_LINE_BYTES, Message, ReadOutcome, message, read_archive, read_bytes,
};
pub use foederis_store::{Added, Fault, Reading, Store, StoreError, StoryRow};
pub use foederis_types::{
    ActorCode, Analysis, Claim, ClaimId, Correction, CorrectionKind, Date, EntryId, Header, Problem,
    ProblemKind, Report, ReportId, StoryId,
};
pub use foederis_wire::correction_id;
pub use manifest::{Manifest, OwnFiles, OwnFilesError, Part};
pub use prefilter::Prefilter;
pub use unresolved::{Found, Unresolved, UnresolvedItem, UnresolvedView};
