//! The memory copy that serves: all layers at one revision on the drawing grid.
//!
//! Nothing legal is computed from it; [`World::items`] fetches legal geometry from the store as of the World's own revision.
//! In reading order: `world`, `layer` (one layer, edited and compacted), `block` (its features, packed), `follow` (a World from the
//! store, and the next), `cache` (its copy on disk), `items` (questions to it), `news` (from `touches`), `legal`, `table` (tables of others).

mod block;
mod cache;
mod epoch;
mod error;
mod follow;
mod items;
mod layer;
mod legal;
mod news;
mod off_thread;
mod table;
mod touches;
mod world;

pub use block::feature_ref::FeatureRef;
pub use block::shape::{Ring, Shape};
pub use block::value_ref::ValueRef;
pub use error::{CODES, SnapshotError};
pub use follow::loading::Loading;
pub use follow::rewind::Rewound;
pub use items::{FieldSummary, Found, Ordered, Orders, Under, ValueCount};
pub use layer::piece::{Piece, PieceKey};
pub use layer::{Hit, LayerSnapshot};
pub use legal::LegalCopy;
pub use news::LayerNews;
pub use table::TableSnapshot;
pub use world::World;

#[cfg(test)]
mod tests;
