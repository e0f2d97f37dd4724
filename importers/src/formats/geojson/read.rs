//! GeoJSON as a stream: feature collections (RFC 7946, and the old `crs` member of 2008), single features and geometries, and
//! sequences, newline-delimited or RFC 8142.
//!
//! One record is in memory at a time. A record that is JSON but no feature is handed on as unreadable; a file that ends too
//! early or is no JSON between its records is refused.

use std::borrow::Cow;

use spatial_core::crs::{Crs, CrsError, StatedCrs};

use crate::error::{Definition, ImportError};
use crate::formats::geojson::feature;
use crate::formats::geojson::window::{ValueSpan, Window};
use crate::formats::input;
use crate::formats::json::{Cursor, JsonError, JsonErrorKind, JsonResult};
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::record::{RawGeometry, Record};

/// Separates the texts of a sequence (RFC 8142 §2.1).
pub(in crate::formats) const RECORD_SEPARATOR: u8 = 0x1E;

/// Reads all features of a file.
pub(in crate::formats) fn read(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    reading.crs = FileCrs::SilentlyLonLat;
    let mut reader =
        GeoJsonReader { window: Window::new(source.path, input::open(source, reading)?), source, number: 0 };
    match reader.window.peek()? {
        Some(RECORD_SEPARATOR) => reader.sequence(RECORD_SEPARATOR, reading, visit),
        Some(_) => reader.document(reading, visit),
        None => Err(source.truncated()),
    }
}

struct GeoJsonReader<'a> {
    window: Window<'a>,
    source: SourceFile<'a>,
    number: u64,
}

impl GeoJsonReader<'_> {
    /// A collection, or a first feature with perhaps more on the lines below.
    fn document(&mut self, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        self.window.is_holding = true;
        self.window.must(b'{')?;
        let mut is_collection = false;
        let mut is_first = true;
        while !self.window.accept(b'}')? {
            if !is_first {
                self.window.must(b',')?;
            }
            is_first = false;
            let key = self.key()?;
            if key == "features" && self.window.peek()? == Some(b'[') {
                is_collection = true;
                self.window.is_holding = false;
                self.features(reading, visit)?;
            } else {
                let value = self.window.value()?;
                if key == "crs" {
                    reading.crs = declared_crs(self.window.bytes(value.range), self.source, reading)?;
                }
            }
        }
        if !is_collection {
            self.number = 1;
            visit_record(self.window.held(), self.number, self.source, reading, visit)?;
            self.window.is_holding = false;
            return self.sequence(b'\n', reading, visit);
        }
        if self.window.peek()?.is_some() { Err(self.window.broken()) } else { Ok(()) }
    }

    fn key(&mut self) -> Result<String, ImportError> {
        let value = self.window.value()?;
        let key = Cursor::new(self.window.bytes(value.range)).string().map(Cow::into_owned);
        self.window.must(b':')?;
        key.map_err(|_| self.window.broken())
    }

    /// The elements of the `features` array.
    fn features(&mut self, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        self.window.must(b'[')?;
        if self.window.accept(b']')? {
            return Ok(());
        }
        loop {
            let piece = self.window.value()?;
            self.record(piece, reading, visit)?;
            if self.window.accept(b']')? {
                return Ok(());
            }
            self.window.must(b',')?;
        }
    }

    /// Texts one after the other; the last one must be whole.
    fn sequence(&mut self, separator: u8, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        while let Some((piece, is_closed)) = self.window.until(separator)? {
            let text = self.window.bytes(piece.range.clone());
            if !piece.is_cut && text.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if !is_closed && !piece.is_cut && ends_early(text) {
                return Err(ImportError::Truncated { path: self.source.path.to_owned() });
            }
            self.record(piece, reading, visit)?;
        }
        Ok(())
    }

    fn record(&mut self, piece: ValueSpan, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        self.number += 1;
        let text = self.window.bytes(piece.range);
        if piece.is_cut {
            let found = RawGeometry::Unreadable("record-too-large");
            return visit(reading, Record { raw: text, ..Record::new(self.number, found, Vec::new()) });
        }
        visit_record(text, self.number, self.source, reading, visit)
    }
}

fn visit_record(
    text: &[u8],
    number: u64,
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let record = feature::read(text, number, &mut reading.columns).unwrap_or_else(|error| {
        if error.kind == JsonErrorKind::NotUtf8 {
            let rest = text.get(error.at..).unwrap_or_default();
            reading.undecoded.take(rest.split(|byte| *byte == b'"').next().unwrap_or_default());
        }
        let found = RawGeometry::Unreadable(code_of(error.kind));
        Record { raw: text, there: there(text, error), ..Record::new(number, found, Vec::new()) }
    });
    if let Some(own) = record.crs.filter(|_| !source.has_own_crs) {
        one_crs(own, number, source, reading)?;
    }
    visit(reading, record)
}

/// A record may state the system that the file does not; another one than those before it would tear the layer apart.
fn one_crs(own: &[u8], record: u64, source: SourceFile<'_>, reading: &mut ReadState) -> Result<(), ImportError> {
    let name = crs_name(&mut Cursor::new(own)).ok().flatten().unwrap_or_default();
    let own = match StatedCrs::of(&name, None) {
        Ok(Some(stated)) => stated.crs,
        _ => return Ok(()),
    };
    let file = match reading.crs {
        FileCrs::SilentlyLonLat if record == 1 => own,
        FileCrs::SilentlyLonLat => Crs::WGS84,
        FileCrs::Declared(crs) => crs,
        FileCrs::Silent => return Ok(()),
    };
    if own != file {
        let (path, found, file) = (source.path.to_owned(), own.to_string(), file.to_string());
        return Err(ImportError::CrsOfRecord { path, record, found, before: file });
    }
    if record == 1 {
        reading.crs = FileCrs::Declared(own);
    }
    Ok(())
}

/// What stands where a record's text is not what it should be, and at which byte of the record (from 1).
pub(in crate::formats) fn there(text: &[u8], error: JsonError) -> Option<(u64, String)> {
    /// Enough to find it by.
    const QUOTED: usize = 40;
    let rest = text.get(error.at..).unwrap_or_default();
    let value = Cursor::new(rest).any().unwrap_or(rest);
    let quoted = String::from_utf8_lossy(value).chars().take(QUOTED).collect();
    Some((error.at as u64 + 1, quoted))
}

/// The finding's code for a text that is no feature.
pub(in crate::formats) fn code_of(kind: JsonErrorKind) -> &'static str {
    match kind {
        JsonErrorKind::Syntax | JsonErrorKind::Ended => "record-not-json",
        JsonErrorKind::Unexpected => "record-not-geojson",
        JsonErrorKind::NotNumber => "coordinate-not-number",
        JsonErrorKind::TooDeep => "record-too-deep",
        JsonErrorKind::NotUtf8 => "record-not-utf8",
        JsonErrorKind::TooLarge => "geometry-too-large",
    }
}

fn ends_early(text: &[u8]) -> bool {
    let mut cursor = Cursor::new(text);
    matches!(cursor.any(), Err(error) if error.kind == JsonErrorKind::Ended)
}

/// The `crs` member of GeoJSON 2008: a name, a code of EPSG (as older servers write it), or null for "unknown"; links are refused.
pub(in crate::formats) fn declared_crs(
    text: &[u8],
    source: SourceFile<'_>,
    reading: &mut ReadState,
) -> Result<FileCrs, ImportError> {
    let mut cursor = Cursor::new(text);
    if cursor.null().unwrap_or(false) {
        return Ok(FileCrs::Silent);
    }
    let name = crs_name(&mut cursor).ok().flatten();
    let found = match &name {
        Some(name) => StatedCrs::of(name, None),
        None => Err(CrsError::Unknown { text: String::from_utf8_lossy(text).into_owned() }),
    };
    let packing = reading.packing.clone();
    source.stated(reading, found, || Definition::in_file(&name.unwrap_or_default(), &packing))
}

fn crs_name(cursor: &mut Cursor<'_>) -> JsonResult<Option<String>> {
    let mut name = None;
    cursor.object(|cursor, key| match &*key {
        "properties" => cursor.object(|cursor, key| {
            match &*key {
                "name" => name = Some(cursor.string()?.into_owned()),
                "code" => name = Some(format!("EPSG:{}", String::from_utf8_lossy(cursor.any()?).trim_matches('"'))),
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        }),
        _ => cursor.any().map(drop),
    })?;
    Ok(name)
}
