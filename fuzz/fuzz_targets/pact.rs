//! Any text is refused as a pact file, or read, without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| drop(foederis_pacts::read_pact("pact.toml", text)));
