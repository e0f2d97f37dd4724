//! The dossier: the workbook and its sheets, and the drawings and texts it lists, which have to be there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use crate::package::catalogue::{BOOK_SHEETS, DOSSIER, DRAWINGS, PAPERS, SheetSpec, nearest};
use crate::package::content::{PackagePaper, PaperKind, PaperSaid};
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::input::{Book, Sheet, SheetRow, Tree, is_same};
use crate::package::rules::agreement::agreement;
use crate::package::rules::days;
use crate::package::rules::layout::has_end;
use crate::package::rules::rows::{Gathered, Identity};

/// The folder of what was scanned.
const SCANS: &str = "HoSoScan";
/// The column by which all sheets name the dossier.
const CODE: &str = "Mã hồ sơ";

/// The workbook, where it lies.
#[derive(Debug)]
pub(in crate::package) struct BookFile {
    pub(in crate::package) path: String,
    pub(in crate::package) book: Book,
}

/// Finds and reads the workbook.
pub(in crate::package) fn book_file(tree: &Tree, report: &mut PackageReport) -> Option<BookFile> {
    let is_book = |path: &&String| has_end(path, ".xlsx") && !path.contains("/~$");
    let listed = tree.listed_in(SCANS);
    let mut books = listed.iter().filter(is_book);
    let Some(path) = books.next() else {
        if tree.has_folder(SCANS) {
            report.find(PackageFinding::about(SCANS, "book-missing"));
        }
        return None;
    };
    if let Some(second) = books.next() {
        report.find(PackageFinding::about(second, "book-several").with("first", path));
    }
    let read = tree.local(path, ".xlsx").ok().and_then(|local| Book::read(&local.path));
    if read.is_none() {
        report.find(PackageFinding::about(path, "book-unreadable"));
    }
    read.map(|book| BookFile { path: path.clone(), book })
}

/// Looks at the workbook, at what it says of the plan and at the files it lists; returns these.
pub(in crate::package) fn papers(
    tree: &Tree,
    found: &BookFile,
    (identity, gathered): (&Identity, &Gathered),
    report: &mut PackageReport,
) -> Vec<PackagePaper> {
    let stem = found.path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    if let Some(code) = identity.file.as_deref().filter(|code| *code != stem) {
        report.find(PackageFinding::about(&*found.path, "book-name").with("expected", code));
    }
    let sheets: Vec<Option<&Sheet>> = BOOK_SHEETS.iter().map(|spec| sheet(found, spec, report)).collect();
    let [dossier, drawings, papers] = sheets[..] else { return Vec::new() };
    let code = dossier.and_then(|dossier| agreement(&found.path, dossier, identity, gathered, report));
    let expected = identity.file.clone().or(code);
    let mut listed = Listing { tree, path: &found.path, expected, report, papers: Vec::new() };
    if let Some(drawings) = drawings {
        listed.drawings(drawings);
    }
    if let Some(papers) = papers {
        listed.texts(papers);
    }
    let mut papers = listed.papers;
    papers.push(PackagePaper {
        name: DOSSIER.name.to_owned(),
        path: found.path.clone(),
        kind: PaperKind::Book,
        said: PaperSaid::default(),
    });
    papers
}

/// A sheet, if it is there, with its columns looked at.
fn sheet<'a>(found: &'a BookFile, spec: &SheetSpec, report: &mut PackageReport) -> Option<&'a Sheet> {
    let about = |code| PackageFinding::about(&*found.path, code).in_class(spec.name);
    let Some(sheet) = found.book.sheet(spec.name) else {
        report.find(about("sheet-missing"));
        return None;
    };
    let is_known = |title: &str| spec.columns.iter().any(|known| is_same(known, title));
    let others = || sheet.titles.values().map(String::as_str).filter(|title| !is_known(title));
    for column in spec.columns.iter().filter(|column| !sheet.has(column)) {
        let slip = nearest(column, others()).unwrap_or("none");
        report.find(about("column-missing").in_field(column).with("found", slip));
    }
    for title in others() {
        report.find(about("column-unknown").in_field(title));
    }
    Some(sheet)
}

/// What a sheet lists against what is there.
struct Listing<'a> {
    tree: &'a Tree,
    path: &'a str,
    expected: Option<String>,
    report: &'a mut PackageReport,
    papers: Vec<PackagePaper>,
}

impl Listing<'_> {
    fn about(&self, spec: &SheetSpec, row: &SheetRow, column: &str, code: &'static str) -> PackageFinding {
        PackageFinding::about(self.path, code).in_class(spec.name).in_record(row.number).in_field(column)
    }

    /// Each drawing is a folder of its sheets, named after it.
    fn drawings(&mut self, sheet: &Sheet) {
        const FOLDER: &str = "HoSoScan/BanVe";
        let mut there: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in self.tree.below(FOLDER) {
            let inner = &path[FOLDER.len() + 1..];
            let name = inner.split_once('/').map_or_else(|| stem(inner), |(folder, _)| folder);
            there.entry(name.to_lowercase()).or_default().push(path.to_owned());
        }
        self.listed(sheet, (&DRAWINGS, "Tên thư mục", "Tên bản vẽ", PaperKind::Drawing), "drawing-missing", there);
    }

    fn texts(&mut self, sheet: &Sheet) {
        const FOLDER: &str = "HoSoScan/VanBan";
        let mut there: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in self.tree.below(FOLDER) {
            there.entry(stem(&path[FOLDER.len() + 1..]).to_lowercase()).or_default().push(path.to_owned());
        }
        self.listed(sheet, (&PAPERS, "Mã văn bản/Tên file", "Tên văn bản", PaperKind::Text), "paper-missing", there);
    }

    fn listed(
        &mut self,
        sheet: &Sheet,
        (spec, column, title, kind): (&SheetSpec, &str, &str, PaperKind),
        missing: &'static str,
        there: BTreeMap<String, Vec<String>>,
    ) {
        let mut named = BTreeSet::new();
        for row in &sheet.rows {
            let code = sheet.text(row, CODE).unwrap_or_default();
            if let Some(expected) = self.expected.clone().filter(|expected| expected != code) {
                let finding = self.about(spec, row, CODE, "paper-code-differs").with("value", code);
                self.report.find(finding.with("expected", expected));
            }
            let Some(name) = sheet.text(row, column) else {
                self.report.find(self.about(spec, row, column, "book-field-empty"));
                continue;
            };
            // A text is listed with its ending or without, a drawing by its folder.
            let key = [name, stem(name)].map(str::to_lowercase).into_iter().find(|key| there.contains_key(key));
            let Some(key) = key else {
                self.report.find(self.about(spec, row, column, missing).with("value", name));
                continue;
            };
            if !named.insert(key.clone()) {
                self.report.find(self.about(spec, row, column, "paper-twice").with("value", name));
                continue;
            }
            let title = sheet.text(row, title).unwrap_or(name);
            let said = said(sheet, row, kind);
            for path in there.get(&key).into_iter().flatten() {
                if !self.is_scan(path, kind) {
                    self.report.find(PackageFinding::about(&**path, "paper-format").with("kind", kind.as_str()));
                }
                let (name, path) = (title.to_owned(), path.clone());
                self.papers.push(PackagePaper { name, path, kind, said: said.clone() });
            }
        }
        for path in there.iter().filter(|(key, _)| !named.contains(*key)).flat_map(|(_, paths)| paths.first()) {
            self.report.find(PackageFinding::about(&**path, "paper-unlisted").with("sheet", spec.name));
        }
    }

    /// True of a PDF, and of a picture of a drawing, by what it begins with.
    fn is_scan(&self, path: &str, kind: PaperKind) -> bool {
        let mut beginning = [0; 4];
        let is_read = self.tree.open_file(path).is_ok_and(|mut file| file.read_exact(&mut beginning).is_ok());
        let is_pdf = &beginning == b"%PDF";
        let is_picture = beginning.starts_with(&[0xFF, 0xD8, 0xFF]);
        is_read && (is_pdf || kind == PaperKind::Drawing && is_picture)
    }
}

/// What else a row says of a paper. What is no day and no number of pages is told elsewhere or read by people.
fn said(sheet: &Sheet, row: &SheetRow, kind: PaperKind) -> PaperSaid {
    let text = |title: &str| sheet.text(row, title).filter(|text| !text.is_empty()).map(str::to_owned);
    match kind {
        PaperKind::Drawing => PaperSaid { number: text("Số hiệu bản vẽ"), ..PaperSaid::default() },
        PaperKind::Text => PaperSaid {
            sort: text("Loại văn bản"),
            number: text("Số hiệu văn bản"),
            day: sheet.text(row, "Ngày ký").and_then(days::read),
            issuer: text("Đơn vị ban hành"),
            pages: sheet.text(row, "Số trang").and_then(|text| text.parse().ok()).filter(|pages| *pages > 0),
        },
        PaperKind::Book => PaperSaid::default(),
    }
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    let ending =
        name.rsplit_once('.').filter(|(stem, end)| !stem.is_empty() && (2..=5).contains(&end.len()) && end.is_ascii());
    ending.map_or(name, |(stem, _)| stem)
}
