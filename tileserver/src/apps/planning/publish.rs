//! `POST /v1/plans/{planId}/publish`: a draft with all that belongs to it is in force, in one commit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use planning::{BOUNDARIES, COMMUNE_FIELD, DOCUMENTS, PLANS, ROOM, Register, StepError, ZONES, published};
use spatial_core::layer::{Change, DeclaredTable, Feature, FeatureId, FieldType, Layer, Layout, Value, composed};
use spatial_core::message::Message;
use spatial_core::snapshot::LayerSnapshot;

use super::PLAN_ID;
use super::wire::{DecisionSent, PlanWritten};
use crate::http::HttpError;
use crate::http::desk::{Desk, complete, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;

/// For who holds `planning.publish` where the plan is.
pub(super) async fn publish(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let id = PLAN_ID.domain.read(&id).ok_or(HttpError::NotFound)?;
    let table = |table: &DeclaredTable| held.world().declared(table, asked.audience).cloned();
    let (Some(plans), Some(zones), Some(documents)) = (table(&PLANS), table(&ZONES), table(&DOCUMENTS)) else {
        return Err(missing(id));
    };
    let row = plans.find(id).ok_or_else(|| missing(id))?;
    let commune = plans.layer().schema.position(COMMUNE_FIELD).and_then(|field| row.text(field));
    may(&asked, ROOM, super::MAY_PUBLISH, commune)?;
    let desk = Desk::open(&served, editor, &asked.headers, plans.layer().door.clone())?.awaiting::<Register>()?;
    let decision: DecisionSent = received(&served, &asked, body).await?;
    let plan = held.world().whole_item(&served.store, &plans.layer().name, id).await?.ok_or_else(|| missing(id))?;
    let members = held.model().members(id);
    let mut parts = vec![
        (zones.layer(), members.map(|members| members.zones().collect()).unwrap_or_default()),
        (documents.layer(), members.map(|members| members.documents().collect()).unwrap_or_default()),
    ];
    let mut tables = vec![(&PLANS, plans.layer()), (&ZONES, zones.layer()), (&DOCUMENTS, documents.layer())];
    // A register of an older program has none.
    let boundaries = table(&BOUNDARIES);
    if let Some(boundaries) = &boundaries {
        parts.push((boundaries.layer(), members.map(|members| members.boundaries().collect()).unwrap_or_default()));
        tables.push((&BOUNDARIES, boundaries.layer()));
    }
    complete(&tables)?;
    let changes = changes(&plans, &plan, &parts, &decision)?;
    let layouts = tables.iter().map(|(_, layer)| Layout::of(layer)).collect();
    let written = |revision: u64| wire::json(&PlanWritten { id: id.0, revision }, "application/json");
    desk.carry_out(layouts, changes, |committed| written(committed.revision.0)).await
}

fn changes(
    plans: &LayerSnapshot,
    plan: &Feature,
    parts: &[(&Layer, Vec<FeatureId>)],
    decision: &DecisionSent,
) -> Result<Vec<Change>, HttpError> {
    if decision.decision.trim().is_empty() || !FieldType::Date.accepts(&Value::text(decision.date.as_str())) {
        return Err(HttpError::Unfit(Message::new("problem-plan-decision")));
    }
    let number = composed(decision.decision.trim());
    published((plans.layer(), plan), parts, (&number, &decision.date)).map_err(|error| match error {
        StepError::NotFrom { state, step } => {
            HttpError::OutOfTurn(Message::new("problem-plan-step").with("state", state).with("step", step.as_str()))
        }
    })
}

fn missing(id: FeatureId) -> HttpError {
    HttpError::Missing(Message::new("problem-plan-not-found").with("plan", id))
}
