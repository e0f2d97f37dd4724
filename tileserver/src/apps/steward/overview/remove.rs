//! `DELETE /v1/desk/layers/{layer}`: a layer goes, with its line in the audit log.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use spatial_core::layer::{Door, LayerName};

use crate::apps::steward::places::EVEN_SO;
use crate::apps::steward::who::Steward;
use crate::http::HttpError;
use crate::http::desk::Desk;
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;

/// Removes a layer that nothing rests on; one in which others find names if that is said to be known. Its past stays in the store.
pub(super) async fn remove(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    _: Steward,
    editor: Editor,
    asked: Inquiry,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let missing = || HttpError::LayerNotFound { layer: id.chars().take(LayerName::MAX_LENGTH).collect() };
    // Also what imports put aside, alone.
    let layer = LayerName::parse_stored(&id).ok_or_else(missing)?;
    if served.world()?.table(&layer).is_some() {
        return Err(HttpError::TableNotEdited { layer: layer.to_string() });
    }
    let desk = Desk::open(&served, editor, &headers, Door::Items)?;
    let even_so = asked.parameters.read(&EVEN_SO)?.unwrap_or(false);
    let committed = desk.remove(&layer, even_so).await.map_err(|error| desk.refusal(error))?;
    let is_shown = desk.shows(&committed).await;
    let mut response = StatusCode::NO_CONTENT.into_response();
    desk.tell(&mut response, &committed, is_shown);
    Ok(response)
}
