//! Faults of folders, files, classes and fields as they are declared.

use importers::package::{GpkgTable, PackageFiles};
use spatial_core::layer::Value;

use crate::write::package::faults::fault::{SeededFault, fault};
use crate::write::package::faults::site::{BOUNDARY, ZONES, table, table_in};

pub(super) const FAULTS: &[SeededFault] = &[
    fault("gis-folder-missing", "no folder of databases", |files| {
        files.databases.clear();
        without(files, "HoSoGIS");
    }),
    fault("database-missing", "no database of marks", |files| drop_database(files, "MocGioi")),
    fault("database-unreadable", "a database that is a text", |files| {
        drop_database(files, "NenDiaHinh");
        add(files, "HoSoGIS/NenDiaHinh.gpkg", "this is no database");
    }),
    fault("database-unreadable", "a database cut short", |files| {
        drop_database(files, "NenDiaHinh");
        add(files, "HoSoGIS/NenDiaHinh.gpkg", "SQLite format 3\0");
    }),
    fault("gdb-unconverted", "a geodatabase that is none", |files| {
        drop_database(files, "MocGioi");
        add(files, "HoSoGIS/MocGioi.gdb/a00000001.gdbtable", "junk");
    }),
    fault("database-twice", "one database as both kinds", |files| {
        add(files, "HoSoGIS/MocGioi.gdb/a00000001.gdbtable", "junk");
    }),
    fault("database-misspelt", "a database of a misspelt name", |files| {
        for (name, _) in files.databases.iter_mut().filter(|(name, _)| name == "QuyHoach.gpkg") {
            *name = "Quy_Hoach.gpkg".to_owned();
        }
    }),
    fault("class-missing", "no class of zones", |files| {
        for (_, database) in &mut files.databases {
            database.tables.retain(|table| table.name != ZONES);
        }
    }),
    fault("class-misspelt", "a class of a misspelt name", |files| rename(table(files, ZONES), "ChucNangSuDungDatt_A")),
    fault("class-misspelt", "a class in small letters", |files| rename(table(files, ZONES), "chucnangsudungdat_a")),
    fault("class-elsewhere", "a class in another database", |files| {
        let moved = table_in(files, "MocGioi", "MocGioiQuyHoach_P").cloned();
        if let Some((_, database)) = files.databases.iter_mut().find(|(name, _)| name.starts_with("QuyHoach")) {
            database.tables.extend(moved);
        }
    }),
    fault("class-geometry", "zones declared as lines", |files| {
        if let Some(table) = table(files, ZONES) {
            "MULTILINESTRING".clone_into(&mut table.geometry_type);
        }
    }),
    fault("field-missing", "zones without a density", |files| drop_column(table(files, ZONES), "matDoXayDung")),
    fault("field-misspelt", "a field of a misspelt name", |files| {
        rename_column(table(files, ZONES), "kyHieuLoDat", "kyHieuLoDatt");
    }),
    fault("field-misspelt", "a field in capitals", |files| rename_column(table(files, BOUNDARY), "tenDoAn", "TENDOAN")),
    fault("field-type", "an area declared as text", |files| retype(table(files, ZONES), "dienTich", "TEXT(20)")),
    fault("field-type", "a day declared as text", |files| retype(table(files, BOUNDARY), "ngayQDQH", "TEXT(10)")),
    fault("field-length", "a field that is too short", |files| retype(table(files, ZONES), "ghiChu", "TEXT(50)")),
    fault("field-unknown", "a field of nobody's", |files| {
        if let Some(table) = table(files, ZONES) {
            table.columns.push(("mauTo".to_owned(), "TEXT".to_owned()));
            table.rows.iter_mut().for_each(|row| row.values.push(Value::text("đỏ")));
        }
    }),
    fault("class-unknown", "a class of nobody's", |files| {
        let copy = table_in(files, "MocGioi", "MocGioiQuyHoach_P").cloned();
        if let Some((_, database)) = files.databases.iter_mut().find(|(name, _)| name.starts_with("MocGioi")) {
            database.tables.extend(copy.map(|copy| GpkgTable { name: "CotCo_P".to_owned(), ..copy }));
        }
    }),
    fault("class-empty", "a class without features", |files| {
        if let Some(table) = table(files, "ChiGioiDuongDo_L") {
            table.rows.clear();
        }
    }),
    fault("package-name", "a package of another name", |files| "Đồ án 1".clone_into(&mut files.name)),
    fault("database-unknown", "a fifth database", |files| {
        if let Some((_, marks)) = files.databases.iter().find(|(name, _)| name.starts_with("MocGioi")).cloned() {
            files.databases.push(("HaTang.gpkg".to_owned(), marks));
        }
    }),
    fault("basic-folder-missing", "no folder of sources", |files| without(files, "HoSoBASIC")),
    fault("project-file-missing", "no project", |files| files.files.retain(|(path, _)| !path.ends_with(".qgs"))),
];

fn drop_database(files: &mut PackageFiles, name: &str) {
    files.databases.retain(|(file, _)| !file.starts_with(name));
}

fn without(files: &mut PackageFiles, folder: &str) {
    files.files.retain(|(path, _)| !path.starts_with(folder));
    files.folders.retain(|path| !path.starts_with(folder));
}

fn add(files: &mut PackageFiles, path: &str, text: &str) {
    files.files.push((path.to_owned(), text.as_bytes().to_vec()));
}

fn rename(table: Option<&mut GpkgTable>, name: &str) {
    if let Some(table) = table {
        name.clone_into(&mut table.name);
    }
}

fn drop_column(table: Option<&mut GpkgTable>, field: &str) {
    let Some(table) = table else { return };
    let Some(at) = table.columns.iter().position(|(name, _)| name == field) else { return };
    table.columns.remove(at);
    table.rows.iter_mut().for_each(|row| drop(row.values.remove(at)));
}

fn rename_column(table: Option<&mut GpkgTable>, field: &str, to: &str) {
    let column = table.and_then(|table| table.columns.iter_mut().find(|(name, _)| name == field));
    if let Some((name, _)) = column {
        to.clone_into(name);
    }
}

fn retype(table: Option<&mut GpkgTable>, field: &str, to: &str) {
    let column = table.and_then(|table| table.columns.iter_mut().find(|(name, _)| name == field));
    if let Some((_, declared)) = column {
        to.clone_into(declared);
    }
}
