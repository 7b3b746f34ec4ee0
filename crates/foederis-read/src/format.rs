//! Telling a file's format from its content first and its name second.

/// A format that reports come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One report as plain text.
    Plain,
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or one object.
    Json,
    /// One page.
    Html,
    /// An RSS or Atom feed.
    Feed,
    /// A web archive, packed or not.
    Warc,
    /// A file of another format, packed with gzip.
    Gzip,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] = [
        Format::Plain,
        Format::JsonLines,
        Format::Json,
        Format::Html,
        Format::Feed,
        Format::Warc,
        Format::Gzip,
    ];

    /// Returns the format that a name such as `--format jsonl` or a file's ending means, if any.
    pub fn from_name(name: &str) -> Option<Format> {
        match name.to_ascii_lowercase().as_str() {
            "txt" | "text" | "plain" | "md" => Some(Format::Plain),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "json" => Some(Format::Json),
            "rss" | "atom" | "feed" | "xml" => Some(Format::Feed),
            "warc" => Some(Format::Warc),
            "gz" => Some(Format::Gzip),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

/// Tells the format: what the content shows beyond doubt, else what the name ends in, else plain text.
pub(crate) fn tell(origin: &str, bytes: &[u8]) -> Format {
    let named = origin.rsplit_once('.').and_then(|(_, ending)| Format::from_name(ending));
    if bytes.starts_with(b"\x1f\x8b") {
        return Format::Gzip;
    }
    match first_byte(bytes) {
        Some(b'W') if bytes.starts_with(b"WARC/") => Format::Warc,
        Some(b'<') if looks_like_feed(bytes) => Format::Feed,
        Some(b'<') if looks_like_page(bytes) => Format::Html,
        Some(b'{') if named != Some(Format::Plain) => object_format(bytes, named),
        Some(b'[') if named.is_none() && looks_like_array(bytes) => Format::Json,
        _ => named.unwrap_or(Format::Plain),
    }
}

fn first_byte(bytes: &[u8]) -> Option<u8> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// `{` opens a line of JSON Lines where its line is a whole object, else one object over many lines.
fn object_format(bytes: &[u8], named: Option<Format>) -> Format {
    if named == Some(Format::JsonLines) {
        return Format::JsonLines;
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or(text);
    match line.trim_ascii_end().last() {
        Some(b'}') if line.len() > 1 => Format::JsonLines,
        _ => Format::Json,
    }
}

fn looks_like_array(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    text.get(1..).map(<[u8]>::trim_ascii_start).and_then(<[u8]>::first) == Some(&b'{')
        && text.last() == Some(&b']')
}

fn looks_like_feed(bytes: &[u8]) -> bool {
    let openers: [&[u8]; 4] = [b"<rss", b"<feed", b"<rdf:rdf", b"<channel"];
    head_holds(bytes, &openers)
}

fn looks_like_page(bytes: &[u8]) -> bool {
    let openers: [&[u8]; 7] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<article", b"<p>"];
    head_holds(bytes, &openers)
}

fn head_holds(bytes: &[u8], openers: &[&[u8]]) -> bool {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default().to_ascii_lowercase();
    openers.iter().any(|opener| head.windows(opener.len()).any(|window| window == *opener))
}
