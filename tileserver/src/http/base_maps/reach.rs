//! Which tiles a base map has at all.

use spatial_core::crs::to_drawing;

use crate::config::BaseMap;

/// Zooms and bounds of a base map.
#[derive(Debug)]
pub(super) struct Reach {
    zooms: std::ops::RangeInclusive<u8>,
    /// West, south, east, north on the drawing grid; beyond there is nothing.
    bounds: Option<[u32; 4]>,
}

impl Reach {
    pub(super) fn of(map: &BaseMap) -> Self {
        let bounds = map.bounds.map(|[west, south, east, north]| {
            let ([west, south], [east, north]) = (to_drawing(west, south), to_drawing(east, north));
            [west, south, east, north]
        });
        Self { zooms: map.min_zoom..=map.max_zoom, bounds }
    }

    /// True if the tile is in the grid, in the zooms of the map and within its bounds.
    pub(super) fn covers(&self, zoom: u8, column: u32, row: u32) -> bool {
        let is_in_grid = zoom <= 32 && u64::from(column.max(row)) >> zoom == 0;
        let is_within = |[west, south, east, north]: [u32; 4]| {
            // Rows grow to the south, as the grid does.
            let of_tile = |point: u32| u32::try_from(u64::from(point) >> (32 - zoom)).unwrap_or(u32::MAX);
            (of_tile(west)..=of_tile(east)).contains(&column) && (of_tile(north)..=of_tile(south)).contains(&row)
        };
        is_in_grid && self.zooms.contains(&zoom) && self.bounds.is_none_or(is_within)
    }
}
