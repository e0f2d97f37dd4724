//! GeoPackage (OGC 12-128r18) as a source: what the file's catalogue lists (`catalogue`), the rows of one layer (`read`), and what
//! stands in them (`cell`).

mod catalogue;
mod cell;
mod read;

pub(in crate::formats) use read::read;
