//! The memory copy that serves: all layers at one revision on the drawing grid.
//!
//! Nothing legal is computed from it; [`World::items`] fetches legal geometry from the store as of the World's own revision.

mod arrivals;
mod block;
mod build;
mod column;
mod error;
mod feature_ref;
mod layer;
mod pen;
mod shapes;

pub use error::{CODES, SnapshotError};
pub use feature_ref::{FeatureRef, Ring, Shape, ValueRef};
pub use layer::{Hit, LayerSnapshot};
