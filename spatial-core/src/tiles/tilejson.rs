//! What a client must know of tiles before asking for one: the content of a TileJSON 3.0 document, without addresses.

use crate::crs::from_drawing;
use crate::layer::{Audience, FieldType, GeometryType};
use crate::snapshot::LayerSnapshot;

/// Deepest zoom clients ask for; they draw deeper ones from it.
pub const ANNOUNCED_ZOOM: u8 = 16;

/// The content of a TileJSON document. Places are WGS 84 degrees, longitude first.
#[derive(Debug, Clone, PartialEq)]
pub struct TileJson {
    /// West, south, east, north; the whole world without features.
    pub bounds: [f64; 4],
    /// Longitude, latitude and a zoom that shows all of it.
    pub center: (f64, f64, u8),
    /// Smallest zoom at which one of the layers is drawn.
    pub min_zoom: u8,
    /// See [`ANNOUNCED_ZOOM`].
    pub max_zoom: u8,
    /// Sources to name on the map, without repeats.
    pub attributions: Vec<String>,
    /// One entry per layer the audience may see.
    pub layers: Vec<VectorLayer>,
}

/// One entry of `vector_layers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VectorLayer {
    /// Name of the layer.
    pub id: String,
    /// Title for people.
    pub description: String,
    /// Smallest zoom at which it is drawn.
    pub min_zoom: u8,
    /// See [`ANNOUNCED_ZOOM`].
    pub max_zoom: u8,
    /// Shape family.
    pub geometry: GeometryType,
    /// Name and JSON type (`Boolean`, `Number`, `String`) of each field the audience may see, in order.
    pub fields: Vec<(String, &'static str)>,
}

/// Describes the tiles of these layers to an audience; layers it may not see are left out.
pub fn describe<'a>(layers: impl IntoIterator<Item = &'a LayerSnapshot>, audience: Audience) -> TileJson {
    let mut around = crate::geometry::DrawingBox::EMPTY;
    let mut attributions: Vec<String> = Vec::new();
    let mut entries: Vec<VectorLayer> = Vec::new();
    for snapshot in layers {
        let layer = snapshot.layer();
        if layer.audience > audience || entries.iter().any(|entry| entry.id == layer.name.as_str()) {
            continue;
        }
        let own = snapshot.bounds();
        if own.min[0] <= own.max[0] {
            around.merge(&own);
        }
        let attribution = &layer.provenance.attribution;
        if !attribution.is_empty() && !attributions.contains(attribution) {
            attributions.push(attribution.clone());
        }
        entries.push(entry(snapshot, audience));
    }
    let (bounds, center) = place(&around);
    let min_zoom = entries.iter().map(|entry| entry.min_zoom).min().unwrap_or(0);
    TileJson { bounds, center, min_zoom, max_zoom: ANNOUNCED_ZOOM, attributions, layers: entries }
}

fn entry(snapshot: &LayerSnapshot, audience: Audience) -> VectorLayer {
    let layer = snapshot.layer();
    let field = |at: usize| (layer.schema.fields[at].name.clone(), json_type(layer.schema.fields[at].kind));
    VectorLayer {
        id: layer.name.as_str().to_owned(),
        description: layer.title.clone(),
        min_zoom: layer.draw.min_zoom.min(ANNOUNCED_ZOOM),
        max_zoom: ANNOUNCED_ZOOM,
        geometry: layer.schema.geometry,
        fields: layer.schema.visible(audience).map(field).collect(),
    }
}

fn json_type(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "Boolean",
        FieldType::Integer | FieldType::Real => "Number",
        FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json => "String",
    }
}

/// Bounds in degrees; centre, and the deepest zoom at which the box is no wider than a tile.
fn place(around: &crate::geometry::DrawingBox) -> ([f64; 4], (f64, f64, u8)) {
    let (min, max) = if around.min[0] <= around.max[0] { (around.min, around.max) } else { ([0; 2], [u32::MAX; 2]) };
    let (west, north) = from_drawing(min);
    let (east, south) = from_drawing(max);
    let middle = [0, 1].map(|axis| min[axis] + (max[axis] - min[axis]) / 2);
    let widest = (max[0] - min[0]).max(max[1] - min[1]);
    let zoom = u8::try_from(widest.leading_zeros()).unwrap_or(0).min(ANNOUNCED_ZOOM);
    let (lon, lat) = from_drawing(middle);
    ([west, south, east, north], (lon, lat, zoom))
}
