//! Shows the names found in text lines: one line in, `name=CODE/Form` for each hit out.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let names = foederis_names::Names::embedded();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let hits = names.find(&line);
        let shown = hits.iter().map(|hit| {
            let name = hit.reading(None);
            let code = name.code.map_or_else(|| format!("{:?}", name.candidates), |code| code.to_string());
            format!("{}={code}/{:?}", hit.span.of(&line), name.form)
        });
        writeln!(out, "{}", shown.collect::<Vec<_>>().join("\t"))?;
    }
    Ok(())
}
