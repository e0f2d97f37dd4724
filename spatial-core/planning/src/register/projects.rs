//! Which projects (công trình, dự án) of plans are about a parcel: those that name it, and those whose shape meets it.

use std::collections::BTreeMap;

use spatial_core::geometry::{Geometry, area, shared};
use spatial_core::layer::FeatureId;
use spatial_core::snapshot::{FeatureRef, Hit, LayerSnapshot, World};
use spatial_core::units::SquareMetres;

use super::Register;
use crate::extract::{ExtractAsked, LawState, PlanFacts};
use crate::tables::{PLAN_FIELD, PLANS, PROJECTS};

/// How a project is about a parcel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum About {
    /// It names it.
    Named,
    /// Its shape lies on so much of it, and on so many percent.
    Meets {
        /// In the grid of the data set.
        area: SquareMetres,
        /// Of the parcel.
        percent: f64,
    },
}

/// A project that is about a parcel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProjectFound {
    /// Its id.
    pub id: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// How that stands in law.
    pub law: LawState,
    /// How it is about the parcel; a shape says more than a name.
    pub about: About,
}

/// The projects that are about a parcel, those of plans in force first. `names` are what it may be named by, as [`parcel_names`](super::parcel_names) has them;
/// `ground` is its box and its legal geometry if it lies in the grid of the projects. The World must hold the legal geometry of plans, and
/// `register` be of the same World.
pub fn projects_on(
    (world, register): (&World, &Register),
    names: &[String],
    ground: Option<(&FeatureRef<'_>, &Geometry)>,
    asked: ExtractAsked<'_>,
) -> Vec<ProjectFound> {
    let (Some(projects), Some(plans)) =
        (world.declared(&PROJECTS, asked.audience), world.declared(&PLANS, asked.audience))
    else {
        return Vec::new();
    };
    let mut about: BTreeMap<FeatureId, About> = BTreeMap::new();
    let named = names.iter().filter_map(|name| register.named.get(name)).flatten();
    about.extend(named.map(|id| (*id, About::Named)));
    if let Some((row, shape)) = ground {
        about.extend(meeting(projects, (row, shape), asked));
    }
    let plan_field = projects.layer().schema.position(PLAN_FIELD);
    let of_plan = |id: FeatureId| projects.find(id)?.reference(plan_field?);
    let mut standing: BTreeMap<FeatureId, Option<LawState>> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, about) in about {
        let Some(plan) = of_plan(id) else { continue };
        let law = *standing.entry(plan).or_insert_with(|| law(plans, plan, asked));
        found.extend(law.map(|law| ProjectFound { id, plan, law, about }));
    }
    found.sort_by(|a, b| a.law.cmp(&b.law).then(a.plan.cmp(&b.plan)).then(a.id.cmp(&b.id)));
    found
}

/// Projects whose shape lies on a share of a parcel.
fn meeting(
    projects: &LayerSnapshot,
    (row, parcel): (&FeatureRef<'_>, &Geometry),
    asked: ExtractAsked<'_>,
) -> Vec<(FeatureId, About)> {
    let whole = area(parcel).0;
    let mut hits: Vec<Hit> = Vec::new();
    projects.hits(&row.bounds(), &mut hits);
    let of = |row: FeatureRef<'_>| {
        let shape = shared(parcel, &row.legal()?);
        let part = area(&shape);
        let is_share = part.0 > 0.0 && !asked.thresholds.drops_shape(&shape);
        is_share.then(|| (FeatureId(row.id()), About::Meets { area: part, percent: 100.0 * part.0 / whole }))
    };
    hits.into_iter().filter_map(|hit| of(projects.get(hit))).collect()
}

/// How a plan stands in law; none if the reader does not see it.
fn law(plans: &LayerSnapshot, plan: FeatureId, asked: ExtractAsked<'_>) -> Option<LawState> {
    let facts = |row: &FeatureRef<'_>| PlanFacts::of(plans.layer(), row, asked.audience);
    let of_it = facts(&plans.find(plan)?);
    let all = plans.iter().map(|row| facts(&row));
    let successors: Vec<PlanFacts> = all.filter(|other| other.ends().any(|ended| ended == plan)).collect();
    Some(LawState::on(&of_it, &successors, asked.day))
}
