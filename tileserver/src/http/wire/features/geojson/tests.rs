//! Which way rings run, and what is said of a vertex that has no place.

use geo_types::{Geometry, LineString, Polygon};
use serde_json::{Value as Json, json};
use spatial_core::layer::{FeatureId, GeometryType, Revision, Schema};

use super::*;

/// Polygons without fields.
fn layer(crs: Crs) -> Layer {
    let schema = Schema { geometry: GeometryType::Polygon, fields: Vec::new() };
    Layer { schema, crs, ..crate::http::wire::tests::layer() }
}

fn feature(shape: impl Into<Geometry<f64>>) -> Feature {
    Feature { id: FeatureId(7), version: Revision(1), geometry: Some(shape.into()), values: Vec::new() }
}

/// A square of 100 m with a hole, somewhere in zone 107°45'; each ring runs as asked.
fn square(outer_reversed: bool, hole_reversed: bool) -> Polygon<f64> {
    let ring = |inset: f64, reversed: bool| {
        let (low, high) = (inset, 100.0 - inset);
        let mut corners = vec![[low, low], [high, low], [high, high], [low, high], [low, low]];
        if reversed {
            corners.reverse();
        }
        LineString::from_iter(corners.into_iter().map(|[x, y]| (430_000.0 + x, 1_150_000.0 + y)))
    };
    Polygon::new(ring(0.0, outer_reversed), vec![ring(30.0, hole_reversed)])
}

fn written(feature: &Feature, crs: Crs) -> Result<Json, Message> {
    let layer = layer(crs);
    let text = GeoJsonWriter::new(&layer, Audience::ANONYMOUS).single(feature, &[])?;
    Ok(serde_json::from_slice(&text).unwrap())
}

#[test]
fn rings_follow_the_right_hand_rule_however_they_are_stored() {
    let expected = written(&feature(square(false, true)), Crs::Epsg(9218)).unwrap();
    for (outer, hole) in [(true, false), (true, true), (false, false)] {
        let stored = feature(square(outer, hole));
        let document = written(&stored, Crs::Epsg(9218)).unwrap();
        assert_eq!(document["geometry"], expected["geometry"], "stored {outer} {hole}");
    }
    let area = |ring: usize| {
        let points: Vec<[f64; 2]> = serde_json::from_value(expected["geometry"]["coordinates"][ring].clone()).unwrap();
        doubled_area(&points)
    };
    assert!(area(0) > 0.0 && area(1) < 0.0, "{} {}", area(0), area(1));
}

#[test]
fn a_vertex_without_a_place_is_named_and_never_left_out_in_silence() {
    let mut broken = square(false, true);
    broken.interiors_mut(|holes| holes[0].0[2].x = f64::NAN);
    let broken = feature(broken);
    let message = written(&broken, Crs::Epsg(9218)).unwrap_err();
    let sentence = Language::En.say(&message);
    for part in ["Feature 7 of layer parcels", "vertex 8", "NaN"] {
        assert!(sentence.contains(part), "{sentence}");
    }
    let layer = layer(Crs::Epsg(9218));
    let mut page = GeoJsonWriter::new(&layer, Audience::ANONYMOUS);
    page.begin();
    page.next(&broken, Language::En);
    page.next(&feature(square(false, true)), Language::En);
    let end = PageEnd {
        links: Vec::new(),
        matched: 2,
        returned: 2,
        time_stamp: String::new(),
        revision: Some(1),
        as_of: None,
    };
    let page: Json = serde_json::from_slice(&page.end(&end)).unwrap();
    assert_eq!(page["features"][0]["geometry"], Json::Null);
    assert_eq!(page["features"][0]["problem"], json!(sentence));
    assert!(page["features"][1]["geometry"].is_object() && page["features"][1].get("problem").is_none());
}

#[test]
fn local_coordinates_have_no_geometry_in_degrees() {
    let document = written(&feature(square(false, true)), Crs::Local).unwrap();
    assert_eq!(document["geometry"], Json::Null);
}

#[test]
fn an_empty_ring_is_no_ring() {
    let empty = Polygon::new(LineString(Vec::new()), Vec::new());
    let written = |shape: Geometry<f64>| written(&feature(shape), Crs::WGS84).unwrap()["geometry"].clone();
    assert_eq!(written(empty.clone().into()), json!({ "type": "Polygon", "coordinates": [] }));
    let square = Polygon::new(LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]), Vec::new());
    let both = geo_types::MultiPolygon(vec![empty, square.clone()]);
    let alone = geo_types::MultiPolygon(vec![square]);
    assert_eq!(written(both.into()), written(alone.into()));
    let lines = geo_types::MultiLineString(vec![LineString(Vec::new())]);
    assert_eq!(written(lines.into()), json!({ "type": "MultiLineString", "coordinates": [] }));
}
