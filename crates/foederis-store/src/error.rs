//! What can go wrong with a ledger's file.

use std::path::PathBuf;

/// Why the store could not do what it was asked. The file is as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is there but was not made by foederis.
    #[error("`{0}` is not a foederis ledger")]
    NotALedger(PathBuf),
    /// The file was made by a later foederis.
    #[error("`{path}` has ledger format {found}; this foederis knows formats up to {known}")]
    NewerFormat {
        /// Which file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The latest format known here.
        known: u32,
    },
    /// No such file.
    #[error("there is no ledger `{0}`")]
    Missing(PathBuf),
    /// The file cannot be read or made.
    #[error("cannot open `{path}`")]
    Unopenable {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// SQLite refused: the disk is full, the file damaged, another program writes.
    #[error("the ledger's file cannot be used")]
    Sqlite(#[from] rusqlite::Error),
    /// A row holds what no foederis wrote.
    #[error("the ledger's table `{table}`, row `{row}`, is damaged")]
    Damaged {
        /// Which table.
        table: &'static str,
        /// Which row.
        row: String,
        /// Why.
        #[source]
        cause: foederis_wire::WireError,
    },
    /// Words to search for that cannot be understood.
    #[error("cannot search for `{words}`")]
    BadSearch {
        /// The words.
        words: String,
        /// What the full-text index says.
        #[source]
        cause: rusqlite::Error,
    },
    /// What was derived from the ledger does not hold together, though it was just made anew.
    #[error("the account cannot be carried on")]
    Kept(#[source] foederis_ledger::kept::KeptError),
}
