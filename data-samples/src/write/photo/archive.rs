//! The picture as an archive of tiles: the finest as drawn, each zoom above of every second point.

use std::fs::File;
use std::path::Path;

use pmtiles::{Compression, PmTilesWriter, PmtResult, TileCoord, TileId, TileType};

use crate::write::photo::canvas::{Canvas, TILE};
use crate::write::photo::materials::{Material, SHADES, palette};

/// Zooms above the finest: a city is a few points there.
const ZOOMS: u8 = 6;

/// Writes all tiles in the order of their places in the file.
pub(super) fn write(canvas: Canvas, path: &Path) -> PmtResult<()> {
    let (finest, coarsest) = (canvas.zoom, canvas.zoom.saturating_sub(ZOOMS));
    let [west, south, east, north] = bounds(&canvas);
    let mut archive = PmTilesWriter::new(TileType::Png)
        .tile_compression(Compression::None)
        .min_zoom(coarsest)
        .max_zoom(finest)
        .bounds(west, south, east, north)
        .create(File::create(path)?)?;
    let mut levels = vec![canvas];
    for _ in coarsest..finest {
        let next = levels.last().map(halved);
        levels.extend(next);
    }
    for level in levels.iter().rev() {
        let mut tiles = Vec::new();
        for row in 0..level.height / TILE {
            for column in 0..level.width / TILE {
                let place = TileCoord::new(level.zoom, level.first[0] + column, level.first[1] + row)?;
                tiles.push((TileId::from(place).value(), place, [column, row]));
            }
        }
        tiles.sort_unstable_by_key(|(id, ..)| *id);
        for (_, place, at) in tiles {
            archive.add_tile(place, &png(level, at)?)?;
        }
    }
    archive.finalize()
}

/// Half as many points each way, within whole tiles.
fn halved(fine: &Canvas) -> Canvas {
    let first = fine.first.map(|at| at / 2);
    let sides = [(0, fine.width), (1, fine.height)].map(|(axis, side)| {
        let last = fine.first[axis] + side / TILE - 1;
        (last / 2 - first[axis] + 1) * TILE
    });
    let mut coarse = Canvas {
        zoom: fine.zoom - 1,
        first,
        width: sides[0],
        height: sides[1],
        pixels: vec![Material::Outside.index(0); sides[0] as usize * sides[1] as usize],
        ..*fine
    };
    let skipped = [0, 1].map(|axis| (fine.first[axis] % 2) * TILE);
    for row in 0..fine.height / 2 {
        for column in 0..fine.width / 2 {
            // One of the four, by turns, so that narrow lanes do not all vanish.
            let (x, y) = (column * 2 + (row & 1), row * 2 + (column & 1));
            let from = y as usize * fine.width as usize + x as usize;
            let (to_x, to_y) = (column + skipped[0] / 2, row + skipped[1] / 2);
            coarse.pixels[to_y as usize * coarse.width as usize + to_x as usize] = fine.pixels[from];
        }
    }
    coarse
}

fn png(level: &Canvas, [column, row]: [u32; 2]) -> PmtResult<Vec<u8>> {
    let mut points = Vec::with_capacity((TILE * TILE) as usize);
    for line in row * TILE..(row + 1) * TILE {
        let from = line as usize * level.width as usize + (column * TILE) as usize;
        points.extend_from_slice(&level.pixels[from..from + TILE as usize]);
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, TILE, TILE);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette());
    // The first material is none.
    encoder.set_trns(vec![0; usize::from(SHADES)]);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&points));
    written.map_err(std::io::Error::other)?;
    Ok(out)
}

/// West, south, east and north of the canvas in degrees.
fn bounds(canvas: &Canvas) -> [f64; 4] {
    let tiles = f64::from(1_u32 << canvas.zoom);
    let last = [canvas.first[0] + canvas.width / TILE, canvas.first[1] + canvas.height / TILE];
    let lon = |column: u32| f64::from(column) / tiles * 360.0 - 180.0;
    let lat = |row: u32| (std::f64::consts::PI * (1.0 - 2.0 * f64::from(row) / tiles)).sinh().atan().to_degrees();
    [lon(canvas.first[0]), lat(last[1]), lon(last[0]), lat(canvas.first[1])]
}
