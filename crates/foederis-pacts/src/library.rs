//! The pacts at hand: from files, from the program itself, and learned from reports.
//!
//! Order of files and of learned pacts never matters: everything is kept sorted by id. No I/O: the caller gives names
//! and texts. Learned pacts that match a file's become one with it.

use std::collections::{BTreeMap, HashMap};

use foederis_types::{ActorCode, Date};

use crate::codes;
use crate::file::{PactFileError, read_pact};
use crate::learned::{Joining, LearnedPact};
use crate::model::{Clause, Pact};

/// Pact files that came with the program: file name and text.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Most pacts taken in one library.
pub const PACTS_MAX: usize = 20_000;

/// The pacts at hand, sorted by id.
#[derive(Clone, Debug, Default)]
pub struct PactLibrary {
    pacts: Vec<Pact>,
    by_creditor: HashMap<ActorCode, Vec<Place>>,
    by_debtor: HashMap<ActorCode, Vec<Place>>,
    labels: BTreeMap<String, EvidenceLabel>,
}

/// Where a clause stands: index of the pact, index of the clause.
pub(crate) type Place = (u32, u16);

/// What a pact file or a report says, for views: who says it, where, since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Statement id.
    pub id: String,
    /// Pact id; empty for evidence of the ledger.
    pub pact: String,
    /// Treaty article, published fact, or the quote's place.
    pub reference: String,
    /// Day from which it was known.
    pub known_from: Option<Date>,
    /// The words: our own for files, the quote for reports.
    pub says: String,
}

/// What the ledger says about an evidence id: outlet, quote, origin, deniers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceLabel {
    /// Outlet.
    pub outlet: String,
    /// Where in the outlet: report id, sentence.
    pub place: String,
    /// The quoted words.
    pub quote: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Which independent origin it goes back to; copies share one.
    pub origin: String,
    /// Who denies it, in words.
    pub denied_by: Vec<String>,
}

impl PactLibrary {
    /// Reads pact files, given as name and text, in any order.
    ///
    /// # Errors
    /// Every file's first fault, and pacts that do not fit together.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<PactLibrary, Vec<PactFileError>> {
        let mut pacts = Vec::new();
        let mut faults = Vec::new();
        for (name, text) in files {
            match read_pact(name, text) {
                Ok(pact) => pacts.push((name.to_owned(), pact)),
                Err(fault) => faults.push(fault),
            }
        }
        pacts.sort_by(|a, b| a.1.id.cmp(&b.1.id).then_with(|| a.0.cmp(&b.0)));
        faults.extend(misfits(&pacts));
        faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        if faults.is_empty() {
            Ok(PactLibrary::of(pacts.into_iter().map(|(_, p)| p).collect()))
        } else {
            Err(faults)
        }
    }

    /// Returns the pact files that came with the program, as name and text.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Reads the pact files that came with the program.
    ///
    /// # Errors
    /// As [`PactLibrary::from_files`]; a test keeps the shipped files free of faults.
    pub fn embedded() -> Result<PactLibrary, Vec<PactFileError>> {
        PactLibrary::from_files(EMBEDDED.iter().copied())
    }

    /// Returns a library without pacts: `--pacts none`.
    pub fn empty() -> PactLibrary {
        PactLibrary::default()
    }

    /// Makes a library of pacts that are already values; sorted and indexed here.
    pub fn of(mut pacts: Vec<Pact>) -> PactLibrary {
        pacts.sort_by(|a, b| a.id.cmp(&b.id));
        pacts.truncate(PACTS_MAX);
        let mut library = PactLibrary { pacts, ..PactLibrary::default() };
        library.index();
        library
    }

    /// Adds what reports say of pacts; one that matches a file's by parties, day and name becomes one with it.
    #[must_use]
    pub fn with_learned(self, learned: &[LearnedPact]) -> PactLibrary {
        let mut ordered: Vec<&LearnedPact> = learned.iter().collect();
        ordered.sort_by(|a, b| a.id.cmp(&b.id));
        let mut labels = self.labels;
        let mut joining = Joining::new(self.pacts);
        for one in ordered {
            joining.join(one);
            labels.extend(one.labels.iter().map(|(id, label)| (id.clone(), label.clone())));
        }
        let mut library = PactLibrary::of(joining.into_pacts());
        library.labels = labels;
        library
    }

    /// Adds labels of ledger evidence used by a question's events.
    #[must_use]
    pub fn with_labels(mut self, labels: impl IntoIterator<Item = (String, EvidenceLabel)>) -> PactLibrary {
        self.labels.extend(labels);
        self
    }

    fn index(&mut self) {
        for (pact_idx, pact) in self.pacts.iter().enumerate() {
            for (clause_idx, clause) in pact.clauses.iter().enumerate() {
                let place = (pact_idx as u32, clause_idx as u16);
                for &code in &clause.creditors {
                    add_once(self.by_creditor.entry(codes::person(code)).or_default(), place);
                }
                for &code in &clause.debtors {
                    add_once(self.by_debtor.entry(codes::person(code)).or_default(), place);
                }
            }
        }
    }

    /// Returns the pacts, sorted by id.
    pub fn pacts(&self) -> &[Pact] {
        &self.pacts
    }

    /// Returns the pact of an id.
    pub fn pact(&self, id: &str) -> Option<&Pact> {
        self.pacts.binary_search_by(|pact| pact.id.as_str().cmp(id)).ok().map(|idx| &self.pacts[idx])
    }

    /// Returns the ledger's label of an evidence id.
    pub fn label(&self, id: &str) -> Option<&EvidenceLabel> {
        self.labels.get(id)
    }

    pub(crate) fn at(&self, place: Place) -> (&Pact, &Clause) {
        let pact = &self.pacts[place.0 as usize];
        (pact, &pact.clauses[place.1 as usize])
    }

    pub(crate) fn owed_to(&self, person: ActorCode) -> &[Place] {
        self.by_creditor.get(&person).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn owed_by(&self, person: ActorCode) -> &[Place] {
        self.by_debtor.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Returns what stands behind an evidence id of a pact file or the ledger; `None` for premises of a question.
    pub fn statement(&self, id: &str) -> Option<Statement> {
        if let Some(label) = self.labels.get(id) {
            return Some(Statement {
                id: id.to_owned(),
                pact: String::new(),
                reference: format!("{} {}", label.outlet, label.place).trim().to_owned(),
                known_from: label.published,
                says: label.quote.clone(),
            });
        }
        let pact = self.pact(id.split('/').next()?)?;
        let (reference, known_from, says) = pact.statement(id)?;
        Some(Statement {
            id: id.to_owned(),
            pact: pact.id.clone(),
            reference,
            known_from: Some(known_from),
            says,
        })
    }
}

fn add_once(places: &mut Vec<Place>, place: Place) {
    if places.last() != Some(&place) {
        places.push(place);
    }
}

impl Pact {
    /// Returns reference, day and words of one of the pact's statements.
    fn statement(&self, id: &str) -> Option<(String, Date, String)> {
        if id == self.id {
            return Some((self.reference.clone(), self.known_from, self.name().to_owned()));
        }
        if let Some(event) = self.events.iter().find(|event| event.id == id) {
            let says = event.status.as_str().replace('_', " ");
            return Some((event.reference.clone(), event.known_from, says));
        }
        if let Some(finding) = self.findings.iter().find(|finding| finding.id == id) {
            let says = format!("{} on {}", finding.kind.as_str(), finding.on);
            return Some((finding.reference.clone(), finding.known_from, says));
        }
        if let Some(saving) = self.savings.iter().find(|saving| saving.id == id) {
            return Some((saving.reference.clone(), self.text_known_from, saving.effect.as_str().to_owned()));
        }
        self.clauses.iter().find_map(|clause| {
            if clause.id == id {
                return Some((clause.reference.clone(), clause.known_from, clause.says.clone()));
            }
            let conditions = clause.conditions.iter().chain(&clause.exceptions);
            let found = conditions.into_iter().find(|condition| condition.id == id)?;
            Some((found.reference.clone(), found.known_from, found.says.clone()))
        })
    }
}

/// What several files together get wrong: ids used twice, unknown predecessors.
fn misfits(pacts: &[(String, Pact)]) -> Vec<PactFileError> {
    let fault = |file: &str, field: &str, problem: String| PactFileError {
        file: file.to_owned(),
        line: 1,
        field: field.to_owned(),
        problem: format!("field `{field}`: {problem}"),
    };
    let mut faults = Vec::new();
    for pair in pacts.windows(2) {
        if pair[0].1.id == pair[1].1.id {
            faults.push(fault(&pair[1].0, "id", format!("`{}` is also in `{}`", pair[1].1.id, pair[0].0)));
        }
    }
    for (file, pact) in pacts {
        for former in &pact.supersedes {
            if !pacts.iter().any(|(_, other)| other.id == *former) {
                faults.push(fault(file, "supersedes", format!("there is no pact `{former}`")));
            }
        }
    }
    faults
}
