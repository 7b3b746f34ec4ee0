//! Coded claims as the scorers need them: those of this program, or of any that writes the same form.

use super::gold::{GoldProblem, id_of, read_lines};
use crate::{Engine, Explains, parallel};
use foederis_read::{Format, read_bytes};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZero;

/// One claim, as far as scores look at it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodedClaim {
    pub(crate) report: Value,
    pub(crate) event: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) actors: Vec<CodedActor>,
    pub(crate) recipients: Vec<CodedActor>,
    pub(crate) factuality: Vec<CodedView>,
    pub(crate) auxiliary: Vec<String>,
    pub(crate) happened: Option<CodedDays>,
    pub(crate) condition: Option<String>,
    pub(crate) pact_status: Option<String>,
}

/// A state or organisation, by its code: `{"code": "USA"}`, or `"USA"` as gold has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum CodedActor {
    Code(String),
    Whole { code: Option<String> },
}

impl CodedActor {
    /// Returns the code; nothing where there is none.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            CodedActor::Code(code) | CodedActor::Whole { code: Some(code) } => Some(code),
            CodedActor::Whole { code: None } => None,
        }
    }
}

/// One holder's view.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CodedView {
    pub(crate) holder: String,
    pub(crate) value: String,
}

/// First and last day, and how they are known.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodedDays {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) basis: Option<String>,
}

/// Claims by the id of their sentence, in the order coded.
#[derive(Clone, Debug, Default)]
pub struct CodedClaims(BTreeMap<String, Vec<CodedClaim>>);

impl CodedClaims {
    /// Reads what `foederis code` prints.
    ///
    /// # Errors
    ///
    /// The first line that is no claim.
    pub fn read(text: &str) -> Result<CodedClaims, GoldProblem> {
        let lines = read_lines::<CodedClaim>(text)?;
        let mut claims = CodedClaims::default();
        lines
            .items
            .into_iter()
            .for_each(|claim| claims.0.entry(id_of(&claim.report)).or_default().push(claim));
        Ok(claims)
    }

    /// Codes gold lines, which are reports with more fields, just as `foederis code` does; a line that is no report has
    /// no claims, and a problem.
    pub(crate) fn of(
        engine: &Engine,
        lines: &[(u64, String)],
        n_threads: NonZero<usize>,
    ) -> (CodedClaims, Vec<GoldProblem>) {
        let (mut claims, mut problems) = (String::new(), Vec::new());
        let done = parallel::in_order(
            n_threads,
            |(number, line): &(u64, String)| code_line(engine, *number, line),
            |push| lines.iter().try_for_each(push),
            |coded| {
                match coded {
                    Ok(lines) => claims.push_str(&lines),
                    Err(problem) => problems.push(problem),
                }
                Ok::<(), Infallible>(())
            },
        );
        let Ok(()) = done;
        let claims = CodedClaims::read(&claims);
        debug_assert!(claims.is_ok(), "claims are read as they are written");
        (claims.unwrap_or_default(), problems)
    }

    /// Returns the claims of a sentence.
    pub(crate) fn at(&self, id: &str) -> &[CodedClaim] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

fn code_line(engine: &Engine, number: u64, line: &str) -> Result<String, GoldProblem> {
    let read = read_bytes("gold", line.as_bytes(), Some(Format::JsonLines));
    let problem = read.problems.iter().find(|problem| !problem.kind.is_warning());
    if let Some(problem) = problem {
        return Err(GoldProblem { line: number as usize, problem: problem.detail.clone() });
    }
    let claims = read.reports.into_iter().flat_map(|report| engine.code(report).json(Explains::No));
    let json = claims.filter_map(|claim| serde_json::to_string(&claim).ok());
    Ok(json.map(|line| line + "\n").collect())
}
