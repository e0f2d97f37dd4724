//! Reference systems as a database defines them: served by the definition, or refused with a remedy that works.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Operation, StatedCrs, Transform};
use spatial_core::layer::{GeometryType, Kind, Layer, LayerName, Schema};
use spatial_core::store::{StageMode, Staged, StoreError};
use system_tests::cluster::Database;

use super::tables::{address, province, refuses, serve, table};
use crate::store::contract::load;

/// A corner that all tables here have.
const CORNER: [f64; 2] = [500_000.0, 1_160_000.0];
/// A table of one square whose column has this SRID.
fn lots(srid: u32) -> String {
    format!(
        "CREATE TABLE lots (id int PRIMARY KEY, geom geometry(Polygon, {srid})); \
         INSERT INTO lots VALUES (1, ST_GeomFromText('POLYGON((500000 1160000,500010 1160000,500010 1160010,500000 1160010,500000 1160000))', {srid}))"
    )
}

/// A TM-3 zone of VN-2000 as programs write it.
fn definition(meridian: f64) -> String {
    format!(
        concat!(
            r#"PROJCS["VN-2000 / own",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563]],"#,
            r#"PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#,
            r#"PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",{}],PARAMETER["scale_factor",0.9999],"#,
            r#"PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]"#
        ),
        meridian
    )
}

/// The line of `spatial_ref_sys` that defines a number so.
fn line(srid: u32, authority: &str, meridian: f64) -> String {
    let (text, code) = (definition(meridian), if authority.is_empty() { "NULL".to_owned() } else { srid.to_string() });
    let authority = if authority.is_empty() { "NULL".to_owned() } else { format!("'{authority}'") };
    format!(
        "DELETE FROM spatial_ref_sys WHERE srid = {srid}; INSERT INTO spatial_ref_sys VALUES ({srid}, {authority}, {code}, '{text}', \
         '+proj=tmerc +lat_0=0 +lon_0={meridian} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m')"
    )
}

/// The corner as it is served, and where a system puts it, in degrees.
async fn served(database: &Database<'_>, config: &str, crs: Crs) -> Result<(Vec<f64>, [f64; 2], Value)> {
    let server = serve(database, config);
    let item = server.json("/collections/lots/items/1").await;
    let corner = item["geometry"]["coordinates"][0][0].as_array().context("a corner")?;
    let mut expected = [CORNER];
    Transform::new(crs, Crs::WGS84)?.apply(&mut expected)?;
    let told = server.json("/health/ready?lang=en").await["leftOut"].clone();
    Ok((corner.iter().filter_map(Value::as_f64).collect(), expected[0], told))
}

fn is_near(found: &[f64], expected: [f64; 2]) -> bool {
    found.len() == 2 && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-8)
}

#[tokio::test]
async fn a_number_that_its_definition_contradicts_is_served_by_the_definition_and_told() -> Result<()> {
    let (database, _) = province(&format!("{}; {}", line(9218, "EPSG", 107.75), lots(9218))).await?;
    let config = table("lots", "lots", "\"id\"", "fields = []");
    let (corner, expected, told) = served(&database, &config, Crs::Epsg(5899)).await?;
    assert!(is_near(&corner, expected), "{corner:?} {expected:?}");
    assert_eq!((&told[0]["table"], &told[0]["code"]), (&json!("lots"), &json!("table-crs-by-parameters")), "{told}");
    let detail = told[0]["detail"].as_str().context("a sentence")?;
    assert!(["EPSG:9218", "107.75", "108.5", "EPSG:5899"].iter().all(|word| detail.contains(word)), "{detail}");
    // Both remedies: the settings decide for the number, and the definition is corrected.
    let by_number = table("lots", "lots", "\"id\"", "fields = []\ncrs = \"EPSG:9218\"");
    let (corner, expected, told) = served(&database, &by_number, Crs::Epsg(9218)).await?;
    assert!(is_near(&corner, expected) && told.is_null(), "{corner:?} {expected:?} {told}");
    database.sql(&line(9218, "EPSG", 108.5));
    let (corner, expected, told) = served(&database, &config, Crs::Epsg(9218)).await?;
    assert!(is_near(&corner, expected) && told.is_null(), "{corner:?} {expected:?} {told}");
    Ok(())
}

#[tokio::test]
async fn a_number_whose_definition_is_nobodys_is_refused_and_the_remedy_works() -> Result<()> {
    let config = table("lots", "lots", "\"id\"", "fields = []");
    let named = |crs: &str| table("lots", "lots", "\"id\"", &format!("fields = []\ncrs = \"{crs}\""));
    let (database, _) = province(&format!("{}; {}", line(9218, "EPSG", 107.7), lots(9218))).await?;
    refuses(&address(&database), &config, "is 107.7 there and 108.5 in EPSG:9218")?;
    let (corner, expected, _) = served(&database, &named("EPSG:5899"), Crs::Epsg(5899)).await?;
    assert!(is_near(&corner, expected), "{corner:?} {expected:?}");

    let (database, _) = province(&format!("{}; {}", line(990_001, "", 107.7), lots(990_001))).await?;
    refuses(&address(&database), &config, "defines SRID 990001 of the column “geom” as “VN-2000 / own”")?;
    let (corner, expected, _) = served(&database, &named("EPSG:5899"), Crs::Epsg(5899)).await?;
    assert!(is_near(&corner, expected), "{corner:?} {expected:?}");
    Ok(())
}

#[tokio::test]
async fn a_number_of_their_own_is_served_by_its_definition() -> Result<()> {
    for authority in ["", "Sở TNMT"] {
        let (database, _) = province(&format!("{}; {}", line(990_001, authority, 107.75), lots(990_001))).await?;
        let config = table("lots", "lots", "\"id\"", "fields = []");
        let (corner, expected, told) = served(&database, &config, Crs::Epsg(5899)).await?;
        assert!(is_near(&corner, expected) && told.is_null(), "{corner:?} {expected:?} {told}");
    }
    Ok(())
}

#[tokio::test]
async fn what_postgis_itself_says_of_its_numbers_is_no_contradiction() -> Result<()> {
    let (database, _) = province("SELECT 1").await?;
    for srid in [4326, 3857, 4756, 3405, 3406, 3148, 3176, 4131, 32_648, 32_649, 2249, 2154, 3035] {
        let text = database.sql(&format!("SELECT srtext FROM spatial_ref_sys WHERE srid = {srid}"));
        let stated = StatedCrs::of(text.trim(), Some(srid))?.context("it states something")?;
        assert_eq!((stated.crs, stated.contradiction), (Crs::Epsg(srid), None), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn a_layer_is_not_written_where_the_database_defines_its_number_as_another_system() -> Result<()> {
    let (database, store) = province(&line(9218, "EPSG", 107.75)).await?;
    let schema = Schema { geometry: GeometryType::Polygon, fields: Vec::new() };
    let layer = |name: &str| -> Result<Layer> {
        let (crs, operation) = (Crs::Epsg(9218), Operation("EPSG:6960".into()));
        Ok(Layer::open(LayerName::parse(name)?, Kind::Parcel, schema.clone(), crs, operation))
    };
    let square = || {
        let shape = geo_types::Rect::new(CORNER, CORNER.map(|least| least + 10.0)).to_polygon();
        vec![Staged::new(Some(shape.into()), Vec::new())]
    };
    let refused = load(&store, layer("parcels")?, StageMode::Create, square()).await.map(|_| ());
    let refused = refused.expect_err("they would lie elsewhere for who reads through the database");
    assert!(matches!(refused, StoreError::SridRedefined { srid: 9218 }), "{refused}");
    database.sql("DELETE FROM spatial_ref_sys WHERE srid = 9218");
    load(&store, layer("parcels")?, StageMode::Create, square()).await?;
    assert!(database.sql("SELECT srtext FROM spatial_ref_sys WHERE srid = 9218").contains("108.5"));
    Ok(())
}
