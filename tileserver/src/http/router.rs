//! The router: a fold over the parts. Each method of each address is put under watch; what no part knows is refused.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, any};

use crate::http::error::Allowed;
use crate::http::front::watch::Watch;
use crate::http::handlers::health;
use crate::http::parts::part::{Endpoint, Part, Serves};
use crate::http::request::extract::Accepted;
use crate::http::served::Served;
use crate::http::served::site::UNKNOWN;

/// The whole server as one service.
pub(crate) fn app(served: &Arc<Served>, parts: Vec<Part>) -> Router {
    let endpoints = parts.into_iter().flat_map(|part| part.endpoints);
    let router =
        endpoints.fold(Router::new(), |router, endpoint| router.route(endpoint.path, routed(endpoint, served)));
    let watch = Watch::new(UNKNOWN, Serves::Data, Accepted::ANYTHING, served);
    let nowhere = any(health::no_such_path).layer(watch);
    router.fallback_service(nowhere.with_state(())).with_state(Arc::clone(served))
}

/// All methods of an address, and what is said to others.
fn routed(endpoint: Endpoint, served: &Arc<Served>) -> MethodRouter<Arc<Served>> {
    let Endpoint { label, serves, methods, .. } = endpoint;
    let allowed = Allowed::of(methods.iter().map(|method| method.name));
    let others = MethodRouter::new().fallback(move |method| health::other_method(method, allowed));
    let others = others.layer(Watch::new(label, serves, Accepted::ANYTHING, served));
    methods.into_iter().fold(others, |all, method| {
        let accepted = Accepted::of(&method.operation);
        all.merge(method.handler.layer(Watch::new(method.label.unwrap_or(label), serves, accepted, served)))
    })
}
