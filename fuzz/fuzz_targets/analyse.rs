//! Any text is read without a panic, and what comes out is sound: words in order, on character borders, one tree each.
#![no_main]

use foederis_parse::Reader;
use foederis_types::{Analysis, Depth};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::embedded().expect("the model passes the crate's tests"))
}

fn check(text: &str, analysis: &Analysis) {
    let mut end = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.span.start() >= end && !sentence.span.of(text).is_empty());
        if sentence.depth == Depth::PassedOver {
            assert!(sentence.tokens.is_empty());
            end = sentence.span.end();
            continue;
        }
        for token in &sentence.tokens {
            assert!(token.span.start() >= end && !token.span.of(text).is_empty());
            assert!(token.head.is_none_or(|head| (head as usize) < sentence.tokens.len()));
            end = token.span.end();
        }
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
    }
}

fuzz_target!(|text: &str| check(text, &reader().analyse_text(text)));
