//! The planning viewer as a planner uses it: the tree of layers, the legend, the card, the list of what is in view, the print.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use data_samples::City;
use serde_json::Value;
use spatial_core::crs::{Crs, Transform};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city};

use crate::browser::map::{DRAWN, among_parcels, click_a_parcel, no_trouble, open_tab, visit};

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const DOWN: &str = "\u{E015}";
const ALT: char = '\u{E00A}';

/// What the store holds at the chosen point has come.
const ANSWERED: &str = "document.querySelector('place-card').answer?.from === 'store'";

/// Classes of zones that are drawn, and those the legend lists.
const ZONES_DRAWN: &str = "[...new Set(document.querySelector('map-view').map
    .queryRenderedFeatures({ layers: ['zones-fill'] }).map(({ properties }) => properties.chuc_nang))]";
const ZONES_LISTED: &str =
    "[...document.querySelectorAll('[data-legend=zones] [data-code]')].map(({ dataset }) => dataset.code)";

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

async fn link(browser: &Browser) -> Result<String> {
    Ok(value(browser, "location.hash").await?.as_str().context("a link")?.to_owned())
}

/// How strong zones are drawn, and whether theirs or the parcels' fill is.
async fn drawn(browser: &Browser) -> Result<(Option<f64>, Value)> {
    let fills = "['zones-fill', 'parcels-fill'].filter((id) => document.querySelector('map-view').map
        .getLayoutProperty(id, 'visibility') !== 'none')";
    let strength = "document.querySelector('map-view').map.getPaintProperty('zones-fill', 'fill-opacity')";
    Ok((value(browser, strength).await?.as_f64(), value(browser, fills).await?))
}

#[tokio::test(flavor = "multi_thread")]
async fn layers_have_strength_and_order_and_a_link_restores_both() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        open_tab(browser, "layers").await?;
        browser.click("[data-settings=zones]").await?;
        browser.until("the slider", "document.querySelector('#strength-zones')").await?;
        let slide = "const slider = document.querySelector('#strength-zones');
            slider.value = 40;
            slider.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.run(slide, Vec::new()).await?;
        ensure!(
            drawn(browser).await? == (Some(0.42 * 0.4), serde_json::json!(["zones-fill"])),
            "zones at 40 % of their strength"
        );
        ensure!(link(browser).await?.contains("l=zones:.4"), "{}", link(browser).await?);

        browser.run("document.querySelector('[data-move=\"zones:1\"]').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        let moved =
            "document.activeElement.dataset.move === 'zones:1' && document.querySelector('#layers-status').textContent";
        browser.until("the focus on the button that moved", moved).await?;
        ensure!(link(browser).await?.contains("l=parcels,zones:.4"), "{}", link(browser).await?);
        ensure!(drawn(browser).await?.1 == serde_json::json!(["parcels-fill"]), "parcels lie on top now");

        browser.run("document.querySelector('input[data-layer=parcels]').click()", Vec::new()).await?;
        browser.until("half a group", "document.querySelector('[data-switches=land]').indeterminate").await?;
        let shown = "document.querySelectorAll('.layers input[role=switch]:checked').length";
        let before = value(browser, shown).await?;
        browser.click("[data-wish=all-off]").await?;
        browser.until("nothing left", &format!("document.querySelector('[data-wish=undo]') && {shown} === 0")).await?;
        browser.click("[data-wish=undo]").await?;
        browser.until("all back", &format!("{shown} === {before}")).await?;
        browser.screenshot("planning-1366-layers").await?;

        let changed = link(browser).await?.replace("l=", "l=another_store:.3,");
        browser.open("about:blank").await?;
        browser.open(&format!("{address}/apps/planning{changed}")).await?;
        browser.until("the map of the link", DRAWN).await?;
        ensure!(drawn(browser).await? == (Some(0.42 * 0.4), serde_json::json!(["zones-fill"])), "as it was left");
        let kept = link(browser).await?;
        ensure!(kept.contains("zones:.4") && kept.contains("another_store:.3"), "{kept}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_legend_lists_what_is_in_view_as_strong_as_it_is_drawn() -> Result<()> {
    visit(5000, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        let listed = format!("{ZONES_LISTED}.sort().join() === {ZONES_DRAWN}.sort().join() && {ZONES_LISTED}");
        let far: BTreeSet<String> = serde_json::from_value(browser.until("the city's legend", &listed).await?)?;
        among_parcels(browser, address).await?;
        browser.click("#tab-legend").await?;
        let near: BTreeSet<String> = serde_json::from_value(browser.until("the block's legend", &listed).await?)?;
        ensure!(!near.is_empty() && near.len() < far.len() && near.is_subset(&far), "{near:?} of {far:?}");
        let swatch = "document.querySelector('[data-legend=zones] [data-code] rect[fill-opacity]')";
        let strength = value(browser, &format!("Number({swatch}.getAttribute('fill-opacity'))")).await?;
        ensure!(strength.as_f64() == drawn(browser).await?.0, "painted at {strength}");
        let colours = "[...document.querySelectorAll('[data-legend=zones] [data-code]')]
            .map((row) => [row.dataset.code, row.querySelector('rect[fill-opacity]').getAttribute('fill')])";
        let style: Value = system_tests::program::web()
            .build()?
            .get(format!("{address}/styles/planning/legend.json"))
            .send()
            .await?
            .json()
            .await?;
        for pair in value(browser, colours).await?.as_array().context("colours")? {
            let official = style["layers"][0]["classes"].as_array().into_iter().flatten();
            let found = official.clone().any(|class| class["code"] == pair[0] && class["colour"] == pair[1]);
            ensure!(found, "{pair} is not the law's colour");
        }
        let codes = value(browser, "document.querySelector('[data-legend=parcels]').textContent").await?;
        ensure!(codes.as_str().is_some_and(|text| text.contains("Đất ở tại đô thị")), "{codes}");
        browser.screenshot("planning-1366-legend").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_lists_all_under_the_point_and_says_what_is_not_there() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        click_a_parcel(browser).await?;
        browser.until("the store's answer", ANSWERED).await?;
        let asked = "((look) => `at=${look.answer.at}&within_m=${look.within_m.toFixed(2)}`)(document.querySelector('planning-app').place)";
        let asked = value(browser, asked).await?;
        let asked = format!("{address}/v1/search?{}", asked.as_str().context("a question")?);
        let stored: Value = system_tests::program::web().build()?.get(asked).send().await?.json().await?;
        let groups = "[...document.querySelectorAll('.card-group')].map((group) =>
            [group.dataset.group, group.querySelectorAll('article').length])";
        let groups: Vec<(String, u64)> = serde_json::from_value(value(browser, groups).await?)?;
        ensure!(groups.first().is_some_and(|(layer, _)| layer == "parcels"), "the parcel stands first: {groups:?}");
        for group in stored["groups"].as_array().context("groups")? {
            let same = groups.iter().find(|(layer, _)| group["layer"] == layer.as_str());
            ensure!(same.is_some_and(|(_, count)| group["count"] == *count), "{group} is not in {groups:?}");
        }
        let parcel = browser.text("article[data-layer=parcels] .feature-layer").await?;
        let area = parcel.split(" m²").next().unwrap_or_default();
        let (whole, decimals) = area.split_once(',').with_context(|| format!("no decimal in {parcel}"))?;
        ensure!(decimals.len() == 1 && whole.replace('.', "").parse::<u32>().is_ok(), "{parcel}");
        // What does not decide is folded.
        browser.run("document.querySelectorAll('details.card-group').forEach((group) => (group.open = true))", Vec::new()).await?;
        let zones = stored["groups"].as_array().into_iter().flatten().find(|group| group["layer"] == "zones");
        let zones = zones.and_then(|group| group["features"].as_array()).context("a zone lies there")?;
        for zone in zones {
            let shown = browser.text(&format!("article[data-layer=zones][data-id=\"{}\"] .feature-layer", zone["id"])).await?;
            let (number, date) = (&zone["properties"]["so_quyet_dinh"], &zone["properties"]["ngay_quyet_dinh"]);
            let decided = number.as_str().zip(date.as_str()).map(|(number, date)| {
                let day: Vec<&str> = date.split('-').rev().collect();
                format!("QĐ {number} ngày {}", day.join("/"))
            });
            ensure!(decided.is_none_or(|decided| shown.ends_with(&decided)), "{shown} of {zone}");
        }
        let source = browser.text(".card-source").await?;
        ensure!(source.contains("Phiên bản dữ liệu") && source.contains("Chỉ có giá trị tham khảo"), "{source}");

        let outside = "const { map } = document.querySelector('map-view');
            const [west, south] = document.querySelector('planning-app').published.box;
            map.jumpTo({ center: [west - 0.01, south - 0.01] })";
        browser.run(outside, Vec::new()).await?;
        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        let missing =
            "document.querySelector('[data-none=parcel]') && document.querySelector('[data-none=zone]')?.textContent";
        let missing = browser.until("what is not there", missing).await?;
        ensure!(missing.as_str().is_some_and(|text| text.contains("Chưa có quy hoạch")), "{missing}");
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_feature_that_is_gone_says_so_and_shows_nothing_in_its_place() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning#v1/planning?s=parcels/999999999")).await?;
        browser.until("the map of the link", DRAWN).await?;
        let said = "document.querySelector('#card-heading')?.textContent === 'Đối tượng này không còn ở đây.'";
        browser.until("that it is gone", said).await?;
        let shown = "[...document.querySelectorAll('.card article, .card a, .card-none')].length";
        ensure!(value(browser, shown).await? == 0, "{}", browser.text(".card").await?);
        let card = browser.text(".card").await?;
        ensure!(card.contains("Hãy chọn lại trên bản đồ") && !card.contains("Chưa lấy được bản ghi"), "{card}");
        ensure!(!link(browser).await?.contains("s=parcels"), "{}", link(browser).await?);
        browser.screenshot("planning-1366-gone").await?;
        browser.no_barriers("planning-1366-gone").await?;
        Ok(())
    })
    .await
}

/// Where nobody listens: a base map is offered and chosen whether its pictures come or not.
const AERIAL: &str = "[[base_maps]]\nname = \"anh\"\ntitle = \"Ảnh hàng không\"\nattribution = \"Sở Nông nghiệp và Môi trường\"\n\
    url = \"http://127.0.0.1:9/{z}/{x}/{y}\"\nmin_zoom = 3\nmax_zoom = 19\n";

#[tokio::test(flavor = "multi_thread")]
async fn who_made_the_base_map_stands_on_the_map_however_it_was_chosen() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_configured(&store, AERIAL);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the whole city", DRAWN).await?;
        let makers = "document.querySelector('.map-attribution').textContent";
        let of_data = value(browser, makers).await?.as_str().context("who made the data")?.to_owned();
        ensure!(!of_data.contains("Sở Nông nghiệp"), "{of_data}");

        let both = format!("{makers} === '{of_data} · Sở Nông nghiệp và Môi trường'");
        let laid = "document.querySelector('map-view').map.getLayer('base-map-anh')";
        let plain = link(browser).await?;
        browser.run("location.hash = location.hash.replace('?', '?b=anh:.7&')", Vec::new()).await?;
        browser.until("the base map of the changed link", &format!("{laid} && {both}")).await?;
        ensure!(link(browser).await?.contains("b=anh:.7"), "{}", link(browser).await?);
        browser.screenshot("planning-1366-base-map").await?;

        browser.run("location.hash = arguments[0]", vec![plain.into()]).await?;
        browser.until("no base map", &format!("!{laid} && {makers} === '{of_data}'")).await?;
        open_tab(browser, "layers").await?;
        browser.until("the base maps", "document.querySelector('#panel-layers [data-base=anh]')").await?;
        browser.run("document.querySelector('#panel-layers [data-base=anh]').click()", Vec::new()).await?;
        browser.until("the base map of the list", &format!("{laid} && {both}")).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_made_of_older_data_says_so_once_and_the_address_claims_no_revision() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning#v1/planning?rev=0")).await?;
        browser.until("the whole city", DRAWN).await?;
        let note = "document.querySelector('.map-note').textContent";
        browser.until("that the data has changed", &format!("{note}.includes('Dữ liệu đã thay đổi')")).await?;
        ensure!(!link(browser).await?.contains("rev="), "{}", link(browser).await?);
        open_tab(browser, "tools").await?;
        let shared = "document.querySelector('.share-link').value";
        let shared = browser.until("a link of today", &format!("/rev=[1-9]/.test({shared}) && {shared}")).await?;

        browser.open("about:blank").await?;
        browser.open(shared.as_str().context("a link")?).await?;
        browser.until("the whole city", DRAWN).await?;
        browser.until("where the data stands", "document.querySelector('planning-app').revision > 0").await?;
        ensure!(value(browser, note).await? == "", "{}", value(browser, note).await?);
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_too_long_for_a_qr_code_says_so_and_the_next_one_has_its_code_again() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        open_tab(browser, "tools").await?;
        let code = "document.querySelector('.share-code img')?.naturalWidth > 0";
        browser.until("a code", code).await?;
        let plain = link(browser).await?;
        browser.run("location.hash += `&later=${'x'.repeat(1200)}`", Vec::new()).await?;
        let said = "document.querySelector('[data-no-code]')?.textContent.includes('Hãy sao chép liên kết')";
        browser.until("why there is none", &format!("!document.querySelector('.share-code') && {said}")).await?;
        browser.no_barriers("the planning map").await?;
        browser.run("location.hash = arguments[0]", vec![plain.into()]).await?;
        browser.until("a code again", &format!("{code} && !document.querySelector('[data-no-code]')")).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn alt_and_an_arrow_walk_through_what_is_in_view() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        let ids = "[...new Set(document.querySelector('map-view').map
            .queryRenderedFeatures({ layers: ['parcels-ground'] }).map(({ id }) => id))].length";
        let listed = format!("document.querySelector('map-list').inView?.hits.length === {ids} && {ids}");
        let count = browser.until("all parcels in view listed", &listed).await?;
        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        let mut seen = BTreeSet::new();
        for place in 1..=3 {
            browser.press_with(ALT, DOWN).await?;
            let said = format!(
                "document.querySelector('map-list [role=status]').textContent.includes('{place} trên {count}')"
            );
            browser.until("the place in the list", &said).await?;
            seen.insert(link(browser).await?.rsplit_once("s=parcels/").context("a selected parcel")?.1.to_owned());
        }
        ensure!(seen.len() == 3, "three parcels: {seen:?}");
        let focus = "document.activeElement === document.querySelector('map-view').map.getCanvas()";
        ensure!(value(browser, focus).await? == true, "the focus stays on the map");
        browser.until("the card of the last", ANSWERED).await?;
        for (key, heading) in [("l", "layers-heading"), ("g", "legend-heading"), ("p", "print-heading")] {
            browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
            browser.press(key).await?;
            browser.until(heading, &format!("document.activeElement.id === '{heading}'")).await?;
        }
        browser.press(ESCAPE).await?;
        browser.until("the map again", &format!("{focus} && !document.querySelector('.print-frame')")).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_keys_is_seen_from_any_tab_and_leads_back_to_the_map() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        let seen = "document.querySelector('.key-help[open] kbd')?.getBoundingClientRect().height > 0";
        let back = |where_from: &str| format!("!document.querySelector('.key-help[open]') && {where_from}");
        browser.until("the legend", "document.querySelector('#panel-legend').offsetHeight > 0").await?;
        browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
        browser.press("?").await?;
        browser.until("the list of keys", seen).await?;
        browser.no_barriers("the planning map").await?;
        browser.press(ESCAPE).await?;
        browser.until("the map again", &back("document.activeElement.matches('.maplibregl-canvas')")).await?;

        open_tab(browser, "tools").await?;
        browser.run("document.querySelector('[data-deed=keys]').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        browser.until("the list of keys", seen).await?;
        browser.press(ESCAPE).await?;
        browser.until("the button again", &back("document.activeElement.dataset.deed === 'keys'")).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_the_panel_is_free_of_barriers_on_a_phone_either_way() -> Result<()> {
    for (screen, name) in [(Screen::PHONE, "360"), (Screen::PHONE_ON_ITS_SIDE, "640")] {
        visit(300, screen, async |browser, address| {
            among_parcels(browser, address).await?;
            for tab in ["info", "layers", "legend", "tools"] {
                open_tab(browser, tab).await?;
                browser.until(tab, &format!("document.querySelector('#panel-{tab}').offsetHeight > 0")).await?;
                if tab == "layers" {
                    browser.click("[data-settings=zones]").await?;
                }
                if tab == "tools" {
                    browser.run("document.querySelector('[data-deed=frame]').click()", Vec::new()).await?;
                    browser
                        .until(
                            "the frame",
                            "document.querySelector('.print-frame') && document.querySelector('#print-title')",
                        )
                        .await?;
                }
                browser.no_barriers(&format!("{name} {tab}")).await?;
                let small = browser.run(include_str!("small_targets.js"), Vec::new()).await?;
                ensure!(small == Value::Array(Vec::new()), "{name} {tab}: targets under 44 pixels {small}");
                let sideways = "const panel = document.querySelector('.sheet-content');
                    return panel.scrollWidth - panel.clientWidth";
                ensure!(browser.run(sideways, Vec::new()).await? == 0, "{name} {tab}: the panel scrolls sideways");
                browser.screenshot(&format!("planning-{name}-{tab}")).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Paper, way round, scale, and the paper's size in millimetres.
const PRINTS: [(&str, &str, u32, [f64; 2]); 2] =
    [("a4", "landscape", 500, [297.0, 210.0]), ("a3", "portrait", 2000, [297.0, 420.0])];

#[tokio::test(flavor = "multi_thread")]
async fn a_print_is_true_to_scale_and_says_what_it_shows() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        let parcel = click_a_parcel(browser).await?;
        // A browser without a screen has no dialog for printing; the sheet stays until something is printed.
        browser.run("window.print = () => { document.body.dataset.printed = 'true' }", Vec::new()).await?;
        browser.run("document.querySelector('[data-deed=print]').click()", Vec::new()).await?;
        for (paper, way, scale, size) in PRINTS {
            browser.until("the form", "document.querySelector('#print-title')").await?;
            let choose = "delete document.body.dataset.printed;
                for (const wish of arguments) document.querySelector(`.map-print [value='${wish}']`).click()";
            browser.run(choose, vec![paper.into(), way.into(), scale.to_string().into()]).await?;
            browser.click("form [data-deed=print]").await?;
            browser.until("the sheet", "document.body.dataset.printed").await?;
            true_to_scale(browser, f64::from(scale)).await?;
            let words = value(browser, "document.querySelector('.print-sheet').textContent").await?;
            let words = words.as_str().context("words on paper")?;
            for part in [
                "Chú giải",
                "Chỉ có giá trị tham khảo",
                "Phiên bản dữ liệu",
                "Ngày in:",
                "Dữ liệu mô phỏng",
                "Lưới tọa độ: VN-2000",
                "Bảng tọa độ góc thửa",
            ] {
                ensure!(words.contains(part), "{part} is not in {words}");
            }
            ensure!(words.contains(&format!("s=parcels/{}", parcel["id"])), "the link leads to the parcel: {words}");
            let crosses = value(browser, "Number(document.querySelector('.paper-grid').dataset.crosses)").await?;
            ensure!(crosses.as_u64().is_some_and(|count| count > 1), "{crosses} crosses of the grid");
            // The sheet goes once it is printed.
            let pages = browser.paper().await?;
            let is_near = |page: &[f64; 2]| page.iter().zip(size).all(|(a, b)| (a - b).abs() < 0.5);
            let near = pages.iter().all(is_near);
            ensure!(near && pages.len() == 2, "{pages:?} is not the map and the parcel on sheets of {size:?}");
        }
        Ok(())
    })
    .await
}

/// A hundred metres on the ground, as the survey's grid has them, are a hundred metres on paper, both ways.
async fn true_to_scale(browser: &Browser, scale: f64) -> Result<()> {
    let measured = "const map = document.querySelector('.paper-map img');
        const { width, height } = map.getBoundingClientRect();
        return [...map.dataset.box.split(' ').map(Number), width * 25.4 / 96, height * 25.4 / 96]";
    let measured: [f64; 6] = serde_json::from_value(browser.run(measured, Vec::new()).await?)?;
    let [west, south, east, north, width_mm, height_mm] = measured;
    let (lon, lat) = (f64::midpoint(west, east), f64::midpoint(south, north));
    let mut ends = [[west, lat], [east, lat], [lon, south], [lon, north]];
    Transform::new(Crs::WGS84, City::CRS)?.apply(&mut ends)?;
    let metres = |a: [f64; 2], b: [f64; 2]| (b[0] - a[0]).hypot(b[1] - a[1]);
    for (ground_m, paper_mm) in [(metres(ends[0], ends[1]), width_mm), (metres(ends[2], ends[3]), height_mm)] {
        let hundred_metres_mm = paper_mm / ground_m * 100.0;
        let expected_mm = 100_000.0 / scale;
        let error = (hundred_metres_mm / expected_mm - 1.0).abs();
        ensure!(error < 0.001, "100 m are {hundred_metres_mm} mm on paper instead of {expected_mm}");
    }
    Ok(())
}
