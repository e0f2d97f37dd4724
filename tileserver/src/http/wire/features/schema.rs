//! What features look like for programs: the schemas of what `geojson` writes by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::http::wire::features::geojson::PageEnd;
use crate::ogc::Link;

/// One feature, as it is answered.
#[derive(Debug)]
pub(crate) enum Feature {}

/// A page of features.
#[derive(Debug)]
pub(crate) enum FeaturePage {}

/// Shapes in a collection that is no page of a layer.
#[derive(Debug)]
pub(crate) enum Features {}

/// A feature as it is sent, or some of its members.
#[derive(Debug)]
pub(crate) enum EditedFeature {}

/// Any geometry of RFC 7946.
#[derive(Debug)]
enum Geometry {}

impl JsonSchema for Feature {
    fn schema_name() -> Cow<'static, str> {
        "Feature".into()
    }

    fn json_schema(schemas: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "required": ["type", "id", "geometry", "properties"],
            "properties": {
                "type": { "type": "string", "enum": ["Feature"] },
                "id": { "type": "integer", "minimum": 1 },
                "geometry": { "nullable": true, "allOf": [schemas.subschema_for::<Geometry>()] },
                "properties": { "type": "object", "additionalProperties": true },
                "problem": { "type": "string" },
                "links": schemas.subschema_for::<Vec<Link>>(),
            },
        })
    }
}

impl JsonSchema for FeaturePage {
    fn schema_name() -> Cow<'static, str> {
        "FeaturePage".into()
    }

    fn json_schema(schemas: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "allOf": [
                {
                    "type": "object",
                    "required": ["type", "features"],
                    "properties": {
                        "type": { "type": "string", "enum": ["FeatureCollection"] },
                        "features": { "type": "array", "items": schemas.subschema_for::<Feature>() },
                    },
                },
                schemas.subschema_for::<PageEnd>(),
            ],
        })
    }
}

impl JsonSchema for Features {
    fn schema_name() -> Cow<'static, str> {
        "Features".into()
    }

    fn json_schema(schemas: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": { "type": "string", "enum": ["FeatureCollection"] },
                "features": { "type": "array", "items": schemas.subschema_for::<EditedFeature>() },
            },
        })
    }
}

impl JsonSchema for EditedFeature {
    fn schema_name() -> Cow<'static, str> {
        "EditedFeature".into()
    }

    fn json_schema(schemas: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "properties": {
                "type": { "type": "string", "enum": ["Feature"] },
                "id": { "type": "integer", "minimum": 1 },
                "geometry": { "nullable": true, "allOf": [schemas.subschema_for::<Geometry>()] },
                "properties": { "type": "object", "additionalProperties": true },
            },
        })
    }
}

impl JsonSchema for Geometry {
    fn schema_name() -> Cow<'static, str> {
        "Geometry".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds =
            ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];
        json_schema!({
            "type": "object",
            "required": ["type"],
            "properties": {
                "type": { "type": "string", "enum": kinds },
                "coordinates": { "type": "array", "items": {} },
                "geometries": { "type": "array", "items": { "type": "object" } },
            },
        })
    }
}
