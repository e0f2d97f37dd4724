//! All files of a package, before they are written: what a sample of a package is, and what its faults are made in.

use std::path::{Path, PathBuf};

use spatial_core::crs::CrsError;

use crate::error::ImportError;
use crate::formats::GpkgFile;
use crate::package::catalogue::DATABASES;
use crate::package::content::{PackagePlan, PaperKind};
use crate::package::output::classes::{Ground, tables};
use crate::package::output::{book, project};

/// A package to be written.
#[derive(Debug, Clone)]
pub struct PackageFiles {
    /// Its folder: `CSDL_<TenDoAn>`.
    pub name: String,
    /// The databases by file name, in `HoSoGIS`.
    pub databases: Vec<(String, GpkgFile)>,
    /// The workbooks by file name, in `HoSoScan`.
    pub books: Vec<(String, Vec<SheetFile>)>,
    /// Folders beside those of the files.
    pub folders: Vec<String>,
    /// Other files, by their path in the package.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A sheet of a workbook, titles first.
#[derive(Debug, Clone)]
pub struct SheetFile {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl PackageFiles {
    /// A plan as a package of this name (letters and digits), with what else is on its ground; but for the scanned papers, which whoever
    /// has them puts where the plan says.
    ///
    /// # Errors
    /// [`CrsError`] if the plan's reference system has no definition.
    pub fn of(plan: &PackagePlan, name: &str, ground: &[Ground]) -> Result<Self, CrsError> {
        let name = format!("CSDL_{name}");
        let database = |database: &str| -> Result<(String, GpkgFile), CrsError> {
            Ok((format!("{database}.gpkg"), GpkgFile { tables: tables(plan, ground, database)? }))
        };
        let databases = DATABASES.into_iter().map(database).collect::<Result<Vec<_>, _>>()?;
        let project = project::project(&plan.name, &databases).into_bytes();
        let stem = name.trim_start_matches("CSDL_").to_owned();
        Ok(Self {
            books: vec![(format!("{}.xlsx", plan.file_code), book::sheets(plan, &name))],
            databases,
            folders: ["HoSoBASIC/BanVe", "HoSoBASIC/VanBan", "HoSoScan", "HoSoGIS"].map(str::to_owned).to_vec(),
            files: vec![(format!("HoSoGIS/{stem}.qgs"), project)],
            name,
        })
    }

    /// Writes the package into a folder; returns where it is.
    ///
    /// # Errors
    /// [`ImportError`] if it is there already, or cannot be written.
    pub fn write(&self, into: &Path) -> Result<PathBuf, ImportError> {
        let root = into.join(&self.name);
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ImportError::Unreadable { path, source }
        };
        std::fs::create_dir_all(into).map_err(failed(into))?;
        std::fs::create_dir(&root).map_err(failed(&root))?;
        for folder in &self.folders {
            let folder = root.join(folder);
            std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
        }
        for (name, database) in &self.databases {
            let path = root.join("HoSoGIS").join(name);
            std::fs::create_dir_all(root.join("HoSoGIS")).map_err(failed(&path))?;
            database.write(&path)?;
        }
        for (name, sheets) in &self.books {
            let path = root.join("HoSoScan").join(name);
            std::fs::create_dir_all(root.join("HoSoScan")).map_err(failed(&path))?;
            book::write(&path, sheets).map_err(|error| failed(&path)(std::io::Error::other(error)))?;
        }
        for (name, bytes) in &self.files {
            let path = root.join(name);
            path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed(&path))?;
            std::fs::write(&path, bytes).map_err(failed(&path))?;
        }
        Ok(root)
    }

    /// Adds the scanned papers of a plan with what stands in them, the workbook left out: it is made anew.
    pub fn with_papers(mut self, plan: &PackagePlan, content: impl Fn(&str) -> Vec<u8>) -> Self {
        let papers = plan.papers.iter().filter(|paper| paper.kind != PaperKind::Book);
        self.files.extend(papers.map(|paper| (paper.path.clone(), content(&paper.path))));
        self
    }
}
