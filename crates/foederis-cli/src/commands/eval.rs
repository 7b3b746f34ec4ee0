//! `foederis eval`: scores what is read from some reports against a key.

use super::code::engine;
use super::problems::Problems;
use super::views::{json, text};
use crate::args::{EvalArgs, ViewFormat};
use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Piece};
use crate::printer::Printer;
use foederis::score::{self, Key};
use foederis::{Coded, Problem, parallel};
use std::cell::RefCell;

/// Runs the command.
pub(crate) fn run(args: &EvalArgs, printer: &mut Printer) -> Result<Outcome, Failure> {
    let key = read_key(args)?;
    let coded = code_all(args, printer)?;
    let scores = score::score(&key, coded).map_err(|error| Failure::bug(error.to_string()))?;
    match args.format {
        ViewFormat::Json => json(&scores, printer)?,
        ViewFormat::Text => text(&score::text(&scores, args.misses), printer)?,
    }
    Ok(Outcome::Done)
}

#[expect(clippy::disallowed_methods, reason = "the program opens what the user names")]
fn read_key(args: &EvalArgs) -> Result<Key, Failure> {
    let text =
        std::fs::read_to_string(&args.story).map_err(|error| Failure::cannot("read", &args.story, &error))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::input(format!("cannot read the key `{}`", args.story.display()))
            .because(error.to_string())
            .hint("see `docs/eval.md` for the form of a key")
    })
}

fn code_all(args: &EvalArgs, printer: &mut Printer) -> Result<Vec<Coded>, Failure> {
    let engine = engine()?;
    let inputs = inputs::find(std::slice::from_ref(&args.reports));
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
        parallel::threads(None),
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
