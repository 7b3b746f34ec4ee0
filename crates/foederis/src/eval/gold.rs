//! What kind of gold a text is: seen from its content, whatever its name.

use super::claims::GoldClaims;
use super::mentions::GoldMention;
use super::triples::GoldTriples;
use foederis_parse::eval::Gold;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A gold file, read.
#[derive(Clone, Debug)]
pub enum GoldFile {
    /// CoNLL-U, or columns of words and labels.
    Annotated(Gold),
    /// Sentences with actors, types and recipients; one JSON object a line.
    Triples(GoldLines<GoldTriples>),
    /// Sentences with whole claims; one JSON object a line.
    Claims(GoldLines<GoldClaims>),
    /// Bare mentions with states and sectors; one JSON object a line.
    Mentions(GoldLines<GoldMention>),
}

/// Lines of gold, each with its text, which is what is coded, and its 1-based number in the file.
#[derive(Clone, Debug)]
pub struct GoldLines<T> {
    /// Read.
    pub(crate) items: Vec<T>,
    /// As written.
    pub(crate) lines: Vec<(u64, String)>,
}

/// Why a file is no gold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct GoldProblem {
    /// 1-based.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
}

impl GoldFile {
    /// Reads a gold file of any kind.
    ///
    /// # Errors
    ///
    /// The file is of no kind that is known, or breaks its kind's form; the line is named.
    pub fn read(text: &str) -> Result<GoldFile, GoldProblem> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('{') {
            return read_json(text);
        }
        let gold = Gold::read(text);
        gold.map(GoldFile::Annotated)
            .map_err(|error| GoldProblem { line: error.line, problem: error.problem })
    }
}

fn read_json(text: &str) -> Result<GoldFile, GoldProblem> {
    let at = text.lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let fail = |problem: &str| Err(GoldProblem { line: at + 1, problem: problem.to_owned() });
    let parsed = serde_json::from_str::<Value>(text.lines().nth(at).unwrap_or(""));
    let has = |field: &str| parsed.as_ref().is_ok_and(|value| value.get(field).is_some());
    if has("mention") {
        read_lines(text).map(GoldFile::Mentions)
    } else if has("claims") {
        read_lines(text).map(GoldFile::Claims)
    } else if ["gold", "types", "cameo"].into_iter().any(has) {
        read_lines(text).map(GoldFile::Triples)
    } else if serde_json::from_str::<Value>(text).is_ok_and(|value| value.get("events").is_some()) {
        fail("this is a story's key, which goes with `--story` and `--reports`")
    } else if let Err(error) = &parsed {
        Err(json_problem(error, at + 1))
    } else {
        fail("no field `claims`, `gold`, `types`, `cameo` or `mention`, so it is no gold")
    }
}

/// Reads JSON Lines; blank lines are passed over.
///
/// # Errors
///
/// The first line that is no such object.
pub(crate) fn read_lines<T: DeserializeOwned>(text: &str) -> Result<GoldLines<T>, GoldProblem> {
    let mut read = GoldLines { items: Vec::new(), lines: Vec::new() };
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if !line.trim_start().starts_with('{') {
            return Err(GoldProblem { line: at + 1, problem: "the line is no JSON object".to_owned() });
        }
        let item = serde_json::from_str(line).map_err(|error| json_problem(&error, at + 1))?;
        read.items.push(item);
        read.lines.push((at as u64 + 1, line.to_owned()));
    }
    Ok(read)
}

/// Puts an error of one line into words; the error's own line would be 1.
fn json_problem(error: &serde_json::Error, line: usize) -> GoldProblem {
    let words = error.to_string();
    let what = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
    GoldProblem { line, problem: format!("{what}, column {}", error.column()) }
}

/// Reads an id, which may be written as a number.
pub(crate) fn id_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> String {
        match GoldFile::read(text) {
            Ok(GoldFile::Annotated(gold)) if gold.has_trees() => "trees".to_owned(),
            Ok(GoldFile::Annotated(_)) => "names".to_owned(),
            Ok(GoldFile::Triples(_)) => "triples".to_owned(),
            Ok(GoldFile::Claims(_)) => "claims".to_owned(),
            Ok(GoldFile::Mentions(_)) => "mentions".to_owned(),
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn the_kind_is_seen_from_the_content() {
        assert_eq!(kind_of(&format!("# text = Go\n1\tGo{}\t0\troot\t_\t_\n", "\t_".repeat(4))), "trees");
        assert_eq!(kind_of("Kim B-PER\nleft O\n"), "names");
        assert_eq!(kind_of(r#"{"id": 1, "text": "x", "types": ["AID"]}"#), "triples");
        assert_eq!(kind_of(r#"{"id": "a", "text": "x", "cameo": [["USA", "042", "CHN"]]}"#), "triples");
        assert_eq!(kind_of(r#"{"id": "a", "text": "x", "claims": []}"#), "claims");
        assert_eq!(kind_of(r#"{"id": "a", "mention": "x", "country": null, "sector": "GOV"}"#), "mentions");
    }

    #[test]
    fn what_is_no_gold_is_named_with_its_line() {
        assert_eq!(
            kind_of("\n{\"id\": \"a\", \"text\": \"x\"}"),
            "line 2: no field `claims`, `gold`, `types`, `cameo` or `mention`, so it is no gold"
        );
        let broken = "{\"id\": \"a\", \"text\": \"x\", \"types\": []}\n{\"id\": \"b\", \"types\"}";
        let key = kind_of("{\"reports\": [],\n \"events\": []}");
        assert_eq!(key, "line 1: this is a story's key, which goes with `--story` and `--reports`");
        assert_eq!(kind_of(broken), "line 2: expected `:`, column 20");
        assert!(kind_of("Kim B-PER\nleft\n").starts_with("line 2: no label"));
    }
}
