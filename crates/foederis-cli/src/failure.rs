//! What stops a command: whose fault it is, the words for it, the exit code. Decided here and nowhere else.

use crate::printer::Printer;
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a command that ran ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Done, but the answer is "no" or some input was bad.
    DoneBut,
}

impl Outcome {
    /// Returns `DoneBut` where something was wrong.
    pub(crate) fn clean_if(is_clean: bool) -> Outcome {
        if is_clean { Outcome::Done } else { Outcome::DoneBut }
    }

    /// Returns 0 or 1.
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::DoneBut => ExitCode::from(1),
        }
    }
}

/// Why a command could not run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the user gave cannot be used: a file, a ledger, an id.
    Input(Message),
    /// A defect of foederis; asks for a report.
    Bug(Message),
    /// Whoever reads the output has gone away; nothing to say.
    ClosedPipe,
}

/// What, why, and what to type instead.
#[derive(Debug, Default)]
pub(crate) struct Message {
    heading: String,
    cause: Option<String>,
    hint: Option<String>,
}

impl Failure {
    /// Makes a failure by the user's input.
    pub(crate) fn input(heading: impl Into<String>) -> Failure {
        Failure::Input(Message { heading: heading.into(), ..Message::default() })
    }

    /// Makes a failure of the program itself.
    pub(crate) fn bug(heading: impl Into<String>) -> Failure {
        Failure::Bug(Message { heading: heading.into(), ..Message::default() })
    }

    /// Makes a failure to open or write `path`.
    pub(crate) fn cannot(verb: &str, path: &Path, error: &io::Error) -> Failure {
        Failure::input(format!("cannot {verb} `{}`", path.display())).because(error.to_string())
    }

    /// Adds the cause.
    pub(crate) fn because(mut self, cause: impl Into<String>) -> Failure {
        if let Failure::Input(message) | Failure::Bug(message) = &mut self {
            message.cause = Some(cause.into());
        }
        self
    }

    /// Adds what to type instead.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Failure {
        if let Failure::Input(message) | Failure::Bug(message) = &mut self {
            message.hint = Some(hint.into());
        }
        self
    }

    /// Returns what, why and what to do, in words.
    pub(crate) fn words(&self) -> String {
        match self {
            Failure::ClosedPipe => String::new(),
            Failure::Input(message) | Failure::Bug(message) => message.text(),
        }
    }

    /// Prints the failure and returns its exit code.
    pub(crate) fn report(self, printer: &mut Printer) -> ExitCode {
        let message = match self {
            Failure::ClosedPipe => return ExitCode::SUCCESS,
            Failure::Input(message) => message,
            Failure::Bug(message) => Message {
                hint: Some("this is a defect of foederis; please report it with the command".into()),
                ..message
            },
        };
        // The message itself may hit a closed pipe; there is nobody left to tell.
        drop(printer.flush());
        printer.error(&message.text());
        ExitCode::from(2)
    }
}

impl Message {
    fn text(&self) -> String {
        let mut text = self.heading.clone();
        // Writing to a String cannot fail.
        if let Some(cause) = &self.cause {
            let _ = write!(text, "\n  cause: {cause}");
        }
        if let Some(hint) = &self.hint {
            let _ = write!(text, "\nhint: {hint}");
        }
        text
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::ClosedPipe;
        }
        Failure::input("cannot write the output").because(error.to_string())
    }
}

/// Prints what clap has to say: help and version are done, bad usage could not run.
pub(crate) fn from_clap(error: &clap::Error) -> ExitCode {
    drop(error.print());
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
