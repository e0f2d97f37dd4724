//! The rules of the OGC API (Features Core, 17-069r4): the question to a page of items, links, conformance, what the API
//! document says of layers. No HTTP here.

mod api;
mod items;
mod links;
mod times;

pub(crate) use api::add_layers;
pub(crate) use items::{AFTER, BBOX, ITEMS, LIMIT, PageBounds, items_query, typed, within};
pub(crate) use links::{Link, escaped, query_text};

/// What we conform to.
pub(crate) const CONFORMANCE: [&str; 4] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
];

/// The reference system of all coordinates in answers: longitude, latitude.
pub(crate) const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// Features on a page nobody asked a size for.
pub(crate) const DEFAULT_LIMIT: u32 = 100;
