//! The box around what is drawn, in a layer's own reference system.

use crate::crs::{Crs, Transform, from_drawing};
use crate::geometry::{DrawingBox, Envelope};
use crate::snapshot::layer::LayerSnapshot;

/// Points along each side: between them a straight side of the map bends by less than the slack.
const POINTS_A_SIDE: u32 = 16;
/// What the box is made larger by on each side, as a share of its width or height.
const SLACK: f64 = 1e-4;

/// A box of drawing coordinates in a reference system, rounded outward; `None` for the empty box, and where there is no way from the map.
pub(crate) fn extent_of(around: &DrawingBox, crs: Crs) -> Option<Envelope> {
    if around.min[0] > around.max[0] || crs == Crs::Local {
        return None;
    }
    // A drawing unit more, so that a single point lies inside its box.
    let Envelope { min, max } = placed(around, 1, crs)?;
    let slack = |axis: usize| (max[axis] - min[axis]) * SLACK;
    let [x, y] = [slack(0), slack(1)];
    Some(Envelope { min: [min[0] - x, min[1] - y], max: [max[0] + x, max[1] + y] })
}

impl LayerSnapshot {
    /// The box of the layer in its own reference system: the store's, where that lies around what there is and reaches no further; else
    /// the box of what is drawn, to the centimetre. What a file says of its own box is a hint (OGC 12-128r18 §2.1.1): another program may
    /// have left it where the data once were.
    pub fn extent(&self) -> Option<Envelope> {
        let (told, crs) = (self.layer.extent, self.layer.crs);
        let bounds = self.bounds();
        if bounds.min[0] > bounds.max[0] {
            // Nothing is drawn: what only the store can place may lie anywhere in its box.
            return told.filter(|_| self.strays().next().is_some());
        }
        let near = extent_of(&bounds, crs)?;
        let tight = placed(&bounds, 0, crs)?;
        let is_around = |told: &Envelope| near.merged(*told) == near && told.merged(shrunk(&near, &tight)) == *told;
        told.filter(|told| is_around(told) || self.strays().next().is_some()).or(Some(rounded(&tight, crs)))
    }
}

/// What certainly lies in a box that was made larger than another: the other, as much smaller.
fn shrunk(near: &Envelope, tight: &Envelope) -> Envelope {
    let [low, high] = [0, 1].map(|axis| {
        let by = (tight.min[axis] - near.min[axis]).abs();
        let (low, high) = (tight.min[axis] + by, tight.max[axis] - by);
        if low <= high { [low, high] } else { [f64::midpoint(low, high); 2] }
    });
    Envelope { min: [low[0], high[0]], max: [low[1], high[1]] }
}

/// Drawing units are 9 mm: more digits would only be their noise.
fn rounded(tight: &Envelope, crs: Crs) -> Envelope {
    let is_geographic = crs.info().is_ok_and(|info| info.is_geographic);
    let parts = if is_geographic { 1e7 } else { 100.0 };
    let round = |ends: [f64; 2]| ends.map(|end| (end * parts).round() / parts);
    Envelope { min: round(tight.min), max: round(tight.max) }
}

/// A box of drawing coordinates, so many units larger on each side, in a reference system.
fn placed(around: &DrawingBox, larger: u32, crs: Crs) -> Option<Envelope> {
    let transform = Transform::new(Crs::WGS84, crs).ok()?;
    let mut points: Vec<[f64; 2]> = rim(around, larger).map(|point| <[f64; 2]>::from(from_drawing(point))).collect();
    transform.apply(&mut points).ok()?;
    let (mut min, mut max) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for point in points {
        for axis in 0..2 {
            min[axis] = min[axis].min(point[axis]);
            max[axis] = max[axis].max(point[axis]);
        }
    }
    Some(Envelope { min, max })
}

/// Points along the rim of a box so many units larger on each side.
fn rim(around: &DrawingBox, larger: u32) -> impl Iterator<Item = [u32; 2]> {
    let (min, max) = (around.min.map(|c| c.saturating_sub(larger)), around.max.map(|c| c.saturating_add(larger)));
    (0..=POINTS_A_SIDE).flat_map(move |step| {
        let along = |axis: usize| {
            let far = u64::from(max[axis] - min[axis]) * u64::from(step) / u64::from(POINTS_A_SIDE);
            min[axis] + u32::try_from(far).unwrap_or(0)
        };
        let (x, y) = (along(0), along(1));
        [[x, min[1]], [x, max[1]], [min[0], y], [max[0], y]]
    })
}
