//! What goes with a request and what comes back: status, media types, the sentence about it, and the schema of its wire type.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::text::Language;

/// How a wire type becomes a schema.
type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// One thing that comes back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Id of the sentence about it.
    pub(crate) about: &'static str,
    content: &'static [(&'static str, SchemaOf)],
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body {
    content: &'static [(&'static str, SchemaOf)],
}

impl Answer {
    /// An answer of these media types, each with its schema.
    pub(crate) const fn new(status: u16, about: &'static str, content: &'static [(&'static str, SchemaOf)]) -> Self {
        Self { status, about, content }
    }

    /// A status and no more.
    pub(crate) const fn bare(status: u16, about: &'static str) -> Self {
        Self { status, about, content: &[] }
    }

    /// JSON for programs, the same as a page for people.
    pub(crate) const fn document<T: JsonSchema>() -> Self {
        Self {
            status: 200,
            about: "api-answer-document",
            content: &[("application/json", of::<T>), ("text/html", text)],
        }
    }

    /// JSON only.
    pub(crate) const fn json<T: JsonSchema>(about: &'static str) -> Self {
        Self { status: 200, about, content: &[("application/json", of::<T>)] }
    }

    /// A Response Object (OpenAPI 3.0.3, §4.7.17).
    pub(crate) fn describe(&self, schemas: &mut SchemaGenerator, language: Language) -> Value {
        let mut out = json!({ "description": language.text(self.about) });
        if !self.content.is_empty() {
            out["content"] = content(self.content, schemas);
        }
        out
    }
}

impl Body {
    /// A body of one of these media types, each with its schema.
    pub(crate) const fn new(content: &'static [(&'static str, SchemaOf)]) -> Self {
        Self { content }
    }

    /// JSON only.
    pub(crate) const fn json<T: JsonSchema>() -> Self {
        Self { content: &[("application/json", of::<T>)] }
    }

    /// A Request Body Object (OpenAPI 3.0.3, §4.7.13).
    pub(crate) fn describe(&self, schemas: &mut SchemaGenerator) -> Value {
        json!({ "required": true, "content": content(self.content, schemas) })
    }
}

/// The schema of a wire type.
pub(crate) fn of<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Schema {
    schemas.subschema_for::<T>()
}

/// That of plain text.
pub(crate) fn text(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string" })
}

/// That of one event of a stream (HTML, §9.2.6).
pub(crate) fn event(_: &mut SchemaGenerator) -> Schema {
    let text = json!({ "type": "string" });
    schemars::json_schema!({ "type": "object", "properties": { "event": text, "id": text, "data": text } })
}

/// That of bytes.
pub(crate) fn binary(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string", "format": "binary" })
}

/// That of any object.
pub(crate) fn object(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "object" })
}

/// That of one of two wire types.
pub(crate) fn either<A: JsonSchema, B: JsonSchema>(schemas: &mut SchemaGenerator) -> Schema {
    let (one, other) = (schemas.subschema_for::<A>(), schemas.subschema_for::<B>());
    schemars::json_schema!({ "anyOf": [one, other] })
}

fn content(media_types: &[(&str, SchemaOf)], schemas: &mut SchemaGenerator) -> Value {
    let of = |(media_type, schema): &(&str, SchemaOf)| ((*media_type).to_owned(), json!({ "schema": schema(schemas) }));
    media_types.iter().map(of).collect::<Map<_, _>>().into()
}
