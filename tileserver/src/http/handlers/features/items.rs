//! `/collections/{layer}/items`: a page of features. A large one is found at once and then read, written and packed a portion at a time, as
//! fast as its client takes it: whoever reads slowly costs one portion of memory, and no more portions are made at the same time than
//! leave processors to others, of one client no more than it has turns.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use spatial_core::layer::{Feature, FeatureId};
use spatial_core::query::Query;
use spatial_core::snapshot::{Found, World};

use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::layer::layer;
use crate::http::request::negotiate::ContentCoding;
use crate::http::request::peer::Peer;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::http::wire::features::geojson::{GEOJSON, GeoJsonWriter, PageEnd};
use crate::http::wire::features::gzip::Gzip;
use crate::http::wire::features::page;
use crate::http::wire::features::sheet::{self, FeatureSheet};
use crate::http::wire::pages::html;
use crate::ogc::{PageBounds, items_query, query_text};
use crate::openapi::shared::Representation;

/// Features of a portion, and about how many bytes of them as text: some milliseconds of work for one thread.
const PORTION: usize = 200;
const PORTION_BYTES: usize = 1 << 20;
/// Features on a page for people.
const MOST_ON_A_PAGE: u32 = 1000;
/// A client takes its page in this time or is cut off: who reads a byte now and then would keep an old World in memory for ever.
const LONGEST: Duration = Duration::from_secs(900);

/// A page of features.
pub(crate) async fn items(
    State(served): State<Arc<Served>>,
    Path(id): Path<String>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let world = served.world()?;
    let layout = layer(&world, &id, asked.audience)?.layer();
    let most = PageBounds { features: served.settings.limits.page_features, bytes: served.most_bytes() };
    let query = items_query(&asked.parameters, layout, asked.audience, most)?;
    // Large pages are many portions, and for a condition every feature of the layer is looked at.
    let is_costly = query.limit as usize > PORTION || !query.equals.is_empty();
    let _turn = if is_costly { Some(served.turn(peer).await?) } else { None };
    match asked.format {
        Representation::Html => whole(&served, &world, query, asked).await,
        Representation::Json => portions(served, world, query, asked, peer).await,
    }
}

/// A page for people.
async fn whole(served: &Arc<Served>, world: &World, query: Query, asked: Inquiry) -> Result<Response, HttpError> {
    let query = Query { limit: query.limit.min(MOST_ON_A_PAGE), ..query };
    let (base, most_bytes, language) =
        (base_url(&asked.headers, &served.settings), served.most_bytes(), asked.language);
    // Small pages are answered at once.
    let _bulk = if query.limit as usize > PORTION { served.bulk.acquire().await.ok() } else { None };
    let page = world.items(&served.store, query).await?;
    let seen = page.features.iter().map(|feature| feature.id);
    served.note_look(&asked.looker, (world, &page.layer), seen, || told(page.features.len(), &asked)).await;
    let body = served.workers.run(move || page::for_people(&page, &asked, &base, most_bytes)).await??;
    Ok(wire::negotiated(html::answer(body, language)))
}

/// A page for programs; its first portion is made before anything is answered, so that what goes wrong is told as such.
async fn portions(
    served: Arc<Served>,
    world: Arc<World>,
    query: Query,
    asked: Inquiry,
    peer: Peer,
) -> Result<Response, HttpError> {
    let found = world.find(&served.store, &query).await?;
    served.note_look(&asked.looker, (&world, &found.layer), found.ids(), || told(found.len(), &asked)).await;
    let most_bytes = served.most_bytes();
    send(served, world, found, (asked, peer), most_bytes).await
}

/// Features found, as a file: all of them, however large it becomes.
pub(crate) async fn file(
    served: Arc<Served>,
    world: Arc<World>,
    found: Found,
    asked: Inquiry,
    peer: Peer,
) -> Result<Response, HttpError> {
    send(served, world, found, (asked, peer), usize::MAX).await
}

async fn send(
    served: Arc<Served>,
    world: Arc<World>,
    found: Found,
    (asked, peer): (Inquiry, Peer),
    most_bytes: usize,
) -> Result<Response, HttpError> {
    let coding = ContentCoding::takes_gzip(&asked.headers).then(Gzip::default);
    let is_packed = coding.is_some() && found.len() > PORTION;
    let base = base_url(&asked.headers, &served.settings);
    let page = Unfinished {
        most_bytes,
        until: Instant::now() + LONGEST,
        gzip: coding.filter(|_| is_packed),
        at: 0,
        returned: 0,
        bytes: 0,
        is_done: false,
        served,
        world,
        found: Arc::new(found),
        asked: Arc::new(asked),
        peer,
        base,
    };
    let (first, page) = page.more().await?;
    let body = if page.is_done {
        Body::from(first)
    } else {
        let begun = stream::once(async { Ok(first) });
        Body::from_stream(stream::StreamExt::chain(begun, stream::try_unfold(page, Unfinished::next)))
    };
    Ok(answer(body, is_packed))
}

/// How many features somebody looked at, and what they asked.
pub(crate) fn told(count: usize, asked: &Inquiry) -> String {
    format!("{count} features{}", query_text(asked.parameters.iter()))
}

fn answer(body: Body, is_packed: bool) -> Response {
    let mut response = wire::typed(body.into_response(), GEOJSON);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding, Accept-Language"));
    if is_packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

/// A page that is being sent.
struct Unfinished {
    served: Arc<Served>,
    world: Arc<World>,
    found: Arc<Found>,
    asked: Arc<Inquiry>,
    peer: Peer,
    base: String,
    gzip: Option<Gzip>,
    /// How many of the features found were looked at, and how many were written.
    at: usize,
    returned: usize,
    /// Bytes written, before packing.
    bytes: usize,
    most_bytes: usize,
    until: Instant,
    is_done: bool,
}

impl Unfinished {
    /// The next portion, in its client's turn: one that waits for its reader has none.
    async fn next(self) -> Result<Option<(Bytes, Self)>, HttpError> {
        if self.is_done {
            return Ok(None);
        }
        let _turn = self.served.turns.go_on(self.peer.client).await;
        let (id, until) = (self.found.layer.name.clone(), self.until);
        match self.more().await {
            Ok(_) if Instant::now() > until => Err(HttpError::TimedOut { seconds: LONGEST.as_secs() }),
            Ok((portion, page)) => Ok(Some((portion, page))),
            Err(error) => {
                // The status has been sent: the client sees a connection that breaks, and the log says why.
                tracing::error!(layer = %id, error = &error as &dyn std::error::Error, "a page broke off");
                Err(error)
            }
        }
    }

    /// The next portion, once there is a processor for it; the last one ends the page.
    async fn more(self) -> Result<(Bytes, Self), HttpError> {
        let bulk = Arc::clone(&self.served.bulk);
        // Small pages are answered at once.
        let _bulk = if self.found.len() > PORTION { bulk.acquire().await.ok() } else { None };
        let (world, workers) = (Arc::clone(&self.world), Arc::clone(&self.served.workers));
        let places = self.at..self.found.len().min(self.at + PORTION);
        let read = world.read_found(&self.served.store, &self.found, places, PORTION_BYTES).await?;
        workers.run(move || self.written(&read.features, read.ids)).await?
    }

    /// A file leads nowhere: it is all there is.
    fn end(&self, found: &Found, next: Option<FeatureId>) -> PageEnd {
        let end = page::end_of(found, &self.world, self.returned, next, &self.asked, &self.base);
        if self.most_bytes == usize::MAX { PageEnd { links: Vec::new(), ..end } } else { end }
    }

    fn written(mut self, features: &[Feature], ids: usize) -> Result<(Bytes, Self), HttpError> {
        let (found, asked) = (Arc::clone(&self.found), Arc::clone(&self.asked));
        let mut document = GeoJsonWriter::new(&found.layer, asked.audience);
        if self.at == 0 {
            document.begin();
        }
        if self.returned > 0 {
            document.goes_on();
        }
        let left = self.most_bytes.saturating_sub(self.bytes);
        let written = match sheet::fill(&mut document, &found.layer.name, features, left, asked.language) {
            // It may fit into an answer of its own.
            Err(HttpError::ItemTooLarge { .. }) if self.returned > 0 => {
                document.cut(0);
                0
            }
            written => written?,
        };
        self.returned += written;
        let is_cut = written < features.len();
        self.at += ids;
        self.is_done = is_cut || self.at >= found.len() || ids == 0;
        let next = match is_cut {
            true => features[..written].last().map(|last| last.id).or_else(|| found.before(self.at - ids)),
            false => found.next_after(self.at),
        };
        self.bytes += document.len();
        let text = match self.is_done {
            true => document.end(&self.end(&found, next)),
            false => document.into_bytes(),
        };
        let packed = match &mut self.gzip {
            Some(gzip) => gzip.pack(&text, self.is_done),
            None => text,
        };
        Ok((packed.into(), self))
    }
}
