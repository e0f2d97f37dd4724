//! What every handler can reach: the World, the store behind it, the tile cache, settings and meters.

pub(crate) mod site;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;
use spatial_core::layer::Revision;
use spatial_core::search::Finder;
use spatial_core::snapshot::{Loading, TableSnapshot, World};
use spatial_core::store::Store;
use spatial_core::store::postgis::tables::ServedTable;
use tokio::sync::{Notify, watch};

use crate::auth::{Clock, Gate};
use crate::config::Settings;
use crate::http::HttpError;
use crate::http::base_maps::BaseMaps;
use crate::http::changes::Feed;
use crate::http::front::access_log::AccessLog;
use crate::http::front::meters::Meters;
use crate::http::keepers::currency::Currency;
use crate::http::served::site::Site;
use crate::http::tiles::{LayerSets, TileCache, Workers};

/// One server's state; shared by all requests.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) store: Store,
    /// Who asks, and what they may.
    pub(crate) gate: Gate,
    /// All layers at one revision; none while they are loaded.
    world: ArcSwapOption<World>,
    /// Held while one World takes another's place: store and tables are followed each on its own.
    swapping: Mutex<()>,
    /// Tables of others that are served.
    pub(crate) tables_of_others: Vec<Arc<ServedTable>>,
    /// The revision of that World, for those who wait for one.
    revision: watch::Sender<Revision>,
    /// How far that has come.
    pub(crate) loading: Arc<Loading>,
    /// Where the World keeps its copy for the next start, if anywhere.
    pub(crate) copy: Option<PathBuf>,
    /// Whenever another World is served.
    pub(crate) moved: Notify,
    /// What searches of that World need.
    pub(crate) finder: Finder,
    /// Who listens for changes.
    pub(crate) feed: Feed,
    /// True from the moment the server is told to stop.
    pub(crate) closing: watch::Sender<bool>,
    /// Whether the World is as the store is.
    pub(crate) currency: Currency,
    /// Pictures of others.
    pub(crate) base_maps: BaseMaps,
    pub(crate) sets: LayerSets,
    pub(crate) tiles: TileCache,
    pub(crate) workers: Arc<Workers>,
    pub(crate) settings: Settings,
    /// What all parts say of themselves.
    pub(crate) site: Site,
    pub(crate) meters: Meters,
    pub(crate) access_log: Option<AccessLog>,
}

impl Served {
    /// Starts the threads that compute and log. The World comes later.
    pub(crate) fn new(
        store: Store,
        tables_of_others: Vec<Arc<ServedTable>>,
        copy: Option<PathBuf>,
        settings: Settings,
        site: Site,
    ) -> std::io::Result<Self> {
        let meters = Meters::new(&site.labels);
        Ok(Self {
            gate: Gate::new(store.private(), Clock::system(), meters.gate.clone()),
            store,
            world: ArcSwapOption::empty(),
            swapping: Mutex::new(()),
            tables_of_others,
            revision: watch::Sender::new(Revision(0)),
            loading: Arc::default(),
            copy,
            moved: Notify::new(),
            finder: Finder::new(
                settings.search_fields.clone(),
                usize::try_from(settings.search_mb << 20).unwrap_or(usize::MAX),
            ),
            feed: Feed::new(settings.limits.listeners),
            closing: watch::Sender::new(false),
            currency: Currency::new(),
            base_maps: BaseMaps::new(&settings),
            sets: LayerSets::default(),
            tiles: TileCache::new(settings.tiles_mb, meters.tiles.clone()),
            workers: Arc::new(Workers::start()?),
            access_log: settings.access_log.then(AccessLog::start).transpose()?,
            settings,
            site,
            meters,
        })
    }

    /// The World as it is now. A request takes it once and sees no other.
    pub(crate) fn world(&self) -> Result<Arc<World>, HttpError> {
        self.world.load_full().ok_or_else(|| self.still_loading())
    }

    /// Refuses what needs a World while there is none.
    pub(crate) fn is_loaded(&self) -> Result<(), HttpError> {
        if self.world.load().is_some() { Ok(()) } else { Err(self.still_loading()) }
    }

    /// From now on requests see this World, with the tables of others as far as they have come.
    pub(crate) fn put(&self, world: Arc<World>) {
        let _alone = self.swapping.lock().unwrap_or_else(PoisonError::into_inner);
        let world = match self.world.load_full() {
            Some(before) => Arc::new(world.with_tables_of(&before)),
            None => world,
        };
        let revision = world.revision();
        self.world.store(Some(world));
        self.revision.send_replace(revision);
        self.moved.notify_one();
    }

    /// From now on requests see this table of others.
    pub(crate) fn put_table(&self, table: Arc<TableSnapshot>) {
        let _alone = self.swapping.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = self.world.load_full() {
            self.world.store(Some(Arc::new(before.with_table(table))));
            self.moved.notify_one();
        }
    }

    /// Most bytes of features in an answer.
    pub(crate) fn most_bytes(&self) -> usize {
        usize::try_from(self.settings.limits.answer_mb << 20).unwrap_or(usize::MAX)
    }

    /// Returns when the server is told to stop.
    pub(crate) async fn closed(&self) {
        // The sender lives as long as we do.
        let _ = self.closing.subscribe().wait_for(|is_closing| *is_closing).await;
    }

    /// Returns when requests see this revision, or a later one.
    pub(crate) async fn reaches(&self, revision: Revision) {
        let mut seen = self.revision.subscribe();
        // The sender lives as long as we do.
        let _ = seen.wait_for(|now| *now >= revision).await;
    }

    fn still_loading(&self) -> HttpError {
        let loading = &self.loading;
        HttpError::Loading { finished: loading.finished(), layers: loading.layers(), features: loading.features() }
    }
}
