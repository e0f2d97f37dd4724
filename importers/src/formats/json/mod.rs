//! A reader for one JSON text in memory. It builds no tree and knows no GeoJSON; see `cursor`, and `geojson` for who asks it.

mod cursor;
mod numbers;
mod strings;

pub(crate) use cursor::{Cursor, JsonError, JsonErrorKind, JsonResult, Number};
