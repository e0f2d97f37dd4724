//! Shapes one draws stay on the device: after a reload they are drawn and listed, can be called otherwise, hidden and deleted.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen};

use crate::browser::{DRAWN, among_parcels, no_trouble, visit};

const ENTER: &str = "\u{E007}";
/// The map draws so many shapes of the device.
const SHOWN: &str = "(document.querySelector('map-view').map.getSource('kept')?.serialize().data.features.length ?? 0)";

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

async fn opened(browser: &Browser) -> Result<()> {
    browser.click("#tab-tools").await?;
    browser.until("the tools", "document.querySelector('[data-deed=kept]')").await?;
    browser.run("document.querySelector('[data-deed=kept]').click()", Vec::new()).await?;
    browser.until("the list", "document.querySelector('[data-draw=area]')").await?;
    Ok(())
}

/// Draws a shape of these corners; how far it is stands in the panel.
async fn draw(browser: &Browser, kind: &str, corners: &[(i64, i64)]) -> Result<()> {
    browser.run(&format!("document.querySelector('[data-draw={kind}]').click()"), Vec::new()).await?;
    browser.until("drawing", "document.querySelector('.kept-drawing')").await?;
    for (number, (x, y)) in corners.iter().enumerate() {
        browser.click_at(*x, *y).await?;
        let set = format!(
            "!document.querySelector('.kept-drawing') || document.querySelector('kept-shapes').corners.list.length === {}",
            number + 1
        );
        browser.until("the corner", &set).await?;
    }
    if kind != "point" {
        browser.run("document.querySelector('[data-deed=kept-done]').click()", Vec::new()).await?;
    }
    browser.until("it is done", "!document.querySelector('.kept-drawing')").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shape_stays_after_a_reload_and_goes_when_it_is_deleted() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        opened(browser).await?;
        draw(browser, "area", &[(600, 250), (800, 260), (790, 420)]).await?;
        draw(browser, "point", &[(900, 300)]).await?;
        browser.until("both on the map", &format!("{SHOWN} === 2")).await?;
        let size = browser.text("[data-kept] .kept-size").await?;
        ensure!(size.contains("m²"), "an area is told: {size}");
        browser.no_barriers("kept shapes").await?;
        browser.screenshot("kept-1366").await?;
        let call = "const name = document.querySelector('.kept-name');
            name.value = 'Lô của tôi'; name.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(call, Vec::new()).await?;
        let named = "document.querySelector('map-view').map.getSource('kept').serialize().data.features[0].properties.name === 'Lô của tôi'";
        browser.until("its name on the map", named).await?;
        let asked = value(browser, "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin))").await?;
        ensure!(asked == Value::Array(Vec::new()), "nothing left the device: {asked}");

        let link = value(browser, "location.hash").await?.as_str().context("a link")?.to_owned();
        browser.open("about:blank").await?;
        browser.open(&format!("{address}/apps/planning{link}")).await?;
        browser.until("the map", DRAWN).await?;
        browser.until("both after a reload, before anything is opened", &format!("{SHOWN} === 2")).await?;
        ensure!(value(browser, named).await? == true, "called as before");
        opened(browser).await?;
        browser.until("both are listed", "document.querySelectorAll('[data-kept]').length === 2").await?;
        browser.run("document.querySelector('[data-kept] input[type=checkbox]').click()", Vec::new()).await?;
        browser.until("one is hidden", &format!("{SHOWN} === 1")).await?;
        browser.run("document.querySelector('[data-deed=kept-remove]').click()", Vec::new()).await?;
        browser.until("it can be brought back", "document.activeElement.matches('[data-deed=kept-back]')").await?;
        browser.run("document.querySelector('[data-deed=kept-back]').click()", Vec::new()).await?;
        browser.until("it is back", "document.querySelectorAll('[data-kept]').length === 2").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_closes_an_area_and_a_file_for_map_apps_has_it() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        opened(browser).await?;
        browser.run("document.querySelector('[data-draw=area]').click()", Vec::new()).await?;
        browser.until("drawing", "document.querySelector('.kept-drawing')").await?;
        for (number, (x, y)) in [(600, 250), (800, 260), (790, 420), (610, 400)].iter().enumerate() {
            browser.click_at(*x, *y).await?;
            let set = format!("document.querySelector('kept-shapes').corners.list.length === {}", number + 1);
            browser.until("the corner", &set).await?;
        }
        browser.press(ENTER).await?;
        browser.until("it is kept", &format!("!document.querySelector('.kept-drawing') && {SHOWN} === 1")).await?;
        let ring = "document.querySelector('map-view').map.getSource('kept').serialize().data.features[0].geometry.coordinates[0].length";
        ensure!(value(browser, ring).await? == 5, "four corners, and the first again");
        let saved = "const done = arguments[0];
            const { createObjectURL } = URL;
            URL.createObjectURL = (file) => (file.text().then((text) => done([file.type, text])), createObjectURL.call(URL, file));
            document.querySelector('[data-deed=kept-save-kml]').click()";
        let file = browser.run_async(saved, Vec::new()).await?;
        let text = file[1].as_str().context("a file")?;
        ensure!(file[0] == "application/vnd.google-earth.kml+xml" && text.contains("<outerBoundaryIs>"), "{file}");
        no_trouble(browser).await
    })
    .await
}
