//! The base map: the sample city's, and one of OpenStreetMap, from the file to tiles.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use spatial_core::layer::Audience;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};
use spatial_core::tiles::{LowZooms, MAX_GZIPPED, TileCoord, encode};
use system_tests::program::{Server, diaban, diaban_succeeds};
use system_tests::shared;

const EXTRACT: &str = "data/osm/liechtenstein-2013-08-03.osm.pbf";
const LAYERS: [&str; 6] =
    ["base_areas", "base_boundaries", "base_buildings", "base_places", "base_roads", "base_waterways"];

#[tokio::test]
async fn the_sample_city_lies_in_a_ground_that_is_asked_for_apart() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("city.gpkg");
    let layers = format!("wards,streets,parcels,{}", LAYERS.join(","));
    diaban_succeeds(
        ["sample", "--parcels", "300", "--layers", &layers, "--out"].map(Path::new).iter().copied().chain([&*store]),
    );
    let server = Server::start(&store);
    let document = server.json("/collections").await;
    let of_kind = |kind: &str| {
        let all = document["collections"].as_array().unwrap().iter().filter(|layer| layer["kind"] == kind);
        all.map(|layer| layer["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of_kind("base"), LAYERS);
    let tilesets = |title: &str| {
        let links = document["links"].as_array().unwrap().iter();
        let ours = links.filter(|link| link["rel"] == "describedby" && link["title"] == title);
        ours.map(|link| link["href"].as_str().unwrap().replace(&server.address, "")).collect::<Vec<_>>()
    };
    assert_eq!(tilesets("TileJSON"), ["/xyz/parcels,streets,wards.json"]);
    assert_eq!(tilesets("TileJSON base"), [format!("/xyz/{}.json", LAYERS.join(","))]);

    let tiles = server.json(&tilesets("TileJSON base")[0]).await;
    assert_eq!((&tiles["minzoom"], &tiles["attribution"]), (&0.into(), &"Dữ liệu mô phỏng".into()));
    let tile = tiles["tiles"][0].as_str().unwrap().replace("{z}/{x}/{y}", "12/3266/1929").replace(&server.address, "");
    let drawn = server.get(&tile).send().await.unwrap();
    assert_eq!(drawn.status(), 200);
    let text = String::from_utf8_lossy(&drawn.bytes().await.unwrap()).into_owned();
    assert!(text.contains("base_areas") && text.contains("sea"), "a tile of the coast shows the sea");
}

/// What a layer has of each class, and how many of these have a name, straight from the file.
fn classes(store: &Path, layer: &str) -> BTreeMap<String, (u64, u64)> {
    let connection = rusqlite::Connection::open(store).expect("the store opens");
    let asked = format!("SELECT class, count(*), count(name) FROM {layer} GROUP BY class");
    let mut rows = connection.prepare(&asked).expect("the table is there");
    let found = rows.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).expect("its rows are read");
    found.map(Result::unwrap).collect()
}

/// What GDAL's own reader of extracts counts, class by class.
fn ogr(file: &Path, table: &str, key: &str, values: &[&str]) -> (u64, u64) {
    let values = values.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(",");
    let question = format!("SELECT count(*) AS n, count(name) AS named FROM {table} WHERE {key} IN ({values})");
    let answer =
        Command::new("ogrinfo").args(["-q"]).arg(file).args(["-dialect", "SQLite", "-sql", &question]).output();
    let text = String::from_utf8(answer.expect("ogrinfo runs").stdout).expect("it writes text");
    let number = |name: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("{name} (")));
        line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).expect("a count of each")
    };
    (number("n"), number("named"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extract_becomes_a_base_map_with_the_classes_that_gdal_counts() {
    let Some(file) = shared("an_extract_becomes_a_base_map_with_the_classes_that_gdal_counts", EXTRACT) else { return };
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("li.gpkg");
    let words: [&Path; 6] = ["import".as_ref(), &file, "--into".as_ref(), &store, "--kind".as_ref(), "base".as_ref()];
    diaban_succeeds(words);

    let roads = classes(&store, "base_roads");
    for (class, values) in [
        ("primary", &["primary", "primary_link"][..]),
        ("secondary", &["secondary", "secondary_link"]),
        ("tertiary", &["tertiary", "tertiary_link"]),
        ("service", &["service"]),
    ] {
        assert_eq!(roads[class], ogr(&file, "lines", "highway", values), "{class}");
    }
    let rivers = classes(&store, "base_waterways");
    assert_eq!(rivers["river"], ogr(&file, "lines", "waterway", &["river"]));
    assert_eq!(rivers["stream"], ogr(&file, "lines", "waterway", &["stream", "ditch", "drain"]));
    assert_eq!(classes(&store, "base_places")["village"], (14, 14));
    assert!(classes(&store, "base_buildings")["building"].0 > 3_600);
    assert!(classes(&store, "base_areas")["forest"].0 > 40);

    // Nothing is overwritten unasked, and every layer keeps whose data it is.
    let again = diaban(words);
    assert_eq!(again.status.code(), Some(1), "{}", String::from_utf8_lossy(&again.stderr));
    let store = Store::open(&StoreAddress::Gpkg(store), false).await.unwrap();
    let (_, layers) = store.layers().await.unwrap();
    let names: Vec<&str> =
        layers.iter().map(|layer| layer.name.as_str()).filter(|name| !name.contains("quarantine")).collect();
    assert_eq!(names, LAYERS);
    for layer in layers.iter().filter(|layer| !layer.name.is_quarantine()) {
        assert_eq!(layer.provenance.attribution, "© OpenStreetMap contributors");
        assert!(layer.is_seen_by(Audience::ANONYMOUS), "{}", layer.name);
    }
    within_the_size_rule(&World::open(&store, None).await.unwrap());
}

/// Every tile of zoom 0 to 14 with something of the base map in it.
fn within_the_size_rule(world: &World) {
    let layers: Vec<_> = world.layers(Audience::ANONYMOUS).collect();
    let mut tiles = vec![TileCoord::xyz(0, 0, 0).expect("the world")];
    while let Some(coord) = tiles.pop() {
        for layer in &layers {
            let tile = encode([&***layer], coord, Audience::ANONYMOUS, LowZooms::Generalised);
            let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
            std::io::Write::write_all(&mut gzip, &tile.bytes).expect("memory takes it");
            let size = gzip.finish().expect("memory takes it").len();
            assert!(size <= MAX_GZIPPED, "{coord} {}: {size}", layer.layer().name);
        }
        if coord.z() < 14 {
            let below = |dx, dy| {
                TileCoord::xyz(u32::from(coord.z()) + 1, 2 * coord.x() + dx, 2 * coord.y() + dy)
                    .expect("inside the grid")
            };
            let parts = [below(0, 0), below(1, 0), below(0, 1), below(1, 1)];
            tiles.extend(
                parts.into_iter().filter(|part| layers.iter().any(|layer| layer.bounds().intersects(&part.core()))),
            );
        }
    }
}

#[test]
fn an_extract_that_is_cut_leaves_no_store_behind() {
    let Some(file) = shared("an_extract_that_is_cut_leaves_no_store_behind", EXTRACT) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (cut, store) = (folder.path().join("cut.osm.pbf"), folder.path().join("li.gpkg"));
    let whole = std::fs::read(file).unwrap();
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let words: [&Path; 8] = [
        "import".as_ref(),
        &cut,
        "--into".as_ref(),
        &store,
        "--kind".as_ref(),
        "base".as_ref(),
        "--lang".as_ref(),
        "en".as_ref(),
    ];
    let refused = diaban(words);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && told.contains("cut.osm.pbf"), "{told}");
    assert!(!store.exists(), "nothing was written");
}
