//! A package as files: the classes of a plan (`classes`), the dossier's workbook (`book`), a project that opens them (`project`), and all
//! of it in a folder (`files`).

mod book;
mod classes;
mod files;
mod project;

pub use classes::Ground;
pub use files::{PackageFiles, SheetFile};
