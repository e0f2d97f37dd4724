//! One file per group of addresses; each handler extracts, asks, responds.

pub(crate) mod assets;
pub(crate) mod base_maps;
pub(crate) mod changes;
pub(crate) mod features;
pub(crate) mod health;
pub(crate) mod parcels;
pub(crate) mod qr;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod tiles;
pub(crate) mod web;
