//! Files that rows name: decisions, drawings, photographs. Each is kept once, under the hash of its bytes, and never changed.
//!
//! What a file is (its title, its media type, whose it is) stands in the row that names it, in a field of the role `asset`; who sees such
//! a row may read the file, and whoever answers finds that out. A file that no row names is removed a day after it was put, so it is
//! put first and named then. In reading order: `hash`, `asset`, `put`, `content`, `problem`, `door` (the functions of the store).

mod asset;
mod content;
mod door;
mod hash;
mod problem;
mod put;

pub use asset::{Asset, MOST_ASSET_BYTES};
pub(in crate::store) use asset::{GRACE, PIECE, is_past_grace};
pub use content::AssetContent;
pub use hash::AssetHash;
pub use problem::AssetProblem;
