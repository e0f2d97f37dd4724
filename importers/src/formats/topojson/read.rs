//! TopoJSON: shapes as lists of shared arcs.
//!
//! The arcs usually stand last, so the text has to be held whole: up to [`MAX_BYTES`], beyond that the file is refused and the
//! command that makes a stream of it is named. Arcs stay text (four bytes each to find them) and are decoded where they are used.

use std::io::Read;

use crate::error::ImportError;
use crate::formats::geojson::{attribute, code_of, declared_crs, there};
use crate::formats::input;
use crate::formats::json::{Cursor, JsonError, JsonErrorKind};
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::formats::topojson::stitching::{Stitched, Stitching};
use crate::formats::topojson::topology::Topology;
use crate::record::{RawGeometry, Record};

/// Largest text we hold; a province's communes at full detail are a tenth of it.
const MAX_BYTES: u64 = 512 << 20;

/// Reads all features of one object.
pub(in crate::formats) fn read(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let mut text = Vec::new();
    let mut input = input::open(source, reading)?.take(MAX_BYTES + 1);
    input.read_to_end(&mut text).map_err(|error| input::read_error(source.path, error))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(too_large(source, reading));
    }
    let topology = Topology::read(&text).map_err(|error| broken(source, reading, error))?;
    reading.crs = match topology.crs {
        Some(crs) => declared_crs(crs, source, reading)?,
        None => FileCrs::SilentlyLonLat,
    };
    let object = topology.object(source)?;
    features(&topology, object, source, reading, visit)
}

fn too_large(source: SourceFile<'_>, reading: &ReadState) -> ImportError {
    let (path, packing) = (source.path.to_owned(), reading.packing.clone());
    ImportError::FileTooLarge { path, packing, limit_mb: (MAX_BYTES >> 20) as usize }
}

fn broken(source: SourceFile<'_>, reading: &ReadState, error: JsonError) -> ImportError {
    match error.kind {
        JsonErrorKind::Ended => source.truncated(),
        JsonErrorKind::TooLarge => too_large(source, reading),
        _ => source.broken(error.at as u64),
    }
}

/// An object's features: the members of a collection, or itself.
fn features(
    topology: &Topology<'_>,
    object: &[u8],
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let mut members = None;
    let mut is_collection = false;
    let outer = Cursor::new(object).object(|cursor, key| {
        match &*key {
            "type" => is_collection = cursor.string()? == "GeometryCollection",
            "geometries" => members = Some(cursor.any()?),
            _ => cursor.any().map(drop)?,
        }
        Ok(())
    });
    outer.map_err(|error| broken(source, reading, error))?;
    let Some(members) = members.filter(|_| is_collection) else { return feature(topology, object, 1, reading, visit) };
    let mut number = 0;
    let mut refused = None;
    let inner = Cursor::new(members).array(|cursor| {
        number += 1;
        let text = cursor.any()?;
        refused = feature(topology, text, number, reading, visit).err();
        if refused.is_some() { Err(cursor.error(JsonErrorKind::Unexpected)) } else { Ok(()) }
    });
    match refused {
        Some(error) => Err(error),
        None => inner.map_err(|error| broken(source, reading, error)),
    }
}

fn feature(
    topology: &Topology<'_>,
    text: &[u8],
    number: u64,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let mut values = Vec::with_capacity(reading.columns.list().len());
    let columns = &mut reading.columns;
    let members = Cursor::new(text).object(|cursor, key| attribute(cursor, &key, columns, &mut values));
    let mut pen = Stitching::new(topology);
    let mut place = None;
    let found = match members.and_then(|()| pen.geometry(text, 0)) {
        Ok(Stitched::Nothing) => RawGeometry::Nothing,
        Ok(Stitched::Empty) => RawGeometry::Empty,
        Ok(Stitched::Shape(geometry)) => RawGeometry::Shape { geometry, heights: None, notes: pen.notes },
        Err(_) if pen.is_spent => RawGeometry::Unreadable("topology-arcs-repeated"),
        // The text itself was read before: what fails here is a reference to an arc.
        Err(error) if error.kind == JsonErrorKind::Ended => RawGeometry::Unreadable("topology-arc-missing"),
        Err(error) => {
            place = there(text, error);
            RawGeometry::Unreadable(code_of(error.kind))
        }
    };
    visit(reading, Record { raw: text, there: place, ..Record::new(number, found, values) })
}
