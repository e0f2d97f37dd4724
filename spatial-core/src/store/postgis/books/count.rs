//! How many features a layer has, and its box: rows that are only added (`diaban.tally`), and summed.

use sqlx::PgConnection;

use crate::geometry::Envelope;
use crate::layer::{Layer, LayerName};
use crate::store::postgis::fault::Fault;

/// What the layer holds is exactly this.
pub(in crate::store::postgis) async fn set(connection: &mut PgConnection, layer: &Layer) -> Result<(), Fault> {
    forget(connection, &layer.name).await?;
    let side = |of: fn(Envelope) -> f64| layer.extent.map(of);
    sqlx::query("INSERT INTO diaban.tally VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(layer.name.as_str())
        .bind(i64::try_from(layer.count).unwrap_or(i64::MAX))
        .bind(side(|extent| extent.min[0]))
        .bind(side(|extent| extent.min[1]))
        .bind(side(|extent| extent.max[0]))
        .bind(side(|extent| extent.max[1]))
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// Nothing is counted of a layer any more.
pub(in crate::store::postgis) async fn forget(connection: &mut PgConnection, layer: &LayerName) -> Result<(), Fault> {
    // Not while the tally is being folded: rows on their way would be missed.
    sqlx::query("SELECT pg_advisory_xact_lock(7017292)").execute(&mut *connection).await?;
    sqlx::query("DELETE FROM diaban.tally WHERE layer = $1").bind(layer.as_str()).execute(&mut *connection).await?;
    Ok(())
}
