//! Real files go in whole: counts, names and ids as their publishers and other programs know them.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use importers::{Cancel, ImportError, ImportRequest, Mapping, Mode, Outcome};
use spatial_core::layer::{Clearance, Feature, FieldType, Kind, Value};
use spatial_core::store::StoreAddress;
use system_tests::importing::{empty_store, features, import, layer, request};
use system_tests::shared;

fn gunzipped(file: &Path, folder: &Path, name: &str) -> PathBuf {
    let target = folder.join(name);
    let mut text = Vec::new();
    let file = std::fs::File::open(file).expect("the file is there");
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut text).expect("it unpacks");
    std::fs::write(&target, text).expect("the folder can be written");
    target
}

#[tokio::test(flavor = "multi_thread")]
async fn cambridge_parcels_load_but_for_one() {
    let file = "data/cambridge-ma/ASSESSING_ParcelsFY2014.topojson.gz";
    let Some(file) = shared("cambridge_parcels_load_but_for_one", file) else { return };
    let folder = tempfile::tempdir().unwrap();
    let store = empty_store(folder.path()).await;
    let mut request = ImportRequest { kind: Some(Kind::Parcel), ..request(file, "parcels") };
    request.mapping = Some(Mapping { key: Some("ML".to_owned()), ..Default::default() });
    let report = import(&store, request).await.unwrap();
    assert_eq!((report.read, report.loaded, report.quarantined), (13_116, 13_115, 1));
    let aside: Vec<_> = report.findings.iter().filter(|f| f.outcome == Outcome::Quarantined).collect();
    assert_eq!(aside.len(), 1);
    assert_eq!((aside[0].key.as_deref(), aside[0].code), (Some("238-80"), "ring-too-few-points"));
    assert_eq!(report.repaired, 37, "{:?}", report.counts);
}

#[tokio::test(flavor = "multi_thread")]
async fn wards_keep_their_names_byte_for_byte() {
    let file = "data/vn-admin/hcm-lamdong-wards.geojsonl.gz";
    let Some(file) = shared("wards_keep_their_names_byte_for_byte", file) else { return };
    let folder = tempfile::tempdir().unwrap();
    let plain = std::fs::read_to_string(gunzipped(&file, folder.path(), "wards.geojsonl")).unwrap();
    let store = empty_store(folder.path()).await;
    let report = import(&store, ImportRequest { kind: Some(Kind::Ward), ..request(file, "wards") }).await.unwrap();
    assert_eq!((report.read, report.loaded, report.repaired, report.quarantined), (294, 294, 0, 0));
    let layer = layer(&store, "wards").await;
    for (line, feature) in plain.lines().zip(features(&store, "wards").await) {
        let source: serde_json::Value = serde_json::from_str(line).unwrap();
        for (field, value) in layer.schema.fields.iter().zip(&feature.values) {
            let expected =
                if field.name == "source_id" { &source["id"] } else { &source["properties"][field.name.as_str()] };
            match value {
                Value::Null => assert!(expected.is_null(), "{field:?} {expected}"),
                Value::Text(text) if field.kind == FieldType::Text => assert_eq!(Some(&**text), expected.as_str()),
                Value::Integer(number) => assert_eq!(Some(*number), expected.as_i64()),
                Value::Real(number) => assert_eq!(Some(*number), expected.as_f64()),
                _ => {}
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cambridge_layer_loads_whole() {
    const COUNTS: [(&str, u64); 12] = [
        ("CDD_ZoningDistricts.geojson.gz", 261),
        ("CDD_ZoningOverlayDistricts.geojson.gz", 53),
        ("FEMA_FloodPlains500Year.geojson.gz", 39),
        ("ASSESSING_EasementsFY2014.geojson.gz", 1_150),
        ("TRANS_Centerlines.geojson.gz", 2_643),
        ("TRANS_Intersections.geojson.gz", 1_872),
        ("TRANS_SidewalkCenterlines.topojson.gz", 13_412),
        ("INFRA_StreetLights.geojson.gz", 6_117),
        ("INFRA_Hydrants.geojson.gz", 1_960),
        ("INFRA_UtilityPoles.geojson.gz", 2_457),
        ("RECREATION_OpenSpace.geojson.gz", 276),
        ("BOUNDARY_CDDNeighborhoods.geojson.gz", 13),
    ];
    let Some(data) = shared("every_cambridge_layer_loads_whole", "data/cambridge-ma") else { return };
    let folder = tempfile::tempdir().unwrap();
    let store = empty_store(folder.path()).await;
    for (at, (file, count)) in COUNTS.into_iter().enumerate() {
        let name = format!("layer_{at}");
        let report = import(&store, request(data.join(file), &name)).await.unwrap();
        assert_eq!((report.read, report.loaded), (count, count), "{file}: {:?}", report.counts);
        assert_eq!(layer(&store, &name).await.count, count, "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_zones_come_from_every_format() {
    let file = "data/cambridge-ma/CDD_ZoningDistricts.geojson.gz";
    let Some(file) = shared("the_same_zones_come_from_every_format", file) else { return };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let plain = gunzipped(&file, folder.path(), "zones.geojson");
    for arguments in [
        ["-f", "GPKG", "zones_copy.gpkg", "zones.geojson"],
        ["-f", "ESRI Shapefile", "zones.shz", "zones.geojson"],
        ["-f", "GeoJSONSeq", "zones.geojsonl", "zones.geojson"],
    ] {
        let mut ogr2ogr = Command::new("ogr2ogr");
        // Each format takes its own of these options and warns of the other.
        ogr2ogr.args(arguments).args(["-nln", "zones", "-lco", "ENCODING=UTF-8", "-lco", "COORDINATE_PRECISION=15"]);
        ogr2ogr.current_dir(folder.path());
        assert!(ogr2ogr.output().unwrap().status.success(), "{arguments:?}");
    }
    let sequence = std::fs::read_to_string(at("zones.geojsonl")).unwrap();
    let separated: String = sequence.lines().map(|line| format!("\u{1e}{line}\n")).collect();
    std::fs::write(at("zones.geojsons"), separated).unwrap();
    std::fs::rename(at("zones.shz"), at("zones.zip")).unwrap();
    let store = empty_store(folder.path()).await;
    let mut all = Vec::new();
    for (name, file) in [
        ("plain", plain),
        ("packed", file),
        ("gpkg", at("zones_copy.gpkg")),
        ("zip", at("zones.zip")),
        ("lines", at("zones.geojsonl")),
        ("rfc8142", at("zones.geojsons")),
    ] {
        let report = import(&store, ImportRequest { kind: Some(Kind::Zone), ..request(file, name) }).await.unwrap();
        assert_eq!((report.read, report.loaded), (261, 261), "{name}: {:?}", report.counts);
        let layer = layer(&store, name).await;
        let zone = layer.schema.fields.iter().position(|field| field.name == "ZONE_TYPE").unwrap();
        let drawn: Vec<_> =
            features(&store, name).await.into_iter().map(|f| (f.values[zone].clone(), shape(&f))).collect();
        all.push((name, drawn));
    }
    for (name, drawn) in &all[1..] {
        for (feature, first) in drawn.iter().zip(&all[0].1) {
            assert_eq!(feature.0, first.0, "{name}");
            // Writers round the last digits and reorder rings; the ground covered must be the same.
            assert!((feature.1 - first.1).abs() <= first.1 * 1e-9, "{name}: {} {}", feature.1, first.1);
        }
    }
}

/// Area in square degrees, enough to see that it is the same shape.
fn shape(feature: &Feature) -> f64 {
    feature.geometry.as_ref().map_or(0.0, |geometry| spatial_core::geometry::area(geometry).0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_import_leaves_the_layer_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let store = empty_store(folder.path()).await;
    let good = folder.path().join("good.geojson");
    let point = |id: u32| {
        format!(
            r#"{{"type":"Feature","id":{id},"geometry":{{"type":"Point","coordinates":[107.0{id},10.3]}},"properties":{{"ten":"Giếng {id}","chủ":"…"}}}}"#
        )
    };
    let collection = |inner: &str| format!(r#"{{"type":"FeatureCollection","features":[{inner}]}}"#);
    std::fs::write(&good, collection(&[point(1), point(2)].join(","))).unwrap();
    let report = import(&store, request(good.clone(), "wells")).await.unwrap();
    assert_eq!(report.private_fields, ["chủ"]);
    let before = features(&store, "wells").await;
    let fields = layer(&store, "wells").await.schema.fields;
    assert!(fields.iter().any(|field| field.name == "chủ" && field.clearance == Clearance::Staff));

    let again = import(&store, request(good.clone(), "wells")).await.unwrap_err();
    assert!(matches!(again, ImportError::Store(_)), "{again}");
    let cut = folder.path().join("cut.geojson");
    let whole = collection(&[point(3), point(4)].join(","));
    std::fs::write(&cut, &whole[..whole.len() - 30]).unwrap();
    let replace = |file: &Path| ImportRequest { mode: Mode::Replace, ..request(file.to_owned(), "wells") };
    let error = import(&store, replace(&cut)).await.unwrap_err();
    assert!(matches!(error, ImportError::Truncated { .. }), "{error}");
    let cancel = Cancel::default();
    cancel.cancel();
    let error = importers::import(&store, replace(&good), &|_| {}, &cancel).await.unwrap_err();
    assert!(matches!(error, ImportError::Cancelled), "{error}");
    let (_, layers) = store.layers().await.unwrap();
    let address = StoreAddress::Gpkg(folder.path().join("city.gpkg"));
    let dry = importers::check(&address, layers, replace(&good), &|_| {}, &Cancel::default()).await.unwrap();
    assert_eq!((dry.loaded, dry.revision, dry.is_dry_run), (2, None, true));
    assert_eq!(features(&store, "wells").await, before);

    let update = ImportRequest { mode: Mode::Update { key: Some("ten".into()) }, ..replace(&good) };
    let updated = import(&store, update).await.unwrap();
    assert_eq!((updated.updated, updated.inserted), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_system_is_asked_for_not_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let store = empty_store(folder.path()).await;
    let file = folder.path().join("a.geojson");
    let feature =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[436154.18,1160806.39]},"properties":{}}"#;
    let named = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::5899"}}"#;
    // The member stands behind the features, as old writers put it.
    let late = format!(r#"{{"type":"FeatureCollection","features":[{feature}],{named}}}"#);
    std::fs::write(&file, &late).unwrap();
    let report = import(&store, request(file.clone(), "late")).await.unwrap();
    assert_eq!(report.crs, spatial_core::crs::Crs::Epsg(5899));
    let asked =
        |code| ImportRequest { crs: Some(spatial_core::crs::Crs::Epsg(code)), ..request(file.clone(), "other") };
    let error = import(&store, asked(9218)).await.unwrap_err();
    assert!(matches!(error, ImportError::CrsDiffers { .. }), "{error}");
    std::fs::write(&file, format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#)).unwrap();
    let error = import(&store, request(file.clone(), "other")).await.unwrap_err();
    assert!(matches!(error, ImportError::Misplaced { .. }), "{error}");
    let report = import(&store, asked(5899)).await.unwrap();
    assert_eq!(report.loaded, 1);
}
