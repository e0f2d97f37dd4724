//! The shapes of a Shapefile: `.shp` records (ESRI, July 1998) into geometries.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use geo_types::{Coord, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use spatial_core::geometry::Geometry;

use crate::error::ImportError;
use crate::formats::input::read_error;
use crate::limits::MAX_VERTICES;
use crate::record::{GeometryNotes, RawGeometry};

/// Longest record that is read: the most vertices of a shape with height and measure, each in a part of its own.
const MAX_RECORD: usize = 36 * MAX_VERTICES + 256;
/// Points of shells looked at to find the one around each hole of a shape; some seconds at most. Holes that are left then become
/// shells, and the check decides.
const MAX_LOOKS: usize = 1 << 30;

/// Length of the file's header.
const HEADER: usize = 100;

/// The records of a `.shp` file, one by one.
pub(super) struct ShpRecords<'a> {
    name: &'a Path,
    input: BufReader<File>,
    bytes_read: &'a AtomicU64,
    record: Vec<u8>,
}

impl<'a> ShpRecords<'a> {
    /// Stands at the start of `part`; `name` is what the person called it.
    pub(super) fn open(name: &'a Path, part: File, bytes_read: &'a AtomicU64) -> Result<Self, ImportError> {
        let mut input = BufReader::with_capacity(256 << 10, part);
        input.read_exact(&mut [0; HEADER]).map_err(|error| read_error(name, error))?;
        Ok(Self { name, input, bytes_read, record: Vec::new() })
    }

    /// The next shape; `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<RawGeometry>, ImportError> {
        let mut head = [0; 8];
        match self.input.read(&mut head[..1]).map_err(|error| read_error(self.name, error))? {
            0 => return Ok(None),
            _ => self.input.read_exact(&mut head[1..]).map_err(|error| read_error(self.name, error))?,
        }
        let words = u32::from_be_bytes([head[4], head[5], head[6], head[7]]);
        let length = words as usize * 2;
        self.record.clear();
        // Grows as bytes arrive, not as the length promises.
        let mut part = (&mut self.input).take(length as u64);
        let is_too_long = length > MAX_RECORD;
        let read = match is_too_long {
            true => std::io::copy(&mut part, &mut std::io::sink()),
            false => part.read_to_end(&mut self.record).map(|count| count as u64),
        };
        if read.map_err(|error| read_error(self.name, error))? < length as u64 {
            return Err(ImportError::Truncated { path: self.name.to_owned() });
        }
        self.bytes_read.fetch_add(length as u64 + 8, Ordering::Relaxed);
        if is_too_long {
            return Ok(Some(RawGeometry::Unreadable("geometry-too-large")));
        }
        Ok(Some(shape(&self.record).unwrap_or(RawGeometry::Unreadable("geometry-unreadable"))))
    }
}

/// A record's content; `None` if it is shorter than its own counts say.
fn shape(record: &[u8]) -> Option<RawGeometry> {
    let kind = i32_at(record, 0)?;
    let points = match kind % 10 {
        8 => i32_at(record, 36)?,
        3 | 5 => i32_at(record, 40)?,
        _ => 0,
    };
    if usize::try_from(points).ok()? > MAX_VERTICES {
        return Some(RawGeometry::Unreadable("geometry-too-large"));
    }
    let geometry = match kind % 10 {
        0 => return Some(RawGeometry::Nothing),
        1 => Some(Geometry::Point(Point(coord_at(record, 4)?))),
        8 => {
            let points = coords(record, 40, points)?;
            (!points.is_empty()).then(|| Geometry::MultiPoint(MultiPoint(points.into_iter().map(Point).collect())))
        }
        3 => lines(parts(record)?),
        5 => polygons(parts(record)?),
        _ => return Some(RawGeometry::Unreadable("geometry-unreadable")),
    };
    let notes = GeometryNotes { open_ring: None, had_more_dimensions: kind > 10 };
    Some(geometry.map_or(RawGeometry::Empty, |geometry| RawGeometry::Shape { geometry, notes }))
}

fn lines(mut parts: Vec<Vec<Coord>>) -> Option<Geometry> {
    parts.retain(|part| !part.is_empty());
    if parts.len() == 1 {
        return parts.pop().map(|line| Geometry::LineString(LineString(line)));
    }
    (!parts.is_empty()).then(|| Geometry::MultiLineString(MultiLineString(parts.into_iter().map(LineString).collect())))
}

/// Rings as polygons: clockwise rings are shells, the others holes of the shell around them (page 8). Where orientation or
/// nesting is broken, a ring becomes a shell of its own and the check decides.
fn polygons(parts: Vec<Vec<Coord>>) -> Option<Geometry> {
    let mut shells: Vec<(Vec<Coord>, Vec<LineString>)> = Vec::new();
    let mut holes = Vec::new();
    for ring in parts.into_iter().filter(|ring| !ring.is_empty()) {
        if doubled_area(&ring) <= 0.0 { shells.push((ring, Vec::new())) } else { holes.push(ring) }
    }
    let mut looks = MAX_LOOKS;
    for hole in holes {
        let only = shells.len() == 1;
        match shells.iter_mut().find(|(shell, _)| only || holds(shell, &hole, &mut looks)) {
            Some((_, inside)) => inside.push(LineString(hole)),
            None => shells.push((hole, Vec::new())),
        }
    }
    let mut polygons: Vec<Polygon> =
        shells.into_iter().map(|(shell, holes)| Polygon::new(LineString(shell), holes)).collect();
    match polygons.len() {
        0 => None,
        1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon(polygons))),
    }
}

/// Twice the signed area; negative for clockwise rings. Relative to the first point, so that large coordinates do not blur it.
fn doubled_area(ring: &[Coord]) -> f64 {
    let origin = ring[0];
    ring.windows(2)
        .map(|pair| (pair[0].x - origin.x) * (pair[1].y - origin.y) - (pair[1].x - origin.x) * (pair[0].y - origin.y))
        .sum()
}

/// True if the first vertex of the hole that is not also one of the shell lies inside it (even-odd rule); false once `looks` are spent.
fn holds(shell: &[Coord], hole: &[Coord], looks: &mut usize) -> bool {
    let mut is_alone = |point: &&Coord| {
        *looks = looks.saturating_sub(shell.len());
        *looks == 0 || !shell.contains(point)
    };
    let Some(point) = hole.iter().find(|point| is_alone(point)) else { return true };
    if *looks == 0 {
        return false;
    }
    let crosses = |pair: &[Coord]| {
        let (a, b) = (pair[0], pair[1]);
        (a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
    };
    shell.windows(2).filter(|pair| crosses(pair)).count() % 2 == 1
}

/// The parts of a polyline or polygon.
fn parts(record: &[u8]) -> Option<Vec<Vec<Coord>>> {
    let (count, points) = (i32_at(record, 36)?, i32_at(record, 40)?);
    let count = usize::try_from(count).ok().filter(|count| *count <= points.max(0) as usize)?;
    let points_at = 44 + 4 * count;
    let all = coords(record, points_at, points)?;
    let starts = (0..count).map(|part| usize::try_from(i32_at(record, 44 + 4 * part)?).ok());
    let mut starts: Vec<usize> = starts.collect::<Option<_>>()?;
    starts.push(all.len());
    starts.windows(2).map(|pair| all.get(pair[0]..pair[1]).map(<[Coord]>::to_vec)).collect()
}

fn coords(record: &[u8], at: usize, count: i32) -> Option<Vec<Coord>> {
    let length = usize::try_from(count).ok()?.checked_mul(16)?;
    let bytes = record.get(at..at.checked_add(length)?)?;
    bytes.chunks_exact(16).map(|pair| coord_at(pair, 0)).collect()
}

fn coord_at(bytes: &[u8], at: usize) -> Option<Coord> {
    let float = |at: usize| Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    Some(Coord { x: float(at)?, y: float(at + 8)? })
}

fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
