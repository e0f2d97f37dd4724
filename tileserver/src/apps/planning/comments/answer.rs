//! `POST /v1/plans/{planId}/comments/{commentId}/answer`: staff answer a comment, show it to everybody, with passages taken out if need be, or
//! reject it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use planning::comment::{AnswerDraft, COMMENTS, NotInText, answered, original, redacted};
use planning::{COMMUNE_FIELD, MAY_APPRAISE, MAY_DRAFT, PLAN_FIELD, PLANS, ROOM, Register, STATE_FIELD};
use spatial_core::layer::{FeatureId, Layout};
use spatial_core::message::Message;

use super::hand_in::title;
use super::wire::{AnswerSent, AnswerWritten};
use super::{COMMENT_ID, holds, missing};
use crate::apps::planning::register::{PLAN_ID, missing as no_plan};
use crate::http::HttpError;
use crate::http::desk::{Desk, SubjectTables, complete, declared, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Domain;
use crate::text::clock;

/// For who holds `planning.draft` or `planning.appraise` where the plan is, whatever was answered before.
pub(in crate::apps::planning) async fn answer(
    State(served): State<Arc<Served>>,
    Path((plan, comment)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let plan: FeatureId = PLAN_ID.domain.read(&plan).ok_or(HttpError::NotFound)?;
    let id: FeatureId = COMMENT_ID.domain.read(&comment).ok_or(HttpError::NotFound)?;
    let plans = held.world().declared(&PLANS, asked.audience).ok_or_else(|| no_plan(plan))?;
    let row = plans.find(plan).ok_or_else(|| no_plan(plan))?;
    let text = |name: &str| row.text(plans.layer().schema.seen(name, asked.audience)?);
    let (commune, plan_state) = (text(COMMUNE_FIELD), text(STATE_FIELD).unwrap_or_default().to_owned());
    if !holds(asked.audience, MAY_APPRAISE, commune) {
        may(&asked, ROOM, MAY_DRAFT, commune)?;
    }
    let comments = held.world().declared(&COMMENTS, asked.audience).cloned().ok_or_else(|| missing(id))?;
    let layer = comments.layer();
    let of_plan = |row: &spatial_core::snapshot::FeatureRef<'_>| row.reference(layer.schema.position(PLAN_FIELD)?);
    comments.find(id).filter(|row| of_plan(row) == Some(plan)).ok_or_else(|| missing(id))?;
    let sent: AnswerSent = received(&served, &asked, body).await?;
    let (text, state, passages) = (sent.text()?, sent.state()?, sent.passages()?);
    let stored = held.world().whole_item(&served.store, &layer.name, id).await?.ok_or_else(|| missing(id))?;
    let shown = passages.map(|passages| redacted(original(layer, &stored), &passages)).transpose();
    let shown = shown.map_err(|NotInText { passage }| {
        HttpError::Unfit(Message::new("problem-comment-passage").with("passage", passage))
    })?;
    let SubjectTables { mut layers, are_there } = declared(&served, &[&COMMENTS], &[title()])?;
    let desk = Desk::open(&served, editor, &asked.headers, layer.door.clone())?.awaiting::<Register>()?;
    if !are_there {
        layers = desk.declare(&layers).await?;
    }
    let layer = &layers.into_iter().next().ok_or(HttpError::NotFound)?;
    complete(&[(&COMMENTS, layer)])?;
    let draft = AnswerDraft { text: &text, day: &clock::today(), state, shown: shown.as_deref() };
    let change = answered(layer, &stored, draft, &plan_state);
    let told = |revision| AnswerWritten { id: id.0, plan: plan.0, state: state.as_str(), revision };
    let answer =
        |committed: &spatial_core::store::Committed| wire::json(&told(committed.revision.0), "application/json");
    desk.carry_out(vec![Layout::of(layer)], vec![change], answer).await
}
