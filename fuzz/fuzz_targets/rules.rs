//! Any text is refused as a rule file, or read, without a panic.
#![no_main]

use foederis_claims::{Gate, Rules};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(rules) = Rules::parse([("own.rules", text)]) {
        drop(Gate::new(&rules));
    }
});
