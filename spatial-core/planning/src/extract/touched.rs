//! Where the register may answer otherwise than at an earlier commit: what an edit moved, drew or put in force, before and after it.

use std::collections::{BTreeMap, BTreeSet};

use spatial_core::crs::{Crs, Transform};
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{DeclaredTable, Feature, FeatureId, LayerName, Touched, Value};
use spatial_core::snapshot::{Hit, LayerSnapshot, World};

use super::area::drawn_box;
use crate::register::Register;
use crate::tables::{ADJUSTS_FIELD, BOUNDARIES, PLAN_FIELD, PLANS, REPLACES_FIELD, ZONES};

/// Rows that were touched, as they were before; those that are new since are not among them.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// Of [`PLANS`].
    pub plans: Vec<Feature>,
    /// Of [`ZONES`].
    pub zones: Vec<Feature>,
    /// Of [`BOUNDARIES`].
    pub boundaries: Vec<Feature>,
}

/// Where something may be otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stir {
    /// Nobody can tell where.
    Everywhere,
    /// In these boxes on the drawing grid.
    Within(Vec<DrawingBox>),
}

impl Stir {
    /// What was touched on the way to this World. `register` is of the same World.
    pub fn of((world, register): (&World, &Register), touched: &BTreeMap<LayerName, Touched>, before: &Before) -> Self {
        let of = |table: &DeclaredTable| touched.iter().find(|(layer, _)| layer.as_str() == table.layer);
        let mut stirred = Stirred { world, register, boxes: Vec::new() };
        let mut plans = BTreeSet::new();
        for (table, was) in [(&PLANS, &before.plans), (&BOUNDARIES, &before.boundaries), (&ZONES, &before.zones)] {
            match of(table) {
                None => {}
                Some((_, Touched::Whole)) => return Self::Everywhere,
                Some((_, Touched::Ids(ids))) => {
                    // A plan that gets a boundary, or loses its last, says something else of all its zones.
                    let leads = match table.layer {
                        layer if layer == PLANS.layer => &[ADJUSTS_FIELD, REPLACES_FIELD][..],
                        layer if layer == BOUNDARIES.layer => &[PLAN_FIELD][..],
                        _ => &[][..],
                    };
                    plans.extend(ids.iter().filter(|_| table.layer == PLANS.layer));
                    plans.extend(stirred.led(table, ids, was, leads));
                    stirred.rows(table, ids, was);
                }
            }
        }
        plans.into_iter().for_each(|plan| stirred.plan(plan));
        Self::Within(stirred.boxes)
    }

    /// True if nothing is otherwise anywhere.
    pub fn is_nowhere(&self) -> bool {
        matches!(self, Self::Within(boxes) if boxes.is_empty())
    }

    /// Features of a layer that may be told otherwise; `None` if that may be all.
    pub fn features(&self, layer: &LayerSnapshot) -> Option<BTreeSet<FeatureId>> {
        let Self::Within(boxes) = self else { return None };
        let (mut found, mut hits) = (BTreeSet::new(), Vec::<Hit>::new());
        for place in boxes {
            layer.hits(place, &mut hits);
            found.extend(hits.iter().map(|hit| FeatureId(hit.id)));
        }
        Some(found)
    }
}

/// What is being gathered.
struct Stirred<'a> {
    world: &'a World,
    register: &'a Register,
    boxes: Vec<DrawingBox>,
}

impl Stirred<'_> {
    /// Rows of a table where they are and where they were.
    fn rows(&mut self, table: &DeclaredTable, ids: &[FeatureId], was: &[Feature]) {
        let Some(layer) = self.world.whole_declared(table) else { return };
        let now = ids.iter().filter_map(|id| layer.find(*id)).map(|row| row.bounds());
        self.boxes.extend(now.filter(|place| *place != DrawingBox::EMPTY));
        let Ok(out) = Transform::new(layer.layer().crs, Crs::WGS84) else { return };
        self.boxes.extend(was.iter().filter_map(|row| drawn_box(row.geometry.as_ref()?, &out)));
    }

    /// Plans to which fields of rows lead, now and before.
    fn led(&self, table: &DeclaredTable, ids: &[FeatureId], was: &[Feature], fields: &[&str]) -> Vec<FeatureId> {
        let Some(layer) = self.world.whole_declared(table) else { return Vec::new() };
        let fields: Vec<usize> = fields.iter().filter_map(|name| layer.layer().schema.position(name)).collect();
        let now = ids.iter().filter_map(|id| layer.find(*id));
        let now = now.flat_map(|row| fields.iter().filter_map(move |field| row.reference(*field)).collect::<Vec<_>>());
        let then = was.iter().flat_map(|row| fields.iter().filter_map(|field| referred(row.values.get(*field)?)));
        now.chain(then).collect()
    }

    /// All that belongs to a plan.
    fn plan(&mut self, plan: FeatureId) {
        let Some(members) = self.register.members(plan) else { return };
        let parts = [(&ZONES, members.zones().collect::<Vec<_>>()), (&BOUNDARIES, members.boundaries().collect())];
        for (table, ids) in parts {
            let Some(layer) = self.world.whole_declared(table) else { continue };
            let places = ids.into_iter().filter_map(|id| layer.find(id)).map(|row| row.bounds());
            self.boxes.extend(places.filter(|place| *place != DrawingBox::EMPTY));
        }
    }
}

fn referred(value: &Value) -> Option<FeatureId> {
    let Value::Integer(id) = value else { return None };
    u64::try_from(*id).ok().map(FeatureId)
}
