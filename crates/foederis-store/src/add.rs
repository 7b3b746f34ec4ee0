//! Adding reports and corrections.

use foederis_ledger::Line;
use foederis_types::{
    Analysis, Claim, ClaimPrint, Correction, Header, Holder, Part, Participant, Report, ReportId, Sentence,
    Span,
};
use foederis_wire::{correction_json, fingerprint, header_json, json_of, paragraph_bytes, print_json};
use rusqlite::{Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::report_json::{language_name, report_json};
use crate::{Store, StoreError};

/// One report with all that was made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The report.
    pub report: Report,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceText>,
    /// What merging may know of it.
    pub header: Header,
    /// Its claims with their prints.
    pub lines: Vec<Line>,
}

/// Where one sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceText {
    /// Which text its span counts in.
    pub part: Part,
    /// The bytes.
    pub span: Span,
    /// What kind of block it stands in.
    pub block: foederis_types::BlockKind,
    /// 0-based number of that block.
    pub paragraph: u32,
}

impl Reading {
    /// Puts a report, its analysis and its claims together, with the fingerprints that merging needs.
    pub fn new(report: Report, analysis: &Analysis, claims: Vec<Claim>) -> Reading {
        let line = |claim: Claim| {
            let sentence = analysis.sentences.get(claim.sentence as usize);
            let print: ClaimPrint = fingerprint::claim_print(&report, sentence, &claim);
            Line { claim, print }
        };
        let lines = claims.into_iter().map(line).collect();
        let header = fingerprint::header(&report);
        let sentences = analysis.sentences.iter().map(sentence_text).collect();
        Reading { report, sentences, header, lines }
    }
}

fn sentence_text(sentence: &Sentence) -> SentenceText {
    SentenceText {
        part: sentence.part,
        span: sentence.span,
        block: sentence.block,
        paragraph: sentence.paragraph,
    }
}

/// What a batch added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that are new, in the order of the batch.
    pub new: Vec<ReportId>,
    /// Reports that the ledger had.
    pub known: Vec<ReportId>,
    /// Claims that are new.
    pub n_claims: usize,
}

impl Store {
    /// Adds reports: all of the batch, or none of it. A report that the ledger has changes nothing but for an id
    /// that the input gave it and that is new.
    ///
    /// # Errors
    ///
    /// SQLite refuses; nothing was added.
    pub fn add_reports(&mut self, batch: &[Reading]) -> Result<Added, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut added = Added::default();
        for reading in batch {
            let id = reading.report.id;
            if is_known(&transaction, id)? {
                added.known.push(id);
            } else {
                let content = add_report(&transaction, reading)?;
                add_to_journal(&transaction, "report", &id.to_string(), content)?;
                added.new.push(id);
                added.n_claims += reading.lines.len();
            }
            add_given_id(&transaction, &reading.report)?;
        }
        transaction.commit()?;
        Ok(added)
    }

    /// Adds a correction; one that the ledger has changes nothing.
    ///
    /// # Errors
    ///
    /// SQLite refuses; nothing was added.
    pub fn add_correction(&mut self, correction: &Correction) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let payload = written(&correction_json(correction));
        let n_added = transaction.execute(
            "INSERT OR IGNORE INTO correction (id, known_from, author, reason, payload) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                correction.id.to_string(),
                correction.known_from.to_string(),
                correction.author,
                correction.reason,
                payload
            ],
        )?;
        if n_added == 1 {
            let mut content = Content::new();
            content.add(&payload);
            add_to_journal(&transaction, "correction", &correction.id.to_string(), content)?;
        }
        Ok(transaction.commit()?)
    }
}

fn is_known(transaction: &Transaction<'_>, id: ReportId) -> Result<bool, StoreError> {
    let mut statement = transaction.prepare_cached("SELECT 1 FROM report WHERE id = ?1")?;
    Ok(statement.exists([id.to_string()])?)
}

/// Writes JSON of our own structs, which hold nothing that JSON cannot.
fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The hash of what one journal line stands for: each field with its length before it.
pub(crate) struct Content(Sha256);

impl Content {
    pub(crate) fn new() -> Content {
        Content(Sha256::new())
    }

    pub(crate) fn add(&mut self, field: impl AsRef<[u8]>) {
        let field = field.as_ref();
        self.0.update((field.len() as u64).to_be_bytes());
        self.0.update(field);
    }

    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// Returns the chain's next link.
pub(crate) fn link(before: &[u8], kind: &str, id: &str, hash: &[u8]) -> [u8; 32] {
    let mut content = Content::new();
    content.add(before);
    content.add(kind);
    content.add(id);
    content.add(hash);
    content.finish()
}

fn add_to_journal(
    transaction: &Transaction<'_>,
    kind: &str,
    id: &str,
    content: Content,
) -> Result<(), StoreError> {
    let hash = content.finish();
    let mut last = transaction.prepare_cached("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1")?;
    let before: Vec<u8> = last.query([])?.next()?.map_or(Ok(Vec::new()), |row| row.get(0))?;
    let mut insert =
        transaction.prepare_cached("INSERT INTO journal (kind, id, hash, chain) VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![kind, id, hash, link(&before, kind, id, &hash)])?;
    Ok(())
}

fn add_given_id(transaction: &Transaction<'_>, report: &Report) -> Result<(), StoreError> {
    let Some(given) = &report.given_id else { return Ok(()) };
    let id = report.id.to_string();
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO given_id (report, given) VALUES (?1, ?2)")?;
    if insert.execute(params![id, given])? == 1 {
        let mut content = Content::new();
        content.add(given);
        add_to_journal(transaction, "given-id", &id, content)?;
    }
    Ok(())
}

fn add_report(transaction: &Transaction<'_>, reading: &Reading) -> Result<Content, StoreError> {
    let Reading { report, header, .. } = reading;
    let (payload, head) = (written(&report_json(report)), written(&header_json(header)));
    let id = report.id.to_string();
    let paragraphs = paragraph_bytes(&header.paragraphs);
    let mut insert = transaction.prepare_cached(
        "INSERT INTO report
             (id, raw_sha256, origin, outlet, title, url, published, language, text, payload, header, paragraphs)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    insert.execute(params![
        id,
        report.raw_sha256,
        report.origin,
        report.outlet,
        report.title.as_ref().map(|title| title.text.as_str()),
        report.url,
        report.published.as_ref().map(|published| published.day.to_string()),
        language_name(&report.language).unwrap_or_else(|| "eng".to_owned()),
        report.text,
        payload,
        head,
        paragraphs,
    ])?;
    let mut content = Content::new();
    content.add(report.raw_sha256);
    content.add(&report.origin);
    [&report.text, &payload, &head].into_iter().for_each(|field| content.add(field));
    content.add(&paragraphs);
    add_sentences(transaction, reading, &id, &mut content)?;
    let mut lines: Vec<&Line> = reading.lines.iter().collect();
    lines.sort_by_key(|line| line.claim.id);
    for line in lines {
        add_line(transaction, line, report, &id, &mut content)?;
    }
    Ok(content)
}

fn add_sentences(
    transaction: &Transaction<'_>,
    reading: &Reading,
    id: &str,
    content: &mut Content,
) -> Result<(), StoreError> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO sentence (report, number, part, start, end, block, paragraph, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut index = transaction.prepare_cached("INSERT INTO sentence_words (rowid, text) VALUES (?1, ?2)")?;
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let text = sentence.span.of(reading.report.part(sentence.part));
        let row = insert.insert(params![
            id,
            number as i64,
            part_name(sentence.part),
            sentence.span.start() as i64,
            sentence.span.end() as i64,
            sentence.block.as_str(),
            sentence.paragraph,
            text,
        ])?;
        index.execute(params![row, text])?;
        content.add(sentence_content(
            part_name(sentence.part),
            sentence.span.start(),
            sentence.span.end(),
            text,
        ));
    }
    Ok(())
}

/// What the journal hashes of a sentence.
pub(crate) fn sentence_content(part: &str, start: usize, end: usize, text: &str) -> String {
    format!("{part} {start} {end} {text}")
}

pub(crate) fn part_name(part: Part) -> &'static str {
    match part {
        Part::Text => "text",
        Part::Title => "title",
    }
}

fn add_line(
    transaction: &Transaction<'_>,
    line: &Line,
    report: &Report,
    report_id: &str,
    content: &mut Content,
) -> Result<(), StoreError> {
    let claim = &line.claim;
    let mut json = json_of(claim, report);
    // The id that an input gave is no part of the report: it may differ from reading to reading.
    report_id.clone_into(&mut json.report);
    let (payload, print) = (written(&json), written(&print_json(&line.print)));
    let id = claim.id.to_string();
    let mut insert = transaction.prepare_cached(
        "INSERT OR IGNORE INTO claim
             (id, report, sentence, event, mode, cameo, pact_status, clause, happened_from, happened_to, basis,
              quote, payload, print)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    let n_added = insert.execute(params![
        id,
        report_id,
        claim.sentence,
        json.event,
        claim.mode,
        claim.cameo,
        json.pact_status,
        json.clause.as_ref().map(|clause| clause.kind.as_str()),
        json.happened.from,
        json.happened.to,
        json.happened.basis,
        claim.quote.span.of(report.part(claim.quote.part)),
        payload,
        print,
    ])?;
    if n_added == 0 {
        return Ok(());
    }
    content.add(&payload);
    content.add(&print);
    add_sides(transaction, &id, "actor", &claim.actors)?;
    add_sides(transaction, &id, "recipient", &claim.recipients)?;
    add_views(transaction, &id, claim)
}

fn add_sides(
    transaction: &Transaction<'_>,
    claim: &str,
    role: &str,
    sides: &[Participant],
) -> Result<(), StoreError> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO claim_side (claim, role, number, code, sector, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (number, side) in sides.iter().enumerate() {
        let code = side.code.map(|code| code.to_string());
        insert.execute(params![claim, role, number as i64, code, side.sector, side.name])?;
    }
    Ok(())
}

fn add_views(transaction: &Transaction<'_>, id: &str, claim: &Claim) -> Result<(), StoreError> {
    let mut insert = transaction
        .prepare_cached("INSERT OR IGNORE INTO claim_view (claim, holder, value) VALUES (?1, ?2, ?3)")?;
    for view in &claim.factuality {
        let holder = match view.holder {
            Holder::Author => "AUTHOR".to_owned(),
            Holder::Actor(code) => code.to_string(),
        };
        insert.execute(params![id, holder, view.value.as_str()])?;
    }
    Ok(())
}
