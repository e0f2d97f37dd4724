//! A province's own tables and views, served as they are: only read, under their own keys, without any of our books.
//!
//! In reading order: `settings` (what is wished), `describe` with `column` (what the database says of it), `key` (from keys to ids),
//! `sweep`, `again` and `rows` (reading all of it, and what is new since), `fetch` (some rows as they are now), `problem` (why a table
//! is not served).

mod again;
mod column;
mod describe;
mod fetch;
mod key;
mod problem;
mod rows;
mod settings;
mod sweep;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use sqlx::{Executor, PgConnection};

use super::fault::Fault;
use super::sources::{Wanted, soon};
use super::{PostgisStore, catalogue};
use crate::layer::{Change, Feature, FeatureId, Layer, LayerName};
use crate::store::{Portion, StoreError};
use column::Column;
use key::Key;
pub use problem::TableProblem;
pub(crate) use rows::Rows;
pub use rows::Withheld;
pub use settings::{HASH_BITS, TableSettings};

/// Texts of values never depend on how the server or the user is set up.
const PLAIN_TEXTS: &str = "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; \
    SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL extra_float_digits = 1";

/// A table or view that is served as a layer.
#[derive(Debug)]
pub struct Table {
    /// Without features yet: no count, no box.
    layer: Layer,
    refresh: Duration,
    /// Schema and name, quoted.
    from: String,
    key: Key,
    /// The shape as well-known binary, and its reference id where that may differ from row to row.
    shape: [String; 2],
    /// The only reference id a shape may have besides 0, where it may differ from row to row.
    srid: Option<i32>,
    columns: Vec<Column>,
}

/// What one reading of a whole table found.
#[derive(Debug)]
pub(crate) struct Swept {
    /// All rows that are served now.
    pub rows: Arc<Rows>,
    /// Served before and not there any more; ascending.
    pub gone: Vec<FeatureId>,
    /// When the reading began: it shows nothing later.
    pub at: SystemTime,
}

impl Table {
    /// The layer it is served as; without count and box, which only its snapshot knows.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// How often it is looked through for changes.
    pub fn refresh(&self) -> Duration {
        self.refresh
    }
}

/// Names of layers that are tables of others.
#[derive(Debug, Default)]
pub(super) struct ReadOnly(RwLock<BTreeSet<LayerName>>);

impl ReadOnly {
    /// Refuses a change to any of these.
    pub(super) fn check<'a>(&self, mut layers: impl Iterator<Item = &'a LayerName>) -> Result<(), StoreError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let table = layers.find(|layer| known.contains(*layer));
        table.map_or(Ok(()), |layer| Err(TableProblem::ReadOnly.of(layer)))
    }

    fn add(&self, layer: &LayerName) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(layer.clone());
    }
}

/// The layers a transaction touches.
pub(super) fn touched(changes: &[Change]) -> impl Iterator<Item = &LayerName> {
    changes.iter().map(Change::layer)
}

impl PostgisStore {
    pub(in crate::store) async fn table(&self, settings: TableSettings) -> Result<Table, StoreError> {
        let ask = async |connection: &mut PgConnection| {
            if catalogue::find(connection, &settings.layer).await?.is_some() {
                return Err(TableProblem::NameTaken.of(&settings.layer).into());
            }
            describe::describe(connection, &settings).await
        };
        let table = self
            .ask("looking at a table of", Wanted::Newest, async |connection: &mut PgConnection| {
                soon(ask(connection)).await
            })
            .await?;
        self.shared.read_only.add(&settings.layer);
        Ok(table)
    }

    /// Visits all features in order of id, or, if it was read before, only those that are new or changed, in no order.
    pub(in crate::store) async fn sweep<V>(
        &self,
        table: &Arc<Table>,
        known: Option<Arc<Rows>>,
        visit: V,
    ) -> Result<Swept, StoreError>
    where
        V: FnMut(Vec<Feature>) -> ControlFlow<()> + Send + 'static,
    {
        let (store, table) = (self.clone(), Arc::clone(table));
        let runtime = tokio::runtime::Handle::current();
        let sweep = move || {
            let read = async |connection: &mut PgConnection| {
                let at = SystemTime::now();
                connection.execute(PLAIN_TEXTS).await?;
                match known {
                    None => sweep::first(connection, &table, at, visit).await,
                    Some(known) => again::again(connection, &table, known, at, visit).await,
                }
            };
            runtime.block_on(store.ask("reading a table of", Wanted::Newest, read))
        };
        tokio::task::spawn_blocking(sweep).await.map_err(|_| StoreError::Closed)?
    }

    /// Rows as they are now, by ids that ascend, until one makes the measure full. Rows that are gone are left out.
    pub(in crate::store) async fn rows(
        &self,
        table: &Table,
        rows: &Rows,
        ids: &[FeatureId],
        is_full: impl FnMut(&Feature) -> bool,
    ) -> Result<Portion, StoreError> {
        let fetch = async |connection: &mut PgConnection| {
            connection.execute(PLAIN_TEXTS).await.map_err(Fault::from)?;
            fetch::fetch(connection, table, rows, ids, is_full).await
        };
        self.ask("reading rows of a table in", Wanted::Newest, async |connection: &mut PgConnection| {
            soon(fetch(connection)).await
        })
        .await
    }
}
