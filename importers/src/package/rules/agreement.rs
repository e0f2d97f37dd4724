//! What the dossier's row says against what the plan's boundary says.

use spatial_core::layer::composed;

use crate::package::catalogue::DOSSIER;
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::input::{Sheet, SheetRow};
use crate::package::rules::days;
use crate::package::rules::rows::{Gathered, Identity};

/// What is compared: the dossier's column, the boundary's field, and what is told if they differ.
const COMPARED: [(&str, &str, &str); 4] = [
    ("Tên đồ án", "tenDoAn", "book-name-differs"),
    ("Số quyết định phê duyệt quy hoạch", "soQDQH", "book-decision-differs"),
    ("Số quyết định phê duyệt nhiệm vụ quy hoạch", "soQDNV", "book-decision-differs"),
    ("Tỷ lệ", "tyLe", "book-scale-differs"),
];
/// Days likewise.
const DAYS: [(&str, &str); 2] = [
    ("Ngày ra quyết định phê duyệt quy hoạch", "ngayQDQH"),
    ("Ngày quyết định phê duyệt nhiệm vụ quy hoạch", "ngayQDNV"),
];
/// Columns without which a dossier is none.
const REQUIRED: [&str; 3] = ["Mã hồ sơ", "Mã thông tin quy hoạch", "Tên đồ án"];

/// Looks at the dossier's one row; returns its code.
pub(super) fn agreement(
    path: &str,
    sheet: &Sheet,
    identity: &Identity,
    gathered: &Gathered,
    report: &mut PackageReport,
) -> Option<String> {
    let about = |code| PackageFinding::about(path, code).in_class(DOSSIER.name);
    let Some(row) = sheet.rows.first() else {
        report.find(about("book-empty"));
        return None;
    };
    if sheet.rows.len() > 1 {
        report.find(about("book-rows").with("count", sheet.rows.len()));
    }
    let cell = |column: &str, code| about(code).in_record(row.number).in_field(column);
    for column in REQUIRED.into_iter().filter(|column| sheet.has(column) && sheet.text(row, column).is_none()) {
        report.find(cell(column, "book-field-empty"));
    }
    let codes =
        [(REQUIRED[0], &identity.file, "book-code-differs"), (REQUIRED[1], &identity.info, "book-info-code-differs")];
    for (column, expected, code) in codes {
        if let (Some(found), Some(expected)) = (sheet.text(row, column), expected)
            && found != expected
        {
            report.find(cell(column, code).with("value", found).with("expected", expected));
        }
    }
    compared(sheet, row, gathered, &cell, report);
    sheet.text(row, REQUIRED[0]).map(str::to_owned)
}

fn compared(
    sheet: &Sheet,
    row: &SheetRow,
    gathered: &Gathered,
    cell: &impl Fn(&str, &'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    let boundary = gathered.boundaries.first().map(|boundary| &boundary.said);
    let said = |field: &str| boundary.and_then(|said| said.get(field)).map(String::as_str);
    for (column, field, code) in COMPARED {
        // Of a scale that only one of them names nothing is to be told.
        let both = (sheet.text(row, column), said(field));
        let differ = match both {
            (Some(found), Some(expected)) => plain(found) != plain(expected),
            (None, None) => false,
            _ => code != "book-scale-differs" && sheet.has(column) && boundary.is_some(),
        };
        if differ && !(code == "book-name-differs" && both.0.is_none()) {
            let finding = cell(column, code).with("value", both.0.unwrap_or_default()).with("field", field);
            report.find(finding.with("expected", both.1.unwrap_or_default()));
        }
    }
    for (column, field) in DAYS {
        let found = sheet.text(row, column).map(|text| days::read(text).ok_or(text));
        let (found, expected) = match (found, said(field)) {
            (Some(Err(text)), _) => {
                report.find(cell(column, "book-date-form").with("value", text));
                continue;
            }
            (found, expected) => (found.and_then(Result::ok), expected),
        };
        if found.as_deref() != expected && sheet.has(column) && boundary.is_some() {
            let finding = cell(column, "book-date-differs").with("value", found.unwrap_or_default());
            report.find(finding.with("field", field).with("expected", expected.unwrap_or_default()));
        }
    }
}

/// As two people write the same: any case, one blank between words.
fn plain(text: &str) -> String {
    composed(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
