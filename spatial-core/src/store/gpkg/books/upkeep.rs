//! Keeps the books short: changes of long ago are forgotten, except each feature's last one, which is its version.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::meta;

/// Forgets changes older than so many seconds, and returns how many.
pub(in crate::store::gpkg) fn forget(connection: &Connection, seconds: u64) -> Result<u64> {
    let last: Option<(u64, i64)> = connection
        .query_row(
            "SELECT revision, last_change FROM diaban_commit \
             WHERE recorded_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || ?1 || ' seconds') ORDER BY revision DESC LIMIT 1",
            [seconds],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((revision, last_change)) = last else { return Ok(0) };
    let forgotten = connection.execute(
        "DELETE FROM diaban_change WHERE change <= ?1 AND fid NOTNULL AND EXISTS (SELECT 1 FROM diaban_change later \
         WHERE later.layer = diaban_change.layer AND later.fid = diaban_change.fid AND later.change > diaban_change.change AND later.change <= ?1)",
        params![last_change],
    )?;
    if forgotten > 0 {
        meta::set_meta(connection, "forgotten", revision)?;
    }
    Ok(forgotten as u64)
}
