//! Foreign formats: which one a file is, and its records one by one.
//!
//! A reader pushes [`Record`]s into a visitor and holds one record at a time (TopoJSON: the file). It decides nothing about
//! fields, validity or reference systems; see `schema`, `repair` and `load`.

mod archive;
mod dbf;
mod detect;
mod feature;
mod geojson;
mod gpkg;
mod inflated;
mod input;
mod json;
mod shape;
mod shapefile;
mod shp;
mod topojson;
mod window;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;

use crate::ImportError;
use crate::error::shortened;
use crate::schema::Columns;
use crate::text::Encoding;

pub use detect::Format;

/// Longest text or binary of one record, in bytes: four times the largest administrative boundary at full detail (8 MB), and small
/// enough to be held some seven times over on its way into the store.
pub const MAX_RECORD_BYTES: usize = 32 << 20;
/// Most names repeated where a file's layers are listed.
const LISTED: usize = 50;

/// Collections within collections; GDAL and PostGIS write one level.
pub(crate) const MAX_COLLECTION_DEPTH: usize = 8;

/// One record of a foreign file.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    /// From 1, in the order of the file.
    pub(crate) number: u64,
    /// Its geometry as found.
    pub(crate) found: Found,
    /// One value per column known so far; missing ones at the end are null.
    pub(crate) values: Vec<Value>,
    /// Values that could not be read and are null here.
    pub(crate) losses: Vec<Loss>,
    /// Its text, in formats made of text.
    pub(crate) raw: &'a [u8],
}

impl Record<'_> {
    /// A record without losses and without a text of its own.
    pub(crate) fn new(number: u64, found: Found, values: Vec<Value>) -> Self {
        Self { number, found, values, losses: Vec::new(), raw: &[] }
    }
}

/// A value that stood in the file and could not be read: never dropped without a finding.
#[derive(Debug)]
pub(crate) struct Loss {
    /// Its column.
    pub(crate) column: usize,
    /// The finding's code.
    pub(crate) code: &'static str,
    /// What stood there, or how large it is.
    pub(crate) value: String,
}

/// Something to tell about a file as a whole.
#[derive(Debug)]
pub(crate) struct FileNote {
    /// The finding's code.
    pub(crate) code: &'static str,
    /// The first record it concerns, if there is one.
    pub(crate) record: Option<u64>,
    /// What its sentences need.
    pub(crate) params: Vec<(&'static str, String)>,
}

/// What stands where a record's geometry should.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing, or null.
    Nothing,
    /// A geometry without a coordinate.
    Empty,
    /// A geometry, perhaps invalid.
    Shape {
        /// In the file's reference system, x first.
        geometry: Geometry,
        /// What reading it had to change.
        notes: Notes,
    },
    /// Something we cannot read: the finding's code.
    Unreadable(&'static str),
}

/// What reading a geometry had to change.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Notes {
    /// The last point of a ring that was not its first.
    pub(crate) open_ring: Option<[f64; 2]>,
    /// Heights or measures were left out.
    pub(crate) had_more_dimensions: bool,
}

/// What is known about a file while it is read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Columns so far, over all files of the import.
    pub(crate) columns: Columns,
    /// What this file says about its reference system.
    pub(crate) crs: FileCrs,
    /// What is to be told about this file.
    pub(crate) notes: Vec<FileNote>,
}

/// What a file says about its reference system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum FileCrs {
    /// Nothing.
    #[default]
    Silent,
    /// Nothing, and the format's standard says longitude/latitude then.
    SilentlyLonLat,
    /// This one.
    Declared(Crs),
}

/// Takes records as they are read.
pub(crate) type Visit<'v> = dyn FnMut(&mut Reading, Record<'_>) -> Result<(), ImportError> + 'v;

/// A file, and how it is to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The file.
    pub(crate) path: &'a Path,
    /// The layer wanted, of files that hold several.
    pub(crate) layer: Option<&'a str>,
    /// The layer to be made; taken as a hint for the one above.
    pub(crate) target: &'a str,
    /// The encoding the person asked for.
    pub(crate) encoding: Option<Encoding>,
    /// The person states a reference system that wins over the file's.
    pub(crate) has_own_crs: bool,
    /// Counts bytes taken from the disk.
    pub(crate) bytes_read: &'a AtomicU64,
}

impl Source<'_> {
    /// Which of the file's layers is meant: the one asked for, the one called like the layer to be made, or the only one.
    fn chosen(&self, names: &[&str]) -> Result<usize, ImportError> {
        let position = |wanted: &str| names.iter().position(|name| *name == wanted);
        let (path, listed) = (|| self.path.to_owned(), || listed(names));
        match self.layer {
            Some(name) => position(name).ok_or_else(|| ImportError::LayerNotInFile {
                path: path(),
                name: name.to_owned(),
                names: listed(),
            }),
            None if names.len() == 1 => Ok(0),
            None => position(self.target).ok_or_else(|| ImportError::LayerChoice { path: path(), names: listed() }),
        }
    }

    fn unreadable(&self, source: std::io::Error) -> ImportError {
        ImportError::Unreadable { path: self.path.to_owned(), source }
    }

    fn truncated(&self) -> ImportError {
        ImportError::Truncated { path: self.path.to_owned() }
    }

    fn broken(&self, at: u64) -> ImportError {
        ImportError::Broken { path: self.path.to_owned(), at }
    }
}

/// The first names, each of readable length.
fn listed(names: &[&str]) -> String {
    let mut listed: Vec<String> = names.iter().take(LISTED).map(|name| shortened(name)).collect();
    if names.len() > LISTED {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}

/// The files beside this one that are read with it.
pub(crate) fn companions(format: Format, path: &Path) -> Vec<PathBuf> {
    match format {
        Format::Shapefile => shapefile::companions(path),
        _ => Vec::new(),
    }
}

/// Reads all records of a file.
pub(crate) fn read(
    format: Format,
    source: Source<'_>,
    reading: &mut Reading,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    reading.crs = FileCrs::Silent;
    let read = match format {
        Format::GeoJson => geojson::read,
        Format::TopoJson => topojson::read,
        Format::GeoPackage => gpkg::read,
        Format::Shapefile => shapefile::read,
        Format::ZippedShapefile => shapefile::read_zipped,
    };
    read(source, reading, visit)
}

pub(crate) use detect::detect;
