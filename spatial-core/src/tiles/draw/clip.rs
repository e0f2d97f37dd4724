//! Cuts rings and lines at a box on the drawing grid, in whole numbers.
//!
//! A crossing is the exact intersection rounded to the grid, so it does not depend on the direction in which an edge is
//! walked: neighbours that share an edge keep sharing it.

/// A point on the drawing grid, signed: boxes reach beyond the world.
pub(super) type GridPoint = [i64; 2];

/// A closed box on the grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClipBox {
    pub(super) min: GridPoint,
    pub(super) max: GridPoint,
}

/// One side of a box.
#[derive(Debug, Clone, Copy)]
struct BoxSide {
    axis: usize,
    at: i64,
    /// True for the sides where inside is smaller.
    upper: bool,
}

impl BoxSide {
    #[inline]
    fn holds(self, point: GridPoint) -> bool {
        if self.upper { point[self.axis] <= self.at } else { point[self.axis] >= self.at }
    }

    /// Where the edge a–b, whose ends lie on different sides, meets this side.
    fn crossing(self, a: GridPoint, b: GridPoint) -> GridPoint {
        let along = b[self.axis] - a[self.axis];
        let other = 1 - self.axis;
        let offset = rounded_ratio(self.at - a[self.axis], b[other] - a[other], along);
        let mut point = [self.at; 2];
        point[other] = a[other] + offset;
        point
    }
}

/// `part * span / whole`, rounded half up; `whole` is not zero.
fn rounded_ratio(part: i64, span: i64, whole: i64) -> i64 {
    let (part, whole) = if whole < 0 { (-part, -whole) } else { (part, whole) };
    match part.checked_mul(span).and_then(|product| product.checked_mul(2)).and_then(|twice| twice.checked_add(whole)) {
        Some(numerator) => numerator.div_euclid(2 * whole),
        None => {
            let wide = (2 * i128::from(part) * i128::from(span) + i128::from(whole)).div_euclid(2 * i128::from(whole));
            i64::try_from(wide).unwrap_or(span)
        }
    }
}

impl ClipBox {
    fn sides(&self) -> [BoxSide; 4] {
        [
            BoxSide { axis: 0, at: self.min[0], upper: false },
            BoxSide { axis: 0, at: self.max[0], upper: true },
            BoxSide { axis: 1, at: self.min[1], upper: false },
            BoxSide { axis: 1, at: self.max[1], upper: true },
        ]
    }

    /// True if the point lies in the box or on its rim.
    pub(super) fn holds(&self, point: GridPoint) -> bool {
        self.sides().iter().all(|side| side.holds(point))
    }

    /// Cuts an open ring in place (Sutherland–Hodgman); nothing is left of a ring outside. Pieces of a ring that leaves and
    /// comes back stay joined along the rim.
    pub(super) fn cut_ring(&self, ring: &mut Vec<GridPoint>, spare: &mut Vec<GridPoint>) {
        for side in self.sides() {
            if ring.iter().all(|point| side.holds(*point)) {
                continue;
            }
            spare.clear();
            let mut before = ring[ring.len() - 1];
            for &point in ring.iter() {
                match (side.holds(before), side.holds(point)) {
                    (true, true) => spare.push(point),
                    (true, false) => spare.push(side.crossing(before, point)),
                    (false, true) => spare.extend([side.crossing(before, point), point]),
                    (false, false) => {}
                }
                before = point;
            }
            std::mem::swap(ring, spare);
            if ring.is_empty() {
                return;
            }
        }
    }

    /// The part of a segment inside the box; `None` if it passes by. A part may be a single point.
    pub(super) fn cut_segment(&self, mut a: GridPoint, mut b: GridPoint) -> Option<(GridPoint, GridPoint)> {
        for side in self.sides() {
            match (side.holds(a), side.holds(b)) {
                (true, true) => {}
                (true, false) => b = side.crossing(a, b),
                (false, true) => a = side.crossing(a, b),
                (false, false) => return None,
            }
        }
        Some((a, b))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOX: ClipBox = ClipBox { min: [0, 0], max: [100, 100] };

    fn twice_area(ring: &[GridPoint]) -> i64 {
        let mut before = ring.last().copied().unwrap_or_default();
        let mut sum = 0;
        for &point in ring {
            sum += before[0] * point[1] - before[1] * point[0];
            before = point;
        }
        sum
    }

    fn cut(bounds: ClipBox, ring: &[GridPoint]) -> Vec<GridPoint> {
        let mut ring = ring.to_vec();
        bounds.cut_ring(&mut ring, &mut Vec::new());
        ring
    }

    #[test]
    fn a_ring_around_the_box_becomes_the_box() {
        let ring = cut(BOX, &[[-50, -50], [150, -50], [150, 150], [-50, 150]]);
        assert_eq!(twice_area(&ring), 20_000);
        assert!(ring.iter().all(|point| BOX.holds(*point)));
    }

    #[test]
    fn a_ring_outside_leaves_nothing() {
        assert!(cut(BOX, &[[200, 0], [300, 0], [300, 50]]).is_empty());
        assert_eq!(twice_area(&cut(BOX, &[[150, 60], [60, 150], [160, 160]])), 0);
    }

    #[test]
    fn huge_coordinates_are_cut_without_overflow() {
        let far = 1_i64 << 32;
        let ring = cut(BOX, &[[-far, -far], [far, -far], [far, far], [-far, far]]);
        assert_eq!(twice_area(&ring), 20_000);
        assert_eq!(BOX.cut_segment([-far, -far], [far, far]), Some(([0, 0], [100, 100])));
    }

    #[test]
    fn a_segment_is_cut_to_its_inner_part() {
        assert_eq!(BOX.cut_segment([-10, 50], [50, 50]), Some(([0, 50], [50, 50])));
        assert_eq!(BOX.cut_segment([-10, -10], [-5, 50]), None);
        assert_eq!(BOX.cut_segment([-50, 60], [60, 170]), None);
    }

    proptest! {
        #[test]
        fn an_edge_is_cut_at_the_same_point_from_both_sides(
            a in prop::array::uniform2(-5_000_000_000_i64..5_000_000_000),
            b in prop::array::uniform2(-5_000_000_000_i64..5_000_000_000),
        ) {
            let bounds = ClipBox { min: [-1_000_000_000, -900_000_000], max: [1_100_000_000, 1_000_000_000] };
            let there = bounds.cut_segment(a, b);
            let back = bounds.cut_segment(b, a).map(|(from, to)| (to, from));
            prop_assert_eq!(there, back);
        }

        #[test]
        fn the_two_halves_of_a_triangle_add_up(
            ring in prop::collection::vec(prop::array::uniform2(-1_000_i64..1_000), 3),
            at in -900_i64..900,
        ) {
            let left = cut(ClipBox { min: [-1_000; 2], max: [at, 1_000] }, &ring);
            let right = cut(ClipBox { min: [at, -1_000], max: [1_000; 2] }, &ring);
            let gap = twice_area(&left) + twice_area(&right) - twice_area(&ring);
            prop_assert!(gap.abs() <= 2 * 2 * 1_000, "two crossings, each rounded by half a unit: {}", gap);
        }
    }
}
