//! `/v1/layers/{layer}/fields/{field}/summary`: what values a field has, everywhere or in view.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::rows::SummaryDocument;
use crate::ogc::{BBOX, query_text, within};
use crate::openapi::shared::{COLLECTION, LANG, NAME};
use crate::openapi::{Described, Parameter, Text};
use spatial_core::message::Message;

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&COLLECTION, &FIELD, &BBOX, &LANG];

static FIELD: Parameter<Text> = Parameter::path("fieldName", NAME);

/// Of the rows the reader sees. A field that is hidden is one there is not.
pub(crate) async fn summary(
    State(served): State<Arc<Served>>,
    Path((id, field)): Path<(String, String)>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layout = layer(&world, &id, asked.audience)?.layer();
    let (name, within) = (layout.name.clone(), within(&asked.parameters, layout)?);
    if layout.schema.seen(&field, asked.audience).is_none() {
        let field: String = field.chars().take(64).collect();
        return Err(HttpError::Missing(
            Message::new("problem-field-missing").with("layer", &name).with("field", field),
        ));
    }
    let _turn = served.turn(peer).await?;
    served
        .note_look(&asked.looker, (&world, layout), std::iter::empty(), || {
            format!("values of {field}{}", query_text(asked.parameters.iter()))
        })
        .await;
    let (at, audience, wanted, of) = (Arc::clone(&world), asked.audience, field.clone(), name.clone());
    let found = served.workers.run(move || at.summary(&of, &wanted, within, audience)).await??;
    let document = SummaryDocument::of(name.as_str(), &field, found, world.revision().0);
    Ok(wire::negotiated(wire::json(&document, "application/json")))
}
