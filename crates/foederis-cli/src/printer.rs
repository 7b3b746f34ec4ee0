//! All output goes through here: quiet, colour and progress are decided once.
//!
//! Data goes to standard output, the rest to standard error. Colour never carries meaning alone. Progress shows on a
//! terminal only, and only once the work has lasted a quarter of a second.

use crate::args::ColourChoice;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Progress appears after this long, and is redrawn no more often than that.
const PROGRESS_DELAY: Duration = Duration::from_millis(250);

/// Output of one run.
pub(crate) struct Printer {
    out: BufWriter<Box<dyn Write>>,
    err: Box<dyn Write>,
    is_quiet: bool,
    has_colour_out: bool,
    has_colour_err: bool,
    progress: Option<Progress>,
}

/// Progress of a long work, on a terminal.
struct Progress {
    drawn: Instant,
    is_shown: bool,
}

impl Printer {
    /// Makes the printer of a run from a terminal or a pipe.
    #[expect(clippy::disallowed_methods, reason = "the program reads NO_COLOR and the clock for progress")]
    pub(crate) fn for_terminal(colour: ColourChoice, is_quiet: bool) -> Printer {
        let no_colour = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
        let coloured = |is_terminal: bool| match colour {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => is_terminal && !no_colour,
        };
        let shows_progress = !is_quiet && io::stderr().is_terminal();
        Printer {
            out: BufWriter::with_capacity(1 << 16, Box::new(io::stdout())),
            err: Box::new(io::stderr()),
            is_quiet,
            has_colour_out: coloured(io::stdout().is_terminal()),
            has_colour_err: coloured(io::stderr().is_terminal()),
            progress: shows_progress.then(|| Progress { drawn: Instant::now(), is_shown: false }),
        }
    }

    /// Says whether text on standard output may be coloured.
    pub(crate) fn has_colour(&self) -> bool {
        self.has_colour_out
    }

    /// Writes data as it is.
    pub(crate) fn data(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes data as it is.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Writes one line of data.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Hands on what is buffered.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.end_progress();
        self.out.flush()
    }

    /// Prints what stopped the run.
    pub(crate) fn error(&mut self, text: &str) {
        self.message("error", "31", text);
    }

    /// Prints something that is wrong though the run goes on.
    pub(crate) fn warning(&mut self, text: &str) {
        if !self.is_quiet {
            self.message("warning", "33", text);
        }
    }

    fn message(&mut self, kind: &str, colour: &str, text: &str) {
        self.end_progress();
        // Standard error may be closed; there is no further place to complain.
        drop(if self.has_colour_err {
            writeln!(self.err, "\u{1b}[1;{colour}m{kind}\u{1b}[0m: {text}")
        } else {
            writeln!(self.err, "{kind}: {text}")
        });
    }

    /// Shows how far a long work is, if there is a terminal to show it on and it has taken long enough.
    #[expect(clippy::disallowed_methods, reason = "progress looks at the clock; no result does")]
    pub(crate) fn progress(&mut self, text: impl FnOnce() -> String) {
        let Some(progress) = &mut self.progress else { return };
        let now = Instant::now();
        if now.duration_since(progress.drawn) < PROGRESS_DELAY {
            return;
        }
        progress.drawn = now;
        progress.is_shown = true;
        drop(write!(self.err, "\r\u{1b}[K{}", text()).and_then(|()| self.err.flush()));
    }

    fn end_progress(&mut self) {
        if let Some(progress) = self.progress.as_mut().filter(|progress| progress.is_shown) {
            progress.is_shown = false;
            drop(write!(self.err, "\r\u{1b}[K"));
        }
    }
}
