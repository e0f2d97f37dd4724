//! The water app in a browser beside the burst itself: zones in colours, a link that keeps what is asked, a burst that was reported, and a network
//! that is on no map.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::Server;

use super::Place;
use crate::apps::Scene;
use crate::browser::{no_trouble, nothing_in_the_way, press};

const DRAWN: &str = "document.querySelector('water-app')?.dataset.drawn === 'true'";
const ANSWERED: &str =
    "document.querySelector('[data-answer][aria-busy=false]') && document.querySelector('[data-headline]')";

async fn open(browser: &Browser, address: &str, more: &str) -> Result<()> {
    browser.open(&format!("{address}/apps/water?lang=vi{more}")).await?;
    browser.until("the map", DRAWN).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_are_coloured_and_told_and_follow_a_valve() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let operator = scene.editor("van", &["network.operate"]);
    let zones = scene.asked("", "/v1/networks/cap-nuoc/zones").await.1;
    let mut all = zones["zones"].as_array().into_iter().flatten();
    let zone = all.find(|zone| zone["boundary"][0].is_string()).context("a zone that a valve parts from another")?;
    let (id, valve) = (zone["id"].as_str().context("a zone")?, zone["boundary"][0].as_str().context("a valve")?);
    let edge = zone["edges"][3].as_str().context("a pipe")?;
    let edge = scene.asked("", &format!("/collections/network_edges/items?ma={edge}")).await.1;
    let edge = edge["features"][0]["id"].as_u64().context("its id")?;
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            open(browser, &scene.server.address, &format!("&screen={name}")).await?;
            browser.until("the switch", "document.querySelector('[name=zones]')").await?;
            browser.run("document.querySelector('[name=zones]').click()", Vec::new()).await?;
            let listed = format!("document.querySelectorAll('[data-zone]').length === {}", count(&zones));
            browser.until("all zones", &listed).await?;
            let drawn = "document.querySelector('map-view').map.getSource('shown-zones') !== undefined";
            browser.until("colours on the map", drawn).await?;
            press(browser, "network_edges", edge).await?;
            let told = format!("document.querySelector('[data-zone=\"{id}\"] [data-details]')");
            browser.until("the zone of the pipe", &told).await?;
            let words = browser.text(&format!("[data-zone='{id}']")).await?;
            ensure!(words.contains("Thiết bị điều khiển") && words.contains(valve), "{words}");
            browser.screenshot(&format!("water-zones-{name}")).await?;
            nothing_in_the_way(browser, &format!("water zones {name}")).await?;

            let path = format!("/v1/networks/cap-nuoc/devices/{valve}");
            let (status, turned) = scene.sent(&operator, &path, &json!({ "position": "open" })).await;
            ensure!(status == 200, "{turned}");
            browser.until("that the boundary is open", &format!("!({told}.textContent.includes('{valve}'))")).await?;
            scene.sent(&operator, &path, &json!({ "position": "closed" })).await;
            browser.until("that it is closed again", &format!("{told}.textContent.includes('{valve}')")).await?;

            browser.run("document.querySelector('[data-deed=burst-here]').click()", Vec::new()).await?;
            browser.until("the answer", ANSWERED).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

fn count(zones: &Value) -> usize {
    zones["zones"].as_array().map_or(0, Vec::len)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reported_burst_waits_to_be_tapped_and_a_reload_keeps_what_is_asked() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let (lon, lat) = somewhere(&scene).await?;
    let waits = format!("#v1/water?at=17/{lat}/{lon}&network=cap-nuoc&reported={lon:.7},{lat:.7},2026-11-30T01:15:00Z");
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            open(browser, &scene.server.address, &format!("&screen={name}{waits}")).await?;
            browser
                .until("the pin", "document.querySelector('[data-pin]') && document.querySelector('[data-reported]')")
                .await?;
            ensure!(browser.text("[data-reported]").await?.contains("Điểm vỡ báo lúc"), "when it was reported");
            let asked = browser.run("return document.querySelector('[data-answer]') !== null", Vec::new()).await?;
            ensure!(asked == false, "nothing is asked before somebody looks");
            browser.screenshot(&format!("water-reported-{name}")).await?;
            nothing_in_the_way(browser, &format!("water reported {name}")).await?;
            browser.run("document.querySelector('[data-pin]').click()", Vec::new()).await?;
            browser.until("the answer", ANSWERED).await?;
            ensure!(browser.text("[data-network]").await?.contains("cấp nước"), "the network is named");
            let mark = "document.querySelector('[data-deed=mark]')?.click()";
            browser.run(mark, Vec::new()).await?;
            browser
                .until("the difference", &format!("document.querySelector('[data-difference]') && {ANSWERED}"))
                .await?;
            let before = browser.text("[data-headline]").await?;
            let hash = browser.until("the link", "location.hash.includes('stuck=') && location.hash").await?;
            let hash = hash.as_str().context("a hash")?;
            ensure!(hash.contains("burst=") && !hash.contains("reported="), "{hash}");
            open(browser, &scene.server.address, &format!("&again={name}{hash}")).await?;
            browser
                .until("the same answer", &format!("document.querySelector('[data-difference]') && {ANSWERED}"))
                .await?;
            ensure!(browser.text("[data-headline]").await? == before, "the link keeps the burst and its marks");
            browser.run("document.querySelector('[data-deed=show]')?.click()", Vec::new()).await?;
            browser.until("the valve", "document.querySelector('device-sheet [data-state]')").await?;
            browser.screenshot(&format!("water-valve-{name}")).await?;
            nothing_in_the_way(browser, &format!("water valve {name}")).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

/// The middle of a pipe whose burst needs several valves closed, and still does if one of them is stuck.
async fn somewhere(scene: &Scene) -> Result<(f64, f64)> {
    let edges = scene.asked("", "/collections/network_edges/items?limit=300").await.1;
    for edge in edges["features"].as_array().context("pipes")? {
        let line = &edge["geometry"]["coordinates"];
        let middle = |part: usize| Some(f64::midpoint(line[0][part].as_f64()?, line[1][part].as_f64()?));
        let (Some(lon), Some(lat)) = (middle(0), middle(1)) else { continue };
        let asked = format!("/v1/networks/cap-nuoc/isolation?at={lon:.7},{lat:.7}&within_m=60");
        let answer = scene.asked("", &asked).await.1;
        let valves = answer["valves_to_close"].as_array().map_or(0, Vec::len);
        if (3..=6).contains(&valves) && answer["sources_inside"] == json!([]) {
            return Ok((lon, lat));
        }
    }
    anyhow::bail!("no pipe of the city needs several valves")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_lies_nowhere_is_asked_by_the_codes_of_its_pipes() -> Result<()> {
    let place = Place::in_a_file()?;
    let (file, valves) = (place.folder.path().join("small.inp"), place.folder.path().join("valves.csv"));
    std::fs::write(&file, super::traces::SMALL)?;
    std::fs::write(&valves, "id,link,node\nV1,P0,A\nV2,P4,C\n")?;
    for name in ["a-drawing", "small"] {
        place.import(name, &file, Some(&valves));
    }
    let server = Server::start(&place.store);
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/apps/water?lang=vi#v1/water?network=small", server.address)).await?;
        browser.until("what is said of it", "document.querySelector('[data-unplaced]')").await?;
        let chosen = browser.run("return document.querySelector('[name=network]').value", Vec::new()).await?;
        ensure!(chosen == "small", "the network of the link is chosen, not {chosen}");
        browser.screenshot("water-unplaced-360").await?;
        let ask = "const form = document.querySelector('[data-by-code]'); form.querySelector('[name=code]').value = 'P5'; form.requestSubmit()";
        browser.run(ask, Vec::new()).await?;
        browser.until("the answer", ANSWERED).await?;
        ensure!(browser.text("[data-headline]").await?.contains("Đóng 1 van"), "one valve parts it");
        ensure!(browser.text("[data-network]").await?.contains("small"), "the one that was chosen is asked");
        Ok(())
    })
    .await
}
