//! The contract of `foederis code --mentions`: one JSON line in, one out.

use serde::{Deserialize, Serialize};

use crate::{Names, Resolution};

/// One line asked: who is this, as of the day?
#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    mention: String,
    #[serde(default, alias = "date")]
    published: Option<String>,
}

/// One line answered.
#[derive(Serialize)]
struct Answered<'a> {
    id: &'a serde_json::Value,
    code: Option<&'a str>,
    sector: Option<&'a str>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<&'a str>,
}

/// A line of mentions could not be read.
#[derive(Debug, thiserror::Error)]
pub enum MentionError {
    /// The line is no JSON object with `id` and `mention`.
    #[error("the line is no object with `id` and `mention`")]
    NotAMention(#[source] serde_json::Error),
    /// `published` is no day.
    #[error("`published` is `{value}`; a day (YYYY-MM-DD) is expected")]
    BadDay {
        /// What it is.
        value: String,
    },
    /// The answer could not be written as JSON.
    #[error("the answer cannot be written")]
    Write(#[source] serde_json::Error),
}

/// Answers one line `{"id", "mention", "published"}` with `{"id", "code", "sector", "name"}`.
///
/// `published` may be missing or null. The answer also has `title` where there is one, and `candidates` where the name is
/// ambiguous and `code` is null. No line break at the end.
///
/// # Example
///
/// ```
/// let names = foederis_names::Names::embedded();
/// let line = foederis_names::mention_record(&names, r#"{"id": "m1", "mention": "Moldovan police"}"#)?;
/// assert_eq!(line, r#"{"id":"m1","code":"MDA","sector":"COP","name":"Moldovan police"}"#);
/// # Ok::<(), foederis_names::MentionError>(())
/// ```
pub fn mention_record(names: &Names, line: &str) -> Result<String, MentionError> {
    let asked: Asked = serde_json::from_str(line).map_err(MentionError::NotAMention)?;
    let day = match asked.published.as_deref() {
        None | Some("") => None,
        Some(text) => {
            let first_ten = text.get(..10).unwrap_or(text);
            Some(first_ten.parse().map_err(|_| MentionError::BadDay { value: text.to_owned() })?)
        }
    };
    let found = names.resolve(&asked.mention, day);
    serde_json::to_string(&answer(&asked.id, &found)).map_err(MentionError::Write)
}

fn answer<'a>(id: &'a serde_json::Value, found: &'a Resolution) -> Answered<'a> {
    Answered {
        id,
        code: found.code.as_ref().map(|code| code.as_str()),
        sector: found.sector.map(|sector| sector.as_str()),
        name: &found.name,
        title: found.title.as_deref(),
        candidates: found.candidates.iter().map(|code| code.as_str()).collect(),
    }
}
