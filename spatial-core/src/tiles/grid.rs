//! The XYZ grid of Web Mercator tiles and its place on the drawing grid. Other grids come with the standards issue.

use crate::geometry::{DrawingBox, DrawingPoint};
use crate::tiles::TilesError;

/// Deepest zoom; there one tile unit is one unit of the drawing grid.
pub const MAX_ZOOM: u8 = 20;
/// Units along one side of a tile (MVT `extent`).
pub const EXTENT: u32 = 4096;
/// Units drawn beyond each side, so that strokes meet across tiles.
pub const BUFFER: u32 = 64;

/// A tile of the XYZ grid (row 0 in the north). One that exists is inside its grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileCoord {
    z: u8,
    x: u32,
    y: u32,
}

impl TileCoord {
    /// A tile by zoom, column and row as they stand in an XYZ address.
    ///
    /// # Errors
    /// [`TilesError::OutsideGrid`] above zoom 20 or outside the 2^z columns and rows.
    pub fn xyz(z: u32, x: u32, y: u32) -> Result<Self, TilesError> {
        match u8::try_from(z) {
            Ok(zoom) if zoom <= MAX_ZOOM && x < 1 << zoom && y < 1 << zoom => Ok(Self { z: zoom, x, y }),
            _ => Err(TilesError::OutsideGrid { z, x, y }),
        }
    }

    /// The tile of a zoom (at most 20; deeper is taken as 20) that holds a drawing point.
    pub fn at(zoom: u8, point: DrawingPoint) -> Self {
        let z = zoom.min(MAX_ZOOM);
        let [x, y] = point.map(|part| u32::try_from(u64::from(part) >> (32 - u32::from(z))).unwrap_or(0));
        Self { z, x, y }
    }

    /// Zoom, 0 to 20.
    pub fn z(self) -> u8 {
        self.z
    }

    /// Column, from the west.
    pub fn x(self) -> u32 {
        self.x
    }

    /// Row, from the north.
    pub fn y(self) -> u32 {
        self.y
    }

    /// How far a drawing coordinate is shifted right to become a tile coordinate.
    pub fn shift(self) -> u32 {
        u32::from(MAX_ZOOM - self.z)
    }

    /// The tile without buffer, on the drawing grid; edges shared with neighbours belong to both.
    pub fn core(self) -> DrawingBox {
        self.grown(0)
    }

    /// The tile with its buffer of 64 units, cut at the edge of the world.
    pub fn buffered(self) -> DrawingBox {
        self.grown(BUFFER)
    }

    fn grown(self, units: u32) -> DrawingBox {
        let space = TileSpace::new(self);
        let margin = i64::from(units) << space.shift;
        let size = i64::from(EXTENT) << space.shift;
        DrawingBox {
            min: space.corner.map(|from| clamp(from - margin)),
            max: space.corner.map(|from| clamp(from + size + margin)),
        }
    }
}

impl std::fmt::Display for TileCoord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.z, self.x, self.y)
    }
}

fn clamp(part: i64) -> u32 {
    u32::try_from(part.clamp(0, i64::from(u32::MAX))).unwrap_or(0)
}

/// The arithmetic between the drawing grid and the units of one tile.
#[derive(Debug, Clone, Copy)]
pub(super) struct TileSpace {
    pub(super) zoom: u8,
    shift: u32,
    half: i64,
    corner: [i64; 2],
    origin: [i64; 2],
    /// The buffered tile on the drawing grid; unlike [`TileCoord::buffered`] it may lie beyond the world.
    pub(super) min: [i64; 2],
    pub(super) max: [i64; 2],
}

impl TileSpace {
    pub(super) fn new(coord: TileCoord) -> Self {
        let shift = coord.shift();
        let origin = [coord.x, coord.y].map(|part| i64::from(part) * i64::from(EXTENT));
        let corner = origin.map(|part| part << shift);
        let margin = i64::from(BUFFER) << shift;
        Self {
            zoom: coord.z,
            shift,
            half: (1_i64 << shift) >> 1,
            corner,
            origin,
            min: corner.map(|from| from - margin),
            max: corner.map(|from| from + (i64::from(EXTENT) << shift) + margin),
        }
    }

    /// Tile units of a point on the drawing grid inside the buffered tile: −64 to 4160.
    #[inline]
    pub(super) fn snap(&self, point: [i64; 2]) -> [i32; 2] {
        [self.snap_axis(point[0], 0), self.snap_axis(point[1], 1)]
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "inside the buffered tile the result is at most 4160")]
    fn snap_axis(&self, part: i64, axis: usize) -> i32 {
        (((part + self.half) >> self.shift) - self.origin[axis]) as i32
    }

    /// True if all of the box can be snapped without clipping.
    pub(super) fn holds(&self, bounds: &DrawingBox) -> bool {
        (0..2)
            .all(|axis| self.min[axis] <= i64::from(bounds.min[axis]) && i64::from(bounds.max[axis]) <= self.max[axis])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_that_exists_is_inside_its_grid() {
        assert!(TileCoord::xyz(0, 0, 0).is_ok());
        assert!(TileCoord::xyz(20, (1 << 20) - 1, (1 << 20) - 1).is_ok());
        for (z, x, y) in [(21, 0, 0), (0, 1, 0), (3, 0, 8), (300, 0, 0), (4, 16, 0)] {
            assert_eq!(TileCoord::xyz(z, x, y), Err(TilesError::OutsideGrid { z, x, y }));
        }
    }

    #[test]
    fn the_corners_of_the_world_snap_to_the_corners_of_their_tiles() {
        for z in 0..=20 {
            let last = TileCoord::at(z, [u32::MAX; 2]);
            assert_eq!((last.x, last.y), ((1 << z) - 1, (1 << z) - 1));
            let edge = if z == 20 { 4095 } else { 4096 };
            assert_eq!(TileSpace::new(last).snap([i64::from(u32::MAX); 2]), [edge; 2]);
            assert_eq!(TileSpace::new(TileCoord::at(z, [0; 2])).snap([0; 2]), [0; 2]);
        }
    }

    #[test]
    fn buffered_points_stay_within_the_buffer() {
        for z in [0, 5, 14, 19, 20] {
            let space = TileSpace::new(TileCoord::at(z, [3_400_000_000, 2_000_000_000]));
            assert_eq!((space.snap(space.min), space.snap(space.max)), ([-64; 2], [4160; 2]));
        }
    }

    #[test]
    fn neighbours_share_an_edge() {
        let west = TileCoord::xyz(14, 13_000, 7_000).unwrap();
        let east = TileCoord::xyz(14, 13_001, 7_000).unwrap();
        assert_eq!(west.core().max[0], east.core().min[0]);
        assert!(west.buffered().contains(&west.core()));
    }

    #[test]
    fn the_grid_agrees_with_the_ogc_tile_matrix_set() {
        let set = tile_grid::tms().lookup("WebMercatorQuad").expect("the registry knows it");
        let world = 2.0 * 20_037_508.342_789_25;
        for (z, x, y) in [(0, 0, 0), (5, 25, 14), (14, 13_063, 7_713), (16, 52_252, 30_854)] {
            let coord = TileCoord::xyz(z, x, y).unwrap();
            let bounds = set.xy_bounds(&tile_grid::Xyz::new(u64::from(x), u64::from(y), u8::try_from(z).unwrap()));
            let metres = |part: u32| f64::from(part) / 4_294_967_296.0 * world - world / 2.0;
            let core = coord.core();
            for (ours, theirs) in [
                (metres(core.min[0]), bounds.left),
                (metres(core.max[0]), bounds.right),
                (-metres(core.min[1]), bounds.top),
                (-metres(core.max[1]), bounds.bottom),
            ] {
                assert!((ours - theirs).abs() < 0.02, "{coord}: {ours} against {theirs}");
            }
        }
    }
}
