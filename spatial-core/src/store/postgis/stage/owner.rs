//! Who fills a stage: an advisory lock on its number, held by the connection that fills it as long as that lives, however it ends.
//! A stage whose lock is free is a leftover and is swept; one whose owner lives is left alone.

use sqlx::{Connection, Executor, PgConnection};

use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;

/// The first of the two numbers of the lock; the other is the stage's.
const LOCK: i32 = 7_017_293;

/// The tables of a stage: features, and records put aside.
pub(super) fn tables(stage: i64) -> [String; 2] {
    [format!("diaban.\"stage_{stage}\""), format!("diaban.\"stage_{stage}_quarantine\"")]
}

/// Notes a stage and takes its lock for as long as the connection lives.
pub(super) async fn register(connection: &mut PgConnection, layer: &str) -> Result<i64, Fault> {
    let mut transaction = connection.begin().await?;
    let stage: i64 = sqlx::query_scalar("INSERT INTO diaban.stage (layer) VALUES ($1) RETURNING stage")
        .bind(layer)
        .fetch_one(&mut *transaction)
        .await?;
    sqlx::query("SELECT pg_advisory_lock($1, $2::bigint::integer)")
        .bind(LOCK)
        .bind(stage)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(stage)
}

/// Drops the stages whose owners are gone. Who may not, as a program that only reads, leaves them to another.
pub(in crate::store::postgis) async fn sweep(connection: &mut PgConnection) -> Result<(), Fault> {
    let stages: Vec<i64> = sqlx::query_scalar("SELECT stage FROM diaban.stage").fetch_all(&mut *connection).await?;
    for stage in stages {
        if let Err(error) = drop_free(connection, stage).await {
            tracing::warn!(?error, stage, "leftovers of a killed import are still in the store");
        }
    }
    Ok(())
}

async fn drop_free(connection: &mut PgConnection, stage: i64) -> Result<(), Fault> {
    let mut transaction = connection.begin().await?;
    let is_free: bool = sqlx::query_scalar("SELECT pg_try_advisory_xact_lock($1, $2::bigint::integer)")
        .bind(LOCK)
        .bind(stage)
        .fetch_one(&mut *transaction)
        .await?;
    if is_free {
        forget(&mut transaction, stage).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Drops a stage and all its tables.
pub(super) async fn drop_stage(connection: &mut PgConnection, stage: i64) -> Result<(), Fault> {
    let mut transaction = connection.begin().await?;
    forget(&mut transaction, stage).await?;
    transaction.commit().await?;
    Ok(())
}

/// Drops what is left of a stage, within the caller's transaction.
pub(super) async fn forget(connection: &mut PgConnection, stage: i64) -> Result<(), Fault> {
    connection.execute(built(format!("DROP TABLE IF EXISTS {}", tables(stage).join(", ")))).await?;
    sqlx::query("DELETE FROM diaban.stage WHERE stage = $1").bind(stage).execute(connection).await?;
    Ok(())
}
