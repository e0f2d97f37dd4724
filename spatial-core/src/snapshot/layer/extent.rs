//! The box around what is drawn, in a layer's own reference system.

use crate::crs::{Crs, Transform, from_drawing};
use crate::geometry::{DrawingBox, Envelope};

/// Points along each side: between them a straight side of the map bends by less than the slack.
const POINTS_A_SIDE: u32 = 16;
/// What the box is made larger by on each side, as a share of its width or height.
const SLACK: f64 = 1e-4;

/// A box of drawing coordinates in a reference system, rounded outward; `None` for the empty box, and where there is no way from the map.
pub(crate) fn extent_of(around: &DrawingBox, crs: Crs) -> Option<Envelope> {
    if around.min[0] > around.max[0] || crs == Crs::Local {
        return None;
    }
    let transform = Transform::new(Crs::WGS84, crs).ok()?;
    let mut points: Vec<[f64; 2]> = rim(around).map(|point| <[f64; 2]>::from(from_drawing(point))).collect();
    transform.apply(&mut points).ok()?;
    let (mut min, mut max) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for point in points {
        for axis in 0..2 {
            min[axis] = min[axis].min(point[axis]);
            max[axis] = max[axis].max(point[axis]);
        }
    }
    // A drawing unit more, so that a single point lies inside its box.
    let slack = |axis: usize| (max[axis] - min[axis]) * SLACK;
    let [x, y] = [slack(0), slack(1)];
    Some(Envelope { min: [min[0] - x, min[1] - y], max: [max[0] + x, max[1] + y] })
}

/// Points along the rim of a box one unit larger on each side.
fn rim(around: &DrawingBox) -> impl Iterator<Item = [u32; 2]> {
    let (min, max) = (around.min.map(|c| c.saturating_sub(1)), around.max.map(|c| c.saturating_add(1)));
    (0..=POINTS_A_SIDE).flat_map(move |step| {
        let along = |axis: usize| {
            let far = u64::from(max[axis] - min[axis]) * u64::from(step) / u64::from(POINTS_A_SIDE);
            min[axis] + u32::try_from(far).unwrap_or(0)
        };
        let (x, y) = (along(0), along(1));
        [[x, min[1]], [x, max[1]], [min[0], y], [max[0], y]]
    })
}
