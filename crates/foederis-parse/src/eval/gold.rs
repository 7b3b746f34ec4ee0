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

/// How a file is laid out.
#[derive(Clone, Copy)]
enum Layouts {
    /// Ten columns.
    Conllu,
    /// A word and a label, in these columns (0-based).
    Columns { word: usize, label: usize },
}

impl Gold {
    /// Reads CoNLL-U (ten columns), or columns of words and labels (`O`, `B-x`, `I-x`; `S-x`, `E-x` and the like too),
    /// by what the lines hold. Of several columns of labels the last one counts.
    ///
    /// # Errors
    ///
    /// Names the line whose columns cannot be read, or whose head or words are not in its sentence; and where there is
    /// no sentence at all, the first line.
    pub fn read(text: &str) -> Result<Gold, GoldError> {
        let layout = layout_of(text)?;
        let is_conllu = matches!(layout, Layouts::Conllu);
        let mut gold = Gold { has_trees: is_conllu, has_names: !is_conllu, documents: Vec::new() };
        let mut sentence = GoldSentence::default();
        let mut n_lines = 0;
        for (at, line) in text.lines().enumerate() {
            n_lines = at + 1;
            let fail = |problem: String| GoldError { line: at + 1, problem };
            if line.trim().is_empty() {
                gold.close(&mut sentence).map_err(fail)?;
            } else if let Some(comment) = line.strip_prefix("# ").filter(|_| sentence.words.is_empty()) {
                gold.comment(comment, &mut sentence);
            } else if line.starts_with("-DOCSTART-") {
                gold.documents.push(GoldDocument::default());
            } else {
                let read = match layout {
                    Layouts::Conllu if line.starts_with('#') => Ok(()),
                    Layouts::Conllu => read_conllu(line, &mut sentence),
                    Layouts::Columns { word, label } => read_columns(line, word, label, &mut sentence),
                };
                read.map_err(fail)?;
            }
        }
        gold.close(&mut sentence).map_err(|problem| GoldError { line: n_lines, problem })?;
        if gold.n_words() == 0 {
            return Err(GoldError { line: 1, problem: "there is no sentence".to_owned() });
        }
        Ok(gold)
    }

    /// Says whether a text looks like one that [`read`](Gold::read) takes, by its first line of columns.
    pub fn is_gold(text: &str) -> bool {
        layout_of(text).is_ok()
    }

    /// Says whether the file holds trees, rather than names.
    pub fn has_trees(&self) -> bool {
        self.has_trees
    }

    fn comment(&mut self, comment: &str, sentence: &mut GoldSentence) {
        if comment.starts_with("newdoc") {
            self.documents.push(GoldDocument::default());
        } else if comment.starts_with("newpar") {
            sentence.starts_paragraph = true;
        }
    }

    /// Ends a sentence; says what does not fit together in it.
    fn close(&mut self, sentence: &mut GoldSentence) -> Result<(), String> {
        let n_words = sentence.words.len();
        if n_words == 0 {
            return Ok(());
        }
        if let Some(token) = sentence.tokens.iter().find(|token| token.words.end > n_words) {
            let form = &token.form;
            return Err(format!("`{form}` is made of words past the sentence's end before this line"));
        }
        if let Some(word) = sentence.words.iter().find(|word| word.head > n_words) {
            let (form, head) = (&word.form, word.head);
            return Err(format!(
                "`{form}` of the sentence before this line hangs on word {head} of {n_words}"
            ));
        }
        if self.documents.is_empty() {
            self.documents.push(GoldDocument::default());
        }
        if let Some(document) = self.documents.last_mut() {
            document.sentences.push(std::mem::take(sentence));
        }
        Ok(())
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

/// Says how a file is laid out by its first line of columns. Words may be numbered, from 0 or 1.
fn layout_of(text: &str) -> Result<Layouts, GoldError> {
    let is_content =
        |line: &str| !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with("-DOCSTART-");
    let Some((at, line)) = text.lines().enumerate().find(|(_, line)| is_content(line)) else {
        return Err(GoldError { line: 1, problem: "there is no sentence".to_owned() });
    };
    if line.split('\t').count() == 10 {
        return Ok(Layouts::Conllu);
    }
    let columns: Vec<&str> = line.split_whitespace().collect();
    let label = (1..columns.len()).rev().find(|at| is_label(columns[*at]));
    let word = |label| usize::from(label > 1 && matches!(columns[0], "0" | "1"));
    label.map(|label| Layouts::Columns { word: word(label), label }).ok_or_else(|| GoldError {
        line: at + 1,
        problem: "neither the ten columns of CoNLL-U nor a word and a label `O`, `B-x` or `I-x`".to_owned(),
    })
}

fn read_conllu(line: &str, sentence: &mut GoldSentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _, head, relation, _, misc] = columns.as_slice() else {
        return Err(format!("{} columns instead of 10", columns.len()));
    };
    if id.contains('.') {
        return Ok(());
    }
    let has_space_after = !misc.split('|').any(|field| field == "SpaceAfter=No");
    let first = sentence.words.len();
    let covered = sentence.tokens.last().map_or(0, |token| token.words.end);
    if let Some((from, last)) = id.split_once('-') {
        let last: usize = last.parse().map_err(|_| format!("`{id}` is no range of words"))?;
        if from.parse() != Ok(first + 1) || last <= first || covered > first {
            return Err(format!("`{id}` is not the range of the next words"));
        }
        sentence.tokens.push(GoldToken { form: form.to_owned(), words: first..last, has_space_after });
        return Ok(());
    }
    if id.parse() != Ok(first + 1) {
        return Err(format!("word `{id}` where {} is next", first + 1));
    }
    if first >= covered {
        let words = first..first + 1;
        sentence.tokens.push(GoldToken { form: form.to_owned(), words, has_space_after });
    }
    let head = head.parse().map_err(|_| format!("`{head}` is no head"))?;
    let [form, lemma, upos, xpos, relation] = [form, lemma, upos, xpos, relation].map(str::to_owned);
    sentence.words.push(GoldWord { form, lemma, upos, xpos, head, relation, name: String::new() });
    Ok(())
}

fn is_label(column: &str) -> bool {
    column == "O"
        || matches!(column.split_once('-'), Some((mark, kind)) if begins(mark).is_some() && !kind.is_empty())
}

/// Says whether a label's mark begins a name or goes on with it: those of BIO, BIOES and BILOU.
fn begins(mark: &str) -> Option<bool> {
    match mark {
        "B" | "S" | "U" => Some(true),
        "I" | "E" | "L" => Some(false),
        _ => None,
    }
}

fn read_columns(line: &str, word: usize, label: usize, sentence: &mut GoldSentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let label = columns.get(label).filter(|column| is_label(column));
    let (Some(&form), Some(&label)) = (columns.get(word), label) else {
        return Err("no label `O`, `B-x` or `I-x`".to_owned());
    };
    let form = form.to_owned();
    let name = match label.split_once('-').map(|(mark, kind)| (begins(mark), kind)) {
        Some((Some(true), kind)) => format!("B-{kind}"),
        Some((Some(false), kind)) => format!("I-{kind}"),
        _ => "O".to_owned(),
    };
    let words = sentence.words.len()..sentence.words.len() + 1;
    sentence.tokens.push(GoldToken { form: form.clone(), words, has_space_after: true });
    sentence.words.push(GoldWord { form, name, ..GoldWord::default() });
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

    #[track_caller]
    fn check_names(text: &str, expected: &[&str]) {
        let gold = Gold::read(text).unwrap();
        let names: Vec<&str> = gold.sentences().flat_map(|s| &s.words).map(|w| w.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn columns_of_labels_are_read_with_and_without_numbers() {
        check_names("# sent_id = 1\n1\tKim\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n", &["B-PER", "O"]);
        check_names("Kim I-PER\n1990 O\n", &["I-PER", "O"]);
    }

    #[test]
    fn of_several_columns_of_labels_the_last_counts_and_other_marks_are_read() {
        check_names("-DOCSTART- -X- O O\n\nKim NNP B-NP S-PER\nleft VBD B-VP O\n", &["B-PER", "O"]);
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        assert_eq!(Gold::read(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn a_broken_line_is_named() {
        const ROOT: &str = "1\ta\ta\tX\tX\t_\t0\troot\t_\t_\n";
        check_error(&format!("{ROOT}2\tb\n"), "line 2: 2 columns instead of 10");
        check_error(&ROOT.replace("\t0\t", "\tx\t"), "line 1: `x` is no head");
        check_error(&format!("{ROOT}{ROOT}"), "line 2: word `1` where 2 is next");
        let multiword = format!("1-3\tab{}\n{ROOT}\n", "\t_".repeat(8));
        check_error(&multiword, "line 3: `ab` is made of words past the sentence's end before this line");
        let head = ROOT.replace("\t0\t", "\t7\t") + "\n" + ROOT;
        check_error(&head, "line 2: `a` of the sentence before this line hangs on word 7 of 1");
        check_error("Kim B-PER\nleft\n", "line 2: no label `O`, `B-x` or `I-x`");
        check_error("\n# only\n", "line 1: there is no sentence");
        check_error(
            "some prose\n",
            "line 1: neither the ten columns of CoNLL-U nor a word and a label `O`, `B-x` or `I-x`",
        );
    }
}
