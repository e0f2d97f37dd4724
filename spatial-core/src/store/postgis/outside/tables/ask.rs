//! What is asked of a table: what it looks like, all its rows, some of them.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::SystemTime;

use sqlx::{Executor, PgConnection};

use super::problem::TableProblem;
use super::rows::ServedRows;
use super::settings::TableSettings;
use super::table::{ServedTable, Swept};
use super::{again, describe, fetch, sweep};
use crate::layer::{Feature, FeatureId};
use crate::store::postgis::books::catalogue;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::sources::{Freshness, soon};
use crate::store::postgis::store::PostgisStore;
use crate::store::{Portion, StoreError};

/// Texts of values never depend on how the server or the user is set up.
const PLAIN_TEXTS: &str = "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; \
    SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL extra_float_digits = 1";

impl PostgisStore {
    pub(in crate::store) async fn table(&self, settings: TableSettings) -> Result<ServedTable, StoreError> {
        let ask = async |connection: &mut PgConnection| {
            if catalogue::find(connection, &settings.layer).await?.is_some() {
                return Err(TableProblem::NameTaken.of(&settings.layer).into());
            }
            describe::describe(connection, &settings).await
        };
        let table = self
            .ask("looking at a table of", Freshness::Newest, async |connection: &mut PgConnection| {
                soon(ask(connection)).await
            })
            .await?;
        self.shared.read_only.add(&settings.layer);
        Ok(table)
    }

    /// Visits all features in order of id, or, if it was read before, only those that are new or changed, in no order.
    pub(in crate::store) async fn sweep<V>(
        &self,
        table: &Arc<ServedTable>,
        known: Option<Arc<ServedRows>>,
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
            runtime.block_on(store.ask("reading a table of", Freshness::Newest, read))
        };
        tokio::task::spawn_blocking(sweep).await.map_err(|_| StoreError::Closed)?
    }

    /// Rows as they are now, by ids that ascend, until one makes the measure full. Rows that are gone are left out.
    pub(in crate::store) async fn rows(
        &self,
        table: &ServedTable,
        rows: &ServedRows,
        ids: &[FeatureId],
        is_full: impl FnMut(&Feature) -> bool,
    ) -> Result<Portion, StoreError> {
        let fetch = async |connection: &mut PgConnection| {
            connection.execute(PLAIN_TEXTS).await.map_err(Fault::from)?;
            fetch::fetch(connection, table, rows, ids, is_full).await
        };
        self.ask("reading rows of a table in", Freshness::Newest, async |connection: &mut PgConnection| {
            soon(fetch(connection)).await
        })
        .await
    }
}
