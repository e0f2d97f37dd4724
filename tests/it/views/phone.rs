//! The maps on a phone: one button for the tools, a sheet that begins with the answer and leaves the map, large letters, and what citizens see.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city};

use crate::browser::map::{DRAWN, among_parcels, click_a_parcel, no_trouble, open_tools};

const ESCAPE: &str = "\u{E00C}";
const UPRIGHT: Screen = Screen { width: 360, height: 740 };
const ON_ITS_SIDE: Screen = Screen { width: 740, height: 360 };

/// The buttons at the map's edge that can be seen, by what they say.
const AT_THE_EDGE: &str = "[...document.querySelectorAll('.maplibregl-ctrl-top-right button')]
    .filter((button) => button.checkVisibility()).map((button) => button.getAttribute('aria-label'))";
const LIST: &str = "document.querySelector('map-view').hasAttribute('data-tools-open')";

async fn at_the_edge(browser: &Browser) -> Result<Vec<String>> {
    let names = browser.run(&format!("return {AT_THE_EDGE}"), Vec::new()).await?;
    serde_json::from_value(names).context("names")
}

async fn small_targets(browser: &Browser, place: &str) -> Result<()> {
    let small = browser.run(include_str!("../browser/small_targets.js"), Vec::new()).await?;
    ensure!(small == Value::Array(Vec::new()), "{place}: targets under 44 pixels {small}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tools_of_the_map_are_behind_one_button() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (screen, name) in [(UPRIGHT, "360"), (ON_ITS_SIDE, "740")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/planning?lang=vi", server.address)).await?;
            browser.until("the map", DRAWN).await?;
            let closed = at_the_edge(browser).await?;
            ensure!(closed == ["Phóng to", "Thu nhỏ", "Vị trí của tôi", "Công cụ bản đồ"], "{closed:?}");
            browser.until("the button that comes last", "document.querySelector('.map-tool-storeys')").await?;
            open_tools(browser).await?;
            let open = at_the_edge(browser).await?;
            ensure!(open.len() == 5 && open.contains(&"Tọa độ giữa bản đồ".to_owned()), "{open:?}");
            small_targets(browser, name).await?;
            browser.screenshot(&format!("phone-{name}-tools")).await?;
            browser.no_barriers(&format!("tools {name}")).await?;
            browser.press(ESCAPE).await?;
            browser.until("it is closed, and the button has the focus", &format!("!{LIST} && document.activeElement.matches('.map-tool-more')")).await?;

            ensure!(browser.run("return document.querySelector('coord-readout').checkVisibility()", Vec::new()).await? == false);
            open_tools(browser).await?;
            browser.click(".map-tool-middle").await?;
            let middle = "document.querySelector('coord-readout').checkVisibility() && document.querySelector('.map-crosshair').checkVisibility()";
            browser.until("the middle with its coordinates", &format!("{middle} && !{LIST}")).await?;
            let shown = browser.text(".readout-text").await?;
            ensure!(shown.contains("X (Bắc)"), "{shown}");
            open_tools(browser).await?;
            browser.click(".map-tool-measure").await?;
            browser.until("the measuring panel", "document.querySelector('#measure-heading')").await?;
            ensure!(browser.run(&format!("return {LIST}"), Vec::new()).await? == false, "a chosen tool closes the list");
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_begins_with_the_answer_and_leaves_the_map() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(UPRIGHT, async |browser| {
        among_parcels(browser, &server.address).await?;
        click_a_parcel(browser).await?;
        let heights = "const [main, sheet, heading, tabs] = ['main', 'bottom-sheet', '#card-heading', '.tabs']
            .map((of) => document.querySelector(of).getBoundingClientRect());
            return [(sheet.top - main.top) / main.height, heading.top - sheet.top, tabs.top - heading.top]";
        let [free, above, below]: [f64; 3] = serde_json::from_value(browser.run(heights, Vec::new()).await?)?;
        ensure!(free >= 0.4, "{free} of the map is left");
        ensure!(
            above < 80.0 && below > 0.0,
            "the headline is {above} below the sheet's edge, the tabs {below} below it"
        );
        browser.screenshot("phone-360-card").await?;
        browser.run("history.back()", Vec::new()).await?;
        browser.until("Back leads to where nothing was chosen", "!document.querySelector('#card-heading')").await?;
        Ok(())
    })
    .await?;
    journey(ON_ITS_SIDE, async |browser| {
        among_parcels(browser, &server.address).await?;
        let sides = "return document.querySelector('bottom-sheet').getBoundingClientRect().right
            <= document.querySelector('map-view').getBoundingClientRect().left + 1";
        ensure!(browser.run(sides, Vec::new()).await? == true, "the panel stands beside the map");
        browser.screenshot("phone-740-map").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_the_map_are_as_large_as_somebody_set_them() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(UPRIGHT, async |browser| {
        browser.open(&format!("{}/apps/planning?lang=vi", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        open_tools(browser).await?;
        browser.click(".map-tool-middle").await?;
        let sizes = "return ['.maplibregl-ctrl-scale', '.readout-text', '.map-attribution', '.tab']
            .map((of) => parseFloat(getComputedStyle(document.querySelector(of)).fontSize))";
        let before: Vec<f64> = serde_json::from_value(browser.run(sizes, Vec::new()).await?)?;
        browser.run("document.documentElement.style.fontSize = '200%'", Vec::new()).await?;
        let after: Vec<f64> = serde_json::from_value(browser.run(sizes, Vec::new()).await?)?;
        for (one, two) in before.iter().zip(&after) {
            ensure!((two / one - 2.0).abs() < 0.01, "{before:?} became {after:?}");
        }
        let sideways = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        ensure!(browser.run(sideways, Vec::new()).await?.as_i64() <= Some(0), "nothing scrolls sideways");
        browser.screenshot("phone-360-large").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn citizens_switch_the_look_and_see_houses_as_high_as_they_are() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(UPRIGHT, async |browser| {
        browser.open(&format!("{}/apps/public?lang=vi", server.address)).await?;
        browser.until("the map", "document.querySelector('public-app').dataset.drawn === 'true'").await?;
        browser.until("the switch", "document.querySelector('.look-opener')").await?;
        browser.click(".look-opener").await?;
        browser.run("document.querySelector('[data-look=base]').click()", Vec::new()).await?;
        browser
            .until(
                "nothing but the base map",
                "document.querySelector('[data-look=base]').checked && location.hash.includes('v1/public')",
            )
            .await?;
        open_tools(browser).await?;
        browser.until("the button that comes last", "document.querySelector('.map-tool-storeys')").await?;
        browser.click(".map-tool-storeys").await?;
        browser.until("it is seen aslant", "document.querySelector('map-view').map.getPitch() > 50").await?;
        browser.screenshot("phone-360-public-3d").await?;
        no_trouble(browser).await
    })
    .await
}
