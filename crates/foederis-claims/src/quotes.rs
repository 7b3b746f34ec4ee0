//! Quotations that run over several sentences.
//!
//! Counts quotation marks through a paragraph and says which sentences stand in them from end to end: their words are
//! the speaker's, not the report's. An opening mark that is never closed ends with its paragraph.

use crate::tree::Tree;

/// What quotation marks have been opened so far in a paragraph.
#[derive(Default)]
pub(crate) struct Quotation {
    paragraph: Option<u32>,
    is_open: bool,
}

/// How a sentence stands to the quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Every word stands in quotation marks.
    pub(crate) is_wholly: bool,
    /// The quotation was open before the sentence began.
    pub(crate) is_continued: bool,
}

impl Quotation {
    /// Reads on; sentences come in order.
    pub(crate) fn read(&mut self, tree: &Tree<'_>) -> Quoted {
        if self.paragraph != Some(tree.sentence.paragraph) {
            *self = Quotation { paragraph: Some(tree.sentence.paragraph), is_open: false };
        }
        let is_continued = self.is_open;
        let mut is_wholly = tree.len() > 0;
        for idx in 0..tree.len() {
            match mark(tree.form(idx), self.is_open) {
                Some(is_open) => self.is_open = is_open,
                None => is_wholly = is_wholly && (self.is_open || !tree.is_word(idx)),
            }
        }
        Quoted { is_wholly, is_continued }
    }
}

/// What a quotation mark does; a straight one opens what is closed and closes what is open.
pub(crate) fn mark(form: &str, is_open: bool) -> Option<bool> {
    match form {
        "“" | "``" | "«" | "„" => Some(true),
        "”" | "''" | "»" => Some(false),
        "\"" => Some(!is_open),
        _ => None,
    }
}
