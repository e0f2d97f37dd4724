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
    let window = window()?;
    let (first, last) = (TileCoord::at(zoom, window.min), TileCoord::at(zoom, window.max));
    let mut tiles = Vec::new();
    for y in first.y()..=last.y() {
        for x in first.x()..=last.x() {
            tiles.push(TileCoord::xyz(u32::from(zoom), x, y)?);
        }
    }
    Ok(tiles)
}

/// The window on the drawing grid.
fn window() -> Result<DrawingBox> {
    let [x, y] = CORNER;
    let mut corners = [[x, y], [x + SIDE_M, y], [x + SIDE_M, y + SIDE_M], [x, y + SIDE_M]];
    Transform::new(City::CRS, Crs::WGS84)?.apply(&mut corners)?;
    let mut window = DrawingBox::EMPTY;
    for [lon, lat] in corners {
        window.extend(to_drawing(lon, lat));
    }
    Ok(window)
}
