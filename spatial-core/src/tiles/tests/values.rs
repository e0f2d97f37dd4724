//! Values of all kinds and repetitions come back as they were, each stored once.

use super::*;

const FIELDS: [(&str, FieldType, Audience); 4] = [
    ("dia_chi", FieldType::Text, Audience::ANONYMOUS),
    ("ghi_chu", FieldType::Text, Audience::ANONYMOUS),
    ("duong", FieldType::Text, Audience::ANONYMOUS),
    ("dien_tich", FieldType::Real, Audience::ANONYMOUS),
];

/// Texts that hardly repeat in two fields, in a third a few that stand in the others too, and numbers with and without repeats.
fn values(at: i64) -> Vec<Value> {
    vec![
        if at % 7 == 0 { Value::text(format!("phố {}", at % 40)) } else { Value::text(format!("số {at}")) },
        if at % 11 == 0 { Value::Null } else { Value::text(format!("số {}", at + 4_000)) },
        Value::text(format!("phố {}", at % 30)),
        Value::Real(if at % 3 == 0 { at as f64 / 8.0 } else { -0.5 }),
    ]
}

#[test]
fn texts_that_hardly_repeat_and_those_that_do_come_back_from_one_list() {
    let town = snapshot(
        &layer("thua", &FIELDS),
        (0..12_000).map(|at| (polygon(&square(at % 120 * 300, at / 120 * 300, 300)), values(at))),
    );
    assert_eq!([0, 1, 2].map(|field| town.code_count(field) > 0), [false, false, true]);
    for coord in [here(14), here(16)] {
        let (_, features) = tile(&town, coord);
        assert!(features.len() > 900, "{}", features.len());
        for feature in features {
            let at = i64::try_from(feature.id.expect("drawn one by one")).unwrap() - 1;
            let written = FIELDS.iter().zip(values(at)).filter_map(|((name, ..), value)| match value {
                Value::Text(text) => Some(((*name).to_owned(), format!("{text:?}"))),
                Value::Real(number) => Some(((*name).to_owned(), format!("{number:?}"))),
                _ => None,
            });
            assert_eq!(feature.tags, written.collect::<Vec<_>>());
        }
    }
}

#[test]
fn parcels_far_out_carry_what_maps_colour_and_list_by_and_near_to_everything() {
    let fields = [
        ("so_thua", FieldType::Integer, Audience::ANONYMOUS),
        ("ma_dinh_danh", FieldType::Text, Audience::ANONYMOUS),
        ("loai", FieldType::Text, Audience::ANONYMOUS),
        ("chu", FieldType::Text, Audience::STAFF),
    ];
    let named = |of_kind: Kind, zoom: u8| {
        let mut layer = Layer { kind: of_kind, ..layer("thua", &fields) };
        layer.schema.fields[0].meaning.role = Some(FieldRole::Number);
        layer.schema.fields[1].meaning.role = Some(FieldRole::Code);
        let values = vec![Value::Integer(345), Value::text("w3uy5vt93w85"), Value::text("ODT"), Value::text("x")];
        let town = snapshot(&layer, [(polygon(&square(0, 0, 400_000)), values)]);
        let (_, features) = tile(&town, here(zoom));
        features[0].tags.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    for zoom in [12, 13, 14] {
        assert_eq!(named(Kind::Parcel, zoom), ["so_thua", "loai"], "{zoom}");
        assert_eq!(named(Kind::Zone, zoom), ["so_thua", "loai"], "{zoom}: a sign is of one zone");
        assert_eq!(named(Kind::Feature, zoom), ["so_thua", "ma_dinh_danh", "loai"], "{zoom}");
    }
    for kind in [Kind::Parcel, Kind::Zone] {
        assert_eq!(named(kind, ALL_FIELDS_FROM), ["so_thua", "ma_dinh_danh", "loai"]);
    }
}

#[test]
fn pipes_far_out_carry_how_wide_they_are_and_whether_they_are_shut() {
    let fields = [
        ("ma", FieldType::Text, Audience::ANONYMOUS),
        ("loai", FieldType::Text, Audience::ANONYMOUS),
        ("chieu_dai", FieldType::Real, Audience::ANONYMOUS),
        ("duong_kinh", FieldType::Integer, Audience::ANONYMOUS),
        ("dang_dong", FieldType::Boolean, Audience::ANONYMOUS),
    ];
    let mut layer = Layer { kind: Kind::Network, ..layer("ong", &fields) };
    layer.schema.fields[2].meaning.unit = Some(Unit::Metre);
    layer.schema.fields[3].meaning.unit = Some(Unit::Millimetre);
    let values =
        [Value::text("O-1"), Value::text("pipe"), Value::Real(27.1), Value::Integer(200), Value::Boolean(true)];
    let pipe = LineString(vec![metres(CORNER.map(i64::from)), metres(CORNER.map(|part| i64::from(part) + 90_000))]);
    let town = snapshot(&layer, [(pipe.into(), values.to_vec())]);
    let named = |zoom: u8| tile(&town, here(zoom)).1[0].tags.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(named(12), ["loai", "duong_kinh", "dang_dong"]);
    assert_eq!(named(14), named(12));
    assert_eq!(named(ALL_FIELDS_FROM), fields.map(|(name, ..)| name));
}
