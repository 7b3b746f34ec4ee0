//! Opening and making the file.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// The format this version writes, kept as SQLite's `user_version`.
pub const FORMAT: u32 = 1;
/// `FOED`, kept as SQLite's `application_id`: what tells a ledger from any other database.
const APPLICATION: u32 = 0x464f_4544;
const SCHEMA: &str = include_str!("schema.sql");
/// Tables that only grow.
const JOURNALLED: &[&str] =
    &["report", "given_id", "sentence", "claim", "claim_side", "claim_view", "correction", "journal"];
/// How long to wait for another program that writes.
pub(crate) const BUSY: Duration = Duration::from_secs(20);

/// An open ledger.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens a ledger, or makes it where there is no file.
    ///
    /// # Errors
    ///
    /// The file is no ledger or of a newer format: it is left as it is. The file cannot be read or made.
    pub fn open_or_create(path: &Path) -> Result<Store, StoreError> {
        if !path.exists() {
            create(path)?;
        }
        Store::open(path)
    }

    /// Opens a ledger that is there.
    ///
    /// # Errors
    ///
    /// As [`Store::open_or_create`]; and there is no file.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        check_head(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        configure(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        check_format(path, format_of(&connection)?)?;
        migrate(&connection)?;
        Ok(Store { connection })
    }

    /// Makes a ledger that lives only in memory.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn in_memory() -> Result<Store, StoreError> {
        let connection = Connection::open_in_memory()?;
        configure(&connection)?;
        lay_out(&connection)?;
        Ok(Store { connection })
    }
}

fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without it REPLACE would delete a row behind the triggers' back.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // 32 MiB: a view goes through some thousand pages of a large file more than once.
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes the file beside its place and moves it there whole, so that a kill never leaves half a ledger.
fn create(path: &Path) -> Result<(), StoreError> {
    let unopenable = |cause| StoreError::Unopenable { path: path.to_owned(), cause };
    let new = beside(path);
    match fs::remove_file(&new) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(unopenable(cause)),
        _ => {}
    }
    lay_out_at(&new)?;
    // A hard link, unlike a rename, fails where another program was faster.
    let placed = fs::hard_link(&new, path);
    let removed = fs::remove_file(&new);
    match placed {
        Err(cause) if cause.kind() != std::io::ErrorKind::AlreadyExists => return Err(unopenable(cause)),
        _ => {}
    }
    removed.map_err(unopenable)
}

/// A name that no other program and no other thread of this one uses.
fn beside(path: &Path) -> PathBuf {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".new-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed)));
    path.with_file_name(name)
}

fn lay_out_at(path: &Path) -> Result<(), StoreError> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|cause| StoreError::Unopenable { path: path.to_owned(), cause })?;
    let connection = Connection::open(path)?;
    configure(&connection)?;
    lay_out(&connection)?;
    connection.close().map_err(|(_, cause)| cause.into())
}

fn lay_out(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN")?;
    connection.execute_batch(SCHEMA)?;
    for table in JOURNALLED {
        for act in ["UPDATE", "DELETE"] {
            connection.execute_batch(&format!(
                "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
                 BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END"
            ))?;
        }
    }
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", FORMAT)?;
    connection.execute_batch("COMMIT")?;
    Ok(())
}

/// Reads the first bytes without SQLite, which would write beside the file: a stranger's file is not touched.
fn check_head(path: &Path) -> Result<(), StoreError> {
    let mut head = [0; 100];
    let read = fs::OpenOptions::new().read(true).open(path).and_then(|mut file| file.read_exact(&mut head));
    match read {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => {
            return Err(StoreError::NotALedger(path.to_owned()));
        }
        Err(cause) => return Err(StoreError::Unopenable { path: path.to_owned(), cause }),
        Ok(()) => {}
    }
    // Offsets of the file header: sqlite.org/fileformat.html, section 1.3.
    if !head.starts_with(b"SQLite format 3\0") || number_at(&head, 68) != APPLICATION {
        return Err(StoreError::NotALedger(path.to_owned()));
    }
    check_format(path, number_at(&head, 60))
}

fn number_at(head: &[u8; 100], at: usize) -> u32 {
    u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
}

fn format_of(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn check_format(path: &Path, found: u32) -> Result<(), StoreError> {
    if found > FORMAT {
        return Err(StoreError::NewerFormat { path: path.to_owned(), found, known: FORMAT });
    }
    Ok(())
}

/// Steps from each format to the next, in one transaction each.
const MIGRATIONS: &[(u32, &str)] = &[];

/// Brings an older file up to [`FORMAT`].
fn migrate(connection: &Connection) -> Result<(), StoreError> {
    for (to, script) in MIGRATIONS {
        if format_of(connection)? < *to {
            connection
                .execute_batch(&format!("BEGIN IMMEDIATE; {script}; PRAGMA user_version = {to}; COMMIT"))?;
            // The format stands in the file itself, where a program that does not know it looks first.
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
    }
    Ok(())
}
