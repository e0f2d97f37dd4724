//! Rooms of the core, asked as other crates ask them.

mod crs;
mod geometry;
mod models;
mod networks;
mod query;
mod search;
pub(crate) mod snapshot;
mod tiles;
