//! What the lines of plans say of a parcel: those that lie in it or along it, what of it a road takes, and what is left for building.
//!
//! In reading order: `near` (the lines around a parcel, from the World), this file (plan by plan, as the extract has them in order), `road`
//! and `buildable` (what one plan says), `taken` (a ground cut by lines), `sides` (on which side of a line its road lies) and `shapes`
//! (lines against areas). All of it in one projected grid, and pure but for `near`.
//!
//! The first plan in force that takes something decides, with the others of its group, each on its own ground; a plan that says nothing of
//! roads leaves its ground to the next. Of one plan the land it has for roads goes before its red lines, and these before its
//! centrelines.

mod buildable;
pub(super) mod near;
mod road;
mod shapes;
mod sides;
mod taken;
#[cfg(test)]
mod tests;

use geo_types::{LineString, MultiLineString};
use spatial_core::geometry::{Geometry, area, joined, length, rest, shared};
use spatial_core::layer::FeatureId;
use spatial_core::units::{Metres, SquareMetres};

use self::buildable::buildable;
use self::road::{RoadPart, Said, road};
use self::shapes::{ALONG, Area, Path, is_nothing, length_of, nothing};
use self::sides::{Around, Drawn};
use super::overlay::{Thresholds, solid};
use super::standing::LawState;
use crate::draft::MOST_WIDTH;
use crate::indicator::{Indicator, IndicatorKind};
use crate::words::{LineKind, PlanGroup};

pub use self::buildable::BuildableMethod;
pub use self::road::RoadMethod;

/// A line of a plan near a parcel.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanLine {
    /// Its id.
    pub id: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// What it is; none if the register says nothing we know.
    pub kind: Option<LineKind>,
    /// How far buildings stay behind it, as the plan writes it.
    pub setback: Option<String>,
    /// Width of its road between red lines.
    pub road_width: Option<Metres>,
    /// Legal geometry.
    pub shape: Geometry,
}

/// A plan with what it says of roads near a parcel.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePlan {
    /// Its id.
    pub plan: FeatureId,
    /// Its kind as the register has it.
    pub kind: String,
    /// False if its zones lie on one another: then it takes no ground from others.
    pub is_exclusive: bool,
    /// How it stands in law.
    pub law: LawState,
    /// What of the parcel it is about; none of a plan without boundary and zones there, which speaks wherever its lines lie.
    pub ground: Option<Geometry>,
    /// True if it has lines or land of roads anywhere: then what it does not say, it denies.
    pub speaks: bool,
    /// Its lines near the parcel.
    pub lines: Vec<PlanLine>,
    /// Its land of roads near the parcel.
    pub roads: Vec<Geometry>,
}

/// A line in a parcel or along it.
#[derive(Debug, Clone, PartialEq)]
pub struct LineFound {
    /// Its id.
    pub id: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// How its plan stands in law.
    pub law: LawState,
    /// How far buildings stay behind it.
    pub setback: Option<Indicator>,
    /// How much of it lies in the parcel, or within 0.10 m of its boundary.
    pub length: Metres,
}

/// What a road takes of a parcel.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadTaken {
    /// In the grid of the data set; 0 if the parcel only lies at the road.
    pub area: SquareMetres,
    /// Of the red lines in the parcel or along it, or of the inner boundary of what the road takes.
    pub frontage: Metres,
    /// How it is known.
    pub method: RoadMethod,
    /// The plan that says so first.
    pub plan: FeatureId,
    /// If it cannot be told on which side of a line the road lies: what it takes if it lies on the other.
    pub otherwise: Option<SquareMetres>,
    /// The part, a multipolygon.
    pub shape: Geometry,
}

/// What of a parcel is left for building.
#[derive(Debug, Clone, PartialEq)]
pub struct Buildable {
    /// In the grid of the data set.
    pub area: SquareMetres,
    /// How it is known.
    pub method: BuildableMethod,
    /// The plan that says so first.
    pub plan: FeatureId,
    /// True if it cannot be told on which side of a line one may build, or what the road takes.
    pub is_ambiguous: bool,
    /// What it would hold besides if zones that govern there did not close it.
    pub closed: Vec<ClosedPart>,
    /// The part, a multipolygon.
    pub shape: Geometry,
}

/// What of a parcel no building may stand on, though it lies behind the lines: a zone that governs there is for a road or water, or allows
/// none. Often of a plan of another kind: a sector's road, or land that is to be taken this year.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedPart {
    /// The zone.
    pub zone: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// In the grid of the data set.
    pub area: SquareMetres,
}

/// What lines say of a parcel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParcelLines {
    /// The lines in it or along it, in the order of their plans.
    pub lines: Vec<LineFound>,
    /// What a road takes of it; none if no plan in force says anything.
    pub road: Option<RoadTaken>,
    /// What is left of it for building, likewise.
    pub buildable: Option<Buildable>,
}

/// What plans say of a parcel by their lines, `plans` in the order in which they speak.
pub fn lines(parcel: &Geometry, plans: &[LinePlan], thresholds: Thresholds) -> ParcelLines {
    let (in_force, said) = heard(parcel, plans);
    let speaking = || in_force.iter().zip(&said).map(|((plan, ground), said)| (*plan, ground, said));
    let road = road_taken(road_parts(speaking(), thresholds));
    let left = road.as_ref().map_or_else(|| parcel.clone(), |road| solid(rest(parcel, &road.shape)));
    let is_doubtful = road.as_ref().is_some_and(|road| road.otherwise.is_some());
    let buildable = left_for_building(speaking(), &left, is_doubtful);
    ParcelLines { lines: found(parcel, plans), road, buildable }
}

/// Of what a road takes of a parcel the part that only centrelines and widths tell, `plans` as above.
pub(super) fn road_by_centreline(parcel: &Geometry, plans: &[LinePlan], thresholds: Thresholds) -> Option<RoadTaken> {
    let (in_force, said) = heard(parcel, plans);
    let speaking = in_force.iter().zip(&said).map(|((plan, ground), said)| (*plan, ground, said));
    let parts = road_parts(speaking, thresholds).into_iter();
    road_taken(parts.filter(|(_, part)| part.method == RoadMethod::Centreline))
}

/// The plans in force with their grounds, and what each says.
fn heard<'a>(parcel: &Geometry, plans: &'a [LinePlan]) -> (Vec<(&'a LinePlan, Geometry)>, Vec<Said<'a>>) {
    let in_force = grounds(parcel, plans);
    let said = in_force.iter().map(|(plan, _)| said(plan, in_force.iter().map(|(plan, _)| *plan))).collect();
    (in_force, said)
}

impl LinePlan {
    fn group(&self) -> PlanGroup<'_> {
        PlanGroup::of(&self.kind)
    }
}

/// What of the lines of plans in force lies where their plan speaks, or along the edge of that: `plans` in the order in which they speak.
pub(super) fn speaking(place: &Geometry, plans: &[LinePlan]) -> Vec<PlanLine> {
    let of = |(plan, ground): (&LinePlan, Geometry)| {
        let ground = Area::of(&ground);
        let within = |line: &PlanLine| {
            let ground = ground.as_ref()?;
            let pieces = Path::of(&line.shape).into_iter().flat_map(|path| ground.pieces(&path, ALONG));
            let pieces: Vec<LineString<f64>> = pieces.map(|piece| vec![piece.from, piece.to].into()).collect();
            let shape = Geometry::MultiLineString(MultiLineString(pieces));
            (length(&shape).0 > 2.0 * ALONG).then(|| PlanLine { shape, ..line.clone() })
        };
        plan.lines.iter().filter_map(within).collect::<Vec<_>>()
    };
    grounds(place, plans).into_iter().flat_map(of).collect()
}

/// The plans in force that say something of roads, each with what of the parcel it speaks of.
fn grounds<'a>(parcel: &Geometry, plans: &'a [LinePlan]) -> Vec<(&'a LinePlan, Geometry)> {
    let mut free: Vec<(PlanGroup<'_>, Geometry)> = Vec::new();
    let mut found = Vec::new();
    for plan in plans.iter().filter(|plan| plan.law == LawState::InForce && plan.speaks) {
        let Some(about) = &plan.ground else {
            found.push((plan, parcel.clone()));
            continue;
        };
        let group = plan.group();
        let at = free.iter().position(|(known, _)| *known == group).unwrap_or_else(|| {
            free.push((group, parcel.clone()));
            free.len() - 1
        });
        let ground = solid(shared(&free[at].1, about));
        if plan.is_exclusive && !group.is_shared() {
            free[at].1 = rest(&free[at].1, about);
        }
        if !is_nothing(&ground) {
            found.push((plan, ground));
        }
    }
    found
}

/// What one plan says, beside what all in force say of where roads are.
fn said<'a>(plan: &'a LinePlan, all: impl Iterator<Item = &'a LinePlan> + Clone) -> Said<'a> {
    let of = |plan: &LinePlan, kind: LineKind| -> Vec<Drawn> {
        plan.lines.iter().filter(|line| line.kind == Some(kind)).flat_map(drawn).collect()
    };
    let splays = of(plan, LineKind::CornerSplay).into_iter().map(|line| line.path).collect();
    let around = Around {
        red: of(plan, LineKind::RedLine),
        building: of(plan, LineKind::BuildingLine),
        centrelines: all.clone().flat_map(|plan| of(plan, LineKind::Centreline)).collect(),
        roads: all.flat_map(|plan| plan.roads.iter().filter_map(Area::of)).collect(),
    };
    Said { zones: plan.roads.iter().collect(), splays, centrelines: of(plan, LineKind::Centreline), around }
}

/// The paths of a line; a width or setback that cannot be is none.
fn drawn(line: &PlanLine) -> impl Iterator<Item = Drawn> {
    let width = line.road_width.filter(|width| *width > Metres(0.0) && *width <= MOST_WIDTH).map(|width| width.0);
    let setback = setback(line).and_then(|setback| setback.min);
    Path::of(&line.shape).into_iter().map(move |path| Drawn { path, width, setback })
}

fn setback(line: &PlanLine) -> Option<Indicator> {
    line.setback.as_deref().map(|text| Indicator::read(IndicatorKind::Setback, text))
}

fn found(parcel: &Geometry, plans: &[LinePlan]) -> Vec<LineFound> {
    let Some(whole) = Area::of(parcel) else { return Vec::new() };
    let of = |plan: &LinePlan, line: &PlanLine| {
        let pieces: Vec<_> = Path::of(&line.shape).iter().flat_map(|path| whole.pieces(path, ALONG)).collect();
        let length = length_of(&pieces);
        // What only touches a corner of the parcel lies beside it.
        (length.0 > 2.0 * ALONG).then(|| LineFound {
            id: line.id,
            plan: line.plan,
            law: plan.law,
            setback: setback(line),
            length,
        })
    };
    plans.iter().flat_map(|plan| plan.lines.iter().filter_map(move |line| of(plan, line))).collect()
}

type Speaking<'a> = (&'a LinePlan, &'a Geometry, &'a Said<'a>);

/// What each plan of the group that speaks first says a road takes.
fn road_parts<'a>(plans: impl Iterator<Item = Speaking<'a>>, thresholds: Thresholds) -> Vec<(&'a LinePlan, RoadPart)> {
    let mut parts: Vec<(&LinePlan, RoadPart)> = Vec::new();
    for (plan, ground, said) in plans {
        if parts.first().is_none_or(|(first, _)| first.group() == plan.group()) {
            parts.extend(road(ground, said, thresholds).map(|part| (plan, part)));
        }
    }
    parts
}

/// All parts together; plan and method are those of the first.
fn road_taken<'a>(parts: impl IntoIterator<Item = (&'a LinePlan, RoadPart)>) -> Option<RoadTaken> {
    let mut parts = parts.into_iter();
    let (plan, RoadPart { shape, mut frontage, method, mut otherwise }) = parts.next()?;
    let mut shapes = vec![shape];
    for (_, part) in parts {
        frontage = frontage + part.frontage;
        otherwise = otherwise.or(part.otherwise);
        shapes.push(part.shape);
    }
    shapes.retain(|shape| !is_nothing(shape));
    let shape = if shapes.is_empty() { nothing() } else { joined(&shapes) };
    Some(RoadTaken { area: area(&shape), frontage, method, plan: plan.plan, otherwise, shape })
}

fn left_for_building<'a>(
    plans: impl Iterator<Item = Speaking<'a>>,
    left: &Geometry,
    is_doubtful: bool,
) -> Option<Buildable> {
    let mut first: Option<(&LinePlan, BuildableMethod)> = None;
    let (mut shape, mut is_ambiguous) = (left.clone(), is_doubtful);
    for (plan, ground, said) in plans {
        if first.is_some_and(|(first, _)| first.group() != plan.group()) {
            continue;
        }
        let here = solid(shared(left, ground));
        let Some(part) = buildable(&here, said) else { continue };
        shape = solid(rest(&shape, &rest(&here, &part.shape)));
        is_ambiguous |= part.is_ambiguous;
        first.get_or_insert((plan, part.method));
    }
    let (plan, method) = first?;
    Some(Buildable { area: area(&shape), method, plan: plan.plan, is_ambiguous, closed: Vec::new(), shape })
}
