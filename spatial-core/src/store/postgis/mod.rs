//! The store in PostgreSQL with PostGIS: many editors, many servers, one truth.
//!
//! In reading order: `address`, `open` and `migrate` and `roles` (the database and its books, `migrations/`), `catalogue` (layers, and where they
//! lie), `read`, `scan`, `history` and `feed` (what is, what was, what changed), `track` (triggers that write the books), `commit` (the one
//! writing door), `stage` (bulk loads), `news` (commits of others), `private` (users and tokens), `tables` (a province's own tables, only read), `form` (values and rows in the database's own formats), `fault`. Nothing here transforms
//! coordinates: geometry keeps the EPSG code it came with.

mod address;
mod catalogue;
mod commit;
mod fault;
mod feed;
mod form;
mod history;
mod migrate;
mod news;
mod open;
mod private;
mod read;
mod roles;
mod scan;
mod sources;
mod stage;
pub mod tables;
mod track;

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::PgConnection;

pub use address::PostgisAddress;
pub use private::PrivateSchema;
pub use stage::PostgisStage;

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction};
use crate::store::places::{Places, WAIT};
use crate::store::{Committed, Portion, Reader, Readings, StageMode, StoreError};
use fault::Fault;
use news::News;
use sources::{Sources, Wanted, soon};

/// How often a layer may be replaced while it is being read.
const ATTEMPTS: usize = 5;

/// Features read for one question at a time.
const BATCH: usize = 500;

/// An open database.
#[derive(Debug, Clone)]
pub struct PostgisStore {
    shared: Arc<Shared>,
}

/// What all clones of a store and its stages share.
#[derive(Debug)]
struct Shared {
    sources: Sources,
    places: Places,
    news: News,
    /// What was told last of how far things have come.
    reported: Mutex<Option<Position>>,
    read_only: tables::ReadOnly,
    /// For messages: the address without user and password.
    place: String,
}

impl PostgisStore {
    pub(crate) async fn layers(&self) -> Result<(Position, Vec<Layer>), StoreError> {
        let list = async |connection: &mut PgConnection| {
            let position = feed::position(connection).await?;
            let layers = catalogue::all(connection).await?.into_iter().map(|entry| entry.layer).collect();
            Ok((position, layers))
        };
        self.ask("listing the layers of", Wanted::Newest, async |connection: &mut PgConnection| {
            soon(list(connection)).await
        })
        .await
    }

    pub(crate) async fn position(&self) -> Result<Position, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::position(connection)).await;
        let position = self.ask("asking the revision of", Wanted::Newest, ask).await?;
        self.shared.sources.saw(position.revision);
        Ok(position)
    }

    pub(crate) async fn has_been_at(&self, position: &Position) -> Result<bool, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::has_been_at(connection, position)).await;
        self.ask("asking for a revision of", Wanted::Newest, ask).await
    }

    pub(crate) async fn scan<V>(&self, layer: &LayerName, visit: V) -> Result<Position, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        let (store, layer) = (self.clone(), layer.clone());
        let runtime = tokio::runtime::Handle::current();
        let scan = move || scan::scan(&runtime, &store, &layer, visit);
        tokio::task::spawn_blocking(scan).await.map_err(|_| StoreError::Closed)?
    }

    pub(crate) async fn read(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: Revision,
    ) -> Result<Vec<Feature>, StoreError> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        self.as_of(layer, &ids, at, None).await
    }

    /// The features with these ids as of a position, until one makes the measure full.
    pub(in crate::store) async fn read_until(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: &Position,
        mut is_full: impl FnMut(&Feature) -> bool,
    ) -> Result<Portion, StoreError> {
        let mut portion = Portion::empty();
        for some in ids.chunks(BATCH) {
            if portion.takes(some, self.as_of(layer, some, at.revision, Some(at)).await?, &mut is_full) {
                break;
            }
        }
        Ok(portion)
    }

    /// Features as of a revision, and of a position if it matters which store that was. Asks again if an import put another table in
    /// the layer's place between the moment and the reading.
    async fn as_of(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: Revision,
        position: Option<&Position>,
    ) -> Result<Vec<Feature>, StoreError> {
        for _ in 0..ATTEMPTS {
            let read = async |connection: &mut PgConnection| {
                if let Some(position) = position
                    && !feed::has_been_at(connection, position).await?
                {
                    let actual = feed::position(connection).await?.revision;
                    return Err(StoreError::Moved { expected: at, actual }.into());
                }
                let entry = catalogue::laid_out(connection, layer).await?;
                let features = history::read(connection, &entry, ids, at).await?;
                Ok(catalogue::is_still(connection, layer).await?.then_some(features))
            };
            let soon = async |connection: &mut PgConnection| soon(read(connection)).await;
            if let Some(features) = self.ask("reading features in", Wanted::At(at), soon).await? {
                return Ok(features);
            }
        }
        Err(StoreError::Busy { path: self.shared.place.clone().into() })
    }

    pub(crate) async fn reader(&self) -> Result<Reader, StoreError> {
        let place = self.shared.places.place(WAIT).await?;
        Ok(Reader::of_postgis(self.clone(), self.shared.places.errand(Some(place))))
    }

    pub(crate) fn readings(&self) -> Readings {
        self.shared.places.readings()
    }

    pub(crate) async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::since(connection, revision)).await;
        self.ask("reading the changes of", Wanted::Newest, ask).await
    }

    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        self.shared.read_only.check(tables::touched(&transaction.changes))?;
        let done = async { commit::commit(self.shared.sources.writer().await?, &transaction).await };
        done.await.map_err(|fault| fault.said("committing to", &self.shared.place))
    }

    pub(crate) async fn upkeep(&self, keep: Duration) -> Result<u64, StoreError> {
        let upkeep = async {
            let pool = self.shared.sources.writer().await?;
            let seconds = f64::from(u32::try_from(keep.as_secs()).unwrap_or(u32::MAX));
            let forgotten: i64 = sqlx::query_scalar("SELECT diaban.upkeep(make_interval(secs => $1))")
                .bind(seconds)
                .fetch_one(pool)
                .await?;
            Ok(u64::try_from(forgotten).unwrap_or(0))
        };
        upkeep.await.map_err(|fault: Fault| fault.said("keeping the books of", &self.shared.place))
    }

    pub(crate) async fn stage(&self, layer: Layer, mode: StageMode) -> Result<PostgisStage, StoreError> {
        self.shared.read_only.check(std::iter::once(&layer.name))?;
        PostgisStage::begin(Arc::clone(&self.shared), layer, mode).await
    }

    pub(crate) async fn notice_others(&self) -> Result<Option<Position>, StoreError> {
        let position = self.position().await?;
        let mut reported = self.shared.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.as_ref() == Some(&position) {
            return Ok(None);
        }
        *reported = Some(position.clone());
        Ok(Some(position))
    }

    pub(crate) async fn wait_for_news(&self) -> Result<(), StoreError> {
        self.shared.news.wait(self.shared.sources.primary()).await;
        Ok(())
    }

    pub(crate) fn private(&self) -> PrivateSchema {
        PrivateSchema::new(Arc::clone(&self.shared))
    }

    /// Asks within one read-only transaction that sees one moment of the store.
    async fn ask<T>(
        &self,
        doing: &'static str,
        wanted: Wanted,
        question: impl AsyncFnOnce(&mut PgConnection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let asked = async {
            let mut transaction = self.shared.sources.begin(wanted).await?;
            let answer = question(&mut transaction).await?;
            transaction.commit().await?;
            Ok(answer)
        };
        asked.await.map_err(|fault: Fault| fault.said(doing, &self.shared.place))
    }
}
