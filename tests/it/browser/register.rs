//! The register as staff work in it: comments that are answered by keyboard, refusals where one looks, a plan that is put in by a form.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::add_user;

use crate::apps::Scene;
use crate::browser::extract::Lot;
use crate::browser::map::no_trouble;
use crate::browser::public::in_consultation;

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const RIGHT: &str = "\u{E014}";
const SHIFT: char = '\u{E008}';

const NAME: &str = "mai";
const PASSWORD: &str = "mot-mat-khau-dai-12";

const SIGN_IN: &str = "const [name, password, done] = arguments;
  fetch('/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) })
    .then((answer) => done(answer.status))";

/// True if what has the focus lies in the window whole.
const FOCUS_IN_VIEW: &str =
    "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.activeElement.getBoundingClientRect())";

/// Somebody who may do everything with plans.
fn staff(scene: &Scene) {
    add_user(scene.place(), NAME, "editor", PASSWORD);
    for grant in ["planning.draft", "planning.appraise", "planning.approve", "planning.publish"] {
        scene.grant(NAME, grant);
    }
}

/// The register with somebody signed in, drawn and read.
async fn at_the_register(browser: &Browser, scene: &Scene) -> Result<()> {
    browser.open(&format!("{}/?lang=vi", scene.server.address)).await?;
    let status = browser.run_async(SIGN_IN, vec![json!(NAME), json!(PASSWORD)]).await?;
    ensure!(status == 200, "{status}");
    browser.open(&format!("{}/apps/plans?lang=vi", scene.server.address)).await?;
    browser.until("the map", "document.querySelector('plans-app')?.dataset.drawn === 'true'").await?;
    browser.until("what staff may do", "document.querySelector('[data-plan] [data-step]')").await?;
    Ok(())
}

/// Presses a button by keyboard.
async fn enter(browser: &Browser, selector: &str) -> Result<()> {
    browser.until(selector, &format!("document.querySelector('{selector}')")).await?;
    browser.run("document.querySelector(arguments[0]).focus()", vec![selector.into()]).await?;
    browser.press(ENTER).await
}

async fn no_small_targets(browser: &Browser, place: &str) -> Result<()> {
    browser.no_barriers(place).await?;
    let small = browser.run(include_str!("small_targets.js"), Vec::new()).await?;
    ensure!(small == Value::Array(Vec::new()), "{place}: targets under 44 pixels {small}");
    Ok(())
}

async fn say(scene: &Scene, plan: &Value, lot: &Lot) -> Result<()> {
    let said = json!({ "text": "Tôi là Lan; nên giữ hàng cây.", "kind": "propose", "contact": { "phone": "0912345678" },
        "place": { "lon": lot.lon, "lat": lot.lat } });
    let asked = scene.server.ask(reqwest::Method::POST, &format!("/v1/plans/{plan}/comments"));
    let answer = asked.json(&said).send().await?;
    ensure!(answer.status() == 201, "{}", answer.text().await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn comments_are_answered_by_keyboard_with_passages_taken_out_and_a_refused_step_says_so_in_its_card() -> Result<()>
{
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    let plan = in_consultation(&scene, &lot).await?;
    for _ in 0..4 {
        say(&scene, &plan, &lot).await?;
    }
    staff(&scene);
    for (screen, name) in [(Screen::PHONE, "360"), (Screen::OFFICE, "1366")] {
        journey(screen, async |browser| {
            at_the_register(browser, &scene).await?;
            let card = format!("[data-plan=\"{plan}\"]");
            enter(browser, &format!("{card} [data-deed=comments]")).await?;
            browser.until("the comments are read", "document.activeElement.closest('plan-comments')").await?;
            answered(browser, name).await?;
            enter(browser, "[data-comment][data-state=received] [data-deed=place]").await?;
            browser.until("its place", "document.querySelector('.maplibregl-marker')").await?;

            enter(browser, &format!("{card} [data-step=appraise]")).await?;
            browser.until("its first field", "document.activeElement.closest('[data-form=appraise]')").await?;
            ensure!(browser.run(&format!("return {FOCUS_IN_VIEW}"), Vec::new()).await? == true, "{name}: out of sight");
            browser.press("Đã hết thời gian lấy ý kiến").await?;
            let send = "const form = document.querySelector('[data-form=appraise]');
                for (const field of form.querySelectorAll('textarea')) field.value ||= 'Đủ ý kiến';
                form.requestSubmit()";
            browser.run(send, Vec::new()).await?;
            browser.until("why not", "document.activeElement.dataset.told === 'refused'").await?;
            let why = browser.run("return document.activeElement.textContent", Vec::new()).await?;
            ensure!(why.as_str().is_some_and(|why| why.contains("chưa được trả lời")), "{why}");
            ensure!(browser.run(&format!("return {FOCUS_IN_VIEW}"), Vec::new()).await? == true, "{name}: out of sight");
            browser.screenshot(&format!("register-{name}-refused")).await?;
            no_trouble_but_refusals(browser).await
        })
        .await?;
    }
    let seen = scene.asked("", &format!("/v1/plans/{plan}/comments")).await.1;
    let texts: Vec<&Value> = seen["comments"].as_array().context("comments")?.iter().map(|one| &one["text"]).collect();
    ensure!(texts == ["Tôi là […]; nên giữ hàng cây."; 2], "{seen}");
    Ok(())
}

/// Answers the first comment that waits, and publishes it without a name in it.
async fn answered(browser: &Browser, name: &str) -> Result<()> {
    enter(browser, "[data-comment][data-state=received] [data-deed=answer]").await?;
    browser.until("the answer is next", "document.activeElement.name === 'answer'").await?;
    browser.press("Hàng cây được giữ lại.").await?;
    browser.press(TAB).await?;
    browser.press(" ").await?;
    browser.until("what may be taken out", "document.querySelector('[name=original]')").await?;
    let before_the_name = "const field = document.querySelector('[name=original]');
        field.focus();
        field.setSelectionRange(field.value.indexOf('Lan'), field.value.indexOf('Lan'))";
    browser.run(before_the_name, Vec::new()).await?;
    for _ in 0.."Lan".len() {
        browser.press_with(SHIFT, RIGHT).await?;
    }
    enter(browser, "[data-deed=redact]").await?;
    let preview = "document.querySelector('[data-preview]').textContent === 'Tôi là […]; nên giữ hàng cây.'";
    browser.until("what is left", preview).await?;
    browser.screenshot(&format!("register-{name}-answer")).await?;
    no_small_targets(browser, &format!("answer {name}")).await?;
    enter(browser, ".answer .button:not([type=button])").await?;
    browser.until("it is saved", "document.querySelector('.comment-done').textContent.includes('Đã lưu')").await?;
    let next = "document.activeElement.closest('[data-comment]')?.dataset.state === 'received'";
    browser.until("the next that waits", next).await?;
    Ok(())
}

/// A step that is refused is told by its status, and the console repeats it.
async fn no_trouble_but_refusals(browser: &Browser) -> Result<()> {
    let complaints = browser.complaints().await?;
    let others: Vec<&String> = complaints.iter().filter(|complaint| !complaint.contains("409")).collect();
    ensure!(others.is_empty(), "{others:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans_are_found_by_words_and_state_and_those_in_force_come_first() -> Result<()> {
    let scene = Scene::in_a_file().await;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/plans?lang=vi", scene.server.address)).await?;
        browser.until("the plans", "document.querySelectorAll('[data-plan]').length > 9").await?;
        let first = browser.run("return document.querySelector('[data-plan] strong').textContent", Vec::new()).await?;
        ensure!(first == "Đã công bố", "{first}");
        browser.run("document.querySelector('[name=find]').focus()", Vec::new()).await?;
        browser.press("nam 2030").await?;
        let one = "document.querySelectorAll('[data-plan]').length === 1 && document.querySelector('[data-plan] h3').textContent";
        let found = browser.until("the one", one).await?;
        ensure!(found.as_str().is_some_and(|name| name.contains("năm 2030")), "{found}");
        browser.no_barriers("the register").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_registered_by_a_form_with_the_zones_of_a_file() -> Result<()> {
    let scene = Scene::in_a_file().await;
    let lot = Lot::of(&scene).await?;
    staff(&scene);
    let ring = |x: f64| {
        let [west, south, east, north] = [lot.lon + x, lot.lat, lot.lon + x + 1e-3, lot.lat + 1e-3];
        json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]])
    };
    let zone = |x: f64, sign: &str, function: &str| {
        json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": ring(x) },
            "properties": { "KyHieuLoDat": sign, "CongDung": function, "GhiChu": "bỏ" } })
    };
    let zones = [zone(0.0, "A1", "Nhóm nhà ở"), zone(1e-3, "A2", "Cây xanh công cộng")];
    let file = json!({ "type": "FeatureCollection", "features": zones });
    journey(Screen::OFFICE, async |browser| {
        at_the_register(browser, &scene).await?;
        enter(browser, "[data-deed=draft]").await?;
        browser.until("its first field", "document.activeElement.name === 'name'").await?;
        browser.press("Quy hoạch chi tiết thử nghiệm").await?;
        for (field, text) in [("code", "79QCT-THU"), ("office", "Sở Xây dựng")] {
            browser
                .run("document.querySelector(`.plan-draft [name=${arguments[0]}]`).focus()", vec![field.into()])
                .await?;
            browser.press(text).await?;
        }
        let choose = "const files = new DataTransfer();
            files.items.add(new File([arguments[0]], 'zones.geojson'));
            const field = document.querySelector('.plan-draft [name=zones]');
            field.files = files.files;
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose, vec![file.to_string().into()]).await?;
        browser
            .until("the sign is guessed", "document.querySelector('[name=field-ky_hieu]')?.value === 'KyHieuLoDat'")
            .await?;
        let function = "const field = document.querySelector('[name=field-chuc_nang]');
            field.value = 'CongDung';
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(function, Vec::new()).await?;
        browser.screenshot("register-1366-draft").await?;
        no_small_targets(browser, "draft").await?;
        browser.run("document.querySelector('[data-form=draft]').requestSubmit()", Vec::new()).await?;
        browser.until("the card of the new plan", "document.activeElement.dataset.told === 'done'").await?;
        no_trouble(browser).await
    })
    .await?;
    let reader = scene.editor("tam", &["planning.draft"]);
    let plans = scene.asked(&reader, "/v1/plans?limit=1000").await.1;
    let plan = plans["plans"].as_array().context("plans")?.iter().find(|plan| plan["code"] == "79QCT-THU");
    let plan = plan.context("the new plan")?;
    ensure!(plan["zones"] == 2 && plan["state"] == "draft", "{plan}");
    let path = format!("/collections/plan_zones/items?quy_hoach={}", plan["id"]);
    let kept = scene.asked(&reader, &path).await.1;
    let kept: Vec<&Value> =
        kept["features"].as_array().context("zones")?.iter().map(|zone| &zone["properties"]).collect();
    ensure!(kept[0]["ky_hieu"] == "A1" && kept[1]["chuc_nang"] == "Cây xanh công cộng", "{kept:?}");
    Ok(())
}
