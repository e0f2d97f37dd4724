//! What of a parcel lies in areas with a restriction.

use spatial_core::geometry::{Geometry, area, mean_width, shared};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::snapshot::{FeatureRef, Hit, LayerSnapshot};
use spatial_core::units::SquareMetres;

use super::facts::PlanFacts;
use super::overlay::{Thresholds, solid};
use super::standing::LawState;
use crate::tables::{PLAN_FIELD, STATE_FIELD};

/// A restriction on a parcel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictionFound {
    /// Its id.
    pub id: FeatureId,
    /// The plan it rests on; none if it rests on none.
    pub plan: Option<FeatureId>,
    /// How it stands in law: as its plan, or by its own state.
    pub law: LawState,
    /// What of the parcel lies in it, in the grid of the data set.
    pub area: SquareMetres,
    /// Percent of the parcel.
    pub percent: f64,
}

/// Whose restrictions, and when.
pub(super) struct Restricted<'a> {
    pub(super) audience: Audience,
    pub(super) day: &'a str,
    pub(super) thresholds: Thresholds,
    /// Plans that end others, wherever they lie.
    pub(super) successors: &'a [PlanFacts],
}

/// The restrictions on a parcel, those in force first and of these the largest. `facts` says what the register has of a plan.
pub(super) fn restrictions(
    layer: &LayerSnapshot,
    (row, parcel): (&FeatureRef<'_>, &Geometry),
    facts: impl Fn(FeatureId) -> Option<PlanFacts>,
    asked: &Restricted<'_>,
) -> Vec<RestrictionFound> {
    let schema = &layer.layer().schema;
    let (plan_field, state_field) = (schema.position(PLAN_FIELD), schema.seen(STATE_FIELD, asked.audience));
    let whole = area(parcel);
    let mut hits: Vec<Hit> = Vec::new();
    layer.hits(&row.bounds(), &mut hits);
    let of = |row: FeatureRef<'_>| {
        let shape = solid(shared(parcel, &row.legal()?));
        let part = area(&shape);
        if part.0 <= 0.0 || asked.thresholds.drops(part, mean_width(&shape)) {
            return None;
        }
        let plan = plan_field.and_then(|at| row.reference(at));
        let state = || state_field.and_then(|at| row.text(at)).unwrap_or_default();
        let standing = match plan {
            Some(plan) => facts(plan)?,
            None => PlanFacts::stated(FeatureId(row.id()), state()),
        };
        Some(RestrictionFound {
            id: FeatureId(row.id()),
            plan,
            law: LawState::on(&standing, if plan.is_some() { asked.successors } else { &[] }, asked.day),
            area: part,
            percent: 100.0 * part.0 / whole.0,
        })
    };
    let mut found: Vec<RestrictionFound> = hits.into_iter().filter_map(|hit| of(layer.get(hit))).collect();
    found.sort_by(|a, b| a.law.cmp(&b.law).then(b.area.0.total_cmp(&a.area.0)).then(a.id.cmp(&b.id)));
    found
}
