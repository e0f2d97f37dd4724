//! The first map as a person meets it: a real server, a real browser, the sample city.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use data_samples::{City, SampleLayer};
use serde_json::Value;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server as Running, city};
use tempfile::TempDir;
use tileserver::config::Settings;
use tileserver::http::Server;

use crate::http::loading::Gate;

/// The map is drawn and nothing is on its way.
pub(crate) const DRAWN: &str = "document.querySelector('planning-app').dataset.drawn === 'true'
    && document.querySelector('map-view').map.areTilesLoaded()
    && !document.querySelector('map-view').map.isMoving()";

/// A parcel in view with its place in the window: id, number, sheet, x, y.
const PARCEL_IN_VIEW: &str = include_str!("parcel_in_view.js");

/// Serves a store from a folder of its own and takes the journey to it.
pub(crate) async fn visit(
    parcels: u32,
    screen: Screen,
    taken: impl AsyncFnOnce(&Browser, &str) -> Result<()>,
) -> Result<()> {
    visit_with(parcels, screen, |_| (), taken).await
}

/// The same with other settings than the usual ones.
pub(crate) async fn visit_with(
    parcels: u32,
    screen: Screen,
    set: impl FnOnce(&mut Settings),
    taken: impl AsyncFnOnce(&Browser, &str) -> Result<()>,
) -> Result<()> {
    let folder = TempDir::new()?;
    let server = served(&folder.path().join("city.gpkg"), parcels, set).await?;
    let address = format!("http://{}", server.address());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (loaded, has_loaded) = tokio::sync::oneshot::channel();
    let stopped = async {
        let _ = stopped.await;
    };
    let running = tokio::spawn(server.run(move |_| loaded.send(()).unwrap_or_default(), stopped));
    has_loaded.await?;
    let result = journey(screen, async |browser| taken(browser, &address).await).await;
    drop(stop);
    running.await??;
    result
}

async fn served(path: &Path, parcels: u32, set: impl FnOnce(&mut Settings)) -> Result<Server> {
    let store = Store::open(&StoreAddress::Gpkg(path.to_path_buf()), true).await?;
    if parcels > 0 {
        data_samples::write_layers(&store, &City::new(parcels, 1)?, &SampleLayer::LAND, |_| ()).await?;
    }
    let mut settings = Settings::read(None, std::iter::empty())?;
    settings.listen = "127.0.0.1:0".parse()?;
    set(&mut settings);
    Ok(tileserver::apps::bind(store, Some(World::cache_path(path)), settings).await?)
}

/// Opens the map close enough to see parcels, around the one nearest to the middle of the city.
pub(crate) async fn among_parcels(browser: &Browser, address: &str) -> Result<()> {
    browser.open(&format!("{address}/apps/planning")).await?;
    browser.until("the whole city", DRAWN).await?;
    let middle = browser.until("a parcel of the city", include_str!("nearest_parcel.js")).await?;
    let jump = "document.querySelector('map-view').map.jumpTo({ center: arguments[0], zoom: 18 })";
    browser.run(jump, vec![middle]).await?;
    browser.until("parcels", DRAWN).await?;
    browser.until("a parcel in view", PARCEL_IN_VIEW).await?;
    Ok(())
}

/// Opens a tab of the panel; what is in it may come late.
pub(crate) async fn open_tab(browser: &Browser, tab: &str) -> Result<()> {
    browser.click(&format!("#tab-{tab}")).await?;
    let here =
        format!("document.querySelector('#panel-{tab} > *') && !document.querySelector('#panel-{tab} [data-coming]')");
    browser.until("what is in the tab", &here).await?;
    Ok(())
}

/// On a small screen the tools are in a list behind one button; on a large one they are there.
pub(crate) async fn open_tools(browser: &Browser) -> Result<()> {
    browser.until("the map's tools", "document.querySelector('.map-tool-more')").await?;
    let open = "const more = document.querySelector('.map-tool-more');
        if (more.checkVisibility() && more.getAttribute('aria-expanded') === 'false') more.click()";
    browser.run(open, Vec::new()).await?;
    Ok(())
}

/// Clicks a parcel and returns it once its card shows what only the store knows exactly.
pub(crate) async fn click_a_parcel(browser: &Browser) -> Result<Value> {
    let parcel = browser.until("a parcel in view", PARCEL_IN_VIEW).await?;
    let place = |name: &str| parcel[name].as_i64().context("a parcel in view has a place");
    browser.click_at(place("x")?, place("y")?).await?;
    let card = format!("document.querySelector('article[data-layer=parcels][data-id=\"{}\"] dl')", parcel["id"]);
    browser.until("the parcel's card", &card).await?;
    Ok(parcel)
}

pub(crate) async fn no_trouble(browser: &Browser) -> Result<()> {
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console complains: {complaints:?}");
    let foreign = browser.foreign_requests().await?;
    ensure!(foreign.is_empty(), "asked another host: {foreign:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_a_parcel_shows_its_card() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        let parcel = click_a_parcel(browser).await?;
        let title = browser.text("article[data-layer=parcels] .feature-title").await?;
        ensure!(title == format!("Thửa {}, tờ {}", parcel["number"], parcel["sheet"]), "{title}");
        let id = browser.text("article[data-layer=parcels] dd[data-field=id]").await?.parse::<i64>()?;
        ensure!(parcel["id"].as_i64() == Some(id), "{id}");
        let item = format!("{address}/collections/parcels/items/{id}?f=json");
        let stored: Value = system_tests::program::web().build()?.get(item).send().await?.json().await?;
        let key = browser.text("article[data-layer=parcels] dd[data-field=ma_dinh_danh]").await?;
        ensure!(Some(key.as_str()) == stored["properties"]["ma_dinh_danh"].as_str(), "{key} is not {stored}");
        let below = browser.run("return document.querySelectorAll('.card article').length", Vec::new()).await?;
        ensure!(below.as_i64() >= Some(3), "parcel, zone and ward lie there, {below} are listed");
        let link = browser.run("return location.hash", Vec::new()).await?;
        ensure!(link.as_str().is_some_and(|link| link.contains(&format!("s=parcels/{id}"))), "{link}");
        browser.screenshot("map-1366-parcel").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wards_name_is_drawn_in_our_own_face() -> Result<()> {
    visit(1000, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        let label = "document.querySelector('map-view').map.queryRenderedFeatures({ layers: ['wards-label'] })
            .find(({ properties }) => /[ạảãâậầêệềôộồơợờưựừ]/.test(properties.ten))";
        browser.until("the whole city", DRAWN).await?;
        browser.until("the name of a ward with marks on its letters", &format!("{label} !== undefined")).await?;
        browser.screenshot("map-1366-ward").await?;
        for (name, face) in [("Regular", 400), ("SemiBold", 600)] {
            compare_letters(browser, name, face).await?;
        }
        no_trouble(browser).await
    })
    .await
}

/// Every Vietnamese letter as MapLibre draws it looks like our face, and more so than like the fallback.
async fn compare_letters(browser: &Browser, name: &str, weight: u16) -> Result<()> {
    let fonts = [format!("{weight} 56px 'Be Vietnam Pro'"), format!("{weight} 56px sans-serif")];
    let arguments =
        vec![LETTERS.into(), format!("Be Vietnam Pro {name}").into(), fonts[0].clone().into(), fonts[1].clone().into()];
    let script = include_str!("letters.js");
    let found = browser.run_async(script, arguments).await?;
    let found = found.as_array().context("the letters were drawn")?;
    ensure!(found.len() == LETTERS.chars().count(), "{} letters drawn", found.len());
    let mut told_apart = 0;
    for letter in found {
        let likeness = |to: &str| letter[to].as_f64().with_context(|| format!("{letter} lacks {to}"));
        ensure!(likeness("own")? > 0.9, "{name}: not as our face draws it: {letter}");
        // A letter such as i looks the same in every face.
        if likeness("alike")? < TOLD_APART {
            told_apart += 1;
            ensure!(likeness("own")? > likeness("other")?, "{name}: in the fallback's face: {letter}");
        }
    }
    ensure!(told_apart > 100, "{name}: our face and the fallback differ in {told_apart} letters only");
    Ok(())
}

/// Two faces whose letter is less alike than this can be told apart.
const TOLD_APART: f64 = 0.95;

/// The letters of the Vietnamese alphabet with all tones, small and capital.
const LETTERS: &str = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ\
    AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴĐ";

#[tokio::test(flavor = "multi_thread")]
async fn the_map_has_no_barriers_on_a_screen_and_on_a_phone() -> Result<()> {
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        visit(300, screen, async |browser, address| {
            among_parcels(browser, address).await?;
            browser.screenshot(&format!("map-{name}-start")).await?;
            let without_card = browser.barriers().await?;
            click_a_parcel(browser).await?;
            browser.screenshot(&format!("map-{name}-card")).await?;
            let with_card = browser.barriers().await?;
            ensure!(without_card.is_empty() && with_card.is_empty(), "{name}: {without_card:?} {with_card:?}");
            let small = browser.run(include_str!("small_targets.js"), Vec::new()).await?;
            ensure!(small == Value::Array(Vec::new()), "{name}: targets under 44 pixels {small}");
            let sideways = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let sideways = browser.run(sideways, Vec::new()).await?;
            ensure!(sideways.as_i64() == Some(0), "{name}: scrolls sideways by {sideways} pixels");
            let panel = "const panel = document.querySelector('.sheet-content');
                return panel.scrollWidth - panel.clientWidth";
            let panel = browser.run(panel, Vec::new()).await?;
            ensure!(panel.as_i64() == Some(0), "{name}: the panel scrolls sideways by {panel} pixels");
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_restores_the_view_and_the_keyboard_alone_selects() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        among_parcels(browser, address).await?;
        let parcel = browser.until("a parcel in view", PARCEL_IN_VIEW).await?;
        let at = format!("at=18/{}/{}", parcel["lat"], parcel["lon"]);
        let later = "from=a-later-version";
        browser.open("about:blank").await?;
        browser
            .open(&format!("{address}/apps/planning#v1/map?{at}&l=zones:0&s=parcels/{}&lang=en&{later}", parcel["id"]))
            .await?;
        browser.until("the map of the link", DRAWN).await?;
        browser.until("the card of the link", "document.querySelector('.card dd[data-field=ma_dinh_danh]')").await?;
        ensure!(browser.text("#tab-layers").await? == "Layers");
        browser.until("the tree of layers", "document.querySelector('input[data-layer=zones]')").await?;
        let shown = "return document.querySelector('input[data-layer=zones]').checked";
        ensure!(browser.run(shown, Vec::new()).await? == Value::Bool(false), "the plan's zones are switched off");
        let link = browser.run("return location.hash", Vec::new()).await?;
        ensure!(link.as_str().is_some_and(|link| link.contains(later)), "a part we do not know is kept: {link}");

        // Escape closes the card and gives the focus back to the map; Enter selects at the crosshair.
        browser.press("\u{e00c}").await?;
        browser.until("the card closed", "!document.querySelector('.card')").await?;
        browser.press("\u{e007}").await?;
        let card = format!("document.querySelector('article[data-id=\"{}\"]')", parcel["id"]);
        browser.until("the parcel at the crosshair", &card).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_store_says_what_to_do_next() -> Result<()> {
    visit(0, Screen::PHONE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the note", "document.querySelector('.note-empty .note-command')").await?;
        ensure!(browser.text(".note-empty").await?.contains("diaban import"));
        browser.screenshot("map-360-empty").await?;
        browser.no_barriers("the map").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_layers_of_an_empty_store_appear_on_the_open_page() -> Result<()> {
    let folder = TempDir::new()?;
    let path = folder.path().join("city.gpkg");
    let store = Store::open(&StoreAddress::Gpkg(path.clone()), true).await?;
    let server = Running::start(&path);
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the note", "document.querySelector('.note-empty .note-command')").await?;
        data_samples::write_layers(&store, &City::new(300, 1)?, &SampleLayer::LAND, |_| ()).await?;
        browser.until("the city by itself", DRAWN).await?;
        ensure!(browser.run("return document.querySelectorAll('.note-empty').length", Vec::new()).await? == 0);
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_opened_while_the_server_loads_draws_the_map_by_itself() -> Result<()> {
    let (_folder, store) = city();
    let gate = Gate::before(&store);
    let server = Running::start_loading(&store, &[]);
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("what is going on", "document.querySelector('.note-error')").await?;
        let note = browser.text(".note-error").await?;
        ensure!(note.contains("Máy chủ đang nạp dữ liệu"), "{note}");
        gate.open();
        server.loaded();
        browser.until("the city by itself", DRAWN).await?;
        ensure!(browser.run("return document.querySelectorAll('.note-error').length", Vec::new()).await? == 0);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_viewer_speaks_the_first_of_our_languages_the_browser_asks_for() -> Result<()> {
    visit(300, Screen::OFFICE, async |browser, address| {
        for (wishes, path, spoken) in [
            ("fr-FR,en-GB,vi", "/apps/planning", "en"),
            ("fr-FR", "/apps/planning", "vi"),
            ("en-GB", "/apps/planning?lang=vi", "vi"),
        ] {
            browser.prefers(wishes).await?;
            browser.open(&format!("{address}{path}")).await?;
            browser.until("the whole city", DRAWN).await?;
            let language = browser.run("return document.documentElement.lang", Vec::new()).await?;
            ensure!(language == spoken, "{wishes} {path}: {language}");
        }
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wards_name_stands_once_on_the_map() -> Result<()> {
    visit(5000, Screen::OFFICE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        let closer = "const { map } = document.querySelector('map-view');
            map.jumpTo({ center: map.getCenter(), zoom: 16 })";
        browser.run(closer, Vec::new()).await?;
        browser.until("the middle of the city", DRAWN).await?;
        let names = "document.querySelector('map-view').map.queryRenderedFeatures({ layers: ['wards-label'] })
            .map(({ properties }) => properties.ten)";
        let names = browser.until("names of wards", &format!("{names}.length > 0 && {names}")).await?;
        let mut names: Vec<String> = serde_json::from_value(names)?;
        let all = names.len();
        names.sort();
        names.dedup();
        ensure!(names.len() == all, "{all} labels of {names:?}");
        browser.screenshot("map-1366-wards").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_the_whole_city_lies_above_the_sheet() -> Result<()> {
    visit(1000, Screen::PHONE, async |browser, address| {
        browser.open(&format!("{address}/apps/planning")).await?;
        browser.until("the whole city", DRAWN).await?;
        browser.screenshot("map-360-city").await?;
        let outside = "const { map } = document.querySelector('map-view');
            const free = map.getContainer().clientHeight - document.querySelector('bottom-sheet').covered;
            const [west, south, east, north] = document.querySelector('planning-app').published.box;
            return [[west, south], [east, north]].map((corner) => map.project(corner))
                .filter(({ x, y }) => x < 0 || x > map.getContainer().clientWidth || y < 0 || y > free)";
        let outside = browser.run(outside, Vec::new()).await?;
        ensure!(outside == Value::Array(Vec::new()), "corners of the city out of sight: {outside}");
        no_trouble(browser).await
    })
    .await
}
