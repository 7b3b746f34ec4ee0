//! Any text is refused as a treebank or a file of names, or read, without a panic.
#![no_main]

use foederis_parse::eval::Gold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(gold) = Gold::read(text) {
        drop(gold.raw_text());
    }
});
