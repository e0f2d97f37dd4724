//! Declared types of a file stay in the store, also where a column is empty: in a file and in a database.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result};
use spatial_core::layer::FieldType;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::program::{Server, diaban_succeeds};

use crate::store::city::{gdal, sqlite, text};
use crate::store::contract::layer;

/// Fields of a layer in a store, as name and type.
async fn fields(address: &StoreAddress, name: &str) -> Result<Vec<(String, FieldType)>> {
    let store = Store::open(address, false).await?;
    let fields = layer(&store, name).await?.schema.fields.into_iter();
    Ok(fields.map(|field| (field.name, field.kind)).filter(|(name, _)| name != "source_id").collect())
}

fn import(file: &Path, place: &OsStr, layer: &str) {
    let words = ["import".as_ref(), file.as_os_str(), "--into".as_ref(), place, "--layer".as_ref(), OsStr::new(layer)];
    diaban_succeeds(words);
}

/// The same file in a new GeoPackage and in a new database.
async fn come_into_both(file: &Path, expected: &[(&str, FieldType)]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let database = Cluster::shared().database();
    let url = database.url();
    let expected: Vec<(String, FieldType)> = expected.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    import(file, path.as_os_str(), "kieu");
    assert_eq!(fields(&StoreAddress::Gpkg(path), "kieu").await?, expected, "in a file");
    import(file, OsStr::new(&url), "kieu");
    assert_eq!(fields(&StoreAddress::Postgis(PostgisAddress::parse(&url)?), "kieu").await?, expected, "in a database");
    let column = |name: &str| {
        let types =
            "SELECT data_type FROM information_schema.columns WHERE table_schema = 'layers' AND table_name = 'kieu'";
        database.sql(&format!("{types} AND column_name = '{name}'")).trim().to_owned()
    };
    for (name, kind) in &expected {
        let wanted = match kind {
            FieldType::Boolean => "boolean",
            FieldType::Integer => "bigint",
            FieldType::Real => "double precision",
            FieldType::Date => "date",
            FieldType::Text | FieldType::DateTime | FieldType::Json => "text",
        };
        assert_eq!(column(name), wanted, "{name}");
    }
    // What comes later finds the types as they were declared.
    let collection = Server::start(OsStr::new(&url)).json("/collections/kieu").await;
    assert!(collection["id"] == "kieu", "{collection}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn declared_types_of_a_geopackage_stay_on_both_stores_and_in_empty_columns() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (source, file) = (folder.path().join("kieu.geojson"), folder.path().join("kieu.gpkg"));
    std::fs::write(
        &source,
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.4]},"properties":{"ten":"a"}}"#,
    )?;
    gdal("ogr2ogr", &["-f", "GPKG", text(&file), text(&source), "-nln", "kieu"])?;
    let connection = sqlite(&file)?;
    system_tests::other::drop_triggers(&connection, "kieu")?;
    for (name, kind) in [("d", "DATE"), ("t", "DATETIME"), ("b", "BOOLEAN"), ("i", "INTEGER"), ("r", "REAL")] {
        connection.execute_batch(&format!(
            "ALTER TABLE kieu ADD COLUMN {name} {kind}; ALTER TABLE kieu ADD COLUMN empty_{name} {kind}"
        ))?;
    }
    connection.execute_batch("UPDATE kieu SET d = '2026-11-21', t = '2026-11-21T07:04:00Z', b = 1, i = 45.0, r = 7")?;
    drop(connection);
    let kinds = [
        ("ten", FieldType::Text),
        ("d", FieldType::Date),
        ("empty_d", FieldType::Date),
        ("t", FieldType::DateTime),
        ("empty_t", FieldType::DateTime),
        ("b", FieldType::Boolean),
        ("empty_b", FieldType::Boolean),
        ("i", FieldType::Integer),
        ("empty_i", FieldType::Integer),
        ("r", FieldType::Real),
        ("empty_r", FieldType::Real),
    ];
    come_into_both(&file, &kinds).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn declared_types_of_a_dbf_stay_where_no_row_has_a_value() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("kieu.shp");
    dbf(
        &file.with_extension("dbf"),
        &[("NGAY", b'D', 8, 0), ("DUNG", b'L', 1, 0), ("SO", b'N', 9, 0), ("THUC", b'N', 12, 3), ("CHU", b'C', 10, 0)],
        2,
    )?;
    let geometry = folder.path().join("points.csv");
    std::fs::write(&geometry, "x,y\n107.1,10.4\n107.2,10.4\n")?;
    gdal(
        "ogr2ogr",
        &[
            "-f",
            "ESRI Shapefile",
            text(&folder.path().join("p.shp")),
            text(&geometry),
            "-oo",
            "X_POSSIBLE_NAMES=x",
            "-oo",
            "Y_POSSIBLE_NAMES=y",
            "-a_srs",
            "EPSG:4326",
        ],
    )?;
    for ends in ["shp", "shx", "prj"] {
        std::fs::rename(folder.path().join("p").with_extension(ends), file.with_extension(ends)).context(ends)?;
    }
    let kinds = [
        ("NGAY", FieldType::Date),
        ("DUNG", FieldType::Boolean),
        ("SO", FieldType::Integer),
        ("THUC", FieldType::Real),
        ("CHU", FieldType::Text),
    ];
    come_into_both(&file, &kinds).await
}

/// A dBase table of empty rows: name, letter, width and decimals of each field.
fn dbf(path: &Path, fields: &[(&str, u8, u8, u8)], rows: u32) -> Result<()> {
    let (head, width) = (33 + 32 * fields.len(), 1 + fields.iter().map(|field| usize::from(field.2)).sum::<usize>());
    let mut bytes = vec![3, 126, 11, 28];
    bytes.extend(rows.to_le_bytes());
    bytes.extend(u16::try_from(head)?.to_le_bytes());
    bytes.extend(u16::try_from(width)?.to_le_bytes());
    bytes.resize(32, 0);
    for (name, letter, width, decimals) in fields {
        let mut field = [0; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16], field[17]) = (*letter, *width, *decimals);
        bytes.extend(field);
    }
    bytes.push(0x0D);
    (0..rows).for_each(|_| bytes.extend(std::iter::repeat_n(b' ', width)));
    bytes.push(0x1A);
    Ok(std::fs::write(path, bytes)?)
}
