//! What a road takes of a ground by the lines and zones of one plan: the first of three sources that says something.

use spatial_core::geometry::{Geometry, area, joined, shared};
use spatial_core::units::{Metres, SquareMetres};

use crate::extract::lines::shapes::{
    ALONG, Area, Path, Piece, Point, alignment, band, crossing, distance, is_nothing, length_of, moved, nothing, turn,
};
use crate::extract::lines::sides::{Around, Drawn, Side, of_red_line};
use crate::extract::lines::taken::{Cutter, taken};
use crate::extract::overlay::{Thresholds, solid};

/// How it is known what a road takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoadMethod {
    /// The plan has it as land of a road.
    PlannedRoad,
    /// It lies beyond a red line, on the side of the road.
    RedLines,
    /// It lies no farther from the centreline than half the width between red lines.
    Centreline,
}

impl RoadMethod {
    /// The word in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PlannedRoad => "planned_road",
            Self::RedLines => "red_lines",
            Self::Centreline => "centreline",
        }
    }
}

/// What a road takes by one plan.
#[derive(Debug, Clone)]
pub(super) struct RoadPart {
    pub(super) shape: Geometry,
    pub(super) frontage: Metres,
    pub(super) method: RoadMethod,
    /// If it cannot be told what it takes: what it would take otherwise.
    pub(super) otherwise: Option<SquareMetres>,
}

/// What one plan says of roads near a parcel.
#[derive(Debug, Default)]
pub(super) struct Said<'a> {
    /// Its land of roads.
    pub(super) zones: Vec<&'a Geometry>,
    /// Its corner splays.
    pub(super) splays: Vec<Path>,
    /// Its centrelines with the width of their road.
    pub(super) centrelines: Vec<Drawn>,
    /// Its red and building lines, and what of other plans tells where roads are.
    pub(super) around: Around,
}

/// How far beyond its width a road still reaches: lines are drawn to some decimetres.
const SLACK: f64 = 0.5;
/// How far the other side of a road is looked for where no width is known.
const MOST_ACROSS: f64 = 120.0;
/// The cosine of 30°: lines that meet at less are two sides of one road, not two roads.
const ONE_WAY: f64 = 0.866;
/// What a boundary has in common with the ground it was cut from, in metres.
const COMMON: f64 = 1e-3;

/// What a road takes; none if the plan says nothing about it.
pub(super) fn road(ground: &Geometry, said: &Said<'_>, thresholds: Thresholds) -> Option<RoadPart> {
    let whole = Area::of(ground)?;
    let counts = |shape: &Geometry| !is_nothing(shape) && !thresholds.drops_shape(shape);
    planned(ground, &whole, said)
        .filter(|part| counts(&part.shape))
        .or_else(|| beyond_red_lines(ground, &whole, said, counts))
        .or_else(|| by_centrelines(ground, &whole, said).filter(|part| counts(&part.shape)))
}

fn planned(ground: &Geometry, whole: &Area, said: &Said<'_>) -> Option<RoadPart> {
    let shares = said.zones.iter().map(|zone| solid(shared(ground, zone)));
    let shape = one(shares.filter(|share| !is_nothing(share)).collect())?;
    Some(RoadPart { frontage: inner_edge(&shape, whole), shape, method: RoadMethod::PlannedRoad, otherwise: None })
}

fn beyond_red_lines(
    ground: &Geometry,
    whole: &Area,
    said: &Said<'_>,
    counts: impl Fn(&Geometry) -> bool,
) -> Option<RoadPart> {
    let red = &said.around.red;
    let pieces: Vec<Vec<Piece>> = red.iter().map(|line| whole.pieces(&line.path, ALONG)).collect();
    let cutter = |(number, line): (usize, &Drawn)| Cutter {
        path: line.path.clone(),
        side: of_red_line(number, &pieces[number], &said.around),
        is_splay: false,
        width: line.width,
    };
    let mut cutters: Vec<Cutter> = red.iter().enumerate().map(cutter).collect();
    let splay = |path: &Path| Cutter { path: path.clone(), side: None, is_splay: true, width: None };
    cutters.extend(said.splays.iter().map(splay));
    let found = taken(ground, &cutters, |place| is_in_a_road(place, &said.around));
    let lengths = pieces.iter().map(|pieces| length_of(pieces));
    let splays = said.splays.iter().map(|path| length_of(&whole.pieces(path, ALONG)));
    let frontage = lengths.chain(splays).fold(Metres(0.0), |sum, next| sum + next);
    let shape = if counts(&found.shape) { found.shape } else { nothing() };
    if is_nothing(&shape) && frontage.0 <= ALONG {
        return None;
    }
    let crossed = do_cross(red, &pieces, whole).then(|| area(ground) - area(&shape));
    Some(RoadPart { shape, frontage, method: RoadMethod::RedLines, otherwise: found.otherwise.or(crossed) })
}

/// True of a place that no red line separates from its ground, and that lies between the nearest one and the other side of its road.
fn is_in_a_road(place: Point, around: &Around) -> bool {
    let feet = around.red.iter().enumerate().filter_map(|(number, line)| Some((number, line.path.nearest(place)?)));
    let Some((number, foot)) = feet.min_by(|a, b| a.1.distance.total_cmp(&b.1.distance)) else { return false };
    if foot.is_end || foot.distance <= 0.0 {
        return false;
    }
    let here = if turn(foot.side, place) > 0.0 { Side::Left } else { Side::Right };
    if of_red_line(number, &[foot.stretch()], around) != Some(here) {
        return false;
    }
    if let Some(width) = around.red[number].width {
        return foot.distance <= width + SLACK;
    }
    let on = [0, 1].map(|axis| (place[axis] - foot.at[axis]) / foot.distance);
    let ray = Piece { from: place, to: moved(place, on, MOST_ACROSS) };
    around
        .red
        .iter()
        .enumerate()
        .any(|(other, line)| other != number && line.path.sides().any(|side| crossing(ray, side).is_some()))
}

/// True if two red lines cross in the ground that lead one way: they cannot both be sides of their roads there. `pieces` are what of each
/// lies in the ground.
fn do_cross(red: &[Drawn], pieces: &[Vec<Piece>], whole: &Area) -> bool {
    let ends = |line: &Drawn| [line.path.0[0], line.path.0[line.path.0.len() - 1]];
    let there: Vec<(&Drawn, &Vec<Piece>)> = red.iter().zip(pieces).filter(|(_, pieces)| !pieces.is_empty()).collect();
    there.iter().enumerate().any(|(number, (one, sides))| {
        there[number + 1..].iter().any(|(other, edges)| {
            let is_end = |at: Point| ends(one).into_iter().chain(ends(other)).any(|end| distance(end, at) <= ALONG);
            let pairs = sides.iter().flat_map(|side| edges.iter().map(move |edge| (*side, *edge)));
            let mut along = pairs.filter(|(side, edge)| alignment(*side, *edge) >= ONE_WAY);
            along.any(|(side, edge)| {
                let at = crossing(side, edge)
                    .map(|share| [0, 1].map(|axis| side.from[axis] + (side.to[axis] - side.from[axis]) * share));
                at.is_some_and(|at| whole.has(at) && !is_end(at))
            })
        })
    })
}

fn by_centrelines(ground: &Geometry, whole: &Area, said: &Said<'_>) -> Option<RoadPart> {
    let bands = said.centrelines.iter().filter_map(|line| {
        let half = line.width? / 2.0;
        // Where there are red lines, they say it better.
        let is_told = said.around.red.iter().any(|red| !is_nothing(&band(ground, &red.path, half)));
        (!is_told).then(|| band(ground, &line.path, half))
    });
    let shape = one(bands.filter(|band| !is_nothing(band)).collect())?;
    Some(RoadPart { frontage: inner_edge(&shape, whole), shape, method: RoadMethod::Centreline, otherwise: None })
}

/// Shapes as one; none of none.
fn one(mut shapes: Vec<Geometry>) -> Option<Geometry> {
    if shapes.len() > 1 { Some(joined(&shapes)) } else { shapes.pop() }
}

/// The length of the boundary of a part that is not the boundary of its whole.
fn inner_edge(part: &Geometry, whole: &Area) -> Metres {
    let sides = Area::of(part).map(|part| part.sides().to_vec()).unwrap_or_default();
    let inner = sides.iter().map(|side| side.length() - whole.along(side, COMMON));
    Metres(inner.map(|length| if length < 10.0 * COMMON { 0.0 } else { length }).sum())
}
