//! The steward's page in the browser: a broken file is sent, checked, told of, imported, published and hidden again; people are added and
//! signed out; who is no administrator reads why they are not let in.

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::Server;

use crate::browser::{no_trouble, nothing_in_the_way};
use crate::http::sign_in::{PASSWORD, plots};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

/// Three plots: one is well, one crosses itself, one lacks its corners.
const PLOTS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.08,10.34],[107.081,10.34],[107.081,10.341],[107.08,10.34]]]},"properties":{"so":"1","chu_su_dung":"Lan"}},
 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.09,10.34],[107.091,10.341],[107.091,10.34],[107.09,10.341],[107.09,10.34]]]},"properties":{"so":"2","chu_su_dung":"Minh"}},
 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.1,10.34],[107.101,10.34]]]},"properties":{"so":"3","chu_su_dung":"Mai"}}
]}"#;

/// Puts a file into the field as if somebody had chosen it.
const CHOOSE: &str = "const files = new DataTransfer();
    files.items.add(new File([arguments[0]], arguments[1]));
    const field = document.querySelector('[name=file]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

/// The dialog that asks before something is done.
const ASKED: &str = "document.querySelector('.question[open]')";

/// Opens the page and signs in at the dialog it opens with.
async fn sign_in(browser: &Browser, address: &str, name: &str) -> Result<()> {
    browser.open(&format!("{address}/apps/admin?lang=vi")).await?;
    browser.until("the form for signing in", "document.activeElement.id === 'sign-in-name'").await?;
    for keys in [name, TAB, PASSWORD, ENTER] {
        browser.press(keys).await?;
    }
    Ok(())
}

/// Presses a button that asks, and says yes.
async fn press_and_confirm(browser: &Browser, button: &str) -> Result<()> {
    browser.click(button).await?;
    browser.until("a question", ASKED).await?;
    browser.click(".question [data-answer=yes]").await?;
    browser.until("no more question", &format!("!{ASKED}")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_is_checked_imported_published_and_hidden_again() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        sign_in(browser, &server.address, "an-admin").await?;
        browser.until("a place for files", "document.querySelector('.drop-place')").await?;
        nothing_in_the_way(browser, "the place for files").await?;
        browser.run(CHOOSE, vec![PLOTS.into(), "lô đất.geojson".into()]).await?;
        checks_twice(browser).await?;
        reads_findings(browser).await?;
        imports_and_publishes(browser, &server).await?;
        hides_again(browser, &server).await?;
        no_trouble(browser).await
    })
    .await
}

/// The fields are known only once the file was read: one that tells of persons is hidden then, and ticked in the plan, too.
async fn checks_twice(browser: &Browser) -> Result<()> {
    browser.until("the plan", "document.querySelector('plan-form [name=layer]')?.value === 'lo_dat'").await?;
    nothing_in_the_way(browser, "the plan").await?;
    browser.screenshot("desk-1366-plan").await?;
    browser.click("[data-deed=check]").await?;
    let hidden = "document.querySelector('.desk-will')?.textContent.includes('chu_su_dung')";
    browser.until("what tells of persons is hidden", hidden).await?;
    browser.click("[data-deed=plan]").await?;
    let ticked = "document.querySelector('[name=private][value=chu_su_dung]')?.checked";
    browser.until("the field ticked", ticked).await?;
    browser.click("[data-deed=check]").await?;
    let checked = "document.querySelector('[data-deed=confirm]') && !document.querySelector('[data-bare]')";
    browser.until("nothing more to hide", checked).await?;
    let figures = "return ['read', 'stored', 'refused'].map((name) => document.querySelector(`[data-figure=${name}] dd`).textContent)";
    let figures = browser.run(figures, Vec::new()).await?;
    ensure!(figures == json!(["3", "2", "1"]), "{figures}");
    let will = browser.text(".desk-will").await?;
    ensure!(will.contains("Tạo lớp mới lo_dat") && will.contains("với 2 đối tượng"), "{will}");
    Ok(())
}

async fn reads_findings(browser: &Browser) -> Result<()> {
    let both = "document.querySelector('[data-severity=error]') && document.querySelector('[data-severity=repaired]')";
    browser.until("what was found", both).await?;
    browser.until("where it was found", "document.querySelector('findings-map')?.dataset.drawn").await?;
    nothing_in_the_way(browser, "findings").await?;
    browser.screenshot("desk-1366-findings").await?;
    browser.click("[data-finding] [data-deed=show]").await?;
    browser.until("the row that is looked at", "document.querySelector('.finding-lit')").await?;
    let only = "const choice = document.querySelector('[name=severity]'); choice.value = 'repaired';
        choice.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(only, Vec::new()).await?;
    browser.until("the mended alone", "!document.querySelector('[data-finding] [data-severity=error]')").await?;
    Ok(())
}

async fn imports_and_publishes(browser: &Browser, server: &Server) -> Result<()> {
    browser.click("[data-deed=confirm]").await?;
    browser.until("that it is done", "document.querySelector('[data-deed=publish]')").await?;
    ensure!(server.get("/collections/lo_dat").send().await?.status() == 404, "it is not published yet");
    // The page may be closed and opened again: the import has a link.
    let link = browser.run("return location.hash", Vec::new()).await?;
    let again = format!("{}/apps/admin?lang=vi&again{}", server.address, link.as_str().unwrap_or_default());
    browser.open(&again).await?;
    let same = "location.search.endsWith('again') && document.querySelector('[data-deed=publish]')";
    browser.until("the same import", same).await?;
    press_and_confirm(browser, "[data-deed=publish]").await?;
    browser.until("that all see it", "document.querySelector('[data-told=done]')").await?;
    browser.click("[data-deed=map]").await?;
    let drawn = "document.querySelector('planning-app').dataset.drawn === 'true'
        && document.querySelector('map-view').map.querySourceFeatures('diaban', { sourceLayer: 'lo_dat' }).length > 0";
    browser.until("the plots on the map", drawn).await?;
    Ok(())
}

async fn hides_again(browser: &Browser, server: &Server) -> Result<()> {
    let answer = server.get("/collections/lo_dat/items").send().await?;
    ensure!(answer.status() == 200, "{}", answer.status());
    let items: Value = answer.json().await?;
    ensure!(items["features"].as_array().map(Vec::len) == Some(2), "{items}");
    ensure!(!items.to_string().contains("chu_su_dung"), "{items}");
    browser.open(&format!("{}/apps/admin?lang=vi#layers", server.address)).await?;
    browser.until("the layers", "document.querySelector('[data-layer=lo_dat] [data-deed=hide]')").await?;
    nothing_in_the_way(browser, "layers").await?;
    press_and_confirm(browser, "[data-layer=lo_dat] [data-deed=hide]").await?;
    browser.until("it is hidden", "document.querySelector('[data-layer=lo_dat] [data-deed=publish]')").await?;
    ensure!(server.get("/collections/lo_dat").send().await?.status() == 404, "it is hidden");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_added_given_powers_and_removed_on_a_phone() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        sign_in(browser, &server.address, "an-admin").await?;
        browser.until("the rooms", "document.querySelector('[data-room=people]')").await?;
        browser.click("[data-room=people]").await?;
        browser.until("people", "document.querySelector('[data-user=an-viewer]')").await?;
        nothing_in_the_way(browser, "people").await?;
        let own = "document.querySelector('[data-user=an-admin] [data-deed=remove]')";
        ensure!(browser.run(&format!("return {own}"), Vec::new()).await?.is_null(), "nobody removes themselves");
        let fill = "const form = document.querySelector('.add-user');
            const { name, role, password } = form.elements;
            [name.value, role.value, password.value] = ['binh', 'editor', arguments[0]];
            form.requestSubmit()";
        browser.run(fill, vec![PASSWORD.into()]).await?;
        browser.until("the new one", "document.querySelector('[data-user=binh]')").await?;
        powers_are_kept(browser).await?;
        let session = server.ask(Method::POST, "/v1/session").json(&json!({ "name": "binh", "password": PASSWORD }));
        let told: Value = session.send().await?.json().await?;
        ensure!(told["grants"].as_array().is_some_and(|grants| grants.len() == 1), "{told}");
        press_and_confirm(browser, "[data-user=binh] [data-deed=remove]").await?;
        browser.until("gone", "!document.querySelector('[data-user=binh]')").await?;
        browser.click("[data-room=state]").await?;
        browser.until("how the server is", "document.querySelector('[data-fact=revision]')").await?;
        browser.until("what was done", "document.querySelector('.log-table tbody tr')").await?;
        nothing_in_the_way(browser, "the state").await?;
        no_trouble(browser).await
    })
    .await
}

/// Ticks the first power that is offered.
async fn powers_are_kept(browser: &Browser) -> Result<()> {
    browser.click("[data-user=binh] summary").await?;
    browser.click("[data-user=binh] .check-list label").await?;
    let ticked = "document.querySelector('[data-user=binh] .check-list input').checked
        && !document.querySelector('[data-user=binh] [data-deed=permit]').disabled";
    browser.until("a tick", ticked).await?;
    nothing_in_the_way(browser, "powers").await?;
    browser.click("[data-user=binh] [data-deed=permit]").await?;
    let kept = "document.querySelector('[data-user=binh] [data-deed=permit]').disabled
        && document.querySelector('[data-told=done]')?.textContent.includes('quyền')";
    browser.until("that it is kept", kept).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_no_administrator_reads_why_and_gets_no_desk() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        sign_in(browser, &server.address, "an-editor").await?;
        browser.until("why not", "document.querySelector('[data-refused]')").await?;
        let said = browser.text("[data-refused]").await?;
        ensure!(said.contains("an-editor") && said.contains("vai trò quản trị"), "{said}");
        let rooms = browser.run("return document.querySelector('.desk-rooms, import-desk')", Vec::new()).await?;
        ensure!(rooms.is_null(), "{rooms}");
        nothing_in_the_way(browser, "the sentence").await?;
        no_trouble(browser).await
    })
    .await
}
