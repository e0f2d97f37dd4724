//! GeoPackage (OGC 12-128r18): what the file's catalogue lists (`catalogue`), the rows of one layer (`read`) or of all (`whole`), what
//! stands in them (`cell`), the shapes of a file that is only looked at (`shapes`), and a plain file of our own (`write`).

mod catalogue;
mod cell;
mod read;
mod shapes;
mod whole;
mod write;

pub(in crate::formats) use read::read;
pub use shapes::{FileShapes, MOST_SHAPES, ShapesError, shapes_of_geopackage};
pub(crate) use whole::{StatedSystem, StoredRow, WholeFile, WholeTable};
pub use write::{GpkgFile, GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
