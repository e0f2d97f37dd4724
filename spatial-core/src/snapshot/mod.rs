//! The memory copy that serves: all layers at one revision on the drawing grid.
//!
//! Nothing legal is computed from it; [`World::items`] fetches legal geometry from the store as of the World's own revision.

mod feature_ref;

pub use feature_ref::{FeatureRef, Ring, Shape, ValueRef};
