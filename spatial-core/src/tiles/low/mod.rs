//! Zooms up to 13: what is drawn one by one, what merges, and what has to go so that no layer exceeds the size rule.
//!
//! The larger comes first; equals are drawn in a fixed order scattered over the ids, so that thinning leaves no bare patch.

mod candidates;
mod fills;
mod ground;
pub(super) mod size_rule;
mod trace;

use crate::layer::{Audience, Schema};
use crate::snapshot::{FeatureRef, LayerSnapshot, Shape, ValueRef};
use crate::tiles::TileCoord;
use crate::tiles::draw::DrawOutcome;
use crate::tiles::encode::{Encoder, TileLayer};
use crate::tiles::fields::carried;
use crate::tiles::grid::TileSpace;
use crate::tiles::low::candidates::{Candidate, Candidates};
use crate::tiles::low::fills::TileFill;
use crate::tiles::low::size_rule::{Cut, weight};

/// What a try drew.
struct Try<'a> {
    /// Candidates below this key are not drawn.
    from: u64,
    classes: Option<(usize, &'a str)>,
    /// The whole fill: what is drawn one by one is taken off it.
    fill: Option<TileFill<'a>>,
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
        let Candidates { list: candidates, crowded_out } = Candidates::of(snapshot, coord, audience, &mut self.hits);
        let visible = carried(layer, coord.z(), audience);
        let classes =
            layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name).map(|at| (at, name)));
        let mut classes = classes.filter(|(at, _)| visible.into_iter().any(|field| field == *at));
        let mut cut = Cut::new(candidates.iter().map(|one| (one.key, weight(&one.feature))).collect(), limit);
        let fill = TileFill::new(&snapshot.levels().fill, coord);
        let sample = cut.sample();
        if !sample.is_empty() {
            let size = self.size_of(snapshot, coord, audience, &candidates, &sample);
            cut.learn(&sample, size, fill.as_ref().map_or(0.0, TileFill::about_bytes));
        }
        loop {
            let attempt = Try { from: cut.from(), classes, fill: fill.clone() };
            let mut line = self.attempt(snapshot, coord, audience, &candidates, attempt);
            let size = self.written(layer.name.as_str(), limit);
            if size <= limit || classes.is_none() && cut.is_empty() {
                line.missing += crowded_out;
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

    /// Writes the fill and the candidates from a key on.
    fn attempt(
        &mut self,
        snapshot: &LayerSnapshot,
        coord: TileCoord,
        audience: Audience,
        candidates: &[Candidate<'_>],
        attempt: Try<'_>,
    ) -> TileLayer {
        let layer = snapshot.layer();
        self.writer.begin(snapshot, carried(layer, coord.z(), audience), candidates.len());
        let drawn = || candidates.iter().filter(|one| one.key >= attempt.from).map(|one| &one.feature);
        let class_field = layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name));
        let (mut merged, mut missing) = (0, 0);
        if let Some(mut fill) = attempt.fill {
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
