//! Boxes in, positions out: a packed tree for what stands still, and the curve that keeps neighbours together.
//!
//! Nothing here knows features or layers, and nothing is ever inserted: edits go to small trees of their own, which are built anew.

mod hilbert;
mod packed;

pub use hilbert::hilbert_key;
pub use packed::PackedTree;
