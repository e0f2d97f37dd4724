//! Well-known binary (OGC 06-103r4 §8), little-endian out, both orders in. Heights (Z) are kept beside the shape where they are asked
//! for; else they are dropped with a flag, as measures (M) always are.
//!
//! Hot path: every feature of every layer passes here on loading.
//! ISO type numbers (1001, 2001, 3001 …) and PostGIS's EWKB flags are both understood; an EWKB SRID is skipped.

mod write;

use geo_types::{
    Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, coord,
};

use crate::geometry::{Envelope, Geometry, Heights};
use crate::message::{Message, Say};

pub use write::{write, write_with};

/// Deepest nesting of collections we read; real data has one level.
pub const MAX_DEPTH: usize = 8;

/// Why bytes are no shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WkbError {
    /// The bytes end before the shape does.
    #[error("WKB ends at byte {at}")]
    Truncated {
        /// Offset of the missing byte.
        at: usize,
    },
    /// A type number we do not read (curves, surfaces), or a member that does not belong into its collection.
    #[error("WKB type {code} is not supported")]
    UnsupportedType {
        /// As found.
        code: u32,
    },
    /// Neither big- nor little-endian: these bytes are no WKB.
    #[error("WKB has no byte order at byte {at}")]
    NoByteOrder {
        /// Offset of the byte that should say so.
        at: usize,
    },
    /// Collections within collections beyond [`MAX_DEPTH`].
    #[error("WKB nests deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

impl Say for WkbError {
    fn message(&self) -> Message {
        match self {
            Self::Truncated { at } => Message::new("geometry-wkb-truncated").with("at", at),
            Self::UnsupportedType { code } => Message::new("geometry-wkb-type").with("type", code),
            Self::NoByteOrder { at } => Message::new("geometry-wkb-order").with("at", at),
            Self::TooDeep => Message::new("geometry-wkb-deep").with("depth", MAX_DEPTH),
        }
    }
}

/// What was changed in reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WkbNotes {
    /// Measures were dropped, or heights that nobody asked for.
    pub has_dropped_dimensions: bool,
    /// A polygon's ring did not end where it began; it was closed.
    pub has_closed_ring: bool,
}

const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;
const COLLECTION: u32 = 7;

/// EWKB flags (PostGIS): Z, M, and a spatial reference id after the type.
const EWKB_Z: u32 = 0x8000_0000;
const EWKB_M: u32 = 0x4000_0000;
const EWKB_SRID: u32 = 0x2000_0000;

/// Reads ISO WKB or EWKB. An empty point (both coordinates NaN) becomes an empty multipoint.
///
/// # Errors
/// [`WkbError`], never a panic, and never more memory than the bytes themselves justify.
pub fn read(bytes: &[u8]) -> Result<Geometry, WkbError> {
    read_noted(bytes).map(|(geometry, _)| geometry)
}

/// As [`read`], and says what was changed.
///
/// # Errors
/// As [`read`].
pub fn read_noted(bytes: &[u8]) -> Result<(Geometry, WkbNotes), WkbError> {
    let mut reader = WkbReader { bytes, at: 0, notes: WkbNotes::default(), heights: None };
    let geometry = reader.geometry(0)?;
    Ok((geometry, reader.notes))
}

/// As [`read_noted`], with the heights of the vertices, if there are any.
///
/// # Errors
/// As [`read`].
pub fn read_with_heights(bytes: &[u8]) -> Result<(Geometry, Option<Heights>, WkbNotes), WkbError> {
    let mut reader = WkbReader { bytes, at: 0, notes: WkbNotes::default(), heights: Some(Vec::new()) };
    let geometry = reader.geometry(0)?;
    let heights = reader.heights.and_then(|heights| Heights::of(&geometry, heights));
    Ok((geometry, heights, reader.notes))
}

/// The box around the shape, without building it; `None` if it is empty. Coordinates that are not finite are left out.
///
/// # Errors
/// As [`read`].
pub fn envelope(bytes: &[u8]) -> Result<Option<Envelope>, WkbError> {
    let mut reader = WkbReader { bytes, at: 0, notes: WkbNotes::default(), heights: None };
    let mut found = Envelope { min: [f64::INFINITY; 2], max: [f64::NEG_INFINITY; 2] };
    reader.bound(0, &mut found)?;
    Ok((found.min[0] <= found.max[0] && found.min[1] <= found.max[1]).then_some(found))
}

struct WkbReader<'a> {
    bytes: &'a [u8],
    at: usize,
    notes: WkbNotes,
    /// One for each vertex so far, if they are wanted.
    heights: Option<Vec<f64>>,
}

/// How the numbers of one shape are written.
#[derive(Clone, Copy)]
struct WkbLayout {
    kind: u32,
    is_little: bool,
    has_z: bool,
    /// Bytes from one point to the next.
    stride: usize,
}

impl<'a> WkbReader<'a> {
    fn geometry(&mut self, depth: usize) -> Result<Geometry, WkbError> {
        let layout = self.header()?;
        Ok(match layout.kind {
            POINT => self.point(layout)?.map_or(Geometry::MultiPoint(MultiPoint(Vec::new())), Geometry::Point),
            LINE_STRING => Geometry::LineString(self.line(layout)?),
            POLYGON => Geometry::Polygon(self.polygon(layout)?),
            MULTI_POINT => {
                let points = self.members(layout, POINT, Self::point)?;
                Geometry::MultiPoint(MultiPoint(points.into_iter().flatten().collect()))
            }
            MULTI_LINE_STRING => {
                Geometry::MultiLineString(MultiLineString(self.members(layout, LINE_STRING, Self::line)?))
            }
            MULTI_POLYGON => Geometry::MultiPolygon(MultiPolygon(self.members(layout, POLYGON, Self::polygon)?)),
            COLLECTION if depth >= MAX_DEPTH => return Err(WkbError::TooDeep),
            COLLECTION => {
                let count = self.count(layout)?;
                let mut members = Vec::new();
                for _ in 0..count {
                    members.push(self.geometry(depth + 1)?);
                }
                Geometry::GeometryCollection(GeometryCollection(members))
            }
            code => return Err(WkbError::UnsupportedType { code }),
        })
    }

    /// Members carry their own headers. Nothing is reserved: a lying count runs into the end of the bytes.
    fn members<T>(
        &mut self,
        layout: WkbLayout,
        kind: u32,
        member: impl Fn(&mut Self, WkbLayout) -> Result<T, WkbError>,
    ) -> Result<Vec<T>, WkbError> {
        let count = self.count(layout)?;
        let mut members = Vec::new();
        for _ in 0..count {
            let own = self.header()?;
            if own.kind != kind {
                return Err(WkbError::UnsupportedType { code: own.kind });
            }
            members.push(member(self, own)?);
        }
        Ok(members)
    }

    fn point(&mut self, layout: WkbLayout) -> Result<Option<Point<f64>>, WkbError> {
        let raw = self.take(layout.stride)?;
        let Coord { x, y } = coordinate(raw, layout.is_little);
        if x.is_nan() && y.is_nan() {
            return Ok(None);
        }
        self.note_heights(raw, layout);
        Ok(Some(Point::new(x, y)))
    }

    fn line(&mut self, layout: WkbLayout) -> Result<LineString<f64>, WkbError> {
        let raw = self.points(layout)?;
        self.note_heights(raw, layout);
        let points = raw.chunks_exact(layout.stride);
        Ok(LineString(if layout.is_little {
            points.map(|point| coordinate(point, true)).collect()
        } else {
            points.map(|point| coordinate(point, false)).collect()
        }))
    }

    fn polygon(&mut self, layout: WkbLayout) -> Result<Polygon<f64>, WkbError> {
        let count = self.count(layout)?;
        if count == 0 {
            return Ok(Polygon::new(LineString(Vec::new()), Vec::new()));
        }
        let shell = self.ring(layout)?;
        let mut holes = Vec::new();
        for _ in 1..count {
            holes.push(self.ring(layout)?);
        }
        Ok(Polygon::new(shell, holes))
    }

    fn ring(&mut self, layout: WkbLayout) -> Result<LineString<f64>, WkbError> {
        let start = self.heights.as_ref().map_or(0, Vec::len);
        let ring = self.line(layout)?;
        if ring.0.first() != ring.0.last() {
            // `Polygon::new` closes it.
            self.notes.has_closed_ring = true;
            if let Some(heights) = &mut self.heights {
                heights.extend_from_within(start..=start);
            }
        }
        Ok(ring)
    }

    /// The heights of a list of points, if they are wanted; points without have none.
    #[inline]
    fn note_heights(&mut self, raw: &[u8], layout: WkbLayout) {
        let Some(heights) = &mut self.heights else { return };
        let points = raw.chunks_exact(layout.stride);
        heights.extend(points.map(|point| if layout.has_z { ordinate(point, 16, layout.is_little) } else { f64::NAN }));
    }

    fn bound(&mut self, depth: usize, found: &mut Envelope) -> Result<(), WkbError> {
        let layout = self.header()?;
        match layout.kind {
            POINT => extend(found, coordinate(self.take(layout.stride)?, layout.is_little)),
            LINE_STRING => self.bound_points(layout, found)?,
            POLYGON => {
                for _ in 0..self.count(layout)? {
                    self.bound_points(layout, found)?;
                }
            }
            MULTI_POINT..=COLLECTION if depth > MAX_DEPTH => return Err(WkbError::TooDeep),
            MULTI_POINT..=COLLECTION => {
                for _ in 0..self.count(layout)? {
                    self.bound(depth + 1, found)?;
                }
            }
            code => return Err(WkbError::UnsupportedType { code }),
        }
        Ok(())
    }

    fn bound_points(&mut self, layout: WkbLayout, found: &mut Envelope) -> Result<(), WkbError> {
        for point in self.points(layout)?.chunks_exact(layout.stride) {
            extend(found, coordinate(point, layout.is_little));
        }
        Ok(())
    }

    fn header(&mut self) -> Result<WkbLayout, WkbError> {
        let is_little = match self.take(1)? {
            [0] => false,
            [1] => true,
            _ => return Err(WkbError::NoByteOrder { at: self.at - 1 }),
        };
        let code = self.number(is_little)?;
        if code & EWKB_SRID != 0 {
            self.take(4)?;
        }
        let plain = code & !(EWKB_Z | EWKB_M | EWKB_SRID);
        let (iso, kind) = (plain / 1000, plain % 1000);
        if iso > 3 {
            return Err(WkbError::UnsupportedType { code: plain });
        }
        let has_z = code & EWKB_Z != 0 || iso & 1 != 0;
        let has_m = code & EWKB_M != 0 || iso & 2 != 0;
        self.notes.has_dropped_dimensions |= has_m || has_z && self.heights.is_none();
        Ok(WkbLayout { kind, is_little, has_z, stride: 16 + 8 * usize::from(has_z) + 8 * usize::from(has_m) })
    }

    /// The bytes of a counted list of points.
    fn points(&mut self, layout: WkbLayout) -> Result<&'a [u8], WkbError> {
        let count = self.count(layout)?;
        let size = (count as usize).checked_mul(layout.stride).ok_or(WkbError::Truncated { at: self.bytes.len() })?;
        self.take(size)
    }

    fn count(&mut self, layout: WkbLayout) -> Result<u32, WkbError> {
        self.number(layout.is_little)
    }

    fn number(&mut self, is_little: bool) -> Result<u32, WkbError> {
        let Ok(raw) = <[u8; 4]>::try_from(self.take(4)?) else { return Err(WkbError::Truncated { at: self.at }) };
        Ok(if is_little { u32::from_le_bytes(raw) } else { u32::from_be_bytes(raw) })
    }

    #[inline]
    fn take(&mut self, size: usize) -> Result<&'a [u8], WkbError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = rest.get(..size).ok_or(WkbError::Truncated { at: self.bytes.len() })?;
        self.at += size;
        Ok(taken)
    }
}

/// x and y of a point of at least 16 bytes.
#[inline]
fn coordinate(point: &[u8], is_little: bool) -> Coord<f64> {
    coord! { x: ordinate(point, 0, is_little), y: ordinate(point, 8, is_little) }
}

/// The number at these eight bytes of a point.
#[inline]
fn ordinate(point: &[u8], at: usize, is_little: bool) -> f64 {
    let mut raw = [0; 8];
    raw.copy_from_slice(&point[at..at + 8]);
    if is_little { f64::from_le_bytes(raw) } else { f64::from_be_bytes(raw) }
}

#[inline]
fn extend(found: &mut Envelope, Coord { x, y }: Coord<f64>) {
    if x.is_finite() && y.is_finite() {
        found.min = [found.min[0].min(x), found.min[1].min(y)];
        found.max = [found.max[0].max(x), found.max[1].max(y)];
    }
}

#[cfg(test)]
mod tests;
