//! Networks on the map: the courses of what was traced, and the edges near a place. From the drawing geometry, which is a centimetre fine: it shows
//! and finds, and measures nothing that counts.

use rustc_hash::FxHashMap;
use spatial_core::crs::{from_drawing, to_drawing};
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{Audience, DeclaredTable, FeatureId};
use spatial_core::snapshot::World;

use crate::isolation::{Reach, Stretch};
use crate::tables::{EDGES, NETWORK_FIELD};

/// A place in degrees of WGS 84, longitude first.
pub type LonLat = [f64; 2];

/// Metres of a degree of latitude: near enough to say which of two pipes is nearer.
const DEGREE: f64 = 110_574.0;
/// And of a degree of longitude at the equator.
const EQUATOR_DEGREE: f64 = 111_320.0;

/// An edge near a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearEdge {
    /// The edge.
    pub id: FeatureId,
    /// Metres to its course.
    pub distance: f64,
    /// The place of its course that is nearest.
    pub at: LonLat,
    /// How much of its course lies before that place, between zero and one.
    pub share: f64,
}

/// Metres of a degree of longitude and of latitude at a latitude; never nothing, not even at a pole.
pub(crate) fn degree_metres(latitude: f64) -> [f64; 2] {
    [EQUATOR_DEGREE * latitude.to_radians().cos().max(0.01), DEGREE]
}

/// The courses of a part of a network, one line for each line of an edge; of edges that are in it in part, that part. What has no place on
/// the map is left out.
pub fn course(world: &World, reach: &Reach, audience: Audience) -> Vec<Vec<LonLat>> {
    let Some(edges) = world.declared(&EDGES, audience) else { return Vec::new() };
    let mut parts: FxHashMap<FeatureId, Vec<Stretch>> = FxHashMap::default();
    for stretch in &reach.stretches {
        parts.entry(stretch.edge).or_default().push(*stretch);
    }
    let mut lines = Vec::with_capacity(reach.edges.len());
    for &id in &reach.edges {
        let Some(row) = edges.find(id) else { continue };
        for ring in row.rings() {
            let line: Vec<LonLat> = ring.points.iter().map(|&point| degrees(point)).collect();
            match parts.get(&id) {
                None => lines.push(line),
                Some(parts) => lines.extend(parts.iter().filter_map(|part| stretch_of(&line, part))),
            }
        }
    }
    lines
}

/// Where a row of a table lies, if it is a point on the map.
pub fn place(world: &World, table: &DeclaredTable, id: FeatureId, audience: Audience) -> Option<LonLat> {
    let row = world.declared(table, audience)?.find(id)?;
    row.points().first().map(|&point| degrees(point))
}

/// The place of an edge behind so much of its course, between zero and one, if it is on the map.
pub fn place_along(world: &World, edge: FeatureId, share: f64, audience: Audience) -> Option<LonLat> {
    let row = world.declared(&EDGES, audience)?.find(edge)?;
    let line: Vec<LonLat> = row.rings().next()?.points.iter().map(|&point| degrees(point)).collect();
    let part = Stretch { edge, from: 0.0, to: share.clamp(0.0, 1.0), whole: 1.0 };
    stretch_of(&line, &part).and_then(|cut| cut.last().copied()).or_else(|| line.first().copied())
}

/// Edges of a network within so many metres of a place, the nearest first; of two as near, the one with the lower id.
pub fn near(world: &World, network: &str, at: LonLat, within: f64, audience: Audience) -> Vec<NearEdge> {
    let Some(edges) = world.declared(&EDGES, audience) else { return Vec::new() };
    let Some(field) = edges.layer().schema.position(NETWORK_FIELD) else { return Vec::new() };
    let scale = degree_metres(at[1]);
    let (mut window, mut hits) = (DrawingBox::EMPTY, Vec::new());
    for sign in [-1.0, 1.0] {
        window.extend(to_drawing(at[0] + sign * within / scale[0], at[1] + sign * within / scale[1]));
    }
    edges.hits(&window, &mut hits);
    let mut found: Vec<NearEdge> = Vec::new();
    for hit in hits {
        let row = edges.get(hit);
        if row.text(field) != Some(network) {
            continue;
        }
        let lines = row.rings().map(|ring| ring.points.iter().map(|&point| degrees(point)).collect::<Vec<_>>());
        let nearest = lines.filter_map(|line| nearest_on(&line, at, scale)).min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, at, share)) = nearest.filter(|(distance, ..)| *distance <= within) {
            found.push(NearEdge { id: FeatureId(row.id()), distance, at, share });
        }
    }
    found.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.id.cmp(&b.id)));
    found
}

fn degrees(point: [u32; 2]) -> LonLat {
    let (lon, lat) = from_drawing(point);
    [lon, lat]
}

/// Distance in metres, place and share of the length of the nearest place on a line.
fn nearest_on(line: &[LonLat], at: LonLat, scale: [f64; 2]) -> Option<(f64, LonLat, f64)> {
    let plane = |place: LonLat| [(place[0] - at[0]) * scale[0], (place[1] - at[1]) * scale[1]];
    let mut behind = 0.0;
    let mut best: Option<(f64, LonLat, f64)> = None;
    for step in line.windows(2) {
        let [a, b] = [plane(step[0]), plane(step[1])];
        let along = [b[0] - a[0], b[1] - a[1]];
        let length = along[0].hypot(along[1]);
        let t =
            if length > 0.0 { (-(a[0] * along[0] + a[1] * along[1]) / (length * length)).clamp(0.0, 1.0) } else { 0.0 };
        let distance = (a[0] + t * along[0]).hypot(a[1] + t * along[1]);
        if best.is_none_or(|(least, ..)| distance < least) {
            best = Some((distance, between(step[0], step[1], t), behind + t * length));
        }
        behind += length;
    }
    best.map(|(distance, place, length)| (distance, place, if behind > 0.0 { length / behind } else { 0.0 }))
}

fn between(a: LonLat, b: LonLat, t: f64) -> LonLat {
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

/// The part of a line between two measures, taken as shares of the edge's whole length.
fn stretch_of(line: &[LonLat], part: &Stretch) -> Option<Vec<LonLat>> {
    let lengths: Vec<f64> = line.windows(2).map(|step| step_length(step[0], step[1])).collect();
    let drawn: f64 = lengths.iter().sum();
    if drawn <= 0.0 || part.whole <= 0.0 {
        return None;
    }
    let [from, to] = [part.from, part.to].map(|measure| (measure / part.whole * drawn).clamp(0.0, drawn));
    let (mut cut, mut behind) = (Vec::new(), 0.0);
    for (step, length) in line.windows(2).zip(lengths) {
        let at = |measure: f64| between(step[0], step[1], if length > 0.0 { (measure - behind) / length } else { 0.0 });
        if behind + length >= from && behind <= to {
            if cut.is_empty() {
                cut.push(at(from.max(behind)));
            }
            cut.push(at(to.min(behind + length)));
        }
        behind += length;
    }
    (cut.len() > 1).then_some(cut)
}

fn step_length(a: LonLat, b: LonLat) -> f64 {
    ((b[0] - a[0]) * a[1].to_radians().cos()).hypot(b[1] - a[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_of_a_bent_line_and_its_share_are_found() {
        let line = [[107.0, 10.0], [107.001, 10.0], [107.001, 10.001]];
        let scale = degree_metres(10.0);
        let (distance, place, share) = nearest_on(&line, [107.0005, 10.0001], scale).unwrap();
        assert!((distance - 11.06).abs() < 0.1, "{distance}");
        assert!((place[0] - 107.0005).abs() < 1e-9 && (share - 0.249).abs() < 0.002, "{place:?} {share}");
        assert_eq!(nearest_on(&line[..1], [107.0, 10.0], scale), None);
    }

    #[test]
    fn a_stretch_keeps_the_bends_between_its_measures() {
        let line = [[107.0, 0.0], [107.001, 0.0], [107.001, 0.001]];
        let part = Stretch { edge: FeatureId(1), from: 50.0, to: 150.0, whole: 200.0 };
        let cut = stretch_of(&line, &part).unwrap();
        assert_eq!(cut.len(), 3, "{cut:?}");
        assert!((cut[0][0] - 107.0005).abs() < 1e-9 && (cut[2][1] - 0.0005).abs() < 1e-9, "{cut:?}");
    }
}
