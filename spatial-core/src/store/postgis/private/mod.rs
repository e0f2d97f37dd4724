//! Users, tokens, the audit log and contacts in schema `diaban_private`, always where is written: who was removed is out at once.

mod audit;
mod contacts;
mod factors;
mod tokens;
mod users;

pub(super) use audit::note_pending;

use std::sync::Arc;

use sqlx::postgres::PgPool;

use super::fault::Fault;
use super::store::OpenStore;
use crate::store::StoreError;

/// The private schema of a database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct PrivateSchema {
    shared: Arc<OpenStore>,
}

impl PrivateSchema {
    pub(super) fn new(shared: Arc<OpenStore>) -> Self {
        Self { shared }
    }

    async fn pool(&self) -> Result<&PgPool, Fault> {
        self.shared.sources.writer().await
    }

    /// Names what we tried and on which database.
    fn said<T>(&self, doing: &'static str, done: Result<T, Fault>) -> Result<T, StoreError> {
        done.map_err(|fault| fault.said(doing, &self.shared.place))
    }
}
