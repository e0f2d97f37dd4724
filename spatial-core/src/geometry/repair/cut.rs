//! Cuts pieces of boundaries, on whole numbers, wherever they meet, until they meet in their ends only.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

/// A point on whole numbers below 2^31.
pub(crate) type Point = [i64; 2];

/// A straight piece of boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BoundaryPiece {
    pub(crate) from: Point,
    pub(crate) to: Point,
    /// How much higher the winding number is on its left than on its right.
    pub(crate) winding: i32,
}

/// Pieces looked at together: neighbours in a ring lie near each other, so their box is small.
const GROUP: usize = 64;
/// Rounding a crossing may make a new one close by; after some rounds there are none. More rounds than any shape is known to need.
const ROUNDS: usize = 64;
/// Cuts of one shape. Crossings grow with the square of its vertices, and each cut makes a piece of a few hundred bytes until it is
/// part of a ring again: this many stay near 100 MB. A ring that crosses itself so often is a scribble, no area.
const MOST_CUTS: usize = 1 << 18;
/// Pairs of pieces looked at for one shape: some thousand for each piece of the largest shape we take. Pieces whose neighbours lie near
/// them need fewer; long ones side by side would need the square of their number.
const MOST_PAIRS: u64 = 1 << 32;

/// The same boundary in pieces that meet in their ends only, none of them twice; `None` if it does not come to rest, or meets itself
/// so often that we give up.
pub(crate) fn cut(edges: Vec<BoundaryPiece>) -> Option<Vec<BoundaryPiece>> {
    let mut edges = merged(edges);
    let mut budget = CutBudget { cuts: MOST_CUTS, pairs: MOST_PAIRS };
    for _ in 0..ROUNDS {
        let cuts = cuts(&edges, &mut budget)?;
        if cuts.is_empty() {
            return Some(edges);
        }
        edges = merged(pieces(&edges, cuts));
    }
    None
}

/// Pieces that lie on each other become one; those that cancel each other go.
fn merged(edges: Vec<BoundaryPiece>) -> Vec<BoundaryPiece> {
    let mut known: FxHashMap<[Point; 2], usize> = FxHashMap::default();
    let mut merged: Vec<BoundaryPiece> = Vec::with_capacity(edges.len());
    for edge in edges.into_iter().filter(|edge| edge.from != edge.to) {
        let is_forward = edge.from < edge.to;
        let ends = if is_forward { [edge.from, edge.to] } else { [edge.to, edge.from] };
        let winding = if is_forward { edge.winding } else { -edge.winding };
        let at = *known.entry(ends).or_insert(merged.len());
        match merged.get_mut(at) {
            Some(same) => same.winding += winding,
            None => merged.push(BoundaryPiece { from: ends[0], to: ends[1], winding }),
        }
    }
    merged.retain(|edge| edge.winding != 0);
    merged
}

/// What may still be spent on a shape.
struct CutBudget {
    cuts: usize,
    pairs: u64,
}

/// Where pieces have to be cut, as (piece, point); `None` if the budget is spent.
fn cuts(edges: &[BoundaryPiece], budget: &mut CutBudget) -> Option<Vec<(usize, Point)>> {
    let groups: Vec<[Point; 2]> = edges.chunks(GROUP).map(around).collect();
    let mut cuts = Vec::new();
    for (a, one) in groups.iter().enumerate() {
        for (b, other) in groups.iter().enumerate().skip(a) {
            if !meet(one, other) {
                continue;
            }
            budget.pairs = budget.pairs.checked_sub((GROUP * GROUP) as u64)?;
            for i in a * GROUP..edges.len().min((a + 1) * GROUP) {
                for j in (b * GROUP).max(i + 1)..edges.len().min((b + 1) * GROUP) {
                    cut_pair(edges, i, j, &mut cuts);
                }
            }
            // A pair of groups adds some thousand at most.
            if cuts.len() > budget.cuts {
                return None;
            }
        }
    }
    budget.cuts -= cuts.len();
    Some(cuts)
}

fn around(edges: &[BoundaryPiece]) -> [Point; 2] {
    edges.iter().flat_map(|edge| [edge.from, edge.to]).fold([[i64::MAX; 2], [i64::MIN; 2]], |[min, max], point| {
        [[min[0].min(point[0]), min[1].min(point[1])], [max[0].max(point[0]), max[1].max(point[1])]]
    })
}

fn meet([min, max]: &[Point; 2], [other_min, other_max]: &[Point; 2]) -> bool {
    (0..2).all(|axis| min[axis] <= other_max[axis] && other_min[axis] <= max[axis])
}

fn cut_pair(edges: &[BoundaryPiece], i: usize, j: usize, cuts: &mut Vec<(usize, Point)>) {
    let (one, other) = (edges[i], edges[j]);
    if !meet(&around(&[one]), &around(&[other])) {
        return;
    }
    let ends = [turn(one.from, one.to, other.from), turn(one.from, one.to, other.to)];
    let back = [turn(other.from, other.to, one.from), turn(other.from, other.to, one.to)];
    if ends[0] * ends[1] < 0 && back[0] * back[1] < 0 {
        let place = crossing(one, other);
        cuts.extend(
            [(i, one), (j, other)]
                .into_iter()
                .filter(|(_, edge)| edge.from != place && edge.to != place)
                .map(|(at, _)| (at, place)),
        );
        return;
    }
    for (at, edge, sides, points) in [(i, one, ends, [other.from, other.to]), (j, other, back, [one.from, one.to])] {
        for (side, point) in sides.into_iter().zip(points) {
            if side == 0 && point != edge.from && point != edge.to && meet(&around(&[edge]), &[point, point]) {
                cuts.push((at, point));
            }
        }
    }
}

/// The whole-number point nearest to where two pieces cross.
fn crossing(one: BoundaryPiece, other: BoundaryPiece) -> Point {
    let wide = |point: Point| point.map(i128::from);
    let (a, b, c, d) = (wide(one.from), wide(one.to), wide(other.from), wide(other.to));
    let (ab, cd, ac) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]], [c[0] - a[0], c[1] - a[1]]);
    let (above, below) = (ac[0] * cd[1] - ac[1] * cd[0], ab[0] * cd[1] - ab[1] * cd[0]);
    [0, 1].map(|axis| {
        // Rounded half up, whatever the signs.
        let (above, below) = if below < 0 { (-above * ab[axis], -below) } else { (above * ab[axis], below) };
        (a[axis] + (2 * above + below).div_euclid(2 * below)) as i64
    })
}

/// The pieces, cut.
fn pieces(edges: &[BoundaryPiece], mut cuts: Vec<(usize, Point)>) -> Vec<BoundaryPiece> {
    let along = |at: usize, point: Point| {
        let BoundaryPiece { from, to, .. } = edges[at];
        (0..2).map(|axis| i128::from(to[axis] - from[axis]) * i128::from(point[axis] - from[axis])).sum::<i128>()
    };
    cuts.sort_unstable_by_key(|&(at, point)| (at, along(at, point), point));
    cuts.dedup();
    let mut cuts = cuts.into_iter().peekable();
    let mut pieces = Vec::with_capacity(edges.len() + cuts.len());
    for (at, edge) in edges.iter().enumerate() {
        let mut from = edge.from;
        while let Some((_, point)) = cuts.next_if(|(cut, _)| *cut == at) {
            pieces.push(BoundaryPiece { from, to: point, ..*edge });
            from = point;
        }
        pieces.push(BoundaryPiece { from, ..*edge });
    }
    pieces
}

/// 1 if a → b → c turns left, −1 if right, 0 if straight.
pub(crate) fn turn(a: Point, b: Point, c: Point) -> i32 {
    let product = |x: i64, y: i64| i128::from(x) * i128::from(y);
    let area = product(b[0] - a[0], c[1] - a[1]) - product(b[1] - a[1], c[0] - a[0]);
    area.signum() as i32
}

/// Orders directions counter-clockwise, beginning just behind the west.
pub(crate) fn less(a: Point, b: Point) -> Ordering {
    let sector = |direction: Point| match (direction[1].signum(), direction[0].signum()) {
        (-1, _) => 0,
        (0, 1) => 1,
        (1, _) => 2,
        _ => 3,
    };
    sector(a).cmp(&sector(b)).then_with(|| 0.cmp(&turn([0, 0], a, b)))
}
