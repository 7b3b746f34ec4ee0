//! Reports as JSON: one object a line, an array of objects, or one object.
//!
//! Fields: `text` is needed; `id`, `title`, `outlet`, `url`, `published`, `author` or `authors` (a string, or a list of
//! strings) are taken where they stand; all others are passed over. `null` and `""` mean that a field is absent.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use foederis_types::{Date, Problem, ProblemKind, Published, PublishedFrom, ReportId};
use serde_json::{Map, Value};

use crate::assemble::{Draft, assemble};
use crate::{MAX_LINE_BYTES, ReadOutcome, bylines, dates, decode, identity, problem};

/// Reads JSON Lines one line at a time: memory is bounded by the longest allowed line, whatever the file holds.
///
/// Each item is what became of one line that is not blank: its report, or a problem that names the line, or both where
/// there is a warning. A line that is too long is passed over and costs no memory.
///
/// ```
/// let file: &[u8] = b"{\"id\": \"s1\", \"text\": \"The pact was signed.\", \"published\": \"2024-06-20\"}\n{\"id\": 2}\n";
/// let outcomes: Vec<_> = foederis_read::JsonLines::new("wire.jsonl", file).collect();
/// assert_eq!(outcomes[0].reports[0].given_id.as_deref(), Some("s1"));
/// assert_eq!(outcomes[1].problems[0].origin, "wire.jsonl:2");
/// ```
#[derive(Debug)]
pub struct JsonLines<R> {
    origin: String,
    reader: R,
    line_number: usize,
    max_line_bytes: usize,
    seen: BTreeMap<ReportId, (ReportId, usize)>,
    is_done: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Makes a reader of lines; `origin` names the file in messages.
    pub fn new(origin: impl Into<String>, reader: R) -> JsonLines<R> {
        let (seen, max_line_bytes) = (BTreeMap::new(), MAX_LINE_BYTES);
        JsonLines { origin: origin.into(), reader, line_number: 0, max_line_bytes, seen, is_done: false }
    }

    /// Sets the longest line that is read, in bytes.
    #[must_use]
    pub fn max_line_bytes(mut self, max_line_bytes: usize) -> JsonLines<R> {
        self.max_line_bytes = max_line_bytes;
        self
    }

    /// Returns the number of the line read last, 1-based; 0 before the first.
    pub fn line_number(&self) -> usize {
        self.line_number
    }

    fn read_line(&mut self, line: &[u8]) -> ReadOutcome {
        let place = format!("{}:{}", self.origin, self.line_number);
        let mut outcome = read_object_bytes(&place, line);
        let clash =
            outcome.reports.first().and_then(|report| self.clash(report.given_id.as_deref()?, report.id));
        if let Some(detail) = clash {
            outcome.problems.push(Problem { origin: place, kind: ProblemKind::DuplicateId, detail });
        }
        outcome
    }

    /// Remembers a given id by its hash; says so where another report had it.
    fn clash(&mut self, given: &str, report: ReportId) -> Option<String> {
        let key = identity::report_id(None, None, None, None, given);
        let (first, line) = *self.seen.entry(key).or_insert((report, self.line_number));
        (first != report)
            .then(|| format!("the id `{given}` was given to another report; line {line} has it too"))
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = ReadOutcome;

    fn next(&mut self) -> Option<ReadOutcome> {
        while !self.is_done {
            self.line_number += 1;
            let place = || format!("{}:{}", self.origin, self.line_number);
            match bounded_line(&mut self.reader, self.max_line_bytes) {
                Ok(Line::End) => self.is_done = true,
                Ok(Line::Long(len)) => {
                    let size = problem::size_detail(len, self.max_line_bytes);
                    return Some(ReadOutcome::problem(
                        &place(),
                        ProblemKind::TooLarge,
                        format!("the line has {size}"),
                    ));
                }
                Ok(Line::Whole(line)) => {
                    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
                    if !line.iter().all(u8::is_ascii_whitespace) {
                        return Some(self.read_line(line));
                    }
                }
                Err(error) => {
                    let outcome = ReadOutcome::problem(&place(), ProblemKind::Unreadable, error.to_string());
                    self.is_done = true;
                    return Some(outcome);
                }
            }
        }
        None
    }
}

enum Line {
    Whole(Vec<u8>),
    Long(usize),
    End,
}

/// Reads up to the next line feed, keeping at most `max` bytes.
fn bounded_line(reader: &mut impl BufRead, max: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    let most = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
    let n_read = reader.by_ref().take(most).read_until(b'\n', &mut line)?;
    let is_whole = line.last() == Some(&b'\n') || n_read <= max;
    match (n_read, is_whole) {
        (0, _) => Ok(Line::End),
        (_, true) => Ok(Line::Whole(line)),
        _ => Ok(Line::Long(n_read + skip_line(reader)?)),
    }
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<usize> {
    let mut n_skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let n = end.map_or(buffer.len(), |idx| idx + 1);
        let is_done = end.is_some() || buffer.is_empty();
        reader.consume(n);
        n_skipped += n;
        if is_done {
            return Ok(n_skipped);
        }
    }
}

/// Reads all lines of a file.
pub(crate) fn read_lines(origin: &str, bytes: &[u8]) -> ReadOutcome {
    let mut outcome = ReadOutcome::default();
    let utf8 = std::str::from_utf8(bytes).is_err().then(|| decode::decode(bytes, None)).flatten();
    let bytes = utf8.as_deref().map_or(bytes, str::as_bytes);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for line in JsonLines::new(origin, bytes) {
        outcome.append(line);
    }
    outcome
}

/// Reads an array of objects, or one object; an array's items are named `FILE#N`, 1-based.
pub(crate) fn read_document(origin: &str, bytes: &[u8]) -> ReadOutcome {
    let Some(text) = decode::decode(bytes, None) else {
        return ReadOutcome::problem(origin, ProblemKind::Binary, "");
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Array(items)) => {
            let mut outcome = ReadOutcome::default();
            for (idx, item) in items.iter().enumerate() {
                let raw = item.to_string();
                outcome.append(read_value(&format!("{origin}#{}", idx + 1), item, raw.as_bytes(), "item"));
            }
            outcome
        }
        Ok(value) => read_value(origin, &value, bytes, "object"),
        Err(_) if text.trim_start().starts_with('{') => read_lines(origin, text.as_bytes()),
        Err(error) => ReadOutcome::problem(origin, ProblemKind::NotJson, not_json(&error)),
    }
}

fn read_object_bytes(place: &str, line: &[u8]) -> ReadOutcome {
    let trimmed = line.trim_ascii();
    match serde_json::from_slice::<Value>(trimmed) {
        Ok(value) => read_value(place, &value, trimmed, "line"),
        Err(error) => ReadOutcome::problem(place, ProblemKind::NotJson, not_json(&error)),
    }
}

fn not_json(error: &serde_json::Error) -> String {
    format!("no JSON object; {error}")
}

fn read_value(place: &str, value: &Value, raw: &[u8], what: &str) -> ReadOutcome {
    let Value::Object(fields) = value else {
        let detail = format!("no JSON object; the {what} holds {}", kind_of(value));
        return ReadOutcome::problem(place, ProblemKind::NotJson, detail);
    };
    match draft(fields, raw, what) {
        Ok((draft, bad)) => {
            let mut outcome = assemble(place, draft);
            if let Some(detail) = bad {
                // One fault, one message: that no day is known follows from this one.
                outcome.problems.retain(|problem| problem.kind != ProblemKind::NoPublished);
                let (origin, kind) = (place.to_owned(), ProblemKind::BadField);
                outcome.problems.insert(0, Problem { origin, kind, detail });
            }
            outcome
        }
        Err((kind, detail)) => ReadOutcome::problem(place, kind, detail),
    }
}

type Fault = (ProblemKind, String);

/// Takes the fields of one report, and says which could not be read though the report can.
fn draft(fields: &Map<String, Value>, raw: &[u8], what: &str) -> Result<(Draft, Option<String>), Fault> {
    let text = match fields.get("text") {
        Some(Value::String(text)) => text.clone(),
        None | Some(Value::Null) => return Err((ProblemKind::MissingField, missing_text(fields, what))),
        Some(other) => {
            let detail = format!("the field `text` is no string; it holds {}", kind_of(other));
            return Err((ProblemKind::BadField, detail));
        }
    };
    let (published, bad) = match published(fields.get("published")) {
        Ok(published) => (published, None),
        Err(detail) => (None, Some(detail)),
    };
    let draft = Draft {
        raw_sha256: identity::sha256(raw),
        given_id: scalar(fields, "id"),
        title: scalar(fields, "title"),
        text,
        outlet: scalar(fields, "outlet"),
        authors: authors(fields),
        url: scalar(fields, "url"),
        published,
        ..Draft::default()
    };
    Ok((draft, bad))
}

fn missing_text(fields: &Map<String, Value>, what: &str) -> String {
    let names: Vec<String> = fields.keys().take(12).map(|name| format!("`{}`", shortened(name))).collect();
    match names.is_empty() {
        true => format!("no field `text`; the {what} holds no field"),
        false => format!("no field `text`; the {what} holds {}", names.join(", ")),
    }
}

/// Returns a string field or, for a given id, a number as its digits; blank ones count as absent.
fn scalar(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// `author` or `authors`: a string (names joined by `and`, commas), a list of strings, or objects with a `name`.
fn authors(fields: &Map<String, Value>) -> Vec<String> {
    match fields.get("authors").or_else(|| fields.get("author")) {
        Some(Value::String(names)) => split_names(names),
        Some(Value::Array(items)) => items.iter().filter_map(author_name).collect(),
        Some(object @ Value::Object(_)) => author_name(object).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn author_name(item: &Value) -> Option<String> {
    let name = item.as_str().or_else(|| item.get("name").and_then(Value::as_str))?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn split_names(names: &str) -> Vec<String> {
    let names = names.trim();
    let whole = || if names.is_empty() { Vec::new() } else { vec![names.to_owned()] };
    let parts = bylines::names(names);
    if parts.len() > 1 { parts } else { whole() }
}

/// A day, `2024-06-20`, or a day with its time, `2024-06-20T07:10:00+09:00`; other ways to write one day are taken too.
fn published(value: Option<&Value>) -> Result<Option<Published>, String> {
    let bad = |held: &str, how: &str| {
        let held = shortened(held);
        Err(format!("the field `published` is no day: `{held}`{how}, so the report is read without one"))
    };
    let text = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim(),
        Some(other) => return bad(&other.to_string(), ", which is no string"),
    };
    match day_and_time(text) {
        Some((day, time)) => Ok(Some(Published { day, time, from: PublishedFrom::Field, is_sure: true })),
        None => bad(text, ""),
    }
}

/// Reads a string that is one day and nothing else but a weekday or a time.
pub(crate) fn day_and_time(text: &str) -> Option<(Date, Option<String>)> {
    let found = dates::find(text)?;
    let rest = [text.get(..found.start)?, text.get(found.end..)?].concat();
    let is_small = rest.chars().filter(|c| c.is_alphabetic()).count() <= 12 && rest.len() <= 24;
    is_small.then(|| found.date().map(|day| (day, found.time.clone()))).flatten()
}

fn shortened(text: &str) -> String {
    let end = text.floor_char_boundary(60);
    if end < text.len() { format!("{}...", text.get(..end).unwrap_or("")) } else { text.to_owned() }
}

fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Number(number) => format!("the number `{number}`"),
        Value::String(text) => format!("the string `{}`", shortened(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
