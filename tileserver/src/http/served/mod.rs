//! What every handler can reach: the World, the store behind it, the tile cache, settings and meters.

mod asking;
pub(crate) mod looks;
pub(crate) mod models;
pub(crate) mod past;
pub(crate) mod site;
mod then;

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use spatial_core::layer::Revision;
use spatial_core::snapshot::{LegalCopy, Loading, Orders, TableSnapshot, World};
use spatial_core::store::Store;
use spatial_core::store::postgis::tables::ServedTable;
use tokio::sync::{Semaphore, watch};

use crate::auth::{Clock, Gate};
use crate::config::Settings;
use crate::http::HttpError;
use crate::http::base_maps::BaseMaps;
use crate::http::changes::Feed;
use crate::http::front::access_log::AccessLog;
use crate::http::front::meters::Meters;
use crate::http::front::places::Places;
pub(crate) use crate::http::front::turns::Turn;
use crate::http::front::turns::Turns;
use crate::http::keepers::currency::Currency;
use crate::http::keepers::left_out::LeftOuts;
use crate::http::parts::part::Chore;
use crate::http::request::uploads::allowance::Allowance;
use crate::http::served::models::Models;
use crate::http::served::site::Site;
use crate::http::tiles::{LayerSets, TileCache, Workers};
use crate::imports::{Folder, Shelf};

/// What all parts together say.
#[derive(Debug)]
pub(crate) struct Folded {
    /// For documents.
    pub(crate) site: Site,
    /// What they keep in memory.
    pub(crate) models: Models,
    /// What they do beside the requests.
    pub(crate) chores: Vec<Chore>,
    /// Subjects whose legal geometry they ask for.
    pub(crate) legal: LegalCopy,
}

/// One server's state; shared by all requests.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) store: Store,
    /// Who asks, and what they may.
    pub(crate) gate: Gate,
    /// All layers at one revision; none while they are loaded. Everybody who waits for another World, or keeps up with it, listens here.
    worlds: watch::Sender<Option<Arc<World>>>,
    /// Held while one World takes another's place: store and tables are followed each on its own.
    swapping: Mutex<()>,
    /// Tables of others that are served.
    pub(crate) tables_of_others: Vec<Arc<ServedTable>>,
    /// Subjects whose legal geometry it holds.
    pub(crate) legal: LegalCopy,
    /// How far that has come.
    pub(crate) loading: Arc<Loading>,
    /// Where the World keeps its copy for the next start, if anywhere.
    pub(crate) copy: Option<PathBuf>,
    /// What parts keep in memory besides the World.
    pub(crate) models: Models,
    /// What parts do beside the requests.
    pub(crate) chores: Vec<Chore>,
    /// Files that are brought in.
    pub(crate) imports: Arc<Shelf>,
    /// How much each person put of late.
    pub(crate) uploads: Allowance,
    /// Turns for portions of large answers: half of the processors make them, the others are for everybody else.
    pub(crate) bulk: Arc<Semaphore>,
    /// Costly questions, by client.
    pub(crate) turns: Arc<Turns>,
    /// Requests that came through trusted proxies, by client: what connections of their own are to others.
    pub(crate) forwarded: Arc<Places>,
    /// Who listens for changes.
    pub(crate) feed: Feed,
    /// True from the moment the server is told to stop.
    pub(crate) closing: watch::Sender<bool>,
    /// Whether the World is as the store is.
    pub(crate) currency: Currency,
    /// What lies in the store and is not served.
    pub(crate) left_out: LeftOuts,
    /// Rows of layers that were sorted for tables of late.
    pub(crate) orders: Orders,
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
        Folded { site, models, chores, legal }: Folded,
    ) -> std::io::Result<Self> {
        let meters = Meters::new(&site.labels, &models);
        Ok(Self {
            gate: Gate::new(store.private(), Clock::system(), meters.gate.clone()),
            store,
            worlds: watch::Sender::new(None),
            swapping: Mutex::new(()),
            tables_of_others,
            loading: Arc::default(),
            imports: Arc::new(Shelf::new(Folder::beside(copy.as_deref()), settings.limits.import_mb << 20)),
            copy,
            models,
            chores,
            legal,
            uploads: Allowance::new(settings.limits.upload_mb << 20, Clock::system()),
            feed: Feed::new(settings.limits.listeners, settings.limits.listeners_per_client),
            bulk: Arc::new(Semaphore::new((available_parallelism().map_or(1, NonZero::get) / 2).max(1))),
            turns: Turns::new(settings.limits.questions_per_client),
            forwarded: Places::new(usize::MAX, settings.limits.connections_per_client),
            closing: watch::Sender::new(false),
            currency: Currency::new(),
            left_out: LeftOuts::default(),
            orders: Orders::default(),
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
        self.worlds.borrow().clone().ok_or_else(|| self.still_loading())
    }

    /// Refuses what needs a World while there is none.
    pub(crate) fn is_loaded(&self) -> Result<(), HttpError> {
        if self.worlds.borrow().is_some() { Ok(()) } else { Err(self.still_loading()) }
    }

    /// From now on requests see this World, with the tables of others as far as they have come.
    pub(crate) fn put(&self, world: Arc<World>) {
        let _alone = self.swapping.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.worlds.borrow().clone();
        let world = match before {
            Some(before) => Arc::new(world.with_tables_of(&before)),
            None => world,
        };
        self.worlds.send_replace(Some(world));
    }

    /// From now on requests see this table of others.
    pub(crate) fn put_table(&self, table: Arc<TableSnapshot>) {
        let _alone = self.swapping.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.worlds.borrow().clone();
        if let Some(before) = before {
            self.worlds.send_replace(Some(Arc::new(before.with_table(table))));
        }
    }

    /// The World as it is now, and each that takes its place.
    pub(crate) fn worlds(&self) -> watch::Receiver<Option<Arc<World>>> {
        self.worlds.subscribe()
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
        let is_there = |now: &Option<Arc<World>>| now.as_ref().is_some_and(|now| now.revision() >= revision);
        // The sender lives as long as we do.
        let _ = self.worlds().wait_for(is_there).await;
    }

    /// How long a request waits for something: half of its time, so that the other half is left for an answer.
    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs(self.settings.limits.request_seconds) / 2
    }

    fn still_loading(&self) -> HttpError {
        let loading = &self.loading;
        HttpError::Loading { finished: loading.finished(), layers: loading.layers(), features: loading.features() }
    }
}

#[cfg(test)]
mod tests;
