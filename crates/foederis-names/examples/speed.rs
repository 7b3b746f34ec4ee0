//! Measures start-up, finding and resolving on text lines from standard input.
#![expect(clippy::disallowed_methods, reason = "this measures")]

use std::io::{Read, Write};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let started = Instant::now();
    let names = foederis_names::Names::embedded();
    let startup = started.elapsed();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let started = Instant::now();
    let n_hits: usize = text.lines().map(|line| names.find(line).len()).sum();
    let finding = started.elapsed();
    let mentions: Vec<&str> = text.lines().map(|line| line.get(..40).unwrap_or(line)).collect();
    let started = Instant::now();
    let n_codes = mentions.iter().filter(|mention| names.resolve(mention, None).code.is_some()).count();
    let resolving = started.elapsed();
    let mut out = std::io::stdout().lock();
    writeln!(out, "start-up {startup:?}")?;
    writeln!(out, "find: {} bytes, {n_hits} hits, {finding:?}", text.len())?;
    writeln!(out, "resolve: {} mentions, {n_codes} with a code, {resolving:?}", mentions.len())
}
