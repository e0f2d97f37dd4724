//! How far two shapes are apart, what of an area lies near a shape, and what of a line runs inside an area; in the plane of their
//! coordinates.
//!
//! Every edge is compared with every other: who takes shapes from outside bounds them first.

use geo::{BooleanOps, Buffer, Intersects};
use geo_types::{Coord, Line, LineString, MultiLineString, MultiPolygon, Point};

use super::{polygons, shared};
use crate::geometry::paths::each_path;
use crate::geometry::segment::{meet, place_of_meeting};
use crate::geometry::{Envelope, Geometry};
use crate::units::Metres;

/// The shortest way from one shape to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// Its length in their common grid; 0 if they share a point.
    pub distance: Metres,
    /// Where it begins, on the first.
    pub from: [f64; 2],
    /// Where it ends, on the second.
    pub to: [f64; 2],
}

impl Way {
    /// True if it meets a line other than at its own ends.
    pub fn crosses(&self, line: &Geometry) -> bool {
        let [from, to] = [self.from, self.to].map(|[x, y]| Coord { x, y });
        let crossing = |edge: &Line<f64>| {
            if !boxes_meet(from, to, edge.start, edge.end) || !meet(from, to, edge.start, edge.end) {
                return false;
            }
            let [x, y] = place_of_meeting(from, to, edge.start, edge.end);
            let is_apart = |end: Coord<f64>| (x - end.x).hypot(y - end.y) > ROUNDING;
            is_apart(from) && is_apart(to)
        };
        edges(line).iter().any(crossing)
    }
}

/// What is nearer than a tenth of a millimetre is one place: coordinates in degrees are told as finely.
const ROUNDING: f64 = 1e-4;

/// The shortest way between two shapes; none if one of them is empty. What lies in an area is 0 away from it.
pub fn shortest_way(one: &Geometry, other: &Geometry) -> Option<Way> {
    if let Some(place) = held(one, other).or_else(|| held(other, one)) {
        return Some(Way { distance: Metres(0.0), from: place, to: place });
    }
    let (mine, others) = (edges(one), edges(other));
    let mut best: Option<Way> = None;
    for edge in &mine {
        for next in &others {
            if best.is_none_or(|best| box_distance(edge, next) < best.distance.0) {
                let way = between(edge, next);
                if best.is_none_or(|best| way.distance < best.distance) {
                    best = Some(way);
                }
            }
        }
    }
    best
}

/// What of an area is nearer to a shape than a distance: a multipolygon whose round corners are as fine as a drawing needs them.
pub fn nearer_than(area: &Geometry, shape: &Geometry, distance: Metres) -> Geometry {
    let nothing = || Geometry::MultiPolygon(MultiPolygon(Vec::new()));
    if distance.0 <= 0.0 {
        return nothing();
    }
    let near = edges_near(shape, area, Metres(2.0 * distance.0));
    if near.0.is_empty() { nothing() } else { shared(area, &near.buffer(distance.0).into()) }
}

/// What of a line lies in the box around a place, and so far around that: lines, none if it lies elsewhere.
pub fn line_near(line: &Geometry, place: &Geometry, within: Metres) -> Geometry {
    edges_near(line, place, within).into()
}

fn edges_near(line: &Geometry, place: &Geometry, within: Metres) -> MultiLineString<f64> {
    let Some(Envelope { min, max }) = Envelope::of(place) else { return MultiLineString(Vec::new()) };
    let reach = Envelope { min: min.map(|least| least - within.0), max: max.map(|most| most + within.0) };
    MultiLineString(edges(line).iter().filter_map(|edge| clipped(edge, &reach)).collect())
}

/// The edges of a line by which of some shapes is nearest to the middle of each: lines for every shape, in their order. An edge that is as
/// near to two belongs to the first.
pub fn by_nearest(line: &Geometry, shapes: &[&Geometry]) -> Vec<Geometry> {
    let mut all = vec![Vec::new(); shapes.len()];
    for edge in edges(line) {
        let middle = Geometry::Point(Point((edge.start + edge.end) / 2.0));
        let distance = |shape: &&Geometry| shortest_way(&middle, shape).map_or(f64::INFINITY, |way| way.distance.0);
        let nearest = shapes.iter().map(distance).enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other));
        if let Some((at, _)) = nearest {
            all[at].push(LineString(vec![edge.start, edge.end]));
        }
    }
    all.into_iter().map(|lines| MultiLineString(lines).into()).collect()
}

/// What of a line runs within an area, farther than a depth from its outline: lines, none if it does nowhere.
pub fn line_inside(line: &Geometry, area: &Geometry, depth: Metres) -> Geometry {
    let near = edges_near(line, area, Metres(0.0));
    if near.0.is_empty() {
        return near.into();
    }
    MultiPolygon(polygons(area)).buffer(-depth.0).clip(&near, false).into()
}

/// A vertex of a shape that lies in an area, one for each of its paths at most: if none does, the outlines meet or the shapes are apart.
fn held(area: &Geometry, shape: &Geometry) -> Option<[f64; 2]> {
    let mut found = None;
    let areas = polygons(area);
    each_path(shape, &mut |path| {
        if let (None, Some(first)) = (found, path.first()) {
            let is_in = areas.iter().any(|polygon| polygon.intersects(&Point(*first)));
            found = is_in.then_some([first.x, first.y]);
        }
    });
    found
}

/// The edges of lines and outlines; of a point one that begins where it ends.
fn edges(shape: &Geometry) -> Vec<Line<f64>> {
    let mut edges = Vec::new();
    each_path(shape, &mut |path| match path {
        [] => {}
        [only] => edges.push(Line::new(*only, *only)),
        several => edges.extend(several.windows(2).map(|pair| Line::new(pair[0], pair[1]))),
    });
    edges
}

fn between(one: &Line<f64>, other: &Line<f64>) -> Way {
    let (a, b, c, d) = (one.start, one.end, other.start, other.end);
    if boxes_meet(a, b, c, d) && meet(a, b, c, d) {
        let place = place_of_meeting(a, b, c, d);
        return Way { distance: Metres(0.0), from: place, to: place };
    }
    let way = |from: Coord<f64>, to: Coord<f64>| Way {
        distance: Metres((to.x - from.x).hypot(to.y - from.y)),
        from: [from.x, from.y],
        to: [to.x, to.y],
    };
    let ways = [way(a, foot(a, other)), way(b, foot(b, other)), way(foot(c, one), c), way(foot(d, one), d)];
    ways.into_iter().fold(ways[0], |best, next| if next.distance < best.distance { next } else { best })
}

/// The point of an edge that is nearest to a place.
fn foot(place: Coord<f64>, edge: &Line<f64>) -> Coord<f64> {
    let along = edge.end - edge.start;
    let squared = along.x * along.x + along.y * along.y;
    if squared <= 0.0 {
        return edge.start;
    }
    let to = place - edge.start;
    let share = ((to.x * along.x + to.y * along.y) / squared).clamp(0.0, 1.0);
    if share >= 1.0 { edge.end } else { edge.start + along * share }
}

fn boxes_meet(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> bool {
    a.x.min(b.x) <= c.x.max(d.x)
        && c.x.min(d.x) <= a.x.max(b.x)
        && a.y.min(b.y) <= c.y.max(d.y)
        && c.y.min(d.y) <= a.y.max(b.y)
}

/// How far the boxes around two edges are apart.
fn box_distance(one: &Line<f64>, other: &Line<f64>) -> f64 {
    let gap = |a: f64, b: f64, c: f64, d: f64| (c.min(d) - a.max(b)).max(a.min(b) - c.max(d)).max(0.0);
    let x = gap(one.start.x, one.end.x, other.start.x, other.end.x);
    let y = gap(one.start.y, one.end.y, other.start.y, other.end.y);
    x.hypot(y)
}

/// What of an edge lies in a box (Liang and Barsky, 1984).
fn clipped(edge: &Line<f64>, bounds: &Envelope) -> Option<LineString<f64>> {
    let (start, along) = (edge.start, edge.end - edge.start);
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (from, step, least, most) in
        [(start.x, along.x, bounds.min[0], bounds.max[0]), (start.y, along.y, bounds.min[1], bounds.max[1])]
    {
        if step == 0.0 {
            if from < least || from > most {
                return None;
            }
            continue;
        }
        let (one, other) = ((least - from) / step, (most - from) / step);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    (enters < leaves).then(|| LineString(vec![start + along * enters, start + along * leaves]))
}

#[cfg(test)]
mod tests {
    use geo_types::{Rect, coord, line_string, point};
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::{area, length};

    fn square(x: f64, y: f64, side: f64) -> Geometry {
        Geometry::Polygon(Rect::new(coord! { x: x, y: y }, coord! { x: x + side, y: y + side }).to_polygon())
    }

    fn street(from: [f64; 2], to: [f64; 2]) -> Geometry {
        line_string![(x: from[0], y: from[1]), (x: to[0], y: to[1])].into()
    }

    fn distance(one: &Geometry, other: &Geometry) -> f64 {
        shortest_way(one, other).unwrap().distance.0
    }

    #[test]
    fn the_shortest_way_leads_from_edge_to_edge() {
        let house = square(10.0, 10.0, 5.0);
        let way = shortest_way(&house, &street([0.0, 7.0], [100.0, 7.0])).unwrap();
        assert_eq!((way.distance.0, way.from[1], way.to[1]), (3.0, 10.0, 7.0));
        assert_eq!(distance(&house, &square(18.0, 19.0, 5.0)), 5.0, "from corner to corner");
        assert_eq!(distance(&house, &point!(x: 12.0, y: 19.0).into()), 4.0);
        assert!(shortest_way(&house, &Geometry::MultiPolygon(MultiPolygon(Vec::new()))).is_none());
    }

    #[test]
    fn what_touches_crosses_or_holds_is_not_apart() {
        let house = square(10.0, 10.0, 5.0);
        for other in [
            street([0.0, 10.0], [100.0, 10.0]),
            street([0.0, 12.0], [100.0, 13.0]),
            street([11.0, 12.0], [13.0, 13.0]),
            square(15.0, 15.0, 2.0),
            square(11.0, 11.0, 1.0),
            square(0.0, 0.0, 50.0),
        ] {
            assert_eq!((distance(&house, &other), distance(&other, &house)), (0.0, 0.0), "{other:?}");
        }
    }

    #[test]
    fn a_way_crosses_what_stands_between_and_not_what_it_leads_to() {
        let (near, far) = (street([0.0, 7.0], [100.0, 7.0]), street([0.0, 2.0], [100.0, 2.0]));
        let house = square(10.0, 10.0, 5.0);
        assert!(shortest_way(&house, &far).unwrap().crosses(&near));
        assert!(!shortest_way(&house, &near).unwrap().crosses(&far));
        assert!(!shortest_way(&house, &near).unwrap().crosses(&near));
    }

    #[test]
    fn what_is_nearer_than_a_distance_is_the_strip_along_the_line() {
        let (house, line) = (square(10.0, 10.0, 5.0), street([-30_000.0, 8.0], [30_000.0, 8.0]));
        assert!((area(&nearer_than(&house, &line, Metres(3.0))).0 - 5.0).abs() < 1e-3);
        assert_eq!(area(&nearer_than(&house, &line, Metres(1.5))).0, 0.0);
        assert_eq!(area(&nearer_than(&house, &line, Metres(0.0))).0, 0.0);
    }

    #[test]
    fn a_line_along_the_outline_runs_not_inside() {
        let lot = square(0.0, 0.0, 20.0);
        let inside = |line: &Geometry| length(&line_inside(line, &lot, Metres(0.1))).0;
        assert!((inside(&street([-50.0, 5.0], [50.0, 5.0])) - 19.8).abs() < 1e-3);
        assert_eq!(inside(&street([-50.0, 0.05], [50.0, 0.05])), 0.0);
        assert_eq!(inside(&street([-50.0, 30.0], [50.0, 30.0])), 0.0);
    }

    #[test]
    fn the_edges_of_a_line_belong_to_what_they_run_along() {
        let (south, west) = (street([-50.0, 0.0], [50.0, 0.0]), street([0.0, -50.0], [0.0, 50.0]));
        let bent: Geometry = line_string![(x: 3.0, y: 40.0), (x: 3.0, y: 4.0), (x: 40.0, y: 4.0)].into();
        let parts: Vec<f64> = by_nearest(&bent, &[&south, &west]).iter().map(|part| length(part).0).collect();
        assert_eq!(parts, [37.0, 36.0]);
        assert!(by_nearest(&bent, &[]).is_empty());
    }

    #[test]
    fn of_a_long_line_only_what_is_near_is_kept() {
        let (house, line) = (square(10.0, 10.0, 5.0), street([-30_000.0, 8.0], [30_000.0, 8.0]));
        assert!((length(&line_near(&line, &house, Metres(50.0))).0 - 105.0).abs() < 1e-6);
        assert_eq!(length(&line_near(&line, &house, Metres(1.0))).0, 0.0);
    }

    proptest! {
        #[test]
        fn a_way_is_as_long_one_way_as_the_other_and_no_vertex_is_nearer(
            x in -80.0..80.0f64, y in -80.0..80.0f64, side in 0.5..30.0f64,
            from in prop::array::uniform2(-90.0..90.0f64), to in prop::array::uniform2(-90.0..90.0f64),
        ) {
            let (house, line) = (square(x, y, side), street(from, to));
            let (way, back) = (shortest_way(&house, &line).unwrap(), shortest_way(&line, &house).unwrap());
            prop_assert!((way.distance.0 - back.distance.0).abs() < 1e-9);
            let length = (way.to[0] - way.from[0]).hypot(way.to[1] - way.from[1]);
            prop_assert!((length - way.distance.0).abs() < 1e-9, "{way:?}");
            for [corner_x, corner_y] in [[x, y], [x + side, y], [x + side, y + side], [x, y + side]] {
                let corner: Geometry = point!(x: corner_x, y: corner_y).into();
                prop_assert!(shortest_way(&corner, &line).unwrap().distance.0 >= way.distance.0 - 1e-9);
            }
            let part = area(&nearer_than(&house, &line, way.distance)).0;
            prop_assert!(part < 0.01, "{part} m² nearer than the nearest");
        }
    }
}
