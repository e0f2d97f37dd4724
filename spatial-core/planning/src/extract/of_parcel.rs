//! The extract of one parcel, from the World's memory. `many` asks the same of all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use geo_types::MultiPolygon;
use spatial_core::geometry::{DrawingBox, Geometry, area};
use spatial_core::layer::{Audience, DeclaredTable, FeatureId, LayerName};
use spatial_core::snapshot::{Hit, LayerSnapshot, World};
use spatial_core::units::SquareMetres;

use super::facts::PlanFacts;
use super::governing::{Free, without_closed_zones};
use super::lines::near::{lines_near, roads_near};
use super::lines::{LinePlan, ParcelLines, PlanLine, lines};
use super::many::Survey;
use super::order::{Ranked, Reason, order};
use super::overlay::{Overlay, Shapes, Thresholds, covered, cut, ground, laid, without};
use super::restrictions::{Restricted, RestrictionFound, restrictions};
use super::standing::LawState;
use super::themes::{Beside, ThemeFound, themes};
use crate::register::Register;
use crate::share::{ShareError, in_one_grid};
use crate::tables::{
    ADJUSTS_FIELD, BOUNDARIES, KIND_FIELD, LINES, PLAN_FIELD, PLANS, REPLACES_FIELD, RESTRICTIONS, ZONES,
};
use crate::words::{Level, PlanKind};
use crate::workflow::PlanState;

/// What the register says of a parcel on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// The plans on it, those that speak first.
    pub plans: Vec<ParcelPlan>,
    /// What lines say of it.
    pub lines: ParcelLines,
    /// True if there are so many lines around it that they say nothing here: see [`super::MOST_LINES`].
    pub has_too_many_lines: bool,
    /// What of it lies in no plan in force of a group of which there is one on it.
    pub unplanned: Vec<Unplanned>,
    /// Restrictions on it.
    pub restrictions: Vec<RestrictionFound>,
    /// What is known at all.
    pub themes: Vec<ThemeFound>,
}

impl Extract {
    /// Of a parcel of which nothing is known.
    pub fn unknown() -> Self {
        Self {
            plans: Vec::new(),
            lines: ParcelLines::default(),
            has_too_many_lines: false,
            unplanned: Vec::new(),
            restrictions: Vec::new(),
            themes: themes(&[], &[], Beside::default()),
        }
    }
}

/// A plan on a parcel.
#[derive(Debug, Clone, PartialEq)]
pub struct ParcelPlan {
    /// Its id.
    pub plan: FeatureId,
    /// Its kind as the register has it.
    pub kind: String,
    /// Its level.
    pub level: Option<Level>,
    /// How it stands in law.
    pub law: LawState,
    /// Where no plan of its group goes before it, and why it goes before the next; none where others do everywhere.
    pub governs: Option<Governing>,
    /// Plans on the parcel that have taken its place within their boundaries: there it covers nothing.
    pub adjusted_by: Vec<FeatureId>,
    /// Whether its zones exclude each other; none if the register does not say.
    pub is_exclusive: Option<bool>,
    /// True if all it covers of the parcel is too small to be a share: then it says nothing of it, and all its parts are below the threshold.
    pub is_slight: bool,
    /// Its zones over the parcel.
    pub overlay: Overlay,
}

/// What no plan in force of a group covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Unplanned {
    /// The word of the group.
    pub group: String,
    /// In the grid of the data set.
    pub area: SquareMetres,
}

/// That a plan governs a part of a parcel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Governing {
    /// The part, in the grid of the data set.
    pub area: SquareMetres,
    /// Why.
    pub reason: Reason,
}

/// Who asks for which day (ISO 8601), and when a share is too small to be one.
#[derive(Debug, Clone, Copy)]
pub struct ExtractAsked<'a> {
    /// Plans, zones and fields it may not see are not there.
    pub audience: Audience,
    /// The day.
    pub day: &'a str,
    /// When shares are dropped.
    pub thresholds: Thresholds,
}

/// The extract of a parcel of the World; `parcel` is its legal geometry. The World must hold the legal geometry of zones and boundaries,
/// and `register` be of the same World.
///
/// # Errors
/// [`ShareError`] if parcel and zones are in no common grid.
pub fn extract(
    (world, register): (&World, &Register),
    (layer, id): (&LayerName, FeatureId),
    parcel: &Geometry,
    asked: ExtractAsked<'_>,
) -> Result<Extract, ShareError> {
    Ok(extract_with_shapes((world, register), (layer, id), parcel, asked)?.0)
}

/// The same with what of the parcel lies where in each plan, in the order of the plans.
///
/// # Errors
/// [`ShareError`] if parcel and zones are in no common grid.
pub fn extract_with_shapes(
    (world, register): (&World, &Register),
    (layer, id): (&LayerName, FeatureId),
    parcel: &Geometry,
    asked: ExtractAsked<'_>,
) -> Result<(Extract, Vec<Shapes>), ShareError> {
    let parcels = world.layer(layer, asked.audience);
    let (Some(parcels), Some(survey)) = (parcels, Survey::of((world, register), asked)) else {
        return Ok((Extract::unknown(), Vec::new()));
    };
    let Some(row) = parcels.find(id) else { return Ok((Extract::unknown(), Vec::new())) };
    let crs = parcels.layer().crs;
    survey.shares_grid(crs)?;
    let table = |table: &DeclaredTable| world.declared(table, asked.audience).map(Arc::as_ref);
    let (drawn, restricted) = (table(&LINES), table(&RESTRICTIONS));
    for other in [drawn, restricted].into_iter().flatten() {
        in_one_grid(crs, other.layer().crs)?;
    }
    let (there, successors) = (survey.there(), survey.successors());
    let OnParcel { plans: found, shapes, grounds, unplanned } = survey.on(&row.bounds(), parcel);
    let around = drawn.map_or(Some(Vec::new()), |layer| lines_near(layer, &row.bounds(), asked.audience));
    let has_too_many_lines = around.is_none();
    let speaking = there.with_lines(
        (&found, grounds),
        around.unwrap_or_default(),
        (&row.bounds(), parcel),
        (successors, asked.day),
    );
    let lines = lines(parcel, &speaking, asked.thresholds);
    let open = |left| without_closed_zones((world, register), (parcel, crs), (left, &found), asked);
    let lines = ParcelLines { buildable: lines.buildable.map(open).transpose()?, ..lines };
    let restricting = Restricted { audience: asked.audience, day: asked.day, thresholds: asked.thresholds, successors };
    let restrictions = restricted
        .map(|layer| restrictions(layer, (&row, parcel), |plan| there.facts(plan), &restricting))
        .unwrap_or_default();
    let are_there = |layer: Option<&LayerSnapshot>| layer.is_some_and(|layer| !layer.is_empty());
    // What a road takes is known where plans have land for roads, too, lines or not.
    let says = (are_there(drawn) && !has_too_many_lines) || lines.road.is_some() || lines.buildable.is_some();
    let beside = Beside { lines: says.then_some(&lines), restrictions: are_there(restricted).then_some(&restrictions) };
    let themes = themes(survey.known(), &found, beside);
    Ok((Extract { plans: found, lines, has_too_many_lines, unplanned, restrictions, themes }, shapes))
}

/// The register as its reader sees it.
#[derive(Debug)]
pub(super) struct There<'a> {
    pub(super) plans: &'a LayerSnapshot,
    pub(super) zones: &'a LayerSnapshot,
    pub(super) boundaries: Option<&'a LayerSnapshot>,
    pub(super) register: &'a Register,
    pub(super) audience: Audience,
}

/// A plan on the parcel, before its place in the order is known.
pub(super) struct Near {
    pub(super) facts: PlanFacts,
    /// What of the ground lies in each of its zones.
    pub(super) zones: Vec<(FeatureId, Geometry)>,
    /// What of the parcel it is about.
    pub(super) ground: Geometry,
}

impl<'a> There<'a> {
    /// None if the reader sees no register.
    pub(super) fn of(world: &'a World, register: &'a Register, audience: Audience) -> Option<Self> {
        let table = |table: &DeclaredTable| world.declared(table, audience).map(Arc::as_ref);
        let (plans, zones) = (table(&PLANS)?, table(&ZONES)?);
        Some(Self { plans, zones, boundaries: table(&BOUNDARIES), register, audience })
    }

    /// The plans that are about some of the parcel, or of another area, in a window around it.
    pub(super) fn near(&self, window: &DrawingBox, parcel: &Geometry) -> Vec<Near> {
        self.near_of(window, parcel, None)
    }

    /// The same of some plans only, if they are named.
    pub(super) fn near_of(
        &self,
        window: &DrawingBox,
        parcel: &Geometry,
        only: Option<&BTreeSet<FeatureId>>,
    ) -> Vec<Near> {
        let mut zones = by_plan(self.zones, window, only);
        let mut bounds = self.boundaries.map(|layer| by_plan(layer, window, only)).unwrap_or_default();
        let plans: BTreeSet<FeatureId> = zones.keys().chain(bounds.keys()).copied().collect();
        let near = |plan: FeatureId| {
            let facts = self.facts(plan)?;
            let zones = zones.remove(&plan).unwrap_or_default();
            let whole = zones.iter().map(|(zone, shape)| (*zone, shape));
            let (ground, zones) = match bounds.remove(&plan) {
                Some(bounds) => {
                    let ground = ground(parcel, bounds.iter().map(|(_, shape)| shape), []);
                    let zones = cut(&ground, whole);
                    (ground, zones)
                }
                // Its boundary lies elsewhere: what of its zones lies here is none of the plan's.
                None if self.is_bounded(plan) => return None,
                None => {
                    let zones = cut(parcel, whole);
                    (covered(parcel, zones.iter().map(|(_, shape)| shape)), zones)
                }
            };
            (area(&ground).0 > 0.0).then_some(Near { facts, zones, ground })
        };
        plans.into_iter().filter_map(near).collect()
    }

    /// What the register says of a plan that the reader sees.
    fn facts(&self, plan: FeatureId) -> Option<PlanFacts> {
        let facts = PlanFacts::of(self.plans.layer(), &self.plans.find(plan)?, self.audience);
        // A draft that was given up says nothing of anything.
        (facts.state != PlanState::Discarded.as_str()).then_some(facts)
    }

    /// Plans on the parcel and plans with lines around it, in order, with what they say of roads there.
    pub(super) fn with_lines(
        &self,
        (plans, grounds): (&[ParcelPlan], Vec<Geometry>),
        lines: Vec<PlanLine>,
        (place, parcel): (&DrawingBox, &Geometry),
        (successors, day): (&[PlanFacts], &str),
    ) -> Vec<LinePlan> {
        let speaking = plans.iter().zip(grounds).filter(|(plan, _)| !plan.is_slight);
        let mut grounds: BTreeMap<FeatureId, Geometry> = speaking.map(|(plan, ground)| (plan.plan, ground)).collect();
        let mut roads: BTreeMap<FeatureId, Vec<Geometry>> = BTreeMap::new();
        for (plan, shape) in roads_near(self.zones, place, self.audience) {
            roads.entry(plan).or_default().push(shape);
        }
        let mut drawn: BTreeMap<FeatureId, Vec<PlanLine>> = BTreeMap::new();
        lines.into_iter().for_each(|line| drawn.entry(line.plan).or_default().push(line));
        let all: BTreeSet<FeatureId> = grounds.keys().chain(drawn.keys()).chain(roads.keys()).copied().collect();
        let facts: Vec<PlanFacts> = all.into_iter().filter_map(|plan| self.facts(plan)).collect();
        let speaking = order(&facts, successors, day).into_iter().map(|Ranked { at, law, .. }| {
            let plan = &facts[at];
            let members = self.register.members(plan.id);
            let ground = match grounds.remove(&plan.id) {
                ground if self.is_bounded(plan.id) => Some(ground.unwrap_or_else(|| MultiPolygon(Vec::new()).into())),
                // Zones without a boundary end at the red lines, and what lies beyond is the road's.
                Some(_) => Some(parcel.clone()),
                None => None,
            };
            let roads = roads.remove(&plan.id).unwrap_or_default();
            LinePlan {
                plan: plan.id,
                kind: plan.kind.clone(),
                is_exclusive: plan.is_exclusive != Some(false),
                law,
                ground,
                speaks: !roads.is_empty() || members.is_some_and(|of| of.lines().len() > 0),
                lines: drawn.remove(&plan.id).unwrap_or_default(),
                roads,
            }
        });
        speaking.collect()
    }

    /// True if a plan has a boundary that the reader sees.
    fn is_bounded(&self, plan: FeatureId) -> bool {
        let Some((boundaries, members)) = self.boundaries.zip(self.register.members(plan)) else { return false };
        members.boundaries().any(|id| boundaries.find(id).is_some())
    }

    /// Plans that end others, and the kinds there are plans of. Looks at every plan of the register: some thousands in a province.
    pub(super) fn all_plans(&self) -> (Vec<PlanFacts>, Vec<PlanKind>) {
        let seen = |name: &str| self.plans.layer().schema.seen(name, self.audience);
        let (kind, others) = (seen(KIND_FIELD), [seen(REPLACES_FIELD), seen(ADJUSTS_FIELD)]);
        let (mut successors, mut known) = (Vec::new(), Vec::new());
        for row in self.plans.iter() {
            if let Some(kind) = kind.and_then(|at| row.text(at)).and_then(PlanKind::parse)
                && !known.contains(&kind)
            {
                known.push(kind);
            }
            if others.iter().flatten().any(|at| row.reference(*at).is_some()) {
                successors.push(PlanFacts::of(self.plans.layer(), &row, self.audience));
            }
        }
        (successors, known)
    }
}

/// Rows of a part of plans that may lie in a window, by plan, with their legal geometry.
fn by_plan(
    layer: &LayerSnapshot,
    window: &DrawingBox,
    only: Option<&BTreeSet<FeatureId>>,
) -> BTreeMap<FeatureId, Vec<(FeatureId, Geometry)>> {
    let mut all: BTreeMap<FeatureId, Vec<(FeatureId, Geometry)>> = BTreeMap::new();
    let Some(plan) = layer.layer().schema.position(PLAN_FIELD) else { return all };
    let mut hits: Vec<Hit> = Vec::new();
    layer.hits(window, &mut hits);
    for row in hits.into_iter().map(|hit| layer.get(hit)) {
        let plan = row.reference(plan).filter(|plan| only.is_none_or(|only| only.contains(plan)));
        // Reading a shape costs more than passing it over.
        if let Some((plan, shape)) = plan.and_then(|plan| Some((plan, row.legal()?))) {
            all.entry(plan).or_default().push((FeatureId(row.id()), shape));
        }
    }
    all
}

/// The plans on a parcel in order; with what of it lies in their zones, and what of it they cover.
pub(super) struct OnParcel {
    pub(super) plans: Vec<ParcelPlan>,
    pub(super) shapes: Vec<Shapes>,
    pub(super) grounds: Vec<Geometry>,
    pub(super) unplanned: Vec<Unplanned>,
}

/// The plans in order, each with what it covers of the parcel; and what it governs, if all plans on the parcel are known.
pub(super) fn on_parcel(
    parcel: &Geometry,
    (near, are_all): (Vec<Near>, bool),
    successors: &[PlanFacts],
    asked: ExtractAsked<'_>,
) -> OnParcel {
    let (facts, mut near): (Vec<PlanFacts>, Vec<_>) =
        near.into_iter().map(|Near { facts, zones, ground }| (facts, (zones, ground))).unzip();
    let is_slight: Vec<bool> = near.iter().map(|(_, ground)| asked.thresholds.drops_shape(ground)).collect();
    let mut free = are_all.then(|| Free::of(parcel));
    let (mut found, mut drawn) = (Vec::with_capacity(near.len()), Vec::with_capacity(near.len()));
    let mut grounds = Vec::with_capacity(near.len());
    for Ranked { at, law, reason, cut_by } in order(&facts, successors, asked.day) {
        let plan = &facts[at];
        let zones = std::mem::take(&mut near[at].0);
        let here = without(near[at].1.clone(), cut_by.iter().map(|other| &near[*other].1));
        let governs = free.as_mut().filter(|_| !is_slight[at]).zip(reason).and_then(|(free, reason)| {
            let part = free.taken(plan, &here, asked.thresholds)?;
            Some(Governing { area: area(&part), reason })
        });
        let zones = match cut_by.as_slice() {
            [] => zones,
            _ => cut(&here, zones.iter().map(|(zone, shape)| (*zone, shape))),
        };
        let (mut overlay, shapes) = laid(&here, zones, asked.thresholds);
        if is_slight[at] {
            overlay.below.append(&mut overlay.zones);
        }
        drawn.push(shapes);
        found.push(ParcelPlan {
            plan: plan.id,
            kind: plan.kind.clone(),
            level: plan.level,
            law,
            governs,
            adjusted_by: cut_by.iter().map(|other| facts[*other].id).collect(),
            is_exclusive: plan.is_exclusive,
            is_slight: is_slight[at],
            overlay,
        });
        grounds.push(here);
    }
    let unplanned = free.map(|free| free.unplanned(asked.thresholds)).unwrap_or_default();
    OnParcel { plans: found, shapes: drawn, grounds, unplanned }
}
