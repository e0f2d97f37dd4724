//! Other programs at a GeoPackage.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

/// What QGIS or any careful program does: plain SQLite with the functions the R-tree triggers call.
///
/// # Errors
/// SQLite's own.
pub fn sqlite(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    let side = |at: usize| {
        move |context: &Context<'_>| {
            let blob: Vec<u8> = context.get(0)?;
            let bytes = blob[8 + at * 8..16 + at * 8].try_into().expect("eight bytes");
            Ok(f64::from_le_bytes(bytes))
        }
    };
    for (function, at) in [("ST_MinX", 0), ("ST_MaxX", 1), ("ST_MinY", 2), ("ST_MaxY", 3)] {
        connection.create_scalar_function(function, 1, FunctionFlags::SQLITE_DETERMINISTIC, side(at))?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, FunctionFlags::SQLITE_DETERMINISTIC, |_| Ok(false))?;
    Ok(connection)
}

/// Drops the triggers of a table as GDAL made it: they call functions of its own, which are of no use to who only edits values.
///
/// # Errors
/// SQLite's own.
pub fn drop_triggers(connection: &Connection, table: &str) -> rusqlite::Result<()> {
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER \"{trigger}\""))?;
    }
    Ok(())
}
