//! The tables of a store: those of the standard (OGC 12-128r18), GDAL's feature counts, and ours.
//!
//! | Table | Holds |
//! |---|---|
//! | `diaban_meta` | uuid, layout number, the table definitions as we left them, last id of each layer |
//! | `diaban_layer` | everything about a layer but its features and fields: whose it is and who sees its rows, too; registered as `attributes`, so that GDAL lists no bare tables |
//! | `diaban_schema`, `diaban_field` | the fields of a layer since a change, so that history can be read with the fields of its time |
//! | `diaban_change` | one line per touched feature (`fid`), or per layer (`fid` null), in order of writing |
//! | `diaban_commit` | one line per revision; it numbers all changes up to `last_change` that no earlier revision numbers; `token` is random |
//! | `diaban_stage` | invisible layer versions being filled, and who fills them |

use rusqlite::{Connection, Result};

use super::meta::{meta, remember_schema, schema_version, set_meta, tables_changed};
use super::{catalogue, triggers};

/// Number of this layout of our own tables. From 2 to 3 only triggers changed.
pub(in crate::store::gpkg) const LAYOUT: i64 = 3;
/// `GPKG`.
const APPLICATION_ID: i64 = 0x4750_4B47;
/// GeoPackage 1.3.
const USER_VERSION: i64 = 10_300;

const STANDARD: &str = r#"
CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY NOT NULL,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE IF NOT EXISTS gpkg_contents (table_name TEXT PRIMARY KEY NOT NULL, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE IF NOT EXISTS gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',
  'undefined Cartesian coordinate reference system');
INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
  'undefined geographic coordinate reference system');
INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES ('WGS 84 geodetic', 4326, 'EPSG', 4326,
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
  'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
"#;

const OURS: &str = r#"
CREATE TABLE diaban_meta (key TEXT PRIMARY KEY NOT NULL, value) WITHOUT ROWID;
CREATE TABLE diaban_layer (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, table_name TEXT NOT NULL UNIQUE,
  key_column TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL, epsg INTEGER, operation TEXT NOT NULL,
  audience TEXT NOT NULL, min_zoom INTEGER NOT NULL, class_field TEXT, sources TEXT NOT NULL, imported_at TEXT NOT NULL,
  who TEXT NOT NULL, attribution TEXT NOT NULL, present INTEGER NOT NULL, subject TEXT, door TEXT NOT NULL DEFAULT 'items',
  row_policy TEXT);
CREATE TABLE diaban_schema (schema INTEGER PRIMARY KEY NOT NULL, layer TEXT NOT NULL, since_change INTEGER NOT NULL);
CREATE INDEX diaban_schema_layer ON diaban_schema (layer, since_change);
CREATE TABLE diaban_field (schema INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, column_name TEXT NOT NULL,
  type TEXT NOT NULL, audience TEXT NOT NULL, role TEXT, unit TEXT, refers TEXT, PRIMARY KEY (schema, position)) WITHOUT ROWID;
CREATE INDEX diaban_field_refers ON diaban_field (refers) WHERE refers NOTNULL;
CREATE TABLE diaban_change (change INTEGER PRIMARY KEY NOT NULL, layer TEXT NOT NULL, fid INTEGER, op TEXT NOT NULL);
CREATE INDEX diaban_change_feature ON diaban_change (layer, fid);
CREATE TABLE diaban_commit (revision INTEGER PRIMARY KEY AUTOINCREMENT, last_change INTEGER NOT NULL, recorded_at TEXT NOT NULL,
  who TEXT NOT NULL, why TEXT NOT NULL, token INTEGER NOT NULL DEFAULT 0);
CREATE INDEX diaban_commit_change ON diaban_commit (last_change);
CREATE TABLE diaban_stage (stage INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, layer TEXT NOT NULL);
"#;

/// From layout 1: whose a layer is, who sees its rows, what its fields mean.
const FROM_1: &str = "
ALTER TABLE diaban_layer ADD COLUMN subject TEXT;
ALTER TABLE diaban_layer ADD COLUMN door TEXT NOT NULL DEFAULT 'items';
ALTER TABLE diaban_layer ADD COLUMN row_policy TEXT;
ALTER TABLE diaban_field ADD COLUMN role TEXT;
ALTER TABLE diaban_field ADD COLUMN unit TEXT;
ALTER TABLE diaban_field ADD COLUMN refers TEXT;
CREATE INDEX diaban_field_refers ON diaban_field (refers) WHERE refers NOTNULL;
";

/// The books of layout 1 as if they were of the newest, for a connection that may not write: a temporary view goes before a table.
const SHOWN_FROM_1: &str = "
CREATE TEMP VIEW diaban_layer AS SELECT *, NULL AS subject, 'items' AS door, NULL AS row_policy FROM main.diaban_layer;
CREATE TEMP VIEW diaban_field AS SELECT *, NULL AS role, NULL AS unit, NULL AS refers FROM main.diaban_field;
";

/// Makes a new file a GeoPackage and a store.
pub(in crate::store::gpkg) fn create_all(connection: &Connection) -> Result<()> {
    make_container(connection)?;
    create_ours(connection)
}

/// Makes a new file a GeoPackage without any contents.
pub(in crate::store::gpkg) fn make_container(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)?;
    connection.execute_batch(STANDARD)
}

/// Makes an existing GeoPackage a store: adds what is missing and touches nothing else.
pub(in crate::store::gpkg) fn create_ours(connection: &Connection) -> Result<()> {
    connection.execute_batch(STANDARD)?;
    connection.execute_batch(OURS)?;
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) \
         VALUES ('diaban_layer', 'attributes', 'diaban_layer', 'diaban: layers of this store')",
        [],
    )?;
    set_meta(connection, "uuid", uuid::Uuid::new_v4().to_string())?;
    set_meta(connection, "layout", LAYOUT)?;
    tables_changed(connection)?;
    remember_schema(connection)
}

/// Brings books of an earlier day to the newest layout, with all they hold.
pub(in crate::store::gpkg) fn complete_ours(connection: &Connection) -> Result<()> {
    let is_as_left = meta::<i64>(connection, "schema_version")? == Some(schema_version(connection)?);
    let has_token = "SELECT EXISTS (SELECT 1 FROM pragma_table_info('diaban_commit') WHERE name = 'token')";
    if !connection.query_row(has_token, [], |row| row.get(0))? {
        connection.execute_batch("ALTER TABLE diaban_commit ADD COLUMN token INTEGER NOT NULL DEFAULT 0")?;
    }
    let layout = meta::<i64>(connection, "layout")?.unwrap_or(1);
    if layout < 2 {
        connection.execute_batch(FROM_1)?;
    }
    if layout < LAYOUT {
        set_meta(connection, "layout", LAYOUT)?;
    }
    // What another program changed before is still to be looked at, triggers included.
    if !is_as_left {
        return Ok(());
    }
    if layout < 3 {
        catalogue::all(connection)?.iter().try_for_each(|entry| triggers::mend(connection, entry))?;
    }
    remember_schema(connection)
}

/// Lets a connection that only reads see books of an earlier day as if they were of the newest layout.
pub(in crate::store::gpkg) fn show_as_newest(connection: &Connection) -> Result<()> {
    if meta::<i64>(connection, "layout")?.unwrap_or(1) < 2 {
        connection.execute_batch(SHOWN_FROM_1)?;
    }
    Ok(())
}
