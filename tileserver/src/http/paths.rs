//! Every address, once: as the router takes it and the API document writes it, and as documents and pages link to it.

/// The portal, and where programs start from.
pub(crate) const HOME: &str = "/";
/// The OpenAPI document.
pub(crate) const API: &str = "/api";
/// What we conform to.
pub(crate) const CONFORMANCE: &str = "/conformance";

/// All layers.
pub(crate) const COLLECTIONS: &str = "/collections";
/// One layer.
pub(crate) const COLLECTION: &str = "/collections/{collectionId}";
/// The features of a layer.
pub(crate) const ITEMS: &str = "/collections/{collectionId}/items";
/// One feature.
pub(crate) const ITEM: &str = "/collections/{collectionId}/items/{featureId}";

/// Who sees a layer.
pub(crate) const CLEARANCE: &str = "/v1/layers/{collectionId}/clearance";

/// The rows of a layer as a table shows them.
pub(crate) const ROWS: &str = "/v1/layers/{collectionId}/rows";
/// The same rows as a file for spreadsheets.
pub(crate) const ROWS_CSV: &str = "/v1/layers/{collectionId}/rows.csv";
/// The same with their shapes.
pub(crate) const ROWS_GEOJSON: &str = "/v1/layers/{collectionId}/rows.geojson";
/// What values a field has.
pub(crate) const SUMMARY: &str = "/v1/layers/{collectionId}/fields/{fieldName}/summary";
/// The same of several layers.
pub(crate) const SUMMARIES: &str = "/v1/summaries";

/// The TileJSON of layers. The router knows whole parts of an address only, so the ending stands inside.
pub(crate) const TILEJSON: &str = "/xyz/{layers.json}";
/// A tile of layers.
pub(crate) const TILE: &str = "/xyz/{layers}/{z}/{x}/{y}";

/// All styles.
pub(crate) const STYLES: &str = "/styles";
/// One style.
pub(crate) const STYLE: &str = "/styles/{styleId}";
/// A file beside a style.
pub(crate) const STYLE_FILE: &str = "/styles/{styleId}/{file}";

/// Letters for maps that other programs draw: a range of those of a typeface. The router knows whole parts of an address only, so the
/// ending stands inside.
pub(crate) const GLYPHS: &str = "/fonts/{fontstack}/{range.pbf}";

/// The page of a map app.
pub(crate) const APP: &str = "/apps/{app}";
/// A file of the map apps.
pub(crate) const APP_FILE: &str = "/assets/{*file}";
/// The look of plain pages.
pub(crate) const PAGE_CSS: &str = "/page.css";
/// Our sign in tabs and bookmarks.
pub(crate) const ICON: &str = "/favicon.svg";
/// Where browsers look for it by themselves.
pub(crate) const ICON_UNASKED: &str = "/favicon.ico";

/// The reader's choice of light or dark on plain pages.
pub(crate) const PAGE_JS: &str = "/page.js";
/// Our sign for phones and link previews, as dots.
pub(crate) const ICON_FILE: &str = "/icons/{icon}";
/// What a phone that keeps us among its apps is told.
pub(crate) const MANIFEST: &str = "/manifest.webmanifest";
/// A sign of the authority.
pub(crate) const AUTHORITY_FILE: &str = "/authority/{sign}";
/// Its colour.
pub(crate) const AUTHORITY_CSS: &str = "/authority.css";

/// Pictures of others to choose from.
pub(crate) const BASE_MAPS: &str = "/v1/base-maps";
/// One of their tiles.
pub(crate) const BASE_MAP_TILE: &str = "/base-maps/{baseMap}/{z}/{x}/{y}";

/// Signing in and out.
pub(crate) const SESSION: &str = "/v1/session";
pub(crate) const PASSWORD: &str = "/v1/session/password";
/// Whatever people look for.
pub(crate) const SEARCH: &str = "/v1/search";
/// A parcel by one of its keys.
pub(crate) const PARCEL: &str = "/v1/parcels/{key}";
/// A place of ours as a QR code.
pub(crate) const QR: &str = "/v1/qr.svg";
/// Files that rows name.
pub(crate) const ASSETS: &str = "/v1/assets";
/// One of them.
pub(crate) const ASSET: &str = "/v1/assets/{hash}";
/// What changed, as it happens.
pub(crate) const CHANGES: &str = "/v1/changes";

/// The process answers.
pub(crate) const LIVE: &str = "/health/live";
/// The data is in memory.
pub(crate) const READY: &str = "/health/ready";
/// What operators watch.
pub(crate) const METRICS: &str = "/metrics";

/// One layer.
pub(crate) fn collection(layer: &str) -> String {
    COLLECTION.replace("{collectionId}", layer)
}

/// The features of a layer.
pub(crate) fn items(layer: &str) -> String {
    ITEMS.replace("{collectionId}", layer)
}

/// One feature.
pub(crate) fn item(layer: &str, id: impl std::fmt::Display) -> String {
    ITEM.replace("{collectionId}", layer).replace("{featureId}", &id.to_string())
}

/// The page of a map app.
pub(crate) fn app(name: &str) -> String {
    APP.replace("{app}", name)
}

/// Our sign as dots.
pub(crate) fn icon_file(name: &str) -> String {
    ICON_FILE.replace("{icon}", name)
}

/// A sign of the authority.
pub(crate) fn authority_file(name: &str) -> String {
    AUTHORITY_FILE.replace("{sign}", name)
}

/// One style.
pub(crate) fn style(id: &str) -> String {
    STYLE.replace("{styleId}", id)
}

/// The TileJSON of layers.
pub(crate) fn tilejson(layers: &str) -> String {
    TILEJSON.replace("{layers.json}", &format!("{layers}.json"))
}

/// The tiles of layers, as TileJSON writes it.
pub(crate) fn tile_template(layers: &str) -> String {
    TILE.replace("{layers}", layers)
}

/// The tiles of a base map, as a map asks for them.
pub(crate) fn base_map_template(name: &str) -> String {
    BASE_MAP_TILE.replace("{baseMap}", name)
}
