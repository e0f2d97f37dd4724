//! Signing in at the map, with the keyboard alone: the dialog, a wrong password, what staff see, and signing out; a code, and another password.

use anyhow::{Result, ensure};
use serde_json::Value;
use system_tests::authenticator::Authenticator;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, diaban_succeeds};

use crate::http::sign_in::{PASSWORD, plots};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

/// The map is drawn, and nothing is on its way.
const DRAWN: &str = "document.querySelector('planning-app').dataset.drawn === 'true'
    && document.querySelector('map-view').map.areTilesLoaded()";
const NOBODY: &str = "!document.querySelector('.account[data-name]') && !document.querySelector('dialog[open]')";
const SIGNED_IN: &str =
    "document.querySelector('.account[data-name=an-viewer]') && !document.querySelector('dialog[open]')";

/// What the tiles in memory tell of a holder.
const HOLDERS: &str = "document.querySelector('map-view').map.querySourceFeatures('diaban', { sourceLayer: 'plots' })
    .filter(({ properties }) => properties.secret_note).length";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_at_the_map_and_out_again_on_a_screen_and_on_a_phone() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| signs_in_and_out(browser, &server.address, name).await).await?;
    }
    Ok(())
}

async fn signs_in_and_out(browser: &Browser, address: &str, screen: &str) -> Result<()> {
    browser.open(&format!("{address}/apps/planning")).await?;
    browser.until("the map", DRAWN).await?;
    ensure!(browser.run(&format!("return {HOLDERS}"), Vec::new()).await? == 0);
    browser.until("the tree of layers", "document.querySelector('map-layers')").await?;
    let quarantine = "document.querySelector('map-layers').innerHTML.includes('plots_quarantine')";
    ensure!(browser.run(&format!("return {quarantine}"), Vec::new()).await? == false);

    browser.run("document.querySelector('.account').focus()", Vec::new()).await?;
    browser.press(ENTER).await?;
    browser.until("the dialog", "document.querySelector('dialog[open] #sign-in-name')").await?;
    nothing_in_the_way(browser, screen).await?;
    browser.screenshot(&format!("sign-in-{screen}-dialog")).await?;
    browser.press(ESCAPE).await?;
    browser.until("the dialog has closed", NOBODY).await?;
    browser.press(ENTER).await?;
    browser.until("the dialog", "document.activeElement.id === 'sign-in-name'").await?;
    for keys in ["an-viewer", TAB, "a wrong password", ENTER] {
        browser.press(keys).await?;
    }
    browser.until("the reason", "document.querySelector('.sign-in-trouble').textContent.trim()").await?;
    let reason = browser.text(".sign-in-trouble").await?;
    ensure!(reason.starts_with("Sai tên hoặc mật khẩu"), "{reason}");
    browser.screenshot(&format!("sign-in-{screen}-wrong")).await?;
    nothing_in_the_way(browser, screen).await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.iter().all(|complaint| complaint.contains("401")), "{complaints:?}");

    browser.until("the password again", "document.activeElement.id === 'sign-in-password'").await?;
    for keys in [PASSWORD, ENTER] {
        browser.press(keys).await?;
    }
    browser.until("who is signed in", SIGNED_IN).await?;
    browser.until("the map as staff see it", &format!("{DRAWN} && {HOLDERS} > 0 && {quarantine}")).await?;
    browser.screenshot(&format!("sign-in-{screen}-staff")).await?;

    browser.click(".account").await?;
    browser.until("the dialog", "document.querySelector('dialog[open] h2')").await?;
    ensure!(browser.text("#sign-in-title").await? == "Đang đăng nhập: an-viewer");
    nothing_in_the_way(browser, screen).await?;
    browser.screenshot(&format!("sign-in-{screen}-account")).await?;
    browser.click(".sign-in .button").await?;
    browser.until("nobody is signed in", NOBODY).await?;
    browser.until("the map as all see it", &format!("{DRAWN} && {HOLDERS} === 0 && !{quarantine}")).await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console complains: {complaints:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_with_a_code_and_chooses_another_password() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let factor = ["user".as_ref(), "second-factor".as_ref(), store.as_os_str(), "an-viewer".as_ref()];
    let authenticator = Authenticator::of(diaban_succeeds(factor).lines().next().unwrap_or_default());
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        browser.run("document.querySelector('.account').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        browser.until("the dialog", "document.activeElement.id === 'sign-in-name'").await?;
        ensure!(browser.run("return document.querySelector('#sign-in-code')", Vec::new()).await?.is_null());
        for keys in ["an-viewer", TAB, PASSWORD, ENTER] {
            browser.press(keys).await?;
        }
        signs_in_with_a_code(browser, &authenticator).await?;
        changes_the_password(browser).await
    })
    .await
}

async fn signs_in_with_a_code(browser: &Browser, authenticator: &Authenticator) -> Result<()> {
    browser.until("the code", "document.activeElement.id === 'sign-in-code'").await?;
    let reason = browser.text(".sign-in-trouble").await?;
    ensure!(reason.starts_with("Mật khẩu đúng, nhưng tài khoản này còn cần mã xác thực"), "{reason}");
    nothing_in_the_way(browser, "360").await?;
    browser.screenshot("sign-in-360-code").await?;
    let step = Authenticator::now();
    for keys in [authenticator.code(step + 9).as_str(), ENTER] {
        browser.press(keys).await?;
    }
    let wrong = "document.querySelector('.sign-in-trouble').textContent.startsWith('Mã xác thực sai')";
    browser.until("the reason", &format!("{wrong} && document.activeElement.value === ''")).await?;
    for keys in [authenticator.code(step).as_str(), ENTER] {
        browser.press(keys).await?;
    }
    browser.until("who is signed in", SIGNED_IN).await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.iter().all(|complaint| complaint.contains("401")), "{complaints:?}");
    Ok(())
}

async fn changes_the_password(browser: &Browser) -> Result<()> {
    browser.click(".account").await?;
    browser.until("the dialog", "document.querySelector('dialog[open] .change-password')").await?;
    browser.click(".change-password").await?;
    browser.until("the passwords", "document.activeElement.id === 'sign-in-now'").await?;
    nothing_in_the_way(browser, "360").await?;
    browser.screenshot("sign-in-360-password").await?;
    for keys in [PASSWORD, TAB, "password1234", TAB, "password1234", ENTER] {
        browser.press(keys).await?;
    }
    let common = "document.querySelector('.sign-in-trouble').textContent.startsWith('Mật khẩu chỉ gồm')";
    browser.until("what the server says of it", common).await?;
    browser.run("document.querySelectorAll('dialog input').forEach((input) => (input.value = ''))", Vec::new()).await?;
    browser.run("document.querySelector('#sign-in-now').focus()", Vec::new()).await?;
    for keys in [PASSWORD, TAB, "một mật khẩu khác hẳn", TAB, "một mật khẩu khác hẳn", ENTER] {
        browser.press(keys).await?;
    }
    browser
        .until("that it is done", "document.querySelector('.sign-in-done')?.textContent.startsWith('Đã đổi')")
        .await?;
    nothing_in_the_way(browser, "360").await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.iter().all(|complaint| complaint.contains("422")), "{complaints:?}");
    Ok(())
}

/// What the device keeps of searches, and what stands in the box and under it.
const KEPT: &str = "localStorage.getItem('diaban-recent')";
const NOTHING_LEFT: &str =
    "!localStorage.getItem('diaban-recent') && document.querySelector('map-search input').value === ''
    && document.querySelector('.search-panel').hidden && !document.querySelector('[role=option]')";

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_looked_for_is_not_left_on_the_device() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    server.until("/v1/search?q=10.35,107.08", |answer| answer["results"][0].is_object()).await;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser
            .until("the map, and who is here", &format!("{DRAWN} && document.querySelector('sign-in').dataset.known"))
            .await?;
        looks_for(browser, "10.3505, 107.0805").await?;
        browser.until("it is kept for nobody in particular", &format!("{KEPT}?.includes('10')")).await?;

        browser.run("document.querySelector('.account').focus()", Vec::new()).await?;
        browser.press(ENTER).await?;
        browser.until("the dialog", "document.activeElement.id === 'sign-in-name'").await?;
        for keys in ["an-viewer", TAB, PASSWORD, ENTER] {
            browser.press(keys).await?;
        }
        browser.until("who is signed in", SIGNED_IN).await?;
        browser.until("nothing of the one before", NOTHING_LEFT).await?;
        browser.until("the map", DRAWN).await?;
        looks_for(browser, "10.3505, 107.0905").await?;
        ensure!(browser.run(&format!("return {KEPT}"), Vec::new()).await?.is_null(), "staff's searches are not kept");

        browser.run("document.querySelector('.account').click()", Vec::new()).await?;
        browser.until("the dialog", "document.querySelector('dialog[open] h2')").await?;
        browser.click(".sign-in .button").await?;
        browser.until("nobody is signed in", NOBODY).await?;
        browser.until("nothing of staff", NOTHING_LEFT).await?;
        browser.run("document.querySelector('map-search input').focus()", Vec::new()).await?;
        browser.until("nothing of staff", NOTHING_LEFT).await?;
        Ok(())
    })
    .await
}

/// Types a place, presses Enter and waits for its pin.
async fn looks_for(browser: &Browser, place: &str) -> Result<()> {
    browser.run("document.querySelector('map-search input').focus()", Vec::new()).await?;
    browser.press(place).await?;
    browser.press(ENTER).await?;
    let there =
        "document.querySelector('.maplibregl-marker') && document.querySelector('place-card').answer?.from === 'store'";
    browser.until("the place", there).await?;
    Ok(())
}

async fn nothing_in_the_way(browser: &Browser, screen: &str) -> Result<()> {
    browser.no_barriers(screen).await?;
    let small = browser.run(include_str!("small_targets.js"), Vec::new()).await?;
    ensure!(small == Value::Array(Vec::new()), "{screen}: targets under 44 pixels {small}");
    let sideways = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let sideways = browser.run(sideways, Vec::new()).await?;
    ensure!(sideways == 0, "{screen}: scrolls sideways by {sideways} pixels");
    Ok(())
}
