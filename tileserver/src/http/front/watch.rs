//! Around every handler: request id, limits, time-out, panics, problem documents, metrics and the access log.
//!
//! Every request passes here, so nothing allocates per label or per field; what a warm tile costs in all is the row `warm` of
//! `BENCHMARKS.md`.

use std::convert::Infallible;
use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use spatial_core::layer::Audience;
use spatial_core::message::Say;
use spatial_core::store::assets::{AssetProblem, MOST_ASSET_BYTES};
use tower::{Layer, Service};

use crate::auth::Identity;
use crate::http::HttpError;
use crate::http::error::{Carried, Share};
use crate::http::front::access_log::LogLine;
use crate::http::front::admission;
use crate::http::front::masked;
use crate::http::front::outgoing::{held, packed, prefixed};
use crate::http::front::places::{Full, InUse, Place};
use crate::http::front::request_id;
use crate::http::keepers::currency;
use crate::http::parts::part::Serves;
use crate::http::request::extract::{Accepted, language_of};
use crate::http::request::negotiate::{self, ContentCoding};
use crate::http::request::peer::Peer;
use crate::http::request::reached::{Misdirected, Prefix, is_https};
use crate::http::request::uploads::upload;
use crate::http::served::Served;
use crate::http::wire::pages::frame::{Frame, Unframed};
use crate::http::wire::problem;
use crate::openapi::shared::Representation;

/// Puts a watch around the handlers of one address.
#[derive(Debug, Clone)]
pub(crate) struct Watch {
    /// Where requests are counted.
    meter: usize,
    serves: Serves,
    accepted: Accepted,
    served: Arc<Served>,
}

impl Watch {
    /// Counts under a label, and knows what is served and which parameters are read.
    pub(crate) fn new(label: &str, serves: Serves, accepted: Accepted, served: &Arc<Served>) -> Self {
        let meter = served.site.labels.iter().position(|known| *known == label).unwrap_or_default();
        Self { meter, serves, accepted, served: Arc::clone(served) }
    }

    /// A place among the requests of a client whom a proxy speaks for; what connections of their own are to others.
    fn place(&self, peer: Option<Peer>) -> Result<Option<(InUse, Place)>, HttpError> {
        let Some(peer) = peer.filter(|_| self.serves != Serves::Health) else { return Ok(None) };
        let limit = self.served.settings.limits.connections_per_client;
        let full = HttpError::ClientFull { of: Share::Connections, limit };
        match peer.refused {
            Some(Full::Client) => Err(full),
            Some(Full::All) => Err(HttpError::ConnectionsFull),
            None if peer.is_forwarded => {
                let place = self.served.forwarded.take(peer.client, false).map_err(|_| full)?;
                Ok(Some((place.in_use(), place)))
            }
            None => Ok(None),
        }
    }

    /// Refuses bodies that say at once that they are larger than is taken.
    fn takes(&self, bytes: u64) -> Result<(), HttpError> {
        let limit_kb = match self.serves {
            Serves::Asked { most_kb } => self.served.settings.limits.body_kb.max(most_kb),
            _ => self.served.settings.limits.body_kb,
        };
        match self.serves {
            Serves::Deposit if bytes > MOST_ASSET_BYTES => {
                Err(HttpError::TooLarge(AssetProblem::TooLarge { most: MOST_ASSET_BYTES }.message()))
            }
            Serves::Delivery if bytes > self.served.imports.most_bytes() => {
                Err(HttpError::TooLarge(self.served.imports.too_large()))
            }
            Serves::Deposit | Serves::Delivery => Ok(()),
            _ if bytes > limit_kb * 1024 => Err(HttpError::BodyTooLarge { limit_kb }),
            _ => Ok(()),
        }
    }

    /// How long a request may take. Who sends a file is given time by its size, and ended by `uploads::upload` before this.
    fn patience(&self) -> Duration {
        let usual = Duration::from_secs(self.served.settings.limits.request_seconds);
        match self.serves {
            Serves::Deposit => upload::longest(usual, MOST_ASSET_BYTES),
            Serves::Delivery => upload::longest(usual, self.served.imports.most_bytes()),
            _ => usual,
        }
    }

    /// True for the pages of the apps, unless a program asks for them.
    fn is_page(&self, request: &Request) -> bool {
        matches!(self.serves, Serves::Front | Serves::Page | Serves::Files)
            && Representation::wanted(None, request.headers()).is_ok_and(|format| format == Representation::Html)
    }
}

/// A handler under watch.
#[derive(Debug, Clone)]
pub(crate) struct Watched<S> {
    watch: Watch,
    inner: S,
}

impl<S> Layer<S> for Watch {
    type Service = Watched<S>;

    fn layer(&self, inner: S) -> Watched<S> {
        Watched { watch: self.clone(), inner }
    }
}

impl<S> Service<Request> for Watched<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let mut seen = Arrival::of(&request, &self.watch);
        match self.watch.place(request.extensions().get().copied()) {
            Ok(place) => seen.place = place,
            Err(full) => return Box::pin(finished(seen, full.into_response())),
        }
        if let Err(too_large) = self.watch.takes(body_bytes(request.headers())) {
            return Box::pin(finished(seen, too_large.into_response()));
        }
        if let Some(misdirected) = request.extensions_mut().remove::<Misdirected>() {
            return Box::pin(finished(seen, HttpError::from(misdirected).into_response()));
        }
        // Files of the apps need no data; their pages say in the reader's words that it is on its way.
        if !matches!(self.watch.serves, Serves::Health | Serves::Files)
            && let Err(loading) = self.watch.served.is_loaded()
        {
            return Box::pin(finished(seen, loading.into_response()));
        }
        if request.uri().query().is_some() {
            request.extensions_mut().insert(self.watch.accepted);
        }
        if admission::is_plain(&request) {
            return Box::pin(watched(seen, self.inner.call(request)));
        }
        let (inner, watch, id) = (self.inner.clone(), self.watch.clone(), seen.id.clone());
        Box::pin(watched(seen, admit(inner, request, watch, id)))
    }
}

/// Finds out who it is before the handler is called.
async fn admit<S>(mut inner: S, request: Request, watch: Watch, id: HeaderValue) -> Result<Response, Infallible>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    let request = match admission::admitted(request, &watch.served, &id).await {
        Ok(request) => request,
        Err(error) => return Ok(error.into_response()),
    };
    let audience = request.extensions().get().map_or(Audience::ANONYMOUS, Identity::audience);
    let mut response = inner.call(request).await?;
    // Files of the map apps are the same for everybody.
    if watch.serves != Serves::Files {
        admission::keep_private(audience, &mut response);
    }
    Ok(response)
}

/// The handler's answer in time, or what stands in its place.
async fn watched(
    seen: Arrival,
    answer: impl Future<Output = Result<Response, Infallible>>,
) -> Result<Response, Infallible> {
    let patience = seen.watch.patience();
    let answer = AssertUnwindSafe(answer).catch_unwind();
    let response = match tokio::time::timeout(patience, answer).await {
        Ok(Ok(Ok(response))) => response,
        Ok(Ok(Err(never))) => match never {},
        Ok(Err(panic)) => seen.panicked(&*panic).into_response(),
        Err(_) => {
            seen.watch.served.meters.timed_out.increment(1);
            HttpError::TimedOut { seconds: patience.as_secs() }.into_response()
        }
    };
    finished(seen, response).await
}

/// The answer on its way out: a page below a public path with its links there, and texts packed for who takes it.
async fn finished(mut seen: Arrival, response: Response) -> Result<Response, Infallible> {
    let (prefix, takes_gzip) = (seen.prefix.take(), seen.takes_gzip);
    let mut response = seen.answered(response);
    if let Some(Prefix(prefix)) = prefix {
        response = prefixed::below(&prefix, response).await;
    }
    packed::say_so(&mut response);
    Ok(if takes_gzip { packed::gzipped(response).await } else { response })
}

fn body_bytes(headers: &HeaderMap) -> u64 {
    headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0)
}

/// What must be remembered of a request until it is answered.
struct Arrival {
    watch: Watch,
    start: Instant,
    id: HeaderValue,
    method: Method,
    uri: Uri,
    accept_language: Option<HeaderValue>,
    client: Option<IpAddr>,
    /// Its place among the client's requests, if a proxy brought it.
    place: Option<(InUse, Place)>,
    /// It came by https.
    is_https: bool,
    /// A person asked for a page, not a program for a document: the client names HTML first, as browsers do for whole pages.
    is_page: bool,
    prefix: Option<Prefix>,
    /// The client unpacks gzip.
    takes_gzip: bool,
    is_answered: bool,
}

impl Arrival {
    fn of(request: &Request, watch: &Watch) -> Self {
        Self {
            watch: watch.clone(),
            start: Instant::now(),
            id: request_id::of(request.headers()),
            method: request.method().clone(),
            uri: request.uri().clone(),
            accept_language: negotiate::line(request.headers(), &header::ACCEPT_LANGUAGE),
            client: request.extensions().get::<Peer>().map(|peer| peer.client),
            place: None,
            is_https: is_https(request.headers()),
            is_page: negotiate::names_html_first(request.headers()) || watch.is_page(request),
            prefix: request.extensions().get().cloned(),
            takes_gzip: ContentCoding::takes_gzip(request.headers()),
            is_answered: false,
        }
    }

    fn panicked(&self, panic: &(dyn std::any::Any + Send)) -> HttpError {
        self.watch.served.meters.panicked.increment(1);
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
        HttpError::Internal { what: said.unwrap_or_else(|| "panic".to_owned()) }
    }

    fn answered(mut self, mut response: Response) -> Response {
        if let Some(Carried(error)) = response.extensions_mut().remove::<Carried>() {
            // Who was answered may still be the only one to keep it.
            let kept = response.headers_mut().remove(header::CACHE_CONTROL);
            response = self.problem(&error);
            if let Some(kept) = kept {
                response.headers_mut().insert(header::CACHE_CONTROL, kept);
            }
        }
        if let Some(unframed) = response.extensions_mut().remove::<Unframed>() {
            *response.body_mut() = Body::from(self.framed(unframed));
        }
        response.headers_mut().insert(request_id::HEADER, self.id.clone());
        if let Some(age) = self.watch.served.currency.age() {
            response.headers_mut().insert(currency::HEADER, age.as_secs().into());
        }
        guard(response.headers_mut(), self.is_https);
        self.record(&response);
        match self.place.take() {
            Some(place) => held::until_made(place, response),
            None => response,
        }
    }

    /// A page with what stands around every page.
    fn framed(&self, page: Unframed) -> Vec<u8> {
        let served = &self.watch.served;
        let world = served.world().ok();
        page.within(&Frame { authority: &served.settings.authority, world: world.as_deref(), uri: &self.uri })
    }

    fn problem(&self, error: &Arc<HttpError>) -> Response {
        if error.status().is_server_error() && !matches!(**error, HttpError::Loading { .. } | HttpError::SearchNotReady)
        {
            tracing::error!(id = ?self.id, path = %masked::path(self.uri.path()), error = %Chain(&**error), "request failed");
        }
        let language = language_of(self.uri.query(), self.accept_language.as_ref());
        let form = if self.is_page { Representation::Html } else { Representation::Json };
        problem::response(error, form, language, self.uri.path(), self.id.to_str().unwrap_or("-"))
    }

    fn record(&mut self, response: &Response<Body>) {
        self.is_answered = true;
        let took = self.start.elapsed();
        let bytes = response.body().size_hint().exact().unwrap_or(0);
        let served = &self.watch.served;
        served.meters.answered(self.watch.meter, response.status(), took.as_secs_f64(), bytes);
        if let Some(log) = &served.access_log {
            log.write(&LogLine {
                client: self.client,
                method: &self.method,
                uri: &self.uri,
                status: response.status(),
                bytes,
                took,
                id: &self.id,
            });
        }
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        if !self.is_answered {
            self.watch.served.meters.abandoned.increment(1);
        }
    }
}

/// What browsers are told of every answer: its type is what it says it is, who may embed it, that its window is its own, and over https
/// that there is no other way here.
fn guard(headers: &mut HeaderMap, is_https: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // What other origins may read they may also show.
    let embedded =
        if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) { "cross-origin" } else { "same-origin" };
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static(embedded));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    if is_https {
        // A year, as RFC 6797 shows it; only over https (its section 7.2).
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}

/// An error with its causes, for the log.
struct Chain<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
