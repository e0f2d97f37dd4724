//! What a feature table looks like from outside: its key, its geometry column, its fields. Used for tables other programs made or changed.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::crs::Crs;
use crate::layer::{Clearance, Field, FieldType, Meaning};
use crate::store::gpkg::books::entry::Entry;

/// A column as declared.
#[derive(Debug, Clone)]
pub(in crate::store::gpkg) struct TableColumn {
    pub name: String,
    declared: String,
    is_key: bool,
}

/// The columns of a table, in order.
pub(in crate::store::gpkg) fn columns(connection: &Connection, table: &str) -> Result<Vec<TableColumn>> {
    connection
        .prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?
        .query_map([table], |row| {
            Ok(TableColumn { name: row.get(0)?, declared: row.get(1)?, is_key: row.get::<_, i64>(2)? > 0 })
        })?
        .collect()
}

/// The integer primary key of a table, which is its row number; `None` if it has none.
pub(in crate::store::gpkg) fn key(columns: &[TableColumn]) -> Option<&str> {
    let mut keys = columns.iter().filter(|column| column.is_key);
    match (keys.next(), keys.next()) {
        (Some(key), None) if key.declared.eq_ignore_ascii_case("INTEGER") => Some(&key.name),
        _ => None,
    }
}

/// The columns that hold fields, in order.
fn of_fields<'a>(columns: &'a [TableColumn], geometry: Option<&str>) -> impl Iterator<Item = &'a TableColumn> {
    let holds = move |column: &&TableColumn| {
        let is_shape = geometry.is_some_and(|geometry| column.name.eq_ignore_ascii_case(geometry));
        !column.is_key && !is_shape && field_type(&column.declared).is_some()
    };
    columns.iter().filter(holds)
}

/// Brings an entry's fields in line with its table. Fields keep their names and audience by column; new ones are for staff only.
pub(in crate::store::gpkg) fn refresh(connection: &Connection, entry: &mut Entry) -> Result<()> {
    let columns = columns(connection, &entry.table)?;
    let mut fields = Vec::new();
    let mut names = Vec::new();
    for column in of_fields(&columns, entry.geometry.as_deref()) {
        let Some(declared) = field_type(&column.declared) else { continue };
        let known = entry.columns.iter().position(|name| name.eq_ignore_ascii_case(&column.name));
        fields.push(match known.and_then(|at| entry.layer.schema.fields.get(at)) {
            Some(field) if declares(field.kind) == declares(declared) => field.clone(),
            Some(field) => Field { kind: declared, ..field.clone() },
            None => Field {
                name: column.name.clone(),
                kind: declared,
                clearance: Clearance::Staff,
                meaning: Meaning::default(),
            },
        });
        names.push(column.name.clone());
    }
    entry.layer.schema.fields = fields;
    entry.columns = names;
    Ok(())
}

/// The column type we declare for a field (OGC 12-128r18 table 1).
pub(in crate::store::gpkg) fn declares(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "BOOLEAN",
        FieldType::Integer => "INTEGER",
        FieldType::Real => "REAL",
        FieldType::Text | FieldType::Json => "TEXT",
        FieldType::Date => "DATE",
        FieldType::DateTime => "DATETIME",
    }
}

/// The field type of a declared column; `None` for bytes, which are no field.
fn field_type(declared: &str) -> Option<FieldType> {
    let word = declared.split('(').next().unwrap_or_default().trim().to_ascii_uppercase();
    Some(match word.as_str() {
        "BOOLEAN" => FieldType::Boolean,
        "DATE" => FieldType::Date,
        "DATETIME" | "TIMESTAMP" => FieldType::DateTime,
        "FLOAT" | "DOUBLE" | "REAL" | "DOUBLE PRECISION" | "NUMERIC" | "DECIMAL" => FieldType::Real,
        "JSON" => FieldType::Json,
        word if word.contains("BLOB") => return None,
        word if word.contains("INT") => FieldType::Integer,
        _ => FieldType::Text,
    })
}

/// The reference system behind an srs_id: by its EPSG code; by its definition where that is another's own; local if nobody knows it.
pub(in crate::store::gpkg) fn crs(connection: &Connection, srs_id: i32) -> Result<Crs> {
    let found = connection
        .query_row(
            "SELECT CASE WHEN organization = 'EPSG' COLLATE NOCASE AND organization_coordsys_id > 0 THEN organization_coordsys_id END, \
             definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1 AND srs_id > 0",
            [srs_id],
            |row| Ok((row.get::<_, Option<u32>>(0)?, row.get::<_, Option<String>>(1)?)),
        )
        .optional()?;
    Ok(match found {
        Some((Some(code), _)) => Crs::Epsg(code),
        Some((None, Some(definition))) => Crs::from_wkt(&definition).unwrap_or(Crs::Local),
        _ => Crs::Local,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_types_of_other_programs_are_understood() {
        for (declared, kind) in [
            ("MEDIUMINT", Some(FieldType::Integer)),
            ("TEXT(40)", Some(FieldType::Text)),
            ("VARCHAR(10)", Some(FieldType::Text)),
            ("datetime", Some(FieldType::DateTime)),
            ("", Some(FieldType::Text)),
            ("BLOB", None),
        ] {
            assert_eq!(field_type(declared), kind, "{declared}");
        }
    }
}
