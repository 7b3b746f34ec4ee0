//! The brief as Markdown: every statement carries a footnote, every footnote its report, sentence and words.

use super::brief::{AloneView, BriefView, StoryBrief};
use super::entry::EntryView;
use super::pacts::PactView;
use crate::desk::Citation;
use std::fmt::Write as _;

/// A Markdown text and the footnotes it has used.
#[derive(Default)]
struct Writer {
    text: String,
    notes: Vec<String>,
}

impl BriefView {
    /// Writes the brief as Markdown with footnotes.
    pub fn markdown(&self) -> String {
        let mut writer = Writer::default();
        for story in &self.stories {
            writer.story(story);
        }
        for (number, note) in (1..).zip(&writer.notes) {
            // Writing to a String cannot fail.
            let _ = writeln!(writer.text, "[^{number}]: {note}");
        }
        writer.text
    }
}

impl Writer {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {}\n", "#".repeat(level), escaped(text)));
    }

    fn story(&mut self, story: &StoryBrief) {
        self.heading(1, &format!("Story {}: {}", &story.id[..8], story.states.join(", ")));
        for report in &story.reports {
            let (outlet, title) =
                (report.outlet.as_deref().unwrap_or("outlet unknown"), report.title.as_deref());
            let day = report.published.as_deref().unwrap_or("no day given");
            self.line(&escaped(&format!("- {outlet}, {day}: {}", title.unwrap_or("(no title)"))));
        }
        self.line("\nOutlets and items are not graded (F6: cannot be judged).\n");
        self.entries("Told alike by several", &story.agreed);
        self.entries("Told differently or denied", &story.disputed);
        story.pacts.iter().for_each(|pact| self.pact(pact));
        story.alone.iter().for_each(|alone| self.alone(alone));
    }

    fn entries(&mut self, heading: &str, entries: &[EntryView]) {
        if entries.is_empty() {
            return;
        }
        self.heading(2, heading);
        for entry in entries {
            self.entry(entry);
        }
        self.line("");
    }

    fn entry(&mut self, entry: &EntryView) {
        let notes: String = entry.citations().into_iter().map(|citation| self.note(citation)).collect();
        let line = format!("- {}: {}. {}", entry.day_text, entry.gloss, entry.sureness());
        self.line(&format!("{}{notes}", escaped(&line)));
        let denials: Vec<_> = entry.positions.iter().filter(|position| position.grade != "affirms").collect();
        for position in denials {
            let notes: String = position.citations.iter().map(|citation| self.note(citation)).collect();
            self.line(&format!(
                "  - {} {}{notes}",
                escaped(&position.name),
                position.grade.replace('-', " ")
            ));
        }
    }

    fn pact(&mut self, pact: &PactView) {
        self.heading(2, &format!("{}: {}", pact.heading(), pact.title()));
        for step in &pact.steps {
            let notes: String = step.citations.iter().take(3).map(|citation| self.note(citation)).collect();
            self.line(&format!("- {}{notes}", escaped(&step.words())));
        }
        for clause in &pact.clauses {
            self.line(&format!("- {} ({})", escaped(&clause.gloss), clause.kind));
            for wording in &clause.wordings {
                let notes: String = wording.citations.iter().map(|citation| self.note(citation)).collect();
                self.line(&format!("  - {}{notes}", escaped(&wording.words())));
            }
        }
        if let Some(open) = pact.open() {
            self.line(&format!("- {}", escaped(&open)));
        }
        self.line("");
    }

    fn alone(&mut self, alone: &AloneView) {
        self.heading(2, &format!("Only in {}", alone.label));
        alone.entries.iter().for_each(|entry| self.entry(entry));
        self.line("");
    }

    fn note(&mut self, citation: &Citation) -> String {
        let day = citation.published.as_deref().unwrap_or("no day given");
        let (voice, sentence) = (&citation.voice, citation.sentence);
        self.notes.push(escaped(&format!("{voice}, {day}, sentence {sentence}: \"{}\"", citation.quote)));
        format!("[^{}]", self.notes.len())
    }
}

/// Disarms what Markdown and HTML would take for marks: reports are hostile input.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' => safe.extend(['\\', letter]),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn marks_in_a_report_stay_words() {
        assert_eq!(escaped("<b>[x](y)</b> & *z*"), "&lt;b>\\[x\\](y)&lt;/b> &amp; \\*z\\*");
    }
}
