//! A feature's properties as values of its layer's fields.

use serde_json::{Map, Value as Json};
use spatial_core::layer::{Audience, Feature, FieldType, Layer, Value, composed};
use spatial_core::message::Message;

use crate::http::wire::edit::finding::EditFinding;

/// Beyond 2^53 float64 skips whole numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Unknown members that are named; who sends more has sent something else.
const MOST_UNKNOWN: usize = 100;

/// One value per field. What is not named is empty in a whole feature and as it was in a patch; what the audience may not see stays as
/// it was, and cannot be named. A value that comes back as it was shown is the stored one.
pub(crate) fn values(
    given: &Map<String, Json>,
    layer: &Layer,
    audience: Audience,
    stored: Option<&Feature>,
    is_patch: bool,
    findings: &mut Vec<EditFinding>,
) -> Vec<Value> {
    let visible: Vec<usize> = layer.schema.visible(audience).collect();
    let is_known = |name: &str| visible.iter().any(|&at| layer.schema.fields[at].name == name);
    for unknown in given.keys().filter(|name| !is_known(name)).take(MOST_UNKNOWN) {
        let name: String = unknown.chars().take(64).collect();
        findings.push(EditFinding::new(
            format!("properties.{name}"),
            Message::new("edit-field-unknown").with("field", name),
        ));
    }
    let before = |at: usize| stored.and_then(|feature| feature.values.get(at)).cloned().unwrap_or_default();
    let mut value = |(at, field): (usize, &spatial_core::layer::Field)| {
        let is_visible = visible.contains(&at);
        match given.get(&field.name).filter(|_| is_visible) {
            Some(json) if stored.is_some() && shown(&before(at), field.kind) == *json => before(at),
            Some(json) => converted(json, field.kind).filter(|value| field.kind.accepts(value)).unwrap_or_else(|| {
                findings.push(EditFinding::of_value(&field.name, field.kind));
                Value::Null
            }),
            None if is_visible && !is_patch => Value::Null,
            None => before(at),
        }
    };
    layer.schema.fields.iter().enumerate().map(&mut value).collect()
}

/// A stored value as features are published.
fn shown(value: &Value, kind: FieldType) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(yes) => Json::Bool(*yes),
        Value::Integer(number) => Json::from(*number),
        Value::Real(number) => Json::from(*number),
        Value::Text(text) if kind == FieldType::Json => {
            serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.to_string()))
        }
        Value::Text(text) => Json::String(text.to_string()),
    }
}

/// A JSON value as a value of this type, texts in NFC; `None` if it is of another.
fn converted(json: &Json, kind: FieldType) -> Option<Value> {
    Some(match (kind, json) {
        (_, Json::Null) => Value::Null,
        (FieldType::Json, json) => Value::text(&*composed(&json.to_string())),
        (FieldType::Boolean, Json::Bool(yes)) => Value::Boolean(*yes),
        (FieldType::Integer, Json::Number(number)) => Value::Integer(match number.as_i64() {
            Some(whole) => whole,
            #[expect(clippy::cast_possible_truncation, reason = "it is whole, and within what float64 holds exactly")]
            None => number.as_f64().filter(|real| real.fract() == 0.0 && real.abs() <= EXACT)? as i64,
        }),
        (FieldType::Real, Json::Number(number)) => Value::Real(number.as_f64()?),
        // NUL ends a text for many programs, and PostgreSQL keeps none.
        (_, Json::String(text)) if text.contains('\0') => return None,
        (FieldType::Text | FieldType::Date | FieldType::DateTime, Json::String(text)) => Value::text(&*composed(text)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldType, json: &str, expected: Option<Value>) {
        assert_eq!(converted(&serde_json::from_str(json).unwrap(), kind), expected, "{json}");
    }

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        for json in ["45", "45.0", "4.5e1"] {
            check(FieldType::Integer, json, Some(Value::Integer(45)));
        }
        for json in ["45.5", "1e300", "\"45\""] {
            check(FieldType::Integer, json, None);
        }
        check(FieldType::Real, "45", Some(Value::Real(45.0)));
    }

    #[test]
    fn letters_and_their_marks_become_one() {
        let (parted, whole) = ("Phu\u{31B}o\u{31B}\u{300}ng Ra\u{323}ch", "Phường Rạch");
        check(FieldType::Text, &format!("\"{parted}\""), Some(Value::text(whole)));
        check(FieldType::Json, &format!("[\"{parted}\"]"), Some(Value::text(format!("[\"{whole}\"]"))));
    }
}
