//! The kinds of shapes that GeoJSON and TopoJSON share, drawn by a pen that knows how each writes its positions.

use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use spatial_core::geometry::{Geometry, Heights};

use crate::formats::json::{Cursor, JsonErrorKind, JsonResult};
use crate::record::GeometryNotes;
use crate::record::MAX_VERTICES;

/// Reads positions. One of them draws a whole record, members of collections included, and counts its vertices.
pub(in crate::formats) trait ShapeReader {
    /// What had to be changed so far, over all members.
    fn notes(&mut self) -> &mut GeometryNotes;

    /// The third ordinates of its positions so far, if the format has any.
    fn ordinates(&mut self) -> Option<&mut ThirdOrdinates> {
        None
    }

    /// A position; `None` for `[]`.
    fn position(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Option<Coord>>;

    /// The positions of a line or ring.
    fn line(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Vec<Coord>>;

    /// A geometry object within a collection; `None` if it has no coordinate.
    fn member(&mut self, cursor: &mut Cursor<'_>, depth: usize) -> JsonResult<Option<Geometry>>;
}

/// The vertices of one record, members of collections included: the reading stops at the limit, before the memory is spent.
#[derive(Debug, Default)]
pub(in crate::formats) struct VertexBudget {
    spent: usize,
}

impl VertexBudget {
    /// One vertex more.
    pub(in crate::formats) fn spend(&mut self, cursor: &Cursor<'_>) -> JsonResult<()> {
        self.spent += 1;
        if self.spent > MAX_VERTICES { Err(cursor.error_in_text(JsonErrorKind::TooLarge)) } else { Ok(()) }
    }
}

/// The third ordinates of a record's vertices: kept from the first vertex on that has one.
#[derive(Debug, Default)]
pub(in crate::formats) struct ThirdOrdinates {
    vertices: usize,
    heights: Vec<f64>,
}

impl ThirdOrdinates {
    /// The next vertex, with or without one.
    pub(in crate::formats) fn push(&mut self, height: Option<f64>) {
        if height.is_some() && self.heights.is_empty() {
            self.heights.resize(self.vertices, f64::NAN);
        }
        if height.is_some() || !self.heights.is_empty() {
            self.heights.push(height.unwrap_or(f64::NAN));
        }
        self.vertices += 1;
    }

    /// One more vertex, the same as an earlier one: what closes a ring.
    fn repeat(&mut self, at: usize) {
        self.push(self.heights.get(at).copied());
    }

    /// Only the first so many vertices became part of the shape.
    fn truncate(&mut self, vertices: usize) {
        self.heights.truncate(vertices);
        self.vertices = vertices;
    }

    /// The heights of the shape that all vertices became.
    pub(in crate::formats) fn heights_of(self, geometry: &Geometry) -> Option<Heights> {
        Heights::of(geometry, self.heights)
    }
}

/// Draws what stands in `coordinates`, `arcs` or `geometries`; `None` if there is no coordinate.
pub(in crate::formats) fn draw(
    kind: &str,
    cursor: &mut Cursor<'_>,
    depth: usize,
    pen: &mut impl ShapeReader,
) -> JsonResult<Option<Geometry>> {
    Ok(match kind {
        "Point" => pen.position(cursor)?.map(|coord| Geometry::Point(Point(coord))),
        "LineString" => line(cursor, pen)?.map(Geometry::LineString),
        "Polygon" => polygon(cursor, pen)?.map(Geometry::Polygon),
        "MultiPoint" => all(cursor, |cursor| {
            let coord = pen.position(cursor)?.ok_or(cursor.error(JsonErrorKind::Unexpected))?;
            Ok(Some(Point(coord)))
        })?
        .map(|points| Geometry::MultiPoint(MultiPoint(points))),
        "MultiLineString" => {
            all(cursor, |cursor| line(cursor, pen))?.map(|lines| Geometry::MultiLineString(MultiLineString(lines)))
        }
        "MultiPolygon" => {
            all(cursor, |cursor| polygon(cursor, pen))?.map(|polygons| Geometry::MultiPolygon(MultiPolygon(polygons)))
        }
        "GeometryCollection" => all(cursor, |cursor| pen.member(cursor, depth + 1))?
            .map(|parts| Geometry::GeometryCollection(GeometryCollection(parts))),
        _ => return Err(cursor.error(JsonErrorKind::Unexpected)),
    })
}

/// The elements of an array that are something; `None` if there is none.
fn all<'a, T>(
    cursor: &mut Cursor<'a>,
    mut read: impl FnMut(&mut Cursor<'a>) -> JsonResult<Option<T>>,
) -> JsonResult<Option<Vec<T>>> {
    let mut all = Vec::new();
    cursor.array(|cursor| {
        all.extend(read(cursor)?);
        Ok(())
    })?;
    Ok((!all.is_empty()).then_some(all))
}

fn line(cursor: &mut Cursor<'_>, pen: &mut impl ShapeReader) -> JsonResult<Option<LineString>> {
    let coords = pen.line(cursor)?;
    Ok((!coords.is_empty()).then_some(LineString(coords)))
}

/// A polygon; open rings are closed and noted, empty rings left out; `None` if nothing is left.
fn polygon(cursor: &mut Cursor<'_>, pen: &mut impl ShapeReader) -> JsonResult<Option<Polygon>> {
    let mut shell = None;
    let mut holes = Vec::new();
    let start = vertices(pen);
    cursor.array(|cursor| {
        let first = vertices(pen);
        let ring = pen.line(cursor)?;
        if ring.first() != ring.last() {
            if let Some(ordinates) = pen.ordinates() {
                ordinates.repeat(first);
            }
            let notes = pen.notes();
            notes.open_ring = notes.open_ring.or(ring.last().map(|coord| [coord.x, coord.y]));
        }
        let ring = LineString(ring);
        if shell.is_none() {
            shell = Some(ring);
        } else if !ring.0.is_empty() {
            holes.push(ring);
        }
        Ok(())
    })?;
    let shell = shell.filter(|shell| !shell.0.is_empty());
    if let (None, Some(ordinates)) = (&shell, pen.ordinates()) {
        ordinates.truncate(start);
    }
    Ok(shell.map(|shell| Polygon::new(shell, holes)))
}

/// How many vertices were read so far.
fn vertices(pen: &mut impl ShapeReader) -> usize {
    pen.ordinates().map_or(0, |ordinates| ordinates.vertices)
}
