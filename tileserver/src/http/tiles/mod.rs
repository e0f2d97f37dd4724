//! Tiles: which layers, drawn once, packed once per encoding, kept while their ground is untouched.

mod cache;
mod layer_set;
mod packing;
mod workers;

pub(crate) use cache::{Ask, TileAnswer, TileCache};
pub(crate) use layer_set::{LayerSet, LayerSets, layer_names};
pub(crate) use workers::Workers;
