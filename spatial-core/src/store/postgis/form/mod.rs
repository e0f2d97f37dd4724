//! How our types look in the database: values and rows in PostgreSQL's binary format (`cell`, `copy`, `row`), values bound to statements (`bound`), texts (`text`), widened values (`widened`), column types.

pub(super) mod bound;
pub(super) mod cell;
pub(super) mod copy;
pub(super) mod row;
pub(super) mod text;
pub(super) mod widened;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use super::books::entry::{GEOMETRY, KEY};
use crate::layer::FieldType;
use crate::store::form::ident;

/// Longest name of a column.
const MOST_NAME_BYTES: usize = 63;

/// Names PostgreSQL keeps for itself (documentation, §5.5 "System Columns"), and ours.
const TAKEN: [&str; 8] = [KEY, GEOMETRY, "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// Free column names for these fields.
pub(super) fn free_columns<'a>(taken: &[&str], fields: impl Iterator<Item = &'a str>) -> Vec<String> {
    let taken: Vec<&str> = TAKEN.iter().chain(taken).copied().collect();
    ident::columns_for(&taken, fields, MOST_NAME_BYTES)
}

/// The column type of a field. Moments stay as the source wrote them, with its offset and precision; JSON as its own text.
pub(super) fn column_type(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "boolean",
        FieldType::Integer => "bigint",
        FieldType::Real => "double precision",
        FieldType::Date => "date",
        FieldType::Text | FieldType::DateTime | FieldType::Json => "text",
    }
}

/// A statement built from our own words and from names that went through `store::ident`; values are always bound.
pub(super) fn built(sql: String) -> SqlStr {
    AssertSqlSafe(sql).into_sql_str()
}
