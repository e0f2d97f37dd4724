//! Where in a package a fault is put: tables, rows, fields, sheets. What is not there is left alone.

use importers::package::{GpkgRow, GpkgTable, PackageFiles, SheetFile};
use spatial_core::layer::Value;

/// The class of the zones.
pub(super) const ZONES: &str = "ChucNangSuDungDat_A";
/// The class of the boundary.
pub(super) const BOUNDARY: &str = "RanhGioiQuyHoach_A";

/// A table of the plan's own database.
pub(super) fn table<'a>(files: &'a mut PackageFiles, name: &str) -> Option<&'a mut GpkgTable> {
    table_in(files, "QuyHoach", name)
}

/// A table of a database.
pub(super) fn table_in<'a>(files: &'a mut PackageFiles, database: &str, name: &str) -> Option<&'a mut GpkgTable> {
    tables(files).find(|(file, table)| file.starts_with(database) && table.name == name).map(|(_, table)| table)
}

/// All tables with their file.
pub(super) fn tables(files: &mut PackageFiles) -> impl Iterator<Item = (&str, &mut GpkgTable)> {
    files.databases.iter_mut().flat_map(|(file, database)| {
        let file = &**file;
        database.tables.iter_mut().map(move |table| (file, table))
    })
}

/// A row of the zones, from 0.
pub(super) fn zone(files: &mut PackageFiles, row: usize) -> Option<&mut GpkgRow> {
    table(files, ZONES)?.rows.get_mut(row)
}

/// Puts a value into a field of a row.
pub(super) fn put(table: Option<&mut GpkgTable>, row: usize, field: &str, value: Value) {
    let Some(table) = table else { return };
    let Some(at) = table.columns.iter().position(|(name, _)| name == field) else { return };
    if let Some(row) = table.rows.get_mut(row) {
        row.values[at] = value;
    }
}

/// Puts a text into a field of all rows of all tables.
pub(super) fn put_everywhere(files: &mut PackageFiles, field: &str, text: &str) {
    for (_, table) in tables(files) {
        for row in 0..table.rows.len() {
            put(Some(&mut *table), row, field, Value::text(text));
        }
    }
}

/// A sheet of the workbook.
pub(super) fn sheet<'a>(files: &'a mut PackageFiles, name: &str) -> Option<&'a mut SheetFile> {
    files.books.first_mut()?.1.iter_mut().find(|sheet| sheet.name == name)
}

/// Puts a text into a cell below a title.
pub(super) fn put_cell(files: &mut PackageFiles, name: &str, row: usize, title: &str, text: &str) {
    let Some(sheet) = sheet(files, name) else { return };
    let Some(at) = sheet.rows.first().and_then(|titles| titles.iter().position(|there| there == title)) else { return };
    if let Some(row) = sheet.rows.get_mut(row) {
        row[at] = text.to_owned();
    }
}
