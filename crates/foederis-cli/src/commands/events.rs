//! `foederis events`: the ledger's entries as event data.

use super::views::{json, text};
use crate::args::{EventsArgs, EventsFormat};
use crate::failure::{Failure, Outcome};
use crate::printer::Printer;
use crate::session::{self, Session};
use foederis::Names;
use foederis::views::{EventRecord, TableCell, event_cells, event_records, events_csv, events_text};
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::path::Path;
use std::sync::Arc;

/// Runs the command.
pub(crate) fn run(args: &EventsArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let session = Session::open(ledger)?;
    let desk = session.desk(&args.scope);
    let stories = session::stories(&desk, args.story.as_deref())?;
    let records = event_records(&desk, &Names::embedded(), &stories)?;
    match &args.output {
        Some(path) => write_file(path, &bytes(&records, args.format)?)?,
        None => print(&records, args.format, printer)?,
    }
    Ok(Outcome::Done)
}

fn print(records: &[EventRecord], format: EventsFormat, printer: &mut Printer) -> Result<(), Failure> {
    match format {
        EventsFormat::Text => text(&events_text(records), printer),
        EventsFormat::Json => json(&records, printer),
        _ => Ok(printer.bytes(&bytes(records, format)?)?),
    }
}

fn bytes(records: &[EventRecord], format: EventsFormat) -> Result<Vec<u8>, Failure> {
    let defect = |error: serde_json::Error| Failure::bug(error.to_string());
    match format {
        EventsFormat::Text => Ok(events_text(records).into_bytes()),
        EventsFormat::Json => serde_json::to_vec_pretty(records).map_err(defect),
        EventsFormat::Jsonl => {
            let mut lines = Vec::new();
            for record in records {
                serde_json::to_writer(&mut lines, record).map_err(defect)?;
                lines.push(b'\n');
            }
            Ok(lines)
        }
        EventsFormat::Csv => Ok(events_csv(records).into_bytes()),
        EventsFormat::Parquet => parquet_bytes(records).map_err(|error| Failure::bug(error.to_string())),
    }
}

#[expect(clippy::disallowed_methods, reason = "the program writes the file that the user names")]
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::cannot("write", path, &error))
}

/// Writes one row group; every column is optional but the schema's types are fixed.
fn parquet_bytes(records: &[EventRecord]) -> Result<Vec<u8>, ParquetError> {
    let rows: Vec<Vec<(&str, TableCell)>> = records.iter().map(event_cells).collect();
    let header = event_cells(&EventRecord::default());
    let field = |(name, cell): &(&str, TableCell)| match cell {
        TableCell::Text(_) => format!("OPTIONAL BYTE_ARRAY {name} (UTF8);"),
        TableCell::Integer(_) => format!("OPTIONAL INT64 {name};"),
        TableCell::Real(_) => format!("OPTIONAL DOUBLE {name};"),
    };
    let fields: String = header.iter().map(field).collect();
    let schema = Arc::new(parse_message_type(&format!("message event {{ {fields} }}"))?);
    let level = ZstdLevel::try_new(3)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(format!("foederis version {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for column in 0..header.len() {
        write_column(&mut group, rows.iter().map(|row| &row[column].1))?;
    }
    group.close()?;
    writer.into_inner()
}

fn write_column<'a>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: impl Iterator<Item = &'a TableCell>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".to_owned()));
    };
    let (mut levels, mut texts, mut integers, mut reals) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let is_there = match cell {
            TableCell::Text(text) => text.as_ref().map(|text| texts.push(ByteArray::from(text.as_str()))),
            TableCell::Integer(number) => number.map(|number| integers.push(number)),
            TableCell::Real(number) => number.map(|number| reals.push(number)),
        };
        levels.push(i16::from(is_there.is_some()));
    }
    match column.untyped() {
        ColumnWriter::ByteArrayColumnWriter(typed) => typed.write_batch(&texts, Some(&levels), None)?,
        ColumnWriter::Int64ColumnWriter(typed) => typed.write_batch(&integers, Some(&levels), None)?,
        ColumnWriter::DoubleColumnWriter(typed) => typed.write_batch(&reals, Some(&levels), None)?,
        _ => return Err(ParquetError::General("a column of a type that the schema has not".to_owned())),
    };
    column.close()
}
