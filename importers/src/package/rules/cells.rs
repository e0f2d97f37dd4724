//! What stands in the fields of a record: readable, of its type, not too long; the codes of the plan; functions and indicators of a zone.

use std::collections::BTreeMap;

use spatial_core::layer::Value;

use crate::formats::StoredRow;
use crate::package::catalogue::{
    CodeFault, FILE_CODE, FieldKind, FileCode, INFO_CODE, InfoCode, function as known_function,
};
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::indicator::{PlanIndicator, Readable};
use crate::package::rules::days;
use crate::package::rules::rows::{Identity, text};
use crate::package::rules::tables::FoundClass;

/// Numbers below nothing are none of these.
const NEVER_NEGATIVE: [&str; 8] =
    ["dienTich", "dienTichQH", "chieuDai", "ChieuDai", "chieuDai_km", "danSo", "danSoHienTrang", "danSoQuyHoach"];

/// Texts of a record by field: of dates those in ISO 8601.
pub(in crate::package) type Said = BTreeMap<&'static str, String>;

/// What the fields say; what they should not is told.
pub(super) fn said(
    class: &FoundClass<'_>,
    row: &StoredRow,
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) -> Said {
    let mut said = BTreeMap::new();
    for (field, column) in class.spec.fields.iter().zip(&class.columns) {
        let Some(at) = *column else { continue };
        if row.unreadable.contains(&at) {
            report.find(about("text-unreadable").in_field(&field.name));
            continue;
        }
        let value = &row.values[at];
        let Some(mut found) = text(value) else { continue };
        match field.kind {
            FieldKind::Text if found.contains(char::REPLACEMENT_CHARACTER) => {
                report.find(about("text-unreadable").in_field(&field.name));
            }
            FieldKind::Text if found.chars().count() > field.length => {
                let finding = about("text-too-long").in_field(&field.name).with("value", &found);
                report.find(finding.with("limit", field.length));
            }
            FieldKind::Text => {}
            FieldKind::Real | FieldKind::Integer => number(field.kind, &field.name, value, about, report),
            FieldKind::Date => match days::read(&found) {
                None => {
                    report.find(about("date-form").in_field(&field.name).with("value", &found));
                    continue;
                }
                Some(day) => {
                    if !days::is_likely(&day) {
                        report.find(about("date-unlikely").in_field(&field.name).with("value", &day));
                    }
                    found = day;
                }
            },
        }
        said.insert(field.name.as_str(), found);
    }
    said
}

fn number(
    kind: FieldKind,
    name: &str,
    value: &Value,
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    let number = match value {
        #[expect(clippy::cast_precision_loss, reason = "only its sign is looked at")]
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) if kind == FieldKind::Real || number.fract() == 0.0 => Some(*number),
        _ => None,
    };
    let finding = |code| about(code).in_field(name).with("value", text(value).unwrap_or_default());
    match number {
        None => report.find(finding("number-unreadable").with("kind", kind.as_str())),
        Some(number) if number < 0.0 && NEVER_NEGATIVE.contains(&name) => report.find(finding("number-negative")),
        Some(_) => {}
    }
}

/// Both codes: there, well formed, those of the plan, and of one province and level.
pub(super) fn codes(
    said: &Said,
    identity: &mut Identity,
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    let mut code = |name: &'static str, common: &mut Option<String>, differs: &'static str| {
        let Some(found) = said.get(name) else {
            report.find(about("required-empty").in_field(name));
            return;
        };
        match common {
            Some(common) if common != found => {
                let finding = about(differs).in_field(name).with("value", found);
                report.find(finding.with("expected", &*common));
            }
            Some(_) => {}
            None => *common = Some(found.clone()),
        }
    };
    code(INFO_CODE, &mut identity.info, "info-code-differs");
    code(FILE_CODE, &mut identity.file, "file-code-differs");
    let info = said.get(INFO_CODE).map(|text| (text, InfoCode::read(text)));
    let file = said.get(FILE_CODE).map(|text| (text, FileCode::read(text)));
    if let Some((text, Err(fault))) = &info {
        let code = match fault {
            CodeFault::Form => "info-code-form",
            CodeFault::Province => "info-code-province",
            CodeFault::Level => "info-code-level",
            CodeFault::Kind => "info-code-kind",
            CodeFault::Adjustment => "info-code-adjustment",
        };
        report.find(about(code).in_field(INFO_CODE).with("value", text));
    }
    if let Some((text, Err(fault))) = &file {
        let code = match fault {
            CodeFault::Province => "file-code-province",
            CodeFault::Level => "file-code-level",
            _ => "file-code-form",
        };
        report.find(about(code).in_field(FILE_CODE).with("value", text));
    }
    if let (Some((info, Ok(code))), Some((file, Ok(other)))) = (&info, &file) {
        let finding = |code| about(code).in_field(FILE_CODE).with("info", info).with("file", file);
        if code.province != other.province {
            report.find(finding("codes-province-differ"));
        }
        if !other.is_of_level(code.level) {
            report.find(finding("codes-level-differ"));
        }
    }
    if let Some((info, Ok(code))) = &info {
        let stated = [("capDoQuyHoach", code.level), ("loaiQuyHoach", code.kind), ("loaiDieuChinh", code.adjustment)];
        for (field, expected) in stated {
            // Many write words there; a digit is the code's own.
            let digit = said.get(field).and_then(|text| text.trim().parse::<u8>().ok());
            if let Some(digit) = digit.filter(|digit| *digit != expected) {
                let finding = about("field-contradicts-code").in_field(field).with("value", digit);
                report.find(finding.with("expected", expected).with("info", info));
            }
        }
    }
}

/// The finest function that is one of the circular's; if none is, the finest there is, and that is told.
pub(super) fn function(
    fields: &[&'static str],
    said: &Said,
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) -> Option<String> {
    let mut stated = fields.iter().filter_map(|field| Some((*field, said.get(field)?)));
    if let Some((_, known)) = stated.clone().find(|(_, text)| known_function(text).is_ok()) {
        return Some(known.clone());
    }
    let Some((field, finest)) = stated.next() else {
        let coarsest = fields.last().copied().unwrap_or_default();
        report.find(about("function-missing").in_field(coarsest));
        return None;
    };
    let meant = known_function(finest).err().flatten().unwrap_or("none");
    report.find(about("function-unknown").in_field(field).with("value", finest).with("meant", meant));
    Some(finest.clone())
}

/// Indicators nobody can read but their author.
pub(super) fn indicators(
    said: &Said,
    readable: Readable,
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    for (field, indicator) in [
        ("matDoXayDung", PlanIndicator::Density),
        ("tangCaoXayDung", PlanIndicator::Storeys),
        ("heSoSuDungDat", PlanIndicator::FloorAreaRatio),
    ] {
        if let Some(text) = said.get(field).filter(|text| !readable(indicator, text)) {
            report.find(about("indicator-unreadable").in_field(field).with("value", text));
        }
    }
}
