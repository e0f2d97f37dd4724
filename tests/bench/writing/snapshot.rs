//! Row `snapshot`: a fresh process reads the imported parcels into memory, from the store and from the cached copy.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use spatial_core::layer::Audience;
use spatial_core::snapshot::World;
use spatial_core::store::{Store, StoreAddress};
use system_tests::memory::memory_kb;

use crate::rig::data;
use crate::rig::figures::Figure;

/// First argument of the process that is measured.
pub(crate) const CHILD: &str = "measure-snapshot";

/// What the child says.
#[derive(Debug, Clone, Copy)]
struct Read {
    features: f64,
    grown_bytes: f64,
    wall_s: f64,
}

/// Three figures: memory, time from the store, time from the cached copy.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let store = data::imported_store()?;
    let _ = std::fs::remove_file(World::cache_path(&store));
    let read = spawn("store", &store)?;
    spawn("write", &store)?;
    ensure!(World::cache_path(&store).exists(), "no cached copy was written");
    spawn("cached", &store)?;
    let cached = spawn("cached", &store)?;
    let most = if read.grown_bytes > cached.grown_bytes { read } else { cached };
    let bytes = most.grown_bytes / most.features;
    let what = format!("{} parcels of the import row", read.features);
    let each = |read: Read| read.grown_bytes / read.features;
    let memory = format!("{:.0} B a parcel from the store, {:.0} B from the cached copy", each(read), each(cached));
    Ok(vec![
        Figure::at_most("snapshot/memory", format!("growth of VmRSS, {what}"), memory, bytes <= 250.0, "≤ 250 B"),
        Figure::at_most(
            "snapshot/store",
            format!("into memory from the store, {what}"),
            format!("{:.2} s", read.wall_s),
            read.wall_s <= 6.0,
            "≤ 6 s",
        ),
        Figure::at_most(
            "snapshot/cached",
            format!("from the cached copy, page cache warm, {what}"),
            format!("{:.2} s", cached.wall_s),
            cached.wall_s <= 0.3,
            "≤ 0.3 s",
        ),
    ])
}

/// The measured process: reads the world and prints features, bytes grown and seconds.
pub(crate) fn child(arguments: &[String]) -> Result<()> {
    let [how, path] = arguments else { bail!("{CHILD} store|write|cached FILE") };
    let cache = World::cache_path(Path::new(path));
    data::runtime()?.block_on(async {
        let store = Store::open(&StoreAddress::Gpkg(path.into()), false).await?;
        store.layers().await?;
        let resident = || memory_kb("self", "VmRSS").context("/proc/self/status");
        let (before, start) = (resident()?, Instant::now());
        let world = match how.as_str() {
            "store" => World::read(&store).await?,
            _ => World::open(&store, Some(cache)).await?,
        };
        let wall_s = start.elapsed().as_secs_f64();
        let grown = resident()?.saturating_sub(before) * 1024;
        let features: usize = world.layers(Audience::STAFF).map(|layer| layer.len()).sum();
        println!("{features} {grown} {wall_s}");
        anyhow::Ok(())
    })
}

fn spawn(how: &str, store: &Path) -> Result<Read> {
    let output = Command::new(std::env::current_exe()?).args([CHILD, how]).arg(store).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout)?;
    eprintln!("  {how}: {}", said.trim());
    let mut numbers = said.split_whitespace().map(str::parse::<f64>);
    let mut next = || numbers.next().context("three numbers")?.context("three numbers");
    Ok(Read { features: next()?, grown_bytes: next()?, wall_s: next()? })
}
