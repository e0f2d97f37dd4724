//! Layers and their features: documents, pages, changes, and what a table beside the map asks for.

pub(crate) mod clearance;
pub(crate) mod collections;
pub(crate) mod edits;
pub(crate) mod items;
pub(crate) mod rows;
pub(crate) mod summaries;
pub(crate) mod summary;
