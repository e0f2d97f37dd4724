//! Features as answers: one, a page of them, and two versions of the same one.
//!
//! In reading order: `sheet` (as many as fit), its two forms `geojson` and `items_html`, `gzip`, `page`, `item` (one under its tag), `item_html` (the same as a page), `parcels` (several of one key), `conflict`, `csv` (a text as a cell).

pub(crate) mod conflict;
pub(crate) mod csv;
pub(crate) mod geojson;
pub(crate) mod gzip;
pub(crate) mod item;
mod item_html;
pub(crate) mod items_html;
pub(crate) mod page;
pub(crate) mod parcels;
pub(crate) mod rows;
pub(crate) mod schema;
pub(crate) mod sheet;
