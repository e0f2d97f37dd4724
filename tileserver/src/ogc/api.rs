//! What the API document says of each layer by itself: the path of its features, with each field a parameter.

use serde_json::{Value, json};
use spatial_core::layer::{Audience, FieldType, Layer};

use crate::ogc::items::ITEMS;
use crate::openapi::query_parameter;
use crate::openapi::shared::COLLECTION;

/// Adds the pages of features of these layers, as an audience sees them, to a document that has the page of any layer.
pub(crate) fn add_layers(document: &mut Value, layers: &[&Layer], audience: Audience) {
    let Some(paths) = document["paths"].as_object_mut() else { return };
    let items = paths.iter().find(|(_, path)| path["get"]["operationId"] == "items");
    let Some((path, any)) = items.map(|(path, any)| (path.clone(), any.clone())) else { return };
    let placeholder = format!("{{{}}}", COLLECTION.name);
    paths.extend(
        layers
            .iter()
            .map(|layer| (path.replace(&placeholder, layer.name.as_str()), items_of(layer, audience, any.clone()))),
    );
}

/// The pages of one layer, from those of any layer: each field the audience may see is a parameter. How features are written stands with
/// any layer.
fn items_of(layer: &Layer, audience: Audience, mut path: Value) -> Value {
    if let Some(methods) = path.as_object_mut() {
        methods.retain(|method, _| method == "get");
    }
    path["get"]["operationId"] = format!("items_{}", layer.name).into();
    path["get"]["summary"] = layer.title.as_str().into();
    let fields = layer.schema.visible(audience).map(|at| &layer.schema.fields[at]);
    let asked = fields.filter(|field| !ITEMS.iter().any(|known| known.name() == field.name));
    if let Some(parameters) = path["get"]["parameters"].as_array_mut() {
        let path = format!("#/components/parameters/{}", COLLECTION.name);
        parameters.retain(|parameter| parameter["$ref"] != *path);
        parameters.extend(asked.map(|field| query_parameter(&field.name, &json!({ "type": type_word(field.kind) }))));
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
