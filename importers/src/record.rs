//! A record of a foreign file as it was read: values by column, and what stood where its geometry should; how large one may be.
//!
//! Nothing is decided here about fields, validity or reference systems; see `schema`, `repair` and `load`.

use std::collections::BTreeMap;

use spatial_core::geometry::{Geometry, Heights};
use spatial_core::layer::Value;

/// Longest text or binary of one record, in bytes: four times the largest administrative boundary at full detail (8 MB), and small
/// enough to be held some seven times over on its way into the store.
pub const MAX_RECORD_BYTES: usize = 32 << 20;

/// Most vertices of one geometry: twenty times the most detailed provincial boundary, and still mended within a few hundred MB.
pub const MAX_VERTICES: usize = 2_000_000;

/// Collections within collections; GDAL and PostGIS write one level.
pub(crate) const MAX_COLLECTION_DEPTH: usize = 8;

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

/// Findings about lines kept in full; the rest is counted by code, as reports of imports do.
const MOST_LINE_FINDINGS: usize = 10_000;

/// Something wrong, or worth knowing, in a line of a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFinding {
    /// The line, from 1; 0 if it concerns the file.
    pub line: u64,
    /// The id of the element in question.
    pub key: Option<String>,
    /// The column.
    pub field: Option<&'static str>,
    /// What stands there was left out; else it was taken, as the sentence says.
    pub is_left_out: bool,
    /// Kebab-case code; the sentences are `finding-<code>-reason` and `finding-<code>-remedy`.
    pub code: &'static str,
    /// What the sentences need.
    pub params: Vec<(&'static str, String)>,
}

impl LineFinding {
    /// A finding about a line; the rest is added by who knows more.
    pub(crate) fn at(line: u64, code: &'static str) -> Self {
        Self { line, key: None, field: None, is_left_out: false, code, params: Vec::new() }
    }

    /// About this element.
    pub(crate) fn of(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// In this column.
    pub(crate) fn in_field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// What stands there was left out.
    pub(crate) fn left_out(mut self) -> Self {
        self.is_left_out = true;
        self
    }

    /// With something its sentences say.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
}

/// What was found in the lines of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineFindings {
    /// The first of them, in the order in which they were met.
    pub kept: Vec<LineFinding>,
    /// All of them, by code.
    pub counts: BTreeMap<&'static str, u64>,
    /// How many rows were left out.
    pub left_out: u64,
}

impl LineFindings {
    /// Counts a finding, and keeps it while there is room.
    pub(crate) fn find(&mut self, finding: LineFinding) {
        *self.counts.entry(finding.code).or_default() += 1;
        self.left_out += u64::from(finding.is_left_out);
        if self.kept.len() < MOST_LINE_FINDINGS {
            self.kept.push(finding);
        }
    }
}
