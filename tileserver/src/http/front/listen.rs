//! Connections: accepted up to a limit in all and for each client, given time for their headers and for reading the answer, and closed
//! in order when the program stops.

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use spatial_core::message::{Message, Say};
use spatial_core::snapshot::SnapshotError;
use spatial_core::store::Store;
use tokio::net::TcpListener;
use tower::Service;

use crate::config::Settings;
use crate::http::front::admission;
use crate::http::front::files;
use crate::http::front::outgoing::held;
use crate::http::front::patience::Patient;
use crate::http::front::places::{Full, Place, Places, User};
use crate::http::front::remainder::ReadToItsEnd;
use crate::http::keepers::tables;
use crate::http::keepers::{self, Loaded};
use crate::http::parts;
use crate::http::parts::part::Part;
use crate::http::request::peer::Peer;
use crate::http::request::reached;
use crate::http::router;
use crate::http::served::Served;

/// Pause after a failed accept: the system is out of file handles, and asking again at once would only burn CPU.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Most bytes of a request's head, and of a stream that lie ready for a client that does not read. Hyper's own measure is 400 kB; with this
/// one a thousand slow readers cost 64 MB.
const BUFFER: usize = 64 << 10;

/// Connections beyond `[limits] connections` that are told how the server is and nothing else, in all and for one client: who watches
/// over the server hears of it however crowded it is.
const RESERVE: (usize, usize) = (32, 8);

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}")]
    CannotListen {
        /// As asked.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A thread could not be started.
    #[error("cannot start a thread")]
    NoThread(#[source] std::io::Error),
    /// The store could not be read into memory.
    #[error("cannot load the store")]
    World(#[from] SnapshotError),
}

impl Say for ServeError {
    fn message(&self) -> Message {
        match self {
            Self::CannotListen { address, .. } => Message::new("cli-cannot-listen").with("address", address),
            Self::World(error) => error.message(),
            Self::NoThread(source) => Message::new("cli-cannot-start").with("problem", source),
        }
    }
}

/// A server that has its address but does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    parts: Vec<Part>,
    served: Arc<Served>,
}

impl Server {
    /// Takes the address (port 0 lets the system choose). `copy` is where the World keeps its copy for the next start, if anywhere; `parts`
    /// is what it serves.
    ///
    /// # Errors
    /// [`ServeError::CannotListen`] if the address is taken; [`ServeError::World`] if a table of others cannot be served.
    pub(crate) async fn bind(
        store: Store,
        copy: Option<PathBuf>,
        settings: Settings,
        parts: Vec<Part>,
    ) -> Result<Self, ServeError> {
        let address = settings.listen;
        let tables = tables::open(&store, &settings.tables).await.map_err(SnapshotError::from)?;
        let cannot = |source| ServeError::CannotListen { address, source };
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let folded = parts::folded(&parts, &settings);
        let served = Served::new(store, tables, copy, settings, folded);
        let served = served.map_err(ServeError::NoThread)?;
        Ok(Self { listener, address, parts, served: Arc::new(served) })
    }

    /// The address we listen on, with the real port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Loads the World and answers until `stop` is done, then waits for open requests as long as `[limits] shutdown_seconds` allows.
    /// While it loads, only `/health/live` says yes and everything else is 503; `loaded` is told when that is over.
    ///
    /// # Errors
    /// [`ServeError::World`] if the store cannot be read into memory.
    pub async fn run(self, loaded: impl FnOnce(Loaded), stop: impl Future<Output = ()>) -> Result<(), ServeError> {
        let patience = Duration::from_secs(self.served.settings.limits.shutdown_seconds);
        let router = router::app(&self.served, self.parts);
        let open = GracefulShutdown::new();
        let mut life = Box::pin(keepers::live(&self.served, loaded));
        let ended = tokio::select! {
            () = stop => None,
            () = accept(&self.listener, &self.served, &router, &open) => None,
            ended = &mut life => Some(ended),
        };
        self.served.closing.send_replace(true);
        drop(self.listener);
        let rest = async {
            match ended {
                Some(ended) => {
                    open.shutdown().await;
                    ended
                }
                None => tokio::join!(open.shutdown(), life).1,
            }
        };
        Ok(tokio::time::timeout(patience, rest).await.unwrap_or(Ok(()))?)
    }
}

async fn accept(listener: &TcpListener, served: &Arc<Served>, router: &Router, open: &GracefulShutdown) {
    let limits = served.settings.limits;
    let places = Places::new(files::fitting(limits.connections), limits.connections_per_client);
    let reserve = Places::new(RESERVE.0, RESERVE.1);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(limits.header_seconds));
    http.max_buf_size(BUFFER);
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                // Out of files, mostly: who asks nothing makes room for who comes.
                places.make_room();
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let peer = peer.ip().to_canonical();
        let taken = places.take(peer, served.settings.trusted_proxies.trust(peer));
        // Without a place in the reserve there is nobody to tell it to.
        let Some((place, refused)) = taken
            .map(|place| (place, None))
            .or_else(|full| reserve.take(peer, false).map(|place| (place, Some(full))))
            .ok()
        else {
            served.meters.turned_away.increment(1);
            continue;
        };
        let _ = stream.set_nodelay(true);
        let patience = Duration::from_secs(limits.write_seconds);
        let stream = Patient::new(stream, patience, served.meters.stalled.clone(), place.user());
        let routed = Routed { router: router.clone(), served: Arc::clone(served), peer, refused, place: place.user() };
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), routed));
        tokio::spawn(attend(connection, place, Arc::clone(served), peer));
    }
}

/// Waits until a connection ends, or somebody else needs its place.
async fn attend(
    connection: impl Future<Output = Result<(), hyper::Error>>,
    place: Place,
    served: Arc<Served>,
    peer: IpAddr,
) {
    served.meters.connections.increment(1.0);
    let connection = pin!(connection);
    tokio::select! {
        ended = connection => {
            // Another error is a client that broke off. Hyper has already answered what can be answered.
            if let Err(error) = ended && error.is_parse() {
                served.meters.malformed.increment(1);
                if let Some(log) = &served.access_log {
                    log.malformed(peer, &error);
                }
            }
        }
        () = place.sent_away() => served.meters.turned_away.increment(1),
    }
    served.meters.connections.decrement(1.0);
}

/// The router as hyper calls it.
#[derive(Debug, Clone)]
struct Routed {
    router: Router,
    served: Arc<Served>,
    peer: IpAddr,
    refused: Option<Full>,
    place: User,
}

impl hyper::service::Service<Request<Incoming>> for Routed {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let in_use = self.place.in_use();
        let mut request = ReadToItsEnd::of(request);
        reached::settle(&mut request, self.peer, &self.served.settings);
        let client = admission::client(self.peer, request.headers(), &self.served.settings.trusted_proxies);
        let peer = Peer { client, is_forwarded: client != self.peer, refused: self.refused };
        request.extensions_mut().insert(peer);
        let measured = if request.method() == Method::HEAD { of_head } else { without_length };
        let (answer, is_refused) = (self.router.clone().call(request), self.refused.is_some());
        Box::pin(async move {
            let mut response = measured(held::until_made(in_use, answer.await?));
            if is_refused {
                // Who comes again may find a place by then; the reserve is for those who have not been told yet.
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response)
        })
    }
}

/// An answer that never has a body says nothing of a length, for caches would cut their copies to it (RFC 9110 §8.6).
fn without_length(mut response: Response) -> Response {
    if matches!(response.status(), StatusCode::NOT_MODIFIED | StatusCode::NO_CONTENT) {
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}

/// To a HEAD the length is that of the body a GET would get, or none is said: never that of the body which is not sent.
fn of_head(response: Response) -> Response {
    let mut response = without_length(response);
    if response.headers().get(header::CONTENT_LENGTH).is_some_and(|length| length == "0") {
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}
