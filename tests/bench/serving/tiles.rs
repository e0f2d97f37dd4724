//! Row `tiles`: the same tiles with the same fields, ours against `ST_AsMVT`, both uncompressed, in CPU seconds.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use crate::rig::figures::Figure;
use crate::rig::ours::{Ours, ids_in};
use crate::rig::postgis::{Postgis, Table};
use crate::rig::{clock, data, window};

/// All tiles of one zoom.
struct Zoom {
    zoom: u8,
    tiles: usize,
    polygons: usize,
    ours_s: f64,
    /// VN-2000 and 3857.
    theirs_s: [f64; 2],
    /// Features in a tile of ours and not in theirs (VN-2000, 3857), and the other way round.
    only_ours: [usize; 2],
    only_theirs: [usize; 2],
}

/// Three figures: two ratios, and whether the tiles hold the same.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let mut ours = Ours::new(data::city_parcels()?);
    eprintln!("  loading PostGIS");
    let mut postgis = Postgis::with_parcels_of(&data::city()?)?;
    let zooms: Vec<Zoom> =
        window::ZOOMS.map(|zoom| measure_zoom(zoom, &mut ours, &mut postgis)).collect::<Result<_>>()?;
    let tiles: usize = zooms.iter().map(|zoom| zoom.tiles).sum();
    let polygons: usize = zooms.iter().map(|zoom| zoom.polygons).sum();
    let what = |table| {
        format!("{tiles} tiles z13–z16 ({polygons} polygons) of {} parcels, {table}, uncompressed", data::parcels())
    };
    let figure = |id, at: usize, table, least, bar| {
        let (ours_s, theirs_s) = (total(&zooms, |zoom| zoom.ours_s), total(&zooms, |zoom| zoom.theirs_s[at]));
        let sides = [ours_s, theirs_s].map(|seconds| format!("{:.0} tiles per CPU s", count(tiles) / seconds));
        let by_zoom: Vec<String> =
            zooms.iter().map(|zoom| format!("z{} {:.0}×", zoom.zoom, zoom.theirs_s[at] / zoom.ours_s)).collect();
        Figure::ratio(id, format!("{} ({})", what(table), by_zoom.join(", ")), sides, theirs_s / ours_s, least, bar)
    };
    Ok(vec![
        figure("tiles/vn2000", 0, "against `ST_AsMVT` from EPSG:5899", 40.0, "≥ 40×"),
        figure("tiles/3857", 1, "against `ST_AsMVT` from EPSG:3857", 25.0, "≥ 25×"),
        counts(&zooms, polygons),
    ])
}

fn measure_zoom(zoom: u8, ours: &mut Ours, postgis: &mut Postgis) -> Result<Zoom> {
    let tiles = window::tiles(zoom)?;
    let mine: Vec<BTreeSet<u64>> = tiles.iter().map(|tile| ids_in(&ours.encode(*tile))).collect::<Result<_>>()?;
    let ours_s = clock::repeat(|| {
        ours.encode_all(&tiles);
        Ok(())
    })?;
    let mut measured = Zoom {
        zoom,
        tiles: tiles.len(),
        polygons: mine.iter().map(BTreeSet::len).sum(),
        ours_s,
        theirs_s: [0.0; 2],
        only_ours: [0; 2],
        only_theirs: [0; 2],
    };
    for (at, table) in [Table::Vn2000, Table::Mercator].into_iter().enumerate() {
        let (theirs_s, theirs) = postgis.tiles(table, &tiles)?;
        ensure!(theirs_s > 0.0, "PostGIS used no CPU");
        measured.theirs_s[at] = theirs_s;
        for (tile, mine) in theirs.iter().zip(&mine) {
            let theirs = ids_in(tile)?;
            measured.only_ours[at] += mine.difference(&theirs).count();
            measured.only_theirs[at] += theirs.difference(mine).count();
        }
    }
    let Zoom { polygons, theirs_s, only_ours, only_theirs, .. } = &measured;
    eprintln!("  z{zoom}: {} tiles, {polygons} polygons, ours {ours_s:.3} s, PostGIS {theirs_s:.2?} s", tiles.len());
    eprintln!("       only ours {only_ours:?}, only theirs {only_theirs:?}");
    Ok(measured)
}

/// The tiles must hold the same features, but for slivers that PostGIS drops when it cleans snapped shapes, and for shapes
/// that collapse below z16.
fn counts(zooms: &[Zoom], polygons: usize) -> Figure {
    let sum = |part: fn(&Zoom) -> usize| zooms.iter().map(part).sum::<usize>();
    let (ours, theirs) = (sum(|zoom| zoom.only_ours[1]), sum(|zoom| zoom.only_theirs[1]));
    let figure = format!("{ours} only in ours, {theirs} only in theirs");
    let what = format!("the {polygons} features of these tiles by id, against the 3857 copy");
    let is_met = ours <= polygons / 200 && theirs <= polygons / 10_000;
    Figure::at_most("tiles/counts", what, figure, is_met, "≤ 0.5 % more, ≤ 0.01 % missing")
}

fn total(zooms: &[Zoom], part: impl Fn(&Zoom) -> f64) -> f64 {
    zooms.iter().map(part).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred tiles")]
fn count(number: usize) -> f64 {
    number as f64
}
