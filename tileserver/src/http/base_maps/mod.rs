//! Pictures of others below our layers: fetched through our own origin, so that the pages' policy allows nothing else, and kept a while.
//!
//! A browser names a map of the settings and a tile; nothing else it sends goes on, and nothing the service sends but the picture.

mod service;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::HeaderValue;
use bytes::Bytes;
use moka::Expiry;
use moka::future::Cache;

pub(crate) use service::Away;
use service::Service;

use crate::config::{BaseMap, Settings};

/// What an entry costs besides its bytes.
const ENTRY_BYTES: usize = 300;
/// How long it is believed that there is no picture; and how long if the service said so in a way of its own.
const NOTHING_FRESH: Duration = Duration::from_secs(3600);
const ODD_FRESH: Duration = Duration::from_secs(60);

/// One tile of a map: the map's number, zoom, column and row.
type Place = (usize, u8, u32, u32);

/// A picture as it came.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) body: Bytes,
    pub(crate) kind: HeaderValue,
    pub(crate) etag: HeaderValue,
    /// How long it is good.
    pub(crate) fresh: Duration,
}

/// All base maps of a server.
#[derive(Debug)]
pub(crate) struct BaseMaps {
    services: Vec<Service>,
    kept: Cache<Place, Kept>,
}

/// What is known of a tile.
#[derive(Debug, Clone)]
pub(super) enum Kept {
    Picture(Picture),
    /// The service has none there.
    Nothing,
    /// It sent something that is no picture we take.
    Odd,
}

impl Kept {
    fn fresh(&self) -> Duration {
        match self {
            Self::Picture(picture) => picture.fresh,
            Self::Nothing => NOTHING_FRESH,
            Self::Odd => ODD_FRESH,
        }
    }
}

impl BaseMaps {
    /// Those of the settings.
    pub(crate) fn new(settings: &Settings) -> Self {
        let weigh = |_: &Place, kept: &Kept| {
            let bytes = match kept {
                Kept::Picture(picture) => picture.body.len(),
                Kept::Nothing | Kept::Odd => 0,
            };
            u32::try_from(bytes + ENTRY_BYTES).unwrap_or(u32::MAX)
        };
        let kept =
            Cache::builder().max_capacity(settings.base_maps_mb << 20).weigher(weigh).expire_after(AsLongAsFresh);
        Self { services: settings.base_maps.iter().cloned().map(Service::new).collect(), kept: kept.build() }
    }

    /// What there is to choose from.
    pub(crate) fn all(&self) -> impl Iterator<Item = &BaseMap> {
        self.services.iter().map(|service| &service.map)
    }

    /// A tile of a map; asked for once however many want it. `None` if there is no such map, or no picture there.
    pub(crate) async fn picture(
        &self,
        name: &str,
        zoom: u8,
        column: u32,
        row: u32,
    ) -> Result<Option<Picture>, Arc<Away>> {
        let known = self.services.iter().enumerate().find(|(_, service)| service.map.name == name);
        let Some((number, service)) = known.filter(|(_, service)| service.covers(zoom, column, row)) else {
            return Ok(None);
        };
        let place = (number, zoom, column, row);
        Ok(match self.kept.try_get_with(place, service.fetch(zoom, column, row)).await? {
            Kept::Picture(picture) => Some(picture),
            Kept::Nothing | Kept::Odd => None,
        })
    }
}

/// An entry leaves when it is not good any more.
#[derive(Debug)]
struct AsLongAsFresh;

impl Expiry<Place, Kept> for AsLongAsFresh {
    fn expire_after_create(&self, _: &Place, kept: &Kept, _: Instant) -> Option<Duration> {
        Some(kept.fresh())
    }
}
