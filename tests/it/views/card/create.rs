//! Adding a feature from the panel of layers: drawn by mouse, by keys and by typed corners, filled in, refused where it is wrong; and who
//! finds no way to.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};

use crate::browser::map;
use crate::views::card::edit::{Office, presses, types};

const ENTER: &str = "\u{E007}";
const BACKSPACE: &str = "\u{E003}";
const LEFT: &str = "\u{E012}";
const UP: &str = "\u{E013}";
const RIGHT: &str = "\u{E014}";

/// So many corners are set and not yet a shape.
fn drawn(count: usize) -> String {
    format!(
        "document.querySelector('[data-drawing]') && document.querySelectorAll('.edit-pen g.edit-corner').length === {count}"
    )
}

/// The shape is done, and its corners can be moved.
const DONE: &str =
    "!document.querySelector('[data-drawing]') && document.querySelector('feature-new [data-deed=save]')";
const CLOSED: &str = "!document.querySelector('feature-new')";

/// Opens the form of a new feature of a layer, as an editor who looks at a parcel.
async fn begins(office: &Office, browser: &Browser, layer: &str) -> Result<()> {
    office.card_of(browser, Some("lan"), 7).await?;
    map::open_tab(browser, "layers").await?;
    let add = format!("[data-add={layer}]");
    browser.until("the way to add", &format!("document.querySelector('{add}')")).await?;
    presses(browser, &add).await?;
    let ready = format!("document.querySelector('[data-drawing]') && {}", map::DRAWN);
    browser.until("drawing", &ready).await?;
    Ok(())
}

/// Which feature of a layer the card and the link show.
async fn made(browser: &Browser, layer: &str) -> Result<u64> {
    browser.until("the form is gone", CLOSED).await?;
    let card = format!(
        "document.querySelector('article[data-layer={layer}] dl') && /s={layer}\\/(\\d+)/.exec(location.hash)?.[1]"
    );
    let id = browser.until("the card of what was made", &card).await?;
    id.as_str().context("an id")?.parse().context("a number")
}

async fn count(office: &Office, layer: &str) -> Result<u64> {
    let page = office.server.json(&format!("/collections/{layer}/items?f=json&limit=1")).await;
    page["numberMatched"].as_u64().context("how many there are")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_is_drawn_filled_in_and_on_its_card() -> Result<()> {
    let office = Office::open();
    let before = count(&office, "parcels").await?;
    let mut id = 0;
    journey(Screen::OFFICE, async |browser| {
        begins(&office, browser, "parcels").await?;
        browser.no_barriers("drawing").await?;
        let corners = [(640, 250), (900, 260), (890, 480), (650, 470)];
        for (number, (x, y)) in corners.iter().enumerate() {
            browser.click_at(*x, *y).await?;
            browser.until("the corner", &drawn(number + 1)).await?;
        }
        browser.until("how large it is", "document.querySelector('[data-area]')?.textContent.includes('m²')").await?;
        browser.screenshot("create-1366-drawing").await?;
        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        browser.press(BACKSPACE).await?;
        browser.until("the last is taken back", &drawn(3)).await?;
        browser.click_at(650, 470).await?;
        browser.until("and set again", &drawn(4)).await?;
        browser.press(ENTER).await?;
        browser.until("Enter closes it, and adds no corner", DONE).await?;
        let four = "document.querySelectorAll('g.edit-corner').length === 4";
        browser.until("its corners can be moved", four).await?;
        types(browser, "[data-edit=so_to] input", "hai").await?;
        browser.press(ENTER).await?;
        browser.until("what is no number is refused at its field", "document.querySelector('#trouble-so_to')").await?;
        types(browser, "[data-edit=so_to] input", "77").await?;
        types(browser, "[data-edit=so_thua] input", "505").await?;
        types(browser, "[name=why]", "Đo mới").await?;
        browser.no_barriers("the form of a new feature").await?;
        browser.screenshot("create-1366-form").await?;
        browser.click("feature-new [data-deed=save]").await?;
        id = made(browser, "parcels").await?;
        map::no_trouble(browser).await
    })
    .await?;
    ensure!(count(&office, "parcels").await? == before + 1);
    let parcel = office.parcel(id).await?;
    ensure!(parcel["properties"]["so_to"] == 77 && parcel["properties"]["so_thua"] == 505, "{parcel}");
    let ring = parcel["geometry"]["coordinates"][0].as_array().context("a ring")?;
    ensure!(parcel["geometry"]["type"] == "Polygon" && ring.len() == 5 && ring.first() == ring.last(), "{ring:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shape_the_server_refuses_is_ringed_and_nothing_typed_is_lost() -> Result<()> {
    let office = Office::open();
    let before = count(&office, "parcels").await?;
    journey(Screen::OFFICE, async |browser| {
        begins(&office, browser, "parcels").await?;
        for (number, (x, y)) in [(640, 250), (900, 480), (900, 250), (640, 480)].iter().enumerate() {
            browser.click_at(*x, *y).await?;
            browser.until("the corner", &drawn(number + 1)).await?;
        }
        // Pressed again where it was pressed last.
        browser.click_at(640, 480).await?;
        browser.until("it is done", DONE).await?;
        types(browser, "[data-edit=so_to] input", "77").await?;
        browser.click("feature-new [data-deed=save]").await?;
        let told = "document.querySelector('[data-member=geometry]')?.textContent.includes('tự cắt')
            && document.querySelector('.edit-fault')";
        browser.until("the finding at the shape and on the map", told).await?;
        let kept = "return document.querySelector('[data-edit=so_to] input').value";
        ensure!(browser.run(kept, Vec::new()).await? == "77");
        browser.click("feature-new [data-deed=cancel]").await?;
        browser.until("the question", "document.querySelector('dialog[open] [data-answer=yes]')").await?;
        browser.click("dialog[open] [data-answer=yes]").await?;
        browser.until("the form is gone", CLOSED).await?;
        Ok(())
    })
    .await?;
    ensure!(count(&office, "parcels").await? == before, "nothing was made");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_drawn_by_keys_alone_and_begins_where_a_corner_was_typed() -> Result<()> {
    let office = Office::open();
    let mut id = 0;
    journey(Screen::PHONE, async |browser| {
        begins(&office, browser, "streets").await?;
        let seen = "document.querySelector('bottom-sheet').dataset.stop !== 'full'
            && document.querySelector('[data-deed=draw-done]').getBoundingClientRect().bottom <= innerHeight";
        browser.until("the map and the buttons are seen", seen).await?;
        let middle = "const { map } = document.querySelector('map-view'); const { lng, lat } = map.getCenter();
            return `${lat.toFixed(7)}, ${lng.toFixed(7)}`";
        let first = browser.run(middle, Vec::new()).await?;
        let into =
            "const field = document.querySelector('#edit-corner-text'); field.focus(); field.value = arguments[0]";
        browser.run(into, vec![first.clone()]).await?;
        browser.press(ENTER).await?;
        browser.until("the corner that was typed", &drawn(1)).await?;
        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        for (number, keys) in [[LEFT, LEFT], [UP, UP]].iter().enumerate() {
            browser.press(keys[0]).await?;
            browser.press(keys[1]).await?;
            browser.until("the map at rest", map::DRAWN).await?;
            browser.press(ENTER).await?;
            browser.until("a corner at the crosshair", &drawn(number + 2)).await?;
        }
        browser.screenshot("create-360-line").await?;
        browser.press(ENTER).await?;
        browser.until("Enter once more ends it", DONE).await?;
        browser.click("feature-new [data-deed=save]").await?;
        id = made(browser, "streets").await?;
        Ok(())
    })
    .await?;
    let street = office.server.json(&format!("/collections/streets/items/{id}")).await;
    let corners = street["geometry"]["coordinates"].as_array().context("corners")?;
    ensure!(street["geometry"]["type"] == "LineString" && corners.len() == 3, "{street}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_drawn_is_left_only_after_a_question() -> Result<()> {
    let office = Office::open();
    journey(Screen::OFFICE, async |browser| {
        begins(&office, browser, "parcels").await?;
        browser.click("feature-new [data-deed=cancel]").await?;
        browser.until("without a corner it closes at once", CLOSED).await?;
        map::open_tab(browser, "layers").await?;
        presses(browser, "[data-add=parcels]").await?;
        browser.until("drawing", "document.querySelector('[data-drawing]')").await?;
        browser.click_at(700, 300).await?;
        browser.until("the corner", &drawn(1)).await?;
        browser.press(RIGHT).await?;
        browser.click("feature-new [data-deed=cancel]").await?;
        browser.until("the question", "document.querySelector('dialog[open] [data-answer=no]')").await?;
        browser.click("dialog[open] [data-answer=no]").await?;
        browser.until("the corner is still there", &drawn(1)).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_edit_finds_no_way_to_add() -> Result<()> {
    let office = Office::open();
    for who in [None, Some("xem")] {
        journey(Screen::OFFICE, async |browser| {
            office.card_of(browser, who, 7).await?;
            map::open_tab(browser, "layers").await?;
            browser.until("the layers", "document.querySelector('[data-settings=parcels]')").await?;
            let ways = browser.run("return document.querySelectorAll('[data-add]').length", Vec::new()).await?;
            ensure!(ways == 0, "{who:?} finds {ways}");
            Ok(())
        })
        .await?;
    }
    let body = json!({ "type": "Feature", "properties": {}, "geometry": Value::Null }).to_string();
    let sent =
        office.server.ask(Method::POST, "/collections/parcels/items").header("content-type", "application/geo+json");
    let answer = sent.body(body).send().await?;
    ensure!(answer.status() == 401, "{}", answer.status());
    Ok(())
}
