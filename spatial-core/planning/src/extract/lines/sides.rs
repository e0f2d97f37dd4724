//! On which side of a line its road lies: told by what is drawn around it, never by the way the line was digitised.

use crate::extract::lines::shapes::{Area, Path, Piece, Point, moved};

/// A side of a line, seen in its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Left, Self::Right];

    pub(super) fn other(self) -> Self {
        if self == Self::Left { Self::Right } else { Self::Left }
    }

    /// How far along the step to the left a step to this side leads.
    pub(super) fn sign(self) -> f64 {
        if self == Self::Left { 1.0 } else { -1.0 }
    }
}

/// A red or building line of a plan.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) path: Path,
    /// Width of its road between red lines, if the plan says it.
    pub(super) width: Option<f64>,
    /// The least setback that is written beside it, if it can be read.
    pub(super) setback: Option<f64>,
}

/// What tells where roads are: lines of the same plan, and centrelines and land of roads of all plans in force.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub(super) red: Vec<Drawn>,
    pub(super) building: Vec<Drawn>,
    pub(super) centrelines: Vec<Drawn>,
    pub(super) roads: Vec<Area>,
}

/// How far centrelines are looked for where no width is known, in metres: half the widest road.
const MOST_HALF: f64 = 60.0;
/// How far a building line is looked for: setbacks are less.
const MOST_SETBACK: f64 = 40.0;
/// How far from a line land of a road is looked for: lines and zones of one plan are drawn to some decimetres.
const BESIDE: f64 = 0.5;
/// At how many of its pieces a line is asked: a road does not change its side.
const MOST_ASKED: usize = 4;

/// The side of a red line on which its road lies; none if nothing around it tells. `at` are the pieces of it that matter, `own` its number
/// among the red lines.
pub(super) fn of_red_line(own: usize, at: &[Piece], around: &Around) -> Option<Side> {
    let Drawn { width, .. } = around.red[own];
    let others = || around.red.iter().enumerate().filter(|(number, _)| *number != own).map(|(_, line)| &line.path);
    let by_centreline = |place: Place| nearest(place, centrelines(around, width));
    let by_road =
        |place: Place| only(Side::BOTH.map(|side| around.roads.iter().any(|road| road.has(place.to(side, BESIDE)))));
    let by_pair = |place: Place| {
        let width = width?;
        let most = (width * 0.05).max(BESIDE);
        let is_partner = |at: f64| (at - width).abs() <= most;
        only(Side::BOTH.map(|side| others().any(|path| place.hits(side, path.sides(), width + most).any(is_partner))))
    };
    let by_building_line = |place: Place| {
        let building = around.building.iter().map(|line| (&line.path, MOST_SETBACK));
        nearest(place, building).map(Side::other)
    };
    let told: [&dyn Fn(Place) -> Option<Side>; 4] = [&by_centreline, &by_road, &by_pair, &by_building_line];
    asked(at, &told)
}

/// The side of a building line on which its road lies, likewise.
pub(super) fn of_building_line(line: &Drawn, at: &[Piece], around: &Around) -> Option<Side> {
    let by_setback = |place: Place| {
        let setback = line.setback?;
        let most = (setback * 0.1).max(BESIDE);
        let is_own = |at: f64| (at - setback).abs() <= most;
        let hits = |side| around.red.iter().any(|red| place.hits(side, red.path.sides(), setback + most).any(is_own));
        only(Side::BOTH.map(hits))
    };
    let by_red_line = |place: Place| nearest(place, around.red.iter().map(|red| (&red.path, MOST_HALF)));
    let by_centreline = |place: Place| nearest(place, centrelines(around, None));
    let by_road = |place: Place| {
        let first = |side| {
            let hits = around.roads.iter().flat_map(|road| place.hits(side, road.sides().iter().copied(), MOST_HALF));
            hits.min_by(f64::total_cmp)
        };
        sooner(Side::BOTH.map(first))
    };
    let told: [&dyn Fn(Place) -> Option<Side>; 4] = [&by_setback, &by_red_line, &by_centreline, &by_road];
    asked(at, &told)
}

/// Centrelines, each with how far from it its red line may be.
fn centrelines(around: &Around, width: Option<f64>) -> impl Iterator<Item = (&Path, f64)> + Clone {
    let reach = move |line: &Drawn| line.width.or(width).map_or(MOST_HALF, |width| width * 0.75 + 1.0);
    around.centrelines.iter().map(move |line| (&line.path, reach(line)))
}

/// What the first of several ways of telling says that says something.
fn asked(at: &[Piece], told: &[&dyn Fn(Place) -> Option<Side>]) -> Option<Side> {
    let mut longest: Vec<&Piece> = at.iter().collect();
    longest.sort_by(|a, b| b.length().total_cmp(&a.length()));
    let places: Vec<Place> = longest.into_iter().take(MOST_ASKED).filter_map(Place::on).collect();
    told.iter().find_map(|tell| places.iter().find_map(|place| tell(*place)))
}

/// The side on which one of these lines is met first.
fn nearest<'a>(place: Place, lines: impl Iterator<Item = (&'a Path, f64)> + Clone) -> Option<Side> {
    let first = |side| {
        let hits = lines.clone().flat_map(|(path, most)| place.hits(side, path.sides(), most));
        hits.min_by(f64::total_cmp)
    };
    sooner(Side::BOTH.map(first))
}

/// The side on which something is met clearly sooner.
fn sooner(at: [Option<f64>; 2]) -> Option<Side> {
    match at {
        [Some(left), Some(right)] if (left - right).abs() < BESIDE => None,
        [Some(left), Some(right)] => Some(if left < right { Side::Left } else { Side::Right }),
        [left, right] => only([left.is_some(), right.is_some()]),
    }
}

/// The side of which alone something is true.
fn only(sides: [bool; 2]) -> Option<Side> {
    match sides {
        [true, false] => Some(Side::Left),
        [false, true] => Some(Side::Right),
        _ => None,
    }
}

/// A place on a line, and the step to its left.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: Point,
    left: Point,
}

impl Place {
    fn on(piece: &Piece) -> Option<Self> {
        Some(Self { at: piece.middle(), left: piece.left()? })
    }

    fn to(self, side: Side, by: f64) -> Point {
        moved(self.at, self.left, side.sign() * by)
    }

    /// How far to a side these sides of shapes are met, up to so far.
    fn hits(self, side: Side, sides: impl Iterator<Item = Piece>, most: f64) -> impl Iterator<Item = f64> {
        let ray = Piece { from: self.at, to: self.to(side, most) };
        sides.filter_map(move |edge| crate::extract::lines::shapes::crossing(ray, edge)).map(move |share| share * most)
    }
}
