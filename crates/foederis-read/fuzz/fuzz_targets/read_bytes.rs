//! Any bytes in any format: no panic, and blocks that part the text. Run in `crates/foederis-read` with
//! `cargo +nightly fuzz run read_bytes`; the first byte chooses the format.
#![no_main]

use foederis_read::{Format, message, read_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = match first % 8 {
        0 => Some(Format::Plain),
        1 => Some(Format::JsonLines),
        2 => Some(Format::Json),
        3 => Some(Format::Html),
        4 => Some(Format::Feed),
        5 => Some(Format::Warc),
        6 => Some(Format::Gzip),
        _ => None,
    };
    let outcome = read_bytes("fuzz", rest, format);
    for report in &outcome.reports {
        let mut pos = 0;
        for block in &report.blocks {
            let gap = &report.text[pos..block.span.start()];
            assert!(gap.chars().all(char::is_whitespace), "{gap:?} is in no block");
            pos = block.span.end();
        }
        assert!(report.text[pos..].chars().all(char::is_whitespace));
    }
    outcome.problems.iter().for_each(|problem| assert!(!message(problem).text.is_empty()));
});
