//! Files of other programs are served whole, or what is left out is named: ids, boxes, views, keys, reference systems; and values are what
//! they are in the file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::cluster::Cluster;
use system_tests::other::drop_triggers;
use system_tests::program::{Server, binary, diaban_succeeds, token};
use system_tests::shared;
use tempfile::TempDir;

use crate::store::city::{gdal, sqlite, text};

/// A copy of a case, for serving makes a store of it.
fn case(test: &str, file: &str) -> Result<Option<(TempDir, PathBuf)>> {
    let Some(found) = shared(test, &format!("cases/{file}")) else { return Ok(None) };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(file);
    std::fs::copy(found, &path)?;
    Ok(Some((folder, path)))
}

/// A file that GDAL makes of points with these names, at 107.1, 107.2 … east and 10.4 north.
fn points(names: &[&str]) -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let (source, path) = (folder.path().join("wells.geojson"), folder.path().join("wells.gpkg"));
    let feature = |(name, east): (&&str, f64)| {
        json!({ "type": "Feature", "properties": { "ma": name },
                "geometry": { "type": "Point", "coordinates": [east, 10.4] } })
    };
    let features: Vec<Value> = names.iter().zip([107.1, 107.2, 107.3]).map(feature).collect();
    std::fs::write(&source, json!({ "type": "FeatureCollection", "features": features }).to_string())?;
    gdal("ogr2ogr", &["-f", "GPKG", text(&path), text(&source), "-nln", "wells"])?;
    Ok((folder, path))
}

/// What `/health/ready` says is left out: tables and codes.
async fn left_out(server: &Server) -> Result<Vec<(String, String)>> {
    let ready = server.json("/health/ready?lang=en").await;
    let Some(list) = ready.get("leftOut") else { return Ok(Vec::new()) };
    let text = |one: &Value, member: &str| one[member].as_str().map(str::to_owned).context("a text");
    list.as_array().context("a list")?.iter().map(|one| Ok((text(one, "table")?, text(one, "code")?))).collect()
}

fn ids(page: &Value) -> Vec<u64> {
    page["features"].as_array().into_iter().flatten().filter_map(|feature| feature["id"].as_u64()).collect()
}

async fn box_of(server: &Server, layer: &str) -> Result<[Vec<f64>; 2]> {
    let collection = server.json(&format!("/collections/{layer}")).await;
    let tiles = server.json(&format!("/xyz/{layer}.json")).await;
    let numbers = |list: &Value| list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    Ok([numbers(&collection["extent"]["spatial"]["bbox"][0]), numbers(&tiles["bounds"])])
}

fn close(found: &[f64], expected: [f64; 4]) -> bool {
    found.len() == 4 && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 2e-7)
}

#[tokio::test]
async fn feature_0_is_a_feature_like_any_other() -> Result<()> {
    let Some((_folder, path)) = case("feature_0_is_a_feature_like_any_other", "09-feature-id-zero.gpkg")? else {
        return Ok(());
    };
    let server = Server::start(&path);
    let page = server.json("/collections/thua/items").await;
    assert_eq!((ids(&page), &page["numberMatched"], &page["numberReturned"]), (vec![0, 7], &json!(2), &json!(2)));
    let first = server.json("/collections/thua/items?limit=1").await;
    assert_eq!(ids(&first), [0]);
    let next =
        first["links"].as_array().into_iter().flatten().find(|link| link["rel"] == "next").context("a next page")?;
    let next = next["href"].as_str().and_then(|href| href.strip_prefix(&server.address)).context("our address")?;
    assert_eq!(ids(&server.json(next).await), [7]);
    assert_eq!(ids(&server.json("/collections/thua/items?ma=khong").await), [0]);
    assert_eq!(ids(&server.json("/collections/thua/items?bbox=107,10,107.115,11").await), [0]);
    assert_eq!(server.json("/collections/thua/items/0").await["properties"]["ma"], "khong");
    let under = server.json("/v1/search?at=107.11,10.4").await;
    assert_eq!(ids(&under["groups"][0]), [0], "{under}");
    // It stays when another is edited.
    sqlite(&path)?.execute("UPDATE thua SET ma = 'tám' WHERE fid = 7", [])?;
    server.until("/collections/thua/items/7", |item| item["properties"]["ma"] == "tám").await;
    assert_eq!(ids(&server.json("/collections/thua/items").await), [0, 7]);
    sqlite(&path)?.execute("UPDATE thua SET ma = 'không' WHERE fid = 0", [])?;
    server.until("/collections/thua/items/0", |item| item["properties"]["ma"] == "không").await;
    assert_eq!(ids(&server.json("/collections/thua/items").await), [0, 7]);
    Ok(())
}

#[tokio::test]
async fn features_with_ids_below_0_are_named_and_the_remedy_works() -> Result<()> {
    let (_folder, path) = points(&["a", "b", "c"])?;
    gdal("ogrinfo", &["-q", text(&path), "-sql", "UPDATE wells SET fid = -fid WHERE fid > 1"])?;
    let server = Server::start(&path);
    assert_eq!(left_out(&server).await?, [("wells".to_owned(), "left-out-ids".to_owned())]);
    let page = server.json("/collections/wells/items").await;
    assert_eq!((ids(&page), &page["numberMatched"]), (vec![1], &json!(1)));
    // Who may not know of the layer is not told of it here either.
    diaban_succeeds(["layer", "hide", text(&path), "wells"]);
    server.until("/health/ready", |ready| ready.get("leftOut").is_none()).await;
    let staff = server.get("/health/ready").bearer_auth(token(&path, "lan", "viewer")).send().await?;
    assert!(staff.text().await?.contains("wells"));
    diaban_succeeds(["layer", "publish", text(&path), "wells"]);
    server.until("/health/ready", |ready| ready.get("leftOut").is_some()).await;
    let remedy = "UPDATE wells SET fid = (SELECT max(fid) FROM wells) - fid WHERE fid < 0";
    gdal("ogrinfo", &["-q", text(&path), "-sql", remedy])?;
    server.until("/collections/wells/items", |page| page["numberMatched"] == 3).await;
    server.until("/health/ready", |ready| ready.get("leftOut").is_none()).await;
    Ok(())
}

#[tokio::test]
async fn views_and_text_keys_are_named_at_the_start_in_the_log_and_by_health() -> Result<()> {
    let (_folder, path) = points(&["a"])?;
    sqlite(&path)?.execute_batch(
        "CREATE VIEW seen AS SELECT fid AS OGC_FID, geom, ma FROM wells; \
         INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('seen', 'features', 'seen', 4326); \
         INSERT INTO gpkg_geometry_columns VALUES ('seen', 'geom', 'POINT', 4326, 0, 0); \
         CREATE TABLE keyed (ma TEXT PRIMARY KEY, geom BLOB); \
         INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('keyed', 'features', 'keyed', 4326); \
         INSERT INTO gpkg_geometry_columns VALUES ('keyed', 'geom', 'POINT', 4326, 0, 0);",
    )?;
    // When it is adopted, and when it is a store.
    for _ in 0..2 {
        let server = Server::start(&path);
        let expected = [("keyed", "left-out-key"), ("seen", "left-out-view")];
        assert_eq!(left_out(&server).await?, expected.map(|(table, code)| (table.to_owned(), code.to_owned())));
        server.terminate();
        let log = server.log_when_stopped();
        for words in ["seen is a view", "Table keyed is left out"] {
            assert_eq!(log.matches(words).count(), 2, "said at the start, and in the log: {log}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn columns_of_bytes_and_what_cannot_be_read_are_named_at_the_start_in_the_log_and_by_health() -> Result<()> {
    let (_folder, path) = points(&["a", "b", "c"])?;
    let file = sqlite(&path)?;
    drop_triggers(&file, "wells")?;
    file.execute_batch(
        "ALTER TABLE wells ADD COLUMN photo BLOB; ALTER TABLE wells ADD COLUMN depth INTEGER; \
         UPDATE wells SET geom = x'00', depth = 'many' WHERE fid = 2; UPDATE wells SET photo = x'ffd8', depth = 7 WHERE fid = 3",
    )?;
    let named = ["left-out-bytes", "left-out-shapes", "left-out-values"];
    // When it is adopted, and when it is a store.
    for _ in 0..2 {
        let server = Server::start(&path);
        assert_eq!(left_out(&server).await?, named.map(|code| ("wells".to_owned(), code.to_owned())));
        let page = server.json("/collections/wells/items").await;
        assert_eq!((ids(&page), &page["features"][1]["geometry"]), (vec![1, 2, 3], &Value::Null));
        server.terminate();
        let log = server.log_when_stopped();
        for words in
            ["Column photo of wells holds bytes", "1 features are served without shape", "1 values of column depth"]
        {
            assert_eq!(log.matches(words).count(), 2, "said at the start, and in the log: {log}");
        }
    }
    // The remedies.
    let server = Server::start(&path);
    gdal("ogrinfo", &["-q", text(&path), "-sql", "ALTER TABLE wells DROP COLUMN photo"])?;
    let mended = "UPDATE wells SET geom = (SELECT geom FROM wells WHERE fid = 1), depth = 9 WHERE fid = 2";
    gdal("ogrinfo", &["-q", text(&path), "-sql", mended])?;
    server.until("/health/ready", |ready| ready.get("leftOut").is_none()).await;
    assert_eq!(server.json("/collections/wells/items/2").await["geometry"]["type"], "Point");
    file.execute("UPDATE wells SET depth = 'deep' WHERE fid = 1", [])?;
    server.until("/health/ready", |ready| ready["leftOut"][0]["code"] == "left-out-values").await;
    Ok(())
}

#[tokio::test]
async fn a_layer_that_is_a_view_is_named() -> Result<()> {
    let Some((_folder, path)) = case("a_layer_that_is_a_view_is_named", "25-layer-is-a-view.gpkg")? else {
        return Ok(());
    };
    let server = Server::start(&path);
    assert_eq!(left_out(&server).await?, [("thua".to_owned(), "left-out-view".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn a_layer_added_or_renamed_while_it_is_served_is_served_or_named() -> Result<()> {
    let (folder, path) = points(&["a", "b"])?;
    let server = Server::start(&path);
    let source = folder.path().join("wells.geojson");
    gdal("ogr2ogr", &["-update", text(&path), text(&source), "-nln", "more"])?;
    server.until("/health/ready", |ready| ready["leftOut"][0]["table"] == "more").await;
    gdal("ogrinfo", &[text(&path), "-sql", "ALTER TABLE wells RENAME TO gieng"])?;
    server.until("/collections", |all| all["collections"][0]["id"] == "gieng").await;
    assert_eq!(ids(&server.json("/collections/gieng/items").await), [1, 2]);
    drop(server);
    let again = Server::start(&path);
    assert_eq!(ids(&again.json("/collections/gieng/items").await), [1, 2]);
    assert_eq!(left_out(&again).await?, [("more".to_owned(), "left-out-books".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn the_box_of_a_layer_is_that_of_its_data() -> Result<()> {
    let expected = [107.1, 10.4, 107.1098, 10.4008];
    if let Some((_folder, path)) = case("the_box_of_a_layer_is_that_of_its_data", "07-extent-of-another-place.gpkg")? {
        let server = Server::start(&path);
        for found in box_of(&server, "thua").await? {
            ensure!(close(&found, expected), "{found:?}");
        }
    }
    let (_folder, path) = points(&["a", "b", "c"])?;
    let set =
        "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL WHERE table_name = 'wells'";
    sqlite(&path)?.execute_batch(set)?;
    let server = Server::start(&path);
    for found in box_of(&server, "wells").await? {
        ensure!(close(&found, [107.1, 10.4, 107.3, 10.4]), "{found:?}");
    }
    drop(server);
    // The easternmost goes, and the file's own box stays where it was.
    sqlite(&path)?.execute_batch(
        "DELETE FROM wells WHERE fid = 3; UPDATE gpkg_contents SET max_x = 109 WHERE table_name = 'wells'",
    )?;
    let server = Server::start(&path);
    for found in box_of(&server, "wells").await? {
        ensure!(close(&found, [107.1, 10.4, 107.2, 10.4]), "{found:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_reference_system_of_ones_own_is_known_by_its_definition_or_named() -> Result<()> {
    let (_folder, path) = points(&["a"])?;
    let own = "UPDATE gpkg_spatial_ref_sys SET organization = 'TINH', organization_coordsys_id = 1 WHERE srs_id = 4326";
    sqlite(&path)?.execute_batch(own)?;
    let server = Server::start(&path);
    assert_eq!(server.json("/collections/wells").await["stored_in"], "EPSG:4326");
    assert!(left_out(&server).await?.is_empty());
    drop(server);
    let (_folder, path) = points(&["a"])?;
    sqlite(&path)?.execute_batch(
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('Lưới riêng', 300001, 'TINH', 1, 'LOCAL_CS[\"Lưới riêng\"]', ''); \
         UPDATE gpkg_contents SET srs_id = 300001 WHERE table_name = 'wells'; \
         UPDATE gpkg_geometry_columns SET srs_id = 300001",
    )?;
    let server = Server::start(&path);
    assert_eq!(left_out(&server).await?, [("wells".to_owned(), "left-out-place".to_owned())]);
    let said = server.json("/health/ready?lang=en").await["leftOut"][0]["detail"].to_string();
    ensure!(said.contains("Lưới riêng (srs_id 300001)"), "{said}");
    Ok(())
}

/// What is said of the first thing left out of a file, served from a copy so that the file itself stays as it is.
async fn said_of(path: &Path, language: &str) -> Result<String> {
    let copy = path.with_file_name("served.gpkg");
    std::fs::copy(path, &copy)?;
    let server = Server::start(&copy);
    let ready = server.json(&format!("/health/ready?lang={language}")).await;
    ready["leftOut"][0]["detail"].as_str().map(str::to_owned).context("something is left out")
}

/// Runs what a sentence tells to type, from a program's name to the end of the command, with what stands for the reader's own in it.
fn type_it(folder: &Path, said: &str, from: &str, own: &[(&str, &str)]) -> Result<()> {
    let (_, rest) = said.split_once(from).with_context(|| format!("{from} in {said}"))?;
    let command = [from, rest.split([',', '(', '…']).next().unwrap_or_default()].concat();
    let command = own.iter().fold(command, |command, (word, mine)| command.replace(word, mine));
    let done = std::process::Command::new("sh").args(["-c", &command]).current_dir(folder).output()?;
    ensure!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}

#[tokio::test]
async fn what_is_left_out_comes_in_by_what_is_said_of_it() -> Result<()> {
    let listed = |name: &str| {
        format!(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', 'features', 'x', 4326); \
             INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'POINT', 4326, 0, 0)"
        )
    };
    let view =
        format!("CREATE VIEW \"nhìn thấy\" AS SELECT fid AS OGC_FID, geom, ma FROM wells; {}", listed("nhìn thấy"));
    let keyed = format!(
        "CREATE TABLE \"có khóa\" (ma TEXT PRIMARY KEY, geom BLOB); INSERT INTO \"có khóa\" SELECT ma, geom FROM wells; {}",
        listed("có khóa")
    );
    for edit in [view, keyed] {
        let (folder, path) = points(&["a", "b"])?;
        sqlite(&path)?.execute_batch(&edit)?;
        for language in ["en", "vi"] {
            let said = said_of(&path, language).await?;
            let [out, store] = ["out.gpkg", "new.gpkg"].map(|name| folder.path().join(name));
            for old in [&out, &store] {
                let _ = std::fs::remove_file(old);
            }
            type_it(folder.path(), &said, "ogr2ogr ", &[("FILE.gpkg", "wells.gpkg"), ("TEP.gpkg", "wells.gpkg")])?;
            let told = diaban_succeeds(["import", text(&out), "--into", text(&store), "--layer", "moi"]);
            ensure!(told.contains("Loaded 2"), "{told}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_layer_without_a_place_gets_one_by_what_is_said_of_it() -> Result<()> {
    for language in ["en", "vi"] {
        let (folder, path) = points(&["a"])?;
        sqlite(&path)?.execute_batch(
            "INSERT INTO gpkg_spatial_ref_sys VALUES ('Lưới riêng', 300001, 'TINH', 1, 'LOCAL_CS[\"Lưới riêng\"]', ''); \
             UPDATE gpkg_contents SET srs_id = 300001; UPDATE gpkg_geometry_columns SET srs_id = 300001",
        )?;
        let said = said_of(&path, language).await?;
        let own = [("FILE.gpkg", "wells.gpkg"), ("TEP.gpkg", "wells.gpkg")];
        type_it(folder.path(), &said, "sqlite3 ", &own)?;
        // The dots of the sentence stand for the reader's own code.
        let said = said.replace("EPSG:…", "EPSG:4326");
        let program = binary();
        let own = [own[0], own[1], ("diaban ", &format!("{} ", text(&program))), ("NAME", "wells"), ("TEN", "wells")];
        type_it(folder.path(), &said, "diaban import ", &own)?;
        let server = Server::start(&path);
        assert!(left_out(&server).await?.is_empty(), "{said}");
        assert_eq!(server.json("/collections/wells").await["stored_in"], "EPSG:4326");
    }
    Ok(())
}

#[tokio::test]
async fn times_are_the_same_however_they_are_written() -> Result<()> {
    let Some((_folder, path)) = case("times_are_the_same_however_they_are_written", "30-time-with-thousandths.gpkg")?
    else {
        return Ok(());
    };
    let server = Server::start(&path);
    for written in ["2026-11-21T07:04:00Z", "2026-11-21T07:04:00.000Z", "2026-11-21T14:04:00%2B07:00"] {
        let page = server.json(&format!("/collections/thua/items?luc={written}")).await;
        assert_eq!(ids(&page), [1], "{written}");
    }
    assert_eq!(server.json("/collections/thua/items?luc=2026-11-21T07:04:00.5Z").await["numberMatched"], 0);
    Ok(())
}

#[tokio::test]
async fn an_empty_polygon_has_no_ring() -> Result<()> {
    let Some((_folder, path)) = case("an_empty_polygon_has_no_ring", "39-empty-polygon.gpkg")? else { return Ok(()) };
    let server = Server::start(&path);
    let empty = json!({ "type": "Polygon", "coordinates": [] });
    assert_eq!(server.json("/collections/thua/items/1").await["geometry"], empty);
    assert_eq!(server.json("/collections/thua/items").await["features"][0]["geometry"], empty);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_column_shows_the_digits_that_postgresql_shows() -> Result<()> {
    let database = Cluster::shared().database();
    drop(Store::open(&StoreAddress::Postgis(PostgisAddress::parse(&database.url())?), true).await?);
    database.sql(
        "CREATE TABLE so_do (id int PRIMARY KEY, rong real, geom geometry(Point, 4326)); \
         INSERT INTO so_do VALUES (1, 0.1, 'SRID=4326;POINT(107.1 10.4)'), (2, 16777216, 'SRID=4326;POINT(107.2 10.4)'), \
         (3, 1e-30, 'SRID=4326;POINT(107.3 10.4)'), (4, 'NaN', 'SRID=4326;POINT(107.4 10.4)'), (5, -2.5, NULL)",
    );
    let settings = "[[tables]]\nlayer = \"so_do\"\ntable = \"so_do\"\nkey = \"id\"\ngeometry = \"geom\"\n\
                    fields = [\"rong\"]\nrefresh = \"1s\"";
    let server = Server::start_configured(PathBuf::from(database.url()), settings);
    let page = server.json("/collections/so_do/items").await;
    let found: Vec<&Value> =
        page["features"].as_array().into_iter().flatten().map(|one| &one["properties"]["rong"]).collect();
    assert_eq!(found, [&json!(0.1), &json!(16_777_216.0), &json!(1e-30), &Value::Null, &json!(-2.5)]);
    assert_eq!(ids(&server.json("/collections/so_do/items?rong=0.1").await), [1]);
    Ok(())
}

#[tokio::test]
async fn what_other_programs_do_to_fields_and_layers_stands_in_the_log() -> Result<()> {
    let (_folder, path) = points(&["a", "b", "c"])?;
    let server = Server::start(&path);
    let alter = |statement: &str| gdal("ogrinfo", &["-q", text(&path), "-sql", statement]);
    let field = |page: &Value, name: &str| page["features"][0]["properties"].get(name).is_some();
    alter("ALTER TABLE wells ADD COLUMN ghi_chu TEXT")?;
    alter("ALTER TABLE wells RENAME COLUMN ma TO ten")?;
    server.until("/collections/wells/items", |page| field(page, "ten")).await;
    alter("ALTER TABLE wells DROP COLUMN ten")?;
    server.until("/collections/wells/items", |page| page["numberMatched"] == 3 && !field(page, "ten")).await;
    alter("DROP TABLE wells")?;
    server.until("/collections", |list| list["collections"].as_array().is_some_and(Vec::is_empty)).await;
    server.terminate();
    let log = server.log_when_stopped();
    for told in [
        "Layer “wells”: field “ghi_chu” is new, and seen by: ",
        "Layer “wells”: field “ma” is now called “ten”",
        "Layer “wells”: field “ten” is gone from the store",
        "Layer “wells” is gone from the store",
    ] {
        ensure!(log.matches(told).count() == 1, "{told}: {log}");
    }
    Ok(())
}
