//! Opens a user's own rules and actors, which `--rules` and `--actors` name.

use crate::args::Common;
use crate::failure::Failure;
use foederis::{Names, OwnFiles};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Opens what was named; nothing where nothing was.
pub(crate) fn open(common: &Common) -> Result<OwnFiles, Failure> {
    let mut own = OwnFiles::default();
    if let Some(folder) = &common.rules {
        own.rules = rules(folder)?;
    }
    if let Some(path) = &common.actors {
        own.actors.push(file(path)?);
    }
    Ok(own)
}

/// Returns the tables of names with a user's own actors.
pub(crate) fn names(common: &Common) -> Result<Cow<'static, Names>, Failure> {
    let mut names = Cow::Borrowed(Names::shared());
    for (name, text) in open(common)?.actors {
        let added = names.to_mut().add_actors(&name, &text);
        added.map_err(|error| Failure::input(error.to_string()))?;
    }
    Ok(names)
}

/// Reads the rule files of a folder, in the order of their names.
fn rules(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let entries = folder.read_dir().map_err(|error| Failure::cannot("read", folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rules"));
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::input(format!("no rule file `*.rules` in `{}`", folder.display())));
    }
    paths.iter().map(|path| file(path)).collect()
}

#[expect(clippy::disallowed_methods, reason = "the program opens what the user names")]
fn file(path: &Path) -> Result<(String, String), Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::cannot("read", path, &error))?;
    Ok((path.display().to_string(), text))
}
