//! A store on disk, and the other programs that work at it: what the journeys of `store::outsiders`, `store::tables`, `store::listed` and
//! `store::restored` share.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use geo_types::Geometry;
use rusqlite::Connection;
use spatial_core::layer::{FeatureId, Revision, Value};
use spatial_core::store::{StageMode, Store, StoreAddress, StoreError};
use system_tests::other;
use tempfile::TempDir;

use crate::store::contract::{all, load, name, parcels, square, staged, two_fields};

/// A store on disk with three parcels `a`, `b`, `c`.
pub(crate) struct City {
    pub(crate) folder: TempDir,
    pub(crate) path: PathBuf,
    pub(crate) store: Store,
}

impl City {
    pub(crate) async fn empty() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("city.gpkg");
        let store = open(&path, true).await?;
        Ok(Self { folder, path, store })
    }

    pub(crate) async fn with_three_parcels() -> Result<(Self, Revision)> {
        let city = Self::empty().await?;
        let features = vec![staged("a", 1, 0.0), staged("b", 2, 20.0), staged("c", 3, 40.0)];
        let published = load(&city.store, parcels(two_fields()), StageMode::Create, features).await?;
        city.store.notice_others().await?;
        Ok((city, published.revision))
    }

    /// A GeoJSON file in the layer's system with one square parcel.
    pub(crate) fn geojson(&self, key: &str) -> Result<PathBuf> {
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
    pub(crate) async fn told(&self) -> Result<Vec<String>> {
        let features = all(&self.store, "parcels").await?;
        Ok(features.iter().map(|feature| format!("{}={}", feature.id, said(&feature.values))).collect())
    }

    pub(crate) async fn told_at(&self, revision: Revision) -> Result<Vec<String>> {
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

pub(crate) async fn open(path: &Path, create: bool) -> Result<Store, StoreError> {
    Store::open(&StoreAddress::Gpkg(path.to_path_buf()), create).await
}

/// Runs a tool of GDAL and returns what it prints; errors and warnings of the tool are errors here.
pub(crate) fn gdal(tool: &str, arguments: &[&str]) -> Result<String> {
    let run = Command::new(tool)
        .args(arguments)
        .env("CPL_LOG", "/dev/stderr")
        .output()
        .with_context(|| format!("{tool} runs"))?;
    let errors = String::from_utf8_lossy(&run.stderr).into_owned();
    ensure!(run.status.success() && errors.trim().is_empty(), "{tool} {arguments:?}: {errors}");
    Ok(String::from_utf8_lossy(&run.stdout).into_owned())
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Names of the layers and tables that `ogrinfo` lists.
pub(crate) fn listed(path: &Path) -> Result<Vec<String>> {
    let lines = gdal("ogrinfo", &["-q", text(path)])?;
    Ok(lines.lines().filter_map(|line| line.split_once(": ")).map(|(_, rest)| rest.to_owned()).collect())
}

/// What QGIS or any careful program does.
pub(crate) fn sqlite(path: &Path) -> Result<Connection> {
    Ok(other::sqlite(path)?)
}

/// The blob of [`square`], as the standard has it (OGC 12-128r18 §2.1.3).
pub(crate) fn blob(at: f64) -> Vec<u8> {
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
pub(crate) fn check_file(path: &Path, table: &str) -> Result<()> {
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
