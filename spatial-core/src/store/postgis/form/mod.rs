//! How our types look in the database: values and rows in PostgreSQL's binary format (`cell`, `copy`, `row`), texts (`text`), widened values (`widened`), column types.

pub(super) mod cell;
pub(super) mod copy;
pub(super) mod row;
pub(super) mod text;
pub(super) mod widened;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use crate::layer::FieldType;

/// Longest name of a column.
pub(super) const MOST_NAME_BYTES: usize = 63;

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
