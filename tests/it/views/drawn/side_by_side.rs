//! Two maps side by side: swiped by keyboard, told apart by their pixels, brought back by a link; plans of the register, and one button on a phone.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};

use crate::apps::Scene;
use crate::browser::{DRAWN, among_parcels, no_trouble, nothing_in_the_way, visit};

const LEFT: &str = "\u{E012}";
const END: &str = "\u{E010}";
const ESCAPE: &str = "\u{E00C}";

/// Both maps are drawn, and nothing is on its way.
const BOTH: &str = "document.querySelector('planning-app')?.dataset.drawn === 'true'
    && document.querySelector('map-view').map.areTilesLoaded()
    && !document.querySelector('map-view').map.isMoving()
    && document.querySelector('side-by-side')?.second?.map.loaded()
    && document.querySelector('side-by-side').second.map.areTilesLoaded()";

/// Which share of the pixels differs between the two maps, read in the frame each is drawn in.
const DIFFERENT: &str = "const done = arguments[arguments.length - 1];
    const read = (map) => new Promise((told) => {
        map.once('render', () => {
            const paper = document.createElement('canvas');
            [paper.width, paper.height] = [map.getCanvas().width, map.getCanvas().height];
            const pen = paper.getContext('2d');
            pen.drawImage(map.getCanvas(), 0, 0);
            told(pen.getImageData(0, 0, paper.width, paper.height).data);
        });
        map.triggerRepaint();
    });
    const maps = [document.querySelector('map-view').map, document.querySelector('side-by-side').second.map];
    Promise.all(maps.map(read)).then(([a, b]) => {
        let other = a.length === b.length ? 0 : a.length;
        for (let at = 0; at < Math.min(a.length, b.length); at += 4) {
            if (Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2]) > 24) other += 4;
        }
        done(other / a.length);
    })";

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

async fn different(browser: &Browser) -> Result<f64> {
    browser.run_async(DIFFERENT, Vec::new()).await?.as_f64().context("a share of pixels")
}

/// Chooses what a side shows.
async fn choose(browser: &Browser, side: &str, shown: &str) -> Result<()> {
    let script = "const select = document.querySelector(`select[data-side=${arguments[0]}]`);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(script, vec![side.into(), shown.into()]).await?;
    let done = format!("location.hash.includes('{shown}') && {BOTH}");
    browser.until(&format!("{shown} on the {side}"), &done).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_maps_differ_move_together_and_are_swiped_by_keyboard() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        browser.click("#tab-tools").await?;
        browser.until("the tools", "document.querySelector('#panel-tools [data-deed=sides]')").await?;
        browser.click("#panel-tools [data-deed=sides]").await?;
        browser.until("two maps", BOTH).await?;
        browser.until("the handle to swipe", "document.activeElement.matches('.sides-handle')").await?;
        choose(browser, "right", "map").await?;
        let alike = different(browser).await?;
        ensure!(alike < 0.02, "the same on both sides: {alike} differs");
        choose(browser, "right", "look:base").await?;
        let other = different(browser).await?;
        ensure!(other > 0.1, "parcels and none: only {other} differs");
        browser.no_barriers("two maps").await?;
        browser.screenshot("sides-1366").await?;

        browser.run("document.querySelector('.sides-handle').focus()", Vec::new()).await?;
        browser.press(LEFT).await?;
        let moved = "document.querySelector('.sides-handle').ariaValueNow === '48'
            && document.querySelector('.sides-cut').style.clipPath.includes('48%')";
        browser.until("the handle moves by two hundredths", moved).await?;
        browser.press(END).await?;
        browser.until("all of the left map", "location.hash.includes('look:base,1')").await?;

        browser.run("document.querySelector('map-view').map.jumpTo({ zoom: 17, bearing: 20 })", Vec::new()).await?;
        let together = "const [a, b] = [document.querySelector('map-view').map, document.querySelector('side-by-side').second.map];
            return [a.getZoom() - b.getZoom(), a.getBearing() - b.getBearing(), a.getCenter().lng - b.getCenter().lng,
                a.getCenter().lat - b.getCenter().lat]";
        browser.until("both maps there", BOTH).await?;
        let apart: Vec<f64> = serde_json::from_value(browser.run(together, Vec::new()).await?)?;
        ensure!(apart.iter().all(|by| by.abs() < 1e-6), "the maps are apart by {apart:?}");

        let link = value(browser, "location.hash").await?.as_str().context("a link")?.to_owned();
        browser.open("about:blank").await?;
        browser.open(&format!("{address}/apps/planning{link}")).await?;
        browser.until("two maps of the link", BOTH).await?;
        ensure!(value(browser, "document.querySelector('select[data-side=right]').value").await? == "look:base");
        ensure!(value(browser, "document.querySelector('.sides-handle').ariaValueNow").await? == "100");
        browser.run("document.querySelector('.sides-handle').focus()", Vec::new()).await?;
        browser.press(ESCAPE).await?;
        let whole = "!document.querySelector('.sides') && !document.querySelector('.sides-cut') && !location.hash.includes('sides=')";
        browser.until("one map again", whole).await?;
        browser.until("as it was", DRAWN).await?;
        no_trouble(browser).await
    })
    .await
}

/// The map draws zones of this plan, and of no other.
fn alone(map: &str, plan: u64) -> String {
    format!(
        "{BOTH} && (() => {{
            const drawn = {map}.queryRenderedFeatures().filter(({{ sourceLayer }}) => sourceLayer === 'plan_zones');
            return drawn.length > 0 && drawn.every(({{ properties }}) => properties.quy_hoach === {plan});
        }})()"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_plans_lie_side_by_side_and_lead_to_their_differences_in_words() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let list = scene.asked("", "/v1/plans?limit=1000").await.1;
    let plans = list["plans"].as_array().context("plans")?;
    let whole = plans.iter().find(|plan| plan["adjustment"] == "whole").context("an adjustment of a whole plan")?;
    let (before, after) =
        (whole["adjusts"].as_u64().context("what it adjusts")?, whole["id"].as_u64().context("an id")?);
    let corners: Vec<f64> = serde_json::from_value(whole["bbox"].clone())?;
    let at = format!("16/{}/{}", f64::midpoint(corners[1], corners[3]), f64::midpoint(corners[0], corners[2]));
    let link = format!("{}/apps/planning#v1/planning?at={at}&sides=plan:{before},plan:{after}", scene.server.address);
    let [first, second] =
        ["document.querySelector('map-view').map", "document.querySelector('side-by-side').second.map"];
    journey(Screen::OFFICE, async |browser| {
        browser.open(&link).await?;
        browser.until("the plan before", &alone(first, before)).await?;
        browser.until("the plan after", &alone(second, after)).await?;
        browser.click("[data-deed=sides-words]").await?;
        let told = "document.querySelector('.versions-result') && !document.querySelector('.sides')";
        browser.until("what differs in words", told).await?;
        browser.until("and back", "document.querySelector('.versions [data-deed=sides]')").await?;
        browser.run("document.querySelector('.versions [data-deed=sides]').click()", Vec::new()).await?;
        browser.until("two maps again", &alone(second, after)).await?;
        no_trouble(browser).await
    })
    .await?;
    journey(Screen::PHONE, async |browser| {
        browser.open(&link).await?;
        browser.until("two maps", BOTH).await?;
        browser.until("before and after", "document.querySelectorAll('.sides-turn input').length === 2").await?;
        browser.run("document.querySelector('.sides-turn input:not(:checked)').click()", Vec::new()).await?;
        let turned = "document.querySelector('.sides-cut').style.clipPath.includes('0px)') || document.querySelector('.sides-cut').style.clipPath.includes('100%')";
        browser.until("one of them alone", turned).await?;
        nothing_in_the_way(browser, "two maps on a phone").await?;
        browser.screenshot("sides-360").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_map_and_its_paper_show_the_plans_of_the_day_that_is_asked_for() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let list = scene.asked("", "/v1/plans?limit=1000").await.1;
    let plans = list["plans"].as_array().context("plans")?;
    let whole = plans.iter().find(|plan| plan["adjustment"] == "whole").context("an adjustment of a whole plan")?;
    let before = plans.iter().find(|plan| plan["id"] == whole["adjusts"]).context("what it adjusts")?;
    let day = before["from"].as_str().context("it was in force")?;
    let corners: Vec<f64> = serde_json::from_value(whole["bbox"].clone())?;
    let at = format!("16/{}/{}", f64::midpoint(corners[1], corners[3]), f64::midpoint(corners[0], corners[2]));
    let drawn = |map: &str, there: &Value, gone: &Value| {
        format!(
            "(() => {{
                const map = {map};
                const parts = map?.isStyleLoaded() ? map.getStyle().layers.filter((part) => part['source-layer'] === 'plan_zones') : [];
                const plans = map?.areTilesLoaded() && parts.length > 0
                    ? map.queryRenderedFeatures({{ layers: parts.map((part) => part.id) }}).map(({{ properties }}) => properties.quy_hoach) : [];
                return plans.includes({there}) && !plans.includes({gone});
            }})()"
        )
    };
    let screen = "document.querySelector('map-view')?.map";
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning#v1/planning?at={at}&d={day}", scene.server.address)).await?;
        browser.until("the plans of that day", &drawn(screen, &before["id"], &whole["id"])).await?;
        browser.until("the day is told", "document.querySelector('.data-date[data-other=true]')").await?;
        let filters = "JSON.stringify(document.querySelector('map-view').map.getStyle().layers.filter((part) => part['source-layer'] === 'plan_zones')
            .map(({ filter }) => filter))";
        let shown = value(browser, filters).await?;
        browser.run("window.print = () => { window.printed = document.querySelector('.print-sheet').textContent }", Vec::new()).await?;
        let wish = "document.querySelector('planning-app').dispatchEvent(new CustomEvent('print-wished',
            { detail: { sheet: { paper: 'a4', isLandscape: true, scale: 1000 }, title: 'x' } }))";
        browser.run(wish, Vec::new()).await?;
        browser.until("a sheet", "window.printed").await?;
        let told = value(browser, "window.printed").await?;
        let [year, month, date] = day.split('-').collect::<Vec<_>>()[..] else { anyhow::bail!("{day}") };
        ensure!(told.as_str().is_some_and(|told| told.contains(&format!("{date}/{month}/{year}"))), "{told}");
        ensure!(value(browser, filters).await? == shown, "printing leaves the map as it was");
        browser.run("document.querySelector('[data-deed=today]').click()", Vec::new()).await?;
        browser.until("the plans of today", &drawn(screen, &whole["id"], &before["id"])).await?;
        no_trouble(browser).await
    })
    .await
}
