//! `/v1/layers/{layer}/fields/{field}/summary`: what values a field has, everywhere, in view, or among the rows a table shows.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::http::HttpError;
use crate::http::request::choice::{Q, choice};
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::rows::SummaryDocument;
use crate::ogc::{BBOX, query_text};
use crate::openapi::shared::{COLLECTION, LANG, NAME};
use crate::openapi::{Described, Parameter, Text};
use spatial_core::layer::FeatureId;
use spatial_core::message::Message;

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&COLLECTION, &FIELD, &Q, &BBOX, &LANG];

static FIELD: Parameter<Text> = Parameter::path("fieldName", NAME);

/// Of the rows the reader sees, or those of them a table shows. A field that is hidden is one there is not.
pub(crate) async fn summary(
    State(served): State<Arc<Served>>,
    Path((id, field)): Path<(String, String)>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layout = layer(&world, &id, asked.audience)?.layer();
    let (name, choice) = (layout.name.clone(), choice(&asked.parameters, PARAMETERS, layout, asked.audience)?);
    if layout.schema.seen(&field, asked.audience).is_none() {
        let field: String = field.chars().take(64).collect();
        return Err(HttpError::Missing(
            Message::new("problem-field-missing").with("layer", &name).with("field", field),
        ));
    }
    let _turn = served.turn(peer).await?;
    let said = || format!("values of {field}{}", query_text(asked.parameters.iter()));
    let (at, by, wanted, of) = (Arc::clone(&world), Arc::clone(&served), field.clone(), name.clone());
    let found = if choice.wishes.is_empty() && choice.words.is_empty() {
        served.note_look(&asked.looker, (&world, layout), std::iter::empty(), said).await;
        served.workers.run(move || at.summary(&of, &wanted, choice.within, choice.audience)).await??
    } else {
        // A choice may leave one row, whose values this tells.
        let audience = choice.audience;
        let ordered = served.workers.run(move || at.ordered(&by.orders, &of, &choice)).await??;
        let seen = ordered.rows(0..ordered.len()).map(|row| FeatureId(row.id()));
        served.note_look(&asked.looker, (&world, layout), seen, said).await;
        served.workers.run(move || ordered.summary(&wanted, audience)).await??
    };
    let document = SummaryDocument::of(name.as_str(), &field, found, world.revision().0);
    Ok(wire::negotiated(wire::json(&document, "application/json")))
}
