//! `foederis eval`: scores on gold of the user's own, and on a story's key.

mod folders;

use super::code::engine;
use super::problems::Problems;
use super::views::{json, text};
use crate::args::{Common, EvalArgs, ViewFormat};
use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Piece};
use crate::printer::Printer;
use foederis::eval::{self, ClaimGold, CodedClaims, EvalView, Gold, GoldFile, GoldProblem};
use foederis::score::{self, Key};
use foederis::{Coded, Engine, Problem, parallel};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Runs the command.
pub(crate) fn run(args: &EvalArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    if let (Some(key), Some(reports)) = (&args.story, &args.reports) {
        return story(args, common, key, reports, printer);
    }
    let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) = args.gold.iter().partition(|path| path.is_dir());
    let files = files.into_iter().map(|path| read_gold(path)).collect::<Result<Vec<_>, _>>()?;
    let folders = folders.into_iter().map(|path| folders::read(path)).collect::<Result<Vec<_>, _>>()?;
    let engine = engine(common)?;
    let (mut view, problems) = score_files(args, files, &engine)?;
    view.gold.extend(folders.iter().map(|folder| folder.score(&engine)));
    problems.iter().for_each(|problem| printer.warning(problem));
    match args.format {
        ViewFormat::Json => json(&view, printer)?,
        ViewFormat::Text => text(&view.text(args.misses), printer)?,
    }
    Ok(Outcome::clean_if(problems.is_empty()))
}

/// Scores each file; returns also, in words, the lines that could not be coded.
fn score_files(
    args: &EvalArgs,
    files: Vec<(PathBuf, GoldFile)>,
    engine: &Engine,
) -> Result<(EvalView, Vec<String>), Failure> {
    let claims = args.claims.as_deref().map(|path| Ok::<_, Failure>((path, read(path)?))).transpose()?;
    let coded = |path: &Path, text: &str| CodedClaims::read(text).map_err(|problem| broken(path, &problem));
    let mut annotated: Vec<(String, Gold)> = Vec::new();
    let (mut view, mut problems) = (EvalView::default(), Vec::new());
    for (path, file) in files {
        let name = path.display().to_string();
        let claim_gold = match &file {
            GoldFile::Triples(gold) => ClaimGold::Triples(gold),
            GoldFile::Claims(gold) => ClaimGold::Claims(gold),
            GoldFile::Mentions(gold) => {
                let resolved = claims.as_ref().map(|(_, text)| text.as_str());
                let scores = eval::score_mentions(&name, gold, resolved, engine);
                view.gold.push(scores.map_err(|problem| broken(&path, &problem))?);
                continue;
            }
            GoldFile::Annotated(gold) => {
                annotated.push((name, gold.clone()));
                continue;
            }
        };
        let coded = claims.as_ref().map(|(path, text)| coded(path, text)).transpose()?;
        let n_threads = parallel::threads(args.jobs);
        let (scores, found) = eval::score_claims(&name, claim_gold, coded.as_ref(), engine, n_threads);
        view.gold.push(scores);
        problems.extend(found.iter().map(|problem| unreadable(&path, problem)));
    }
    view.gold.extend(eval::score_reader(engine, &annotated, &processor_time));
    Ok((view, problems))
}

fn read_gold(path: &Path) -> Result<(PathBuf, GoldFile), Failure> {
    let gold = GoldFile::read(&read(path)?).map_err(|problem| broken(path, &problem))?;
    Ok((path.to_path_buf(), gold))
}

#[expect(clippy::disallowed_methods, reason = "the program opens what the user names")]
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::cannot("read", path, &error))
}

pub(super) fn broken(path: &Path, problem: &GoldProblem) -> Failure {
    Failure::input(unreadable(path, problem)).hint("run `foederis eval --help` to see the kinds of gold")
}

fn unreadable(path: &Path, problem: &GoldProblem) -> String {
    format!("cannot read `{}`, line {}: {}", path.display(), problem.line, problem.problem)
}

/// Processor time of this thread so far; zero where the system does not tell.
#[expect(clippy::disallowed_methods, reason = "the pace of the reader is measured, no result depends on it")]
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or(0))
}

fn story(
    args: &EvalArgs,
    common: &Common,
    key: &Path,
    reports: &Path,
    printer: &mut Printer,
) -> Result<Outcome, Failure> {
    let key = read_key(key)?;
    let coded = code_all(common, reports, args.jobs, printer)?;
    let scores = score::score(&key, coded).map_err(|error| Failure::bug(error.to_string()))?;
    match args.format {
        ViewFormat::Json => json(&scores, printer)?,
        ViewFormat::Text => text(&score::text(&scores, args.misses), printer)?,
    }
    Ok(Outcome::Done)
}

fn read_key(path: &Path) -> Result<Key, Failure> {
    serde_json::from_str(&read(path)?).map_err(|error| {
        Failure::input(format!("cannot read the key `{}`", path.display()))
            .because(error.to_string())
            .hint("see `docs/eval.md` for the form of a key")
    })
}

fn code_all(
    common: &Common,
    reports: &Path,
    jobs: Option<usize>,
    printer: &mut Printer,
) -> Result<Vec<Coded>, Failure> {
    let engine: Engine = engine(common)?;
    let inputs = inputs::find(&[reports.to_path_buf()]);
    let work = |piece: Result<Piece, Problem>| match piece {
        Err(problem) => (Vec::new(), vec![problem]),
        Ok(piece) => {
            let read = piece.read();
            let coded: Vec<Coded> = read.reports.into_iter().map(|report| engine.code(report)).collect();
            (coded, read.problems)
        }
    };
    let state = RefCell::new((Vec::new(), Problems::default(), printer));
    parallel::in_order(
        parallel::threads(jobs),
        work,
        |push| {
            inputs.problems.iter().try_for_each(|problem| push(Err(problem.clone())))?;
            inputs.each(push)
        },
        |(coded, found): (Vec<Coded>, Vec<Problem>)| {
            let (all, problems, printer) = &mut *state.borrow_mut();
            all.extend(coded);
            found.iter().for_each(|problem| problems.say(problem, printer));
            Ok::<(), Failure>(())
        },
    )?;
    Ok(state.into_inner().0)
}
