//! What may be built here, as a planner asks it on the map: the extract of a parcel with the numbers of the answer, another day, two days
//! side by side, and a building that is checked, by keyboard.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};

use crate::apps::Scene;
use crate::browser::everyone::nothing_in_the_way;
use crate::browser::map::no_trouble;

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

/// The map is drawn, and the plans of a parcel are on the card.
const TOLD: &str =
    "document.querySelector('planning-app')?.dataset.drawn === 'true' && document.querySelector('.extract-plan')";

/// A parcel that lies in a plan everybody sees.
pub(crate) struct Lot {
    pub(crate) id: u64,
    pub(crate) lon: f64,
    pub(crate) lat: f64,
    /// What the register calls it.
    pub(crate) identifier: String,
}

impl Lot {
    /// The first parcel in the box of a published zone whose middle lies in it and in a plan.
    pub(crate) async fn of(scene: &Scene) -> Result<Self> {
        let zones = scene.asked("", "/collections/plan_zones/items?limit=1").await.1;
        let (lon, lat) = middle(&zones["features"][0])?;
        let around = format!("{},{},{},{}", lon - 5e-4, lat - 5e-4, lon + 5e-4, lat + 5e-4);
        let parcels = scene.asked("", &format!("/collections/parcels/items?limit=50&bbox={around}")).await.1;
        for parcel in parcels["features"].as_array().context("parcels in the plan")? {
            let (lon, lat) = middle(parcel)?;
            let found = scene.asked("", &format!("/v1/search?at={lon},{lat}&within_m=0.5")).await.1;
            let groups = found["groups"].as_array().context("groups")?;
            let here = groups.iter().find(|group| group["layer"] == "parcels").map(|group| &group["features"][0]["id"]);
            let id = parcel["id"].as_u64().context("an id")?;
            let told = extract(scene, id, "").await;
            let is_planned = told["plans"][0]["zones"].as_array().is_some_and(|zones| !zones.is_empty());
            let identifier = parcel["properties"]["ma_dinh_danh"].as_str();
            if let Some(identifier) = identifier.filter(|_| here == Some(&parcel["id"]) && is_planned) {
                return Ok(Self { id, lon, lat, identifier: identifier.to_owned() });
            }
        }
        anyhow::bail!("no parcel of the box lies in a plan")
    }
}

/// The answer for programs, with further parameters.
pub(crate) async fn extract(scene: &Scene, id: u64, more: &str) -> Value {
    scene.asked("", &format!("/v1/parcels/{id}/extract?f=json{more}")).await.1
}

/// A number as people here write it.
pub(super) fn written(number: &Value) -> Result<String> {
    let text = number.as_f64().context("a number")?.to_string();
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    Ok(decimals.map_or(grouped.clone(), |decimals| format!("{grouped},{decimals}")))
}

/// How an area with its share may be written: shares of one plan add up as they are written, so that one may stand a tenth off.
pub(super) fn writings(zone: &Value) -> Result<Vec<String>> {
    let percent = zone["percent"].as_f64().context("a share")?;
    let area = written(&zone["area_m2"])?;
    let with = |tenth: f64| share(&Value::from(percent + tenth)).map(|share| format!("{area} m² · {share}%"));
    [0.0, 0.1, -0.1].into_iter().map(with).collect()
}

/// A share as people here write it, with one decimal.
fn share(percent: &Value) -> Result<String> {
    let tenths = (percent.as_f64().context("a share")? * 10.0).round() / 10.0;
    Ok(format!("{tenths:.1}").replace('.', ","))
}

fn middle(feature: &Value) -> Result<(f64, f64)> {
    let ring = feature["geometry"]["coordinates"][0].as_array().context("a polygon")?;
    let corners = &ring[..ring.len() - 1];
    let mean =
        |part: usize| corners.iter().filter_map(|point| point[part].as_f64()).sum::<f64>() / corners.len() as f64;
    Ok((mean(0), mean(1)))
}

async fn texts(browser: &Browser, selector: &str) -> Result<Vec<String>> {
    let all = format!("return [...document.querySelectorAll('{selector}')].map((each) => each.textContent.trim())");
    Ok(serde_json::from_value(browser.run(&all, Vec::new()).await?)?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_is_told_first_which_plan_governs_and_then_the_numbers_of_the_answer() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let told = extract(&scene, lot.id, "").await;
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/planning?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
            browser.until("the extract", TOLD).await?;
            let first = texts(browser, "article.extract-plan h4").await?;
            ensure!(first.first().map(String::as_str) == told["plans"][0]["name"].as_str(), "{first:?} of {told}");
            let why = texts(browser, ".extract-why").await?;
            ensure!(why.first().is_some_and(|text| text.contains("Lý do")), "{why:?}");
            let zones = told["plans"][0]["zones"].as_array().context("zones")?;
            let amounts = texts(browser, "article.extract-plan:first-of-type [data-zone] .extract-amount").await?;
            for (zone, shown) in zones.iter().zip(&amounts) {
                let expected = writings(zone)?;
                ensure!(expected.contains(shown), "{shown} is not among {expected:?}");
                let limit = &zone["indicators"]["storeys"]["text"];
                let limits = texts(browser, &format!("[data-zone=\"{}\"] dd", zone["zone_id"])).await?;
                ensure!(
                    limit.as_str().is_none_or(|limit| limits.iter().any(|text| text.contains(limit))),
                    "{limits:?}"
                );
            }
            let states = texts(browser, "[data-part=themes] [data-state=not_concerned] dt").await?;
            ensure!(states == ["Không liên quan"], "{states:?}");
            let folds = "[...document.querySelectorAll('details[data-part]')].every(({ open }) => !open)";
            browser.until("what does not decide is folded", folds).await?;
            browser.click("[data-part=themes] summary").await?;
            browser.until("themes in sight", "document.querySelector('[data-part=themes]').open").await?;
            browser
                .until("its shares on the map", "!!document.querySelector('map-view').map.getSource('shown-shares')")
                .await?;
            browser.screenshot(&format!("extract-{name}")).await?;
            nothing_in_the_way(browser, &format!("extract {name}")).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_day_is_asked_for_kept_in_the_link_and_compared_with_today() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning?parcel={}", scene.server.address, lot.identifier)).await?;
        browser.until("the extract", TOLD).await?;
        let choose = "const field = document.querySelector('.extract-day input');
            field.value = '1990-01-01';
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose, Vec::new()).await?;
        let before = "document.querySelector('.extract[data-as-of=\"1990-01-01\"] [data-none=plan]')?.textContent";
        let none = browser.until("that no plan was in force", before).await?;
        ensure!(none.as_str().is_some_and(|text| text.contains("01/01/1990")), "{none}");
        let link = browser.run("return location.href", Vec::new()).await?;
        let link = link.as_str().context("a link")?.to_owned();
        ensure!(link.contains("d=1990-01-01"), "{link}");
        browser.open("about:blank").await?;
        browser.open(&link).await?;
        browser.until("the day of the link", before).await?;

        browser.until("the other day", "document.querySelector('.compare summary')").await?;
        browser.run("document.querySelector('.compare summary').click()", Vec::new()).await?;
        let ask = "const form = document.querySelector('.compare form');
            form.elements.a.value = '1990-01-01';
            form.elements.b.value = '2026-11-28';
            form.requestSubmit()";
        browser.run(ask, Vec::new()).await?;
        browser.until("what differs", "document.querySelector('.compare-table [data-differs=true]')").await?;
        let marks = texts(browser, ".compare-table [data-differs=true] th").await?;
        ensure!(marks.iter().all(|text| text.starts_with('≠') && text.contains("khác nhau")), "{marks:?}");
        browser.screenshot("extract-1366-compare").await?;
        nothing_in_the_way(browser, "compare 1366").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_alone_checks_a_building_and_leaves_it_again() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/planning?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
            browser.until("the extract", TOLD).await?;
            browser.until("the check", "document.querySelector('[data-deed=check]')").await?;
            browser.run("document.querySelector('[data-deed=check]').focus()", Vec::new()).await?;
            browser.press(ENTER).await?;
            browser.until("the form", "document.activeElement.id === 'check-heading'").await?;
            browser.run("document.querySelector('.check textarea').focus()", Vec::new()).await?;
            // Some two metres around the middle of the parcel.
            for (east, north) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                browser.press(format!("{:.7}, {:.7}{ENTER}", lot.lat + north * 1e-5, lot.lon + east * 1e-5)).await?;
            }
            browser.press(format!("{TAB}3{TAB}9,5{TAB}12{ENTER}")).await?;
            let verdicts =
                "[...document.querySelectorAll('.check-list [data-check]')].map(({ dataset }) => dataset.check)";
            let checks =
                browser.until("the verdicts", &format!("document.querySelector('.check-list') && {verdicts}")).await?;
            let checks: Vec<String> = serde_json::from_value(checks)?;
            for check in ["density", "storeys"] {
                ensure!(checks.iter().any(|each| each == check), "{check} is not in {checks:?}");
            }
            let words = texts(browser, ".check-list .verdict-word").await?;
            let known = ["Đạt", "Không đạt", "Không quy định", "Chưa xác định"];
            ensure!(words.iter().all(|word| known.contains(&word.as_str())), "{words:?}");
            browser.screenshot(&format!("extract-{name}-check")).await?;
            nothing_in_the_way(browser, &format!("check {name}")).await?;
            browser.press(ESCAPE).await?;
            let left = "!document.querySelector('.check') && document.activeElement.matches('.maplibregl-canvas')";
            browser.until("the map again", left).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[test]
fn numbers_are_written_as_on_the_page() -> Result<()> {
    for (number, text) in
        [(0.5, "0,5"), (68.44, "68,44"), (100.0, "100"), (3596.44, "3.596,44"), (1_234_567.0, "1.234.567")]
    {
        ensure!(written(&number.into())? == text, "{number}");
    }
    Ok(())
}
