//! Values in PostgreSQL's binary format, which queries with bound values and `COPY … (FORMAT binary)` share: big-endian numbers,
//! days since 2000-01-01, texts as they are.

use jiff::civil::{Date, date};

use super::text;
use crate::geometry::{Geometry, wkb};
use crate::layer::{FieldType, Value};

/// Day 0 of PostgreSQL's dates.
const EPOCH: Date = date(2000, 1, 1);

/// A value of a field's type; `None` if the bytes are none, or one we cannot say (`infinity`).
pub(in crate::store::postgis) fn value(bytes: Option<&[u8]>, kind: FieldType) -> Option<Value> {
    let Some(bytes) = bytes else { return Some(Value::Null) };
    Some(match kind {
        FieldType::Boolean => Value::Boolean(*bytes.first()? != 0),
        FieldType::Integer => Value::Integer(i64::from_be_bytes(bytes.try_into().ok()?)),
        FieldType::Real => {
            Value::Real(Some(f64::from_be_bytes(bytes.try_into().ok()?)).filter(|number| number.is_finite())?)
        }
        FieldType::Date => {
            let days = jiff::Span::new().try_days(i32::from_be_bytes(bytes.try_into().ok()?)).ok()?;
            Value::text(EPOCH.checked_add(days).ok()?.to_string())
        }
        FieldType::Text | FieldType::DateTime | FieldType::Json => {
            Value::Text(text::read(&String::from_utf8_lossy(bytes)).into())
        }
    })
}

/// A shape from well-known binary; `None` if it is of a kind we do not read.
pub(in crate::store::postgis) fn geometry(bytes: &[u8]) -> Option<Geometry> {
    wkb::read(bytes).ok()
}

/// A whole number of 64 bits.
pub(in crate::store::postgis) fn integer(bytes: &[u8]) -> Option<i64> {
    Some(i64::from_be_bytes(bytes.try_into().ok()?))
}

/// Appends a value with its length before it; false if it is no value of a column of this type.
pub(in crate::store::postgis) fn write(value: &Value, kind: FieldType, out: &mut Vec<u8>) -> bool {
    match (value, kind) {
        (Value::Null, _) => out.extend((-1_i32).to_be_bytes()),
        (Value::Boolean(yes), FieldType::Boolean) => framed(&[u8::from(*yes)], out),
        (Value::Integer(number), FieldType::Integer) => framed(&number.to_be_bytes(), out),
        (Value::Real(number), FieldType::Real) => framed(&number.to_be_bytes(), out),
        (Value::Text(day), FieldType::Date) => match days(day) {
            Some(days) => framed(&days.to_be_bytes(), out),
            None => return false,
        },
        (Value::Text(words), FieldType::Text | FieldType::DateTime | FieldType::Json) => {
            framed(text::stored(words).as_bytes(), out)
        }
        _ => return false,
    }
    true
}

fn days(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    Some(EPOCH.until(day).ok()?.get_days())
}

/// Appends bytes with their length before them. PostgreSQL takes no value above 1 GB; records end long before that.
pub(in crate::store::postgis) fn framed(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend(i32::try_from(bytes.len()).unwrap_or(i32::MAX).to_be_bytes());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_went_in() {
        for (value, kind) in [
            (Value::Null, FieldType::Real),
            (Value::Boolean(true), FieldType::Boolean),
            (Value::Integer(i64::MIN), FieldType::Integer),
            (Value::Real(-0.1), FieldType::Real),
            (Value::text("0001-01-01"), FieldType::Date),
            (Value::text("9999-12-31"), FieldType::Date),
            (Value::text("Lê Lợi"), FieldType::Text),
        ] {
            let mut out = Vec::new();
            assert!(write(&value, kind, &mut out));
            let bytes = out.get(4..).filter(|_| out[..4] != [255; 4]);
            assert_eq!(super::value(bytes, kind), Some(value));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        assert!(!write(&Value::text("hôm qua"), FieldType::Date, &mut Vec::new()));
        assert_eq!(value(Some(&i32::MAX.to_be_bytes()), FieldType::Date), None);
    }
}
