//! Zooms up to 13: what is drawn one by one, what merges, and what has to go so that no layer exceeds the size rule.
//!
//! The larger comes first; equals are drawn in a fixed order scattered over the ids, so that thinning leaves no bare patch.

use libdeflater::{CompressionLvl, Compressor};

use crate::generalise::{LISTED_TO, size_of_polygon, size_rank, smallest_rank};
use crate::geometry::DrawingPoint;
use crate::layer::{Audience, FeatureId, GeometryType};
use crate::snapshot::{FeatureRef, LayerSnapshot, Shape, ValueRef};
use crate::tiles::TileCoord;
use crate::tiles::draw::Drawn;
use crate::tiles::encode::{Encoder, TileLayer};
use crate::tiles::fills::TileFill;
use crate::tiles::grid::TileSpace;

/// Gzipped bytes a vertex and a feature take, roughly and rather too little: only to begin the search near its end.
const BYTES_PER_VERTEX: f64 = 1.2;
const BYTES_PER_FEATURE: f64 = 5.0;
/// Tries to meet the size rule before only fills are drawn.
const MOST_TRIES: usize = 8;

/// Measures what a layer takes on the wire.
pub(super) struct Thinner {
    compressor: Compressor,
    raw: Vec<u8>,
    gzipped: Vec<u8>,
}

impl Default for Thinner {
    fn default() -> Self {
        // Level 1 as on the wire; libdeflate's level 0, its `fastest`, does not compress at all.
        let level = CompressionLvl::new(1).unwrap_or_default();
        Self { compressor: Compressor::new(level), raw: Vec::new(), gzipped: Vec::new() }
    }
}

impl std::fmt::Debug for Thinner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Thinner").finish_non_exhaustive()
    }
}

impl Thinner {
    fn gzipped_len(&mut self) -> usize {
        self.gzipped.resize(self.compressor.gzip_compress_bound(self.raw.len()), 0);
        self.compressor.gzip_compress(&self.raw, &mut self.gzipped).unwrap_or(usize::MAX)
    }
}

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
        let mut keys: Vec<(u64, f64)> = candidates.iter().map(|one| (one.key, weight(&one.feature))).collect();
        keys.sort_unstable_by_key(|key| std::cmp::Reverse(key.0));
        let visible = layer.schema.visible(audience);
        let classes =
            layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name).map(|at| (at, name)));
        let classes = classes.filter(|(at, _)| visible.into_iter().any(|field| field == *at));

        let expected: f64 = keys.iter().map(|key| key.1).sum();
        #[expect(clippy::cast_precision_loss, reason = "a size of some kilobytes")]
        let mut share = (1.5 * limit as f64 / expected.max(1.0)).min(1.0);
        let mut attempt = Try { from: threshold(&keys, share), classes };
        let mut tries = 0;
        loop {
            tries += 1;
            let line = self.attempt(snapshot, coord, audience, &candidates, &attempt);
            self.thinner.raw.clear();
            self.writer.finish(layer.name.as_str(), &mut self.thinner.raw);
            if self.thinner.raw.len() < limit {
                return line;
            }
            let size = self.thinner.gzipped_len();
            if size <= limit || attempt.classes.is_none() && attempt.from == u64::MAX {
                return line;
            }
            if attempt.from == u64::MAX {
                attempt.classes = None;
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "sizes of some megabytes")]
            let ratio = 0.93 * limit as f64 / size as f64;
            share *= ratio;
            attempt.from = if tries >= MOST_TRIES { u64::MAX } else { threshold(&keys, share) };
        }
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
        let features = self.hits.iter().map(|hit| snapshot.get(*hit));
        let ranked = features.filter(|feature| feature.ring_count() > 0).map(|feature| (rank(&feature), feature));
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
        self.writer.begin(snapshot, layer.schema.visible(audience), candidates.len());
        let drawn = || candidates.iter().filter(|one| one.key >= attempt.from).map(|one| &one.feature);
        let class_field = layer.draw.class_field.as_deref().and_then(|name| layer.schema.position(name));
        let (mut merged, mut missing) = (0, 0);
        if let Some(mut fill) = TileFill::new(&snapshot.levels().fill, coord) {
            let mut rings = Vec::new();
            for polygon in drawn().filter(|feature| feature.shape() == Shape::Polygon) {
                let class = class_field.map_or(ValueRef::Null, |field| polygon.value(field));
                rings.clear();
                rings.extend(polygon.rings().map(|ring| (ring.points, ring.is_shell)));
                fill.take_off(class, &rings);
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
            match self.pen.draw(&space, one.feature.shape(), space.holds(&bounds), one.feature.rings()) {
                Drawn::Yes => self.writer.feature(&layer.schema, 0, &one.feature, self.pen.commands.encoded()),
                Drawn::Collapsed => missing += u64::from(bounds.intersects(&core)),
                Drawn::Outside => {}
            }
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

/// The key from which a share of all weight lies; 0 for all, the largest number for nothing.
fn threshold(keys: &[(u64, f64)], share: f64) -> u64 {
    if share >= 1.0 {
        return 0;
    }
    let budget = share * keys.iter().map(|key| key.1).sum::<f64>();
    let mut used = 0.0;
    let kept = keys.iter().take_while(|key| {
        used += key.1;
        used <= budget
    });
    kept.last().map_or(u64::MAX, |key| key.0)
}

fn weight(feature: &FeatureRef<'_>) -> f64 {
    let vertices = u32::try_from(feature.points().len()).unwrap_or(u32::MAX);
    BYTES_PER_FEATURE + BYTES_PER_VERTEX * f64::from(vertices)
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
