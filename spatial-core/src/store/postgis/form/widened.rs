//! Values of one field type as another, wider one says them: in SQL, letter for letter what `store::widen` does.

use crate::layer::FieldType;

/// An expression of one type as another, wider one.
pub(in crate::store::postgis) fn widened(value: &str, from: FieldType, to: FieldType) -> String {
    use FieldType as T;
    match (from, to) {
        _ if from == to => value.to_owned(),
        (T::Boolean, T::Integer) => format!("{value}::integer::bigint"),
        (T::Boolean, T::Real) => format!("{value}::integer::double precision"),
        (T::Integer, T::Real) => format!("{value}::double precision"),
        (T::Boolean | T::Integer, T::Text | T::Json) => format!("{value}::text"),
        (T::Real, T::Text | T::Json) => plain_number(value),
        (_, T::Json) => json_string(&format!("{value}::text")),
        (_, T::Text) => format!("{value}::text"),
        _ => value.to_owned(),
    }
}

/// A double in its shortest form without an exponent; `numeric` writes none, and knows no negative zero.
fn plain_number(value: &str) -> String {
    format!("CASE {value}::text WHEN '-0' THEN '-0' ELSE {value}::text::numeric::text END")
}

/// A text as a JSON string (RFC 8259 §7). U+0000 stands as two letters (`form::text`).
fn json_string(text: &str) -> String {
    let mut inner = format!(r#"replace(replace({text}, '\', '\\'), '"', '\"')"#);
    for control in 1..32 {
        inner = format!(r"replace({inner}, chr({control}), '\u{control:04x}')");
    }
    inner = format!(r"replace({inner}, chr(983040) || '0', '\u0000')");
    format!(r#"'"' || {inner} || '"'"#)
}
