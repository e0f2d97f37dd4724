//! Somebody new taps a place: what is in force stands first and in words, what a road takes stands under the answer, the language that was
//! chosen stays, the map answers the mouse, and a low or narrow screen still shows it.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};

use crate::apps::Scene;
use crate::browser::extract::{Lot, extract};
use crate::browser::map::no_trouble;

const UPRIGHT: Screen = Screen { width: 360, height: 740 };
const ON_ITS_SIDE: Screen = Screen { width: 740, height: 360 };
/// All that lies there has come, and the map is drawn.
const ANSWERED: &str =
    "document.querySelector('place-card')?.answer?.from === 'store' && document.querySelector('[data-as-of]')
    && document.querySelector('planning-app').dataset.drawn === 'true'";
const CITIZENS_MAP: &str =
    "document.querySelector('.public-plain') && document.querySelector('public-app')?.dataset.drawn === 'true'";

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

async fn texts(browser: &Browser, selector: &str) -> Result<Vec<String>> {
    let all = format!("[...document.querySelectorAll('{selector}')].map((each) => each.textContent.trim())");
    Ok(serde_json::from_value(value(browser, &all).await?)?)
}

/// Ids of zones that stand below an element, in order.
async fn zones(browser: &Browser, below: &str) -> Result<Vec<u64>> {
    let all = format!(
        "[...document.querySelectorAll('{below} > [data-group=plan_zones] article')].map(({{ dataset }}) => Number(dataset.id))"
    );
    Ok(serde_json::from_value(value(browser, &all).await?)?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_force_stands_first_and_replaced_plans_behind_one_line_all_in_words() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let found = scene.asked("", &format!("/v1/search?at={},{}&within_m=0.5", lot.lon, lot.lat)).await.1;
    let mut groups = found["groups"].as_array().context("groups")?.iter();
    let group = groups.find(|group| group["layer"] == "plan_zones").context("zones")?;
    let is_over = |zone: &&Value| {
        ["replaced", "expired", "annulled"].iter().any(|state| zone["properties"]["trang_thai"] == *state)
    };
    let (over, now): (Vec<&Value>, Vec<&Value>) =
        group["features"].as_array().context("features")?.iter().partition(is_over);
    let ids = |zones: &[&Value]| zones.iter().filter_map(|zone| zone["id"].as_u64()).collect::<Vec<u64>>();
    let told = extract(&scene, lot.id, "").await;
    journey(Screen::OFFICE, async |browser| {
        let address = &scene.server.address;
        browser.open(&format!("{address}/apps/planning?lang=vi&at={},{}", lot.lon, lot.lat)).await?;
        browser.until("all of the card", ANSWERED).await?;
        let mut shown = zones(browser, ".card").await?;
        shown.sort_unstable();
        let mut expected = ids(&now);
        expected.sort_unstable();
        ensure!(shown == expected, "{shown:?} of {group}");
        if !over.is_empty() {
            ensure!(zones(browser, ".card-over").await?.len() == over.len(), "{group}");
            let line = browser.text(".card-over > summary").await?;
            ensure!(line.contains("đồ án không còn hiệu lực"), "{line}");
            ensure!(value(browser, "document.querySelector('.card-over').open").await? == false);
        }
        browser
            .run("document.querySelector('.card > [data-group=plan_zones] .feature-head').click()", Vec::new())
            .await?;
        browser.until("its fields", "document.querySelector('[data-group=plan_zones] dl.fields')").await?;
        let names = texts(browser, "[data-group=plan_zones] dl.fields dt").await?;
        ensure!(
            names.contains(&"Đồ án quy hoạch".to_owned()) && names.iter().all(|name| !name.contains('_')),
            "{names:?}"
        );
        let state = browser.text("[data-group=plan_zones] dd[data-field=trang_thai]").await?;
        ensure!(!state.is_ascii(), "{state} is a word of the register");
        let leads = texts(browser, ".extract-lead").await?;
        let takes = told["road"]["area_m2"].as_f64().is_some_and(|area| area > 0.0);
        ensure!(leads.iter().any(|text| text.contains("dành cho đường")) == takes, "{leads:?} of {told}");
        browser.screenshot("tapped-1366").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_language_that_was_chosen_stays_from_page_to_page_and_goes_along_in_links() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    journey(Screen::OFFICE, async |browser| {
        let address = &scene.server.address;
        browser.open(&format!("{address}/apps/planning?parcel={}", lot.identifier)).await?;
        browser.until("all of the card", ANSWERED).await?;
        for language in ["en", "vi", "en"] {
            browser.click(&format!(".languages button[lang={language}]")).await?;
            browser.until("it is spoken", &format!("document.documentElement.lang === '{language}'")).await?;
        }
        let links = "[...document.querySelectorAll('.brand-name, .feature-ways a, [data-deed=pdf], [data-deed=page]')]
            .map((link) => link.getAttribute('href'))";
        let links: Vec<String> = serde_json::from_value(value(browser, links).await?)?;
        ensure!(links.len() >= 3 && links.iter().all(|link| link.contains("lang=en")), "{links:?}");
        for app in ["public", "plans", "admin"] {
            browser.open(&format!("{address}/apps/{app}")).await?;
            browser
                .until(app, "document.documentElement.lang === 'en' && document.querySelector('.brand-name')")
                .await?;
            let home = value(browser, "document.querySelector('.brand-name').getAttribute('href')").await?;
            ensure!(home == "/?lang=en", "{app}: {home}");
        }
        browser.open(&format!("{address}/")).await?;
        let portal = "document.documentElement.lang === 'en' && location.search === '?lang=en'";
        browser.until("the portal, too, whatever the browser wishes", portal).await?;
        browser.open(&format!("{address}/apps/public?lang=vi")).await?;
        browser.until("a link goes first", "document.documentElement.lang === 'vi'").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_mouse_is_on_lights_up_on_the_citizens_map_as_on_the_planners() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    for (app, ready) in [("public", CITIZENS_MAP), ("planning", ANSWERED)] {
        journey(Screen::OFFICE, async |browser| {
            browser.open(&format!("{}/apps/{app}?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
            browser.until("the map", ready).await?;
            browser.until("it rests", "!document.querySelector('map-view').map.isMoving()").await?;
            let lit = "(({ map }) => map.queryRenderedFeatures({ layers: map.getStyle().layers.map(({ id }) => id)
                .filter((id) => id.startsWith('hover-')) }).some(({ state }) => state.over))(document.querySelector('map-view'))";
            ensure!(value(browser, lit).await? == false, "nothing is lit before");
            let point = "const { map } = document.querySelector('map-view');
                const { left, top } = map.getCanvas().getBoundingClientRect();
                const { x, y } = map.project([...arguments]);
                map.getCanvas().dispatchEvent(new MouseEvent('mousemove', { clientX: left + x, clientY: top + y, bubbles: true }))";
            browser.run(point, vec![lot.lon.into(), lot.lat.into()]).await?;
            browser.until("it is lit", lit).await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bar_is_whole_and_the_map_is_seen_in_english_on_every_screen() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let address = &scene.server.address;
    let within = "(({ bottom }) => [...document.querySelectorAll('.bar :is(h1, p, button, input)')]
        .every((each) => each.getBoundingClientRect().bottom <= bottom))(document.querySelector('.bar').getBoundingClientRect())";
    let height = "document.querySelector('.bar').offsetHeight";
    let map = "(({ top, bottom, width }) => [Math.min(bottom, innerHeight) - Math.max(top, 0), width])(document.querySelector('.map-holder').getBoundingClientRect())";
    for (screen, highest, least) in [(Screen::OFFICE, 64, [480.0, 800.0]), (ON_ITS_SIDE, 48, [280.0, 400.0])] {
        journey(screen, async |browser| {
            browser.open(&format!("{address}/apps/public?lang=en&at={},{}", lot.lon, lot.lat)).await?;
            browser.until("the map", CITIZENS_MAP).await?;
            browser.run("scrollTo(0, 0)", Vec::new()).await?;
            ensure!(value(browser, within).await? == true, "nothing of the bar is cut");
            let bar = value(browser, height).await?;
            ensure!(bar.as_f64().is_some_and(|bar| bar <= f64::from(highest)), "{bar} pixels of bar");
            let seen: [f64; 2] = serde_json::from_value(value(browser, map).await?)?;
            ensure!(seen[0] >= least[0] && seen[1] >= least[1], "{seen:?} of the map");
            browser.screenshot(&format!("tapped-public-en-{}", screen.width)).await?;
            Ok(())
        })
        .await?;
    }
    journey(UPRIGHT, async |browser| {
        browser.open(&format!("{address}/apps/planning?lang=en&at={},{}", lot.lon, lot.lat)).await?;
        browser.until("the card", ANSWERED).await?;
        ensure!(value(browser, within).await? == true, "nothing of the bar is cut");
        let bar = value(browser, height).await?;
        ensure!(bar.as_f64().is_some_and(|bar| bar <= 110.0), "one line and the search: {bar}");
        let names = texts(browser, ".languages button[lang=vi]").await?;
        ensure!(names[0].contains("Tiếng Việt"), "short for the eye, whole for the ear: {names:?}");
        browser.no_barriers("planning 360 in English").await?;
        browser.screenshot("tapped-planning-en-360").await
    })
    .await
}
