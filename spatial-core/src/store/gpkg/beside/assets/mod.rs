//! Files beside a GeoPackage: `city.assets/ab/ab12…`, each under its hash, readable to whom the GeoPackage is.
//!
//! A file is written in `city.assets/new` and moved to its name once the disk has it, so that whatever has a name is whole. In reading
//! order: `handle` (the folder, as clones share it), `place` (where each file lies), `upload`, `content`, `sweep`.

mod content;
pub(in crate::store::gpkg) mod handle;
pub(in crate::store::gpkg) mod place;
mod sweep;
mod upload;

pub use content::FilePieces;
pub use upload::FileUpload;
