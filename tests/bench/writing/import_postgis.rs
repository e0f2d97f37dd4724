//! Row `import_postgis`: GeoJSON lines into PostGIS with all checks, against `ogr2ogr` by COPY without. Judged by wall time, for the
//! database works at the same time; both sides make a primary key and a GiST index, each run in a new database of one cluster. Then
//! a server starts on what was imported, without a cached copy.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use system_tests::cluster::{Cluster, Database};

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::process::{self, Cost};
use crate::rig::server::{DURABLE, Server};

/// Each side runs so often, in turns; the quicker run counts.
const RUNS: usize = 2;
/// Room for a million parcels without a checkpoint in between, for both sides.
const SETTINGS: [&str; 5] =
    [DURABLE, "shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=1h", "autovacuum=off"];

/// One figure: the ratio of wall seconds.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let file = data::import_file()?;
    let cluster = Cluster::start(&SETTINGS);
    let mut costs: [Vec<Cost>; 2] = [Vec::new(), Vec::new()];
    let mut start_s = f64::INFINITY;
    for _ in 0..RUNS {
        let (mine, theirs) = (cluster.database(), cluster.database());
        costs[0].push(process::run(
            process::diaban()?
                .arg("import")
                .arg(&file)
                .args(["--into", &mine.url()])
                .args(["--layer", "parcels", "--kind", "parcel"]),
        )?);
        let place = format!("PG:host={} user=postgres dbname={}", cluster.socket().display(), theirs.name);
        costs[1].push(process::run(
            Command::new("ogr2ogr")
                .args(["-f", "PostgreSQL", "--config", "PG_USE_COPY", "YES"])
                .arg(place)
                .arg(&file)
                .args(["-nln", "parcels"]),
        )?);
        holds(&mine, "layers.parcels")?;
        holds(&theirs, "public.parcels")?;
        let start = Instant::now();
        let server = Server::start(&mine.url(), "start-postgis")?;
        start_s = start_s.min(start.elapsed().as_secs_f64());
        drop(server);
    }
    eprintln!("  diaban {:.1?}; ogr2ogr {:.1?}", costs[0], costs[1]);
    let [ours, theirs] = costs.map(|runs| runs.into_iter().min_by(|a, b| a.wall_s.total_cmp(&b.wall_s)));
    let (ours, theirs) = (ours.context("we ran")?, theirs.context("ogr2ogr ran")?);
    let what = format!(
        "{} parcels, 10 vertices, 6 attributes, GeoJSONSeq → PostGIS, all checks, against `ogr2ogr -f PostgreSQL` by COPY",
        data::parcels()
    );
    let side = |cost: Cost| format!("{:.1} s wall", cost.wall_s);
    let ratio = theirs.wall_s / ours.wall_s;
    let start = format!("from start to ready, {} parcels read from PostGIS, no cached copy", data::parcels());
    Ok(vec![
        Figure::ratio("import_postgis/wall", what, [side(ours), side(theirs)], ratio, 1.0, "≥ 1.0×"),
        Figure::at_most("import_postgis/start", start, format!("{start_s:.1} s"), start_s <= 20.0, "≤ 20 s"),
    ])
}

/// All parcels, with both indexes.
fn holds(database: &Database<'_>, table: &str) -> Result<()> {
    let loaded = database.sql(&format!("SELECT count(*) FROM {table}"));
    ensure!(loaded.trim() == data::parcels().to_string(), "{} features in {table}", loaded.trim());
    let indexes = database.sql(&format!("SELECT count(*) FROM pg_index WHERE indrelid = '{table}'::regclass"));
    ensure!(indexes.trim() == "2", "{} indexes on {table}", indexes.trim());
    Ok(())
}
