//! What belongs to a plan, and what the log says of it.

use std::collections::BTreeSet;

use planning::{
    BOUNDARIES, DOCUMENTS, FILE_FIELD, LINES, LogRow, PLAN_FIELD, PROJECTS, RESTRICTIONS, Register, STEP_LOG, ZONES,
};
use spatial_core::layer::{DeclaredTable, FeatureId};
use spatial_core::models::Held;
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::served::Served;

/// Tables whose rows take a plan's state, in the order of [`members`].
pub(super) const PARTS: [&DeclaredTable; 6] = [&BOUNDARIES, &ZONES, &DOCUMENTS, &LINES, &RESTRICTIONS, &PROJECTS];

/// The rows of a plan in each of [`PARTS`], ascending.
pub(super) fn members(held: &Held<Register>, plan: FeatureId) -> [Vec<FeatureId>; PARTS.len()] {
    let Some(members) = held.model().members(plan) else { return Default::default() };
    [
        members.boundaries().collect(),
        members.zones().collect(),
        members.documents().collect(),
        members.lines().collect(),
        members.restrictions().collect(),
        members.projects().collect(),
    ]
}

/// Hashes of a plan's documents, ascending.
pub(super) fn files(world: &World, documents: &[FeatureId]) -> Vec<String> {
    let Some(layer) = world.whole_declared(&DOCUMENTS) else { return Vec::new() };
    let Some(field) = layer.layer().schema.position(FILE_FIELD) else { return Vec::new() };
    let named = documents.iter().filter_map(|&id| Some(layer.find(id)?.text(field)?.to_owned()));
    named.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Rows of the log about a plan, in the order they were written. Looks through the whole log: some ten rows a plan.
pub(super) fn logged(world: &World, plan: FeatureId) -> Vec<FeatureId> {
    let Some(log) = world.whole_declared(&STEP_LOG) else { return Vec::new() };
    let Some(field) = log.layer().schema.position(PLAN_FIELD) else { return Vec::new() };
    log.iter().filter(|row| row.reference(field) == Some(plan)).map(|row| FeatureId(row.id())).collect()
}

/// The last row of a plan.
pub(super) async fn last(served: &Served, world: &World, plan: FeatureId) -> Result<Option<LogRow>, HttpError> {
    let logged = logged(world, plan);
    Ok(read(served, world, logged.last().map_or(&[], std::slice::from_ref)).await?.pop())
}

/// What the log says in these rows, from the store itself.
pub(super) async fn read(served: &Served, world: &World, rows: &[FeatureId]) -> Result<Vec<LogRow>, HttpError> {
    let Some(log) = world.whole_declared(&STEP_LOG).map(|log| log.layer()) else { return Ok(Vec::new()) };
    let rows = world.whole_items(&served.store, &log.name, rows).await?;
    Ok(rows.iter().map(|row| LogRow::of(log, row)).collect())
}
