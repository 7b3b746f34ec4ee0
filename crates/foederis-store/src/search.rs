//! Full-text search over sentences.

use foederis_types::ReportId;
use rusqlite::Row;

use crate::{Store, StoreError};

/// One sentence that has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its report.
    pub report: ReportId,
    /// The report's outlet.
    pub outlet: Option<String>,
    /// The report's headline.
    pub title: Option<String>,
    /// The report's publication day.
    pub published: Option<String>,
    /// 0-based number of the sentence.
    pub sentence: u32,
    /// The sentence.
    pub text: String,
}

/// The query that [`Store::search`] runs: words, then the most rows.
///
/// `CROSS JOIN` keeps the full-text index outermost: left to itself the planner scans the sentences first.
pub const SEARCH_SQL: &str = "
    SELECT sentence.report, report.outlet, report.title, report.published, sentence.number, sentence.text
    FROM sentence_words CROSS JOIN sentence ON sentence.id = sentence_words.rowid
                        CROSS JOIN report ON report.id = sentence.report
    WHERE sentence_words MATCH ?1
    ORDER BY report.published, report.id, sentence.number LIMIT ?2";

impl Store {
    /// Returns the sentences that have all of `words`, by publication day, report and place; at most `n_max`.
    ///
    /// Words are matched whole and without case or accents; `"two words"` is a phrase, `sign*` a beginning, `OR` and
    /// `NOT` in capitals join. What the index cannot read is searched for word by word.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn search(&self, words: &str, n_max: usize) -> Result<Vec<Hit>, StoreError> {
        if let Ok(hits) = self.search_query(words, n_max) {
            return Ok(hits);
        }
        let quoted = quoted(words);
        if quoted.is_empty() {
            return Ok(Vec::new());
        }
        self.search_query(&quoted, n_max)
            .map_err(|cause| StoreError::BadSearch { words: words.to_owned(), cause })
    }

    fn search_query(&self, query: &str, n_max: usize) -> Result<Vec<Hit>, rusqlite::Error> {
        let mut statement = self.connection.prepare_cached(SEARCH_SQL)?;
        let n_max = i64::try_from(n_max).unwrap_or(i64::MAX);
        statement.query_map((query, n_max), hit)?.collect()
    }
}

/// Each word as a string of its own, so that nothing in it is an operator.
fn quoted(words: &str) -> String {
    let quoted = |word: &str| format!("\"{}\"", word.replace('"', ""));
    words.split_whitespace().map(quoted).filter(|word| word.len() > 2).collect::<Vec<_>>().join(" ")
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    let id: String = row.get(0)?;
    let report = id.parse().unwrap_or(ReportId::from_hash([0; 8]));
    Ok(Hit {
        report,
        outlet: row.get(1)?,
        title: row.get(2)?,
        published: row.get(3)?,
        sentence: row.get(4)?,
        text: row.get(5)?,
    })
}
