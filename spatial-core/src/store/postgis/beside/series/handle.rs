//! The series of a database, as all clones share them, and how they are asked.

use sqlx::PgConnection;
use tokio::sync::watch;

use super::books;
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::sources::{Freshness, soon};
use crate::store::postgis::store::PostgisStore;
use crate::store::reading::places::WAIT;
use crate::store::series::{AppendNumbers, SeriesName, SeriesProblem};

/// The series of a database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SeriesSchema {
    pub(super) store: PostgisStore,
}

impl SeriesSchema {
    pub(in crate::store::postgis) fn new(store: PostgisStore) -> Self {
        Self { store }
    }

    pub(in crate::store) fn heard(&self) -> watch::Receiver<AppendNumbers> {
        self.store.shared.series.appends.heard()
    }

    /// Asks about a series that must be there, on behalf of somebody outside, which needs a place.
    pub(super) async fn ask_of<T>(
        &self,
        name: &SeriesName,
        question: impl AsyncFnOnce(&mut PgConnection, i32) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let _place = self.store.shared.places.place(WAIT).await?;
        let ask = async |connection: &mut PgConnection| {
            let ask = async {
                let id = books::id(connection, name).await?;
                let id = id.ok_or_else(|| StoreError::from(SeriesProblem::NotFound { series: name.clone() }))?;
                question(connection, id).await
            };
            soon(ask).await
        };
        self.store.ask("reading a series in", Freshness::Newest, ask).await
    }

    /// Names what we tried and on which database.
    pub(super) fn said<T>(&self, doing: &'static str, done: Result<T, Fault>) -> Result<T, StoreError> {
        done.map_err(|fault| fault.said(doing, &self.store.shared.place))
    }
}
