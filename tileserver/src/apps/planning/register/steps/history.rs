//! `GET /v1/plans/{planId}/steps`: the steps a plan took, and whether its log is as it was written.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use planning::{LogRow, PLANS, Register, STATE_FIELD, STEP_COUNT_FIELD, STEP_LOG, Standing, verified};
use spatial_core::layer::{Feature, Layer, Value};

use super::rows;
use super::wire::{BrokenRow, StepEntry, StepList};
use crate::apps::planning::register::{PLAN_ID, missing};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;

/// For the authority's own people: names and reasons are no public matter.
pub(in crate::apps::planning) async fn history(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let world = held.world();
    let id = PLAN_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let plans = world.declared(&PLANS, asked.audience).ok_or_else(|| missing(id))?;
    plans.find(id).ok_or_else(|| missing(id))?;
    if !asked.audience.is_staff() {
        return Err(HttpError::SignInNeeded);
    }
    let plan = world.whole_item(&served.store, &plans.layer().name, id).await?.ok_or_else(|| missing(id))?;
    let log = rows::read(&served, world, &rows::logged(world, id)).await?;
    let mut list = StepList { revision: held.revision().0, ..list((plans.layer(), &plan), &log, &asked) };
    if let Some(seen) = world.declared(&STEP_LOG, asked.audience) {
        let shown: Vec<LogRow> =
            log.into_iter().filter(|row| row.id.is_some_and(|id| seen.find(id).is_some())).collect();
        let ids = shown.iter().filter_map(|row| row.id);
        served.note_look(&asked.looker, (world, seen.layer()), ids, || format!("steps of plan {id}")).await;
        list.steps = shown.into_iter().map(StepEntry::of).collect();
    }
    Ok(wire::document(&list, "application/json", &asked.language.text("page-plan-steps"), &asked))
}

/// What is said of a log as a whole.
fn list((plans, plan): (&Layer, &Feature), log: &[LogRow], asked: &Inquiry) -> StepList {
    let state = plans.schema.text(&plan.values, STATE_FIELD).unwrap_or_default();
    let standing = Standing { plan: plan.id, state, steps: steps(plans, plan) };
    let broken = verified(log, standing).err();
    StepList {
        revision: 0,
        plan: plan.id.0,
        state: state.to_owned(),
        verified: broken.is_none(),
        broken: broken.map(|broken| BrokenRow::of(&broken, |message| asked.language.say(message))),
        steps: Vec::new(),
    }
}

fn steps(plans: &Layer, plan: &Feature) -> u64 {
    match plans.schema.position(STEP_COUNT_FIELD).and_then(|at| plan.values.get(at)) {
        Some(Value::Integer(count)) => u64::try_from(*count).unwrap_or(0),
        _ => 0,
    }
}
