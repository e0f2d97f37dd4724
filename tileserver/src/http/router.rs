//! Every path of the server on one screen; no other file contains one.

use std::sync::Arc;

use axum::Router;
use axum::extract::Extension;
use axum::routing::{MethodRouter, any, delete, get, patch, post, put};

use crate::http::endpoint::Endpoint;
use crate::http::error::Allowed;
use crate::http::front::watch::Watch;
use crate::http::handlers::web::{apps, landing, styles};
use crate::http::handlers::{base_maps, changes, collections, edits, health, parcels, qr, search, session, tiles};
use crate::http::paths;
use crate::http::served::Served;
use crate::ogc::{AnswerKind, Operation, Operations};

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
        if path == paths::API {
            whole = whole.layer(Extension(operations()));
        }
        router = router.route(path, whole);
    }
    let nowhere = any(health::no_such_path).layer(watch(Endpoint::Unknown));
    router.fallback_service(nowhere.with_state(())).with_state(Arc::clone(served))
}

/// Every path as the API document writes it, with what it says of it: reading, and what changes it.
fn operations() -> Operations {
    let of_route = |route: Route| {
        let path = documented(route.path);
        let all = std::iter::once(route.operation).chain(route.writes.into_iter().map(|write| write.operation));
        all.map(|operation| (path.clone(), operation)).collect::<Vec<_>>()
    };
    routes().into_iter().flat_map(of_route).collect()
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
        route(E::Landing, paths::HOME, get(landing::landing), "api-landing", shown, AnswerKind::Document),
        route(E::Api, paths::CONFORMANCE, get(landing::conformance), "api-conformance", shown, AnswerKind::Document),
        route(E::Api, paths::API, get(landing::api), "api-api", shown, AnswerKind::Document),
        route(
            E::Collections,
            paths::COLLECTIONS,
            get(collections::list),
            "api-collections",
            shown,
            AnswerKind::Document,
        ),
        route(
            E::Collections,
            "/collections/{collectionId}",
            get(collections::one),
            "api-collection",
            one,
            AnswerKind::Document,
        ),
        route(
            E::Items,
            "/collections/{collectionId}/items",
            get(collections::items),
            "api-items",
            page,
            AnswerKind::GeoJson,
        )
        .changed(vec![write("post", post(edits::create), "api-create", of_layer, AnswerKind::Created)]),
        route(
            E::Item,
            "/collections/{collectionId}/items/{featureId}",
            get(collections::item),
            "api-item",
            item,
            AnswerKind::GeoJson,
        )
        .changed(vec![
            write("put", put(edits::replace), "api-replace", changed, AnswerKind::Changed),
            write("patch", patch(edits::patch), "api-patch", changed, AnswerKind::Changed),
            write("delete", delete(edits::remove), "api-remove", changed, AnswerKind::Gone),
        ]),
        route(E::TileJson, "/xyz/{layers.json}", get(tiles::tilejson), "api-tilejson", &["layers"], AnswerKind::Json),
        route(
            E::Tile,
            "/xyz/{layers}/{z}/{x}/{y}",
            get(tiles::tile),
            "api-tile",
            &["layers", "z", "x", "y"],
            AnswerKind::Tile,
        ),
        route(E::Styles, paths::STYLES, get(styles::list), "api-styles", shown, AnswerKind::Document),
        route(E::Styles, "/styles/{styleId}", get(styles::style), "api-style", &["styleId"], AnswerKind::Json),
        route(
            E::Styles,
            "/styles/{styleId}/{file}",
            get(styles::file),
            "api-style-file",
            &["styleId", "file"],
            AnswerKind::Json,
        ),
        route(E::Assets, "/apps/{app}", get(apps::app), "api-app", &["app"], AnswerKind::File),
        route(E::Assets, "/assets/{*file}", get(apps::asset), "api-asset", &["file"], AnswerKind::File),
        route(E::Assets, paths::PAGE_CSS, get(apps::page_css), "api-page-css", &[], AnswerKind::File),
        route(E::Session, paths::SESSION, get(session::who), "api-session", &["lang"], AnswerKind::Session).changed(
            vec![
                write("post", post(session::sign_in), "api-sign-in", &["lang"], AnswerKind::Session),
                write("delete", delete(session::sign_out), "api-sign-out", &["lang"], AnswerKind::SignedOut),
            ],
        ),
        route(
            E::Search,
            paths::SEARCH,
            get(search::search),
            "api-search",
            &["q", "near", "at", "within_m", "layer", "after", "search-limit", "f", "lang"],
            AnswerKind::Document,
        ),
        route(
            E::Parcel,
            "/v1/parcels/{key}",
            get(parcels::parcel),
            "api-parcel",
            &["key", "f", "lang"],
            AnswerKind::GeoJson,
        ),
        route(E::Qr, "/v1/qr.svg", get(qr::qr), "api-qr", &["link", "lang"], AnswerKind::Picture),
        route(E::Changes, "/v1/changes", get(changes::stream), "api-changes", &["Last-Event-ID"], AnswerKind::Events),
        route(E::BaseMap, "/v1/base-maps", get(base_maps::list), "api-base-maps", shown, AnswerKind::Document),
        route(
            E::BaseMap,
            "/base-maps/{baseMap}/{z}/{x}/{y}",
            get(base_maps::tile),
            "api-base-map",
            &["baseMap", "z", "x", "y"],
            AnswerKind::File,
        ),
        route(E::Health, "/health/live", get(health::live), "api-live", &[], AnswerKind::Text),
        route(E::Health, "/health/ready", get(health::ready), "api-ready", &["lang"], AnswerKind::Json),
        route(E::Metrics, "/metrics", get(health::metrics), "api-metrics", &[], AnswerKind::Text),
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
            let document = api_document("http://localhost", 1000, &operations(), (&[], Audience::ANONYMOUS), language);
            let paths = document["paths"].as_object().unwrap();
            let operations = operations();
            let reading = operations.iter().filter(|(_, operation)| operation.method == "get");
            assert_eq!(paths.len(), reading.count());
            for (path, operation) in operations.iter() {
                let described = &paths[path][operation.method];
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
        let document = api_document("http://localhost", 1000, &operations(), (&[], Audience::ANONYMOUS), Language::En);
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
        assert!(!text.contains("\"$ref\":\"http"));
    }
}
