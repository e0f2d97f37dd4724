//! How layers, their fields, values and features are called for people. Known names have words in the catalogue; others keep theirs.

use serde_json::Value as Json;
use spatial_core::layer::{Audience, Clearance, Field, FieldRole, FieldType, Layer, Subject, Unit};
use spatial_core::message::Message;
use spatial_core::snapshot::ValueRef;

use crate::text::{Language, clock};

/// Words of a name whose whole numbers are names, too, not amounts: no thousands mark.
const NAMES: [&str; 10] = ["id", "ma", "nam", "year", "code", "fid", "objectid", "number", "no", "quy_hoach"];
/// Decimals that are shown of a number: more than any instrument gives.
const MOST_DECIMALS: usize = 9;

/// A layer, in the reader's language if its title is a usual one.
pub(crate) fn layer(layer: &Layer, language: Language) -> String {
    language.layer_title(if layer.title.is_empty() { layer.name.as_str() } else { &layer.title })
}

/// A field by its name.
pub(crate) fn field(name: &str, language: Language) -> String {
    language.field(name).unwrap_or_else(|| name.to_owned())
}

/// What kind of values a field has.
pub(crate) fn field_kind(field: &Field, language: Language) -> String {
    let kind = match field.kind {
        FieldType::Boolean => language.text("page-value-boolean"),
        FieldType::Integer => language.text("page-value-integer"),
        FieldType::Real => language.text("page-value-real"),
        FieldType::Text => language.text("page-value-text"),
        FieldType::Date => language.text("page-value-date"),
        FieldType::DateTime => language.text("page-value-datetime"),
        FieldType::Json => language.text("page-value-json"),
    };
    match field.meaning.unit {
        Some(unit) => format!("{kind}, {}", unit.sign()),
        None => kind,
    }
}

/// A value of a layer as people here write it, codes in words; a dash for none.
pub(crate) fn told(of: &Layer, field: &Field, given: ValueRef<'_>, language: Language) -> String {
    let code = match given {
        ValueRef::Text(text) => language.code(of.subject.as_ref(), &field.name, text),
        _ => None,
    };
    code.unwrap_or_else(|| value(field, given, language))
}

/// A value as people here write it; a dash for none.
fn value(field: &Field, value: ValueRef<'_>, language: Language) -> String {
    match value {
        ValueRef::Null => "–".to_owned(),
        ValueRef::Boolean(true) => language.text("page-yes"),
        ValueRef::Boolean(false) => language.text("page-no"),
        #[expect(clippy::cast_precision_loss, reason = "shown, and beyond 2⁵³ no amount")]
        ValueRef::Integer(whole) if is_amount(field) => amount(whole as f64, field.meaning.unit, language),
        ValueRef::Integer(whole) => whole.to_string(),
        ValueRef::Real(real) => amount(real, field.meaning.unit, language),
        ValueRef::Text(text) => match field.kind {
            FieldType::Date => clock::shown(text),
            FieldType::DateTime => moment(text).unwrap_or_else(|| text.to_owned()),
            _ => text.to_owned(),
        },
    }
}

/// The same of a value as documents write it, of which only the subject's table and the field's name are known.
pub(crate) fn json((subject, name): (Option<&Subject>, &str), written: &Json, language: Language) -> String {
    let of = |kind, known: ValueRef<'_>| value(&Field::new(name, kind, Clearance::Open), known, language);
    match written {
        Json::Null => of(FieldType::Text, ValueRef::Null),
        Json::Bool(is) => of(FieldType::Boolean, ValueRef::Boolean(*is)),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => of(FieldType::Integer, ValueRef::Integer(whole)),
            (None, Some(real)) => of(FieldType::Real, ValueRef::Real(real)),
            (None, None) => number.to_string(),
        },
        Json::String(text) if text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10 => {
            of(FieldType::Date, ValueRef::Text(text))
        }
        Json::String(text) => {
            let code = language.code(subject, name, text);
            code.unwrap_or_else(|| of(FieldType::DateTime, ValueRef::Text(text)))
        }
        other => other.to_string(),
    }
}

/// True if whole numbers of a field count something.
fn is_amount(field: &Field) -> bool {
    let name = field.name.to_lowercase();
    // "Số tờ" is a number of something, "dân số" an amount.
    let is_numbered = name.starts_with("so_");
    let is_name = is_numbered || NAMES.contains(&name.as_str()) || name.split('_').any(|word| NAMES.contains(&word));
    let plays = matches!(field.meaning.role, Some(FieldRole::RegisteredArea | FieldRole::MeasuredArea) | None);
    field.meaning.unit.is_some() || (plays && !is_name && field.meaning.refers.is_none())
}

fn amount(value: f64, unit: Option<Unit>, language: Language) -> String {
    let written = format!("{value}");
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len()).min(MOST_DECIMALS);
    // As certificates have it.
    let least = usize::from(unit == Some(Unit::SquareMetre));
    let number = language.number(value, decimals.max(least));
    match unit {
        Some(unit) => format!("{number} {}", unit.sign()),
        None => number,
    }
}

/// `08:30 05/03/2026` in Vietnam.
fn moment(text: &str) -> Option<String> {
    let at: jiff::Timestamp = text.parse().ok()?;
    let there = at.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7)));
    Some(format!("{:02}:{:02} {}", there.hour(), there.minute(), clock::day(text)?))
}

/// What a feature is called by what of it an audience sees: "Thửa 345, tờ 12", its name, its sign, or its layer and number.
pub(crate) fn feature<'a>(
    of: &Layer,
    value: impl Fn(usize) -> ValueRef<'a>,
    id: u64,
    (audience, language): (Audience, Language),
) -> String {
    let said = |role| said(of, &value, role, audience);
    if let (Some(sheet), Some(number)) = (said(FieldRole::Sheet), said(FieldRole::Number)) {
        return language.say(&Message::new("page-parcel").with("sheet", sheet).with("number", number));
    }
    let title = layer(of, language);
    match (said(FieldRole::Name), said(FieldRole::Code)) {
        (Some(name), _) => name,
        (None, Some(code)) => format!("{title} {code}"),
        (None, None) => format!("{title} {id}"),
    }
}

/// What a field in this role says, if the reader may see it.
pub(crate) fn said<'a>(
    layer: &Layer,
    value: &impl Fn(usize) -> ValueRef<'a>,
    role: FieldRole,
    audience: Audience,
) -> Option<String> {
    let at = layer.schema.playing(role)?;
    if !audience.clears(&layer.schema.fields[at].clearance) {
        return None;
    }
    match value(at) {
        ValueRef::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        ValueRef::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use spatial_core::layer::Meaning;

    use super::*;
    use crate::http::wire::tests;

    fn field_of(name: &str, kind: FieldType, unit: Option<Unit>) -> Field {
        Field { meaning: Meaning { unit, ..Meaning::default() }, ..Field::new(name, kind, Clearance::Open) }
    }

    #[test]
    fn values_stand_as_people_here_write_them() {
        let (real, whole) = (FieldType::Real, FieldType::Integer);
        for (field, given, vi, en) in [
            (field_of("dien_tich", real, Some(Unit::SquareMetre)), ValueRef::Real(2159.0), "2.159,0 m²", "2,159.0 m²"),
            (field_of("be_rong", real, Some(Unit::Metre)), ValueRef::Real(12.25), "12,25 m", "12.25 m"),
            (field_of("dan_so", whole, None), ValueRef::Integer(12_000), "12.000", "12,000"),
            (field_of("nam_lap", whole, None), ValueRef::Integer(2019), "2019", "2019"),
            (field_of("so_to", whole, None), ValueRef::Integer(1234), "1234", "1234"),
            (field_of("kin", FieldType::Boolean, None), ValueRef::Boolean(true), "Có", "Yes"),
            (field_of("ngay", FieldType::Date, None), ValueRef::Text("2026-03-05"), "05/03/2026", "05/03/2026"),
            (
                field_of("luc", FieldType::DateTime, None),
                ValueRef::Text("2026-03-04T17:30:00Z"),
                "00:30 05/03/2026",
                "00:30 05/03/2026",
            ),
            (field_of("luc", FieldType::DateTime, None), ValueRef::Text("bad"), "bad", "bad"),
            (field_of("x", FieldType::Text, None), ValueRef::Null, "–", "–"),
        ] {
            assert_eq!(value(&field, given, Language::Vi), vi);
            assert_eq!(value(&field, given, Language::En), en);
        }
    }

    #[test]
    fn values_of_documents_stand_the_same_way() {
        for (name, given, expected) in [
            ("dien_tich", serde_json::json!(2159.5), "2.159,5"),
            ("so_to", serde_json::json!(1234), "1234"),
            ("ngay", serde_json::json!("2026-03-05"), "05/03/2026"),
            ("ten", serde_json::json!("12"), "12"),
            ("kin", serde_json::json!(false), "Không"),
            ("cap_do", serde_json::json!("subdivision"), "Quy hoạch phân khu"),
            ("khac", serde_json::json!([1]), "[1]"),
        ] {
            assert_eq!(json((Subject::parse("planning/zone").as_ref(), name), &given, Language::Vi), expected);
        }
    }

    #[test]
    fn a_feature_is_not_called_by_what_its_reader_may_not_see() {
        let mut layer = tests::layer();
        layer.title = "Thửa đất".to_owned();
        layer.schema.fields[1].meaning.role = Some(FieldRole::Name);
        let value = |at: usize| if at == 1 { ValueRef::Text("Nguyễn Văn A") } else { ValueRef::Null };
        let called = |audience, language| feature(&layer, value, 7, (audience, language));
        assert_eq!(called(Audience::ANONYMOUS, Language::Vi), "Thửa đất 7");
        assert_eq!(called(Audience::ANONYMOUS, Language::En), "Parcels 7");
        assert_eq!(called(Audience::STAFF, Language::Vi), "Nguyễn Văn A");
    }
}
