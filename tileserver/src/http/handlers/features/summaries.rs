//! `/v1/summaries`: what values fields have, of several layers in one answer; each as `/v1/layers/{layer}/fields/{field}/summary` tells it.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use spatial_core::layer::{Audience, Layer, LayerName};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::rows::{SummariesDocument, SummaryDocument};
use crate::openapi::shared::LANG;
use crate::openapi::{Described, Parameter, Text};

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&OF, &LANG];

/// A layer, a stroke, and its field.
static OF: Parameter<Text> = Parameter::repeated_query("of", Text { longest: 300 }).about("api-parameter-summaries-of");

/// Fields that are told in one answer: a store has some dozens of layers, and each summary is read from all rows of its layer.
const MOST: usize = 64;

/// Of the fields that are named, or of the class of each layer the reader sees. A field that is hidden is one there is not.
pub(crate) async fn summaries(
    State(served): State<Arc<Served>>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let named = asked.parameters.all(&OF)?;
    let fields = if named.is_empty() { classes(&world, asked.audience) } else { read(&world, &named, asked.audience)? };
    let left_out = fields.len().saturating_sub(MOST);
    let _turn = served.turn(peer).await?;
    let mut summaries = Vec::with_capacity(fields.len() - left_out);
    for (name, field) in fields.into_iter().take(MOST) {
        let layout = layer(&world, name.as_str(), asked.audience)?.layer();
        let said = || format!("values of {field}");
        served.note_look(&asked.looker, (&world, layout), std::iter::empty(), said).await;
        let (at, of, wanted, audience) = (Arc::clone(&world), name.clone(), field.clone(), asked.audience);
        let found = served.workers.run(move || at.summary(&of, &wanted, None, audience)).await??;
        summaries.push(SummaryDocument::of(name.as_str(), &field, found, world.revision().0));
    }
    let document = SummariesDocument { summaries, left_out, revision: world.revision().0 };
    Ok(wire::negotiated(wire::json(&document, "application/json")))
}

/// The class of each layer that has one its reader sees, in order of name.
fn classes(world: &World, audience: Audience) -> Vec<(LayerName, String)> {
    let class = |layer: &Layer| {
        let field = layer.draw.class_field.clone()?;
        layer.schema.seen(&field, audience).map(|_| (layer.name.clone(), field))
    };
    let layers = world.layers(audience).map(|snapshot| snapshot.layer());
    layers.filter(|layer| !layer.name.is_quarantine()).filter_map(class).collect()
}

/// The fields that are named.
fn read(world: &World, named: &[String], audience: Audience) -> Result<Vec<(LayerName, String)>, HttpError> {
    if named.len() > MOST {
        return Err(HttpError::Unfit(Message::new("problem-summaries-many").with("most", MOST)));
    }
    let one = |text: &String| {
        let (id, field) = text.split_once('/').unwrap_or((text, ""));
        let layout = layer(world, id, audience)?.layer();
        if layout.schema.seen(field, audience).is_none() {
            let field: String = field.chars().take(64).collect();
            let message = Message::new("problem-field-missing").with("layer", &layout.name).with("field", field);
            return Err(HttpError::Missing(message));
        }
        Ok((layout.name.clone(), field.to_owned()))
    };
    named.iter().map(one).collect()
}
