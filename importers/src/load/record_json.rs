//! A record as JSON text, for the quarantine layer: what a person needs to mend it at its source.

use spatial_core::layer::Value;

use crate::schema::Columns;

/// Longest text kept of a record; enough for a polygon of some thousand vertices.
const MAX_BYTES: usize = 256 << 10;

/// The record's own text if that is short JSON; else its values, and the beginning of what could not be read.
pub(crate) fn record_json(columns: &Columns, values: &[Value], raw: &[u8]) -> String {
    if raw.len() <= MAX_BYTES
        && let Ok(text) = std::str::from_utf8(raw)
        && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
    {
        return text.trim().to_owned();
    }
    let mut record = serde_json::Map::new();
    let mut left = MAX_BYTES;
    let properties: serde_json::Map<_, _> = columns
        .list()
        .iter()
        .zip(values)
        .map_while(|(column, value)| {
            left = left.checked_sub(column.name.len() + 8)?;
            Some((column.name.to_string(), json(value, &mut left)))
        })
        .collect();
    record.insert("properties".into(), properties.into());
    if !raw.is_empty() {
        let start = String::from_utf8_lossy(&raw[..raw.len().min(MAX_BYTES / 16)]);
        record.insert("unreadable".into(), start.into());
    }
    serde_json::Value::Object(record).to_string()
}

/// A value; of a text so much as there is room left.
fn json(value: &Value, left: &mut usize) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Real(value) => (*value).into(),
        Value::Text(value) if value.len() <= *left => {
            *left -= value.len();
            (&**value).into()
        }
        Value::Text(value) => {
            let start = &value[..value.floor_char_boundary(std::mem::take(left))];
            format!("{start}…").into()
        }
    }
}
