//! The interior of rings, by winding number, as valid polygons.
//!
//! Rings on whole numbers are cut wherever they meet ([`cut`]), the sides of each piece are counted ([`Map`]), and what lies
//! between inside and outside is walked along, interior on the left ([`rings`]). All decisions are exact; only crossings are rounded
//! to whole numbers, which can make new crossings, so cutting is repeated until there are none.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use rustc_hash::FxHashMap;

use crate::geometry::repair::cut::{BoundaryPiece, Point, cut, less, turn};
use crate::geometry::ring::Ring;

/// Pieces looked at to find where rings that touch no other lie: each of them looks at all pieces once. Enough for 30,000 holes of
/// four corners.
const MOST_LOOKS: usize = 1 << 32;

/// The area of rings whose winding number is inside; `None` if there is none, the rings do not come to rest, or there are too many.
/// Coordinates are whole numbers below 2^31.
pub(crate) fn interior(rings: &MultiPolygon<f64>, is_inside: impl Fn(i32) -> bool) -> Option<MultiPolygon<f64>> {
    let lines = rings.0.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let whole = |coord: Coord<f64>| [coord.x as i64, coord.y as i64];
    let edges = lines.flat_map(|line| {
        line.0.windows(2).map(move |pair| BoundaryPiece { from: whole(pair[0]), to: whole(pair[1]), winding: 1 })
    });
    let map = Map::new(cut(edges.collect())?, is_inside)?;
    let polygons = polygons(map.walks());
    (!polygons.0.is_empty()).then_some(polygons)
}

/// Pieces that meet in their ends only. Piece `k` is seen from both ends: as half `2k` from its start, `2k + 1` from its end.
struct Map {
    edges: Vec<BoundaryPiece>,
    /// Halves that start in each point, counter-clockwise from the west; points in order of x, then y.
    stars: Vec<Vec<usize>>,
    /// Where a half starts, and its place in that star.
    starts: Vec<(usize, usize)>,
    /// True if the area on the left of a half is inside.
    is_inside: Vec<bool>,
}

impl Map {
    /// `None` if there are too many rings and pieces.
    fn new(edges: Vec<BoundaryPiece>, is_inside: impl Fn(i32) -> bool) -> Option<Self> {
        let mut points: Vec<Point> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        points.sort_unstable();
        points.dedup();
        let mut map = Self { stars: vec![Vec::new(); points.len()], starts: Vec::new(), is_inside: Vec::new(), edges };
        for half in 0..2 * map.edges.len() {
            let at = points.binary_search(&map.from(half)).unwrap_or_default();
            map.stars[at].push(half);
        }
        map.arrange();
        if map.islands().saturating_mul(map.edges.len()) > MOST_LOOKS {
            return None;
        }
        let left = map.windings(&points);
        map.is_inside = left.into_iter().map(is_inside).collect();
        // Pieces with the same side on both sides are no boundary.
        let is_boundary = |half: &usize| map.is_inside[*half] != map.is_inside[half ^ 1];
        let stars = map.stars.iter().map(|star| star.iter().copied().filter(is_boundary).collect()).collect();
        map.stars = stars;
        map.arrange();
        Some(map)
    }

    fn from(&self, half: usize) -> Point {
        let edge = &self.edges[half / 2];
        if half.is_multiple_of(2) { edge.from } else { edge.to }
    }

    /// How much higher the winding number is on the left of a half than on its right.
    fn step(&self, half: usize) -> i32 {
        let winding = self.edges[half / 2].winding;
        if half.is_multiple_of(2) { winding } else { -winding }
    }

    /// Sorts the stars by direction, and notes where each half stands.
    fn arrange(&mut self) {
        let mut stars = std::mem::take(&mut self.stars);
        let direction = |half: usize| {
            let (from, to) = (self.from(half), self.from(half ^ 1));
            [to[0] - from[0], to[1] - from[1]]
        };
        for star in &mut stars {
            star.sort_unstable_by(|&a, &b| less(direction(a), direction(b)));
        }
        self.starts = vec![(0, 0); 2 * self.edges.len()];
        for (at, star) in stars.iter().enumerate() {
            for (place, &half) in star.iter().enumerate() {
                self.starts[half] = (at, place);
            }
        }
        self.stars = stars;
    }

    /// How many groups of pieces do not hang together.
    fn islands(&self) -> usize {
        let mut is_seen = vec![false; self.stars.len()];
        let mut islands = 0;
        for seed in 0..self.stars.len() {
            let mut open = vec![seed];
            islands += usize::from(!is_seen[seed]);
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut is_seen[at], true) {
                    open.extend(self.stars[at].iter().map(|half| self.starts[half ^ 1].0));
                }
            }
        }
        islands
    }

    /// The winding number on the left of each half.
    fn windings(&self, points: &[Point]) -> Vec<i32> {
        let mut left = vec![0; 2 * self.edges.len()];
        let mut is_seen = vec![false; points.len()];
        for seed in 0..points.len() {
            if std::mem::replace(&mut is_seen[seed], true) {
                continue;
            }
            // The westernmost point of what hangs together: west of it lies something else.
            let mut before = self.winding_west_of(points[seed]);
            for &half in &self.stars[seed] {
                before += self.step(half);
                left[half] = before;
            }
            let mut open = vec![seed];
            while let Some(at) = open.pop() {
                for &half in &self.stars[at] {
                    let (there, place) = self.starts[half ^ 1];
                    if std::mem::replace(&mut is_seen[there], true) {
                        continue;
                    }
                    let star = &self.stars[there];
                    let mut before = left[half] - self.step(half);
                    left[half ^ 1] = before;
                    for turned in 1..star.len() {
                        let next = star[(place + turned) % star.len()];
                        before += self.step(next);
                        left[next] = before;
                    }
                    open.push(there);
                }
            }
        }
        left
    }

    /// The winding number just west of a point, by the pieces that a ray to the west crosses.
    fn winding_west_of(&self, point: Point) -> i32 {
        let crossed = self.edges.iter().map(|edge| {
            let is_down = edge.from[1] > point[1];
            if is_down == (edge.to[1] > point[1]) {
                return 0;
            }
            match (is_down, turn(edge.from, edge.to, point)) {
                (true, 1) => edge.winding,
                (false, -1) => -edge.winding,
                _ => 0,
            }
        });
        crossed.sum()
    }

    /// Boundaries walked along with the interior on the left.
    fn walks(&self) -> Vec<Vec<Point>> {
        let mut walks = Vec::new();
        let mut is_walked = vec![false; self.is_inside.len()];
        for star in &self.stars {
            for &start in star.iter().filter(|&&half| self.is_inside[half]) {
                let mut walk = Vec::new();
                let mut half = start;
                while !std::mem::replace(&mut is_walked[half], true) {
                    walk.push(self.from(half));
                    // The interior lies between the way we came and the next one clockwise.
                    let (at, place) = self.starts[half ^ 1];
                    let star = &self.stars[at];
                    half = star[(place + star.len() - 1) % star.len()];
                }
                if !walk.is_empty() {
                    walks.push(walk);
                }
            }
        }
        walks
    }
}

/// The rings of a walk: it may come by a point several times.
fn rings(walk: &[Point]) -> Vec<Vec<Point>> {
    let mut rings = Vec::new();
    let mut path: Vec<Point> = Vec::new();
    let mut places: FxHashMap<Point, usize> = FxHashMap::default();
    for point in walk.iter().chain(walk.first()) {
        if let Some(&start) = places.get(point) {
            let ring: Vec<Point> = path.drain(start..).collect();
            for passed in &ring {
                places.remove(passed);
            }
            rings.push(ring);
        }
        places.insert(*point, path.len());
        path.push(*point);
    }
    rings
}

/// Shells with their holes. A hole that does not touch its shell belongs to the smallest shell around it.
fn polygons(walks: Vec<Vec<Point>>) -> MultiPolygon<f64> {
    let mut shells: Vec<(i128, LineString<f64>, Vec<LineString<f64>>)> = Vec::new();
    let mut lonely = Vec::new();
    for walk in walks {
        let (outer, holes): (Vec<_>, Vec<_>) = rings(&walk).into_iter().partition(|ring| doubled_area(ring) > 0);
        let holes = holes.iter().map(|ring| closed(ring));
        match outer.first() {
            Some(shell) => shells.push((doubled_area(shell), closed(shell), holes.collect())),
            None => lonely.extend(holes),
        }
    }
    let boundaries: Vec<Option<Ring>> = shells.iter().map(|(_, shell, _)| Ring::new(&shell.0)).collect();
    for hole in lonely {
        let Some(ring) = Ring::new(&hole.0) else { continue };
        let around = boundaries.iter().enumerate().filter(|(_, shell)| {
            shell.as_ref().is_some_and(|shell| shell.bounds().meets(&ring.bounds()) && ring.is_within(shell))
        });
        if let Some((smallest, _)) = around.min_by_key(|(shell, _)| shells[*shell].0) {
            shells[smallest].2.push(hole);
        }
    }
    MultiPolygon(shells.into_iter().map(|(_, shell, holes)| Polygon::new(shell, holes)).collect())
}

fn closed(ring: &[Point]) -> LineString<f64> {
    let coord = |point: &Point| Coord { x: point[0] as f64, y: point[1] as f64 };
    LineString(ring.iter().chain(ring.first()).map(coord).collect())
}

/// Twice the signed area; positive for counter-clockwise rings.
fn doubled_area(ring: &[Point]) -> i128 {
    let next = ring.iter().cycle().skip(1);
    let products =
        ring.iter().zip(next).map(|(a, b)| i128::from(a[0]) * i128::from(b[1]) - i128::from(b[0]) * i128::from(a[1]));
    products.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame with so many square holes in rows.
    fn sieve(holes: i32) -> MultiPolygon<f64> {
        let ring = |x: i32, y: i32, size: i32| {
            let corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)];
            LineString::from(corners.map(|(x, y)| (f64::from(x), f64::from(y))).to_vec())
        };
        let interiors = (0..holes).map(|hole| ring(1 + 2 * (hole % 250), 1 + 2 * (hole / 250), 1));
        MultiPolygon(vec![Polygon::new(ring(0, 0, 1_000), interiors.collect())])
    }

    #[test]
    fn holes_are_placed_up_to_a_limit_of_work() {
        let placed = interior(&sieve(500), |winding| winding % 2 != 0).unwrap();
        assert_eq!((placed.0.len(), placed.0[0].interiors().len()), (1, 500));
        assert_eq!(interior(&sieve(50_000), |winding| winding % 2 != 0), None);
    }
}
