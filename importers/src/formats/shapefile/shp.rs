//! The shapes of a Shapefile: `.shp` records (ESRI, July 1998) into geometries.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use geo_types::{Coord, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use spatial_core::geometry::{Geometry, Heights};

use crate::error::ImportError;
use crate::formats::input::read_error;
use crate::limits::MAX_VERTICES;
use crate::record::{GeometryNotes, RawGeometry};

/// Longest record that is read: the most vertices of a shape with height and measure, each in a part of its own.
const MAX_RECORD: usize = 36 * MAX_VERTICES + 256;
/// Points of shells looked at to find the one around each hole of a shape; some seconds at most. Holes that are left then become
/// shells, and the check decides.
const MAX_LOOKS: usize = 1 << 30;

/// Below it a measure or height is "no data" (page 2).
const NO_DATA: f64 = -1e38;
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

/// A ring, a line or some points, and their heights: one each, or none at all.
#[derive(Default)]
struct Part {
    coords: Vec<Coord>,
    heights: Vec<f64>,
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
    let (geometry, heights, has_more) = match kind % 10 {
        0 => return Some(RawGeometry::Nothing),
        1 => {
            let (height, has_more) = beyond(record, kind, 20, 1, 0);
            (Some(Geometry::Point(Point(coord_at(record, 4)?))), height, has_more)
        }
        8 => {
            let (Part { coords, heights }, has_more) = all_points(record, kind, 40, points)?;
            let points = (!coords.is_empty()).then(|| MultiPoint(coords.into_iter().map(Point).collect()));
            (points.map(Geometry::MultiPoint), heights, has_more)
        }
        3 | 5 => {
            let (parts, has_more) = parts(record, kind)?;
            let (geometry, heights) = if kind % 10 == 3 { lines(parts) } else { polygons(parts) };
            (geometry, heights, has_more)
        }
        _ => return Some(RawGeometry::Unreadable("geometry-unreadable")),
    };
    let notes = GeometryNotes { open_ring: None, had_more_dimensions: has_more };
    Some(geometry.map_or(RawGeometry::Empty, |geometry| {
        let heights = Heights::of(&geometry, heights);
        RawGeometry::Shape { geometry, heights, notes }
    }))
}

fn lines(mut parts: Vec<Part>) -> (Option<Geometry>, Vec<f64>) {
    parts.retain(|part| !part.coords.is_empty());
    let heights = parts.iter().flat_map(|part| part.heights.iter().copied()).collect();
    let mut lines: Vec<LineString> = parts.into_iter().map(|part| LineString(part.coords)).collect();
    let geometry = match lines.len() {
        0 => None,
        1 => lines.pop().map(Geometry::LineString),
        _ => Some(Geometry::MultiLineString(MultiLineString(lines))),
    };
    (geometry, heights)
}

/// Rings as polygons: clockwise rings are shells, the others holes of the shell around them (page 8). Where orientation or
/// nesting is broken, a ring becomes a shell of its own and the check decides.
fn polygons(parts: Vec<Part>) -> (Option<Geometry>, Vec<f64>) {
    let mut shells: Vec<Vec<Part>> = Vec::new();
    let mut holes = Vec::new();
    for mut ring in parts.into_iter().filter(|ring| !ring.coords.is_empty()) {
        close(&mut ring);
        if doubled_area(&ring.coords) <= 0.0 { shells.push(vec![ring]) } else { holes.push(ring) }
    }
    let mut looks = MAX_LOOKS;
    for hole in holes {
        let only = shells.len() == 1;
        match shells.iter_mut().find(|rings| only || holds(&rings[0].coords, &hole.coords, &mut looks)) {
            Some(rings) => rings.push(hole),
            None => shells.push(vec![hole]),
        }
    }
    let heights = shells.iter().flatten().flat_map(|ring| ring.heights.iter().copied()).collect();
    let mut polygons: Vec<Polygon> = shells.into_iter().map(polygon).collect();
    let geometry = match polygons.len() {
        0 => None,
        1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon(polygons))),
    };
    (geometry, heights)
}

/// A shell and its holes.
fn polygon(rings: Vec<Part>) -> Polygon {
    let mut rings = rings.into_iter().map(|ring| LineString(ring.coords));
    let shell = rings.next().unwrap_or(LineString(Vec::new()));
    Polygon::new(shell, rings.collect())
}

/// Ends a ring where it began, as its polygon will, so that its heights keep step.
fn close(ring: &mut Part) {
    if ring.coords.first() != ring.coords.last() {
        ring.coords.extend_from_within(..1);
        ring.heights.extend(ring.heights.first().copied());
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

/// The parts of a polyline or polygon, and whether more than heights stood beside their points.
fn parts(record: &[u8], kind: i32) -> Option<(Vec<Part>, bool)> {
    let (count, points) = (i32_at(record, 36)?, i32_at(record, 40)?);
    let count = usize::try_from(count).ok().filter(|count| *count <= points.max(0) as usize)?;
    let (all, has_more) = all_points(record, kind, 44 + 4 * count, points)?;
    let starts = (0..count).map(|part| usize::try_from(i32_at(record, 44 + 4 * part)?).ok());
    let mut starts: Vec<usize> = starts.collect::<Option<_>>()?;
    starts.push(all.coords.len());
    let part = |pair: &[usize]| {
        let heights = if all.heights.is_empty() { &[] } else { all.heights.get(pair[0]..pair[1])? };
        Some(Part { coords: all.coords.get(pair[0]..pair[1])?.to_vec(), heights: heights.to_vec() })
    };
    Some((starts.windows(2).map(part).collect::<Option<_>>()?, has_more))
}

/// So many points from a place of the record on.
fn all_points(record: &[u8], kind: i32, at: usize, count: i32) -> Option<(Part, bool)> {
    let count = usize::try_from(count).ok()?;
    let end = at.checked_add(count.checked_mul(16)?)?;
    let coords = record.get(at..end)?.chunks_exact(16).map(|pair| coord_at(pair, 0)).collect::<Option<_>>()?;
    let (heights, has_more) = beyond(record, kind, end, count, 16);
    Some((Part { coords, heights }, has_more))
}

/// The heights that stand behind the points, and whether there are measures, or heights that are missing. Each list has its own range
/// before it, of so many bytes (pages 15 to 20); measures may be left out.
fn beyond(record: &[u8], kind: i32, mut at: usize, count: usize, range: usize) -> (Vec<f64>, bool) {
    let mut list = || {
        let start = at.checked_add(range)?;
        let end = start.checked_add(count.checked_mul(8)?)?;
        at = end;
        let known = |number| if number < NO_DATA { f64::NAN } else { number };
        (start..end).step_by(8).map(|at| f64_at(record, at).map(known)).collect::<Option<Vec<f64>>>()
    };
    let has_heights = (10..20).contains(&kind);
    let heights = if has_heights { list() } else { Some(Vec::new()) };
    let measures = if kind > 10 { list().unwrap_or_default() } else { Vec::new() };
    let has_measures = measures.iter().any(|measure| measure.is_finite());
    let is_missing = heights.is_none();
    (heights.unwrap_or_default(), has_measures || is_missing)
}

fn coord_at(bytes: &[u8], at: usize) -> Option<Coord> {
    Some(Coord { x: f64_at(bytes, at)?, y: f64_at(bytes, at + 8)? })
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of one ring of three corners, open or closed by its own points, with heights and perhaps measures.
    fn polygon_z(points: &[[f64; 2]], heights: &[f64], measures: &[f64]) -> Vec<u8> {
        let mut record = vec![15, 0, 0, 0];
        let floats = |record: &mut Vec<u8>, numbers: &[f64]| {
            numbers.iter().for_each(|number| record.extend_from_slice(&number.to_le_bytes()));
        };
        floats(&mut record, &[0.0; 4]);
        for number in [1, points.len() as i32, 0] {
            record.extend_from_slice(&number.to_le_bytes());
        }
        points.iter().for_each(|point| floats(&mut record, point));
        floats(&mut record, &[0.0; 2]);
        floats(&mut record, heights);
        if !measures.is_empty() {
            floats(&mut record, &[0.0; 2]);
            floats(&mut record, measures);
        }
        record
    }

    fn read(record: &[u8]) -> (Option<Vec<f64>>, bool) {
        match shape(record) {
            Some(RawGeometry::Shape { heights, notes, .. }) => {
                (heights.map(|found| found.as_slice().to_vec()), notes.had_more_dimensions)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn heights_stand_behind_the_points_and_measures_behind_them() {
        let ring = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
        let closed = Some(vec![1.0, 2.0, 3.0, 1.0]);
        assert_eq!(read(&polygon_z(&ring, &[1.0, 2.0, 3.0], &[])), (closed.clone(), false));
        assert_eq!(read(&polygon_z(&ring, &[1.0, 2.0, 3.0], &[-1e39; 3])), (closed.clone(), false));
        assert_eq!(read(&polygon_z(&ring, &[1.0, 2.0, 3.0], &[5.0; 3])), (closed, true));
        assert_eq!(read(&polygon_z(&ring, &[-1e39; 3], &[])), (None, false));
        assert_eq!(read(&polygon_z(&ring, &[], &[])), (None, true));
    }

    #[test]
    fn a_point_has_its_height_behind_its_place() {
        let mut record = vec![11, 0, 0, 0];
        for number in [107.0_f64, 10.0, 3.5] {
            record.extend_from_slice(&number.to_le_bytes());
        }
        assert_eq!(read(&record), (Some(vec![3.5]), false));
    }
}
