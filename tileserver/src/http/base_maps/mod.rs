//! Pictures of others below our layers: fetched through our own origin, so that the pages' policy allows nothing else, and kept a while.
//!
//! A browser names a map of the settings and a tile; nothing else it sends goes on, and nothing the service sends but the picture.

mod picture;
mod service;

use std::sync::Arc;

use moka::future::Cache;

use crate::config::{BaseMap, Settings};
use crate::http::base_maps::picture::{AsLongAsFresh, Fetched};
use crate::http::base_maps::service::PictureService;

pub(crate) use picture::Picture;
pub(crate) use service::Away;

/// One tile of a map: the map's number, zoom, column and row.
type Tile = (usize, u8, u32, u32);

/// All base maps of a server.
#[derive(Debug)]
pub(crate) struct BaseMaps {
    services: Vec<PictureService>,
    kept: Cache<Tile, Fetched>,
}

impl BaseMaps {
    /// Those of the settings.
    pub(crate) fn new(settings: &Settings) -> Self {
        let kept = Cache::builder()
            .max_capacity(settings.base_maps_mb << 20)
            .weigher(|_: &Tile, fetched: &Fetched| fetched.weight())
            .expire_after(AsLongAsFresh);
        Self { services: settings.base_maps.iter().cloned().map(PictureService::new).collect(), kept: kept.build() }
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
        let tile = (number, zoom, column, row);
        Ok(match self.kept.try_get_with(tile, service.fetch(zoom, column, row)).await? {
            Fetched::Picture(picture) => Some(picture),
            Fetched::Nothing | Fetched::Odd => None,
        })
    }
}
