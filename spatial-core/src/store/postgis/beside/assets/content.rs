//! Reads a file, one piece after the other: no transaction is open while a slow client takes one.

use sqlx::PgConnection;

use super::handle::AssetSchema;
use crate::store::StoreError;
use crate::store::assets::AssetHash;
use crate::store::postgis::link::sources::{Freshness, soon};

const DOING: &str = "reading a file in";

/// A file found, which may be removed meanwhile.
#[derive(Debug)]
pub struct RowsPieces {
    schema: AssetSchema,
    id: i64,
    number: i32,
}

impl AssetSchema {
    /// How many bytes a file has, and the bytes.
    pub(in crate::store) async fn content(&self, hash: AssetHash) -> Result<Option<(u64, RowsPieces)>, StoreError> {
        let find = async |connection: &mut PgConnection| {
            soon(async {
                let sql = "SELECT id, bytes FROM diaban_assets.asset WHERE hash = $1";
                Ok(sqlx::query_as(sql).bind(hash.as_bytes()).fetch_optional(connection).await?)
            })
            .await
        };
        let found: Option<(i64, i64)> = self.store.ask(DOING, Freshness::Newest, find).await?;
        let Some((id, bytes)) = found else { return Ok(None) };
        Ok(Some((u64::try_from(bytes).unwrap_or(0), RowsPieces { schema: self.clone(), id, number: 0 })))
    }
}

impl RowsPieces {
    pub(in crate::store) async fn next(&mut self) -> Result<Vec<u8>, StoreError> {
        let (id, number) = (self.id, self.number);
        let read = async |connection: &mut PgConnection| {
            soon(async {
                let sql = "SELECT content FROM diaban_assets.piece WHERE asset = $1 AND number = $2";
                Ok(sqlx::query_scalar(sql).bind(id).bind(number).fetch_optional(connection).await?)
            })
            .await
        };
        let piece: Option<Vec<u8>> = self.schema.store.ask(DOING, Freshness::Newest, read).await?;
        self.number += 1;
        Ok(piece.unwrap_or_default())
    }
}
