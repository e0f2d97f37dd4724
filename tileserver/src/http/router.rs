//! Every path of the server on one screen; no other file contains one.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, any, get};

use crate::http::front::watch::Watch;
use crate::http::handlers::{assets, collections, health, landing, styles, tiles};
use crate::http::served::Served;

/// What is asked, as metrics and the API document group it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// `/`
    Landing,
    /// Map apps and their files.
    Assets,
    /// Styles.
    Styles,
    /// Collections and their descriptions.
    Collections,
    /// Pages of items.
    Items,
    /// One item.
    Item,
    /// Tiles.
    Tile,
    /// TileJSON.
    TileJson,
    /// `/conformance` and `/api`.
    Api,
    /// `/health/…` and `/metrics`.
    Operations,
    /// No such path.
    Unknown,
}

impl Endpoint {
    /// All of them, in order of declaration.
    pub(crate) const ALL: [Self; 11] = [
        Self::Landing,
        Self::Assets,
        Self::Styles,
        Self::Collections,
        Self::Items,
        Self::Item,
        Self::Tile,
        Self::TileJson,
        Self::Api,
        Self::Operations,
        Self::Unknown,
    ];

    /// The label in metrics.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Landing => "landing",
            Self::Assets => "assets",
            Self::Styles => "styles",
            Self::Collections => "collections",
            Self::Items => "items",
            Self::Item => "item",
            Self::Tile => "tile",
            Self::TileJson => "tilejson",
            Self::Api => "api",
            Self::Operations => "operations",
            Self::Unknown => "unknown",
        }
    }
}

/// Paths that documents link to.
pub(crate) const API: &str = "/api";
/// Conformance.
pub(crate) const CONFORMANCE: &str = "/conformance";
/// All layers.
pub(crate) const COLLECTIONS: &str = "/collections";
/// All styles.
pub(crate) const STYLES: &str = "/styles";

/// One layer.
pub(crate) fn collection_path(layer: &str) -> String {
    format!("/collections/{layer}")
}

/// The features of a layer.
pub(crate) fn items_path(layer: &str) -> String {
    format!("/collections/{layer}/items")
}

/// The TileJSON of layers.
pub(crate) fn tilejson_path(layers: &str) -> String {
    format!("/xyz/{layers}.json")
}

/// The tiles of layers, as TileJSON writes it.
pub(crate) fn tile_template(layers: &str) -> String {
    format!("/xyz/{layers}/{{z}}/{{x}}/{{y}}")
}

/// The whole server as one service.
pub(crate) fn app(served: &Arc<Served>) -> Router {
    let watch = |endpoint| Watch { endpoint, served: Arc::clone(served) };
    let mut router = Router::new();
    for (endpoint, path, methods) in routes() {
        router = router.route(path, methods.fallback(health::other_method).layer(watch(endpoint)));
    }
    let nowhere = any(health::no_such_path).layer(watch(Endpoint::Unknown));
    router.fallback_service(nowhere.with_state(())).with_state(Arc::clone(served))
}

fn routes() -> [(Endpoint, &'static str, MethodRouter<Arc<Served>>); 17] {
    [
        (Endpoint::Landing, "/", get(landing::landing)),
        (Endpoint::Api, CONFORMANCE, get(landing::conformance)),
        (Endpoint::Api, API, get(landing::api)),
        (Endpoint::Collections, COLLECTIONS, get(collections::list)),
        (Endpoint::Collections, "/collections/{id}", get(collections::one)),
        (Endpoint::Items, "/collections/{id}/items", get(collections::items)),
        (Endpoint::Item, "/collections/{id}/items/{item}", get(collections::item)),
        // `{layers}.json`; the router knows whole parts only.
        (Endpoint::TileJson, "/xyz/{layers_json}", get(tiles::tilejson)),
        (Endpoint::Tile, "/xyz/{layers}/{z}/{x}/{y}", get(tiles::tile)),
        (Endpoint::Styles, STYLES, get(styles::list)),
        (Endpoint::Styles, "/styles/{id}", get(styles::style)),
        (Endpoint::Styles, "/styles/{id}/{file}", get(styles::file)),
        (Endpoint::Assets, "/assets/{*path}", get(assets::asset)),
        (Endpoint::Assets, "/page.css", get(assets::page_css)),
        (Endpoint::Operations, "/health/live", get(health::live)),
        (Endpoint::Operations, "/health/ready", get(health::ready)),
        (Endpoint::Operations, "/metrics", get(health::metrics)),
    ]
}
