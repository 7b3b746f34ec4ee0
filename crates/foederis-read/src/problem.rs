//! Problems as sentences: what, where, which value; then the cause; then a hint that can be typed.

use std::fmt;

use foederis_types::{Problem, ProblemKind};

/// One problem in words, in three layers; `Display` prints them as lines, without `error:` or `warning:` in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What is wrong, where, with which value.
    pub text: String,
    /// What it comes from.
    pub cause: Option<String>,
    /// What can be done.
    pub hint: Option<String>,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if let Some(cause) = &self.cause {
            write!(f, "\n  cause: {cause}")?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

/// Puts a problem into words.
///
/// ```
/// use foederis_types::{Problem, ProblemKind};
/// let detail = "no field `text`; the line holds `id`, `outlet`".to_owned();
/// let problem = Problem { origin: "wire.jsonl:41".to_owned(), kind: ProblemKind::MissingField, detail };
/// assert_eq!(
///     foederis_read::message(&problem).to_string(),
///     "cannot read `wire.jsonl`, line 41: no field `text`\n  cause: the line holds `id`, `outlet`\n\
///      hint: run `foederis schema report` to see a whole report"
/// );
/// ```
pub fn message(problem: &Problem) -> Message {
    let place = place(&problem.origin);
    let (what, cause) = match problem.detail.split_once("; ") {
        Some((what, cause)) => (what, Some(cause.to_owned())),
        None => (problem.detail.as_str(), None),
    };
    let what = if what.is_empty() { plain_words(problem.kind) } else { what };
    // A field that cannot be read leaves its report readable where it is not the text.
    let text = match problem.kind.is_warning() || problem.kind == ProblemKind::BadField {
        true => format!("{place}: {what}"),
        false => format!("cannot read {place}: {what}"),
    };
    Message { text, cause, hint: hint(problem.kind).map(str::to_owned) }
}

/// `wire.jsonl:41` -> "`wire.jsonl`, line 41"; `wire.json#3` -> "`wire.json`, item 3".
fn place(origin: &str) -> String {
    for (mark, word) in [(':', "line"), ('#', "item")] {
        if let Some((file, number)) = origin.rsplit_once(mark)
            && !file.is_empty()
            && number.parse::<u64>().is_ok()
        {
            return format!("`{file}`, {word} {number}");
        }
    }
    format!("`{origin}`")
}

fn plain_words(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Empty => "the file is empty",
        ProblemKind::Binary => "the bytes are no text",
        ProblemKind::TooLarge => "too large",
        ProblemKind::NotJson => "no JSON object",
        ProblemKind::MissingField => "a field is missing",
        ProblemKind::BadField => "a field cannot be read",
        ProblemKind::NoArticle => "no article found in the page",
        ProblemKind::BrokenPage => "the page breaks off; read as far as it goes",
        ProblemKind::NoPublished => "no publication day found; none is assumed",
        ProblemKind::NotEnglish => "not in English: kept, not analysed",
        ProblemKind::NoReports => "no reports there",
        ProblemKind::Unreadable => "cannot be opened",
        ProblemKind::DuplicateId => "the same `id` was given to another report",
        _ => kind.as_str(),
    }
}

fn hint(kind: ProblemKind) -> Option<&'static str> {
    match kind {
        ProblemKind::MissingField | ProblemKind::BadField | ProblemKind::NotJson => {
            Some("run `foederis schema report` to see a whole report")
        }
        _ => None,
    }
}

/// "52.4 MB, and at most 16.8 MB are read", for a `too-large` problem.
pub(crate) fn size_detail(len: usize, max: usize) -> String {
    format!("{}, and at most {} are read", megabytes(len), megabytes(max))
}

fn megabytes(bytes: usize) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
