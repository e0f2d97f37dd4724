//! The store in PostgreSQL with PostGIS: many editors, many servers, one truth.
//!
//! In reading order: `address`, `open` and `migrate` (the database and its books, `migrations/`), `catalogue` (layers, and where they
//! lie), `read`, `history` and `feed` (what is, what was, what changed), `track` (triggers that write the books), `commit` (the one
//! writing door), `stage` (bulk loads), `news` (commits of others), `private` (users and tokens), `form` (values and rows in the database's own formats), `fault`. Nothing here transforms
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
mod stage;
mod track;

use std::ops::ControlFlow;
use std::sync::Arc;

use sqlx::postgres::PgPool;
use sqlx::{Executor, PgConnection};

pub use address::PostgisAddress;
pub use private::PrivateSchema;
pub use stage::PostgisStage;

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction};
use crate::store::places::{Places, WAIT};
use crate::store::{Committed, Portion, Reader, Readings, StageMode, StoreError};
use fault::Fault;
use news::News;

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
    primary: PgPool,
    standbys: Vec<PgPool>,
    places: Places,
    news: News,
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
        self.ask("listing the layers of", list).await
    }

    pub(crate) async fn position(&self) -> Result<Position, StoreError> {
        self.ask("asking the revision of", async |connection| feed::position(connection).await).await
    }

    pub(crate) async fn has_been_at(&self, position: &Position) -> Result<bool, StoreError> {
        self.ask("asking for a revision of", async |connection| feed::has_been_at(connection, position).await).await
    }

    pub(crate) async fn scan<V>(&self, layer: &LayerName, visit: V) -> Result<Position, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        let (store, layer) = (self.clone(), layer.clone());
        let runtime = tokio::runtime::Handle::current();
        let scan = move || {
            let read = async |connection: &mut PgConnection| {
                let entry = catalogue::found(connection, &layer).await?;
                let position = feed::position(connection).await?;
                read::scan(connection, &entry, visit).await?;
                Ok(position)
            };
            runtime.block_on(store.ask("reading all features of a layer in", read))
        };
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
        let read = async |connection: &mut PgConnection| {
            let entry = catalogue::found(connection, layer).await?;
            history::read(connection, &entry, &ids, at).await
        };
        self.ask("reading features in", read).await
    }

    /// The features with these ids as of a position, until one makes the measure full.
    pub(in crate::store) async fn read_until(
        &self,
        layer: &LayerName,
        ids: &[FeatureId],
        at: &Position,
        mut is_full: impl FnMut(&Feature) -> bool,
    ) -> Result<Portion, StoreError> {
        let read = async |connection: &mut PgConnection| {
            if !feed::has_been_at(connection, at).await? {
                let actual = feed::position(connection).await?.revision;
                return Err(StoreError::Moved { expected: at.revision, actual }.into());
            }
            let entry = catalogue::found(connection, layer).await?;
            let mut portion = Portion { features: Vec::new(), ids: 0 };
            for some in ids.chunks(BATCH) {
                for feature in history::read(connection, &entry, some, at.revision).await? {
                    let (id, full) = (feature.id, is_full(&feature));
                    portion.features.push(feature);
                    if full {
                        portion.ids += some.iter().take_while(|given| **given <= id).count();
                        return Ok(portion);
                    }
                }
                portion.ids += some.len();
            }
            Ok(portion)
        };
        self.ask("reading features in", read).await
    }

    pub(crate) async fn reader(&self) -> Result<Reader, StoreError> {
        let place = self.shared.places.place(WAIT).await?;
        Ok(Reader::of_postgis(self.clone(), self.shared.places.errand(Some(place))))
    }

    pub(crate) fn readings(&self) -> Readings {
        self.shared.places.readings()
    }

    pub(crate) async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        self.ask("reading the changes of", async |connection| feed::since(connection, revision).await).await
    }

    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let done = commit::commit(&self.shared.primary, &transaction).await;
        done.map_err(|fault| fault.said("committing to", &self.shared.place))
    }

    pub(crate) async fn stage(&self, layer: Layer, mode: StageMode) -> Result<PostgisStage, StoreError> {
        PostgisStage::begin(Arc::clone(&self.shared), layer, mode).await
    }

    pub(crate) async fn notice_others(&self) -> Result<Option<Position>, StoreError> {
        self.position().await.map(Some)
    }

    pub(crate) async fn wait_for_news(&self) -> Result<(), StoreError> {
        self.shared.news.wait(&self.shared.primary).await;
        Ok(())
    }

    pub(crate) fn private(&self) -> PrivateSchema {
        PrivateSchema::new(self.shared.primary.clone(), self.shared.place.clone())
    }

    /// Asks within one read-only transaction that sees one moment of the store.
    async fn ask<T>(
        &self,
        doing: &'static str,
        question: impl AsyncFnOnce(&mut PgConnection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let asked = async {
            let mut transaction = self.shared.primary.begin().await?;
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
            let answer = question(&mut transaction).await?;
            transaction.commit().await?;
            Ok(answer)
        };
        asked.await.map_err(|fault: Fault| fault.said(doing, &self.shared.place))
    }
}
