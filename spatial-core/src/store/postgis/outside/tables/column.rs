//! Columns of others' tables as our types: cast by the database where that loses nothing, never through a text that depends on
//! settings.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::layer::{FieldType, Value};
use crate::store::postgis::form::cell;

/// Microseconds from 1970 to day 0 of PostgreSQL's times.
const EPOCH_US: i64 = 946_684_800_000_000;

/// A column's type as the catalogue tells it; of a domain, the type below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnType {
    /// As SQL writes the declared type, without length.
    pub(super) declared: String,
    pub(super) schema: String,
    pub(super) name: String,
    pub(super) is_enum: bool,
}

/// A field: what to select for it, and how to read what comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServedColumn {
    pub(super) kind: FieldType,
    pub(super) select: String,
    form: Form,
}

/// What comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As our own tables hold it.
    Own,
    /// Microseconds in UTC.
    Moment,
    /// Microseconds of a clock whose zone nobody tells.
    Clock,
}

impl ColumnType {
    fn is(&self, names: &[&str]) -> bool {
        self.schema == "pg_catalog" && names.contains(&self.name.as_str())
    }

    pub(super) fn is_whole(&self) -> bool {
        self.is(&["int2", "int4", "int8"])
    }

    /// Part of a key as text; `None` if values of this type cannot be compared.
    pub(super) fn key_text(&self, column: &str) -> Option<String> {
        if self.is(&["json", "xml"]) {
            return None;
        }
        if self.is(&["numeric"]) {
            return Some(format!("trim_scale({column})::text"));
        }
        ServedColumn::of(self, column).map(|_| format!("({column})::text"))
    }
}

impl ServedColumn {
    /// A column of this type under its quoted name; `None` if there is no counterpart.
    pub(super) fn of(kind: &ColumnType, column: &str) -> Option<Self> {
        let own = |kind, select: String| Some(Self { kind, select, form: Form::Own });
        let cast = |kind, to: &str| own(kind, format!("({column})::{to}"));
        // What is too large or too small for a float would end the whole reading.
        let number = |column: &str| {
            format!(
                "CASE WHEN {column} = 0 OR abs({column}) BETWEEN 1e-300 AND 1e300 THEN {column}::double precision END"
            )
        };
        if kind.is_enum || kind.name == "citext" {
            return cast(FieldType::Text, "text");
        }
        if kind.schema != "pg_catalog" {
            return None;
        }
        match kind.name.as_str() {
            "bool" => cast(FieldType::Boolean, "boolean"),
            "int2" | "int4" | "int8" | "oid" => cast(FieldType::Integer, "bigint"),
            // As PostgreSQL writes it: 0.1, not the 0.10000000149011612 that widening makes of it.
            "float4" => own(FieldType::Real, format!("(({column})::text)::double precision")),
            "float8" => cast(FieldType::Real, "double precision"),
            "numeric" => own(FieldType::Real, number(column)),
            "money" => own(FieldType::Real, number(&format!("({column})::numeric"))),
            "text" | "varchar" | "bpchar" | "name" | "char" | "uuid" | "inet" | "cidr" | "macaddr" | "macaddr8"
            | "time" | "timetz" | "interval" | "bit" | "varbit" | "xml" => cast(FieldType::Text, "text"),
            "json" | "jsonb" => cast(FieldType::Json, "text"),
            "date" => cast(FieldType::Date, "date"),
            "timestamptz" => Some(Self { form: Form::Moment, ..cast(FieldType::DateTime, "timestamptz")? }),
            "timestamp" => Some(Self { form: Form::Clock, ..cast(FieldType::DateTime, "timestamp")? }),
            _ => None,
        }
    }

    /// A value; `None` if it is one we cannot say (`infinity`).
    pub(super) fn value(&self, bytes: Option<&[u8]>) -> Option<Value> {
        let (Some(cell), Form::Moment | Form::Clock) = (bytes, self.form) else {
            return cell::value(bytes, self.kind);
        };
        let moment = Timestamp::from_microsecond(cell::integer(cell)?.checked_add(EPOCH_US)?).ok()?;
        Some(Value::text(match self.form {
            Form::Clock => moment.to_zoned(TimeZone::UTC).datetime().to_string(),
            _ => moment.to_string(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str) -> Option<ServedColumn> {
        let kind = ColumnType {
            declared: name.to_owned(),
            schema: "pg_catalog".to_owned(),
            name: name.to_owned(),
            is_enum: false,
        };
        ServedColumn::of(&kind, "c")
    }

    #[test]
    fn moments_are_made_from_numbers() {
        let told = |name, microseconds: i64| column(name).unwrap().value(Some(&microseconds.to_be_bytes()));
        assert_eq!(told("timestamptz", 0), Some(Value::text("2000-01-01T00:00:00Z")));
        assert_eq!(told("timestamp", -1), Some(Value::text("1999-12-31T23:59:59.999999")));
        assert_eq!(told("timestamp", i64::MAX), None, "infinity");
        assert_eq!(column("timestamp").unwrap().value(None), Some(Value::Null));
    }

    #[test]
    fn what_has_no_counterpart_is_known() {
        for name in ["bytea", "_text", "int4range", "tsvector", "record"] {
            assert_eq!(column(name), None, "{name}");
        }
    }
}
