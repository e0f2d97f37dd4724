//! Users, tokens and the audit log in schema `diaban_private`, always on the primary: who was removed is out at once.

mod audit;
mod tokens;
mod users;

use sqlx::postgres::PgPool;

use super::fault::Fault;
use crate::store::StoreError;

/// The private schema of a database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct PrivateSchema {
    pool: PgPool,
    place: String,
}

impl PrivateSchema {
    pub(super) fn new(pool: PgPool, place: String) -> Self {
        Self { pool, place }
    }

    /// Names what we tried and on which database.
    fn said<T>(&self, doing: &'static str, done: Result<T, Fault>) -> Result<T, StoreError> {
        done.map_err(|fault| fault.said(doing, &self.place))
    }
}
