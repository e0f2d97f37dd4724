//! TopoJSON: shapes as lists of shared arcs.
//!
//! The arcs usually stand last, so the text has to be held whole: up to [`MAX_BYTES`], beyond that the file is refused and the
//! command that makes a stream of it is named. Arcs stay text (four bytes each to find them) and are decoded where they are used.

use std::io::Read;
use std::path::Path;

use geo_types::{Coord, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use spatial_core::geometry::Geometry;

use crate::ImportError;
use crate::formats::input::read_error;
use crate::formats::json::{Cursor, JsonError, JsonErrorKind, JsonResult};
use crate::formats::{
    FileCrs, Found, MAX_COLLECTION_DEPTH, Notes, ReadOptions, Reading, Record, Visit, feature, geojson, input,
};
use crate::repair::MAX_VERTICES;
use crate::schema::SOURCE_ID;

/// Largest text we hold; a province's communes at full detail are a tenth of it.
const MAX_BYTES: u64 = 512 << 20;

/// Reads all features of one object.
pub(super) fn read(
    path: &Path,
    options: ReadOptions<'_>,
    reading: &mut Reading,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let mut text = Vec::new();
    let mut input = input::open(path, options)?.take(MAX_BYTES + 1);
    input.read_to_end(&mut text).map_err(|source| read_error(path, source))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(ImportError::FileTooLarge { path: path.to_owned(), limit_mb: (MAX_BYTES >> 20) as usize });
    }
    let topology = Topology::read(&text).map_err(|error| broken(path, error))?;
    reading.crs = match topology.crs {
        Some(crs) => geojson::declared_crs(crs, path)?,
        None => FileCrs::SilentlyLonLat,
    };
    let object = topology.object(path, options)?;
    topology.features(object, path, reading, visit)
}

fn broken(path: &Path, error: JsonError) -> ImportError {
    match error.kind {
        JsonErrorKind::Ended => ImportError::Truncated { path: path.to_owned() },
        _ => ImportError::Broken { path: path.to_owned(), at: error.at as u64 },
    }
}

/// The parts of a topology, as text.
struct Topology<'a> {
    text: &'a [u8],
    /// Where each arc begins.
    arcs: Vec<u32>,
    objects: Vec<(String, &'a [u8])>,
    crs: Option<&'a [u8]>,
    /// Scale and translation of quantised positions, which are then differences.
    transform: Option<([f64; 2], [f64; 2])>,
}

impl<'a> Topology<'a> {
    fn read(text: &'a [u8]) -> JsonResult<Self> {
        let mut topology = Self { text, arcs: Vec::new(), objects: Vec::new(), crs: None, transform: None };
        let mut cursor = Cursor::new(text);
        cursor.object(|cursor, key| {
            match &*key {
                "arcs" => cursor.array(|cursor| {
                    cursor.peek()?;
                    // The text is shorter than 2^32 bytes.
                    topology.arcs.push(cursor.position() as u32);
                    cursor.any().map(drop)
                })?,
                "objects" => cursor.object(|cursor, name| {
                    topology.objects.push((name.into_owned(), cursor.any()?));
                    Ok(())
                })?,
                "transform" => topology.transform = transform(cursor)?,
                "crs" => topology.crs = Some(cursor.any()?),
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        })?;
        cursor.end()?;
        Ok(topology)
    }

    /// The object asked for, the one called like the layer, or the only one.
    fn object(&self, path: &Path, options: ReadOptions<'_>) -> Result<&'a [u8], ImportError> {
        let names: Vec<&str> = self.objects.iter().map(|(name, _)| name.as_str()).collect();
        let at = super::chosen(path, &names, options)?;
        Ok(self.objects[at].1)
    }

    /// An object's features: the members of a collection, or itself.
    fn features(
        &self,
        object: &'a [u8],
        path: &Path,
        reading: &mut Reading,
        visit: &mut Visit<'_>,
    ) -> Result<(), ImportError> {
        let mut members = None;
        let mut is_collection = false;
        let outer = Cursor::new(object).object(|cursor, key| {
            match &*key {
                "type" => is_collection = cursor.string()? == "GeometryCollection",
                "geometries" => members = Some(cursor.any()?),
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        });
        outer.map_err(|error| broken(path, error))?;
        let Some(members) = members.filter(|_| is_collection) else { return self.feature(object, 1, reading, visit) };
        let mut number = 0;
        let mut refused = None;
        let inner = Cursor::new(members).array(|cursor| {
            number += 1;
            let text = cursor.any()?;
            refused = self.feature(text, number, reading, visit).err();
            if refused.is_some() { Err(cursor.error(JsonErrorKind::Unexpected)) } else { Ok(()) }
        });
        match refused {
            Some(error) => Err(error),
            None => inner.map_err(|error| broken(path, error)),
        }
    }

    fn feature(
        &self,
        text: &[u8],
        number: u64,
        reading: &mut Reading,
        visit: &mut Visit<'_>,
    ) -> Result<(), ImportError> {
        let mut values = Vec::with_capacity(reading.columns.list().len());
        let columns = &mut reading.columns;
        let members = Cursor::new(text).object(|cursor, key| {
            match &*key {
                "properties" if !cursor.null()? => feature::properties(cursor, columns, &mut values)?,
                "properties" => {}
                "id" => {
                    let at = columns.find(0, SOURCE_ID);
                    feature::value(cursor, columns, &mut values, at)?;
                }
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        });
        let found = members.and_then(|()| self.geometry(text, 0)).map_or_else(
            |error| match error.kind {
                // The text itself was read before: what fails here is a reference to an arc.
                JsonErrorKind::Ended => Found::Unreadable("topology-arc-missing"),
                kind => Found::Unreadable(geojson::code_of(kind)),
            },
            |geometry| geometry.unwrap_or(Found::Nothing),
        );
        visit(reading, Record { number, found, values, raw: text })
    }

    /// A geometry object; `None` for a null one.
    fn geometry(&self, text: &[u8], depth: usize) -> JsonResult<Option<Found>> {
        let mut kind = None;
        let mut content = None;
        Cursor::new(text).object(|cursor, key| {
            match &*key {
                "type" => kind = (!cursor.null()?).then(|| cursor.string()).transpose()?,
                "arcs" | "coordinates" | "geometries" => content = Some(cursor.any()?),
                _ => cursor.any().map(drop)?,
            }
            Ok(())
        })?;
        let (Some(kind), Some(content)) = (kind, content) else { return Ok(None) };
        let mut pen = Pen { topology: self, vertices: 0, notes: Notes::default() };
        let shape = pen.shape(&kind, content, depth)?;
        if pen.vertices > MAX_VERTICES {
            return Ok(Some(Found::Unreadable("geometry-too-large")));
        }
        Ok(Some(shape.map_or(Found::Empty, |geometry| Found::Shape { geometry, notes: pen.notes })))
    }
}

fn transform(cursor: &mut Cursor<'_>) -> JsonResult<Option<([f64; 2], [f64; 2])>> {
    if cursor.null()? {
        return Ok(None);
    }
    let (mut scale, mut translate) = ([1.0; 2], [0.0; 2]);
    cursor.object(|cursor, key| match &*key {
        "scale" => pair(cursor).map(|read| scale = read),
        "translate" => pair(cursor).map(|read| translate = read),
        _ => cursor.any().map(drop),
    })?;
    Ok(Some((scale, translate)))
}

fn pair(cursor: &mut Cursor<'_>) -> JsonResult<[f64; 2]> {
    let mut numbers = [f64::NAN; 2];
    let mut count = 0;
    cursor.array(|cursor| {
        match numbers.get_mut(count) {
            Some(number) => *number = cursor.float()?,
            None => drop(cursor.any()?),
        }
        count += 1;
        Ok(())
    })?;
    if count < 2 { Err(cursor.error(JsonErrorKind::Unexpected)) } else { Ok(numbers) }
}

/// Draws one geometry from arcs.
struct Pen<'a> {
    topology: &'a Topology<'a>,
    vertices: usize,
    notes: Notes,
}

impl Pen<'_> {
    fn shape(&mut self, kind: &str, content: &[u8], depth: usize) -> JsonResult<Option<Geometry>> {
        let cursor = &mut Cursor::new(content);
        Ok(match kind {
            "Point" => self.position(cursor)?.map(|coord| Geometry::Point(Point(coord))),
            "MultiPoint" => {
                let mut points = Vec::new();
                cursor.array(|cursor| {
                    points.extend(self.position(cursor)?.map(Point));
                    Ok(())
                })?;
                (!points.is_empty()).then_some(Geometry::MultiPoint(MultiPoint(points)))
            }
            "LineString" => {
                let line = self.line(cursor)?;
                (!line.0.is_empty()).then_some(Geometry::LineString(line))
            }
            "MultiLineString" => {
                let mut lines = Vec::new();
                cursor.array(|cursor| {
                    lines.push(self.line(cursor)?);
                    Ok(())
                })?;
                lines.retain(|line| !line.0.is_empty());
                (!lines.is_empty()).then_some(Geometry::MultiLineString(MultiLineString(lines)))
            }
            "Polygon" => self.polygon(cursor)?.map(Geometry::Polygon),
            "MultiPolygon" => {
                let mut polygons = Vec::new();
                cursor.array(|cursor| {
                    polygons.extend(self.polygon(cursor)?);
                    Ok(())
                })?;
                (!polygons.is_empty()).then_some(Geometry::MultiPolygon(MultiPolygon(polygons)))
            }
            "GeometryCollection" => {
                let mut parts = Vec::new();
                cursor.array(|cursor| {
                    let text = cursor.any()?;
                    parts.extend(self.part(text, depth + 1)?);
                    Ok(())
                })?;
                (!parts.is_empty()).then_some(Geometry::GeometryCollection(GeometryCollection(parts)))
            }
            _ => return Err(cursor.error(JsonErrorKind::Unexpected)),
        })
    }

    fn part(&mut self, text: &[u8], depth: usize) -> JsonResult<Option<Geometry>> {
        if depth > MAX_COLLECTION_DEPTH {
            return Err(JsonError { at: 0, kind: JsonErrorKind::TooDeep });
        }
        match self.topology.geometry(text, depth)? {
            Some(Found::Shape { geometry, .. }) => Ok(Some(geometry)),
            Some(Found::Unreadable(_)) => Err(JsonError { at: 0, kind: JsonErrorKind::Unexpected }),
            _ => Ok(None),
        }
    }

    /// A polygon; open rings are closed and noted, empty rings left out.
    fn polygon(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Option<Polygon>> {
        let mut rings = Vec::new();
        cursor.array(|cursor| {
            rings.push(self.line(cursor)?);
            Ok(())
        })?;
        for ring in &rings {
            if ring.0.first() != ring.0.last() {
                self.notes.open_ring = self.notes.open_ring.or(ring.0.last().map(|coord| [coord.x, coord.y]));
            }
        }
        let mut rings = rings.into_iter();
        let shell = rings.next().filter(|shell| !shell.0.is_empty());
        Ok(shell.map(|shell| Polygon::new(shell, rings.filter(|ring| !ring.0.is_empty()).collect())))
    }

    /// A line of arcs, end to end; the point they share is taken once.
    fn line(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<LineString> {
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
        Ok(LineString(coords))
    }

    /// Appends an arc; a negative index `~i` means arc i backwards.
    fn arc(&mut self, index: f64, out: &mut Vec<Coord>) -> JsonResult<()> {
        let is_backward = index < 0.0;
        let at = if is_backward { -1.0 - index } else { index };
        // A float beyond the list saturates and is not found either.
        let missing = JsonError { at: 0, kind: JsonErrorKind::Ended };
        let start = *self.topology.arcs.get(at as usize).ok_or(missing)? as usize;
        let from = out.len();
        let mut sum = [0.0; 2];
        Cursor::new(&self.topology.text[start..]).array(|cursor| {
            let read = pair(cursor)?;
            self.vertices += 1;
            if self.vertices <= MAX_VERTICES {
                out.push(self.topology.placed(read, &mut sum));
            }
            Ok(())
        })?;
        if is_backward {
            out[from..].reverse();
        }
        Ok(())
    }

    fn position(&mut self, cursor: &mut Cursor<'_>) -> JsonResult<Option<Coord>> {
        if cursor.peek()? == b'[' && cursor.clone().array(|cursor| Err(cursor.error(JsonErrorKind::Unexpected))).is_ok()
        {
            cursor.any()?;
            return Ok(None);
        }
        let read = pair(cursor)?;
        Ok(Some(self.topology.placed(read, &mut [0.0; 2])))
    }
}

impl Topology<'_> {
    /// A position of an arc: `sum` carries the quantised differences.
    fn placed(&self, read: [f64; 2], sum: &mut [f64; 2]) -> Coord {
        match self.transform {
            None => Coord { x: read[0], y: read[1] },
            Some((scale, translate)) => {
                *sum = [sum[0] + read[0], sum[1] + read[1]];
                Coord { x: sum[0] * scale[0] + translate[0], y: sum[1] * scale[1] + translate[1] }
            }
        }
    }
}
