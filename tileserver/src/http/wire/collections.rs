//! Collections: the layers as OGC API Features describes them, and a few members of our own for map apps.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::crs::{Crs, Transform};
use spatial_core::layer::{Audience, Field, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName, Subject, Unit};
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::paths;
use crate::ogc::{CRS84, Link};
use crate::text::{Language, clock};

/// West, south, east, north in degrees.
pub(crate) type DegreeBounds = [f64; 4];

/// Points along each side of a box that decide about its box in degrees.
const STEPS: u32 = 8;
/// The title of the links to tiles of the base map, by which a map tells them from the others.
const GROUND: &str = "TileJSON base";

/// `/collections`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Collections {
    links: Vec<Link>,
    collections: Vec<Collection>,
}

impl Collections {
    /// All layers of the World an audience may see. The links lead to the tiles of all of them, as few tilesets as carry them: the
    /// map page asks for those and need not know how many layers fit into one. The base map has tilesets of its own: its tiles stay as
    /// they are while people edit.
    pub(crate) fn of(
        world: &World,
        audience: Audience,
        (base, language): (&str, Language),
        layers_a_tile: usize,
    ) -> Self {
        let layers: Vec<&LayerSnapshot> = world.layers(audience).map(|layer| &**layer).collect();
        let here = format!("{base}{}", paths::COLLECTIONS);
        let drawn = layers.iter().map(|layer| layer.layer()).filter(|layer| layer.has_shape());
        let (ground, subjects): (Vec<&Layer>, Vec<&Layer>) = drawn.partition(|layer| layer.kind == Kind::Base);
        let tilesets = |layers: &[&Layer], title: &'static str| -> Vec<Link> {
            let names: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
            let shares = names.chunks(layers_a_tile.max(1)).map(|share| paths::tilejson(&share.join(",")));
            shares
                .map(|path| Link::new("describedby", "application/json", format!("{base}{path}")).titled(title))
                .collect()
        };
        let tiles = tilesets(&subjects, "TileJSON").into_iter().chain(tilesets(&ground, GROUND));
        let links = [
            Link::new("self", "application/json", format!("{here}?f=json")),
            Link::new("alternate", "text/html", format!("{here}?f=html")),
        ];
        Self {
            links: links.into_iter().chain(tiles).collect(),
            collections: layers
                .iter()
                .map(|layer| Collection::of(layer, audience, (base, language)).dated(world))
                .collect(),
        }
    }
}

/// `/collections/{id}`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Collection {
    id: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    attribution: String,
    links: Vec<Link>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extent: Option<Extent>,
    #[serde(rename = "itemType")]
    item_type: &'static str,
    crs: [&'static str; 1],
    /// The data set's own reference system, for people.
    stored_in: String,
    /// What the features are: `parcel`, `zone`, ….
    kind: &'static str,
    /// `point`, `line`, `polygon`, `mixed`; `none` for a table without shape.
    geometry: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    class_field: Option<String>,
    /// Which table of which subject it is, if it is one: `planning/zone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// Through which door it is written: `items`, or its subject's.
    door: String,
    /// The fields in order, as far as they are seen.
    fields: Vec<CollectionField>,
    count: u64,
    /// Of a table of others: when it was last looked through.
    #[serde(rename = "asOf", skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

/// What is told of a field.
#[derive(Debug, Serialize, JsonSchema)]
struct CollectionField {
    name: String,
    /// What people call it, if that is known of its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// `boolean`, `integer`, `real`, `text`, `date`, `datetime`, `json`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The part it plays in its layer: `sheet`, `name`, `class`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    /// What its numbers count, as UCUM writes it: `m2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    /// What its codes mean, if it has codes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    codes: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Extent {
    spatial: Spatial,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Spatial {
    bbox: [DegreeBounds; 1],
    crs: &'static str,
}

impl Collection {
    /// A layer as an audience may see it; the count is the World's, not the store's, which may be ahead.
    pub(crate) fn of(snapshot: &LayerSnapshot, audience: Audience, (base, language): (&str, Language)) -> Self {
        let layer = snapshot.layer();
        let name = layer.name.as_str();
        let collection = format!("{base}{}", paths::collection(name));
        let items = format!("{base}{}", paths::items(name));
        let mut links = vec![
            Link::new("self", "application/json", format!("{collection}?f=json")).titled(name),
            Link::new("alternate", "text/html", format!("{collection}?f=html")),
            Link::new("items", "application/geo+json", format!("{items}?f=json")).titled("GeoJSON"),
            Link::new("items", "text/html", format!("{items}?f=html")).titled("HTML"),
        ];
        if layer.has_shape() {
            let tiles = format!("{base}{}", paths::tilejson(name));
            links.push(Link::new("describedby", "application/json", tiles).titled("TileJSON"));
        }
        Self {
            id: name.to_owned(),
            title: language.layer_title(&layer.title),
            attribution: layer.provenance.attribution.clone(),
            links,
            extent: bounds(snapshot).map(|bounds| Extent { spatial: Spatial { bbox: [bounds], crs: CRS84 } }),
            item_type: "feature",
            crs: [CRS84],
            stored_in: layer.crs.to_string(),
            kind: layer.kind.as_str(),
            geometry: geometry_word(layer.schema.geometry),
            class_field: class_field(layer, audience).map(str::to_owned),
            subject: layer.subject.as_ref().map(ToString::to_string),
            door: layer.door.to_string(),
            fields: fields(layer, audience, language),
            count: snapshot.len() as u64,
            as_of: None,
        }
    }

    /// The same with the moment it is true for, if it is a table of others.
    pub(crate) fn dated(mut self, world: &World) -> Self {
        let name = LayerName::parse(&self.id).ok();
        self.as_of = name.and_then(|name| world.table(&name)).map(|table| clock::text(table.as_of()));
        self
    }
}

/// The fields an audience sees, with what they and their codes are called.
fn fields(layer: &Layer, audience: Audience, language: Language) -> Vec<CollectionField> {
    let seen = layer.schema.visible(audience).map(|at| &layer.schema.fields[at]);
    seen.map(|field| CollectionField::of(field, layer.subject.as_ref(), language)).collect()
}

impl CollectionField {
    fn of(field: &Field, subject: Option<&Subject>, language: Language) -> Self {
        let counts = matches!(field.kind, FieldType::Integer | FieldType::Real);
        Self {
            name: field.name.clone(),
            title: language.field(&field.name),
            codes: language.codes(subject, &field.name),
            kind: field.kind.as_str(),
            role: field.meaning.role.map(FieldRole::as_str),
            unit: field.meaning.unit.filter(|_| counts).map(Unit::as_str),
        }
    }
}

/// The field by which a layer is drawn, if the audience may see it.
fn class_field(layer: &Layer, audience: Audience) -> Option<&str> {
    let class_field = layer.draw.class_field.as_deref()?;
    layer.schema.visible(audience).any(|at| layer.schema.fields[at].name == class_field).then_some(class_field)
}

/// The box of a layer in degrees; none without features or for local coordinates.
pub(crate) fn bounds(snapshot: &LayerSnapshot) -> Option<DegreeBounds> {
    let envelope = snapshot.extent()?;
    let transform = Transform::new(snapshot.layer().crs, Crs::WGS84).ok()?;
    let [width, height] = [0, 1].map(|axis| envelope.max[axis] - envelope.min[axis]);
    let mut points: Vec<[f64; 2]> = Vec::new();
    for step in 0..=STEPS {
        let part = f64::from(step) / f64::from(STEPS);
        let (x, y) = (envelope.min[0] + part * width, envelope.min[1] + part * height);
        points.extend([[x, envelope.min[1]], [x, envelope.max[1]], [envelope.min[0], y], [envelope.max[0], y]]);
    }
    transform.apply(&mut points).ok()?;
    let around = points.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |b, p| {
        [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
    });
    Some(around.map(|degrees| (degrees * 1e9).round() / 1e9))
}

/// The word for a shape family.
pub(crate) fn geometry_word(geometry: GeometryType) -> &'static str {
    match geometry {
        GeometryType::Point => "point",
        GeometryType::Line => "line",
        GeometryType::Polygon => "polygon",
        GeometryType::Mixed => "mixed",
        GeometryType::None => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::wire::tests::layer;

    #[test]
    fn fields_and_codes_are_told_in_the_readers_language() {
        let mut layer = layer();
        layer.subject = Subject::parse("planning/zone");
        layer.schema.fields[0].name = "trang_thai".to_owned();
        let told = |language| {
            let snapshot = LayerSnapshot::build(layer.clone(), std::iter::empty()).unwrap();
            serde_json::to_value(Collection::of(&snapshot, Audience::ANONYMOUS, ("http://here", language))).unwrap()
        };
        let (vi, en) = (told(Language::Vi), told(Language::En));
        assert_eq!(vi["fields"][0]["title"], "Trạng thái");
        assert_eq!(en["fields"][0]["title"], "Status");
        assert_eq!(vi["fields"][0]["codes"]["published"], "Đã công bố");
        assert_eq!(en["fields"].as_array().map(Vec::len), Some(1), "what is not seen has no title: {en}");
    }

    #[test]
    fn the_field_a_layer_is_drawn_by_is_told_to_those_who_may_see_it() {
        for (field, audience, expected) in [
            ("land_use", Audience::ANONYMOUS, Some("land_use")),
            ("owner", Audience::ANONYMOUS, None),
            ("owner", Audience::STAFF, Some("owner")),
            ("gone", Audience::STAFF, None),
        ] {
            let mut layer = layer();
            layer.draw.class_field = Some(field.to_owned());
            let snapshot = LayerSnapshot::build(layer, std::iter::empty()).unwrap();
            let document =
                serde_json::to_value(Collection::of(&snapshot, audience, ("http://here", Language::Vi))).unwrap();
            assert_eq!(document.get("class_field").and_then(|name| name.as_str()), expected, "{document}");
        }
    }
}
