//! What a record of a `.shp` holds (ESRI, July 1998), as a geometry.

use geo_types::{Coord, LineString, MultiLineString, MultiPoint, Point};
use spatial_core::geometry::{Geometry, Heights};

use crate::formats::shapefile::{patch, rings};
use crate::record::MAX_VERTICES;
use crate::record::{GeometryNotes, RawGeometry};

/// Below it a measure or height is "no data" (page 2).
const NO_DATA: f64 = -1e38;
/// The type of a surface in space.
const PATCH: i32 = 31;

/// A ring, a line or some points, and their heights: one each, or none at all.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) coords: Vec<Coord>,
    pub(super) heights: Vec<f64>,
}

impl Part {
    /// Where a ring ends that does not close.
    fn end_that_is_no_start(&self) -> Option<[f64; 2]> {
        let (first, last) = (self.coords.first()?, self.coords.last()?);
        (first != last).then_some([last.x, last.y])
    }
}

/// A record's content; `None` if it is shorter than its own counts say.
pub(super) fn shape(record: &[u8]) -> Option<RawGeometry> {
    let kind = i32_at(record, 0)?;
    let Some(family) = family(kind) else { return Some(RawGeometry::Unreadable("geometry-unreadable")) };
    let (points, most) = match family {
        Family::Nothing | Family::Point => (0, MAX_VERTICES),
        Family::Points => (i32_at(record, 36)?, MAX_VERTICES),
        Family::Lines | Family::Rings => (i32_at(record, 40)?, MAX_VERTICES),
        // A vertex of a strip is one of three triangles, of four corners each.
        Family::Patch => (i32_at(record, 40)?, MAX_VERTICES / 12),
    };
    if usize::try_from(points).ok()? > most {
        return Some(RawGeometry::Unreadable("geometry-too-large"));
    }
    let mut open_ring = None;
    let (geometry, heights, has_more) = match family {
        Family::Nothing => return Some(RawGeometry::Nothing),
        Family::Point => {
            let (height, has_more) = beyond(record, kind, 20, 1, 0);
            (Some(Geometry::Point(Point(coord_at(record, 4)?))), height, has_more)
        }
        Family::Points => {
            let (Part { coords, heights }, has_more) = all_points(record, kind, 40, points)?;
            let points = (!coords.is_empty()).then(|| MultiPoint(coords.into_iter().map(Point).collect()));
            (points.map(Geometry::MultiPoint), heights, has_more)
        }
        Family::Lines | Family::Rings => {
            let (parts, has_more) = parts(record, kind, 44)?;
            open_ring = parts.iter().find_map(Part::end_that_is_no_start).filter(|_| family == Family::Rings);
            let (geometry, heights) = if family == Family::Lines { lines(parts) } else { rings::polygons(parts) };
            (geometry, heights, has_more)
        }
        Family::Patch => {
            let count = usize::try_from(i32_at(record, 36)?).ok()?;
            let types = 44_usize.checked_add(count.checked_mul(4)?)?;
            let (parts, _) = parts(record, kind, types)?;
            let kinds = (0..count).map(|part| i32_at(record, types + 4 * part)).collect::<Option<Vec<i32>>>()?;
            match patch::footprint(parts, &kinds) {
                Some(footprint) => (Some(footprint), Vec::new(), true),
                None if count == 0 => (None, Vec::new(), false),
                None => return Some(RawGeometry::Unreadable("geometry-unreadable")),
            }
        }
    };
    let notes = GeometryNotes { open_ring, had_more_dimensions: has_more };
    Some(geometry.map_or(RawGeometry::Empty, |geometry| {
        let heights = Heights::of(&geometry, heights);
        RawGeometry::Shape { geometry, heights, notes }
    }))
}

/// True if a record holds a surface in space.
pub(super) fn is_patch(record: &[u8]) -> bool {
    i32_at(record, 0) == Some(PATCH)
}

/// What a type is, whatever stands beside x and y.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Nothing,
    Point,
    Points,
    Lines,
    Rings,
    Patch,
}

/// The family of a type (page 4); nobody knows others.
fn family(kind: i32) -> Option<Family> {
    Some(match kind {
        0 => Family::Nothing,
        1 | 11 | 21 => Family::Point,
        8 | 18 | 28 => Family::Points,
        3 | 13 | 23 => Family::Lines,
        5 | 15 | 25 => Family::Rings,
        PATCH => Family::Patch,
        _ => return None,
    })
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

/// The parts of a record whose list of them ends at `end` or, of a surface, whose list of their types begins there; and whether more
/// than heights stood beside their points. `None` if the first does not begin with the first point: then points belong to nothing.
fn parts(record: &[u8], kind: i32, end: usize) -> Option<(Vec<Part>, bool)> {
    let (count, points) = (i32_at(record, 36)?, i32_at(record, 40)?);
    let count = usize::try_from(count).ok().filter(|count| *count <= points.max(0) as usize)?;
    let (all, has_more) = all_points(record, kind, end + 4 * count, points)?;
    let starts = (0..count).map(|part| usize::try_from(i32_at(record, 44 + 4 * part)?).ok());
    let mut starts: Vec<usize> = starts.collect::<Option<_>>()?;
    if starts.first().is_some_and(|first| *first != 0) {
        return None;
    }
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
    let has_heights = (10..20).contains(&kind) || kind == PATCH;
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
