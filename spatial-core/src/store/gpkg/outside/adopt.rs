//! Makes a GeoPackage of another program a store: its feature layers and attribute tables stay as and where they are and get our books
//! beside them.

use std::collections::HashSet;

use rusqlite::{Connection, Result};

use super::table;
use crate::crs::{Crs, Operation, Transform};
use crate::layer::{Clearance, Door, Draw, Kind, Layer, LayerName, Provenance, Schema, folded, looks_personal};
use crate::store::form::shape;
use crate::store::gpkg::books::entry::Entry;
use crate::store::gpkg::books::feed::{self, Whole};
use crate::store::gpkg::books::{catalogue, history, triggers};

/// Tables registered as attributes that hold no attributes: QGIS keeps styles and projects in them.
pub(super) const NOT_LAYERS: &str = "'layer_styles', 'qgis_projects'";

/// A table as a file registers it: its name, geometry column, declared geometry, SRS id and title.
type Registered = (String, Option<String>, String, i32, Option<String>);

/// Adopts all layers of a file that has our tables already, but none of its layers in them.
pub(in crate::store::gpkg) fn all(connection: &Connection, file: &str) -> Result<()> {
    found(connection, file)?.iter().try_for_each(|entry| adopt(connection, entry))
}

/// The layers of another program's file as they would be adopted; reads only. Attribute tables are for staff until somebody says otherwise:
/// nobody meant them for a map.
pub(in crate::store::gpkg) fn found(connection: &Connection, file: &str) -> Result<Vec<Entry>> {
    let found = connection
        .prepare(&format!(
            "SELECT t.name, g.column_name, coalesce(g.geometry_type_name, 'NONE'), coalesce(g.srs_id, 0), c.identifier \
             FROM gpkg_contents c \
             JOIN sqlite_schema t ON t.name = c.table_name COLLATE NOCASE AND t.type = 'table' \
             LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name COLLATE NOCASE AND c.data_type = 'features' \
             WHERE g.column_name NOTNULL OR c.data_type = 'attributes' AND substr(t.name, 1, 7) <> 'diaban_' \
             AND t.name NOT IN ({NOT_LAYERS}) ORDER BY c.data_type DESC, t.name",
        ))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?
        .collect::<Result<Vec<Registered>>>()?;
    let mut taken = HashSet::new();
    let mut entries = Vec::new();
    for (table_name, geometry, declared, srs_id, title) in found {
        let columns = table::columns(connection, &table_name)?;
        // Who asks what is left out is told of it.
        let Some(key) = table::key(&columns) else { continue };
        let name = layer_name(&table_name, &mut taken);
        let crs = table::crs(connection, srs_id)?;
        let mut entry = Entry {
            layer: layer(name, title.unwrap_or_else(|| table_name.clone()), crs, &declared, file),
            key: key.to_owned(),
            has_rtree: false,
            is_counted: false,
            shape: declared.to_ascii_uppercase(),
            table: table_name,
            geometry,
            srs_id,
            columns: Vec::new(),
        };
        table::refresh(connection, &mut entry)?;
        if entry.geometry.is_none() {
            entry.layer.clearance = Clearance::Staff;
        }
        for field in &mut entry.layer.schema.fields {
            field.clearance = if looks_personal(&field.name) { Clearance::Staff } else { Clearance::Open };
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn adopt(connection: &Connection, entry: &Entry) -> Result<()> {
    let change = feed::note_whole(connection, &entry.layer.name, Whole::Create)?;
    catalogue::save(connection, entry, change)?;
    history::ensure(connection, entry)?;
    triggers::mend(connection, entry)?;
    Ok(())
}

fn layer(name: LayerName, title: String, crs: Crs, declared: &str, file: &str) -> Layer {
    Layer {
        name,
        title,
        kind: Kind::Feature,
        schema: Schema { geometry: shape::family(&declared.to_ascii_uppercase()), fields: Vec::new() },
        crs,
        operation: operation(crs),
        draw: Draw { min_zoom: 0, class_field: None },
        clearance: Clearance::Open,
        rows: None,
        subject: None,
        door: Door::Items,
        provenance: Provenance { sources: vec![file.to_owned()], ..Provenance::default() },
        extent: None,
        count: 0,
    }
}

/// How coordinates of a reference system come to WGS 84; empty if they do not.
pub(super) fn operation(crs: Crs) -> Operation {
    match crs {
        Crs::Local => Operation(String::new()),
        crs => Transform::new(crs, Crs::WGS84).map_or(Operation(String::new()), |found| found.operation().clone()),
    }
}

/// A layer name for a table of any name: without tone marks, in small letters, with underscores; numbered if taken.
pub(super) fn layer_name(table: &str, taken: &mut HashSet<LayerName>) -> LayerName {
    let fits = |letter: char| if letter.is_ascii_lowercase() || letter.is_ascii_digit() { letter } else { '_' };
    let mut plain: String = folded(table).chars().map(fits).collect();
    plain.truncate(40);
    if !plain.starts_with(|first: char| first.is_ascii_lowercase()) {
        plain.insert(0, 'l');
    }
    let numbered = (2..).map(|number| format!("{plain}_{number}"));
    std::iter::once(plain.clone())
        .chain(numbered)
        .filter_map(|text| LayerName::parse(&text).or_else(|_| LayerName::parse(&format!("layer_{text}_"))).ok())
        .find(|name| taken.insert(name.clone()))
        .expect("numbers do not run out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_table_name_becomes_a_layer_name_of_its_own() {
        let mut taken = HashSet::new();
        let mut name = |table: &str| layer_name(table, &mut taken).to_string();
        assert_eq!(name("Thửa đất"), "thua_dat");
        assert_eq!(name("thua dat"), "thua_dat_2");
        assert_eq!(name("2025"), "l2025");
        assert_eq!(name("old_history"), "layer_old_history_");
        assert_eq!(name("🏙"), "l_");
        assert!(name(&"x".repeat(300)).len() <= LayerName::MAX_LENGTH);
    }
}
