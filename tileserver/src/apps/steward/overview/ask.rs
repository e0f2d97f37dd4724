//! `GET /v1/desk`: from what health and metrics know.

use std::sync::Arc;
use std::time::SystemTime;

use axum::extract::State;
use axum::response::Response;
use spatial_core::layer::Door;
use spatial_core::snapshot::{LayerSnapshot, World};
use spatial_core::store::Store;

use super::wire::{DeskDocument, LayerDocument, RequestCounts};
use crate::apps::steward::who::Steward;
use crate::http::HttpError;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::ready::Ready;
use crate::text::{Language, clock};

/// How it is.
pub(super) async fn desk(
    State(served): State<Arc<Served>>,
    _: Steward,
    language: Language,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let (now, age) = (SystemTime::now(), served.currency.age());
    let answered = served.meters.answered_so_far();
    let models: usize = served.models.all().map(|model| model.memory_bytes()).sum();
    let document = DeskDocument {
        revision: world.revision().0,
        store: match served.store {
            Store::Gpkg(_) => "geopackage",
            Store::Postgis(_) => "postgis",
        },
        version: env!("CARGO_PKG_VERSION"),
        since: clock::text(now - served.currency.follows_for()),
        data_since: clock::text(now - age.unwrap_or_default()),
        health: if age.is_none() { "current" } else { "behind" },
        read_only: served.settings.is_read_only,
        requests: RequestCounts { total: answered.iter().sum(), refused: answered[3], failed: answered[4] },
        memory_bytes: (world.memory_bytes() + models) as u64,
        listeners: served.feed.listeners(),
        layers: layers(&world),
        warnings: warnings(&served, &world, language),
    };
    Ok(wire::json(&document, "application/json"))
}

fn layers(world: &World) -> Vec<LayerDocument> {
    let one = |snapshot: &Arc<LayerSnapshot>| {
        let layer = snapshot.layer();
        let is_importable =
            layer.door == Door::Items && !layer.name.is_quarantine() && world.table(&layer.name).is_none();
        LayerDocument::of(layer, snapshot.len(), is_importable)
    };
    world.whole_layers().map(one).collect()
}

/// What is left out of what is served, and models that could not be made.
fn warnings(served: &Served, world: &World, language: Language) -> Vec<String> {
    let ready = Ready::of(world, &served.currency, &served.models, language);
    ready.doubting(&served.tables_of_others, language).without(&served.left_out.now(), language).warnings(language)
}
