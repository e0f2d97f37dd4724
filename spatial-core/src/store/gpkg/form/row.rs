//! Values between our types and SQLite's. What does not fit its field (another program may store anything anywhere)
//! is brought to the field's type if nothing is lost, and refused otherwise; the caller decides what a refusal means.

use rusqlite::types::{Value as Sql, ValueRef};

use crate::layer::{FieldType, Value};

/// A stored value as its field's type; `None` if it cannot be one.
pub(in crate::store::gpkg) fn value(stored: ValueRef<'_>, kind: FieldType) -> Option<Value> {
    Some(match (kind, stored) {
        (_, ValueRef::Null) => Value::Null,
        (FieldType::Boolean, ValueRef::Integer(number)) => Value::Boolean(number != 0),
        (FieldType::Integer, ValueRef::Integer(number)) => Value::Integer(number),
        (FieldType::Integer, ValueRef::Real(number)) if number.fract() == 0.0 && number.abs() < 9.0e15 => {
            Value::Integer(number as i64)
        }
        (FieldType::Real, ValueRef::Real(number)) => Value::Real(number),
        (FieldType::Real, ValueRef::Integer(number)) => Value::Real(number as f64),
        (FieldType::Integer, ValueRef::Text(text)) => {
            Value::Integer(std::str::from_utf8(text).ok()?.trim().parse().ok()?)
        }
        (FieldType::Real, ValueRef::Text(text)) => {
            Value::Real(std::str::from_utf8(text).ok()?.trim().parse().ok().filter(|number: &f64| number.is_finite())?)
        }
        (FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json, ValueRef::Text(text)) => {
            Value::Text(String::from_utf8_lossy(text).into())
        }
        (FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json, ValueRef::Integer(number)) => {
            Value::text(number.to_string())
        }
        (FieldType::Text | FieldType::Json, ValueRef::Real(number)) => Value::text(number.to_string()),
        _ => return None,
    })
}

/// A value as SQLite keeps it.
pub(in crate::store::gpkg) fn stored(value: Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Boolean(yes) => Sql::Integer(i64::from(yes)),
        Value::Integer(number) => Sql::Integer(number),
        Value::Real(number) => Sql::Real(number),
        Value::Text(text) => Sql::Text(text.into_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_stored_is_brought_to_the_type_of_the_field() {
        assert_eq!(value(ValueRef::Text(b" 12 "), FieldType::Integer), Some(Value::Integer(12)));
        assert_eq!(value(ValueRef::Integer(2024), FieldType::Date), Some(Value::text("2024")));
        assert_eq!(value(ValueRef::Real(3.0), FieldType::Integer), Some(Value::Integer(3)));
        assert_eq!(value(ValueRef::Real(3.5), FieldType::Integer), None);
        assert_eq!(value(ValueRef::Blob(b"x"), FieldType::Text), None);
    }
}
