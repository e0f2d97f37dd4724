//! For everyone: no barriers by axe, light and dark, on a phone and on a screen; nothing covered at any width; the keyboard alone;
//! and words for what went wrong.

use anyhow::{Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city};

use crate::browser::map::{DRAWN, among_parcels, click_a_parcel, no_trouble, open_tools};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

const FOCUS_RING: &str = include_str!("focus_ring.js");

/// What nobody should meet on the page as it stands.
pub(crate) async fn nothing_in_the_way(browser: &Browser, place: &str) -> Result<()> {
    browser.no_barriers(place).await?;
    let small = browser.run(include_str!("small_targets.js"), Vec::new()).await?;
    ensure!(small == Value::Array(Vec::new()), "{place}: targets under 44 pixels {small}");
    nothing_covered(browser, place).await
}

async fn nothing_covered(browser: &Browser, place: &str) -> Result<()> {
    let sideways = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let sideways = browser.run(sideways, Vec::new()).await?;
    ensure!(sideways.as_i64() <= Some(0), "{place}: scrolls sideways by {sideways} pixels");
    let covered = browser.run(include_str!("covered_controls.js"), Vec::new()).await?;
    ensure!(covered == Value::Array(Vec::new()), "{place}: {covered:#}");
    Ok(())
}

async fn theme(browser: &Browser, address: &str, theme: &str) -> Result<()> {
    browser.open(&format!("{address}/")).await?;
    browser.run("localStorage.setItem('diaban-theme', arguments[0])", vec![theme.into()]).await?;
    Ok(())
}

async fn at_the_portal(browser: &Browser, address: &str) -> Result<()> {
    browser.open(&format!("{address}/")).await?;
    browser
        .until(
            "the page's elements",
            "document.querySelector('map-search [role=combobox]') &&
        document.querySelector('sign-in button') && document.fonts.status === 'loaded'",
        )
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn portal_and_viewer_have_no_barriers_light_and_dark_on_a_screen_and_on_a_phone() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let address = server.address.as_str();
    for (screen, width) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        for chosen in ["light", "dark"] {
            journey(screen, async |browser| {
                theme(browser, address, chosen).await?;
                at_the_portal(browser, address).await?;
                nothing_in_the_way(browser, &format!("portal {width} {chosen}")).await?;
                among_parcels(browser, address).await?;
                nothing_in_the_way(browser, &format!("viewer {width} {chosen}")).await?;
                click_a_parcel(browser).await?;
                browser.screenshot(&format!("everyone-{width}-{chosen}-card")).await?;
                nothing_in_the_way(browser, &format!("card {width} {chosen}")).await?;
                open_tools(browser).await?;
                browser.click(".map-tool-measure").await?;
                browser.until("the measuring panel", "document.querySelector('#measure-heading')").await?;
                nothing_in_the_way(browser, &format!("measuring {width} {chosen}")).await?;
                no_trouble(browser).await
            })
            .await?;
        }
    }
    Ok(())
}

/// A phone upright and across, a tablet, and an office screen as it is and at 200 %, which halves it.
#[tokio::test(flavor = "multi_thread")]
async fn at_every_width_nothing_is_covered_and_nothing_scrolls_sideways() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (width, height) in [(320, 568), (640, 360), (683, 384), (768, 1024)] {
        journey(Screen { width, height }, async |browser| {
            let place = format!("{width}x{height}");
            at_the_portal(browser, &server.address).await?;
            browser.screenshot(&format!("everyone-{place}-portal")).await?;
            nothing_covered(browser, &format!("portal {place}")).await?;
            browser.open(&format!("{}/apps/planning", server.address)).await?;
            browser.until("the whole city", DRAWN).await?;
            browser.screenshot(&format!("everyone-{place}-viewer")).await?;
            nothing_covered(browser, &format!("viewer {place}")).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_goes_through_everything_and_one_sees_where_it_is() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        at_the_portal(browser, &server.address).await?;
        around(browser, "portal").await?;
        among_parcels(browser, &server.address).await?;
        click_a_parcel(browser).await?;
        browser.until("all of the card", "document.querySelector('place-card').answer?.from === 'store'").await?;
        for (tab, more) in [
            ("info", ".map-list"),
            ("layers", "[data-settings=zones]"),
            ("legend", "h2"),
            ("tools", "[data-deed=frame]"),
            ("compare", "h2"),
        ] {
            browser.click(&format!("#tab-{tab}")).await?;
            let panel = format!("document.querySelector('#panel-{tab}')");
            browser.until(tab, &format!("{panel}.offsetHeight > 0")).await?;
            browser.run(&format!("{panel}.querySelector('{more}').click()"), Vec::new()).await?;
            browser.until("the map at rest", DRAWN).await?;
            around(browser, tab).await?;
        }
        Ok(())
    })
    .await
}

/// Presses Tab until the focus is where it was first: each stop is seen, and nothing that can be used is left out.
async fn around(browser: &Browser, place: &str) -> Result<()> {
    browser.run("delete window.stops", Vec::new()).await?;
    let (mut seen, mut is_around) = (Vec::new(), false);
    for _ in 0..400 {
        browser.press(TAB).await?;
        let step = browser.run(include_str!("tab_stop.js"), Vec::new()).await?;
        ensure!(step != "circle", "{place}: the focus does not come out of {seen:?}");
        is_around = step == "first";
        if is_around {
            break;
        }
        if step == "new" {
            let focused = browser.run(&format!("return {FOCUS_RING}"), Vec::new()).await?;
            ensure!(focused.is_string(), "{place}: the focus cannot be seen after {seen:?}");
            seen.push(focused);
        }
    }
    ensure!(is_around, "{place}: Tab does not come back to {:?}", seen.first());
    let unreached = browser.run(include_str!("unreached.js"), Vec::new()).await?;
    ensure!(unreached == Value::Array(Vec::new()), "{place}: Tab does not lead to {unreached:#}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_chooses_a_parcel_and_closes_its_card() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        among_parcels(browser, &server.address).await?;
        let parcel = browser.until("a parcel in view", include_str!("parcel_in_view.js")).await?;
        let at = format!("at=19/{}/{}", parcel["lat"], parcel["lon"]);
        browser.open("about:blank").await?;
        browser.open(&format!("{}/apps/planning#v1/planning?{at}", server.address)).await?;
        browser.until("the map of the link", DRAWN).await?;
        browser.press(TAB).await?;
        browser.press(ENTER).await?;
        browser.until("the map has the focus", "document.activeElement.matches('.maplibregl-canvas')").await?;
        browser.until("one sees it", FOCUS_RING).await?;
        browser.press(ENTER).await?;
        let card = format!("document.querySelector('article[data-layer=parcels][data-id=\"{}\"]')", parcel["id"]);
        browser.until("the parcel at the crosshair", &card).await?;
        browser.until("the card is read", "document.activeElement.id === 'card-heading'").await?;
        browser.press(ESCAPE).await?;
        let closed = "!document.querySelector('.card') && document.activeElement.matches('.maplibregl-canvas')";
        browser.until("the map again", closed).await?;
        browser.press("/").await?;
        browser.until("the search box", "document.activeElement.matches('[role=combobox]')").await?;
        browser.until("one sees it", FOCUS_RING).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_the_page_says_what_to_do_next() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        at_the_portal(browser, &server.address).await?;
        server.terminate();
        server.until_gone();
        browser.click("map-search [role=combobox]").await?;
        browser.press("nguyen hue").await?;
        browser
            .until("the note", "document.querySelector('.search-note strong + .button, .search-note .button')")
            .await?;
        let note = browser.text(".search-note").await?;
        ensure!(note.contains("Chưa tìm được") && note.contains("Thử lại"), "{note}");
        browser.screenshot("everyone-360-offline").await?;
        browser.no_barriers("everyone-360-offline").await?;
        Ok(())
    })
    .await
}
