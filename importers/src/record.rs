//! A record of a foreign file as it was read: values by column, and what stood where its geometry should.
//!
//! Nothing is decided here about fields, validity or reference systems; see `schema`, `repair` and `load`.

use spatial_core::geometry::{Geometry, Heights};
use spatial_core::layer::Value;

/// One record of a foreign file.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    /// From 1, in the order of the file.
    pub(crate) number: u64,
    /// Its geometry as found.
    pub(crate) found: RawGeometry,
    /// One value per column known so far; missing ones at the end are null.
    pub(crate) values: Vec<Value>,
    /// Values that could not be read and are null here.
    pub(crate) losses: Vec<Loss>,
    /// Its text, in formats made of text.
    pub(crate) raw: &'a [u8],
    /// Its own `crs` member, which GeoJSON of 2008 allowed.
    pub(crate) crs: Option<&'a [u8]>,
    /// Where its text is not what it should be: the byte, from 1, and what stands there.
    pub(crate) there: Option<(u64, String)>,
}

impl Record<'_> {
    /// A record without losses and without a text of its own.
    pub(crate) fn new(number: u64, found: RawGeometry, values: Vec<Value>) -> Self {
        Self { number, found, values, losses: Vec::new(), raw: &[], crs: None, there: None }
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
pub(crate) enum RawGeometry {
    /// Nothing, or null.
    Nothing,
    /// A geometry without a coordinate.
    Empty,
    /// A geometry, perhaps invalid.
    Shape {
        /// In the file's reference system, x first.
        geometry: Geometry,
        /// Those of its vertices, if the file has any.
        heights: Option<Heights>,
        /// What reading it had to change.
        notes: GeometryNotes,
    },
    /// Something we cannot read: the finding's code.
    Unreadable(&'static str),
}

/// What reading a geometry had to change.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct GeometryNotes {
    /// The last point of a ring that was not its first.
    pub(crate) open_ring: Option<[f64; 2]>,
    /// Measures, or ordinates that are no numbers, were left out.
    pub(crate) had_more_dimensions: bool,
}
