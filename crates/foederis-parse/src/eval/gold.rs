//! Annotated text: CoNLL-U with trees, and columns of words and name labels.
//!
//! Must not know the reader.

use std::ops::Range;

/// Annotated sentences, in paragraphs and documents where the file marks them.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    pub(crate) documents: Vec<GoldDocument>,
    pub(crate) has_trees: bool,
    pub(crate) has_names: bool,
}

/// One document: its text is rebuilt from its words and the white space between them.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoldDocument {
    pub(crate) sentences: Vec<GoldSentence>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct GoldSentence {
    pub(crate) starts_paragraph: bool,
    pub(crate) words: Vec<GoldWord>,
    /// Words of the text as written (`don't` is one, of two words).
    pub(crate) tokens: Vec<GoldToken>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct GoldWord {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: String,
    pub(crate) xpos: String,
    /// 0 for the root, else 1-based.
    pub(crate) head: usize,
    pub(crate) relation: String,
    /// `O`, `B-kind`, `I-kind`; empty where the file has no names.
    pub(crate) name: String,
}

#[derive(Clone, Debug)]
pub(crate) struct GoldToken {
    pub(crate) form: String,
    pub(crate) words: Range<usize>,
    pub(crate) has_space_after: bool,
}

/// Why an annotated file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct GoldError {
    /// 1-based.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
}

impl Gold {
    /// Reads CoNLL-U (ten columns), or columns of words and labels (`O`, `B-x`, `I-x`), by what the first lines hold.
    ///
    /// # Errors
    ///
    /// Names the line whose columns cannot be read.
    pub fn read(text: &str) -> Result<Gold, GoldError> {
        let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let is_conllu = first.is_some_and(|line| line.split('\t').count() == 10);
        let mut gold = Gold { has_trees: is_conllu, has_names: !is_conllu, documents: Vec::new() };
        let mut sentence = GoldSentence::default();
        let mut multiword_end = 0;
        for (at, line) in text.lines().enumerate() {
            let fail = |problem: String| GoldError { line: at + 1, problem };
            if line.trim().is_empty() {
                gold.close(&mut sentence);
                multiword_end = 0;
            } else if let Some(comment) = line.strip_prefix("# ").filter(|_| sentence.words.is_empty()) {
                gold.comment(comment, &mut sentence);
            } else if is_conllu {
                read_conllu(line, &mut sentence, &mut multiword_end).map_err(fail)?;
            } else {
                read_columns(line, &mut sentence).map_err(fail)?;
            }
        }
        gold.close(&mut sentence);
        Ok(gold)
    }

    fn comment(&mut self, comment: &str, sentence: &mut GoldSentence) {
        if comment.starts_with("newdoc") {
            self.documents.push(GoldDocument::default());
        } else if comment.starts_with("newpar") {
            sentence.starts_paragraph = true;
        }
    }

    fn close(&mut self, sentence: &mut GoldSentence) {
        if sentence.words.is_empty() {
            return;
        }
        if self.documents.is_empty() {
            self.documents.push(GoldDocument::default());
        }
        if let Some(document) = self.documents.last_mut() {
            document.sentences.push(std::mem::take(sentence));
        }
    }

    /// Returns all sentences, in order.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &GoldSentence> {
        self.documents.iter().flat_map(|document| &document.sentences)
    }

    /// Returns the number of words.
    pub fn n_words(&self) -> usize {
        self.sentences().map(|sentence| sentence.words.len()).sum()
    }

    /// Returns the file's raw text: documents and paragraphs apart by blank lines.
    pub fn raw_text(&self) -> String {
        self.documents.iter().map(|document| document.lay_out().text).collect::<Vec<_>>().join("\n\n")
    }
}

fn read_conllu(line: &str, sentence: &mut GoldSentence, multiword_end: &mut usize) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _, head, relation, _, misc] = columns.as_slice() else {
        return Err(format!("{} columns instead of 10", columns.len()));
    };
    if id.contains('.') {
        return Ok(());
    }
    let has_space_after = !misc.split('|').any(|field| field == "SpaceAfter=No");
    let first = sentence.words.len();
    if let Some((_, last)) = id.split_once('-') {
        let last = last.parse().map_err(|_| format!("`{id}` is no range of words"))?;
        *multiword_end = last;
        sentence.tokens.push(GoldToken { form: form.to_owned(), words: first..last, has_space_after });
        return Ok(());
    }
    if first >= *multiword_end {
        let words = first..first + 1;
        sentence.tokens.push(GoldToken { form: form.to_owned(), words, has_space_after });
    }
    let head = head.parse().map_err(|_| format!("`{head}` is no head"))?;
    let [form, lemma, upos, xpos, relation] = [form, lemma, upos, xpos, relation].map(str::to_owned);
    sentence.words.push(GoldWord { form, lemma, upos, xpos, head, relation, name: String::new() });
    Ok(())
}

/// The word is the first column, or the second after a number; the label is the first column that looks like one.
fn read_columns(line: &str, sentence: &mut GoldSentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let is_label = |column: &&&str| **column == "O" || column.starts_with("B-") || column.starts_with("I-");
    let has_number = columns.len() > 2 && columns[0].chars().all(|c| c.is_ascii_digit());
    let word_at = usize::from(has_number);
    let label = columns.iter().skip(word_at + 1).find(is_label).ok_or("no label `O`, `B-x` or `I-x`")?;
    let form = columns[word_at].to_owned();
    let words = sentence.words.len()..sentence.words.len() + 1;
    sentence.tokens.push(GoldToken { form: form.clone(), words, has_space_after: true });
    sentence.words.push(GoldWord { form, name: (*label).to_owned(), ..GoldWord::default() });
    Ok(())
}

/// A document's text, and where its parts lie in it.
#[derive(Default)]
pub(crate) struct Layout {
    pub(crate) text: String,
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Per sentence, the bytes of each word.
    pub(crate) words: Vec<Vec<Range<usize>>>,
}

impl GoldDocument {
    /// Rebuilds the text.
    pub(crate) fn lay_out(&self) -> Layout {
        let mut layout = Layout::default();
        let mut start = 0;
        for sentence in &self.sentences {
            if sentence.starts_paragraph && !layout.text.is_empty() {
                let end = layout.text.trim_end().len();
                layout.text.truncate(end);
                layout.paragraphs.push(start..end);
                layout.text.push_str("\n\n");
                start = layout.text.len();
            }
            let words = sentence.tokens.iter().flat_map(|token| layout.add(sentence, token)).collect();
            layout.words.push(words);
        }
        layout.text.truncate(layout.text.trim_end().len());
        layout.paragraphs.push(start..layout.text.len());
        layout
    }
}

impl Layout {
    fn add(&mut self, sentence: &GoldSentence, token: &GoldToken) -> Vec<Range<usize>> {
        let start = self.text.len();
        self.text.push_str(&token.form);
        let end = self.text.len();
        if token.has_space_after {
            self.text.push(' ');
        }
        let forms: Vec<&str> =
            sentence.words[token.words.clone()].iter().map(|word| word.form.as_str()).collect();
        let mut at = start;
        let spans = forms.iter().enumerate().map(|(idx, form)| {
            let word_start = at;
            let is_last = idx + 1 == forms.len();
            at = if is_last { end } else { self.text.floor_char_boundary((at + form.len()).min(end)) };
            word_start..at
        });
        spans.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONT: &str = "# newdoc id = a\n# newpar\n# text = Don't go.\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n\
        3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n";

    #[test]
    fn text_is_rebuilt_from_words_and_the_space_between_them() {
        let gold = Gold::read(&format!("{DONT}\n{}", DONT.replace("# newdoc id = a\n", ""))).unwrap();
        assert_eq!(gold.raw_text(), "Don't go.\n\nDon't go.");
        let layout = gold.documents[0].lay_out();
        assert_eq!(layout.words[0], [0..2, 2..5, 6..8, 8..9]);
        assert_eq!(layout.paragraphs, [0..9, 11..20]);
    }

    #[test]
    fn columns_of_labels_are_read_with_and_without_numbers() {
        let gold = Gold::read("# sent_id = 1\n1\tKim\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\nKim I-PER\n").unwrap();
        let names: Vec<&str> = gold.sentences().flat_map(|s| &s.words).map(|w| w.name.as_str()).collect();
        assert_eq!(names, ["B-PER", "O", "I-PER"]);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = Gold::read("1\ta\ta\tX\tX\t_\t0\troot\t_\t_\n2\tb\n").unwrap_err();
        assert_eq!(error.to_string(), "line 2: 2 columns instead of 10");
    }
}
