//! A shape drawn from the arcs its members name, end to end.

use geo_types::Coord;
use spatial_core::geometry::Geometry;

use crate::formats::geojson::{ShapeReader, VertexBudget, draw};
use crate::formats::json::{Cursor, JsonError, JsonErrorKind, JsonResult};
use crate::formats::topojson::topology::{Topology, pair};
use crate::record::GeometryNotes;
use crate::record::MAX_COLLECTION_DEPTH;

/// What a geometry object came to.
pub(super) enum Stitched {
    Nothing,
    Empty,
    Shape(Geometry),
}

/// Draws one record from arcs.
pub(super) struct Stitching<'a> {
    topology: &'a Topology<'a>,
    pub(super) notes: GeometryNotes,
    budget: VertexBudget,
    /// The arcs were read too often.
    pub(super) is_spent: bool,
}

impl<'a> Stitching<'a> {
    /// Nothing drawn yet.
    pub(super) fn new(topology: &'a Topology<'a>) -> Self {
        Self { topology, notes: GeometryNotes::default(), budget: VertexBudget::default(), is_spent: false }
    }

    /// What a geometry object comes to, at a depth of collections.
    pub(super) fn geometry(&mut self, text: &[u8], depth: usize) -> JsonResult<Stitched> {
        let mut kind = None;
        let mut content = None;
        let mut cursor = Cursor::new(text);
        if depth > MAX_COLLECTION_DEPTH {
            return Err(cursor.error(JsonErrorKind::TooDeep));
        }
        cursor.object(|cursor, key| {
            match &*key {
                "type" => kind = (!cursor.null()?).then(|| cursor.string()).transpose()?,
                "arcs" | "coordinates" | "geometries" => content = Some(cursor.any()?),
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        })?;
        let (Some(kind), Some(content)) = (kind, content) else { return Ok(Stitched::Nothing) };
        Ok(draw(&kind, &mut Cursor::new(content), depth, self)?.map_or(Stitched::Empty, Stitched::Shape))
    }

    /// Appends an arc; a negative index `~i` means arc i backwards.
    fn arc(&mut self, index: f64, out: &mut Vec<Coord>) -> JsonResult<()> {
        let is_backward = index < 0.0;
        let at = if is_backward { -1.0 - index } else { index };
        // A float beyond the list saturates and is not found either.
        let missing = JsonError { at: 0, kind: JsonErrorKind::Ended };
        let start = *self.topology.arcs.get(at as usize).ok_or(missing)? as usize;
        self.spend(0)?;
        let from = out.len();
        let mut sum = [0.0; 2];
        let mut arc = Cursor::new(&self.topology.text[start..]);
        let read = arc.array(|cursor| {
            out.push(self.placed(cursor, &mut sum)?);
            Ok(())
        });
        self.spend(arc.position())?;
        read?;
        if is_backward {
            out[from..].reverse();
        }
        Ok(())
    }

    /// So many bytes of arcs more were read.
    fn spend(&mut self, bytes: usize) -> JsonResult<()> {
        self.topology.left.set(self.topology.left.get().saturating_sub(bytes as u64));
        self.is_spent = self.topology.left.get() == 0;
        if self.is_spent { Err(JsonError { at: 0, kind: JsonErrorKind::TooLarge }) } else { Ok(()) }
    }

    /// One position; `sum` carries the quantised differences of an arc.
    fn placed(&mut self, cursor: &mut Cursor<'_>, sum: &mut [f64; 2]) -> JsonResult<Coord> {
        self.budget.spend(cursor)?;
        let (read, has_more) = pair(cursor)?;
        self.notes.had_more_dimensions |= has_more;
        Ok(match self.topology.transform {
            None => Coord { x: read[0], y: read[1] },
            Some((scale, translate)) => {
                *sum = [sum[0] + read[0], sum[1] + read[1]];
                Coord { x: sum[0] * scale[0] + translate[0], y: sum[1] * scale[1] + translate[1] }
            }
        })
    }
}

impl ShapeReader for Stitching<'_> {
    fn notes(&mut self) -> &mut GeometryNotes {
        &mut self.notes
    }

    fn position(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Option<Coord>> {
        if cursor.is_empty_array()? {
            return Ok(None);
        }
        self.placed(cursor, &mut [0.0; 2]).map(Some)
    }

    /// A line of arcs, end to end; the point they share is taken once.
    fn line(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Vec<Coord>> {
        let mut coords: Vec<Coord> = Vec::new();
        cursor.array(|cursor| {
            let index = cursor.float()?;
            let before = coords.len();
            self.arc(index, &mut coords)?;
            if before > 0 && coords.len() > before && coords[before] == coords[before - 1] {
                coords.remove(before);
            }
            Ok(())
        })?;
        Ok(coords)
    }

    fn member(&mut self, cursor: &mut Cursor<'_>, depth: usize) -> JsonResult<Option<Geometry>> {
        let text = cursor.any()?;
        Ok(match self.geometry(text, depth)? {
            Stitched::Shape(geometry) => Some(geometry),
            Stitched::Nothing | Stitched::Empty => None,
        })
    }
}
