//! The account of a story: what happened, who says so, what is disputed, what was agreed, what each alone reports.
//!
//! Nothing is settled here. What one voice states and another only passes on stands as both. There is no score of
//! truth: a line says who tells it, how the reports themselves hedge, and apart from that how far the sourcing bears.

use super::entry::{EntryView, PositionView, TellingView, reports_of};
use super::pacts::{PactView, refs};
use super::page::{PAGE_COLUMNS, Page};
use super::phrases;
use crate::desk::{Citation, Desk, ShelfError, with_article};
use foederis_ledger::{Entry, Story, Subject};
use foederis_store::StoryRow;
use foederis_types::{Date, EntryId, ReportId, StoryId};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Lines of one story's text, so that it fits a screen; the rest is in `timeline`, `compare` and `pacts`.
const STORY_LINES_MAX: usize = 50;

/// The brief.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BriefView {
    /// The day whose knowledge it shows; `null` for all there is.
    pub as_of: Option<String>,
    /// The stories, by first day, then id.
    pub stories: Vec<StoryBrief>,
    /// How many stories more there are.
    pub n_more: usize,
    /// The first of them, those with most reports first.
    pub more: Vec<StoryLine>,
}

/// A story that is only named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryLine {
    /// The story's id.
    pub id: String,
    /// How many reports it has.
    pub n_reports: usize,
    /// First publication day.
    pub from: Option<String>,
    /// Last publication day.
    pub to: Option<String>,
    /// Names of the states it is most about.
    pub states: Vec<String>,
}

/// The brief of one story.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StoryBrief {
    /// The story's id.
    pub id: String,
    /// First publication day.
    pub from: Option<String>,
    /// Last publication day.
    pub to: Option<String>,
    /// Names of the states it is most about.
    pub states: Vec<String>,
    /// The reports, by day.
    pub reports: Vec<ReportLine>,
    /// Groups of reports that carry one text, by their ids.
    pub copies: Vec<Vec<String>>,
    /// Grades of outlets and items, which only a reader can give.
    pub grades: Grades,
    /// What several voices tell and nobody disputes, most told first.
    pub agreed: Vec<EntryView>,
    /// What voices put differently, or somebody denies.
    pub disputed: Vec<EntryView>,
    /// What was agreed between states.
    pub pacts: Vec<PactView>,
    /// What one voice alone tells, by voice.
    pub alone: Vec<AloneView>,
}

/// A report in a brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportLine {
    /// The report's id.
    pub id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication day.
    pub published: Option<String>,
    /// How text views call it.
    pub label: String,
}

/// Admiralty grades.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Grades {
    /// Reliability of the outlets: `F`, cannot be judged, until an analyst judges.
    pub reliability: String,
    /// Credibility of the items: `6`, cannot be judged, until an analyst judges.
    pub credibility: String,
}

/// What one voice alone tells.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AloneView {
    /// Outlet or title.
    pub voice: String,
    /// How text views call it.
    pub label: String,
    /// The entries, in the order of the report.
    pub entries: Vec<EntryView>,
}

/// How an entry stands among the voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Several tell it alike.
    Agreed,
    /// Told differently, or denied.
    Disputed,
    /// One voice tells it, nobody denies.
    Alone,
}

/// Says how an entry stands, given the entries on which voices differ.
fn standing(entry: &Entry, differing: &BTreeSet<EntryId>, desk: &Desk<'_>) -> Standing {
    if !entry.denied_by().is_empty() || entry.is_contradicted() || differing.contains(&entry.id) {
        Standing::Disputed
    } else if reports_of(entry, desk).len() < 2 {
        Standing::Alone
    } else {
        Standing::Agreed
    }
}

/// Returns the entries on which the voices of a story differ in how surely they put them.
fn differing(story: StoryId, desk: &Desk<'_>) -> BTreeSet<EntryId> {
    let comparison = foederis_ledger::compare(&desk.ledger, &desk.account, story);
    let differ = comparison.into_iter().flat_map(|comparison| comparison.differ);
    // One thing after another is no dispute.
    differ
        .filter(|difference| difference.kind != foederis_ledger::DifferenceKind::Sequence)
        .filter_map(|difference| match difference.on {
            Subject::Entry(entry) => Some(entry),
            Subject::Clause(..) | Subject::Pact(_) | Subject::Step(..) | Subject::JointStep(..) => None,
        })
        .collect()
}

impl BriefView {
    /// Makes the brief of the stories that `wanted` picks.
    ///
    /// # Errors
    ///
    /// A report that it quotes cannot be fetched.
    pub fn of(
        desk: &Desk<'_>,
        as_of: Option<Date>,
        wanted: impl Fn(&Story) -> bool,
    ) -> Result<BriefView, ShelfError> {
        let mut stories: Vec<&Story> = desk.account.stories.values().filter(|story| wanted(story)).collect();
        stories.sort_by_key(|story| (story.from.is_none(), story.from, story.id));
        let briefs = stories.into_iter().map(|story| StoryBrief::of(story, desk));
        let (n_more, more) = (0, Vec::new());
        let stories = briefs.collect::<Result<_, _>>()?;
        Ok(BriefView { as_of: as_of.map(|day| day.to_string()), stories, n_more, more })
    }

    /// Names stories that it does not tell.
    #[must_use]
    pub fn with_more(self, n_more: usize, rows: &[StoryRow]) -> BriefView {
        BriefView { n_more, more: rows.iter().map(StoryLine::of).collect(), ..self }
    }

    /// Prints the brief for reading.
    pub fn text(&self) -> String {
        if self.stories.is_empty() {
            return "The ledger holds no story yet.\n".to_owned();
        }
        let mut texts: Vec<String> = self.stories.iter().map(StoryBrief::text).collect();
        texts.extend(self.more_text());
        texts.join("\n")
    }

    fn more_text(&self) -> Option<String> {
        if self.n_more == 0 {
            return None;
        }
        let mut page = Page::default();
        page.heading(&format!(
            "{} STORIES MORE, those with most reports first: foederis brief STORY",
            self.n_more
        ));
        self.more.iter().for_each(|story| page.line(2, &story.text()));
        print_more(&mut page, self.n_more, self.more.len(), "foederis brief --limit N");
        Some(page.finish())
    }
}

impl StoryLine {
    fn of(row: &StoryRow) -> StoryLine {
        let tables = foederis_names::Names::shared();
        let name = |code: &foederis_types::ActorCode| {
            let state = tables.state(*code).map(|state| with_article(&state.name));
            let of_many = || crate::actor_names::standing_for(*code).map(with_article);
            state.or_else(of_many).unwrap_or_else(|| code.to_string())
        };
        StoryLine {
            id: row.id.to_string(),
            n_reports: row.n_reports,
            from: row.days.map(|days| days.0.to_string()),
            to: row.days.map(|days| days.1.to_string()),
            states: row.states.iter().map(name).collect(),
        }
    }

    fn text(&self) -> String {
        let (days, reports) = (days_text(&self.from, &self.to), n_reports_text(self.n_reports));
        format!("{}: {reports}, {days}{}", &self.id[..8], states_text(&self.states))
    }
}

fn days_text(from: &Option<String>, to: &Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.clone(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "no day known".to_owned(),
    }
}

fn states_text(states: &[String]) -> String {
    if states.is_empty() { String::new() } else { format!("; {}", states.join(", ")) }
}

fn n_reports_text(n_reports: usize) -> String {
    phrases::counted(n_reports, "report")
}

impl StoryBrief {
    fn of(story: &Story, desk: &Desk<'_>) -> Result<StoryBrief, ShelfError> {
        let mut brief = StoryBrief::empty(story, desk);
        let differing = differing(story.id, desk);
        let mut entries = desk.account.entries_of(story.id);
        let remarks: BTreeSet<_> = entries.iter().flat_map(|entry| &entry.remarks).copied().collect();
        // A denial that stands with what it denies needs no line of its own.
        entries.retain(|entry| {
            entry_is_shown(entry) && !entry.claims.iter().all(|claim| remarks.contains(claim))
        });
        entries.sort_by_key(|entry| (std::cmp::Reverse(weight(entry, desk)), entry.first_day(), entry.id));
        for entry in entries {
            let view = EntryView::of(entry, desk)?;
            match standing(entry, &differing, desk) {
                Standing::Agreed => brief.agreed.push(view),
                Standing::Disputed => brief.disputed.push(view),
                Standing::Alone => brief.add_alone(view),
            }
        }
        brief.alone.sort_by(|a, b| a.label.cmp(&b.label));
        for pact in desk.account.pacts.values().filter(|pact| pact.story == story.id) {
            brief.pacts.push(PactView::of(pact, desk)?);
        }
        brief.pacts.sort_by_key(|pact| std::cmp::Reverse(pact.steps.len() + pact.clauses.len()));
        Ok(brief)
    }

    fn empty(story: &Story, desk: &Desk<'_>) -> StoryBrief {
        let copies = desk
            .account
            .origins
            .iter()
            .filter(|origin| origin.reports.iter().any(|report| story.reports.contains(report)));
        StoryBrief {
            id: story.id.to_string(),
            from: story.from.map(|day| day.to_string()),
            to: story.to.map(|day| day.to_string()),
            states: story.states.iter().map(|code| desk.name(*code)).collect(),
            reports: story.reports.iter().map(|id| ReportLine::of(*id, desk)).collect(),
            copies: copies.map(|origin| origin.reports.iter().map(ToString::to_string).collect()).collect(),
            grades: Grades { reliability: "F".to_owned(), credibility: "6".to_owned() },
            agreed: Vec::new(),
            disputed: Vec::new(),
            pacts: Vec::new(),
            alone: Vec::new(),
        }
    }

    fn add_alone(&mut self, view: EntryView) {
        let Some(citation) = view.first_citation() else { return };
        let (voice, label) = (citation.voice.clone(), citation.label().to_owned());
        match self.alone.iter_mut().find(|alone| alone.label == label) {
            Some(alone) => alone.entries.push(view),
            None => self.alone.push(AloneView { voice, label, entries: vec![view] }),
        }
    }

    fn text(&self) -> String {
        let mut page = Page::default();
        self.print_head(&mut page);
        self.print_agreed(&mut page);
        self.print_disputed(&mut page);
        self.print_pacts(&mut page);
        self.print_alone_fitting(&mut page);
        page.finish()
    }

    fn print_head(&self, page: &mut Page) {
        let n_reports = self.reports.len();
        let (days, reports) = (days_text(&self.from, &self.to), n_reports_text(n_reports));
        let states = states_text(&self.states);
        page.heading(&format!("STORY {}: {reports}, {days}{states}", &self.id[..8]));
        for report in self.reports.iter().take(REPORTS_MAX) {
            page.line(2, &report.text());
        }
        if n_reports > REPORTS_MAX {
            page.line(2, &format!("... and {} more", n_reports - REPORTS_MAX));
        }
        if let Some(cited) = self.example_place() {
            page.line(
                0,
                &format!("[{cited}] is a report and its sentence. Outlets and items: F6, cannot be judged."),
            );
        }
    }

    fn example_place(&self) -> Option<String> {
        let entries = self.agreed.iter().chain(&self.disputed);
        let alone = self.alone.iter().flat_map(|alone| &alone.entries);
        entries.chain(alone).find_map(|entry| entry.first_citation()).map(Citation::place)
    }

    fn print_agreed(&self, page: &mut Page) {
        if self.agreed.is_empty() {
            return;
        }
        page.heading("WHAT SEVERAL REPORTS TELL ALIKE");
        for entry in self.agreed.iter().take(AGREED_MAX) {
            print_entry(page, entry);
        }
        print_more(page, self.agreed.len(), AGREED_MAX, "foederis timeline");
    }

    fn print_disputed(&self, page: &mut Page) {
        if self.disputed.is_empty() {
            return;
        }
        page.heading("WHAT IS TOLD DIFFERENTLY OR DENIED");
        for entry in self.disputed.iter().take(DISPUTED_MAX) {
            print_dispute(page, entry);
        }
        print_more(page, self.disputed.len(), DISPUTED_MAX, "foederis compare");
    }

    fn print_pacts(&self, page: &mut Page) {
        for pact in
            self.pacts.iter().filter(|pact| !pact.clauses.is_empty() || pact.steps.len() > 1).take(PACTS_MAX)
        {
            page.heading(&format!("{}: {}", pact.heading().to_uppercase(), pact.title()));
            pact.print_brief(page);
        }
    }

    /// Prints what each voice alone tells, with as many quotes as leave the whole on one screen.
    fn print_alone_fitting(&self, page: &mut Page) {
        let quoted = (0..=ALONE_MAX).rev().map(|n_quoted| (n_quoted, MORE_MAX));
        let named = (MORE_MIN..MORE_MAX).rev().map(|n_named| (0, n_named));
        for (n_quoted, n_named) in quoted.chain(named) {
            let mut tail = Page::default();
            self.print_alone(&mut tail, n_quoted, n_named);
            if page.n_lines() + 1 + tail.n_lines() <= STORY_LINES_MAX || n_named == MORE_MIN {
                return page.append(tail);
            }
        }
    }

    fn print_alone(&self, page: &mut Page, n_quoted: usize, n_named: usize) {
        for alone in self.alone.iter().take(VOICES_MAX) {
            page.heading(&format!("ONLY IN {}", alone.label));
            for entry in alone.entries.iter().take(n_quoted) {
                print_alone_entry(page, entry);
            }
            let more: Vec<String> =
                alone.entries.iter().skip(n_quoted).take(n_named).filter_map(short_alone).collect();
            page.paragraph(2, &more.join("; "));
            print_more(page, alone.entries.len(), n_quoted + n_named, "foederis compare");
        }
        print_more(page, self.alone.len(), VOICES_MAX, "foederis compare");
    }
}

/// How much of each part the text shows.
const REPORTS_MAX: usize = 6;
const AGREED_MAX: usize = 6;
const DISPUTED_MAX: usize = 4;
const PACTS_MAX: usize = 2;
const ALONE_MAX: usize = 8;
const VOICES_MAX: usize = 6;
const MORE_MAX: usize = 16;
const MORE_MIN: usize = 4;

impl ReportLine {
    pub(crate) fn of(id: ReportId, desk: &Desk<'_>) -> ReportLine {
        let header = desk.ledger.header(id);
        ReportLine {
            id: id.to_string(),
            outlet: header.and_then(|header| header.outlet.clone()),
            title: header.and_then(|header| header.title.clone()),
            published: header.and_then(foederis_types::Header::day).map(|day| day.to_string()),
            label: desk.label(id),
        }
    }

    fn text(&self) -> String {
        let day = self.published.as_ref().map_or("no day given", String::as_str);
        let outlet = self.outlet.as_deref().unwrap_or("outlet unknown");
        format!("{day}  {outlet}: {}", self.title.as_deref().unwrap_or("(no title)"))
    }
}

/// Leaves out what only serves a pact's clauses, which stand with the pact, and bare remarks without a side.
pub(crate) fn entry_is_shown(entry: &Entry) -> bool {
    let has_code = entry.actors.iter().any(|side| side.code.is_some());
    let is_about_text = entry.clause.is_some() || entry.pact_status.is_some_and(|status| !is_deed(status));
    // A bare statement says that somebody said something: what was said has an entry of its own.
    let is_told = entry.event().is_some() || entry.cameo().is_some_and(|code| !matches!(code, "01" | "010"));
    has_code && !is_about_text && is_told
}

/// Says whether a status is something that parties do, rather than a state of things.
fn is_deed(status: foederis_types::PactStatus) -> bool {
    use foederis_types::PactStatus as Status;
    !matches!(
        status,
        Status::TextUnpublished
            | Status::NotSigned
            | Status::NotRatified
            | Status::InForceFor
            | Status::Announced
    )
}

/// What comes first: what more reports tell, what touches a pact, what was done over what was said.
fn weight(entry: &Entry, desk: &Desk<'_>) -> (usize, bool, bool, usize) {
    let is_deed = entry.event().is_some();
    (reports_of(entry, desk).len(), entry.pact_status.is_some(), is_deed, entry.claims.len())
}

fn print_more(page: &mut Page, n_all: usize, n_shown: usize, command: &str) {
    if n_all > n_shown {
        page.line(2, &format!("... and {} more: {command}", n_all - n_shown));
    }
}

/// Prints day and gloss, then the words of the first voice with the places of all.
fn print_entry(page: &mut Page, entry: &EntryView) {
    // How sure it is must not be cut off; of a line too long the reasons are.
    let told = format!("{}: {}.", entry.day_text, entry.gloss);
    let line = format!("{told} {}", entry.sureness());
    let level = format!("{told} Confidence {}.", entry.confidence.level);
    let is_short = |line: &str| line.chars().count() <= PAGE_COLUMNS - 2;
    page.paragraph(2, if is_short(&line) || entry.likelihood.is_some() { &line } else { &level });
    let citations: Vec<Citation> = entry.citations().into_iter().cloned().collect();
    if let Some(citation) = citations.first() {
        page.cited(4, &format!("[{}]", refs(&citations)), citation);
    }
}

fn print_dispute(page: &mut Page, entry: &EntryView) {
    // Who denies it must not be cut off.
    let days = if entry.day_text.contains(" or ") { format!("{}: ", entry.day_text) } else { String::new() };
    page.paragraph(2, &format!("{days}{}. {}{}", entry.gloss, numbers(entry), entry.sureness()));
    for (how, citations) in told_alike(entry) {
        if let Some(citation) = citations.first() {
            page.cited(4, &format!("[{}] {how}:", refs(&citations)), citation);
        }
    }
    for (holders, position) in deniers(entry) {
        if let Some(citation) = position.citations.first() {
            let is_one = holders.len() == 1;
            let how = grade_words(&position.grade, is_one);
            page.cited(4, &format!("[{}] {} {how}:", citation.place(), phrases::list(&holders)), citation);
        }
    }
}

/// Says what is told in several numbers: "Told of 2 or 3 (sailor). ".
fn numbers(entry: &EntryView) -> String {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for figure in &entry.figures {
        match told.iter_mut().find(|(of, _)| *of == figure.of) {
            Some((_, numbers)) => numbers.push(&figure.number),
            None => told.push((&figure.of, vec![&figure.number])),
        }
    }
    told.retain(|(_, numbers)| numbers.len() > 1);
    told.iter().map(|(of, numbers)| format!("Told of {} ({of}). ", listed(numbers))).collect()
}

/// Numbers that are named each; of more, the first ones are, and how many there are besides.
const NUMBERS_NAMED: usize = 6;

/// "2 or 3", "2, 3 or 12 more numbers": so that a count told in a hundred ways does not drown the line.
fn listed(numbers: &[&str]) -> String {
    match numbers.get(..NUMBERS_NAMED).filter(|_| numbers.len() > NUMBERS_NAMED + 1) {
        Some(first) => {
            format!("{} or {} more numbers", first.join(", "), numbers.len() - NUMBERS_NAMED)
        }
        None => numbers.join(" or "),
    }
}

/// Joins the voices that tell it in the same way: the way, and a citation of each.
fn told_alike(entry: &EntryView) -> Vec<(String, Vec<Citation>)> {
    let mut joined: Vec<(String, Vec<Citation>)> = Vec::new();
    for telling in &entry.tellings {
        let (Some(citation), Some(how)) = (telling.citation(), telling_words(telling, entry)) else {
            continue;
        };
        match joined.iter_mut().find(|(other, _)| *other == how) {
            Some((_, citations)) => citations.push(citation.clone()),
            None => joined.push((how, vec![citation.clone()])),
        }
    }
    for (_, citations) in &mut joined {
        citations.sort_by_key(Citation::is_headline);
    }
    joined
}

/// Joins those who deny (or wave away, or decline) in the same words: their names, and one position of them.
fn deniers(entry: &EntryView) -> Vec<(Vec<String>, &PositionView)> {
    let mut joined: Vec<(Vec<String>, &PositionView)> = Vec::new();
    for position in entry.positions.iter().filter(|position| position.grade != "affirms") {
        let is_same = |other: &PositionView| {
            other.grade == position.grade && other.citations.first() == position.citations.first()
        };
        match joined.iter_mut().find(|(_, other)| is_same(other)) {
            Some((names, _)) if names.contains(&position.name) => {}
            Some((names, _)) => names.push(position.name.clone()),
            None => joined.push((vec![position.name.clone()], position)),
        }
    }
    joined
}

/// Says how a voice tells it; `None` for a denial passed on, which stands with its holder.
fn telling_words(telling: &TellingView, entry: &EntryView) -> Option<String> {
    let holders: Vec<String> = telling
        .holders
        .iter()
        .map(|code| {
            let named = entry.positions.iter().find(|position| position.holder == *code);
            named.map_or_else(|| code.clone(), |position| position.name.clone())
        })
        .collect();
    Some(match (telling.stance.as_str(), telling.value.as_deref()) {
        ("states", Some("PR+")) => "told as likely".to_owned(),
        ("states", Some("PS+")) => "told as possible".to_owned(),
        ("states", _) => "stated".to_owned(),
        ("expects", _) => "expected".to_owned(),
        ("attributes", _) if holders.is_empty() => "passed on".to_owned(),
        ("attributes", _) => format!("on the word of {}", phrases::list(&holders)),
        ("denies", _) => "stated not to be so".to_owned(),
        ("supposes", _) => "told under a condition".to_owned(),
        _ => return None,
    })
}

fn grade_words(grade: &str, is_one: bool) -> &'static str {
    match (grade, is_one) {
        ("admits", true) => "admits it",
        ("admits", false) => "admit it",
        ("denies", true) => "denies it",
        ("denies", false) => "deny it",
        ("rules-out", true) => "rules it out",
        ("rules-out", false) => "rule it out",
        ("dismisses", true) => "waves it away",
        ("dismisses", false) => "wave it away",
        ("declines-to-comment", true) => "declines to comment",
        ("declines-to-comment", false) => "decline to comment",
        ("neither-confirms-nor-denies", true) => "neither confirms nor denies",
        ("neither-confirms-nor-denies", false) => "neither confirm nor deny",
        (_, true) => "affirms it",
        (_, false) => "affirm it",
    }
}

/// Returns place and gloss alone.
fn short_alone(entry: &EntryView) -> Option<String> {
    let citation = entry.first_citation()?;
    Some(format!("[{}] {}{}", citation.place(), entry.gloss, hedge(entry)))
}

/// Says from whom a report has it, and how likely it calls it.
pub(crate) fn hedge(entry: &EntryView) -> String {
    let holders = entry.attributed_to();
    let is_passed_on = entry.tellings.iter().all(|telling| telling.stance == "attributes");
    let has_holder = entry.tellings.iter().any(|telling| !telling.holders.is_empty());
    let from = match (holders.is_empty(), is_passed_on, has_holder) {
        (false, ..) => {
            format!(", {} {}", if holders.len() == 1 { "says" } else { "say" }, phrases::list(&holders))
        }
        (true, true, true) => ", by its own account".to_owned(),
        (true, true, false) => ", passed on".to_owned(),
        (true, false, _) => String::new(),
    };
    let likely =
        entry.likelihood.as_ref().map_or(String::new(), |likelihood| format!(" ({})", likelihood.term));
    from + &likely
}

fn print_alone_entry(page: &mut Page, entry: &EntryView) {
    let Some(citation) = entry.first_citation() else { return };
    page.cited(2, &format!("[{}] {}{}:", citation.place(), entry.gloss, hedge(entry)), citation);
}

impl TellingView {
    /// Returns its words: of the body where there are any.
    fn citation(&self) -> Option<&Citation> {
        self.citations.iter().find(|citation| !citation.is_headline()).or(self.citations.first())
    }
}

impl EntryView {
    /// Says how likely the reports call it, and apart from that how far the sourcing bears.
    pub(crate) fn sureness(&self) -> String {
        let likely = self
            .likelihood
            .as_ref()
            .map_or(String::new(), |likelihood| format!("Likelihood: {}. ", likelihood.term));
        let mark = if self.has_headline_ahead() { " Headline goes further than its body." } else { "" };
        format!("{likely}Confidence {}: {}.{mark}", self.confidence.level, self.confidence.because)
    }

    /// Returns who a report has it from, where no voice states it.
    pub(crate) fn attributed_to(&self) -> Vec<String> {
        if self.tellings.iter().any(|telling| telling.stance == "states") {
            return Vec::new();
        }
        let is_actor = |code: &&String| self.actors.iter().any(|side| side.code.as_ref() == Some(*code));
        let holders =
            self.tellings.iter().flat_map(|telling| &telling.holders).filter(|code| !is_actor(code));
        let mut names: Vec<String> = Vec::new();
        for code in holders {
            let named = self.positions.iter().find(|position| position.holder == *code);
            let name = named.map_or_else(|| code.clone(), |position| position.name.clone());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

impl PactView {
    /// Prints signature, state of the text and clauses in few lines.
    fn print_brief(&self, page: &mut Page) {
        let mut ranks: Vec<(u8, usize)> =
            self.steps.iter().enumerate().map(|(at, step)| (step.rank(), at)).collect();
        ranks.sort_unstable();
        ranks.truncate(PACT_STEPS_MAX);
        let shown: BTreeSet<usize> = ranks.into_iter().map(|(_, at)| at).collect();
        for (_, step) in self.steps.iter().enumerate().filter(|(at, _)| shown.contains(at)) {
            let line = step.line(PAGE_COLUMNS - 2);
            // The parties stand in the heading.
            let is_long = line.chars().count() > PAGE_COLUMNS - 2 && step.parties == self.parties;
            let names = phrases::list(&self.party_names);
            page.line_and_citation(2, &if is_long { line.replacen(&names, "they", 1) } else { line });
        }
        if self.steps.len() > PACT_STEPS_MAX {
            page.line(
                2,
                &format!("... and {} more steps: foederis pacts", self.steps.len() - PACT_STEPS_MAX),
            );
        }
        self.print_clauses(page, WORDINGS_MAX);
        if let Some(open) = self.open() {
            page.paragraph(2, &open);
        }
    }

    /// Says what keeps the clauses from being settled duties.
    pub(crate) fn open(&self) -> Option<String> {
        let mut open = Vec::new();
        match self.text_status.as_deref() {
            Some("text_published") => {}
            Some(_) => open.push("the text is not published"),
            None => open.push("no report says that the text is published"),
        }
        if !self.is_told_in_force {
            open.push("no report has it in force");
        }
        (!open.is_empty() && self.is_agreed() && !self.clauses.is_empty())
            .then(|| format!("Open: {}; duties are as reports word them.", open.join("; ")))
    }
}

const PACT_STEPS_MAX: usize = 8;
const WORDINGS_MAX: usize = 2;
