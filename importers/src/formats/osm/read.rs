//! The passes over an extract for one layer: what relations say, which nodes its ways need, where these lie, then the ways themselves.
//!
//! Elements refer only backwards in a sorted file and forwards in any, so each pass asks for one kind; blocks without it are not unpacked
//! again. In memory are the nodes of this layer's ways, and the ways of its relations.

use geo_types::{LineString, Point, Polygon};
use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{FieldType, Value};

use crate::error::{ImportError, OsmTrouble};
use crate::formats::osm::blocks::Blocks;
use crate::formats::osm::classes::{BaseLayer, rank};
use crate::formats::osm::elements::{Element, Holds, PrimitiveBlock};
use crate::formats::osm::nodes::{self, MOST_NODES, Nodes, degrees};
use crate::formats::osm::relations::{self, Area, MOST_MEMBERS, Relations};
use crate::formats::osm::rings::{NotClosed, area, joined};
use crate::formats::osm::tags::Tags;
use crate::formats::osm::wire::NotAMessage;
use crate::formats::source::{FileCrs, ReadState, SourceFile, Visit};
use crate::record::{FileNote, GeometryNotes, MAX_VERTICES, RawGeometry, Record};

const NODES: Holds = Holds { nodes: true, ways: false, relations: false };
const WAYS: Holds = Holds { nodes: false, ways: true, relations: false };
const RELATIONS: Holds = Holds { nodes: false, ways: false, relations: true };

/// The columns of every layer of the base map; places have `rank`, too. `osm` says which element a finding is about.
const KEY: &str = "osm";

/// Reads all records of one layer.
pub(in crate::formats) fn read(
    source: SourceFile<'_>,
    reading: &mut ReadState,
    visit: &mut Visit<'_>,
) -> Result<(), ImportError> {
    let names = BaseLayer::ALL.map(BaseLayer::name);
    let layer = BaseLayer::ALL[source.chosen(&names)?];
    reading.crs = FileCrs::Declared(Crs::WGS84);
    reading.is_unicode = true;
    for column in [KEY, "class", "name"] {
        reading.columns.declare(column, FieldType::Text);
    }
    if layer == BaseLayer::Places {
        reading.columns.declare("rank", FieldType::Integer);
    }
    Passes { source, layer, holds: Vec::new(), records: 0, missing: 0, coasts: 0 }.all(reading, visit)
}

/// What ends a pass early.
enum Halt {
    NotAMessage,
    TooManyNodes,
    TooManyMembers,
    Import(ImportError),
}

impl From<NotAMessage> for Halt {
    fn from(NotAMessage: NotAMessage) -> Self {
        Self::NotAMessage
    }
}

impl From<nodes::TooMany> for Halt {
    fn from(nodes::TooMany: nodes::TooMany) -> Self {
        Self::TooManyNodes
    }
}

impl From<relations::TooMany> for Halt {
    fn from(relations::TooMany: relations::TooMany) -> Self {
        Self::TooManyMembers
    }
}

impl From<ImportError> for Halt {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

/// The passes over one file for one layer.
struct Passes<'a> {
    source: SourceFile<'a>,
    layer: BaseLayer,
    /// What each block has, as far as it was looked at, by its number.
    holds: Vec<Option<Holds>>,
    records: u64,
    /// Nodes of ways that are not in the file.
    missing: u64,
    coasts: u64,
}

impl Passes<'_> {
    fn all(mut self, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        if self.layer == BaseLayer::Places {
            return self.places(reading, visit);
        }
        let (mut relations, mut nodes) = (Relations::default(), Nodes::default());
        let layer = self.layer;
        if matches!(layer, BaseLayer::Areas | BaseLayer::Buildings | BaseLayer::Boundaries) {
            self.pass(RELATIONS, &mut |_, element, tags| match element {
                Element::Relation { id, members } => Ok(relations.take(layer, (id, members), tags)?),
                _ => Ok(()),
            })?;
        }
        relations.settle();
        self.pass(WAYS, &mut |passes, element, tags| {
            let Element::Way { id, nodes: way } = element else { return Ok(()) };
            passes.coasts += u64::from(layer == BaseLayer::Areas && tags.is("natural", "coastline"));
            let class = passes.class(id, way, tags, &relations);
            if let Some(class) = layer.class(tags) {
                relations.learn(id, class, || tags.name());
            }
            if class.is_some() || relations.need(id) {
                nodes.want(way)?;
                relations.put(id, way)?;
            }
            Ok(())
        })?;
        nodes.settle().map_err(|error| self.refused(0, error.into()))?;
        self.pass(NODES, &mut |_, element, _| {
            if let Element::Node { id, place } = element {
                nodes.put(id, place);
            }
            Ok(())
        })?;
        self.pass(WAYS, &mut |passes, element, tags| {
            let Element::Way { id, nodes: way } = element else { return Ok(()) };
            let Some(class) = passes.class(id, way, tags, &relations) else { return Ok(()) };
            if relations.tell_of(id, class) {
                return Ok(());
            }
            let line = LineString::new(nodes.line(way, &mut passes.missing));
            let shape = match layer {
                BaseLayer::Areas | BaseLayer::Buildings => Geometry::Polygon(Polygon::new(line, Vec::new())),
                _ if line.0.len() < 2 => return Ok(()),
                _ => Geometry::LineString(line),
            };
            Ok(passes.tell(reading, visit, format!("way {id}"), (class, tags.name()), Ok(shape))?)
        })?;
        for area in std::mem::take(&mut relations.areas) {
            self.tell_area(area, &nodes, reading, visit)?;
        }
        self.note(reading);
        Ok(())
    }

    /// What a way is in this layer by its own tags, or by the border it is a part of.
    fn class(&self, id: i64, way: &[i64], tags: &Tags<'_>, relations: &Relations) -> Option<&'static str> {
        let class = self.layer.class(tags);
        match self.layer {
            BaseLayer::Areas | BaseLayer::Buildings => {
                let is_closed = way.len() > 3 && way.first() == way.last();
                class.filter(|_| is_closed && !tags.is("area", "no"))
            }
            BaseLayer::Boundaries => {
                relations.border(id).or_else(|| class.filter(|_| tags.is("boundary", "administrative")))
            }
            _ => class.filter(|_| !tags.is("area", "yes")),
        }
    }

    /// Points with a name: one pass.
    fn places(&mut self, reading: &mut ReadState, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        self.pass(NODES, &mut |passes, element, tags| {
            let Element::Node { id, place } = element else { return Ok(()) };
            let (Some(class), Some(name)) = (passes.layer.class(tags), tags.name()) else { return Ok(()) };
            let shape = Geometry::Point(Point(degrees(place)));
            Ok(passes.tell(reading, visit, format!("node {id}"), (class, Some(name)), Ok(shape))?)
        })
    }

    /// An area of several ways; put aside if they do not close, as where the extract was cut.
    fn tell_area(
        &mut self,
        told: Area,
        nodes: &Nodes,
        reading: &mut ReadState,
        visit: &mut Visit<'_>,
    ) -> Result<(), ImportError> {
        let Some(class) = told.class else { return Ok(()) };
        let mut rings = |ways: &[Box<[i64]>]| {
            let ways: Vec<&[i64]> = ways.iter().map(|way| &**way).collect();
            let rings = joined(&ways)?;
            Ok::<Vec<_>, NotClosed>(rings.iter().map(|ring| nodes.line(ring, &mut self.missing)).collect())
        };
        let is_whole = told.outer.len() + told.inner.len() == told.expected;
        let shape = match (rings(&told.outer), rings(&told.inner)) {
            (Ok(outer), Ok(inner)) if is_whole => area(outer, inner),
            _ => None,
        };
        let shape = shape.ok_or("relation-not-closed");
        self.tell(reading, visit, format!("relation {}", told.id), (class, told.name), shape)
    }

    /// Hands over one record.
    fn tell(
        &mut self,
        reading: &mut ReadState,
        visit: &mut Visit<'_>,
        key: String,
        (class, name): (&'static str, Option<String>),
        shape: Result<Geometry, &'static str>,
    ) -> Result<(), ImportError> {
        self.records += 1;
        let name = name.map_or(Value::Null, Value::text);
        let mut values = Vec::with_capacity(4);
        let mut row = vec![(KEY, Value::text(key)), ("class", Value::text(class)), ("name", name)];
        if self.layer == BaseLayer::Places {
            row.push(("rank", Value::Integer(rank(class))));
        }
        for (column, value) in row {
            let at = reading.columns.find(values.len(), column);
            reading.columns.put(&mut values, at, value);
        }
        let found = match shape {
            Ok(shape) if vertices(&shape) > MAX_VERTICES => RawGeometry::Unreadable("geometry-too-large"),
            Ok(geometry) => RawGeometry::Shape { geometry, heights: None, notes: GeometryNotes::default() },
            Err(code) => RawGeometry::Unreadable(code),
        };
        visit(reading, Record::new(self.records, found, values))
    }

    /// One pass over the blocks that have, or may have, elements of a kind.
    fn pass(
        &mut self,
        wanted: Holds,
        visit: &mut dyn FnMut(&mut Self, Element<'_>, &Tags<'_>) -> Result<(), Halt>,
    ) -> Result<(), ImportError> {
        let passes = if self.layer == BaseLayer::Places { 1 } else { 4 };
        let mut blocks = Blocks::open(self.source, passes)?;
        loop {
            let holds = &self.holds;
            let may_hold = |number: u64| match holds.get(usize::try_from(number).unwrap_or(usize::MAX)) {
                Some(Some(holds)) => holds.shares(wanted),
                _ => true,
            };
            let Some(bytes) = blocks.next(may_hold)? else { return Ok(()) };
            let outcome = self.block(blocks.number, &bytes, wanted, visit);
            outcome.map_err(|halt| self.refused(blocks.number, halt))?;
        }
    }

    fn block(
        &mut self,
        number: u64,
        bytes: &[u8],
        wanted: Holds,
        visit: &mut dyn FnMut(&mut Self, Element<'_>, &Tags<'_>) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let block = PrimitiveBlock::read(bytes)?;
        let at = usize::try_from(number).unwrap_or(0);
        if self.holds.len() <= at {
            self.holds.resize(at + 1, None);
        }
        self.holds[at] = Some(block.holds()?);
        block.each(wanted, &mut |element, tags| visit(self, element, tags))
    }

    fn refused(&self, block: u64, halt: Halt) -> ImportError {
        let trouble = match halt {
            Halt::NotAMessage => OsmTrouble::Damaged,
            Halt::TooManyNodes => OsmTrouble::TooMany { limit: MOST_NODES },
            Halt::TooManyMembers => OsmTrouble::TooMany { limit: MOST_MEMBERS },
            Halt::Import(error) => return error,
        };
        ImportError::Osm { path: self.source.path.to_owned(), block, trouble }
    }

    /// What concerns the file as a whole.
    fn note(&self, reading: &mut ReadState) {
        for (code, count) in [("nodes-missing", self.missing), ("coastline-left-out", self.coasts)] {
            if count > 0 {
                reading.notes.push(FileNote { code, record: None, params: vec![("count", count.to_string())] });
            }
        }
    }
}

fn vertices(shape: &Geometry) -> usize {
    let of = |polygon: &Polygon<f64>| {
        polygon.exterior().0.len() + polygon.interiors().iter().map(|ring| ring.0.len()).sum::<usize>()
    };
    match shape {
        Geometry::Polygon(polygon) => of(polygon),
        Geometry::MultiPolygon(polygons) => polygons.iter().map(of).sum(),
        Geometry::LineString(line) => line.0.len(),
        _ => 1,
    }
}
