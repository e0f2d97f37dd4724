//! `/v1/search?at=`: everything under a place, layer by layer.

use std::sync::Arc;

use axum::response::Response;
use spatial_core::layer::{FeatureId, Kind, LayerName};
use spatial_core::query::Around;
use spatial_core::snapshot::{LayerSnapshot, Under, World};

use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::under::{Group, UnderDocument};
use crate::http::{HttpError, paths};
use crate::ogc::{ParameterError, Parameters, after, limit, place, query_text};

/// A finger on a map of a street covers about so many metres; the most is a block's width, for a place is asked about and no district.
const USUAL_METRES: f64 = 5.0;
const MOST_METRES: f64 = 200.0;
/// Features of one layer nobody asked a number for, and the most there are: who wants more asks for the next page.
const USUAL_LIMIT: u32 = 20;
const MOST_FEATURES: u32 = 50;

/// The parameters of such a question.
#[derive(Debug)]
struct UnderQuery {
    around: Around,
    layer: Option<String>,
    after: Option<FeatureId>,
    limit: u32,
}

/// What lies under a place; layers where nothing does are left out.
pub(super) async fn under(served: &Arc<Served>, asked: &Inquiry) -> Result<Response, HttpError> {
    let query = query(&asked.parameters)?;
    let world = served.world()?;
    let layers = match &query.layer {
        Some(name) => vec![Arc::clone(layer(&world, name, asked.audience)?)],
        None => topmost_first(&world, asked),
    };
    let mut groups = Vec::new();
    for layer in layers {
        groups.extend(group(served, &world, &layer.layer().name, &query, asked).await?);
    }
    let document = UnderDocument { at: query.around.place, revision: world.revision().0, groups };
    Ok(wire::document(&document, "application/json", &asked.language.text("page-search"), asked))
}

/// Those of one layer, if there are any.
async fn group(
    served: &Served,
    world: &World,
    name: &LayerName,
    query: &UnderQuery,
    asked: &Inquiry,
) -> Result<Option<Group>, HttpError> {
    let under = Under {
        around: query.around,
        audience: asked.audience,
        after: query.after,
        limit: query.limit,
        most_bytes: served.most_bytes(),
    };
    let page = world.under(&served.store, name, under).await?.filter(|page| page.matched > 0);
    Ok(page.map(|page| {
        let next = page.next.map(|after| next_link(&asked.parameters, name, after));
        Group::of(&page, asked.audience, next)
    }))
}

/// What lies upon other things first; what holds everything last.
fn topmost_first(world: &World, asked: &Inquiry) -> Vec<Arc<LayerSnapshot>> {
    let mut layers: Vec<_> =
        world.layers(asked.audience).filter(|layer| !layer.layer().name.is_quarantine()).cloned().collect();
    layers.sort_by_key(|layer| match layer.layer().kind {
        Kind::Parcel => 0,
        Kind::Zone => 1,
        Kind::Building => 2,
        Kind::Line => 3,
        Kind::Network => 4,
        Kind::Feature => 5,
        Kind::Ward => 6,
    });
    layers
}

fn next_link(parameters: &Parameters, layer: &LayerName, after: FeatureId) -> String {
    let next = parameters.with("layer", layer.to_string()).with("after", after.to_string());
    format!("{}{}", paths::SEARCH, query_text(next.iter()))
}

fn query(parameters: &Parameters) -> Result<UnderQuery, ParameterError> {
    let around = Around { place: [0.0; 2], metres: USUAL_METRES };
    let mut query = UnderQuery { around, layer: None, after: None, limit: USUAL_LIMIT };
    for (name, value) in parameters.iter() {
        match name {
            "at" => query.around.place = place(name, value)?,
            "within_m" => {
                let metres = value.parse::<f64>().ok().filter(|metres| (0.0..=MOST_METRES).contains(metres));
                query.around.metres =
                    metres.ok_or_else(|| ParameterError::invalid(name, value, "problem-expected-metres"))?;
            }
            "layer" => query.layer = Some(value.to_owned()),
            "after" => query.after = Some(after(name, value)?),
            "limit" => query.limit = limit(name, value, MOST_FEATURES)?,
            "f" | "lang" => {}
            _ => return Err(ParameterError::unknown(name)),
        }
    }
    Ok(query)
}
