//! A report as the store keeps it: all but its text, which has a column of its own.

use foederis_types::{Block, Date, Dateline, Language, Published, Report, ReportId, Span, Title};
use foederis_wire::{WireError, block_kind, published_from, published_from_name};
use serde::{Deserialize, Serialize};

/// All of a report but id, raw hash, text and origin.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReportJson {
    title: Option<TitleJson>,
    blocks: Vec<(u32, u32, String)>,
    outlet: Option<String>,
    authors: Vec<String>,
    url: Option<String>,
    published: Option<PublishedJson>,
    modified: Option<PublishedJson>,
    dateline: Option<DatelineJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    page_spans: Vec<Option<(u32, u32)>>,
    language: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct TitleJson {
    text: String,
    span: Option<(u32, u32)>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct PublishedJson {
    day: String,
    time: Option<String>,
    from: String,
    is_sure: bool,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct DatelineJson {
    span: (u32, u32),
    place: Option<String>,
    agency: Option<String>,
    day: Option<String>,
}

pub(crate) fn report_json(report: &Report) -> ReportJson {
    ReportJson {
        title: report
            .title
            .as_ref()
            .map(|title| TitleJson { text: title.text.clone(), span: title.span.map(pair) }),
        blocks: report.blocks.iter().map(block_json).collect(),
        outlet: report.outlet.clone(),
        authors: report.authors.clone(),
        url: report.url.clone(),
        published: report.published.as_ref().map(published_json),
        modified: report.modified.as_ref().map(published_json),
        dateline: report.dateline.as_ref().map(dateline_json),
        page_spans: report.page_spans.iter().map(|span| span.map(pair)).collect(),
        language: language_name(&report.language),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a span's offsets are kept in 32 bits")]
fn pair(span: Span) -> (u32, u32) {
    (span.start() as u32, span.end() as u32)
}

fn block_json(block: &Block) -> (u32, u32, String) {
    let (start, end) = pair(block.span);
    (start, end, block.kind.as_str().to_owned())
}

fn published_json(published: &Published) -> PublishedJson {
    PublishedJson {
        day: published.day.to_string(),
        time: published.time.clone(),
        from: published_from_name(published.from).to_owned(),
        is_sure: published.is_sure,
    }
}

fn dateline_json(dateline: &Dateline) -> DatelineJson {
    DatelineJson {
        span: pair(dateline.span),
        place: dateline.place.clone(),
        agency: dateline.agency.clone(),
        day: dateline.day.map(|day| day.to_string()),
    }
}

/// English has no name here, another language its ISO 639-3 code, too little text `?`.
pub(crate) fn language_name(language: &Language) -> Option<String> {
    match language {
        Language::English => None,
        Language::Other(code) => Some(code.clone()),
        Language::TooShort => Some("?".to_owned()),
    }
}

fn language_of(name: Option<&str>) -> Language {
    match name {
        None => Language::English,
        Some("?") => Language::TooShort,
        Some(code) => Language::Other(code.to_owned()),
    }
}

/// What the columns of a report's row hold besides the payload.
pub(crate) struct Columns {
    pub(crate) id: ReportId,
    pub(crate) raw_sha256: [u8; 32],
    pub(crate) origin: String,
    pub(crate) given_id: Option<String>,
    pub(crate) text: String,
}

pub(crate) fn report_of(json: &ReportJson, columns: Columns) -> Result<Report, WireError> {
    Ok(Report {
        id: columns.id,
        raw_sha256: columns.raw_sha256,
        origin: columns.origin,
        given_id: columns.given_id,
        title: json.title.as_ref().map(title_of).transpose()?,
        blocks: json.blocks.iter().map(block_of).collect::<Result<_, _>>()?,
        text: columns.text,
        outlet: json.outlet.clone(),
        authors: json.authors.clone(),
        url: json.url.clone(),
        published: json.published.as_ref().map(published_of).transpose()?,
        modified: json.modified.as_ref().map(published_of).transpose()?,
        dateline: json.dateline.as_ref().map(dateline_of).transpose()?,
        page_spans: json
            .page_spans
            .iter()
            .map(|span| span.map(span_of).transpose())
            .collect::<Result<_, _>>()?,
        language: language_of(json.language.as_deref()),
    })
}

fn bad(field: &'static str, value: &str) -> WireError {
    WireError::BadValue { field, value: value.to_owned() }
}

fn span_of((start, end): (u32, u32)) -> Result<Span, WireError> {
    Span::from_offsets(start as usize, end as usize).ok_or(WireError::BadSpan { field: "span", start, end })
}

fn title_of(json: &TitleJson) -> Result<Title, WireError> {
    Ok(Title { text: json.text.clone(), span: json.span.map(span_of).transpose()? })
}

fn block_of((start, end, kind): &(u32, u32, String)) -> Result<Block, WireError> {
    Ok(Block { span: span_of((*start, *end))?, kind: block_kind(kind).ok_or_else(|| bad("blocks", kind))? })
}

fn day_of(day: &str) -> Result<Date, WireError> {
    day.parse().map_err(|_| bad("day", day))
}

fn published_of(json: &PublishedJson) -> Result<Published, WireError> {
    Ok(Published {
        day: day_of(&json.day)?,
        time: json.time.clone(),
        from: published_from(&json.from).ok_or_else(|| bad("published.from", &json.from))?,
        is_sure: json.is_sure,
    })
}

fn dateline_of(json: &DatelineJson) -> Result<Dateline, WireError> {
    Ok(Dateline {
        span: span_of(json.span)?,
        place: json.place.clone(),
        agency: json.agency.clone(),
        day: json.day.as_deref().map(day_of).transpose()?,
    })
}
