//! The addresses that documents and pages link to. What answers at them is the router's business.

/// The portal, and where programs start from.
pub(crate) const HOME: &str = "/";
/// The OpenAPI document.
pub(crate) const API: &str = "/api";
/// What we conform to.
pub(crate) const CONFORMANCE: &str = "/conformance";
/// All layers.
pub(crate) const COLLECTIONS: &str = "/collections";
/// All styles.
pub(crate) const STYLES: &str = "/styles";
/// Whatever people look for.
pub(crate) const SEARCH: &str = "/v1/search";
/// Signing in and out.
pub(crate) const SESSION: &str = "/v1/session";
/// The look of plain pages.
pub(crate) const PAGE_CSS: &str = "/page.css";

/// One layer.
pub(crate) fn collection(layer: &str) -> String {
    format!("/collections/{layer}")
}

/// The features of a layer.
pub(crate) fn items(layer: &str) -> String {
    format!("/collections/{layer}/items")
}

/// One feature.
pub(crate) fn item(layer: &str, id: impl std::fmt::Display) -> String {
    format!("/collections/{layer}/items/{id}")
}

/// The page of a map app.
pub(crate) fn app(name: &str) -> String {
    format!("/apps/{name}")
}

/// One style.
pub(crate) fn style(id: &str) -> String {
    format!("/styles/{id}")
}

/// The TileJSON of layers.
pub(crate) fn tilejson(layers: &str) -> String {
    format!("/xyz/{layers}.json")
}

/// The tiles of layers, as TileJSON writes it.
pub(crate) fn tile_template(layers: &str) -> String {
    format!("/xyz/{layers}/{{z}}/{{x}}/{{y}}")
}

/// The tiles of a base map, as a map asks for them.
pub(crate) fn base_map_template(name: &str) -> String {
    format!("/base-maps/{name}/{{z}}/{{x}}/{{y}}")
}
