//! Exact questions about points and segments: signs of orientations are right even where floating point is not.

use geo_types::Coord;
use robust::orient2d;

/// Where two segments meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meeting {
    /// Nowhere.
    Apart,
    /// In one point that is an end of at least one of them, given exactly.
    Touch(Coord<f64>),
    /// In one point inside both.
    Cross,
    /// Along a stretch.
    Overlap,
}

/// 1 if a → b → c turns left, −1 if right, 0 if straight; exact.
#[inline]
pub(crate) fn turn(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> i8 {
    let at = |point: Coord<f64>| robust::Coord { x: point.x, y: point.y };
    let area = orient2d(at(a), at(b), at(c));
    i8::from(area > 0.0) - i8::from(area < 0.0)
}

/// True if the segments ab and cd share a point; the boxes around them must overlap.
#[inline]
pub(crate) fn meet(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> bool {
    turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0
}

/// How the segments ab and cd meet; the boxes around them must overlap.
pub(crate) fn meeting(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> Meeting {
    let (to_c, to_d) = (turn(a, b, c), turn(a, b, d));
    if to_c * to_d > 0 {
        return Meeting::Apart;
    }
    let (to_a, to_b) = (turn(c, d, a), turn(c, d, b));
    if to_a * to_b > 0 {
        return Meeting::Apart;
    }
    match (to_c, to_d, to_a, to_b) {
        (0, 0, ..) => {
            let (first, last) = (later(earlier(a, b), earlier(c, d)), earlier(later(a, b), later(c, d)));
            if first == last { Meeting::Touch(first) } else { Meeting::Overlap }
        }
        (0, ..) => Meeting::Touch(c),
        (_, 0, ..) => Meeting::Touch(d),
        (_, _, 0, _) => Meeting::Touch(a),
        (_, _, _, 0) => Meeting::Touch(b),
        _ => Meeting::Cross,
    }
}

/// True if p → v → q turns straight back: a spike at v.
#[inline]
pub(crate) fn is_spike(p: Coord<f64>, v: Coord<f64>, q: Coord<f64>) -> bool {
    // On one line, p and q lie on one side of v on both axes or are level with it.
    let is_ahead = |p: f64, v: f64, q: f64| (p > v && q > v) || (p < v && q < v);
    (is_ahead(p.x, v.x, q.x) || is_ahead(p.y, v.y, q.y)) && turn(p, v, q) == 0
}

/// True if the direction from `at` to `q` lies strictly within the turn, counter-clockwise, from `start` to `end`.
/// The three directions must differ.
pub(crate) fn is_between(at: Coord<f64>, start: Coord<f64>, end: Coord<f64>, q: Coord<f64>) -> bool {
    match turn(at, start, end) {
        1 => turn(at, start, q) > 0 && turn(at, q, end) > 0,
        -1 => !(turn(at, end, q) >= 0 && turn(at, q, start) >= 0),
        _ => turn(at, start, q) > 0,
    }
}

/// A place to look at where ab and cd meet; not exact if they cross.
pub(crate) fn place_of_meeting(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> [f64; 2] {
    match meeting(a, b, c, d) {
        Meeting::Touch(point) => [point.x, point.y],
        Meeting::Overlap => {
            let first = later(earlier(a, b), earlier(c, d));
            [first.x, first.y]
        }
        Meeting::Cross | Meeting::Apart => {
            let (ab, cd, ac) = (b - a, d - c, c - a);
            let t = (ac.x * cd.y - ac.y * cd.x) / (ab.x * cd.y - ab.y * cd.x);
            if t.is_finite() { [a.x + t * ab.x, a.y + t * ab.y] } else { [a.x, a.y] }
        }
    }
}

/// The smaller point by x, then y.
fn earlier(a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
    if (a.x, a.y) <= (b.x, b.y) { a } else { b }
}

fn later(a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
    if (a.x, a.y) <= (b.x, b.y) { b } else { a }
}
