//! Says what was wrong with inputs: once each, in order, and whether any report was lost by it.

use crate::printer::Printer;
use foederis::{Problem, ProblemKind, message};

/// Counts problems as they are said.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    n_lost: usize,
}

impl Problems {
    /// Says a problem: a warning where the report was read all the same, else an error.
    pub(crate) fn say(&mut self, problem: &Problem, printer: &mut Printer) {
        let text = message(problem).to_string();
        // A report in another language is kept, yet nothing is read from it.
        let is_lost = !problem.kind.is_warning() || problem.kind == ProblemKind::NotEnglish;
        self.n_lost += usize::from(is_lost);
        if problem.kind.is_warning() {
            printer.warning(&text);
        } else {
            printer.error(&text);
        }
    }

    /// Says whether nothing was lost.
    pub(crate) fn is_clean(&self) -> bool {
        self.n_lost == 0
    }
}
