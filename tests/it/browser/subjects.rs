//! The pages of plans: a plan is read and published, on a screen and on a phone.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::add_user;

use crate::apps::Scene;
use crate::browser::map::no_trouble;

pub(super) const PASSWORD: &str = "mot-mat-khau-dai-12";
/// Moves the map so that the middle of a feature's shape is the middle of what the map shows; where that is on the page.
const TO_THE_MIDDLE: &str = include_str!("middle_of_feature.js");

pub(crate) async fn press(browser: &Browser, layer: &str, id: u64) -> Result<()> {
    let place = browser.run_async(TO_THE_MIDDLE, vec![json!(layer), json!(id)]).await?;
    let at = |part: usize| place[part].as_i64().with_context(|| format!("a place, not {place}"));
    browser.click_at(at(0)?, at(1)?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_presses_a_parcel_and_learns_its_zones() -> Result<()> {
    let scene = Scene::in_a_file().await;
    for (screen, name, language) in [(Screen::OFFICE, "1366", "vi"), (Screen::PHONE, "360", "en")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/plans?lang={language}", scene.server.address)).await?;
            browser.until("the map", "document.querySelector('plans-app')?.dataset.drawn === 'true'").await?;
            browser.until("the plans for everybody", "document.querySelectorAll('[data-plan]').length > 9").await?;
            browser.click("[data-plan] button").await?;
            let zone = scene.asked("", "/collections/plan_zones/items?limit=1&quy_hoach=1").await.1;
            let parcel = scene.asked("", &under(&zone)?).await.1;
            let parcel = parcel["features"][0]["id"].as_u64().context("a parcel in the plan")?;
            press(browser, "parcels", parcel).await?;
            browser.until("the shares", "document.querySelector('[data-parcel] td.number')").await?;
            browser.screenshot(&format!("plans-{name}")).await?;
            browser.no_barriers(name).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

/// The question for the parcels in the box around a zone.
fn under(zones: &serde_json::Value) -> Result<String> {
    let ring = zones["features"][0]["geometry"]["coordinates"][0].as_array().context("a polygon")?;
    let middle = |part: usize| ring.iter().filter_map(|point| point[part].as_f64()).sum::<f64>() / ring.len() as f64;
    let (lon, lat) = (middle(0), middle(1));
    Ok(format!("/collections/parcels/items?limit=1&bbox={},{},{},{}", lon - 5e-4, lat - 5e-4, lon + 5e-4, lat + 5e-4))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_planner_publishes_a_plan() -> Result<()> {
    let scene = Scene::in_a_file().await;
    add_user(scene.place(), "lan", "editor", PASSWORD);
    for grant in ["planning.draft", "planning.publish"] {
        scene.grant("lan", grant);
    }
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/plans?lang=vi", scene.server.address)).await?;
        browser.run_async(SIGN_IN, vec![json!("lan"), json!(PASSWORD)]).await?;
        browser.open(&format!("{}/apps/plans?lang=vi&again", scene.server.address)).await?;
        browser.until("a draft among them", "document.querySelectorAll('[data-step=enter]').length === 1").await?;
        browser.click("[data-step=enter]").await?;
        browser.until("the form", "document.querySelector('[data-form=enter]')").await?;
        browser.screenshot("plans-step-1366").await?;
        browser.no_barriers("plans-step-1366").await?;
        browser.run(FILL_IN, Vec::new()).await?;
        browser.click("[data-form=enter] > button").await?;
        let told = browser.until("what came of it", "document.querySelector('[data-told]')?.textContent").await?;
        let is_done = browser.run("return document.querySelector('[data-told=done]') !== null", Vec::new()).await?;
        ensure!(is_done == true, "{told}");
        browser.until("no draft any more", "!document.querySelector('[data-step=enter]')").await?;
        browser.screenshot("plans-published-1366").await?;
        no_trouble(browser).await
    })
    .await?;
    let list = scene.asked("", "/v1/plans").await.1;
    let published = list["plans"].as_array().into_iter().flatten().filter(|plan| plan["decision"] == "9/QĐ-UBND");
    ensure!(published.count() == 1, "the draft is for everybody now: {list}");
    Ok(())
}

pub(super) const SIGN_IN: &str = "const [name, password, done] = arguments;
  fetch('/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) })
    .then((answer) => done(answer.status))";
const FILL_IN: &str = "document.querySelector('[data-plan] input[name=decision]').value = '9/QĐ-UBND';
  const day = document.querySelector('[data-plan] day-field input');
  day.value = '29/11/2026';
  day.dispatchEvent(new Event('change', { bubbles: true }));";
