//! Levels for low zooms that keep coverages: small polygons become one fill per class, so that no map goes blank.
//!
//! [`Levels`] is built once per layer and follows its changes: a sparse raster of classes ([`Fill`]) and a list of the
//! polygons large enough to be drawn one by one ([`Large`]). What a tile makes of them is decided in `tiles`.

mod cells;
mod classes;
mod fill;
mod large;
mod raster;
mod size;

pub use cells::{CELL_UNITS, CELLS};
pub use classes::{ClassRef, Classes};
pub use fill::{Fill, is_wide};
pub use large::{DRAWN_FROM, LISTED_TO, Large, LargePolygon, smallest_rank};
pub use raster::{Raster, centroid};
pub use size::{rank_of_box, size_of_polygon, size_rank};

use crate::geometry::{DrawingBox, DrawingPoint};

/// Deepest zoom with levels; below it every feature is drawn as it is.
pub const DEEPEST: u8 = 13;

/// One ring of a polygon: its open points and whether it starts a new polygon.
pub type RingPoints<'a> = (&'a [DrawingPoint], bool);

/// A polygon feature as the levels need it.
#[derive(Debug, Clone, Copy)]
pub struct Area<'a> {
    /// Its id.
    pub id: u64,
    /// The box around it.
    pub bounds: DrawingBox,
    /// Shells, each followed by its holes.
    pub rings: &'a [RingPoints<'a>],
    /// Value of the layer's class field; [`ClassRef::None`] without one.
    pub class: ClassRef<'a>,
}

/// What low zooms need of one layer. Cheap to clone and to follow: tiles of the raster are shared.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// Cells by class, zoom 0 to 13.
    pub fill: Fill,
    /// Polygons drawn one by one at zoom 12 and above it (smaller zooms).
    pub large: Large,
}

impl Levels {
    /// Builds the levels of a layer.
    ///
    /// `visit` calls back for each polygon feature whose box meets the given one, in order of id; it is called from several
    /// threads, once per tile of zoom 13.
    pub fn build<V>(world: &DrawingBox, visit: V) -> Self
    where
        V: Fn(&DrawingBox, &mut dyn FnMut(Area<'_>)) + Sync,
    {
        let mut large = Vec::new();
        let mut tiles = Fill::tiles_within(&DrawingBox::EMPTY);
        visit(world, &mut |area| {
            tiles.extend(Fill::tiles_within(&area.bounds));
            large.extend(LargePolygon::of(&area));
        });
        let mut fill = Fill::default();
        fill.redraw(tiles, &visit);
        Self { fill, large: Large::new(large) }
    }

    /// The levels after a change. `touched` are the boxes of the changed features before and after, `gone` the ids that
    /// changed or ended, in ascending order; `visit` answers for the layer after the change.
    #[must_use]
    pub fn follow<V>(&self, touched: &[DrawingBox], gone: &[u64], visit: V) -> Self
    where
        V: Fn(&DrawingBox, &mut dyn FnMut(Area<'_>)) + Sync,
    {
        let mut next = self.clone();
        let mut fresh = Vec::new();
        let mut tiles = Fill::tiles_within(&DrawingBox::EMPTY);
        for bounds in touched {
            tiles.extend(Fill::tiles_within(bounds));
            visit(bounds, &mut |area| {
                if gone.binary_search(&area.id).is_ok() {
                    fresh.extend(LargePolygon::of(&area));
                }
            });
        }
        next.fill.redraw(tiles, &visit);
        next.large.replace(gone, fresh);
        next
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        self.fill.memory_bytes() + self.large.memory_bytes()
    }
}

#[cfg(test)]
mod tests;
