//! Reference systems in the standard's own table.

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::crs::Crs;

/// Registers a reference system and returns its srs_id.
pub(in crate::store::gpkg) fn register(connection: &Connection, crs: Crs) -> Result<i32> {
    let Crs::Epsg(code) = crs else { return Ok(-1) };
    let found: Option<i32> = connection
        .query_row(
            "SELECT srs_id FROM gpkg_spatial_ref_sys WHERE organization = 'EPSG' COLLATE NOCASE AND organization_coordsys_id = ?1",
            [code],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(srs_id) = found {
        return Ok(srs_id);
    }
    let (name, wkt) = crs.info().map_or((crs.to_string(), "undefined".to_owned()), |info| (info.name, info.wkt));
    let free = "SELECT CASE WHEN EXISTS (SELECT 1 FROM gpkg_spatial_ref_sys WHERE srs_id = ?1) \
                THEN (SELECT max(srs_id) + 1 FROM gpkg_spatial_ref_sys) ELSE ?1 END";
    let srs_id: i32 = connection.query_row(free, [code], |row| row.get(0))?;
    connection.execute(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, 'EPSG', ?3, ?4, NULL)",
        params![name, srs_id, code, wkt],
    )?;
    Ok(srs_id)
}
