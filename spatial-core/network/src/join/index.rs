//! Segments of all strands in a packed tree, and the budget of a search: what comes from outside may lie all in one place.

use spatial_core::geometry::{DrawingBox, DrawingPoint};
use spatial_core::index::{PackedTree, hilbert_key};

use super::plane::{between, distance, share_of};
use super::records::Spot;
use super::strand::Strand;

/// Coordinates beyond this are in no flat system of the earth: false eastings of zones go to some ten million metres.
pub(super) const FARTHEST: f64 = 1e8;
/// Cells of the tree's grid in a metre: with [`FARTHEST`] they fit into 32 bits.
const CELLS: f64 = 16.0;
/// Candidates for each search of a check, on average: pipes in a street are a dozen.
const CANDIDATES: usize = 64;
/// Candidates that are looked at however few searches there are.
const FREE: usize = 4_000_000;

/// What a check may still look at. Without it, lines that all lie in one place would take quadratic time.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) fn of(searches: usize) -> Self {
        Self { left: searches.saturating_mul(CANDIDATES).saturating_add(FREE) }
    }

    /// True once there is nothing left: what comes after is not compared.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    fn spend(&mut self, candidates: usize) {
        self.left = self.left.saturating_sub(candidates);
    }
}

/// The place on a strand that is nearest to another, by segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Foot {
    pub(super) strand: usize,
    pub(super) measure: f64,
    pub(super) distance: f64,
    pub(super) spot: Spot,
}

/// Segments of strands.
#[derive(Debug)]
pub(super) struct Index<'a> {
    strands: &'a [Strand],
    tree: PackedTree,
    /// Strand and segment of each box.
    segments: Vec<[u32; 2]>,
}

impl<'a> Index<'a> {
    pub(super) fn new(strands: &'a [Strand]) -> Self {
        let mut boxes: Vec<(DrawingBox, [u32; 2])> = Vec::new();
        for (number, strand) in (0..).zip(strands) {
            boxes.extend((0..).zip(strand.segments()).map(|(at, ends)| (around(ends, 0.0), [number, at])));
        }
        let mut all = DrawingBox::EMPTY;
        boxes.iter().for_each(|(one, _)| all.merge(one));
        boxes.sort_by_cached_key(|(one, segment)| (hilbert_key(middle(one), &all), *segment));
        let tree = PackedTree::new(boxes.iter().map(|(one, _)| *one));
        Self { strands, tree, segments: boxes.into_iter().map(|(_, segment)| segment).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    /// Feet on all segments within a distance of a place, in no order.
    pub(super) fn near(&self, spot: Spot, radius: f64, budget: &mut Budget, found: &mut Vec<Foot>) {
        found.clear();
        self.beside([spot, spot], radius, budget, |strand, at| {
            let [a, b] = self.strands[strand].segment(at);
            let share = share_of(a, b, spot);
            let foot = between(a, b, share);
            let distance = distance(foot, spot);
            if distance <= radius {
                found.push(Foot { strand, measure: self.strands[strand].measure(at, share), distance, spot: foot });
            }
        });
    }

    /// The nearest foot within a distance that is wanted; of equally near ones the first by strand and measure.
    pub(super) fn nearest(
        &self,
        spot: Spot,
        most: f64,
        budget: &mut Budget,
        wanted: impl Fn(&Foot) -> bool,
    ) -> Option<Foot> {
        let (mut radius, mut found) = (most.min(1.0), Vec::new());
        loop {
            self.near(spot, radius, budget, &mut found);
            let best = found.iter().filter(|foot| wanted(foot)).min_by(|one, other| {
                let by_distance = one.distance.total_cmp(&other.distance);
                by_distance.then(one.strand.cmp(&other.strand)).then(one.measure.total_cmp(&other.measure))
            });
            if best.is_some() || radius >= most {
                return best.copied();
            }
            radius = (radius * 4.0).min(most);
        }
    }

    /// Calls back with strand and segment of every box within a distance of a segment's.
    pub(super) fn beside(
        &self,
        ends: [Spot; 2],
        radius: f64,
        budget: &mut Budget,
        mut visit: impl FnMut(usize, usize),
    ) {
        if budget.is_spent() {
            return;
        }
        let mut count = 1;
        self.tree.search(&around(ends, radius), |at, _| {
            count += 1;
            let [strand, segment] = self.segments[at];
            visit(strand as usize, segment as usize);
        });
        budget.spend(count);
    }
}

fn around([a, b]: [Spot; 2], more: f64) -> DrawingBox {
    let low = [a[0].min(b[0]) - more, a[1].min(b[1]) - more];
    let high = [a[0].max(b[0]) + more, a[1].max(b[1]) + more];
    DrawingBox { min: low.map(cell), max: high.map(cell) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and all places lie within")]
fn cell(metres: f64) -> u32 {
    ((metres + FARTHEST) * CELLS).floor() as u32
}

fn middle(one: &DrawingBox) -> DrawingPoint {
    [0, 1].map(|axis| one.min[axis] + (one.max[axis] - one.min[axis]) / 2)
}
