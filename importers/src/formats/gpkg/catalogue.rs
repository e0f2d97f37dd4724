//! What a GeoPackage's own catalogue says: its feature tables, how they were made and their reference system.

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OptionalExtension, Row};
use spatial_core::crs::StatedCrs;
use spatial_core::store::gpkg;

use crate::error::{Definition, ImportError, Packing};
use crate::formats::source::{FileCrs, ReadState, SourceFile};
use crate::record::MAX_RECORD_BYTES;

/// Most layers of a file.
const MAX_LAYERS: usize = 10_000;

/// The file was made by anybody: nothing in its schema is run, and no value is larger than we take.
pub(super) fn distrust(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_RECORD_BYTES as i32)?;
    connection.pragma_update(None, "cell_size_check", true)
}

/// How a layer's table was made.
pub(super) enum Made {
    /// As a view or by a module: what it holds is computed, perhaps without end.
    Computed,
    /// Not at all, though the file lists it.
    Missing,
    /// As a table, with rows numbered by SQLite unless it says otherwise.
    FeatureTable { has_row_ids: bool },
}

/// How a table was made; SQLite itself tells.
pub(super) fn made(connection: &Connection, table: &str) -> rusqlite::Result<Made> {
    let found = connection.query_row(
        "SELECT type = 'table', wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1 COLLATE NOCASE",
        [table],
        |row| Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?)),
    );
    Ok(match found.optional()? {
        Some((true, is_without)) => Made::FeatureTable { has_row_ids: !is_without },
        Some((false, _)) => Made::Computed,
        None => Made::Missing,
    })
}

/// A feature table as the file's own catalogue lists it.
pub(super) struct FeatureTable {
    pub(super) name: String,
    pub(super) geometry: String,
    pub(super) srs_id: i64,
}

/// All feature tables, by name.
pub(super) fn feature_tables(connection: &Connection) -> rusqlite::Result<Vec<FeatureTable>> {
    for catalogue in ["gpkg_contents", "gpkg_geometry_columns"] {
        if !matches!(made(connection, catalogue)?, Made::FeatureTable { .. }) {
            return Ok(Vec::new());
        }
    }
    let mut statement = connection.prepare(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c \
         JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) \
         WHERE c.data_type = 'features' ORDER BY c.table_name",
    )?;
    let table = |row: &Row<'_>| Ok(FeatureTable { name: row.get(0)?, geometry: row.get(1)?, srs_id: row.get(2)? });
    statement.query_map([], table)?.take(MAX_LAYERS).collect()
}

/// What the file states about a layer's reference system; a catalogue that is computed states nothing.
pub(super) fn crs_of(
    connection: &Connection,
    table: &FeatureTable,
    source: SourceFile<'_>,
    reading: &mut ReadState,
) -> Result<FileCrs, ImportError> {
    if !matches!(made(connection, "gpkg_spatial_ref_sys"), Ok(Made::FeatureTable { .. })) {
        return Ok(FileCrs::Silent);
    }
    let Ok(Some((text, code))) = gpkg::stated_definition(connection, table.srs_id) else {
        return Ok(FileCrs::Silent);
    };
    let found = StatedCrs::of(&text, code);
    source.stated(reading, found, || match Definition::in_file(&text, &Packing::Plain) {
        Definition::InFile { .. } => Definition::BesideCode { layer: table.name.clone(), text },
        other => other,
    })
}
