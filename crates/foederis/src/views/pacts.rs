//! Pacts as the reports tell them: parties, life cycle, clauses in every wording, state of the text.

use super::entry::{DaysView, PlaceView, day_text};
use super::page::Page;
use super::phrases;
use crate::desk::{Citation, Desk, ShelfError};
use foederis_ledger::{Entry, Pact, PactClause, Step};
use foederis_types::{ActorCode, ClaimId, ClauseKind, Factuality, Holder, PactStatus};
use schemars::JsonSchema;
use serde::Serialize;

/// The pacts of a ledger.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PactsView {
    /// How many stories more tell of pacts that are not here.
    pub n_more_stories: usize,
    /// The pacts, by id.
    pub pacts: Vec<PactView>,
}

/// One pact.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PactView {
    /// The pact's id.
    pub id: String,
    /// Codes of the parties, sorted.
    pub parties: Vec<String>,
    /// Their names.
    pub party_names: Vec<String>,
    /// Names of the pact as worded, most told first.
    pub names: Vec<NameView>,
    /// Day of signature as told.
    pub signed: Vec<DaysView>,
    /// Place of signature as told.
    pub places: Vec<PlaceView>,
    /// What is last said of the text: `text_published`, `text_unpublished`, or `null` where nothing is said.
    pub text_status: Option<String>,
    /// Says whether a report tells that it is in force; in force for a state on a day is derived by `what-if`.
    pub is_told_in_force: bool,
    /// Steps in the order of their days.
    pub steps: Vec<StepView>,
    /// Clauses.
    pub clauses: Vec<ClauseView>,
}

/// A name as worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NameView {
    /// The words.
    pub name: String,
    /// Who words it so.
    pub citations: Vec<Citation>,
}

/// A step in a pact's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepView {
    /// `signed`, `ratified`, `in_force_for` ...
    pub status: String,
    /// In words.
    pub gloss: String,
    /// Codes of those who took it or for whom it holds.
    pub parties: Vec<String>,
    /// Days as told, best first.
    pub days: Vec<DaysView>,
    /// Day of the first report that tells it.
    pub known_from: Option<String>,
    /// Who tells it.
    pub citations: Vec<Citation>,
    #[serde(skip)]
    day_text: String,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClauseView {
    /// Kind of norm: `DEFEND`, `CONSULT` ...
    pub kind: String,
    /// Codes of those who owe.
    pub debtors: Vec<String>,
    /// Codes of those to whom.
    pub creditors: Vec<String>,
    /// Every wording: those with a trigger first, those of headlines last, then most told first.
    pub wordings: Vec<WordingView>,
    /// What is owed, in words.
    pub gloss: String,
}

/// How a clause is worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordingView {
    /// What is owed, as worded.
    pub duty: String,
    /// When it comes due, as worded.
    pub trigger: Option<String>,
    /// `PR+` or `PS+` where all who word it so call it likely or possible: `could be obliged`.
    pub hedge: Option<String>,
    /// Who words it so.
    pub citations: Vec<Citation>,
}

impl PactsView {
    /// Shows the pacts whose ids start with `id`, or that a party's code picks; all without it.
    ///
    /// # Errors
    ///
    /// A report that a pact quotes cannot be fetched.
    pub fn of(desk: &Desk<'_>, id: Option<&str>) -> Result<PactsView, ShelfError> {
        let fits = |pact: &&Pact| {
            id.is_none_or(|id| {
                pact.id.to_string().starts_with(id)
                    || pact.parties.iter().any(|party| party.as_str().eq_ignore_ascii_case(id))
            })
        };
        let pacts = desk.account.pacts.values().filter(fits).map(|pact| PactView::of(pact, desk));
        Ok(PactsView { n_more_stories: 0, pacts: pacts.collect::<Result<_, _>>()? })
    }

    /// Prints the pacts for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        if self.pacts.is_empty() {
            page.line(0, "No report in the ledger tells of a pact.");
        }
        for pact in &self.pacts {
            page.heading(&format!("PACT {}: {}", &pact.id[..8], pact.title()));
            pact.print_life(&mut page);
            pact.print_clauses(&mut page, usize::MAX);
        }
        if self.n_more_stories > 0 {
            page.line(
                0,
                &format!("... and pacts of {} stories more: foederis pacts PARTY", self.n_more_stories),
            );
        }
        page.finish()
    }
}

impl PactView {
    pub(crate) fn of(pact: &Pact, desk: &Desk<'_>) -> Result<PactView, ShelfError> {
        let codes = |codes: &[ActorCode]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
        let name = |told: &foederis_ledger::Told<String>| {
            Ok(NameView { name: told.value.clone(), citations: desk.cite_all(&told.claims)? })
        };
        let text_status = pact.text_steps().max_by_key(|step| (step.known_from, step.status));
        Ok(PactView {
            id: pact.id.to_string(),
            parties: codes(&pact.parties),
            party_names: pact.parties.iter().map(|code| desk.name(*code)).collect(),
            names: pact.names.iter().map(name).collect::<Result<_, _>>()?,
            signed: pact.signed.iter().map(|told| DaysView::of(told, desk)).collect::<Result<_, _>>()?,
            places: pact.places.iter().map(|told| PlaceView::of(&told.value)).collect(),
            text_status: text_status.map(|step| step.status.to_string()),
            is_told_in_force: pact.steps.iter().any(|step| step.status == PactStatus::InForceFor),
            steps: pact.steps.iter().map(|step| StepView::of(step, desk)).collect::<Result<_, _>>()?,
            clauses: pact
                .clauses
                .iter()
                .map(|clause| ClauseView::of(clause, desk))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Returns parties and best name: `Russia and North Korea, "strategic partnership agreement"`.
    pub(crate) fn title(&self) -> String {
        let parties = phrases::list(&self.party_names);
        match self.names.first() {
            Some(name) => format!("{parties}, \"{}\"", name.name),
            None => parties,
        }
    }

    pub(crate) fn print_life(&self, page: &mut Page) {
        for step in &self.steps {
            match step.citations.first() {
                Some(citation) => page.cited(2, &format!("{}:", step.line()), citation),
                None => page.line_and_citation(2, &step.line()),
            }
        }
        match self.text_status.as_deref() {
            None => page.line(2, "Text: no report says whether it is published."),
            Some("text_unpublished") => page.line(2, "Text: not published, by the latest word."),
            Some(_) => page.line(2, "Text: published."),
        }
        if !self.is_told_in_force {
            page.line(2, "In force: no report says so.");
        }
    }

    /// Prints each clause with up to `n_wordings` wordings.
    pub(crate) fn print_clauses(&self, page: &mut Page, n_wordings: usize) {
        for clause in &self.clauses {
            let n_more = clause.wordings.len().saturating_sub(n_wordings);
            let more =
                if n_more > 0 { format!("; {n_more} more wordings: foederis pacts") } else { String::new() };
            page.line(2, &format!("{} ({}{more})", clause.gloss, clause.kind));
            for wording in clause.wordings.iter().take(n_wordings) {
                page.paragraph(4, &wording.line());
            }
        }
    }
}

impl WordingView {
    /// Returns duty and trigger as worded.
    pub(crate) fn words(&self) -> String {
        let trigger = self.trigger.as_ref().map_or(String::new(), |trigger| format!(" when \"{trigger}\""));
        let hedge = match self.hedge.as_deref() {
            Some("PS+") => "could owe ",
            Some(_) => "would likely owe ",
            None => "",
        };
        format!("{hedge}\"{}\"{trigger}", self.duty)
    }

    fn line(&self) -> String {
        format!("[{}] {}", refs(&self.citations), self.words())
    }
}

impl StepView {
    /// Returns day and deed.
    pub(crate) fn words(&self) -> String {
        format!("{}: {}", self.day_text, self.gloss)
    }

    /// Returns day, deed and places on one line.
    pub(crate) fn line(&self) -> String {
        format!("{}{}", self.words(), places(&self.citations))
    }

    fn of(step: &Step, desk: &Desk<'_>) -> Result<StepView, ShelfError> {
        let form = if step.parties.len() == 1 { phrases::Form::Singular } else { phrases::Form::Plural };
        let entry = desk.account.entries.get(&step.entry);
        let is_of_parliament = entry.is_some_and(is_of_parliament);
        let status = match step.status {
            PactStatus::Ratified if is_of_parliament => PactStatus::Approved,
            status => status,
        };
        let deed = phrases::pact_deed(status, form);
        let who = if step.parties.is_empty() { "Parties".to_owned() } else { desk.names_of(&step.parties) };
        let who = if is_of_parliament { format!("{who} (its parliament)") } else { who };
        let claims = entry.map_or(&[][..], |entry| &entry.claims);
        Ok(StepView {
            status: step.status.to_string(),
            gloss: format!("{who} {deed}"),
            parties: step.parties.iter().map(ToString::to_string).collect(),
            days: step.days.iter().map(|told| DaysView::of(told, desk)).collect::<Result<_, _>>()?,
            known_from: step.known_from.map(|day| day.to_string()),
            citations: desk.cite_all(claims)?,
            day_text: day_text(step.days.first().map(|told| told.value)),
        })
    }
}

/// Says whether a legislature takes the step, as far as the reports say who does.
fn is_of_parliament(entry: &Entry) -> bool {
    let sectors: Vec<&String> = entry.actors.iter().flat_map(|side| &side.sectors).collect();
    !sectors.is_empty() && sectors.iter().all(|sector| sector.as_str() == "LEG")
}

impl ClauseView {
    fn of(clause: &PactClause, desk: &Desk<'_>) -> Result<ClauseView, ShelfError> {
        let wording = |told: &foederis_ledger::Told<foederis_ledger::Wording>| {
            Ok(WordingView {
                duty: told.value.duty.clone(),
                trigger: told.value.trigger.clone(),
                hedge: hedge(&told.claims, desk),
                citations: desk.cite_all(&told.claims)?,
            })
        };
        let mut wordings =
            clause.wordings.iter().map(wording).collect::<Result<Vec<WordingView>, ShelfError>>()?;
        wordings.sort_by_key(|wording| {
            (wording.trigger.is_none(), wording.citations.iter().all(Citation::is_headline))
        });
        Ok(ClauseView {
            kind: clause.kind.to_string(),
            debtors: clause.debtors.iter().map(ToString::to_string).collect(),
            creditors: clause.creditors.iter().map(ToString::to_string).collect(),
            wordings,
            gloss: clause_gloss(clause, desk),
        })
    }
}

/// The least sure value at which all claims put a clause, where none states it outright.
fn hedge(claims: &[ClaimId], desk: &Desk<'_>) -> Option<String> {
    let author = |id: &ClaimId| {
        let views = &desk.ledger.line(*id)?.claim.factuality;
        views.iter().find(|view| view.holder == Holder::Author).map(|view| view.value)
    };
    let is_hedged = |value: &Factuality| matches!(value, Factuality::PossibleYes | Factuality::ProbableYes);
    let values: Vec<Factuality> = claims.iter().filter_map(author).collect();
    let is_possible = values.contains(&Factuality::PossibleYes);
    let code = if is_possible { "PS+" } else { "PR+" };
    (!values.is_empty() && values.iter().all(is_hedged)).then(|| code.to_owned())
}

/// Says who would owe what to whom.
fn clause_gloss(clause: &PactClause, desk: &Desk<'_>) -> String {
    owed(&clause.debtors, &clause.creditors, clause.kind, desk)
}

/// Says in words who would owe what to whom.
pub(crate) fn owed(
    debtors: &[ActorCode],
    creditors: &[ActorCode],
    kind: ClauseKind,
    desk: &Desk<'_>,
) -> String {
    let (from, duty) = (desk.names_of(debtors), duty_words(kind));
    if debtors == creditors && debtors.len() > 1 {
        return format!("{from} would owe one another: {duty}");
    }
    match (debtors.is_empty(), creditors.is_empty()) {
        (true, _) => format!("Parties would owe: {duty}"),
        (false, true) => format!("{from} would owe: {duty}"),
        (false, false) => format!("{from} would owe {}: {duty}", desk.names_of(creditors)),
    }
}

/// Says what a kind of clause obliges to.
pub(crate) fn duty_words(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Defend => "defence",
        ClauseKind::JoinAttack => "to join an attack",
        ClauseKind::AssistMateriel => "help with arms and means",
        ClauseKind::Consult => "to consult",
        ClauseKind::Neutral => "neutrality",
        ClauseKind::BenevolentNeutral => "benevolent neutrality",
        ClauseKind::NonAggression => "not to attack",
        ClauseKind::NoHostilePact => "to join no hostile pact",
        ClauseKind::NoUseOfTerritory => "not to lend its territory",
        ClauseKind::BasingTransit => "bases or passage",
        ClauseKind::Mobilise => "to mobilise",
        ClauseKind::Guarantee => "a guarantee",
        ClauseKind::Sanction => "sanctions",
        ClauseKind::ArmsEmbargo => "to supply no arms",
        ClauseKind::NoSeparatePeace => "no separate peace",
        ClauseKind::ReportUnsc => "to report to the Security Council",
        ClauseKind::SeekUnsc => "to go to the Security Council",
    }
}

/// Lists where citations stand, one for each report: ` [Hooah 9; Bee 3]`.
pub(crate) fn places(citations: &[Citation]) -> String {
    if citations.is_empty() { String::new() } else { format!(" [{}]", refs(citations)) }
}

/// Lists where citations stand, the first of each report, at most four.
pub(crate) fn refs(citations: &[Citation]) -> String {
    let mut seen: Vec<&Citation> = Vec::new();
    let (headlines, body): (Vec<_>, Vec<_>) = citations.iter().partition(|citation| citation.is_headline());
    for citation in body.into_iter().chain(headlines) {
        if !seen.iter().any(|known| known.report == citation.report) {
            seen.push(citation);
        }
    }
    let n_more = seen.len().saturating_sub(REFS_MAX);
    let mut text = seen.iter().take(REFS_MAX).map(|citation| citation.place()).collect::<Vec<_>>().join("; ");
    if n_more > 0 {
        text.push_str(&format!("; {n_more} more"));
    }
    text
}

/// Reports named on one line.
const REFS_MAX: usize = 3;
