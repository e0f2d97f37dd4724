//! Searching as people do: without tone marks, by keyboard, again from what was chosen before, and by a link.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen, journey};
use system_tests::program::{Server, city};

use crate::browser::map::{DRAWN, no_trouble, visit_with};

const DOWN: &str = "\u{E015}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

const OPTIONS: &str = "document.querySelectorAll('#search-list [role=option]').length";
const FOCUS_RING: &str = include_str!("focus_ring.js");

/// A parcel of the city with what people know of it.
async fn parcel(server: &Server) -> Result<(Value, String)> {
    let page = server.json("/collections/parcels/items?limit=1&f=json").await;
    let parcel = page["features"][0].clone();
    let said = |field: &str| {
        let value = &parcel["properties"][field];
        value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))
    };
    let (sheet, number) = (said("so_to").context("a sheet")?, said("so_thua").context("a number")?);
    // The index is made when the data is in memory.
    let identifier = said("ma_dinh_danh").context("an identifier")?;
    server.until(&format!("/v1/search?q={identifier}"), |answer| answer["results"][0].is_object()).await;
    Ok((parcel.clone(), format!("to {sheet} thua {number}")))
}

/// The card of the parcel that was searched for, and the map there.
async fn arrived(browser: &Browser, parcel: &Value) -> Result<()> {
    let card = format!("document.querySelector('article[data-layer=parcels][data-id=\"{}\"] dl')", parcel["id"]);
    browser.until("the parcel's card", &card).await?;
    browser.until("the map there", DRAWN).await?;
    let ring = &parcel["geometry"]["coordinates"];
    let corner = if parcel["geometry"]["type"] == "MultiPolygon" { &ring[0][0][0] } else { &ring[0][0] };
    let inside = format!("document.querySelector('map-view').map.getBounds().contains({corner})");
    browser.until("the parcel in view", &inside).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_finds_a_parcel_and_finds_it_again() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (parcel, words) = parcel(&server).await?;
    for (screen, name) in [(Screen::OFFICE, "1366"), (Screen::PHONE, "360")] {
        journey(screen, async |browser| {
            browser.open(&format!("{}/apps/planning", server.address)).await?;
            browser.until("the whole city", DRAWN).await?;
            browser.run("document.querySelector('map-view').focus()", Vec::new()).await?;
            browser.press("/").await?;
            browser.until("the search box", "document.activeElement.matches('[role=combobox]')").await?;
            browser.press(&words).await?;
            browser.until("suggestions", &format!("{OPTIONS} > 0")).await?;
            browser
                .until("how it was read", "document.querySelector('#search-note').textContent.includes('Đọc là')")
                .await?;
            browser.press(DOWN).await?;
            let marked = "document.querySelector('[role=option][aria-selected=true]')?.id ===
                document.activeElement.getAttribute('aria-activedescendant')";
            browser.until("the first is marked", marked).await?;
            browser.until("one sees where it is", FOCUS_RING).await?;
            browser.screenshot(&format!("search-{name}")).await?;
            browser.no_barriers(name).await?;
            browser.press(ENTER).await?;
            arrived(browser, &parcel).await?;
            browser.screenshot(&format!("search-{name}-found")).await?;
            browser.press(ESCAPE).await?;
            browser.until("the card closed", "!document.querySelector('.card')").await?;

            browser.run("document.querySelector('map-search .icon-button').click()", Vec::new()).await?;
            browser.until("what was chosen before", &format!("{OPTIONS} === 1")).await?;
            browser.press(DOWN).await?;
            browser.press(ENTER).await?;
            arrived(browser, &parcel).await?;
            no_trouble(browser).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_at_the_portal_leads_to_the_parcel_on_the_map() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (parcel, words) = parcel(&server).await?;
    journey(Screen::PHONE, async |browser| {
        browser.open(&format!("{}/?lang=en", server.address)).await?;
        browser.until("the search box", "document.querySelector('map-search [role=combobox]')").await?;
        browser.click("map-search [role=combobox]").await?;
        browser.press(&words).await?;
        browser.until("suggestions", &format!("{OPTIONS} > 0")).await?;
        browser.screenshot("portal-360-search").await?;
        browser.no_barriers("portal-360-search").await?;
        browser.press(ENTER).await?;
        browser.until("the viewer", &format!("document.querySelector('planning-app') && {DRAWN}")).await?;
        arrived(browser, &parcel).await?;
        ensure!(browser.run("return document.documentElement.lang", Vec::new()).await? == "en");
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_with_a_question_asks_it_and_nothing_found_says_what_to_try() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (parcel, _) = parcel(&server).await?;
    let identifier = parcel["properties"]["ma_dinh_danh"].as_str().context("an identifier")?.to_owned();
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning?q={identifier}", server.address)).await?;
        browser.until("the map", DRAWN).await?;
        arrived(browser, &parcel).await?;
        browser.open(&format!("{}/apps/planning?q=zzzzqqqq", server.address)).await?;
        let none = "document.querySelector('#search-note').textContent.includes('Không tìm thấy')";
        browser.until("the note", none).await?;
        browser.screenshot("search-1366-nothing").await?;
        browser.no_barriers("search-1366-nothing").await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_a_parcels_key_leads_there_or_says_that_nothing_was_found() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (parcel, _) = parcel(&server).await?;
    let identifier = parcel["properties"]["ma_dinh_danh"].as_str().context("an identifier")?.to_owned();
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning#v1/planning?p={identifier}", server.address)).await?;
        arrived(browser, &parcel).await?;
        browser.open("about:blank").await?;
        browser.open(&format!("{}/apps/planning#v1/planning?p=26506-9999-99999", server.address)).await?;
        let none = "document.querySelector('#search-note').textContent.includes('Không tìm thấy')
            && document.querySelector('#search-note').offsetHeight > 0";
        browser.until("the note", none).await?;
        let kept = browser.run("return document.querySelector('map-search [role=combobox]').value", Vec::new()).await?;
        ensure!(kept == "26506-9999-99999", "{kept}");
        browser.screenshot("search-1366-key-of-nothing").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_during_a_flight_opens_the_card_of_its_own_place() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (parcel, _) = parcel(&server).await?;
    let corner = &parcel["geometry"]["coordinates"];
    let corner = if parcel["geometry"]["type"] == "MultiPolygon" { &corner[0][0][0] } else { &corner[0][0] };
    let (lon, lat) = corner[0].as_f64().zip(corner[1].as_f64()).context("a corner")?;
    journey(Screen::OFFICE, async |browser| {
        browser.open(&format!("{}/apps/planning", server.address)).await?;
        browser.until("the whole city", DRAWN).await?;
        // The second is asked for as soon as the first flight has begun.
        let both = "const [far, near, done] = arguments;
            const [search, { map }] = [document.querySelector('map-search'), document.querySelector('map-view')];
            map.once('movestart', () => search.run(near).then(() => done(map.isMoving())));
            search.run(far)";
        let [far, near] = [[lat + 0.3, lon + 0.3], [lat, lon]].map(|[lat, lon]| format!("{lat:.6}, {lon:.6}"));
        let is_flying = browser.run_async(both, vec![far.into(), near.into()]).await?;
        ensure!(is_flying == true, "the second search falls into the first flight");
        browser.until("a card", "document.querySelector('place-card').answer?.from === 'store'").await?;
        browser.until("the map at rest", DRAWN).await?;
        let off = format!(
            "const {{ at }} = document.querySelector('place-card').answer;
            const {{ lng, lat }} = document.querySelector('map-view').map.getCenter();
            return [at[0] - {lon:.6}, at[1] - {lat:.6}, lng - {lon:.6}, lat - {lat:.6}]"
        );
        let off: [f64; 4] = serde_json::from_value(browser.run(&off, Vec::new()).await?)?;
        ensure!(off.iter().all(|degrees| degrees.abs() < 1e-5), "the card and the map are off by {off:?} degrees");
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_of_another_commune_is_marked_and_never_taken_by_itself() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    let (parcel, words) = parcel(&server).await?;
    // A ward of the place that is in no city so small.
    let words = format!("{words} Tam Long");
    let wards = server.json("/collections/wards/items?f=json").await.to_string();
    ensure!(!wards.contains("Tam Long"), "{wards}");
    journey(Screen::PHONE, async |browser| {
        let marked = "document.querySelectorAll('[role=option] .search-elsewhere').length === 1
            && document.querySelectorAll('[role=option]').length === 1
            && document.querySelector('#search-note').textContent.includes('Không có thửa này ở nơi đã nêu')";
        let still = "return document.querySelector('map-search input').value + location.hash";
        browser.open(&format!("{}/apps/planning?q={}", server.address, words.replace(' ', "+"))).await?;
        browser.until("the map", DRAWN).await?;
        browser.until("the one parcel, marked", marked).await?;
        browser.screenshot("search-360-elsewhere").await?;
        browser.no_barriers("search-360-elsewhere").await?;
        browser.press(ENTER).await?;
        browser
            .until(
                "it is still only offered",
                &format!("document.querySelector('map-search').state === 'answered' && {marked}"),
            )
            .await?;
        let still = browser.run(still, Vec::new()).await?.to_string();
        ensure!(still.contains("Tam Long") && !still.contains("s=parcels"), "{still}");
        browser.press(DOWN).await?;
        browser.press(ENTER).await?;
        arrived(browser, &parcel).await?;
        no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn layers_that_were_not_searched_are_named_by_their_titles() -> Result<()> {
    visit_with(
        300,
        Screen::OFFICE,
        |settings| settings.search_mb = 0,
        async |browser, address| {
            browser.open(&format!("{address}/apps/planning?q=to+1+thua+1")).await?;
            browser.until("the map", DRAWN).await?;
            let said = "document.querySelector('.search-left-out').offsetHeight > 0
            && document.querySelector('.search-left-out').textContent";
            let said = browser.until("where nothing was looked for", said).await?;
            let titles = "return document.querySelector('planning-app').published.layers
            .filter(({ name }) => name === 'parcels').map(({ title }) => title)[0]";
            let title = browser.run(titles, Vec::new()).await?;
            let (said, title) = said.as_str().zip(title.as_str()).context("words")?;
            ensure!(
                said.contains("Các lớp chưa được tìm kiếm") && said.contains(title) && title != "parcels",
                "{title}: {said}"
            );
            browser.screenshot("search-1366-left-out").await?;
            browser.no_barriers("search-1366-left-out").await?;
            no_trouble(browser).await
        },
    )
    .await
}
