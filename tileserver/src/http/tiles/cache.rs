//! Finished tiles: found, or drawn and packed once however many ask at the same time.
//!
//! A tile's key holds the state of its ground and the epoch of its World, so no old tile is ever served: an edit, or a store
//! that was restored, makes another key, and the old tile leaves when its memory is wanted.

use std::cell::RefCell;
use std::future::Future;
use std::sync::Arc;

use axum::http::HeaderValue;
use moka::future::Cache;
use spatial_core::layer::Audience;
use spatial_core::snapshot::World;
use spatial_core::tiles::{LowZooms, Tile, TileCoord, encode_into};

use crate::http::HttpError;
use crate::http::front::meters::TileMeters;
use crate::http::request::negotiate::{ContentCoding, names};
use crate::http::tiles::packing::{DrawnTile, PackedTile, etag, pack, pack_bytes};
use crate::http::tiles::{LayerSet, Workers};

/// What an entry costs besides its bytes: key, tag, bookkeeping.
const ENTRY_BYTES: usize = 300;
/// The part of the memory for tiles not packed: they serve those who ask for none, or for nothing but a 304.
const DRAWN_SHARE: u64 = 8;

/// What a tile depends on. Always of the current state: as-of dates come with history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TileKey {
    pub(crate) layers: u64,
    pub(crate) coord: TileCoord,
    pub(crate) audience: Audience,
    /// The sum of what its layers say of the ground. Each counts on its own (tables of others have no revisions), and never down: the
    /// sum stays if, and only if, all of them do.
    pub(crate) ground: u64,
    /// Compared within one epoch of the World only.
    pub(crate) epoch: u64,
}

/// The outcome of asking for a tile.
#[derive(Debug)]
pub(crate) enum TileAnswer {
    /// 200, or 204 if the body is empty.
    Tile(PackedTile),
    /// 304.
    Unchanged(HeaderValue),
}

/// The cache, and the way past it.
#[derive(Debug)]
pub(crate) struct TileCache {
    kept: Option<KeptTiles>,
    meters: TileMeters,
}

#[derive(Debug)]
struct KeptTiles {
    drawn: Cache<TileKey, Arc<DrawnTile>>,
    packed: Cache<(TileKey, ContentCoding), PackedTile>,
}

/// What it takes to draw one tile.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) key: TileKey,
    pub(crate) world: Arc<World>,
    pub(crate) layers: Arc<LayerSet>,
    pub(crate) workers: Arc<Workers>,
}

impl Ask {
    /// A tile of the World as it is now.
    pub(crate) fn new(
        world: Arc<World>,
        layers: Arc<LayerSet>,
        coord: TileCoord,
        audience: Audience,
        workers: &Arc<Workers>,
    ) -> Self {
        let window = coord.buffered();
        let ground = layers.names.iter().map(|name| world.ground(name, audience, &window).0).sum();
        let key = TileKey { layers: layers.id, coord, audience, ground, epoch: world.epoch() };
        Self { key, world, layers, workers: Arc::clone(workers) }
    }

    /// Draws the tile into a buffer that may have served before.
    fn draw_into(&self, buffer: Vec<u8>, meters: &TileMeters) -> Tile {
        meters.encoded.increment(1);
        let Self { key, world, layers, .. } = self;
        let snapshots = layers.names.iter().filter_map(|name| world.layer(name, key.audience));
        let snapshots = snapshots.map(|snapshot| &**snapshot);
        let tile = encode_into(buffer, snapshots, key.coord, key.audience, LowZooms::Generalised);
        meters.missing.increment(tile.layers.iter().map(|layer| layer.missing).sum());
        meters.merged.increment(tile.layers.iter().map(|layer| layer.merged).sum());
        tile
    }
}

impl TileCache {
    /// A cache of so many megabytes; 0 keeps nothing.
    pub(crate) fn new(megabytes: u64, meters: TileMeters) -> Self {
        let bytes = megabytes << 20;
        let kept = (bytes > 0).then(|| KeptTiles {
            drawn: Cache::builder()
                .max_capacity(bytes / DRAWN_SHARE)
                .weigher(|_, drawn: &Arc<DrawnTile>| weight(drawn.bytes.len()))
                .build(),
            packed: Cache::builder()
                .max_capacity(bytes - bytes / DRAWN_SHARE)
                .weigher(|_, packed: &PackedTile| weight(packed.body.len()))
                .build(),
        });
        Self { kept, meters }
    }

    /// The tile in an encoding, or the news that the client has it.
    pub(crate) async fn tile(
        &self,
        ask: Ask,
        encoding: ContentCoding,
        condition: Option<&HeaderValue>,
    ) -> Result<TileAnswer, HttpError> {
        if let Some(kept) = &self.kept
            && let Some(packed) = kept.packed.get(&(ask.key, encoding)).await
        {
            self.meters.hits.increment(1);
            return Ok(self.conditional(packed, condition));
        }
        self.meters.misses.increment(1);
        if let Some(condition) = condition {
            let tag = etag(self.drawn(&ask).await?.digest, encoding);
            if names(condition, &tag) {
                self.meters.unchanged.increment(1);
                return Ok(TileAnswer::Unchanged(tag));
            }
        }
        self.packed(ask, encoding).await.map(TileAnswer::Tile)
    }

    /// Gives back the memory of all tiles; for when the World was read anew and none of their keys will be asked for again.
    pub(crate) fn forget(&self) {
        if let Some(kept) = &self.kept {
            kept.drawn.invalidate_all();
            kept.packed.invalidate_all();
        }
    }

    fn conditional(&self, packed: PackedTile, condition: Option<&HeaderValue>) -> TileAnswer {
        if condition.is_some_and(|condition| names(condition, &packed.etag)) {
            self.meters.unchanged.increment(1);
            return TileAnswer::Unchanged(packed.etag);
        }
        TileAnswer::Tile(packed)
    }

    async fn packed(&self, ask: Ask, encoding: ContentCoding) -> Result<PackedTile, HttpError> {
        let key = (ask.key, encoding);
        let make = async {
            match encoding {
                ContentCoding::Zstd => self.meters.zstandard.increment(1),
                ContentCoding::Gzip => self.meters.gzipped.increment(1),
                ContentCoding::Brotli => self.meters.brotlied.increment(1),
                ContentCoding::Identity => return Ok(pack(&*self.drawn(&ask).await?, encoding)),
            }
            match self.drawn_before(&ask.key).await {
                Some(drawn) => ask.workers.run(move || pack(&drawn, encoding)).await,
                None => self.draw_packed(&ask, encoding).await,
            }
        };
        match &self.kept {
            Some(kept) => once(&kept.packed, key, make).await,
            None => make.await,
        }
    }

    async fn drawn_before(&self, key: &TileKey) -> Option<Arc<DrawnTile>> {
        self.kept.as_ref()?.drawn.get(key).await
    }

    async fn drawn(&self, ask: &Ask) -> Result<Arc<DrawnTile>, HttpError> {
        match &self.kept {
            Some(kept) => once(&kept.drawn, ask.key, self.draw(ask)).await,
            None => self.draw(ask).await,
        }
    }

    async fn draw(&self, ask: &Ask) -> Result<Arc<DrawnTile>, HttpError> {
        let (job, meters) = (ask.clone(), self.meters.clone());
        let draw = move || {
            let tile = job.draw_into(Vec::new(), &meters);
            Arc::new(DrawnTile { digest: tile.digest(), bytes: tile.bytes.into() })
        };
        ask.workers.run(draw).await
    }

    /// Draws and packs in one go. What was drawn is not kept: mostly nobody asks for it, and it is three times as large.
    async fn draw_packed(&self, ask: &Ask, encoding: ContentCoding) -> Result<PackedTile, HttpError> {
        thread_local! {
            static BUFFER: RefCell<Vec<u8>> = RefCell::default();
        }
        let (job, meters) = (ask.clone(), self.meters.clone());
        let draw = move || {
            let tile = job.draw_into(BUFFER.take(), &meters);
            let packed = pack_bytes(&tile.bytes, tile.digest(), encoding);
            BUFFER.set(tile.bytes);
            packed
        };
        ask.workers.run(draw).await
    }
}

/// Makes a value once however many ask meanwhile; a failure is told to all of them and kept for nobody.
async fn once<K, V>(
    cache: &Cache<K, V>,
    key: K,
    make: impl Future<Output = Result<V, HttpError>>,
) -> Result<V, HttpError>
where
    K: std::hash::Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    cache.try_get_with(key, make).await.map_err(HttpError::Shared)
}

fn weight(bytes: usize) -> u32 {
    u32::try_from(bytes + ENTRY_BYTES).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use spatial_core::store::{Store, StoreAddress};

    use super::*;

    #[tokio::test]
    async fn a_store_read_anew_shares_no_tile_with_itself() {
        let folder = tempfile::tempdir().unwrap();
        let address = StoreAddress::Gpkg(folder.path().join("city.gpkg"));
        let store = Store::open(&address, true).await.unwrap();
        let workers = Arc::new(Workers::start().unwrap());
        let key = |world: &Arc<World>| {
            let layers = Arc::new(LayerSet { id: 1, names: Arc::new([]) });
            Ask::new(Arc::clone(world), layers, TileCoord::xyz(0, 0, 0).unwrap(), Audience::ANONYMOUS, &workers).key
        };
        let (before, after) = (World::read(&store).await.unwrap(), World::read(&store).await.unwrap());
        assert_eq!(before.revision(), after.revision());
        let (before, after) = (Arc::new(before), Arc::new(after));
        assert_eq!(key(&before), key(&before));
        assert_ne!(key(&before), key(&after));
    }
}
