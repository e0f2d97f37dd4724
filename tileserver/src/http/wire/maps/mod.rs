//! What maps of any program read before they draw: what tiles hold, and how it looks.

mod plain;
pub(crate) mod style;
pub(crate) mod tilejson;
