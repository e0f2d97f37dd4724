//! Shapefile (ESRI, July 1998) with its `.dbf`, `.prj` and `.cpg`, as files side by side or in a zip archive.
//!
//! Shapes and rows are read side by side, record by record; the header's own counts and boxes are not believed. The `.shx` is
//! not needed. Shapes are decoded in `shp`, rows in `dbf`.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use spatial_core::crs::StatedCrs;

use crate::error::ImportError;
use crate::formats::shapefile::archive::Archive;
use crate::formats::shapefile::sample::sampled;
use crate::formats::shapefile::{dbf, shp};
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::record::{FileNote, RawGeometry, Record};
use crate::text::{Encoding, Settled, settled};

/// Longest `.prj` or `.cpg`; real ones have a few hundred bytes.
const MAX_NOTE: u64 = 64 << 10;

/// Reads a `.shp` and its companions.
pub(in crate::formats) fn read(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let opened = |path: &Path| -> Result<File, ImportError> {
        File::open(path).map_err(|error| ImportError::Unreadable { path: path.to_owned(), source: error })
    };
    let dbf_path = companion(source.path, "dbf");
    let part = |end| companion(source.path, end).as_deref().map(opened).transpose();
    let parts = ShapefileParts {
        source,
        shp: opened(source.path)?,
        dbf: dbf_path.as_deref().map(opened).transpose()?,
        dbf_name: dbf_path.as_deref().unwrap_or(source.path),
        prj: part("prj")?,
        cpg: part("cpg")?,
    };
    parts.read(reading, visit)
}

/// Reads the Shapefile of an archive.
pub(in crate::formats) fn read_zipped(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let missing = || ImportError::NoShapefile { path: source.path.to_owned() };
    let mut archive = Archive::open(source.path)?;
    let names = archive.names();
    let stems: Vec<&str> = names.iter().filter_map(|name| stem_of(name, "shp")).collect();
    if stems.is_empty() {
        return Err(missing());
    }
    let short: Vec<&str> = stems.iter().map(|stem| stem.rsplit(['/', '\\']).next().unwrap_or(stem)).collect();
    let stem = stems[source.chosen(&short)?];
    let mut part = |end: &str| -> Result<Option<File>, ImportError> {
        let name = names.iter().find(|name| stem_of(name, end) == Some(stem));
        name.map(|name| archive.unpacked(name)).transpose()
    };
    let shp = part("shp")?.ok_or_else(missing)?;
    let (dbf, prj, cpg) = (part("dbf")?, part("prj")?, part("cpg")?);
    ShapefileParts { source, shp, dbf, dbf_name: source.path, prj, cpg }.read(reading, visit)
}

/// An entry's name without this ending, whatever its case; hidden folders of other systems are passed over.
fn stem_of<'n>(name: &'n str, end: &str) -> Option<&'n str> {
    let (stem, found) = name.rsplit_once('.')?;
    (found.eq_ignore_ascii_case(end) && !name.starts_with("__MACOSX/")).then_some(stem)
}

/// Those of its companions that are there.
pub(in crate::formats) fn companions(path: &Path) -> Vec<PathBuf> {
    ["dbf", "prj", "cpg"].into_iter().filter_map(|end| companion(path, end)).collect()
}

/// The file beside this one with another ending, in small or capital letters.
fn companion(path: &Path, end: &str) -> Option<PathBuf> {
    let ends = [end.to_owned(), end.to_uppercase()];
    ends.into_iter().map(|end| path.with_extension(end)).find(|path| path.is_file())
}

/// The parts, open.
struct ShapefileParts<'a> {
    /// What the person named.
    source: SourceFile<'a>,
    shp: File,
    dbf: Option<File>,
    /// What the table is called in messages.
    dbf_name: &'a Path,
    prj: Option<File>,
    cpg: Option<File>,
}

impl ShapefileParts<'_> {
    fn read(mut self, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let source = self.source;
        reading.crs = self.crs(reading)?;
        let encoding = self.encoding(reading)?;
        let mut shapes = shp::ShpRecords::open(source.path, self.shp, source.bytes_read)?;
        let Some(dbf) = self.dbf else {
            return Err(ImportError::CompanionMissing { path: source.path.to_owned(), companion: ".dbf" });
        };
        let mut rows = dbf::DbfRows::open(self.dbf_name, dbf, encoding, &mut reading.columns)?;
        let mut met = PairCount::default();
        loop {
            let found = shapes.next()?;
            let mut record = Record::new(met.records + 1, RawGeometry::Nothing, Vec::new());
            record.values.reserve(reading.columns.list().len());
            let row = rows.next(&mut reading.columns, &mut record)?;
            if found.is_none() && row == dbf::RowState::End {
                break;
            }
            met.count(found.is_some(), row);
            if row != dbf::RowState::Deleted {
                record.found = found.unwrap_or(RawGeometry::Nothing);
                visit(reading, record)?;
            }
        }
        reading.notes.extend(met.notes());
        Ok(())
    }

    /// What the person asks for, or the `.cpg`, or the table's header, weighed against what the texts look like.
    fn encoding(&mut self, reading: &mut ReadState) -> Result<Option<Encoding>, ImportError> {
        let noted = note(self.source, self.cpg.take())?.and_then(|text| Encoding::parse(&text));
        let Some(table) = &mut self.dbf else { return Ok(None) };
        let (sample, language) = sampled(table).map_err(|error| self.source.unreadable(error))?;
        let stated = noted.or_else(|| dbf::of_language_driver(language));
        match settled(&sample, self.source.encoding, stated) {
            Settled::Read(encoding, told) => {
                reading.notes.extend(told.map(|(code, params)| FileNote { code, record: None, params }));
                Ok(Some(encoding))
            }
            Settled::Ask(readings) => Err(ImportError::EncodingDoubtful { path: self.dbf_name.to_owned(), readings }),
        }
    }

    fn crs(&mut self, reading: &mut ReadState) -> Result<FileCrs, ImportError> {
        match note(self.source, self.prj.take())? {
            Some(text) => self.source.stated(reading, StatedCrs::of(&text, None)),
            None => Ok(FileCrs::Silent),
        }
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
    fn count(&mut self, has_shape: bool, row: dbf::RowState) {
        let has_row = row != dbf::RowState::End;
        self.shapes += u64::from(has_shape);
        self.rows += u64::from(has_row);
        let is_deleted = row == dbf::RowState::Deleted;
        self.deleted += u64::from(is_deleted);
        self.records += u64::from(!is_deleted);
        if has_shape != has_row && !is_deleted {
            self.first_alone = self.first_alone.or(Some(self.records));
        }
    }

    fn notes(&self) -> Vec<FileNote> {
        let mut notes = Vec::new();
        if self.first_alone.is_some() {
            let code = if self.rows < self.shapes { "rows-missing" } else { "shapes-missing" };
            let params = vec![("shapes", self.shapes.to_string()), ("rows", self.rows.to_string())];
            notes.push(FileNote { code, record: self.first_alone, params });
        }
        if self.deleted > 0 {
            let params = vec![("count", self.deleted.to_string())];
            notes.push(FileNote { code: "rows-deleted", record: None, params });
        }
        notes
    }
}
