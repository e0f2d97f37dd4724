//! Writes the pieces of a file, and gives it its hash when all are there.

use std::time::SystemTime;

use sqlx::{PgConnection, PgPool};

use super::handle::AssetSchema;
use crate::store::StoreError;
use crate::store::assets::{Asset, AssetProblem};
use crate::store::postgis::fault::{self, Fault};
use crate::store::private::to_millis;

/// How often the hash is given: another upload of the same file may come to its end between looking and giving.
const ATTEMPTS: usize = 3;

/// A file on its way into the database. Dropped, it is removed; if nobody can do that any more, a day later.
#[derive(Debug)]
pub struct RowsUpload {
    schema: AssetSchema,
    id: i64,
    number: i32,
    is_over: bool,
}

impl AssetSchema {
    pub(in crate::store) async fn begin(&self) -> Result<RowsUpload, StoreError> {
        let beginning = async {
            let begin = "INSERT INTO diaban_assets.asset (bytes, put) VALUES (0, $1) RETURNING id";
            let pool = self.store.shared.sources.writer().await?;
            Ok(sqlx::query_scalar(begin).bind(to_millis(SystemTime::now())).fetch_one(pool).await?)
        };
        let id = self.said("beginning a file in", beginning.await)?;
        Ok(RowsUpload { schema: self.clone(), id, number: 0, is_over: false })
    }
}

impl RowsUpload {
    pub(in crate::store) async fn write(&mut self, piece: Vec<u8>) -> Result<(), StoreError> {
        let writing = async {
            sqlx::query("INSERT INTO diaban_assets.piece (asset, number, content) VALUES ($1, $2, $3)")
                .bind(self.id)
                .bind(self.number)
                .bind(piece)
                .execute(self.schema.store.shared.sources.writer().await?)
                .await?;
            Ok(())
        };
        self.schema.said("writing a file to", writing.await)?;
        self.number += 1;
        Ok(())
    }

    pub(in crate::store) async fn finish(mut self, asset: Asset) -> Result<(), StoreError> {
        let finishing = async {
            let pool = self.schema.store.shared.sources.writer().await?;
            for _ in 1..ATTEMPTS {
                match finished(pool, self.id, asset).await {
                    Err(Fault::Sql(error)) if fault::code(&error).as_deref() == Some("23505") => {}
                    done => return done,
                }
            }
            finished(pool, self.id, asset).await
        };
        self.schema.said("finishing a file in", finishing.await)?;
        self.is_over = true;
        Ok(())
    }
}

/// Gives a file its hash. If another has it already, that one counts as put just now, and this one goes.
async fn finished(pool: &PgPool, id: i64, asset: Asset) -> Result<(), Fault> {
    let mut transaction = pool.begin().await?;
    let now = to_millis(SystemTime::now());
    let again =
        sqlx::query("UPDATE diaban_assets.asset SET put = $2 WHERE hash = $1").bind(asset.hash.as_bytes()).bind(now);
    if again.execute(&mut *transaction).await?.rows_affected() > 0 {
        remove(&mut transaction, id).await?;
    } else {
        let named = sqlx::query("UPDATE diaban_assets.asset SET hash = $2, bytes = $3, put = $4 WHERE id = $1")
            .bind(id)
            .bind(asset.hash.as_bytes())
            .bind(i64::try_from(asset.bytes).unwrap_or(i64::MAX))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        if named.rows_affected() == 0 {
            let late = "the upload took longer than a day".into();
            return Err(StoreError::from(AssetProblem::Interrupted(late)).into());
        }
    }
    Ok(transaction.commit().await?)
}

/// One that has its hash stays: whoever gave it may not have heard so, and others may have been told that it is there.
async fn remove(connection: &mut PgConnection, id: i64) -> Result<(), Fault> {
    sqlx::query("DELETE FROM diaban_assets.asset WHERE id = $1 AND hash IS NULL").bind(id).execute(connection).await?;
    Ok(())
}

impl Drop for RowsUpload {
    fn drop(&mut self) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        if self.is_over {
            return;
        }
        let (schema, id) = (self.schema.clone(), self.id);
        runtime.spawn(async move {
            let removing = async {
                let pool = schema.store.shared.sources.writer().await?;
                remove(&mut *pool.acquire().await?, id).await
            };
            if let Err(error) = schema.said("removing what is left of a file from", removing.await) {
                tracing::debug!(error = &error as &dyn std::error::Error, "it is swept a day later");
            }
        });
    }
}
