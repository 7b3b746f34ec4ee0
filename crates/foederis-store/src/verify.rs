//! Checking a ledger: the file, the chain, and each quote against its report's bytes.

use foederis_types::Report;
use rusqlite::{Row, params};

use crate::add::{Content, link, sentence_content};
use crate::read::{line_from, report_from};
use crate::{Store, StoreError};

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Which row: a report's, claim's or correction's id, or a number in the journal.
    pub row: String,
    /// More, for the message.
    pub detail: String,
}

/// What can be wrong with a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// SQLite finds the file damaged.
    DamagedFile,
    /// A journal line does not follow from the one before it.
    BrokenChain,
    /// What a journal line stands for is not what was added, or is gone.
    ChangedContent,
    /// A row that no journal line stands for.
    NotInJournal,
    /// A row that cannot be read.
    Unreadable,
    /// A quote that does not stand in its report.
    QuoteNotInReport,
}

impl FaultKind {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            FaultKind::DamagedFile => "damaged-file",
            FaultKind::BrokenChain => "broken-chain",
            FaultKind::ChangedContent => "changed-content",
            FaultKind::NotInJournal => "not-in-journal",
            FaultKind::Unreadable => "unreadable",
            FaultKind::QuoteNotInReport => "quote-not-in-report",
        }
    }
}

fn fault(kind: FaultKind, row: impl ToString, detail: impl ToString) -> Fault {
    Fault { kind, row: row.to_string(), detail: detail.to_string() }
}

impl Store {
    /// Checks everything: the file's structure, the journal's chain, each report, sentence, claim and correction
    /// against the journal, and each quote against its report's text. Empty when all is well.
    ///
    /// # Errors
    ///
    /// SQLite cannot even read the file.
    pub fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = self.file_faults()?;
        if faults.is_empty() {
            faults.extend(self.journal_faults()?);
            faults.extend(self.stray_rows()?);
        }
        Ok(faults)
    }

    fn file_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA quick_check(20)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        let found = lines.into_iter().filter(|line| line != "ok");
        Ok(found.map(|line| fault(FaultKind::DamagedFile, "", line)).collect())
    }

    fn journal_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT seq, kind, id, hash, chain FROM journal ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut before: Vec<u8> = Vec::new();
        let mut expected = 1;
        let mut faults = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, kind, id): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (hash, chain): (Vec<u8>, Vec<u8>) = (row.get(3)?, row.get(4)?);
            if seq != expected || link(&before, &kind, &id, &hash)[..] != chain[..] {
                faults.push(fault(FaultKind::BrokenChain, seq, "does not follow from the line before"));
            }
            match self.content(&kind, &id, &hash, &mut faults)? {
                Some(content) if content[..] == hash[..] => {}
                Some(_) => faults.push(fault(FaultKind::ChangedContent, &id, &kind)),
                None => faults.push(fault(FaultKind::ChangedContent, &id, format!("{kind} is gone"))),
            }
            (before, expected) = (chain, seq + 1);
        }
        Ok(faults)
    }

    /// Hashes once more what a journal line stands for.
    fn content(
        &self,
        kind: &str,
        id: &str,
        hash: &[u8],
        faults: &mut Vec<Fault>,
    ) -> Result<Option<[u8; 32]>, StoreError> {
        match kind {
            "report" => self.report_content(id, faults),
            "correction" => self.correction_content(id),
            "given-id" => self.given_content(id, hash),
            _ => Ok(None),
        }
    }

    fn correction_content(&self, id: &str) -> Result<Option<[u8; 32]>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT payload FROM correction WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut content = Content::new();
        content.add(row.get::<_, String>(0)?);
        Ok(Some(content.finish()))
    }

    /// A report may have several given ids: the one whose hash fits is the line's.
    fn given_content(&self, id: &str, hash: &[u8]) -> Result<Option<[u8; 32]>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT given FROM given_id WHERE report = ?1")?;
        let given =
            statement.query_map([id], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        let hashes = given.iter().map(|given| {
            let mut content = Content::new();
            content.add(given);
            content.finish()
        });
        Ok(hashes.into_iter().find(|content| content[..] == *hash))
    }

    fn report_content(&self, id: &str, faults: &mut Vec<Fault>) -> Result<Option<[u8; 32]>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, raw_sha256, origin, text, payload, NULL, header, paragraphs FROM report WHERE id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut content = Content::new();
        content.add(row.get::<_, Vec<u8>>(1)?);
        for column in [2, 3, 4, 6] {
            content.add(row.get::<_, String>(column)?);
        }
        content.add(row.get::<_, Vec<u8>>(7)?);
        let report =
            report_from(row).map_err(|cause| faults.push(fault(FaultKind::Unreadable, id, cause))).ok();
        self.sentence_contents(id, report.as_ref(), &mut content, faults)?;
        self.claim_contents(id, report.as_ref(), &mut content, faults)?;
        Ok(Some(content.finish()))
    }

    fn sentence_contents(
        &self,
        id: &str,
        report: Option<&Report>,
        content: &mut Content,
        faults: &mut Vec<Fault>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT part, start, end, text, number FROM sentence WHERE report = ?1 ORDER BY number",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let (part, start, end): (String, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (text, number): (String, u32) = (row.get(3)?, row.get(4)?);
            content.add(sentence_content(&part, start as usize, end as usize, &text));
            if report.is_some_and(|report| words_at(report, &part, start, end) != Some(text.as_str())) {
                faults.push(fault(FaultKind::QuoteNotInReport, format!("{id}:{number}"), text));
            }
        }
        Ok(())
    }

    fn claim_contents(
        &self,
        id: &str,
        report: Option<&Report>,
        content: &mut Content,
        faults: &mut Vec<Fault>,
    ) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, payload, print, quote FROM claim WHERE report = ?1 ORDER BY id")?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            content.add(row.get::<_, String>(1)?);
            content.add(row.get::<_, String>(2)?);
            if let Some(report) = report {
                faults.extend(claim_fault(row, report)?);
            }
        }
        Ok(())
    }

    fn stray_rows(&self) -> Result<Vec<Fault>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT 'report', id FROM report WHERE id NOT IN (SELECT id FROM journal WHERE kind = 'report')
             UNION ALL
             SELECT 'correction', id FROM correction WHERE id NOT IN (SELECT id FROM journal WHERE kind = 'correction')
             UNION ALL
             SELECT 'claim', id FROM claim WHERE report NOT IN (SELECT id FROM report)
             UNION ALL
             SELECT 'sentence', id FROM sentence WHERE report NOT IN (SELECT id FROM report)
             ORDER BY 1, 2",
        )?;
        let read = |row: &Row<'_>| {
            let (table, id): (String, rusqlite::types::Value) = (row.get(0)?, row.get(1)?);
            Ok(fault(FaultKind::NotInJournal, format!("{id:?}"), table))
        };
        Ok(statement.query_map(params![], read)?.collect::<Result<_, _>>()?)
    }
}

fn words_at<'a>(report: &'a Report, part: &str, start: u32, end: u32) -> Option<&'a str> {
    let text = match part {
        "title" => report.title.as_ref().map_or("", |title| title.text.as_str()),
        _ => &report.text,
    };
    text.get(start as usize..end as usize)
}

/// Checks one claim: it can be read, which checks that each of its spans cuts whole characters of the text; its quote
/// is the words it was; its predicate stands inside.
fn claim_fault(row: &Row<'_>, report: &Report) -> Result<Option<Fault>, StoreError> {
    let (id, quote): (String, String) = (row.get(0)?, row.get(3)?);
    let line = match line_from(row, report) {
        Ok(line) => line,
        Err(cause) => return Ok(Some(fault(FaultKind::Unreadable, &id, described(&cause)))),
    };
    let words = line.claim.quote.span.of(report.part(line.claim.quote.part));
    let stands = words == quote && line.claim.quote.span.contains(line.claim.trigger);
    Ok((!stands).then(|| fault(FaultKind::QuoteNotInReport, &id, quote)))
}

/// An error and its causes in one line.
fn described(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
