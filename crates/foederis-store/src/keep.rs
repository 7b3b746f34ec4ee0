//! Keeping the account's parts up with the ledger: carried on from what was kept, or made anew.
//!
//! They are no part of the ledger: they follow from it, are not in the journal, and can be emptied and made again. A
//! mark names the line of the journal up to which they go, and the form of what is kept; where it does not fit the journal
//! or this version, all is made anew. So it is where somebody else changed a row: triggers then take the mark away. A
//! row of which bytes went bad does not fit its sum.

use std::collections::BTreeSet;

use foederis_ledger::Line;
use foederis_ledger::kept::{self, Added, Beside, Changes, Cut, KeptError};
use foederis_types::{ClaimId, Correction, Header, PactId, ReportId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::file::BUSY;
use crate::parts::{add_pact, add_part, drop_pact, drop_part, part_from, written};
use crate::read::{chain_in, report_id};
use crate::sides::{add_all_sides, add_sides};
use crate::{Store, StoreError};

/// The name under which the mark is kept.
const MARK: &str = "parts-6";
const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS part (
        story TEXT PRIMARY KEY, n_reports INTEGER NOT NULL, first TEXT, last TEXT, states TEXT NOT NULL, value TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS part_size ON part (n_reports DESC, story);
    CREATE TABLE IF NOT EXISTS part_report (report TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS part_pact (
        party TEXT NOT NULL, pact TEXT NOT NULL, story TEXT NOT NULL, PRIMARY KEY (party, pact)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS part_pact_story ON part_pact (story);
    CREATE TABLE IF NOT EXISTS pact (id TEXT PRIMARY KEY, first TEXT, last TEXT, value TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS pact_state (
        state TEXT NOT NULL, pact TEXT NOT NULL, PRIMARY KEY (state, pact)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS pact_state_pact ON pact_state (pact);
    CREATE TABLE IF NOT EXISTS pact_told (pact TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS side_name (
        name TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (name, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS side_report (
        name TEXT NOT NULL, code TEXT NOT NULL, report TEXT NOT NULL, published TEXT, PRIMARY KEY (name, code, report)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS kept (
        space INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (space, key)
    ) STRICT, WITHOUT ROWID;";
/// The rows that change, before they are put in their place.
const CHANGED: &str = "
    CREATE TEMP TABLE IF NOT EXISTS changed (space INTEGER NOT NULL, key BLOB NOT NULL, value BLOB) STRICT;
    DELETE FROM temp.changed;";
/// The rows and parts that are made anew, before they are; 64 MiB of them at hand, and 64 MiB of the ledger.
const ANEW: &str = "
    PRAGMA main.cache_size = -65536;
    PRAGMA temp.cache_size = -65536;
    DROP TABLE IF EXISTS temp.anew;
    CREATE TEMP TABLE anew (
        space INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (space, key)
    ) STRICT, WITHOUT ROWID;
    DROP TABLE IF EXISTS temp.cut;
    CREATE TEMP TABLE cut (is_story INTEGER NOT NULL, value TEXT NOT NULL) STRICT;";
/// The tables of parts and of the rows that they are carried on from.
const KEPT: &[&str] = &[
    "part",
    "part_report",
    "part_pact",
    "pact",
    "pact_state",
    "pact_told",
    "side_name",
    "side_report",
    "kept",
];

/// Up to where parts are kept.
struct Mark {
    /// The line of the journal; 0 before the first.
    seq: i64,
    /// Its link.
    chain: Vec<u8>,
}

impl Mark {
    /// Reads a mark; `None` where it is of another form.
    fn of(chain: Vec<u8>, value: &[u8]) -> Option<Mark> {
        let (form, rest) = value.split_first_chunk::<8>()?;
        let mark = Mark { seq: i64::from_be_bytes(rest.try_into().ok()?), chain };
        (*form == kept::form().to_be_bytes()).then_some(mark)
    }

    fn set(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut value = kept::form().to_be_bytes().to_vec();
        value.extend_from_slice(&self.seq.to_be_bytes());
        connection.execute(
            "INSERT INTO cache (name, chain, value) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET chain = excluded.chain, value = excluded.value",
            params![MARK, self.chain, value],
        )?;
        Ok(())
    }
}

/// What is to be done to keep up with the ledger.
struct Task {
    /// The journal's link up to which parts were kept; none where all is to be made anew.
    from: Option<Vec<u8>>,
    /// The reports that were added since, in the order in which they were.
    reports: Vec<ReportId>,
    /// All corrections, those that were added since last.
    corrections: Vec<Correction>,
    /// How many of them were added before.
    n_corrections_before: usize,
    /// The line and link of the journal up to which they go.
    upto: (i64, Vec<u8>),
}

impl Task {
    /// Returns what is new in it.
    fn added(&self) -> Added<'_> {
        Added {
            reports: &self.reports,
            corrections: &self.corrections,
            n_corrections_before: self.n_corrections_before,
        }
    }

    /// Returns up to where parts are kept once it is done.
    fn mark(&self) -> Mark {
        let (seq, chain) = self.upto.clone();
        Mark { seq, chain }
    }
}

/// Reports that are derived together: what they touch is held in memory. Fewer take less of it and longer, as those of the
/// weeks before are looked at again with each heap.
const REPORTS_AT_ONCE: usize = if cfg!(test) { 7 } else { 25_000 };

impl Store {
    /// Carries the parts of the account on where reports or corrections were added to the ledger since they were kept; makes
    /// them anew where they are none of this version's, or damaged.
    ///
    /// # Errors
    ///
    /// The ledger cannot be read, or its file cannot be written to.
    pub fn keep_parts(&mut self) -> Result<(), StoreError> {
        while !self.has_parts()? {
            let mark = self.mark()?;
            if !self.is_worth_carrying_on(mark.as_ref())? {
                return self.make_anew();
            }
            let task = self.task(mark.as_ref())?;
            match self.carry_on(&task) {
                Err(StoreError::Kept(KeptError::Damaged)) => return self.make_anew(),
                outcome => outcome?,
            }
        }
        Ok(())
    }

    /// Says whether most reports are of before the mark; else to make all anew costs less.
    fn is_worth_carrying_on(&self, mark: Option<&Mark>) -> Result<bool, StoreError> {
        let Some(mark) = mark else { return Ok(false) };
        let (n_before, n_new): (i64, i64) = self.connection.query_row(
            "SELECT count(*) FILTER (WHERE seq <= ?1), count(*) FILTER (WHERE seq > ?1) FROM journal WHERE kind = 'report'",
            [mark.seq],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(n_new <= n_before && self.link_at(mark.seq)? == mark.chain)
    }

    /// Says whether parts are kept that are those of the ledger as it stands.
    pub(crate) fn has_parts(&self) -> Result<bool, StoreError> {
        let Some(mark) = self.mark()? else { return Ok(false) };
        Ok(mark.chain == self.chain()?)
    }

    fn mark(&self) -> Result<Option<Mark>, StoreError> {
        mark_in(&self.connection)
    }

    /// Returns what is to be done next to keep up, given up to where parts are kept; all is to be made anew where they are
    /// of another ledger.
    fn task(&self, mark: Option<&Mark>) -> Result<Task, StoreError> {
        let mark = match mark {
            Some(mark) if self.link_at(mark.seq)? == mark.chain => Some(mark),
            _ => None,
        };
        let (from, seq) = (mark.map(|mark| mark.chain.clone()), mark.map_or(0, |mark| mark.seq));
        let upto = (seq, from.clone().unwrap_or_default());
        let (mut reports, mut corrected, mut upto) = (Vec::new(), BTreeSet::new(), upto);
        let mut journal = self
            .connection
            .prepare_cached("SELECT seq, kind, id, chain FROM journal WHERE seq > ?1 ORDER BY seq")?;
        let mut lines = journal.query([seq])?;
        while let Some(line) = lines.next()? {
            match line.get::<_, String>(1)?.as_str() {
                "report" if reports.len() == REPORTS_AT_ONCE => break,
                "report" => reports.push(report_id(&line.get::<_, String>(2)?)?),
                "correction" => drop(corrected.insert(line.get::<_, String>(2)?)),
                _ => {}
            }
            upto = (line.get(0)?, line.get(3)?);
        }
        let later = self.corrections_after(upto.0)?;
        let corrections = self.corrections()?.into_iter().filter(|one| !later.contains(&one.id.to_string()));
        let is_new = |correction: &Correction| corrected.contains(&correction.id.to_string());
        let (new, mut corrections): (Vec<_>, Vec<_>) = corrections.partition(is_new);
        let n_corrections_before = corrections.len();
        corrections.extend(new);
        Ok(Task { from, reports, corrections, n_corrections_before, upto })
    }

    /// Returns the task to add all that is there, the reports from the first day to the last: in this order each heap has
    /// least to do with those before.
    fn whole(&self) -> Result<Task, StoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        let sql = "SELECT seq, chain FROM journal ORDER BY seq DESC LIMIT 1";
        let last = transaction.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let mut statement = transaction.prepare_cached("SELECT id FROM report ORDER BY published, id")?;
        let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
        Ok(Task {
            from: None,
            reports: ids.map(|id| report_id(&id?)).collect::<Result<_, _>>()?,
            corrections: self.corrections()?,
            n_corrections_before: 0,
            upto: last.unwrap_or_default(),
        })
    }

    /// Returns the corrections that were made after a line of the journal.
    fn corrections_after(&self, seq: i64) -> Result<BTreeSet<String>, StoreError> {
        let sql = "SELECT id FROM journal WHERE seq > ?1 AND kind = 'correction'";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([seq], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Returns the link of one line of the journal; that before the first line is empty.
    fn link_at(&self, seq: i64) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT chain FROM journal WHERE seq = ?1")?;
        Ok(statement.query_row([seq], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// Adds what is new in a task to what is kept: all of it or, where somebody else was faster, nothing.
    fn carry_on(&mut self, task: &Task) -> Result<(), StoreError> {
        self.connection.execute_batch(CHANGED)?;
        let changes = self.put_changed("kept", |beside, keep| kept::add(beside, task.added(), keep))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now: Option<Vec<u8>> = transaction
            .query_row("SELECT chain FROM cache WHERE name = ?1", [MARK], |row| row.get(0))
            .optional()?;
        if now != task.from {
            return Ok(());
        }
        replace(&transaction, &changes)?;
        add_sides(&transaction, &task.reports)?;
        transaction.execute_batch(&merged("kept"))?;
        guard(&transaction)?;
        task.mark().set(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// Makes all anew: first the rows, heap by heap from the first day to the last, then the parts, both in tables beside the file, so that it takes no
    /// more memory than a heap does and nobody waits; then they are put in the place of what was kept.
    fn make_anew(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch(CHANGED)?;
        self.connection.execute_batch(ANEW)?;
        let mut hand = kept::Hand::default();
        let mut add = |added: Added<'_>| {
            self.put_changed("temp.anew", |beside, keep| kept::add_rows(beside, added, &mut hand, keep))?;
            Ok::<(), StoreError>(self.connection.execute_batch(&merged("temp.anew"))?)
        };
        let whole = self.whole()?;
        for heap in whole.reports.chunks(REPORTS_AT_ONCE) {
            add(Added { reports: heap, ..Added::default() })?;
        }
        add(Added { reports: &[], ..whole.added() })?;
        let (mut mark, mut reports) = (whole.mark(), whole.reports);
        // What others added meanwhile.
        while mark.chain != self.chain()? {
            let task = self.task(Some(&mark))?;
            add(task.added())?;
            mark = task.mark();
            reports.extend(task.reports);
        }
        self.put_changed("temp.anew", |beside, keep| kept::add_texts(beside, &reports, keep))?;
        self.connection.execute_batch(&merged("temp.anew"))?;
        self.put_cut()?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        clear(&transaction)?;
        take_cut(&transaction)?;
        add_all_sides(&transaction)?;
        transaction.execute_batch("INSERT INTO kept SELECT * FROM temp.anew")?;
        guard(&transaction)?;
        mark.set(&transaction)?;
        transaction.commit()?;
        Ok(self.connection.execute_batch("DROP TABLE temp.anew; DROP TABLE temp.cut")?)
    }

    /// Finds out what is changed by adding something to a table of rows, and puts the rows that change aside.
    fn put_changed<T>(
        &self,
        rows: &'static str,
        add: impl FnOnce(&dyn Beside, &mut kept::Keep<'_>) -> Result<T, KeptError>,
    ) -> Result<T, StoreError> {
        // One state of the file, whoever writes to it meanwhile.
        let transaction = self.connection.unchecked_transaction()?;
        let mut insert =
            transaction.prepare_cached("INSERT INTO temp.changed (space, key, value) VALUES (?1, ?2, ?3)")?;
        let mut keep = |space: u8, key: &[u8], value: Option<&[u8]>| {
            insert.execute(params![space, key, value]).map_err(|cause| unreadable(cause.into()))?;
            Ok(())
        };
        let changes = add(&Kept { store: self, rows }, &mut keep)?;
        drop(insert);
        transaction.commit()?;
        Ok(changes)
    }

    /// Cuts all parts from the rows made anew, and puts them aside.
    fn put_cut(&self) -> Result<(), StoreError> {
        let keys = |space: u8| -> Result<Vec<Vec<u8>>, StoreError> {
            let mut statement =
                self.connection.prepare("SELECT key FROM temp.anew WHERE space = ?1 ORDER BY key")?;
            Ok(statement.query_map([space], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        let (stories, pacts) = (keys(kept::SPACES_CUT.0)?, keys(kept::SPACES_CUT.1)?);
        let transaction = self.connection.unchecked_transaction()?;
        let mut insert =
            transaction.prepare_cached("INSERT INTO temp.cut (is_story, value) VALUES (?1, ?2)")?;
        let beside = Kept { store: self, rows: "temp.anew" };
        kept::cut_all(&beside, (&stories, &pacts), &mut |part| {
            let (is_story, part) = match &part {
                Cut::Story(part) => (true, part),
                Cut::Pact(part) => (false, part),
            };
            insert.execute(params![is_story, written(part)]).map_err(|cause| unreadable(cause.into()))?;
            Ok(())
        })?;
        drop(insert);
        Ok(transaction.commit()?)
    }

    /// Keeps what was made of pacts ([`Store::pact_rows`]) from the ledger in the state `seen` ([`Store::chain`]). Where the
    /// parts are of another by now, or another program writes, nothing is kept: it can be made again.
    ///
    /// # Errors
    ///
    /// SQLite refuses for another reason.
    pub fn keep_told(&mut self, seen: &[u8], told: &[(PactId, Vec<u8>)]) -> Result<(), StoreError> {
        self.connection.busy_timeout(std::time::Duration::ZERO)?;
        let kept = self.put_told(seen, told);
        self.connection.busy_timeout(BUSY)?;
        match kept {
            Err(StoreError::Sqlite(cause)) if is_busy(&cause) => Ok(()),
            kept => kept,
        }
    }

    fn put_told(&mut self, seen: &[u8], told: &[(PactId, Vec<u8>)]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(mark) = mark_in(&transaction)?.filter(|mark| mark.chain == seen) else { return Ok(()) };
        if chain_in(&transaction)? != seen {
            return Ok(());
        }
        let sql = "INSERT OR REPLACE INTO pact_told (pact, value) VALUES (?1, ?2)";
        for (pact, value) in told {
            transaction.prepare_cached(sql)?.execute(params![pact.to_string(), value])?;
        }
        mark.set(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// Returns up to where parts of this version's form are kept.
fn mark_in(connection: &Connection) -> Result<Option<Mark>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT chain, value FROM cache WHERE name = ?1")?;
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found: Option<(Vec<u8>, Vec<u8>)> = statement.query_row([MARK], row).optional()?;
    Ok(found.and_then(|(chain, value)| Mark::of(chain, &value)))
}

/// Says whether SQLite refuses only because another program writes, or because nobody may.
fn is_busy(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, ReadOnly};
    matches!(cause.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked | ReadOnly))
}

/// The reports of a ledger, and the table of what was kept of them.
struct Kept<'s> {
    store: &'s Store,
    rows: &'static str,
}

impl Beside for Kept<'_> {
    fn header(&self, id: ReportId) -> Result<Header, KeptError> {
        self.store.header_alone(id).map_err(unreadable)?.ok_or(KeptError::Damaged)
    }

    fn report(&self, id: ReportId) -> Result<(Header, Vec<Line>), KeptError> {
        self.store.header_and_lines(id).map_err(unreadable)?.ok_or(KeptError::Damaged)
    }

    fn line(&self, claim: ClaimId) -> Result<(Header, Line), KeptError> {
        self.store.header_and_line(claim).map_err(unreadable)?.ok_or(KeptError::Damaged)
    }

    fn report_of(&self, claim: ClaimId) -> Result<Option<ReportId>, KeptError> {
        let find = || {
            let sql = "SELECT report FROM claim WHERE id = ?1";
            let mut statement = self.store.connection.prepare_cached(sql)?;
            statement.query_row([claim.to_string()], |row| row.get::<_, String>(0)).optional()
        };
        let found = find().map_err(|cause| unreadable(cause.into()))?;
        found.map(|id| report_id(&id).map_err(unreadable)).transpose()
    }

    fn row(&self, space: u8, key: &[u8]) -> Result<Option<Vec<u8>>, KeptError> {
        let find = || {
            let sql = format!("SELECT value FROM {} WHERE space = ?1 AND key = ?2", self.rows);
            let mut statement = self.store.connection.prepare_cached(&sql)?;
            statement.query_row(params![space, key], |row| row.get(0)).optional()
        };
        find().map_err(|cause| unreadable(cause.into()))
    }
}

fn unreadable(cause: StoreError) -> KeptError {
    KeptError::Unreadable(Box::new(cause))
}

impl From<KeptError> for StoreError {
    fn from(error: KeptError) -> StoreError {
        match error {
            KeptError::Unreadable(cause) => match cause.downcast::<StoreError>() {
                Ok(cause) => *cause,
                Err(cause) => StoreError::Kept(KeptError::Unreadable(cause)),
            },
            other => StoreError::Kept(other),
        }
    }
}

/// Makes the tables, empty; those that an older version left may have other columns.
fn clear(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    for table in KEPT {
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    transaction.execute_batch(TABLES)?;
    // An older version must not take these for its own.
    transaction.execute_batch("DELETE FROM cache WHERE name LIKE 'parts-%'")?;
    Ok(())
}

/// Has any change to the tables take the mark away; whoever knows what he does sets it afterwards.
fn guard(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    for table in KEPT {
        for act in ["INSERT", "UPDATE", "DELETE"] {
            transaction.execute_batch(&format!(
                "CREATE TRIGGER IF NOT EXISTS {table}_{act} AFTER {act} ON {table}
                 BEGIN DELETE FROM cache WHERE name = '{MARK}'; END"
            ))?;
        }
    }
    Ok(())
}

/// Puts the rows that change into a table of rows.
fn merged(rows: &str) -> String {
    format!(
        "DELETE FROM {rows} WHERE (space, key) IN (SELECT space, key FROM temp.changed WHERE value IS NULL);
         INSERT OR REPLACE INTO {rows} SELECT * FROM temp.changed WHERE value IS NOT NULL ORDER BY rowid;
         DELETE FROM temp.changed;"
    )
}

/// Takes over the parts that were cut anew.
fn take_cut(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut statement = transaction.prepare("SELECT is_story, value FROM temp.cut ORDER BY rowid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let part = part_from("cut", "", &row.get::<_, String>(1)?)?;
        if row.get(0)? { add_part(transaction, &part) } else { add_pact(transaction, &part) }?;
    }
    Ok(())
}

/// Puts parts in the place of those that they replace.
fn replace(transaction: &Transaction<'_>, changes: &Changes) -> Result<(), StoreError> {
    changes.gone_stories.iter().try_for_each(|story| drop_part(transaction, *story))?;
    changes.gone_pacts.iter().try_for_each(|pact| drop_pact(transaction, *pact))?;
    changes.stories.iter().try_for_each(|part| drop_part(transaction, part.story()))?;
    changes.stories.iter().try_for_each(|part| add_part(transaction, part))?;
    let mut ids = changes.pacts.iter().flat_map(|part| &part.pacts).map(|pact| pact.id);
    ids.try_for_each(|pact| drop_pact(transaction, pact))?;
    changes.pacts.iter().try_for_each(|part| add_pact(transaction, part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reading;
    use foederis_types::{
        ActorCode, Analysis, Basis, BlockKind, Claim, ClaimId, CorrectionKind, Decision, Event, Factuality,
        Happened, Holder, Language, Part, Participant, Published, PublishedFrom, Quote, Report, Span, View,
    };

    /// Makes report `number`: what one of three states did to another, told by every fifth report alike.
    fn reading(number: usize) -> Reading {
        let text = format!("They sent tents {} times.", number % 5);
        let span = Span::from_offsets(0, text.len()).unwrap();
        let id = |salt: u64| (number as u64 + salt).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        let side = |at: usize| Participant {
            code: ActorCode::new(["KAZ", "GEO", "ARM"][at % 3]).ok(),
            sector: None,
            name: "They".to_owned(),
            title: None,
            is_inferred: false,
            span: Span::from_offsets(0, 4).unwrap(),
        };
        let published = Published {
            day: format!("2024-06-{:02}", number % 5 + 1).parse().unwrap(),
            time: None,
            from: PublishedFrom::Field,
            is_sure: true,
        };
        let report = Report {
            id: ReportId::from_hash(id(1)),
            raw_sha256: [0; 32],
            origin: "made".to_owned(),
            given_id: None,
            title: None,
            blocks: vec![foederis_types::Block { span, kind: BlockKind::Body }],
            text,
            outlet: Some(format!("Outlet {}", number % 7)),
            authors: Vec::new(),
            url: None,
            published: Some(published),
            modified: None,
            dateline: None,
            page_spans: Vec::new(),
            language: Language::English,
        };
        let claim = Claim {
            id: ClaimId::from_hash(id(1000)),
            quote: Quote { report: report.id, part: Part::Text, span },
            trigger: Span::from_offsets(5, 9).unwrap(),
            sentence: 0,
            event: Some(Event::Aid),
            mode: None,
            contexts: Vec::new(),
            cameo: Some("073".to_owned()),
            actors: vec![side(number % 5)],
            recipients: vec![side(number % 5 + 1)],
            happened: Happened { from: None, to: None, basis: Basis::Published, words: None },
            place: None,
            factuality: vec![View {
                holder: Holder::Author,
                value: Factuality::CertainYes,
                cue: None,
                named: None,
            }],
            auxiliary: Vec::new(),
            condition: None,
            pact_status: None,
            pact: None,
            clause: None,
            linked: Vec::new(),
            decision: Decision::default(),
        };
        Reading::new(report, &Analysis { sentences: Vec::new() }, vec![claim])
    }

    /// All that is kept but for the mark.
    fn tables(store: &Store) -> Vec<String> {
        let lists = [
            "SELECT story || n_reports || first || last || states || value FROM part ORDER BY story",
            "SELECT report || story FROM part_report ORDER BY report",
            "SELECT party || pact || story FROM part_pact ORDER BY party, pact",
            "SELECT id || first || last || value FROM pact ORDER BY id",
            "SELECT state || pact FROM pact_state ORDER BY state, pact",
            "SELECT name || ':' || code FROM side_name ORDER BY name, code",
            "SELECT name || ':' || code || report || published FROM side_report ORDER BY name, code, report",
            "SELECT space || hex(key) || hex(value) FROM kept ORDER BY space, key",
        ];
        let rows = |sql: &&str| {
            let mut statement = store.connection.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
            rows.collect::<Result<Vec<_>, _>>().unwrap()
        };
        lists.iter().flat_map(rows).collect()
    }

    /// Adds 40 reports, so many at a time, and keeps parts each time.
    fn kept_by(n_reports: usize) -> (Store, Vec<String>) {
        let mut store = Store::in_memory().unwrap();
        for heap in (0..40).map(reading).collect::<Vec<_>>().chunks(n_reports) {
            store.add_reports(heap).unwrap();
            store.keep_parts().unwrap();
        }
        let tables = tables(&store);
        (store, tables)
    }

    #[test]
    fn heaps_of_any_size_keep_the_same() {
        let (_, at_once) = kept_by(100);
        assert!(at_once.len() > 100, "{}", at_once.len());
        for n_reports in [1, 7, 39] {
            assert!(kept_by(n_reports).1 == at_once, "by {n_reports}");
        }
    }

    #[test]
    fn reports_added_later_are_carried_on_from_what_was_kept() {
        let mut store = Store::in_memory().unwrap();
        for number in 0..40 {
            store.add_reports(&[reading(number)]).unwrap();
            if number % 3 == 0 {
                store.keep_parts().unwrap();
            }
        }
        store.keep_parts().unwrap();
        assert!(tables(&store) == kept_by(100).1);
    }

    /// Does something to what is kept of 40 reports, adds one and keeps again: it must be as if nothing had been done.
    #[track_caller]
    fn check_rebuilt(harm: &str) {
        let (mut store, _) = kept_by(100);
        let n_changed = store.connection.execute(harm, []).unwrap();
        assert!(n_changed > 0, "nothing harmed: {harm}");
        store.add_reports(&[reading(40)]).unwrap();
        store.keep_parts().unwrap();
        let (mut sound, _) = kept_by(100);
        sound.add_reports(&[reading(40)]).unwrap();
        sound.keep_parts().unwrap();
        assert!(tables(&store) == tables(&sound), "{harm}");
    }

    #[test]
    fn what_is_damaged_or_of_another_form_is_made_anew() {
        check_rebuilt("UPDATE kept SET value = CAST(substr(value, 1, length(value) - 1) AS BLOB)");
        check_rebuilt("UPDATE kept SET value = x'' WHERE space = 4");
        check_rebuilt(
            "UPDATE kept SET value = CAST(substr(value, 1, 4) || x'ffffffffff' AS BLOB) WHERE space = 1",
        );
        check_rebuilt("DELETE FROM kept WHERE space = 3");
        check_rebuilt("DELETE FROM kept WHERE key = (SELECT max(key) FROM kept)");
        check_rebuilt("DELETE FROM kept");
        check_rebuilt("DELETE FROM part");
        check_rebuilt("INSERT INTO pact_state VALUES ('KAZ', '0123456789abcdef')");
        check_rebuilt("INSERT INTO part_report VALUES ('0123456789abcdef', '0123456789abcdef')");
        check_rebuilt("DELETE FROM side_report WHERE code = 'GEO'");
        check_rebuilt("INSERT INTO side_name VALUES ('Nobody', 'KAZ')");
        check_rebuilt("UPDATE cache SET value = CAST(x'00' || substr(value, 2) AS BLOB)");
        check_rebuilt("UPDATE cache SET chain = x'00'");
        check_rebuilt("DELETE FROM cache");
    }

    fn correction(kind: CorrectionKind) -> Correction {
        let (author, reason, day) = ("A. Reader", "as the sentence says", "2025-01-01".parse().unwrap());
        Correction {
            id: foederis_wire::correction_id(author, reason, day, &kind),
            author: author.to_owned(),
            reason: reason.to_owned(),
            known_from: day,
            kind,
        }
    }

    #[test]
    fn corrections_are_carried_on_as_reports_are() {
        let (mut store, _) = kept_by(100);
        let claim = |number: usize| reading(number).lines[0].claim.id;
        let reject = correction(CorrectionKind::Reject(claim(3)));
        let apart = correction(CorrectionKind::Apart([claim(7), claim(9)].into()));
        let withdraw = correction(CorrectionKind::Withdraw(reject.id));
        for correction in [&reject, &apart, &withdraw] {
            store.add_correction(correction).unwrap();
            store.keep_parts().unwrap();
            let stories = store.stories_of((0..40).map(|number| reading(number).report.id)).unwrap();
            let parts = store.story_parts(&stories.into_iter().collect::<Vec<_>>()).unwrap();
            let whole = foederis_ledger::parts(&store.ledger().unwrap());
            assert!(parts == whole.stories, "{correction:?}");
        }
        let mut at_once = Store::in_memory().unwrap();
        at_once.add_reports(&(0..40).map(reading).collect::<Vec<_>>()).unwrap();
        [&reject, &apart, &withdraw].into_iter().for_each(|one| at_once.add_correction(one).unwrap());
        at_once.keep_parts().unwrap();
        assert_eq!(tables(&store), tables(&at_once));
    }
}
