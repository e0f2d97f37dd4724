//! What one may rely on in the sample city.

mod fabric;
mod ground;
mod networks;
mod package;
mod planning;
mod register;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use geo::{Area, BooleanOps, BoundingRect, Intersects, Relate, Validation};
use geo_types::{Geometry, Polygon};
use spatial_core::crs::{Crs, Transform};
use spatial_core::geometry::wkb;
use spatial_core::layer::Value;
use spatial_core::store::{Staged, Store, StoreAddress};

use crate::land::geohash::geohash;
use crate::{City, SampleError, SampleLayer, bench, write};

fn features(city: &City, layer: SampleLayer) -> Vec<Staged> {
    city.batches(layer).flat_map(|batch| batch.expect("the city lies in its reference system")).collect()
}

fn polygons(city: &City, layer: SampleLayer) -> Vec<Polygon<f64>> {
    features(city, layer)
        .into_iter()
        .flat_map(|feature| match feature.geometry {
            Some(Geometry::Polygon(polygon)) => vec![polygon],
            Some(Geometry::MultiPolygon(polygons)) => polygons.0,
            other => panic!("{other:?}"),
        })
        .collect()
}

/// The zones of one level of plans.
fn zones(city: &City, level: &str) -> Vec<Polygon<f64>> {
    let at = position(city, SampleLayer::Zones, "cap");
    let zones = features(city, SampleLayer::Zones).into_iter().filter(|zone| text(&zone.values[at]) == level);
    zones.map(|zone| polygon(zone.geometry.as_ref()).clone()).collect()
}

/// Where a field stands among a feature's values.
fn position(city: &City, layer: SampleLayer, field: &str) -> usize {
    city.layer(layer).schema.position(field).expect("the layer has the field")
}

fn polygon(geometry: Option<&Geometry<f64>>) -> &Polygon<f64> {
    match geometry {
        Some(Geometry::Polygon(polygon)) => polygon,
        other => panic!("{other:?} is no polygon"),
    }
}

fn boxes_meet(one: &Polygon<f64>, other: &Polygon<f64>) -> bool {
    one.bounding_rect().zip(other.bounding_rect()).is_some_and(|(one, other)| one.intersects(&other))
}

fn city(parcels: u32) -> City {
    City::new(parcels, 1).expect("a small city")
}

/// All features as bytes.
fn bytes(city: &City) -> Vec<u8> {
    let mut bytes = Vec::new();
    for layer in SampleLayer::ALL {
        for feature in features(city, layer) {
            wkb::write(feature.geometry.as_ref().expect("every feature has a shape"), &mut bytes);
            bytes.extend(format!("{:?}", feature.values).into_bytes());
        }
    }
    bytes
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let first = bytes(&city(700));
    assert_eq!(first, bytes(&city(700)));
    assert_ne!(first, bytes(&City::new(700, 2).expect("a small city")));
}

#[test]
fn a_city_has_exactly_as_many_parcels_as_ordered() {
    for parcels in [1, 2, 50, 1000, 4321] {
        assert_eq!(features(&city(parcels), SampleLayer::Parcels).len(), parcels as usize);
    }
    for parcels in [0, City::MOST_PARCELS + 1] {
        assert!(matches!(City::new(parcels, 1), Err(SampleError::Size { .. })));
    }
}

#[test]
fn a_small_city_is_small_and_lies_around_its_centre() {
    let parcels = polygons(&city(1000), SampleLayer::Parcels);
    for corner in parcels.iter().flat_map(|parcel| parcel.exterior().coords()) {
        assert!((corner.x - 426_902.0).abs() < 800.0 && (corner.y - 1_144_200.0).abs() < 800.0, "{corner:?}");
    }
}

#[test]
fn every_shape_is_valid() {
    let city = city(2000);
    for layer in SampleLayer::ALL {
        for feature in features(&city, layer) {
            let shape = feature.geometry.expect("every feature has a shape");
            assert!(shape.is_valid(), "{layer:?} {:?}: {:?}", feature.values, shape.validation_errors());
        }
    }
}

#[test]
fn large_cities_have_valid_wards_too() {
    for (parcels, seed) in [(60_000, 1), (60_000, 2), (150_000, 3)] {
        let city = City::new(parcels, seed).expect("a city");
        for ward in features(&city, SampleLayer::Wards) {
            let shape = ward.geometry.expect("a ward has a shape");
            assert!(shape.is_valid(), "{:?}: {:?}", ward.values, shape.validation_errors());
        }
    }
}

#[test]
fn values_fit_the_fields() {
    let city = city(300);
    for layer in SampleLayer::ALL {
        let fields = city.layer(layer).schema.fields;
        for feature in features(&city, layer) {
            assert_eq!(fields.len(), feature.values.len());
            for (field, value) in fields.iter().zip(&feature.values) {
                assert!(field.kind.admits(value), "{}: {value:?}", field.name);
            }
        }
    }
}

/// Each side of a parcel is the neighbour's, seen from the other side, or nobody's: no border runs along half a border.
#[test]
fn neighbours_share_their_borders_exactly() {
    let parcels = polygons(&city(900), SampleLayer::Parcels);
    let mut sides: HashMap<[u64; 4], u32> = HashMap::new();
    for line in parcels.iter().flat_map(|parcel| parcel.exterior().lines()) {
        let key = [line.start.x, line.start.y, line.end.x, line.end.y].map(f64::to_bits);
        *sides.entry(key).or_default() += 1;
    }
    assert!(sides.values().all(|&times| times == 1), "two parcels lie on the same side of a border");
    let shared = sides.keys().filter(|[a, b, c, d]| sides.contains_key(&[*c, *d, *a, *b])).count();
    assert!(shared * 10 > sides.len() * 6, "{shared} of {}", sides.len());
}

#[test]
fn parcels_do_not_overlap() {
    let parcels = polygons(&city(400), SampleLayer::Parcels);
    for (at, one) in parcels.iter().enumerate() {
        for other in &parcels[at + 1..] {
            let boxes = one.bounding_rect().zip(other.bounding_rect());
            if boxes.is_some_and(|(one, other)| one.intersects(&other)) {
                // Rounding to the millimetre moves a border of 20 m by no more than 0.01 m².
                assert!(one.intersection(other).unsigned_area() < 0.02, "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn plan_zones_cut_through_parcels() {
    let city = city(9000);
    let zones = zones(&city, "phân khu");
    let mut sheets: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for (sheet, batch) in city.batches(SampleLayer::Parcels).enumerate() {
        for parcel in batch.expect("parcels") {
            let shape = parcel.geometry.expect("a parcel has a shape");
            let shape = polygon(Some(&shape));
            let touched = zones.iter().filter(|zone| boxes_meet(zone, shape) && zone.intersects(shape));
            let (cut, all) = sheets.entry(sheet).or_default();
            *cut += u32::from(touched.count() > 1);
            *all += 1;
        }
    }
    assert!(sheets.values().any(|(cut, all)| cut * 10 >= all * 3), "{sheets:?}");
}

#[test]
fn wards_and_zones_cover_all_parcels() {
    let city = city(1500);
    let wards = polygons(&city, SampleLayer::Wards);
    let zones = zones(&city, "phân khu");
    for parcel in polygons(&city, SampleLayer::Parcels) {
        assert_eq!(wards.iter().filter(|ward| ward.relate(&parcel).is_contains()).count(), 1);
        let covered: f64 = zones
            .iter()
            .filter(|zone| boxes_meet(zone, &parcel))
            .map(|zone| zone.intersection(&parcel).unsigned_area())
            .sum();
        assert!((covered - parcel.unsigned_area()).abs() < 0.1, "{covered} of {}", parcel.unsigned_area());
    }
}

#[test]
fn identifiers_are_unique_and_lie_in_vung_tau() {
    let parcels = features(&city(3000), SampleLayer::Parcels);
    let hashes: BTreeSet<String> = parcels.iter().map(|parcel| text(&parcel.values[3]).to_owned()).collect();
    assert_eq!(hashes.len(), parcels.len());
    assert!(hashes.iter().all(|hash| hash.len() == 12 && hash.starts_with("w3u")), "{hashes:?}");
    let keys: BTreeSet<String> = parcels.iter().map(|parcel| format!("{:?}", &parcel.values[..3])).collect();
    assert_eq!(keys.len(), parcels.len());
}

#[test]
fn an_identifier_is_the_one_the_regulation_gives() {
    let mut points = [[426_902.37, 1_144_200.50], [436_154.18, 1_160_806.39]];
    Transform::new(City::CRS, Crs::WGS84).expect("a known pair").apply(&mut points).expect("points of Vietnam");
    assert_eq!(points.map(|[lon, lat]| geohash(lon, lat)), ["w3u4ug2mv41q", "w3u5wwv9rh1k"]);
}

#[test]
fn names_are_vietnamese_and_composed() {
    let city = city(5000);
    let wards: Vec<String> =
        features(&city, SampleLayer::Wards).iter().map(|ward| text(&ward.values[1]).to_owned()).collect();
    assert_eq!(wards, ["Phường Vũng Tàu", "Phường Rạch Dừa", "Phường Tam Thắng", "Phường Phước Thắng"]);
    let combining = '\u{0300}'..='\u{036f}';
    for layer in SampleLayer::ALL {
        for value in features(&city, layer).iter().flat_map(|feature| &feature.values) {
            if let Value::Text(text) = value {
                assert!(!text.chars().any(|letter| combining.contains(&letter)), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn a_store_takes_the_whole_city() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&StoreAddress::Gpkg(folder.path().join("city.gpkg")), true).await?;
    let mut last = None;
    let revision = write(&store, &city(500), |progress| last = Some(progress)).await?;
    let (position, layers) = store.layers().await?;
    assert_eq!(position.revision, revision);
    let names: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
    let of_subjects = ::planning::TABLES.iter().chain(&[&::planning::STEP_LOG]).chain(::network::TABLES);
    let of_subjects = of_subjects.map(|table| table.layer.to_owned());
    let mut all: Vec<String> =
        SampleLayer::WHOLE.iter().map(|layer| layer.name().to_string()).chain(of_subjects).collect();
    all.sort_unstable();
    assert_eq!(names, all);
    assert!(layers.iter().all(|layer| layer.crs == City::CRS));
    // What nobody noted yet, and what only files of other programs have.
    let empty = [
        &::network::DEVICE_STATES,
        &::network::ASSOCIATIONS,
        &::network::SECTIONS,
        &::network::SOURCES,
        &::network::shutdown::SHUTDOWNS,
    ];
    let empty: BTreeSet<&str> = empty.into_iter().map(|table| table.layer).collect();
    let found = layers.iter().filter(|layer| layer.count == 0).map(|layer| layer.name.as_str());
    assert_eq!(found.collect::<BTreeSet<&str>>(), empty);
    let parcels = layers.iter().find(|layer| layer.name.as_str() == "parcels").map(|layer| layer.count);
    assert_eq!(parcels, Some(500));
    assert_eq!(last.map(|progress| progress.layer), Some(SampleLayer::PowerSwitches.name()));
    Ok(())
}

#[test]
fn the_benchmark_file_is_the_same_each_time_and_has_ten_vertices_and_six_attributes() {
    let lines = || {
        let mut out = Vec::new();
        bench::write(20, 1, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    };
    assert_eq!(lines(), lines());
    assert_eq!(lines().lines().count(), 20);
    for line in lines().lines() {
        assert_eq!(line.matches("],[").count(), 10, "{line}");
        let (_, properties) = line.split_once("\"properties\":").expect("a feature has properties");
        assert_eq!(properties.matches("\":").count(), 6, "{line}");
    }
}

fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}
