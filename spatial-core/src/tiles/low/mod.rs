//! Zooms up to 13: what is drawn one by one, what merges, and what has to go so that no layer exceeds the size rule.
//!
//! The larger comes first; equals are drawn in a fixed order scattered over the ids, so that thinning leaves no bare patch.

mod fills;
mod ground;
pub(super) mod size_rule;
mod trace;

use crate::generalise::{LISTED_TO, rank_of_box, size_of_polygon, size_rank, smallest_rank};
use crate::geometry::DrawingPoint;
use crate::layer::{Audience, FeatureId, GeometryType, Schema};
use crate::snapshot::{FeatureRef, LayerSnapshot, Shape, ValueRef};
use crate::tiles::TileCoord;
use crate::tiles::draw::DrawOutcome;
use crate::tiles::encode::{Encoder, TileLayer};
use crate::tiles::fields::carried;
use crate::tiles::grid::TileSpace;
use crate::tiles::low::fills::TileFill;
use crate::tiles::low::ground::Ground;
use crate::tiles::low::size_rule::{Cut, weight};

/// A feature that may be drawn one by one.
struct Candidate<'a> {
    /// Rank of its size, then a scattered order.
    key: u64,
    feature: FeatureRef<'a>,
}

/// What a try drew.
struct Try<'a> {
    /// Candidates below this key are not drawn.
    from: u64,
    classes: Option<(usize, &'a str)>,
}

impl Encoder {
    /// Draws a layer within `limit` bytes gzipped.
    pub(super) fn generalised(
        &mut self,
        snapshot: &LayerSnapshot,
        coord: TileCoord,
        audience: Audience,
        limit: usize,
    ) -> TileLayer {
        let layer = snapshot.layer();
        let candidates = self.candidates(snapshot, coord);
        let visible = carried(layer, coord.z(), audience);
        let classes =
            layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name).map(|at| (at, name)));
        let mut classes = classes.filter(|(at, _)| visible.into_iter().any(|field| field == *at));
        let mut cut = Cut::new(candidates.iter().map(|one| (one.key, weight(&one.feature))).collect(), limit);
        let sample = cut.sample();
        if !sample.is_empty() {
            let size = self.size_of(snapshot, coord, audience, &candidates, &sample);
            cut.learn(&sample, size);
        }
        loop {
            let attempt = Try { from: cut.from(), classes };
            let line = self.attempt(snapshot, coord, audience, &candidates, &attempt);
            let size = self.written(layer.name.as_str(), limit);
            if size <= limit || classes.is_none() && cut.is_empty() {
                return line;
            }
            if cut.is_empty() {
                classes = None;
            } else {
                cut.shrink(size);
            }
        }
    }

    /// Gzipped bytes of what was written, or raw ones if they are within the limit.
    fn written(&mut self, name: &str, limit: usize) -> usize {
        self.scales.raw.clear();
        self.writer.finish(name, &mut self.scales.raw);
        self.scales.weigh(limit)
    }

    /// Gzipped bytes of some of the candidates alone.
    fn size_of(
        &mut self,
        snapshot: &LayerSnapshot,
        coord: TileCoord,
        audience: Audience,
        candidates: &[Candidate<'_>],
        keys: &[u64],
    ) -> usize {
        let layer = snapshot.layer();
        self.writer.begin(snapshot, carried(layer, coord.z(), audience), keys.len());
        let space = TileSpace::new(coord);
        for one in candidates.iter().filter(|one| keys.binary_search(&one.key).is_ok()) {
            self.draw_one(&space, &layer.schema, &one.feature);
        }
        self.written(layer.name.as_str(), 0)
    }

    fn draw_one(&mut self, space: &TileSpace, schema: &Schema, feature: &FeatureRef<'_>) -> DrawOutcome {
        let drawn = self.pen.draw(space, feature.shape(), space.holds(&feature.bounds()), feature.rings());
        if drawn == DrawOutcome::Yes {
            self.writer.feature(schema, 0, feature, self.pen.commands.encoded());
        }
        drawn
    }

    /// Features that may be drawn one by one, in order of id.
    fn candidates<'a>(&mut self, snapshot: &'a LayerSnapshot, coord: TileCoord) -> Vec<Candidate<'a>> {
        let enough = smallest_rank(coord.z());
        let window = coord.buffered();
        if coord.z() <= LISTED_TO && snapshot.layer().schema.geometry == GeometryType::Polygon {
            let listed = snapshot.levels().large.within(window, enough);
            let mut candidates: Vec<_> = listed
                .filter_map(|polygon| {
                    let feature = snapshot.find(FeatureId(polygon.id))?;
                    Some(Candidate { key: key(polygon.rank, polygon.id), feature })
                })
                .collect();
            candidates.sort_unstable_by_key(|one| one.feature.id());
            return candidates;
        }
        snapshot.hits(&window, &mut self.hits);
        let ground = Ground::of(snapshot.layer());
        let features = self.hits.iter().map(|hit| snapshot.get(*hit)).filter(|feature| feature.ring_count() > 0);
        let features = features.filter(|feature| ground.begins(feature) <= coord.z());
        let may_do =
            features.filter(|feature| feature.shape() != Shape::Polygon || rank_of_box(&feature.bounds()) >= enough);
        let ranked = may_do.map(|feature| (ground.rank(&feature), feature));
        let wanted = ranked.filter(|(rank, feature)| feature.shape() != Shape::Polygon || *rank >= enough);
        wanted.map(|(rank, feature)| Candidate { key: key(rank, feature.id()), feature }).collect()
    }

    /// Writes the fill and the candidates from a key on.
    fn attempt(
        &mut self,
        snapshot: &LayerSnapshot,
        coord: TileCoord,
        audience: Audience,
        candidates: &[Candidate<'_>],
        attempt: &Try<'_>,
    ) -> TileLayer {
        let layer = snapshot.layer();
        self.writer.begin(snapshot, carried(layer, coord.z(), audience), candidates.len());
        let drawn = || candidates.iter().filter(|one| one.key >= attempt.from).map(|one| &one.feature);
        let class_field = layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name));
        let (mut merged, mut missing) = (0, 0);
        if let Some(mut fill) = TileFill::new(&snapshot.levels().fill, coord) {
            let mut rings = Vec::new();
            for polygon in drawn().filter(|feature| feature.shape() == Shape::Polygon) {
                let class = class_field.map_or(ValueRef::Null, |field| polygon.value(field));
                rings.clear();
                rings.extend(polygon.rings().map(|ring| (ring.points, ring.is_shell)));
                fill.take_off(class, &polygon.bounds(), &rings);
            }
            if fill.merged() > 0 || attempt.from > 0 {
                missing = fill.settle();
                merged = fill.merged();
                self.write_fill(snapshot, &mut fill, attempt.classes);
            }
        }
        let (space, core) = (TileSpace::new(coord), coord.core());
        let before = self.writer.features;
        for one in candidates {
            let bounds = one.feature.bounds();
            if one.key < attempt.from {
                missing += u64::from(one.feature.shape() != Shape::Polygon && bounds.intersects(&core));
                continue;
            }
            let collapsed = self.draw_one(&space, &layer.schema, &one.feature) == DrawOutcome::Collapsed;
            missing += u64::from(collapsed && bounds.intersects(&core));
        }
        TileLayer { name: layer.name.clone(), features: self.writer.features - before, merged, missing }
    }

    fn write_fill(&mut self, snapshot: &LayerSnapshot, fill: &mut TileFill<'_>, classes: Option<(usize, &str)>) {
        if classes.is_none() {
            fill.forget_classes();
        }
        let values = snapshot.levels().fill.classes();
        let writer = &mut self.writer;
        fill.draw(&mut self.pen.commands, |code, merged, geometry| {
            let class = classes.map(|(field, name)| (field, name, ValueRef::from(values.value(code))));
            writer.fill(class, merged, geometry);
        });
    }
}

/// Size first; then an order that depends on the id alone and looks like none.
fn key(rank: u8, id: u64) -> u64 {
    let scattered = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u64::from(rank) << 56 | scattered >> 8
}

/// Rank of a feature: area of polygons, squared length of lines, 0 for points.
fn rank(feature: &FeatureRef<'_>) -> u8 {
    match feature.shape() {
        Shape::Polygon => size_rank(size_of_polygon(feature.rings().map(|ring| (ring.points, ring.is_shell)))),
        Shape::Line => {
            let length: f64 = feature.rings().map(|line| length(line.points)).sum();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts from float saturate")]
            size_rank((length * length) as u64)
        }
        Shape::Point => 0,
    }
}

fn length(line: &[DrawingPoint]) -> f64 {
    let along = |pair: &[DrawingPoint], axis: usize| f64::from(pair[1][axis]) - f64::from(pair[0][axis]);
    line.windows(2).map(|pair| along(pair, 0).hypot(along(pair, 1))).sum()
}
