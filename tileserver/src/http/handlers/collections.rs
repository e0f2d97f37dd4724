//! `/collections…`: layers, pages of their features, single features.

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
use crate::http::wire::features::geojson::GEOJSON;
use crate::http::wire::features::{item, page};
use crate::http::wire::pages::html;
use crate::ogc::{PageBounds, items_query};
use crate::openapi::shared::Representation;

/// All layers.
pub(crate) async fn list(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let (world, base) = (served.world()?, base_url(&asked.headers, &served.settings));
    let document = Collections::of(&world, asked.audience, &base, served.settings.limits.tile_layers);
    Ok(wire::document(&document, "application/json", &asked.language.text("page-layers"), &asked))
}

/// One layer.
pub(crate) async fn one(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layer = layer(&world, &id, asked.audience)?;
    let document = Collection::of(layer, asked.audience, &base_url(&asked.headers, &served.settings)).dated(&world);
    Ok(wire::document(&document, "application/json", &layer.layer().title, &asked))
}

/// A page of features.
pub(crate) async fn items(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layout = layer(&world, &id, asked.audience)?.layer();
    let most_bytes = served.most_bytes();
    let most = PageBounds { features: served.settings.limits.page_features, bytes: most_bytes };
    let query = items_query(&asked.parameters, layout, asked.audience, most)?;
    let page = world.items(&served.store, query).await?;
    let base = base_url(&asked.headers, &served.settings);
    let (format, language) = (asked.format, asked.language);
    let body = served.workers.run(move || page::body(&page, &asked, &base, most_bytes)).await??;
    Ok(wire::negotiated(match format {
        Representation::Json => wire::bytes(body, GEOJSON),
        Representation::Html => html::answer(body, language),
    }))
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
    let base = base_url(&asked.headers, &served.settings);
    item::response(layer, feature, &asked, &base, served.most_bytes())
}
