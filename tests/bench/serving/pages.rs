//! Row `pages`: what large pages cost others. Twenty clients ask for one after the other, and a good one notices how much; a hundred and
//! fifty ask for one and do not read it, and cost how much memory, and how much of it when they are gone.

use std::time::Duration;

use anyhow::{Context, Result};
use system_tests::crowd::{Crowd, Kind, good, percentile};
use system_tests::memory::memory_kb;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Town;
use crate::serving::crowd::{GOOD, PAUSE, REST, milliseconds};

/// Who asks for large pages, each from an address of its own.
const ASKING: u32 = 20;
/// Who does not read them, from as many addresses.
const SLOW: u32 = 150;
/// How long the good client is measured, alone and among them.
const TIME: Duration = Duration::from_secs(20);

/// The good client's p95 against alone; the server's memory while nobody reads, and afterwards.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::on_geopackage("pages")?;
    data::runtime()?.block_on(async {
        let (address, process) = (&town.server().address, town.server().id().to_string());
        let memory = || memory_kb(&process, "VmRSS").context("the server is gone");
        let from = |client: u32| format!("127.0.1.{}", 1 + client % ASKING);
        good(address, GOOD, PAUSE, REST).await?;
        let quiet = good(address, GOOD, PAUSE, TIME).await?;
        let before = memory()?;
        let crowd = Crowd::at(address)?.with(Kind::SlowReading, SLOW, from);
        tokio::time::sleep(REST).await;
        let during = memory()?;
        drop(crowd);
        tokio::time::sleep(REST).await;
        let after = memory()?;
        let crowd = Crowd::at(address)?.without_rest(Kind::LargePages, ASKING, from);
        let crowded = good(address, GOOD, PAUSE, TIME).await?;
        drop(crowd);
        let [alone, among] = [quiet, crowded].map(|took| milliseconds(percentile(took, 95)));
        Ok(figures([alone, among], [before, during, after]))
    })
}

/// From the good client's p95 alone and among the others, in ms, and the memory before slow readers, with them and after them, in kB.
fn figures([alone, among]: [f64; 2], [before, during, after]: [u64; 3]) -> Vec<Figure> {
    let ratio = among / alone;
    let (cost, left) = (during.saturating_sub(before), after.saturating_sub(before));
    vec![
        Figure::at_most(
            "pages/p95",
            format!(
                "p95 of a good client while {ASKING} others ask for pages of 10,000, against alone ({alone:.1} ms)"
            ),
            format!("{among:.1} ms, {ratio:.1}×"),
            ratio < 5.0,
            "< 5×",
        ),
        Figure::at_most(
            "pages/memory",
            format!("memory that {SLOW} clients who do not read such pages cost ({} MB before)", before >> 10),
            format!("{} MB", cost >> 10),
            cost <= 200 << 10,
            "≤ 200 MB",
        ),
        Figure::at_most(
            "pages/given-back",
            format!("of it still held {} s after they left", REST.as_secs()),
            format!("{} MB", left >> 10),
            left <= (cost / 4).max(16 << 10),
            "given back (≤ a quarter, or 16 MB)",
        ),
    ]
}
