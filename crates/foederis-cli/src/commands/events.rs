//! `foederis events`: the ledger's entries as event data.

use super::export::write_with_manifest;
use super::views::text;
use crate::args::{ColumnsChoice, Common, EventsArgs, EventsFormat};
use crate::failure::{Failure, Outcome};
use crate::own_files;
use crate::printer::Printer;
use crate::session::{self, Session};
use foederis::archive::Known;
use foederis::views::{
    EventLayout, EventRecord, EventTable, TableCell, event_records, events_text, in_order,
};
use foederis::{Manifest, Names};
use parquet::basic::{Compression, ConvertedType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde::Serialize;
use std::sync::Arc;

/// Runs the command.
pub(crate) fn run(args: &EventsArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(&common.ledger)?;
    let is_all = args.story.is_none() && session::known(&args.scope) == Known::default();
    let records = if is_all {
        let mut records = Vec::new();
        session.all(|desk, stories| {
            records.append(&mut event_records(desk, Names::shared(), stories)?);
            Ok(())
        })?;
        in_order(records)
    } else {
        let (desk, stories) = session.story_or_whole(args.story.as_deref(), &args.scope)?;
        event_records(&desk, Names::shared(), &stories)?
    };
    let manifest = Manifest::of(&own_files::open(common)?);
    let bytes = bytes(&records, args, &manifest)?;
    match &args.output {
        Some(path) => write_with_manifest(path, &bytes, &manifest)?,
        None if args.format == EventsFormat::Text => text(&String::from_utf8_lossy(&bytes), printer)?,
        None => printer.bytes(&bytes)?,
    }
    Ok(Outcome::Done)
}

fn layout(columns: ColumnsChoice) -> EventLayout {
    match columns {
        ColumnsChoice::Foederis => EventLayout::Foederis,
        ColumnsChoice::Polecat => EventLayout::Polecat,
        ColumnsChoice::Icews => EventLayout::Icews,
    }
}

fn bytes(records: &[EventRecord], args: &EventsArgs, manifest: &Manifest) -> Result<Vec<u8>, Failure> {
    let table = || EventTable::of(records, layout(args.columns));
    let is_own = args.columns == ColumnsChoice::Foederis;
    match args.format {
        EventsFormat::Text if is_own => Ok(events_text(records).into_bytes()),
        EventsFormat::Json if is_own => as_array(records),
        EventsFormat::Json => as_array(&table().objects()),
        EventsFormat::Jsonl if is_own => as_lines(records),
        EventsFormat::Jsonl => as_lines(&table().objects()),
        EventsFormat::Csv => Ok(table().csv().into_bytes()),
        EventsFormat::Text | EventsFormat::Tsv => Ok(table().tsv().into_bytes()),
        EventsFormat::Parquet => {
            parquet_bytes(&table(), manifest).map_err(|error| Failure::bug(error.to_string()))
        }
    }
}

fn as_array<T: Serialize>(records: &[T]) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(records).map_err(|error| Failure::bug(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn as_lines<T: Serialize>(records: &[T]) -> Result<Vec<u8>, Failure> {
    let mut lines = Vec::new();
    for record in records {
        serde_json::to_writer(&mut lines, record).map_err(|error| Failure::bug(error.to_string()))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Writes one row group; every column is optional but the schema's types are fixed. The manifest is in the file.
fn parquet_bytes(table: &EventTable, manifest: &Manifest) -> Result<Vec<u8>, ParquetError> {
    let field = |(name, kind): (&&'static str, &TableCell)| {
        let (physical, converted) = match kind {
            TableCell::Integer(_) => (PhysicalType::INT64, ConvertedType::NONE),
            TableCell::Real(_) => (PhysicalType::DOUBLE, ConvertedType::NONE),
            TableCell::Text(_) => (PhysicalType::BYTE_ARRAY, ConvertedType::UTF8),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        Ok(Arc::new(field.with_converted_type(converted).build()?))
    };
    let fields: Vec<Arc<Type>> =
        table.columns.iter().zip(&table.kinds).map(field).collect::<Result<_, ParquetError>>()?;
    let schema = Arc::new(Type::group_type_builder("event").with_fields(fields).build()?);
    let manifest =
        serde_json::to_string(manifest).map_err(|error| ParquetError::General(error.to_string()))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(format!("foederis version {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![KeyValue::new("foederis.manifest".to_owned(), manifest)]))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for column in 0..table.columns.len() {
        write_column(&mut group, table.rows.iter().filter_map(|row| row.get(column)))?;
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
