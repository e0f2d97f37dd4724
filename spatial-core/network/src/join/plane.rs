//! Plane geometry on places in metres.

use super::records::Spot;

pub(super) fn distance([ax, ay]: Spot, [bx, by]: Spot) -> f64 {
    (bx - ax).hypot(by - ay)
}

/// The place so far along the way from one to another: 0 the first, 1 the last.
pub(super) fn between([ax, ay]: Spot, [bx, by]: Spot, share: f64) -> Spot {
    [ax + (bx - ax) * share, ay + (by - ay) * share]
}

/// How far along a segment the place nearest to another lies, from 0 to 1.
pub(super) fn share_of([ax, ay]: Spot, [bx, by]: Spot, [x, y]: Spot) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    if square > 0.0 { (((x - ax) * dx + (y - ay) * dy) / square).clamp(0.0, 1.0) } else { 0.0 }
}

/// Where two segments cross or touch, as a share of the first and of the second; none if they are parallel.
pub(super) fn crossing([a, b]: [Spot; 2], [c, d]: [Spot; 2]) -> Option<[f64; 2]> {
    /// What rounding may take off at an end.
    const LEAST: f64 = 1e-9;
    let (first, second) = (minus(b, a), minus(d, c));
    let turn = cross(first, second);
    if turn.abs() <= LEAST * norm(first) * norm(second) {
        return None;
    }
    let way = minus(c, a);
    let shares = [cross(way, second) / turn, cross(way, first) / turn];
    let is_on = |share: &f64| (-LEAST..=1.0 + LEAST).contains(share);
    shares.iter().all(is_on).then(|| shares.map(|share| share.clamp(0.0, 1.0)))
}

/// The sine of the angle between two segments, from 0 to 1.
pub(super) fn sine([a, b]: [Spot; 2], [c, d]: [Spot; 2]) -> f64 {
    let (first, second) = (minus(b, a), minus(d, c));
    (cross(first, second) / (norm(first) * norm(second))).abs()
}

fn minus([ax, ay]: Spot, [bx, by]: Spot) -> Spot {
    [ax - bx, ay - by]
}

fn cross([ax, ay]: Spot, [bx, by]: Spot) -> f64 {
    ax * by - ay * bx
}

fn norm([x, y]: Spot) -> f64 {
    x.hypot(y)
}
