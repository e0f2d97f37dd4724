//! `POST /v1/plans/{planId}/publish`: a plan with all that belongs to it is public, in one commit. The short way for what was decided
//! already; through the same door as every step.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::{FieldType, Value};
use spatial_core::message::Message;

use super::steps::wire::StepSent;
use super::steps::{Wanted, through};
use crate::apps::planning::wire::DecisionSent;
use crate::http::HttpError;
use crate::http::desk::received;
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;

/// For who holds `planning.publish` where the plan is.
pub(in crate::apps::planning) async fn publish(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let sent: DecisionSent = received(&served, &asked, body).await?;
    if sent.decision.trim().is_empty() || !FieldType::Date.accepts(&Value::text(sent.date.as_str())) {
        return Err(HttpError::Unfit(Message::new("problem-plan-decision")));
    }
    through(&served, &id, (editor, &asked), (Wanted::Published, &StepSent::decided(sent))).await
}
