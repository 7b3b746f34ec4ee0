//! `foederis read`: reports into the ledger, then the brief of the stories they touch.

use super::code::engine;
use super::problems::Problems;
use super::views::{brief_of, print_brief};
use crate::args::{Common, ReadArgs, Scope};
use crate::failure::{Failure, Outcome};
use crate::inputs::{self, Inputs, Piece};
use crate::printer::Printer;
use crate::session::Session;
use foederis::archive::Pick;
use foederis::{Analysis, Engine, Problem, Reading, Report, ReportId, Store, parallel};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// Reports added to the ledger at once. A kill loses what was not yet confirmed, and reading again goes on.
const BATCH_REPORTS: usize = 256;

/// What one piece came to.
struct Output {
    readings: Vec<Reading>,
    problems: Vec<Problem>,
}

/// Runs the command: one round, or with `--watch` a round whenever something is new.
pub(crate) fn run(args: &ReadArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    // A file that is no ledger stops the run before anything is read, and stays as it is.
    let ledger = common.ledger.as_path();
    if ledger.exists() {
        drop(Store::open(ledger)?);
    }
    let engine = engine(common)?;
    let inputs = inputs::find(&args.paths);
    let mut seen = inputs.stamps();
    let mut outcome = round(args, ledger, &engine, &inputs, printer)?;
    while let Some(seconds) = args.watch {
        printer.flush()?;
        std::thread::sleep(Duration::from_secs(seconds));
        let inputs = inputs::find(&args.paths);
        let now = inputs.stamps();
        let new = inputs.changed_since(&seen);
        seen = now;
        if !new.files.is_empty() {
            outcome = round(args, ledger, &engine, &new, printer)?;
        }
    }
    Ok(outcome)
}

/// Reads what `inputs` name and prints the brief of the stories they touch.
fn round(
    args: &ReadArgs,
    ledger: &Path,
    engine: &Engine,
    inputs: &Inputs,
    printer: &mut Printer,
) -> Result<Outcome, Failure> {
    let store = if ledger.exists() { Some(Store::open(ledger)?) } else { None };
    let known: BTreeSet<ReportId> = match &store {
        Some(store) => store.reports()?.into_iter().map(|row| row.id).collect(),
        None => BTreeSet::new(),
    };
    let filing = RefCell::new(Filing::new(ledger, store, printer));
    parallel::in_order(
        parallel::threads(args.jobs),
        |piece| read_piece(engine, &known, piece),
        |push| {
            inputs.problems.iter().try_for_each(|problem| push(Err(problem.clone())))?;
            inputs.each(push)
        },
        |output| filing.borrow_mut().take(output),
    )?;
    let Filing { read, problems, printer, store, .. } = filing.into_inner().finished()?;
    drop(store);
    if !read.is_empty() {
        print_touched(args, ledger, &read, printer)?;
    }
    Ok(Outcome::clean_if(problems.is_clean()))
}

/// Reads a piece and codes its reports; those that the ledger has are not coded again, so that a run that was killed
/// goes on where it stood.
fn read_piece(engine: &Engine, known: &BTreeSet<ReportId>, piece: Result<Piece, Problem>) -> Output {
    let piece = match piece {
        Ok(piece) => piece,
        Err(problem) => return Output { readings: Vec::new(), problems: vec![problem] },
    };
    let read = piece.read();
    let reading = |report: Report| {
        if known.contains(&report.id) {
            return Reading::new(report, &Analysis::default(), Vec::new());
        }
        engine.code(report).into_reading()
    };
    Output { readings: read.reports.into_iter().map(reading).collect(), problems: read.problems }
}

fn print_touched(
    args: &ReadArgs,
    ledger: &Path,
    read: &BTreeSet<ReportId>,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let mut session = Session::open(ledger)?;
    printer.progress(|| "deriving the account".to_owned());
    let opened = session.pick(Pick::With(read), &Scope::default(), args.limit)?;
    print_brief(&brief_of(&opened, None)?, args.format, printer)
}

/// Puts readings into the ledger in batches. The file is made with the first report, not before.
struct Filing<'a> {
    path: &'a Path,
    store: Option<Store>,
    batch: Vec<Reading>,
    read: BTreeSet<ReportId>,
    problems: Problems,
    printer: &'a mut Printer,
}

impl<'a> Filing<'a> {
    fn new(path: &'a Path, store: Option<Store>, printer: &'a mut Printer) -> Filing<'a> {
        let (batch, read) = (Vec::new(), BTreeSet::new());
        Filing { path, store, batch, read, problems: Problems::default(), printer }
    }

    fn take(&mut self, output: Output) -> Result<(), Failure> {
        output.problems.iter().for_each(|problem| self.problems.say(problem, self.printer));
        for reading in output.readings {
            self.read.insert(reading.report.id);
            self.batch.push(reading);
            if self.batch.len() >= BATCH_REPORTS {
                self.file_batch()?;
            }
        }
        let n_read = self.read.len();
        self.printer.progress(|| format!("read {n_read} reports"));
        Ok(())
    }

    fn file_batch(&mut self) -> Result<(), Failure> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(Store::open_or_create(self.path)?),
        };
        store.add_reports(&self.batch)?;
        self.batch.clear();
        Ok(())
    }

    fn finished(mut self) -> Result<Filing<'a>, Failure> {
        self.file_batch()?;
        Ok(self)
    }
}
