//! The fixed window of the tile rows: 6 × 6 km of the sample city, and the tiles that touch it.

use anyhow::Result;
use data_samples::City;
use spatial_core::crs::{Crs, Transform, to_drawing};
use spatial_core::geometry::DrawingBox;
use spatial_core::tiles::TileCoord;

/// South-west corner in EPSG:5899, a walk inland from the sea; 107.11°E runs through the window.
const CORNER: [f64; 2] = [424_600.0, 1_146_100.0];
const SIDE_M: f64 = 6000.0;
/// Zooms of the promise.
pub(crate) const ZOOMS: std::ops::RangeInclusive<u8> = 13..=16;

/// All tiles of a zoom that touch the window, row by row.
pub(crate) fn tiles(zoom: u8) -> Result<Vec<TileCoord>> {
    tiles_over(zoom, CORNER, [SIDE_M; 2])
}

/// All tiles of a zoom that touch a rectangle in EPSG:5899, from its south-west corner, row by row.
pub(crate) fn tiles_over(zoom: u8, corner: [f64; 2], sides: [f64; 2]) -> Result<Vec<TileCoord>> {
    let window = drawn(corner, sides)?;
    let (first, last) = (TileCoord::at(zoom, window.min), TileCoord::at(zoom, window.max));
    let mut tiles = Vec::new();
    for y in first.y()..=last.y() {
        for x in first.x()..=last.x() {
            tiles.push(TileCoord::xyz(u32::from(zoom), x, y)?);
        }
    }
    Ok(tiles)
}

/// The rectangle on the drawing grid.
fn drawn([x, y]: [f64; 2], [width, height]: [f64; 2]) -> Result<DrawingBox> {
    let mut corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
    Transform::new(City::CRS, Crs::WGS84)?.apply(&mut corners)?;
    let mut window = DrawingBox::EMPTY;
    for [lon, lat] in corners {
        window.extend(to_drawing(lon, lat));
    }
    Ok(window)
}
