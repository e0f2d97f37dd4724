//! A legend one can work with: classes chosen by hand and keyboard, a layer coloured by a field, 57 codes told apart.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, diaban_succeeds};
use system_tests::shared;
use tempfile::TempDir;

use crate::browser::{DRAWN, among_parcels, no_trouble, nothing_in_the_way, open_tab, visit};

const DOWN: &str = "\u{E015}";
const ENTER: &str = "\u{E007}";
const CONTROL: char = '\u{E009}';

/// The zoning districts of a real city, whose 57 codes nobody made a legend for.
const ZONING: &str = "data/cambridge-ma/CDD_ZoningDistricts.geojson.gz";

/// Classes of zones the map draws now.
const ZONES_DRAWN: &str = "[...new Set(document.querySelector('map-view').map
    .queryRenderedFeatures({ layers: ['zones-fill'] }).map(({ properties }) => properties.chuc_nang))].sort()";

/// The rows of the legend of zones.
const ROWS: &str = "[...document.querySelectorAll('[data-legend=zones] [data-code]')]";

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

async fn words(browser: &Browser, expression: &str) -> Result<BTreeSet<String>> {
    Ok(serde_json::from_value(value(browser, expression).await?)?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_that_is_pressed_is_drawn_alone_and_the_link_brings_it_back() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        browser.click("#tab-legend").await?;
        browser.run("document.querySelector('map-view').map.jumpTo({ zoom: 15 })", Vec::new()).await?;
        browser.until("the district", DRAWN).await?;
        browser.until("several classes", &format!("{ROWS}.length > 1")).await?;
        let all = words(browser, ZONES_DRAWN).await?;
        ensure!(all.len() > 1, "{all:?}");

        browser.run(&format!("{ROWS}[0].querySelector('.legend-row').focus()"), Vec::new()).await?;
        browser.press(DOWN).await?;
        browser.until("the second class", &format!("{ROWS}[1].contains(document.activeElement)")).await?;
        browser.press(ENTER).await?;
        let second = value(browser, &format!("{ROWS}[1].dataset.code")).await?;
        let alone = format!("{DRAWN} && {ZONES_DRAWN}.join() === {second}");
        browser.until("one class drawn", &alone).await?;
        let told = browser.text(".legend-chosen span").await?;
        ensure!(told.contains('1'), "{told}");
        let link = value(browser, "location.hash").await?.as_str().context("a link")?.to_owned();
        ensure!(link.contains("only=zones:"), "{link}");

        browser.open("about:blank").await?;
        browser.open(&format!("{address}/apps/planning{link}")).await?;
        browser.until("the map of the link", &alone).await?;
        let other = all.iter().find(|code| second != code.as_str()).context("another class")?;
        let row = format!("{ROWS}.find(({{ dataset }}) => dataset.code === '{other}')?.querySelector('.legend-row')");
        browser.until("the row of another class", &row).await?;
        browser.run(&format!("{row}.focus()"), Vec::new()).await?;
        browser.press_with(CONTROL, ENTER).await?;
        browser.until("two classes drawn", &format!("{DRAWN} && {ZONES_DRAWN}.length === 2")).await?;
        browser.click("[data-all=zones]").await?;
        browser.until("all again", &format!("{DRAWN} && {ZONES_DRAWN}.length === {}", all.len())).await?;
        ensure!(
            !value(browser, "location.hash").await?.as_str().context("a link")?.contains("only="),
            "nothing is left out"
        );
        nothing_in_the_way(browser, "the legend").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn parcels_are_coloured_by_their_area_as_the_legend_says() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        open_tab(browser, "layers").await?;
        browser.click("[data-settings=parcels]").await?;
        browser.until("the settings", "document.querySelector('[data-colours=parcels]')").await?;
        browser.click("[data-colours=parcels]").await?;
        browser.until("the form", "document.querySelector('colour-by select[name=field]')").await?;
        let choose = "const [name, value] = arguments;
            const choice = document.querySelector(`colour-by select[name=${name}]`);
            choice.value = value;
            choice.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose, vec!["field".into(), "dien_tich_phap_ly".into()]).await?;
        let ranges = "[...document.querySelectorAll('[data-legend=parcels] [data-code^=r]')].length";
        browser.until("five ranges", &format!("{ranges} === 5")).await?;
        browser.run(choose, vec!["count".into(), "4".into()]).await?;
        browser.until("four ranges", &format!("{DRAWN} && {ranges} === 4")).await?;
        let link = value(browser, "location.hash").await?.as_str().context("a link")?.to_owned();
        ensure!(link.contains("by=parcels:dien_tich_phap_ly:quantiles:4"), "{link}");
        let filled = "['parcels-fill', 'zones-fill'].filter((id) => document.querySelector('map-view').map
            .getLayoutProperty(id, 'visibility') !== 'none').join()";
        ensure!(value(browser, filled).await? == "parcels-fill", "what was coloured has the ground");
        // What is painted where a parcel lies is the colour of its range.
        let same = "(() => {
            const legend = document.querySelector('planning-app').composed.legends.get('parcels');
            const map = document.querySelector('map-view').map;
            return map.queryRenderedFeatures({ layers: ['parcels-fill'] }).every(({ properties, layer }) => {
                const area = properties.dien_tich_phap_ly;
                const at = legend.edges.filter((edge) => area >= edge).length + (area === undefined ? 0 : 1);
                const of = legend.classes.find(({ code }) => code === `r${at}`) ?? legend.classes.at(-1);
                const { r, g, b } = layer.paint['fill-color'];
                const hex = (channel) => Math.round(channel * 255).toString(16).padStart(2, '0');
                return `#${[r, g, b].map(hex).join('')}` === of.colour;
            });
        })()";
        browser.until("the colours of the legend", same).await?;
        browser.screenshot("legend-1366-coloured").await?;
        browser.run(choose, vec!["field".into(), "".into()]).await?;
        browser.until("the usual colours", &format!("{DRAWN} && !location.hash.includes('by=')")).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_seven_codes_of_a_real_city_are_told_apart_and_found() -> Result<()> {
    let Some(zoning) = shared("fifty_seven_codes_of_a_real_city_are_told_apart_and_found", ZONING) else {
        return Ok(());
    };
    let folder = TempDir::new()?;
    let (store, file) = (folder.path().join("city.gpkg"), zoning);
    let (into, from) = (store.to_str().context("a path")?, file.to_str().context("a path")?);
    diaban_succeeds(["import", from, "--into", into, "--layer", "districts", "--kind", "zone"]);
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the whole city", DRAWN).await?;
        let looks = "document.querySelector('planning-app').composed.legends.get('districts').classes
            .map(({ colour, pattern }) => `${colour} ${pattern ?? ''}`)";
        browser.until("all classes", &format!("{looks}.length === 57")).await?;
        ensure!(words(browser, looks).await?.len() == 57, "each has a look of its own");
        browser.until("a box to search in", "document.querySelector('.legend-find')").await?;
        let find = "const box = document.querySelector('.legend-find');
            box.value = 'c-2';
            box.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.run(find, Vec::new()).await?;
        let found = "[...document.querySelectorAll('.legend-choice [data-code]')]
            .map(({ dataset }) => dataset.code).sort().join()";
        browser.until("what was searched", &format!("{found} === 'C-2,C-2A,C-2B'")).await?;
        nothing_in_the_way(browser, "the legend of a plain import").await?;
        no_trouble(browser).await
    })
    .await
}
