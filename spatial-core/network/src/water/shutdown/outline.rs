//! The ground around the pipes that go dry: for people who want to know whether their house is in it. Drawn from the map's own courses,
//! which are a centimetre fine: it is a notice, and nothing legal follows from it.

use std::collections::BTreeSet;

use geo::orient::Direction;
use geo::{Orient, Simplify, coord};
use geo_types::{LineString, MultiLineString, MultiPoint, Point, Rect};
use spatial_core::crs::{Crs, Transform};
use spatial_core::geometry::{Geometry, around, check, joined};
use spatial_core::units::Metres;

use crate::course::LonLat;

/// Metres from a pipe to the furthest house that hangs on it, by the usual depth of a lot with its street.
pub const AROUND_PIPES: Metres = Metres(25.0);
/// Of more courses than this no corridor is drawn line by line, which takes seconds; the squares they pass through stand for them.
pub const MOST_COURSES: usize = 20_000;
/// Metres a vertex of the outline may lie beside where it was: nobody sees them beside 25.
const FINE: f64 = 0.5;
/// Metres of the side of a square, and how many of them are joined at most: of more, larger ones.
const SQUARE: f64 = 100.0;
const MOST_SQUARES: usize = 20_000;
/// Metres a course is at most followed: longer ones are slips of data, and would be walked along for ever.
const LONGEST: f64 = 100_000.0;

/// The ground around courses, and around places where nothing but a node goes dry, in a reference system of metres. `None` if nothing lies on
/// the map, or there is no way from the map into that system. The same courses give the same ground.
pub fn outline(courses: &[Vec<LonLat>], places: &[LonLat], crs: Crs) -> Option<Geometry> {
    let transform = Transform::new(Crs::WGS84, crs).ok().filter(|_| is_in_metres(crs))?;
    let moved = |line: &[LonLat]| {
        let mut points = line.to_vec();
        transform.apply(&mut points).ok()?;
        Some(points)
    };
    let lines: Vec<Vec<[f64; 2]>> = courses.iter().filter_map(|line| moved(line)).collect();
    let points: Vec<[f64; 2]> = places.iter().filter_map(|&place| moved(&[place])?.pop()).collect();
    let (corridor, circles) = (corridor(&lines), circles(&points));
    let ground = joined([&corridor, &circles]);
    let is_nothing = matches!(&ground, Geometry::MultiPolygon(parts) if parts.0.is_empty());
    (!is_nothing).then(|| plain(ground))
}

/// The same in degrees, as GeoJSON has a `MultiPolygon`: rings of polygons, the outer one first and against the clock.
pub fn outline_on_map(courses: &[Vec<LonLat>], places: &[LonLat], crs: Crs) -> Option<Vec<Vec<Vec<LonLat>>>> {
    let Geometry::MultiPolygon(parts) = outline(courses, places, crs)? else { return None };
    let back = Transform::new(crs, Crs::WGS84).ok()?;
    let ring = |ring: &LineString| {
        let mut points: Vec<LonLat> = ring.0.iter().map(|at| [at.x, at.y]).collect();
        back.apply(&mut points).ok()?;
        Some(points)
    };
    let oriented = parts.orient(Direction::Default);
    let polygons = oriented.0.iter().map(|polygon| {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect::<Option<Vec<_>>>()
    });
    polygons.collect()
}

fn is_in_metres(crs: Crs) -> bool {
    crs.info().is_ok_and(|info| !info.is_geographic)
}

fn corridor(lines: &[Vec<[f64; 2]>]) -> Geometry {
    if lines.len() > MOST_COURSES {
        return squares(lines);
    }
    let line = |points: &Vec<[f64; 2]>| points.iter().map(|&[x, y]| coord! { x: x, y: y }).collect::<LineString>();
    around(&MultiLineString(lines.iter().map(line).collect()).into(), AROUND_PIPES)
}

fn circles(points: &[[f64; 2]]) -> Geometry {
    around(&MultiPoint(points.iter().map(|&[x, y]| Point::new(x, y)).collect()).into(), AROUND_PIPES)
}

/// The squares of a grid that lines come near, those beside one another in a row as one.
fn squares(lines: &[Vec<[f64; 2]>]) -> Geometry {
    let mut side = SQUARE;
    let mut found = near(lines, side);
    while found.len() > MOST_SQUARES {
        side *= 2.0;
        found = near(lines, side);
    }
    let mut rows: Vec<(i64, i64, i64)> = Vec::new();
    for (row, column) in found {
        match rows.last_mut() {
            Some((last, _, end)) if *last == row && *end + 1 == column => *end = column,
            _ => rows.push((row, column, column)),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "rows and columns of a grid on the earth")]
    let place = |number: i64| number as f64 * side;
    let rect = |&(row, from, to): &(i64, i64, i64)| {
        let min = coord! { x: place(from), y: place(row) };
        Geometry::Rect(Rect::new(min, coord! { x: place(to + 1), y: place(row + 1) }))
    };
    let rects: Vec<Geometry> = rows.iter().map(rect).collect();
    joined(&rects)
}

/// Row and column of each square that a line comes near.
fn near(lines: &[Vec<[f64; 2]>], side: f64) -> BTreeSet<(i64, i64)> {
    #[expect(clippy::cast_possible_truncation, reason = "rows and columns of a grid on the earth")]
    let number = |metres: f64| (metres / side).floor() as i64;
    let mut found = BTreeSet::new();
    for step in lines.iter().flat_map(|line| line.windows(2)) {
        let [[ax, ay], [bx, by]] = [step[0], step[1]];
        let length = (bx - ax).hypot(by - ay).min(LONGEST);
        let mut behind = 0.0;
        while behind <= length {
            let share = if length > 0.0 { behind / length } else { 0.0 };
            let [x, y] = [ax + (bx - ax) * share, ay + (by - ay) * share];
            let reach = AROUND_PIPES.0;
            for [east, north] in [[-reach, -reach], [-reach, reach], [reach, -reach], [reach, reach]] {
                found.insert((number(y + north), number(x + east)));
            }
            behind += side / 4.0;
        }
    }
    found
}

/// Fewer vertices, in whole centimetres, as long as that leaves the shape valid.
fn plain(ground: Geometry) -> Geometry {
    let Geometry::MultiPolygon(parts) = &ground else { return ground };
    let mut simple = parts.simplify(FINE);
    for polygon in &mut simple.0 {
        polygon.exterior_mut(rounded);
        polygon.interiors_mut(|holes| holes.iter_mut().for_each(rounded));
    }
    let simple = Geometry::MultiPolygon(simple);
    if check(&simple).is_empty() { simple } else { ground }
}

fn rounded(ring: &mut LineString) {
    for at in &mut ring.0 {
        (at.x, at.y) = ((at.x * 100.0).round() / 100.0, (at.y * 100.0).round() / 100.0);
    }
}
