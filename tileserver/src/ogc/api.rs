//! The API document: OpenAPI 3.0, self-contained.

use serde_json::{Map, Value, json};
use spatial_core::layer::{Audience, FieldType, Layer};

use crate::ogc::{DEFAULT_LIMIT, OF_ITEMS};
use crate::text::Language;

/// What the document says of one path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    /// Its name, and that of the sentence about it: `api-tile`.
    pub(crate) id: &'static str,
    /// Names of parameters described under `components`.
    pub(crate) parameters: &'static [&'static str],
    pub(crate) answer: Answer,
}

/// What comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// JSON for programs, the same as a page for people.
    Document,
    /// GeoJSON for programs, the same as a page for people.
    GeoJson,
    /// JSON only.
    Json,
    /// A vector tile, or 204.
    Tile,
    /// A file of a map app.
    File,
    /// Plain text.
    Text,
}

impl Answer {
    const ALL: [Self; 6] = [Self::Document, Self::GeoJson, Self::Json, Self::Tile, Self::File, Self::Text];

    fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::GeoJson => "geojson",
            Self::Json => "json",
            Self::Tile => "tile",
            Self::File => "file",
            Self::Text => "text",
        }
    }

    /// Media types, and the sentence about it.
    fn described(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::Document => (&["application/json", "text/html"], "api-answer-document"),
            Self::GeoJson => (&["application/geo+json", "text/html"], "api-answer-geojson"),
            Self::Json => (&["application/json"], "api-answer-document"),
            Self::Tile => (&["application/vnd.mapbox-vector-tile"], "api-answer-tile"),
            Self::File => (&["application/octet-stream"], "api-answer-file"),
            Self::Text => (&["text/plain"], "api-answer-text"),
        }
    }
}

/// The document, for a server known under this address that answers these paths and serves these layers to this audience.
pub(crate) fn api_document(
    base: &str,
    most_features: u32,
    operations: impl Iterator<Item = (String, Operation)>,
    (layers, audience): (&[&Layer], Audience),
    language: Language,
) -> Value {
    let mut paths: Map<String, Value> = operations.map(|(path, operation)| (path, get(operation, language))).collect();
    let items = paths.iter().find(|(_, path)| path["get"]["operationId"] == "items");
    if let Some((path, any)) = items.map(|(path, any)| (path.clone(), any.clone())) {
        paths.extend(layers.iter().map(|layer| {
            (path.replace("{collectionId}", layer.name.as_str()), items_of(layer, audience, any.clone()))
        }));
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "diaban",
            "version": env!("CARGO_PKG_VERSION"),
            "description": language.text("api-about"),
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": base }],
        "paths": paths,
        "components": {
            "parameters": parameters(most_features, language),
            "responses": responses(language),
            "schemas": schemas(),
        },
    })
}

fn get(Operation { id, parameters, answer }: Operation, language: Language) -> Value {
    let parameters: Vec<Value> =
        parameters.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })).collect();
    json!({
        "get": {
            "operationId": id.trim_start_matches("api-"),
            "summary": language.text(id),
            "parameters": parameters,
            "responses": {
                "200": { "$ref": format!("#/components/responses/{}", answer.name()) },
                "default": { "$ref": "#/components/responses/problem" },
            },
        },
    })
}

/// The features of one layer, from those of any layer: each field the audience may see is a parameter.
fn items_of(layer: &Layer, audience: Audience, mut path: Value) -> Value {
    path["get"]["operationId"] = format!("items_{}", layer.name).into();
    path["get"]["summary"] = layer.title.as_str().into();
    let fields = layer.schema.visible(audience).map(|at| &layer.schema.fields[at]);
    let asked = fields.filter(|field| !OF_ITEMS.contains(&field.name.as_str()));
    if let Some(parameters) = path["get"]["parameters"].as_array_mut() {
        parameters.retain(|parameter| parameter["$ref"] != "#/components/parameters/collectionId");
        parameters.extend(asked.map(|field| query(&field.name, &json!({ "type": type_word(field.kind) }))));
    }
    path
}

fn type_word(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "boolean",
        FieldType::Integer => "integer",
        FieldType::Real => "number",
        FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json => "string",
    }
}

fn parameters(most_features: u32, language: Language) -> Value {
    let text = json!({ "type": "string" });
    let whole = |minimum: u32| json!({ "type": "integer", "minimum": minimum });
    let tile = |maximum: u32| json!({ "type": "integer", "minimum": 0, "maximum": maximum });
    json!({
        "collectionId": path("collectionId", &text),
        "featureId": path("featureId", &whole(1)),
        "styleId": path("styleId", &text),
        "layers": path("layers", &json!({ "type": "string", "description": language.text("api-parameter-layers") })),
        "file": path("file", &text),
        "z": path("z", &tile(20)),
        "x": path("x", &tile((1 << 20) - 1)),
        "y": path("y", &tile((1 << 20) - 1)),
        "bbox": {
            "name": "bbox", "in": "query", "style": "form", "explode": false,
            "description": language.text("api-parameter-bbox"),
            "schema": { "type": "array", "minItems": 4, "maxItems": 6, "items": { "type": "number" } },
        },
        "limit": query("limit", &json!({
            "type": "integer", "minimum": 1, "maximum": most_features, "default": DEFAULT_LIMIT.min(most_features),
            "description": language.text("api-parameter-limit"),
        })),
        "datetime": query("datetime", &json!({ "type": "string", "description": language.text("api-parameter-datetime") })),
        "after": query("after", &json!({
            "type": "integer", "minimum": 0, "description": language.text("api-parameter-after"),
        })),
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

fn responses(language: Language) -> Value {
    let mut responses = Map::new();
    for answer in Answer::ALL {
        let (media_types, sentence) = answer.described();
        let content: Map<String, Value> = media_types
            .iter()
            .map(|media_type| ((*media_type).to_owned(), json!({ "schema": schema(media_type) })))
            .collect();
        let described = json!({ "description": language.text(sentence), "content": content });
        responses.insert(answer.name().to_owned(), described);
    }
    let problem = json!({
        "description": language.text("api-answer-problem"),
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/problem" } } },
    });
    responses.insert("problem".to_owned(), problem);
    responses.into()
}

fn schema(media_type: &str) -> Value {
    match media_type {
        _ if media_type.ends_with("json") => json!({ "type": "object" }),
        _ if media_type.starts_with("text/") => json!({ "type": "string" }),
        _ => json!({ "type": "string", "format": "binary" }),
    }
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
                "loading": {
                    "type": "object",
                    "properties": {
                        "layers": { "type": "integer" },
                        "layers_loaded": { "type": "integer" },
                        "features_loaded": { "type": "integer" },
                    },
                },
            },
        },
    })
}
