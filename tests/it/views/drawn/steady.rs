//! The map has its right colours whenever it says that it is drawn, and layers of a city nobody described look like a map.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, diaban_succeeds};
use system_tests::shared;
use tempfile::TempDir;

use crate::browser::{DRAWN, no_trouble, visit};

/// The map says that it is drawn; nothing else is waited for.
const SAYS_DRAWN: &str = "document.querySelector('planning-app')?.dataset.drawn === 'true'";
/// What is painted in one frame: red, green and blue of cells, 24 a row.
const CELLS: &str = include_str!("cells.js");
/// Channels of two pictures of the same differ no more: names fade in after the ground.
const ALIKE: i64 = 24;

pub(crate) const CAMBRIDGE: &str = "data/cambridge-ma";

/// All files of the city, the layers people would make of them, and what lies in each.
pub(crate) const LAYERS: [(&str, &str, &str); 13] = [
    ("BOUNDARY_CDDNeighborhoods.geojson.gz", "neighborhoods", "ward"),
    ("ASSESSING_ParcelsFY2014.topojson.gz", "parcels", "parcel"),
    ("CDD_ZoningDistricts.geojson.gz", "zoning", "zone"),
    ("CDD_ZoningOverlayDistricts.geojson.gz", "overlays", "feature"),
    ("FEMA_FloodPlains500Year.geojson.gz", "floods", "feature"),
    ("RECREATION_OpenSpace.geojson.gz", "open_space", "feature"),
    ("ASSESSING_EasementsFY2014.geojson.gz", "easements", "feature"),
    ("TRANS_Centerlines.geojson.gz", "streets", "line"),
    ("TRANS_SidewalkCenterlines.topojson.gz", "sidewalks", "line"),
    ("TRANS_Intersections.geojson.gz", "intersections", "feature"),
    ("INFRA_Hydrants.geojson.gz", "hydrants", "feature"),
    ("INFRA_StreetLights.geojson.gz", "lamps", "feature"),
    ("INFRA_UtilityPoles.geojson.gz", "poles", "feature"),
];

async fn cells(browser: &Browser) -> Result<Vec<[i64; 3]>> {
    Ok(serde_json::from_value(browser.run_async(CELLS, Vec::new()).await?)?)
}

/// How many cells of a picture are neither white, grey nor black.
fn coloured(cells: &[[i64; 3]]) -> usize {
    let spread =
        |cell: &&[i64; 3]| cell.iter().max().zip(cell.iter().min()).is_some_and(|(most, least)| most - least > ALIKE);
    cells.iter().filter(spread).count()
}

/// How many cells of two pictures are told apart.
fn different(one: &[[i64; 3]], other: &[[i64; 3]]) -> usize {
    let is_other = |(a, b): &(&[i64; 3], &[i64; 3])| a.iter().zip(b.iter()).any(|(a, b)| (a - b).abs() > ALIKE);
    one.iter().zip(other).filter(is_other).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_loads_in_a_row_have_the_right_colours_once_the_map_says_so() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        let nearer = "const { map } = document.querySelector('map-view'); map.jumpTo({ zoom: map.getZoom() + 1.2 })";
        browser.run(nearer, Vec::new()).await?;
        browser.until("the city, nearer", DRAWN).await?;
        let link = browser
            .until("its link", "location.hash.includes('@') || location.hash.includes('at=') ? location.hash : ''")
            .await?;
        let page = format!("{address}/apps/planning{}", link.as_str().context("a link")?);
        let right = cells(browser).await?;
        ensure!(coloured(&right) * 8 > right.len(), "zoning covers a part of the map: {} cells", coloured(&right));
        for load in 1..=10 {
            browser.open("about:blank").await?;
            browser.open(&page).await?;
            browser.until("that the map says it is drawn", SAYS_DRAWN).await?;
            let seen = cells(browser).await?;
            let (wrong, all) = (different(&right, &seen), right.len());
            if wrong * 50 > all {
                browser.screenshot("steady-1366-wrong").await?;
            }
            ensure!(wrong * 50 <= all, "load {load}: {wrong} of {all} cells have other colours");
        }
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn thirteen_layers_of_a_real_city_have_names_where_people_look_for_them() -> Result<()> {
    let Some(data) = shared("thirteen_layers_of_a_real_city_have_names_where_people_look_for_them", CAMBRIDGE) else {
        return Ok(());
    };
    let folder = TempDir::new()?;
    let store = folder.path().join("city.gpkg");
    for (file, layer, kind) in LAYERS {
        take_in(&data.join(file), &store, layer, kind)?;
    }
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        let at =
            |zoom: u32| format!("{}/apps/planning?z={zoom}#v1/planning?at={zoom}/42.3736/-71.1097", server.address);
        browser.open(&at(16)).await?;
        browser.until("a district", DRAWN).await?;
        let named = names(browser, "streets").await?;
        ensure!(named.contains(&"Broadway".to_owned()), "streets have names: {named:?}");
        let zones = names(browser, "zoning").await?;
        ensure!(zones.contains(&"OS".to_owned()), "zones have their signs: {zones:?}");
        browser.screenshot("steady-1366-thirteen-layers").await?;
        browser.open(&at(18)).await?;
        browser.until("parcels", DRAWN).await?;
        let parcels = names(browser, "parcels").await?;
        ensure!(parcels.contains(&"139-8".to_owned()), "parcels have their numbers: {parcels:?}");
        no_trouble(browser).await
    })
    .await
}

fn take_in(file: &Path, store: &Path, layer: &str, kind: &str) -> Result<()> {
    let (from, into) = (file.to_str().context("a path")?, store.to_str().context("a path")?);
    diaban_succeeds(["import", from, "--into", into, "--layer", layer, "--kind", kind]);
    Ok(())
}

/// The names the map writes of a layer now.
async fn names(browser: &Browser, layer: &str) -> Result<Vec<String>> {
    let script = "const { map } = document.querySelector('map-view');
        const layers = map.getStyle().layers.filter((layer) => layer.type === 'symbol' && layer['source-layer'] === arguments[0]).map(({ id }) => id);
        return map.queryRenderedFeatures({ layers }).map(({ layer }) => String(layer.layout['text-field']));";
    let found: Value = browser.run(script, vec![layer.into()]).await?;
    Ok(serde_json::from_value(found)?)
}
