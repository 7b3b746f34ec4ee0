//! Resolves mentions: JSON lines `{"id", "mention", "published"}` in, `{"id", "code", "sector", "name"}` out.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let names = foederis_names::Names::embedded();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        match foederis_names::mention_record(&names, &line) {
            Ok(answer) => writeln!(out, "{answer}")?,
            Err(error) => writeln!(std::io::stderr(), "error: {error}")?,
        }
    }
    Ok(())
}
