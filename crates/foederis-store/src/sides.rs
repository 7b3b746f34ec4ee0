//! Which reports name whom: who takes part in claims, by name and code, kept beside the parts so that nobody need go
//! through all claims to find a name in them.

use foederis_types::{Date, ReportId};
use rusqlite::{Transaction, params};

use crate::read::report_id;
use crate::{Store, StoreError};

/// Rows of `side_report` as claims give them; the order of joins is that in which the file lies.
const ROWS: &str = "
    SELECT DISTINCT side.name, coalesce(side.code, ''), claim.report, report.published
    FROM report CROSS JOIN claim ON claim.report = report.id CROSS JOIN claim_side AS side ON side.claim = claim.id";

/// Adds whom some reports name.
pub(crate) fn add_sides(transaction: &Transaction<'_>, reports: &[ReportId]) -> Result<(), StoreError> {
    let sql = format!("INSERT OR IGNORE INTO side_report {ROWS} WHERE report.id = ?1");
    let mut insert = transaction.prepare_cached(&sql)?;
    let mut insert_names = transaction.prepare_cached(
        "INSERT OR IGNORE INTO side_name
         SELECT side.name, coalesce(side.code, '') FROM claim CROSS JOIN claim_side AS side ON side.claim = claim.id
         WHERE claim.report = ?1",
    )?;
    for report in reports {
        insert.execute([report.to_string()])?;
        insert_names.execute([report.to_string()])?;
    }
    Ok(())
}

/// Adds whom all reports name.
pub(crate) fn add_all_sides(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    // In the order of the key: many times as fast as in that of reports.
    transaction.execute_batch(&format!(
        "INSERT OR IGNORE INTO side_report {ROWS} ORDER BY 1, 2, 3;
         INSERT OR IGNORE INTO side_name SELECT DISTINCT name, code FROM side_report;"
    ))?;
    Ok(())
}

impl Store {
    /// Returns the reports with a claim that names an actor, by its code or else by part of its name; those of the latest
    /// day first, then by id; with a day, those published by then.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn reports_naming(&self, actor: &str, as_of: Option<Date>) -> Result<Vec<ReportId>, StoreError> {
        let rows = if self.has_parts()? { KEPT } else { SCANNED };
        let by_code = self.reports_where(rows, "code = upper(?1) AND code <> ''", actor, as_of)?;
        if !by_code.is_empty() {
            return Ok(by_code);
        }
        self.reports_where(rows, "instr(lower(name), lower(?1)) > 0", actor, as_of)
    }

    fn reports_where(
        &self,
        rows: &str,
        condition: &str,
        actor: &str,
        as_of: Option<Date>,
    ) -> Result<Vec<ReportId>, StoreError> {
        let sql = format!(
            "{rows} WHERE {condition} AND (?2 IS NULL OR published <= ?2)
             GROUP BY report ORDER BY published DESC, report"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let as_of = as_of.map(|day| day.to_string());
        let ids = statement
            .query_map(params![actor, as_of], |row| row.get::<_, String>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        ids.iter().map(|id| report_id(id)).collect()
    }
}

/// From what is kept: names are few, and each leads to its reports.
const KEPT: &str = "SELECT report FROM side_name CROSS JOIN side_report USING (name, code)";
/// From the claims, where nothing is kept.
const SCANNED: &str = "
    SELECT report.id AS report FROM claim_side AS side CROSS JOIN claim ON claim.id = side.claim
    CROSS JOIN report ON report.id = claim.report";
