//! The register laid over many grounds: every parcel of a province, or those of a corridor. What of one parcel is told, and what of all of
//! them, comes from here.

use std::collections::BTreeSet;

use spatial_core::crs::Crs;
use spatial_core::geometry::{DrawingBox, Geometry};
use spatial_core::layer::FeatureId;
use spatial_core::snapshot::World;

use super::facts::PlanFacts;
use super::of_parcel::{ExtractAsked, OnParcel, ParcelPlan, There, on_parcel};
use super::overlay::Shapes;
use crate::register::Register;
use crate::share::{ShareError, in_one_grid};
use crate::words::PlanKind;

/// A register as its reader sees it on a day, to be laid over grounds. Made once for many: it looks at every plan.
#[derive(Debug)]
pub struct Survey<'a> {
    there: There<'a>,
    asked: ExtractAsked<'a>,
    successors: Vec<PlanFacts>,
    known: Vec<PlanKind>,
    only: Option<Restriction>,
}

/// To one plan.
#[derive(Debug)]
struct Restriction {
    plan: FeatureId,
    /// It, and all plans that it adjusts or that adjust it: these take its place within their boundaries.
    related: BTreeSet<FeatureId>,
}

impl<'a> Survey<'a> {
    /// None if the reader sees no register. The World must hold the legal geometry of zones and boundaries, and `register` be of the same
    /// World.
    pub fn of((world, register): (&'a World, &'a Register), asked: ExtractAsked<'a>) -> Option<Self> {
        let there = There::of(world, register, asked.audience)?;
        let (successors, known) = there.all_plans();
        Some(Self { there, asked, successors, known, only: None })
    }

    /// The same of one plan only. Which plan governs is not told then: that depends on all of them.
    #[must_use]
    pub fn only(self, plan: FeatureId) -> Self {
        let mut related = BTreeSet::from([plan]);
        let pairs = self.successors.iter().filter_map(|facts| Some([facts.id, facts.adjusts?]));
        let pairs: Vec<[FeatureId; 2]> = pairs.collect();
        loop {
            let before = related.len();
            for pair in &pairs {
                if pair.iter().any(|plan| related.contains(plan)) {
                    related.extend(pair);
                }
            }
            if related.len() == before {
                break;
            }
        }
        Self { only: Some(Restriction { plan, related }), ..self }
    }

    /// Kinds of which there is a plan the reader may see.
    pub fn known(&self) -> &[PlanKind] {
        &self.known
    }

    /// Refuses grounds whose areas could not be compared with those of zones.
    ///
    /// # Errors
    /// [`ShareError`] if they are in no common grid.
    pub fn shares_grid(&self, grounds: Crs) -> Result<(), ShareError> {
        in_one_grid(grounds, self.there.zones.layer().crs)?;
        self.there.boundaries.map_or(Ok(()), |boundaries| in_one_grid(grounds, boundaries.layer().crs))
    }

    /// The grid its zones are in.
    pub fn crs(&self) -> Crs {
        self.there.zones.layer().crs
    }

    /// The plans on a ground, those that speak first before the others. `place` is the box around it on the drawing grid.
    pub fn of_ground(&self, place: &DrawingBox, ground: &Geometry) -> Vec<ParcelPlan> {
        self.with_shapes(place, ground).0
    }

    /// The same with what of it lies where in each plan.
    pub fn with_shapes(&self, place: &DrawingBox, ground: &Geometry) -> (Vec<ParcelPlan>, Vec<Shapes>) {
        let OnParcel { plans, shapes, .. } = self.on(place, ground);
        let Some(only) = &self.only else { return (plans, shapes) };
        plans.into_iter().zip(shapes).filter(|(plan, _)| plan.plan == only.plan).unzip()
    }

    /// All of them, of one plan those related to it too, with what of the ground each covers.
    pub(super) fn on(&self, place: &DrawingBox, ground: &Geometry) -> OnParcel {
        let near = self.there.near_of(place, ground, self.only.as_ref().map(|only| &only.related));
        on_parcel(ground, (near, self.only.is_none()), &self.successors, self.asked)
    }

    pub(super) fn there(&self) -> &There<'a> {
        &self.there
    }

    /// Plans that end others.
    pub(super) fn successors(&self) -> &[PlanFacts] {
        &self.successors
    }
}
