//! A province's own tables, served as they are: keys and types of every kind, edits by plain SQL, and what is refused.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Transform};
use spatial_core::layer::{Change, FeatureId, Kind, LayerName};
use spatial_core::snapshot::{SnapshotError, TableSnapshot};
use spatial_core::store::postgis::tables::{HASH_BITS, TableProblem, TableSettings};
use spatial_core::store::{PostgisAddress, StageMode, Store, StoreAddress, StoreError};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::{Server, command};

use crate::http::changes::Listener;
use crate::store::contract::transaction;

/// A square of ten metres in a VN-2000 zone whose code PostGIS does not know.
const SQUARE: &str =
    "ST_SetSRID(ST_Translate('POLYGON((0 0,10 0,10 10,0 10,0 0))'::geometry, 500000 + 1000 * n, 1160000), 9218)";

/// The first 53 bits of `printf '4:Lô 2' | sha256sum`, and of `5:265062:121:2`.
const LO_2: u64 = 3_216_295_877_444_370;
const THUA_2: u64 = 5_257_829_606_417_150;

/// A database with books of ours and tables of theirs.
pub(super) async fn province<'a>(statements: &str) -> Result<(Database<'a>, Store)> {
    let database = Cluster::shared().database();
    let address = StoreAddress::Postgis(PostgisAddress::parse(&database.url())?);
    let store = Store::open(&address, true).await?;
    database.sql(statements);
    Ok((database, store))
}

pub(super) fn address(database: &Database<'_>) -> PathBuf {
    PathBuf::from(database.url())
}

pub(super) fn serve(database: &Database<'_>, config: &str) -> Server {
    Server::start_configured(address(database), config)
}

/// `[[tables]]` with a refresh of a second.
pub(super) fn table(layer: &str, table: &str, key: &str, more: &str) -> String {
    format!(
        "[[tables]]\nlayer = \"{layer}\"\ntable = '{table}'\nkey = {key}\ngeometry = \"geom\"\nrefresh = \"1s\"\n{more}\n"
    )
}

fn settings(layer: &str, table: &str, key: &[&str]) -> TableSettings {
    TableSettings {
        layer: name(layer),
        title: None,
        kind: Kind::Parcel,
        schema: None,
        table: table.to_owned(),
        key: key.iter().map(|key| (*key).to_owned()).collect(),
        geometry: "geom".to_owned(),
        fields: Vec::new(),
        private_fields: Vec::new(),
        class_field: None,
        min_zoom: None,
        crs: None,
        refresh: std::time::Duration::from_secs(1),
        hash_bits: HASH_BITS,
    }
}

fn name(text: &str) -> LayerName {
    LayerName::parse(text).expect("tests name layers well")
}

/// The zoom-16 tile around the square of a number.
fn tile(layer: &str, number: u32) -> Result<String> {
    let mut place = [[500_005.0 + 1000.0 * f64::from(number), 1_160_005.0]];
    Transform::new(Crs::Epsg(9218), Crs::WGS84)?.apply(&mut place)?;
    let [lon, lat] = place[0];
    let columns = f64::from(1_u32 << 16);
    let y = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * columns;
    Ok(format!("/xyz/{layer}/16/{}/{}", ((lon + 180.0) / 360.0 * columns).floor(), y.floor()))
}

async fn status(server: &Server, path: &str) -> u16 {
    server.get(path).send().await.expect("the server answers").status().as_u16()
}

async fn tag(server: &Server, path: &str) -> String {
    let answer = server.get(path).send().await.expect("the server answers");
    answer.headers()["etag"].to_str().expect("a tag is text").to_owned()
}

#[tokio::test]
async fn a_text_key_a_composite_key_and_a_view_in_a_zone_unknown_to_postgis_are_served() -> Result<()> {
    let (database, _) = province(&format!(
        "CREATE TABLE lots (ma text PRIMARY KEY, loai text, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT 'Lô ' || n, 'ODT', {SQUARE} FROM generate_series(1, 3) n; \
         CREATE TABLE thua (ma_xa int, so_to varchar(9), so_thua numeric(9, 2), geom geometry, PRIMARY KEY (ma_xa, so_to, so_thua)); \
         INSERT INTO thua SELECT 26506, '12', n, {SQUARE} FROM generate_series(1, 3) n; \
         CREATE VIEW numbered AS SELECT row_number() OVER (ORDER BY ma) AS id, ma, ST_Centroid(geom) AS geom FROM lots; \
         SELECT count(*) FROM spatial_ref_sys WHERE srid = 9218"
    ))
    .await?;
    let config = [
        table("lots", "public.lots", "\"ma\"", "fields = [\"ma\", \"loai\"]\nkind = \"parcel\"\ntitle = \"Lô đất\""),
        table("thua", "thua", "[\"ma_xa\", \"so_to\", \"so_thua\"]", "fields = \"so_thua\"\ncrs = \"EPSG:9218\""),
        table("numbered", "public.numbered", "\"id\"", "fields = [\"ma\"]\ncrs = \"EPSG:9218\""),
    ];
    let server = serve(&database, &config.concat());

    for (path, field, expected) in [
        (format!("/collections/lots/items/{}", LO_2), "ma", Value::from("Lô 2")),
        (format!("/collections/thua/items/{}", THUA_2), "so_thua", Value::from(2.0)),
        ("/collections/numbered/items/2".to_owned(), "ma", Value::from("Lô 2")),
    ] {
        let item = server.json(&path).await;
        assert_eq!(item["properties"][field], expected, "{item}");
        assert!(item["geometry"]["type"].is_string(), "{item}");
    }
    let mut place = [[502_000.0, 1_160_000.0]];
    Transform::new(Crs::Epsg(9218), Crs::WGS84)?.apply(&mut place)?;
    let lot = server.json(&format!("/collections/lots/items/{}", LO_2)).await;
    let corner = lot["geometry"]["coordinates"][0][0].as_array().expect("a corner").clone();
    for (told, expected) in corner.iter().zip(place[0]) {
        assert!((told.as_f64().expect("a number") - expected).abs() < 1e-8, "{corner:?} {place:?}");
    }

    for layer in ["lots", "thua", "numbered"] {
        let page = server.json(&format!("/collections/{layer}/items")).await;
        assert_eq!((page["numberMatched"].as_u64(), &page["revision"]), (Some(3), &Value::Null), "{layer}");
        assert!(page["asOf"].as_str().is_some_and(|moment| moment.ends_with('Z')), "{page}");
        let collection = server.json(&format!("/collections/{layer}")).await;
        assert!(collection["asOf"].is_string() && collection["count"] == 3, "{collection}");
        assert!(
            collection["extent"]["spatial"]["bbox"][0][0].as_f64().is_some_and(|west| west > 100.0),
            "{collection}"
        );
        assert_eq!(status(&server, &tile(layer, 1)?).await, 200, "{layer}");
    }
    let within = server.json("/collections/lots/items?loai=ODT&limit=2").await;
    assert_eq!((within["numberMatched"].as_u64(), within["numberReturned"].as_u64()), (Some(3), Some(2)));
    Ok(())
}

#[tokio::test]
async fn an_edit_by_sql_is_seen_after_the_next_look_and_leaves_other_ground_alone() -> Result<()> {
    let (database, _) = province(&format!(
        "CREATE TABLE lots (ma text PRIMARY KEY, loai text, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT n::text, 'ODT', {SQUARE} FROM generate_series(1, 9) n; \
         CREATE TABLE streets (id int PRIMARY KEY, loai text, geom geometry(Polygon, 9218)); \
         INSERT INTO streets SELECT n, 'DGT', {SQUARE} FROM generate_series(1, 9) n"
    ))
    .await?;
    let config = ["lots", "streets"].map(|layer| {
        let key = if layer == "lots" { "\"ma\"" } else { "\"id\"" };
        table(layer, layer, key, "fields = [\"loai\"]")
    });
    let server = serve(&database, &config.concat());
    let mut listener = Listener::new(&server, None, None).await;
    let begun = listener.hears().await;
    for layer in ["lots", "streets"] {
        let page = format!("/collections/{layer}/items");
        let (touched, untouched) = (tile("lots,streets", 2)?, tile("lots,streets", 9)?);
        let before = (tag(&server, &touched).await, tag(&server, &untouched).await);
        let key = if layer == "lots" { "ma" } else { "id" };
        let as_of = server.json(&format!("/collections/{layer}")).await["asOf"].clone();
        database.sql(&format!(
            "UPDATE {layer} SET loai = 'TMD' WHERE {key} = '2'; DELETE FROM {layer} WHERE {key} = '3'; \
             INSERT INTO {layer} SELECT 70, 'NEW', {SQUARE} FROM generate_series(2, 2) n"
        ));
        server.until(&format!("{page}?loai=NEW"), |found| found["numberMatched"] == 1).await;
        let all = server.json(&page).await;
        assert_eq!(all["numberMatched"], 9, "one came, one went");
        let changed = server.json(&format!("{page}?loai=TMD")).await;
        assert_eq!(changed["features"][0]["properties"]["loai"], "TMD");
        let id = &changed["features"][0]["id"];
        assert_eq!(server.json(&format!("{page}/{id}")).await["properties"]["loai"], "TMD");
        let after = (tag(&server, &touched).await, tag(&server, &untouched).await);
        assert_ne!(after.0, before.0, "{layer}");
        assert_eq!(after.1, before.1, "{layer}");
        // What nobody touched was not drawn again, either.
        let drawn = server.count("diaban_tiles_encoded_total").await;
        assert_eq!(tag(&server, &untouched).await, before.1);
        assert_eq!(server.count("diaban_tiles_encoded_total").await, drawn);
        let later = server.json(&format!("/collections/{layer}")).await["asOf"].clone();
        assert!(later.as_str() > as_of.as_str(), "{later} {as_of}");
        let heard = listener.hears().await;
        assert_eq!(heard.data["layers"], json!([{ "layer": layer }]));
        assert_eq!((heard.name.as_str(), heard.id.as_str()), ("changed", ""), "no commit of ours");
    }
    let again = Listener::new(&server, None, Some(&begun.id)).await.hears().await;
    assert_eq!(again.data["layers"].as_array().map(Vec::len), Some(2), "who comes back is told of both");
    Ok(())
}

#[tokio::test]
async fn a_table_that_cannot_be_read_any_more_is_shown_as_it_was_until_it_can() -> Result<()> {
    let (database, _) = province(&format!(
        "CREATE TABLE lots (id bigint PRIMARY KEY, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT n, {SQUARE} FROM generate_series(1, 3) n; \
         CREATE TABLE other (id bigint PRIMARY KEY, geom geometry(Polygon, 9218))"
    ))
    .await?;
    let config = [table("lots", "lots", "\"id\"", "fields = []"), table("other", "other", "\"id\"", "fields = []")];
    let server = serve(&database, &config.concat());
    database.sql("ALTER TABLE lots RENAME TO gone");
    let moment =
        async |layer: &str| server.json(&format!("/collections/{layer}")).await["asOf"].as_str().map(str::to_owned);
    // The other goes on; of this one nothing moves.
    let (mut still, mut steps, mut last) = (moment("lots").await, 0, moment("other").await);
    while steps < 3 {
        let now = moment("other").await;
        if now != last {
            (steps, last) = (steps + 1, now);
            still = if steps == 2 { moment("lots").await } else { still };
        }
    }
    assert_eq!(moment("lots").await, still);
    assert_eq!(status(&server, &tile("lots", 1)?).await, 200);
    assert_eq!(server.json("/collections/lots").await["count"], 3);
    assert_eq!(status(&server, "/collections/lots/items/1").await, 503);
    database.sql("DELETE FROM gone WHERE id = 2; ALTER TABLE gone RENAME TO lots");
    server.until("/collections/lots", |lots| lots["count"] == 2).await;
    server.terminate();
    let log = server.log_when_stopped();
    assert_eq!(log.matches("external table cannot be read").count(), 1, "{log}");
    Ok(())
}

#[tokio::test]
async fn broken_shapes_and_keys_cost_a_row_and_never_the_layer() -> Result<()> {
    let (database, _) = province(
        "CREATE TABLE odd (id int, what text, geom geometry); \
         INSERT INTO odd VALUES \
         (1, 'bow tie', ST_GeomFromText('POLYGON((500000 1160000,500010 1160010,500010 1160000,500000 1160010,500000 1160000))', 9218)), \
         (2, 'curve', ST_GeomFromText('CURVEPOLYGON(CIRCULARSTRING(0 0,4 0,4 4,0 4,0 0))', 9218)), \
         (3, 'empty', ST_GeomFromText('POLYGON EMPTY', 9218)), \
         (4, 'none', NULL), \
         (5, 'heights', ST_GeomFromText('POINT ZM (500000 1160000 5 6)', 9218)), \
         (6, 'elsewhere', ST_GeomFromText('POINT(107 10)', 4326)), \
         (7, 'no number', ST_GeomFromText('LINESTRING(500000 1160000, NaN 1160001)', 9218)), \
         (NULL, 'no key', ST_GeomFromText('POINT(500000 1160000)', 9218)), \
         (-3, 'below', ST_GeomFromText('POINT(500000 1160000)', 9218))",
    )
    .await?;
    let server =
        serve(&database, &table("odd", "odd", "\"id\"", "fields = [\"what\"]\ncrs = \"EPSG:9218\"\nmin_zoom = 0"));
    let page = server.json("/collections/odd/items").await;
    let told: Vec<(u64, String, bool)> = page["features"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| {
            let what = item["properties"]["what"].as_str().unwrap_or_default().to_owned();
            (item["id"].as_u64().unwrap_or(0), what, !item["geometry"].is_null())
        })
        .collect();
    let expected = [
        (1, "bow tie", true),
        (2, "curve", false),
        (3, "empty", true),
        (4, "none", false),
        (5, "heights", true),
        (6, "elsewhere", false),
        (7, "no number", false),
    ];
    assert_eq!(told, expected.map(|(id, what, has_shape)| (id, what.to_owned(), has_shape)));
    assert_eq!(status(&server, &tile("odd", 0)?).await, 200);
    server.terminate();
    let log = server.log_when_stopped();
    for said in ["without_key=1", "key_out_of_range=1", "shape_unreadable=3", "id=2"] {
        assert!(log.contains(said), "{said}: {log}");
    }
    Ok(())
}

#[tokio::test]
async fn values_of_every_type_come_as_ours_whatever_the_database_is_set_to() -> Result<()> {
    let (database, _) = province(
        "CREATE TYPE state AS ENUM ('nháp', 'duyệt'); CREATE DOMAIN area AS numeric(12, 2); \
         CREATE TABLE kinds (k uuid PRIMARY KEY, geom geography(Point, 4326), b boolean, i2 smallint, i8 bigint, f4 real, f8 double precision, \
           n numeric, big numeric, a area, t text, c char(5), s state, d date, never date, ts timestamp, tz timestamptz, j jsonb, \
           ip inet, span interval, hour time); \
         INSERT INTO kinds VALUES ('00000000-0000-0000-0000-000000000001', ST_MakePoint(107, 10)::geography, true, -5, 9007199254740993, 0.5, \
           1e-7, 12.5, '1e400', 99.25, 'Đất', 'ab', 'duyệt', '2026-11-21', 'infinity', '2026-11-21 07:04:00.5', '2026-11-21 07:04:00+07', \
           '{\"a\": [1]}', '10.0.0.1', '1 day 02:00', '07:04')",
    )
    .await?;
    let odd = format!(
        "ALTER DATABASE {} SET datestyle = 'German'; ALTER DATABASE {0} SET timezone = 'Asia/Ho_Chi_Minh'",
        database.name
    );
    for setting in odd.split("; ") {
        database.sql(setting);
    }
    let fields = "fields = [\"k\",\"b\",\"i2\",\"i8\",\"f4\",\"f8\",\"n\",\"big\",\"a\",\"t\",\"c\",\"s\",\"d\",\"never\",\"ts\",\"tz\",\"j\",\"ip\",\"span\",\"hour\"]";
    let server = serve(&database, &table("kinds", "kinds", "\"k\"", fields));
    let page = server.json("/collections/kinds/items").await;
    let expected = serde_json::json!({
        "k": "00000000-0000-0000-0000-000000000001", "b": true, "i2": -5, "i8": 9_007_199_254_740_993_i64, "f4": 0.5, "f8": 1e-7,
        "n": 12.5, "big": null, "a": 99.25, "t": "Đất", "c": "ab", "s": "duyệt", "d": "2026-11-21", "never": null,
        "ts": "2026-11-21T07:04:00.5", "tz": "2026-11-21T00:04:00Z", "j": {"a": [1]}, "ip": "10.0.0.1/32", "span": "P1DT2H",
        "hour": "07:04:00",
    });
    assert_eq!(page["features"][0]["properties"], expected);
    Ok(())
}

#[tokio::test]
async fn a_private_field_and_what_is_on_no_list_are_shown_to_nobody_who_is_not_signed_in() -> Result<()> {
    let (database, _) = province(&format!(
        "CREATE TABLE lots (id int PRIMARY KEY, loai text, chu text, secret text, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT n, 'ODT', 'Nguyễn Thị Lan', 'GEHEIM', {SQUARE} FROM generate_series(1, 3) n"
    ))
    .await?;
    let server = serve(&database, &table("lots", "lots", "\"id\"", "fields = [\"loai\"]\nprivate_fields = [\"chu\"]"));
    for path in ["/collections/lots/items", "/collections/lots/items/1", "/collections/lots", "/api", &tile("lots", 1)?]
    {
        let answer = server.get(path).send().await?;
        assert_eq!(answer.status(), 200, "{path}");
        let body = answer.bytes().await?;
        for hidden in ["Thị Lan", "GEHEIM", "secret", "chu\""] {
            assert!(!body.windows(hidden.len()).any(|part| part == hidden.as_bytes()), "{hidden} in {path}");
        }
    }
    assert_eq!(status(&server, "/collections/lots/items?chu=Lan").await, 400);
    Ok(())
}

#[tokio::test]
async fn names_and_keys_full_of_sql_are_only_names_and_keys() -> Result<()> {
    let (database, _) = province(&format!(
        "CREATE TABLE victims (id int); \
         CREATE SCHEMA \"a.b\"; \
         CREATE TABLE \"a.b\".\"x\"\"; DROP TABLE victims; --\" (\"k'); DROP TABLE victims; --\" text PRIMARY KEY, \
           \"f\"\"\\\" text, \"ge;om\" geometry(Polygon, 9218)); \
         INSERT INTO \"a.b\".\"x\"\"; DROP TABLE victims; --\" SELECT '''; DROP TABLE victims; --' || n, 'v' || n, {SQUARE} \
           FROM generate_series(1, 2) n"
    ))
    .await?;
    let config = "[[tables]]\nlayer = \"odd\"\ntable = '\"a.b\".\"x\"\"; DROP TABLE victims; --\"'\nkey = [\"k'); DROP TABLE victims; --\"]\n\
        geometry = \"ge;om\"\nfields = ['f\"\\', \"k'); DROP TABLE victims; --\"]\nrefresh = \"1s\"\n";
    let server = serve(&database, config);
    let page = server.json("/collections/odd/items").await;
    assert_eq!(page["numberMatched"], 2);
    for item in page["features"].as_array().expect("a list") {
        let again = server.json(&format!("/collections/odd/items/{}", item["id"])).await;
        assert_eq!((&again["properties"], &again["geometry"]), (&item["properties"], &item["geometry"]));
        assert!(again["properties"]["f\"\\"].as_str().is_some_and(|value| value.starts_with('v')), "{again}");
    }
    assert_eq!(database.sql("SELECT count(*) FROM victims").trim(), "0");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_served_is_refused_with_the_reason_before_anything_is_served() -> Result<()> {
    let (database, _) = province(&format!(
        "CREATE TABLE lots (id int PRIMARY KEY, twice text, raw bytea, geom geometry(Polygon, 9218), bare geometry); \
         INSERT INTO lots SELECT n, 'same', NULL, {SQUARE}, NULL FROM generate_series(1, 2) n; \
         CREATE ROLE blind LOGIN; GRANT USAGE ON SCHEMA public TO blind"
    ))
    .await?;
    let whole = |key: &str, fields: &str| table("lots", "public.lots", key, &format!("fields = {fields}"));
    for (config, said) in [
        (table("lots", "public.lotz", "\"id\"", "fields = []"), "no table or view \"public\".\"lotz\""),
        (table("lots", "nowhere.lots", "\"id\"", "fields = []"), "no table or view \"nowhere\".\"lots\""),
        (whole("\"nr\"", "[]"), "no column “nr”. There are: id, twice, raw, geom, bare"),
        (whole("\"id\"", "[\"raw\"]"), "the column “raw” is of type bytea"),
        (whole("[\"id\", \"raw\"]", "[]"), "the column “raw” is of type bytea"),
        (whole("\"twice\"", "[]"), "several rows have the key same"),
        (whole("\"id\"", "[]").replace("\"geom\"", "\"bare\""), "(SRID 0) does not say a reference system"),
        (whole("\"id\"", "[]").replace("\"geom\"", "\"twice\""), "is of type text, not geometry"),
        (whole("\"id\"", "[]\ncrs = \"EPSG:4326\""), "is in EPSG:9218, but the settings say EPSG:4326"),
        (
            whole("\"id\"", "[]\nrefresh = \"soon\"").replacen("refresh = \"1s\"\n", "", 1),
            "[[tables]] #1 refresh: soon",
        ),
    ] {
        refuses(&address(&database), &config, said)?;
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("city.gpkg");
    Store::open(&StoreAddress::Gpkg(file.clone()), true).await?;
    refuses(&file, &whole("\"id\"", "[]"), "but the store is a file")
}

/// The program ends with 1 and says so.
pub(super) fn refuses(store: &Path, config: &str, said: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = folder.path().join("diaban.toml");
    std::fs::write(&settings, config)?;
    let output =
        command().arg("serve").arg(store).args(["--listen", "127.0.0.1:0", "--config"]).arg(&settings).output()?;
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{config}{error}");
    assert!(error.contains(said), "{said}: {error}");
    Ok(())
}

#[tokio::test]
async fn two_keys_of_one_id_are_refused_at_the_start_and_the_newcomer_is_withheld_later() -> Result<()> {
    let (database, store) = province(&format!(
        "CREATE TABLE lots (ma text PRIMARY KEY, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT 'k' || n, {SQUARE} FROM generate_series(1, 20) n"
    ))
    .await?;
    let narrow = TableSettings { hash_bits: 4, ..settings("lots", "lots", &["ma"]) };
    let table = Arc::new(store.table(narrow).await?);
    let refused = TableSnapshot::read(&store, &table).await.expect_err("20 keys do not fit 16 ids");
    let SnapshotError::Store(StoreError::Table { problem: TableProblem::KeysCollide { first, second }, .. }) = refused
    else {
        panic!("{refused}")
    };
    assert!(first != second && first.starts_with('k') && second.starts_with('k'), "{first} {second}");

    database.sql(&format!("DELETE FROM lots WHERE ma NOT IN ('{first}')"));
    let before = TableSnapshot::read(&store, &table).await?;
    database.sql(&format!("INSERT INTO lots SELECT '{second}', {SQUARE} FROM generate_series(5, 5) n"));
    let after = before.refreshed(&store).await?;
    assert_eq!((after.snapshot().len(), after.withheld().key_collides), (1, 1));
    let bounds = |table: &TableSnapshot| table.snapshot().iter().map(|feature| feature.bounds()).collect::<Vec<_>>();
    assert_eq!(bounds(&after), bounds(&before), "the one that was there stays");
    database.sql(&format!("DELETE FROM lots WHERE ma = '{first}'"));
    let later = after.refreshed(&store).await?;
    assert_eq!((later.snapshot().len(), later.withheld().key_collides), (0, 1), "its place is known as the other's");
    let last = later.refreshed(&store).await?;
    assert_eq!((last.snapshot().len(), last.withheld().is_none()), (1, true));
    Ok(())
}

#[tokio::test]
async fn a_key_that_becomes_double_shows_one_row_and_always_the_same() -> Result<()> {
    let (database, store) = province(&format!(
        "CREATE TABLE lots (id int, loai text, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT n, 'a', {SQUARE} FROM generate_series(1, 3) n"
    ))
    .await?;
    let table = Arc::new(store.table(settings("lots", "lots", &["id"])).await?);
    let before = TableSnapshot::read(&store, &table).await?;
    database.sql(&format!("INSERT INTO lots SELECT 2, 'b', {SQUARE} FROM generate_series(7, 7) n"));
    let bounds = |table: &TableSnapshot| table.snapshot().iter().map(|feature| feature.bounds()).collect::<Vec<_>>();
    let after = before.refreshed(&store).await?;
    assert_eq!((bounds(&after), after.withheld().key_repeated), (bounds(&before), 1));
    // The rows change places in the table.
    database.sql(
        "CREATE TABLE t AS SELECT * FROM lots; TRUNCATE lots; INSERT INTO lots SELECT * FROM t ORDER BY loai DESC",
    );
    let later = after.refreshed(&store).await?;
    assert_eq!((bounds(&later), later.withheld().key_repeated), (bounds(&before), 1));
    Ok(())
}

#[tokio::test]
async fn nobody_writes_into_a_table_of_others() -> Result<()> {
    let (_database, store) = province("CREATE TABLE lots (id int PRIMARY KEY, geom geometry(Polygon, 9218))").await?;
    let table = store.table(settings("lots", "lots", &["id"])).await?;
    let change = Change::Delete { layer: name("lots"), id: FeatureId(1), expected: None };
    let is_refused = |error: StoreError| matches!(error, StoreError::Table { problem: TableProblem::ReadOnly, .. });
    assert!(is_refused(store.commit(transaction(vec![change])).await.expect_err("the connection is read-only")));
    assert!(is_refused(
        store.stage(table.layer().clone(), StageMode::Create).await.expect_err("the connection is read-only")
    ));
    Ok(())
}

#[tokio::test]
async fn a_thousand_changes_at_once_are_as_if_read_anew() -> Result<()> {
    let (database, store) = province(&format!(
        "CREATE TABLE lots (ma text PRIMARY KEY, geom geometry(Polygon, 9218)); \
         INSERT INTO lots SELECT 'k' || n, {SQUARE} FROM generate_series(1, 12000) n"
    ))
    .await?;
    let wide = TableSettings { fields: vec!["ma".to_owned()], ..settings("lots", "lots", &["ma"]) };
    let table = Arc::new(store.table(wide).await?);
    let told = |table: &TableSnapshot| {
        let one = |feature: spatial_core::snapshot::FeatureRef<'_>| format!("{} {:?}", feature.id(), feature.bounds());
        table.snapshot().iter().map(one).collect::<Vec<_>>()
    };
    let mut followed = TableSnapshot::read(&store, &table).await?;
    for edit in [
        "UPDATE lots SET geom = ST_Translate(geom, 1, 1) WHERE ma LIKE '%7'",
        "DELETE FROM lots WHERE ma LIKE '%3'",
        "INSERT INTO lots SELECT 'new' || ma, geom FROM lots WHERE ma LIKE '%5'",
        "UPDATE lots SET geom = ST_Translate(geom, 2, 2)",
        "DELETE FROM lots WHERE ma NOT LIKE '%1'",
        "SELECT 1",
    ] {
        database.sql(edit);
        followed = followed.refreshed(&store).await?;
        let anew = TableSnapshot::read(&store, &table).await?;
        assert!(told(&followed) == told(&anew), "{edit}");
        assert_eq!(followed.snapshot().layer().count, anew.snapshot().layer().count, "{edit}");
    }
    Ok(())
}
