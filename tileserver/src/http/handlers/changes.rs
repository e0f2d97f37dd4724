//! `/v1/changes`: what changed, as it happens.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use spatial_core::layer::Audience;

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::changes;
use crate::http::served::Served;

/// So long staff listen at a time: who was removed or signed out hears no more after it.
const STAFF_LIFE: Duration = Duration::from_secs(60);

/// An endless stream of events, after `Last-Event-ID` if there is one.
pub(crate) async fn stream(
    State(served): State<Arc<Served>>,
    identity: Identity,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    served.is_loaded()?;
    let last = headers.get("last-event-id").map(|last| last.to_str().unwrap_or_default());
    let listener = served.feed.listen(|| served.world().ok(), identity.audience(), last);
    let listener = listener.ok_or(HttpError::ListenersFull { limit: served.settings.limits.listeners })?;
    let events = changes::stream(listener, served.closing.subscribe());
    // A browser comes back by itself, and shows again who it is.
    let life = if identity.audience() == Audience::Anonymous { None } else { Some(STAFF_LIFE) };
    let over = async move {
        match life {
            Some(life) => tokio::time::sleep(life).await,
            None => std::future::pending().await,
        }
    };
    let mut response = Body::from_stream(events.take_until(Box::pin(over))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // nginx would keep events until its buffer is full.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}
