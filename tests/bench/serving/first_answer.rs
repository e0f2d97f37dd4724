//! Row `first-answer`: somebody follows a link to the planning of a parcel on a slow telephone line, in a browser that has never been there,
//! until the answer stands as text.

use anyhow::{Context, Result};
use data_samples::SampleLayer;
use spatial_core::layer::Audience;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};
use system_tests::browser::{Browser, Screen, journey};

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Server;
use crate::serving::extract::city;

/// A page that fetches nothing.
const BLANK: &str = "data:text/html,<p>";
/// Each with a profile of its own, each of another parcel.
const VISITS: usize = 7;
/// What the issue allows.
const MOST_MS: f64 = 1500.0;

/// When the page was first painted, if its answer stood by then; counted from the start of the navigation.
const TOLD_MS: &str =
    "document.querySelector('p.lead') && performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
/// How many bytes came.
const KILOBYTES: &str = "return performance.getEntriesByType('navigation')[0].transferSize / 1000";

/// One figure: the time.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let path = city::store()?;
    data::runtime()?.block_on(async {
        let store = Store::open(&StoreAddress::Gpkg(path.clone()), false).await?;
        let world = World::open(&store, None).await?;
        let parcels = world.layer(&SampleLayer::Parcels.name(), Audience::ANONYMOUS).context("the city has parcels")?;
        let step = parcels.len() / VISITS;
        let ids: Vec<u64> = parcels.iter().step_by(step.max(1)).take(VISITS).map(|row| row.id()).collect();
        let server = Server::start(path.to_str().context("the folder's name is text")?, "first-answer")?;
        visit(&server, &ids).await
    })
}

async fn visit(server: &Server, ids: &[u64]) -> Result<Vec<Figure>> {
    let (mut took, mut weighed) = (Vec::new(), 0.0_f64);
    for id in ids {
        let seen = journey(Screen::PHONE, async |browser: &Browser| {
            browser.open(BLANK).await?;
            browser.is_on_fast_3g().await?;
            browser.open(&format!("{}/thua/{id}", server.address)).await?;
            let told = browser.until("the answer", TOLD_MS).await?;
            anyhow::Ok((told, browser.run(KILOBYTES, Vec::new()).await?))
        });
        let (told, kilobytes) = seen.await?;
        took.push(told.as_f64().context("milliseconds")?);
        weighed = weighed.max(kilobytes.as_f64().context("a number")?);
    }
    took.sort_by(f64::total_cmp);
    let (median, worst) = (took[took.len() / 2], took[took.len() - 1]);
    let what = format!(
        "`/thua/{{key}}` of {} parcels far apart, from an empty cache over \"Fast 3G\" (562.5 ms, 1.44 Mbit/s; no name is looked up, no TLS) until the first paint, in which the answer stands; {weighed:.0} kB at most, median {median:.0} ms",
        took.len()
    );
    Ok(vec![Figure::at_most("first-answer/text", what, format!("worst {worst:.0} ms"), worst <= MOST_MS, "≤ 1500 ms")])
}
