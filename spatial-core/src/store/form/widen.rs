//! Values of one field type as another, wider one says them.

use crate::layer::{FieldType, Value};

/// A value of one field type as another, wider one says it: integer → real → text → JSON.
pub(in crate::store) fn widened(value: Value, from: FieldType, to: FieldType) -> Value {
    if from == to {
        return value;
    }
    match (value, to) {
        (Value::Boolean(yes), FieldType::Integer) => Value::Integer(i64::from(yes)),
        (Value::Boolean(yes), FieldType::Real) => Value::Real(f64::from(u8::from(yes))),
        (Value::Integer(number), FieldType::Real) => Value::Real(number as f64),
        (Value::Boolean(yes), FieldType::Text | FieldType::Json) => Value::text(yes.to_string()),
        (Value::Integer(number), FieldType::Text | FieldType::Json) => Value::text(number.to_string()),
        (Value::Real(number), FieldType::Text | FieldType::Json) => Value::text(number.to_string()),
        (Value::Text(text), FieldType::Json) => Value::text(json_string(&text)),
        (other, _) => other,
    }
}

/// True if every value of `from` has a faithful form in `to`.
pub(in crate::store) fn widens(from: FieldType, to: FieldType) -> bool {
    from == to
        || match to {
            FieldType::Text | FieldType::Json => true,
            FieldType::Real => matches!(from, FieldType::Integer | FieldType::Boolean),
            FieldType::Integer => from == FieldType::Boolean,
            FieldType::Boolean | FieldType::Date | FieldType::DateTime => false,
        }
}

/// A text as a JSON string (RFC 8259 §7).
fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", control as u32)),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widening_keeps_what_was_said() {
        let widen = |value, from, to| widened(value, from, to);
        assert_eq!(widen(Value::Integer(7), FieldType::Integer, FieldType::Text), Value::text("7"));
        assert_eq!(widen(Value::Real(0.1), FieldType::Real, FieldType::Text), Value::text("0.1"));
        assert_eq!(widen(Value::Boolean(true), FieldType::Boolean, FieldType::Text), Value::text("true"));
        assert_eq!(widen(Value::text("a\"b"), FieldType::Text, FieldType::Json), Value::text("\"a\\\"b\""));
    }
}
