//! How many features a table has, and its box. The count is GDAL's count in `gpkg_ogr_contents`, kept by GDAL's triggers, where both are there; counted where
//! somebody wants to know it, otherwise.

use rusqlite::{Connection, Result, params};

use super::entry::Entry;
use super::triggers;
use crate::geometry::Envelope;
use crate::store::form::ident::{literal, quoted};

/// Sets the count GDAL reads.
pub(in crate::store::gpkg) fn set(connection: &Connection, table: &str, count: u64) -> Result<()> {
    connection.execute("INSERT OR REPLACE INTO gpkg_ogr_contents VALUES (?1, ?2)", params![table, count])?;
    Ok(())
}

/// Counts, if nobody keeps the count. As long as the table: not for what is asked often.
pub(in crate::store::gpkg) fn completed(connection: &Connection, mut entry: Entry) -> Result<Entry> {
    if !entry.is_counted {
        entry.layer.count = counted(connection, &entry.table)?;
        entry.is_counted = true;
    }
    Ok(entry)
}

/// Counts the layers whose count another program gave up, where triggers will keep it from now on.
pub(in crate::store::gpkg) fn again(connection: &Connection) -> Result<()> {
    let uncounted: Vec<String> = connection
        .prepare_cached(
            "SELECT t.name FROM gpkg_ogr_contents o JOIN diaban_layer l ON l.table_name = o.table_name COLLATE NOCASE \
             JOIN sqlite_schema t ON t.name = o.table_name COLLATE NOCASE AND t.type = 'table' WHERE o.feature_count ISNULL",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for table in uncounted {
        if is_kept(connection, &table)? {
            set(connection, &table, counted(connection, &table)?)?;
        }
    }
    Ok(())
}

/// Gives the count up if its triggers are gone. They are not put back: GDAL takes them down while it appends, and fails if it finds
/// them there when it is done.
pub(in crate::store::gpkg) fn doubt(connection: &Connection, table: &str) -> Result<()> {
    if is_kept(connection, table)? {
        return Ok(());
    }
    connection.execute(
        "UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = ?1 COLLATE NOCASE AND feature_count NOTNULL",
        [table],
    )?;
    Ok(())
}

fn is_kept(connection: &Connection, table: &str) -> Result<bool> {
    let found = triggers::on(connection, table)?;
    Ok(self::triggers(table).iter().all(|(name, _)| triggers::is_there(&found, name)))
}

fn counted(connection: &Connection, table: &str) -> Result<u64> {
    connection.query_row(&format!("SELECT count(*) FROM {}", quoted(table)), [], |row| row.get(0))
}

/// GDAL's triggers.
pub(in crate::store::gpkg) fn triggers(table_name: &str) -> Vec<(String, String)> {
    let (table, word) = (quoted(table_name), literal(table_name));
    let step = |sign: &str| {
        format!(
            "BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 WHERE lower(table_name) = lower({word}); END"
        )
    };
    vec![
        (format!("trigger_insert_feature_count_{}", table_name), format!("AFTER INSERT ON {table} {}", step("+"))),
        (format!("trigger_delete_feature_count_{}", table_name), format!("AFTER DELETE ON {table} {}", step("-"))),
    ]
}

/// Grows the registered box of a table to hold another, and notes the time of change.
pub(in crate::store::gpkg) fn set_extent(connection: &Connection, table: &str, extent: Envelope) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?2), ?2), min_y = min(coalesce(min_y, ?3), ?3), \
             max_x = max(coalesce(max_x, ?4), ?4), max_y = max(coalesce(max_y, ?5), ?5), \
             last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?1 COLLATE NOCASE",
        )?
        .execute(params![table, extent.min[0], extent.min[1], extent.max[0], extent.max[1]])?;
    Ok(())
}

/// The registered box of a table that was emptied: none.
pub(in crate::store::gpkg) fn forget_extent(connection: &Connection, table: &str) -> Result<()> {
    connection.execute(
        "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL \
         WHERE table_name = ?1 COLLATE NOCASE",
        [table],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use crate::layer::LayerName;
    use crate::store::gpkg::books::{catalogue, migrate};
    use crate::store::gpkg::link::connection;
    use crate::store::gpkg::outside::adopt;

    /// Steps of SQLite's machine that finding a layer of another program takes when it has so many features.
    fn steps(features: u64) -> u64 {
        let folder = tempfile::tempdir().unwrap();
        let connection = connection::writing(&folder.path().join("foreign.gpkg")).unwrap();
        migrate::create_all(&connection).unwrap();
        connection
            .execute_batch(&format!(
                "CREATE TABLE trees (fid INTEGER PRIMARY KEY, geom BLOB); \
                 INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('trees', 'features', 4326); \
                 INSERT INTO gpkg_geometry_columns VALUES ('trees', 'geom', 'POINT', 4326, 0, 0); \
                 WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {features}) \
                 INSERT INTO trees (fid) SELECT x FROM n"
            ))
            .unwrap();
        adopt::all(&connection, "foreign.gpkg").unwrap();
        let steps = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&steps);
        connection.progress_handler(
            1,
            Some(move || {
                seen.fetch_add(1, Ordering::Relaxed);
                false
            }),
        );
        catalogue::find(&connection, &LayerName::parse("trees").unwrap()).unwrap().unwrap();
        let found = steps.load(Ordering::Relaxed);
        assert_eq!(catalogue::all(&connection).unwrap()[0].layer.count, features);
        found
    }

    #[test]
    fn finding_a_layer_nobody_counts_takes_no_longer_for_many_features() {
        assert_eq!(steps(10), steps(10_000));
    }
}
