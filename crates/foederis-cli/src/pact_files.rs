//! Opens the pacts that `--pacts` names: folders and files of pacts, member files of coded alliances, the built-in ones.

use crate::failure::Failure;
use foederis::obligations::{LibraryError, OwnPacts, PactFiles};
use std::error::Error as _;
use std::path::{Path, PathBuf};

/// Opens what was named; the built-in pacts where nothing was.
pub(crate) fn open(named: &[PathBuf]) -> Result<PactFiles, Failure> {
    let is_none = |path: &PathBuf| path.as_os_str() == "none";
    match named {
        [] => return Ok(PactFiles::BuiltIn),
        [only] if is_none(only) => return Ok(PactFiles::None),
        several if several.iter().any(is_none) => {
            return Err(Failure::input("`--pacts none` goes with no other `--pacts`"));
        }
        _ => {}
    }
    let mut own = OwnPacts::default();
    for path in named {
        if path.as_os_str() == "built-in" {
            own.has_built_in = true;
        } else if path.is_dir() {
            own.files.extend(folder(path)?);
        } else {
            let is_table = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            let file = (path.display().to_string(), text(path)?);
            if is_table { own.tables.push(file) } else { own.files.push(file) }
        }
    }
    Ok(PactFiles::Own(own))
}

/// Reads the pact files of a folder, in the order of their names.
fn folder(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let entries = folder.read_dir().map_err(|error| Failure::cannot("read", folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::input(format!("no pact file `*.toml` in `{}`", folder.display()))
            .hint("use `--pacts none` to answer from the ledger alone"));
    }
    paths.into_iter().map(|path| Ok((path.display().to_string(), text(&path)?))).collect()
}

/// Reads a text file. Old tables come in old encodings: what is no UTF-8 stands for letters of names, which nothing
/// here reads.
#[expect(clippy::disallowed_methods, reason = "the program opens what the user names")]
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::cannot("read", path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Failure {
        match &error {
            LibraryError::Shelf(_) | LibraryError::Files(_) => {}
            LibraryError::Table { .. } => {
                let cause = error.source().map(ToString::to_string).unwrap_or_default();
                return table(&error.to_string(), &cause);
            }
        }
        match error {
            LibraryError::Shelf(error) => error.into(),
            other => Failure::input(other.to_string()),
        }
    }
}

/// Makes a failure of a table whose cause may hold its own hint.
pub(crate) fn table(heading: &str, cause: &str) -> Failure {
    match cause.split_once("\n  hint: ") {
        Some((cause, hint)) => Failure::input(heading).because(cause).hint(hint),
        None => Failure::input(heading).because(cause),
    }
}
