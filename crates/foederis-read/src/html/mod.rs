//! A page -> one report: the article's paragraphs out of the page, what the page says about itself, and where in the
//! page each paragraph stands.
//!
//! No extractor is safe alone, so several vote: `trafilatura` chooses, Readability and the page's own JSON-LD confirm,
//! and the page's elements (navigation, links, forms) object. A chosen paragraph that is objected to stays in the
//! text, marked as furniture. The text is built from the page's own words, never from an extractor's rendering, so
//! each paragraph leads back to its bytes in the decoded page.
//!
//! Limits: pages nested deeper than [`MAX_DEPTH`], or larger than [`MAX_EXTRACTOR_BYTES`], are not given to the
//! extractors (they recurse, and some of their steps grow with the square); the page's elements alone decide there.

mod choose;
mod entities;
mod metadata;
mod tape;

use foederis_types::{Block, BlockKind, Problem, ProblemKind, Published, PublishedFrom, Report, Span};

use crate::assemble::{Draft, assemble};
use crate::words::count_words;
use crate::{MAX_TEXT_BYTES, ReadOutcome, bylines, cues, decode, identity};
use choose::Chosen;
pub(crate) use entities::resolve;
use metadata::Metadata;
use tape::{Paragraph, Tape, Zone};

/// Deepest nesting that is given to the extractors.
const MAX_DEPTH: usize = 150;
/// Largest page that is given to the extractors, scripts, styles and comments left out; they take up to two seconds
/// a megabyte.
const MAX_EXTRACTOR_BYTES: usize = 2 << 20;
/// How far into a page its `charset` can stand.
const CHARSET_PROBE_BYTES: usize = 4096;

/// Reads one report from a page.
pub(crate) fn read(origin: &str, bytes: &[u8]) -> ReadOutcome {
    read_at(origin, bytes, None)
}

/// Reads one report from a page whose address is known from outside.
pub(crate) fn read_at(origin: &str, bytes: &[u8], url: Option<String>) -> ReadOutcome {
    match decode::decode(bytes, declared_charset(bytes).as_deref()) {
        Some(page) => read_page(origin, &page, identity::sha256(bytes), url),
        None => ReadOutcome::problem(origin, ProblemKind::Binary, ""),
    }
}

fn read_page(origin: &str, page: &str, raw_sha256: [u8; 32], url: Option<String>) -> ReadOutcome {
    let tape = tape::unroll(page);
    let metadata = metadata::collect(&tape, url);
    let chosen = choose::choose(page, &tape, &metadata);
    if let (true, Some(body)) = (chosen.is_empty(), own_body(&metadata)) {
        return assemble(origin, Draft { text: body, ..draft(&tape, &chosen, metadata, raw_sha256).0 });
    }
    if chosen.is_empty() {
        return ReadOutcome::problem(origin, ProblemKind::NoArticle, no_article(&tape));
    }
    let (draft, ranges) = draft(&tape, &chosen, metadata, raw_sha256);
    let mut outcome = assemble(origin, draft);
    for report in &mut outcome.reports {
        demote(&mut report.blocks, &chosen, &ranges);
        restore_items(report, &tape, &chosen, &ranges);
        report.page_spans =
            report.blocks.iter().map(|block| page_span(*block, &tape, &chosen, &ranges)).collect();
    }
    if let Some(what) = tape.broken_in {
        let detail = format!("the page breaks off inside {what}; read as far as it goes");
        outcome.problems.push(Problem { origin: origin.to_owned(), kind: ProblemKind::BrokenPage, detail });
    }
    outcome
}

/// The article as the page's JSON-LD has it, for pages that show it only by script.
fn own_body(metadata: &Metadata) -> Option<String> {
    metadata.body.clone().filter(|body| count_words(body, 30) >= 30)
}

fn no_article(tape: &Tape) -> String {
    let n_links = tape.paragraphs.iter().filter(|paragraph| paragraph.link_percent > 50).count();
    let broken = tape.broken_in.map(|what| format!(", and breaks off inside {what}")).unwrap_or_default();
    let n = tape.paragraphs.len();
    format!("no article found in the page; it has {n} lines of text, {n_links} of them links{broken}")
}

/// Joins the chosen paragraphs to the frozen text, an empty line between; also returns each one's range in it.
fn draft(
    tape: &Tape,
    chosen: &[Chosen],
    metadata: Metadata,
    raw_sha256: [u8; 32],
) -> (Draft, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut ranges = Vec::with_capacity(chosen.len());
    for paragraph in chosen.iter().filter_map(|chosen| tape.paragraphs.get(chosen.idx)) {
        if text.len() + paragraph.text.len() > MAX_TEXT_BYTES {
            break;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        ranges.push((text.len(), text.len() + paragraph.text.len()));
        text.push_str(&paragraph.text);
    }
    let visible = visible_head(tape, chosen, &metadata);
    let authors = if metadata.authors.is_empty() { visible.authors } else { metadata.authors };
    let draft = Draft {
        raw_sha256,
        title: metadata.title,
        lead: metadata.description,
        text,
        outlet: metadata.outlet,
        authors,
        url: metadata.url,
        published: metadata.published.or(visible.published),
        modified: metadata.modified.or(visible.modified),
        ..Draft::default()
    };
    (draft, ranges)
}

#[derive(Default)]
struct VisibleHead {
    authors: Vec<String>,
    published: Option<Published>,
    modified: Option<Published>,
}

/// How many paragraphs behind the headline can belong to the head.
const MAX_HEAD_PARAGRAPHS: usize = 8;

/// Reads the byline and the date line that stand between the headline and the article.
fn visible_head(tape: &Tape, chosen: &[Chosen], metadata: &Metadata) -> VisibleHead {
    let mut head = VisibleHead::default();
    let first_body = chosen.iter().find(|chosen| chosen.is_article).map_or(0, |chosen| chosen.idx);
    let from = tape.headline_idx(metadata.title.as_deref()).filter(|idx| *idx <= first_body);
    let from = from.unwrap_or(first_body.saturating_sub(MAX_HEAD_PARAGRAPHS));
    let until = (first_body + 1).min(from + MAX_HEAD_PARAGRAPHS).min(tape.paragraphs.len());
    for paragraph in tape.paragraphs.get(from..until).unwrap_or_default() {
        let Some(line) = bylines::read(&paragraph.text) else { continue };
        let day = |found: Option<crate::dates::FoundDay>| {
            let found = found?;
            Some(Published {
                day: found.date()?,
                time: found.time,
                from: PublishedFrom::Dateline,
                is_sure: true,
            })
        };
        head.published = head.published.take().or_else(|| day(line.published));
        head.modified = head.modified.take().or_else(|| day(line.updated));
        if head.authors.is_empty() {
            head.authors = line.authors;
        }
    }
    head
}

/// Marks the blocks of paragraphs that were objected to.
fn demote(blocks: &mut [Block], chosen: &[Chosen], ranges: &[(usize, usize)]) {
    for block in blocks.iter_mut().filter(|block| block.kind.is_read()) {
        let paragraph = paragraph_of(*block, ranges).and_then(|idx| chosen.get(idx));
        if let Some(kind) = paragraph.and_then(|chosen| chosen.objection) {
            block.kind = kind;
        }
    }
}

/// A list's items look like links to other articles; where they are no links, stand in the article and follow its
/// text, they are body.
fn restore_items(report: &mut Report, tape: &Tape, chosen: &[Chosen], ranges: &[(usize, usize)]) {
    let last_body = report.blocks.iter().rposition(|block| block.kind == BlockKind::Body).unwrap_or(0);
    for idx in 1..last_body {
        let block = report.blocks[idx];
        let is_behind_body = report.blocks[idx - 1].kind == BlockKind::Body;
        let paragraph = paragraph_of(block, ranges).and_then(|idx| tape.paragraphs.get(chosen.get(idx)?.idx));
        let is_plain = paragraph.is_some_and(|found| found.link_percent == 0 && found.zone == Zone::Open);
        let has_cue = cues::tell(block.span.of(&report.text)).is_some();
        if block.kind == BlockKind::ReadMore && is_behind_body && is_plain && !has_cue {
            report.blocks[idx].kind = BlockKind::Body;
        }
    }
}

fn paragraph_of(block: Block, ranges: &[(usize, usize)]) -> Option<usize> {
    let idx = ranges.partition_point(|(_, end)| *end <= block.span.start());
    ranges.get(idx).filter(|(start, _)| *start <= block.span.start()).map(|_| idx)
}

fn page_span(block: Block, tape: &Tape, chosen: &[Chosen], ranges: &[(usize, usize)]) -> Option<Span> {
    let paragraph: &Paragraph = tape.paragraphs.get(chosen.get(paragraph_of(block, ranges)?)?.idx)?;
    Span::from_offsets(paragraph.start, paragraph.end)
}

/// The encoding that a page's `<meta charset>` or XML declaration names.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(CHARSET_PROBE_BYTES))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head).into_owned();
    let label = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key))?.1;
    let label: String = label
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Returns the paragraphs of a piece of markup, such as a feed's item: all of them, without choosing.
pub(crate) fn paragraphs(markup: &str) -> Vec<String> {
    tape::unroll(markup).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
}

/// Returns a piece of markup as one line.
pub(crate) fn plain_text(markup: &str) -> String {
    paragraphs(markup).join(" ")
}

/// What a paragraph that an element of the page objects to is marked as.
pub(crate) const OBJECTED: BlockKind = BlockKind::Furniture;
