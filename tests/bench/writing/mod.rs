//! Rows about what changes a store, and how soon readers see it.

pub(crate) mod base;
pub(crate) mod edits;
pub(crate) mod flip;
pub(crate) mod fresh;
pub(crate) mod import;
pub(crate) mod import_postgis;
pub(crate) mod kept;
pub(crate) mod models;
pub(crate) mod package;
pub(crate) mod publish;
pub(crate) mod sample;
pub(crate) mod series;
pub(crate) mod snapshot;
