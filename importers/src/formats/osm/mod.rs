//! OpenStreetMap extracts (`.osm.pbf`) as layers of a base map.
//!
//! In reading order: `classes` (which tags become what: one table), `read` (the passes over the file), `wire` (protobuf), `blocks` (the
//! file cut into blocks), `elements` (nodes, ways and relations of a block), `nodes` (where they lie), `rings` (ways joined to rings),
//! `tags`. Editing history, turn restrictions, addresses and whatever no class asks for is left where it is.

mod blocks;
mod classes;
mod elements;
mod nodes;
mod read;
mod relations;
mod rings;
mod tags;
#[cfg(test)]
mod tests;
mod wire;

pub use classes::BaseLayer;

pub(in crate::formats) use blocks::is_pbf;
pub(in crate::formats) use read::read;
