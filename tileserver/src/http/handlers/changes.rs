//! `/v1/changes`: what changed, as it happens.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use crate::auth::{Identity, Trail};
use crate::http::HttpError;
use crate::http::changes::{self, LONGEST_MARK};
use crate::http::error::Share;
use crate::http::front::admission;
use crate::http::front::places::Full;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::openapi::{Described, Parameter, Text};

/// What it reads.
pub(crate) static PARAMETERS: &[&dyn Described] = &[&LAST_EVENT];

static LAST_EVENT: Parameter<Text> =
    Parameter::header("Last-Event-ID", Text { longest: LONGEST_MARK }).about("api-parameter-last-event");

/// How often it is asked whether people who listen still are who they were: who was removed, signed out or lost a power hears no more
/// soon after.
const ASKED_EVERY: Duration = Duration::from_secs(10);

/// An endless stream of events, after `Last-Event-ID` if there is one.
pub(crate) async fn stream(
    State(served): State<Arc<Served>>,
    identity: Identity,
    Extension(peer): Extension<Peer>,
    trail: Option<Extension<Trail>>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    served.is_loaded()?;
    let last =
        headers.get(LAST_EVENT.name).map(|last| LAST_EVENT.read(last.to_str().unwrap_or_default())).transpose()?;
    let listener = served.feed.listen(peer.client, || served.world().ok(), identity.audience(), last.as_deref());
    let limits = served.settings.limits;
    let listener = listener.map_err(|full| match full {
        Full::Client => HttpError::ClientFull { of: Share::Listeners, limit: limits.listeners_per_client },
        Full::All => HttpError::ListenersFull { limit: limits.listeners },
    })?;
    let events = changes::stream(listener, served.closing.subscribe());
    let over = until_dismissed(Arc::clone(&served), identity, headers, trail.map(|Extension(trail)| trail));
    Ok(shown(Body::from_stream(events.take_until(Box::pin(over)))))
}

fn shown(events: Body) -> Response {
    let mut response = events.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    // nginx would keep events until its buffer is full.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Never ends for who is nobody; for people when they are not who they were any more, or hold other powers. A browser then comes back by
/// itself, as who it is by then.
async fn until_dismissed(served: Arc<Served>, who: Identity, headers: HeaderMap, trail: Option<Trail>) {
    let (Some(_), Some(trail)) = (who.principal(), trail) else { return std::future::pending().await };
    loop {
        tokio::time::sleep(ASKED_EVERY).await;
        if !admission::is_still(&who, &headers, &served, &trail).await {
            return;
        }
    }
}
