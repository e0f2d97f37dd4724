//! Every path of the server on one screen; no other file contains one.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, get};

use crate::http::front::watch::Watch;
use crate::http::handlers::{assets, health, landing, styles};
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

/// The whole server as one service.
pub(crate) fn app(served: &Arc<Served>) -> Router {
    let watch = |endpoint| Watch { endpoint, served: Arc::clone(served) };
    let routes: [(Endpoint, &str, MethodRouter<Arc<Served>>); 7] = [
        (Endpoint::Landing, "/", get(landing::landing)),
        (Endpoint::Assets, "/assets/{*path}", get(assets::asset)),
        (Endpoint::Styles, "/styles", get(styles::list)),
        (Endpoint::Styles, "/styles/{id}", get(styles::style)),
        (Endpoint::Operations, "/health/live", get(health::live)),
        (Endpoint::Operations, "/health/ready", get(health::ready)),
        (Endpoint::Operations, "/metrics", get(health::metrics)),
    ];
    let mut router = Router::new();
    for (endpoint, path, methods) in routes {
        router = router.route(path, methods.fallback(health::other_method).layer(watch(endpoint)));
    }
    router
        .fallback_service(get(health::no_such_path).fallback(health::no_such_path).layer(watch(Endpoint::Unknown)))
        .with_state(Arc::clone(served))
}
