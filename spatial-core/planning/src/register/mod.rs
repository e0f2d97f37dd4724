//! What belongs to which plan, in memory: zones, documents, boundaries, lines, restrictions, projects and comments by plan; which projects
//! name which parcel (`named`), and which are about one (`projects`).

mod named;
mod projects;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use spatial_core::layer::{DeclaredTable, FeatureId, LayerName, Touched};
use spatial_core::models::Model;
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::comment::COMMENTS;
use crate::tables::{BOUNDARIES, DOCUMENTS, LINES, PLAN_FIELD, PROJECTS, RESTRICTIONS, ZONES};
pub use named::{BETWEEN_PARCELS, parcel_names};
pub use projects::{About, ProjectFound, projects_on};

/// Tables whose rows belong to plans, in the order of [`Members`]; comments last.
const PARTS: [&DeclaredTable; 7] = [&ZONES, &DOCUMENTS, &BOUNDARIES, &LINES, &RESTRICTIONS, &PROJECTS, &COMMENTS];

/// Where projects stand among them.
const PROJECT_PART: usize = 5;

/// What belongs to every plan. An edit costs what was edited, and a number for every plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    plans: BTreeMap<FeatureId, Arc<Members>>,
    /// Projects by the parcels they name.
    named: Arc<named::Named>,
}

/// What belongs to one plan, each list ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members([BTreeSet<FeatureId>; PARTS.len()]);

impl Members {
    /// Its zones.
    pub fn zones(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[0].iter().copied()
    }

    /// Its documents.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[1].iter().copied()
    }

    /// Its boundaries; none of a plan that is bounded by its zones.
    pub fn boundaries(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[2].iter().copied()
    }

    /// Its lines.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[3].iter().copied()
    }

    /// Its restrictions.
    pub fn restrictions(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[4].iter().copied()
    }

    /// Its projects.
    pub fn projects(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[5].iter().copied()
    }

    /// What was said on it.
    pub fn comments(&self) -> impl ExactSizeIterator<Item = FeatureId> {
        self.0[PARTS.len() - 1].iter().copied()
    }
}

impl Register {
    /// What belongs to a plan, whoever may see it; `None` if nothing does.
    pub fn members(&self, plan: FeatureId) -> Option<&Members> {
        self.plans.get(&plan).map(Arc::as_ref)
    }

    fn add(&mut self, part: usize, plan: FeatureId, row: FeatureId) {
        Arc::make_mut(self.plans.entry(plan).or_default()).0[part].insert(row);
    }

    fn remove(&mut self, part: usize, plan: FeatureId, row: FeatureId) {
        let Some(members) = self.plans.get_mut(&plan) else { return };
        let members = Arc::make_mut(members);
        members.0[part].remove(&row);
        if members.0.iter().all(BTreeSet::is_empty) {
            self.plans.remove(&plan);
        }
    }

    /// Takes over rows that may belong to another plan now.
    fn moved(&mut self, part: usize, rows: &[FeatureId], before: Option<&LayerSnapshot>, now: Option<&LayerSnapshot>) {
        let with_field = |layer: Option<_>| layer.and_then(|layer| Some((layer, plan_field(layer)?)));
        let (before, now) = (with_field(before), with_field(now));
        let plan =
            |of: Option<(&LayerSnapshot, usize)>, row| of.and_then(|(layer, field)| layer.find(row)?.reference(field));
        for &row in rows {
            let (from, to) = (plan(before, row), plan(now, row));
            if from == to {
                continue;
            }
            if let Some(from) = from {
                self.remove(part, from, row);
            }
            if let Some(to) = to {
                self.add(part, to, row);
            }
        }
    }
}

impl Model for Register {
    type Settings = ();

    const NAME: &'static str = "planning";

    fn build(world: &World, (): &()) -> Self {
        let mut register = Self::default();
        for (part, table) in PARTS.into_iter().enumerate() {
            let Some(layer) = world.whole_declared(table) else { continue };
            let Some(field) = plan_field(layer) else { continue };
            for row in layer.iter() {
                if let Some(plan) = row.reference(field) {
                    register.add(part, plan, FeatureId(row.id()));
                }
            }
        }
        register.named = Arc::new(named(world));
        register
    }

    fn follow(
        &self,
        before: &World,
        now: &World,
        touched: &BTreeMap<LayerName, Touched>,
        settings: &(),
    ) -> Option<Self> {
        let touched = PARTS.map(|table| touched.get(table.layer));
        if touched.iter().any(|what| matches!(what, Some(Touched::Whole))) {
            return Some(Self::build(now, settings));
        }
        if touched.iter().all(Option::is_none) {
            return None;
        }
        let mut next = self.clone();
        // A list has some thousand projects, and changes once a year.
        if touched[PROJECT_PART].is_some() {
            next.named = Arc::new(named(now));
        }
        for (part, (table, what)) in PARTS.into_iter().zip(touched).enumerate() {
            if let Some(Touched::Ids(rows)) = what {
                let layers = [before, now].map(|world| world.whole_declared(table).map(Arc::as_ref));
                next.moved(part, rows, layers[0], layers[1]);
            }
        }
        Some(next)
    }

    fn memory_bytes(&self) -> usize {
        let rows: usize = self.plans.values().flat_map(|members| &members.0).map(BTreeSet::len).sum();
        let named: usize = self.named.iter().map(|(key, ids)| key.len() + ids.len() * size_of::<FeatureId>()).sum();
        self.plans.len() * size_of::<(FeatureId, Arc<Members>, Members)>() + rows * size_of::<FeatureId>() + named
    }
}

/// Projects by the parcels they name.
fn named(world: &World) -> named::Named {
    world.whole_declared(&PROJECTS).map(|projects| named::named(projects)).unwrap_or_default()
}

/// Where rows of a table say their plan.
fn plan_field(layer: &LayerSnapshot) -> Option<usize> {
    layer.layer().schema.position(PLAN_FIELD)
}
