//! One report's way from bytes to claims: read, analyse, code. A pure function of the report, so it runs on any thread.

use foederis_claims::Rules;
use foederis_names::Names;
use foederis_parse::{ModelError, Reader};
use foederis_store::Reading;
use foederis_types::{ActorCode, Analysis, Claim, Depth, Language, Problem, ProblemKind, Report};
use foederis_wire::ClaimJson;

use crate::prefilter::{Prefilter, Sieve};

/// The model, the names and the rules, made ready. Shared between threads by reference.
pub struct Engine {
    reader: Reader,
    names: Names,
    rules: Rules,
    /// None where every sentence is read.
    sieve: Option<Sieve>,
}

/// Why the engine could not be made ready.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The model cannot be read.
    #[error("cannot read the reader's model")]
    Model(#[from] ModelError),
}

/// A report and what was made of it.
#[derive(Clone, Debug)]
pub struct Coded {
    /// The report.
    pub report: Report,
    /// Its sentences; none where it is not in English.
    pub analysis: Analysis,
    /// What they claim, in the order of the text.
    pub claims: Vec<Claim>,
    /// People whom it names in full with a title and with words for their state or organisation, and that; sorted.
    pub people: Vec<(String, ActorCode)>,
}

impl Coded {
    /// Returns what the store takes: report, sentences and claims, with the fingerprints that merging needs.
    pub fn into_reading(self) -> Reading {
        let mut reading = Reading::new(self.report, &self.analysis, self.claims);
        reading.header.people = self.people;
        reading
    }

    /// Returns how many sentences the prefilter passed over.
    pub fn n_passed_over(&self) -> usize {
        self.analysis.sentences.iter().filter(|sentence| sentence.depth == Depth::PassedOver).count()
    }

    /// Returns the claims in their documented JSON form, with how they were come by where `explains`.
    pub fn json(&self, explains: Explains) -> Vec<ClaimJson> {
        let json = |claim: &Claim| {
            let mut json = foederis_wire::json_of(claim, &self.report);
            if explains == Explains::No {
                json.decision = None;
            }
            json
        };
        self.claims.iter().map(json).collect()
    }
}

/// Says whether claims come with how they were come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explains {
    /// With rule and steps.
    Yes,
    /// Without.
    No,
}

impl Engine {
    /// Makes the built-in model, names and rules ready.
    ///
    /// # Errors
    ///
    /// The model is damaged; not for a program that passes its tests.
    pub fn embedded() -> Result<Engine, EngineError> {
        Engine::of(Names::embedded(), Rules::embedded())
    }

    /// Joins names and rules to the built-in model.
    pub(crate) fn of(names: Names, rules: Rules) -> Result<Engine, EngineError> {
        Ok(Engine { reader: Reader::embedded()?, names, rules, sieve: None })
    }

    /// Passes sentences over that promise no claim.
    #[must_use]
    pub fn with_prefilter(self, prefilter: Prefilter) -> Engine {
        Engine { sieve: Sieve::new(prefilter, &self.rules), ..self }
    }

    /// Returns the tables of names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Returns the reader.
    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Returns the rules.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Analyses a report; one that is not in English gives no sentences.
    pub fn analyse(&self, report: &Report) -> Analysis {
        self.analyse_together(std::slice::from_ref(report)).pop().unwrap_or_default()
    }

    /// Analyses reports, each as [`Engine::analyse`] does, in less time where they are short: their sentences are read
    /// together.
    pub fn analyse_together(&self, reports: &[Report]) -> Vec<Analysis> {
        let read: Vec<&Report> = reports.iter().filter(|report| is_read(report)).collect();
        let analyses = match &self.sieve {
            None => self.reader.analyse_together(&read),
            Some(sieve) => {
                self.reader.analyse_filtered(&read, |drafts| sieve.sift(drafts, &self.reader, &self.names))
            }
        };
        let mut analyses = analyses.into_iter();
        let analysis = |report| if is_read(report) { analyses.next() } else { None }.unwrap_or_default();
        reports.iter().map(analysis).collect()
    }

    /// Codes a report.
    ///
    /// ```
    /// let engine = foederis::Engine::embedded()?;
    /// let text = b"Chad and Niger sign pact\n\n20 June 2024\n\nChad and Niger signed a treaty on Wednesday.";
    /// let read = foederis::read_bytes("pact.txt", text, None);
    /// let coded = engine.code(read.reports.into_iter().next().ok_or("no report")?);
    /// assert!(coded.claims.iter().any(|claim| claim.cameo.as_deref() == Some("057")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn code(&self, report: Report) -> Coded {
        let analysis = self.analyse(&report);
        self.with_claims(report, analysis)
    }

    /// Codes reports, each as [`Engine::code`] does, in less time where they are short: their sentences are read together.
    pub fn code_together(&self, reports: Vec<Report>) -> Vec<Coded> {
        let analyses = self.analyse_together(&reports);
        reports
            .into_iter()
            .zip(analyses)
            .map(|(report, analysis)| self.with_claims(report, analysis))
            .collect()
    }

    fn with_claims(&self, report: Report, analysis: Analysis) -> Coded {
        let foederis_claims::Coded { claims, people } =
            foederis_claims::code(&report, &analysis, &self.names, &self.rules);
        Coded { report, analysis, claims, people }
    }

    /// Resolves one line of bare mentions, `{"id", "mention", "published"}`, to `{"id", "code", "sector", "name"}`.
    ///
    /// # Errors
    ///
    /// The line is no such object; `origin` goes into the problem.
    pub fn mention(&self, origin: &str, line: &[u8]) -> Result<String, Problem> {
        let problem = |kind, detail: String| Problem { origin: origin.to_owned(), kind, detail };
        let text =
            std::str::from_utf8(line).map_err(|error| problem(ProblemKind::NotJson, error.to_string()))?;
        foederis_names::mention_record(&self.names, text)
            .map_err(|error| problem(ProblemKind::BadField, error.to_string()))
    }
}

/// Says whether a report is in English, or too short to tell.
fn is_read(report: &Report) -> bool {
    !matches!(report.language, Language::Other(_))
}
