//! The truth: layers, features, commits and history, in a GeoPackage or in PostGIS.
//!
//! One writing door: [`Store::commit`]; bulk loads fill an invisible version through [`Store::stage`] and publish it in one step.
//! No geometry is thought about here beyond reading and writing it. What both kinds of store share: `address` and `answer` (plain
//! values), `reading` (who asks, and how many at once), `stage` (bulk loads), `writing` (what a transaction means), `layout` (what a layer
//! must be for what comes), `left_out` (what is not served), `form` (names, shapes and values on their way into tables), `error`. `series` and `assets` are what a store
//! keeps without a revision: values over time, and files.

mod address;
mod answer;
pub mod assets;
mod error;
mod form;
pub mod gpkg;
mod layout;
mod left_out;
pub mod postgis;
pub mod private;
mod reading;
pub mod series;
mod stage;
mod writing;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction, Value};
use postgis::tables::{ServedRows, ServedTable, Swept, TableProblem, TableSettings};
use private::{PendingAudit, PrivateStore};

pub use address::StoreAddress;
pub use answer::{Committed, Looked, Migrated, Portion, Readings};
pub use error::{CODES, StoreError};
pub use left_out::{LeftOut, Without};
pub use postgis::PostgisAddress;
pub(crate) use reading::Errand;
pub use reading::Reader;
pub use stage::{Published, Quarantined, Stage, StageMode, Staged};
pub use writing::{Removing, Showing};

/// An open store. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub enum Store {
    /// A GeoPackage.
    Gpkg(gpkg::GpkgStore),
    /// A database.
    Postgis(postgis::PostgisStore),
}

impl Store {
    /// Opens a store, creating it if `create` and absent; sweeps what a killed import left behind.
    ///
    /// # Errors
    /// [`StoreError`] naming the file and what to do.
    pub async fn open(address: &StoreAddress, create: bool) -> Result<Self, StoreError> {
        match address {
            StoreAddress::Gpkg(path) => Ok(Self::Gpkg(gpkg::GpkgStore::open(path, create).await?)),
            StoreAddress::Postgis(address) => Ok(Self::Postgis(postgis::PostgisStore::open(address, create).await?)),
        }
    }

    /// Brings a store to the layout this program knows.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be reached, was made by a newer program, or the user may not.
    pub async fn migrate(address: &StoreAddress) -> Result<Migrated, StoreError> {
        match address {
            StoreAddress::Gpkg(path) => {
                gpkg::GpkgStore::open(path, false).await.map(|_| Migrated { steps: 0, has_roles: true })
            }
            StoreAddress::Postgis(address) => postgis::PostgisStore::migrate(address).await,
        }
    }

    /// What opening a store would find; reads only, and leaves nothing beside the file. No file: no layers.
    ///
    /// # Errors
    /// [`StoreError`] naming the file and what to do.
    pub async fn look(address: &StoreAddress) -> Result<Looked, StoreError> {
        match address {
            StoreAddress::Gpkg(path) => gpkg::GpkgStore::look(path).await,
            StoreAddress::Postgis(address) => postgis::PostgisStore::look(address).await,
        }
    }

    /// Visits the values of a field of all current features, in no order; reads only, and leaves nothing beside a file.
    ///
    /// # Errors
    /// [`StoreError`] naming the store and what to do.
    pub async fn values(
        address: &StoreAddress,
        layer: &LayerName,
        field: &str,
        visit: impl FnMut(Value) + Send + 'static,
    ) -> Result<(), StoreError> {
        match address {
            StoreAddress::Gpkg(path) => gpkg::GpkgStore::values(path, layer, field, visit).await,
            StoreAddress::Postgis(address) => postgis::PostgisStore::values(address, layer, field, visit).await,
        }
    }

    /// All layers visible to staff (quarantine included), in order of name, and the position they are true for.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn layers(&self) -> Result<(Position, Vec<Layer>), StoreError> {
        match self {
            Self::Gpkg(store) => store.layers().await,
            Self::Postgis(store) => store.layers().await,
        }
    }

    /// What lies in the store and is not served, or not whole, and why.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn left_out(&self) -> Result<Vec<LeftOut>, StoreError> {
        match self {
            Self::Gpkg(store) => store.left_out().await,
            Self::Postgis(store) => store.left_out().await,
        }
    }

    /// Where the store stands now.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn position(&self) -> Result<Position, StoreError> {
        match self {
            Self::Gpkg(store) => store.position().await,
            Self::Postgis(store) => store.position().await,
        }
    }

    /// True if the store once stood there and went on from it; false if it is another, or an older copy was put back.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn has_been_at(&self, position: &Position) -> Result<bool, StoreError> {
        match self {
            Self::Gpkg(store) => store.has_been_at(position).await,
            Self::Postgis(store) => store.has_been_at(position).await,
        }
    }

    /// Where the store stood after a commit; `None` if it has none of this number, or no longer knows what was changed since.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn stood_at(&self, revision: Revision) -> Result<Option<Position>, StoreError> {
        match self {
            Self::Gpkg(store) => store.stood_at(revision).await,
            Self::Postgis(store) => store.stood_at(revision).await,
        }
    }

    /// Visits all current features of a layer in order of id, in batches of at most a few thousand, on a blocking thread.
    ///
    /// # Errors
    /// [`StoreError`] if the layer is missing or cannot be read.
    pub async fn scan<V>(&self, layer: &LayerName, visit: V) -> Result<Position, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        match self {
            Self::Gpkg(store) => store.scan(layer, visit).await,
            Self::Postgis(store) => store.scan(layer, visit).await,
        }
    }

    /// The features with these ids as of a revision, in order of id; ids that did not exist then are left out. For our own upkeep,
    /// which needs no place; what others ask goes through [`Store::reader`].
    ///
    /// # Errors
    /// [`StoreError`] if the layer is missing or history no longer reaches back so far; [`StoreError::Moved`] if the store has never
    /// come so far, which is so after an older copy was put back.
    pub async fn read(&self, layer: &LayerName, ids: &[FeatureId], at: Revision) -> Result<Vec<Feature>, StoreError> {
        match self {
            Self::Gpkg(store) => store.read(layer, ids, at).await,
            Self::Postgis(store) => store.read(layer, ids, at).await,
        }
    }

    /// A place among those who read for others: one for each question. Waits some seconds for one.
    ///
    /// # Errors
    /// [`StoreError::Crowded`] if all stayed taken.
    pub async fn reader(&self) -> Result<Reader, StoreError> {
        match self {
            Self::Gpkg(store) => Ok(Reader::of_gpkg(store.clone(), store.place().await?)),
            Self::Postgis(store) => Ok(Reader::of_postgis(store.clone(), store.place().await?)),
        }
    }

    /// What is being read for others just now.
    pub fn readings(&self) -> Readings {
        match self {
            Self::Gpkg(store) => store.readings(),
            Self::Postgis(store) => store.readings(),
        }
    }

    /// The change feed after a revision, in order.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn changes_since(&self, revision: Revision) -> Result<Vec<ChangeRow>, StoreError> {
        match self {
            Self::Gpkg(store) => store.changes_since(revision).await,
            Self::Postgis(store) => store.changes_since(revision).await,
        }
    }

    /// The one writing door: all changes or none, durable and numbered when it returns.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if an expectation does not hold, [`StoreError::SchemaMismatch`] if a value does not fit its field,
    /// [`StoreError::OtherDoor`] if a layer is written through another door than the transaction's, [`StoreError::ReferenceMissing`] and
    /// [`StoreError::StillReferred`] if a reference would lead nowhere.
    pub async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        self.commit_audited(transaction, Vec::new()).await
    }

    /// The same with lines of the audit log that are there if, and only if, the changes are.
    ///
    /// # Errors
    /// As [`Store::commit`]; also if the audit log cannot be written.
    pub async fn commit_audited(
        &self,
        transaction: Transaction,
        audit: Vec<PendingAudit>,
    ) -> Result<Committed, StoreError> {
        match self {
            Self::Gpkg(store) => store.commit(transaction, audit).await,
            Self::Postgis(store) => store.commit(transaction, audit).await,
        }
    }

    /// Makes the layers that are missing, and gives those that are there what they lack, in one commit; what is referred to comes first.
    /// If all are as declared, nothing is written and the present revision returned.
    ///
    /// # Errors
    /// [`StoreError::DeclaredOtherwise`] if a layer is there and something else, [`StoreError::LayerExists`] if a table that is no layer
    /// has its name.
    pub async fn declare(&self, layers: &[Layer], who: &str, why: &str) -> Result<Committed, StoreError> {
        let (layers, who, why) = (layers.to_vec(), who.to_owned(), why.to_owned());
        match self {
            Self::Gpkg(store) => store.declare(layers, who, why).await,
            Self::Postgis(store) => store.declare(layers, who, why).await,
        }
    }

    /// Shows a layer to everybody, or hides it from all but staff, in a commit of its own; no feature changes. If it is as asked for,
    /// nothing is written and the present revision returned.
    ///
    /// # Errors
    /// [`StoreError::LayerNotFound`]; [`StoreError::OtherDoor`] for the table of a subject, whose states say who sees what;
    /// [`StoreError::NeverPublic`] for what an import set aside.
    pub async fn show(&self, showing: Showing) -> Result<Committed, StoreError> {
        match self {
            Self::Gpkg(store) => store.show(showing).await,
            Self::Postgis(store) => store.show(showing).await,
        }
    }

    /// Removes a layer and what imports put aside of it, in a commit of its own. It stays readable as of earlier revisions; should a layer of
    /// its name come again, that goes on counting its ids.
    ///
    /// # Errors
    /// [`StoreError::LayerNotFound`]; [`StoreError::LayerOfSubject`] for the table of a subject; [`StoreError::LayerReferred`] if a field of
    /// another layer refers to it.
    pub async fn remove(&self, removing: Removing) -> Result<Committed, StoreError> {
        match self {
            Self::Gpkg(store) => store.remove(removing).await,
            Self::Postgis(store) => store.remove(removing).await,
        }
    }

    /// Forgets changes older than `keep`, except each feature's last one, and returns how many. Who stands further back reads
    /// everything anew, and nothing can be read as of before; commits and superseded features are kept. Observations older than their
    /// series is kept are forgotten as well, and files removed that no row names.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn upkeep(&self, keep: Duration) -> Result<u64, StoreError> {
        let forgotten = match self {
            Self::Gpkg(store) => store.upkeep(keep).await?,
            Self::Postgis(store) => store.upkeep(keep).await?,
        };
        let now = SystemTime::now();
        self.forget_observations(now).await?;
        self.sweep_assets(now).await?;
        Ok(forgotten)
    }

    /// Begins an invisible layer version. Nothing is visible before [`Stage::publish`]; a dropped stage leaves nothing.
    ///
    /// # Errors
    /// [`StoreError::LayerExists`], [`StoreError::LayerNotFound`], [`StoreError::SchemaMismatch`] as the mode demands;
    /// [`StoreError::OtherDoor`] if the layer is there and its door is not that of `layer`.
    pub async fn stage(&self, layer: Layer, mode: StageMode) -> Result<Stage, StoreError> {
        match self {
            Self::Gpkg(store) => Ok(Stage::Gpkg(Box::new(store.stage(layer, mode).await?))),
            Self::Postgis(store) => Ok(Stage::Postgis(Box::new(store.stage(layer, mode).await?))),
        }
    }

    /// Makes several stages visible in one commit, each with its quarantine, in order. Rows of theirs may refer to each other.
    ///
    /// # Errors
    /// [`StoreError`] if a layer changed underneath, a reference leads nowhere, or the store cannot be written: then none is visible.
    pub async fn publish(stages: Vec<Stage>, why: &str) -> Result<Vec<Published>, StoreError> {
        Self::publish_audited(stages, why, Vec::new()).await
    }

    /// The same with lines of the audit log that are there if, and only if, the stages are visible.
    ///
    /// # Errors
    /// As [`Store::publish`]; also if the audit log cannot be written.
    pub async fn publish_audited(
        stages: Vec<Stage>,
        why: &str,
        audit: Vec<PendingAudit>,
    ) -> Result<Vec<Published>, StoreError> {
        let (mut files, mut databases) = (Vec::new(), Vec::new());
        for stage in stages {
            match stage {
                Stage::Gpkg(stage) => files.push(*stage),
                Stage::Postgis(stage) => databases.push(*stage),
            }
        }
        match (files.is_empty(), databases.is_empty()) {
            (_, true) => gpkg::GpkgStage::publish_all(files, why, audit).await,
            (true, false) => postgis::PostgisStage::publish_all(databases, why, audit).await,
            (false, false) => Err(StoreError::StagesApart),
        }
    }

    /// Returns when there may be news for [`Store::notice_others`] to look at: at once after a commit of our own, within a tenth of a
    /// second after another program's. May be dropped and called again: nothing is missed.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read; the next call waits before it asks again.
    pub async fn wait_for_news(&self) -> Result<(), StoreError> {
        match self {
            Self::Gpkg(store) => store.wait_for_news().await,
            Self::Postgis(store) => store.wait_for_news().await,
        }
    }

    /// Users, tokens and the audit log, which lie apart from the layers.
    pub fn private(&self) -> PrivateStore {
        match self {
            Self::Gpkg(store) => PrivateStore::Gpkg(store.private().clone()),
            Self::Postgis(store) => PrivateStore::Postgis(store.private()),
        }
    }

    /// Looks at a table or view of others that is to be served as a layer. From now on its layer cannot be changed through this store.
    ///
    /// # Errors
    /// [`StoreError::Table`] naming what stands against it; store errors.
    pub async fn table(&self, settings: TableSettings) -> Result<ServedTable, StoreError> {
        match self {
            Self::Gpkg(_) => Err(TableProblem::NoDatabase.of(&settings.layer)),
            Self::Postgis(store) => store.table(settings).await,
        }
    }

    /// Visits all features of a table in order of id; or, if it was read before, those that are new or changed since, in no order.
    /// A visitor that breaks off makes it [`StoreError::Cancelled`].
    pub(crate) async fn sweep<V>(
        &self,
        table: &Arc<ServedTable>,
        known: Option<Arc<ServedRows>>,
        visit: V,
    ) -> Result<Swept, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        match self {
            Self::Gpkg(_) => Err(TableProblem::NoDatabase.of(&table.layer().name)),
            Self::Postgis(store) => store.sweep(table, known, visit).await,
        }
    }

    /// Numbers what others (QGIS, ogr2ogr) committed since last asked, and mends what they dropped. Cheap when nothing happened.
    /// Returns the position if it moved.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read or written.
    pub async fn notice_others(&self) -> Result<Option<Position>, StoreError> {
        match self {
            Self::Gpkg(store) => store.notice_others().await,
            Self::Postgis(store) => store.notice_others().await,
        }
    }
}
