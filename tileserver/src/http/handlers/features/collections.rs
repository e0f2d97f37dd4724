//! `/collections…`: layers and single features. Pages of features are in `items`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::FeatureId;

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::collections::{Collection, Collections};
use crate::http::wire::features::item;
use crate::http::wire::pages::layers;
use crate::openapi::shared::Representation;

/// All layers.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let (world, base) = (served.world()?, base_url(&asked.headers, &served.settings));
    if asked.format == Representation::Html {
        return Ok(layers::list(&world, &asked));
    }
    let document = Collections::of(&world, asked.audience, (&base, asked.language), served.settings.limits.tile_layers);
    Ok(wire::negotiated(wire::json(&document, "application/json")))
}

/// One layer.
pub(crate) async fn one(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layer = layer(&world, &id, asked.audience)?;
    let base = base_url(&asked.headers, &served.settings);
    if asked.format == Representation::Html {
        return Ok(layers::one(&world, layer, &asked, &base));
    }
    let document = Collection::of(layer, asked.audience, (&base, asked.language)).dated(&world);
    Ok(wire::negotiated(wire::json(&document, "application/json")))
}

/// One feature.
pub(crate) async fn item(
    State(served): State<Arc<Served>>,
    Path((layer_id, id)): Path<(String, String)>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layer = layer(&world, &layer_id, asked.audience)?.layer();
    let missing = || HttpError::ItemNotFound { layer: layer_id.clone(), id: id.chars().take(32).collect() };
    let number = FeatureId(id.parse().map_err(|_| missing())?);
    let found = world.item(&served.store, &layer.name, number, asked.audience).await?;
    let feature = found.ok_or_else(missing)?;
    served.note_look(&asked.looker, (&world, layer), [number].into_iter(), String::new).await;
    let base = base_url(&asked.headers, &served.settings);
    item::response((&world, layer), feature, &asked, (&base, served.site.page_of(layer.kind)), served.most_bytes())
}
