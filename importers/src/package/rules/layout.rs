//! Folders and files: `CSDL_<TenDoAn>/{HoSoBASIC,HoSoScan,HoSoGIS}` and the four databases.

use crate::package::catalogue::{DATABASES, nearest};
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::input::Tree;

/// The folder of the databases.
const GIS: &str = "HoSoGIS";
/// Endings of the file that ties the databases together.
const PROJECTS: [&str; 6] = [".qgz", ".qgs", ".aprx", ".ppkx", ".mxd", ".mpk"];

/// One of the four databases, where it lies.
#[derive(Debug)]
pub(in crate::package) struct DatabaseFile {
    /// Which of the four.
    pub(in crate::package) database: &'static str,
    /// Its path in the package.
    pub(in crate::package) path: String,
}

impl DatabaseFile {
    /// True of a file geodatabase, which GDAL converts.
    pub(in crate::package) fn is_geodatabase(&self) -> bool {
        has_end(&self.path, ".gdb")
    }
}

/// What is said about the folders; false if there are no databases to look at.
pub(in crate::package) fn folders(tree: &Tree, report: &mut PackageReport) -> bool {
    let plan = tree.name.strip_prefix("CSDL_").unwrap_or_default();
    let is_plain = plan.starts_with(|letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && plan.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_');
    if !is_plain {
        report.find(PackageFinding::about(&*tree.name, "package-name").with("name", &tree.name));
    }
    if !tree.has_folder("HoSoBASIC") {
        report.find(PackageFinding::about("HoSoBASIC", "basic-folder-missing"));
    }
    if !tree.has_folder("HoSoScan") {
        report.find(PackageFinding::about("HoSoScan", "scan-folder-missing"));
    }
    let has_gis = tree.has_folder(GIS);
    if !has_gis {
        report.find(PackageFinding::about(GIS, "gis-folder-missing"));
    } else if !tree.below(GIS).any(|path| PROJECTS.iter().any(|end| has_end(path, end))) {
        report.find(PackageFinding::about(GIS, "project-file-missing").with("endings", PROJECTS.join(", ")));
    }
    has_gis
}

/// The databases that are there, in the order of [`DATABASES`]; one of a name that is a slip is taken for the one that is meant.
pub(in crate::package) fn databases(tree: &Tree, report: &mut PackageReport) -> Vec<DatabaseFile> {
    let is_database = |path: &String| has_end(path, ".gpkg") || has_end(path, ".gdb");
    let listed: Vec<String> = tree.listed_in(GIS).into_iter().filter(is_database).collect();
    let mut found = Vec::new();
    let mut others: Vec<&String> = listed.iter().filter(|path| !DATABASES.contains(&stem(path))).collect();
    for database in DATABASES {
        let mut named = listed.iter().filter(|path| stem(path) == database);
        let mut path = named.next();
        if let Some(second) = named.next() {
            report.find(PackageFinding::about(second, "database-twice").with("database", database));
        }
        if path.is_none() {
            let slip = others.iter().position(|path| nearest(stem(path), DATABASES.into_iter()) == Some(database));
            path = slip.map(|at| others.remove(at));
            if let Some(path) = path {
                report.find(PackageFinding::about(path, "database-misspelt").with("meant", database));
            }
        }
        match path {
            Some(path) => found.push(DatabaseFile { database, path: path.clone() }),
            None => report.find(
                PackageFinding::about(format!("{GIS}/{database}.gpkg"), "database-missing").with("database", database),
            ),
        }
    }
    for path in others {
        report.find(PackageFinding::about(path, "database-unknown").with("databases", DATABASES.join(", ")));
    }
    found
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// True if a path ends so, whatever the case.
pub(super) fn has_end(path: &str, end: &str) -> bool {
    path.len() > end.len()
        && path.is_char_boundary(path.len() - end.len())
        && path[path.len() - end.len()..].eq_ignore_ascii_case(end)
}
