//! Lines against areas, in the plane of their coordinates: what of a line lies in an area, an area cut along lines, and the band beside a
//! line.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use spatial_core::geometry::{Envelope, Geometry, area, joined, rest, shared};
use spatial_core::units::{Metres, SquareMetres};

use crate::extract::overlay::solid;

/// A place in the grid of the data set.
pub(super) type Point = [f64; 2];

/// What lies so near to a boundary lies along it: two surveys of one boundary differ by that much.
pub(super) const ALONG: f64 = 0.10;

/// Half the width of the gap that is left where an area is cut, in metres: far above the grid of the overlay, far below what counts.
const GAP: f64 = 2e-5;

/// A line as the points it leads along; at least two.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path(pub(super) Vec<Point>);

/// A side of a path, or what of it lies somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub(super) from: Point,
    pub(super) to: Point,
}

impl Piece {
    pub(super) fn length(&self) -> f64 {
        distance(self.from, self.to)
    }

    pub(super) fn middle(&self) -> Point {
        between(self.from, self.to, 0.5)
    }

    /// The unit step to the left of its direction; none of a piece that leads nowhere.
    pub(super) fn left(&self) -> Option<Point> {
        let length = self.length();
        let [x, y] = step(self.from, self.to);
        (length > 0.0).then(|| [-y / length, x / length])
    }
}

impl Path {
    /// The paths of a shape; none of what is no line.
    pub(super) fn of(shape: &Geometry) -> Vec<Self> {
        let path = |line: &LineString<f64>| Self(line.0.iter().map(|at| [at.x, at.y]).collect());
        let all: Vec<Self> = match shape {
            Geometry::LineString(line) => vec![path(line)],
            Geometry::MultiLineString(lines) => lines.0.iter().map(path).collect(),
            Geometry::Line(line) => vec![Self(vec![[line.start.x, line.start.y], [line.end.x, line.end.y]])],
            _ => Vec::new(),
        };
        all.into_iter().filter(|path| path.0.len() >= 2).collect()
    }

    /// Its sides.
    pub(super) fn sides(&self) -> impl Iterator<Item = Piece> + '_ {
        self.0.windows(2).map(|pair| Piece { from: pair[0], to: pair[1] })
    }

    /// The point of the path nearest to a place.
    pub(super) fn nearest(&self, place: Point) -> Option<Foot> {
        let feet = self.sides().enumerate().map(|(number, side)| {
            let share = share_along(side, place).clamp(0.0, 1.0);
            let at = between(side.from, side.to, share);
            let is_end = number == 0 && share == 0.0 || number + 2 == self.0.len() && share >= 1.0;
            Foot { at, side, distance: distance(at, place), is_end }
        });
        feet.min_by(|a, b| a.distance.total_cmp(&b.distance))
    }

    /// The path with both ends carried on, so far each.
    pub(super) fn carried_on(&self, before: f64, after: f64) -> Self {
        let mut points = self.0.clone();
        let last = points.len() - 1;
        points[0] = beyond(self.0[1], self.0[0], before);
        points[last] = beyond(self.0[last - 1], self.0[last], after);
        Self(points)
    }
}

/// Where a perpendicular from a place meets a path, or the corner or end of it that is nearest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    pub(super) at: Point,
    pub(super) side: Piece,
    pub(super) distance: f64,
    /// True if the path does not pass the place by.
    pub(super) is_end: bool,
}

impl Foot {
    /// A metre of the path there.
    pub(super) fn stretch(&self) -> Piece {
        let length = self.side.length();
        let on = if length > 0.0 { step(self.side.from, self.side.to).map(|part| part / length) } else { [0.0, 0.0] };
        Piece { from: moved(self.at, on, -0.5), to: moved(self.at, on, 0.5) }
    }
}

/// An area by its rings.
#[derive(Debug, Clone)]
pub(super) struct Area {
    sides: Vec<Piece>,
    around: Envelope,
}

impl Area {
    /// Of a shape; none of what is no area, and of an empty one.
    pub(super) fn of(shape: &Geometry) -> Option<Self> {
        let ring = |ring: &LineString<f64>| {
            let sides = ring.0.windows(2).map(|pair| Piece { from: pair[0].into(), to: pair[1].into() });
            sides.collect::<Vec<_>>()
        };
        let rings = |polygon: &Polygon<f64>| {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.flat_map(ring).collect::<Vec<_>>()
        };
        let sides: Vec<Piece> = match shape {
            Geometry::Polygon(polygon) => rings(polygon),
            Geometry::MultiPolygon(polygons) => polygons.0.iter().flat_map(rings).collect(),
            _ => Vec::new(),
        };
        Some(Self { around: Envelope::of(shape)?, sides }).filter(|area| !area.sides.is_empty())
    }

    /// The box around it.
    pub(super) fn around(&self) -> Envelope {
        self.around
    }

    /// The sides of its rings.
    pub(super) fn sides(&self) -> &[Piece] {
        &self.sides
    }

    /// True of a place within it; on its boundary it is one or the other.
    pub(super) fn has(&self, [x, y]: Point) -> bool {
        let is_crossed = |side: &&Piece| {
            let ([a, b], [c, d]) = (side.from, side.to);
            (b > y) != (d > y) && x < a + (y - b) / (d - b) * (c - a)
        };
        self.sides.iter().filter(is_crossed).count() % 2 == 1
    }

    /// How far its boundary is from a place.
    pub(super) fn distance(&self, place: Point) -> f64 {
        let to = |side: &Piece| distance(between(side.from, side.to, share_along(*side, place).clamp(0.0, 1.0)), place);
        self.sides.iter().map(to).fold(f64::INFINITY, f64::min)
    }

    /// A place well within it: in the middle of the widest stretch along the middle of its box.
    pub(super) fn inside(&self) -> Option<Point> {
        let height = self.around.min[1].midpoint(self.around.max[1]);
        let mut at: Vec<f64> = self.sides.iter().filter_map(|side| crossed_at(side, height)).collect();
        at.sort_by(f64::total_cmp);
        let stretches = at.chunks_exact(2).map(|pair| (pair[1] - pair[0], pair[0].midpoint(pair[1])));
        stretches.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, middle)| [middle, height])
    }

    /// What of a path lies in the area or so near to it, in order.
    pub(super) fn pieces(&self, path: &Path, near: f64) -> Vec<Piece> {
        path.sides().flat_map(|side| self.pieces_of(side, near)).collect()
    }

    fn pieces_of(&self, side: Piece, near: f64) -> Vec<Piece> {
        let (low, high) = box_of(side);
        let Envelope { min, max } = self.around;
        if (0..2).any(|axis| high[axis] < min[axis] - near || low[axis] > max[axis] + near) {
            return Vec::new();
        }
        let mut within = self.inner(side);
        within.extend(self.sides.iter().filter_map(|edge| beside(side, *edge, near)));
        let piece = |(from, to): (f64, f64)| Piece {
            from: between(side.from, side.to, from),
            to: between(side.from, side.to, to),
        };
        merged(within).into_iter().filter(|(from, to)| to > from).map(piece).collect()
    }

    /// How much of a side lies so near to the boundary of the area.
    pub(super) fn along(&self, side: &Piece, near: f64) -> f64 {
        let stretches = self.sides.iter().filter_map(|edge| beside(*side, *edge, near)).collect();
        side.length() * merged(stretches).into_iter().map(|(from, to)| to - from).sum::<f64>()
    }

    /// The stretches of a side within the area.
    fn inner(&self, side: Piece) -> Vec<(f64, f64)> {
        let mut at: Vec<f64> = self.sides.iter().filter_map(|edge| crossing(side, *edge)).collect();
        at.extend([0.0, 1.0]);
        at.sort_by(f64::total_cmp);
        let stretches = at.windows(2).map(|pair| (pair[0], pair[1]));
        stretches.filter(|(from, to)| to > from && self.has(between(side.from, side.to, from.midpoint(*to)))).collect()
    }
}

/// Stretches of one line, those that meet or overlap as one.
fn merged(mut stretches: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Vec<(f64, f64)> = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The length of pieces together.
pub(super) fn length_of(pieces: &[Piece]) -> Metres {
    Metres(pieces.iter().map(Piece::length).sum())
}

/// The parts of an area that lines cut it into. What two lines leave between them that is only rounding is no part.
pub(super) fn parts(whole: &Geometry, lines: &[Path]) -> Vec<Geometry> {
    let Some(around) = Envelope::of(whole) else { return Vec::new() };
    let sides = lines.iter().flat_map(Path::sides).filter_map(|side| within(side, &around));
    let gaps: Vec<Geometry> = sides.filter_map(|side| strip(side, GAP, GAP)).collect();
    let left = if gaps.is_empty() { whole.clone() } else { rest(whole, &joined(&gaps)) };
    match solid(left) {
        Geometry::MultiPolygon(parts) => parts.0.into_iter().map(Geometry::from).collect(),
        one => vec![one],
    }
}

/// What of an area lies no farther from a line than so; beyond its ends nothing.
pub(super) fn band(whole: &Geometry, line: &Path, reach: f64) -> Geometry {
    let Some(mut around) = Envelope::of(whole) else { return nothing() };
    around.min = around.min.map(|least| least - reach);
    around.max = around.max.map(|most| most + reach);
    let mut strips: Vec<Geometry> =
        line.sides().filter_map(|side| within(side, &around)).filter_map(|side| strip(side, reach, 0.0)).collect();
    let corners = line.0.iter().skip(1).take(line.0.len().saturating_sub(2));
    let is_near = |at: &&Point| (0..2).all(|axis| (around.min[axis]..=around.max[axis]).contains(&at[axis]));
    strips.extend(corners.filter(is_near).map(|at| disc(*at, reach)));
    if strips.is_empty() { nothing() } else { solid(shared(whole, &joined(&strips))) }
}

/// An area of nothing.
pub(super) fn nothing() -> Geometry {
    MultiPolygon(Vec::new()).into()
}

/// True of an area of nothing.
pub(super) fn is_nothing(shape: &Geometry) -> bool {
    area(shape) <= SquareMetres(0.0)
}

/// How far two places are apart.
pub(super) fn distance(from: Point, to: Point) -> f64 {
    let [x, y] = step(from, to);
    x.hypot(y)
}

/// So far from a place in a direction.
pub(super) fn moved(from: Point, direction: Point, by: f64) -> Point {
    [from[0] + direction[0] * by, from[1] + direction[1] * by]
}

/// Positive if a place lies to the left of a side.
pub(super) fn turn(side: Piece, place: Point) -> f64 {
    cross(step(side.from, side.to), step(side.from, place))
}

/// The cosine of the angle between two sides, whichever way they lead.
pub(super) fn alignment(one: Piece, other: Piece) -> f64 {
    let (a, b) = (step(one.from, one.to), step(other.from, other.to));
    let lengths = one.length() * other.length();
    if lengths > 0.0 { (dot(a, b) / lengths).abs() } else { 0.0 }
}

/// Where along the first of two sides they cross, if they do.
pub(super) fn crossing(side: Piece, edge: Piece) -> Option<f64> {
    let (along, across) = (step(side.from, side.to), step(edge.from, edge.to));
    let turn = cross(along, across);
    if turn == 0.0 {
        return None;
    }
    let start = step(side.from, edge.from);
    let (at, on_edge) = (cross(start, across) / turn, cross(start, along) / turn);
    ((0.0..=1.0).contains(&at) && (0.0..=1.0).contains(&on_edge)).then_some(at)
}

fn crossed_at(side: &Piece, height: f64) -> Option<f64> {
    let ([a, b], [c, d]) = (side.from, side.to);
    ((b > height) != (d > height)).then(|| a + (height - b) / (d - b) * (c - a))
}

/// The stretch of a side that is no farther from an edge than so.
fn beside(side: Piece, edge: Piece, near: f64) -> Option<(f64, f64)> {
    let ((low, high), (least, most)) = (box_of(side), box_of(edge));
    if near <= 0.0 || (0..2).any(|axis| high[axis] < least[axis] - near || low[axis] > most[axis] + near) {
        return None;
    }
    // What is near a straight edge is the union of two discs and a rectangle, and convex: its parts on a line are one stretch.
    let parts = [in_disc(side, edge.from, near), in_disc(side, edge.to, near), in_strip(side, edge, near)];
    let all = parts.into_iter().flatten().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let (from, to) = (all.0.max(0.0), all.1.min(1.0));
    (from < to).then_some((from, to))
}

fn in_disc(side: Piece, centre: Point, radius: f64) -> Option<(f64, f64)> {
    let (along, start) = (step(side.from, side.to), step(centre, side.from));
    let (square, half, rest) = (dot(along, along), dot(along, start), dot(start, start) - radius * radius);
    let root = half * half - square * rest;
    (square > 0.0 && root >= 0.0).then(|| ((-half - root.sqrt()) / square, (-half + root.sqrt()) / square))
}

fn in_strip(side: Piece, edge: Piece, near: f64) -> Option<(f64, f64)> {
    let length = edge.length();
    if length <= 0.0 {
        return None;
    }
    let unit = step(edge.from, edge.to).map(|part| part / length);
    let (along, start) = (step(side.from, side.to), step(edge.from, side.from));
    let lengthways = between_bounds(dot(start, unit), dot(along, unit), (0.0, length))?;
    let sideways = between_bounds(cross(unit, start), cross(unit, along), (-near, near))?;
    let (from, to) = (lengthways.0.max(sideways.0), lengthways.1.min(sideways.1));
    (from <= to).then_some((from, to))
}

/// For which shares `start + share × slope` lies within bounds.
fn between_bounds(start: f64, slope: f64, (least, most): (f64, f64)) -> Option<(f64, f64)> {
    if slope == 0.0 {
        return (least..=most).contains(&start).then_some((f64::NEG_INFINITY, f64::INFINITY));
    }
    let (one, other) = ((least - start) / slope, (most - start) / slope);
    Some((one.min(other), one.max(other)))
}

/// What of a side lies in a box, or a metre around it: what is far away would coarsen the grid that shapes are computed on.
fn within(side: Piece, around: &Envelope) -> Option<Piece> {
    let along = step(side.from, side.to);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let ends = around.min.into_iter().zip(around.max);
    for ((start, slope), (least, most)) in side.from.into_iter().zip(along).zip(ends) {
        let (least, most) = between_bounds(start, slope, (least - 1.0, most + 1.0))?;
        (from, to) = (from.max(least), to.min(most));
    }
    (from < to).then(|| Piece { from: between(side.from, side.to, from), to: between(side.from, side.to, to) })
}

/// The rectangle along a side, so wide on each side of it and so far beyond its ends.
fn strip(side: Piece, half: f64, beyond: f64) -> Option<Geometry> {
    let left = side.left()?;
    let on = [left[1], -left[0]];
    let (from, to) = (moved(side.from, on, -beyond), moved(side.to, on, beyond));
    Some(polygon([moved(from, left, -half), moved(to, left, -half), moved(to, left, half), moved(from, left, half)]))
}

/// A disc by a polygon around it of 48 corners: 0.2 % of its radius outside at most.
fn disc(centre: Point, radius: f64) -> Geometry {
    let turn = std::f64::consts::TAU / 48.0;
    let around = radius / (turn / 2.0).cos();
    let corner = |number: u32| {
        let (sine, cosine) = (f64::from(number) * turn).sin_cos();
        [centre[0] + around * cosine, centre[1] + around * sine]
    };
    polygon((0..48).map(corner))
}

fn polygon(corners: impl IntoIterator<Item = Point>) -> Geometry {
    let ring = corners.into_iter().map(|[x, y]| Coord { x, y }).collect();
    Polygon::new(LineString::new(ring), Vec::new()).into()
}

fn box_of(side: Piece) -> (Point, Point) {
    let low = [side.from[0].min(side.to[0]), side.from[1].min(side.to[1])];
    (low, [side.from[0].max(side.to[0]), side.from[1].max(side.to[1])])
}

fn beyond(from: Point, end: Point, by: f64) -> Point {
    let length = distance(from, end);
    if length > 0.0 { moved(end, step(from, end).map(|part| part / length), by) } else { end }
}

fn share_along(side: Piece, place: Point) -> f64 {
    let along = step(side.from, side.to);
    let square = dot(along, along);
    if square > 0.0 { dot(along, step(side.from, place)) / square } else { 0.0 }
}

fn between(from: Point, to: Point, share: f64) -> Point {
    [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

fn step(from: Point, to: Point) -> Point {
    [to[0] - from[0], to[1] - from[1]]
}

fn dot(a: Point, b: Point) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

fn cross(a: Point, b: Point) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}
