//! What the law lists (annex II of Circular 16/2025/TT-BXD): classes with their fields (`classes`), functions of land (`functions`), the
//! sheets of the dossier's workbook (`sheets`), how the two identifying codes are made (`codes`). `SOURCES.md` says where the lists come from.
//!
//! `nearest` finds the name somebody may have meant.

mod classes;
mod codes;
mod functions;
mod lines;
mod nearest;
mod sheets;

pub(super) use classes::{
    BOUNDARY_CLASS, ClassSpec, DATABASES, FILE_CODE, FieldKind, FieldSpec, INFO_CODE, MARKER_CLASS, OBJECT_CODE,
    OBJECT_NAME, PLAN_DATABASE, ZONE_CLASS, class_elsewhere, classes_of,
};
pub use codes::is_info_code;
pub(super) use codes::{CodeFault, FileCode, InfoCode};
pub(super) use functions::function;
pub(super) use nearest::{folded_name, nearest};
pub(super) use sheets::{BOOK_SHEETS, DOSSIER, DRAWINGS, PAPERS, SheetSpec};
