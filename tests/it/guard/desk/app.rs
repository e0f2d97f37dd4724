//! The steward's page in the browser: a broken file is sent, checked, told of, imported, published, hidden again and removed; one that brings
//! nothing in; people are added and signed out; who is no administrator reads why they are not let in.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, token};

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
    browser.click(button).await.with_context(|| button.to_owned())?;
    browser.until("a question", ASKED).await?;
    browser.click(".question[open] [data-answer=yes]").await.context("yes")?;
    browser.until("no more question", &format!("!{ASKED}")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_is_checked_imported_published_and_hidden_again() -> Result<()> {
    let (_folder, store) = plots();
    let admin = token(&store, "steward", "admin");
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
        removes_it(browser, &server, &admin).await?;
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
    let frame = "document.querySelector('findings-map').map.getLayer('frame')";
    browser.until("the frame of the file", &format!("Boolean({frame})")).await?;
    let shapes = "Boolean(document.querySelector('findings-map').map.getLayer('shapes'))";
    browser.until("its shapes, which the server does not have yet", shapes).await?;
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
    let drawn = "document.querySelector('findings-map')?.map?.getStyle()?.layers
        .some((layer) => layer['source-layer'] === 'lo_dat')";
    browser.until("the layer itself under what was found", drawn).await?;
    let shapes = "return Boolean(document.querySelector('findings-map').map.getLayer('shapes'))";
    ensure!(browser.run(shapes, Vec::new()).await? == false, "and no more the file as it was sent");
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

/// Asked with how many features go; whoever says no keeps them.
async fn removes_it(browser: &Browser, server: &Server, admin: &str) -> Result<()> {
    browser.click("[data-layer=lo_dat] [data-deed=remove]").await?;
    browser.until("a question", ASKED).await?;
    let asked = browser.text(".question").await?;
    ensure!(asked.contains("lo_dat") && asked.contains("2 đối tượng"), "{asked}");
    browser.no_barriers("the question").await?;
    browser.click(".question[open] [data-answer=no]").await?;
    browser.until("the layer as it was", &format!("!{ASKED} && document.querySelector('[data-layer=lo_dat]')")).await?;
    press_and_confirm(browser, "[data-layer=lo_dat] [data-deed=remove]").await?;
    let gone = "document.querySelector('[data-told=done]')?.textContent.includes('lo_dat')
        && !document.querySelector('[data-layer=lo_dat]')";
    browser.until("it is gone", gone).await?;
    while server.get("/collections/lo_dat").bearer_auth(admin).send().await?.status() != 404 {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// A file without a single record.
const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_brings_nothing_in_is_a_trouble_with_a_way_on() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        sign_in(browser, &server.address, "an-admin").await?;
        browser.until("a place for files", "document.querySelector('.drop-place')").await?;
        browser.run(CHOOSE, vec![EMPTY.into(), "phường.geojson".into()]).await?;
        browser.until("the plan", "document.querySelector('plan-form [name=layer]')?.value === 'phuong'").await?;
        browser.click("[data-deed=check]").await?;
        let told = "document.querySelector('.desk-barren li') && document.querySelector('[data-state=barren]')";
        browser.until("what is the matter", told).await?;
        let nothing = browser.run("return document.querySelector('[data-deed=confirm]')", Vec::new()).await?;
        ensure!(nothing.is_null(), "there is nothing to confirm");
        nothing_in_the_way(browser, "a file that brings nothing in").await?;
        browser.screenshot("desk-360-barren").await?;
        browser.click("[data-deed=plan]").await?;
        browser.until("the plan again", "document.querySelector('plan-form [name=mode]')").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_while_a_file_is_sent_is_asked_first() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        sign_in(browser, &server.address, "an-admin").await?;
        browser.until("a place for files", "document.querySelector('.drop-place')").await?;
        // A line so slow that nothing ever arrives.
        browser.run("XMLHttpRequest.prototype.send = () => {}", Vec::new()).await?;
        browser.run(CHOOSE, vec![PLOTS.into(), "lô đất.geojson".into()]).await?;
        browser.until("the file on its way", "document.querySelector('.sending')").await?;
        browser.click(".account").await.context("the account")?;
        browser.until("the way out", "document.querySelector('dialog.sign-in[open] .sign-in-buttons:has(.change-password) > .button:first-child')").await?;
        browser.click("dialog.sign-in[open] .sign-in-buttons:has(.change-password) > .button:first-child").await.context("the way out")?;
        browser.until("a question", ASKED).await?;
        ensure!(browser.text(".question").await?.contains("lô đất.geojson"), "it names the file");
        browser.click(".question[open] [data-answer=no]").await.context("no")?;
        let goes_on = format!("!{ASKED} && document.querySelector('.sending')");
        browser.until("it goes on", &goes_on).await?;
        press_and_confirm(browser, "dialog.sign-in[open] .sign-in-buttons:has(.change-password) > .button:first-child").await?;
        browser.until("what became of the file", "document.querySelector('[data-lost]')").await?;
        ensure!(browser.text("[data-lost]").await?.contains("lô đất.geojson"));
        no_trouble(browser).await
    })
    .await
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
        faults_stand_at_their_fields(browser).await?;
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

/// What the page sees by itself, then what the server has against a name.
async fn faults_stand_at_their_fields(browser: &Browser) -> Result<()> {
    let fill = "const { name, password } = document.querySelector('.add-user').elements;
        [name.value, password.value] = arguments;
        document.querySelector('.add-user').requestSubmit()";
    browser.run(fill, vec!["Minh Trần".into(), "ngan".into()]).await?;
    let both = "document.querySelector('[data-fault=name]')?.textContent.includes('Minh Trần')
        && document.querySelector('[data-fault=password]') && document.activeElement.name === 'name'";
    browser.until("what is wrong at both fields", both).await?;
    let told = "return document.getElementById(document.activeElement.getAttribute('aria-describedby')).dataset.fault";
    ensure!(browser.run(told, Vec::new()).await? == "name", "whoever hears the page is told");
    nothing_in_the_way(browser, "faults").await?;
    browser.run(fill, vec!["an-editor".into(), PASSWORD.into()]).await?;
    let taken = "document.querySelector('[data-fault=name]')?.textContent.includes('an-editor')
        && !document.querySelector('[data-fault=password]') && document.activeElement.name === 'name'";
    browser.until("a name that is taken", taken).await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.iter().all(|complaint| complaint.contains("409")), "{complaints:?}");
    Ok(())
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
