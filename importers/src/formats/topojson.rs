//! TopoJSON: shapes as lists of shared arcs.
//!
//! The arcs usually stand last, so the text has to be held whole: up to [`MAX_BYTES`], beyond that the file is refused and the
//! command that makes a stream of it is named. Arcs stay text (four bytes each to find them) and are decoded where they are used.

use std::cell::Cell;
use std::io::Read;

use geo_types::Coord;
use spatial_core::geometry::Geometry;

use crate::ImportError;
use crate::formats::input::read_error;
use crate::formats::json::{Cursor, JsonError, JsonErrorKind, JsonResult};
use crate::formats::shape::{Budget, Pen, draw};
use crate::formats::{
    FileCrs, Found, MAX_COLLECTION_DEPTH, Notes, Reading, Record, Source, Visit, feature, geojson, input,
};

/// Largest text we hold; a province's communes at full detail are a tenth of it.
const MAX_BYTES: u64 = 512 << 20;

/// Most arcs: a text of the largest size whose arcs have two positions each. Each costs four bytes.
const MAX_ARCS: usize = 40_000_000;
/// Most objects that are remembered; each is a layer to choose from.
const MAX_OBJECTS: usize = 10_000;
/// How often the text may be read again for the arcs that shapes share. In a coverage each arc is used twice, in one of several
/// levels (province, district, commune) twice a level; a file that repeats one arc for ever would never end.
const MAX_REPEATS: u64 = 32;
/// Small files may repeat what they like: so many bytes more.
const FREE_BYTES: u64 = 16 << 20;

/// Reads all features of one object.
pub(super) fn read(source: Source<'_>, reading: &mut Reading, visit: &mut Visit<'_>) -> Result<(), ImportError> {
    let mut text = Vec::new();
    let mut input = input::open(source)?.take(MAX_BYTES + 1);
    input.read_to_end(&mut text).map_err(|error| read_error(source.path, error))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(ImportError::FileTooLarge { path: source.path.to_owned(), limit_mb: (MAX_BYTES >> 20) as usize });
    }
    let topology = Topology::read(&text).map_err(|error| broken(source, error))?;
    reading.crs = match topology.crs {
        Some(crs) => geojson::declared_crs(crs, source.path)?,
        None => FileCrs::SilentlyLonLat,
    };
    let object = topology.object(source)?;
    topology.features(object, source, reading, visit)
}

fn broken(source: Source<'_>, error: JsonError) -> ImportError {
    match error.kind {
        JsonErrorKind::Ended => source.truncated(),
        JsonErrorKind::TooLarge => {
            ImportError::FileTooLarge { path: source.path.to_owned(), limit_mb: (MAX_BYTES >> 20) as usize }
        }
        _ => source.broken(error.at as u64),
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
    /// Bytes of arcs that may still be read.
    left: Cell<u64>,
}

impl<'a> Topology<'a> {
    fn read(text: &'a [u8]) -> JsonResult<Self> {
        let left = Cell::new(MAX_REPEATS * text.len() as u64 + FREE_BYTES);
        let mut topology = Self { text, arcs: Vec::new(), objects: Vec::new(), crs: None, transform: None, left };
        let mut cursor = Cursor::new(text);
        cursor.object(|cursor, key| {
            match &*key {
                "arcs" => cursor.array(|cursor| {
                    cursor.peek()?;
                    // The text is shorter than 2^32 bytes.
                    topology.arcs.push(cursor.position() as u32);
                    if topology.arcs.len() > MAX_ARCS {
                        return Err(cursor.error_in_text(JsonErrorKind::TooLarge));
                    }
                    cursor.any().map(drop)
                })?,
                "objects" => cursor.object(|cursor, name| {
                    let object = cursor.any()?;
                    if topology.objects.len() < MAX_OBJECTS {
                        topology.objects.push((name.into_owned(), object));
                    }
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
    fn object(&self, source: Source<'_>) -> Result<&'a [u8], ImportError> {
        let names: Vec<&str> = self.objects.iter().map(|(name, _)| name.as_str()).collect();
        Ok(self.objects[source.chosen(&names)?].1)
    }

    /// An object's features: the members of a collection, or itself.
    fn features(
        &self,
        object: &'a [u8],
        source: Source<'_>,
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
        outer.map_err(|error| broken(source, error))?;
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
            None => inner.map_err(|error| broken(source, error)),
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
        let members = Cursor::new(text).object(|cursor, key| feature::attribute(cursor, &key, columns, &mut values));
        let mut pen = Stitching { topology: self, notes: Notes::default(), budget: Budget::default(), is_spent: false };
        let found = match members.and_then(|()| pen.geometry(text, 0)) {
            Ok(Drawn::Nothing) => Found::Nothing,
            Ok(Drawn::Empty) => Found::Empty,
            Ok(Drawn::Shape(geometry)) => Found::Shape { geometry, notes: pen.notes },
            Err(_) if pen.is_spent => Found::Unreadable("topology-arcs-repeated"),
            // The text itself was read before: what fails here is a reference to an arc.
            Err(error) if error.kind == JsonErrorKind::Ended => Found::Unreadable("topology-arc-missing"),
            Err(error) => Found::Unreadable(geojson::code_of(error.kind)),
        };
        visit(reading, Record { raw: text, ..Record::new(number, found, values) })
    }
}

fn transform(cursor: &mut Cursor<'_>) -> JsonResult<Option<([f64; 2], [f64; 2])>> {
    if cursor.null()? {
        return Ok(None);
    }
    let (mut scale, mut translate) = ([1.0; 2], [0.0; 2]);
    cursor.object(|cursor, key| match &*key {
        "scale" => pair(cursor).map(|(read, _)| scale = read),
        "translate" => pair(cursor).map(|(read, _)| translate = read),
        _ => cursor.any().map(drop),
    })?;
    Ok(Some((scale, translate)))
}

/// Two numbers, and whether more followed.
fn pair(cursor: &mut Cursor<'_>) -> JsonResult<([f64; 2], bool)> {
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
    if count < 2 { Err(cursor.error(JsonErrorKind::Unexpected)) } else { Ok((numbers, count > 2)) }
}

/// What a geometry object came to.
enum Drawn {
    Nothing,
    Empty,
    Shape(Geometry),
}

/// Draws one record from arcs.
struct Stitching<'a> {
    topology: &'a Topology<'a>,
    notes: Notes,
    budget: Budget,
    /// The arcs were read too often.
    is_spent: bool,
}

impl Stitching<'_> {
    fn geometry(&mut self, text: &[u8], depth: usize) -> JsonResult<Drawn> {
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
        let (Some(kind), Some(content)) = (kind, content) else { return Ok(Drawn::Nothing) };
        Ok(draw(&kind, &mut Cursor::new(content), depth, self)?.map_or(Drawn::Empty, Drawn::Shape))
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

impl Pen for Stitching<'_> {
    fn notes(&mut self) -> &mut Notes {
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
            Drawn::Shape(geometry) => Some(geometry),
            Drawn::Nothing | Drawn::Empty => None,
        })
    }
}
