//! A ledger opened for looking: its account derived, its reports at hand, its voices labelled.
//!
//! Every view starts from here. The reports come from a [`Shelf`], so that a view of a large ledger fetches only the
//! texts that it quotes from.

use crate::actor_names;
use crate::excerpt::{Excerpt, excerpt};
use crate::views::phrases;
use foederis_ledger::{Account, Ledger, Side};
use foederis_types::{ActorCode, BlockKind, ClaimId, Date, EntryId, Holder, Part, Report, ReportId, Span};
use schemars::JsonSchema;
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Why a report could not be fetched.
#[derive(Debug, thiserror::Error)]
#[error("cannot fetch report `{report}` from the ledger")]
pub struct ShelfError {
    /// Which.
    pub report: ReportId,
    /// Why.
    #[source]
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// Where reports are fetched from.
pub trait Shelf {
    /// Fetches a report with its text.
    ///
    /// # Errors
    ///
    /// The report is not there or cannot be read.
    fn report(&self, id: ReportId) -> Result<Report, ShelfError>;
}

/// Reports in memory.
impl Shelf for BTreeMap<ReportId, Report> {
    fn report(&self, id: ReportId) -> Result<Report, ShelfError> {
        self.get(&id).cloned().ok_or_else(|| ShelfError { report: id, cause: "it is not in memory".into() })
    }
}

/// Reports in a ledger's file.
impl Shelf for foederis_store::Store {
    fn report(&self, id: ReportId) -> Result<Report, ShelfError> {
        let found = foederis_store::Store::report(self, id);
        let found = found.map_err(|cause| ShelfError { report: id, cause: Box::new(cause) })?;
        found.ok_or_else(|| ShelfError { report: id, cause: "it is not in the ledger".into() })
    }
}

/// Longest label of a report without an outlet, in characters.
const LABEL_CHARS_MAX: usize = 20;

/// A ledger opened for looking.
pub struct Desk<'a> {
    /// The ledger.
    pub ledger: Ledger,
    /// What it comes to.
    pub account: Account,
    away: BTreeMap<ClaimId, EntryId>,
    shelf: &'a dyn Shelf,
    fetched: RefCell<BTreeMap<ReportId, Rc<Report>>>,
    labels: BTreeMap<ReportId, String>,
    names: BTreeMap<ActorCode, String>,
}

/// Words of a report, and where they stand: what every line of a view rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Citation {
    /// The claim that the words carry; `foederis explain` takes it.
    pub claim: String,
    /// The report's id; `foederis show` takes it.
    pub report: String,
    /// The report's outlet, else its title, else its id.
    pub voice: String,
    /// The report's day, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// 1-based number of the sentence in the report, the headline counted.
    pub sentence: u32,
    /// `text`, or `title` where the words stand in a headline that was given apart from the text.
    pub part: String,
    /// First byte of the words in that part.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// The words.
    pub quote: String,
    #[serde(skip)]
    label: String,
    #[serde(skip)]
    focus: usize,
    #[serde(skip)]
    is_headline: bool,
}

impl Citation {
    /// Returns the short name of the report: its outlet, else the start of its title.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Says whether the words stand in the headline.
    pub(crate) fn is_headline(&self) -> bool {
        self.is_headline
    }

    /// Returns the words, or as many around the predicate as fit into `room` characters, cuts marked.
    pub(crate) fn excerpt(&self, room: usize) -> Excerpt {
        excerpt(&self.quote, self.focus, room)
    }

    /// Returns where the words stand as text views show it: `Hooah 9`.
    pub fn place(&self) -> String {
        format!("{} {}", self.label, self.sentence)
    }
}

impl<'a> Desk<'a> {
    /// Opens a ledger as it was known on `as_of`, or as it is.
    pub fn open(ledger: &Ledger, as_of: Option<Date>, shelf: &'a dyn Shelf) -> Desk<'a> {
        let ledger = as_of.map_or_else(|| ledger.clone(), |day| ledger.as_of(day));
        let account = foederis_ledger::account(&ledger);
        Desk::of(ledger, account, shelf)
    }

    /// Opens a ledger whose account is known.
    pub(crate) fn of(ledger: Ledger, account: Account, shelf: &'a dyn Shelf) -> Desk<'a> {
        let labels = labels(&ledger);
        let names = names(&account);
        Desk { ledger, account, away: BTreeMap::new(), shelf, fetched: RefCell::default(), labels, names }
    }

    /// Names the entries, of other stories, that claims belong to.
    pub(crate) fn with_away(self, away: BTreeMap<ClaimId, EntryId>) -> Desk<'a> {
        Desk { away, ..self }
    }

    /// Has reports at hand that need not be fetched.
    pub(crate) fn with_reports(self, reports: BTreeMap<ReportId, Report>) -> Desk<'a> {
        let fetched = reports.into_iter().map(|(id, report)| (id, Rc::new(report))).collect();
        Desk { fetched: RefCell::new(fetched), ..self }
    }

    /// Returns the id of the entry that holds a claim, in whatever story.
    pub fn entry_id_of(&self, claim: ClaimId) -> Option<EntryId> {
        let here = self.account.entry_of(claim).map(|entry| entry.id);
        here.or_else(|| self.away.get(&claim).copied())
    }

    /// Fetches a report, once.
    ///
    /// # Errors
    ///
    /// The shelf does not have it.
    pub fn report(&self, id: ReportId) -> Result<Rc<Report>, ShelfError> {
        if let Some(report) = self.fetched.borrow().get(&id) {
            return Ok(Rc::clone(report));
        }
        let report = Rc::new(self.shelf.report(id)?);
        self.fetched.borrow_mut().insert(id, Rc::clone(&report));
        Ok(report)
    }

    /// Returns the short name of a report in text views: its outlet, else the start of its title in quotes.
    pub fn label(&self, id: ReportId) -> String {
        self.labels.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// Cites the words of a claim.
    ///
    /// # Errors
    ///
    /// Its report cannot be fetched.
    pub fn cite(&self, id: ClaimId) -> Result<Option<Citation>, ShelfError> {
        let Some(line) = self.ledger.line(id) else { return Ok(None) };
        self.cite_words(id, line.claim.quote.span).map(Some)
    }

    /// Cites the words of several claims, in the order of reports' days, then of the reports' sentences.
    ///
    /// # Errors
    ///
    /// A report cannot be fetched.
    pub fn cite_all(&self, ids: &[ClaimId]) -> Result<Vec<Citation>, ShelfError> {
        let mut cited = Vec::with_capacity(ids.len());
        for id in ids {
            cited.extend(self.cite(*id)?);
        }
        cited.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(cited)
    }

    fn cite_words(&self, id: ClaimId, span: Span) -> Result<Citation, ShelfError> {
        let Some(line) = self.ledger.line(id) else {
            return Err(ShelfError { report: ReportId::from_hash([0; 8]), cause: "no such claim".into() });
        };
        let quote = line.claim.quote;
        let report = self.report(quote.report)?;
        let header = self.ledger.header(quote.report);
        let text = report.part(quote.part);
        let before = text.get(span.start()..line.claim.trigger.start()).unwrap_or("");
        let voice = header.map(|header| foederis_ledger::Voice::of(header).as_str().to_owned());
        Ok(Citation {
            claim: id.to_string(),
            report: quote.report.to_string(),
            voice: voice.unwrap_or_else(|| quote.report.to_string()),
            published: header.and_then(foederis_types::Header::day).map(|day| day.to_string()),
            sentence: line.claim.sentence + 1,
            part: if quote.part == Part::Title { "title" } else { "text" }.to_owned(),
            start: span.start(),
            end: span.end(),
            quote: one_line(span.of(text)),
            label: self.label(quote.report),
            focus: one_line(before).chars().count(),
            is_headline: line.print.block == BlockKind::Title,
        })
    }

    /// Returns a state's or organisation's name, else its code.
    pub fn name(&self, code: ActorCode) -> String {
        let of_state = || foederis_names::Names::shared().state(code).map(|state| with_article(&state.name));
        let of_many = || actor_names::standing_for(code).map(with_article);
        self.names.get(&code).cloned().or_else(of_state).or_else(of_many).unwrap_or_else(|| code.to_string())
    }

    /// Returns a holder's name.
    pub fn holder_name(&self, holder: &Holder) -> String {
        match holder {
            Holder::Author => "the report".to_owned(),
            Holder::Actor(code) => self.name(*code),
        }
    }

    /// Joins the names of the sides of an entry.
    pub fn side_names(&self, sides: &[Side]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for side in sides {
            let Some(name) = self.side_name(side) else { continue };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns the name of a side: its state's, else its own; `None` where the words name nobody.
    fn side_name(&self, side: &Side) -> Option<String> {
        let tables = foederis_names::Names::shared();
        match side.code {
            Some(code) if tables.state(code).is_some() || !actor_names::is_borne_by_several(code) => {
                let name = self.name(code);
                Some(against_state(&side.sectors).map_or(name.clone(), |who| format!("{who} of {name}")))
            }
            code => actor_names::shown(&side.name, code, tables).map(|name| with_article(&name)),
        }
    }

    /// Joins names of codes.
    pub fn names_of(&self, codes: &[ActorCode]) -> String {
        phrases::list(&codes.iter().map(|code| self.name(*code)).collect::<Vec<_>>())
    }
}

/// Those who fight or oppose a state are not the state: what a side of these sectors alone is called.
fn against_state(sectors: &[String]) -> Option<&'static str> {
    let is_all =
        |of: &[&str]| !sectors.is_empty() && sectors.iter().all(|sector| of.contains(&sector.as_str()));
    match () {
        () if is_all(&["REB", "INS", "SPA"]) => Some("rebels"),
        () if is_all(&["OPP"]) => Some("the opposition"),
        () => None,
    }
}

fn order(citation: &Citation) -> (bool, &Option<String>, &str, &str, u32, usize) {
    let day = &citation.published;
    (day.is_none(), day, &citation.voice, &citation.report, citation.sentence, citation.start)
}

/// Puts words on one line, single spaces.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Labels reports: by outlet, else by the start of the title; reports that would share a label get their day or id.
fn labels(ledger: &Ledger) -> BTreeMap<ReportId, String> {
    let mut by_label: BTreeMap<String, Vec<ReportId>> = BTreeMap::new();
    for header in ledger.headers() {
        let title = header.title.as_deref().map(|title| format!("\u{201c}{}\u{201d}", shortened(title)));
        let label = header.outlet.clone().or(title).unwrap_or_else(|| header.id.to_string());
        by_label.entry(label).or_default().push(header.id);
    }
    let mut labels = BTreeMap::new();
    for (label, reports) in by_label {
        if let [only] = reports[..] {
            labels.insert(only, label);
            continue;
        }
        let day = |id: ReportId| ledger.header(id).and_then(foederis_types::Header::day);
        let mut n_of_day: BTreeMap<Option<Date>, usize> = BTreeMap::new();
        reports.iter().for_each(|id| *n_of_day.entry(day(*id)).or_default() += 1);
        for id in reports {
            let mark = match day(id) {
                Some(day) if n_of_day.get(&Some(day)) == Some(&1) => day.to_string(),
                _ => id.to_string()[..6].to_owned(),
            };
            labels.insert(id, format!("{label} {mark}"));
        }
    }
    labels
}

/// Cuts a title at a word's end.
fn shortened(title: &str) -> String {
    let title = one_line(title);
    if title.chars().count() <= LABEL_CHARS_MAX {
        return title;
    }
    let end = title.char_indices().nth(LABEL_CHARS_MAX).map_or(title.len(), |(at, _)| at);
    let cut = title[..end].rfind(' ').unwrap_or(end);
    format!("{}\u{2026}", title[..cut].trim_end_matches([',', ';', ':']))
}

/// Collects the names of codes: states' from the tables, others' as the account has them.
fn names(account: &Account) -> BTreeMap<ActorCode, String> {
    let tables = foederis_names::Names::shared();
    let mut names: BTreeMap<ActorCode, String> = BTreeMap::new();
    let sides = account.entries.values().flat_map(|entry| entry.actors.iter().chain(&entry.recipients));
    let one = sides.filter_map(|side| Some((side.code?, side)));
    for (code, side) in one.filter(|(code, _)| !actor_names::is_borne_by_several(*code)) {
        let state = tables.state(code).map(|state| state.name.to_string());
        names.entry(code).or_insert_with(|| with_article(&state.unwrap_or_else(|| one_line(&side.name))));
    }
    names
}

/// Puts the article before names that take one.
pub(crate) fn with_article(name: &str) -> String {
    let takes_article =
        ["United ", "European Union", "Philippines", "Netherlands", "Maldives", "Bahamas", "Gambia"];
    if takes_article.iter().any(|start| name.starts_with(start)) || name.ends_with(" Republic") {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::against_state;

    #[test]
    fn rebels_and_the_opposition_are_not_the_state() {
        let called = |sectors: &[&str]| {
            against_state(&sectors.iter().map(|&sector| sector.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(called(&["REB"]), Some("rebels"));
        assert_eq!(called(&["OPP"]), Some("the opposition"));
        assert_eq!(called(&["GOV", "REB"]), None);
        assert_eq!(called(&[]), None);
    }
}
