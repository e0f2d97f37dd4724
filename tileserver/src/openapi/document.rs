//! The document: OpenAPI 3.0, self-contained. Schemas come from the wire types, without the words of the code: what people read of
//! them stands in the catalogue.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::config::Limits;
use crate::openapi::operation::Operation;
use crate::openapi::parameter::Described;
use crate::text::Language;

/// What the document is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interface<'a> {
    /// The address we are known under.
    pub(crate) base: &'a str,
    /// Each operation with its path and method.
    pub(crate) operations: &'a [(&'static str, &'static str, Operation)],
    /// Bounds that the settings move.
    pub(crate) limits: &'a Limits,
    /// Id of the title that goes with a status.
    pub(crate) title: fn(u16) -> &'static str,
    /// The cookie of a session.
    pub(crate) cookie: &'static str,
}

/// Writes it; `P` is what every refusal looks like.
pub(crate) fn document<P: JsonSchema>(interface: Interface<'_>, language: Language) -> Value {
    let mut writer = DocumentWriter::new::<P>(interface, language);
    let mut paths: Map<String, Value> = Map::new();
    for (path, method, operation) in interface.operations {
        let methods = paths.entry(documented(path)).or_insert_with(|| json!({}));
        methods[method.to_ascii_lowercase()] = writer.operation(operation);
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "diaban",
            "version": env!("CARGO_PKG_VERSION"),
            "description": language.text("api-about"),
            "license": { "name": "MIT OR Apache-2.0", "url": "https://spdx.org/licenses/" },
        },
        "servers": [{ "url": if interface.base.is_empty() { "/" } else { interface.base } }],
        "security": [{}, { "bearer": [] }, { "session": [] }],
        "paths": paths,
        "components": writer.components(),
    })
}

/// A parameter of a name that no operation lists: a field of one layer.
pub(crate) fn query_parameter(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "style": "form", "explode": false, "schema": schema })
}

/// The router knows whole parts only, so `{layers.json}` stands for `{layers}.json`, and so does `.pbf`; `{*file}` takes slashes, too.
fn documented(path: &str) -> String {
    path.replace("{*", "{").replace(".json}", "}.json").replace(".pbf}", "}.pbf")
}

/// What has been written so far, and may be referred to.
struct DocumentWriter<'a> {
    interface: Interface<'a>,
    language: Language,
    /// Of what is answered: all members are there that are not left out.
    schemas: SchemaGenerator,
    /// Of what is sent: members that have a usual value may be left out.
    sent: SchemaGenerator,
    problem: Schema,
    parameters: Map<String, Value>,
}

impl<'a> DocumentWriter<'a> {
    fn new<P: JsonSchema>(interface: Interface<'a>, language: Language) -> Self {
        let mut schemas = SchemaSettings::openapi3().for_serialize().with_transform(Wordless).into_generator();
        let sent = SchemaSettings::openapi3().for_deserialize().with_transform(Wordless).into_generator();
        let problem = schemas.subschema_for::<P>();
        Self { interface, language, schemas, sent, problem, parameters: Map::new() }
    }

    /// An Operation Object (OpenAPI 3.0.3, §4.7.10).
    fn operation(&mut self, operation: &Operation) -> Value {
        let parameters: Vec<Value> =
            operation.parameters.iter().map(|parameter| self.parameter(*parameter, operation)).collect();
        let mut out = json!({
            "operationId": operation.name(),
            "summary": self.language.text(operation.id),
            "parameters": parameters,
            "responses": {
                operation.answer.status.to_string(): operation.answer.describe(&mut self.schemas, self.language),
                "4XX": { "$ref": "#/components/responses/problem" },
                "default": { "$ref": "#/components/responses/problem" },
            },
        });
        for status in operation.refusals {
            out["responses"][status.to_string()] = self.refusal((self.interface.title)(*status));
        }
        if let Some(body) = &operation.body {
            out["requestBody"] = body.describe(&mut self.sent);
        }
        out
    }

    /// A reference to a parameter. Two of one name that differ (the limits of two addresses) are kept apart by the operation's.
    fn parameter(&mut self, parameter: &dyn Described, operation: &Operation) -> Value {
        let document = parameter.document(self.interface.limits, self.language);
        let mut key = parameter.name().to_owned();
        if self.parameters.get(&key).is_some_and(|known| *known != document) {
            key = format!("{key}-{}", operation.name());
        }
        let reference = json!({ "$ref": format!("#/components/parameters/{key}") });
        self.parameters.insert(key, document);
        reference
    }

    fn refusal(&self, sentence: &'static str) -> Value {
        json!({
            "description": self.language.text(sentence),
            "content": { "application/problem+json": { "schema": self.problem } },
        })
    }

    /// What the paths refer to.
    fn components(mut self) -> Value {
        let text = |sentence: &'static str| self.language.text(sentence);
        let mut schemas = self.sent.take_definitions(true);
        schemas.extend(self.schemas.take_definitions(true));
        json!({
            "responses": { "problem": self.refusal("api-answer-problem") },
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "description": text("api-security-bearer") },
                "session": {
                    "type": "apiKey", "in": "cookie", "name": self.interface.cookie,
                    "description": text("api-security-session"),
                },
            },
            "schemas": schemas,
            "parameters": self.parameters,
        })
    }
}

/// Takes away the words of the code, which are in one language and meant for those who write it.
#[derive(Debug, Clone)]
struct Wordless;

impl Transform for Wordless {
    fn transform(&mut self, schema: &mut Schema) {
        schema.remove("description");
        schema.remove("title");
        transform_subschemas(self, schema);
        nullable(schema);
    }
}

/// `nullable` counts only beside a type (OpenAPI 3.0.3, §4.7.24.1): what is one of our objects, or null, says so in one schema. A schema that
/// is all of one other is that other.
fn nullable(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    let is_null = |member: &Value| member["nullable"] == true && member["enum"] == json!([null]);
    if let Some(Value::Array(mut members)) = object.get("anyOf").cloned()
        && members.iter().any(is_null)
    {
        members.retain(|member| !is_null(member));
        object.remove("anyOf");
        object.insert(if members.len() == 1 { "allOf" } else { "anyOf" }.to_owned(), members.into());
        object.insert("nullable".to_owned(), true.into());
    }
    if object.get("nullable") == Some(&Value::Bool(true)) && !object.contains_key("type") {
        object.insert("type".to_owned(), "object".into());
    }
    let only = object.get("allOf").and_then(|all| all.as_array()).filter(|all| all.len() == 1 && object.len() == 1);
    if let Some(Value::Object(only)) = only.map(|all| all[0].clone()) {
        *object = only;
    }
}
