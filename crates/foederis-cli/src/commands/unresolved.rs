//! `foederis unresolved`: what coding could not place, by frequency.

use super::code::engine;
use super::problems::Problems;
use super::views::show;
use crate::args::{Common, UnresolvedArgs};
use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Piece};
use crate::printer::Printer;
use foederis::{Found, Problem, Unresolved, UnresolvedView, parallel};
use std::cell::RefCell;

/// Runs the command.
pub(crate) fn run(args: &UnresolvedArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let engine = engine(common)?;
    let inputs = inputs::find(&args.paths);
    let work = |piece: Result<Piece, Problem>| match piece {
        Err(problem) => (Vec::new(), vec![problem]),
        Ok(piece) => {
            let read = piece.read();
            let coded = read.reports.into_iter().map(|report| engine.code(report));
            (coded.map(|coded| Found::of(&coded, &engine)).collect::<Vec<_>>(), read.problems)
        }
    };
    let state = RefCell::new((Unresolved::default(), Problems::default(), printer, 0_usize));
    parallel::in_order(
        parallel::threads(None),
        work,
        |push| {
            inputs.problems.iter().try_for_each(|problem| push(Err(problem.clone())))?;
            inputs.each(push)
        },
        |(found, problems_found): (Vec<Found>, Vec<Problem>)| {
            let (unresolved, problems, printer, n_done) = &mut *state.borrow_mut();
            *n_done += found.len();
            found.into_iter().for_each(|found| unresolved.add(found));
            problems_found.iter().for_each(|problem| problems.say(problem, printer));
            printer.progress(|| format!("read {n_done} reports"));
            Ok::<(), Failure>(())
        },
    )?;
    let (unresolved, problems, printer, _) = state.into_inner();
    show(&unresolved.view(args.limit), UnresolvedView::text, args.format, printer)?;
    Ok(Outcome::clean_if(problems.is_clean()))
}
