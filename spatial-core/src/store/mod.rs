//! The truth: layers, features, commits and history, in a GeoPackage or in PostGIS.
//!
//! One writing door: [`Store::commit`]; bulk loads fill an invisible version through [`Store::stage`] and publish it in one step.
//! No geometry is thought about here beyond reading and writing it. What both kinds of store share: `errand`, `places` and `reader`
//! (who asks, and how many at once), `stage` and `quarantine` (bulk loads), `layout` (what a layer must be for what comes), `ident`, `shape`
//! and `widen` (names, shapes and values on their way into tables).

mod errand;
mod error;
pub mod gpkg;
mod ident;
mod layout;
mod places;
pub mod postgis;
pub mod private;
mod quarantine;
mod reader;
mod shape;
mod stage;
mod widen;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::layer::{ChangeRow, Feature, FeatureId, Layer, LayerName, Position, Revision, Transaction, Value};

pub(crate) use errand::Errand;
pub use error::{CODES, StoreError};
pub use postgis::PostgisAddress;
use postgis::tables::{Rows, Swept, Table, TableProblem, TableSettings};
use private::PrivateStore;
pub use quarantine::Quarantined;
pub use reader::Reader;
pub use stage::{Published, Stage, Staged};

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreAddress {
    /// A `.gpkg` file.
    Gpkg(PathBuf),
    /// A PostgreSQL database with PostGIS.
    Postgis(PostgisAddress),
}

/// For messages: without user and password.
impl std::fmt::Display for StoreAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gpkg(path) => path.display().fmt(f),
            Self::Postgis(address) => address.fmt(f),
        }
    }
}

/// An open store. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub enum Store {
    /// A GeoPackage.
    Gpkg(gpkg::GpkgStore),
    /// A database.
    Postgis(postgis::PostgisStore),
}

/// How a staged layer meets what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageMode {
    /// The layer must not exist.
    Create,
    /// All features are superseded; ids go on counting.
    Replace,
    /// Features are added.
    Append,
    /// Features with the same key are updated and keep their ids; others are added.
    Update {
        /// The key field.
        key: String,
    },
}

/// What a file holds, seen without touching it.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its layers; none if there is no file.
    pub layers: Vec<Layer>,
    /// It is a store already: opening it adds nothing to it.
    pub is_store: bool,
    /// Another program made it: opening it as a store adds our tables and triggers to it.
    pub is_foreign: bool,
}

/// What bringing a store to the newest layout did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// How many steps that took.
    pub steps: usize,
    /// False if the database has not the roles that others are to be given: only who owns it can use it then.
    pub has_roles: bool,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The number of the commit.
    pub revision: Revision,
    /// Ids drawn for inserts, in order of the transaction.
    pub inserted: Vec<FeatureId>,
}

/// Features read until a measure was full.
#[derive(Debug, Clone, PartialEq)]
pub struct Portion {
    /// In order of id.
    pub features: Vec<Feature>,
    /// So many of the ids asked for were looked at, from the first on.
    pub ids: usize,
}

/// What is being read for others, for operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    /// Places taken now; a place is free again when its work has really ended.
    pub in_use: usize,
    /// Readings that stopped before their end because nobody waited any more, since the store was opened.
    pub cancelled: u64,
}

impl Portion {
    /// Nothing yet.
    fn empty() -> Self {
        Self { features: Vec::new(), ids: 0 }
    }

    /// Adds what was read of some ids, which ascend like the features; true once one of them makes the measure full.
    fn takes(&mut self, ids: &[FeatureId], read: Vec<Feature>, mut is_full: impl FnMut(&Feature) -> bool) -> bool {
        for feature in read {
            let (last, full) = (feature.id, is_full(&feature));
            self.features.push(feature);
            if full {
                self.ids += ids.partition_point(|id| *id <= last);
                return true;
            }
        }
        self.ids += ids.len();
        false
    }
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
            Self::Gpkg(store) => store.reader().await,
            Self::Postgis(store) => store.reader().await,
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
    /// [`StoreError::Conflict`] if an expectation does not hold, [`StoreError::SchemaMismatch`] if a value does not fit its field.
    pub async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        layout::refers_to_nothing(&transaction)?;
        match self {
            Self::Gpkg(store) => store.commit(transaction).await,
            Self::Postgis(store) => store.commit(transaction).await,
        }
    }

    /// Forgets changes older than `keep`, except each feature's last one, and returns how many. Who stands further back reads
    /// everything anew, and nothing can be read as of before; commits and superseded features are kept.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be written.
    pub async fn upkeep(&self, keep: Duration) -> Result<u64, StoreError> {
        match self {
            Self::Gpkg(store) => store.upkeep(keep).await,
            Self::Postgis(store) => store.upkeep(keep).await,
        }
    }

    /// Begins an invisible layer version. Nothing is visible before [`Stage::publish`]; a dropped stage leaves nothing.
    ///
    /// # Errors
    /// [`StoreError::LayerExists`], [`StoreError::LayerNotFound`], [`StoreError::SchemaMismatch`] as the mode demands.
    pub async fn stage(&self, layer: Layer, mode: StageMode) -> Result<Stage, StoreError> {
        layout::is_kept_whole(&layer)?;
        match self {
            Self::Gpkg(store) => Ok(Stage::Gpkg(Box::new(store.stage(layer, mode).await?))),
            Self::Postgis(store) => Ok(Stage::Postgis(Box::new(store.stage(layer, mode).await?))),
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
    pub async fn table(&self, settings: TableSettings) -> Result<Table, StoreError> {
        match self {
            Self::Gpkg(_) => Err(TableProblem::NoDatabase.of(&settings.layer)),
            Self::Postgis(store) => store.table(settings).await,
        }
    }

    /// Visits all features of a table in order of id; or, if it was read before, those that are new or changed since, in no order.
    /// A visitor that breaks off makes it [`StoreError::Cancelled`].
    pub(crate) async fn sweep<V>(
        &self,
        table: &Arc<Table>,
        known: Option<Arc<Rows>>,
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
