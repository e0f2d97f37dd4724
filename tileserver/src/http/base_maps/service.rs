//! One picture service: asked politely, with a limit to everything it may send.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use bytes::Bytes;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use tokio::sync::Semaphore;
use xxhash_rust::xxh3::xxh3_128;

use crate::config::BaseMap;
use crate::http::base_maps::Picture;

/// Asked at a time: what a browser would ask one host (RFC 9112 §9.4 leaves the number to clients; browsers took six).
const AT_A_TIME: usize = 6;
/// Longest wait for a picture.
const PATIENCE: Duration = Duration::from_secs(10);
/// A service that did not answer is not asked again for so long: nobody waits for what is known.
const RESPITE: Duration = Duration::from_secs(5);
/// A noisy aerial tile of 512 pixels without loss is about 800 kB.
const MOST_BYTES: usize = 2 << 20;
/// Pictures stay good for a day if the service does not say; at least an hour, at most a week if it does.
const USUALLY_FRESH: Duration = Duration::from_secs(24 * 3600);
const LEAST_FRESH: u64 = 3600;
const LONGEST_FRESH: u64 = 7 * 24 * 3600;
/// Pictures that cannot carry a script.
const KINDS: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/avif"];

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    /// The service has none there.
    #[error("the service has no picture there")]
    Nothing,
    /// It does not answer, or not with a picture.
    #[error("the service does not answer with a picture")]
    Away,
}

/// A service and how it is doing.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) map: BaseMap,
    client: Option<Client>,
    places: Semaphore,
    failed_at: Mutex<Option<Instant>>,
}

impl Service {
    pub(super) fn new(map: BaseMap) -> Self {
        Self { map, client: client(), places: Semaphore::new(AT_A_TIME), failed_at: Mutex::new(None) }
    }

    pub(super) async fn fetch(&self, zoom: u8, column: u32, row: u32) -> Result<Picture, Trouble> {
        if self.failed().is_some_and(|at| at.elapsed() < RESPITE) {
            return Err(Trouble::Away);
        }
        let fetched = tokio::time::timeout(PATIENCE, self.ask(zoom, column, row)).await.unwrap_or(Err(Trouble::Away));
        let is_away = matches!(fetched, Err(Trouble::Away));
        let before = std::mem::replace(
            &mut *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner),
            is_away.then(Instant::now),
        );
        if is_away && before.is_none() {
            tracing::warn!(map = self.map.name, zoom, column, row, "a base map does not answer with a picture");
        }
        fetched
    }

    async fn ask(&self, zoom: u8, column: u32, row: u32) -> Result<Picture, Trouble> {
        let _place = self.places.acquire().await.map_err(|_| Trouble::Away)?;
        let client = self.client.as_ref().ok_or(Trouble::Away)?;
        let answer = client.get(self.map.tile(zoom, column, row)).send().await.map_err(|_| Trouble::Away)?;
        match answer.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::NO_CONTENT | StatusCode::GONE => return Err(Trouble::Nothing),
            _ => return Err(Trouble::Away),
        }
        let kind = kind(answer.headers()).ok_or(Trouble::Away)?;
        let fresh = fresh(answer.headers());
        let body = whole(answer).await.ok_or(Trouble::Away)?;
        let etag = HeaderValue::try_from(format!("\"{:032x}\"", xxh3_128(&body))).map_err(|_| Trouble::Away)?;
        Ok(Picture { body, kind, etag, fresh })
    }

    fn failed(&self) -> Option<Instant> {
        *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client that sends nothing of ours but its name, and is not sent on to another host.
fn client() -> Option<Client> {
    let same_host = Policy::custom(|attempt| {
        let is_same = attempt.previous().first().is_some_and(|first| first.host_str() == attempt.url().host_str());
        if is_same && attempt.previous().len() < 4 { attempt.follow() } else { attempt.stop() }
    });
    // Other parts of the program may have chosen already, and the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let agent = concat!("diaban/", env!("CARGO_PKG_VERSION"));
    let built = Client::builder().user_agent(agent).redirect(same_host).timeout(PATIENCE).build();
    built.inspect_err(|error| tracing::error!(%error, "base maps cannot be asked for")).ok()
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

/// The whole body, if it is not too large.
async fn whole(mut answer: Response) -> Option<Bytes> {
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.ok()? {
        if body.len() + part.len() > MOST_BYTES {
            return None;
        }
        body.extend_from_slice(&part);
    }
    Some(body.into())
}
