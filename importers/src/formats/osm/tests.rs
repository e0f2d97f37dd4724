//! Small extracts made here, byte by byte: what becomes of them, and of damaged ones.

use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicU64;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use spatial_core::geometry::Geometry;
use spatial_core::layer::Value;

use crate::error::{ImportError, OsmTrouble};
use crate::formats::osm::{is_pbf, read};
use crate::formats::source::{ReadState, SourceFile};
use crate::record::RawGeometry;

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap());
}

fn number(field: u64, number: u64) -> Vec<u8> {
    let mut out = Vec::new();
    varint(field << 3, &mut out);
    varint(number, &mut out);
    out
}

fn bytes(field: u64, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(field << 3 | 2, &mut out);
    varint(content.len() as u64, &mut out);
    out.extend_from_slice(content);
    out
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn packed(numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let mut out = Vec::new();
    numbers.into_iter().for_each(|number| varint(number, &mut out));
    out
}

fn deltas(numbers: &[i64]) -> Vec<u8> {
    let steps = numbers.iter().scan(0, |before, number| Some(zigzag(number - std::mem::replace(before, *number))));
    packed(steps)
}

type Tags<'a> = &'a [(&'a str, &'a str)];

/// A block with a table of texts.
#[derive(Default)]
struct Block {
    texts: Vec<String>,
    groups: Vec<u8>,
}

impl Block {
    fn text(&mut self, text: &str) -> u64 {
        let at = self.texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        at as u64 + 1
    }

    fn tags(&mut self, tags: Tags<'_>) -> Vec<u8> {
        let keys: Vec<u64> = tags.iter().map(|(key, _)| self.text(key)).collect();
        let values: Vec<u64> = tags.iter().map(|(_, value)| self.text(value)).collect();
        [bytes(2, &packed(keys)), bytes(3, &packed(values))].concat()
    }

    /// Nodes at whole hundredths of a degree, latitudes 97 degrees further up.
    fn nodes(mut self, nodes: &[(i64, [i64; 2], Tags<'_>)]) -> Self {
        let ids: Vec<i64> = nodes.iter().map(|node| node.0).collect();
        let axis = |axis: usize| {
            nodes.iter().map(|node| (node.1[axis] - 9_700 * i64::from(axis == 1)) * 100_000).collect::<Vec<i64>>()
        };
        let mut texts = Vec::new();
        for (_, _, tags) in nodes {
            for (key, value) in *tags {
                texts.extend([self.text(key), self.text(value)]);
            }
            texts.push(0);
        }
        let dense = [
            bytes(1, &deltas(&ids)),
            bytes(8, &deltas(&axis(1))),
            bytes(9, &deltas(&axis(0))),
            bytes(10, &packed(texts)),
        ];
        self.groups.extend(bytes(2, &bytes(2, &dense.concat())));
        self
    }

    fn way(mut self, id: u64, nodes: &[i64], tags: Tags<'_>) -> Self {
        let way = [number(1, id), self.tags(tags), bytes(8, &deltas(nodes))].concat();
        self.groups.extend(bytes(2, &bytes(3, &way)));
        self
    }

    fn relation(mut self, id: u64, members: &[(i64, &str)], tags: Tags<'_>) -> Self {
        let roles: Vec<u64> = members.iter().map(|(_, role)| self.text(role)).collect();
        let ids: Vec<i64> = members.iter().map(|(way, _)| *way).collect();
        let kinds = packed(members.iter().map(|_| 1));
        let relation =
            [number(1, id), self.tags(tags), bytes(8, &packed(roles)), bytes(9, &deltas(&ids)), bytes(10, &kinds)];
        self.groups.extend(bytes(2, &bytes(4, &relation.concat())));
        self
    }

    fn written(self) -> Vec<u8> {
        let table: Vec<u8> =
            std::iter::once(String::new()).chain(self.texts).flat_map(|text| bytes(1, text.as_bytes())).collect();
        blob("OSMData", &[bytes(1, &table), self.groups].concat())
    }
}

fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(content).unwrap();
    framed(kind, &[number(2, content.len() as u64), bytes(3, &zlib.finish().unwrap())].concat())
}

fn framed(kind: &str, blob: &[u8]) -> Vec<u8> {
    let header = [bytes(1, kind.as_bytes()), number(3, blob.len() as u64)].concat();
    [&u32::try_from(header.len()).unwrap().to_be_bytes()[..], &header, blob].concat()
}

fn header(features: &[&str]) -> Vec<u8> {
    blob("OSMHeader", &features.iter().flat_map(|feature| bytes(4, feature.as_bytes())).collect::<Vec<u8>>())
}

/// Two squares, one within the other, the outer in two halves; a road through them; a village.
fn region() -> Vec<u8> {
    let square = |from: i64, low: i64, high: i64| {
        [[low, low], [high, low], [high, high], [low, high]]
            .into_iter()
            .zip(from..)
            .map(|(place, id)| (id, place, &[][..]))
    };
    let mut nodes: Vec<(i64, [i64; 2], Tags<'_>)> =
        square(1, 10_700, 10_740).chain(square(11, 10_710, 10_720)).collect();
    nodes.push((21, [10_715, 10_716], &[("place", "village"), ("name", "Long Son"), ("name:vi", "Long Sơn")]));
    nodes.push((22, [10_716, 10_716], &[("place", "village")]));
    let ways = Block::default()
        .way(101, &[1, 2, 3], &[])
        .way(102, &[3, 4, 1], &[])
        .way(103, &[11, 12, 13, 14, 11], &[("natural", "water"), ("name", "Ho\u{302}\u{300}")])
        .way(104, &[1, 13], &[("highway", "trunk"), ("ref", "51")])
        .way(105, &[2, 4], &[("highway", "proposed")])
        .way(106, &[11, 12, 13], &[("landuse", "forest")]);
    let relations = Block::default()
        .relation(
            201,
            &[(101, "outer"), (102, "outer"), (103, "inner")],
            &[("type", "multipolygon"), ("landuse", "forest")],
        )
        .relation(202, &[(101, "outer")], &[("type", "multipolygon"), ("landuse", "residential")])
        .relation(203, &[(101, "outer"), (999, "outer")], &[("type", "multipolygon"), ("natural", "wetland")])
        .relation(204, &[(101, "outer")], &[("type", "boundary"), ("boundary", "administrative"), ("admin_level", "6")])
        .relation(
            205,
            &[(101, "outer")],
            &[("type", "boundary"), ("boundary", "administrative"), ("admin_level", "4")],
        );
    [
        header(&["OsmSchema-V0.6", "DenseNodes"]),
        Block::default().nodes(&nodes).written(),
        ways.written(),
        relations.written(),
    ]
    .concat()
}

type Told = (String, String, Option<String>, RawGeometry);

fn told(file: &[u8], layer: &str) -> Result<Vec<Told>, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.osm.pbf");
    std::fs::write(&path, file).unwrap();
    told_of(&path, layer)
}

fn told_of(path: &Path, layer: &str) -> Result<Vec<Told>, ImportError> {
    let bytes_read = AtomicU64::new(0);
    let source = SourceFile {
        path,
        layer: Some(layer),
        target: layer,
        encoding: None,
        has_own_crs: false,
        bytes_read: &bytes_read,
    };
    let mut told = Vec::new();
    let text = |value: &Value| match value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    };
    read(source, &mut ReadState::default(), &mut |_, record| {
        let [key, class, name] = [0, 1, 2].map(|at| text(&record.values[at]));
        told.push((key.unwrap(), class.unwrap(), name, record.found));
        Ok(())
    })?;
    Ok(told)
}

fn in_short(told: &[Told]) -> Vec<String> {
    let short = |(key, class, name, found): &Told| {
        let shape = match found {
            RawGeometry::Shape { geometry: Geometry::Polygon(area), .. } => {
                format!("{} corners, {} holes", area.exterior().0.len() - 1, area.interiors().len())
            }
            RawGeometry::Shape { geometry: Geometry::LineString(line), .. } => format!("{} points", line.0.len()),
            RawGeometry::Shape { geometry: Geometry::Point(point), .. } => format!("at {} {}", point.x(), point.y()),
            RawGeometry::Unreadable(code) => (*code).to_owned(),
            other => format!("{other:?}"),
        };
        format!("{key} {class} {}: {shape}", name.as_deref().unwrap_or("-"))
    };
    told.iter().map(short).collect()
}

#[test]
fn tags_become_classes_and_ways_that_meet_become_rings() {
    let of = |layer: &str| in_short(&told(&region(), layer).unwrap());
    assert_eq!(
        of("base_areas"),
        [
            "way 103 water Hồ: 4 corners, 0 holes",
            "relation 201 forest -: 4 corners, 1 holes",
            "relation 202 residential -: relation-not-closed",
            "relation 203 wetland -: relation-not-closed",
        ]
    );
    assert_eq!(of("base_roads"), ["way 104 trunk -: 2 points"]);
    assert_eq!(of("base_boundaries"), ["way 101 province -: 3 points"]);
    assert_eq!(of("base_places"), ["node 21 village Long Sơn: at 107.15 10.16"]);
    assert!(of("base_waterways").is_empty() && of("base_buildings").is_empty());
}

#[test]
fn a_file_that_is_cut_or_damaged_says_where() {
    let whole = region();
    assert!(is_pbf(&whole) && !is_pbf(b"{\"type\":1}") && !is_pbf(b""));
    for cut in [whole.len() - 1, whole.len() / 2, 30, 3] {
        assert!(matches!(told(&whole[..cut], "base_roads"), Err(ImportError::Truncated { .. })), "{cut}");
    }
    let trouble = |file: &[u8]| match told(file, "base_roads") {
        Err(ImportError::Osm { block, trouble, .. }) => (block, trouble),
        other => panic!("{:?}", other.map(|told| told.len())),
    };
    let head = header(&["OsmSchema-V0.6"]);
    let after = |blob: Vec<u8>| trouble(&[head.clone(), blob].concat());
    assert_eq!(after(framed("OSMData", &bytes(3, b"no zlib"))), (2, OsmTrouble::Damaged));
    assert_eq!(after(framed("OSMData", &bytes(7, b"zstd"))), (2, OsmTrouble::Packing));
    assert_eq!(after(blob("OSMData", &[0xff; 40])), (2, OsmTrouble::Damaged));
    assert_eq!(after(vec![0x7f; 4]), (2, OsmTrouble::Damaged), "a header of 2 GB");
    let beyond = Block::default().nodes(&[(1, [70_000, 0], &[])]).way(1, &[1, 1], &[("highway", "path")]).written();
    assert_eq!(after(beyond), (2, OsmTrouble::Damaged), "a node beyond the earth");
    let history = OsmTrouble::Feature { name: "HistoricalInformation".to_owned() };
    assert_eq!(trouble(&header(&["HistoricalInformation"])), (1, history));
}

/// Numbers of a real extract as GDAL's own driver counts them (`ogrinfo … -sql "SELECT highway, count(*) …"`).
#[test]
fn a_country_has_the_roads_that_gdal_counts() {
    let file = "../../shared/data/osm/liechtenstein-2013-08-03.osm.pbf";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if !path.exists() {
        return;
    }
    let of = |layer: &str, class: &str| {
        let told = told_of(&path, layer).unwrap();
        let ours: Vec<_> = told.iter().filter(|told| told.1 == class).collect();
        (ours.len(), ours.iter().filter(|told| told.2.is_some()).count())
    };
    assert_eq!(of("base_roads", "primary"), (81, 66));
    assert_eq!(of("base_roads", "secondary"), (91, 81));
    assert_eq!(of("base_roads", "tertiary"), (33, 31));
    // GDAL has 1026: one of them closes, and it takes that for an area.
    assert_eq!(of("base_roads", "residential"), (1027, 711));
    assert_eq!(of("base_waterways", "river").0, 4);
    assert_eq!(of("base_places", "village"), (14, 14));
    assert_eq!(of("base_buildings", "building").0, 3723);
    assert_eq!(of("base_areas", "forest").0, 61);
}

/// Bytes changed at random end in an error or in records, never in a panic.
#[test]
fn damage_anywhere_is_survived() {
    let whole = region();
    let mut state = 20_261_130_u64;
    for _ in 0..2_000 {
        let mut file = whole.clone();
        for _ in 0..3 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap() % file.len();
            file[at] = u8::try_from(state >> 24 & 0xff).unwrap();
        }
        for layer in ["base_areas", "base_places"] {
            let _ = told(&file, layer);
        }
    }
}
