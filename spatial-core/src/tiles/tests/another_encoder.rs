//! The crate `mvt` writes the same features, and a third crate reads the same from both tiles: commands, ids, keys and values.

use mvt::{GeomEncoder, GeomType};
use proptest::prelude::*;

use super::*;

const FIELDS: [(&str, FieldType, Audience); 4] = [
    ("so_thua", FieldType::Integer, Audience::ANONYMOUS),
    ("loai", FieldType::Text, Audience::ANONYMOUS),
    ("dien_tich", FieldType::Real, Audience::ANONYMOUS),
    ("o_to", FieldType::Boolean, Audience::ANONYMOUS),
];

/// Drawing units of one unit of a tile of zoom 16.
const UNIT: i64 = 16;

/// A shape in units of the tile: triangles, lines or points, none of them beyond the tile.
#[derive(Clone, Debug)]
struct Drawn {
    kind: GeomType,
    parts: Vec<Vec<[i64; 2]>>,
    values: Vec<Value>,
}

impl Drawn {
    fn geometry(&self) -> Geometry<f64> {
        let place = |[x, y]: [i64; 2]| metres([i64::from(CORNER[0]) + x * UNIT, i64::from(CORNER[1]) + y * UNIT]);
        let line = |part: &Vec<[i64; 2]>| part.iter().map(|at| place(*at)).collect::<LineString<f64>>();
        match self.kind {
            GeomType::Point => MultiPoint(self.parts[0].iter().map(|at| Point(place(*at))).collect()).into(),
            GeomType::Linestring => geo_types::MultiLineString(self.parts.iter().map(line).collect()).into(),
            GeomType::Polygon => {
                MultiPolygon(self.parts.iter().map(|part| Polygon::new(line(part), Vec::new())).collect()).into()
            }
        }
    }

    /// The same, as the crate `mvt` writes it.
    fn written(&self, layer: mvt::Layer, id: u64) -> mvt::Layer {
        let mut shape = GeomEncoder::new(self.kind);
        for part in &self.parts {
            for [x, y] in part {
                shape.add_point(*x as f64, *y as f64).unwrap();
            }
            shape.complete_geom().unwrap();
        }
        let mut feature = layer.into_feature(shape.encode().unwrap());
        feature.set_id(id);
        for ((name, ..), value) in FIELDS.iter().zip(&self.values) {
            match value {
                Value::Text(text) => feature.add_tag_string(name, text),
                Value::Real(number) => feature.add_tag_double(name, *number),
                Value::Boolean(yes) => feature.add_tag_bool(name, *yes),
                Value::Integer(number) => match u64::try_from(*number) {
                    Ok(number) => feature.add_tag_uint(name, number),
                    Err(_) => feature.add_tag_sint(name, *number),
                },
                _ => {}
            }
        }
        feature.into_layer()
    }
}

/// A triangle with an area, clockwise on the screen as exterior rings are, within a square of its own.
fn triangle(at: [i64; 2]) -> impl Strategy<Value = Vec<[i64; 2]>> {
    prop::array::uniform3(prop::array::uniform2(0_i64..900)).prop_filter_map("a triangle has an area", move |corners| {
        let [a, b, c] = corners.map(|[x, y]| [x + at[0], y + at[1]]);
        let twice_area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        (twice_area.abs() > 4).then(|| if twice_area > 0 { vec![a, b, c] } else { vec![a, c, b] })
    })
}

/// A line that goes on eastwards.
fn line() -> impl Strategy<Value = Vec<[i64; 2]>> {
    prop::collection::vec((1_i64..400, 0_i64..4096), 2..8).prop_map(|steps| {
        let mut x = 0;
        steps
            .into_iter()
            .map(|(step, y)| {
                x += step;
                [x, y]
            })
            .collect()
    })
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let polygons = (triangle([0, 0]), triangle([1_000, 2_000])).prop_map(|(a, b)| (GeomType::Polygon, vec![a, b]));
    let lines = prop::collection::vec(line(), 1..3).prop_map(|parts| (GeomType::Linestring, parts));
    let points = prop::array::uniform2(0_i64..4096).prop_map(|at| (GeomType::Point, vec![vec![at]]));
    let values = (any::<Option<i32>>(), "[a-cđ]{0,2}", any::<bool>(), prop::option::of(-4_i32..4)).prop_map(
        |(number, text, yes, half)| {
            let number = number.map_or(Value::Null, |number| Value::Integer(i64::from(number) * 3_000_000_000));
            let half = half.map_or(Value::Null, |number| Value::Real(f64::from(number) / 2.0));
            vec![number, Value::text(text), half, Value::Boolean(yes)]
        },
    );
    (prop_oneof![polygons, lines, points], values).prop_map(|((kind, parts), values)| Drawn { kind, parts, values })
}

/// What the third crate reads: of each feature its id, commands and properties.
fn read(bytes: &[u8]) -> Vec<String> {
    let reader = MvtReaderRef::new(bytes).unwrap();
    let layers = reader.layers().map(|layer| {
        let features = layer.features().map(|one| {
            let properties = one.properties_vec().unwrap();
            format!("{:?} {:?} {:?} {properties:?}", one.id(), one.geom_type(), one.geometry_commands())
        });
        let features: Vec<String> = features.collect();
        format!("{} {} {} {}", layer.name(), layer.version(), layer.extent(), features.join("\n"))
    });
    layers.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_encoder_says_the_same_of_any_features(all in prop::collection::vec(drawn(), 1..20)) {
        let ours = snapshot(&layer("thua", &FIELDS), all.iter().map(|one| (one.geometry(), one.values.clone())));
        let (ours, _) = tile(&ours, here(16));
        let mut theirs = mvt::Tile::new(4096);
        let layer = (1..).zip(&all).fold(theirs.create_layer("thua"), |layer, (id, one)| one.written(layer, id));
        theirs.add_layer(layer).unwrap();
        prop_assert_eq!(read(&ours.bytes), read(&theirs.to_bytes().unwrap()));
    }
}
