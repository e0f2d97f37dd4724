//! Row `tiles`: the same tiles with the same fields, ours against `ST_AsMVT`, both uncompressed, in CPU seconds.

use anyhow::{Result, ensure};

use crate::figures::Figure;
use crate::ours::{Ours, polygons_in};
use crate::postgis::{Postgis, Table};
use crate::{clock, data, window};

/// All tiles of one zoom.
struct Zoom {
    zoom: u8,
    tiles: usize,
    polygons: u64,
    ours_s: f64,
    /// VN-2000 and 3857.
    theirs_s: [f64; 2],
    /// Tiles with another number of features, and the largest difference.
    differing: [(usize, u64); 2],
}

/// Three figures: two ratios, and whether the tiles hold the same.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let mut ours = Ours::new(data::city_parcels()?);
    eprintln!("  loading PostGIS");
    let mut postgis = Postgis::with_parcels_of(&data::city()?)?;
    let zooms: Vec<Zoom> =
        window::ZOOMS.map(|zoom| measure_zoom(zoom, &mut ours, &mut postgis)).collect::<Result<_>>()?;
    let tiles: usize = zooms.iter().map(|zoom| zoom.tiles).sum();
    let polygons: u64 = zooms.iter().map(|zoom| zoom.polygons).sum();
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
        counts(&zooms, tiles),
    ])
}

fn measure_zoom(zoom: u8, ours: &mut Ours, postgis: &mut Postgis) -> Result<Zoom> {
    let tiles = window::tiles(zoom)?;
    let mine: Vec<u64> = tiles.iter().map(|tile| polygons_in(&ours.encode(*tile))).collect::<Result<_>>()?;
    let ours_s = clock::repeat(|| {
        ours.encode_all(&tiles);
        Ok(())
    })?;
    let mut measured = Zoom {
        zoom,
        tiles: tiles.len(),
        polygons: mine.iter().sum(),
        ours_s,
        theirs_s: [0.0; 2],
        differing: [(0, 0); 2],
    };
    for (at, table) in [Table::Vn2000, Table::Mercator].into_iter().enumerate() {
        let (theirs_s, theirs) = postgis.tiles(table, &tiles)?;
        ensure!(theirs_s > 0.0, "PostGIS used no CPU");
        measured.theirs_s[at] = theirs_s;
        for (tile, mine) in theirs.iter().zip(&mine) {
            let difference = polygons_in(tile)?.abs_diff(*mine);
            let (number, largest) = &mut measured.differing[at];
            *number += usize::from(difference > 0);
            *largest = difference.max(*largest);
        }
    }
    eprintln!(
        "  z{zoom}: {} tiles, {} polygons, ours {ours_s:.3} s, PostGIS {:.2?} s, differing {:?}",
        tiles.len(),
        measured.polygons,
        measured.theirs_s,
        measured.differing
    );
    Ok(measured)
}

/// The tiles must hold the same features, but for slivers that PostGIS drops when it cleans snapped shapes.
fn counts(zooms: &[Zoom], tiles: usize) -> Figure {
    let differing: usize = zooms.iter().map(|zoom| zoom.differing[0].0).sum();
    let largest = zooms.iter().map(|zoom| zoom.differing[0].1).max().unwrap_or(0);
    let most = zooms.iter().map(|zoom| zoom.polygons / zoom.tiles as u64).max().unwrap_or(0) / 1000;
    let figure = format!("{differing} of {tiles} tiles differ, by {largest} at most");
    Figure::at_most(
        "tiles/counts",
        "features in each tile, ours and PostGIS (EPSG:5899)".to_owned(),
        figure,
        largest <= most.max(5),
        "≤ 0.1 % of a tile",
    )
}

fn total(zooms: &[Zoom], part: impl Fn(&Zoom) -> f64) -> f64 {
    zooms.iter().map(part).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred tiles")]
fn count(number: usize) -> f64 {
    number as f64
}
