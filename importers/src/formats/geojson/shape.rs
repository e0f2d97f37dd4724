//! The kinds of shapes that GeoJSON and TopoJSON share, drawn by a pen that knows how each writes its positions.

use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use spatial_core::geometry::Geometry;

use crate::formats::json::{Cursor, JsonErrorKind, JsonResult};
use crate::limits::MAX_VERTICES;
use crate::record::GeometryNotes;

/// Reads positions. One pen draws a whole record, members of collections included, and counts its vertices.
pub(in crate::formats) trait ShapeReader {
    /// What had to be changed so far, over all members.
    fn notes(&mut self) -> &mut GeometryNotes;

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
    cursor.array(|cursor| {
        let ring = pen.line(cursor)?;
        if ring.first() != ring.last() {
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
    Ok(shell.filter(|shell| !shell.0.is_empty()).map(|shell| Polygon::new(shell, holes)))
}
