//! Heights (Z) beside a shape: one for each vertex, in the order of its coordinates.
//!
//! Shapes stay two-dimensional: validity, areas and drawing know no third ordinate. Heights are metres in whatever vertical datum
//! the data set has; nothing here, and no transformation of coordinates, changes them.

use geo::CoordsIter;
use geo_types::{Coord, LineString, Polygon};
use rustc_hash::FxHashMap;

use crate::geometry::Geometry;

/// Edges looked at to find the one a new vertex lies on, over all vertices of a shape: a second at most. Vertices beyond it have
/// no height.
const MAX_LOOKS: usize = 1 << 28;

/// The height of each vertex of a shape, closing points of rings included; NaN where there is none.
#[derive(Debug, Clone)]
pub struct Heights(Box<[f64]>);

/// Where the heights of a changed shape come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CarriedHeights {
    /// Vertices that were there before.
    pub kept: usize,
    /// New vertices, interpolated along the edge of the former shape that is nearest.
    pub interpolated: usize,
    /// New vertices for which nothing was found.
    pub lost: usize,
}

impl Heights {
    /// Heights of so many vertices as `geometry` has; `None` if there are more or fewer of them, or none is known.
    pub fn of(geometry: &Geometry, heights: Vec<f64>) -> Option<Self> {
        let fits = geometry.coords_count() == heights.len() && heights.iter().any(|height| height.is_finite());
        fits.then(|| Self(heights.into_boxed_slice()))
    }

    /// One for each vertex, in order; NaN where there is none.
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }

    /// Heights of what became of a shape: vertices that were there keep theirs, new ones take theirs from the nearest edge of the
    /// former shape. `None` if no vertex got one.
    pub fn carried(&self, before: &Geometry, after: &Geometry) -> (Option<Self>, CarriedHeights) {
        let mut told = CarriedHeights::default();
        if before.coords_iter().eq(after.coords_iter()) {
            told.kept = self.0.len();
            return (Some(self.clone()), told);
        }
        let mut known: FxHashMap<[u64; 2], f64> = FxHashMap::default();
        for (coord, height) in before.coords_iter().zip(&self.0) {
            known.entry(key(coord)).or_insert(*height);
        }
        let (edges, mut looks) = (edges(before, &self.0), MAX_LOOKS);
        let heights = after.coords_iter().map(|coord| match known.get(&key(coord)) {
            Some(height) => {
                told.kept += 1;
                *height
            }
            None => {
                looks = looks.saturating_sub(edges.len());
                let found = if looks == 0 { None } else { along_nearest(&edges, coord) };
                if found.is_some() {
                    told.interpolated += 1
                } else {
                    told.lost += 1
                }
                found.unwrap_or(f64::NAN)
            }
        });
        let heights = heights.collect();
        (Self::of(after, heights), told)
    }
}

/// Bit by bit, so that unknown heights are equal, too.
impl PartialEq for Heights {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().map(|height| height.to_bits()).eq(other.0.iter().map(|height| height.to_bits()))
    }
}

/// From and to, each with its height.
type Edge = [(Coord<f64>, f64); 2];

/// All edges with a height at both ends; a point is an edge from itself to itself.
fn edges(geometry: &Geometry, heights: &[f64]) -> Vec<Edge> {
    let (mut edges, mut at) = (Vec::new(), 0);
    each_path(geometry, &mut |path| {
        let own = heights.get(at..at + path.len()).unwrap_or_default();
        at += path.len();
        let placed: Vec<(Coord<f64>, f64)> = path.iter().copied().zip(own.iter().copied()).collect();
        let pairs = placed.windows(2).map(|pair| [pair[0], pair[1]]);
        let alone = if let [only] = placed[..] { Some([only, only]) } else { None };
        edges.extend(pairs.chain(alone).filter(|edge| edge.iter().all(|(_, height)| height.is_finite())));
    });
    edges
}

/// The height on the nearest edge, at the place of it that is nearest.
fn along_nearest(edges: &[Edge], place: Coord<f64>) -> Option<f64> {
    let placed = edges.iter().map(|[(from, low), (to, high)]| {
        let (step, way) = (*to - *from, place - *from);
        let length = step.x * step.x + step.y * step.y;
        let share = if length > 0.0 { ((way.x * step.x + way.y * step.y) / length).clamp(0.0, 1.0) } else { 0.0 };
        let beside = way - step * share;
        (beside.x * beside.x + beside.y * beside.y, low + (high - low) * share)
    });
    placed.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, height)| height)
}

fn key(coord: Coord<f64>) -> [u64; 2] {
    // Negative zero is zero.
    [coord.x, coord.y].map(|part| (part + 0.0).to_bits())
}

/// Points, lines and rings in the order of the shape's coordinates.
fn each_path(geometry: &Geometry, visit: &mut impl FnMut(&[Coord<f64>])) {
    let mut polygon = |polygon: &Polygon<f64>| {
        visit(&polygon.exterior().0);
        polygon.interiors().iter().for_each(|ring| visit(&ring.0));
    };
    match geometry {
        Geometry::Polygon(one) => polygon(one),
        Geometry::MultiPolygon(parts) => parts.iter().for_each(polygon),
        Geometry::Point(point) => visit(&[point.0]),
        Geometry::MultiPoint(points) => points.iter().for_each(|point| visit(&[point.0])),
        Geometry::LineString(line) => visit(&line.0),
        Geometry::MultiLineString(lines) => lines.iter().for_each(|line: &LineString<f64>| visit(&line.0)),
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| each_path(part, visit)),
        Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
            let corners: Vec<Coord<f64>> = geometry.coords_iter().collect();
            visit(&corners);
        }
    }
}

#[cfg(test)]
mod tests {
    use geo_types::{LineString, Point, line_string, polygon};

    use super::*;

    fn heights(geometry: &Geometry, heights: &[f64]) -> Heights {
        Heights::of(geometry, heights.to_vec()).unwrap()
    }

    #[test]
    fn there_is_a_height_for_each_vertex_or_none_at_all() {
        let line: Geometry = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)].into();
        assert!(Heights::of(&line, vec![1.0, f64::NAN]).is_some());
        assert_eq!(Heights::of(&line, vec![1.0]), None);
        assert_eq!(Heights::of(&line, vec![f64::NAN; 2]), None);
    }

    #[test]
    fn vertices_keep_their_height_and_new_ones_lie_on_their_edge() {
        let before: Geometry = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 0.0, y: 4.0), (x: 4.0, y: 4.0)].into();
        let own = heights(&before, &[1.0, 2.0, 3.0, 4.0, 1.0]);
        let after: Geometry = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 2.0, y: 2.0)].into();
        let (carried, told) = own.carried(&before, &after);
        assert_eq!(carried, Some(heights(&after, &[1.0, 2.0, 2.5, 1.0])));
        assert_eq!(told, CarriedHeights { kept: 3, interpolated: 1, lost: 0 });
    }

    #[test]
    fn an_unknown_height_is_nobodys_neighbour() {
        let before: Geometry = line_string![(x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 4.0, y: 0.0)].into();
        let own = heights(&before, &[f64::NAN, 5.0, 7.0]);
        let after: Geometry = LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (3.0, 0.0)]).into();
        let (carried, told) = own.carried(&before, &after);
        assert_eq!(carried, Some(heights(&after, &[f64::NAN, 5.0, 6.0])));
        assert_eq!((told.kept, told.interpolated), (1, 2));
        assert_eq!(own.carried(&before, &Point::new(9.0, 9.0).into()).0.map(|found| found.0[0]), Some(7.0));
    }
}
