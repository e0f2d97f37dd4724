//! Row `sample`: the sample city with all its layers into a GeoPackage, by the program under test.

use anyhow::Result;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::process;

/// What the issue allows, in seconds, for a million parcels.
const MOST_S: f64 = 180.0;
/// Written district by district, so that memory does not grow with the city.
const MOST_MB: f64 = 500.0;

/// Two figures: wall time and peak memory.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let out = data::folder()?.join("run-sample.gpkg");
    let remove = || {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", out.display()));
        }
    };
    remove();
    let parcels = data::parcels().to_string();
    let cost = process::run(process::diaban()?.args(["sample", "--parcels", &parcels, "--out"]).arg(&out));
    remove();
    let cost = cost?;
    Ok(vec![
        Figure::at_most(
            "sample/wall",
            format!(
                "`diaban sample --parcels {parcels}`: all layers, buildings and networks included, into a GeoPackage"
            ),
            format!("{:.0} s wall, {:.0} s CPU", cost.wall_s, cost.cpu_s),
            cost.wall_s <= MOST_S,
            "≤ 180 s",
        ),
        Figure::at_most(
            "sample/memory",
            "peak resident memory of that".to_owned(),
            format!("{:.0} MB", cost.peak_mb),
            cost.peak_mb <= MOST_MB,
            "≤ 500 MB",
        ),
    ])
}
