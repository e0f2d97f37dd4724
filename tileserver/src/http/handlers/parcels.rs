//! `/v1/parcels/{key}`: a parcel by any of its keys.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::{FeatureId, LayerName};
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::geojson::GEOJSON;
use crate::http::wire::features::item;
use crate::http::wire::features::parcels::ParcelsDocument;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Described, Domain, Parameter, Text};
use crate::search::parcels::bearing;
use crate::search::reading::parcel_key::ParcelTried;

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&KEY, &F, &LANG];

/// Longest key that is looked for, in bytes: a commune, a sheet and a number take half of it.
const LONGEST_KEY: usize = 64;
pub(crate) static KEY: Parameter<Text> =
    Parameter::path("key", Text { longest: LONGEST_KEY }).about("api-parameter-key");

/// One parcel as a feature, with the tag of the item it is; several as a collection.
pub(crate) async fn parcel(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    match places(&served, &world, &asked, &key).await?.as_slice() {
        [] => Err(missing(&key)),
        [(name, id)] => {
            let layer = layer(&world, name.as_str(), asked.audience)?.layer();
            let feature = world.item(&served.store, name, *id, asked.audience).await?;
            let feature = feature.ok_or_else(|| missing(&key))?;
            served.note_look(&asked.looker, (&world, layer), [*id].into_iter(), String::new).await;
            let base = base_url(&asked.headers, &served.settings);
            let page = served.site.page_of(layer.kind);
            item::response((&world, layer), feature, &asked, (&base, page), served.most_bytes())
        }
        several => collection(&served, &world, several, &asked).await,
    }
}

/// No parcel has this key.
pub(crate) fn missing(key: &str) -> HttpError {
    HttpError::ParcelNotFound { key: key.chars().take(LONGEST_KEY).collect(), tried: ParcelTried::of(key) }
}

/// Layers and ids of the parcels of a key.
pub(crate) async fn places(
    served: &Arc<Served>,
    world: &Arc<World>,
    asked: &Inquiry,
    key: &str,
) -> Result<Vec<(LayerName, FeatureId)>, HttpError> {
    let Some(key) = KEY.domain.read(key) else { return Ok(Vec::new()) };
    let (at_work, world, audience) = (Arc::clone(served), Arc::clone(world), asked.audience);
    let look = move || Ok(bearing(&at_work.search_view(&world, audience)?, &key, ParcelTried::of(&key)));
    served.workers.run(look).await?
}

async fn collection(
    served: &Served,
    world: &World,
    places: &[(LayerName, FeatureId)],
    asked: &Inquiry,
) -> Result<Response, HttpError> {
    let base = base_url(&asked.headers, &served.settings);
    let (mut features, mut room) = (Vec::new(), served.most_bytes());
    for (name, id) in places {
        let layer = layer(world, name.as_str(), asked.audience)?.layer();
        let feature = world.item(&served.store, name, *id, asked.audience).await?;
        let Some(feature) = feature else { continue };
        served.note_look(&asked.looker, (world, layer), [*id].into_iter(), String::new).await;
        let body = item::body(layer, &feature, asked.audience, &base, served.most_bytes())?;
        // As pages do, it ends with the feature that would make it too large.
        let Some(left) = room.checked_sub(body.len()) else { break };
        room = left;
        features.extend(serde_json::from_slice::<serde_json::Value>(&body));
    }
    let document = ParcelsDocument::new(places.len(), features);
    Ok(wire::document(&document, GEOJSON, &asked.language.text("page-search"), asked))
}
