//! Event records as a flat table: the same columns in CSV and Parquet, lists joined by `;`.

use super::csv;
use super::events::EventRecord;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCell {
    /// Words; lists joined by `;`.
    Text(Option<String>),
    /// A whole number.
    Integer(Option<i64>),
    /// A number.
    Real(Option<f64>),
}

impl TableCell {
    fn list(items: &[impl ToString]) -> TableCell {
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        TableCell::Text((!items.is_empty()).then(|| items.join(";")))
    }

    fn written(&self) -> String {
        match self {
            TableCell::Text(text) => text.clone().unwrap_or_default(),
            TableCell::Integer(number) => number.map_or_else(String::new, |number| number.to_string()),
            TableCell::Real(number) => number.map_or_else(String::new, |number| number.to_string()),
        }
    }
}

/// Returns an event record's columns with their names, in the order of the table.
pub fn event_cells(record: &EventRecord) -> Vec<(&'static str, TableCell)> {
    use TableCell as Cell;
    let text = |text: &str| Cell::Text(Some(text.to_owned()));
    let maybe = |text: &Option<String>| Cell::Text(text.clone());
    vec![
        ("id", text(&record.id)),
        ("story", text(&record.story)),
        ("date", maybe(&record.date)),
        ("enddate", maybe(&record.enddate)),
        ("date_basis", text(&record.date_basis)),
        ("actor", Cell::list(&record.actor)),
        ("actor_name", Cell::list(&record.actor_name)),
        ("actor_sector", Cell::list(&record.actor_sector)),
        ("actor_cow", Cell::list(&record.actor_cow)),
        ("actor_gw", Cell::list(&record.actor_gw)),
        ("recipient", Cell::list(&record.recipient)),
        ("recipient_name", Cell::list(&record.recipient_name)),
        ("recipient_sector", Cell::list(&record.recipient_sector)),
        ("recipient_cow", Cell::list(&record.recipient_cow)),
        ("recipient_gw", Cell::list(&record.recipient_gw)),
        ("event", maybe(&record.event)),
        ("mode", maybe(&record.mode)),
        ("context", Cell::list(&record.context)),
        ("auxiliary", Cell::list(&record.auxiliary)),
        ("quad_code", Cell::Integer(record.quad_code.map(i64::from))),
        ("score", Cell::Real(record.score)),
        ("cameo", maybe(&record.cameo)),
        ("place", maybe(&record.place)),
        ("place_state", maybe(&record.place_state)),
        ("status", text(&record.status)),
        ("affirmed_by", Cell::list(&record.affirmed_by)),
        ("denied_by", Cell::list(&record.denied_by)),
        ("n_reports", Cell::Integer(Some(i64::from(record.n_reports)))),
        ("n_origins", Cell::Integer(Some(i64::from(record.n_origins)))),
        ("outlets", Cell::list(&record.outlets)),
        ("reports", Cell::list(&record.reports)),
        ("text", text(&record.text)),
    ]
}

/// Writes event records as comma-separated values with a header.
pub fn events_csv(records: &[EventRecord]) -> String {
    let header = event_cells(&EventRecord::default());
    let names: Vec<&str> = header.iter().map(|(name, _)| *name).collect();
    let mut text = csv::row(&names);
    for record in records {
        let cells: Vec<String> = event_cells(record).iter().map(|(_, cell)| cell.written()).collect();
        text.push_str(&csv::row(&cells.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    text
}
