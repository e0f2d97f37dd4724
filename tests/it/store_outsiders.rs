//! Other programs at the same file: GDAL's tools and plain SQLite read and write a GeoPackage while we hold it open.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use geo_types::Geometry;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use spatial_core::crs::Crs;
use spatial_core::layer::{Audience, Change, FeatureId, LayerName, Revision, Touched, Value};
use spatial_core::store::{StageMode, Store, StoreAddress, StoreError};
use tempfile::TempDir;

use crate::store_contract::{all, load, name, parcels, square, staged, transaction, two_fields, update};

/// A store on disk with three parcels `a`, `b`, `c`.
struct City {
    folder: TempDir,
    path: PathBuf,
    store: Store,
}

impl City {
    async fn empty() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("city.gpkg");
        let store = open(&path, true).await?;
        Ok(Self { folder, path, store })
    }

    async fn with_three_parcels() -> Result<(Self, Revision)> {
        let city = Self::empty().await?;
        let features = vec![staged("a", 1, 0.0), staged("b", 2, 20.0), staged("c", 3, 40.0)];
        let published = load(&city.store, parcels(two_fields()), StageMode::Create, features).await?;
        city.store.notice_others().await?;
        Ok((city, published.revision))
    }

    /// A GeoJSON file in the layer's system with one square parcel.
    fn geojson(&self, key: &str) -> Result<PathBuf> {
        let path = self.folder.path().join(format!("{key}.geojson"));
        let text = format!(
            r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:9218"}}}},"features":[
            {{"type":"Feature","properties":{{"key":"{key}","floors":7}},
            "geometry":{{"type":"Polygon","coordinates":[[[100,0],[110,0],[110,10],[100,10],[100,0]]]}}}}]}}"#
        );
        std::fs::write(&path, text)?;
        Ok(path)
    }

    /// `key` and `floors` of all features, by id.
    async fn told(&self) -> Result<Vec<String>> {
        let features = all(&self.store, "parcels").await?;
        Ok(features.iter().map(|feature| format!("{}={}", feature.id, said(&feature.values))).collect())
    }

    async fn told_at(&self, revision: Revision) -> Result<Vec<String>> {
        let ids: Vec<FeatureId> = (0..20).map(FeatureId).collect();
        let features = self.store.read(&name("parcels"), &ids, revision).await?;
        Ok(features.iter().map(|feature| format!("{}={}", feature.id, said(&feature.values))).collect())
    }
}

fn said(values: &[Value]) -> String {
    let one = |value: &Value| match value {
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Null => "-".to_owned(),
        other => format!("{other:?}"),
    };
    values.iter().map(one).collect::<Vec<_>>().join("/")
}

async fn open(path: &Path, create: bool) -> Result<Store, StoreError> {
    Store::open(&StoreAddress::Gpkg(path.to_path_buf()), create).await
}

/// Runs a tool of GDAL and returns what it prints; errors and warnings of the tool are errors here.
fn gdal(tool: &str, arguments: &[&str]) -> Result<String> {
    let run = Command::new(tool)
        .args(arguments)
        .env("CPL_LOG", "/dev/stderr")
        .output()
        .with_context(|| format!("{tool} runs"))?;
    let errors = String::from_utf8_lossy(&run.stderr).into_owned();
    ensure!(run.status.success() && errors.trim().is_empty(), "{tool} {arguments:?}: {errors}");
    Ok(String::from_utf8_lossy(&run.stdout).into_owned())
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Names of the layers and tables that `ogrinfo` lists.
fn listed(path: &Path) -> Result<Vec<String>> {
    let lines = gdal("ogrinfo", &["-q", text(path)])?;
    Ok(lines.lines().filter_map(|line| line.split_once(": ")).map(|(_, rest)| rest.to_owned()).collect())
}

/// What QGIS or any careful program does: plain SQLite with the functions the R-tree triggers call.
fn sqlite(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    let side = |at: usize| {
        move |context: &rusqlite::functions::Context<'_>| {
            let blob: Vec<u8> = context.get(0)?;
            let bytes = blob[8 + at * 8..16 + at * 8].try_into().expect("eight bytes");
            Ok(f64::from_le_bytes(bytes))
        }
    };
    for (function, at) in [("ST_MinX", 0), ("ST_MaxX", 1), ("ST_MinY", 2), ("ST_MaxY", 3)] {
        connection.create_scalar_function(function, 1, FunctionFlags::SQLITE_DETERMINISTIC, side(at))?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, FunctionFlags::SQLITE_DETERMINISTIC, |_| Ok(false))?;
    Ok(connection)
}

/// The blob of [`square`], as the standard has it (OGC 12-128r18 §2.1.3).
fn blob(at: f64) -> Vec<u8> {
    let mut out = b"GP\x00\x03\x00\x00\x00\x00".to_vec();
    let number = |out: &mut Vec<u8>, value: f64| out.extend_from_slice(&value.to_le_bytes());
    [at, at + 10.0, 0.0, 10.0].into_iter().for_each(|side| number(&mut out, side));
    out.extend_from_slice(b"\x01\x03\x00\x00\x00\x01\x00\x00\x00\x05\x00\x00\x00");
    let Geometry::Polygon(polygon) = square(at) else { unreachable!("a square is a polygon") };
    for place in polygon.exterior().coords() {
        number(&mut out, place.x);
        number(&mut out, place.y);
    }
    out
}

/// True if table, R-tree and counts agree.
fn check_file(path: &Path, table: &str) -> Result<()> {
    let connection = sqlite(path)?;
    let one = |sql: String| connection.query_row(&sql, [], |row| row.get::<_, String>(0));
    ensure!(one("PRAGMA integrity_check".to_owned())? == "ok");
    ensure!(one(format!("SELECT rtreecheck('rtree_{table}_geom')"))? == "ok");
    let lost = format!(
        "SELECT count(*) || '' FROM {table} t LEFT JOIN rtree_{table}_geom r ON r.id = t.fid \
         WHERE geom NOTNULL AND (r.id ISNULL OR r.minx > ST_MinX(geom) OR r.maxx < ST_MaxX(geom) OR r.miny > ST_MinY(geom) OR r.maxy < ST_MaxY(geom))"
    );
    ensure!(one(lost)? == "0", "the R-tree has lost features");
    let counts = format!(
        "SELECT (SELECT count(*) FROM {table}) || '=' || (SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = '{table}') \
         || '=' || (SELECT count(*) FROM rtree_{table}_geom)"
    );
    let counts = one(counts)?;
    let mut numbers = counts.split('=');
    let first = numbers.next();
    ensure!(numbers.all(|number| Some(number) == first), "{counts}");
    Ok(())
}

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
async fn ogr2ogr_appends_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    assert_eq!(city.store.notice_others().await?, None);
    gdal("ogr2ogr", &["-append", text(&city.path), text(&city.geojson("d")?), "-nln", "parcels"])?;
    let noticed = city.store.notice_others().await?.context("the edit is noticed")?;
    assert_eq!(noticed.revision, Revision(created.0 + 1));
    assert_eq!(city.told().await?, ["1=a/1", "2=b/2", "3=c/3", "4=d/7"]);
    let feed = city.store.changes_since(created).await?;
    assert_eq!((feed.len(), feed[0].touched.clone()), (1, Touched::Ids(vec![FeatureId(4)])));
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    let read = all(&city.store, "parcels").await?;
    assert_eq!((read[0].version, read[3].version), (created, noticed.revision));
    assert_eq!(city.store.notice_others().await?, None);
    city.store.commit(transaction(vec![update(4, Some(noticed.revision), "d", 8)])).await?;
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn ogr2ogr_updates_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "UPDATE parcels SET floors = 22 WHERE fid = 2"])?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "DELETE FROM parcels WHERE fid = 3"])?;
    // Nobody asked in between: what is read is numbered all the same.
    assert_eq!(city.told().await?, ["1=a/1", "2=b/22"]);
    assert_eq!(city.store.position().await?.revision, Revision(created.0 + 1));
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn ogr2ogr_overwrites_a_layer_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let before = city.store.position().await?;
    gdal("ogr2ogr", &["-overwrite", text(&city.path), text(&city.geojson("z")?), "-nln", "parcels"])?;
    let after = city.store.notice_others().await?.context("the edit is noticed")?;
    assert!(after.revision > before.revision && after.schema_version != before.schema_version);
    assert_eq!(city.told().await?, ["1=z/7"]);
    assert!(city.store.changes_since(created).await?.iter().any(|row| row.touched == Touched::Whole));
    let lost = city.told_at(created).await;
    assert!(lost.is_err_and(|error| matches!(error.downcast_ref(), Some(StoreError::TooOld { .. }))));
    let layers = city.store.layers().await?.1;
    assert_eq!(
        (layers.len(), layers[0].title.as_str(), layers[0].crs, layers[0].count),
        (1, "Thửa đất", Crs::Epsg(9218), 1)
    );
    // The triggers are back, and ids go on where the lost ones ended.
    let inserted = city.store.commit(transaction(vec![update(1, None, "z", 8)])).await?.revision;
    assert_eq!(city.told_at(after.revision).await?, ["1=z/7"]);
    gdal("ogr2ogr", &["-append", text(&city.path), text(&city.geojson("y")?), "-nln", "parcels"])?;
    assert_eq!(city.told().await?, ["1=z/8", "4=y/7"]);
    assert_eq!(city.told_at(inserted).await?, ["1=z/8"]);
    Ok(())
}

#[tokio::test]
async fn a_layer_dropped_by_others_is_gone_and_its_ids_stay_used() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "DROP TABLE parcels"])?;
    city.store.notice_others().await?.context("the edit is noticed")?;
    assert_eq!(city.store.layers().await?.1, vec![]);
    load(&city.store, parcels(two_fields()), StageMode::Create, vec![staged("n", 1, 0.0)]).await?;
    assert_eq!(city.told().await?, ["4=n/1"]);
    assert!(city.told_at(Revision(1)).await.is_err());
    Ok(())
}

#[tokio::test]
async fn sqlite_with_the_st_functions_edits_while_we_hold_the_store() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let outside = sqlite(&city.path)?;
    outside.execute("UPDATE parcels SET floors = floors + 10", [])?;
    outside.execute("INSERT INTO parcels (geom, key, floors) SELECT geom, 'copy', 5 FROM parcels WHERE fid = 1", [])?;
    assert_eq!(outside.last_insert_rowid(), 4);
    let first = city.store.notice_others().await?.context("noticed")?.revision;
    outside.execute(
        "INSERT OR REPLACE INTO parcels (fid, geom, key, floors) SELECT 2, geom, 'new', 1 FROM parcels WHERE fid = 2",
        [],
    )?;
    outside.execute("UPDATE parcels SET fid = 30 WHERE fid = 3", [])?;
    outside.execute("DELETE FROM parcels WHERE fid = 1", [])?;
    assert_eq!(city.told().await?, ["2=new/1", "4=copy/5", "30=c/13"]);
    assert_eq!(city.told_at(first).await?, ["1=a/11", "2=b/12", "3=c/13", "4=copy/5"]);
    assert_eq!(city.told_at(created).await?, ["1=a/1", "2=b/2", "3=c/3"]);
    let who: Vec<String> = outside
        .prepare("SELECT who FROM diaban_commit ORDER BY revision")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    assert_eq!(who, ["lan", "external", "external"]);
    outside.execute("UPDATE parcels SET geom = ?1 WHERE fid = 4", [blob(500.0)])?;
    assert_eq!(city.store.layers().await?.1[0].extent.map(|extent| extent.max[0]), Some(510.0));
    assert_eq!(all(&city.store, "parcels").await?[1].geometry, Some(square(500.0)));
    check_file(&city.path, "parcels")
}

#[tokio::test]
async fn our_commit_numbers_what_others_left_before_itself() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    sqlite(&city.path)?.execute("UPDATE parcels SET floors = 9 WHERE fid = 1", [])?;
    let late = city.store.commit(transaction(vec![update(1, Some(created), "a", 3)])).await;
    assert!(matches!(late, Err(StoreError::Conflict { .. })), "{late:?}");
    let committed = city.store.commit(transaction(vec![update(2, Some(created), "b", 3)])).await?;
    assert_eq!(committed.revision, Revision(created.0 + 2));
    Ok(())
}

#[tokio::test]
async fn a_field_added_by_others_is_for_staff_and_history_knows_it_from_then_on() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    gdal("ogrinfo", &["-q", text(&city.path), "-sql", "ALTER TABLE parcels ADD COLUMN note TEXT(20)"])?;
    let added = city.store.notice_others().await?.context("noticed")?.revision;
    let fields = city.store.layers().await?.1.remove(0).schema.fields;
    assert_eq!((fields[2].name.as_str(), fields[2].audience), ("note", Audience::Staff));
    let outside = sqlite(&city.path)?;
    outside.execute("UPDATE parcels SET note = 'x' WHERE fid = 1", [])?;
    let noted = city.store.position().await?.revision;
    outside.execute("UPDATE parcels SET note = 'y' WHERE fid = 1", [])?;
    assert_eq!(city.told().await?, ["1=a/1/y", "2=b/2/-", "3=c/3/-"]);
    assert_eq!(city.told_at(noted).await?[0], "1=a/1/x");
    assert_eq!(city.told_at(added).await?[0], "1=a/1/-");
    assert_eq!(city.told_at(created).await?[0], "1=a/1");
    assert_eq!(all(&city.store, "parcels").await?[1].version, created);
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
    let audience: Vec<_> = layer.schema.fields.iter().map(|field| (field.name.as_str(), field.audience)).collect();
    assert_eq!(audience, [("so_to", Audience::Anonymous), ("Họ tên", Audience::Staff), ("a\"b", Audience::Anonymous)]);
    let before = all(&store, layer.name.as_str()).await?;
    assert_eq!(before[0].values, [Value::Integer(1), Value::text("Lan"), Value::text("q")]);
    let change = Change::Update {
        layer: layer.name.clone(),
        id: FeatureId(1),
        expected: Some(Revision(1)),
        geometry: before[0].geometry.clone(),
        values: vec![Value::Integer(2), Value::Null, Value::Null],
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

#[tokio::test]
async fn what_others_left_unreadable_does_not_stop_the_layer() -> Result<()> {
    let (city, _) = City::with_three_parcels().await?;
    let outside = sqlite(&city.path)?;
    outside.execute_batch(
        "DROP TRIGGER rtree_parcels_geom_update1; DROP TRIGGER rtree_parcels_geom_update2; \
         UPDATE parcels SET geom = x'00', floors = 'many' WHERE fid = 2; UPDATE parcels SET floors = '12' WHERE fid = 1",
    )?;
    let read = all(&city.store, "parcels").await?;
    assert_eq!((&read[1].geometry, &read[1].values), (&None::<Geometry<f64>>, &vec![Value::text("b"), Value::Null]));
    assert_eq!((&read[0].geometry, &read[0].values[1]), (&Some(square(0.0)), &Value::Integer(12)));
    Ok(())
}

#[tokio::test]
async fn two_stores_on_one_file_see_each_other() -> Result<()> {
    let (city, created) = City::with_three_parcels().await?;
    let other = open(&city.path, false).await?;
    let mut stage = other.stage(parcels(two_fields()), StageMode::Replace).await?;
    stage.append((0..5000).map(|number| staged("x", number, number as f64)).collect()).await?;
    assert_eq!(city.store.notice_others().await?, None, "a stage is nobody's business before it is published");
    // A third opens meanwhile and sweeps nothing that lives.
    drop(open(&city.path, false).await?);
    let published = stage.publish("by the other").await?;
    assert_eq!(city.store.notice_others().await?.map(|position| position.revision), Some(published.revision));
    assert_eq!(city.told().await?.len(), 5000);
    assert_eq!(city.told_at(created).await?.len(), 3);
    assert_eq!(all(&other, "parcels").await?.len(), 5000);
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
