//! Both levels of a layer: built once, then brought along.

use crate::generalise::area::Area;
use crate::generalise::fill::Fill;
use crate::generalise::large::{Large, LargePolygon};
use crate::geometry::DrawingBox;

/// What low zooms need of one layer. Cheap to clone and to follow: tiles of the raster are shared.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// Cells by class, zoom 0 to 13.
    pub fill: Fill,
    /// Polygons drawn one by one at zoom 13 and above it (smaller zooms).
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
