//! What a feature table looks like from outside: its key, its geometry column, its fields. Used for tables other programs made or changed.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::crs::{Crs, CrsError, StatedCrs};
use crate::layer::{Clearance, Field, FieldType, Meaning};
use crate::message::Message;
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

/// The columns that hold bytes, which are no fields.
pub(super) fn of_bytes<'a>(
    columns: &'a [TableColumn],
    geometry: Option<&'a str>,
) -> impl Iterator<Item = String> + use<'a> {
    let is_shape = move |column: &TableColumn| geometry.is_some_and(|shape| column.name.eq_ignore_ascii_case(shape));
    let bytes = columns.iter().filter(move |column| !column.is_key && !is_shape(column));
    bytes.filter(|column| field_type(&column.declared).is_none()).map(|column| column.name.clone())
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

/// What a declaration says of a column's values; SQLite itself lets any value stand in any column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclaredType {
    /// Values of a field.
    Field(FieldType),
    /// Bytes, which are no field.
    Bytes,
    /// Nothing we know: the values say what they are.
    Unstated,
}

impl DeclaredType {
    /// GeoPackage's column types (OGC 12-128r18, table 1), and those that other programs write by SQLite's rules of affinity
    /// (<https://www.sqlite.org/datatype3.html#affname>) or PostgreSQL's names. Sizes, as in `TEXT(40)`, do not matter.
    pub fn of(declared: &str) -> Self {
        let name = declared.split('(').next().unwrap_or_default().trim().to_ascii_uppercase();
        let is_one_of = |words: &[&str]| name.split_whitespace().any(|word| words.contains(&word));
        let contains = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if is_one_of(&["BOOLEAN"]) {
            Self::Field(FieldType::Boolean)
        } else if name.split_whitespace().any(is_integer) {
            Self::Field(FieldType::Integer)
        } else if is_one_of(&["FLOAT", "DOUBLE", "REAL", "NUMERIC", "DECIMAL"]) {
            Self::Field(FieldType::Real)
        } else if name == "DATE" {
            Self::Field(FieldType::Date)
        } else if is_one_of(&["DATETIME", "TIMESTAMP"]) {
            Self::Field(FieldType::DateTime)
        } else if name == "JSON" {
            Self::Field(FieldType::Json)
        } else if contains(&["TEXT", "CHAR", "CLOB"]) {
            Self::Field(FieldType::Text)
        } else if contains(&["BLOB"]) {
            Self::Bytes
        } else {
            Self::Unstated
        }
    }
}

/// `INTEGER`, `BIGINT`, `INT8` and their like; not `POINT` and `INTERVAL`.
fn is_integer(word: &str) -> bool {
    let (size, bits) = (word.strip_suffix("INT"), word.strip_prefix("INT"));
    word == "INTEGER"
        || size.is_some_and(|size| !size.ends_with("PO"))
        || bits.is_some_and(|bits| bits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The field type of a declared column, text where it says nothing; `None` for bytes, which are no field.
fn field_type(declared: &str) -> Option<FieldType> {
    match DeclaredType::of(declared) {
        DeclaredType::Field(kind) => Some(kind),
        DeclaredType::Unstated => Some(FieldType::Text),
        DeclaredType::Bytes => None,
    }
}

/// The reference system behind an srs_id; without one, coordinates have no place on the earth.
pub(in crate::store::gpkg) fn crs(connection: &Connection, srs_id: i32) -> Result<Crs> {
    Ok(stated_crs(connection, srs_id.into())?.ok().flatten().map_or(Crs::Local, |stated| stated.crs))
}

/// What a file states about the reference system behind an srs_id, or why that cannot be used.
fn stated_crs(connection: &Connection, srs_id: i64) -> Result<std::result::Result<Option<StatedCrs>, CrsError>> {
    Ok(match stated_definition(connection, srs_id)? {
        Some((definition, code)) => StatedCrs::of(&definition, code),
        None => Ok(None),
    })
}

/// The definition (WKT) of the reference system behind an srs_id, and its code of EPSG, for files that are imported and files that are
/// served: nothing for −1 and 0 (requirement 11), for GDAL's 99999 and for a number without a line. What they mean says [`StatedCrs::of`].
///
/// # Errors
/// Those of SQLite.
pub fn stated_definition(connection: &Connection, srs_id: i64) -> Result<Option<(String, Option<u32>)>> {
    if srs_id <= 0 {
        return Ok(None);
    }
    let newer = "SELECT count(*) FROM pragma_table_xinfo('gpkg_spatial_ref_sys') WHERE name = 'definition_12_063'";
    let has_newer: bool = connection.query_row(newer, [], |row| row.get(0))?;
    let newer = if has_newer { "definition_12_063" } else { "NULL" };
    let sql = format!(
        "SELECT CAST(organization AS TEXT), CAST(organization_coordsys_id AS INTEGER), CAST(definition AS TEXT), \
         CAST({newer} AS TEXT) FROM gpkg_spatial_ref_sys WHERE srs_id = ?1"
    );
    type Line = (Option<String>, Option<i64>, Option<String>, Option<String>);
    let line: Option<Line> = connection
        .query_row(&sql, [srs_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((organization, code, definition, newer)) = line else { return Ok(None) };
    let is_epsg = organization.is_some_and(|organization| organization.trim().eq_ignore_ascii_case("EPSG"));
    let code = code.filter(|code| is_epsg && *code > 0).and_then(|code| u32::try_from(code).ok());
    let says = |text: &String| !matches!(text.trim().to_ascii_lowercase().as_str(), "" | "undefined");
    let definition = definition.filter(says).or(newer.filter(says)).unwrap_or_default();
    Ok(Some((definition, code)))
}

/// What is to be told about the reference systems of layers as they are served; of those that state none only where another program made
/// the file, for ours is so on purpose.
pub(in crate::store::gpkg) fn crs_doubts(
    connection: &Connection,
    entries: &[Entry],
    is_foreign: bool,
) -> Result<Vec<Message>> {
    let mut doubts = Vec::new();
    for entry in entries.iter().filter(|entry| entry.geometry.is_some()) {
        let about = |code| Message::new(code).with("layer", &entry.layer.name);
        doubts.extend(match stated_crs(connection, entry.srs_id.into())? {
            Ok(Some(StatedCrs { crs, contradiction })) => {
                contradiction.map(|found| found.told(about("crs-by-parameters").with("by", crs)))
            }
            Ok(None) => is_foreign.then(|| about("crs-of-layer-unstated")),
            Err(CrsError::Contradicted(found)) => {
                Some(about("crs-of-layer-unknown").with("text", format!("EPSG:{}", found.code)))
            }
            Err(CrsError::Unknown { text }) => Some(about("crs-of-layer-unknown").with("text", text)),
            Err(CrsError::Withdrawn { code, .. }) => {
                Some(about("crs-of-layer-unknown").with("text", format!("EPSG:{code}")))
            }
            Err(_) => Some(about("crs-of-layer-unknown").with("text", entry.srs_id)),
        });
    }
    Ok(doubts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_types_of_other_programs_are_understood() {
        for (declared, kind) in [
            ("MEDIUMINT", DeclaredType::Field(FieldType::Integer)),
            ("INT8", DeclaredType::Field(FieldType::Integer)),
            ("unsigned big int", DeclaredType::Field(FieldType::Integer)),
            ("DOUBLE PRECISION", DeclaredType::Field(FieldType::Real)),
            ("NUMERIC(10,2)", DeclaredType::Field(FieldType::Real)),
            ("TEXT(40)", DeclaredType::Field(FieldType::Text)),
            ("VARCHAR(10)", DeclaredType::Field(FieldType::Text)),
            ("datetime", DeclaredType::Field(FieldType::DateTime)),
            ("JSON", DeclaredType::Field(FieldType::Json)),
            ("MEDIUMBLOB", DeclaredType::Bytes),
            ("", DeclaredType::Unstated),
            // No whole numbers, though SQLite takes them for such.
            ("MULTIPOINT", DeclaredType::Unstated),
            ("INTERVAL", DeclaredType::Unstated),
        ] {
            assert_eq!(DeclaredType::of(declared), kind, "{declared}");
        }
    }
}
