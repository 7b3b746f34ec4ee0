//! Pins what hard mentions resolve to; the list is a text that an analyst can read and add to.

use foederis_names::Names;

fn fits(expected: &str, got: Option<&str>) -> bool {
    match expected {
        "?" => true,
        "-" => got.is_none(),
        text => got == Some(text),
    }
}

/// Returns what is wrong with one line, or `None`.
fn problem(names: &Names, line: &str) -> Option<String> {
    let cells: Vec<&str> = line.split(" | ").collect();
    let [mention, day, code, sector] = cells[..] else { return Some(format!("cannot read `{line}`")) };
    let day = (day != "-").then(|| day.parse().expect("a day"));
    let found = names.resolve(mention, day);
    let got_code = found.code.map(|code| code.to_string());
    let got_sector = found.sector.map(|sector| sector.as_str());
    let is_right = fits(code, got_code.as_deref()) && fits(sector, got_sector);
    (!is_right).then(|| format!("{line}  got {got_code:?} {got_sector:?} by {:?}", found.via))
}

#[test]
fn mentions_resolve_as_pinned() {
    let names = Names::shared();
    let lines =
        include_str!("mentions.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let problems: Vec<String> = lines.filter_map(|line| problem(names, line)).collect();
    assert!(problems.is_empty(), "{} wrong:\n{}", problems.len(), problems.join("\n"));
}
