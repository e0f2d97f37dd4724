//! Faults that people met at the maps: Back that led nowhere, Enter that guessed, corner tables that crossed themselves, a choice lost by
//! signing in, a page that stayed broken, no answer without WebGL, a crosshair for everybody.

use anyhow::{Result, ensure};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city, token};

use super::lookups::number;
use crate::browser::map::DRAWN;
use crate::http::sign_in::{PASSWORD, plots};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

/// A point on a parcel, as JSON.
async fn place_of(server: &Server, id: u64) -> String {
    let parcel = server.json(&format!("/collections/parcels/items/{id}?f=json")).await;
    let identifier = parcel["properties"]["ma_dinh_danh"].as_str().expect("an identifier").to_owned();
    let path = format!("/v1/search?q={identifier}");
    server.until(&path, |answer| answer["results"][0].is_object()).await;
    server.json(&path).await["results"][0]["at"].to_string()
}

async fn pick(browser: &Browser, place: &str) -> Result<()> {
    browser.run(&format!("document.querySelector('map-view').pickAt({place})"), Vec::new()).await.map(drop)
}

async fn back(browser: &Browser) -> Result<()> {
    browser.run("history.back()", Vec::new()).await.map(drop)
}

/// The card and the link say that this parcel is looked at.
fn looked_at(id: u64) -> String {
    format!(
        "document.querySelector('article[data-layer=parcels][data-id=\"{id}\"] dl') && /s=parcels\\/{id}(&|$)/.test(location.hash)"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn back_leads_to_what_was_looked_at_before() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let [first, second] = [place_of(&server, 1).await, place_of(&server, 2).await];
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        pick(browser, &first).await?;
        browser.until("the first parcel", &looked_at(1)).await?;
        pick(browser, &second).await?;
        browser.until("the second parcel", &looked_at(2)).await?;
        back(browser).await?;
        browser.until("the first parcel again", &looked_at(1)).await?;
        back(browser).await?;
        browser.until("nothing is chosen", "!document.querySelector('.card') && !location.hash.includes('s=')").await?;
        browser.run("history.forward()", Vec::new()).await?;
        browser.until("and forward", &looked_at(1)).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn back_lowers_a_sheet_before_it_leaves_what_is_looked_at() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let place = place_of(&server, 1).await;
    let stop = |stop: &str| format!("document.querySelector('bottom-sheet').dataset.stop === '{stop}'");
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        pick(browser, &place).await?;
        browser.until("the parcel", &looked_at(1)).await?;
        browser.run("document.querySelector('.sheet-handle').click()", Vec::new()).await?;
        browser.until("the sheet is raised", &stop("full")).await?;
        back(browser).await?;
        browser.until("it is lowered, and the parcel stays", &format!("{} && {}", stop("half"), looked_at(1))).await?;
        back(browser).await?;
        browser.until("the parcel is left", "!document.querySelector('.card')").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_chooses_nothing_among_equals_and_says_how_many_there_are() -> Result<()> {
    let (_folder, store) = city();
    let editor = token(&store, "binh", "editor");
    let server = Server::start(&store);
    for id in [7, 8] {
        number(&server, &editor, id, (77001, 88002)).await;
    }
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        browser.run("document.querySelector('map-search').focus()", Vec::new()).await?;
        for keys in ["tờ 77001 thửa 88002", ENTER] {
            browser.press(keys).await?;
        }
        let told = "document.querySelector('#search-note').textContent.includes('2 kết quả phù hợp như nhau')";
        browser.until("how many", told).await?;
        browser.until("the list waits", "document.querySelectorAll('#search-list [role=option]').length === 2").await?;
        ensure!(browser.run("return location.hash.includes('s=')", Vec::new()).await? == false, "nothing is chosen");
        browser.no_barriers("equals").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_corners_that_ends_where_it_begins_has_an_area() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        let table = "1144200 426900\n1144200 426920\n1144230 426920\n1144230 426900\n1144200 426900";
        browser.run("document.querySelector('map-search').run(arguments[0])", vec![table.into()]).await?;
        browser.until("four corners", "document.querySelectorAll('.measure-edges li').length === 4").await?;
        let total = browser.text(".measure-total").await?;
        ensure!(total.starts_with("600,0 m²"), "{total}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_chosen_stays_chosen_when_somebody_signs_in_and_out() -> Result<()> {
    let (_folder, store) = plots();
    let server = Server::start(&store);
    let chosen =
        "document.querySelector('article[data-layer=plots][data-id=\"1\"] dl') && location.hash.includes('s=plots/1')";
    let drawn = "document.querySelector('planning-app').dataset.drawn === 'true'";
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        pick(browser, "[107.0805, 10.3505]").await?;
        browser.until("the plot", chosen).await?;
        browser.click(".account").await?;
        browser.until("the dialog", "document.activeElement.id === 'sign-in-name'").await?;
        for keys in ["an-viewer", TAB, PASSWORD, ENTER] {
            browser.press(keys).await?;
        }
        browser.until("who is here", "document.querySelector('.account[data-name=an-viewer]')").await?;
        let told = "document.querySelector('article[data-id=\"1\"] [data-field=secret_note]')";
        browser.until("the same plot, with what staff see", &format!("{drawn} && {chosen} && {told}")).await?;
        browser.click(".account").await?;
        browser.until("the dialog", "document.querySelector('dialog[open] h2')").await?;
        browser.click(".sign-in .button").await?;
        browser.until("nobody is here", "!document.querySelector('.account[data-name]')").await?;
        browser.until("the same plot, as all see it", &format!("{drawn} && {chosen} && !{told}")).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_did_not_reach_the_server_loads_by_itself_once_it_does() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/apps/public", server.address)).await?;
        browser.until("the map", "document.querySelector('public-app')?.dataset.drawn === 'true'").await?;
        let cut = "window.whole = window.fetch; window.fetch = () => Promise.reject(new TypeError('cut'));
            document.querySelector('status-note').dispatchEvent(new CustomEvent('retry', { bubbles: true }))";
        browser.run(cut, Vec::new()).await?;
        browser
            .until("that it is away", "document.querySelector('.note-error')?.textContent.includes('tự tải lại')")
            .await?;
        let said = browser.text(".note-error").await?;
        ensure!(!said.contains("máy chủ còn chạy"), "a citizen is asked to look after the server: {said}");
        browser.run("window.fetch = window.whole", Vec::new()).await?;
        browser.until("the map again", "document.querySelector('.note-ready')").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webgl_a_parcel_that_is_found_leads_to_its_answer() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let parcel = server.json("/collections/parcels/items/1?f=json").await;
    let identifier = parcel["properties"]["ma_dinh_danh"].as_str().expect("an identifier").to_owned();
    place_of(&server, 1).await;
    journey(Screen::OFFICE, async |browser| {
        browser.draws_no_maps().await?;
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("that there is no map", "document.querySelector('.note-undrawable [data-deed=text]')").await?;
        browser.run("document.querySelector('map-search').run(arguments[0])", vec![identifier.clone().into()]).await?;
        browser
            .until("what is planned there", "document.querySelector('[data-deed=page]')?.href.includes('/thua/')")
            .await?;
        browser.no_barriers("no map").await?;
        // A link does the same.
        browser.open("about:blank").await?;
        browser.open(&format!("{}/apps/planning#v1/planning?s=parcels/1", server.address)).await?;
        browser
            .until("the parcel of the link", "document.querySelector('[data-deed=page]')?.href.includes('/thua/')")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_moves_the_map_by_keys_sees_the_crosshair() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let seen = "getComputedStyle(document.querySelector('.map-crosshair')).display !== 'none'";
    for screen in [Screen::OFFICE, Screen::PHONE] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/planning", server.address)).await?;
            browser.until("the map", DRAWN).await?;
            ensure!(browser.run(&format!("return {seen}"), Vec::new()).await? == false, "before anything");
            browser.click_at(300, 200).await?;
            ensure!(browser.run(&format!("return {seen}"), Vec::new()).await? == false, "after a click");
            browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
            browser.press("\u{E014}").await?;
            browser.until("the crosshair", seen).await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}
