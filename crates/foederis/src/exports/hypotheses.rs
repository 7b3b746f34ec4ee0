//! Hypotheses and evidence, for an analysis of competing hypotheses: each quote a row, each hypothesis a column.
//!
//! For an entry the hypotheses are that it happened and that it did not. A bearing is taken from the words alone, never
//! from who is more to be believed: `consistent`, `inconsistent` or `neither`. Rows are not independent of each
//! other; `origin` says which rest on one.

use crate::desk::{Citation, Desk, ShelfError};
use crate::views::EntryView;
use crate::views::csv;
use foederis_ledger::Entry;
use foederis_types::StoryId;

const COLUMNS: [&str; 17] = [
    "story",
    "entry",
    "what",
    "date",
    "evidence",
    "voice",
    "published",
    "holder",
    "stance",
    "value",
    "origin",
    "happened",
    "did_not_happen",
    "report",
    "sentence",
    "part",
    "quote",
];

/// How a piece of evidence bears on "it happened" and "it did not".
type Bearing = (&'static str, &'static str);

const NEITHER: Bearing = ("neither", "neither");

/// Writes the evidence of the stories given, of all without any, as comma-separated values, by day and entry.
///
/// # Errors
///
/// A report that it quotes cannot be fetched.
pub fn hypotheses(desk: &Desk<'_>, stories: &[StoryId]) -> Result<String, ShelfError> {
    let is_wanted = |entry: &&Entry| stories.is_empty() || stories.contains(&entry.story);
    let mut entries: Vec<&Entry> = desk.account.entries.values().filter(is_wanted).collect();
    entries.sort_by_key(|entry| (entry.first_day().is_none(), entry.first_day(), entry.id));
    let mut text = csv::row(&COLUMNS);
    for entry in entries {
        let view = EntryView::of(entry, desk)?;
        let day = entry.first_day().map_or_else(String::new, |day| day.to_string());
        let story = entry.story.to_string();
        for (citation, holder, stance, value, bearing) in evidence(&view) {
            let origin = origin(&view, &citation.voice);
            let sentence = citation.sentence.to_string();
            text.push_str(&csv::row(&[
                &story,
                &view.id,
                &view.gloss,
                &day,
                &citation.claim,
                &citation.voice,
                citation.published.as_deref().unwrap_or(""),
                holder,
                stance,
                value,
                &origin,
                bearing.0,
                bearing.1,
                &citation.report,
                &sentence,
                &citation.part,
                &citation.quote,
            ]));
        }
    }
    Ok(text)
}

type Evidence<'a> = (&'a Citation, &'a str, &'a str, &'a str, Bearing);

/// Returns each quote with whose view it gives: the report's own, then actors'.
fn evidence(view: &EntryView) -> Vec<Evidence<'_>> {
    let mut found: Vec<Evidence<'_>> = Vec::new();
    for telling in &view.tellings {
        let value = telling.value.as_deref().unwrap_or("");
        let bearing = of_telling(&telling.stance, value);
        found.extend(
            telling.citations.iter().map(|one| (one, "AUTHOR", telling.stance.as_str(), value, bearing)),
        );
    }
    for position in &view.positions {
        let value = position.value.as_deref().unwrap_or("");
        let bearing = of_position(&position.grade, value);
        let row = |one| (one, position.holder.as_str(), position.grade.as_str(), value, bearing);
        found.extend(position.citations.iter().map(row));
    }
    found
}

/// A report that only passes on what others say bears on neither by itself: the others' rows do.
fn of_telling(stance: &str, value: &str) -> Bearing {
    match stance {
        "states" | "expects" | "denies" => of_value(value),
        _ => NEITHER,
    }
}

fn of_position(grade: &str, value: &str) -> Bearing {
    match grade {
        "affirms" | "denies" => of_value(value),
        "admits" => of_value("CT+"),
        "dismisses" => of_value("CT-"),
        _ => NEITHER,
    }
}

/// What is called possible is consistent with both.
fn of_value(value: &str) -> Bearing {
    match value {
        "CT+" | "PR+" => ("consistent", "inconsistent"),
        "CT-" | "PR-" => ("inconsistent", "consistent"),
        "PS+" | "PS-" => ("consistent", "consistent"),
        _ => NEITHER,
    }
}

/// Returns the first of the voices that rest on the same origin.
fn origin(view: &EntryView, voice: &str) -> String {
    let shared = view.origins.iter().find(|voices| voices.iter().any(|one| one == voice));
    shared.and_then(|voices| voices.first()).map_or_else(|| voice.to_owned(), Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::{NEITHER, of_position, of_telling};

    #[test]
    fn bearings_follow_the_words() {
        assert_eq!(of_telling("states", "CT+"), ("consistent", "inconsistent"));
        assert_eq!(of_telling("attributes", ""), NEITHER);
        assert_eq!(of_position("denies", "CT-"), ("inconsistent", "consistent"));
        assert_eq!(of_position("declines-to-comment", ""), NEITHER);
        assert_eq!(of_telling("states", "PS+"), ("consistent", "consistent"));
    }
}
