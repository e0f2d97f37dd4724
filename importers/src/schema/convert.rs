//! One value as a field's type.

use spatial_core::layer::{FieldType, Value};

/// The value in the field's type; the value as text if it cannot be one.
///
/// Text is read as people here write it: `12,5` is a number, `21/11/2026` a date.
pub(crate) fn converted(value: Value, kind: FieldType) -> Result<Value, String> {
    match kind {
        FieldType::Text | FieldType::Json => Ok(as_text(value)),
        FieldType::Boolean => boolean(&value).ok_or(value),
        FieldType::Integer => integer(&value).ok_or(value),
        FieldType::Real => real(&value).ok_or(value),
        FieldType::Date => date(&value).ok_or(value),
        FieldType::DateTime => date_time(&value).ok_or(value),
    }
    .map_err(|value| match as_text(value) {
        Value::Text(text) => text.into_string(),
        _ => String::new(),
    })
}

fn as_text(value: Value) -> Value {
    match value {
        Value::Null | Value::Text(_) => value,
        Value::Boolean(value) => Value::text(value.to_string()),
        Value::Integer(value) => Value::text(value.to_string()),
        Value::Real(value) => Value::text(value.to_string()),
    }
}

fn boolean(value: &Value) -> Option<Value> {
    Some(Value::Boolean(match value {
        Value::Null => return Some(Value::Null),
        Value::Boolean(value) => *value,
        Value::Integer(0) => false,
        Value::Integer(1) => true,
        Value::Text(text) => match text.trim().to_lowercase().as_str() {
            "true" | "1" | "có" | "yes" | "y" | "t" => true,
            "false" | "0" | "không" | "no" | "n" | "f" => false,
            _ => return None,
        },
        _ => return None,
    }))
}

fn integer(value: &Value) -> Option<Value> {
    // Beyond 2^53 float64 skips integers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    Some(Value::Integer(match value {
        Value::Null => return Some(Value::Null),
        Value::Boolean(value) => i64::from(*value),
        Value::Integer(value) => *value,
        Value::Real(value) if value.fract() == 0.0 && value.abs() <= EXACT => *value as i64,
        Value::Text(text) if text.trim().is_empty() => return Some(Value::Null),
        Value::Text(text) => text.trim().parse().ok()?,
        Value::Real(_) => return None,
    }))
}

fn real(value: &Value) -> Option<Value> {
    let number = match value {
        Value::Null => return Some(Value::Null),
        Value::Boolean(value) => f64::from(u8::from(*value)),
        Value::Integer(value) => *value as f64,
        Value::Real(value) => *value,
        Value::Text(text) if text.trim().is_empty() => return Some(Value::Null),
        Value::Text(text) => decimal(text.trim())?,
    };
    number.is_finite().then_some(Value::Real(number))
}

/// `12.5`, `12,5`, and `1.234,5` where comma and points leave no doubt.
fn decimal(text: &str) -> Option<f64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (whole, fraction) = text.split_once(',')?;
    let groups: Vec<&str> = whole.split('.').collect();
    let is_grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    if !is_grouped || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{}.{fraction}", groups.concat()).parse().ok()
}

fn date(value: &Value) -> Option<Value> {
    let Value::Text(text) = value else { return matches!(value, Value::Null).then_some(Value::Null) };
    let text = text.trim();
    if text.is_empty() {
        return Some(Value::Null);
    }
    iso_date(text.get(..10).unwrap_or(text)).map(Value::text)
}

/// `2026-11-21`, `2026/11/21`, `21/11/2026` or `21-11-2026` as ISO 8601.
fn iso_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (year_number, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_leap = year_number % 4 == 0 && (year_number % 100 != 0 || year_number % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        _ => return None,
    };
    (year.len() == 4 && (1..=length).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

fn date_time(value: &Value) -> Option<Value> {
    let Value::Text(text) = value else { return matches!(value, Value::Null).then_some(Value::Null) };
    let text = text.trim();
    if text.is_empty() {
        return Some(Value::Null);
    }
    let date = iso_date(text.get(..10)?)?;
    match text.get(10..)?.strip_prefix(['T', ' ']) {
        None if text.len() == 10 => Some(Value::text(format!("{date}T00:00:00Z"))),
        Some(time) if is_time(time) => Some(Value::text(format!("{date}T{time}"))),
        _ => None,
    }
}

/// `07:04:00`, with fraction and zone or without.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 8
        && bytes[..8]
            .iter()
            .enumerate()
            .all(|(at, byte)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() })
        && bytes[8..].iter().all(|byte| byte.is_ascii_digit() || b".+-:Z".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: Value, kind: FieldType, expected: Option<Value>) {
        assert_eq!(converted(value.clone(), kind).ok(), expected, "{value:?} as {kind:?}");
    }

    #[test]
    fn numbers_and_dates_are_read_as_people_write_them() {
        check(Value::text("12,5"), FieldType::Real, Some(Value::Real(12.5)));
        check(Value::text("1.234,5"), FieldType::Real, Some(Value::Real(1234.5)));
        check(Value::text("1,234,5"), FieldType::Real, None);
        check(Value::text(" 7 "), FieldType::Integer, Some(Value::Integer(7)));
        check(Value::Real(7.5), FieldType::Integer, None);
        check(Value::text("21/11/2026"), FieldType::Date, Some(Value::text("2026-11-21")));
        check(Value::text("2026-02-29"), FieldType::Date, None);
        check(Value::text("2026-11-21 07:04:00"), FieldType::DateTime, Some(Value::text("2026-11-21T07:04:00")));
        check(Value::text("có"), FieldType::Boolean, Some(Value::Boolean(true)));
    }

    #[test]
    fn everything_can_be_text() {
        check(Value::Real(0.1), FieldType::Text, Some(Value::text("0.1")));
        check(Value::Boolean(true), FieldType::Text, Some(Value::text("true")));
        check(Value::Null, FieldType::Text, Some(Value::Null));
    }
}
