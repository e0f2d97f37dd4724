//! Which layers there are, and where each lies in the file. Read within the caller's transaction, never cached: other programs
//! change it too, and it is a few rows.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::count;
use super::ddl;
use crate::crs::{Crs, Operation};
use crate::geometry::Envelope;
use crate::layer::{
    Clearance, Door, Draw, Field, FieldType, GeometryType, Kind, Layer, LayerName, Meaning, Provenance, Schema,
};
use crate::store::ident::quoted;

/// A layer and its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What the rest of the house knows.
    pub layer: Layer,
    /// Feature table; the layer's name unless another program made it.
    pub table: String,
    /// Its integer primary key.
    pub key: String,
    /// Its geometry column.
    pub geometry: String,
    /// As declared in `gpkg_geometry_columns`: `POLYGON`.
    pub shape: String,
    /// As declared there.
    pub srs_id: i32,
    /// One column per field.
    pub columns: Vec<String>,
    /// True if there is an R-tree to keep up; tables of other programs may have none.
    pub has_rtree: bool,
    /// False if nobody keeps the layer's count, which is 0 then.
    pub is_counted: bool,
}

impl Entry {
    /// Name of the R-tree table.
    pub(super) fn rtree(&self) -> String {
        rtree_name(&self.table, &self.geometry)
    }

    /// True if new single shapes must become multi shapes.
    pub(super) fn wants_multi(&self) -> bool {
        self.shape.starts_with("MULTI")
    }
}

/// Name of the R-tree table of a feature table (OGC 12-128r18 §F.3).
pub(super) fn rtree_name(table: &str, geometry: &str) -> String {
    format!("rtree_{table}_{geometry}")
}

const SELECT: &str = "SELECT l.name, l.table_name, l.key_column, l.title, l.kind, l.shape, l.epsg, l.operation, l.audience, \
    l.min_zoom, l.class_field, l.sources, l.imported_at, l.who, l.attribution, \
    g.column_name, g.geometry_type_name, g.srs_id, c.min_x, c.min_y, c.max_x, c.max_y, \
    (SELECT o.feature_count FROM gpkg_ogr_contents o WHERE o.table_name = l.table_name COLLATE NOCASE), \
    EXISTS (SELECT 1 FROM sqlite_schema r WHERE r.name = 'rtree_' || l.table_name || '_' || g.column_name COLLATE NOCASE) \
    FROM diaban_layer l \
    JOIN gpkg_geometry_columns g ON g.table_name = l.table_name COLLATE NOCASE \
    JOIN gpkg_contents c ON c.table_name = l.table_name COLLATE NOCASE \
    JOIN sqlite_schema t ON t.name = l.table_name COLLATE NOCASE AND t.type = 'table'";

/// All layers present in the file, in order of name; those whose count nobody keeps are counted.
pub(super) fn all(connection: &Connection) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY l.name"))?;
    let found: Vec<Option<Entry>> = statement.query_map([], entry)?.collect::<Result<_>>()?;
    found.into_iter().flatten().map(|entry| count::completed(connection, with_fields(connection, entry)?)).collect()
}

/// One layer, if it is present in the file. Its count may not be known.
pub(super) fn find(connection: &Connection, name: &LayerName) -> Result<Option<Entry>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE l.name = ?1"))?;
    let found = statement.query_row([name.as_str()], entry).optional()?.flatten();
    found.map(|entry| with_fields(connection, entry)).transpose()
}

/// A row as an entry; `None` if it holds words this program does not know.
fn entry(row: &Row<'_>) -> Result<Option<Entry>> {
    let text = |at: usize| row.get::<_, String>(at);
    let (Some(name), Some(kind), Some(shape), Some(clearance)) = (
        LayerName::parse_stored(&text(0)?),
        Kind::parse(&text(4)?),
        GeometryType::parse(&text(5)?),
        Clearance::parse(&text(8)?),
    ) else {
        tracing::warn!(layer = text(0)?, "unknown word in diaban_layer; leaving the layer out");
        return Ok(None);
    };
    let count = row.get::<_, Option<i64>>(22)?.and_then(|count| u64::try_from(count).ok());
    let layer = Layer {
        name,
        title: text(3)?,
        kind,
        schema: Schema { geometry: shape, fields: Vec::new() },
        crs: row.get::<_, Option<u32>>(6)?.map_or(Crs::Local, Crs::Epsg),
        operation: Operation(text(7)?),
        draw: Draw { min_zoom: row.get(9)?, class_field: row.get(10)? },
        clearance,
        rows: None,
        subject: None,
        door: Door::Items,
        provenance: Provenance {
            sources: text(11)?.lines().map(str::to_owned).collect(),
            imported_at: text(12)?,
            who: text(13)?,
            attribution: text(14)?,
        },
        extent: extent(row)?,
        count: count.unwrap_or(0),
    };
    Ok(Some(Entry {
        layer,
        table: text(1)?,
        key: text(2)?,
        geometry: text(15)?,
        shape: text(16)?.to_ascii_uppercase(),
        srs_id: row.get(17)?,
        columns: Vec::new(),
        has_rtree: row.get(23)?,
        is_counted: count.is_some(),
    }))
}

fn extent(row: &Row<'_>) -> Result<Option<Envelope>> {
    let [min_x, min_y, max_x, max_y]: [Option<f64>; 4] = [row.get(18)?, row.get(19)?, row.get(20)?, row.get(21)?];
    Ok(match (min_x, min_y, max_x, max_y) {
        (Some(min_x), Some(min_y), Some(max_x), Some(max_y)) if min_x <= max_x && min_y <= max_y => {
            Some(Envelope { min: [min_x, min_y], max: [max_x, max_y] })
        }
        _ => None,
    })
}

fn with_fields(connection: &Connection, mut entry: Entry) -> Result<Entry> {
    (entry.layer.schema.fields, entry.columns) = fields_since(connection, &entry.layer.name, i64::MAX)?;
    Ok(entry)
}

/// Fields and their columns as they were after a change.
pub(super) fn fields_since(
    connection: &Connection,
    name: &LayerName,
    change: i64,
) -> Result<(Vec<Field>, Vec<String>)> {
    let mut statement = connection.prepare_cached(
        "SELECT name, column_name, type, audience FROM diaban_field WHERE schema = \
         (SELECT schema FROM diaban_schema WHERE layer = ?1 AND since_change <= ?2 ORDER BY since_change DESC, schema DESC LIMIT 1) \
         ORDER BY position",
    )?;
    let rows = statement.query_map(params![name.as_str(), change], |row| {
        let kind = FieldType::parse(&row.get::<_, String>(2)?).unwrap_or(FieldType::Text);
        let clearance = Clearance::parse(&row.get::<_, String>(3)?).unwrap_or_default();
        Ok((Field { name: row.get(0)?, kind, clearance, meaning: Meaning::default() }, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<Vec<_>>>()?.into_iter().unzip())
}

/// Writes our part of a layer: `diaban_layer`, and its fields as they are since a change.
pub(super) fn save(connection: &Connection, entry: &Entry, since_change: i64) -> Result<()> {
    let layer = &entry.layer;
    let epsg = if let Crs::Epsg(code) = layer.crs { Some(code) } else { None };
    connection.execute(
        "INSERT INTO diaban_layer (name, table_name, key_column, title, kind, shape, epsg, operation, audience, min_zoom, \
         class_field, sources, imported_at, who, attribution, present) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1) \
         ON CONFLICT (name) DO UPDATE SET table_name = ?2, key_column = ?3, title = ?4, kind = ?5, shape = ?6, epsg = ?7, \
         operation = ?8, audience = ?9, min_zoom = ?10, class_field = ?11, sources = ?12, imported_at = ?13, who = ?14, \
         attribution = ?15, present = 1",
        params![
            layer.name.as_str(),
            entry.table,
            entry.key,
            layer.title,
            layer.kind.as_str(),
            layer.schema.geometry.as_str(),
            epsg,
            layer.operation.0,
            layer.clearance.to_string(),
            layer.draw.min_zoom,
            layer.draw.class_field,
            layer.provenance.sources.join("\n"),
            layer.provenance.imported_at,
            layer.provenance.who,
            layer.provenance.attribution,
        ],
    )?;
    save_fields(connection, entry, since_change)
}

/// Writes the fields, if they are not what they were.
pub(super) fn save_fields(connection: &Connection, entry: &Entry, since_change: i64) -> Result<()> {
    let fields = &entry.layer.schema.fields;
    if fields_since(connection, &entry.layer.name, i64::MAX)? == (fields.clone(), entry.columns.clone())
        && !fields.is_empty()
    {
        return Ok(());
    }
    connection.execute(
        "INSERT INTO diaban_schema (layer, since_change) VALUES (?1, ?2)",
        params![entry.layer.name.as_str(), since_change],
    )?;
    let schema = connection.last_insert_rowid();
    let mut insert = connection.prepare_cached(
        "INSERT INTO diaban_field (schema, position, name, column_name, type, audience) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, (field, column)) in fields.iter().zip(&entry.columns).enumerate() {
        insert.execute(params![
            schema,
            position,
            field.name,
            column,
            field.kind.as_str(),
            field.clearance.to_string()
        ])?;
    }
    Ok(())
}

/// Registers a feature table with the standard's tables, so that every program lists it.
pub(super) fn register(connection: &Connection, entry: &Entry) -> Result<()> {
    unregister(connection, &entry.table)?;
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?1, 'features', ?1, ?2, ?3)",
        params![entry.table, entry.layer.title, entry.srs_id],
    )?;
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, ?4, 0, 0)",
        params![entry.table, entry.geometry, entry.shape, entry.srs_id],
    )?;
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', \
         'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        params![entry.table, entry.geometry],
    )?;
    count::set(connection, &entry.table, entry.layer.count)?;
    if let Some(extent) = entry.layer.extent {
        set_extent(connection, &entry.table, extent)?;
    }
    Ok(())
}

/// Takes a table off the standard's tables.
pub(super) fn unregister(connection: &Connection, table: &str) -> Result<()> {
    for list in ["gpkg_extensions", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_contents"] {
        connection.execute(&format!("DELETE FROM {list} WHERE table_name = ?1 COLLATE NOCASE"), [table])?;
    }
    Ok(())
}

/// Grows the registered box of a table to hold another, and notes the time of change.
pub(super) fn set_extent(connection: &Connection, table: &str, extent: Envelope) -> Result<()> {
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
pub(super) fn forget_extent(connection: &Connection, table: &str) -> Result<()> {
    connection.execute(
        "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL \
         WHERE table_name = ?1 COLLATE NOCASE",
        [table],
    )?;
    Ok(())
}

/// The last id a table ever gave: ids are never reused.
pub(super) fn last_id(connection: &Connection, name: &LayerName, table: Option<&Entry>) -> Result<u64> {
    let remembered = ddl::meta::<u64>(connection, &format!("last_id:{name}"))?.unwrap_or(0);
    let Some(entry) = table else { return Ok(remembered) };
    let counted: Option<u64> = connection
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1 COLLATE NOCASE")?
        .query_row([&entry.table], |row| row.get(0))
        .optional()?;
    let sql = format!("SELECT max({}) FROM {}", quoted(&entry.key), quoted(&entry.table));
    let largest: Option<i64> = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    let largest = largest.and_then(|id| u64::try_from(id).ok()).unwrap_or(0);
    let touched: Option<i64> = connection
        .prepare_cached("SELECT max(fid) FROM diaban_change WHERE layer = ?1")?
        .query_row([name.as_str()], |row| row.get(0))?;
    let touched = touched.and_then(|id| u64::try_from(id).ok()).unwrap_or(0);
    Ok(remembered.max(counted.unwrap_or(0)).max(largest).max(touched))
}

/// Lets a table go on counting after an id.
pub(super) fn set_last_id(connection: &Connection, name: &LayerName, table: &str, last: u64) -> Result<()> {
    ddl::set_meta(connection, &format!("last_id:{name}"), last)?;
    connection.execute("DELETE FROM sqlite_sequence WHERE name = ?1 COLLATE NOCASE", [table])?;
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", params![table, last])?;
    Ok(())
}
