//! What every handler can reach: the World, the store behind it, the tile cache, settings and meters.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arc_swap::ArcSwap;
use spatial_core::snapshot::World;
use spatial_core::store::Store;

use crate::config::Settings;
use crate::http::front::access_log::AccessLog;
use crate::http::front::meters::Meters;
use crate::http::tiles::{LayerSets, TileCache, Workers};

/// One server's state; shared by all requests.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) store: Store,
    /// All layers at one revision; a request takes it once and sees no other.
    pub(crate) world: ArcSwap<World>,
    /// Where the World keeps its copy for the next start.
    pub(crate) copy: PathBuf,
    /// False while the store cannot be followed.
    pub(crate) is_current: AtomicBool,
    pub(crate) sets: LayerSets,
    pub(crate) tiles: TileCache,
    pub(crate) workers: Arc<Workers>,
    pub(crate) settings: Settings,
    pub(crate) meters: Meters,
    pub(crate) access_log: Option<AccessLog>,
}

impl Served {
    /// Starts the threads that compute and log.
    pub(crate) fn new(store: Store, world: World, copy: PathBuf, settings: Settings) -> std::io::Result<Self> {
        let meters = Meters::new();
        Ok(Self {
            store,
            world: ArcSwap::from_pointee(world),
            copy,
            is_current: AtomicBool::new(true),
            sets: LayerSets::default(),
            tiles: TileCache::new(settings.tiles_mb, meters.tiles.clone()),
            workers: Arc::new(Workers::start()?),
            access_log: settings.access_log.then(AccessLog::start).transpose()?,
            settings,
            meters,
        })
    }
}
