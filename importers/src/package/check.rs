//! A package from its folders to its last record, and the report.

use std::fs::File;
use std::path::Path;

use tempfile::TempDir;

use crate::error::ImportError;
use crate::formats::{WholeFile, WholeTable};
use crate::package::catalogue::{BOUNDARY_CLASS, PLAN_DATABASE, ZONE_CLASS};
use crate::package::content::PackagePlan;
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::indicator::Readable;
use crate::package::input::{LocalFile, Tree, converted};
use crate::package::rules::{
    DatabaseFile, FoundClass, Gathered, Identity, RowCheck, Systems, book_file, coverage, databases, folders, matched,
    papers,
};

/// A package that was looked at.
pub struct Checked {
    /// What was found.
    pub report: PackageReport,
    /// The plan it holds, as far as there is one: to be taken over only if the report says that the package is fit.
    pub plan: Option<PackagePlan>,
    tree: Tree,
}

impl Checked {
    /// A file of the package, open for reading.
    ///
    /// # Errors
    /// [`ImportError`] if there is no such file, or it cannot be read.
    pub fn file(&self, path: &str) -> Result<File, ImportError> {
        self.tree.open_file(path)
    }
}

/// Looks at a package, a folder or a zip archive: everything there is to say about it at once. `readable` says whether an indicator's text
/// can be read.
///
/// # Errors
/// [`ImportError`] only if there is no package at that path, or it cannot be read; what is wrong with it is in the report.
pub fn check(path: &Path, readable: Readable) -> Result<Checked, ImportError> {
    let tree = Tree::open(path)?;
    let mut report = PackageReport::new(tree.name.clone());
    let mut databases = if folders(&tree, &mut report) { databases(&tree, &mut report) } else { Vec::new() };
    let book = book_file(&tree, &mut report);
    let (mut gathered, mut identity, mut systems) = (Gathered::default(), Identity::default(), Systems::default());
    databases.sort_by_key(|file| file.database != PLAN_DATABASE);
    for file in &databases {
        let mut rows = RowCheck { report: &mut report, gathered: &mut gathered, identity: &mut identity, readable };
        if let Err(problem) = database(&tree, file, &mut systems, &mut rows) {
            report.find(unreadable(file, &problem));
        }
    }
    let crs = systems.common();
    report.crs = crs.map(|crs| crs.to_string());
    systems.told(&mut report);
    if let Some(file) = databases.iter().find(|file| file.database == PLAN_DATABASE) {
        whole(file, &gathered, &mut report);
    }
    let papers = book.map(|book| papers(&tree, &book, (&identity, &gathered), &mut report)).unwrap_or_default();
    report.sort();
    let plan = PackagePlan::of(identity, gathered, crs, papers);
    Ok(Checked { report, plan, tree })
}

/// A database as a file one can open: what it was converted or unpacked to goes with it.
struct OpenDatabase {
    file: WholeFile,
    _converted: Option<TempDir>,
    _unpacked: LocalFile,
}

fn open(tree: &Tree, file: &DatabaseFile, report: &mut PackageReport) -> Result<Option<OpenDatabase>, ImportError> {
    if !file.is_geodatabase() {
        let unpacked = tree.local(&file.path, ".gpkg")?;
        return Ok(Some(OpenDatabase {
            file: WholeFile::open(&unpacked.path)?,
            _converted: None,
            _unpacked: unpacked,
        }));
    }
    /// What it is called while we look at it.
    const NAME: &str = "converted.gpkg";
    let unpacked = tree.local_folder(&file.path)?;
    match converted(&unpacked.path, NAME) {
        Ok(folder) => {
            let whole = WholeFile::open(&folder.path().join(NAME))?;
            Ok(Some(OpenDatabase { file: whole, _converted: Some(folder), _unpacked: unpacked }))
        }
        Err(problem) => {
            report.find(PackageFinding::about(&*file.path, "gdb-unconverted").with("problem", problem.as_str()));
            Ok(None)
        }
    }
}

fn database(
    tree: &Tree,
    file: &DatabaseFile,
    systems: &mut Systems,
    rows: &mut RowCheck<'_>,
) -> Result<(), ImportError> {
    let Some(opened) = open(tree, file, rows.report)? else { return Ok(()) };
    let tables: Vec<WholeTable> = opened.file.tables()?;
    let mut classes: Vec<FoundClass<'_>> = matched(file.database, &file.path, &tables, rows.report);
    // The boundary says what the others are compared with.
    classes.sort_by_key(|class| class.spec.name != BOUNDARY_CLASS);
    if let Some(boundary) = classes.first().filter(|class| class.spec.is_of_plan(BOUNDARY_CLASS)) {
        rows.identify(&opened.file, boundary)?;
    }
    for class in &classes {
        rows.report.classes += 1;
        systems.look(&file.path, class);
        if let Some(around) = rows.rows(&opened.file, &file.path, class)? {
            systems.look_at_places(&file.path, class, around);
        }
    }
    Ok(())
}

/// The plan as a whole: one boundary, and zones that cover it.
fn whole(file: &DatabaseFile, gathered: &Gathered, report: &mut PackageReport) {
    let about = |code, class| PackageFinding::about(&*file.path, code).in_class(class);
    let has = |code: &str, class: &str| {
        report.findings.iter().any(|found| found.code == code && found.class.as_deref() == Some(class))
    };
    let (no_boundaries, no_zones) = (has("class-missing", BOUNDARY_CLASS), has("class-missing", ZONE_CLASS));
    match gathered.boundaries.len() {
        0 if !no_boundaries => report.find(about("boundary-missing", BOUNDARY_CLASS)),
        0 | 1 => {}
        count => {
            let second = gathered.boundaries.get(1).map_or(0, |row| row.id);
            report.find(about("boundary-several", BOUNDARY_CLASS).in_record(second).with("count", count));
        }
    }
    if gathered.zone_count == 0 && !no_zones {
        report.find(about("zones-missing", ZONE_CLASS));
    }
    let boundary = gathered.boundaries.first().and_then(|row| row.geometry.as_ref());
    coverage(&file.path, ZONE_CLASS, boundary, &gathered.zones, report);
}

/// What kept a database from being read is a finding: the other three are looked at all the same.
fn unreadable(file: &DatabaseFile, problem: &ImportError) -> PackageFinding {
    let word = match problem {
        ImportError::Damaged { .. } | ImportError::Truncated { .. } => "damaged",
        ImportError::Busy { .. } => "busy",
        ImportError::TableUnreadable { .. } => "table",
        _ => "unreadable",
    };
    PackageFinding::about(&*file.path, "database-unreadable").with("problem", word)
}
