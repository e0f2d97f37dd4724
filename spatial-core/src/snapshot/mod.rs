//! The memory copy that serves: all layers at one revision on the drawing grid.
//!
//! Nothing legal is computed from it; [`World::items`] fetches legal geometry from the store as of the World's own revision.

mod arrivals;
mod block;
mod build;
mod cache;
mod column;
mod compact;
mod edit;
mod error;
mod feature_ref;
mod follow;
mod ground;
mod items;
mod layer;
mod levels;
mod loading;
mod news;
mod pen;
mod piece;
mod shapes;
mod table;
mod world;

pub use error::{CODES, SnapshotError};
pub use feature_ref::{FeatureRef, Ring, Shape, ValueRef};
pub use items::Under;
pub use layer::{Hit, LayerSnapshot};
pub use loading::Loading;
pub use news::LayerNews;
pub use piece::{Piece, PieceKey};
pub use table::TableSnapshot;
pub use world::World;

#[cfg(test)]
mod tests;
