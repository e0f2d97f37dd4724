//! What clients see of a server.

mod addresses;
mod base_maps;
pub(crate) mod changes;
mod documents;
mod items;
pub(crate) mod loading;
mod meanings;
mod program;
mod queries;
mod search;
pub(crate) mod sign_in;
mod styles;
pub(crate) mod tiles;
mod whole;
