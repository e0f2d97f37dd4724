//! What of a ground may be built on by the lines of one plan: what lies behind its building lines, or so far behind its red lines as it says.

use spatial_core::geometry::{Geometry, rest};
use spatial_core::units::SquareMetres;

use crate::extract::lines::road::Said;
use crate::extract::lines::shapes::{ALONG, Area, Piece, Point, band, crossing, is_nothing, moved, turn};
use crate::extract::lines::sides::{Drawn, Side, of_building_line};
use crate::extract::lines::taken::{Cutter, taken};
use crate::extract::overlay::solid;

/// How it is known what may be built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuildableMethod {
    /// It lies behind a building line.
    BuildingLine,
    /// It lies behind a red line by the setback that is written beside it.
    Setback,
}

impl BuildableMethod {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BuildingLine => "building_line",
            Self::Setback => "setback",
        }
    }
}

/// What is left for building by one plan.
#[derive(Debug, Clone)]
pub(super) struct BuildablePart {
    pub(super) shape: Geometry,
    pub(super) method: BuildableMethod,
    /// True if it cannot be told on which side of a line one may build.
    pub(super) is_ambiguous: bool,
}

/// What is left of a ground that no road takes any more; none if the plan says nothing about it.
pub(super) fn buildable(ground: &Geometry, said: &Said<'_>) -> Option<BuildablePart> {
    Area::of(ground)?;
    behind_building_lines(ground, said).or_else(|| behind_setbacks(ground, said))
}

fn behind_building_lines(ground: &Geometry, said: &Said<'_>) -> Option<BuildablePart> {
    let whole = Area::of(ground)?;
    let cutter = |line: &Drawn| {
        let side = of_building_line(line, &whole.pieces(&line.path, ALONG), &said.around);
        Cutter { path: line.path.clone(), side, is_splay: false, width: None }
    };
    let cutters: Vec<Cutter> = said.around.building.iter().map(cutter).collect();
    let found = taken(ground, &cutters, |place| is_before(place, said));
    let SquareMetres(lost) = spatial_core::geometry::area(&found.shape);
    (found.is_touched || lost > 0.0).then(|| BuildablePart {
        shape: solid(rest(ground, &found.shape)),
        method: BuildableMethod::BuildingLine,
        is_ambiguous: found.otherwise.is_some(),
    })
}

/// True of a place between a building line and the red line before it.
fn is_before(place: Point, said: &Said<'_>) -> bool {
    let feet = said.around.building.iter().filter_map(|line| Some((line, line.path.nearest(place)?)));
    let Some((line, foot)) = feet.min_by(|a, b| a.1.distance.total_cmp(&b.1.distance)) else { return false };
    if foot.is_end || foot.distance <= 0.0 {
        return false;
    }
    let here = if turn(foot.side, place) > 0.0 { Side::Left } else { Side::Right };
    if of_building_line(line, &[foot.stretch()], &said.around) != Some(here) {
        return false;
    }
    let on = [0, 1].map(|axis| (place[axis] - foot.at[axis]) / foot.distance);
    let ray = Piece { from: place, to: moved(place, on, MOST_SETBACK) };
    said.around.red.iter().any(|red| red.path.sides().any(|side| crossing(ray, side).is_some()))
}

/// Setbacks are less, in metres.
const MOST_SETBACK: f64 = 40.0;

fn behind_setbacks(ground: &Geometry, said: &Said<'_>) -> Option<BuildablePart> {
    let whole = Area::of(ground)?;
    let mut left = ground.clone();
    let mut is_known = false;
    for red in &said.around.red {
        let Some(setback) = red.setback else { continue };
        let strip = band(ground, &red.path, setback);
        is_known |= !is_nothing(&strip) || !whole.pieces(&red.path, ALONG).is_empty();
        if !is_nothing(&strip) {
            left = rest(&left, &strip);
        }
    }
    is_known.then(|| BuildablePart { shape: solid(left), method: BuildableMethod::Setback, is_ambiguous: false })
}
