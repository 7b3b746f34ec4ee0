//! Gold that is a folder: the kind is seen from what is in it.

use super::{broken, read as read_text};
use crate::failure::Failure;
use foederis::Engine;
use foederis::eval::{GoldAttributions, GoldFactuality, GoldScores, score_attributions, score_factuality};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A gold folder, read.
pub(super) enum GoldFolder {
    /// Texts with who, cue and content.
    Attributions(String, Vec<(String, GoldAttributions)>),
    /// Reports with certainty and polarity of their events.
    Factuality(String, Vec<GoldFactuality>),
}

impl GoldFolder {
    /// Scores it.
    pub(super) fn score(&self, engine: &Engine) -> GoldScores {
        match self {
            GoldFolder::Attributions(name, texts) => score_attributions(name, texts, engine),
            GoldFolder::Factuality(name, reports) => score_factuality(name, reports, engine),
        }
    }
}

/// Reads a gold folder.
pub(super) fn read(folder: &Path) -> Result<GoldFolder, Failure> {
    let name = folder.display().to_string();
    let annotations = folder.join("attributions");
    if annotations.is_dir() {
        return Ok(GoldFolder::Attributions(name, read_attributions(folder, &annotations)?));
    }
    let reports = files(folder, "xml")?;
    if !reports.is_empty() {
        return Ok(GoldFolder::Factuality(name, read_factuality(&reports)?));
    }
    Err(Failure::input(format!("`{name}` is no gold folder"))
        .because("it holds neither a folder `attributions` nor files that end in `.xml`")
        .hint("run `foederis eval --help` to see the kinds of gold"))
}

/// Reads each text with its annotation; of several of one text, the first by name.
fn read_attributions(folder: &Path, annotations: &Path) -> Result<Vec<(String, GoldAttributions)>, Failure> {
    let mut by_text: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in files(annotations, "ann")? {
        let stem = stem(&path);
        let text = stem.rsplit_once('_').map_or(stem.clone(), |(text, _)| text.to_owned());
        by_text.entry(text).or_insert(path);
    }
    let read_one = |(name, annotation): (String, PathBuf)| {
        let text = read_text(&folder.join("text").join(format!("{name}.txt")))?;
        let gold = GoldAttributions::read(text, &read_text(&annotation)?);
        Ok((name, gold.map_err(|problem| broken(&annotation, &problem))?))
    };
    by_text.into_iter().map(read_one).collect()
}

fn read_factuality(reports: &[PathBuf]) -> Result<Vec<GoldFactuality>, Failure> {
    let read_one =
        |path: &PathBuf| GoldFactuality::read(&read_text(path)?).map_err(|problem| broken(path, &problem));
    reports.iter().map(read_one).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// Returns the files of a folder with this extension, sorted by name.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let entries = folder.read_dir().map_err(|error| Failure::cannot("read", folder, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| Failure::cannot("read", folder, &error))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}
