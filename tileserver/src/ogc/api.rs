//! The API document: OpenAPI 3.0, self-contained.

use serde_json::{Value, json};

use crate::ogc::DEFAULT_LIMIT;

/// The document, for a server known under this address.
pub(crate) fn api_document(base: &str, most_features: u32) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "diaban",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "OGC API Features Core, vector tiles and operations of one store.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": base }],
        "paths": paths(),
        "components": { "parameters": parameters(most_features), "responses": responses(), "schemas": schemas() },
    })
}

fn paths() -> Value {
    json!({
        "/": get("landing", "Landing page", &["f", "lang"], "json"),
        "/conformance": get("conformance", "Conformance classes", &["f", "lang"], "json"),
        "/api": get("api", "This document", &["f", "lang"], "json"),
        "/collections": get("collections", "All layers", &["f", "lang"], "json"),
        "/collections/{collectionId}": get("collection", "One layer", &["collectionId", "f", "lang"], "json"),
        "/collections/{collectionId}/items": get(
            "items",
            "Features of a layer; any field of the layer is a parameter, too",
            &["collectionId", "bbox", "limit", "datetime", "after", "f", "lang"],
            "geojson",
        ),
        "/collections/{collectionId}/items/{featureId}":
            get("item", "One feature", &["collectionId", "featureId", "f", "lang"], "geojson"),
        "/xyz/{layers}.json": get("tilejson", "TileJSON 3.0.0", &["layers"], "json"),
        "/xyz/{layers}/{z}/{x}/{y}": get("tile", "A vector tile (MVT 2.1)", &["layers", "z", "x", "y"], "tile"),
        "/styles": get("styles", "All map styles", &["f", "lang"], "json"),
        "/styles/{styleId}": get("style", "A MapLibre style", &["styleId"], "json"),
    })
}

fn get(id: &str, summary: &str, parameters: &[&str], answer: &str) -> Value {
    let parameters: Vec<Value> =
        parameters.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })).collect();
    json!({
        "get": {
            "operationId": id,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": { "$ref": format!("#/components/responses/{answer}") },
                "default": { "$ref": "#/components/responses/problem" },
            },
        },
    })
}

fn parameters(most_features: u32) -> Value {
    let text = json!({ "type": "string" });
    let whole = |minimum: u32| json!({ "type": "integer", "minimum": minimum });
    let tile = |maximum: u32| json!({ "type": "integer", "minimum": 0, "maximum": maximum });
    json!({
        "collectionId": path("collectionId", &text),
        "featureId": path("featureId", &whole(1)),
        "styleId": path("styleId", &text),
        "layers": path("layers", &json!({ "type": "string", "description": "Layer names with commas between them" })),
        "z": path("z", &tile(20)),
        "x": path("x", &tile((1 << 20) - 1)),
        "y": path("y", &tile((1 << 20) - 1)),
        "bbox": {
            "name": "bbox", "in": "query", "style": "form", "explode": false,
            "description": "West, south, east, north in degrees (CRS84)",
            "schema": { "type": "array", "minItems": 4, "maxItems": 6, "items": { "type": "number" } },
        },
        "limit": query("limit", &json!({
            "type": "integer", "minimum": 1, "maximum": most_features, "default": DEFAULT_LIMIT.min(most_features),
        })),
        "datetime": query("datetime", &text),
        "after": query("after", &whole(1)),
        "f": query("f", &json!({ "type": "string", "enum": ["json", "html"] })),
        "lang": query("lang", &json!({ "type": "string", "enum": ["vi", "en"] })),
    })
}

fn path(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn query(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "style": "form", "explode": false, "schema": schema })
}

fn responses() -> Value {
    let object = json!({ "schema": { "type": "object" } });
    json!({
        "json": { "description": "The document", "content": { "application/json": object, "text/html": { "schema": { "type": "string" } } } },
        "geojson": { "description": "GeoJSON", "content": { "application/geo+json": object, "text/html": { "schema": { "type": "string" } } } },
        "tile": {
            "description": "The tile; 204 if nothing is drawn there",
            "content": { "application/vnd.mapbox-vector-tile": { "schema": { "type": "string", "format": "binary" } } },
        },
        "problem": {
            "description": "What went wrong, in the reader's language",
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/problem" } } },
        },
    })
}

fn schemas() -> Value {
    json!({
        "problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail", "instance", "request_id"],
            "properties": {
                "type": { "type": "string" },
                "title": { "type": "string" },
                "status": { "type": "integer" },
                "detail": { "type": "string" },
                "instance": { "type": "string" },
                "request_id": { "type": "string" },
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere_inside_the_document() {
        let document = api_document("http://localhost", 1000);
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
        assert!(!text.contains("\"$ref\":\"http"));
    }
}
