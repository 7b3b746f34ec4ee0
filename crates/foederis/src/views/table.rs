//! Event records as flat tables: in our own columns, in those of POLECAT, and as dyads in those of ICEWS.
//!
//! A table has the same columns in every format. Lists are joined by `;`. What a layout cannot hold is left empty or
//! dropped, and `docs/events.md` says what.

use super::csv;
use super::events::EventRecord;
use serde_json::{Map, Value};

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

use TableCell as Cell;

impl TableCell {
    fn list(items: &[impl ToString]) -> TableCell {
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        Cell::Text((!items.is_empty()).then(|| items.join(";")))
    }

    fn text(text: &str) -> TableCell {
        Cell::Text((!text.is_empty()).then(|| text.to_owned()))
    }

    fn written(&self) -> String {
        match self {
            Cell::Text(text) => text.clone().unwrap_or_default(),
            Cell::Integer(number) => number.map_or_else(String::new, |number| number.to_string()),
            Cell::Real(number) => number.map_or_else(String::new, |number| number.to_string()),
        }
    }

    fn json(&self) -> Value {
        match self {
            Cell::Text(text) => text.as_deref().map_or(Value::Null, Value::from),
            Cell::Integer(number) => number.map_or(Value::Null, Value::from),
            Cell::Real(number) => number.map_or(Value::Null, Value::from),
        }
    }
}

/// Which columns event data come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventLayout {
    /// Ours, one row an entry.
    Foederis,
    /// POLECAT's, one row an entry.
    Polecat,
    /// ICEWS', one row for each actor and recipient.
    Icews,
}

/// Event data as rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct EventTable {
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    /// An empty cell of each column, for its type.
    pub kinds: Vec<TableCell>,
    /// Cells of each row, one a column.
    pub rows: Vec<Vec<TableCell>>,
}

type Row = Vec<(&'static str, TableCell)>;

impl EventTable {
    /// Lays event records out.
    pub fn of(records: &[EventRecord], layout: EventLayout) -> EventTable {
        let rows_of = |record: &EventRecord| -> Vec<Row> {
            match layout {
                EventLayout::Foederis => vec![own(record)],
                EventLayout::Polecat => vec![polecat(record)],
                EventLayout::Icews => icews(record),
            }
        };
        let (columns, kinds) = rows_of(&EventRecord::default()).swap_remove(0).into_iter().unzip();
        let rows = records.iter().flat_map(rows_of);
        let rows = rows.map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect();
        EventTable { columns, kinds, rows }
    }

    /// Writes comma-separated values with a header.
    pub fn csv(&self) -> String {
        let mut text = csv::row(&self.columns);
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(Cell::written).collect();
            text.push_str(&csv::row(&cells.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        text
    }

    /// Writes tab-separated values with a header, as POLECAT and ICEWS come; tabs and line breaks in words are blanks.
    pub fn tsv(&self) -> String {
        let mut text = self.columns.join("\t") + "\n";
        for row in &self.rows {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.written().replace(['\t', '\n', '\r'], " ")).collect();
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        text
    }

    /// Returns the rows as JSON objects.
    pub fn objects(&self) -> Vec<Map<String, Value>> {
        let object = |row: &Vec<TableCell>| {
            self.columns.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), cell.json())).collect()
        };
        self.rows.iter().map(object).collect()
    }
}

fn own(record: &EventRecord) -> Row {
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
        ("latitude", Cell::Real(record.latitude)),
        ("longitude", Cell::Real(record.longitude)),
        ("status", text(&record.status)),
        ("affirmed_by", Cell::list(&record.affirmed_by)),
        ("denied_by", Cell::list(&record.denied_by)),
        ("n_reports", Cell::Integer(Some(i64::from(record.n_reports)))),
        ("n_origins", Cell::Integer(Some(i64::from(record.n_origins)))),
        ("outlets", Cell::list(&record.outlets)),
        ("reports", Cell::list(&record.reports)),
        ("published", maybe(&record.published)),
        ("sentence", Cell::Integer(record.sentence.map(i64::from))),
        ("text", text(&record.text)),
    ]
}

const QUADS: [&str; 4] =
    ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];

fn quad(record: &EventRecord) -> Cell {
    let name = record.quad_code.and_then(|quad| QUADS.get(usize::from(quad).checked_sub(1)?));
    Cell::Text(name.map(|name| (*name).to_owned()))
}

/// The day an event is booked under: the last on which it can have happened.
fn event_day(record: &EventRecord) -> Cell {
    Cell::Text(record.enddate.clone().or_else(|| record.date.clone()))
}

/// POLECAT's columns in its order. Sectors of several actors are parted by `;`, as its names are.
fn polecat(record: &EventRecord) -> Row {
    let none = || Cell::Text(None);
    let primary = |sectors: &[String]| {
        Cell::list(&sectors.iter().map(|all| all.split('+').next().unwrap_or("")).collect::<Vec<_>>())
    };
    let sectors =
        |sectors: &[String]| Cell::list(&sectors.iter().map(|all| all.replace('+', ",")).collect::<Vec<_>>());
    vec![
        ("Event ID", Cell::text(&record.id)),
        ("Event Date", event_day(record)),
        ("Event Type", Cell::Text(record.event.clone())),
        ("Event Mode", Cell::Text(record.mode.clone())),
        ("Intensity", Cell::Real(record.score)),
        ("Quad Code", quad(record)),
        ("Contexts", Cell::list(&record.context)),
        ("Actor Name", Cell::list(&record.actor_name)),
        ("Actor Country", Cell::list(&record.actor)),
        ("Actor COW", Cell::list(&record.actor_cow)),
        ("Primary Actor Sector", primary(&record.actor_sector)),
        ("Actor Sectors", sectors(&record.actor_sector)),
        ("Actor Title", none()),
        ("Actor Name Raw", none()),
        ("Wikipedia Actor ID", none()),
        ("Recipient Name", Cell::list(&record.recipient_name)),
        ("Recipient Country", Cell::list(&record.recipient)),
        ("Recipient COW", Cell::list(&record.recipient_cow)),
        ("Primary Recipient Sector", primary(&record.recipient_sector)),
        ("Recipient Sectors", sectors(&record.recipient_sector)),
        ("Recipient Title", none()),
        ("Recipient Name Raw", none()),
        ("Wikipedia Recipient ID", none()),
        ("Placename", Cell::Text(record.place.clone())),
        ("City", none()),
        ("District", none()),
        ("Province", none()),
        ("Country", Cell::Text(record.place_state.clone())),
        ("Latitude", Cell::Real(record.latitude)),
        ("Longitude", Cell::Real(record.longitude)),
        ("GeoNames ID", none()),
        ("Raw Placename", none()),
        ("Feature Type", none()),
        ("Source", Cell::list(&record.outlets)),
        ("Publication Date", Cell::Text(record.published.clone())),
        ("Story People", none()),
        ("Story Organizations", none()),
        ("Story Locations", none()),
        ("Language", Cell::text("eng")),
        ("Version", Cell::text(concat!("foederis ", env!("CARGO_PKG_VERSION")))),
    ]
}

/// ICEWS' columns in its order, a row for each actor and recipient. What all sides do together is a row for each
/// ordered pair of them.
fn icews(record: &EventRecord) -> Vec<Row> {
    let sides = |names: &[String], codes: &[String], sectors: &[String]| -> Vec<[String; 3]> {
        let at = |list: &[String], idx: usize| list.get(idx).cloned().unwrap_or_default();
        let side = |idx: usize| [at(names, idx), at(sectors, idx).replace('+', ","), at(codes, idx)];
        (0..names.len().max(codes.len())).map(side).collect()
    };
    let actors = sides(&record.actor_name, &record.actor, &record.actor_sector);
    let recipients = sides(&record.recipient_name, &record.recipient, &record.recipient_sector);
    let nobody = || [String::new(), String::new(), String::new()];
    let mut pairs: Vec<([String; 3], [String; 3])> = Vec::new();
    for (idx, actor) in actors.iter().enumerate() {
        let others = actors.iter().enumerate().filter(|(other, _)| *other != idx && recipients.is_empty());
        let toward: Vec<&[String; 3]> = recipients.iter().chain(others.map(|(_, other)| other)).collect();
        if toward.is_empty() {
            pairs.push((actor.clone(), nobody()));
        }
        pairs.extend(toward.into_iter().map(|other| (actor.clone(), other.clone())));
    }
    if actors.is_empty() {
        pairs.extend(recipients.into_iter().map(|recipient| (nobody(), recipient)));
    }
    if pairs.is_empty() {
        pairs.push((nobody(), nobody()));
    }
    pairs.into_iter().map(|(actor, recipient)| icews_row(record, &actor, &recipient)).collect()
}

fn icews_row(record: &EventRecord, actor: &[String; 3], recipient: &[String; 3]) -> Row {
    let none = || Cell::Text(None);
    vec![
        ("Event ID", Cell::text(&record.id)),
        ("Event Date", event_day(record)),
        ("Source Name", Cell::text(&actor[0])),
        ("Source Sectors", Cell::text(&actor[1])),
        ("Source Country", Cell::text(&actor[2])),
        ("Event Text", Cell::Text(record.gloss.clone())),
        ("CAMEO Code", Cell::Text(record.cameo.clone())),
        ("Intensity", Cell::Real(record.score)),
        ("Target Name", Cell::text(&recipient[0])),
        ("Target Sectors", Cell::text(&recipient[1])),
        ("Target Country", Cell::text(&recipient[2])),
        ("Story ID", Cell::Text(record.reports.first().cloned())),
        ("Sentence Number", Cell::Integer(record.sentence.map(i64::from))),
        ("Publisher", Cell::Text(record.outlets.first().cloned())),
        ("City", Cell::Text(record.place.clone())),
        ("District", none()),
        ("Province", none()),
        ("Country", Cell::Text(record.place_state.clone())),
        ("Latitude", Cell::Real(record.latitude)),
        ("Longitude", Cell::Real(record.longitude)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(actors: &[&str], recipients: &[&str]) -> EventRecord {
        let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        EventRecord {
            id: "e1".to_owned(),
            actor: list(actors),
            actor_name: list(actors),
            actor_sector: actors.iter().map(|_| "GOV+MIL".to_owned()).collect(),
            recipient: list(recipients),
            recipient_name: list(recipients),
            quad_code: Some(4),
            cameo: Some("190".to_owned()),
            text: "tab\there".to_owned(),
            ..EventRecord::default()
        }
    }

    #[track_caller]
    fn check_dyads(actors: &[&str], recipients: &[&str], expected: &[&str]) {
        let table = EventTable::of(&[record(actors, recipients)], EventLayout::Icews);
        let pairs: Vec<String> =
            table.rows.iter().map(|row| format!("{}>{}", row[4].written(), row[10].written())).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn dyads_are_every_actor_to_every_recipient() {
        check_dyads(&["TCD", "NER"], &["GHA", "TGO"], &["TCD>GHA", "TCD>TGO", "NER>GHA", "NER>TGO"]);
        check_dyads(&["TCD", "NER"], &[], &["TCD>NER", "NER>TCD"]);
        check_dyads(&["TCD"], &[], &["TCD>"]);
        check_dyads(&[], &["TCD"], &[">TCD"]);
        check_dyads(&[], &[], &[">"]);
    }

    #[test]
    fn every_layout_has_a_cell_a_column() {
        for layout in [EventLayout::Foederis, EventLayout::Polecat, EventLayout::Icews] {
            let table = EventTable::of(&[record(&["TCD"], &["NER"])], layout);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{layout:?}");
            assert_eq!(table.tsv().lines().count(), 2, "{layout:?}");
            assert!(table.tsv().lines().all(|line| line.matches('\t').count() + 1 == table.columns.len()));
        }
    }

    #[test]
    fn polecat_has_one_row_with_its_own_words() {
        let table = EventTable::of(&[record(&["TCD", "NER"], &["GHA"])], EventLayout::Polecat);
        let object = &table.objects()[0];
        assert_eq!(object["Actor Country"], "TCD;NER");
        assert_eq!(object["Primary Actor Sector"], "GOV;GOV");
        assert_eq!(object["Actor Sectors"], "GOV,MIL;GOV,MIL");
        assert_eq!(object["Quad Code"], "MATERIAL CONFLICT");
        assert_eq!(object["GeoNames ID"], serde_json::Value::Null);
        assert_eq!(table.columns.len(), 40);
    }
}
