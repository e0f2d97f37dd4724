//! GeoPackage (OGC 12-128r18): what the file's catalogue lists (`catalogue`), the rows of one layer (`read`) or of all (`whole`), what
//! stands in them (`cell`), and a plain file of our own (`write`).

mod catalogue;
mod cell;
mod read;
mod whole;
mod write;

pub(in crate::formats) use read::read;
pub(crate) use whole::{StatedSystem, StoredRow, WholeFile, WholeTable};
pub use write::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
