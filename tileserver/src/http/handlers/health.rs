//! For operators: is it alive, is it ready, what does it count; and what happens on paths and methods nobody knows.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::auth::Identity;
use crate::config::MetricsFor;
use crate::http::HttpError;
use crate::http::error::Allowed;
use crate::http::served::Served;
use crate::http::wire::ready::Ready;
use crate::text::Language;

/// The process answers.
pub(crate) async fn live() -> &'static str {
    "live\n"
}

/// The World is loaded. A server that has lost its store is ready still: it answers from memory, and says how old that is.
pub(crate) async fn ready(
    State(served): State<Arc<Served>>,
    identity: Identity,
    language: Language,
) -> Result<Json<Ready>, HttpError> {
    let world = served.world()?;
    let ready = Ready::of(&world, &served.currency, &served.models, language);
    let ready = ready.doubting(&served.tables_of_others, language).without(&served.left_out.now(), language);
    Ok(Json(ready.told_to(identity.audience(), &world)))
}

/// Prometheus; for whom the settings say.
pub(crate) async fn metrics(State(served): State<Arc<Served>>, identity: Identity) -> Result<Response, HttpError> {
    if served.settings.metrics_for == MetricsFor::Admins {
        identity.may_operate()?;
    }
    let media = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((media, served.meters.render(served.store.readings(), &served.models)).into_response())
}

/// OPTIONS is answered (other origins may read, and only that); the rest is refused.
pub(crate) async fn other_method(method: Method, allowed: Allowed) -> Result<Response, HttpError> {
    if method != Method::OPTIONS {
        return Err(HttpError::Method { allowed });
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, allowed.value());
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*"));
    Ok(response)
}

/// Anything else.
pub(crate) async fn no_such_path() -> HttpError {
    HttpError::NotFound
}
