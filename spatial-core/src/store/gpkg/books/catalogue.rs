//! Which layers there are, and where each lies in the file. Read within the caller's transaction, never cached: other programs
//! change it too, and it is a few rows.

use std::collections::{HashMap, hash_map};

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::entry::Entry;
use super::{count, fields, meta};
use crate::crs::{Crs, Operation};
use crate::geometry::Envelope;
use crate::layer::{Clearance, Draw, GeometryType, Kind, Layer, LayerName, Provenance, Schema};
use crate::store::StoreError;
use crate::store::form::words::OwnerWords;
use crate::store::gpkg::fault::Fault;

const SELECT: &str = "SELECT l.name, l.table_name, l.key_column, l.title, l.kind, l.shape, l.epsg, l.operation, l.audience, \
    l.min_zoom, l.class_field, l.sources, l.imported_at, l.who, l.attribution, \
    g.column_name, g.geometry_type_name, g.srs_id, c.min_x, c.min_y, c.max_x, c.max_y, \
    (SELECT o.feature_count FROM gpkg_ogr_contents o WHERE o.table_name = l.table_name COLLATE NOCASE), \
    EXISTS (SELECT 1 FROM sqlite_schema r WHERE r.name = 'rtree_' || l.table_name || '_' || g.column_name COLLATE NOCASE), \
    l.subject, l.door, l.row_policy FROM diaban_layer l \
    LEFT JOIN gpkg_geometry_columns g ON g.table_name = l.table_name COLLATE NOCASE \
    JOIN gpkg_contents c ON c.table_name = l.table_name COLLATE NOCASE \
    JOIN sqlite_schema t ON t.name = l.table_name COLLATE NOCASE AND t.type = 'table' \
    WHERE (l.shape = 'none' OR g.column_name NOTNULL)";

/// All layers present in the file, in order of name; those whose count nobody keeps are counted.
pub(in crate::store::gpkg) fn all(connection: &Connection) -> Result<Vec<Entry>> {
    uncounted(connection)?.into_iter().map(|entry| count::completed(connection, entry)).collect()
}

/// The same without counts.
pub(in crate::store::gpkg) fn uncounted(connection: &Connection) -> Result<Vec<Entry>> {
    places(connection)?.into_iter().map(|entry| with_fields(connection, entry)).collect()
}

/// The same without fields and counts, which is as quick for large layers.
pub(in crate::store::gpkg) fn places(connection: &Connection) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY l.name"))?;
    let found: Vec<Option<Entry>> = statement.query_map([], entry)?.collect::<Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// One layer, if it is present in the file. Its count may not be known.
pub(in crate::store::gpkg) fn find(connection: &Connection, name: &LayerName) -> Result<Option<Entry>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} AND l.name = ?1"))?;
    let found = statement.query_row([name.as_str()], entry).optional()?.flatten();
    found.map(|entry| with_fields(connection, entry)).transpose()
}

/// One layer that must be there, remembered for as long as a transaction lasts.
pub(in crate::store::gpkg) fn known<'e>(
    connection: &Connection,
    name: &LayerName,
    entries: &'e mut HashMap<LayerName, Entry>,
) -> std::result::Result<&'e mut Entry, Fault> {
    match entries.entry(name.clone()) {
        hash_map::Entry::Occupied(entry) => Ok(entry.into_mut()),
        hash_map::Entry::Vacant(place) => {
            let found = find(connection, name)?;
            Ok(place.insert(found.ok_or_else(|| StoreError::LayerNotFound { layer: name.clone() })?))
        }
    }
}

/// A row as an entry; `None` if it holds words this program does not know.
fn entry(row: &Row<'_>) -> Result<Option<Entry>> {
    let text = |at: usize| row.get::<_, String>(at);
    let words = OwnerWords { subject: row.get(24)?, door: text(25)?, rows: row.get(26)? };
    let (Some(name), Some(kind), Some(shape), Some(clearance), Some(owned)) = (
        LayerName::parse_stored(&text(0)?),
        Kind::parse(&text(4)?),
        GeometryType::parse(&text(5)?),
        Clearance::parse(&text(8)?),
        words.owned(),
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
        rows: owned.rows,
        subject: owned.subject,
        door: owned.door,
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
        // A table without shape has none, whatever another program registered.
        geometry: row.get::<_, Option<String>>(15)?.filter(|_| shape != GeometryType::None),
        shape: row.get::<_, Option<String>>(16)?.unwrap_or_else(|| "NONE".to_owned()).to_ascii_uppercase(),
        srs_id: row.get::<_, Option<i32>>(17)?.unwrap_or(0),
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
    (entry.layer.schema.fields, entry.columns) = fields::since(connection, &entry.layer.name, i64::MAX)?;
    Ok(entry)
}

/// Writes our part of a layer: `diaban_layer`, and its fields as they are since a change.
pub(in crate::store::gpkg) fn save(connection: &Connection, entry: &Entry, since_change: i64) -> Result<()> {
    let layer = &entry.layer;
    let epsg = if let Crs::Epsg(code) = layer.crs { Some(code) } else { None };
    let owner = OwnerWords::of(layer);
    connection.execute(
        "INSERT INTO diaban_layer (name, table_name, key_column, title, kind, shape, epsg, operation, audience, min_zoom, \
         class_field, sources, imported_at, who, attribution, subject, door, row_policy, present) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, 1) \
         ON CONFLICT (name) DO UPDATE SET table_name = ?2, key_column = ?3, title = ?4, kind = ?5, shape = ?6, epsg = ?7, \
         operation = ?8, audience = ?9, min_zoom = ?10, class_field = ?11, sources = ?12, imported_at = ?13, who = ?14, \
         attribution = ?15, subject = ?16, door = ?17, row_policy = ?18, present = 1",
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
            owner.subject,
            owner.door,
            owner.rows,
        ],
    )?;
    fields::save(connection, entry, since_change)
}

/// Registers a table with the standard's tables, so that every program lists it: with its shapes, or as attributes (OGC 12-128r18 §2.4).
pub(in crate::store::gpkg) fn register(connection: &Connection, entry: &Entry) -> Result<()> {
    unlist(connection, &entry.table)?;
    let (kind, srs_id) = if entry.geometry.is_some() { ("features", Some(entry.srs_id)) } else { ("attributes", None) };
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?1, ?2, ?1, ?3, ?4)",
        params![entry.table, kind, entry.layer.title, srs_id],
    )?;
    if entry.geometry.is_some() {
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, ?4, 0, 0)",
            params![entry.table, entry.geometry, entry.shape, entry.srs_id],
        )?;
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', \
             'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            params![entry.table, entry.geometry],
        )?;
    }
    count::set(connection, &entry.table, entry.layer.count)?;
    if let Some(extent) = entry.layer.extent {
        count::set_extent(connection, &entry.table, extent)?;
    }
    Ok(())
}

/// Takes a table that is gone off the standard's tables, with what other programs wrote there of its columns (OGC 12-128r18 §F.9).
pub(in crate::store::gpkg) fn unregister(connection: &Connection, table: &str) -> Result<()> {
    if meta::exists(connection, "gpkg_data_columns")? {
        connection.execute("DELETE FROM gpkg_data_columns WHERE table_name = ?1 COLLATE NOCASE", [table])?;
    }
    unlist(connection, table)
}

/// The same of one that is listed again at once: its columns keep what was written of them.
fn unlist(connection: &Connection, table: &str) -> Result<()> {
    for list in ["gpkg_extensions", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_contents"] {
        connection.execute(&format!("DELETE FROM {list} WHERE table_name = ?1 COLLATE NOCASE"), [table])?;
    }
    Ok(())
}
