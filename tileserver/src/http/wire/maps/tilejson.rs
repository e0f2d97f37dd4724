//! TileJSON 3.0.0.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Map;
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{Audience, FieldType, LayerName};
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::paths;
use crate::http::wire::collections::{self, DegreeBounds};

/// Clients overzoom from here on; tiles exist up to zoom 20.
const MAX_ZOOM: u8 = 16;

/// The document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TileJson {
    tilejson: &'static str,
    name: String,
    scheme: &'static str,
    tiles: [String; 1],
    minzoom: u8,
    maxzoom: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    bounds: Option<DegreeBounds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    center: Option<[f64; 3]>,
    #[serde(skip_serializing_if = "String::is_empty")]
    attribution: String,
    vector_layers: Vec<VectorLayer>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct VectorLayer {
    id: String,
    description: String,
    minzoom: u8,
    maxzoom: u8,
    geometry_type: &'static str,
    fields: Map<String, serde_json::Value>,
}

/// The document about some layers of the World.
pub(crate) fn document(world: &World, names: &[LayerName], audience: Audience, base: &str) -> TileJson {
    let layers: Vec<&LayerSnapshot> =
        names.iter().filter_map(|name| world.layer(name, audience)).map(|l| &**l).collect();
    of(&layers, audience, base)
}

fn of(layers: &[&LayerSnapshot], audience: Audience, base: &str) -> TileJson {
    let bounds = layers
        .iter()
        .filter_map(|layer| collections::bounds(layer))
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    let minzoom = layers.iter().map(|layer| layer.layer().draw.min_zoom).min().unwrap_or(0).min(MAX_ZOOM);
    let text = layers.iter().map(|layer| layer.layer().name.as_str()).collect::<Vec<_>>().join(",");
    TileJson {
        tilejson: "3.0.0",
        name: text.clone(),
        scheme: "xyz",
        tiles: [format!("{base}{}", paths::tile_template(&text))],
        minzoom,
        maxzoom: MAX_ZOOM,
        center: bounds
            .map(|b| [f64::midpoint(b[0], b[2]), f64::midpoint(b[1], b[3]), whole(layers).max(minzoom).into()]),
        bounds,
        attribution: attribution(layers),
        vector_layers: layers.iter().map(|layer| vector_layer(layer, audience)).collect(),
    }
}

/// The deepest zoom at which the box of all layers is no wider than a tile.
fn whole(layers: &[&LayerSnapshot]) -> u8 {
    let mut around = DrawingBox::EMPTY;
    layers.iter().map(|layer| layer.bounds()).filter(|own| own.min[0] <= own.max[0]).for_each(|own| around.merge(&own));
    let widest = [0, 1].map(|axis| around.max[axis].saturating_sub(around.min[axis])).into_iter().max().unwrap_or(0);
    u8::try_from(widest.leading_zeros()).unwrap_or(MAX_ZOOM).min(MAX_ZOOM)
}

fn attribution(layers: &[&LayerSnapshot]) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for layer in layers {
        let text = layer.layer().provenance.attribution.as_str();
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(" · ")
}

fn vector_layer(snapshot: &LayerSnapshot, audience: Audience) -> VectorLayer {
    let layer = snapshot.layer();
    let mut fields = Map::new();
    for at in layer.schema.visible(audience) {
        let field = &layer.schema.fields[at];
        fields.insert(field.name.clone(), word(field.kind).into());
    }
    VectorLayer {
        id: layer.name.to_string(),
        description: layer.title.clone(),
        minzoom: layer.draw.min_zoom.min(MAX_ZOOM),
        maxzoom: MAX_ZOOM,
        geometry_type: collections::geometry_word(layer.schema.geometry),
        fields,
    }
}

fn word(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "Boolean",
        FieldType::Integer | FieldType::Real => "Number",
        FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json => "String",
    }
}

#[cfg(test)]
mod tests {
    use geo_types::line_string;
    use spatial_core::layer::{Feature, FeatureId, Revision, Value};

    use super::*;
    use crate::http::wire::tests::layer;

    /// TileJSON of a layer with one line, as long as asked in degrees.
    fn of_one_line(min_zoom: u8, degrees: f64) -> serde_json::Value {
        let mut layer = layer();
        layer.draw.min_zoom = min_zoom;
        layer.extent = Some(spatial_core::geometry::Envelope { min: [0.0, 0.0], max: [degrees, 1e-6] });
        let line = line_string![(x: 0.0, y: 0.0), (x: degrees, y: 1e-6)];
        let values = vec![Value::text("ODT"), Value::text("Lan")];
        let feature = Feature { id: FeatureId(1), version: Revision(1), geometry: Some(line.into()), values };
        let snapshot = LayerSnapshot::build(layer, std::iter::once(feature)).unwrap();
        serde_json::to_value(of(&[&snapshot], Audience::ANONYMOUS, "http://here")).unwrap()
    }

    #[test]
    fn the_map_begins_at_a_zoom_that_has_tiles() {
        for (min_zoom, degrees, expected) in [(9, 170.0, 9.0), (0, 170.0, 1.0), (9, 1e-6, 16.0), (20, 170.0, 16.0)] {
            let document = of_one_line(min_zoom, degrees);
            assert_eq!(document["center"][2], expected, "{document}");
        }
    }

    #[test]
    fn private_fields_are_not_told() {
        let document = of_one_line(0, 1.0);
        assert_eq!(document["vector_layers"][0]["fields"], serde_json::json!({ "land_use": "String" }));
        assert!(!document.to_string().contains("owner"), "{document}");
    }
}
