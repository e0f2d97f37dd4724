//! What is asked of files that have come: how they stand, a check, the import itself, and to be forgotten.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use spatial_core::message::Message;
use spatial_core::store::private::Deed;

use super::refusal::refused;
use super::sent::{ConfirmSent, ImportPlanSent};
use super::wire::{ImportDocument, ImportList};
use crate::apps::steward::places::IMPORTS;
use crate::apps::steward::who::{Steward, may_be_changed};
use crate::http::HttpError;
use crate::http::desk::received;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::imports::{Import, State as Standing, is_altered};
use crate::ogc::Link;

/// All, newest first.
pub(super) async fn list(State(served): State<Arc<Served>>, _: Steward, asked: Inquiry) -> Response {
    let here = format!("{}{IMPORTS}", base_url(&asked.headers, &served.settings));
    let imports = served.imports.list();
    let imports = imports.iter().map(|import| ImportDocument::of(import, asked.language)).collect();
    wire::json(&ImportList { imports, links: vec![Link::new("self", "application/json", here)] }, "application/json")
}

/// How one stands.
pub(super) async fn one(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    _: Steward,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let import = served.imports.one(&id).map_err(|refusal| refused(refusal, &id))?;
    Ok(wire::json(&ImportDocument::of(&import, asked.language), "application/json"))
}

/// Has it checked; nothing is written.
pub(super) async fn check(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    _: Steward,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    served.imports.one(&id).map_err(|refusal| refused(refusal, &id))?;
    let sent: ImportPlanSent = received(&served, &asked, body).await?;
    let plan = sent.plan().map_err(HttpError::Unfit)?;
    let import = served.imports.check(&id, plan).map_err(|refusal| refused(refusal, &id))?;
    Ok(taken(&import, &asked))
}

/// Has it brought in as it was checked, if the layer is still as it was then.
pub(super) async fn confirm(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    steward: Steward,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    may_be_changed(&served)?;
    let ConfirmSent { check } = received(&served, &asked, body).await?;
    let import = served.imports.one(&id).map_err(|refusal| refused(refusal, &id))?;
    if let (Standing::Checked, Some(plan)) = (import.state, &import.plan) {
        let altered = is_altered(&served.store, import.checked_at.as_ref(), &plan.layer).await;
        if altered.map_err(|error| HttpError::World(error.into()))? {
            return Err(HttpError::OutOfTurn(Message::new("steward-import-altered").with("layer", &plan.layer)));
        }
    }
    let line = served.gate.line(Some(&steward.who), Deed::LayerImported, &steward.trail);
    let import = served.imports.confirm(&id, check, line).map_err(|refusal| refused(refusal, &id))?;
    Ok(taken(&import, &asked))
}

/// Stops what is under way, and forgets the file.
pub(super) async fn forget(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    _: Steward,
) -> Result<Response, HttpError> {
    let gone = served.imports.forget(&id).map_err(|refusal| refused(refusal, &id))?;
    // A file of some gigabytes; one that is at work goes when the work has heard of it.
    let _ = tokio::task::spawn_blocking(move || drop(gone)).await;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn taken(import: &Import, asked: &Inquiry) -> Response {
    let document = wire::json(&ImportDocument::of(import, asked.language), "application/json");
    (StatusCode::ACCEPTED, document).into_response()
}
