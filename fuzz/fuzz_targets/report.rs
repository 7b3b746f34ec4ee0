//! Any bytes are read as every format without a panic; blocks and titles lie in the text.
#![no_main]

use foederis_read::{Format, read_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, rest)) = bytes.split_first() else { return };
    for report in read_bytes("report", rest, Format::ALL.get(usize::from(choice) % (Format::ALL.len() + 1)).copied()).reports {
        for block in &report.blocks {
            assert!(report.text.get(block.span.start()..block.span.end()).is_some());
        }
    }
});
