//! Back closes what was opened over the map, and leaves the map where it is.

use anyhow::{Result, ensure};
use serde_json::Value;
use system_tests::browser::{Browser, Screen};

use crate::browser::map;

const TABLE: &str = "!!document.querySelector('layer-table')";
const TOOLS: &str = "document.querySelector('map-view').hasAttribute('data-tools-open')";

async fn value(browser: &Browser, expression: &str) -> Result<Value> {
    browser.run(&format!("return {expression}"), Vec::new()).await
}

async fn back(browser: &Browser) -> Result<()> {
    browser.run("history.back()", Vec::new()).await.map(drop)
}

async fn table(browser: &Browser) -> Result<()> {
    map::open_tab(browser, "tools").await?;
    browser.click("[data-deed=table]").await?;
    browser.until("the table", &format!("{TABLE} && document.querySelector('[data-row]')")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn back_closes_the_table_and_leaves_the_map_where_it_is() -> Result<()> {
    map::visit(300, Screen::OFFICE, async |browser, address| {
        map::among_parcels(browser, address).await?;
        table(browser).await?;
        browser.run("document.querySelector('map-view').map.jumpTo({ zoom: 17 })", Vec::new()).await?;
        browser.until("the map moved, and so did the link", "location.hash.includes('at=17.')").await?;
        back(browser).await?;
        let stays = format!("!{TABLE} && document.querySelector('map-view').map.getZoom() === 17");
        browser.until("the table is gone, and the map stays", &stays).await?;
        ensure!(value(browser, "location.hash.includes('at=17.')").await? == true, "and so does the link");

        table(browser).await?;
        let before = value(browser, "history.state.at").await?;
        browser.click("[data-deed=close-table]").await?;
        browser.until("closed by hand it leaves no entry", "!history.state?.over").await?;
        ensure!(value(browser, "history.state?.at ?? 0").await?.as_u64() < before.as_u64());
        map::no_trouble(browser).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn back_closes_the_list_of_tools_on_a_phone() -> Result<()> {
    map::visit(300, Screen::PHONE, async |browser, address| {
        map::among_parcels(browser, address).await?;
        map::open_tools(browser).await?;
        browser.until("the list", TOOLS).await?;
        back(browser).await?;
        browser.until("it is closed", &format!("!{TOOLS}")).await?;
        map::open_tools(browser).await?;
        browser.click(".map-tool-more").await?;
        browser.until("closed by hand it leaves no entry", &format!("!{TOOLS} && !history.state?.over")).await?;
        ensure!(value(browser, "location.hash.includes('v1/planning')").await? == true, "the page is where it was");
        Ok(())
    })
    .await
}
