//! Shapefile (ESRI, July 1998) with its `.dbf`, `.prj` and `.cpg`, as files side by side or in a zip archive.
//!
//! Shapes and rows are read side by side, record by record; the header's own counts and boxes are not believed. The `.shx` is
//! not needed. Shapes are decoded in `shp`, rows in `dbf`.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use spatial_core::crs::Crs;

use crate::ImportError;
use crate::formats::input::read_error;
use crate::formats::{FileCrs, Found, ReadOptions, Reading, Record, Visit, dbf, shp};
use crate::text::Encoding;

/// Most entries of an archive that we look through.
const MAX_ENTRIES: usize = 10_000;
/// Most bytes of one unpacked part: `.shp` and `.dbf` files end at 2 GB by their own offsets, `.dbf` may go to 4.
const MAX_UNPACKED: u64 = 4 << 30;
/// Longest `.prj` or `.cpg`; real ones have a few hundred bytes.
const MAX_NOTE: u64 = 64 << 10;

/// Reads a `.shp` and its companions.
pub(super) fn read(
    path: &Path,
    options: ReadOptions<'_>,
    reading: &mut Reading,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let parts = Parts {
        name: path,
        shp: path.to_owned(),
        dbf: companion(path, "dbf"),
        prj: companion(path, "prj"),
        cpg: companion(path, "cpg"),
    };
    parts.read(options, reading, visit)
}

/// Reads the Shapefile of an archive. Entries are unpacked to a private folder under names of our own.
pub(super) fn read_zipped(
    path: &Path,
    options: ReadOptions<'_>,
    reading: &mut Reading,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let mut archive =
        zip::ZipArchive::new(BufReader::new(file)).map_err(|_| ImportError::Truncated { path: path.to_owned() })?;
    if archive.len() > MAX_ENTRIES {
        return Err(too_large(path));
    }
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let stems: Vec<&str> = names.iter().filter_map(|name| stem_of(name, "shp")).collect();
    if stems.is_empty() {
        return Err(ImportError::CompanionMissing { path: path.to_owned(), companion: ".shp" });
    }
    let short: Vec<&str> = stems.iter().map(|stem| stem.rsplit(['/', '\\']).next().unwrap_or(stem)).collect();
    let stem = stems[super::chosen(path, &short, options)?];
    let folder = tempfile::tempdir().map_err(unreadable)?;
    let mut unpack = |end: &str| -> Result<Option<PathBuf>, ImportError> {
        let Some(name) = names.iter().find(|name| stem_of(name, end) == Some(stem)) else { return Ok(None) };
        let target = folder.path().join(format!("part.{end}"));
        unpack_entry(&mut archive, name, &target, path)?;
        Ok(Some(target))
    };
    let missing = || ImportError::CompanionMissing { path: path.to_owned(), companion: ".shp" };
    let parts = Parts {
        name: path,
        shp: unpack("shp")?.ok_or_else(missing)?,
        dbf: unpack("dbf")?,
        prj: unpack("prj")?,
        cpg: unpack("cpg")?,
    };
    parts.read(options, reading, visit)
}

fn too_large(path: &Path) -> ImportError {
    ImportError::ArchiveTooLarge { path: path.to_owned(), limit_mb: MAX_UNPACKED >> 20, entries: MAX_ENTRIES }
}

/// An entry's name without this ending, whatever its case; hidden folders of other systems are passed over.
fn stem_of<'n>(name: &'n str, end: &str) -> Option<&'n str> {
    let (stem, found) = name.rsplit_once('.')?;
    (found.eq_ignore_ascii_case(end) && !name.starts_with("__MACOSX/")).then_some(stem)
}

fn unpack_entry(
    archive: &mut zip::ZipArchive<BufReader<File>>,
    name: &str,
    target: &Path,
    path: &Path,
) -> Result<(), ImportError> {
    let truncated = |_| ImportError::Truncated { path: path.to_owned() };
    let entry = archive.by_name(name).map_err(truncated)?;
    let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
    let mut out = File::create(target).map_err(unreadable)?;
    let size = std::io::copy(&mut entry.take(MAX_UNPACKED + 1), &mut out).map_err(|error| read_error(path, error))?;
    if size > MAX_UNPACKED { Err(too_large(path)) } else { Ok(()) }
}

/// The file beside this one with another ending, in small or capital letters.
fn companion(path: &Path, end: &str) -> Option<PathBuf> {
    let ends = [end.to_owned(), end.to_uppercase()];
    ends.into_iter().map(|end| path.with_extension(end)).find(|path| path.is_file())
}

/// Where the parts lie.
struct Parts<'a> {
    /// What the person called it.
    name: &'a Path,
    shp: PathBuf,
    dbf: Option<PathBuf>,
    prj: Option<PathBuf>,
    cpg: Option<PathBuf>,
}

impl Parts<'_> {
    fn read(&self, options: ReadOptions<'_>, reading: &mut Reading, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        reading.crs = self.crs(options.has_own_crs)?;
        let encoding = match options.encoding {
            Some(encoding) => Some(encoding),
            None => self.note(self.cpg.as_deref())?.and_then(|text| Encoding::parse(&text)),
        };
        let mut shapes = shp::Shapes::open(self.name, &self.shp, options.bytes_read)?;
        let Some(dbf) = &self.dbf else {
            return Err(ImportError::CompanionMissing { path: self.name.to_owned(), companion: ".dbf" });
        };
        let mut rows = dbf::Rows::open(self.name, dbf, encoding, &mut reading.columns)?;
        let mut number = 0;
        loop {
            let found = shapes.next()?;
            let mut values = Vec::with_capacity(reading.columns.list().len());
            let row = rows.next(&mut reading.columns, &mut values)?;
            let found = match (found, row) {
                (None, dbf::RowState::End) => return Ok(()),
                (_, dbf::RowState::Deleted) => continue,
                (found, _) => found.unwrap_or(Found::Nothing),
            };
            number += 1;
            visit(reading, Record { number, found, values, raw: &[] })?;
        }
    }

    fn crs(&self, has_own_crs: bool) -> Result<FileCrs, ImportError> {
        let Some(text) = self.note(self.prj.as_deref())? else { return Ok(FileCrs::Silent) };
        match Crs::from_wkt(&text) {
            Ok(crs) => Ok(FileCrs::Declared(crs)),
            // The person says which it is.
            Err(_) if has_own_crs => Ok(FileCrs::Silent),
            Err(_) => Err(ImportError::CrsUnknown { path: self.name.to_owned(), text }),
        }
    }

    fn note(&self, part: Option<&Path>) -> Result<Option<String>, ImportError> {
        let Some(part) = part else { return Ok(None) };
        let unreadable = |source| ImportError::Unreadable { path: part.to_owned(), source };
        let mut bytes = Vec::new();
        File::open(part).map_err(unreadable)?.take(MAX_NOTE).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}
