//! One picture service: asked politely, with a limit to everything it may send.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use bytes::Bytes;
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, Url};
use tokio::sync::Semaphore;

use crate::config::tile_url;
use crate::http::base_maps::picture::{Fetched, MOST_BYTES, Picture, etag};

/// Asked at a time: what a browser would ask one host (RFC 9112 §9.4 leaves the number to clients; browsers took six).
const AT_A_TIME: usize = 6;
/// Waiting for that: two screens full of tiles. Who comes later is told to come again.
const WAITING: usize = 64;
/// Longest wait for a picture that was asked for.
const PATIENCE: Duration = Duration::from_secs(10);
/// A service that failed so often in a row is not asked again for a while: nobody waits for what is known.
const FAILURES: u32 = 2;
const RESPITE: Duration = Duration::from_secs(5);
/// Pictures stay good for a day if the service does not say; at least an hour, at most a week if it does.
const USUALLY_FRESH: Duration = Duration::from_secs(24 * 3600);
const LEAST_FRESH: u64 = 3600;
const LONGEST_FRESH: u64 = 7 * 24 * 3600;
/// Pictures that cannot carry a script.
const KINDS: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/avif"];
/// Most redirects of one question.
const REDIRECTS: usize = 4;

/// The service does not answer, or too many ask it already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the service does not answer")]
pub(crate) struct Away;

/// A service and how it is doing.
#[derive(Debug)]
pub(super) struct PictureService {
    /// As the settings name it, for the log.
    name: String,
    url: String,
    client: Option<Client>,
    waiting: Semaphore,
    places: Semaphore,
    health: Mutex<Health>,
}

#[derive(Debug, Default)]
struct Health {
    /// In a row.
    failures: u32,
    failed_at: Option<Instant>,
    /// Answers that were no pictures were written down since the last picture.
    is_odd: bool,
}

impl PictureService {
    pub(super) fn new(name: String, url: String) -> Self {
        let (waiting, places) = (Semaphore::new(AT_A_TIME + WAITING), Semaphore::new(AT_A_TIME));
        Self { name, url, client: client(), waiting, places, health: Mutex::default() }
    }

    /// What the service has for a tile.
    pub(super) async fn fetch(&self, zoom: u8, column: u32, row: u32) -> Result<Fetched, Away> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Away)?;
        let _place = self.places.acquire().await.map_err(|_| Away)?;
        if self.is_failing() {
            return Err(Away);
        }
        let asked = tokio::time::timeout(PATIENCE, self.ask(zoom, column, row)).await.unwrap_or(Err(Away));
        self.note(&asked);
        asked
    }

    async fn ask(&self, zoom: u8, column: u32, row: u32) -> Result<Fetched, Away> {
        let client = self.client.as_ref().ok_or(Away)?;
        let answer = client.get(tile_url(&self.url, zoom, column, row)).send().await.map_err(|_| Away)?;
        match answer.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::NO_CONTENT | StatusCode::GONE => {
                return Ok(Fetched::Nothing);
            }
            StatusCode::TOO_MANY_REQUESTS => return Err(Away),
            status if status.is_server_error() => return Err(Away),
            // WMTS says 400 beyond its limits (OGC 07-057r7, table 27), stores of files 403.
            _ => return Ok(Fetched::Odd),
        }
        let Some(kind) = kind(answer.headers()) else { return Ok(Fetched::Odd) };
        let fresh = fresh(answer.headers());
        let Some(body) = whole(answer).await? else { return Ok(Fetched::Odd) };
        let etag = etag(&body).ok_or(Away)?;
        Ok(Fetched::Picture(Picture { body, kind, etag, fresh }))
    }

    fn is_failing(&self) -> bool {
        let health = self.health.lock().unwrap_or_else(PoisonError::into_inner);
        health.failures >= FAILURES && health.failed_at.is_some_and(|at| at.elapsed() < RESPITE)
    }

    /// Remembers how it went; what an operator should know is logged once until it is better.
    fn note(&self, asked: &Result<Fetched, Away>) {
        let mut health = self.health.lock().unwrap_or_else(PoisonError::into_inner);
        match asked {
            Ok(Fetched::Picture(_)) => *health = Health::default(),
            Ok(Fetched::Nothing) => *health = Health { is_odd: health.is_odd, ..Health::default() },
            Ok(Fetched::Odd) => {
                if !health.is_odd {
                    tracing::warn!(map = self.name, "a base map service returned an unsupported image type");
                }
                *health = Health { is_odd: true, ..Health::default() };
            }
            Err(Away) => {
                if health.failures == 0 {
                    tracing::warn!(map = self.name, "a base map service does not answer");
                }
                health.failures = health.failures.saturating_add(1);
                health.failed_at = Some(Instant::now());
            }
        }
    }
}

/// A client that sends nothing of ours but its name, and is not sent on to another service.
fn client() -> Option<Client> {
    let same_service = Policy::custom(|attempt| {
        if is_same_service(&attempt) && attempt.previous().len() < REDIRECTS {
            attempt.follow()
        } else {
            attempt.stop()
        }
    });
    // Other parts of the program may have chosen already, and the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let agent = concat!("diaban/", env!("CARGO_PKG_VERSION"));
    let built = Client::builder().user_agent(agent).redirect(same_service).timeout(PATIENCE).build();
    built.inspect_err(|error| tracing::error!(%error, "base maps cannot be fetched")).ok()
}

/// The same scheme, host and port as was asked first; or the same host's usual `https` instead of its usual `http`.
fn is_same_service(attempt: &Attempt<'_>) -> bool {
    let usual = |url: &Url, scheme: &str| url.scheme() == scheme && url.port().is_none();
    attempt.previous().first().is_some_and(|first| {
        let is_upgrade = usual(first, "http") && usual(attempt.url(), "https");
        first.origin() == attempt.url().origin() || (is_upgrade && first.host_str() == attempt.url().host_str())
    })
}

fn kind(headers: &HeaderMap) -> Option<HeaderValue> {
    let said = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let said = said.split(';').next()?.trim();
    KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(said)).map(HeaderValue::from_static)
}

fn fresh(headers: &HeaderMap) -> Duration {
    let control = headers.get(header::CACHE_CONTROL).and_then(|control| control.to_str().ok()).unwrap_or_default();
    let seconds = control.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
    seconds.map_or(USUALLY_FRESH, |seconds| Duration::from_secs(seconds.clamp(LEAST_FRESH, LONGEST_FRESH)))
}

/// The whole body; `None` if it is too large.
async fn whole(mut answer: Response) -> Result<Option<Bytes>, Away> {
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| Away)? {
        if body.len() + part.len() > MOST_BYTES {
            return Ok(None);
        }
        body.extend_from_slice(&part);
    }
    Ok(Some(body.into()))
}
