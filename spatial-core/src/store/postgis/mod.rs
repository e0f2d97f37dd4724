//! The store in PostgreSQL with PostGIS: many editors, many servers, one truth.
//!
//! In reading order: `store` (what is open, and how it is asked), `open`, `link` (the databases, and who may do what there), `books` (which
//! layers there are, what changed, what was), `read` and `scan` (features as they are), `write` (transactions, and tables of subjects),
//! `stage` (bulk loads), `outside` (commits of others, and a province's own tables, only read), `private` (users and tokens), `beside`
//! (series and files), `form` (values and rows in the database's own formats), `fault`. `gpkg` has the same files for the same jobs.
//! Nothing here transforms coordinates: geometry keeps the EPSG code it came with.

mod beside;
mod books;
mod fault;
mod form;
mod link;
mod open;
mod outside;
mod private;
mod read;
mod scan;
mod stage;
mod store;
mod write;

use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use sqlx::PgConnection;

use crate::layer::{Change, ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction};
use crate::store::private::PendingAudit;
use crate::store::reading::Errand;
use crate::store::reading::places::WAIT;
use crate::store::{Committed, LeftOut, Portion, Readings, Removing, Showing, StageMode, StoreError};
use beside::assets::handle::AssetSchema;
use books::{catalogue, feed, history, upkeep};
use link::sources::{Freshness, soon};
use outside::{left_out, renamed};
use store::BATCH;
use write::{commit, declare, remove, show};

pub use beside::assets::{RowsPieces, RowsUpload};
pub use beside::series::handle::SeriesSchema;
pub use link::address::PostgisAddress;
pub use outside::tables;
pub use private::PrivateSchema;
pub use stage::PostgisStage;
pub use store::PostgisStore;

/// How often a layer may be replaced while it is being read.
const ATTEMPTS: usize = 5;

impl PostgisStore {
    pub(in crate::store) fn series(&self) -> SeriesSchema {
        SeriesSchema::new(self.clone())
    }

    pub(in crate::store) fn assets(&self) -> AssetSchema {
        AssetSchema::new(self.clone())
    }

    pub(crate) async fn layers(&self) -> Result<(Position, Vec<Layer>), StoreError> {
        let list = async |connection: &mut PgConnection| {
            let position = feed::position(connection).await?;
            let layers = catalogue::all(connection).await?.into_iter().map(|entry| entry.layer).collect();
            Ok((position, layers))
        };
        self.ask("listing the layers of", Freshness::Newest, async |connection: &mut PgConnection| {
            soon(list(connection)).await
        })
        .await
    }

    pub(crate) async fn left_out(&self) -> Result<Vec<LeftOut>, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(left_out::all(connection)).await;
        self.ask("looking for what is left out in", Freshness::Newest, ask).await
    }

    pub(crate) async fn has_been_at(&self, position: &Position) -> Result<bool, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::has_been_at(connection, position)).await;
        self.ask("asking for a revision of", Freshness::Newest, ask).await
    }

    pub(crate) async fn stood_at(&self, revision: Revision) -> Result<Option<Position>, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::stood_at(connection, revision)).await;
        self.ask("asking for a revision of", Freshness::Newest, ask).await
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
    /// the layer's place between the moment and the reading, or somebody removed it.
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
                let entry = catalogue::laid_out_now(connection, layer).await?;
                let features = match history::read(connection, (layer, entry.as_ref()), ids, at).await {
                    Err(fault) if entry.is_some() && fault.is_table_gone() => return Ok(None),
                    read => read?,
                };
                // Of a layer that was removed there is nothing but its past.
                let is_still = entry.is_none() || catalogue::is_still(connection, layer).await?;
                Ok(is_still.then_some(features))
            };
            let soon = async |connection: &mut PgConnection| soon(read(connection)).await;
            if let Some(features) = self.ask("reading features in", Freshness::At(at), soon).await? {
                return Ok(features);
            }
        }
        Err(StoreError::Busy { path: self.shared.place.clone().into() })
    }

    /// A place among those who read for others.
    pub(crate) async fn place(&self) -> Result<Errand, StoreError> {
        let place = self.shared.places.place(WAIT).await?;
        Ok(self.shared.places.errand(Some(place)))
    }

    pub(crate) fn readings(&self) -> Readings {
        self.shared.places.readings()
    }

    pub(crate) async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        let ask = async |connection: &mut PgConnection| soon(feed::since(connection, revision)).await;
        self.ask("reading the changes of", Freshness::Newest, ask).await
    }

    pub(crate) async fn commit(
        &self,
        transaction: Transaction,
        audit: Vec<PendingAudit>,
    ) -> Result<Committed, StoreError> {
        self.shared.read_only.check(transaction.changes.iter().map(Change::layer))?;
        let done = async { commit::commit(self.shared.sources.writer().await?, &transaction, &audit).await };
        done.await.map_err(|fault| fault.said("committing to", &self.shared.place))
    }

    pub(crate) async fn upkeep(&self, keep: Duration) -> Result<u64, StoreError> {
        let upkeep = async { upkeep::forget(self.shared.sources.writer().await?, keep).await };
        upkeep.await.map_err(|fault| fault.said("keeping the books of", &self.shared.place))
    }

    pub(crate) async fn declare(&self, layers: Vec<Layer>, who: String, why: String) -> Result<Committed, StoreError> {
        self.shared.read_only.check(layers.iter().map(|layer| &layer.name))?;
        let declared = declare::declare(&self.shared, &layers, &who, &why).await;
        declared.map_err(|fault| fault.said("declaring tables in", &self.shared.place))
    }

    pub(crate) async fn show(&self, showing: Showing) -> Result<Committed, StoreError> {
        self.shared.read_only.check(std::iter::once(&showing.layer))?;
        show::show(&self.shared, &showing).await.map_err(|fault| fault.said("committing to", &self.shared.place))
    }

    pub(crate) async fn remove(&self, removing: Removing) -> Result<Committed, StoreError> {
        self.shared.read_only.check(std::iter::once(&removing.layer))?;
        remove::remove(&self.shared, &removing).await.map_err(|fault| fault.said("committing to", &self.shared.place))
    }

    pub(crate) async fn stage(&self, layer: Layer, mode: StageMode) -> Result<PostgisStage, StoreError> {
        self.shared.read_only.check(std::iter::once(&layer.name))?;
        PostgisStage::begin(Arc::clone(&self.shared), layer, mode).await
    }

    pub(crate) async fn notice_others(&self) -> Result<Option<Position>, StoreError> {
        let look = async |connection: &mut PgConnection| soon(renamed::look(connection)).await;
        let moved = self.ask("looking at the tables of", Freshness::Newest, look).await?;
        let followed = renamed::follow(&self.shared.sources, moved).await;
        followed.map_err(|fault| fault.said("following the tables of", &self.shared.place))?;
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
}
