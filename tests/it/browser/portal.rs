//! The portal at `/`: whole before any script runs, quicker with it, and no map in it.

use anyhow::{Context, Result, ensure};
use system_tests::browser::{Screen, journey};
use system_tests::program::{Server, city};

use crate::browser::map::{DRAWN, no_trouble, visit};

/// A page as a browser asks for it.
async fn page(server: &Server, path: &str, language: &str) -> Result<String> {
    let asked = server.get(path).header("accept", "text/html,*/*;q=0.8").header("accept-language", language);
    let answer = asked.send().await?;
    ensure!(answer.status() == 200, "{path}: {}", answer.status());
    ensure!(answer.headers()["content-language"] == language, "{path} in {language}");
    Ok(answer.text().await?)
}

#[tokio::test]
async fn the_portal_is_whole_before_any_script_runs_in_both_languages() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let parcels = server.json("/collections/parcels?f=json").await;
    let title = parcels["title"].as_str().context("a title")?;
    for (language, heading, count, kind, title) in [
        ("vi", "Tra cứu thửa đất và quy hoạch", "Số đối tượng", "Ô chức năng", title),
        ("en", "Look up parcels and plans", "Features", "Planned zones", "Parcels"),
    ] {
        let text = page(&server, "/", language).await?;
        ensure!(text.contains(&format!("<html lang=\"{language}\">")), "{language}");
        for word in [heading, title, kind, ">300<"] {
            ensure!(text.contains(word), "{language}: no {word} in {text}");
        }
        ensure!(text.contains(&format!("data-head=\"{count}\"")), "{language}: counts have a name on a phone, too");
        ensure!(text.contains("action=\"/apps/planning\"") && text.contains("name=\"q\""), "a plain form searches");
        ensure!(text.contains(&format!("href=\"/apps/planning?lang={language}\"")), "the viewer is a link");
        ensure!(!text.contains("<!--") && !text.contains("portal-link"), "everything has its words");
    }
    ensure!(page(&server, "/?lang=en", "en").await?.contains("Published layers"), "a link chooses the language");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_meets_the_portal_on_a_screen_and_on_a_phone() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/", server.address)).await?;
            browser.until("the search box", "document.querySelector('map-search [role=combobox]')").await?;
            let empty = "document.querySelector('map-search [role=combobox]').value === ''";
            browser.until("nothing is in it yet", empty).await?;
            browser.screenshot(&format!("portal-{name}")).await?;
            let maps =
                "return performance.getEntriesByType('resource').filter(({ name }) => /maplibre/.test(name)).length";
            ensure!(browser.run(maps, Vec::new()).await? == 0, "{name}: the portal loads a map");
            no_trouble(browser).await?;
            browser.click(".app-card").await?;
            browser.until("the viewer", "document.querySelector('planning-app')?.dataset.drawn === 'true'").await?;
            browser.click(".brand-name").await?;
            browser.until("the portal again", "document.querySelector('.hero h1')").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_from_when_the_map_stood_at_the_root_still_shows_its_place() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/#v1/map?at=17/10.345/107.084&lang=en", server.address)).await?;
        browser.until("the map", &format!("document.querySelector('planning-app') && {DRAWN}")).await?;
        let place = browser.run("return document.querySelector('map-view').map.getZoom()", Vec::new()).await?;
        ensure!(place.as_f64() == Some(17.0), "zoom {place}");
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_store_says_at_the_portal_how_to_begin() -> Result<()> {
    visit(0, Screen::PHONE, async |browser, address| {
        browser.open(&format!("{address}/")).await?;
        browser.until("the note", "document.querySelector('.note-command')").await?;
        let note = browser.text("section[aria-labelledby=layers-heading]").await?;
        ensure!(note.contains("diaban import") && note.contains("diaban demo"), "{note}");
        browser.screenshot("portal-360-empty").await?;
        browser.no_barriers("portal-360-empty").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_a_person_chose_is_kept_on_the_device_and_the_map_follows_it() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/")).await?;
        browser.until("the switch", "document.querySelector('theme-switch button')").await?;
        let ground = "return getComputedStyle(document.body).backgroundColor";
        let light = browser.run(ground, Vec::new()).await?;
        browser.click("theme-switch button").await?;
        browser.until("the dark theme", "document.documentElement.dataset.theme === 'dark'").await?;
        let dark = browser.run(ground, Vec::new()).await?;
        ensure!(light != dark, "both are {light}");
        browser.screenshot("portal-1366-dark").await?;
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        let map = "return document.querySelector('map-view').map.getPaintProperty('ground', 'background-color')";
        let night = browser.run(map, Vec::new()).await?;
        browser.screenshot("map-1366-dark").await?;
        browser.click("theme-switch button").await?;
        let day = "document.querySelector('map-view').map.getPaintProperty('ground', 'background-color')";
        browser.until("the light map", &format!("{} && {day} !== {night}", DRAWN)).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn below_a_path_portal_and_map_ask_nothing_outside_it() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_with(&store, &[("DIABAN_SERVER_PUBLIC_URL", "https://bando.example/gis")]);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/gis/?lang=en", server.address)).await?;
        browser.until("the search box", "document.querySelector('map-search [role=combobox]')").await?;
        browser.click(".app-card").await?;
        browser.until("the map", &format!("document.querySelector('planning-app') && {DRAWN}")).await?;
        let outside = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name)) \
                       .filter(({ origin, pathname }) => origin !== location.origin || !pathname.startsWith('/gis/')).map(String) \
                       .concat(location.pathname.startsWith('/gis/') ? [] : [location.pathname])";
        let asked = browser.run(outside, Vec::new()).await?;
        ensure!(asked.as_array().is_some_and(Vec::is_empty), "outside the path: {asked}");
        no_trouble(browser).await?;
        browser.click(".brand-name").await?;
        browser.until("the portal again", "document.querySelector('.hero h1')").await?;
        Ok(())
    })
    .await
}
