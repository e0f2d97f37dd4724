//! The dossier's workbook: its three sheets as texts, and as a file.

use std::path::Path;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::package::catalogue::{BOOK_SHEETS, DOSSIER, DRAWINGS, SheetSpec};
use crate::package::content::{PackagePaper, PackagePlan, PaperKind};
use crate::package::output::files::SheetFile;

/// The sheets of a plan's workbook.
pub(super) fn sheets(plan: &PackagePlan, folder: &str) -> Vec<SheetFile> {
    let sheet = |(at, spec): (usize, &&SheetSpec)| {
        let mut rows = vec![spec.columns.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>()];
        let papers = |kind| plan.papers.iter().filter(move |paper| paper.kind == kind);
        match at {
            0 => rows.push(row(&DOSSIER, &dossier(plan, folder))),
            1 => {
                let mut folders: Vec<(&str, &PackagePaper)> = papers(PaperKind::Drawing).map(drawing).collect();
                folders.dedup_by_key(|(folder, _)| *folder);
                rows.extend((1..).zip(folders).map(|(number, (folder, paper))| {
                    let sheets = papers(PaperKind::Drawing).filter(|paper| drawing(paper).0 == folder).count();
                    let named = [
                        ("Mã hồ sơ", plan.file_code.clone()),
                        ("Số hiệu bản vẽ", paper.said.number.clone().unwrap_or_else(|| format!("QH-{number:02}"))),
                        ("Tên rút gọn", folder.to_owned()),
                        ("Tên bản vẽ", paper.name.clone()),
                        ("Số tờ", sheets.to_string()),
                        ("Tên thư mục", folder.to_owned()),
                        ("Tỷ lệ", plan.scale.clone().unwrap_or_default()),
                    ];
                    row(&DRAWINGS, &named)
                }));
            }
            _ => rows.extend(papers(PaperKind::Text).map(|paper| {
                let file = paper.path.rsplit('/').next().unwrap_or_default();
                let named = [
                    ("Mã hồ sơ", plan.file_code.clone()),
                    ("Mã văn bản/Tên file", file.to_owned()),
                    ("Tên văn bản", paper.name.clone()),
                    ("Loại văn bản", said(&paper.said.sort)),
                    ("Số hiệu văn bản", said(&paper.said.number)),
                    ("Ngày ký", said(&paper.said.day)),
                    ("Đơn vị ban hành", said(&paper.said.issuer)),
                    ("Số trang", paper.said.pages.map(|pages| pages.to_string()).unwrap_or_default()),
                ];
                row(spec, &named)
            })),
        }
        SheetFile { name: spec.name.to_owned(), rows }
    };
    BOOK_SHEETS.iter().enumerate().map(sheet).collect()
}

/// The folder of a drawing, or its file.
fn drawing(paper: &PackagePaper) -> (&str, &PackagePaper) {
    let inner = paper.path.strip_prefix("HoSoScan/BanVe/").unwrap_or(&paper.path);
    (inner.split_once('/').map_or(inner, |(folder, _)| folder), paper)
}

fn dossier(plan: &PackagePlan, folder: &str) -> Vec<(&'static str, String)> {
    vec![
        ("Mã hồ sơ", plan.file_code.clone()),
        ("Mã thông tin quy hoạch", plan.info_code.clone()),
        ("Tên đồ án", plan.name.clone()),
        ("Tỷ lệ", said(&plan.scale)),
        ("Số quyết định phê duyệt nhiệm vụ quy hoạch", said(&plan.task.number)),
        ("Ngày quyết định phê duyệt nhiệm vụ quy hoạch", said(&plan.task.day)),
        ("Số quyết định phê duyệt quy hoạch", said(&plan.decision.number)),
        ("Ngày ra quyết định phê duyệt quy hoạch", said(&plan.decision.day)),
        ("Đơn vị tư vấn lập quy hoạch", said(&plan.consultant)),
        ("Đơn vị ra quyết định phê duyệt quy hoạch", said(&plan.issuer)),
        ("Hệ tọa độ", plan.crs.to_string()),
        ("Địa điểm", said(&plan.location)),
        ("Chủ đầu tư", said(&plan.investor)),
        ("Thư mục", folder.to_owned()),
        ("Có HoSoBASIC", "Có".to_owned()),
        ("Có HoSoGIS", "Có".to_owned()),
    ]
}

fn said(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn row(spec: &SheetSpec, named: &[(&str, String)]) -> Vec<String> {
    let cell = |title: &&str| named.iter().find(|(name, _)| name == title).map(|(_, text)| text.clone());
    spec.columns.iter().map(|title| cell(title).unwrap_or_default()).collect()
}

/// Writes the sheets as a workbook, all cells as text.
pub(super) fn write(path: &Path, sheets: &[SheetFile]) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                page.write_string(row, column, text)?;
            }
        }
    }
    book.save(path)
}
