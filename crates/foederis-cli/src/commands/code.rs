//! `foederis code`: reports in, claims out, both as JSON Lines; no ledger, the same memory for any length.

use super::problems::Problems;
use crate::args::{CodeArgs, Common};
use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Piece};
use crate::own_files;
use crate::printer::Printer;
use foederis::{Engine, Explains, OwnFilesError, Problem, ProblemKind, parallel};
use std::cell::RefCell;
use std::path::PathBuf;

/// What one piece came to.
struct Output {
    lines: String,
    problems: Vec<Problem>,
}

/// Runs the command.
pub(crate) fn run(args: &CodeArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let engine = engine(common)?;
    let explains = if args.explain { Explains::Yes } else { Explains::No };
    let work = |piece: Result<Piece, Problem>| match piece {
        Err(problem) => Output { lines: String::new(), problems: vec![problem] },
        Ok(piece) if args.mentions => resolve(&engine, &piece),
        Ok(piece) => code(&engine, &piece, explains),
    };
    let stdin = [PathBuf::from("-")];
    let inputs = inputs::find(if args.paths.is_empty() { &stdin } else { &args.paths });
    let state = RefCell::new((Problems::default(), printer, 0_usize));
    let take = |output: Output| -> Result<(), Failure> {
        let (problems, printer, n_done) = &mut *state.borrow_mut();
        printer.data(&output.lines)?;
        output.problems.iter().for_each(|problem| problems.say(problem, printer));
        *n_done += 1;
        printer.progress(|| format!("coded {n_done} reports"));
        Ok(())
    };
    parallel::in_order(
        parallel::threads(args.jobs),
        work,
        |push| {
            inputs.problems.iter().try_for_each(|problem| push(Err(problem.clone())))?;
            inputs.each(push)
        },
        take,
    )?;
    let (problems, ..) = state.into_inner();
    Ok(Outcome::clean_if(problems.is_clean()))
}

/// Makes model, names and rules ready, a user's own among them.
pub(crate) fn engine(common: &Common) -> Result<Engine, Failure> {
    let own = own_files::open(common)?;
    Engine::with_own(&own).map_err(|error| match error {
        OwnFilesError::Engine(error) => Failure::bug(error.to_string()),
        error => Failure::input(error.to_string()),
    })
}

fn resolve(engine: &Engine, piece: &Piece) -> Output {
    match engine.mention(&piece.origin(), piece.bytes()) {
        Ok(line) => Output { lines: line + "\n", problems: Vec::new() },
        Err(problem) => Output { lines: String::new(), problems: vec![problem] },
    }
}

/// Codes the reports of one piece. That a report gives no day is no news here: the caller knows what it sent.
fn code(engine: &Engine, piece: &Piece, explains: Explains) -> Output {
    let read = piece.read();
    let mut lines = String::new();
    for report in read.reports {
        for claim in engine.code(report).json(explains) {
            match serde_json::to_string(&claim) {
                Ok(json) => lines.extend([json.as_str(), "\n"]),
                Err(_) => debug_assert!(false, "a claim is plain data"),
            }
        }
    }
    let problems = read.problems.into_iter().filter(|problem| problem.kind != ProblemKind::NoPublished);
    Output { lines, problems: problems.collect() }
}
