//! Two versions of a plan side by side, and rows that light their shapes on the map as shapes light their rows: by pointer and by keyboard, on a
//! screen and on a phone.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};

use crate::apps::Scene;
use crate::browser::everyone::nothing_in_the_way;
use crate::browser::extract::{Lot, written};
use crate::browser::map::{no_trouble, open_tab};

const ENTER: &str = "\u{E007}";

/// The difference is told, and drawn.
const COMPARED: &str = "document.querySelector('planning-app')?.dataset.drawn === 'true' &&
    document.querySelector('.versions-pieces [data-shape-go]') &&
    document.querySelector('map-view').map.getSource('shown-difference') !== undefined";
/// What is lit, by the keys of rows.
const LIT: &str = "[...document.querySelectorAll('[data-lit]')].map(({ dataset }) => dataset.shape).join()";
const POINT_AT: &str = include_str!("point_at_shape.js");

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

/// A plan that adjusts another in this manner, and that other.
async fn versions(scene: &Scene, adjustment: &str) -> Result<(u64, u64)> {
    let list = scene.asked("", "/v1/plans?limit=1000").await.1;
    let plans = list["plans"].as_array().context("plans")?;
    let of = plans.iter().find(|plan| plan["adjustment"] == adjustment).context("an adjustment")?;
    Ok((of["adjusts"].as_u64().context("what it adjusts")?, of["id"].as_u64().context("an id")?))
}

async fn difference(scene: &Scene, (before, after): (u64, u64)) -> Value {
    scene.asked("", &format!("/v1/plans/{before}/difference?with={after}&f=json")).await.1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_compares_two_versions_in_the_numbers_of_the_answer_and_says_so_in_the_address() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (before, after) = versions(&scene, "whole").await?;
    let told = difference(&scene, (before, after)).await;
    let pieces = told["pieces"].as_array().context("pieces")?;
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        for theme in ["light", "dark"] {
            journey(screen, async |browser| {
                browser.open(&format!("{}/", scene.server.address)).await?;
                browser.run("localStorage.setItem('diaban-theme', arguments[0])", vec![theme.into()]).await?;
                browser.open(&format!("{}/apps/planning?compare={before}/{after}", scene.server.address)).await?;
                browser.until("what differs", COMPARED).await?;
                for (total, member) in [
                    ("added", "addedM2"),
                    ("removed", "removedM2"),
                    ("changed", "changedM2"),
                    ("unchanged", "unchangedM2"),
                ] {
                    let shown = browser.text(&format!("[data-total={total}] .number")).await?;
                    ensure!(shown == written(&told[member])?, "{shown} is not {member} of {told}");
                }
                let rows = "[...document.querySelectorAll('.versions-pieces [data-shape]')].map((row) =>
                    [row.dataset.shape, row.dataset.became, row.querySelector('.number').textContent])";
                let rows: Vec<(String, String, String)> = serde_json::from_value(value(browser, rows).await?)?;
                ensure!(rows.len() == pieces.len(), "{} rows of {} pieces", rows.len(), pieces.len());
                for (key, became, area) in &rows {
                    let at: usize = key.strip_prefix("piece/").context("a key")?.parse()?;
                    let piece = pieces.get(at).with_context(|| format!("no piece {at}"))?;
                    ensure!(piece["became"] == became.as_str(), "{became} is not {piece}");
                    ensure!(*area == written(&piece["areaM2"])?, "{area} is not {piece}");
                }
                let patterns = "document.querySelector('map-view').map
                    .getPaintProperty('shown-difference-pattern', 'fill-pattern').includes('difference-')";
                ensure!(value(browser, patterns).await? == true, "told apart by pattern, too");
                browser.screenshot(&format!("versions-{name}-{theme}")).await?;
                nothing_in_the_way(browser, &format!("versions {name} {theme}")).await?;
                let address = value(browser, "location.href").await?;
                let address = address.as_str().context("an address")?;
                ensure!(address.contains(&format!("c={before}/{after}")), "{address}");
                browser.open("about:blank").await?;
                browser.open(address).await?;
                browser.until("the same of the link", COMPARED).await?;
                no_trouble(browser).await
            })
            .await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_leads_to_its_shape_and_a_shape_to_its_row_by_keyboard_alone() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (before, after) = versions(&scene, "whole").await?;
    for screen in [Screen::OFFICE, Screen::PHONE] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/planning?compare={before}/{after}", scene.server.address)).await?;
            browser.until("what differs", COMPARED).await?;
            browser
                .run("document.querySelector('[data-shape=\"piece/0\"] [data-shape-go]').focus()", Vec::new())
                .await?;
            browser.until("the row in focus is lit", &format!("{LIT} === 'piece/0'")).await?;
            browser.press(ENTER).await?;
            let near = "(({ map }) => map.getZoom() > 14.9 && !map.isMoving())(document.querySelector('map-view'))";
            browser.until("the map went there", near).await?;
            let lit =
                "document.querySelector('map-view').map.queryRenderedFeatures({ layers: ['shown-lit-over'] }).length";
            browser.until("its shape is lit", &format!("{lit} > 0")).await?;

            // Keys move the map: what comes under the crosshair lights its row, and Enter goes there.
            let middle = browser.run(POINT_AT, vec![json!("planning-app"), json!("piece/1")]).await?;
            let there = "const view = document.querySelector('map-view');
                view.focus();
                view.map.jumpTo({ center: arguments[0] })";
            browser.run(there, vec![middle]).await?;
            browser.until("the row of the shape under the crosshair is lit", &format!("{LIT} === 'piece/1'")).await?;
            browser.press(ENTER).await?;
            let row = "document.activeElement.closest('[data-shape]')?.dataset.shape === 'piece/1'";
            browser.until("the focus on its row", row).await?;
            ensure!(value(browser, "document.querySelector('.card')").await?.is_null(), "no other question was asked");
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_outside_a_local_adjustment_is_not_called_removed() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (before, after) = versions(&scene, "local").await?;
    let told = difference(&scene, (before, after)).await;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", scene.server.address)).await?;
        browser.until("the map", "document.querySelector('planning-app')?.dataset.drawn === 'true'").await?;
        open_tab(browser, "compare").await?;
        browser.until("plans to choose", "document.querySelector('.versions select[name=before]')?.value").await?;
        let choose = "const select = document.querySelector('.versions select[name=after]');
            select.value = arguments[0];
            select.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose, vec![json!(after.to_string())]).await?;
        let offered = format!("document.querySelector('.versions select[name=before]').value === '{before}'");
        browser.until("the plan it adjusts stands beside it", &offered).await?;
        browser.click(".versions form .button").await?;
        browser.until("what differs", COMPARED).await?;
        let groups = "[...document.querySelectorAll('.versions-pieces [data-group]')].map(({ dataset }) => dataset.group).join()";
        ensure!(value(browser, &format!("{groups}.includes('removed')")).await? == false, "nothing is removed");
        let outside = browser.text("[data-total=outside] .number").await?;
        ensure!(outside == written(&told["removedM2"])?, "{outside} of {told}");
        browser.screenshot("versions-1366-local").await?;
        browser.click(".versions-rest input").await?;
        browser.until("it is shown to who wants to see it", &format!("{groups}.includes('removed')")).await?;

        browser.click("#tab-info").await?;
        let gone = "!document.querySelector('map-view').map.getSource('shown-difference')";
        browser.until("the map as it was on another tab", gone).await?;
        open_tab(browser, "compare").await?;
        browser.until("and again", COMPARED).await?;
        browser.click(".versions form .button-quiet").await?;
        browser.until("it is closed", &format!("{gone} && !location.hash.includes('c=')")).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shares_of_a_parcel_and_rows_light_each_other_in_both_apps() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    for app in ["planning", "public"] {
        journey(Screen::OFFICE, async |browser| {
            browser.open(&format!("{}/apps/{app}?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
            let drawn = format!(
                "document.querySelector('{app}-app')?.dataset.drawn === 'true' &&
                 document.querySelector('[data-zone] [data-shape-go]')?.closest('[data-shape]').dataset.shape"
            );
            let key = browser.until("rows that lead to shapes", &drawn).await?;
            let key = key.as_str().context("a key")?;
            let shares = "(({ map }) => map.getLayer('shown-shares-fill') && !map.isMoving() &&
                map.queryRenderedFeatures({ layers: ['shown-shares-fill'] }).length)(document.querySelector('map-view'))";
            browser.until("shares on the map", shares).await?;
            browser.run(POINT_AT, vec![json!(format!("{app}-app")), json!(key)]).await?;
            browser.until("the row of the shape under the pointer is lit", &format!("{LIT} === '{key}'")).await?;
            browser.run("document.querySelector('map-view').map.fire('mouseout')", Vec::new()).await?;
            browser.until("nothing is pointed at any more", &format!("{LIT} === ''")).await?;
            browser.run("document.querySelector('[data-zone] [data-shape-go]').focus()", Vec::new()).await?;
            browser.until("the row in focus is lit", &format!("{LIT} === '{key}'")).await?;
            browser.press(ENTER).await?;
            let lit = "document.querySelector('map-view').map.queryRenderedFeatures({ layers: ['shown-lit-over'] }).length";
            browser.until("its shape is lit", &format!("{lit} > 0")).await?;
            browser.until("the map at rest", "!document.querySelector('map-view').map.isMoving()").await?;
            browser.screenshot(&format!("lit-1366-{app}")).await?;
            nothing_in_the_way(browser, &format!("lit {app}")).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_breaks_a_limit_is_lit_by_its_row() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
        browser.until("the extract", "document.querySelector('[data-deed=check]')").await?;
        browser.click("[data-deed=check]").await?;
        browser.until("the form", "document.querySelector('.check form')").await?;
        // Some forty metres: no parcel of the city is as large.
        let corners: Vec<String> = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
            .map(|(east, north)| format!("{:.7}, {:.7}", lot.lat + north * 2e-4, lot.lon + east * 2e-4))
            .into();
        let ask = "document.querySelector('.check textarea').value = arguments[0];
            document.querySelector('.check form').requestSubmit()";
        browser.run(ask, vec![json!(corners.join("\n"))]).await?;
        let first = "document.querySelector('.check-list > li:first-child')?.dataset.verdict";
        ensure!(browser.until("the verdicts", first).await? == "fail", "what must be mended comes first");
        let key = "document.querySelector('.check-list [data-shape]')?.dataset.shape";
        let key = browser.until("what breaks a limit", key).await?;
        browser.run("document.querySelector('.check-list [data-shape-go]').focus()", Vec::new()).await?;
        let is_lit = format!("{LIT} === '{}'", key.as_str().context("a key")?);
        browser.until("its row is lit", &is_lit).await?;
        let lit = "document.querySelector('map-view').map.queryRenderedFeatures({ layers: ['shown-lit-over'] }).length";
        browser.until("its shape is lit", &format!("{lit} > 0")).await?;
        browser.screenshot("lit-1366-check").await?;
        browser.no_barriers("lit-1366-check").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_is_typed_day_first_and_what_is_no_day_is_said_to_be_none() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning?parcel={}", scene.server.address, lot.identifier)).await?;
        let field = "document.querySelector('.extract-day input')";
        browser.until("the day", &format!("/^\\d\\d\\/\\d\\d\\/\\d{{4}}$/.test({field}?.value)")).await?;
        browser.run(&format!("{field}.focus(); {field}.select()"), Vec::new()).await?;
        browser.press(format!("5/3/2026{ENTER}")).await?;
        browser.until("the fifth of March", "document.querySelector('.extract[data-as-of=\"2026-03-05\"]')").await?;
        ensure!(value(browser, &format!("{field}.value")).await? == "05/03/2026", "as people write it");
        browser.run(&format!("{field}.focus(); {field}.select()"), Vec::new()).await?;
        browser.press(format!("31/02/2026{ENTER}")).await?;
        let said = value(browser, &format!("{field}.validationMessage")).await?;
        ensure!(said.as_str().is_some_and(|text| text.contains("05/03/2026")), "{said}");
        let day = value(browser, "document.querySelector('.extract').dataset.asOf").await?;
        ensure!(day == "2026-03-05", "the day before still stands: {day}");
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_has_its_sign_and_browsers_that_look_for_one_find_it() -> Result<()> {
    let scene = Scene::in_a_file().await;
    for path in ["/favicon.svg", "/favicon.ico"] {
        let answer = scene.server.get(path).send().await?;
        let kind = answer.headers().get("content-type").cloned().context("a media type")?;
        ensure!(answer.status() == 200 && kind == "image/svg+xml", "{path}: {} {kind:?}", answer.status());
        ensure!(answer.text().await?.starts_with("<svg"), "{path}: a drawing");
    }
    for path in ["/", "/apps/planning", "/apps/public", "/thua/1?f=html", "/collections?f=html"] {
        let page = scene.server.get(path).header("accept", "text/html").send().await?.text().await?;
        ensure!(page.contains("<link rel=\"icon\" href=\"/favicon.svg\">"), "{path}: {page}");
    }
    Ok(())
}
