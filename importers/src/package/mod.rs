//! The legal exchange package of a plan (Circular 16/2025/TT-BXD, annex II): looked at whole, taken over, and written.
//!
//! `CSDL_<TenDoAn>/{HoSoBASIC,HoSoScan,HoSoGIS}` in a folder or a zip archive. [`check`] says all that is wrong with one, as findings with
//! file, class, record, field, place and remedy; [`Checked::plan`] is the plan it holds; [`PackageFiles`] writes one. The gate is the same
//! both ways: what we write passes [`check`].
//!
//! Files in reading order: `catalogue` (what the law lists), `input` (folders, archives, workbooks), `finding`, `rules` (what is looked at),
//! `check` (in which order), `objects` and `content` (the plan, and what of a
//! package a register has no place for), `output` (a package as files). What an indicator's text means is handed in as
//! [`Readable`] (`indicator`).

mod catalogue;
mod check;
mod content;
mod finding;
mod indicator;
mod input;
mod objects;
mod output;
mod rules;

pub use catalogue::is_info_code;
pub use check::{Checked, check};
pub use content::{PackageDecision, PackagePaper, PackagePlan, PackageZone, PaperKind, PaperSaid};
pub(crate) use finding::CODES;
pub use finding::{MAX_ALIKE, PackageDocument, PackageFinding, PackageReport, Severity, is_report};
pub use indicator::{PlanIndicator, Readable};
pub use objects::{LeftOut, PackageLine, PackageLineKind, PackageObject};
pub use output::{Ground, PackageFiles, SheetFile};

pub use crate::formats::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
