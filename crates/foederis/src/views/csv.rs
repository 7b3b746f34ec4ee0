//! Comma-separated values as RFC 4180 has them.

/// Writes one line.
pub(crate) fn row(fields: &[&str]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    format!("{}\n", quoted.join(","))
}

fn quoted(field: &str) -> String {
    // A leading sign or `=` would be run as a formula by spreadsheet programs.
    let field = match field.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@') if field.parse::<f64>().is_err() => format!("'{field}"),
        _ => field.to_owned(),
    };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted_and_formulas_disarmed() {
        assert_eq!(
            row(&["a", "b, c", "say \"no\"", "=1+1", "-3.5"]),
            "a,\"b, c\",\"say \"\"no\"\"\",'=1+1,-3.5\n"
        );
    }
}
