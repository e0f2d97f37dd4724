//! Rows `import` and `import-shapefile`: GeoJSON lines, and a Shapefile, into a GeoPackage with all checks, against `ogr2ogr` without.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::process::{self, Cost};

/// Each side runs so often, in turns; the cheaper run counts.
const RUNS: usize = 2;
/// What the issue allows.
const MOST_MB: f64 = 300.0;

/// Two figures: the ratio of CPU seconds, and our peak memory.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let [ours, other] = side_by_side(&data::import_file()?)?;
    let what = what("GeoJSONSeq");
    let ratio = other.cpu_s / ours.cpu_s;
    Ok(vec![
        Figure::ratio("import/cpu", what, [side(ours), side(other)], ratio, 1.5, "≥ 1.5×"),
        Figure {
            theirs: format!("{:.0} MB", other.peak_mb),
            ..Figure::at_most(
                "import/memory",
                "peak resident memory of that import".to_owned(),
                format!("{:.0} MB", ours.peak_mb),
                ours.peak_mb <= MOST_MB,
                "≤ 300 MB",
            )
        },
    ])
}

/// The same parcels as a Shapefile: speed is why we have a reader of our own.
pub(crate) fn of_shapefile() -> Result<Vec<Figure>> {
    let [ours, other] = side_by_side(&data::import_shapefile()?)?;
    let ratio = other.cpu_s / ours.cpu_s;
    let sides = [side(ours), side(other)];
    Ok(vec![Figure::ratio("import-shapefile/cpu", what("Shapefile"), sides, ratio, 1.0, "≥ 1.0×")])
}

fn what(format: &str) -> String {
    let parcels = data::parcels();
    format!("{parcels} parcels, 10 vertices, 6 attributes, {format} → .gpkg, all checks, against `ogr2ogr -f GPKG`")
}

fn side(cost: Cost) -> String {
    format!("{:.1} s CPU, {:.1} s wall", cost.cpu_s, cost.wall_s)
}

/// What we need for a file, and what `ogr2ogr` does: the cheapest run of each.
fn side_by_side(file: &Path) -> Result<[Cost; 2]> {
    let (mine, theirs) = (data::folder()?.join("run-diaban.gpkg"), data::folder()?.join("run-ogr.gpkg"));
    let mut costs: [Vec<Cost>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        remove(&mine);
        remove(&theirs);
        costs[0].push(process::run(
            process::diaban()?
                .arg("import")
                .arg(file)
                .arg("--into")
                .arg(&mine)
                .args(["--layer", "parcels", "--kind", "parcel"]),
        )?);
        costs[1].push(process::run(
            Command::new("ogr2ogr").args(["-f", "GPKG"]).arg(&theirs).arg(file).args(["-nln", "parcels"]),
        )?);
        for store in [&mine, &theirs] {
            let loaded = count(store)?;
            ensure!(loaded == u64::from(data::parcels()), "{loaded} features in {}", store.display());
        }
    }
    remove(&theirs);
    remove(&mine);
    eprintln!("  diaban {:.1?}; ogr2ogr {:.1?}", costs[0], costs[1]);
    let [ours, other] = costs.map(|runs| runs.into_iter().min_by(|a, b| a.cpu_s.total_cmp(&b.cpu_s)));
    Ok([ours.context("we ran")?, other.context("ogr2ogr ran")?])
}

fn count(store: &Path) -> Result<u64> {
    let connection = rusqlite::Connection::open_with_flags(store, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(connection.query_row("SELECT count(*) FROM parcels", [], |row| row.get(0))?)
}

fn remove(store: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", store.display()));
    }
}
