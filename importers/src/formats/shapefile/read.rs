//! The records of a Shapefile (ESRI, July 1998): shapes and rows side by side.
//!
//! Which shapes there are says the index, which rows the table's header; boxes in headers are not believed. Without an index that can
//! be read the shapes follow each other. Shapes are found in `shapes`, rows in `table`.

use std::fs::File;
use std::io::Read;

use spatial_core::crs::StatedCrs;

use crate::error::{Definition, ImportError};
use crate::formats::shapefile::index::ShxEntries;
use crate::formats::shapefile::parts::ShapefileParts;
use crate::formats::shapefile::sample::sampled;
use crate::formats::shapefile::shapes::ShpRecords;
use crate::formats::shapefile::table::{DbfRows, RowState, of_language_driver};
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::record::{FileNote, RawGeometry, Record};
use crate::text::{Encoding, Judged, Settled, settled};

/// Longest `.prj` or `.cpg`; real ones have a few hundred bytes.
const MAX_NOTE: u64 = 64 << 10;

/// Reads a `.shp` and its companions.
pub(in crate::formats) fn read(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    read_parts(ShapefileParts::beside(source)?, reading, visit)
}

/// Reads a Shapefile of an archive.
pub(in crate::formats) fn read_zipped(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    read_parts(ShapefileParts::archived(source)?, reading, visit)
}

fn read_parts(
    mut parts: ShapefileParts<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let source = parts.source;
    reading.packing = std::mem::take(&mut parts.packing);
    reading.crs = crs(source, parts.prj.take(), reading)?;
    let index = index(source, parts.shx.take(), reading)?;
    let Some(mut dbf) = parts.dbf.take() else {
        return Err(ImportError::CompanionMissing { path: source.path.to_owned(), companion: ".dbf" });
    };
    let (encoding, is_guessed) = encoding(&mut parts, &mut dbf, reading)?;
    let mut shapes = ShpRecords::open(source.path, parts.shp, index, source.bytes_read)?;
    let mut rows = DbfRows::open(&parts.dbf_name, dbf, (encoding, is_guessed), reading)?;
    let mut met = PairCount::default();
    loop {
        let found = shapes.next()?;
        let mut record = Record::new(met.records + 1, RawGeometry::Nothing, Vec::new());
        record.values.reserve(reading.columns.list().len());
        let row = rows.next(&mut reading.columns, &mut record)?;
        if found.is_none() && row == RowState::End {
            break;
        }
        met.count(found.is_some(), row);
        if row != RowState::Deleted {
            record.found = found.unwrap_or(RawGeometry::Nothing);
            visit(reading, record)?;
        }
    }
    reading.notes.extend(met.notes(rows.beyond()));
    reading.notes.extend(about_shapes(&shapes));
    Ok(())
}

/// The index, unless it is none or cut off: then the shapes are read as they follow each other, and that is told.
fn index(
    source: SourceFile<'_>,
    part: Option<File>,
    reading: &mut ReadState,
) -> Result<Option<ShxEntries>, ImportError> {
    let Some(part) = part else { return Ok(None) };
    let index = ShxEntries::open(part).map_err(|error| source.unreadable(error))?;
    if index.is_none() {
        reading.notes.push(FileNote { code: "index-unreadable", record: None, params: Vec::new() });
    }
    Ok(index)
}

fn about_shapes(shapes: &ShpRecords<'_>) -> Vec<FileNote> {
    let mut notes = Vec::new();
    if let Some(record) = shapes.twice() {
        let params = vec![("number", record.to_string())];
        notes.push(FileNote { code: "index-missing", record: Some(record), params });
    }
    if let Some(length) = shapes.absurd_length() {
        notes.push(FileNote { code: "length-absurd", record: None, params: vec![("length", length.to_string())] });
    }
    let patches = shapes.patches();
    if patches.count > 0 {
        let params = vec![("count", patches.count.to_string())];
        notes.push(FileNote { code: "surfaces-flattened", record: patches.first, params });
    }
    notes
}

fn crs(source: SourceFile<'_>, prj: Option<File>, reading: &mut ReadState) -> Result<FileCrs, ImportError> {
    match note(source, prj)? {
        Some(text) => {
            let packing = reading.packing.clone();
            source.stated(reading, StatedCrs::of(&text, None), || Definition::in_file(&text, &packing))
        }
        None => Ok(FileCrs::Silent),
    }
}

/// What the person asks for, or the `.cpg`, or the table's header, weighed against what the texts look like; and whether that is a guess,
/// because nobody says anything and no text tells.
fn encoding(
    parts: &mut ShapefileParts<'_>,
    dbf: &mut File,
    reading: &mut ReadState,
) -> Result<(Encoding, bool), ImportError> {
    let source = parts.source;
    let noted = note(source, parts.cpg.take())?.and_then(|text| Encoding::parse(&text));
    let (sample, language) = sampled(dbf).map_err(|error| source.unreadable(error))?;
    let stated = noted.or_else(|| of_language_driver(language));
    let is_guessed = source.encoding.or(stated).is_none() && matches!(sample.judged(), Judged::Plain);
    match settled(&sample, source.encoding, stated) {
        Settled::Read(encoding, told) => {
            reading.notes.extend(told.map(|(code, params)| FileNote { code, record: None, params }));
            Ok((encoding, is_guessed))
        }
        Settled::Ask(readings) => Err(ImportError::EncodingDoubtful { path: parts.dbf_name.clone(), readings }),
    }
}

/// The text of a small companion.
fn note(source: SourceFile<'_>, part: Option<File>) -> Result<Option<String>, ImportError> {
    let Some(part) = part else { return Ok(None) };
    let mut bytes = Vec::new();
    part.take(MAX_NOTE).read_to_end(&mut bytes).map_err(|error| source.unreadable(error))?;
    let (mark, encoding) = Encoding::of_byte_order_mark(&bytes);
    Ok(Some(encoding.unwrap_or(Encoding::Utf8).decode_lossy(&bytes[mark..])))
}

/// How many shapes and rows were met, which should be the same.
#[derive(Default)]
struct PairCount {
    records: u64,
    shapes: u64,
    rows: u64,
    deleted: u64,
    /// The first record that lacks its shape or its row; a row that is deleted lacks nothing.
    first_alone: Option<u64>,
}

impl PairCount {
    fn count(&mut self, has_shape: bool, row: RowState) {
        let has_row = row != RowState::End;
        self.shapes += u64::from(has_shape);
        self.rows += u64::from(has_row);
        let is_deleted = row == RowState::Deleted;
        self.deleted += u64::from(is_deleted);
        self.records += u64::from(!is_deleted);
        if has_shape != has_row && !is_deleted {
            self.first_alone = self.first_alone.or(Some(self.records));
        }
    }

    fn notes(&self, rows_beyond: u64) -> Vec<FileNote> {
        let mut notes = Vec::new();
        if self.first_alone.is_some() {
            let code = if self.rows < self.shapes { "rows-missing" } else { "shapes-missing" };
            let params = vec![("shapes", self.shapes.to_string()), ("rows", self.rows.to_string())];
            notes.push(FileNote { code, record: self.first_alone, params });
        }
        if rows_beyond > 0 {
            let params = vec![("rows", self.rows.to_string()), ("count", rows_beyond.to_string())];
            notes.push(FileNote { code: "rows-beyond", record: None, params });
        }
        if self.deleted > 0 {
            let params = vec![("count", self.deleted.to_string())];
            notes.push(FileNote { code: "rows-deleted", record: None, params });
        }
        notes
    }
}
