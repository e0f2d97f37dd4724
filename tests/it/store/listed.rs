//! The file as such: what GDAL lists of it, which files of others become stores, and which are refused.

use anyhow::Result;
use rusqlite::Connection;
use spatial_core::crs::Crs;
use spatial_core::layer::{Change, Clearance, FeatureId, LayerName, Revision, Value};
use spatial_core::store::{StageMode, StoreError};

use crate::store::city::{City, check_file, gdal, listed, open, text};
use crate::store::contract::{all, name, parcels, staged, transaction, two_fields};

#[tokio::test]
async fn ogrinfo_lists_published_layers_only_before_during_and_after_an_import() -> Result<()> {
    let city = City::empty().await?;
    assert_eq!(listed(&city.path)?, ["diaban_layer (None)"]);
    let mut stage = city.store.stage(parcels(two_fields()), StageMode::Create).await?;
    stage.append((0..10_000).map(|number| staged("x", number, number as f64)).collect()).await?;
    assert_eq!(listed(&city.path)?, ["diaban_layer (None)"]);
    stage.publish("now").await?;
    let mut found = listed(&city.path)?;
    found.sort();
    assert_eq!(found, ["diaban_layer (None)", "parcels (Polygon)"]);
    let summary = gdal("ogrinfo", &["-so", text(&city.path), "parcels"])?;
    for line in [
        "Feature Count: 10000",
        "Extent: (0.000000, 0.000000) - (10009.000000, 10.000000)",
        "key: String",
        "floors: Integer64",
        "VN-2000",
    ] {
        assert!(summary.contains(line), "{line} in {summary}");
    }
    let window = gdal("ogrinfo", &["-so", "-spat", "5", "1", "6", "2", text(&city.path), "parcels"])?;
    assert!(window.contains("Feature Count: 7"), "{window}");
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn a_quarantine_layer_is_listed_like_any_other() -> Result<()> {
    let city = City::empty().await?;
    let mut stage = city.store.stage(parcels(two_fields()), StageMode::Create).await?;
    let record = spatial_core::store::Quarantined {
        file: "a.geojson".to_owned(),
        record: 1,
        key: None,
        code: "not-finite".to_owned(),
        field: None,
        place: Some([1.0, 2.0]),
        record_json: "{}".to_owned(),
    };
    stage.quarantine(vec![record]).await?;
    stage.publish("now").await?;
    let mut found = listed(&city.path)?;
    found.sort();
    assert_eq!(found, ["diaban_layer (None)", "parcels", "parcels_quarantine (Point)"]);
    let names: Vec<LayerName> = city.store.layers().await?.1.into_iter().map(|layer| layer.name).collect();
    assert_eq!(names, [name("parcels"), name("parcels").quarantine()]);
    Ok(())
}

#[tokio::test]
async fn a_geopackage_of_another_program_becomes_a_store() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("qgis.gpkg");
    let source = folder.path().join("a.geojson");
    let odd = "Thửa \"đất\" 1'; --";
    std::fs::write(
        &source,
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"so_to":1,"Họ tên":"Lan","a\"b":"q"},
        "geometry":{"type":"Point","coordinates":[107.1,10.3]}}]}"#,
    )?;
    gdal(
        "ogr2ogr",
        &["-f", "GPKG", text(&path), text(&source), "-nln", odd, "-lco", "GEOMETRY_NAME=the geom", "-lco", "FID=my id"],
    )?;
    let store = open(&path, false).await?;
    let (position, layers) = store.layers().await?;
    assert_eq!(position.revision, Revision(1));
    let layer = &layers[0];
    assert_eq!(
        (layer.name.as_str(), layer.title.as_str(), layer.crs, layer.count),
        ("thua__dat__1_____", odd, Crs::WGS84, 1)
    );
    let audience: Vec<_> =
        layer.schema.fields.iter().map(|field| (field.name.as_str(), field.clearance.clone())).collect();
    assert_eq!(audience, [("so_to", Clearance::Open), ("Họ tên", Clearance::Staff), ("a\"b", Clearance::Open)]);
    let before = all(&store, layer.name.as_str()).await?;
    assert_eq!(before[0].values, [Value::Integer(1), Value::text("Lan"), Value::text("q")]);
    let change = Change::Update {
        layer: layer.name.clone(),
        id: FeatureId(1),
        expected: Some(Revision(1)),
        geometry: before[0].geometry.clone(),
        values: vec![Value::Integer(2), Value::Null, Value::Null],
        links: Vec::new(),
    };
    store.commit(transaction(vec![change])).await?;
    assert_eq!(store.read(&layer.name, &[FeatureId(1)], Revision(1)).await?, before);
    gdal("ogrinfo", &["-q", text(&path), "-sql", &format!("DELETE FROM \"{}\"", odd.replace('"', "\"\""))])?;
    assert_eq!(all(&store, layer.name.as_str()).await?, vec![]);
    drop(store);
    let store = open(&path, false).await?;
    assert_eq!(store.read(&layer.name, &[FeatureId(1)], Revision(1)).await?, before);
    Ok(())
}

#[tokio::test]
async fn files_that_are_no_store_are_refused_with_a_reason_and_left_as_they_were() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(open(&path("none.gpkg"), false).await, Err(StoreError::NotFound { .. })));
    std::fs::write(path("text.gpkg"), "hello".repeat(1000))?;
    std::fs::write(path("short.gpkg"), "SQLite format 3\0")?;
    std::fs::write(path("empty.gpkg"), "")?;
    Connection::open(path("other.gpkg"))?.execute_batch("CREATE TABLE x (y)")?;
    for file in ["text.gpkg", "short.gpkg", "empty.gpkg", "other.gpkg"] {
        let before = std::fs::read(path(file))?;
        let refused = open(&path(file), false).await;
        assert!(matches!(refused, Err(StoreError::NotAStore { .. })), "{file}: {refused:?}");
        assert_eq!(before, std::fs::read(path(file))?, "{file}");
    }
    assert!(matches!(
        open(folder.path(), false).await,
        Err(StoreError::NotAStore { .. } | StoreError::NotFound { .. })
    ));

    let (city, _) = City::with_three_parcels().await?;
    let whole = city.path.clone();
    drop(city.store);
    let bytes = std::fs::read(&whole)?;
    std::fs::write(path("cut.gpkg"), &bytes[..bytes.len() / 2])?;
    assert!(matches!(open(&path("cut.gpkg"), false).await, Err(StoreError::Damaged { .. })));
    std::fs::copy(&whole, path("newer.gpkg"))?;
    Connection::open(path("newer.gpkg"))?.execute("UPDATE diaban_meta SET value = 99 WHERE key = 'layout'", [])?;
    assert!(matches!(open(&path("newer.gpkg"), false).await, Err(StoreError::TooNew { found: 99, .. })));
    Ok(())
}
