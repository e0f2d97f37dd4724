//! One city in both kinds of store: every tile and every item is the same, byte for byte.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use data_samples::{City, SampleLayer};
use importers::{Cancel, ImportRequest};
use spatial_core::layer::{Audience, LayerName};
use spatial_core::snapshot::{LayerSnapshot, World};
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use spatial_core::tiles::{LowZooms, TileCoord, encode};
use system_tests::cluster::{Cluster, Database};
use system_tests::program::Server;
use system_tests::shared;
use tempfile::TempDir;

/// Polygons with and without holes, lines and points of a real city.
const CAMBRIDGE: [(&str, &str); 4] = [
    ("parcels", "data/cambridge-ma/ASSESSING_ParcelsFY2014.topojson.gz"),
    ("zoning", "data/cambridge-ma/CDD_ZoningDistricts.geojson.gz"),
    ("streets", "data/cambridge-ma/TRANS_Centerlines.geojson.gz"),
    ("hydrants", "data/cambridge-ma/INFRA_Hydrants.geojson.gz"),
];

/// Zooms compared tile by tile; deeper ones show less of a layer, not other things.
const ZOOMS: std::ops::RangeInclusive<u8> = 10..=16;

struct Pair<'a> {
    file: Store,
    path: std::path::PathBuf,
    database: Store,
    place: Database<'a>,
    _folder: TempDir,
}

async fn pair() -> Result<Pair<'static>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("city.gpkg");
    let place = Cluster::shared().database();
    let file = Store::open(&StoreAddress::Gpkg(path.clone()), true).await?;
    let address = StoreAddress::Postgis(PostgisAddress::parse(&place.url())?);
    let database = Store::open(&address, true).await?;
    Ok(Pair { file, path, database, place, _folder: folder })
}

/// All tiles of a World that hold something, as bytes.
fn tiles(world: &World) -> BTreeMap<(String, String), Vec<u8>> {
    let mut found = BTreeMap::new();
    for layer in world.layers(Audience::STAFF) {
        for zoom in ZOOMS {
            for coord in covering(layer, zoom) {
                let tile = encode([&**layer], coord, Audience::STAFF, LowZooms::Generalised);
                if !tile.bytes.is_empty() {
                    found.insert((layer.layer().name.to_string(), coord.to_string()), tile.bytes);
                }
            }
        }
    }
    found
}

fn covering(layer: &LayerSnapshot, zoom: u8) -> Vec<TileCoord> {
    let mut coords: Vec<TileCoord> = layer
        .iter()
        .filter(|feature| !feature.points().is_empty())
        .flat_map(|feature| {
            let bounds = feature.bounds();
            let at = |c: u32| c >> (32 - u32::from(zoom));
            let (x, y) = (at(bounds.min[0])..=at(bounds.max[0]), at(bounds.min[1])..=at(bounds.max[1]));
            x.flat_map(move |x| y.clone().filter_map(move |y| TileCoord::xyz(u32::from(zoom), x, y).ok()))
        })
        .collect();
    coords.sort_unstable();
    coords.dedup();
    coords
}

async fn tiles_are_the_same(pair: &Pair<'_>) -> Result<()> {
    let (one, other) = (World::read(&pair.file).await?, World::read(&pair.database).await?);
    let (one, other) = (tiles(&one), tiles(&other));
    ensure!(one.len() > 100, "{} tiles", one.len());
    ensure!(one.keys().eq(other.keys()), "not the same tiles hold something");
    for (at, bytes) in &one {
        ensure!(other.get(at) == Some(bytes), "{at:?} differs");
    }
    Ok(())
}

/// Pages of items as clients see them, less the addresses and the time of answering.
async fn items_are_the_same(pair: &Pair<'_>, layers: &[&str]) -> Result<()> {
    let (file, database) = (Server::start(&pair.path), Server::start(pair.place.url()));
    for layer in layers {
        let mut after = 0;
        loop {
            let path = format!("/collections/{layer}/items?f=json&limit=5000&after={after}");
            let [one, other] = [file.json(&path).await, database.json(&path).await];
            let features = one["features"].as_array().context("a page has features")?;
            ensure!(one["features"] == other["features"], "{path} differs");
            ensure!(one["numberMatched"] == other["numberMatched"], "{path} differs in number");
            let Some(last) = features.last().and_then(|feature| feature["id"].as_u64()) else { break };
            let path = format!("/collections/{layer}/items/{last}?f=json");
            let [one, other] = [tagged(&file, &path).await?, tagged(&database, &path).await?];
            ensure!(one == other, "{path} differs");
            after = last;
        }
    }
    Ok(())
}

/// An item and its tag; addresses name the server.
async fn tagged(server: &Server, path: &str) -> Result<String> {
    let answer = server.get(path).send().await?;
    let version = answer.headers()["etag"].to_str()?.split('-').next().unwrap_or_default().to_owned();
    Ok(version + &*answer.text().await?.replace(&server.address, ""))
}

async fn import(store: &Store, layer: &str, file: &Path) -> Result<()> {
    let request = ImportRequest::new(vec![file.to_owned()], LayerName::parse(layer)?);
    importers::import(store, request, &|_| (), &Cancel::default()).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_city_is_the_same_from_both_stores() -> Result<()> {
    let pair = pair().await?;
    for (layer, file) in CAMBRIDGE {
        let Some(file) = shared("a_real_city_is_the_same_from_both_stores", file) else { return Ok(()) };
        import(&pair.file, layer, &file).await?;
        import(&pair.database, layer, &file).await?;
    }
    tiles_are_the_same(&pair).await?;
    items_are_the_same(&pair, &CAMBRIDGE.map(|(layer, _)| layer)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sample_city_of_a_hundred_thousand_parcels_is_the_same_from_both_stores() -> Result<()> {
    let pair = pair().await?;
    let city = City::new(100_000, 1)?;
    data_samples::write_layers(&pair.file, &city, &SampleLayer::LAND, |_| ()).await?;
    data_samples::write_layers(&pair.database, &city, &SampleLayer::LAND, |_| ()).await?;
    tiles_are_the_same(&pair).await?;
    items_are_the_same(&pair, &["parcels", "zones", "streets", "wards"]).await
}
