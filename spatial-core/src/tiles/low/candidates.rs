//! Who may be drawn one by one in a tile of a low zoom, and who comes first.
//!
//! Boxes tell enough to leave most features out: of a city of a million parcels one tile of zoom 10 meets every pipe. Nothing is drawn here.

use crate::generalise::{
    IN_ORDER_TO, MOST_IN_ORDER, Ranked, draw_key, rank_of_box, size_of_polygon, size_rank, smallest_rank,
};
use crate::geometry::DrawingBox;
use crate::layer::{Audience, FeatureId, Field, FieldType, GeometryType, Kind, Layer, Unit};
use crate::snapshot::{FeatureRef, Hit, LayerSnapshot, Shape, ValueRef};
use crate::tiles::TileCoord;
use crate::tiles::low::ground::Ground;

/// Points of a layer in a tile: one for eight pixels by eight, at 512 pixels a tile. More of them only cover each other.
const MOST_POINTS: usize = 1 << 12;
/// Lines of a layer in a tile: one for six pixels by six.
const MOST_LINES: usize = 1 << 13;
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
        let is_kept_in_order = coord.z() <= IN_ORDER_TO && snapshot.len() <= MOST_IN_ORDER;
        match snapshot.layer().schema.geometry {
            GeometryType::Polygon => Self { list: listed(snapshot, coord), crowded_out: 0 },
            GeometryType::Point if is_kept_in_order => Self::first(snapshot, coord, audience, MOST_POINTS),
            GeometryType::Line if is_kept_in_order => Self::first(snapshot, coord, audience, MOST_LINES),
            _ => Self::ranked(snapshot, coord, audience, hits),
        }
    }

    /// Of a layer kept in order.
    fn first(snapshot: &'a LayerSnapshot, coord: TileCoord, audience: Audience, most: usize) -> Self {
        let order = Order::of(snapshot, audience);
        let mut within =
            snapshot.in_order(order.is_by_field(), |feature| order.ranked(feature)).within(coord.buffered(), coord.z());
        let first = within.by_ref().take(most);
        let found =
            first.filter_map(|one| Some(Candidate { key: one.key(), feature: snapshot.find(FeatureId(one.id))? }));
        let mut list: Vec<_> = found.collect();
        list.sort_unstable_by_key(|one| one.feature.id());
        let core = coord.core();
        let crowded_out = within.filter(|one| one.bounds.intersects(&core)).count() as u64;
        Self { list, crowded_out }
    }

    /// Of all that meet the tile.
    fn ranked(snapshot: &'a LayerSnapshot, coord: TileCoord, audience: Audience, hits: &mut Vec<Hit>) -> Self {
        let enough = smallest_rank(coord.z());
        snapshot.hits(&coord.buffered(), hits);
        let order = Order::of(snapshot, audience);
        let features = hits.iter().map(|hit| snapshot.get(*hit)).filter(|feature| feature.ring_count() > 0);
        let features = features.filter(|feature| order.ground.begins(feature) <= coord.z());
        let may_do =
            features.filter(|feature| feature.shape() != Shape::Polygon || rank_of_box(&feature.bounds()) >= enough);
        let ranked = may_do.map(|feature| (order.ranked(&feature), feature));
        let wanted = ranked.filter(|(rank, feature)| feature.shape() != Shape::Polygon || rank.size >= enough);
        let list = wanted.map(|(rank, feature)| Candidate { key: rank.key(), feature }).collect();
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
            Some(Candidate { key: draw_key(0, polygon.rank, polygon.id), feature })
        })
        .collect();
    candidates.sort_unstable_by_key(|one| one.feature.id());
    candidates
}

/// What comes before size: of points what is rare in the layer, of pipes what is wide, of a base map what begins further out.
struct Order<'a> {
    ground: Ground,
    /// The field that says how wide a line is.
    width: Option<usize>,
    /// The class of points, and how many of the layer have each.
    classes: Option<(usize, &'a [u64])>,
}

impl<'a> Order<'a> {
    /// By what the audience may see: an order tells of the field it goes by.
    fn of(snapshot: &'a LayerSnapshot, audience: Audience) -> Self {
        let layer = snapshot.layer();
        let class = layer.draw.class_field.as_deref().and_then(|name| layer.schema.seen(name, audience));
        let class = class.filter(|&field| has_points(layer) && snapshot.code_count(field) > 0);
        let classes = class.map(|field| (field, snapshot.class_counts(field)));
        Self { ground: Ground::of(layer), width: width_field(layer, audience), classes }
    }

    /// True if a field decides that not everybody may see.
    fn is_by_field(&self) -> bool {
        self.width.is_some() || self.classes.is_some()
    }

    /// What comes first, and the size.
    fn ranked(&self, feature: &FeatureRef<'_>) -> Ranked {
        let earliness = self.ground.earliness(feature);
        let (first, size) = match feature.shape() {
            Shape::Polygon => (0, size_rank(size_of_polygon(feature.rings().map(|ring| (ring.points, ring.is_shell))))),
            Shape::Line => (earliness.unwrap_or_else(|| self.width(feature)), span_rank(feature)),
            Shape::Point => (earliness.unwrap_or_else(|| self.rarity(feature)), 0),
        };
        Ranked { id: feature.id(), bounds: feature.bounds(), first, size, begins: self.ground.begins(feature) }
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
        count.map_or(0, |count| u8::MAX - size_rank(count))
    }
}

fn has_points(layer: &Layer) -> bool {
    layer.kind != Kind::Base && matches!(layer.schema.geometry, GeometryType::Point | GeometryType::Mixed)
}

/// The first field of a network that is in millimetres, if the audience sees it: by another, two audiences' orders would differ in more
/// than whether they go by a field.
fn width_field(layer: &Layer, audience: Audience) -> Option<usize> {
    let is_width = |field: &Field| {
        field.meaning.unit == Some(Unit::Millimetre) && matches!(field.kind, FieldType::Integer | FieldType::Real)
    };
    let has_lines = matches!(layer.schema.geometry, GeometryType::Line | GeometryType::Mixed);
    let width = layer.schema.fields.iter().position(is_width).filter(|_| has_lines && layer.kind == Kind::Network)?;
    layer.schema.visible(audience).into_iter().find(|field| *field == width)
}

/// How far a line reaches from corner to corner of its box: to measure it would mean to walk along all of it.
fn span_rank(line: &FeatureRef<'_>) -> u8 {
    let bounds = line.bounds();
    let [width, height] = [0, 1].map(|axis| u64::from(bounds.max[axis].saturating_sub(bounds.min[axis])));
    size_rank(width.saturating_mul(width).saturating_add(height.saturating_mul(height)))
}
