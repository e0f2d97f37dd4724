//! Every path of the server on one screen; no other file contains one.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, any, delete, get, patch, post, put};

use crate::http::error::Allowed;
use crate::http::front::watch::Watch;
use crate::http::handlers::{
    assets, base_maps, changes, collections, edits, health, landing, parcels, qr, search, session, styles, tiles,
};
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
    /// A change of an item.
    Edit,
    /// Tiles.
    Tile,
    /// TileJSON.
    TileJson,
    /// `/conformance` and `/api`.
    Api,
    /// Signing in and out, and who is.
    Session,
    /// `/v1/search`
    Search,
    /// A parcel by one of its keys.
    Parcel,
    /// QR codes.
    Qr,
    /// `/v1/changes`
    Changes,
    /// Pictures of others.
    BaseMap,
    /// `/health/…`: the only ones that answer while the World is loaded.
    Health,
    /// `/metrics`.
    Metrics,
    /// No such path.
    Unknown,
}

impl Endpoint {
    /// All of them, in order of declaration.
    pub(crate) const ALL: [Self; 19] = [
        Self::Landing,
        Self::Assets,
        Self::Styles,
        Self::Collections,
        Self::Items,
        Self::Item,
        Self::Edit,
        Self::Tile,
        Self::TileJson,
        Self::Api,
        Self::Session,
        Self::Search,
        Self::Parcel,
        Self::Qr,
        Self::Changes,
        Self::BaseMap,
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
            Self::Edit => "edit",
            Self::Tile => "tile",
            Self::TileJson => "tilejson",
            Self::Api => "api",
            Self::Session => "session",
            Self::Search => "search",
            Self::Parcel => "parcel",
            Self::Qr => "qr",
            Self::Changes => "changes",
            Self::BaseMap => "base_map",
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
/// Whatever people look for.
pub(crate) const SEARCH: &str = "/v1/search";
/// Signing in and out.
const SESSION: &str = "/v1/session";
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

/// The tiles of a base map, as a map asks for them.
pub(crate) fn base_map_template(name: &str) -> String {
    format!("/base-maps/{name}/{{z}}/{{x}}/{{y}}")
}

/// The whole server as one service.
pub(crate) fn app(served: &Arc<Served>) -> Router {
    let watch = |endpoint| Watch { endpoint, served: Arc::clone(served) };
    let mut router = Router::new();
    for Route { endpoint, path, methods, writes, .. } in routes() {
        let allowed = allowed(&writes);
        let other = move |method| health::other_method(method, allowed);
        let mut whole = methods.fallback(other).layer(watch(endpoint));
        for write in writes {
            let endpoint = if endpoint == Endpoint::Session { endpoint } else { Endpoint::Edit };
            whole = whole.merge(write.methods.layer(watch(endpoint)));
        }
        router = router.route(path, whole);
    }
    let nowhere = any(health::no_such_path).layer(watch(Endpoint::Unknown));
    router.fallback_service(nowhere.with_state(())).with_state(Arc::clone(served))
}

/// Every path as the API document writes it, with what it says of it: reading, and what changes it.
pub(crate) fn operations() -> impl Iterator<Item = (String, Operation)> {
    routes().into_iter().flat_map(|route| {
        let path = documented(route.path);
        let all = std::iter::once(route.operation).chain(route.writes.into_iter().map(|write| write.operation));
        all.map(|operation| (path.clone(), operation)).collect::<Vec<_>>()
    })
}

/// One line of the table: what the router, the metrics and the API document know of a path. All of them answer GET and HEAD.
struct Route {
    endpoint: Endpoint,
    path: &'static str,
    methods: MethodRouter<Arc<Served>>,
    operation: Operation,
    writes: Vec<Write>,
}

/// One method that changes what lies behind a path.
struct Write {
    methods: MethodRouter<Arc<Served>>,
    operation: Operation,
}

/// The methods of a path, as the header `Allow` names them.
fn allowed(writes: &[Write]) -> Allowed {
    let methods: Vec<&str> = writes.iter().map(|write| write.operation.method).collect();
    match methods[..] {
        [] => Allowed::READ,
        ["post"] => Allowed::ADD,
        ["post", "delete"] => Allowed::SESSION,
        _ => Allowed::CHANGE,
    }
}

fn routes() -> Vec<Route> {
    use Endpoint as E;
    let shown: &[&str] = &["f", "lang"];
    let page: &[&str] = &["collectionId", "bbox", "limit", "datetime", "after", "f", "lang"];
    let of_layer: &[&str] = &["collectionId", "lang", "Content-Crs", "Diaban-Why", "Prefer"];
    let changed: &[&str] = &["collectionId", "featureId", "lang", "If-Match", "Content-Crs", "Diaban-Why", "Prefer"];
    let [one, item] = [&["collectionId", "f", "lang"][..], &["collectionId", "featureId", "f", "lang"]];
    let route = |endpoint, path, methods, id, parameters, answer| {
        let operation = Operation { method: "get", id, parameters, answer };
        Route { endpoint, path, methods, operation, writes: Vec::new() }
    };
    let write = |method, methods, id, parameters, answer| Write {
        methods,
        operation: Operation { method, id, parameters, answer },
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
        )
        .changed(vec![write("post", post(edits::create), "api-create", of_layer, Answer::Created)]),
        route(
            E::Item,
            "/collections/{collectionId}/items/{featureId}",
            get(collections::item),
            "api-item",
            item,
            Answer::GeoJson,
        )
        .changed(vec![
            write("put", put(edits::replace), "api-replace", changed, Answer::Changed),
            write("patch", patch(edits::patch), "api-patch", changed, Answer::Changed),
            write("delete", delete(edits::remove), "api-remove", changed, Answer::Gone),
        ]),
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
        route(E::Assets, "/apps/{app}", get(assets::app), "api-app", &["app"], Answer::File),
        route(E::Assets, "/assets/{*file}", get(assets::asset), "api-asset", &["file"], Answer::File),
        route(E::Assets, "/page.css", get(assets::page_css), "api-page-css", &[], Answer::File),
        route(E::Session, SESSION, get(session::who), "api-session", &["lang"], Answer::Session).changed(vec![
            write("post", post(session::sign_in), "api-sign-in", &["lang"], Answer::Session),
            write("delete", delete(session::sign_out), "api-sign-out", &["lang"], Answer::SignedOut),
        ]),
        route(
            E::Search,
            SEARCH,
            get(search::search),
            "api-search",
            &["q", "near", "at", "within_m", "layer", "after", "search-limit", "f", "lang"],
            Answer::Document,
        ),
        route(
            E::Parcel,
            "/v1/parcels/{key}",
            get(parcels::parcel),
            "api-parcel",
            &["key", "f", "lang"],
            Answer::GeoJson,
        ),
        route(E::Qr, "/v1/qr.svg", get(qr::qr), "api-qr", &["link", "lang"], Answer::Picture),
        route(E::Changes, "/v1/changes", get(changes::stream), "api-changes", &["Last-Event-ID"], Answer::Events),
        route(E::BaseMap, "/v1/base-maps", get(base_maps::list), "api-base-maps", shown, Answer::Document),
        route(
            E::BaseMap,
            "/base-maps/{baseMap}/{z}/{x}/{y}",
            get(base_maps::tile),
            "api-base-map",
            &["baseMap", "z", "x", "y"],
            Answer::File,
        ),
        route(E::Health, "/health/live", get(health::live), "api-live", &[], Answer::Text),
        route(E::Health, "/health/ready", get(health::ready), "api-ready", &["lang"], Answer::Json),
        route(E::Metrics, "/metrics", get(health::metrics), "api-metrics", &[], Answer::Text),
    ]
}

impl Route {
    fn changed(self, writes: Vec<Write>) -> Self {
        Self { writes, ..self }
    }
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
            let document = api_document("http://localhost", 1000, operations(), (&[], Audience::ANONYMOUS), language);
            let paths = document["paths"].as_object().unwrap();
            let reading = operations().filter(|(_, operation)| operation.method == "get");
            assert_eq!(paths.len(), reading.count());
            for (path, operation) in operations() {
                let described = &paths[&path][operation.method];
                assert_ne!(described["summary"], operation.id, "{path} has no sentence");
                let names: Vec<&str> = operation.parameters.to_vec();
                let in_path: BTreeSet<&str> =
                    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
                assert!(in_path.iter().all(|name| names.contains(name)), "{path}: {names:?}");
                for name in names {
                    let place = document["components"]["parameters"][name]["in"].as_str();
                    let is_header = name.starts_with(|c: char| c.is_ascii_uppercase());
                    let expected = if in_path.contains(name) {
                        "path"
                    } else if is_header {
                        "header"
                    } else {
                        "query"
                    };
                    assert_eq!(place, Some(expected), "{path} {name}");
                }
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere_inside_the_document() {
        let document = api_document("http://localhost", 1000, operations(), (&[], Audience::ANONYMOUS), Language::En);
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
        assert!(!text.contains("\"$ref\":\"http"));
    }
}
