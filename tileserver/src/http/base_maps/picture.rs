//! What is known of one tile of a base map, and how long that is good.

use std::time::{Duration, Instant};

use axum::http::HeaderValue;
use bytes::Bytes;
use moka::Expiry;
use xxhash_rust::xxh3::xxh3_128;

/// A noisy aerial tile of 512 pixels without loss is about 800 kB.
pub(super) const MOST_BYTES: usize = 2 << 20;
/// What an entry costs besides its bytes.
const ENTRY_BYTES: usize = 300;
/// How long it is believed that there is no picture; and how long if the service said so in a way of its own.
const NOTHING_FRESH: Duration = Duration::from_secs(3600);
const ODD_FRESH: Duration = Duration::from_secs(60);

/// A picture as it came.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) body: Bytes,
    pub(crate) kind: HeaderValue,
    pub(crate) etag: HeaderValue,
    /// How long it is good.
    pub(crate) fresh: Duration,
}

/// The tag of a picture with these bytes.
pub(super) fn etag(body: &[u8]) -> Option<HeaderValue> {
    HeaderValue::try_from(format!("\"{:032x}\"", xxh3_128(body))).ok()
}

/// What a service said when it was asked for a tile.
#[derive(Debug, Clone)]
pub(super) enum Fetched {
    /// A picture.
    Picture(Picture),
    /// There is none.
    Nothing,
    /// It sent something that is no picture we take.
    Odd,
}

impl Fetched {
    /// How long it is good.
    fn fresh(&self) -> Duration {
        match self {
            Self::Picture(picture) => picture.fresh,
            Self::Nothing => NOTHING_FRESH,
            Self::Odd => ODD_FRESH,
        }
    }

    /// Memory of an entry in the cache, in bytes.
    pub(super) fn weight(&self) -> u32 {
        let bytes = match self {
            Self::Picture(picture) => picture.body.len(),
            Self::Nothing | Self::Odd => 0,
        };
        u32::try_from(bytes + ENTRY_BYTES).unwrap_or(u32::MAX)
    }
}

/// An entry leaves when it is not good any more.
#[derive(Debug)]
pub(super) struct AsLongAsFresh;

impl<K> Expiry<K, Fetched> for AsLongAsFresh {
    fn expire_after_create(&self, _: &K, fetched: &Fetched, _: Instant) -> Option<Duration> {
        Some(fetched.fresh())
    }
}
