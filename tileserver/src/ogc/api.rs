//! The API document: OpenAPI 3.0, self-contained.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use spatial_core::layer::{Audience, FieldType, Layer};

use crate::auth::SESSION_COOKIE;
use crate::ogc::{DEFAULT_LIMIT, OF_ITEMS};
use crate::text::Language;

/// What the document says of one path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    /// `get`, `post`, ….
    pub(crate) method: &'static str,
    /// Its name, and that of the sentence about it: `api-tile`.
    pub(crate) id: &'static str,
    /// Names of parameters described under `components`.
    pub(crate) parameters: &'static [&'static str],
    pub(crate) answer: AnswerKind,
}

/// All of them, each under its path as the document writes it, in the order of the document.
pub(crate) type Operations = Arc<[(String, Operation)]>;

/// What comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnswerKind {
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
    /// A drawing.
    Picture,
    /// Plain text.
    Text,
    /// Server-sent events.
    Events,
    /// A feature was made.
    Created,
    /// A feature was changed.
    Changed,
    /// A feature was removed.
    Gone,
    /// Who is signed in.
    Session,
    /// A session has ended.
    SignedOut,
}

impl AnswerKind {
    const ALL: [Self; 13] = [
        Self::Document,
        Self::GeoJson,
        Self::Json,
        Self::Tile,
        Self::File,
        Self::Picture,
        Self::Text,
        Self::Events,
        Self::Created,
        Self::Changed,
        Self::Gone,
        Self::Session,
        Self::SignedOut,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::GeoJson => "geojson",
            Self::Json => "json",
            Self::Tile => "tile",
            Self::File => "file",
            Self::Picture => "picture",
            Self::Text => "text",
            Self::Events => "events",
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::Session => "session",
            Self::SignedOut => "signed-out",
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
            Self::Picture => (&["image/svg+xml"], "api-answer-picture"),
            Self::Text => (&["text/plain"], "api-answer-text"),
            Self::Events => (&["text/event-stream"], "api-answer-events"),
            Self::Created => (&["application/geo+json"], "api-answer-created"),
            Self::Changed => (&["application/geo+json"], "api-answer-changed"),
            Self::Gone => (&[], "api-answer-gone"),
            Self::Session => (&["application/json"], "api-answer-session"),
            Self::SignedOut => (&[], "api-answer-signed-out"),
        }
    }

    fn status(self) -> &'static str {
        match self {
            Self::Created => "201",
            Self::Gone | Self::SignedOut => "204",
            _ => "200",
        }
    }

    /// Media types of the body that goes with the question.
    fn body(self, method: &str) -> &'static [&'static str] {
        match (self, method) {
            (Self::Changed, "patch") => &["application/merge-patch+json"],
            (Self::Created | Self::Changed, _) => &["application/geo+json"],
            (Self::Session, "post") => &["application/json"],
            _ => &[],
        }
    }

    /// What else may come back, and the sentence about it.
    fn refusals(self) -> &'static [(&'static str, &'static str)] {
        const SIGN_IN: (&str, &str) = ("401", "title-sign-in");
        const ROLE: (&str, &str) = ("403", "title-not-allowed");
        const MISSING: (&str, &str) = ("404", "title-not-found");
        const CONFLICT: (&str, &str) = ("412", "title-conflict");
        const TYPE: (&str, &str) = ("415", "title-media-type");
        const INVALID: (&str, &str) = ("422", "title-invalid");
        const VERSION: (&str, &str) = ("428", "title-version-needed");
        match self {
            Self::Created => &[SIGN_IN, ROLE, MISSING, TYPE, INVALID],
            Self::Changed => &[SIGN_IN, ROLE, MISSING, CONFLICT, TYPE, INVALID, VERSION],
            Self::Gone => &[SIGN_IN, ROLE, MISSING, CONFLICT, VERSION],
            _ => &[],
        }
    }
}

/// The document, for a server known under this address that answers these paths and serves these layers to this audience.
pub(crate) fn api_document(
    base: &str,
    most_features: u32,
    operations: &[(String, Operation)],
    (layers, audience): (&[&Layer], Audience),
    language: Language,
) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (path, operation) in operations {
        let methods = paths.entry(path.clone()).or_insert_with(|| json!({}));
        methods[operation.method] = described(*operation, language);
    }
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
        "security": [{}, { "bearer": [] }, { "session": [] }],
        "paths": paths,
        "components": {
            "parameters": parameters(most_features, language),
            "responses": responses(language),
            "schemas": schemas(),
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "description": language.text("api-security-bearer") },
                "session": {
                    "type": "apiKey", "in": "cookie", "name": SESSION_COOKIE,
                    "description": language.text("api-security-session"),
                },
            },
        },
    })
}

fn described(Operation { method, id, parameters, answer }: Operation, language: Language) -> Value {
    let parameters: Vec<Value> =
        parameters.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })).collect();
    let mut operation = json!({
        "operationId": id.trim_start_matches("api-"),
        "summary": language.text(id),
        "parameters": parameters,
        "responses": {
            answer.status(): { "$ref": format!("#/components/responses/{}", answer.name()) },
            "default": { "$ref": "#/components/responses/problem" },
        },
    });
    for (status, sentence) in answer.refusals() {
        operation["responses"][status] = problem(&language.text(sentence));
    }
    let media_types = answer.body(method);
    if !media_types.is_empty() {
        operation["requestBody"] = json!({ "required": true, "content": content(media_types) });
    }
    operation
}

fn content(media_types: &[&str]) -> Value {
    let of = |media_type: &&str| ((*media_type).to_owned(), json!({ "schema": schema(media_type) }));
    media_types.iter().map(of).collect::<Map<_, _>>().into()
}

fn problem(description: &str) -> Value {
    json!({
        "description": description,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/problem" } } },
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
        "baseMap": path("baseMap", &text),
        "layers": path("layers", &json!({ "type": "string", "description": language.text("api-parameter-layers") })),
        "app": path("app", &text),
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
        "q": query("q", &json!({ "type": "string", "description": language.text("api-parameter-q") })),
        "near": query("near", &json!({ "type": "string", "description": language.text("api-parameter-near") })),
        "at": query("at", &json!({ "type": "string", "description": language.text("api-parameter-at") })),
        "within_m": query("within_m", &json!({
            "type": "number", "minimum": 0, "maximum": 200, "default": 5,
            "description": language.text("api-parameter-within"),
        })),
        "layer": query("layer", &json!({ "type": "string", "description": language.text("api-parameter-layer") })),
        "key": path("key", &json!({ "type": "string", "description": language.text("api-parameter-key") })),
        "link": query("link", &json!({ "type": "string", "description": language.text("api-parameter-link") })),
        "search-limit": query("limit", &json!({ "type": "integer", "minimum": 1, "maximum": 50, "default": 10 })),
        "If-Match": header("If-Match", true, &language.text("api-parameter-if-match")),
        "Content-Crs": header("Content-Crs", false, &language.text("api-parameter-content-crs")),
        "Diaban-Why": header("Diaban-Why", false, &language.text("api-parameter-why")),
        "Last-Event-ID": header("Last-Event-ID", false, &language.text("api-parameter-last-event")),
        "Prefer": header("Prefer", false, &language.text("api-parameter-prefer")),
        "f": query("f", &json!({ "type": "string", "enum": ["json", "html"] })),
        "lang": query("lang", &json!({ "type": "string", "enum": ["vi", "en"] })),
    })
}

fn path(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn header(name: &str, is_required: bool, description: &str) -> Value {
    json!({ "name": name, "in": "header", "required": is_required, "description": description, "schema": { "type": "string" } })
}

fn query(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "style": "form", "explode": false, "schema": schema })
}

fn responses(language: Language) -> Value {
    let mut responses = Map::new();
    for answer in AnswerKind::ALL {
        let (media_types, sentence) = answer.described();
        let mut described = json!({ "description": language.text(sentence) });
        if !media_types.is_empty() {
            described["content"] = content(media_types);
        }
        responses.insert(answer.name().to_owned(), described);
    }
    responses.insert("problem".to_owned(), problem(&language.text("api-answer-problem")));
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
        "version": {
            "type": "object",
            "properties": {
                "version": { "type": "integer", "nullable": true },
                "feature": { "type": "object", "nullable": true },
            },
        },
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
                "findings": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["code", "member", "reason", "remedy"],
                        "properties": {
                            "code": { "type": "string" },
                            "member": { "type": "string" },
                            "place": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
                            "reason": { "type": "string" },
                            "remedy": { "type": "string" },
                        },
                    },
                },
                "seen": { "$ref": "#/components/schemas/version" },
                "current": { "$ref": "#/components/schemas/version" },
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
