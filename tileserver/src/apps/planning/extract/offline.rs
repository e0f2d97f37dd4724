//! The extract of a parcel without a server: the same JSON, for who has the store at hand (`diaban extract`).

use std::sync::Arc;

use planning::Register;
use planning::extract::{FunctionMap, Thresholds};
use spatial_core::layer::{Audience, Feature, LayerName};
use spatial_core::models::{Held, SearchSettings};
use spatial_core::snapshot::{SnapshotError, World};
use spatial_core::store::Store;

use crate::apps::planning::extract::told::Question;
use crate::apps::planning::extract::wire::{ParcelExtract, ParcelExtracts};
use crate::http::handlers::parcels::KEY;
use crate::openapi::Domain;
use crate::search::parcels::bearing;
use crate::search::reading::parcel_key::ParcelTried;
use crate::text::{Language, clock};

/// What is asked.
#[derive(Debug)]
pub(crate) struct ExtractOffline<'a> {
    pub(crate) key: &'a str,
    /// The day; today without one.
    pub(crate) day: Option<String>,
    pub(crate) audience: Audience,
    pub(crate) language: Language,
    /// How functions of plans and codes of land use go together.
    pub(crate) functions: Arc<FunctionMap>,
    /// When shares are dropped.
    pub(crate) thresholds: Thresholds,
}

/// What the server answers of a key, as JSON; `None` if no parcel has it.
pub(crate) async fn of_key(
    store: &Store,
    held: Held<Register>,
    asked: ExtractOffline<'_>,
) -> Result<Option<String>, SnapshotError> {
    let Some(key) = KEY.domain.read(asked.key) else { return Ok(None) };
    let parcels = parcels(store, held.world(), &key, asked.audience).await?;
    let today = clock::today();
    let day = asked.day.unwrap_or_else(|| today.clone());
    let (audience, language, functions) = (asked.audience, asked.language, asked.functions);
    let thresholds = asked.thresholds;
    let question = Question { held, day, today, is_pinned: false, audience, language, functions, thresholds };
    let told = parcels.iter().filter_map(|(layer, parcel)| Some(question.extract(layer, parcel)?.0));
    let mut extracts: Vec<ParcelExtract> = told.collect();
    Ok(match extracts.len() {
        0 => None,
        1 => extracts.pop().and_then(|extract| serde_json::to_string(&extract).ok()),
        _ => serde_json::to_string(&ParcelExtracts { extracts }).ok(),
    })
}

/// The parcels of a key, found by an index that is made for it: it takes seconds for a million, and there is no other question.
async fn parcels(
    store: &Store,
    world: &Arc<World>,
    key: &str,
    audience: Audience,
) -> Result<Vec<(LayerName, Feature)>, SnapshotError> {
    let settings = SearchSettings { most_bytes: usize::MAX, ..SearchSettings::default() };
    let places = {
        let finder = settings.finder().learnt(world);
        let view = finder.view(world, audience, usize::MAX);
        view.map_or_else(Vec::new, |view| bearing(&view, key, ParcelTried::of(key)))
    };
    let mut found = Vec::with_capacity(places.len());
    for (layer, id) in places {
        if let Some(parcel) = world.item(store, &layer, id, audience).await? {
            found.push((layer, parcel));
        }
    }
    Ok(found)
}
