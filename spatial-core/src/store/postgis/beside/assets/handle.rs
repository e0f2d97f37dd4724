//! The files of a database, as all clones share them.

use sqlx::PgConnection;

use crate::store::StoreError;
use crate::store::assets::AssetHash;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::link::sources::{Freshness, soon};
use crate::store::postgis::store::PostgisStore;

/// The files of a database. Cheap to clone.
#[derive(Debug, Clone)]
pub(in crate::store) struct AssetSchema {
    pub(super) store: PostgisStore,
}

impl AssetSchema {
    pub(in crate::store::postgis) fn new(store: PostgisStore) -> Self {
        Self { store }
    }

    pub(in crate::store) async fn has(&self, hash: AssetHash) -> Result<bool, StoreError> {
        let ask = async |connection: &mut PgConnection| {
            soon(async {
                let sql = "SELECT EXISTS (SELECT FROM diaban_assets.asset WHERE hash = $1)";
                Ok(sqlx::query_scalar(sql).bind(hash.as_bytes()).fetch_one(connection).await?)
            })
            .await
        };
        self.store.ask("looking for a file in", Freshness::Newest, ask).await
    }

    /// Names what we tried and on which database.
    pub(super) fn said<T>(&self, doing: &'static str, done: Result<T, Fault>) -> Result<T, StoreError> {
        done.map_err(|fault| fault.said(doing, &self.store.shared.place))
    }
}
