//! A bibliography of the reports, in BibLaTeX's form of BibTeX.

use crate::desk::{Desk, one_line};
use foederis_types::{Header, ReportId};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Writes the reports given, of all without any, by day, then id. A field that a report does not give is left out.
pub fn bibtex(desk: &Desk<'_>, reports: Option<&BTreeSet<ReportId>>) -> String {
    let is_wanted = |header: &&Header| reports.is_none_or(|wanted| wanted.contains(&header.id));
    let mut headers: Vec<&Header> = desk.ledger.headers().filter(is_wanted).collect();
    headers.sort_by_key(|header| (header.day().is_none(), header.day(), header.id));
    headers.into_iter().map(item).collect()
}

fn item(header: &Header) -> String {
    let kind = match (&header.url, &header.outlet) {
        (Some(_), _) => "online",
        (None, Some(_)) => "article",
        (None, None) => "misc",
    };
    let mut text = format!("@{kind}{{foederis:{},\n", header.id);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(text, "  {name} = {{{value}}},");
        }
    };
    let authors: Vec<String> = header.authors.iter().map(|author| format!("{{{}}}", safe(author))).collect();
    field("author", Some(authors.join(" and ")));
    field("title", header.title.as_deref().map(safe));
    field(if kind == "online" { "organization" } else { "journaltitle" }, header.outlet.as_deref().map(safe));
    field("date", header.day().map(|day| day.to_string()));
    field("url", header.url.as_deref().map(address));
    field("note", Some(format!("report {} of the ledger", header.id)));
    text + "}\n\n"
}

/// Disarms what TeX takes for marks.
fn safe(text: &str) -> String {
    let mut safe = String::new();
    for letter in one_line(text).chars().filter(|letter| !letter.is_control()) {
        match letter {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '$' | '#' | '&' | '_' => safe.extend(['\\', letter]),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Addresses are taken as they are, but for what would end the field.
fn address(url: &str) -> String {
    url.chars()
        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
        .map(|letter| match letter {
            '{' => "%7B".to_owned(),
            '}' => "%7D".to_owned(),
            '\\' => "%5C".to_owned(),
            _ => letter.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{address, safe};

    #[test]
    fn marks_of_tex_stay_words() {
        assert_eq!(safe("50 % of {A} & B_c\\x"), "50 \\% of \\{A\\} \\& B\\_c\\textbackslash{}x");
        assert_eq!(address("https://a.example/{x} y"), "https://a.example/%7Bx%7Dy");
    }
}
