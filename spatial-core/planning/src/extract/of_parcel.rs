//! The extract of one parcel, from the World's memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use spatial_core::geometry::{DrawingBox, Geometry, area};
use spatial_core::layer::{Audience, DeclaredTable, FeatureId, LayerName};
use spatial_core::snapshot::{Hit, LayerSnapshot, World};
use spatial_core::units::SquareMetres;

use super::facts::PlanFacts;
use super::governing::Free;
use super::order::{Ranked, Reason, order};
use super::overlay::{Overlay, Shapes, Thresholds, ground, overlaid, without};
use super::standing::LawState;
use super::themes::{ThemeFound, themes};
use crate::register::Register;
use crate::share::{ShareError, in_one_grid};
use crate::tables::{ADJUSTS_FIELD, BOUNDARIES, KIND_FIELD, PLAN_FIELD, PLANS, REPLACES_FIELD, ZONES};
use crate::words::{Level, PlanKind};
use crate::workflow::PlanState;

/// What the register says of a parcel on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// The plans on it, those that speak first.
    pub plans: Vec<ParcelPlan>,
    /// What is known at all.
    pub themes: Vec<ThemeFound>,
}

impl Extract {
    /// Of a parcel of which nothing is known.
    pub fn unknown() -> Self {
        Self { plans: Vec::new(), themes: themes(&[], &[]) }
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
    /// Where no plan of its kind goes before it, and why it goes before the next; none where others do everywhere.
    pub governs: Option<Governing>,
    /// Plans on the parcel that have taken its place within their boundaries: there it covers nothing.
    pub adjusted_by: Vec<FeatureId>,
    /// Whether its zones exclude each other; none if the register does not say.
    pub is_exclusive: Option<bool>,
    /// Its zones over the parcel.
    pub overlay: Overlay,
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
    let table = |table: &DeclaredTable| world.declared(table, asked.audience).map(Arc::as_ref);
    let (parcels, plans) = (world.layer(layer, asked.audience), table(&PLANS));
    let (Some(parcels), Some(plans), Some(zones)) = (parcels, plans, table(&ZONES)) else {
        return Ok((Extract::unknown(), Vec::new()));
    };
    let Some(row) = parcels.find(id) else { return Ok((Extract::unknown(), Vec::new())) };
    in_one_grid(parcels.layer().crs, zones.layer().crs)?;
    let boundaries = table(&BOUNDARIES);
    if let Some(boundaries) = boundaries {
        in_one_grid(parcels.layer().crs, boundaries.layer().crs)?;
    }
    let there = There { plans, zones, boundaries, register, audience: asked.audience };
    let near = there.near(&row.bounds(), parcel);
    let (successors, known) = there.all_plans();
    let (found, shapes) = on_parcel(parcel, &near, &successors, asked);
    let themes = themes(&known, &found);
    Ok((Extract { plans: found, themes }, shapes))
}

/// The register as its reader sees it.
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
    pub(super) zones: Vec<(FeatureId, Geometry)>,
    /// What of the parcel it is about.
    pub(super) ground: Geometry,
}

impl There<'_> {
    /// The plans that are about some of the parcel, or of another area, in a window around it.
    pub(super) fn near(&self, window: &DrawingBox, parcel: &Geometry) -> Vec<Near> {
        let mut zones = by_plan(self.zones, window);
        let mut bounds = self.boundaries.map(|layer| by_plan(layer, window)).unwrap_or_default();
        let plans: BTreeSet<FeatureId> = zones.keys().chain(bounds.keys()).copied().collect();
        let near = |plan: FeatureId| {
            let facts = PlanFacts::of(self.plans.layer(), &self.plans.find(plan)?, self.audience);
            // A draft that was given up says nothing of anything.
            if facts.state == PlanState::Discarded.as_str() {
                return None;
            }
            let (zones, bounds) = (zones.remove(&plan).unwrap_or_default(), bounds.remove(&plan));
            let extent: Vec<&Geometry> = match &bounds {
                Some(bounds) => bounds.iter().map(|(_, shape)| shape).collect(),
                // Its boundary lies elsewhere: what of its zones lies here is none of the plan's.
                None if self.is_bounded(plan) => return None,
                None => zones.iter().map(|(_, shape)| shape).collect(),
            };
            let ground = ground(parcel, extent, []);
            (area(&ground).0 > 0.0).then_some(Near { facts, zones, ground })
        };
        plans.into_iter().filter_map(near).collect()
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
fn by_plan(layer: &LayerSnapshot, window: &DrawingBox) -> BTreeMap<FeatureId, Vec<(FeatureId, Geometry)>> {
    let mut all: BTreeMap<FeatureId, Vec<(FeatureId, Geometry)>> = BTreeMap::new();
    let Some(plan) = layer.layer().schema.position(PLAN_FIELD) else { return all };
    let mut hits: Vec<Hit> = Vec::new();
    layer.hits(window, &mut hits);
    for row in hits.into_iter().map(|hit| layer.get(hit)) {
        if let Some((plan, shape)) = row.reference(plan).zip(row.legal()) {
            all.entry(plan).or_default().push((FeatureId(row.id()), shape));
        }
    }
    all
}

/// The plans in order, each with what it covers and governs of the parcel.
fn on_parcel(
    parcel: &Geometry,
    near: &[Near],
    successors: &[PlanFacts],
    asked: ExtractAsked<'_>,
) -> (Vec<ParcelPlan>, Vec<Shapes>) {
    let facts: Vec<PlanFacts> = near.iter().map(|near| near.facts.clone()).collect();
    let mut free = Free::of(parcel);
    let (mut found, mut drawn) = (Vec::with_capacity(near.len()), Vec::with_capacity(near.len()));
    for Ranked { at, law, reason, cut_by } in order(&facts, successors, asked.day) {
        let Near { facts: plan, zones, ground: all } = &near[at];
        let here = without(all.clone(), cut_by.iter().map(|other| &near[*other].ground));
        let governs = reason.and_then(|reason| {
            let part = free.taken(&facts[at].kind, &here, asked.thresholds)?;
            Some(Governing { area: area(&part), reason })
        });
        let zones = zones.iter().map(|(zone, shape)| (*zone, shape));
        let (overlay, shapes) = overlaid(&here, zones, asked.thresholds);
        drawn.push(shapes);
        found.push(ParcelPlan {
            plan: plan.id,
            kind: plan.kind.clone(),
            level: plan.level,
            law,
            governs,
            adjusted_by: cut_by.iter().map(|other| facts[*other].id).collect(),
            is_exclusive: plan.is_exclusive,
            overlay,
        });
    }
    (found, drawn)
}
