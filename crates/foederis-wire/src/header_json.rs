//! Headers and claim prints as the store keeps them. Not a documented format: the ledger's file version covers it.

use std::collections::BTreeSet;

use foederis_types::{
    ActorCode, BlockKind, ClaimPrint, Figure, Header, ParagraphPrint, Published, PublishedFrom, ReportId,
};
use serde::{Deserialize, Serialize};

use crate::WireError;

/// A header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderJson {
    id: String,
    outlet: Option<String>,
    authors: Vec<String>,
    title: Option<String>,
    url: Option<String>,
    published: Option<PublishedJson>,
    agencies: Vec<String>,
    names: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    people: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PublishedJson {
    day: String,
    time: Option<String>,
    from: String,
    is_sure: bool,
}

/// A claim's print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintJson {
    trigger: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    figures: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    duty: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause_trigger: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cues: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cites: Vec<String>,
    paragraph: u32,
    block: String,
}

/// Returns the stored form of a header. Given ids and paragraph prints are kept apart: the first are not part of the
/// report, the second have a shorter form, [`paragraph_bytes`].
pub fn header_json(header: &Header) -> HeaderJson {
    HeaderJson {
        id: header.id.to_string(),
        outlet: header.outlet.clone(),
        authors: header.authors.clone(),
        title: header.title.clone(),
        url: header.url.clone(),
        published: header.published.as_ref().map(published_json),
        agencies: header.agencies.clone(),
        names: header.names.clone(),
        people: header.people.iter().map(|(name, code)| (name.clone(), code.to_string())).collect(),
    }
}

/// Reads a header back.
///
/// # Errors
///
/// A value is none of its list.
pub fn header_of(
    json: HeaderJson,
    given_ids: BTreeSet<String>,
    paragraphs: Vec<ParagraphPrint>,
) -> Result<Header, WireError> {
    let person = |(name, code): (String, String)| {
        let code = ActorCode::new(&code).map_err(|cause| WireError::BadCode { field: "people", cause })?;
        Ok((name, code))
    };
    Ok(Header {
        id: report_id(&json.id)?,
        outlet: json.outlet,
        authors: json.authors,
        title: json.title,
        url: json.url,
        published: json.published.map(published_of).transpose()?,
        given_ids,
        agencies: json.agencies,
        names: json.names,
        people: json.people.into_iter().map(person).collect::<Result<_, WireError>>()?,
        paragraphs,
    })
}

/// Writes paragraph prints as bytes: for each its number, its count of runs and the runs, all 32 bits, little-endian.
pub fn paragraph_bytes(paragraphs: &[ParagraphPrint]) -> Vec<u8> {
    let numbers = paragraphs.iter().flat_map(|print| {
        let n_runs = u32::try_from(print.shingles.len()).unwrap_or(u32::MAX);
        [print.paragraph, n_runs].into_iter().chain(print.shingles.iter().copied())
    });
    numbers.flat_map(u32::to_le_bytes).collect()
}

/// Reads paragraph prints back.
///
/// # Errors
///
/// The bytes end inside a print.
pub fn paragraphs_of(bytes: &[u8]) -> Result<Vec<ParagraphPrint>, WireError> {
    let mut numbers = bytes.chunks(4).map(|four| four.try_into().map(u32::from_le_bytes));
    let mut next =
        || numbers.next().map(|number| number.map_err(|_| bad("paragraphs", "cut off"))).transpose();
    let mut paragraphs = Vec::new();
    while let Some(paragraph) = next()? {
        let n_runs = next()?.ok_or_else(|| bad("paragraphs", "cut off"))?;
        let run = |_| next()?.ok_or_else(|| bad("paragraphs", "cut off"));
        paragraphs
            .push(ParagraphPrint { paragraph, shingles: (0..n_runs).map(run).collect::<Result<_, _>>()? });
    }
    Ok(paragraphs)
}

fn bad(field: &'static str, value: &str) -> WireError {
    WireError::BadValue { field, value: value.to_owned() }
}

fn report_id(id: &str) -> Result<ReportId, WireError> {
    id.parse().map_err(|_| bad("id", id))
}

fn published_json(published: &Published) -> PublishedJson {
    PublishedJson {
        day: published.day.to_string(),
        time: published.time.clone(),
        from: published_from_name(published.from).to_owned(),
        is_sure: published.is_sure,
    }
}

fn published_of(json: PublishedJson) -> Result<Published, WireError> {
    Ok(Published {
        day: json.day.parse().map_err(|_| bad("published.day", &json.day))?,
        time: json.time,
        from: published_from(&json.from).ok_or_else(|| bad("published.from", &json.from))?,
        is_sure: json.is_sure,
    })
}

const PUBLISHED_FROM: &[(PublishedFrom, &str)] = &[
    (PublishedFrom::Field, "field"),
    (PublishedFrom::JsonLd, "json-ld"),
    (PublishedFrom::Meta, "meta"),
    (PublishedFrom::TimeElement, "time-element"),
    (PublishedFrom::Dateline, "dateline"),
    (PublishedFrom::Url, "url"),
    (PublishedFrom::Feed, "feed"),
    (PublishedFrom::Guessed, "guessed"),
];

/// Returns the kebab-case name of where a publication day was found.
pub fn published_from_name(from: PublishedFrom) -> &'static str {
    PUBLISHED_FROM.iter().find(|(known, _)| *known == from).map_or("guessed", |(_, name)| name)
}

/// Reads the kebab-case name of where a publication day was found.
pub fn published_from(name: &str) -> Option<PublishedFrom> {
    PUBLISHED_FROM.iter().find(|(_, known)| *known == name).map(|(from, _)| *from)
}

const BLOCK_KINDS: &[BlockKind] = &[
    BlockKind::Title,
    BlockKind::RepeatedTitle,
    BlockKind::Lead,
    BlockKind::Heading,
    BlockKind::Body,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Credit,
    BlockKind::Appeal,
    BlockKind::ReadMore,
    BlockKind::AboutAuthor,
    BlockKind::Furniture,
];

/// Reads the kebab-case name of a block's kind.
pub fn block_kind(name: &str) -> Option<BlockKind> {
    BLOCK_KINDS.iter().copied().find(|kind| kind.as_str() == name)
}

/// Returns the stored form of a claim's print.
pub fn print_json(print: &ClaimPrint) -> PrintJson {
    PrintJson {
        trigger: print.trigger.clone(),
        words: print.words.clone(),
        figures: print.figures.iter().map(|figure| (figure.number.clone(), figure.of.clone())).collect(),
        pact: print.pact.clone(),
        duty: print.duty.clone(),
        clause_trigger: print.clause_trigger.clone(),
        cues: print.cues.clone(),
        cites: print.cites.clone(),
        paragraph: print.paragraph,
        block: print.block.as_str().to_owned(),
    }
}

/// Reads a claim's print back.
///
/// # Errors
///
/// The kind of block is none.
pub fn print_of(json: PrintJson) -> Result<ClaimPrint, WireError> {
    Ok(ClaimPrint {
        trigger: json.trigger,
        words: json.words,
        figures: json.figures.into_iter().map(figure_of).collect(),
        pact: json.pact,
        duty: json.duty,
        clause_trigger: json.clause_trigger,
        cues: json.cues,
        cites: json.cites,
        paragraph: json.paragraph,
        block: block_kind(&json.block).ok_or_else(|| bad("block", &json.block))?,
    })
}

fn figure_of((number, of): (String, String)) -> Figure {
    Figure { number, of }
}
