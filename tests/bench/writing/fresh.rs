//! Row `fresh`: how soon readers see what editors did, half of them with other programs; nothing may be stale after two seconds.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use serde_json::json;
use system_tests::other;

use crate::rig::data;
use crate::rig::figures::Figure;
use crate::rig::server::Town;
use crate::writing::edits::{Desk, parcel};

/// Edits in all.
const EDITS: u64 = 10_000;
/// Editors at work at the same time.
const EDITORS: u64 = 8;
/// From so long after the acknowledgement on no answer may lack the edit.
const LATEST: Duration = Duration::from_secs(2);
/// Of so many edits one moves the parcel, and one deletes it.
const KINDS: u64 = 10;

/// What readers must see.
enum Wanted {
    Use(String),
    Corner(f64),
    Gone,
}

/// A GeoPackage with one server; half of the edits by plain SQL.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let ids = ["fresh/gpkg-lag", "fresh/gpkg-stale"];
    figures(ids, "GeoPackage, half by SQL", &Town::on_geopackage("fresh")?, (250.0, "≤ 250 ms"))
}

/// Three servers on one database; each edit must be seen by all of them.
pub(crate) fn on_postgis() -> Result<Vec<Figure>> {
    let ids = ["fresh/postgis-lag", "fresh/postgis-stale"];
    figures(ids, "PostGIS, seen by all of 3 servers", &Town::on_postgis("fresh", 3)?, (1000.0, "≤ 1 s"))
}

fn figures(
    [lag, lack]: [&'static str; 2],
    store: &str,
    town: &Town,
    (most_ms, bar): (f64, &'static str),
) -> Result<Vec<Figure>> {
    let (stale, mut lags) = data::runtime()?.block_on(watch(town))?;
    lags.sort_unstable();
    let part =
        |hundredths: usize| lags.get(lags.len() * hundredths / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    let what = format!(
        "{store}; {} parcels; {EDITS} edits by {EDITORS} editors, moves and deletes among them; median {:.0} ms",
        data::parcels(),
        part(50)
    );
    let late = "the same: answers that began later than 2 s and lack the edit".to_owned();
    Ok(vec![
        Figure::at_most(lag, what, format!("p99 {:.0} ms", part(99)), part(99) <= most_ms, bar),
        Figure::at_most(lack, late, stale.to_string(), stale == 0, "0"),
    ])
}

/// All edits, each watched on every server; how many were stale, and how long each took to be seen everywhere.
async fn watch(town: &Town) -> Result<(u64, Vec<Duration>)> {
    let file = town.file().map(Path::to_path_buf);
    let next = Arc::new(AtomicU64::new(0));
    let mut editors = tokio::task::JoinSet::new();
    for _ in 0..EDITORS {
        let addresses = town.servers.iter().map(|server| server.address.clone());
        let desks: Vec<Desk> = addresses.map(|address| Desk::new(&address, &town.token)).collect::<Result<_>>()?;
        let (next, file) = (Arc::clone(&next), file.clone());
        editors.spawn(async move {
            let (mut stale, mut lags) = (0, Vec::new());
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= EDITS {
                    return anyhow::Ok((stale, lags));
                }
                let id = parcel(number);
                let desk = &desks[usize::try_from(number)? % desks.len()];
                let wanted = match file.clone().filter(|_| number % 2 == 1) {
                    Some(file) => {
                        tokio::task::spawn_blocking(move || by_sql(&other::sqlite(&file)?, number, id)).await??
                    }
                    None => by_http(desk, number, id).await?,
                };
                let acknowledged = Instant::now();
                let mut slowest = Duration::ZERO;
                for desk in &desks {
                    let seen = seen(desk, id, &wanted, acknowledged).await?;
                    stale += u64::from(seen > LATEST);
                    slowest = slowest.max(seen);
                }
                lags.push(slowest);
            }
        });
    }
    let (mut stale, mut lags) = (0, Vec::new());
    while let Some(editor) = editors.join_next().await {
        let (some, more) = editor??;
        stale += some;
        lags.extend(more);
    }
    Ok((stale, lags))
}

/// When the first answer that has the edit began, from the acknowledgement on.
async fn seen(desk: &Desk, id: u64, wanted: &Wanted, acknowledged: Instant) -> Result<Duration> {
    loop {
        let begun = acknowledged.elapsed();
        let found = desk.read(id).await?;
        let is_seen = match (wanted, &found) {
            (Wanted::Gone, None) => true,
            (Wanted::Use(wanted), Some((feature, _))) => feature["properties"]["loai_dat"] == wanted.as_str(),
            (Wanted::Corner(wanted), Some((feature, _))) => corner(feature)? == *wanted,
            _ => false,
        };
        if is_seen || begun > 10 * LATEST {
            return Ok(begun);
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn by_http(desk: &Desk, number: u64, id: u64) -> Result<Wanted> {
    let (feature, tag) = desk.read(id).await?.context("the parcel is there")?;
    match number / 2 % KINDS {
        0 => {
            desk.delete(id, &tag).await?;
            Ok(Wanted::Gone)
        }
        1 => {
            let mut geometry = feature["geometry"].clone();
            move_east(&mut geometry["coordinates"]);
            let wanted = corner(&json!({ "geometry": geometry }))?;
            desk.patch(id, &tag, &json!({ "geometry": geometry })).await?;
            Ok(Wanted::Corner(wanted))
        }
        _ => {
            let text = format!("H{number}");
            desk.patch(id, &tag, &json!({ "properties": { "loai_dat": text } })).await?;
            Ok(Wanted::Use(text))
        }
    }
}

fn by_sql(city: &Connection, number: u64, id: u64) -> Result<Wanted> {
    if (number / 2).is_multiple_of(KINDS) {
        ensure!(city.execute("DELETE FROM parcels WHERE fid = ?1", [id])? == 1, "parcel {id} is not there");
        return Ok(Wanted::Gone);
    }
    let text = format!("S{number}");
    let edited = city.execute("UPDATE parcels SET loai_dat = ?2 WHERE fid = ?1", rusqlite::params![id, text])?;
    ensure!(edited == 1, "parcel {id} is not there");
    Ok(Wanted::Use(text))
}

/// About a metre.
fn move_east(coordinates: &mut serde_json::Value) {
    let Some(parts) = coordinates.as_array_mut() else { return };
    match parts.first_mut() {
        Some(x) if x.is_number() => *x = json!((x.as_f64().unwrap_or_default() * 1e9 + 10_000.0).round() / 1e9),
        _ => parts.iter_mut().for_each(move_east),
    }
}

/// The westernmost longitude, to a tenth of a millimetre: a shape that moved may begin at another corner.
fn corner(feature: &serde_json::Value) -> Result<f64> {
    fn west(coordinates: &serde_json::Value) -> f64 {
        match coordinates.as_array().map(Vec::as_slice) {
            Some([x, ..]) if x.is_number() => x.as_f64().unwrap_or(f64::MAX),
            Some(parts) => parts.iter().map(west).fold(f64::MAX, f64::min),
            None => f64::MAX,
        }
    }
    let west = west(&feature["geometry"]["coordinates"]);
    ensure!(west < f64::MAX, "the parcel has a shape");
    Ok((west * 1e8).round())
}
