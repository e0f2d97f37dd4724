//! Pictures of others below our layers: fetched through our own origin, so that the pages' policy allows nothing else, or read from a file,
//! and kept a while.
//!
//! A browser names a map of the settings and a tile; nothing else it sends goes on, and nothing the service sends but the picture.

mod archive;
mod picture;
mod reach;
mod service;

use std::sync::Arc;

use moka::future::Cache;

use crate::config::{BaseMap, Pictures, Settings};
use crate::http::base_maps::archive::PictureArchive;
use crate::http::base_maps::picture::{AsLongAsFresh, Fetched};
use crate::http::base_maps::reach::Reach;
use crate::http::base_maps::service::PictureService;

pub(crate) use picture::Picture;
pub(crate) use service::Away;

/// One tile of a map: the map's number, zoom, column and row.
type Tile = (usize, u8, u32, u32);

/// One base map, and who has its pictures.
#[derive(Debug)]
struct Offered {
    map: BaseMap,
    reach: Reach,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Service(PictureService),
    Archive(PictureArchive),
}

impl Offered {
    fn new(map: BaseMap) -> Self {
        let name = map.name.clone();
        let source = match map.pictures.clone() {
            Pictures::Service { url } => Source::Service(PictureService::new(name, url)),
            Pictures::Archive { file, kind } => Source::Archive(PictureArchive::new(name, file, kind)),
        };
        Self { reach: Reach::of(&map), map, source }
    }

    async fn fetch(&self, zoom: u8, column: u32, row: u32) -> Result<Fetched, Away> {
        match &self.source {
            Source::Service(service) => service.fetch(zoom, column, row).await,
            Source::Archive(archive) => archive.fetch(zoom, column, row).await,
        }
    }
}

/// All base maps of a server.
#[derive(Debug)]
pub(crate) struct BaseMaps {
    maps: Vec<Offered>,
    kept: Cache<Tile, Fetched>,
}

impl BaseMaps {
    /// Those of the settings.
    pub(crate) fn new(settings: &Settings) -> Self {
        let kept = Cache::builder()
            .max_capacity(settings.base_maps_mb << 20)
            .weigher(|_: &Tile, fetched: &Fetched| fetched.weight())
            .expire_after(AsLongAsFresh);
        Self { maps: settings.base_maps.iter().cloned().map(Offered::new).collect(), kept: kept.build() }
    }

    /// What there is to choose from.
    pub(crate) fn all(&self) -> impl Iterator<Item = &BaseMap> {
        self.maps.iter().map(|offered| &offered.map)
    }

    /// A tile of a map; asked for once however many want it. `None` if there is no such map, or no picture there.
    pub(crate) async fn picture(
        &self,
        name: &str,
        zoom: u8,
        column: u32,
        row: u32,
    ) -> Result<Option<Picture>, Arc<Away>> {
        let known = self.maps.iter().enumerate().find(|(_, offered)| offered.map.name == name);
        let Some((number, offered)) = known.filter(|(_, offered)| offered.reach.covers(zoom, column, row)) else {
            return Ok(None);
        };
        let tile = (number, zoom, column, row);
        Ok(match self.kept.try_get_with(tile, offered.fetch(zoom, column, row)).await? {
            Fetched::Picture(picture) => Some(picture),
            Fetched::Nothing | Fetched::Odd => None,
        })
    }
}
