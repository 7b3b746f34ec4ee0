//! Parting a frozen text into paragraphs, by offsets alone: not a byte of it changes.
//!
//! A line is a paragraph, unless the text is hard-wrapped: then a line that was broken because the next word did not
//! fit goes on in the next one.

/// Longest line of a hard-wrapped text, in characters.
const MAX_WRAP_CHARS: usize = 110;
/// Shortest width that text is wrapped at, in characters.
const MIN_WRAP_CHARS: usize = 40;

/// One paragraph: bytes `start..end` of the text, without the white space around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Says whether an empty line, or the start of the text, stands before it.
    pub(crate) is_spaced: bool,
}

impl Piece {
    /// Returns its words.
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Parts `text` into its paragraphs, in order; none where the text is white space.
pub(crate) fn part(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    match wrap_width(text, &lines) {
        Some(width) => join_wrapped(text, lines, width),
        None => lines.into_iter().map(|line| line.piece).collect(),
    }
}

struct Line {
    piece: Piece,
    is_indented: bool,
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut is_spaced = true;
    let mut start = 0;
    for raw in text.split_inclusive(is_line_end) {
        let trimmed = raw.trim();
        let ends_crlf = raw == "\n" && text.get(..start).is_some_and(|head| head.ends_with('\r'));
        if trimmed.is_empty() {
            is_spaced |= !ends_crlf;
        } else {
            let indent = raw.len() - raw.trim_start().len();
            let piece = Piece { start: start + indent, end: start + indent + trimmed.len(), is_spaced };
            lines.push(Line { piece, is_indented: indent > 0 });
            is_spaced = false;
        }
        start += raw.len();
    }
    lines
}

fn n_chars(text: &str, line: &Line) -> usize {
    line.piece.of(text).chars().take(MAX_WRAP_CHARS + 1).count()
}

/// Returns the width the text is wrapped at, or `None` where its lines are paragraphs.
///
/// It is wrapped where no line is longer than a terminal's and most line ends within a paragraph stand where the next
/// word would not have fitted.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| n_chars(text, line)).max()?;
    if !(MIN_WRAP_CHARS..=MAX_WRAP_CHARS).contains(&width) {
        return None;
    }
    let inner: Vec<_> = lines.windows(2).filter(|pair| !pair[1].piece.is_spaced).collect();
    let n_full = inner.iter().filter(|pair| is_full(text, &pair[0], &pair[1], width)).count();
    (n_full >= 3 && n_full * 2 > inner.len()).then_some(width)
}

/// Says whether the first word of `next` would not have fitted on `line`, with some slack for ragged wrapping.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.piece.of(text).split_whitespace().next().unwrap_or("");
    n_chars(text, line) + 1 + word.chars().count() + 3 > width
}

fn join_wrapped(text: &str, lines: Vec<Line>, width: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut last: Option<Line> = None;
    for line in lines {
        let goes_on = last.as_ref().is_some_and(|last| {
            !line.piece.is_spaced
                && (!line.is_indented || last.is_indented)
                && is_full(text, last, &line, width)
        });
        match pieces.last_mut() {
            Some(piece) if goes_on => piece.end = line.piece.end,
            _ => pieces.push(line.piece),
        }
        last = Some(line);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_part(text: &str, paragraphs: &[&str]) {
        let found: Vec<String> = part(text)
            .iter()
            .map(|piece| piece.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, paragraphs);
    }

    #[test]
    fn lines_are_paragraphs_with_or_without_empty_lines_between() {
        check_part("One.\nTwo.\r\nThree.\r\n\r\nFour.", &["One.", "Two.", "Three.", "Four."]);
    }

    #[test]
    fn carriage_returns_do_not_count_as_empty_lines() {
        let spaced: Vec<bool> =
            part("One.\r\nTwo.\r\n\r\nThree.").iter().map(|piece| piece.is_spaced).collect();
        assert_eq!(spaced, [true, false, true]);
    }

    #[test]
    fn hard_wrapped_lines_are_joined_and_short_ones_are_not() {
        let text = "Two neighbours sign a pact\n\n\
            The two presidents met in the border town on Tuesday and put\n\
            their names to a pact that had been in the making for years,\n\
            officials of both countries told reporters late in the day.\n\
            It will enter into force in May.\n\n\
            Neither side gave any details of what the pact asks of them in\n\
            the event of war.";
        check_part(
            text,
            &[
                "Two neighbours sign a pact",
                "The two presidents met in the border town on Tuesday and put their names to a pact that had been in \
                 the making for years, officials of both countries told reporters late in the day. It will enter \
                 into force in May.",
                "Neither side gave any details of what the pact asks of them in the event of war.",
            ],
        );
    }

    #[test]
    fn a_list_of_short_lines_is_not_wrapped_text() {
        check_part(
            "Jane Doe\nThe Post\nPublished in\n3 min read",
            &["Jane Doe", "The Post", "Published in", "3 min read"],
        );
    }
}
