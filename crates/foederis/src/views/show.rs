//! A report as it is kept, its sentences numbered, or one sentence among its neighbours.

use super::page::Page;
use crate::desk::one_line;
use foederis_store::SentenceRow;
use foederis_types::{Claim, Report};
use schemars::JsonSchema;
use serde::Serialize;

/// Sentences shown before and after the one asked for.
const NEIGHBOURS: u32 = 2;

/// A report, or a part of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShowView {
    /// The report's id.
    pub report: String,
    /// Where it was read from.
    pub origin: String,
    /// SHA-256 of the bytes it was read from.
    pub raw_sha256: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Bylines.
    pub authors: Vec<String>,
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication day.
    pub published: Option<String>,
    /// Where that day was found: `field`, `dateline` ...
    pub published_from: Option<String>,
    /// The sentences asked for, or all.
    pub sentences: Vec<SentenceView>,
    /// What was left out of reading, and as what; empty where one sentence was asked for.
    pub left_out: Vec<LeftOutView>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SentenceView {
    /// 1-based number, the headline counted.
    pub number: u32,
    /// Says whether it is the one asked for.
    pub is_asked_for: bool,
    /// `text` or `title`.
    pub part: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What kind of block it stands in: `title`, `lead`, `heading`, `body`.
    pub block: String,
    /// The words.
    pub text: String,
    /// Ids of the claims that it carries.
    pub claims: Vec<String>,
}

/// A block that is kept and not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutView {
    /// As what: `appeal`, `credit`, `read-more` ...
    pub kind: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
}

impl ShowView {
    /// Shows a report, or the sentence with a 1-based number and its neighbours.
    pub fn of(report: &Report, rows: &[SentenceRow], claims: &[&Claim], sentence: Option<u32>) -> ShowView {
        let published = report.published.as_ref();
        ShowView {
            report: report.id.to_string(),
            origin: report.origin.clone(),
            raw_sha256: report.raw_sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            outlet: report.outlet.clone(),
            authors: report.authors.clone(),
            url: report.url.clone(),
            title: report.title.as_ref().map(|title| one_line(&title.text)),
            published: published.map(|published| published.day.to_string()),
            published_from: published.map(|published| format!("{:?}", published.from).to_lowercase()),
            sentences: sentences(rows, claims, sentence),
            left_out: if sentence.is_some() { Vec::new() } else { left_out(report) },
        }
    }

    /// Prints it for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        let day = self.published.as_deref().unwrap_or("no day given");
        page.line(0, &format!("{}  {}", self.outlet.as_deref().unwrap_or("outlet unknown"), day));
        page.line(0, self.title.as_deref().unwrap_or("(no title)"));
        page.line(0, &format!("report {}, read from {}", self.report, self.origin));
        page.heading("SENTENCES");
        for sentence in &self.sentences {
            sentence.print(&mut page);
        }
        if !self.left_out.is_empty() {
            page.heading("KEPT BUT NOT READ");
        }
        for block in &self.left_out {
            page.line(2, &format!("{}: {}", block.kind, block.text));
        }
        page.finish()
    }
}

impl SentenceView {
    fn print(&self, page: &mut Page) {
        let mark = if self.is_asked_for { ">" } else { " " };
        page.line(0, &format!("{mark}{:>3}  {}", self.number, claims_note(&self.claims)));
        page.paragraph(6, &self.text);
    }
}

fn claims_note(claims: &[String]) -> String {
    let short: Vec<&str> = claims.iter().map(|claim| &claim[..8]).collect();
    if short.is_empty() { "no claim".to_owned() } else { format!("claims {}", short.join(" ")) }
}

fn sentences(rows: &[SentenceRow], claims: &[&Claim], wanted: Option<u32>) -> Vec<SentenceView> {
    let is_near =
        |row: &&SentenceRow| wanted.is_none_or(|wanted| (row.number + 1).abs_diff(wanted) <= NEIGHBOURS);
    let view = |row: &SentenceRow| SentenceView {
        number: row.number + 1,
        is_asked_for: wanted == Some(row.number + 1),
        part: row.part.clone(),
        start: row.start,
        end: row.end,
        block: row.block.clone(),
        text: one_line(&row.text),
        claims: claims
            .iter()
            .filter(|claim| claim.sentence == row.number)
            .map(|claim| claim.id.to_string())
            .collect(),
    };
    rows.iter().filter(is_near).map(view).collect()
}

fn left_out(report: &Report) -> Vec<LeftOutView> {
    let blocks = report.blocks.iter().filter(|block| !block.kind.is_read());
    blocks
        .map(|block| LeftOutView {
            kind: block.kind.as_str().to_owned(),
            start: block.span.start(),
            end: block.span.end(),
            text: one_line(block.span.of(&report.text)),
        })
        .collect()
}
