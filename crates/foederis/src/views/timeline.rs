//! What happened day by day, with how each day is known.

use super::brief::{entry_is_shown, hedge};
use super::entry::EntryView;
use super::entry::days_text;
use super::pacts::refs;
use super::page::Page;
use super::phrases;
use crate::desk::{Citation, Desk, ShelfError};
use foederis_ledger::Entry;
use foederis_types::StoryId;
use schemars::JsonSchema;
use serde::Serialize;

/// A timeline.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TimelineView {
    /// The entries by first day; those that are only bounded by publication stand at that bound, those without a day last.
    pub entries: Vec<EntryView>,
    /// How many stories more there are whose entries are not here.
    pub n_more_stories: usize,
}

impl TimelineView {
    /// Makes the timeline of the stories given; of all without any.
    ///
    /// # Errors
    ///
    /// A report that it quotes cannot be fetched.
    pub fn of(desk: &Desk<'_>, stories: &[StoryId]) -> Result<TimelineView, ShelfError> {
        let is_wanted = |entry: &&Entry| stories.is_empty() || stories.contains(&entry.story);
        let mut entries: Vec<&Entry> =
            desk.account.entries.values().filter(is_wanted).filter(|entry| entry_is_shown(entry)).collect();
        // What is told of a day before what is only bounded by it, so that each heading stands once.
        entries.sort_by_cached_key(|entry| {
            let is_bounded = entry.best_days().is_some_and(|days| !days.is_told());
            let first = entry.first_day();
            (first.is_none(), first, is_bounded, days_text(&entry.days), entry.id)
        });
        Ok(TimelineView {
            entries: entries.into_iter().map(|entry| EntryView::of(entry, desk)).collect::<Result<_, _>>()?,
            n_more_stories: 0,
        })
    }

    /// Prints the timeline for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        let mut last = "";
        for entry in &self.entries {
            if entry.day_text != last {
                page.heading(&entry.day_text);
                last = &entry.day_text;
            }
            print_line(&mut page, entry);
        }
        if self.entries.is_empty() {
            page.line(0, "The ledger holds nothing that happened yet.");
        }
        if self.n_more_stories > 0 {
            page.line(0, &format!("... and {} stories more: foederis timeline STORY", self.n_more_stories));
        }
        page.finish()
    }
}

/// Says what keeps a line from being plain fact: who denies it, who says it, that it is only likely.
fn how_told(entry: &EntryView) -> String {
    let mut deniers: Vec<String> = Vec::new();
    for position in entry.positions.iter().filter(|it| matches!(it.grade.as_str(), "denies" | "dismisses")) {
        if !deniers.contains(&position.name) {
            deniers.push(position.name.clone());
        }
    }
    let denied = match deniers.is_empty() {
        true => String::new(),
        false => format!(", denied by {}", phrases::list(&deniers)),
    };
    hedge(entry) + &denied
}

fn print_line(page: &mut Page, entry: &EntryView) {
    let citations: Vec<Citation> = entry.citations().into_iter().cloned().collect();
    let basis = match entry.days.first().map(|days| days.basis.as_str()) {
        Some("named") => "day named",
        Some("resolved") => "day worked out from the words",
        _ => "no later than publication",
    };
    let others = entry.days.len().saturating_sub(1);
    let differ = if others > 0 { format!("; told with {others} other days too") } else { String::new() };
    let told = how_told(entry);
    page.line(2, &format!("{}{told} [{}] ({basis}{differ})", entry.gloss, refs(&citations)));
    if let Some(citation) = citations.first() {
        page.cited(4, "", citation);
    }
}
