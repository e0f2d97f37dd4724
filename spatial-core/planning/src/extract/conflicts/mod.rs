//! Plans in force that name different functions on one ground of a parcel: which, on how much of it, and how bad that is.
//!
//! Of plans of one kind only what governs is held against the others: what two plans say where a third goes before both decides nothing.
//! Of two kinds neither goes before the other, and each speaks through what governs of its kind. Land-use plans are held against the
//! others by a table (`map`); an annual land-use plan says what of the land-use plan is carried out in its year, so that these two are not
//! compared. Plans whose zones may lie on one another say several things of one ground by design, and are left out.

mod map;

use spatial_core::geometry::{Envelope, Geometry, area, joined, mean_width, rest, shared};
use spatial_core::layer::FeatureId;
use spatial_core::units::SquareMetres;

use map::Meaning;
pub use map::{Basis, Compatibility, FunctionMap, FunctionMapError, Judged, MOST_MAP_BYTES, MapMistake};

use super::of_parcel::ParcelPlan;
use super::overlay::{Shapes, Thresholds, solid};
use super::standing::LawState;
use crate::words::{PlanGroup, PlanKind, words};

/// Conflicts that are told of a parcel, the worst and largest: who reads more of them asks the planning office.
const MOST_CONFLICTS: usize = 100;
/// Pairs of zones that are laid over each other for one parcel: half a second of work.
const MOST_PAIRS: usize = 5_000;

words! {
    /// Between what.
    ConflictKind {
        /// Plans of one kind, of two levels or days: the first governs.
        Levels = "levels",
        /// A land-use plan and a plan of another kind.
        LandUse = "land_use",
        /// Plans of two kinds, none of them a land-use plan.
        Kinds = "kinds",
    }
}

/// Two zones that lie on one ground and say different functions of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Between what.
    pub kind: ConflictKind,
    /// The plans; of one kind the first governs.
    pub plans: [FeatureId; 2],
    /// Their zones.
    pub zones: [FeatureId; 2],
    /// What these say, as the register has it.
    pub functions: [String; 2],
    /// The ground, in the grid of the data set.
    pub area: SquareMetres,
    /// How they go together.
    pub judged: Judged,
}

/// All of a parcel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conflicts {
    /// Those of levels first; the worst first, then the largest.
    pub found: Vec<Conflict>,
    /// True if there are more, or some were not looked for.
    pub is_cut_short: bool,
}

/// What the plans of an extract say otherwise of one ground. `shapes` are those of the plans, in their order; `function` tells what the
/// reader sees of what a zone is for. A land-use plan and another are told also where they go together.
pub fn conflicts(
    (plans, shapes): (&[ParcelPlan], &[Shapes]),
    function: impl Fn(FeatureId) -> Option<String>,
    map: &FunctionMap,
    thresholds: Thresholds,
) -> Conflicts {
    let speaking = speaking((plans, shapes), function, map);
    let mut conflicts = Conflicts::default();
    let mut left = MOST_PAIRS;
    for (at, first) in speaking.iter().enumerate() {
        for second in &speaking[at + 1..] {
            let Some(kind) = between(first.plan, second.plan) else { continue };
            let of_second = if kind == ConflictKind::Levels { &second.whole } else { &second.governed };
            for (a, b) in first.governed.iter().flat_map(|a| of_second.iter().map(move |b| (a, b))) {
                if !a.place.intersects(&b.place) {
                    continue;
                }
                let Some(judged) = judged(map, kind, &a.meaning, &b.meaning) else { continue };
                if left == 0 {
                    conflicts.is_cut_short = true;
                    break;
                }
                left -= 1;
                let part = solid(shared(&a.shape, &b.shape));
                let ground = area(&part);
                if ground.0 > 0.0 && !thresholds.drops(ground, mean_width(&part)) {
                    conflicts.found.push(Conflict {
                        kind,
                        plans: [first.plan.plan, second.plan.plan],
                        zones: [a.zone, b.zone],
                        functions: [a.function.clone(), b.function.clone()],
                        area: ground,
                        judged,
                    });
                }
            }
        }
    }
    conflicts.found.sort_by(|a, b| {
        let rank = |one: &Conflict| (one.kind, one.judged.verdict);
        rank(a).cmp(&rank(b)).then(b.area.0.total_cmp(&a.area.0)).then((a.plans, a.zones).cmp(&(b.plans, b.zones)))
    });
    conflicts.is_cut_short |= conflicts.found.len() > MOST_CONFLICTS;
    conflicts.found.truncate(MOST_CONFLICTS);
    conflicts
}

/// A plan in force that says functions.
struct Speaking<'a> {
    plan: &'a ParcelPlan,
    /// Its zones on the parcel that say one.
    whole: Vec<Said>,
    /// What of them lies where no plan of its group goes before it.
    governed: Vec<Said>,
}

/// A zone on the parcel and what it says.
#[derive(Clone)]
struct Said {
    zone: FeatureId,
    function: String,
    meaning: Meaning,
    shape: Geometry,
    place: Envelope,
}

/// The plans in force, in their order.
fn speaking<'a>(
    (plans, shapes): (&'a [ParcelPlan], &[Shapes]),
    function: impl Fn(FeatureId) -> Option<String>,
    map: &FunctionMap,
) -> Vec<Speaking<'a>> {
    let in_force: Vec<(&ParcelPlan, &Shapes)> =
        plans.iter().zip(shapes).filter(|(plan, _)| plan.law == LawState::InForce && !plan.is_slight).collect();
    // One plan says nothing otherwise, and most parcels have no more.
    if in_force.len() < 2 {
        return Vec::new();
    }
    let mut grounds: Vec<(PlanGroup<'_>, Geometry)> = Vec::new();
    let mut speaking = Vec::new();
    for (at, (plan, shapes)) in in_force.iter().enumerate() {
        let group = PlanGroup::of(&plan.kind);
        if plan.is_exclusive != Some(false) {
            let is_land_use = is_land_use(plan);
            let said = |(zone, shape): &(FeatureId, Geometry)| {
                let function = function(*zone).filter(|text| !text.trim().is_empty())?;
                let (meaning, place) = (map.meaning(&function, is_land_use), Envelope::of(shape)?);
                Some(Said { zone: *zone, function, meaning, shape: shape.clone(), place })
            };
            let whole: Vec<Said> = shapes.zones.iter().filter_map(said).collect();
            let before = grounds.iter().filter(|(before, _)| *before == group);
            let governed = before.fold(whole.clone(), |left, (_, ground)| {
                left.into_iter().filter_map(|said| said.without(ground)).collect()
            });
            speaking.push(Speaking { plan, whole, governed });
        }
        let takes = plan.is_exclusive != Some(false) && !group.is_shared();
        if takes && in_force[at + 1..].iter().any(|(later, _)| PlanGroup::of(&later.kind) == group) {
            let parts = shapes.zones.iter().map(|(_, shape)| shape).chain([&shapes.uncovered]);
            grounds.push((group, joined(parts)));
        }
    }
    speaking
}

impl Said {
    /// What is left of it beside a ground; none if that is nothing.
    fn without(self, ground: &Geometry) -> Option<Self> {
        let shape = solid(rest(&self.shape, ground));
        let place = Envelope::of(&shape)?;
        Some(Self { shape, place, ..self })
    }
}

fn is_land_use(plan: &ParcelPlan) -> bool {
    matches!(PlanKind::parse(&plan.kind), Some(PlanKind::LandUse | PlanKind::AnnualLandUse))
}

/// What is held against what; none of two that are not.
fn between(a: &ParcelPlan, b: &ParcelPlan) -> Option<ConflictKind> {
    let [one, other] = [a, b].map(|plan| PlanGroup::of(&plan.kind));
    if one == other {
        // What two sectors want of one ground is no contradiction by itself.
        return (!one.is_shared()).then_some(ConflictKind::Levels);
    }
    match (is_land_use(a), is_land_use(b)) {
        (true, true) => None,
        (false, false) => Some(ConflictKind::Kinds),
        _ => Some(ConflictKind::LandUse),
    }
}

/// How two functions go together; none if there is nothing to tell.
fn judged(map: &FunctionMap, kind: ConflictKind, a: &Meaning, b: &Meaning) -> Option<Judged> {
    let judged = if map.agree(a, b) {
        Judged { verdict: Compatibility::Compatible, basis: None }
    } else {
        match (a, b) {
            (Meaning::Codes(codes), Meaning::Function(function))
            | (Meaning::Function(function), Meaning::Codes(codes)) => map.judged(codes, *function),
            // Two codes, or two functions, are two different things; but of land-use plans the table alone decides.
            (Meaning::Codes(_), Meaning::Codes(_)) | (Meaning::Function(_), Meaning::Function(_))
                if kind != ConflictKind::LandUse =>
            {
                Judged { verdict: Compatibility::Conflict, basis: None }
            }
            _ => Judged { verdict: Compatibility::Unmapped, basis: None },
        }
    };
    (kind == ConflictKind::LandUse || judged.verdict != Compatibility::Compatible).then_some(judged)
}

#[cfg(test)]
mod tests;
