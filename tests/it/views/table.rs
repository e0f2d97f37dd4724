//! A layer as a table: sorted, filtered and paged over HTTP on both stores, as files, and in the browser.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen};

use crate::apps::Scene;
use crate::browser::map;

const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";
const ESCAPE: &str = "\u{E00C}";
const ROWS: &str = "/v1/layers/parcels/rows";

async fn told(scene: &Scene, path: &str) -> Result<Value> {
    let (status, body) = scene.asked("", path).await;
    ensure!(status == 200, "{path}: {status} {body}");
    Ok(body)
}

fn rows(page: &Value) -> &[Value] {
    page["rows"].as_array().map_or(&[], Vec::as_slice)
}

fn ids(page: &Value) -> Vec<u64> {
    rows(page).iter().filter_map(|row| row["id"].as_u64()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_sorted_filtered_and_paged_in_a_file() -> Result<()> {
    let scene = Scene::in_a_file().await;
    pages_lead_through_all_rows_in_order(&scene).await?;
    filters_are_what_plain_reading_finds(&scene).await?;
    what_is_hidden_or_wrong_is_refused(&scene).await?;
    values_are_counted(&scene).await?;
    files_have_the_rows_that_were_chosen(&scene).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_sorted_filtered_and_paged_in_a_database() -> Result<()> {
    let scene = Scene::in_a_database().await;
    pages_lead_through_all_rows_in_order(&scene).await?;
    filters_are_what_plain_reading_finds(&scene).await?;
    values_are_counted(&scene).await
}

async fn pages_lead_through_all_rows_in_order(scene: &Scene) -> Result<()> {
    let (mut seen, mut path) = (Vec::new(), format!("{ROWS}?sort=loai_dat,-dien_tich_phap_ly&limit=700"));
    let total = loop {
        let page = told(scene, &path).await?;
        seen.extend(rows(&page).to_vec());
        let Some(next) = page["next"].as_str() else { break page["total"].as_u64() };
        path = format!("{ROWS}?sort=loai_dat,-dien_tich_phap_ly&limit=700&after={next}");
    };
    ensure!(total == Some(seen.len() as u64), "{total:?} rows, {} met", seen.len());
    let distinct: BTreeSet<u64> = seen.iter().filter_map(|row| row["id"].as_u64()).collect();
    ensure!(distinct.len() == seen.len(), "each row once");
    for pair in seen.windows(2) {
        let [a, b] = [&pair[0]["properties"], &pair[1]["properties"]];
        if a["loai_dat"] == b["loai_dat"] {
            ensure!(a["dien_tich_phap_ly"].as_f64() >= b["dien_tich_phap_ly"].as_f64(), "{a} before {b}");
        }
    }
    let direct = told(scene, &format!("{ROWS}?sort=loai_dat,-dien_tich_phap_ly&limit=5&from=1000")).await?;
    let expected: Vec<u64> = seen[1000..1005].iter().filter_map(|row| row["id"].as_u64()).collect();
    ensure!(ids(&direct) == expected && direct["from"] == 1000, "any place can be asked for: {direct}");
    Ok(())
}

async fn filters_are_what_plain_reading_finds(scene: &Scene) -> Result<()> {
    let all = told(scene, &format!("{ROWS}?limit=1000")).await?;
    let sample = &rows(&all)[7]["properties"];
    let area = sample["dien_tich_phap_ly"].as_f64().context("an area")?;
    let narrow = told(scene, &format!("{ROWS}?f.dien_tich_phap_ly={area}..{}&limit=1000", area + 20.0)).await?;
    ensure!(!rows(&narrow).is_empty(), "at least the sample");
    for row in rows(&narrow) {
        let own = row["properties"]["dien_tich_phap_ly"].as_f64().context("an area")?;
        ensure!((area..=area + 20.0).contains(&own), "{own}");
    }
    let both = told(scene, &format!("{ROWS}?f.loai_dat=ODT|ONT&limit=1000")).await?;
    ensure!(
        rows(&both).iter().all(|row| ["ODT", "ONT"].contains(&row["properties"]["loai_dat"].as_str().unwrap_or("")))
    );
    let box_of = rows(&all)[7]["bbox"].as_array().context("a box")?.clone();
    let within: Vec<String> = box_of.iter().map(Value::to_string).collect();
    let near = told(scene, &format!("{ROWS}?bbox={}&limit=1000", within.join(","))).await?;
    ensure!(ids(&near).contains(&ids(&all)[7]) && rows(&near).len() < 100, "what lies there: {}", near["total"]);
    Ok(())
}

async fn what_is_hidden_or_wrong_is_refused(scene: &Scene) -> Result<()> {
    for (query, name) in [
        ("sort=owner", "sort"),
        ("f.owner=An", "f.owner"),
        ("owner=An", "owner"),
        ("f.dien_tich_phap_ly=wide", "f.dien_tich_phap_ly"),
        ("bbox=1,2", "bbox"),
        ("after=x", "after"),
        ("after=1-5&from=3", "from"),
        ("limit=0", "limit"),
    ] {
        let (status, problem) = scene.asked("", &format!("{ROWS}?{query}")).await;
        ensure!(
            status == 400 && problem["detail"].as_str().is_some_and(|said| said.contains(name)),
            "{query}: {problem}"
        );
    }
    let (status, _) = scene.asked("", "/v1/layers/nothing/rows").await;
    ensure!(status == 404, "{status}");
    let (status, _) = scene.asked("", "/v1/layers/parcels/fields/owner/summary").await;
    ensure!(status == 404, "{status}");
    let (status, problem) = scene.asked("", &format!("{ROWS}?after=0-5")).await;
    ensure!(status == 409, "a token of another revision: {status} {problem}");
    // A layer that is hidden is hidden here, too.
    let admin = system_tests::program::token_in(scene.address(), "steward", "admin");
    let hide = scene.server.ask(Method::PUT, "/v1/layers/streets/clearance").bearer_auth(&admin);
    let answer = hide.json(&json!({ "clearance": "staff" })).send().await?;
    ensure!(answer.status() == 200, "{}", answer.status());
    for path in ["rows", "rows.csv", "rows.geojson", "fields/ten/summary"] {
        let path = format!("/v1/layers/streets/{path}");
        let (status, _) = scene.asked("", &path).await;
        ensure!(status == 404, "{path}: {status}");
    }
    let (status, _) = scene.asked(&admin, "/v1/layers/streets/rows").await;
    ensure!(status == 200, "staff sees it: {status}");
    Ok(())
}

async fn values_are_counted(scene: &Scene) -> Result<()> {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for from in [0, 1000] {
        let page = told(scene, &format!("{ROWS}?limit=1000&from={from}")).await?;
        for row in rows(&page) {
            let code = row["properties"]["loai_dat"].as_str().context("a use")?;
            *counted.entry(code.to_owned()).or_default() += 1;
        }
    }
    let summary = told(scene, "/v1/layers/parcels/fields/loai_dat/summary").await?;
    ensure!(summary["type"] == "text" && summary["distinct"] == counted.len(), "{summary}");
    for value in summary["values"].as_array().context("values")? {
        let code = value["value"].as_str().context("a code")?;
        ensure!(value["count"].as_u64() == counted.get(code).copied(), "{code}: {value}");
    }
    let area = told(scene, "/v1/layers/parcels/fields/dien_tich_phap_ly/summary").await?;
    let quantiles = area["quantiles"].as_array().context("quantiles")?;
    ensure!(quantiles.len() == 21 && quantiles[0] == area["min"] && quantiles[20] == area["max"], "{area}");
    let large = told(scene, "/v1/layers/parcels/fields/loai_dat/summary?f.dien_tich_phap_ly=200..").await?;
    let rows = told(scene, &format!("{ROWS}?f.dien_tich_phap_ly=200..&limit=1")).await?;
    let sum = |told: &Value| told["count"].as_u64().zip(told["missing"].as_u64()).map(|(there, not)| there + not);
    ensure!(sum(&large) == rows["total"].as_u64() && large["count"] != summary["count"], "as filtered: {large}");
    ensure!(large["values"][0]["approx_area_m2"].as_f64() > Some(0.0), "{large}");
    let (status, _) = scene.asked("", "/v1/layers/parcels/fields/loai_dat/summary?f.owner=An").await;
    ensure!(status == 400, "a field that is hidden: {status}");
    let everywhere = told(scene, "/v1/layers/parcels/fields/loai_dat/summary?bbox=100,0,120,30").await?;
    ensure!(everywhere["count"] == summary["count"], "all of them are in a box of everything");
    ensure!(everywhere["values"][0]["approx_area_m2"].as_f64() > Some(0.0), "{everywhere}");
    Ok(())
}

async fn files_have_the_rows_that_were_chosen(scene: &Scene) -> Result<()> {
    let page = told(scene, &format!("{ROWS}?f.loai_dat=ODT&sort=-dien_tich_phap_ly&limit=1000")).await?;
    let answer =
        scene.server.get("/v1/layers/parcels/rows.csv?f.loai_dat=ODT&sort=-dien_tich_phap_ly&lang=vi").send().await?;
    ensure!(answer.headers()["content-type"] == "text/csv; charset=utf-8");
    ensure!(answer.headers()["content-disposition"] == "attachment; filename=\"parcels.csv\"");
    let text = String::from_utf8(answer.bytes().await?.to_vec())?;
    ensure!(
        text.starts_with('\u{feff}') && text.lines().next().is_some_and(|head| head.contains("Loại đất")),
        "{}",
        &text[..80]
    );
    let lines: Vec<u64> = text.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
    ensure!(lines.len() as u64 == page["total"].as_u64().context("a total")?, "{} lines", lines.len());
    ensure!(lines[..ids(&page).len().min(lines.len())] == ids(&page)[..], "in the same order");
    let shapes = told(scene, "/v1/layers/parcels/rows.geojson?f.loai_dat=ODT").await?;
    rows_that_are_named_come_alone(scene, &lines).await?;
    let features = shapes["features"].as_array().context("features")?;
    ensure!(features.len() == lines.len() && features[0]["geometry"]["type"].is_string(), "with their shapes");
    Ok(())
}

/// `ids=` instead of a choice, in its order; nothing else goes with it.
async fn rows_that_are_named_come_alone(scene: &Scene, ids: &[u64]) -> Result<()> {
    let (a, b) = (ids[1], ids[0]);
    let named = format!("/v1/layers/parcels/rows.csv?ids={a},{b},999999999");
    let text = String::from_utf8(scene.server.get(&named).send().await?.bytes().await?.to_vec())?;
    let lines: Vec<u64> = text.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
    ensure!(lines == [a, b], "in their order, without what is not there: {lines:?}");
    let shapes = told(scene, &format!("/v1/layers/parcels/rows.geojson?ids={a},{b}")).await?;
    ensure!(shapes["features"].as_array().map(Vec::len) == Some(2), "{shapes}");
    let many: Vec<String> = (1..=501).map(|id: u32| id.to_string()).collect();
    for query in
        [format!("ids={a}&f.loai_dat=ODT"), format!("ids={a}&q=phu"), "ids=a".into(), format!("ids={}", many.join(","))]
    {
        let (status, problem) = scene.asked("", &format!("/v1/layers/parcels/rows.csv?{query}")).await;
        ensure!(status == 400 && problem["detail"].is_string(), "{query}: {status} {problem}");
    }
    Ok(())
}

async fn opened(browser: &Browser) -> Result<()> {
    map::open_tab(browser, "tools").await?;
    browser.click("[data-deed=table]").await?;
    browser.until("rows", "document.querySelector('[data-row]')").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_sorted_filtered_and_leads_to_the_map_by_keyboard() -> Result<()> {
    map::visit(300, Screen::OFFICE, async |browser, address| {
        map::among_parcels(browser, address).await?;
        opened(browser).await?;
        browser.no_barriers("the table").await?;
        browser.screenshot("table-1366").await?;
        browser.run("document.querySelector('[data-sort=dien_tich_phap_ly]').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        let ascending = "document.querySelector('[data-sort=dien_tich_phap_ly]').ariaSort === 'ascending'
            && document.querySelector('[data-row]')";
        browser.until("the smallest first", ascending).await?;
        // Headings, filters, rows: down from the heading leads to the first row.
        browser.press(DOWN).await?;
        browser.press(ENTER).await?;
        let chosen = "document.querySelector('.table-chosen') && document.querySelector('place-card').answer";
        browser.until("the row on the card and on the map", chosen).await?;
        a_wrong_filter_is_told_at_its_box(browser).await?;
        filters_while_one_types(browser).await?;
        let one_bar = "[...document.querySelectorAll('[data-bar]')].map(({ dataset }) => dataset.bar).join() === 'ODT'";
        browser.until("bars of what the filter leaves", one_bar).await?;
        let first = "return document.querySelector('[data-row]').getBoundingClientRect().top";
        let before = browser.run(first, Vec::new()).await?;
        browser.run("document.querySelector('.table-row [data-tick]:not([data-tick=all])').click()", Vec::new()).await?;
        let file = "document.querySelector('.table-ticked') && document.querySelector('[data-file=ticked-csv]').href.includes('ids=')";
        browser.until("a file of the row that was ticked", file).await?;
        ensure!(browser.run(first, Vec::new()).await? == before, "rows stay where they are");
        files_are_whole_in_the_window(browser).await?;
        browser.click("#table-in-view").await?;
        browser.until("bars of what is in view", "document.querySelector('[data-bar]')").await?;
        browser.click("[data-deed=close-table]").await?;
        browser.until("the table is gone", "!document.querySelector('layer-table')").await?;
        map::no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_brings_back_the_table_and_houses_as_high_as_they_are() -> Result<()> {
    map::visit(300, Screen::OFFICE, async |browser, address| {
        map::among_parcels(browser, address).await?;
        opened(browser).await?;
        browser.run("document.querySelector('[data-sort=so_thua]').click()", Vec::new()).await?;
        browser.run("document.querySelector('[data-filter=loai_dat]').focus()", Vec::new()).await?;
        browser.press("=ODT").await?;
        browser.press(ENTER).await?;
        browser.until("the button that comes last", "document.querySelector('.map-tool-storeys')").await?;
        browser.click(".map-tool-storeys").await?;
        let linked = "location.hash.includes('t=parcels,sort:so_thua,f.loai_dat:') && location.hash.includes('3d=on')";
        browser.until("the link of it", linked).await?;
        let link = browser.run("return location.href", Vec::new()).await?;
        browser.open(&format!("{address}/")).await?;
        browser.open(link.as_str().unwrap_or_default()).await?;
        let same = "document.querySelector('[data-sort=so_thua]')?.ariaSort === 'ascending'
            && document.querySelector('[data-filter=loai_dat]').value === '=ODT' && document.querySelector('[data-row]')";
        browser.until("the table as it was", same).await?;
        browser.until("the map aslant", "document.querySelector('map-view').map.getPitch() > 50").await?;
        browser.click("[data-deed=close-table]").await?;
        browser.until("out of the link", "!location.hash.includes('t=parcels')").await?;
        map::no_trouble(browser).await
    })
    .await
}

/// In the words people have for the field.
async fn a_wrong_filter_is_told_at_its_box(browser: &Browser) -> Result<()> {
    browser.run("document.querySelector('[data-filter=so_to]').focus()", Vec::new()).await?;
    browser.press("hai").await?;
    browser.press(ENTER).await?;
    let told = "document.querySelector('.table-cell:has([data-filter=so_to][aria-invalid=true]) .table-wrong')
        ?.textContent.startsWith('Số tờ')";
    browser.until("what is wrong with it", told).await?;
    ensure!(browser.run("return document.querySelector('.table-note')", Vec::new()).await?.is_null(), "told once");
    browser.click("[data-deed=clear-filters]").await?;
    browser
        .until("rows again", "!document.querySelector('.table-wrong') && document.querySelector('[data-row]')")
        .await?;
    // What was refused was not asked for again and again.
    let refused = browser.complaints().await?;
    let rows = refused.iter().filter(|complaint| complaint.contains("limit=100&from=0")).count();
    ensure!(rows == 1 && refused.iter().all(|complaint| complaint.contains("400")), "{refused:?}");
    Ok(())
}

/// Rows follow what is typed while the field keeps the focus; Enter asks at once.
async fn filters_while_one_types(browser: &Browser) -> Result<()> {
    browser.run("document.querySelector('[data-filter=loai_dat]').focus()", Vec::new()).await?;
    browser.press("=OD").await?;
    let none = "document.querySelector('layer-table').pages.total === 0
        && document.activeElement.dataset.filter === 'loai_dat' && document.activeElement.value === '=OD'";
    browser.until("no row has such a use", none).await?;
    browser.press("T").await?;
    browser.press(ENTER).await?;
    let fewer =
        "document.querySelector('layer-table').pages.total > 0 && document.querySelector('[data-deed=clear-filters]')
        && document.activeElement.dataset.filter === 'loai_dat'";
    browser.until("fewer rows", fewer).await?;
    Ok(())
}

/// The list of files lies over the table, and Escape folds it and nothing else.
async fn files_are_whole_in_the_window(browser: &Browser) -> Result<()> {
    browser.click(".table-files summary").await?;
    let whole =
        "const { left, top, right, bottom } = document.querySelector('.table-files ul').getBoundingClientRect();
        return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight";
    ensure!(browser.run(whole, Vec::new()).await? == true, "the list of files is cut off");
    browser.no_barriers("files of the table").await?;
    browser.press(ESCAPE).await?;
    let folded = "!document.querySelector('.table-files').open && document.querySelector('layer-table')
        && document.activeElement.tagName === 'SUMMARY'";
    browser.until("the list is folded", folded).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_the_table_is_the_whole_screen_and_makes_room_for_the_map() -> Result<()> {
    map::visit(300, Screen::PHONE, async |browser, address| {
        map::among_parcels(browser, address).await?;
        opened(browser).await?;
        browser.no_barriers("the table on a phone").await?;
        browser.screenshot("table-360").await?;
        browser
            .run("document.querySelector('[data-row] [role=gridcell]:not(.table-tick)').click()", Vec::new())
            .await?;
        browser
            .until(
                "the map and its card",
                "!document.querySelector('layer-table') && document.querySelector('place-card').answer",
            )
            .await?;
        Ok(())
    })
    .await
}
