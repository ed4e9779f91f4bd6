//! Sheets as Parquet bytes and back, without Arrow: the column writers of the format itself.

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, ZstdLevel};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};
use rayon::prelude::*;

use crate::sheet::{Cells, Column, Sheet, Text};

/// Rows of one row group: what a reader must hold in memory at once.
const ROWS_PER_GROUP: usize = 1 << 20;

/// Text cells that are handed to the library at once: few enough to stay near.
const ROWS_PER_BATCH: usize = 1 << 14;

/// The sheet as the bytes of a Parquet file; equal sheets and labels give equal bytes.
///
/// # Errors
/// The library's; with sheets of this crate none is known.
pub(crate) fn encode(sheet: &Sheet, labels: &[(&str, String)]) -> Result<Vec<u8>> {
    let schema = Arc::new(parse_message_type(&message_type(sheet))?);
    let labels = labels
        .iter()
        .map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone()))
        .collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(concat!("ottepel ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(labels))
        .build();
    let properties = Arc::new(properties);
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, properties.clone())?;
    let descriptors = file.schema_descr().columns().to_vec();
    for start in (0..sheet.rows()).step_by(ROWS_PER_GROUP) {
        let rows = start..sheet.rows().min(start + ROWS_PER_GROUP);
        let columns = sheet.columns.par_iter().zip(&descriptors);
        let encoded: Vec<(Bytes, ColumnCloseResult)> = columns
            .map(|(column, own)| encode_column(column, rows.clone(), own, &properties))
            .collect::<Result<_>>()?;
        let mut group = file.next_row_group()?;
        for (pages, closed) in encoded {
            group.append_column(&pages, closed)?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(bytes)
}

/// The schema in the format's own notation.
fn message_type(sheet: &Sheet) -> String {
    let field = |column: &Column| {
        let name = &column.name;
        match column.cells {
            Cells::Integer(_) => format!("required int32 {name};"),
            Cells::Date(_) => format!("required int32 {name} (DATE);"),
            Cells::Text(_) => format!("required binary {name} (STRING);"),
            Cells::Real(_) => format!("required double {name};"),
            Cells::OptionalReal(_) => format!("optional double {name};"),
        }
    };
    let fields: Vec<String> = sheet.columns.iter().map(field).collect();
    format!("message {} {{ {} }}", sheet.name, fields.join(" "))
}

/// The pages of some rows of a column; those of its neighbours are made at the same time.
fn encode_column(
    column: &Column,
    rows: Range<usize>,
    descriptor: &ColumnDescPtr,
    properties: &WriterPropertiesPtr,
) -> Result<(Bytes, ColumnCloseResult)> {
    let mut pages = TrackedWrite::new(Vec::new());
    let sink = Box::new(SerializedPageWriter::new(&mut pages));
    let mut writer = get_column_writer(descriptor.clone(), properties.clone(), sink);
    write_cells(&mut writer, column, rows)?;
    let closed = writer.close()?;
    Ok((Bytes::from(pages.into_inner()?), closed))
}

fn write_cells(writer: &mut ColumnWriter<'_>, column: &Column, rows: Range<usize>) -> Result<()> {
    match (writer, &column.cells) {
        (ColumnWriter::Int32ColumnWriter(out), Cells::Integer(cells) | Cells::Date(cells)) => {
            out.write_batch(&cells[rows], None, None)?;
        }
        (ColumnWriter::DoubleColumnWriter(out), Cells::Real(cells)) => {
            out.write_batch(&cells[rows], None, None)?;
        }
        (ColumnWriter::DoubleColumnWriter(out), Cells::OptionalReal(cells)) => {
            let present: Vec<f64> = cells[rows.clone()].iter().flatten().copied().collect();
            let levels: Vec<i16> = cells[rows]
                .iter()
                .map(|cell| i16::from(cell.is_some()))
                .collect();
            out.write_batch(&present, Some(&levels), None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(out), Cells::Text(text)) => {
            let names: Vec<ByteArray> = text
                .names()
                .iter()
                .map(|name| ByteArray::from(name.as_str()))
                .collect();
            let mut cells: Vec<ByteArray> = Vec::with_capacity(ROWS_PER_BATCH);
            for index in text.index()[rows].chunks(ROWS_PER_BATCH) {
                cells.clear();
                cells.extend(index.iter().map(|&name| names[name as usize].clone()));
                out.write_batch(&cells, None, None)?;
            }
        }
        _ => {
            return Err(ParquetError::General(format!(
                "column {} has another type than its schema",
                column.name
            )));
        }
    }
    Ok(())
}

/// The sheet in a Parquet file. Columns of types we never write are left out.
///
/// # Errors
/// The library's, for bytes that are not Parquet or are damaged.
pub(crate) fn decode(name: &'static str, file: File) -> Result<Sheet> {
    let file = SerializedFileReader::new(file)?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let mut columns = Vec::new();
    for (index, descriptor) in schema.columns().iter().enumerate() {
        let Some(mut cells) = no_cells(descriptor) else {
            continue;
        };
        for group in 0..file.num_row_groups() {
            read_column(file.get_row_group(group)?.as_ref(), index, &mut cells)?;
        }
        columns.push(Column {
            name: descriptor.name().to_owned(),
            meaning: "",
            cells,
        });
    }
    let rows = columns.first().map_or(0, |column| column.cells.len());
    if columns.iter().any(|column| column.cells.len() != rows) {
        return Err(ParquetError::General(
            "the columns differ in length".to_owned(),
        ));
    }
    Ok(Sheet { name, columns })
}

/// An empty column of the type the file declares; `None` for types that are not ours.
fn no_cells(descriptor: &ColumnDescriptor) -> Option<Cells> {
    use parquet::basic::Type;
    let optional = descriptor.max_def_level() == 1;
    match (descriptor.physical_type(), descriptor.logical_type_ref()) {
        (Type::INT32, Some(LogicalType::Date)) if !optional => Some(Cells::Date(Vec::new())),
        (Type::INT32, None) if !optional => Some(Cells::Integer(Vec::new())),
        (Type::DOUBLE, _) if optional => Some(Cells::OptionalReal(Vec::new())),
        (Type::DOUBLE, _) => Some(Cells::Real(Vec::new())),
        (Type::BYTE_ARRAY, Some(LogicalType::String)) if !optional => {
            Some(Cells::Text(Text::default()))
        }
        _ => None,
    }
}

fn read_column(group: &dyn RowGroupReader, index: usize, cells: &mut Cells) -> Result<()> {
    match (group.get_column_reader(index)?, cells) {
        (ColumnReader::Int32ColumnReader(reader), Cells::Integer(cells) | Cells::Date(cells)) => {
            cells.extend(read_all(reader)?.0);
        }
        (ColumnReader::DoubleColumnReader(reader), Cells::Real(cells)) => {
            cells.extend(read_all(reader)?.0)
        }
        (ColumnReader::DoubleColumnReader(reader), Cells::OptionalReal(cells)) => {
            let (values, levels) = read_all(reader)?;
            let mut values = values.into_iter();
            cells.extend(
                levels
                    .into_iter()
                    .map(|level| if level == 1 { values.next() } else { None }),
            );
        }
        (ColumnReader::ByteArrayColumnReader(reader), Cells::Text(text)) => {
            for name in read_all(reader)?.0 {
                text.push(name.as_utf8()?);
            }
        }
        _ => {
            return Err(ParquetError::General(format!(
                "column {index} has another type than its schema"
            )));
        }
    }
    Ok(())
}

/// All values of a column chunk and, for optional columns, which rows have one.
fn read_all<T: DataType>(
    mut reader: parquet::column::reader::ColumnReaderImpl<T>,
) -> Result<(Vec<T::T>, Vec<i16>)> {
    let mut values = Vec::new();
    let mut levels = Vec::new();
    while reader
        .read_records(ROWS_PER_GROUP, Some(&mut levels), None, &mut values)?
        .0
        > 0
    {}
    Ok((values, levels))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn decoded(bytes: &[u8]) -> Result<Sheet> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        decode("test", file)
    }

    fn sheet() -> Sheet {
        let column = |name: &str, cells| Column {
            name: name.to_owned(),
            meaning: "",
            cells,
        };
        let names = ["Тбилиси", "Moscow", "Тбилиси"];
        Sheet {
            name: "test",
            columns: vec![
                column("week", Cells::Integer(vec![0, 1, 70_000])),
                column("date", Cells::Date(vec![-6150, 0, 1])),
                column("place", Cells::Text(names.into_iter().collect())),
                column("value", Cells::Real(vec![0.1, -3.0e300, 5.0])),
                column("people", Cells::OptionalReal(vec![None, Some(2.5), None])),
            ],
        }
    }

    #[test]
    fn what_is_encoded_is_decoded_and_bytes_repeat() {
        let bytes = encode(&sheet(), &[("run", "r".to_owned())]).unwrap();
        assert_eq!(bytes, encode(&sheet(), &[("run", "r".to_owned())]).unwrap());
        assert_eq!(decoded(&bytes).unwrap(), sheet());
    }

    #[test]
    fn an_empty_sheet_keeps_its_columns() {
        let mut empty = sheet();
        for column in &mut empty.columns {
            column.cells = match &column.cells {
                Cells::Integer(_) => Cells::Integer(vec![]),
                Cells::Date(_) => Cells::Date(vec![]),
                Cells::Text(_) => Cells::Text(Text::default()),
                Cells::Real(_) => Cells::Real(vec![]),
                Cells::OptionalReal(_) => Cells::OptionalReal(vec![]),
            };
        }
        assert_eq!(decoded(&encode(&empty, &[]).unwrap()).unwrap(), empty);
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let bytes = encode(&sheet(), &[]).unwrap();
        for cut in 0..bytes.len() {
            assert!(decoded(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        assert!(decoded(b"run,week\n").is_err());
    }
}
