//! `foederis export` and `foederis manifest`: the ledger in other tools' forms, and what an export was made with.

use super::views::json;
use crate::args::{Common, ExportArgs, ExportFormat};
use crate::failure::{Failure, Outcome};
use crate::own_files;
use crate::printer::Printer;
use crate::session::Session;
use foederis::views::{BriefView, event_records};
use foederis::{Desk, Manifest, Names, StoryId, exports};
use std::path::{Path, PathBuf};

/// Runs `export`.
pub(crate) fn run(args: &ExportArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(&common.ledger)?;
    let (desk, stories) = session.story_or_whole(args.story.as_deref(), &args.scope)?;
    let text = text(args, &desk, &stories)?;
    match &args.output {
        Some(path) => write_with_manifest(path, text.as_bytes(), &Manifest::of(&own_files::open(common)?))?,
        None => printer.data(&text)?,
    }
    Ok(Outcome::Done)
}

fn text(args: &ExportArgs, desk: &Desk<'_>, stories: &[StoryId]) -> Result<String, Failure> {
    let is_wanted = |story: &foederis::Story| stories.is_empty() || stories.contains(&story.id);
    let records = || event_records(desk, Names::shared(), stories);
    Ok(match args.format {
        ExportFormat::Markdown => BriefView::of(desk, args.scope.as_of, is_wanted)?.markdown(),
        ExportFormat::Graphml => exports::graphml(Names::shared(), &records()?),
        ExportFormat::Ftm => exports::follow_the_money(desk, Names::shared(), &records()?),
        ExportFormat::Hypotheses => exports::hypotheses(desk, stories)?,
        ExportFormat::Bibtex => {
            let told = desk.account.stories.values().filter(|story| is_wanted(story));
            let reports = told.flat_map(|story| story.reports.iter().copied()).collect();
            exports::bibtex(desk, (!stories.is_empty()).then_some(&reports))
        }
    })
}

/// Runs `manifest`.
pub(crate) fn manifest(common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    json(&Manifest::of(&own_files::open(common)?), printer)?;
    Ok(Outcome::Done)
}

/// Writes a file, and beside it `FILE.manifest.json`. Neither is ever seen half-written.
pub(crate) fn write_with_manifest(path: &Path, bytes: &[u8], manifest: &Manifest) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(manifest).map_err(|error| Failure::bug(error.to_string()))?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".manifest.json");
    write(path, bytes)?;
    write(&PathBuf::from(beside), (text + "\n").as_bytes())
}

#[expect(clippy::disallowed_methods, reason = "the program writes the file that the user names")]
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // What is no plain file, such as /dev/stdout, is written as it is.
    if path.metadata().is_ok_and(|data| !data.is_file()) {
        return std::fs::write(path, bytes).map_err(|error| Failure::cannot("write", path, &error));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = PathBuf::from(name);
    let written = std::fs::write(&new, bytes).and_then(|()| std::fs::rename(&new, path));
    written.map_err(|error| {
        drop(std::fs::remove_file(&new));
        Failure::cannot("write", path, &error)
    })
}
