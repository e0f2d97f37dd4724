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

use service::Service;
pub(crate) use service::Trouble;

use crate::config::{BaseMap, Settings};

/// What an entry costs besides its bytes.
const ENTRY_BYTES: usize = 300;

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
    kept: Cache<Place, Picture>,
}

impl BaseMaps {
    /// Those of the settings.
    pub(crate) fn new(settings: &Settings) -> Self {
        let weigh = |_: &Place, picture: &Picture| u32::try_from(picture.body.len() + ENTRY_BYTES).unwrap_or(u32::MAX);
        let kept =
            Cache::builder().max_capacity(settings.base_maps_mb << 20).weigher(weigh).expire_after(AsLongAsFresh);
        Self { services: settings.base_maps.iter().cloned().map(Service::new).collect(), kept: kept.build() }
    }

    /// What there is to choose from.
    pub(crate) fn all(&self) -> impl Iterator<Item = &BaseMap> {
        self.services.iter().map(|service| &service.map)
    }

    /// A tile of a map; asked for once however many want it. `None` if there is no such map, or no such tile in its grid.
    pub(crate) async fn picture(
        &self,
        name: &str,
        zoom: u8,
        column: u32,
        row: u32,
    ) -> Option<Result<Picture, Arc<Trouble>>> {
        let number = self.services.iter().position(|service| service.map.name == name)?;
        let service = &self.services[number];
        let across = 1_u64.checked_shl(u32::from(zoom))?;
        let is_there =
            (service.map.min_zoom..=service.map.max_zoom).contains(&zoom) && u64::from(column.max(row)) < across;
        if !is_there {
            return None;
        }
        let place = (number, zoom, column, row);
        Some(self.kept.try_get_with(place, service.fetch(zoom, column, row)).await)
    }
}

/// An entry leaves when it is not good any more.
#[derive(Debug)]
struct AsLongAsFresh;

impl Expiry<Place, Picture> for AsLongAsFresh {
    fn expire_after_create(&self, _: &Place, picture: &Picture, _: Instant) -> Option<Duration> {
        Some(picture.fresh)
    }
}
