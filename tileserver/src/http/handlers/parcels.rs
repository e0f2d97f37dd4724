//! `/v1/parcels/{key}`: a parcel by any of its keys.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use spatial_core::layer::{FeatureId, LayerName};
use spatial_core::search::{FieldRole, FoundFeature, View, squashed};
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::extract::{Asked, base_url};
use crate::http::handlers::collections::{layer, most_bytes};
use crate::http::served::Served;
use crate::http::wire::geojson::GEOJSON;
use crate::http::wire::{self, item};
use crate::search::answer::exactly;
use crate::search::reading::parcel_key::{self, ParcelTried};

/// Longest key that is looked for, in bytes: a commune, a sheet and a number take half of it.
const LONGEST_KEY: usize = 64;
/// Parcels of one key: there are two or three where a register is wrong, and more where it holds no sheets.
const MOST_PARCELS: usize = 100;

/// One parcel as a feature, with the tag of the item it is; several as a collection.
pub(crate) async fn parcel(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    asked: Asked,
) -> Result<Response, HttpError> {
    asked.parameters.only_common()?;
    let tried = ParcelTried::of(&key);
    let not_found = || HttpError::ParcelNotFound { key: key.chars().take(LONGEST_KEY).collect(), tried };
    if key.len() > LONGEST_KEY {
        return Err(not_found());
    }
    let world = served.world()?;
    let (at_work, looked_in, audience, wanted) = (Arc::clone(&served), Arc::clone(&world), asked.audience, key.clone());
    let found = served
        .workers
        .run(move || {
            let view = at_work.search_view(&looked_in, audience)?;
            Ok::<_, HttpError>(places(&view, &wanted, tried))
        })
        .await??;
    let base = base_url(&asked.headers, &served);
    match found.as_slice() {
        [] => Err(not_found()),
        [(name, id)] => {
            let layer = layer(&world, name.as_str(), asked.audience)?.layer();
            let feature = world.item(&served.store, name, *id, asked.audience).await?.ok_or_else(not_found)?;
            item::response(layer, feature, &asked, &base, most_bytes(&served))
        }
        several => collection(&served, &world, several, &asked, &base).await,
    }
}

/// Layers and ids of the parcels of a key.
fn places(view: &View<'_>, key: &str, tried: ParcelTried) -> Vec<(LayerName, FeatureId)> {
    let squashed_key = squashed(key);
    let is_parcel = |found: &FoundFeature<'_>| {
        found.value(FieldRole::Number).is_some() || found.layer().kind == spatial_core::layer::Kind::Parcel
    };
    let identified = || {
        let all = view.codes(&squashed_key, MOST_PARCELS).into_iter();
        all.filter(|found| found.role == FieldRole::Identifier && is_parcel(found))
            .filter(|found| found.value(FieldRole::Identifier).is_some_and(|value| squashed(&value) == squashed_key))
    };
    let found: Vec<FoundFeature<'_>> = match tried {
        ParcelTried::Key => parcel_key::coded(key).map_or_else(Vec::new, |key| exactly(view, &key, MOST_PARCELS)),
        ParcelTried::Identifier => identified().collect(),
        ParcelTried::Id => {
            let by_id = key.parse().map_or_else(|_| Vec::new(), |id| view.parcels_by_id(FeatureId(id)));
            if by_id.is_empty() { identified().collect() } else { by_id }
        }
    };
    found.into_iter().take(MOST_PARCELS).map(|found| (found.layer().name.clone(), found.id())).collect()
}

async fn collection(
    served: &Served,
    world: &World,
    places: &[(LayerName, FeatureId)],
    asked: &Asked,
    base: &str,
) -> Result<Response, HttpError> {
    let (mut features, mut room) = (Vec::new(), most_bytes(served));
    for (name, id) in places {
        let layer = layer(world, name.as_str(), asked.audience)?.layer();
        let feature = world.item(&served.store, name, *id, asked.audience).await?;
        let Some(feature) = feature else { continue };
        let body = item::body(layer, &feature, asked.audience, base, most_bytes(served))?;
        // As pages do, it ends with the feature that would make it too large.
        let Some(left) = room.checked_sub(body.len()) else { break };
        room = left;
        features.extend(serde_json::from_slice::<serde_json::Value>(&body));
    }
    let document = serde_json::json!({
        "type": "FeatureCollection",
        "numberMatched": places.len(),
        "numberReturned": features.len(),
        "features": features,
    });
    Ok(wire::document(&document, GEOJSON, &asked.language.text("page-search"), asked))
}
