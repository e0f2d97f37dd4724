//! Rings of a record as polygons: which are shells, and which holes of which shell.

use std::cmp::Ordering;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use spatial_core::geometry::Geometry;

use crate::formats::shapefile::shape::Part;

/// Steps taken to find the shell around each hole of a shape; some seconds at most. Holes that are left then become shells, and the
/// check decides.
const MAX_LOOKS: usize = 1 << 30;

/// Rings as polygons: clockwise rings are shells, the others holes of the smallest shell around them (page 8), so that a pond on an
/// island lies in the island. Where orientation or nesting is broken, a ring becomes a shell of its own and the check decides.
pub(super) fn polygons(parts: Vec<Part>) -> (Option<Geometry>, Vec<f64>) {
    let mut shells: Vec<Shell> = Vec::new();
    let mut holes = Vec::new();
    for mut ring in parts.into_iter().filter(|ring| !ring.coords.is_empty()) {
        close(&mut ring);
        let doubled = doubled_area(&ring.coords);
        if doubled <= 0.0 { shells.push(Shell::new(ring, doubled)) } else { holes.push(ring) }
    }
    put_holes(&mut shells, holes);
    let rings = shells.iter().flat_map(|shell| &shell.rings);
    let heights = rings.flat_map(|ring| ring.heights.iter().copied()).collect();
    let mut polygons: Vec<Polygon> = shells.into_iter().map(Shell::polygon).collect();
    let geometry = match polygons.len() {
        0 => None,
        1 => polygons.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(MultiPolygon(polygons))),
    };
    (geometry, heights)
}

/// A shell and its holes.
struct Shell {
    rings: Vec<Part>,
    bounds: Bounds,
    /// Twice its area.
    size: f64,
}

impl Shell {
    fn new(ring: Part, doubled_area: f64) -> Self {
        Self { bounds: Bounds::of(&ring.coords), rings: vec![ring], size: doubled_area.abs() }
    }

    fn polygon(self) -> Polygon {
        let mut rings = self.rings.into_iter().map(|ring| LineString(ring.coords));
        let shell = rings.next().unwrap_or(LineString(Vec::new()));
        Polygon::new(shell, rings.collect())
    }
}

/// Each hole to the smallest shell that holds it; the only shell takes all.
fn put_holes(shells: &mut Vec<Shell>, holes: Vec<Part>) {
    if let [only] = &mut shells[..] {
        only.rings.extend(holes);
        return;
    }
    let mut by_size: Vec<usize> = (0..shells.len()).collect();
    by_size.sort_by(|a, b| shells[*a].size.partial_cmp(&shells[*b].size).unwrap_or(Ordering::Equal));
    let mut looks = MAX_LOOKS;
    for hole in holes {
        let around = shell_around(&hole, shells, &by_size, &mut looks);
        match around {
            Some(at) => shells[at].rings.push(hole),
            None => {
                let doubled = doubled_area(&hole.coords);
                shells.push(Shell::new(hole, doubled));
            }
        }
    }
}

/// The smallest shell that holds a hole; none if that is so, or if enough was looked at.
fn shell_around(hole: &Part, shells: &[Shell], by_size: &[usize], looks: &mut usize) -> Option<usize> {
    let bounds = Bounds::of(&hole.coords);
    for at in by_size {
        *looks = looks.checked_sub(1)?;
        let shell = &shells[*at];
        if shell.bounds.holds(&bounds) && holds(&shell.rings[0].coords, &hole.coords, looks) {
            return Some(*at);
        }
    }
    None
}

/// The box around a ring.
struct Bounds {
    min: [f64; 2],
    max: [f64; 2],
}

impl Bounds {
    fn of(ring: &[Coord]) -> Self {
        let mut bounds = Self { min: [f64::INFINITY; 2], max: [f64::NEG_INFINITY; 2] };
        for Coord { x, y } in ring {
            bounds.min = [bounds.min[0].min(*x), bounds.min[1].min(*y)];
            bounds.max = [bounds.max[0].max(*x), bounds.max[1].max(*y)];
        }
        bounds
    }

    fn holds(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.min[axis] && other.max[axis] <= self.max[axis])
    }
}

/// Ends a ring where it began, as its polygon will, so that its heights keep step.
fn close(ring: &mut Part) {
    if ring.coords.first() != ring.coords.last() {
        ring.coords.extend_from_within(..1);
        ring.heights.extend(ring.heights.first().copied());
    }
}

/// Twice the signed area; negative for clockwise rings. Relative to the first point, so that large coordinates do not blur it.
pub(super) fn doubled_area(ring: &[Coord]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    ring.windows(2)
        .map(|pair| (pair[0].x - origin.x) * (pair[1].y - origin.y) - (pair[1].x - origin.x) * (pair[0].y - origin.y))
        .sum()
}

/// True if a hole lies in a shell: its first vertex that is not on the shell's boundary does, or, if all are, the middle of its first
/// side that is not. False of the same ring, and once `looks` are spent.
fn holds(shell: &[Coord], hole: &[Coord], looks: &mut usize) -> bool {
    let middles =
        hole.windows(2).map(|pair| Coord { x: (pair[0].x + pair[1].x) / 2.0, y: (pair[0].y + pair[1].y) / 2.0 });
    for point in hole.iter().copied().chain(middles) {
        *looks = looks.saturating_sub(shell.len());
        match side(shell, point) {
            _ if *looks == 0 => return false,
            Side::On => {}
            found => return found == Side::In,
        }
    }
    // The same ring, turned round: an island that fills the hole of a lake.
    false
}

#[derive(Debug, PartialEq, Eq)]
enum Side {
    In,
    On,
    Out,
}

/// On which side of a closed ring a point lies (even-odd rule).
fn side(ring: &[Coord], point: Coord) -> Side {
    let mut is_in = false;
    for pair in ring.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
        let between = |a: f64, b: f64, at: f64| a.min(b) <= at && at <= a.max(b);
        if turn == 0.0 && between(a.x, b.x, point.x) && between(a.y, b.y, point.y) {
            return Side::On;
        }
        is_in ^= (a.y > point.y) != (b.y > point.y) && (turn > 0.0) == (b.y > a.y);
    }
    if is_in { Side::In } else { Side::Out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f64, to: f64, is_shell: bool) -> Part {
        let mut coords: Vec<Coord> =
            [(from, from), (from, to), (to, to), (to, from), (from, from)].map(|(x, y)| Coord { x, y }).to_vec();
        if !is_shell {
            coords.reverse();
        }
        Part { coords, heights: Vec::new() }
    }

    /// Holes of each polygon.
    fn holes(parts: Vec<Part>) -> Vec<usize> {
        match polygons(parts).0 {
            Some(Geometry::MultiPolygon(polygons)) => {
                polygons.0.iter().map(|polygon| polygon.interiors().len()).collect()
            }
            Some(Geometry::Polygon(polygon)) => vec![polygon.interiors().len()],
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_pond_on_an_island_in_a_lake_lies_in_the_island_whatever_the_order() {
        let rings =
            [(0.0, 100.0, true), (10.0, 90.0, false), (20.0, 80.0, true), (30.0, 70.0, false), (40.0, 60.0, true)];
        for turn in 0..rings.len() {
            let mut rings = rings;
            rings.rotate_left(turn);
            let parts = rings.map(|(from, to, is_shell)| square(from, to, is_shell)).to_vec();
            let mut found = holes(parts);
            found.sort_unstable();
            assert_eq!(found, [0, 1, 1], "turned by {turn}");
        }
    }

    #[test]
    fn a_hole_with_corners_on_the_rim_of_an_island_lies_in_the_island() {
        // All corners of the hole lie on sides of the inner shell, none on its corners.
        let rhombus = [(30.0, 50.0), (50.0, 30.0), (70.0, 50.0), (50.0, 70.0), (30.0, 50.0)];
        let hole = Part { coords: rhombus.map(|(x, y)| Coord { x, y }).to_vec(), heights: Vec::new() };
        let parts = vec![square(0.0, 100.0, true), square(10.0, 90.0, false), square(30.0, 70.0, true), hole];
        assert_eq!(holes(parts), [1, 1]);
    }

    #[test]
    fn a_hole_that_an_island_fills_lies_in_the_lake() {
        let mut parts = vec![square(0.0, 100.0, true), square(10.0, 90.0, true), square(10.0, 90.0, false)];
        for _ in 0..3 {
            parts.rotate_left(1);
            let Some(Geometry::MultiPolygon(found)) = polygons(parts.clone()).0 else { panic!() };
            let lake = found.0.iter().find(|polygon| !polygon.interiors().is_empty()).unwrap();
            assert!(lake.exterior().0.contains(&Coord { x: 100.0, y: 100.0 }));
        }
    }

    #[test]
    fn a_hole_in_no_shell_is_left_to_the_check() {
        assert_eq!(
            holes(vec![square(0.0, 10.0, true), square(20.0, 30.0, true), square(40.0, 50.0, false)]),
            [0, 0, 0]
        );
    }
}
