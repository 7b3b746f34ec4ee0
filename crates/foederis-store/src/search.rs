//! Full-text search over sentences.
//!
//! Hits are shown by day, but the index has them in the order in which reports came in. Few hits are sorted. Where there
//! are many, the reports are gone through in the order of days, each asked for its own hits, until there are enough:
//! words that many sentences have are soon found.

use foederis_types::ReportId;
use rusqlite::{Row, params};

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

/// Hits up to which all of them are sorted.
const SORTED_MAX: usize = 20_000;
/// Reports that are gone through before all hits are sorted after all.
const WALKED_MAX: usize = 1_500;

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
        if self.has_more_hits_than(query, SORTED_MAX)?
            && let Some(hits) = self.first_hits(query, n_max, WALKED_MAX)?
        {
            return Ok(hits);
        }
        self.sorted_hits(query, n_max)
    }

    fn has_more_hits_than(&self, query: &str, n: usize) -> Result<bool, rusqlite::Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM sentence_words WHERE sentence_words MATCH ?1 LIMIT ?2)",
        )?;
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let n_found: i64 = statement.query_row(params![query, n.saturating_add(1)], |row| row.get(0))?;
        Ok(n_found > n)
    }

    fn sorted_hits(&self, query: &str, n_max: usize) -> Result<Vec<Hit>, rusqlite::Error> {
        let mut statement = self.connection.prepare_cached(SEARCH_SQL)?;
        let n_max = i64::try_from(n_max).unwrap_or(i64::MAX);
        statement.query_map((query, n_max), hit)?.collect()
    }

    /// Returns the first hits from the first `n_reports` reports; `None` where those have less than `n_max`.
    fn first_hits(
        &self,
        query: &str,
        n_max: usize,
        n_reports: usize,
    ) -> Result<Option<Vec<Hit>>, rusqlite::Error> {
        let mut reports =
            self.connection.prepare_cached("SELECT id FROM report ORDER BY published, id LIMIT ?1")?;
        let mut range =
            self.connection.prepare_cached("SELECT min(id), max(id) FROM sentence WHERE report = ?1")?;
        let mut found = self.connection.prepare_cached(
            "SELECT sentence.report, report.outlet, report.title, report.published, sentence.number, sentence.text
             FROM sentence_words CROSS JOIN sentence ON sentence.id = sentence_words.rowid
                                 CROSS JOIN report ON report.id = sentence.report
             WHERE sentence_words MATCH ?1 AND sentence_words.rowid BETWEEN ?2 AND ?3
             ORDER BY sentence_words.rowid",
        )?;
        let mut hits = Vec::new();
        let mut rows = reports.query([i64::try_from(n_reports).unwrap_or(i64::MAX)])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            // The sentences of a report were added at once, so that their numbers follow one another.
            let (first, last): (Option<i64>, Option<i64>) =
                range.query_row([&id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let Some((first, last)) = first.zip(last) else { continue };
            for hit in found.query_map(params![query, first, last], hit)? {
                hits.push(hit?);
            }
            if hits.len() >= n_max {
                hits.truncate(n_max);
                return Ok(Some(hits));
            }
        }
        Ok(None)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reports with a day or none, each with sentences of one or two words.
    fn store(reports: &[(Option<u8>, Vec<bool>)]) -> Store {
        let store = Store::in_memory().unwrap();
        for (at, (day, sentences)) in reports.iter().enumerate() {
            let id = format!("{:016x}", (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let published = day.map(|day| format!("2025-01-{:02}", day + 1));
            let insert =
                "INSERT INTO report VALUES (?1, x'', '', NULL, NULL, NULL, ?2, 'eng', '', '', '', x'')";
            store.connection.execute(insert, params![id, published]).unwrap();
            for (number, has_word) in sentences.iter().enumerate() {
                let text = if *has_word { "tents sent" } else { "sent" };
                let insert = "INSERT INTO sentence (report, number, part, start, end, block, paragraph, text)
                              VALUES (?1, ?2, 'text', 0, 1, 'body', 0, ?3)";
                store.connection.execute(insert, params![id, number as i64, text]).unwrap();
                let row = store.connection.last_insert_rowid();
                let insert = "INSERT INTO sentence_words (rowid, text) VALUES (?1, ?2)";
                store.connection.execute(insert, params![row, text]).unwrap();
            }
        }
        store
    }

    proptest! {
        #[test]
        fn going_through_the_reports_finds_what_sorting_finds(
            reports in prop::collection::vec(
                (prop::option::of(0..3_u8), prop::collection::vec(any::<bool>(), 0..4)), 0..8),
            n_max in 1..6_usize,
        ) {
            let store = store(&reports);
            let sorted = store.sorted_hits("tents", n_max).unwrap();
            match store.first_hits("tents", n_max, usize::MAX).unwrap() {
                Some(hits) => prop_assert_eq!(hits, sorted),
                None => prop_assert!(sorted.len() < n_max),
            }
            let n_hits = reports.iter().flat_map(|report| &report.1).filter(|has_word| **has_word).count();
            prop_assert_eq!(store.has_more_hits_than("tents", 3).unwrap(), n_hits > 3);
        }
    }
}
