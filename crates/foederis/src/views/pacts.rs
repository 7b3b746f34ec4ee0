//! Pacts as the reports tell them: parties, life cycle, clauses in every wording, state of the text.

use super::entry::{DaysView, PlaceView, days_text};
use super::page::{PAGE_COLUMNS, Page};
use super::phrases;
use crate::desk::{Citation, Desk, ShelfError};
use foederis_ledger::{Entry, Pact, PactClause, Stance, Standing, Step};
use foederis_types::{ActorCode, ClaimId, ClauseKind, Event, Factuality, Holder, PactStatus};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The pacts of a ledger.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PactsView {
    /// How many stories more tell of pacts that are not here.
    pub n_more_stories: usize,
    /// The pacts, by id.
    pub pacts: Vec<PactView>,
    /// The id or party that was asked for.
    #[serde(skip)]
    wanted: Option<String>,
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
    #[serde(skip)]
    sort: Sort,
}

/// What the reports make of a pact, for headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Agreed,
    Planned,
    NotSo,
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
    /// How far reports tell it as done: `told`, `hedged` or `open` (planned).
    pub standing: String,
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
    /// How far reports tell it as agreed: `told`, `hedged`, `open` (planned, proposed) or `denied`.
    pub standing: String,
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
    /// Shows the pacts whose ids start with `id`, or that a party's code picks; without it all of which a step or clause
    /// is told.
    ///
    /// # Errors
    ///
    /// A report that a pact quotes cannot be fetched.
    pub fn of(desk: &Desk<'_>, id: Option<&str>) -> Result<PactsView, ShelfError> {
        let fits = |pact: &&Pact| {
            let is_told = !pact.steps.is_empty() || !pact.clauses.is_empty();
            id.map_or(is_told, |id| {
                pact.id.to_string().starts_with(id)
                    || pact.parties.iter().any(|party| party.as_str().eq_ignore_ascii_case(id))
            })
        };
        let pacts = desk.account.pacts.values().filter(fits).map(|pact| PactView::of(pact, desk));
        let wanted = id.map(str::to_owned);
        Ok(PactsView { n_more_stories: 0, pacts: pacts.collect::<Result<_, _>>()?, wanted })
    }

    /// Prints the pacts for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        if self.pacts.is_empty() {
            page.line(0, &self.nothing_found());
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

    fn nothing_found(&self) -> String {
        match &self.wanted {
            Some(wanted) => format!(
                "No pact has `{wanted}` as its id or as the code of a party; `foederis pacts` lists all pacts."
            ),
            None => "No report in the ledger tells of a pact.".to_owned(),
        }
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
            is_told_in_force: pact
                .steps
                .iter()
                .any(|step| step.status == PactStatus::InForceFor && step.standing.is_asserted()),
            sort: match pact.standing() {
                Standing::Told | Standing::Hedged(_) => Sort::Agreed,
                Standing::Open => Sort::Planned,
                Standing::Denied => Sort::NotSo,
            },
            steps: pact.steps.iter().map(|step| StepView::of(step, desk)).collect::<Result<_, _>>()?,
            clauses: pact
                .clauses
                .iter()
                .map(|clause| ClauseView::of(clause, desk))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Says whether some report tells it as agreed.
    pub(crate) fn is_agreed(&self) -> bool {
        self.sort == Sort::Agreed
    }

    /// Returns the words for what it is: agreed, only planned, or told as not so.
    pub(crate) fn heading(&self) -> &'static str {
        match self.sort {
            Sort::Agreed => "What was agreed",
            Sort::Planned => "What is planned or proposed",
            Sort::NotSo => "What is told as not agreed",
        }
    }

    /// Returns parties and best name: `Russia and North Korea, "strategic partnership agreement"`.
    pub(crate) fn title(&self) -> String {
        let parties = phrases::list(&self.party_names);
        match self.best_name() {
            Some(name) => format!("{parties}, \"{name}\""),
            None => parties,
        }
    }

    /// The name proper that is told most, without article and parties, else the name told most that says more than
    /// `the treaty`.
    fn best_name(&self) -> Option<&str> {
        let names = || self.names.iter().map(|name| name.name.as_str());
        let is_telling = |name: &str| name.split_whitespace().count() > 2;
        let mut proper: BTreeMap<&str, usize> = BTreeMap::new();
        for name in self.names.iter().filter(|name| foederis_ledger::is_proper(&name.name)) {
            let bare = foederis_ledger::bare_name(&name.name);
            *proper.entry(bare).or_default() += name.citations.len();
        }
        // "signed the Treaty on Trade in the Winter Palace": where it was signed is no part of what it is called.
        let has_place = |name: &str| [" in the ", " at the "].iter().any(|at| name.contains(at));
        let telling = proper.into_iter().filter(|(name, _)| is_telling(name));
        let best = telling.max_by_key(|(name, n)| (*n, !has_place(name), std::cmp::Reverse(name.len())));
        let best = best.map(|(name, _)| name);
        best.or_else(|| names().find(|name| is_telling(name))).or_else(|| names().next())
    }

    pub(crate) fn print_life(&self, page: &mut Page) {
        for step in &self.steps {
            match step.citations.first() {
                Some(citation) => page.cited(2, &format!("{}:", step.line(PAGE_COLUMNS - 3)), citation),
                None => page.line_and_citation(2, &step.line(PAGE_COLUMNS - 2)),
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
            let more = if n_more > 0 {
                format!("; {} more: foederis pacts", phrases::counted(n_more, "wording"))
            } else {
                String::new()
            };
            page.line(2, &format!("{} ({}{more})", clause.gloss, clause.kind));
            for wording in clause.wordings.iter().take(n_wordings) {
                page.paragraph(4, &wording.line());
            }
        }
    }
}

/// The case in which a duty falls due: its own words say when or if, or name what it falls due on.
fn case_words(trigger: &str) -> String {
    const CASES: &[&str] = &[
        "if", "when", "whenever", "should", "in", "were", "had", "once", "upon", "on", "only", "after",
        "against", "before", "until", "while",
    ];
    let first = trigger.split_whitespace().next().unwrap_or("").to_lowercase();
    if CASES.contains(&first.as_str()) { format!(" \"{trigger}\"") } else { format!(" on \"{trigger}\"") }
}

impl WordingView {
    /// Returns duty and trigger as worded.
    pub(crate) fn words(&self) -> String {
        let trigger = self.trigger.as_ref().map_or(String::new(), |trigger| case_words(trigger));
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
    /// What a short account shows first: what binds and what ends it, then what leads there, then what is not done.
    pub(crate) fn rank(&self) -> u8 {
        match self.status.as_str() {
            "signed" | "in_force_for" | "suspended" | "denounced" | "withdrawn" | "expired" => 0,
            "ratified" | "acceded" | "invoked" | "provisional_application" => 1,
            "exchanged" | "text_published" | "text_unpublished" => 2,
            _ => 3,
        }
    }

    /// Returns day and deed.
    pub(crate) fn words(&self) -> String {
        format!("{}: {}", self.day_text, self.gloss)
    }

    /// Returns day, deed and places on one line, with as many places as fit into `room`, one at least.
    pub(crate) fn line(&self, room: usize) -> String {
        let with = |n_refs| format!("{}{}", self.words(), places(&self.citations, n_refs));
        (1..=REFS_MAX).rev().map(with).find(|line| line.chars().count() <= room).unwrap_or_else(|| with(1))
    }

    fn of(step: &Step, desk: &Desk<'_>) -> Result<StepView, ShelfError> {
        let form = if step.parties.len() == 1 { phrases::Form::Singular } else { phrases::Form::Plural };
        let entry = desk.account.entries.get(&step.entry);
        let status = entry.map_or(step.status, |entry| status_shown(entry, step.status));
        let deed = phrases::pact_deed(status, form);
        let who = if step.parties.is_empty() { "Parties".to_owned() } else { desk.names_of(&step.parties) };
        let claims = entry.map_or(&[][..], |entry| entry.claims.as_slice());
        let mut citations = desk.cite_all(claims)?;
        // Who tells that it was done goes before who tells of the terms on which it will be, the text before its headline.
        let lines = claims.iter().filter_map(|id| desk.ledger.line(*id));
        let standings: BTreeMap<String, _> = lines
            .map(|line| (line.claim.id.to_string(), foederis_ledger::standing_of(&line.claim)))
            .collect();
        citations.sort_by_key(|citation| (standings.get(&citation.claim).copied(), citation.is_headline()));
        Ok(StepView {
            status: step.status.to_string(),
            gloss: format!(
                "{who} {deed}{}",
                entry.map_or_else(String::new, |entry| doubt(step, entry, desk))
            ),
            standing: step.standing.as_str().to_owned(),
            parties: step.parties.iter().map(ToString::to_string).collect(),
            days: step.days.iter().map(|told| DaysView::of(told, desk)).collect::<Result<_, _>>()?,
            known_from: step.known_from.map(|day| day.to_string()),
            citations,
            day_text: days_text(&step.days),
        })
    }
}

/// What a legislature does to a pact, as far as the reports say that it is one, is shown as its approval.
pub(crate) fn status_shown(entry: &Entry, status: PactStatus) -> PactStatus {
    let mut sectors = entry.actors.iter().flat_map(|side| &side.sectors).peekable();
    let is_of_parliament = sectors.peek().is_some() && sectors.all(|sector| sector.as_str() == "LEG");
    if status == PactStatus::Ratified && is_of_parliament { PactStatus::Approved } else { status }
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
            let is_short = wording.duty.split_whitespace().count() < 3;
            (wording.trigger.is_none(), wording.citations.iter().all(Citation::is_headline), is_short)
        });
        by_case(&mut wordings);
        Ok(ClauseView {
            kind: clause.kind.to_string(),
            debtors: clause.debtors.iter().map(ToString::to_string).collect(),
            creditors: clause.creditors.iter().map(ToString::to_string).collect(),
            wordings,
            standing: clause.standing.as_str().to_owned(),
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

/// Puts one wording of each case first, the case that most reports tell before the others.
fn by_case(wordings: &mut [WordingView]) {
    let case = |wording: &WordingView| wording.trigger.as_deref().map(foederis_ledger::case_of);
    let mut n_told: BTreeMap<String, usize> = BTreeMap::new();
    for wording in wordings.iter() {
        if let Some(case) = case(wording) {
            *n_told.entry(case).or_default() += wording.citations.len();
        }
    }
    let mut seen: BTreeMap<Option<String>, usize> = BTreeMap::new();
    wordings.sort_by_cached_key(|wording| {
        let case = case(wording);
        let n = case.as_ref().and_then(|case| n_told.get(case)).copied().unwrap_or(0);
        let turn = seen.entry(case.clone()).or_default();
        *turn += 1;
        (case.is_none(), *turn, std::cmp::Reverse(n))
    });
}

/// Says what keeps a step from being told as taken: a plan, a hedge, somebody's word, a denial.
fn doubt(step: &Step, entry: &Entry, desk: &Desk<'_>) -> String {
    let mut text = match step.standing {
        Standing::Told | Standing::Denied => String::new(),
        Standing::Hedged(Factuality::PossibleYes) => " (possible)".to_owned(),
        Standing::Hedged(_) => " (likely)".to_owned(),
        Standing::Open if entry.event() == Some(Event::Threaten) => " (threatened)".to_owned(),
        Standing::Open => " (planned)".to_owned(),
    };
    let is_vouched =
        entry.tellings.iter().any(|telling| matches!(telling.stance, Stance::States(_) | Stance::Expects(_)));
    if !is_vouched && step.standing.is_asserted() {
        let says = match entry.alleged_by() {
            holders if holders.is_empty() => ", as passed on".to_owned(),
            holders => format!(", says {}", desk.names_of(&holders)),
        };
        text.push_str(&says);
    }
    // Who denies a deed says of the step not taken that it was not.
    let is_undone = phrases::is_undone(step.status);
    let alleged = entry.alleged_by();
    let mut deniers = entry.denied_by();
    deniers.retain(|code| !(is_undone && alleged.contains(code)));
    if !deniers.is_empty() {
        text.push_str(&format!(", denied by {}", desk.names_of(&deniers)));
    }
    text
}

/// Says who would owe what to whom, and where nobody tells it as agreed, that it is denied or proposed.
fn clause_gloss(clause: &PactClause, desk: &Desk<'_>) -> String {
    let owed = owed(&clause.debtors, &clause.creditors, clause.kind, desk);
    let entries = clause.entries.iter().filter_map(|id| desk.account.entries.get(id));
    let deniers: BTreeSet<ActorCode> = entries.flat_map(Entry::denied_by).collect();
    let deniers: Vec<ActorCode> = deniers.into_iter().collect();
    match clause.standing {
        Standing::Denied if deniers.is_empty() => format!("Told as not so: {owed}"),
        Standing::Denied => format!("Denied by {}: {owed}", desk.names_of(&deniers)),
        Standing::Open => format!("Only proposed: {owed}"),
        _ if deniers.is_empty() => owed,
        _ => format!("{owed}, denied by {}", desk.names_of(&deniers)),
    }
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

/// Lists where citations stand, the first of each of so many reports: ` [Hooah 9; Bee 3]`.
fn places(citations: &[Citation], n_refs: usize) -> String {
    if citations.is_empty() { String::new() } else { format!(" [{}]", refs_up_to(citations, n_refs)) }
}

/// Lists where citations stand, the first of each report, at most four.
pub(crate) fn refs(citations: &[Citation]) -> String {
    refs_up_to(citations, REFS_MAX)
}

fn refs_up_to(citations: &[Citation], n_refs: usize) -> String {
    let mut seen: Vec<&Citation> = Vec::new();
    let (headlines, body): (Vec<_>, Vec<_>) = citations.iter().partition(|citation| citation.is_headline());
    for citation in body.into_iter().chain(headlines) {
        if !seen.iter().any(|known| known.report == citation.report) {
            seen.push(citation);
        }
    }
    let n_more = seen.len().saturating_sub(n_refs);
    let mut text = seen.iter().take(n_refs).map(|citation| citation.place()).collect::<Vec<_>>().join("; ");
    if n_more > 0 {
        text.push_str(&format!("; {n_more} more"));
    }
    text
}

/// Reports named on one line.
const REFS_MAX: usize = 3;
