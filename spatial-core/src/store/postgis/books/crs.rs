//! Reference systems in PostGIS's own table.

use sqlx::PgConnection;

use crate::crs::Crs;
use crate::store::postgis::fault::Fault;

/// Enters a reference system PostGIS does not know, under its true code, with the official text.
pub(in crate::store::postgis) async fn register(connection: &mut PgConnection, crs: Crs) -> Result<(), Fault> {
    let (Crs::Epsg(code), Ok(info)) = (crs, crs.info()) else { return Ok(()) };
    let code = i32::try_from(code).unwrap_or(0);
    let is_known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM spatial_ref_sys WHERE srid = $1)")
        .bind(code)
        .fetch_one(&mut *connection)
        .await?;
    if is_known {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) VALUES ($1, 'EPSG', $1, $2, '') \
         ON CONFLICT DO NOTHING",
    )
    .bind(code)
    .bind(info.wkt)
    .execute(connection)
    .await?;
    Ok(())
}
