//! Measuring and coordinates on the map, against the core's own transformations.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use spatial_core::crs::{Crs, Transform};
use system_tests::browser::{Browser, Screen};

use crate::browser::map::{DRAWN, among_parcels, no_trouble, open_tools, visit};

const ENTER: &str = "\u{E007}";
const BACKSPACE: &str = "\u{E003}";
const ESCAPE: &str = "\u{E00C}";

/// The sample city's own grid.
const CITY: u16 = 5899;

/// The total of the measurement as it is shown.
const TOTAL: &str = "document.querySelector('.measure-total strong')?.textContent";

/// Easting and northing of a place of the window, by the core.
async fn grid_point(browser: &Browser, x: i64, y: i64) -> Result<[f64; 2]> {
    let script = "const { map } = document.querySelector('map-view');
        const { left, top } = map.getCanvas().getBoundingClientRect();
        const { lng, lat } = map.unproject([arguments[0] - left, arguments[1] - top]);
        return [lng, lat]";
    let place: [f64; 2] = serde_json::from_value(browser.run(script, vec![json!(x), json!(y)]).await?)?;
    let mut points = [place];
    Transform::new(Crs::WGS84, Crs::Epsg(CITY.into()))?.apply(&mut points)?;
    Ok(points[0])
}

/// The number at the beginning of a text, as Vietnamese is written.
fn number(text: &str) -> Result<f64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || ".,\u{202f}".contains(*c)).collect();
    digits.replace(['.', '\u{202f}'], "").replace(',', ".").parse().with_context(|| format!("a number in {text}"))
}

async fn start(browser: &Browser) -> Result<()> {
    open_tools(browser).await?;
    browser.click(".map-tool-measure").await?;
    browser.until("the panel", "document.querySelector('#measure-heading')").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_is_that_of_the_datas_grid_by_pointer_and_by_keyboard() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        start(browser).await?;
        let [from, to] = [(600, 300), (900, 500)];
        let [a, b] = [grid_point(browser, from.0, from.1).await?, grid_point(browser, to.0, to.1).await?];
        browser.click_at(from.0, from.1).await?;
        browser.click_at(to.0, to.1).await?;
        browser.until("two corners", "document.querySelectorAll('.measure-edges li').length === 2").await?;
        let shown = number(browser.until("a length", TOTAL).await?.as_str().context("a text")?)?;
        let expected = (b[0] - a[0]).hypot(b[1] - a[1]);
        ensure!((shown - expected).abs() < 0.02, "{shown} m is shown, {expected} m it is");
        browser.screenshot("measure-1366-length").await?;

        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        browser
            .until("a corner at the crosshair", "document.querySelectorAll('.measure-edges li').length === 3")
            .await?;
        browser.press(BACKSPACE).await?;
        browser.until("it is taken back", "document.querySelectorAll('.measure-edges li').length === 2").await?;
        browser.press(ESCAPE).await?;
        browser.until("it is closed", "!document.querySelector('#measure-heading')").await?;
        let left = "return document.querySelector('map-view').map.getSource('measure') === undefined";
        ensure!(browser.run(left, Vec::new()).await? == Value::Bool(true), "nothing of it stays on the map");
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_of_typed_corners_is_exact() -> Result<()> {
    visit(300, Screen::PHONE, async |browser, address| {
        among_parcels(browser, address).await?;
        start(browser).await?;
        browser.run("document.querySelectorAll('.choice input')[1].click()", Vec::new()).await?;
        let corners =
            "1 1144200,00 426900,00\n2 1144200.00 427000.00\n426 999,00; 1 144 250,40\n1.144.250,40; 426.900,00";
        let field = "const field = document.querySelector('#measure-text'); field.focus(); field.value = arguments[0]";
        browser.run(field, vec![corners.into()]).await?;
        browser.run("document.querySelector('.measure-typing').requestSubmit()", Vec::new()).await?;
        let area = format!("{TOTAL}?.includes('m²') && {TOTAL}");
        let total = browser.until("an area", &area).await?;
        // A trapezium: (100 + 99) / 2 · 50.4.
        ensure!(total == "5.014,8 m²", "{total}");
        let text = browser.text(".measure").await?;
        ensure!(text.contains("100,00 m") && text.contains("99,00 m") && text.contains("107°45′"), "{text}");
        browser.until("all of it is in view", DRAWN).await?;
        browser.screenshot("measure-360-area").await?;
        browser.no_barriers("measure-360-area").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_coordinates_of_the_pointer_are_those_of_the_datas_zone() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        let middle = "const { map } = document.querySelector('map-view'); const { lng, lat } = map.getCenter(); return [lng, lat]";
        let place: [f64; 2] = serde_json::from_value(browser.run(middle, Vec::new()).await?)?;
        let mut points = [place];
        Transform::new(Crs::WGS84, Crs::Epsg(CITY.into()))?.apply(&mut points)?;
        let shown = browser.text(".readout-text").await?;
        let [north, east] = [1, 2].map(|at| shown.split("= ").nth(at).map(number));
        let (north, east) = (north.context("a northing")??, east.context("an easting")??);
        ensure!((east - points[0][0]).hypot(north - points[0][1]) < 0.01, "{shown} is not {points:?}");
        ensure!(shown.contains("KTT 107°45′ múi 3°") && shown.contains("VN-2000"), "{shown}");
        browser.click(".readout-text").await?;
        browser.until("WGS 84", "document.querySelector('.readout-text').textContent.includes('WGS 84')").await?;
        browser.screenshot("coordinates-1366").await?;
        no_trouble(browser).await
    })
    .await
}
