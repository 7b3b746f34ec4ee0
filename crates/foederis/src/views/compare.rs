//! Outlets side by side: a table of who states, passes on, denies or is silent, then where they differ and in what.

use super::entry::EntryView;
use super::pacts::refs;
use super::page::{PAGE_COLUMNS, Page, fit};
use crate::desk::{Citation, Desk, ShelfError};
use foederis_ledger::{
    Cell, Comparison, Difference, DifferenceKind, DifferenceSide, Entry, Stance, Subject, Voice,
};
use foederis_types::{ClauseKind, Factuality, StoryId};
use schemars::JsonSchema;
use serde::Serialize;

/// One story, voice by voice.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CompareView {
    /// The story's id.
    pub story: String,
    /// The columns: outlets, or titles where no outlet is known, sorted.
    pub voices: Vec<String>,
    /// The rows, by day.
    pub rows: Vec<CompareRow>,
    /// Ids of entries that two or more voices tell alike.
    pub agree: Vec<String>,
    /// Where voices differ.
    pub differ: Vec<DifferenceView>,
    /// What one voice alone tells.
    pub only: Vec<OnlyView>,
}

/// One entry, voice by voice.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CompareRow {
    /// The entry.
    pub entry: EntryView,
    /// One cell a voice.
    pub cells: Vec<CellView>,
    /// Whether it says enough by itself for a line of text: "Norway makes a statement" does not, and what a pact is
    /// called stands with the pact.
    #[serde(skip)]
    is_line: bool,
}

/// What one voice makes of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellView {
    /// `silent`, `states`, `likely`, `attributes`, `denial`, `denies`, `supposes`, `expects`.
    pub stances: Vec<String>,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferenceView {
    /// `entry`, `clause`, `pact` or `step`.
    pub subject: String,
    /// Id of the entry or pact.
    pub id: String,
    /// In words.
    pub on: String,
    /// `stance`, `day`, `number`, `denial`, `turn`, `mirrored`, `wording`, `name`, `statement`, `sequence` or
    /// `headline`.
    pub kind: String,
    /// Who says what.
    pub sides: Vec<SideSays>,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SideSays {
    /// What it says.
    pub says: String,
    /// Who says so.
    pub voices: Vec<String>,
    /// In which words.
    pub citations: Vec<Citation>,
}

/// What one voice alone tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OnlyView {
    /// The voice.
    pub voice: String,
    /// Ids of its entries.
    pub entries: Vec<String>,
}

impl CompareView {
    /// Compares the voices of a story; `None` where there is no such story.
    ///
    /// # Errors
    ///
    /// A report that it quotes cannot be fetched.
    pub fn of(story: StoryId, desk: &Desk<'_>) -> Result<Option<CompareView>, ShelfError> {
        let Some(comparison) = foederis_ledger::compare(&desk.ledger, &desk.account, story) else {
            return Ok(None);
        };
        let differ = comparison.differ.iter().map(|difference| DifferenceView::of(difference, desk));
        let ids = |entries: &[foederis_types::EntryId]| entries.iter().map(ToString::to_string).collect();
        Ok(Some(CompareView {
            story: story.to_string(),
            voices: comparison.voices.iter().map(ToString::to_string).collect(),
            rows: rows(&comparison, desk)?,
            agree: ids(&comparison.agree),
            differ: differ.collect::<Result<_, _>>()?,
            only: comparison
                .only
                .iter()
                .map(|(voice, entries)| OnlyView { voice: voice.to_string(), entries: ids(entries) })
                .collect(),
        }))
    }

    /// Prints it for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        let voices = match self.voices.len() {
            1 => "one voice alone".to_owned(),
            n_voices => format!("{n_voices} voices side by side"),
        };
        page.heading(&format!("STORY {}: {voices}", &self.story[..8]));
        for (number, voices) in (0..).step_by(VOICES_A_TABLE).zip(self.voices.chunks(VOICES_A_TABLE)) {
            self.print_table(&mut page, number, voices);
        }
        page.line(0, "S states  L likely or possible  E expects  A passes on  d tells a denial  D denies  C condition  . silent");
        if !self.differ.is_empty() {
            page.heading("WHERE THEY DIFFER");
        }
        self.differ.iter().for_each(|difference| difference.print(&mut page));
        page.finish()
    }

    fn print_table(&self, page: &mut Page, first: usize, voices: &[String]) {
        for (number, voice) in voices.iter().enumerate() {
            page.line(2, &format!("{:>2}  {voice}", first + number + 1));
        }
        let room = PAGE_COLUMNS - 2 - 3 * voices.len();
        let numbers: String = (0..voices.len()).map(|number| format!("{:>3}", first + number + 1)).collect();
        page.line(2, &format!("{:room$}{numbers}", ""));
        for row in self.rows.iter().filter(|row| row.is_line) {
            let cells = row.cells.iter().skip(first).take(voices.len());
            let marks: Vec<char> = cells.map(CellView::mark).collect();
            if marks.iter().any(|mark| *mark != '.') {
                let marks: String = marks.iter().map(|mark| format!("{mark:>3}")).collect();
                page.line(2, &format!("{:room$}{marks}", fit(&row.entry.gloss, room - 1)));
            }
        }
        page.line(0, "");
    }

    /// Writes the table as comma-separated values: one line an entry and voice that is not silent.
    pub fn csv(&self) -> String {
        let mut text = "entry,happened,gloss,event,cameo,voice,stances,report,sentence,quote\n".to_owned();
        for row in &self.rows {
            for (voice, cell) in self.voices.iter().zip(&row.cells) {
                let mut told = row.entry.tellings.iter().filter(|telling| telling.voice == *voice);
                let citation = told.find_map(|telling| telling.citations.first());
                if let Some(citation) = citation {
                    text.push_str(&csv_line(&row.entry, voice, cell, citation));
                }
            }
        }
        text
    }
}

fn csv_line(entry: &EntryView, voice: &str, cell: &CellView, citation: &Citation) -> String {
    let day = entry.days.first().and_then(|days| days.from.clone().or(days.to.clone()));
    super::csv::row(&[
        &entry.id,
        day.as_deref().unwrap_or(""),
        &entry.gloss,
        entry.event.as_deref().unwrap_or(""),
        entry.cameo.as_deref().unwrap_or(""),
        voice,
        &cell.stances.join(" "),
        &citation.report,
        &citation.sentence.to_string(),
        &citation.quote,
    ])
}

/// Voices in one table of a text view.
const VOICES_A_TABLE: usize = 12;

fn rows(comparison: &Comparison, desk: &Desk<'_>) -> Result<Vec<CompareRow>, ShelfError> {
    let mut rows = Vec::with_capacity(comparison.rows.len());
    for row in &comparison.rows {
        if let Some(entry) = desk.account.entries.get(&row.entry) {
            let cells = row.cells.iter().map(CellView::of).collect();
            rows.push(CompareRow { entry: EntryView::of(entry, desk)?, cells, is_line: is_line(entry) });
        }
    }
    Ok(rows)
}

/// Leaves out bare statements, of which what was said has an entry of its own, and duties of nobody named.
fn is_line(entry: &Entry) -> bool {
    let is_told = entry.event().is_some() || entry.cameo().is_some_and(|code| !matches!(code, "01" | "010"));
    let names_party = entry.actors.iter().chain(&entry.recipients).any(|side| side.code.is_some());
    match entry.clause {
        Some(_) => names_party,
        None => is_told || entry.pact_status.is_some(),
    }
}

impl CellView {
    fn of(cell: &Cell) -> CellView {
        let stances = match cell {
            Cell::Silent => vec!["silent".to_owned()],
            Cell::Tells(stances) => stances.iter().map(stance_word).map(str::to_owned).collect(),
        };
        CellView { stances }
    }

    /// Returns the mark of the firmest stance.
    fn mark(&self) -> char {
        let marks = [
            ("states", 'S'),
            ("expects", 'E'),
            ("likely", 'L'),
            ("attributes", 'A'),
            ("denies", 'D'),
            ("denial", 'd'),
            ("supposes", 'C'),
        ];
        let firmest = marks.iter().find(|(word, _)| self.stances.iter().any(|stance| stance == word));
        firmest.map_or('.', |(_, mark)| *mark)
    }
}

fn stance_word(stance: &Stance) -> &'static str {
    match stance {
        Stance::States(Factuality::CertainYes) => "states",
        Stance::States(_) => "likely",
        Stance::Expects(_) => "expects",
        Stance::Attributes(_) => "attributes",
        Stance::PassesOnDenial(_) => "denial",
        Stance::Denies(_) => "denies",
        Stance::Supposes => "supposes",
    }
}

impl DifferenceView {
    fn of(difference: &Difference, desk: &Desk<'_>) -> Result<DifferenceView, ShelfError> {
        let (subject, id, on) = subject(difference.on, desk);
        let is_statement = difference.kind == DifferenceKind::Statement;
        let on = match difference.kind {
            DifferenceKind::Statement => on.replace(": its name", ": what is said of it"),
            DifferenceKind::Mirrored => format!("Who attacked whom: {on}, or the other way round"),
            _ => on,
        };
        let named = |side: &DifferenceSide| {
            let mut said = SideSays::of(side, desk)?;
            if is_statement {
                said.says = speakers(&said.says, desk);
            } else if difference.kind == DifferenceKind::Mirrored {
                said.says = blow(&said.says, desk);
            } else if let Some(last) = said.says.strip_prefix("../") {
                said.says = format!("by {last}");
            } else if matches!(difference.kind, DifferenceKind::Denial | DifferenceKind::Turn) {
                said.says = holder(&said.says, desk);
            }
            Ok(said)
        };
        let sides = difference.sides.iter().map(named);
        Ok(DifferenceView {
            subject: subject.to_owned(),
            id,
            on,
            kind: difference.kind.as_str().to_owned(),
            sides: sides.collect::<Result<_, _>>()?,
        })
    }

    fn print(&self, page: &mut Page) {
        page.line(2, &format!("{} ({})", self.on, self.kind));
        for side in self.sides.iter().take(SIDES_MAX) {
            page.line(4, &format!("{}: [{}]", side.says, refs(&side.citations)));
            let n_quoted = match self.kind.as_str() {
                "stance" | "mirrored" | "denial" | "turn" => 1,
                "headline" => 1,
                "sequence" if self.subject == "entry" => 1,
                "statement" => STATEMENTS_MAX,
                _ => 0,
            };
            side.citations.iter().take(n_quoted).for_each(|citation| page.cited(6, "", citation));
        }
        if self.sides.len() > SIDES_MAX {
            page.line(4, &format!("... and {} more: --format json", self.sides.len() - SIDES_MAX));
        }
    }
}

const SIDES_MAX: usize = 8;
/// Quotes of one speaker on one pact.
const STATEMENTS_MAX: usize = 3;

fn subject(on: Subject, desk: &Desk<'_>) -> (&'static str, String, String) {
    let pact_name =
        |id| desk.account.pacts.get(&id).map_or_else(String::new, |pact| desk.names_of(&pact.parties));
    match on {
        Subject::Entry(id) => {
            let gloss = desk.account.entries.get(&id).map(|entry| super::entry::gloss(entry, desk));
            ("entry", id.to_string(), gloss.unwrap_or_default())
        }
        Subject::Clause(id, kind) => {
            ("clause", id.to_string(), format!("Pact of {}: {}", pact_name(id), clause_words(kind)))
        }
        Subject::Step(id, status, party) => {
            let deed = super::phrases::pact_deed(status, super::phrases::Form::Singular);
            let on = format!("Pact of {}: {} {deed}, as told", pact_name(id), desk.name(party));
            ("step", id.to_string(), on)
        }
        Subject::JointStep(id, status) => {
            let deed = super::phrases::pact_deed(status, super::phrases::Form::Plural);
            let parties = pact_name(id);
            ("step", id.to_string(), format!("Pact of {parties}: the day on which they {deed}"))
        }
        Subject::Pact(id) => ("pact", id.to_string(), format!("Pact of {}: its name", pact_name(id))),
    }
}

/// Puts names for the codes of attacker and victim.
fn blow(says: &str, desk: &Desk<'_>) -> String {
    let names: Vec<String> = says
        .split(' ')
        .filter_map(|code| foederis_types::ActorCode::new(code).ok())
        .map(|code| desk.name(code))
        .collect();
    names.join(" attacked ")
}

/// Puts a name for the code of who denies or owns up.
fn holder(says: &str, desk: &Desk<'_>) -> String {
    let (code, grade) = says.split_once(' ').unwrap_or((says, ""));
    let name = foederis_types::ActorCode::new(code).map_or_else(|_| code.to_owned(), |code| desk.name(code));
    format!("{name} {grade}")
}

/// Puts names for the codes of speakers.
fn speakers(says: &str, desk: &Desk<'_>) -> String {
    let (codes, rest) = says.split_once(',').map_or((says, ""), |(codes, _)| (codes, ", of what it is not"));
    let name = |code: &str| {
        foederis_types::ActorCode::new(code).map_or_else(|_| code.to_owned(), |code| desk.name(code))
    };
    format!("{}{rest}", codes.split(' ').map(name).collect::<Vec<_>>().join(" and "))
}

fn clause_words(kind: ClauseKind) -> String {
    format!("the clause on {} ({kind})", super::pacts::duty_words(kind))
}

impl SideSays {
    fn of(side: &DifferenceSide, desk: &Desk<'_>) -> Result<SideSays, ShelfError> {
        Ok(SideSays {
            says: side.says.clone(),
            voices: side.voices.iter().map(Voice::to_string).collect(),
            citations: desk.cite_all(&side.claims)?,
        })
    }
}
