//! A ring with a tree of boxes over its edges, so that rings of any size are searched quickly.
//!
//! Neighbouring edges lie near each other, so the tree is simply built over their order: no sorting.

use geo_types::Coord;

use crate::geometry::segment::{is_spike, meet, place_of_meeting, turn};

/// Edges under one leaf of the tree.
const LEAF: usize = 8;

/// Where a point lies in relation to a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Inside,
    Outside,
    Boundary,
}

/// Smallest x and y, largest x and y.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CoordBounds([f64; 4]);

impl CoordBounds {
    /// A box to be overwritten.
    pub(crate) const ORIGIN: Self = Self([0.0; 4]);
    const NOTHING: Self = Self([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY]);

    #[inline]
    pub(crate) fn of(a: Coord<f64>, b: Coord<f64>) -> Self {
        Self([a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)])
    }

    #[inline]
    fn merged(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a.min(e), b.min(f), c.max(g), d.max(h)])
    }

    #[inline]
    pub(crate) fn meets(&self, other: &Self) -> bool {
        // Without short cuts: four comparisons are cheaper than a wrong guess of a branch.
        (self.0[0] <= other.0[2]) & (other.0[0] <= self.0[2]) & (self.0[1] <= other.0[3]) & (other.0[1] <= self.0[3])
    }

    pub(crate) fn west(&self) -> f64 {
        self.0[0]
    }

    pub(crate) fn east(&self) -> f64 {
        self.0[2]
    }
}

/// A closed ring without repeated points; the last point is not repeated either.
pub(crate) struct Ring {
    points: Vec<Coord<f64>>,
    /// A full binary tree over `leaves` leaves, root at 1.
    boxes: Vec<CoordBounds>,
    leaves: usize,
}

impl Ring {
    /// `None` if fewer than three points are left when repeated ones are dropped.
    pub(crate) fn new(closed: &[Coord<f64>]) -> Option<Self> {
        let mut points: Vec<Coord<f64>> = closed.to_vec();
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        if points.len() < 3 {
            return None;
        }
        let leaves = points.len().div_ceil(LEAF).next_power_of_two();
        let mut ring = Self { points, boxes: vec![CoordBounds::NOTHING; 2 * leaves], leaves };
        for edge in 0..ring.len() {
            let (a, b) = ring.edge(edge);
            let leaf = leaves + edge / LEAF;
            ring.boxes[leaf] = ring.boxes[leaf].merged(CoordBounds::of(a, b));
        }
        for node in (1..leaves).rev() {
            ring.boxes[node] = ring.boxes[2 * node].merged(ring.boxes[2 * node + 1]);
        }
        Some(ring)
    }

    /// Number of edges, and of points.
    pub(crate) fn len(&self) -> usize {
        self.points.len()
    }

    pub(crate) fn points(&self) -> &[Coord<f64>] {
        &self.points
    }

    pub(crate) fn bounds(&self) -> CoordBounds {
        self.boxes[1]
    }

    #[inline]
    pub(crate) fn edge(&self, index: usize) -> (Coord<f64>, Coord<f64>) {
        let next = if index + 1 == self.points.len() { 0 } else { index + 1 };
        (self.points[index], self.points[next])
    }

    /// The points before and after `at`, which lies on the edge and is not its end.
    pub(crate) fn around(&self, edge: usize, at: Coord<f64>) -> (Coord<f64>, Coord<f64>) {
        let (start, end) = self.edge(edge);
        let before = if edge == 0 { self.points.len() - 1 } else { edge - 1 };
        if at == start { (self.points[before], end) } else { (start, end) }
    }

    /// The first place found where the ring crosses, touches or runs back along itself.
    pub(crate) fn self_meeting(&self) -> Option<[f64; 2]> {
        self.within(1)
    }

    fn within(&self, node: usize) -> Option<[f64; 2]> {
        if node >= self.leaves {
            let edges = self.edges_of(node);
            return edges.clone().find_map(|i| (i + 1..edges.end).find_map(|j| self.trouble(i, j)));
        }
        self.within(2 * node).or_else(|| self.within(2 * node + 1)).or_else(|| self.across(2 * node, 2 * node + 1))
    }

    fn across(&self, left: usize, right: usize) -> Option<[f64; 2]> {
        if !self.boxes[left].meets(&self.boxes[right]) {
            return None;
        }
        // Both lie on one level of the tree.
        if left >= self.leaves {
            return self.edges_of(left).find_map(|i| self.edges_of(right).find_map(|j| self.trouble(i, j)));
        }
        [(0, 0), (0, 1), (1, 0), (1, 1)].into_iter().find_map(|(l, r)| self.across(2 * left + l, 2 * right + r))
    }

    fn edges_of(&self, leaf: usize) -> std::ops::Range<usize> {
        let start = (leaf - self.leaves) * LEAF;
        start.min(self.len())..(start + LEAF).min(self.len())
    }

    /// What is wrong between two edges of this ring, i before j.
    fn trouble(&self, i: usize, j: usize) -> Option<[f64; 2]> {
        let ((a, b), (c, d)) = (self.edge(i), self.edge(j));
        if j == i + 1 {
            return is_spike(a, b, d).then_some([b.x, b.y]);
        }
        if i == 0 && j + 1 == self.len() {
            return is_spike(c, a, b).then_some([a.x, a.y]);
        }
        (CoordBounds::of(a, b).meets(&CoordBounds::of(c, d)) && meet(a, b, c, d)).then(|| place_of_meeting(a, b, c, d))
    }

    /// Visits each pair of edges (of this ring, of the other) whose boxes overlap.
    pub(crate) fn visit_pairs(&self, other: &Self, visit: &mut impl FnMut(usize, usize)) {
        self.visit_nodes(1, other, 1, visit);
    }

    fn visit_nodes(&self, own: usize, other: &Self, theirs: usize, visit: &mut impl FnMut(usize, usize)) {
        if !self.boxes[own].meets(&other.boxes[theirs]) {
            return;
        }
        match (own >= self.leaves, theirs >= other.leaves) {
            (true, true) => {
                for i in self.edges_of(own) {
                    let (a, b) = self.edge(i);
                    for j in other.edges_of(theirs) {
                        let (c, d) = other.edge(j);
                        if CoordBounds::of(a, b).meets(&CoordBounds::of(c, d)) {
                            visit(i, j);
                        }
                    }
                }
            }
            (true, false) => (0..2).for_each(|child| self.visit_nodes(own, other, 2 * theirs + child, visit)),
            (false, true) => (0..2).for_each(|child| self.visit_nodes(2 * own + child, other, theirs, visit)),
            (false, false) => [(0, 0), (0, 1), (1, 0), (1, 1)]
                .into_iter()
                .for_each(|(l, r)| self.visit_nodes(2 * own + l, other, 2 * theirs + r, visit)),
        }
    }

    /// Where the point lies; exact.
    pub(crate) fn locate(&self, point: Coord<f64>) -> Location {
        let mut is_inside = false;
        if self.is_boundary(1, point, &mut is_inside) {
            return Location::Boundary;
        }
        if is_inside { Location::Inside } else { Location::Outside }
    }

    /// Counts the edges that a ray towards +x crosses; true as soon as one passes through the point.
    fn is_boundary(&self, node: usize, point: Coord<f64>, is_inside: &mut bool) -> bool {
        let [_, south, east, north] = self.boxes[node].0;
        if point.x > east || point.y < south || point.y > north {
            return false;
        }
        if node < self.leaves {
            return self.is_boundary(2 * node, point, is_inside) || self.is_boundary(2 * node + 1, point, is_inside);
        }
        for edge in self.edges_of(node) {
            let (a, b) = self.edge(edge);
            let [west, south, east, north] = CoordBounds::of(a, b).0;
            if point.x > east || point.y < south || point.y > north {
                continue;
            }
            let side = turn(a, b, point);
            if side == 0 && point.x >= west {
                return true;
            }
            // An edge owns its lower end, so that a vertex is counted once.
            if (a.y > point.y) != (b.y > point.y) && (side > 0) == (b.y > a.y) {
                *is_inside = !*is_inside;
            }
        }
        false
    }

    /// True if this ring lies within the other one; they must not cross. Their boundaries may touch.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        for point in &self.points {
            match other.locate(*point) {
                Location::Inside => return true,
                Location::Outside => return false,
                Location::Boundary => {}
            }
        }
        // Every vertex touches the other ring: the middle of an edge decides.
        (0..self.len()).any(|edge| {
            let (a, b) = self.edge(edge);
            other.locate((a + b) / 2.0) == Location::Inside
        })
    }
}
