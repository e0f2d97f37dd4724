//! Every path of the server on one screen; no other file contains one.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, any, get};

use crate::http::front::watch::Watch;
use crate::http::handlers::{assets, collections, health, landing, styles, tiles};
use crate::http::served::Served;
use crate::ogc::{Answer, Operation};

/// What is asked, as metrics group it.
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
    /// `/health/…`: the only ones that answer while the World is loaded.
    Health,
    /// `/metrics`.
    Metrics,
    /// No such path.
    Unknown,
}

impl Endpoint {
    /// All of them, in order of declaration.
    pub(crate) const ALL: [Self; 12] = [
        Self::Landing,
        Self::Assets,
        Self::Styles,
        Self::Collections,
        Self::Items,
        Self::Item,
        Self::Tile,
        Self::TileJson,
        Self::Api,
        Self::Health,
        Self::Metrics,
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
            Self::Health => "health",
            Self::Metrics => "metrics",
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
    for Route { endpoint, path, methods, .. } in routes() {
        router = router.route(path, methods.fallback(health::other_method).layer(watch(endpoint)));
    }
    let nowhere = any(health::no_such_path).layer(watch(Endpoint::Unknown));
    router.fallback_service(nowhere.with_state(())).with_state(Arc::clone(served))
}

/// Every path as the API document writes it, with what it says of it.
pub(crate) fn operations() -> impl Iterator<Item = (String, Operation)> {
    routes().into_iter().map(|route| (documented(route.path), route.operation))
}

/// One line of the table: what the router, the metrics and the API document know of a path. All of them answer GET and HEAD.
struct Route {
    endpoint: Endpoint,
    path: &'static str,
    methods: MethodRouter<Arc<Served>>,
    operation: Operation,
}

fn routes() -> Vec<Route> {
    use Endpoint as E;
    let shown: &[&str] = &["f", "lang"];
    let page: &[&str] = &["collectionId", "bbox", "limit", "datetime", "after", "f", "lang"];
    let [one, item] = [&["collectionId", "f", "lang"][..], &["collectionId", "featureId", "f", "lang"]];
    let route = |endpoint, path, methods, id, parameters, answer| {
        let operation = Operation { id, parameters, answer };
        Route { endpoint, path, methods, operation }
    };
    vec![
        route(E::Landing, "/", get(landing::landing), "api-landing", shown, Answer::Document),
        route(E::Api, CONFORMANCE, get(landing::conformance), "api-conformance", shown, Answer::Document),
        route(E::Api, API, get(landing::api), "api-api", shown, Answer::Document),
        route(E::Collections, COLLECTIONS, get(collections::list), "api-collections", shown, Answer::Document),
        route(
            E::Collections,
            "/collections/{collectionId}",
            get(collections::one),
            "api-collection",
            one,
            Answer::Document,
        ),
        route(
            E::Items,
            "/collections/{collectionId}/items",
            get(collections::items),
            "api-items",
            page,
            Answer::GeoJson,
        ),
        route(
            E::Item,
            "/collections/{collectionId}/items/{featureId}",
            get(collections::item),
            "api-item",
            item,
            Answer::GeoJson,
        ),
        route(E::TileJson, "/xyz/{layers.json}", get(tiles::tilejson), "api-tilejson", &["layers"], Answer::Json),
        route(
            E::Tile,
            "/xyz/{layers}/{z}/{x}/{y}",
            get(tiles::tile),
            "api-tile",
            &["layers", "z", "x", "y"],
            Answer::Tile,
        ),
        route(E::Styles, STYLES, get(styles::list), "api-styles", shown, Answer::Document),
        route(E::Styles, "/styles/{styleId}", get(styles::style), "api-style", &["styleId"], Answer::Json),
        route(
            E::Styles,
            "/styles/{styleId}/{file}",
            get(styles::file),
            "api-style-file",
            &["styleId", "file"],
            Answer::Json,
        ),
        route(E::Assets, "/assets/{*file}", get(assets::asset), "api-asset", &["file"], Answer::File),
        route(E::Assets, "/page.css", get(assets::page_css), "api-page-css", &[], Answer::File),
        route(E::Health, "/health/live", get(health::live), "api-live", &[], Answer::Text),
        route(E::Health, "/health/ready", get(health::ready), "api-ready", &["lang"], Answer::Text),
        route(E::Metrics, "/metrics", get(health::metrics), "api-metrics", &[], Answer::Text),
    ]
}

/// The router knows whole parts only, so `{layers.json}` stands for `{layers}.json`; `{*file}` takes slashes, too.
fn documented(path: &str) -> String {
    path.replace("{*", "{").replace(".json}", "}.json")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use spatial_core::layer::Audience;

    use super::*;
    use crate::ogc::api_document;
    use crate::text::Language;

    #[test]
    fn the_api_document_has_every_path_of_the_table_with_its_parameters_in_both_languages() {
        for language in Language::ALL {
            let document = api_document("http://localhost", 1000, operations(), (&[], Audience::Anonymous), language);
            let paths = document["paths"].as_object().unwrap();
            assert_eq!(paths.len(), routes().len());
            for (path, operation) in operations() {
                let described = &paths[&path]["get"];
                assert_ne!(described["summary"], operation.id, "{path} has no sentence");
                let names: Vec<&str> = operation.parameters.to_vec();
                let in_path: BTreeSet<&str> =
                    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
                assert!(in_path.iter().all(|name| names.contains(name)), "{path}: {names:?}");
                for name in names {
                    let place = document["components"]["parameters"][name]["in"].as_str();
                    assert_eq!(place, Some(if in_path.contains(name) { "path" } else { "query" }), "{path} {name}");
                }
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere_inside_the_document() {
        let document = api_document("http://localhost", 1000, operations(), (&[], Audience::Anonymous), Language::En);
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
        assert!(!text.contains("\"$ref\":\"http"));
    }
}
