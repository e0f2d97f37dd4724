//! Row `crowd`: a thousand bad clients of eight kinds for a minute, and what a good one notices of them.

use std::time::Duration;

use anyhow::{Context, Result};
use system_tests::crowd::{Crowd, KINDS, good, percentile};
use system_tests::memory::memory_kb;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Town;

/// Bad clients of each of the eight kinds.
const EACH: u32 = 125;
/// How long the good one is measured alone, and in the crowd.
const QUIET: Duration = Duration::from_secs(15);
const CROWD: Duration = Duration::from_secs(60);
/// After it, memory is given back.
pub(super) const REST: Duration = Duration::from_secs(10);
/// The good client asks so often; each kind of bad ones has an address of its own, and so has it.
pub(super) const PAUSE: Duration = Duration::from_millis(50);
pub(super) const GOOD: &str = "127.0.0.3";

/// The good client's p99 in the crowd against alone, and the server's memory afterwards: how much, and whether it still grew.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let town = Town::on_geopackage("crowd")?;
    data::runtime()?.block_on(async {
        let (address, process) = (&town.server().address, town.server().id().to_string());
        let memory = || memory_kb(&process, "VmRSS").context("the server is gone");
        good(address, GOOD, PAUSE, REST).await?;
        let quiet = good(address, GOOD, PAUSE, QUIET).await?;
        let before = memory()?;
        let crowd = Crowd::at(address)?.with_all_kinds(EACH);
        let mut crowded = good(address, GOOD, PAUSE, CROWD / 4).await?;
        let early = memory()?;
        crowded.extend(good(address, GOOD, PAUSE, CROWD - CROWD / 4).await?);
        let during = memory()?;
        drop(crowd);
        tokio::time::sleep(REST).await;
        let after = memory()?;
        let [alone, among] = [quiet, crowded].map(|took| milliseconds(percentile(took, 99)));
        Ok(figures([alone, among], [before, early, during, after]))
    })
}

/// From the good client's p99 alone and in the crowd, in ms, and the memory before, early in the crowd, at its end and after it, in kB.
fn figures([alone, among]: [f64; 2], [before, early, during, after]: [u64; 4]) -> Vec<Figure> {
    let ratio = among / alone;
    let grown = after as f64 / early as f64;
    vec![
        Figure::at_most(
            "crowd/p99",
            format!(
                "p99 of a good client among {} bad ones, against alone ({alone:.1} ms)",
                EACH as usize * KINDS.len()
            ),
            format!("{among:.1} ms, {ratio:.1}×"),
            ratio <= 5.0,
            "≤ 5×",
        ),
        Figure::at_most(
            "crowd/memory",
            format!("server's memory after the crowd, against before ({} MB; {} MB in it)", before >> 10, during >> 10),
            format!("{} MB", after >> 10),
            after <= before + (200 << 10),
            "≤ 200 MB more",
        ),
        Figure::at_most(
            "crowd/flat",
            format!("the same, by that after a quarter of the crowd's time ({} MB)", early >> 10),
            format!("{grown:.2} times"),
            grown <= 1.1,
            "flat (≤ 1.1 times)",
        ),
    ]
}

pub(super) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
