//! Faults of the dossier: the workbook, and the scanned papers it lists.

use importers::package::PackageFiles;

use crate::write::package::faults::fault::{SeededFault, fault};
use crate::write::package::faults::site::{put_cell, sheet};

const CODE: &str = "Mã hồ sơ";
const FILE: &str = "Mã văn bản/Tên file";
const FOLDER: &str = "Tên thư mục";

pub(super) const FAULTS: &[SeededFault] = &[
    fault("scan-folder-missing", "no folder of scans", |files| {
        files.books.clear();
        files.files.retain(|(path, _)| !path.starts_with("HoSoScan"));
        files.folders.retain(|path| !path.starts_with("HoSoScan"));
    }),
    fault("book-missing", "no workbook", |files| files.books.clear()),
    fault("book-several", "two workbooks", |files| {
        let first = files.books.first().cloned();
        files.books.extend(first.map(|(_, sheets)| ("copy.xlsx".to_owned(), sheets)));
    }),
    fault("book-unreadable", "a workbook that is a text", |files| {
        files.books.clear();
        files.files.push(("HoSoScan/79QPK1250001.xlsx".to_owned(), b"no workbook".to_vec()));
    }),
    fault("book-name", "a workbook of another name", |files| {
        if let Some((name, _)) = files.books.first_mut() {
            "HoSo.xlsx".clone_into(name);
        }
    }),
    fault("sheet-missing", "no sheet of texts", |files| {
        if let Some((_, sheets)) = files.books.first_mut() {
            sheets.retain(|sheet| sheet.name != "VanBan");
        }
    }),
    fault("column-missing", "a column left out", |files| retitle(files, "HoSo", "Tên đồ án", "")),
    fault("column-missing", "a column of a misspelt title", |files| {
        retitle(files, "HoSo", "Mã thông tin quy hoạch", "Mã thông tin QH")
    }),
    fault("column-unknown", "a column of nobody's", |files| {
        if let Some(titles) = sheet(files, "VanBan").and_then(|sheet| sheet.rows.first_mut()) {
            titles.push("Người nhập".to_owned());
        }
    }),
    fault("book-empty", "a dossier without a row", |files| {
        if let Some(sheet) = sheet(files, "HoSo") {
            sheet.rows.truncate(1);
        }
    }),
    fault("book-rows", "two dossiers in one workbook", |files| {
        if let Some(sheet) = sheet(files, "HoSo") {
            sheet.rows.extend(sheet.rows.get(1).cloned());
        }
    }),
    fault("book-field-empty", "a dossier without its code", |files| put_cell(files, "HoSo", 1, CODE, "")),
    fault("book-code-differs", "the dossier code of another plan in the workbook", |files| {
        put_cell(files, "HoSo", 1, CODE, "79QPK1250009")
    }),
    fault("book-info-code-differs", "the information code of another plan in the workbook", |files| {
        put_cell(files, "HoSo", 1, "Mã thông tin quy hoạch", "792521000009");
    }),
    fault("book-name-differs", "the name of another plan", |files| {
        put_cell(files, "HoSo", 1, "Tên đồ án", "Quy hoạch phân khu phía Bắc");
    }),
    fault("book-decision-differs", "the decision of another plan", |files| {
        put_cell(files, "HoSo", 1, "Số quyết định phê duyệt quy hoạch", "1/QĐ-UBND");
    }),
    fault("book-date-differs", "the day of another decision", |files| {
        put_cell(files, "HoSo", 1, "Ngày ra quyết định phê duyệt quy hoạch", "18/10/2025");
    }),
    fault("book-date-form", "a day in words", |files| {
        put_cell(files, "HoSo", 1, "Ngày ra quyết định phê duyệt quy hoạch", "giữa tháng 10");
    }),
    fault("book-scale-differs", "another scale", |files| put_cell(files, "HoSo", 1, "Tỷ lệ", "1/500")),
    fault("paper-code-differs", "a text of another dossier", |files| {
        put_cell(files, "VanBan", 1, CODE, "79QPK1250009")
    }),
    fault("paper-code-differs", "a drawing of another dossier", |files| {
        put_cell(files, "BanVe", 2, CODE, "79QPK1250009")
    }),
    fault("paper-missing", "a text that is not there", |files| {
        files.files.retain(|(path, _)| !path.ends_with("ThuyetMinh.pdf"));
    }),
    fault("drawing-missing", "a drawing that is not there", |files| {
        put_cell(files, "BanVe", 1, FOLDER, "QH09_CapNuoc")
    }),
    fault("book-field-empty", "a drawing without its folder", |files| put_cell(files, "BanVe", 1, FOLDER, "")),
    fault("paper-twice", "a text listed twice", |files| put_cell(files, "VanBan", 2, FILE, "QD_2077.pdf")),
    fault("paper-format", "a text that is no PDF", |files| {
        for (_, bytes) in files.files.iter_mut().filter(|(path, _)| path.ends_with("QD_2077.pdf")) {
            *bytes = b"PK\x03\x04 a word processor's".to_vec();
        }
    }),
    fault("paper-unlisted", "a text nobody lists", |files| {
        files.files.push(("HoSoScan/VanBan/TomTat.pdf".to_owned(), b"%PDF-1.4\n".to_vec()));
    }),
];

fn retitle(files: &mut PackageFiles, name: &str, title: &str, to: &str) {
    let titles = sheet(files, name).and_then(|sheet| sheet.rows.first_mut());
    if let Some(cell) = titles.and_then(|titles| titles.iter_mut().find(|cell| *cell == title)) {
        to.clone_into(cell);
    }
}
