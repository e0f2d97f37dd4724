//! Reference systems in PostGIS's own table.

use sqlx::{PgConnection, Row};

use crate::crs::{Crs, CrsError, StatedCrs};
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;

/// Enters a reference system PostGIS does not know, under its true code, with the official text. A line that defines the code as another
/// system is not written over, for tables of others may mean it so.
///
/// # Errors
/// [`StoreError::SridRedefined`] if there is such a line: whoever reads the layer through the database would see it elsewhere.
pub(in crate::store::postgis) async fn register(connection: &mut PgConnection, crs: Crs) -> Result<(), Fault> {
    let (Crs::Epsg(code), Ok(info)) = (crs, crs.info()) else { return Ok(()) };
    if let Some(line) = Line::of(connection, i64::from(code)).await? {
        let is_so = StatedCrs::of(&line.definition, Some(code))
            .is_ok_and(|stated| stated.is_none_or(|stated| stated.crs == crs && stated.contradiction.is_none()));
        return if is_so { Ok(()) } else { Err(StoreError::SridRedefined { srid: code }.into()) };
    }
    sqlx::query(
        "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) VALUES ($1, 'EPSG', $1, $2, '') \
         ON CONFLICT DO NOTHING",
    )
    .bind(i32::try_from(code).unwrap_or(0))
    .bind(info.wkt)
    .execute(connection)
    .await?;
    Ok(())
}

/// What the database states about the reference system behind an SRID. The definition decides, for PostGIS itself computes with it; the
/// number counts as an EPSG code if it is one, else the code beside it. Nothing for 0.
///
/// # Errors
/// Those of the database; within, why what is stated cannot be used.
pub(in crate::store::postgis) async fn stated(
    connection: &mut PgConnection,
    srid: i32,
) -> Result<Result<Option<StatedCrs>, CrsError>, Fault> {
    let Some(number) = u32::try_from(srid).ok().filter(|number| *number > 0) else { return Ok(Ok(None)) };
    let is_epsg = !matches!(Crs::by_code(number), Ok(None));
    let Some(line) = Line::of(connection, srid.into()).await? else {
        return Ok(if is_epsg { StatedCrs::of("", Some(number)) } else { Ok(None) });
    };
    Ok(StatedCrs::of(&line.definition, if is_epsg { Some(number) } else { line.epsg }))
}

/// What PostGIS keeps of an SRID.
struct Line {
    /// The code beside it, if it is one of EPSG.
    epsg: Option<u32>,
    definition: String,
}

impl Line {
    async fn of(connection: &mut PgConnection, srid: i64) -> Result<Option<Self>, Fault> {
        let asked =
            "SELECT coalesce(auth_name, ''), auth_srid, coalesce(srtext, '') FROM spatial_ref_sys WHERE srid = $1";
        let Some(row) = sqlx::query(asked).bind(srid).fetch_optional(connection).await? else { return Ok(None) };
        let (authority, code): (String, Option<i32>) = (row.try_get(0)?, row.try_get(1)?);
        let code = code.filter(|_| authority.trim().eq_ignore_ascii_case("EPSG"));
        let epsg = code.and_then(|code| u32::try_from(code).ok()).filter(|code| *code > 0);
        Ok(Some(Self { epsg, definition: row.try_get(2)? }))
    }
}
