//! From the ledger's pacts to the obligations engine: who would be bound, on whose word.
//!
//! The engine knows evidence by opaque id only. The ids handed over here are those of claims, and each comes with a
//! label: outlet, sentence, words.

use crate::desk::{Desk, ShelfError};
use foederis_ledger::{Entry, Pact, PactClause, Step};
use foederis_names::Names;
use foederis_pacts::{
    EvidenceLabel, LearnedClause, LearnedEvent, LearnedText, Missing, PactFileError, Status, TableError,
    Wording, import,
};
use foederis_types::{ActorCode, ClaimId, Date, EntryId, PactStatus, ReportId};
use std::collections::{BTreeMap, BTreeSet};

pub use foederis_pacts::{
    Answers, AnswersView, Chain, Event, Label, LearnedPact, PactLibrary, Question, QuestionError, Reading,
    WhyNotView, explain, parse_events, tell, tell_why_not, what_if, why_not,
};

/// Which pact files to answer from, besides the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PactFiles {
    /// Those that came with the program.
    #[default]
    BuiltIn,
    /// None: the ledger alone.
    None,
    /// A user's own.
    Own(OwnPacts),
}

/// Pact files and coded alliances that a user has, each as name and text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPacts {
    /// Whether those that came with the program are wanted besides.
    pub has_built_in: bool,
    /// Pact files.
    pub files: Vec<(String, String)>,
    /// Member files of the ATOP or the COW alliance data.
    pub tables: Vec<(String, String)>,
}

impl OwnPacts {
    fn library(&self) -> Result<PactLibrary, LibraryError> {
        let built_in = if self.has_built_in { PactLibrary::embedded_files() } else { &[] };
        let own = self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let files =
            PactLibrary::from_files(built_in.iter().copied().chain(own)).map_err(LibraryError::Files)?;
        let mut pacts = files.pacts().to_vec();
        for (name, text) in &self.tables {
            let fault = |error| LibraryError::Table { file: name.clone(), error };
            let coded = import::read_members(text).map_err(fault)?;
            // An alliance that a pact file covers is answered by the file, which knows more.
            let is_covered = |pact: &foederis_pacts::Pact| {
                files.pacts().iter().any(|file| file.external.covers(&pact.external))
            };
            pacts.extend(coded.into_iter().filter(|pact| !is_covered(pact)));
        }
        Ok(PactLibrary::of(pacts))
    }
}

/// Reads the pact files and joins what the ledger's reports tell of pacts ([`learned`], [`crate::archive::learned_pacts`]).
///
/// # Errors
///
/// Every fault of a pact file, or the first of a file of coded alliances.
pub fn library(files: &PactFiles, learned: &[LearnedPact]) -> Result<PactLibrary, LibraryError> {
    let library = match files {
        PactFiles::BuiltIn => PactLibrary::embedded().map_err(LibraryError::Files)?,
        PactFiles::None => PactLibrary::empty(),
        PactFiles::Own(own) => own.library()?,
    };
    Ok(library.with_learned(learned))
}

/// Why there is no library to answer from.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// Pact files are wrong: every fault, one a file.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Files(Vec<PactFileError>),
    /// A file of coded alliances cannot be used.
    #[error("cannot read `{file}`")]
    Table {
        /// Its name.
        file: String,
        /// What is wrong with it.
        #[source]
        error: TableError,
    },
    /// A report that a pact quotes cannot be fetched.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
}

/// Resolves a state's name, code or adjective, as of a day. An armed group is itself, not the state it fights in.
pub fn resolve(names: &Names, text: &str, day: Option<Date>) -> Option<ActorCode> {
    use foederis_names::Sector::{Armed, Criminal, Paramilitary, Rebel};
    let bare = text.trim().trim_start_matches("the ");
    if let Some(code) = foederis_pacts::codes::read(bare, day) {
        return Some(code);
    }
    match names.actor(bare, day) {
        Some(name) if matches!(name.sector, Some(Armed | Criminal | Paramilitary | Rebel)) => {
            foederis_pacts::codes::non_state(bare)
        }
        Some(name) if name.code.is_some() => name.code,
        _ => names.resolve(text, day).code,
    }
}

/// Returns what the reports tell of pacts between two parties or more, in the engine's terms.
///
/// # Errors
///
/// A report that a pact quotes cannot be fetched.
pub fn learned(desk: &Desk<'_>) -> Result<Vec<LearnedPact>, ShelfError> {
    let entry_of = desk.account.entry_ids();
    let pacts = desk.account.pacts.values().filter(|pact| pact.parties.len() > 1);
    pacts.map(|pact| learned_pact(pact, desk, &entry_of)).collect()
}

fn learned_pact(
    pact: &Pact,
    desk: &Desk<'_>,
    entry_of: &BTreeMap<ClaimId, EntryId>,
) -> Result<LearnedPact, ShelfError> {
    let parties: Vec<String> = pact.parties.iter().map(|code| code.as_str().to_ascii_lowercase()).collect();
    let days = pact.signed.iter().find(|told| told.value.is_told()).map(|told| told.value);
    let printing = printing(pact, desk);
    // What is only proposed or denied binds nobody.
    let asserted = pact.clauses.iter().filter(|clause| clause.standing.is_asserted());
    let mut learned = LearnedPact {
        id: format!("reported-{}-{}", parties.join("-"), &pact.id.to_string()[..8]),
        names: pact.names.iter().map(|told| told.value.clone()).collect(),
        parties: pact.parties.clone(),
        signed: days.and_then(|days| Some((days.from.or(days.to)?, days.to.or(days.from)?))),
        text: text_state(pact),
        text_known_from: text_known_from(pact),
        ratification_known_from: ratification_known_from(pact, desk),
        evidence: pact.signed.iter().flat_map(|told| ids(&told.claims)).collect(),
        known_from: known_from(&pact.claims, desk),
        denied_by: denied_by(pact, desk),
        clauses: asserted.map(|clause| learned_clause(clause, &printing, desk)).collect::<Result<_, _>>()?,
        events: pact.steps.iter().filter_map(|step| learned_event(step, desk)).collect(),
        missing: missing(pact, desk),
        ..LearnedPact::default()
    };
    for claim in &pact.claims {
        let entry = entry_of.get(claim).and_then(|id| desk.account.entries.get(id));
        if let Some(label) = label(*claim, entry, desk)? {
            learned.labels.insert(claim.to_string(), label);
        }
    }
    Ok(learned)
}

fn ids(claims: &[ClaimId]) -> impl Iterator<Item = String> {
    claims.iter().map(ToString::to_string)
}

/// Returns what the latest report that says anything says of the text.
fn text_state(pact: &Pact) -> LearnedText {
    match pact.text_steps().max_by_key(|step| (step.known_from, step.status)).map(|step| step.status) {
        Some(PactStatus::TextPublished) => LearnedText::Published,
        Some(_) => LearnedText::Unpublished,
        None => LearnedText::NotSaid,
    }
}

/// Returns the first publication that tells outright that the text is out.
fn text_known_from(pact: &Pact) -> Option<Date> {
    let is_out = |step: &&Step| {
        step.status == PactStatus::TextPublished && step.standing == foederis_ledger::Standing::Told
    };
    pact.text_steps().filter(is_out).filter_map(|step| step.known_from).min()
}

/// Returns the day by which two independent origins tell of a ratification to be had, given, exchanged or missing, or of
/// a parliament's vote, or take one of these as still to come: whoever ratifies a pact is not bound by its signature.
fn ratification_known_from(pact: &Pact, desk: &Desk<'_>) -> Option<Date> {
    use PactStatus as Status;
    let ratifies = |step: &&Step| {
        matches!(step.status, Status::Approved | Status::Ratified | Status::NotRatified | Status::Exchanged)
    };
    let entries = pact.steps.iter().filter(ratifies).filter_map(|step| desk.account.entries.get(&step.entry));
    let mut told: Vec<(Date, &foederis_ledger::Voice)> = Vec::new();
    for entry in entries {
        for telling in &entry.tellings {
            let origin = entry.origins.iter().find(|voices| voices.contains(&telling.voice));
            told.extend(telling.published.zip(origin.and_then(|voices| voices.first())));
        }
    }
    for line in supposed_consent(pact, desk) {
        let report = line.claim.quote.report;
        let origin = desk.account.origins.iter().find(|origin| origin.reports.contains(&report));
        let first = origin.and_then(|origin| origin.reports.first()).copied().unwrap_or(report);
        let day = desk.ledger.header(report).and_then(foederis_types::Header::day);
        told.extend(day.zip(desk.account.voices.get(&first)));
    }
    told.sort();
    let (_, first) = *told.first()?;
    told.iter().find(|(_, origin)| *origin != first).map(|(day, _)| *day)
}

fn known_from(claims: &[ClaimId], desk: &Desk<'_>) -> Option<Date> {
    let reports = claims.iter().filter_map(|id| desk.ledger.line(*id)).map(|line| line.claim.quote.report);
    reports.filter_map(|report| desk.ledger.header(report)).filter_map(foederis_types::Header::day).min()
}

/// Returns who denies that the pact was signed: of the signatures told of it, those that can be the one of its day.
fn denied_by(pact: &Pact, desk: &Desk<'_>) -> Vec<ActorCode> {
    let day = pact.signed.iter().find(|told| told.value.is_told()).map(|told| told.value);
    let is_same_day = |step: &&Step| {
        let days = step.days.first().map(|told| told.value).filter(foederis_ledger::Days::is_told);
        day.zip(days).is_none_or(|(day, days)| overlap(day, days))
    };
    let signed = pact.steps.iter().filter(|step| step.status == PactStatus::Signed).filter(is_same_day);
    let entries = signed.filter_map(|step| desk.account.entries.get(&step.entry));
    let claims = entries.flat_map(|entry| &entry.claims).filter(|claim| pact.claims.contains(claim));
    let lines = claims.filter_map(|claim| desk.ledger.line(*claim));
    let mut deniers: Vec<ActorCode> =
        lines.flat_map(|line| line.claim.factuality.iter().filter_map(denier)).collect();
    deniers.sort();
    deniers.dedup();
    deniers
}

fn overlap(one: foederis_ledger::Days, other: foederis_ledger::Days) -> bool {
    let starts_by =
        |first: Option<Date>, last: Option<Date>| first.zip(last).is_none_or(|(first, last)| first <= last);
    starts_by(one.from, other.to) && starts_by(other.from, one.to)
}

fn denier(view: &foederis_types::View) -> Option<ActorCode> {
    use foederis_types::{Factuality, Holder};
    let is_denied = matches!(view.value, Factuality::CertainNo | Factuality::ProbableNo);
    match view.holder {
        Holder::Actor(code) if is_denied => Some(code),
        _ => None,
    }
}

/// Returns the reports that tell outright, in their own words, that the text is out.
fn printing(pact: &Pact, desk: &Desk<'_>) -> BTreeSet<ReportId> {
    let is_out = |line: &&foederis_ledger::Line| {
        let claim = &line.claim;
        claim.pact_status == Some(PactStatus::TextPublished)
            && foederis_ledger::standing_of(claim) == foederis_ledger::Standing::Told
            && (is_vouched(claim) || is_said_by_party(claim, pact))
    };
    let lines = pact.claims.iter().filter_map(|id| desk.ledger.line(*id)).filter(is_out);
    lines.map(|line| line.claim.quote.report).collect()
}

fn is_vouched(claim: &foederis_types::Claim) -> bool {
    use foederis_types::{Factuality, Holder};
    let is_author = |view: &foederis_types::View| view.holder == Holder::Author;
    claim.factuality.iter().any(|view| is_author(view) && view.value == Factuality::CertainYes)
}

/// Somebody who speaks for a party says so.
fn is_said_by_party(claim: &foederis_types::Claim, pact: &Pact) -> bool {
    use foederis_types::{Factuality, Holder};
    let of_party = |view: &foederis_types::View| match view.holder {
        Holder::Actor(code) => pact.parties.contains(&code) && view.value == Factuality::CertainYes,
        _ => false,
    };
    claim.factuality.iter().any(of_party)
}

fn learned_clause(
    clause: &PactClause,
    printing: &BTreeSet<ReportId>,
    desk: &Desk<'_>,
) -> Result<LearnedClause, ShelfError> {
    let mut learned = LearnedClause {
        kind: clause.kind,
        debtors: clause.debtors.clone(),
        creditors: clause.creditors.clone(),
        wordings: Vec::new(),
        conditions: Vec::new(),
        origins: BTreeSet::new(),
        denied_by: Vec::new(),
    };
    // What a pact is called does not say what is owed.
    let is_called = foederis_ledger::is_only_called(clause, &desk.ledger);
    for told in &clause.wordings {
        let words = match &told.value.trigger {
            Some(trigger) => format!("{} {trigger}", told.value.duty),
            None => told.value.duty.clone(),
        };
        for claim in &told.claims {
            let outlet = desk.cite(*claim)?.map_or_else(String::new, |citation| citation.voice);
            learned.wordings.push(Wording { evidence: claim.to_string(), outlet, words: words.clone() });
        }
    }
    // Who prints the text and words the clause has it from the text, which is a witness of its own.
    let mut is_read = false;
    for entry in clause.entries.iter().filter_map(|id| desk.account.entries.get(id)) {
        if !is_called {
            learned.origins.extend(telling_origins(entry, |telling| !is_hedged(telling)));
        }
        let mut lines = entry.claims.iter().filter_map(|id| desk.ledger.line(*id));
        is_read |= lines.any(|line| printing.contains(&line.claim.quote.report) && is_vouched(&line.claim));
        learned.denied_by.extend(entry.denied_by());
        for claim in &entry.claims {
            learned.conditions.extend(condition(*claim, desk)?);
        }
    }
    learned.origins.extend(is_read.then(|| TEXT.to_owned()));
    Ok(learned)
}

/// The published text, as a witness to its clauses.
const TEXT: &str = "the published text";

fn is_hedged(telling: &foederis_ledger::Telling) -> bool {
    use foederis_types::Factuality;
    let hedges = |value: Factuality| matches!(value, Factuality::ProbableYes | Factuality::PossibleYes);
    matches!(telling.stance, foederis_ledger::Stance::States(value) if hedges(value))
}

/// Returns the condition under which a report puts a clause, other than the clause's own trigger.
fn condition(id: ClaimId, desk: &Desk<'_>) -> Result<Option<(String, String)>, ShelfError> {
    let Some(line) = desk.ledger.line(id) else { return Ok(None) };
    let trigger = line.claim.clause.as_ref().and_then(|clause| clause.trigger);
    let Some(span) =
        line.claim.condition.filter(|span| trigger.is_none_or(|trigger| !trigger.overlaps(*span)))
    else {
        return Ok(None);
    };
    let report = desk.report(line.claim.quote.report)?;
    let words = crate::desk::one_line(span.of(report.part(line.claim.quote.part)));
    Ok(Some((words, id.to_string())))
}

/// Returns what reports say is not done yet for the pact to come into force; nothing where a report tells that it is.
fn missing(pact: &Pact, desk: &Desk<'_>) -> Vec<Missing> {
    let told = |status| {
        move |step: &&Step| step.status == status && step.standing == foederis_ledger::Standing::Told
    };
    if pact.steps.iter().any(|step| told(PactStatus::InForceFor)(&step)) {
        return Vec::new();
    }
    let steps = |status| pact.steps.iter().filter(told(status));
    let is_done_since = |step: &Step| {
        steps(PactStatus::Ratified)
            .any(|later| later.parties == step.parties && later.known_from >= step.known_from)
    };
    let not_ratified = steps(PactStatus::NotRatified).filter(|step| !is_done_since(step));
    let mut missing: Vec<Missing> = not_ratified
        .filter_map(|step| {
            let entry = desk.account.entries.get(&step.entry)?;
            let verb = if step.parties.len() == 1 { "has" } else { "have" };
            let says = format!("{} {verb} not ratified it", desk.names_of(&step.parties));
            Some(Missing { says, known_from: step.known_from?, reported: ids(&entry.claims).collect() })
        })
        .collect();
    missing.extend(still_to_come(pact, desk));
    let is_awaited = |line: &&foederis_ledger::Line| {
        line.claim.pact_status == Some(PactStatus::InForceFor)
            && line.claim.auxiliary.contains(&foederis_types::Auxiliary::Negation)
    };
    let awaited = pact.claims.iter().filter_map(|id| desk.ledger.line(*id)).filter(is_awaited);
    let awaited: Vec<ClaimId> = awaited.map(|line| line.claim.id).collect();
    if let Some(known_from) = known_from(&awaited, desk) {
        let says = "it has not come into force".to_owned();
        missing.push(Missing { says, known_from, reported: ids(&awaited).collect() });
    }
    missing
}

/// "The treaty must still be approved by both chambers", "once it is ratified": that consent is still to be given, as long as
/// nobody tells that all have given it.
fn still_to_come(pact: &Pact, desk: &Desk<'_>) -> Option<Missing> {
    use PactStatus as Status;
    let told = |step: &&Step| step.standing == foederis_ledger::Standing::Told;
    let of =
        |statuses: &'static [Status]| pact.steps.iter().filter(move |step| statuses.contains(&step.status));
    let has_consented =
        |party: &ActorCode| of(&[Status::Ratified]).filter(told).any(|step| step.parties.contains(party));
    if of(&[Status::Exchanged]).any(|step| told(&step)) || pact.parties.iter().all(has_consented) {
        return None;
    }
    let supposed: Vec<ClaimId> = supposed_consent(pact, desk).map(|line| line.claim.id).collect();
    let says = "it is still to be ratified".to_owned();
    Some(Missing { says, known_from: known_from(&supposed, desk)?, reported: ids(&supposed).collect() })
}

/// Claims that take a consent to the pact as still to be given: "must be approved", "once it is ratified".
fn supposed_consent<'d>(
    pact: &'d Pact,
    desk: &'d Desk<'_>,
) -> impl Iterator<Item = &'d foederis_ledger::Line> {
    use foederis_types::Auxiliary as Mode;
    let supposes = |line: &&foederis_ledger::Line| {
        let has = |mode| line.claim.auxiliary.contains(&mode);
        let is_consent = matches!(
            line.claim.pact_status,
            Some(PactStatus::Approved | PactStatus::Ratified | PactStatus::Exchanged)
        );
        is_consent && has(Mode::Hypothetical) && !has(Mode::Historical) && !has(Mode::Negation)
    };
    pact.claims.iter().filter_map(|id| desk.ledger.line(*id)).filter(supposes)
}

fn learned_event(step: &Step, desk: &Desk<'_>) -> Option<LearnedEvent> {
    if !step.standing.is_asserted() {
        return None;
    }
    let entry = desk.account.entries.get(&step.entry)?;
    // A chamber's vote is no ratification yet.
    let status = status_of(crate::views::status_shown(entry, step.status))?;
    let days = step.days.first().map(|told| told.value)?;
    let last = days.to.or(days.from)?;
    Some(LearnedEvent {
        status,
        parties: step.parties.clone(),
        day: (days.from.unwrap_or(last), last),
        known_from: step.known_from,
        asserted_by: entry.alleged_by(),
        denied_by: entry.denied_by(),
        evidence: ids(&entry.claims).collect(),
        n_origins: n_telling(entry, desk),
    })
}

/// Counts the independent origins that tell an entry as so; those that only deny it do not, nor those that tell of a
/// step ("it enters into force on the exchange") neither that it was taken nor on which day it will be.
fn n_telling(entry: &Entry, desk: &Desk<'_>) -> u32 {
    let is_so = |claim: &ClaimId| {
        desk.ledger.line(*claim).map(|line| &line.claim).is_some_and(|claim| {
            let has_day =
                claim.happened.basis != foederis_types::Basis::Published && claim.happened.to.is_some();
            match foederis_ledger::standing_of(claim) {
                foederis_ledger::Standing::Open => has_day,
                standing => standing.is_asserted(),
            }
        })
    };
    let tells =
        |telling: &foederis_ledger::Telling| entry.pact_status.is_none() || telling.claims.iter().any(is_so);
    u32::try_from(telling_origins(entry, tells).len()).unwrap_or(u32::MAX)
}

/// The independent origins, each by its first voice, that tell an entry as so in a way that `counts`.
fn telling_origins(entry: &Entry, counts: impl Fn(&foederis_ledger::Telling) -> bool) -> BTreeSet<String> {
    use foederis_ledger::Stance;
    let tells = |voice: &foederis_ledger::Voice| {
        entry.tellings.iter().any(|telling| {
            telling.voice == *voice
                && matches!(telling.stance, Stance::States(_) | Stance::Expects(_) | Stance::Attributes(_))
                && counts(telling)
        })
    };
    let telling = entry.origins.iter().filter(|voices| voices.iter().any(tells));
    telling.filter_map(|voices| voices.first()).map(ToString::to_string).collect()
}

/// Returns the engine's word for a status; `None` for what changes nobody's bond.
fn status_of(status: PactStatus) -> Option<Status> {
    Some(match status {
        PactStatus::Announced => Status::Announced,
        PactStatus::Signed => Status::Signed,
        PactStatus::TextPublished => Status::TextPublished,
        PactStatus::Ratified => Status::Ratified,
        PactStatus::Acceded => Status::Acceded,
        PactStatus::InForceFor => Status::InForceFor,
        PactStatus::ProvisionalApplication => Status::ProvisionalApplication,
        PactStatus::Invoked => Status::Invoked,
        PactStatus::Suspended => Status::Suspended,
        PactStatus::Denounced => Status::Denounced,
        PactStatus::Withdrawn => Status::Withdrawn,
        PactStatus::Expired => Status::Expired,
        PactStatus::Renewed => Status::Renewed,
        PactStatus::Initialled
        | PactStatus::NotSigned
        | PactStatus::TextUnpublished
        | PactStatus::Approved
        | PactStatus::NotRatified
        | PactStatus::Exchanged => return None,
    })
}

fn label(id: ClaimId, entry: Option<&Entry>, desk: &Desk<'_>) -> Result<Option<EvidenceLabel>, ShelfError> {
    let Some(citation) = desk.cite(id)? else { return Ok(None) };
    let of_voice =
        |voices: &&Vec<foederis_ledger::Voice>| voices.iter().any(|voice| voice.as_str() == citation.voice);
    let origin =
        entry.and_then(|entry| entry.origins.iter().find(of_voice)).and_then(|voices| voices.first());
    let deniers = entry.map(Entry::denied_by).unwrap_or_default();
    Ok(Some(EvidenceLabel {
        outlet: citation.voice.clone(),
        place: format!("sentence {}", citation.sentence),
        published: citation.published.as_deref().and_then(|day| day.parse().ok()),
        origin: origin.map_or_else(|| citation.voice.clone(), ToString::to_string),
        denied_by: deniers.iter().map(|code| desk.name(*code)).collect(),
        quote: citation.quote,
    }))
}
