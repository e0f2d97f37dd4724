//! The citizens' page: an answer in plain words on a phone and on a screen, by link, by keyboard and without scripts; and having a say.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};

use crate::apps::Scene;
use crate::browser::everyone::nothing_in_the_way;
use crate::browser::extract::{Lot, extract, writings};
use crate::browser::map::no_trouble;

const ENTER: &str = "\u{E007}";

/// The answer stands there, and the map is drawn.
const TOLD: &str =
    "document.querySelector('.public-plain') && document.querySelector('public-app')?.dataset.drawn === 'true'";

async fn text(browser: &Browser, selector: &str) -> Result<String> {
    let told = format!("return document.querySelector('{selector}').textContent");
    Ok(browser.run(&told, Vec::new()).await?.as_str().context("a text")?.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_a_place_is_answered_in_plain_words_and_then_in_the_numbers_of_the_answer() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let told = extract(&scene, lot.id, "").await;
    for (screen, name) in [(Screen::PHONE, "360"), (Screen::OFFICE, "1366")] {
        for theme in ["light", "dark"] {
            journey(screen, async |browser| {
                browser.open(&format!("{}/", scene.server.address)).await?;
                browser.run("localStorage.setItem('diaban-theme', arguments[0])", vec![theme.into()]).await?;
                browser.open(&format!("{}/apps/public?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
                browser.until("the answer", TOLD).await?;
                let plain = text(browser, ".public-plain").await?;
                ensure!(plain.contains("hửa"), "{plain}");
                let answer = text(browser, ".public-answer").await?;
                for zone in told["plans"][0]["zones"].as_array().context("zones")? {
                    let amounts = writings(zone)?;
                    ensure!(amounts.iter().any(|amount| answer.contains(amount)), "none of {amounts:?} is in {answer}");
                }
                let ways = "return ['page', 'pdf'].map((deed) =>
                    document.querySelector(`[data-deed=${deed}]`).getAttribute('href'))";
                let ways: Vec<String> = serde_json::from_value(browser.run(ways, Vec::new()).await?)?;
                ensure!(ways[0].starts_with("/thua/") && ways[1].contains("f=pdf"), "{ways:?}");
                let whole = browser.run("return document.documentElement.outerHTML", Vec::new()).await?;
                ensure!(!whole.as_str().context("a page")?.contains("QHCT-02"), "a draft is nobody's business");
                browser.screenshot(&format!("public-{name}-{theme}")).await?;
                let source = text(browser, ".public-paper").await?;
                ensure!(source.contains(&scene.server.address) && source.contains("/thua/"), "on paper: {source}");
                let paper = browser.paper().await?;
                ensure!(!paper.is_empty() && paper.len() <= 3, "an answer on {} sheets", paper.len());
                nothing_in_the_way(browser, &format!("public {name} {theme}")).await?;
                no_trouble(browser).await
            })
            .await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_alone_asks_by_a_key_and_then_by_the_map() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/apps/public", scene.server.address)).await?;
        browser.until("the map", "document.querySelector('public-app')?.dataset.drawn === 'true'").await?;
        browser.run("document.querySelector('map-search [role=combobox]').focus()", Vec::new()).await?;
        browser.press(format!("{}{ENTER}", lot.identifier)).await?;
        browser.until("the answer", TOLD).await?;
        browser.until("it is read", "document.activeElement.id === 'answer-heading'").await?;
        let link = browser.run("return location.hash", Vec::new()).await?;
        ensure!(link.as_str().is_some_and(|link| link.contains(&format!("s=parcels/{}", lot.id))), "{link}");

        // Where no parcel lies, the page says so and what to do.
        let away = "const { map } = document.querySelector('map-view');
            const [west, south] = document.querySelector('public-app').published.box;
            map.stop();
            map.jumpTo({ center: [west - 0.01, south - 0.01] });
            document.querySelector('map-view').focus()";
        browser.run(away, Vec::new()).await?;
        browser.press(ENTER).await?;
        let nowhere = "document.querySelector('#answer-heading')?.textContent.includes('không có thửa đất')";
        browser.until("that nothing lies there", nowhere).await?;
        browser.screenshot("public-360-nowhere").await?;
        nothing_in_the_way(browser, "public 360 nowhere").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_information_is_reported_from_the_answer_where_no_contact_is_named() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    journey(Screen::PHONE, async |browser| {
        for app in ["public", "planning"] {
            browser.open(&format!("{}/apps/{app}?parcel={}", scene.server.address, lot.identifier)).await?;
            browser.until("the way to report", "document.querySelector('[data-deed=report-wrong]')").await?;
            browser.run("document.querySelector('[data-deed=report-wrong]').focus()", Vec::new()).await?;
            browser.press(ENTER.to_owned()).await?;
            browser.until("that nobody is named", "document.querySelector('.report [data-contact=nobody]')").await?;
            let facts = text(browser, ".report-facts").await?;
            ensure!(facts.contains("/thua/") && facts.contains("as_of="), "{facts}");
            let mail = browser.run("return document.querySelector('.report [data-answer=mail]') === null", Vec::new());
            ensure!(mail.await? == true, "{app}: a letter to nobody");
            browser.screenshot(&format!("report-360-{app}")).await?;
            browser.run("document.querySelector('.report [data-answer=close]').click()", Vec::new()).await?;
            browser.until("it is closed", "!document.querySelector('.report')").await?;
        }
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_in_consultation_is_commented_with_a_place_and_the_receipt_leads_to_the_answer() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let plan = in_consultation(&scene, &lot).await?;
    for (screen, name) in [(Screen::PHONE, "360"), (Screen::OFFICE, "1366")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/public?at={},{}", scene.server.address, lot.lon, lot.lat)).await?;
            browser.until("the answer", TOLD).await?;
            let listed =
                format!("document.querySelector('plan-consultations [data-plan=\"{plan}\"] [data-deed=comment]')");
            browser.until("the plan", &listed).await?;
            browser.run(&format!("{listed}.focus()"), Vec::new()).await?;
            browser.press(ENTER).await?;
            browser.until("the form is next", "document.activeElement.name === 'text'").await?;
            let seen = "return document.activeElement.getBoundingClientRect().bottom <= innerHeight";
            ensure!(browser.run(seen, Vec::new()).await? == true, "{name}: the form is out of sight");
            browser.run("document.querySelector('[data-deed=place]').focus()", Vec::new()).await?;
            browser.press(ENTER).await?;
            browser.until("the map has the focus", "document.activeElement.matches('.maplibregl-canvas')").await?;
            browser.press(ENTER).await?;
            browser.until("the text is next", "document.activeElement.name === 'text'").await?;
            browser.press("Nên giữ hàng cây trước chợ.").await?;
            browser.screenshot(&format!("public-{name}-comment")).await?;
            nothing_in_the_way(browser, &format!("comment {name}")).await?;
            browser.run("document.querySelector('.comment').requestSubmit()", Vec::new()).await?;
            let receipt =
                browser.until("the receipt", "document.querySelector('.public-receipt')?.textContent").await?;
            browser.run("document.querySelector('receipt-look summary').click()", Vec::new()).await?;
            browser.run("document.querySelector('[name=receipt]').focus()", Vec::new()).await?;
            browser.press(format!("{}{ENTER}", receipt.as_str().context("a receipt")?)).await?;
            browser.until("what became of it", "document.querySelector('[data-state=received]')").await?;
            browser.screenshot(&format!("public-{name}-receipt")).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

/// A plan around a parcel, open for opinions for as long as anybody will run this.
pub(super) async fn in_consultation(scene: &Scene, lot: &Lot) -> Result<Value> {
    let planner = scene.editor("lan", &["planning.draft"]);
    let [west, south, east, north] = [lot.lon - 1e-3, lot.lat - 1e-3, lot.lon + 1e-3, lot.lat + 1e-3];
    let ring = json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
    let zone = json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": ring },
        "properties": { "chuc_nang": "Cây xanh công cộng", "ky_hieu": "CX" } });
    let draft = json!({ "code": "QHPK-LYK", "name": "Quy hoạch phân khu lấy ý kiến", "kind": "urban",
        "level": "subdivision", "exclusive": true, "zones": [zone] });
    let (status, made) = scene.sent(&planner, "/v1/plans", &draft).await;
    ensure!(status == 201, "{made}");
    let step = json!({ "step": "consult", "from": "2020-01-01", "until": "2099-12-31" });
    let (status, taken) = scene.sent(&planner, &format!("/v1/plans/{}/steps", made["id"]), &step).await;
    ensure!(status == 200, "{taken}");
    Ok(made["id"].clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_every_map_page_leads_to_the_search_that_answers_as_text() -> Result<()> {
    let scene = Scene::in_a_file().await;
    for app in ["planning", "plans", "public"] {
        let page = scene.server.get(&format!("/apps/{app}")).send().await?.text().await?;
        let plain = page.split_once("<noscript>").and_then(|(_, rest)| rest.split_once("</noscript>"));
        let (plain, _) = plain.with_context(|| format!("{app} says nothing without scripts"))?;
        ensure!(plain.contains("action=\"/v1/search\"") && plain.contains("name=\"q\""), "{plain}");
        ensure!(plain.contains("lang=\"vi\"") && plain.contains("lang=\"en\""), "{plain}");
    }
    let public = scene.server.get("/apps/public").send().await?.text().await?;
    for way in ["href=\"/?lang=vi\"", "<h1>Quy hoạch nơi tôi ở</h1>", "/v1/plans?f=html&amp;limit=1000&amp;lang=vi"]
    {
        ensure!(public.contains(way), "{way} is not in {public}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_pages_lead_from_a_search_to_what_is_planned_on_the_parcel() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let plan = in_consultation(&scene, &lot).await?;
    let found = plain(&scene, &format!("/v1/search?q={}&f=html&lang=vi", lot.identifier)).await?;
    ensure!(found.contains("Xem quy hoạch của thửa này"), "{found}");
    for raw in ["query", "revision", "readings", "detail"] {
        ensure!(!found.contains(&format!(">{raw}<")), "{raw} is for programs: {found}");
    }
    let answer = plain(&scene, &leading(&found, "/thua/")?).await?;
    ensure!(answer.contains("m²") && answer.contains("<h1>"), "{answer}");

    // A place that is given by numbers leads to the parcel there, too; and so does the parcel's own data.
    let place = plain(&scene, &format!("/v1/search?q={},{}&f=html&lang=vi", lot.lat, lot.lon)).await?;
    let under = plain(&scene, &leading(&place, "/v1/search?at=")?).await?;
    ensure!(leading(&under, "/thua/")?.starts_with(&format!("/thua/{}?layer=parcels", lot.id)), "{under}");
    let item = plain(&scene, &format!("/collections/parcels/items/{}?f=html&lang=vi", lot.id)).await?;
    ensure!(plain(&scene, &leading(&item, "/thua/")?).await?.contains("m²"), "{item}");

    let plans = plain(&scene, "/v1/plans?f=html&limit=1000&lang=vi").await?;
    let (_, consulted) = plans.split_once("id=\"lay-y-kien\"").context("plans in consultation")?;
    ensure!(consulted.contains("Quy hoạch phân khu lấy ý kiến") && !plans.contains("numberMatched"), "{plans}");
    let comments = plain(&scene, &leading(&plans, &format!("/v1/plans/{plan}/comments"))?).await?;
    ensure!(comments.contains("Chưa có ý kiến nào được công bố"), "{comments}");
    Ok(())
}

/// A page as a browser without scripts gets it.
async fn plain(scene: &Scene, path: &str) -> Result<String> {
    let page = scene.server.get(path).header("accept", "text/html").send().await?;
    ensure!(page.status() == 200, "{path}: {}", page.status());
    Ok(page.text().await?)
}

/// Where the first link of a page that begins so leads.
fn leading(page: &str, beginning: &str) -> Result<String> {
    let links = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let link = links.map(|link| link.replace("&amp;", "&")).find(|link| link.starts_with(beginning));
    link.with_context(|| format!("no link to {beginning} in {page}"))
}
