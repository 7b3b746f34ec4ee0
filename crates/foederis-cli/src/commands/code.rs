//! `foederis code`: reports in, claims out, both as JSON Lines; no ledger, the same memory for any length.

use super::problems::Problems;
use crate::args::{CodeArgs, Common, PrefilterArg};
use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Piece};
use crate::own_files;
use crate::printer::Printer;
use foederis::{Engine, Explains, OwnFilesError, Prefilter, Problem, ProblemKind, parallel};
use std::cell::RefCell;
use std::path::PathBuf;

/// What pieces came to that were worked on together.
#[derive(Default)]
struct Output {
    n_pieces: usize,
    n_reports: usize,
    lines: String,
    problems: Vec<Problem>,
    n_sentences: usize,
    n_passed_over: usize,
}

/// Runs the command.
pub(crate) fn run(args: &CodeArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let engine = engine(common)?.with_prefilter(prefilter(args.prefilter));
    let explains = if args.explain { Explains::Yes } else { Explains::No };
    let work = |pieces: Vec<Result<Piece, Problem>>| {
        let n_pieces = pieces.len();
        let output = if args.mentions { resolve(&engine, pieces) } else { code(&engine, pieces, explains) };
        Output { n_pieces, ..output }
    };
    let stdin = [PathBuf::from("-")];
    let inputs = inputs::find(if args.paths.is_empty() { &stdin } else { &args.paths });
    let state = RefCell::new((Problems::default(), printer, 0_usize));
    let mut sentences = (0, 0);
    let (mut n_reports, mut has_lines) = (0, false);
    let take = |output: Output| -> Result<(), Failure> {
        sentences = (sentences.0 + output.n_sentences, sentences.1 + output.n_passed_over);
        n_reports += output.n_reports;
        has_lines |= !output.lines.is_empty();
        let (problems, printer, n_done) = &mut *state.borrow_mut();
        printer.data(&output.lines)?;
        output.problems.iter().for_each(|problem| problems.say(problem, printer));
        *n_done += output.n_pieces;
        printer.progress(|| format!("coded {n_done} reports"));
        Ok(())
    };
    parallel::in_order(
        parallel::threads(args.jobs),
        work,
        |push| {
            inputs.problems.iter().try_for_each(|problem| push(vec![Err(problem.clone())]))?;
            inputs.each_group(push)
        },
        take,
    )?;
    let (problems, printer, _) = state.into_inner();
    if n_reports > 0 && !has_lines {
        let reports = foederis::views::counted(n_reports, "report");
        printer.warning(&format!("{reports} read, no claim found"));
    }
    if sentences.1 > 0 {
        printer.warning(&format!("{} of {} sentences were passed over unread", sentences.1, sentences.0));
    }
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

fn resolve(engine: &Engine, pieces: Vec<Result<Piece, Problem>>) -> Output {
    let mut output = Output::default();
    for piece in pieces {
        match piece.and_then(|piece| engine.mention(&piece.origin(), piece.bytes())) {
            Ok(line) => output.lines.extend([line.as_str(), "\n"]),
            Err(problem) => output.problems.push(problem),
        }
    }
    output
}

/// Codes the reports of some pieces. That a report gives no day is no news here: the caller knows what it sent.
fn code(engine: &Engine, pieces: Vec<Result<Piece, Problem>>, explains: Explains) -> Output {
    let mut output = Output::default();
    let mut reports = Vec::new();
    for piece in pieces {
        match piece.map(|piece| piece.read()) {
            Ok(read) => {
                reports.extend(read.reports);
                let news = |problem: &Problem| problem.kind != ProblemKind::NoPublished;
                output.problems.extend(read.problems.into_iter().filter(news));
            }
            Err(problem) => output.problems.push(problem),
        }
    }
    output.n_reports = reports.len();
    for coded in engine.code_together(reports) {
        output.n_sentences += coded.analysis.sentences.len();
        output.n_passed_over += coded.n_passed_over();
        for claim in coded.json(explains) {
            match serde_json::to_string(&claim) {
                Ok(json) => output.lines.extend([json.as_str(), "\n"]),
                Err(_) => debug_assert!(false, "a claim is plain data"),
            }
        }
    }
    output
}

fn prefilter(typed: PrefilterArg) -> Prefilter {
    match typed {
        PrefilterArg::Off => Prefilter::Off,
        PrefilterArg::Wide => Prefilter::Wide,
        PrefilterArg::Narrow => Prefilter::Narrow,
    }
}
