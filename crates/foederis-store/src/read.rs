//! Reading the ledger back, always in the order of content ids.

use std::collections::{BTreeMap, BTreeSet};

use foederis_ledger::{Ledger, Line, StoryPart};
use foederis_types::{Claim, ClaimId, Correction, Date, Header, ParagraphPrint, Report, ReportId};
use foederis_wire::{
    ClaimJson, CorrectionJson, HeaderJson, PrintJson, WireError, claim_of, correction_of, header_of,
    paragraphs_of, print_of,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;

use crate::report_json::{Columns, ReportJson, report_of};
use crate::{Store, StoreError};

/// What a list of reports shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// The report.
    pub id: ReportId,
    /// Newspaper or agency.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication day, `YYYY-MM-DD`.
    pub published: Option<String>,
}

/// One sentence of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceRow {
    /// 0-based number in its report.
    pub number: u32,
    /// `text` or `title`.
    pub part: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Kind of block, kebab-case.
    pub block: String,
    /// 0-based number of the block.
    pub paragraph: u32,
    /// The words.
    pub text: String,
}

pub(crate) fn damaged(table: &'static str, row: &str, cause: WireError) -> StoreError {
    StoreError::Damaged { table, row: row.to_owned(), cause }
}

pub(crate) fn parsed<T: DeserializeOwned>(
    table: &'static str,
    row: &str,
    json: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|cause| damaged(table, row, cause.into()))
}

const REPORT_COLUMNS: &str = "id, raw_sha256, origin, text, payload,
    (SELECT min(given) FROM given_id WHERE given_id.report = report.id)";

impl Store {
    /// Returns the whole ledger as a value.
    ///
    /// # Errors
    ///
    /// SQLite refuses, or a row is damaged.
    pub fn ledger(&self) -> Result<Ledger, StoreError> {
        self.ledger_where("1", &[])
    }

    /// Returns the part of the ledger that these reports make, with a day those of them that were published by then; with
    /// all corrections.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn ledger_of(&self, reports: &[ReportId], as_of: Option<Date>) -> Result<Ledger, StoreError> {
        let ids: Vec<String> = reports.iter().map(ToString::to_string).collect();
        let list = serde_json::to_string(&ids).unwrap_or_default();
        let day = as_of.map(|day| day.to_string());
        let condition =
            "report.id IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR report.published <= ?2)";
        self.ledger_where(condition, &[&list, &day])
    }

    /// Returns what [`foederis_ledger::account_of`] needs for some parts, and the reports that it stands in. Headers come
    /// without the prints of their paragraphs: which texts are copies stands in the parts.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn ledger_for(
        &self,
        parts: &[StoryPart],
    ) -> Result<(Ledger, BTreeMap<ReportId, Report>), StoreError> {
        let (mut ledger, mut reports) = (Ledger::new(), BTreeMap::new());
        let needed: BTreeSet<ReportId> = parts.iter().flat_map(|part| &part.needs).copied().collect();
        let sql = format!("SELECT {REPORT_COLUMNS}, header FROM report WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        for id in needed {
            let mut rows = statement.query([id.to_string()])?;
            let Some(row) = rows.next()? else { continue };
            let report = report_from(row)?;
            ledger.add(header_from(row, &report, self.given_ids(id)?, Vec::new())?, []);
            reports.insert(id, report);
        }
        let own: BTreeSet<ReportId> = parts.iter().flat_map(|part| &part.reports).copied().collect();
        for report in own.iter().filter_map(|id| reports.get(id)) {
            self.lines_of(report)?.into_iter().for_each(|line| ledger.add_line(line));
        }
        self.add_told(parts, &reports, &mut ledger)?;
        self.corrections()?.into_iter().for_each(|correction| ledger.correct(correction));
        Ok((ledger, reports))
    }

    /// Returns of what some parts need the reports that were published by a day, with the claims and remarks of the parts'
    /// entries and with all corrections; and those reports.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn told_by(
        &self,
        day: Date,
        parts: &[StoryPart],
    ) -> Result<(Ledger, BTreeMap<ReportId, Report>), StoreError> {
        let (mut ledger, mut reports) = (Ledger::new(), BTreeMap::new());
        let needed: BTreeSet<ReportId> = parts.iter().flat_map(|part| &part.needs).copied().collect();
        let sql = format!("SELECT {REPORT_COLUMNS}, header FROM report WHERE id = ?1 AND published <= ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        for id in needed {
            let mut rows = statement.query([id.to_string(), day.to_string()])?;
            let Some(row) = rows.next()? else { continue };
            let report = report_from(row)?;
            ledger.add(header_from(row, &report, self.given_ids(id)?, Vec::new())?, []);
            reports.insert(id, report);
        }
        self.add_told(parts, &reports, &mut ledger)?;
        self.corrections()?.into_iter().for_each(|correction| ledger.correct(correction));
        Ok((ledger, reports))
    }

    /// Adds the claims and remarks of the parts' entries that stand in these reports.
    fn add_told(
        &self,
        parts: &[StoryPart],
        reports: &BTreeMap<ReportId, Report>,
        ledger: &mut Ledger,
    ) -> Result<(), StoreError> {
        let entries = parts.iter().flat_map(|part| &part.entries);
        let named: BTreeSet<ClaimId> =
            entries.flat_map(|entry| entry.claims.iter().chain(&entry.remarks)).copied().collect();
        let mut statement =
            self.connection.prepare_cached("SELECT id, payload, print, report FROM claim WHERE id = ?1")?;
        for id in named {
            if ledger.line(id).is_some() {
                continue;
            }
            let mut rows = statement.query([id.to_string()])?;
            let Some(row) = rows.next()? else { continue };
            if let Some(report) = reports.get(&report_id(&row.get::<_, String>(3)?)?) {
                ledger.add_line(line_from(row, report)?);
            }
        }
        Ok(())
    }

    /// Returns the ledger of the reports that fit a condition on the table `report`.
    fn ledger_where(
        &self,
        condition: &str,
        arguments: &[&dyn rusqlite::ToSql],
    ) -> Result<Ledger, StoreError> {
        let mut ledger = Ledger::new();
        let sql = format!(
            "SELECT {REPORT_COLUMNS}, header, paragraphs FROM report WHERE {condition} ORDER BY report.id"
        );
        let mut reports = self.connection.prepare(&sql)?;
        let mut rows = reports.query(arguments)?;
        while let Some(row) = rows.next()? {
            let report = report_from(row)?;
            let header = self.whole_header(row, &report)?;
            ledger.add(header, self.lines_of(&report)?);
        }
        self.corrections()?.into_iter().for_each(|correction| ledger.correct(correction));
        Ok(ledger)
    }

    /// Returns a report's header and its claims.
    pub(crate) fn header_and_lines(&self, id: ReportId) -> Result<Option<(Header, Vec<Line>)>, StoreError> {
        let sql = format!("SELECT {REPORT_COLUMNS}, header, paragraphs FROM report WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.to_string()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let report = report_from(row)?;
        let header = self.whole_header(row, &report)?;
        Ok(Some((header, self.lines_of(&report)?)))
    }

    /// Returns a claim and its report's header, this without the ids that inputs gave it and what paragraphs share.
    pub(crate) fn header_and_line(&self, claim: ClaimId) -> Result<Option<(Header, Line)>, StoreError> {
        let sql = "SELECT claim.id, claim.payload, claim.print, report.id, report.raw_sha256, report.origin, report.text,
                       report.payload, NULL, report.header
                   FROM claim CROSS JOIN report ON report.id = claim.report WHERE claim.id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([claim.to_string()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let report = report_at(row, 3)?;
        let id = report.id.to_string();
        let json: HeaderJson = parsed("report", &id, &row.get::<_, String>(9)?)?;
        let header = header_of(json, BTreeSet::new(), Vec::new());
        Ok(Some((header.map_err(|cause| damaged("report", &id, cause))?, line_from(row, &report)?)))
    }

    /// Returns a report's header, without the ids that inputs gave it.
    pub(crate) fn header_alone(&self, id: ReportId) -> Result<Option<Header>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT header, paragraphs FROM report WHERE id = ?1")?;
        let id = id.to_string();
        let mut rows = statement.query([&id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let json: HeaderJson = parsed("report", &id, &row.get::<_, String>(0)?)?;
        let header = header_of(json, BTreeSet::new(), prints(&id, row.get(1)?)?);
        header.map(Some).map_err(|cause| damaged("report", &id, cause))
    }

    /// Returns a header with the prints of its paragraphs.
    fn whole_header(&self, row: &Row<'_>, report: &Report) -> Result<Header, StoreError> {
        let paragraphs = prints(&report.id.to_string(), row.get(7)?)?;
        header_from(row, report, self.given_ids(report.id)?, paragraphs)
    }

    fn lines_of(&self, report: &Report) -> Result<Vec<Line>, StoreError> {
        let sql = "SELECT id, payload, print FROM claim WHERE report = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_and_then([report.id.to_string()], |row| line_from(row, report))?.collect()
    }

    fn given_ids(&self, report: ReportId) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT given FROM given_id WHERE report = ?1")?;
        let given = statement.query_map([report.to_string()], |row| row.get(0))?;
        Ok(given.collect::<Result<_, _>>()?)
    }

    /// Returns the corrections, by id.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        let mut statement = self.connection.prepare("SELECT id, payload FROM correction ORDER BY id")?;
        let read = |row: &Row<'_>| -> Result<Correction, StoreError> {
            let (id, payload): (String, String) = (row.get(0)?, row.get(1)?);
            let json: CorrectionJson = parsed("correction", &id, &payload)?;
            correction_of(&json).map_err(|cause| damaged("correction", &id, cause))
        };
        statement.query_and_then([], read)?.collect()
    }

    /// Returns one report.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn report(&self, id: ReportId) -> Result<Option<Report>, StoreError> {
        let sql = format!("SELECT {REPORT_COLUMNS} FROM report WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.to_string()])?;
        rows.next()?.map(report_from).transpose()
    }

    /// Returns the reports whose id starts with `name` or that an input gave that id, by id.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn find_reports(&self, name: &str) -> Result<Vec<ReportRow>, StoreError> {
        self.report_rows(
            "WHERE (length(?1) > 3 AND id >= ?1 AND id < ?1 || 'g')
                OR id IN (SELECT report FROM given_id WHERE given = ?1)",
            params![name],
        )
    }

    /// Returns all reports, by publication day (those without first), then id.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn reports(&self) -> Result<Vec<ReportRow>, StoreError> {
        self.report_rows("", params![])
    }

    fn report_rows(
        &self,
        condition: &str,
        arguments: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<ReportRow>, StoreError> {
        let sql =
            format!("SELECT id, outlet, title, published FROM report {condition} ORDER BY published, id");
        let mut statement = self.connection.prepare(&sql)?;
        let read = |row: &Row<'_>| -> Result<ReportRow, StoreError> {
            let id: String = row.get(0)?;
            Ok(ReportRow {
                id: report_id(&id)?,
                outlet: row.get(1)?,
                title: row.get(2)?,
                published: row.get(3)?,
            })
        };
        statement.query_and_then(arguments, read)?.collect()
    }

    /// Returns a report's sentences, in order.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn sentences(&self, report: ReportId) -> Result<Vec<SentenceRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, part, start, end, block, paragraph, text FROM sentence WHERE report = ?1 ORDER BY number",
        )?;
        let read = |row: &Row<'_>| {
            Ok(SentenceRow {
                number: row.get(0)?,
                part: row.get(1)?,
                start: row.get(2)?,
                end: row.get(3)?,
                block: row.get(4)?,
                paragraph: row.get(5)?,
                text: row.get(6)?,
            })
        };
        Ok(statement.query_map([report.to_string()], read)?.collect::<Result<_, _>>()?)
    }

    /// Returns one claim.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn claim(&self, id: ClaimId) -> Result<Option<Claim>, StoreError> {
        let Some(report) = self.report_of(id)? else { return Ok(None) };
        let Some(report) = self.report(report)? else { return Ok(None) };
        let mut statement =
            self.connection.prepare_cached("SELECT id, payload, print FROM claim WHERE id = ?1")?;
        let mut rows = statement.query([id.to_string()])?;
        Ok(rows.next()?.map(|row| line_from(row, &report)).transpose()?.map(|line| line.claim))
    }

    /// Returns the claims whose id starts with `prefix` (four digits or more), by id.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn find_claims(&self, prefix: &str) -> Result<Vec<ClaimId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM claim WHERE length(?1) > 3 AND id >= ?1 AND id < ?1 || 'g' ORDER BY id",
        )?;
        let ids =
            statement.query_map([prefix], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// Counts reports, sentences and claims.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn counts(&self) -> Result<(i64, i64, i64), StoreError> {
        let sql = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM sentence), (SELECT count(*) FROM claim)";
        Ok(self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
    }

    /// Returns the day of the latest report, where any report says its day.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn last_day(&self) -> Result<Option<Date>, StoreError> {
        let sql = "SELECT max(published) FROM report";
        let day: Option<String> = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(day.and_then(|day| day.parse().ok()))
    }

    /// Returns the report that a claim stands in.
    ///
    /// # Errors
    ///
    /// As [`Store::ledger`].
    pub fn report_of(&self, claim: ClaimId) -> Result<Option<ReportId>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT report FROM claim WHERE id = ?1")?;
        let report: Option<String> = statement.query_row([claim.to_string()], |row| row.get(0)).optional()?;
        report.map(|report| report_id(&report)).transpose()
    }

    /// Returns the last link of the journal's chain: what names the ledger's state. Empty for an empty ledger.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn chain(&self) -> Result<Vec<u8>, StoreError> {
        chain_in(&self.connection)
    }

    /// Returns what was kept under `name` by [`Store::keep`], where nothing was added to the ledger since.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn kept(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT value FROM cache WHERE name = ?1 AND chain = ?2")?;
        Ok(statement.query_row(params![name, self.chain()?], |row| row.get(0)).optional()?)
    }

    /// Keeps something that was derived from the whole ledger, for the next program that needs it.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn keep(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT INTO cache (name, chain, value) VALUES (?1, ?2, ?3)
                   ON CONFLICT (name) DO UPDATE SET chain = excluded.chain, value = excluded.value";
        self.connection.execute(sql, params![name, self.chain()?, value])?;
        Ok(())
    }
}

/// Returns the last link of the journal's chain.
pub(crate) fn chain_in(connection: &Connection) -> Result<Vec<u8>, StoreError> {
    let sql = "SELECT chain FROM journal ORDER BY seq DESC LIMIT 1";
    Ok(connection.query_row(sql, [], |row| row.get(0)).optional()?.unwrap_or_default())
}

fn prints(id: &str, bytes: Vec<u8>) -> Result<Vec<ParagraphPrint>, StoreError> {
    paragraphs_of(&bytes).map_err(|cause| damaged("report", id, cause))
}

pub(crate) fn report_id(id: &str) -> Result<ReportId, StoreError> {
    let cause = || WireError::BadValue { field: "id", value: id.to_owned() };
    id.parse().map_err(|_| damaged("report", id, cause()))
}

pub(crate) fn report_from(row: &Row<'_>) -> Result<Report, StoreError> {
    report_at(row, 0)
}

/// Reads a report from a row in which its columns begin at `first`.
fn report_at(row: &Row<'_>, first: usize) -> Result<Report, StoreError> {
    let id: String = row.get(first)?;
    let payload: String = row.get(first + 4)?;
    let json: ReportJson = parsed("report", &id, &payload)?;
    let columns = Columns {
        id: report_id(&id)?,
        raw_sha256: row.get(first + 1)?,
        origin: row.get(first + 2)?,
        text: row.get(first + 3)?,
        given_id: row.get(first + 5)?,
    };
    report_of(&json, columns).map_err(|cause| damaged("report", &id, cause))
}

fn header_from(
    row: &Row<'_>,
    report: &Report,
    given_ids: BTreeSet<String>,
    paragraphs: Vec<ParagraphPrint>,
) -> Result<Header, StoreError> {
    let id = report.id.to_string();
    let json: HeaderJson = parsed("report", &id, &row.get::<_, String>(6)?)?;
    header_of(json, given_ids, paragraphs).map_err(|cause| damaged("report", &id, cause))
}

pub(crate) fn line_from(row: &Row<'_>, report: &Report) -> Result<Line, StoreError> {
    let (id, payload, print): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let claim: ClaimJson = parsed("claim", &id, &payload)?;
    let print: PrintJson = parsed("claim", &id, &print)?;
    let damage = |cause| damaged("claim", &id, cause);
    Ok(Line { claim: claim_of(claim, report).map_err(damage)?, print: print_of(print).map_err(damage)? })
}
