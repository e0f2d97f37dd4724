//! A network as one GeoJSON collection (RFC 7946): nodes, edges and devices, in longitude and latitude with nine decimals.

use network::{CODE_FIELD, EDGE_FIELD, END_FIELDS, MEASURE_FIELD, NETWORK_FIELD, NODE_FIELD};
use serde_json::{Map, Value as Json, json};
use spatial_core::crs::{Crs, Transform};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Feature, Layer, Value};

use super::names::Names;
use super::outgoing::Outgoing;
use crate::network::error::NetworkError;
use crate::network::stored::Row;

/// A nanodegree is a tenth of a millimetre.
const PARTS: f64 = 1e9;

/// Fields that are told by other names, or once for all.
const OTHERWISE: [&str; 7] =
    [NETWORK_FIELD, CODE_FIELD, END_FIELDS[0], END_FIELDS[1], EDGE_FIELD, NODE_FIELD, MEASURE_FIELD];

/// The file. Properties: `kind` (`node`, `edge`, `device`), `id`, of an edge the nodes `from` and `to`, of a device its `link`, `node` and `measure_m`;
/// then the fields of the table by their own names.
pub(super) fn bytes(outgoing: &Outgoing<'_>) -> Result<Vec<u8>, NetworkError> {
    let (layers, stored) = (outgoing.layers, outgoing.stored);
    let to_degrees = match outgoing.crs {
        Crs::Local => None,
        crs => Some(Transform::new(crs, Crs::WGS84).map_err(NetworkError::Crs)?),
    };
    let nodes = Names::plain(layers.nodes, &stored.nodes);
    let edges = Names::plain(layers.edges, &stored.edges);
    let devices = Names::plain(layers.devices, &stored.devices);
    let name = |names: &Names, row: &Row<'_>, field| row.reference(field).and_then(|id| names.of(id)).map(Json::from);
    let mut writing =
        Writing { out: String::from("{\"type\":\"FeatureCollection\",\n\"name\":"), to_degrees, is_first: true };
    writing.out.push_str(&Json::from(outgoing.name).to_string());
    writing.out.push_str(",\n\"features\":[");
    for feature in &stored.nodes {
        writing.put("node", (layers.nodes, feature), &nodes, |_, _| {});
    }
    for feature in &stored.edges {
        writing.put("edge", (layers.edges, feature), &edges, |row, properties| {
            for (key, field) in [("from", END_FIELDS[0]), ("to", END_FIELDS[1])] {
                properties.insert(key.to_owned(), name(&nodes, row, field).unwrap_or(Json::Null));
            }
        });
    }
    for feature in &stored.devices {
        writing.put("device", (layers.devices, feature), &devices, |row, properties| {
            for (key, names, field) in [("link", &edges, EDGE_FIELD), ("node", &nodes, NODE_FIELD)] {
                properties.insert(key.to_owned(), name(names, row, field).unwrap_or(Json::Null));
            }
            properties.insert("measure_m".to_owned(), row.real(MEASURE_FIELD).map_or(Json::Null, Json::from));
        });
    }
    writing.out.push_str("\n]}\n");
    Ok(writing.out.into_bytes())
}

struct Writing {
    out: String,
    /// None where coordinates lie nowhere on earth: then there are no shapes.
    to_degrees: Option<Transform>,
    is_first: bool,
}

impl Writing {
    fn put(
        &mut self,
        kind: &str,
        (layer, feature): (&Layer, &Feature),
        names: &Names,
        add: impl Fn(&Row<'_>, &mut Map<String, Json>),
    ) {
        let row = Row::of(layer, feature);
        let mut properties = Map::new();
        properties.insert("kind".to_owned(), Json::from(kind));
        properties.insert("id".to_owned(), names.of(feature.id).map_or(Json::Null, Json::from));
        add(&row, &mut properties);
        for (field, value) in layer.schema.fields.iter().zip(&feature.values) {
            if !OTHERWISE.contains(&&*field.name) && !properties.contains_key(&field.name) {
                properties.insert(field.name.clone(), json_of(value));
            }
        }
        let geometry = feature.geometry.as_ref().and_then(|geometry| self.geometry(geometry)).unwrap_or(Json::Null);
        let feature = json!({ "type": "Feature", "geometry": geometry, "properties": properties });
        self.out.push_str(if self.is_first { "\n" } else { ",\n" });
        self.out.push_str(&feature.to_string());
        self.is_first = false;
    }

    fn geometry(&self, geometry: &Geometry) -> Option<Json> {
        let to_degrees = self.to_degrees.as_ref()?;
        let line = |line: &geo_types::LineString| {
            let mut points: Vec<[f64; 2]> = line.0.iter().map(|at| [at.x, at.y]).collect();
            to_degrees.apply(&mut points).ok()?;
            Some(
                points
                    .into_iter()
                    .map(|point| point.map(|degrees| (degrees * PARTS).round() / PARTS))
                    .collect::<Vec<_>>(),
            )
        };
        let at = |point: &geo_types::Point| line(&vec![point.0].into()).and_then(|points| points.into_iter().next());
        Some(match geometry {
            Geometry::Point(point) => json!({ "type": "Point", "coordinates": at(point)? }),
            Geometry::MultiPoint(points) => json!({ "type": "Point", "coordinates": at(points.0.first()?)? }),
            Geometry::LineString(own) => json!({ "type": "LineString", "coordinates": line(own)? }),
            Geometry::MultiLineString(lines) => {
                let lines = lines.0.iter().map(line).collect::<Option<Vec<_>>>()?;
                json!({ "type": "MultiLineString", "coordinates": lines })
            }
            _ => return None,
        })
    }
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(yes) => Json::from(*yes),
        Value::Integer(number) => Json::from(*number),
        Value::Real(number) => Json::from(*number),
        Value::Text(text) => Json::from(&**text),
    }
}
