//! Row `package`: an exchange package of 100,000 features looked at whole, by the program under test.

use anyhow::{Context, Result, ensure};
use data_samples::City;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::process;

/// Features of the package.
const FEATURES: usize = 100_000;
/// Parcels of the city whose plan it is: its subdivision plan has thousands of zones. The rest are heights of its base map.
const PARCELS: u32 = 1_000_000;
/// What the issue allows, in seconds.
const MOST_S: f64 = 20.0;

/// One figure: wall time.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let folder = data::folder()?.join("run-package");
    let _ = std::fs::remove_dir_all(&folder);
    let city = City::new(PARCELS.min(data::parcels()), data::SEED)?;
    let others: usize = counts(&data_samples::package(&city, Some(0))?);
    let files = data_samples::package(&city, Some(FEATURES - others.min(FEATURES)))?;
    let (features, zones) = (counts(&files), data_samples::package_plan(&city).zones.len());
    ensure!(features == FEATURES, "{features} features");
    let root = files.write(&folder).context("writing the package")?;
    let cost = process::run(process::diaban()?.args(["package", "check"]).arg(&root));
    let _ = std::fs::remove_dir_all(&folder);
    let cost = cost?;
    Ok(vec![Figure::at_most(
        "package/check",
        format!("`diaban package check`: {features} features, {zones} of them zones that cover the boundary"),
        format!("{:.1} s wall, {:.1} s CPU, {:.0} MB", cost.wall_s, cost.cpu_s, cost.peak_mb),
        cost.wall_s <= MOST_S,
        "≤ 20 s",
    )])
}

fn counts(files: &importers::package::PackageFiles) -> usize {
    files.databases.iter().flat_map(|(_, database)| &database.tables).map(|table| table.rows.len()).sum()
}
