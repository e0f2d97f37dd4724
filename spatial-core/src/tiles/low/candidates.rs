//! Who may be drawn one by one in a tile of a low zoom, and who comes first.
//!
//! Boxes tell enough to leave most features out: of a city of a million parcels one tile of zoom 10 meets every pipe. Nothing is drawn here.

use crate::generalise::{LISTED_TO, rank_of_box, size_of_polygon, size_rank, smallest_rank};
use crate::geometry::DrawingBox;
use crate::layer::{Audience, FeatureId, Field, FieldType, GeometryType, Kind, Layer, Unit};
use crate::snapshot::{FeatureRef, Hit, LayerSnapshot, Shape, ValueRef};
use crate::tiles::TileCoord;
use crate::tiles::low::ground::Ground;

/// Points of a layer in a tile: one for eight pixels by eight, at 512 pixels a tile. More of them only cover each other.
const MOST_POINTS: usize = 1 << 12;
/// Lines of a layer in a tile: one for four pixels by four.
const MOST_LINES: usize = 1 << 14;
/// Millimetres of a pipe that a step of its rank stands for: 255 of them are two and a half metres.
const STEP_MM: f64 = 10.0;

/// A feature that may be drawn one by one.
pub(super) struct Candidate<'a> {
    /// What comes first by its kind, then the size, then a scattered order: the larger is drawn first.
    pub(super) key: u64,
    pub(super) feature: FeatureRef<'a>,
}

/// All of a tile.
pub(super) struct Candidates<'a> {
    /// In order of id.
    pub(super) list: Vec<Candidate<'a>>,
    /// Lines and points that would only cover the others.
    pub(super) crowded_out: u64,
}

impl<'a> Candidates<'a> {
    /// Features that may be drawn one by one; the list of hits is only a buffer.
    pub(super) fn of(snapshot: &'a LayerSnapshot, coord: TileCoord, audience: Audience, hits: &mut Vec<Hit>) -> Self {
        if coord.z() <= LISTED_TO && snapshot.layer().schema.geometry == GeometryType::Polygon {
            return Self { list: listed(snapshot, coord), crowded_out: 0 };
        }
        let enough = smallest_rank(coord.z());
        snapshot.hits(&coord.buffered(), hits);
        let order = Order::of(snapshot, audience, hits);
        let features = hits.iter().map(|hit| snapshot.get(*hit)).filter(|feature| feature.ring_count() > 0);
        let features = features.filter(|feature| order.ground.begins(feature) <= coord.z());
        let may_do =
            features.filter(|feature| feature.shape() != Shape::Polygon || rank_of_box(&feature.bounds()) >= enough);
        let ranked = may_do.map(|feature| (order.rank(&feature), feature));
        let wanted = ranked.filter(|((_, size), feature)| feature.shape() != Shape::Polygon || *size >= enough);
        let list = wanted.map(|(rank, feature)| Candidate { key: key(rank, feature.id()), feature }).collect();
        let mut all = Self { list, crowded_out: 0 };
        all.crowd_out(Shape::Point, MOST_POINTS, &coord.core());
        all.crowd_out(Shape::Line, MOST_LINES, &coord.core());
        all
    }

    /// Leaves the first of one shape.
    fn crowd_out(&mut self, shape: Shape, most: usize, core: &DrawingBox) {
        if self.list.len() <= most {
            return;
        }
        let of_shape = self.list.iter().filter(|one| one.feature.shape() == shape);
        let mut keys: Vec<u64> = of_shape.map(|one| one.key).collect();
        if keys.len() <= most {
            return;
        }
        let (_, &mut last, _) = keys.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
        let crowded_out = &mut self.crowded_out;
        self.list.retain(|one| {
            let stays = one.key >= last || one.feature.shape() != shape;
            *crowded_out += u64::from(!stays && one.feature.bounds().intersects(core));
            stays
        });
    }
}

/// Polygons of a zoom for which the large ones are listed.
fn listed(snapshot: &LayerSnapshot, coord: TileCoord) -> Vec<Candidate<'_>> {
    let listed = snapshot.levels().large.within(coord.buffered(), smallest_rank(coord.z()));
    let mut candidates: Vec<_> = listed
        .filter_map(|polygon| {
            let feature = snapshot.find(FeatureId(polygon.id))?;
            Some(Candidate { key: key((0, polygon.rank), polygon.id), feature })
        })
        .collect();
    candidates.sort_unstable_by_key(|one| one.feature.id());
    candidates
}

/// What comes before size: of points what is rare, of pipes what is wide, of a base map what begins further out.
struct Order {
    ground: Ground,
    /// The field that says how wide a line is.
    width: Option<usize>,
    /// The class of points, and how many of the tile have each.
    classes: Option<(usize, Vec<u32>)>,
}

impl Order {
    /// By what the audience may see: an order tells of the field it goes by.
    fn of(snapshot: &LayerSnapshot, audience: Audience, hits: &[Hit]) -> Self {
        let layer = snapshot.layer();
        let is_crowd = hits.len() > MOST_POINTS;
        let class = layer.draw.class_field.as_deref().and_then(|name| layer.schema.seen(name, audience));
        let class = class.filter(|&field| is_crowd && has_points(layer) && snapshot.code_count(field) > 0);
        let classes = class.map(|field| {
            let mut counts = vec![0; snapshot.code_count(field)];
            let codes = hits.iter().filter_map(|hit| snapshot.get(*hit).code(field));
            codes.for_each(|code| counts[code as usize] += 1);
            (field, counts)
        });
        Self { ground: Ground::of(layer), width: width_field(layer, audience), classes }
    }

    /// What comes first, and the size.
    fn rank(&self, feature: &FeatureRef<'_>) -> (u8, u8) {
        match feature.shape() {
            Shape::Polygon => (0, size_rank(size_of_polygon(feature.rings().map(|ring| (ring.points, ring.is_shell))))),
            Shape::Line => (self.ground.earliness(feature).unwrap_or_else(|| self.width(feature)), span_rank(feature)),
            Shape::Point => (self.ground.earliness(feature).unwrap_or_else(|| self.rarity(feature)), 0),
        }
    }

    fn width(&self, feature: &FeatureRef<'_>) -> u8 {
        #[expect(clippy::cast_precision_loss, reason = "of a number of millimetres")]
        let mm = match self.width.map(|field| feature.value(field)) {
            Some(ValueRef::Integer(mm)) => mm as f64,
            Some(ValueRef::Real(mm)) => mm,
            _ => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts from float saturate")]
        let steps = (mm / STEP_MM) as u8;
        steps
    }

    fn rarity(&self, feature: &FeatureRef<'_>) -> u8 {
        let Some((field, counts)) = &self.classes else { return 0 };
        let count = feature.code(*field).and_then(|code| counts.get(code as usize)).copied();
        count.map_or(0, |count| u8::MAX - size_rank(count.into()))
    }
}

fn has_points(layer: &Layer) -> bool {
    layer.kind != Kind::Base && matches!(layer.schema.geometry, GeometryType::Point | GeometryType::Mixed)
}

fn width_field(layer: &Layer, audience: Audience) -> Option<usize> {
    let is_width = |field: &Field| {
        field.meaning.unit == Some(Unit::Millimetre) && matches!(field.kind, FieldType::Integer | FieldType::Real)
    };
    let mut seen = layer.schema.visible(audience);
    seen.find(|&at| is_width(&layer.schema.fields[at])).filter(|_| layer.kind == Kind::Network)
}

/// How far a line reaches from corner to corner of its box: to measure it would mean to walk along all of it.
fn span_rank(line: &FeatureRef<'_>) -> u8 {
    let bounds = line.bounds();
    let [width, height] = [0, 1].map(|axis| u64::from(bounds.max[axis].saturating_sub(bounds.min[axis])));
    size_rank(width.saturating_mul(width).saturating_add(height.saturating_mul(height)))
}

/// What comes first, size, then an order that depends on the id alone and looks like none.
fn key((first, size): (u8, u8), id: u64) -> u64 {
    let scattered = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u64::from(first) << 56 | u64::from(size) << 48 | scattered >> 16
}
