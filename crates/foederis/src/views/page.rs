//! Lines of text no wider than a page. Colour is a matter of headings only and never carries meaning.

use crate::desk::Citation;

/// Columns of a text view.
pub const PAGE_COLUMNS: usize = 100;

/// A quote shorter than this says too little; it gets a line of its own.
const QUOTE_COLUMNS_MIN: usize = 36;

/// A text view in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    lines: Vec<String>,
}

impl Page {
    /// Adds a heading, which begins with a word in capitals, after an empty line unless it is the first line.
    pub(crate) fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(fit(text, PAGE_COLUMNS));
    }

    /// Adds one line, cut at the page's width.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        let room = PAGE_COLUMNS.saturating_sub(indent);
        self.lines.push(format!("{:indent$}{}", "", fit(text, room)));
    }

    /// Adds one line of words that ends in a citation; of a line too long the citation stands on the next.
    pub(crate) fn line_and_citation(&mut self, indent: usize, text: &str) {
        let room = PAGE_COLUMNS.saturating_sub(indent);
        let citation = text.rfind(" [").filter(|_| text.ends_with(']')).map(|at| text.split_at(at));
        match citation {
            Some((words, citation)) if text.chars().count() > room => {
                self.line(indent, words);
                self.line(indent + 2, citation.trim_start());
            }
            _ => self.line(indent, text),
        }
    }

    /// Adds one line of words and the citation's, cut around its predicate where they do not fit.
    pub(crate) fn cited(&mut self, indent: usize, before: &str, citation: &Citation) {
        let taken = indent + before.chars().count() + usize::from(!before.is_empty()) + 2;
        let room = PAGE_COLUMNS.saturating_sub(taken);
        let excerpt = citation.excerpt(room);
        // Words that turn the meaning are worth a line of their own.
        if before.is_empty() || (room >= QUOTE_COLUMNS_MIN && !excerpt.is_lossy) {
            let gap = if before.is_empty() { "" } else { " " };
            self.lines.push(format!("{:indent$}{before}{gap}\"{}\"", "", excerpt.text));
        } else {
            self.paragraph(indent, before);
            self.cited(indent + 2, "", citation);
        }
    }

    /// Adds one line of words and a quote, which is cut.
    pub(crate) fn quote(&mut self, indent: usize, before: &str, quote: &str) {
        let room = PAGE_COLUMNS.saturating_sub(indent + before.chars().count() + 3);
        self.lines.push(format!("{:indent$}{before} \"{}\"", "", fit(quote, room)));
    }

    /// Adds a paragraph, broken at words.
    pub(crate) fn paragraph(&mut self, indent: usize, text: &str) {
        let room = PAGE_COLUMNS.saturating_sub(indent).max(20);
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
                self.line(indent, &line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            self.line(indent, &line);
        }
    }

    /// Adds the lines of another page, after an empty line.
    pub(crate) fn append(&mut self, other: Page) {
        if !self.lines.is_empty() && !other.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(other.lines);
    }

    /// Returns the number of lines so far.
    pub(crate) fn n_lines(&self) -> usize {
        self.lines.len()
    }

    /// Returns the text, each line ended.
    pub(crate) fn finish(self) -> String {
        self.lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }
}

/// Breaks lines wider than a page at words; what follows stands four columns further in than the line's start.
pub fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let indent = line.chars().take_while(|&letter| letter == ' ').count();
        let mut column = 0;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if column == 0 {
                out.extend(std::iter::repeat_n(' ', indent));
                column = indent;
            } else if column + 1 + length > PAGE_COLUMNS {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent + 4));
                column = indent + 4;
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

/// Cuts text to `room` characters, at a word's end where one is near, and marks the cut.
pub(crate) fn fit(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let keep = room.saturating_sub(1);
    let end = text.char_indices().nth(keep).map_or(text.len(), |(at, _)| at);
    let is_word_end = text[end..].starts_with(' ');
    let last_gap = text[..end].rfind(' ').filter(|at| !is_word_end && *at + 20 > end);
    let word_end = last_gap.unwrap_or(end);
    format!("{}\u{2026}", text[..word_end].trim_end_matches([' ', ',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_a_word_and_marked() {
        assert_eq!(fit("a short line", 20), "a short line");
        assert_eq!(fit("one two three four", 12), "one two\u{2026}");
        assert_eq!(fit("\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}", 3), "\u{e9}\u{e9}\u{2026}");
    }

    #[test]
    fn a_line_too_long_keeps_its_words_and_its_citation() {
        let mut page = Page::default();
        page.line_and_citation(2, &format!("{}[An outlet 12; Another 3]", "word ".repeat(18)));
        page.line_and_citation(2, "short [An outlet 12]");
        let text = page.finish();
        let lines: Vec<&str> = text.lines().collect();
        let words = format!("  {}", "word ".repeat(18).trim_end());
        assert_eq!(lines, [&words, "    [An outlet 12; Another 3]", "  short [An outlet 12]"]);
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut page = Page::default();
        page.heading("WHAT HAPPENED: and more");
        page.quote(4, "[An outlet 12]", &"word ".repeat(60));
        page.paragraph(2, &"some words ".repeat(40));
        let text = page.finish();
        assert!(text.starts_with("WHAT HAPPENED: and more\n"));
        assert!(text.lines().all(|line| line.chars().count() <= PAGE_COLUMNS), "{text}");
    }
}
