//! Opens what the user named: files, folders, patterns, standard input.
//!
//! Nothing fails as a whole: what cannot be opened becomes a problem and the rest goes on. Files come in the order of
//! their paths whatever order they were named in, each once. A JSON Lines file comes line by line and a web archive page
//! by page, so memory does not grow with them; any other file comes whole, up to a limit.

use foederis::{Format, Problem, ProblemKind, ReadOutcome, read_archive, read_bytes};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file larger than this is left out.
const FILE_BYTES_MAX: usize = foederis::MAX_FILE_BYTES;

/// A line larger than this is left out.
const LINE_BYTES_MAX: usize = foederis::MAX_LINE_BYTES;

/// Lines are grouped up to this many bytes.
const GROUP_BYTES_MAX: usize = 1 << 13;

/// Folders are entered this deep.
const DEPTH_MAX: usize = 64;

/// Extensions that are taken from a folder; a file named by itself is always taken.
const EXTENSIONS: [&str; 9] = ["txt", "text", "html", "htm", "xhtml", "jsonl", "ndjson", "xml", "warc"];

/// What to read, in order, and what could not be found.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The files, sorted by path, each once.
    pub(crate) files: Vec<PathBuf>,
    /// Says whether standard input is to be read, after the files.
    pub(crate) has_stdin: bool,
    /// What was named and cannot be read.
    pub(crate) problems: Vec<Problem>,
}

/// One piece to read: a whole file, or one line of a JSON Lines file.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The file's path.
    pub(crate) file: String,
    /// 1-based number of the line, where it is one of JSON Lines.
    pub(crate) line: Option<u64>,
    /// Says whether the next line is at hand, so that nobody waits if both are worked on together.
    pub(crate) is_followed: bool,
    /// What it holds.
    pub(crate) content: Content,
}

/// What a piece holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// Bytes, still to be read.
    Bytes(Vec<u8>),
    /// A page of an archive, already read.
    Page(Box<ReadOutcome>),
}

impl Piece {
    /// Returns where it stands, for messages: path, with `:LINE` for a line.
    pub(crate) fn origin(&self) -> String {
        self.line.map_or_else(|| self.file.clone(), |line| format!("{}:{line}", self.file))
    }

    /// Returns its bytes; none of a page of an archive.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::Page(_) => &[],
        }
    }

    /// Reads its reports.
    pub(crate) fn read(&self) -> ReadOutcome {
        let bytes = match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::Page(outcome) => return ReadOutcome::clone(outcome),
        };
        let Some(line) = self.line else { return read_bytes(&self.file, bytes, None) };
        let mut outcome = read_bytes(&self.file, bytes, Some(Format::JsonLines));
        // The reader saw a stream of one line and calls it the first.
        let (first, origin) = (format!("{}:1", self.file), format!("{}:{line}", self.file));
        let reports = outcome.reports.iter_mut().map(|report| &mut report.origin);
        let problems = outcome.problems.iter_mut().map(|problem| &mut problem.origin);
        reports.chain(problems).filter(|known| **known == first).for_each(|known| known.clone_from(&origin));
        outcome
    }
}

/// Finds the files that `paths` name.
pub(crate) fn find(paths: &[PathBuf]) -> Inputs {
    let mut found = Inputs::default();
    let mut files = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.has_stdin = true;
        } else if path.symlink_metadata().is_ok() {
            take(path, 0, &mut files, &mut found.problems);
        } else {
            take_pattern(path, &mut files, &mut found.problems);
        }
    }
    found.files = files.into_iter().collect();
    found.problems.sort_by(|a, b| (&a.origin, a.kind).cmp(&(&b.origin, b.kind)));
    found
}

/// Takes a file as it is, of a folder its reports.
fn take(path: &Path, depth: usize, files: &mut BTreeSet<PathBuf>, problems: &mut Vec<Problem>) {
    match path.metadata() {
        Err(error) => problems.push(unreadable(path, &error)),
        Ok(data) if data.is_dir() => {
            let before = files.len() + problems.len();
            take_folder(path, depth, files, problems);
            if depth == 0 && files.len() + problems.len() == before {
                let detail = "no file in it ends in .txt, .html or .jsonl";
                problems.push(problem(path, ProblemKind::NoReports, detail));
            }
        }
        Ok(_) => drop(files.insert(path.to_path_buf())),
    }
}

/// Takes the reports of a folder and of those inside it; hidden ones and links to folders are left out.
fn take_folder(path: &Path, depth: usize, files: &mut BTreeSet<PathBuf>, problems: &mut Vec<Problem>) {
    let entries = match path.read_dir() {
        Ok(entries) if depth < DEPTH_MAX => entries,
        Ok(_) => return problems.push(problem(path, ProblemKind::Unreadable, "folders nested too deep")),
        Err(error) => return problems.push(unreadable(path, &error)),
    };
    for entry in entries {
        match entry {
            Ok(entry) if is_hidden(&entry.path()) => {}
            Ok(entry) => take_entry(&entry.path(), depth, files, problems),
            Err(error) => problems.push(unreadable(path, &error)),
        }
    }
}

fn take_entry(path: &Path, depth: usize, files: &mut BTreeSet<PathBuf>, problems: &mut Vec<Problem>) {
    let is_link = path.symlink_metadata().is_ok_and(|data| data.is_symlink());
    match path.is_dir() {
        true if is_link => {}
        true => take(path, depth + 1, files, problems),
        false if has_report_extension(path) => take(path, depth + 1, files, problems),
        false => {}
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// A packed file counts by the name inside: `.warc.gz`, `.jsonl.gz`.
fn has_report_extension(path: &Path) -> bool {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz")) {
        return path.file_stem().is_some_and(|inner| has_report_extension(Path::new(inner)));
    }
    let extension = path.extension().and_then(|text| text.to_str()).unwrap_or("").to_ascii_lowercase();
    EXTENSIONS.contains(&extension.as_str())
}

/// Takes what a pattern matches; one that matches nothing is a problem.
fn take_pattern(path: &Path, files: &mut BTreeSet<PathBuf>, problems: &mut Vec<Problem>) {
    let text = path.to_string_lossy();
    if !text.contains(['*', '?', '[']) {
        return problems.push(problem(path, ProblemKind::Unreadable, "there is no such file or folder"));
    }
    let matches = match glob::glob(&text) {
        Ok(matches) => matches,
        Err(error) => return problems.push(problem(path, ProblemKind::Unreadable, error.msg)),
    };
    let before = files.len() + problems.len();
    for found in matches {
        match found {
            Ok(found) => take(&found, 0, files, problems),
            Err(error) => problems.push(unreadable(error.path(), error.error())),
        }
    }
    if files.len() + problems.len() == before {
        problems.push(problem(path, ProblemKind::NoReports, "the pattern matches nothing"));
    }
}

fn problem(path: &Path, kind: ProblemKind, detail: &str) -> Problem {
    Problem { origin: path.display().to_string(), kind, detail: detail.to_owned() }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let is_link = path.symlink_metadata().is_ok_and(|data| data.is_symlink());
    let detail = match error.kind() {
        io::ErrorKind::NotFound if is_link => "the link points to nothing".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    };
    problem(path, ProblemKind::Unreadable, &detail)
}

/// Length and time of change of each file.
pub(crate) type Stamps = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

impl Inputs {
    /// Returns by what a change of each file would be seen.
    pub(crate) fn stamps(&self) -> Stamps {
        let stamp = |path: &PathBuf| {
            let data = path.metadata().ok()?;
            Some((path.clone(), (data.len(), data.modified().ok())))
        };
        self.files.iter().filter_map(stamp).collect()
    }

    /// Returns the files that are new or have changed; standard input and problems were seen before.
    pub(crate) fn changed_since(&self, seen: &Stamps) -> Inputs {
        let now = self.stamps();
        let is_new = |path: &&PathBuf| now.contains_key(*path) && seen.get(*path) != now.get(*path);
        Inputs { files: self.files.iter().filter(is_new).cloned().collect(), ..Inputs::default() }
    }

    /// Calls `use_piece` with each piece in order; what cannot be read comes as a problem in its place.
    ///
    /// Stops at the first error that `use_piece` returns.
    pub(crate) fn each<E>(
        &self,
        mut use_piece: impl FnMut(Result<Piece, Problem>) -> Result<(), E>,
    ) -> Result<(), E> {
        for path in &self.files {
            open_file(path, &mut use_piece)?;
        }
        if self.has_stdin {
            stream("standard input", None, BufReader::new(io::stdin()), &mut use_piece)?;
        }
        Ok(())
    }

    /// Calls `use_group` with short lines that are at hand together, and with anything else by itself, in order.
    ///
    /// Stops at the first error that `use_group` returns.
    pub(crate) fn each_group<E>(
        &self,
        mut use_group: impl FnMut(Vec<Result<Piece, Problem>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut group = Vec::new();
        let mut n_bytes = 0;
        self.each(|piece| {
            let is_followed = piece.as_ref().is_ok_and(|piece| piece.is_followed);
            n_bytes += piece.as_ref().map_or(0, |piece| piece.bytes().len());
            group.push(piece);
            if is_followed && n_bytes < GROUP_BYTES_MAX {
                return Ok(());
            }
            n_bytes = 0;
            use_group(std::mem::take(&mut group))
        })?;
        if group.is_empty() { Ok(()) } else { use_group(group) }
    }
}

#[expect(clippy::disallowed_methods, reason = "the program opens what the user names")]
fn open_file<E>(
    path: &Path,
    use_piece: &mut impl FnMut(Result<Piece, Problem>) -> Result<(), E>,
) -> Result<(), E> {
    match File::open(path) {
        Ok(file) => stream(
            &path.display().to_string(),
            Some(path),
            BufReader::with_capacity(1 << 16, file),
            use_piece,
        ),
        Err(error) => use_piece(Err(unreadable(path, &error))),
    }
}

/// Hands on a JSON Lines stream line by line, any other whole.
fn stream<E>(
    origin: &str,
    path: Option<&Path>,
    mut bytes: BufReader<impl Read>,
    use_piece: &mut impl FnMut(Result<Piece, Problem>) -> Result<(), E>,
) -> Result<(), E> {
    let (is_lines, is_archive) = match bytes.fill_buf() {
        Ok(start) => (is_json_lines(path, start), is_archive(path, start)),
        Err(error) => return use_piece(Err(broken(&error, origin.to_owned()))),
    };
    if is_archive {
        return archive(origin, bytes, use_piece);
    }
    if !is_lines {
        let piece = whole(origin, bytes);
        return match piece {
            Ok(piece) if path.is_none() && holds_json_lines(piece.bytes()) => {
                each_line(origin, BufReader::new(piece.bytes()), use_piece)
            }
            piece => use_piece(piece),
        };
    }
    each_line(origin, bytes, use_piece)
}

/// Says whether bytes that do not begin as JSON hold a report in JSON on a line of their own further on: then the
/// lines before it are bad lines of a stream, and not a text that quotes it.
fn holds_json_lines(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let is_report = |line: &[u8]| {
        let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line);
        object.is_ok_and(|fields| fields.get("text").is_some_and(serde_json::Value::is_string))
    };
    // A list of objects and a page with data in it are whole by themselves.
    !matches!(first, Some(b'[' | b'<'))
        && bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii)
            .any(|line| line.starts_with(b"{") && is_report(line))
}

fn each_line<E>(
    origin: &str,
    mut bytes: BufReader<impl Read>,
    use_piece: &mut impl FnMut(Result<Piece, Problem>) -> Result<(), E>,
) -> Result<(), E> {
    for line_number in 1_u64.. {
        let at = format!("{origin}:{line_number}");
        match next_line(&mut bytes) {
            Ok(Line::End) => break,
            Ok(Line::TooLong) => use_piece(Err(too_large(at, LINE_BYTES_MAX)))?,
            Ok(Line::Whole(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
            Ok(Line::Whole(line)) => use_piece(Ok(Piece {
                file: origin.to_owned(),
                line: Some(line_number),
                is_followed: bytes.buffer().contains(&b'\n'),
                content: Content::Bytes(line),
            }))?,
            Err(error) => return use_piece(Err(broken(&error, at))),
        }
    }
    Ok(())
}

fn broken(error: &io::Error, at: String) -> Problem {
    Problem { origin: at, kind: ProblemKind::Unreadable, detail: error.to_string() }
}

/// Hands on a web archive page by page.
fn archive<E>(
    origin: &str,
    bytes: impl BufRead,
    use_piece: &mut impl FnMut(Result<Piece, Problem>) -> Result<(), E>,
) -> Result<(), E> {
    for outcome in read_archive(origin, bytes) {
        let content = Content::Page(Box::new(outcome));
        use_piece(Ok(Piece { file: origin.to_owned(), line: None, is_followed: false, content }))?;
    }
    Ok(())
}

/// Says whether a stream is a web archive, packed or not: by its name, else by its first words.
fn is_archive(path: Option<&Path>, start: &[u8]) -> bool {
    let name = path.and_then(|path| path.file_name()).and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.to_ascii_lowercase();
    start.starts_with(b"WARC/1.")
        || (!start.is_empty() && (name.ends_with(".warc") || name.ends_with(".warc.gz")))
}

/// Says whether a stream is JSON Lines: by its name, else by its first character.
fn is_json_lines(path: Option<&Path>, start: &[u8]) -> bool {
    let extension = path.and_then(|path| path.extension()).and_then(|text| text.to_str());
    if start.is_empty() {
        return false;
    }
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("jsonl" | "ndjson") => true,
        Some("txt" | "text" | "html" | "htm" | "xhtml" | "xml" | "warc") => false,
        _ => start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{'),
    }
}

fn whole(origin: &str, bytes: impl BufRead) -> Result<Piece, Problem> {
    let mut taken = Vec::new();
    match bytes.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut taken) {
        Ok(_) if taken.len() > FILE_BYTES_MAX => Err(too_large(origin.to_owned(), FILE_BYTES_MAX)),
        Ok(_) => {
            let content = Content::Bytes(taken);
            Ok(Piece { file: origin.to_owned(), line: None, is_followed: false, content })
        }
        Err(error) => Err(broken(&error, origin.to_owned())),
    }
}

fn too_large(origin: String, bytes_max: usize) -> Problem {
    let detail = format!("more than {} MiB", bytes_max >> 20);
    Problem { origin, kind: ProblemKind::TooLarge, detail }
}

/// The next line of a stream.
enum Line {
    /// Without its line break.
    Whole(Vec<u8>),
    /// Longer than the limit; the stream stands after it.
    TooLong,
    /// There is none.
    End,
}

/// Reads one line and keeps no more of it than the limit.
fn next_line(bytes: &mut impl BufRead) -> io::Result<Line> {
    let mut line = Vec::new();
    let n_read = bytes.by_ref().take(LINE_BYTES_MAX as u64 + 1).read_until(b'\n', &mut line)?;
    if n_read == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Line::Whole(line));
    }
    if line.len() <= LINE_BYTES_MAX {
        return Ok(Line::Whole(line));
    }
    drop(line);
    skip_line(bytes)?;
    Ok(Line::TooLong)
}

fn skip_line(bytes: &mut impl BufRead) -> io::Result<()> {
    loop {
        let available = bytes.fill_buf()?;
        let (n_used, is_done) = match available.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (available.len(), available.is_empty()),
        };
        bytes.consume(n_used);
        if is_done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &[u8]) -> Vec<String> {
        let mut seen = Vec::new();
        let taken = stream("in", None, BufReader::new(text), &mut |piece: Result<Piece, Problem>| {
            seen.push(match piece {
                Ok(piece) => format!("{} {}", piece.origin(), piece.bytes().len()),
                Err(problem) => format!("{} {}", problem.origin, problem.kind.as_str()),
            });
            Ok::<(), ()>(())
        });
        assert_eq!(taken, Ok(()));
        seen
    }

    #[test]
    fn json_lines_come_line_by_line_and_other_text_whole() {
        assert_eq!(lines_of(b"{\"a\": 1}\n\n{}"), ["in:1 8", "in:3 2"]);
        assert_eq!(lines_of(b"A title\n\nText."), ["in 14"]);
        assert_eq!(lines_of(b""), ["in 0"]);
    }

    #[test]
    fn a_bad_first_line_does_not_make_one_text_of_the_reports_after_it() {
        assert_eq!(lines_of(b"hello\n{\"text\": \"a\"}\n"), ["in:1 5", "in:2 13"]);
        assert_eq!(lines_of(b"A title\n\n{\"text\": 1}"), ["in 20"], "no report");
        assert_eq!(lines_of(b"[\n{\"text\": \"a\"}\n]"), ["in 17"], "a list");
    }

    #[test]
    fn packed_reports_are_taken_from_a_folder_by_the_name_inside() {
        for (name, is_taken) in
            [("a.txt", true), ("a.warc.gz", true), ("a.JSONL.GZ", true), ("a.tar.gz", false), ("gz", false)]
        {
            assert_eq!(has_report_extension(Path::new(name)), is_taken, "{name}");
        }
    }

    #[test]
    fn an_archive_comes_page_by_page() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>Chad and Niger sign pact</title></head><body><article><p>Chad and Niger signed a treaty of mutual defence in Niamey on Wednesday, officials of both sides said.</p><p>The treaty obliges each side to help the other if it is attacked by a third state.</p></article></body></html>";
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let mut n_reports = Vec::new();
        let records = record.repeat(2);
        let bytes = BufReader::new(records.as_bytes());
        let taken = stream("in", None, bytes, &mut |piece: Result<Piece, Problem>| {
            n_reports.push(piece.expect("readable").read().reports.len());
            Ok::<(), ()>(())
        });
        assert_eq!((taken, n_reports), (Ok(()), vec![1, 1]));
    }

    #[test]
    fn a_line_over_the_limit_is_left_out_and_the_next_one_read() {
        let mut text = vec![b'{'; LINE_BYTES_MAX + 5];
        text.extend(b"\n{}\n");
        assert_eq!(lines_of(&text), ["in:1 too-large", "in:2 2"]);
    }
}
