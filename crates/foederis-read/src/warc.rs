//! Web archives (WARC 1.0 and 1.1): each page that an archive holds as a response is one report.
//!
//! Records of other kinds, of other content and of other statuses than 200 are passed over without a word. Bodies in
//! chunks or gzip are unpacked; other codings give a problem. A page's own bytes are what is hashed.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use foederis_types::ProblemKind;

use crate::{MAX_FILE_BYTES, ReadOutcome, problem};

/// Longest header line.
const MAX_HEADER_BYTES: u64 = 64 << 10;
/// Most header lines of a record.
const MAX_HEADERS: usize = 200;
/// Largest record that is read, in bytes.
const MAX_RECORD_BYTES: u64 = 16 << 20;

/// Reads an archive record by record: memory is bounded by the largest record that is read, whatever the file holds.
///
/// Each item is what became of one page; its place is `FILE#N` with the record's number, 1-based.
#[derive(Debug)]
pub struct Warc<R> {
    origin: String,
    reader: R,
    record_number: usize,
    is_done: bool,
}

type Headers = BTreeMap<String, String>;

impl<R: BufRead> Warc<R> {
    /// Makes a reader of an archive that is not compressed; `origin` names the file in messages.
    pub fn new(origin: impl Into<String>, reader: R) -> Warc<R> {
        Warc { origin: origin.into(), reader, record_number: 0, is_done: false }
    }

    fn place(&self) -> String {
        format!("{}#{}", self.origin, self.record_number)
    }

    /// Reads the next record's headers; `None` at the end of the file.
    fn next_headers(&mut self) -> io::Result<Option<Headers>> {
        loop {
            let Some(line) = header_line(&mut self.reader)? else { return Ok(None) };
            if line.starts_with("WARC/") {
                break;
            }
            if !line.trim().is_empty() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "no record starts where one should"));
            }
        }
        self.record_number += 1;
        headers(&mut self.reader).map(Some)
    }

    /// Reads one record; `None` where it holds no page.
    fn read_record(&mut self) -> io::Result<Option<Option<ReadOutcome>>> {
        let Some(headers) = self.next_headers()? else { return Ok(None) };
        let get = |name: &str| headers.get(name).map_or("", String::as_str);
        let len: u64 = get("content-length").parse().unwrap_or(0);
        let kind = get("warc-type");
        let url = get("warc-target-uri").trim_matches(['<', '>']).to_owned();
        if !matches!(kind, "response" | "resource") {
            self.skip(len)?;
            return Ok(Some(None));
        }
        if len > MAX_RECORD_BYTES {
            self.skip(len)?;
            let size = usize::try_from(len).unwrap_or(usize::MAX);
            let detail = format!("the record has {}", problem::size_detail(size, 16 << 20));
            return Ok(Some(Some(ReadOutcome::problem(&self.place(), ProblemKind::TooLarge, detail))));
        }
        let mut content = Vec::new();
        let n_read = self.reader.by_ref().take(len).read_to_end(&mut content)?;
        if (n_read as u64) < len {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file ends inside a record"));
        }
        let outcome = match kind {
            "response" => read_response(&self.place(), &content, url),
            _ => {
                is_page(get("content-type")).then(|| crate::html::read_at(&self.place(), &content, Some(url)))
            }
        };
        Ok(Some(outcome))
    }

    fn skip(&mut self, len: u64) -> io::Result<()> {
        io::copy(&mut self.reader.by_ref().take(len), &mut io::sink()).map(|_| ())
    }
}

impl<R: BufRead> Iterator for Warc<R> {
    type Item = ReadOutcome;

    fn next(&mut self) -> Option<ReadOutcome> {
        while !self.is_done {
            match self.read_record() {
                Ok(Some(Some(outcome))) => return Some(outcome),
                Ok(Some(None)) => {}
                Ok(None) => self.is_done = true,
                Err(error) => {
                    self.is_done = true;
                    let detail = format!("the archive is broken; {error}");
                    return Some(ReadOutcome::problem(&self.place(), ProblemKind::Unreadable, detail));
                }
            }
        }
        None
    }
}

fn header_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let n_read = reader.by_ref().take(MAX_HEADER_BYTES).read_until(b'\n', &mut line)?;
    Ok((n_read > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
}

/// Reads header lines up to the empty one; names in lower case.
fn headers(reader: &mut impl BufRead) -> io::Result<Headers> {
    let mut headers = Headers::new();
    for _ in 0..MAX_HEADERS {
        match header_line(reader)? {
            Some(line) if !line.is_empty() => {
                if let Some((name, value)) = line.split_once(':') {
                    headers.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
                }
            }
            _ => break,
        }
    }
    Ok(headers)
}

fn is_page(content_type: &str) -> bool {
    let kind = content_type.to_ascii_lowercase();
    kind.contains("text/html") || kind.contains("xhtml")
}

/// Reads an HTTP response; `None` where it is no page, or not one with status 200.
fn read_response(place: &str, content: &[u8], url: String) -> Option<ReadOutcome> {
    let mut rest = content;
    let status = header_line(&mut rest).ok()??;
    let is_found = status.split_whitespace().nth(1) == Some("200");
    let headers = headers(&mut rest).ok()?;
    let get = |name: &str| headers.get(name).map_or("", String::as_str).to_ascii_lowercase();
    if !is_found || !is_page(&get("content-type")) {
        return None;
    }
    let unchunked = get("transfer-encoding").contains("chunked").then(|| unchunk(rest)).flatten();
    let body = unchunked.as_deref().unwrap_or(rest);
    match get("content-encoding").as_str() {
        "gzip" | "x-gzip" => match gunzip(body) {
            Ok(body) => Some(crate::html::read_at(place, &body, Some(url))),
            Err(error) => {
                Some(ReadOutcome::problem(place, ProblemKind::Binary, format!("broken gzip; {error}")))
            }
        },
        "" | "identity" | "none" => Some(crate::html::read_at(place, body, Some(url))),
        _ if body.first() == Some(&b'<') => Some(crate::html::read_at(place, body, Some(url))),
        coding => {
            let detail = format!("the page is packed as `{coding}`, which is not unpacked here");
            Some(ReadOutcome::problem(place, ProblemKind::Binary, detail))
        }
    }
}

/// Joins the chunks of a body; `None` where it is not in chunks after all (some archives store it joined).
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(64).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        body = body.get(end + 1..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(body.get(..size.min(body.len()))?);
        let next = body.get(size..).unwrap_or_default();
        body = next.strip_prefix(b"\r\n").or_else(|| next.strip_prefix(b"\n")).unwrap_or(next);
        if body.is_empty() {
            return Some(out);
        }
    }
}

/// Unpacks gzip, all members, up to the size of a file that is read as a whole.
pub(crate) fn gunzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let most = MAX_FILE_BYTES as u64 + 1;
    flate2::bufread::MultiGzDecoder::new(bytes).take(most).read_to_end(&mut out)?;
    match out.len() > MAX_FILE_BYTES {
        true => Err(io::Error::other(problem::size_detail(out.len(), MAX_FILE_BYTES))),
        false => Ok(out),
    }
}

/// Reads an archive, packed or not, page by page, in the memory of one page; `origin` names the file in messages.
///
/// An archive without a page gives one problem that says so.
pub fn read_archive<'r>(
    origin: &str,
    mut reader: impl BufRead + 'r,
) -> Box<dyn Iterator<Item = ReadOutcome> + 'r> {
    let is_packed = reader.fill_buf().is_ok_and(|start| start.starts_with(b"\x1f\x8b"));
    let reader: Box<dyn BufRead + 'r> = match is_packed {
        true => Box::new(io::BufReader::new(flate2::bufread::MultiGzDecoder::new(reader))),
        false => Box::new(reader),
    };
    let mut pages = Warc::new(origin, reader).peekable();
    let none = pages
        .peek()
        .is_none()
        .then(|| ReadOutcome::problem(origin, ProblemKind::NoReports, "no pages in the archive"));
    Box::new(none.into_iter().chain(pages))
}

/// Reads all pages of an archive, packed or not.
pub(crate) fn read(origin: &str, bytes: &[u8]) -> ReadOutcome {
    let mut outcome = ReadOutcome::default();
    read_archive(origin, bytes).for_each(|page| outcome.append(page));
    outcome
}

/// Reads a packed file of any format: it is unpacked, and read under its name without `.gz`.
pub(crate) fn read_packed(origin: &str, bytes: &[u8]) -> ReadOutcome {
    let inner = origin.strip_suffix(".gz").unwrap_or(origin);
    if inner.ends_with(".warc") {
        return read(origin, bytes);
    }
    match gunzip(bytes) {
        Ok(content) if content.starts_with(b"\x1f\x8b") => {
            ReadOutcome::problem(origin, ProblemKind::Binary, "packed twice; unpack it once by hand")
        }
        Ok(content) if content.starts_with(b"WARC/") => read(origin, &content),
        Ok(content) => crate::read_bytes(inner, &content, None),
        Err(error) => ReadOutcome::problem(origin, ProblemKind::Binary, format!("broken gzip; {error}")),
    }
}
