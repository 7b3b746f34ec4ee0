//! Data that stays outside the repository; tests that need it skip, saying so, where it is absent.
#![expect(clippy::disallowed_methods, reason = "tests read data that is never shipped")]

use std::path::Path;

/// Reads a file of the shared folder: beside the repository, or where `FOEDERIS_SHARED` says.
pub(crate) fn read(file: &str) -> Option<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var("FOEDERIS_SHARED").map_or(beside, Into::into);
    let text = std::fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        println!("skipped: no shared `{file}`");
    }
    text
}

/// Splits a line of CSV; a quoted cell may hold commas and doubled quotes.
pub(crate) fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap_or('"')),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells
}
