//! Bodies become changes, or a list of everything that is wrong with them.

use geo_types::{MultiPolygon, polygon};
use serde_json::json;
use spatial_core::layer::{Audience, Clearance, FeatureId, Field, FieldType, GeometryType, Schema};

use super::*;
use crate::http::wire::tests as samples;

/// Parcels near Da Nang in VN-2000, with a field for staff only.
fn layer() -> Layer {
    let mut layer = samples::layer();
    layer.crs = Crs::Epsg(9218);
    layer.schema = Schema {
        geometry: GeometryType::Polygon,
        fields: vec![
            Field::new("use", FieldType::Text, Clearance::Open),
            Field::new("floors", FieldType::Integer, Clearance::Open),
            Field::new("since", FieldType::Date, Clearance::Open),
            Field::new("more", FieldType::Json, Clearance::Open),
            Field::new("share", FieldType::Real, Clearance::Open),
            Field::new("owner", FieldType::Text, Clearance::Staff),
        ],
    };
    layer.extent = Some(Envelope { min: [520_000.0, 1_770_000.0], max: [560_000.0, 1_790_000.0] });
    layer
}

fn stored() -> Feature {
    let ring = polygon![
        (x: 548_000.123_456_7, y: 1_776_000.765_432_1),
        (x: 548_020.333_333_3, y: 1_776_000.111_111_1),
        (x: 548_020.777_777_7, y: 1_776_030.999_999_9),
    ];
    Feature {
        id: FeatureId(7),
        version: Revision(57),
        geometry: Some(ring.into()),
        values: vec![
            Value::text("ODT"),
            Value::Integer(2),
            Value::text("2024-02-29"),
            Value::text("{\"a\": 1}"),
            Value::Real(0.1),
            Value::text("Lan"),
        ],
    }
}

/// The feature as its reader gets it.
fn published(feature: &Feature, audience: Audience) -> Json {
    let text = geojson::GeoJsonWriter::new(&layer(), audience).single(feature, &[]).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn read(manner: Manner, document: &Json, audience: Audience) -> Result<Change, Vec<String>> {
    let (layer, stored) = (layer(), stored());
    let stored = (manner != Manner::New).then_some(&stored);
    let edit = Edit { layer: &layer, audience, coordinates: Coordinates::Degrees, manner, stored };
    edit.change(document).map_err(|error| match error {
        HttpError::Invalid { findings } => findings.iter().map(EditFinding::told).collect(),
        other => vec![other.to_string()],
    })
}

fn content(change: Result<Change, Vec<String>>) -> (Option<Geometry>, Vec<Value>) {
    match change.unwrap() {
        Change::Insert { geometry, values, .. } | Change::Update { geometry, values, .. } => (geometry, values),
        _ => unreachable!(),
    }
}

#[test]
fn what_comes_back_as_it_went_out_is_the_stored_feature_bit_by_bit() {
    for audience in [Audience::ANONYMOUS, Audience::STAFF] {
        let text = published(&stored(), audience).to_string();
        let change = read(Manner::Whole, &document(text.as_bytes()).unwrap(), audience);
        assert_eq!(content(change), (stored().geometry, stored().values), "{audience:?}");
    }
}

#[test]
fn an_update_expects_the_version_it_was_made_for() {
    let change = read(Manner::Whole, &published(&stored(), Audience::STAFF), Audience::STAFF).unwrap();
    assert!(matches!(change, Change::Update { id: FeatureId(7), expected: Some(Revision(57)), .. }), "{change:?}");
}

#[test]
fn a_corner_that_moved_moves_and_the_others_keep_their_digits() {
    let mut moved = published(&stored(), Audience::STAFF);
    let from = moved["geometry"]["coordinates"][0][1][0].as_f64().unwrap();
    moved["geometry"]["coordinates"][0][1][0] = json!(from + 0.000_01);
    let (geometry, _) = content(read(Manner::Whole, &moved, Audience::STAFF));
    let (Some(Geometry::Polygon(now)), Some(Geometry::Polygon(before))) = (geometry, stored().geometry) else {
        unreachable!()
    };
    let kept = now.exterior().0.iter().filter(|corner| before.exterior().0.contains(corner)).count();
    assert_eq!((kept, now.exterior().0.len()), (3, 4), "two corners, one of them the first and the last");
    let fresh = now.exterior().0.iter().find(|corner| !before.exterior().0.contains(corner)).unwrap();
    assert!(before.exterior().0.iter().any(|corner| (corner.x - fresh.x).hypot(corner.y - fresh.y) < 1.2), "{fresh:?}");
}

#[test]
fn a_patch_takes_45_0_for_a_whole_number_and_joins_letters_with_their_marks() {
    let body = r#"{"properties": {"floors": 45.0, "use": "D\u01b0\u0300a"}}"#;
    let (_, values) = content(read(Manner::Patch, &document(body.as_bytes()).unwrap(), Audience::STAFF));
    assert_eq!(values[..2], [Value::text("Dừa"), Value::Integer(45)]);
}

#[test]
fn a_patch_changes_what_it_names_and_nothing_else() {
    let (geometry, values) =
        content(read(Manner::Patch, &json!({ "properties": { "floors": 3, "use": null } }), Audience::ANONYMOUS));
    assert_eq!(geometry, stored().geometry);
    assert_eq!(values[..2], [Value::Null, Value::Integer(3)]);
    assert_eq!(values[2..], stored().values[2..]);
    assert_eq!(content(read(Manner::Patch, &json!({ "geometry": null }), Audience::STAFF)).0, None);
    let coordinates = published(&stored(), Audience::STAFF)["geometry"]["coordinates"].clone();
    let same = json!({ "geometry": { "coordinates": coordinates } });
    assert_eq!(content(read(Manner::Patch, &same, Audience::STAFF)).0, stored().geometry, "the type may be left out");
}

#[test]
fn a_whole_feature_empties_what_it_does_not_name_except_what_its_author_may_not_see() {
    let body = json!({ "type": "Feature", "geometry": null, "properties": { "use": "LUC" } });
    let (geometry, values) = content(read(Manner::Whole, &body, Audience::ANONYMOUS));
    assert_eq!(geometry, None);
    assert_eq!(values[0], Value::text("LUC"));
    assert!(values[1..5].iter().all(|value| *value == Value::Null));
    assert_eq!(values[5], Value::text("Lan"));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let bow = json!([[[108.45, 16.05], [108.46, 16.06], [108.46, 16.05], [108.45, 16.06]]]);
    let body = json!({
        "type": "Feature",
        "id": 8,
        "geometry": { "type": "Polygon", "coordinates": bow },
        "properties": {
            "floors": 1.5, "since": "29/02/2024", "use": "a\0b", "owner": "x", "x'; DROP TABLE parcels --": 1
        },
    });
    let wanted = [
        "id edit-id-differs",
        "properties.owner edit-field-unknown",
        "properties.x'; DROP TABLE parcels -- edit-field-unknown",
        "properties.use edit-value",
        "properties.floors edit-value",
        "properties.since edit-value",
        "geometry geometry-not-closed",
        "geometry geometry-self-intersection",
    ];
    assert_eq!(read(Manner::Whole, &body, Audience::ANONYMOUS), Err(wanted.map(str::to_owned).to_vec()));
}

#[test]
fn shapes_are_refused_with_the_reason() {
    let square = |dx: f64, dy: f64| {
        json!([[
            [108.45 + dx, 16.05 + dy],
            [108.46 + dx, 16.05 + dy],
            [108.46 + dx, 16.06 + dy],
            [108.45 + dx, 16.05 + dy]
        ]])
    };
    for (geometry, code) in [
        (json!({ "type": "Point", "coordinates": [108.45, 16.05] }), "geometry edit-geometry-family"),
        (json!({ "type": "Circle", "coordinates": [] }), "geometry edit-geometry-unreadable"),
        (json!({ "type": "Polygon", "coordinates": [[108.45, 16.05]] }), "geometry edit-geometry-unreadable"),
        (json!({ "type": "Point", "coordinates": [null, null] }), "geometry edit-no-number"),
        (json!({ "type": "Polygon", "coordinates": [[["108.45", "16.05"]]] }), "geometry edit-no-number"),
        (json!({ "type": "Polygon", "coordinates": [] }), "geometry geometry-empty"),
        (json!({ "type": "Polygon", "coordinates": square(0.0, 300.0) }), "geometry edit-outside"),
        (json!({ "type": "Polygon", "coordinates": square(-92.0, 92.0) }), "geometry edit-outside"),
        (json!({ "type": "Polygon", "coordinates": square(5.0, 0.0) }), "geometry crs-doubt-outside-vietnam"),
        (json!("POINT (1 2)"), "geometry edit-geometry-unreadable"),
    ] {
        let body = json!({ "type": "Feature", "geometry": geometry, "properties": {} });
        assert_eq!(read(Manner::New, &body, Audience::STAFF), Err(vec![code.to_owned()]), "{geometry}");
    }
}

#[test]
fn a_body_that_is_no_feature_is_no_feature() {
    for body in [json!([]), json!({ "type": "FeatureCollection" }), json!({ "properties": {} }), json!(null)] {
        assert_eq!(read(Manner::Whole, &body, Audience::STAFF), Err(vec!["type edit-not-a-feature".to_owned()]));
    }
    let bare = read(Manner::New, &json!({ "type": "Feature" }), Audience::STAFF);
    let wanted = ["properties edit-member-missing", "geometry edit-member-missing"];
    assert_eq!(bare, Err(wanted.map(str::to_owned).to_vec()));
    assert!(matches!(document(b"{\"type\": "), Err(HttpError::NotJson { line: 1, column: 9 })));
    // Valid by RFC 8259, and told to be too large, too deep, half a letter.
    let deep = format!("{}1{}", "[".repeat(1_000), "]".repeat(1_000));
    for (body, expected) in
        [("{\"a\": [1e400]}", "number"), ("[-1e999]", "number"), (deep.as_str(), "depth"), (r#"["\ud800x"]"#, "letter")]
    {
        let found = document(body.as_bytes());
        assert!(matches!(found, Err(HttpError::JsonBeyond { what, line: 1, .. }) if what == expected), "{found:?}");
    }
}

#[test]
fn grid_coordinates_are_taken_as_they_are() {
    let (layer, stored) = (layer(), stored());
    let edit = |coordinates: &Json| {
        let whole = json!({
            "type": "Feature", "properties": {}, "geometry": { "type": "MultiPolygon", "coordinates": [coordinates] }
        });
        let (layer, stored) = (&layer, Some(&stored));
        let edit =
            Edit { layer, audience: Audience::STAFF, coordinates: Coordinates::Legal, manner: Manner::Whole, stored };
        edit.change(&whole).map_err(|error| error.to_string())
    };
    let ring = json!([[
        [548_000.123_5, 1_776_000.765_4],
        [548_020.333_333_3, 1_776_000.111_111_1],
        [548_020.0, 1_776_030.5],
        [548_000.123_5, 1_776_000.765_4]
    ]]);
    let wanted = polygon![
        (x: 548_000.123_456_7, y: 1_776_000.765_432_1),
        (x: 548_020.333_333_3, y: 1_776_000.111_111_1),
        (x: 548_020.0, y: 1_776_030.5),
    ];
    let Ok(Change::Update { geometry, .. }) = edit(&ring) else { unreachable!() };
    assert_eq!(geometry, Some(MultiPolygon(vec![wanted]).into()), "the first corner comes as metres are shown");
    let swapped = json!([[
        [1_776_000.0, 548_000.0],
        [1_776_030.0, 548_000.0],
        [1_776_030.0, 548_020.0],
        [1_776_000.0, 548_000.0]
    ]]);
    assert!(edit(&swapped).is_err());
}

#[test]
fn local_layers_take_their_own_coordinates_only_and_lose_no_shape_unseen() {
    let mut layer = layer();
    layer.crs = Crs::Local;
    let stored = stored();
    let edit = |coordinates, geometry: Json| {
        let body = json!({ "type": "Feature", "properties": {}, "geometry": geometry });
        let (layer, stored) = (&layer, Some(&stored));
        Edit { layer, audience: Audience::STAFF, coordinates, manner: Manner::Whole, stored }.change(&body).map(
            |change| {
                let Change::Update { geometry, .. } = change else { unreachable!() };
                geometry
            },
        )
    };
    let ring = json!({ "type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]] });
    assert!(edit(Coordinates::Degrees, ring.clone()).is_err());
    assert_eq!(edit(Coordinates::Degrees, Json::Null).unwrap(), stored.geometry, "null is how it was shown");
    assert!(edit(Coordinates::Legal, ring).unwrap().is_some());
    assert_eq!(edit(Coordinates::Legal, Json::Null).unwrap(), None);
}
