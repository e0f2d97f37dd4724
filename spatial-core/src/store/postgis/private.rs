//! Users, tokens and the audit log in schema `diaban_private`.

use std::time::SystemTime;

use sqlx::postgres::PgPool;

use crate::store::StoreError;
use crate::store::private::{AuditEntry, Bearer, NewUser, PasswordHash, Token, TokenDigest, User, UserName};

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

    fn refused<T>(&self) -> Result<T, StoreError> {
        let _ = &self.pool;
        Err(StoreError::NotAllowed { place: self.place.clone() })
    }
    pub(in crate::store) async fn add_user(&self, _user: NewUser) -> Result<(), StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn users(&self) -> Result<Vec<User>, StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn user(&self, _name: &UserName) -> Result<Option<(User, PasswordHash)>, StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn remove_user(&self, _name: &UserName, _at: SystemTime) -> Result<(), StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn add_token(&self, _token: Token) -> Result<(), StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn bearer(
        &self,
        _digest: &TokenDigest,
        _at: SystemTime,
    ) -> Result<Option<Bearer>, StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn end_token(&self, _digest: &TokenDigest) -> Result<(), StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn record(&self, _entries: Vec<AuditEntry>) -> Result<(), StoreError> {
        self.refused()
    }
    pub(in crate::store) async fn audit(&self, _most: u32) -> Result<Vec<AuditEntry>, StoreError> {
        self.refused()
    }
}
