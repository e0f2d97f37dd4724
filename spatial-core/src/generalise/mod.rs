//! Levels for low zooms that keep coverages: small polygons become one fill per class, so that no map goes blank.
//!
//! [`Levels`] is built once per layer and follows its changes: a sparse raster of classes ([`Fill`]) and a list of the
//! polygons large enough to be drawn one by one ([`Large`]). What a tile makes of them is decided in `tiles`.

mod area;
mod cells;
mod classes;
mod fill;
mod ground;
mod in_order;
mod large;
mod levels;
mod raster;
mod size;

pub use area::{Area, RingPoints};
pub use cells::{CELL_UNITS, CELLS};
pub use classes::{ClassRef, Classes};
pub use fill::{Fill, is_wide};
pub use ground::base_zoom;
pub use in_order::{IN_ORDER_TO, InOrder, MOST_IN_ORDER, Ranked, draw_key};
pub use large::{DRAWN_FROM, LISTED_TO, Large, LargePolygon, smallest_rank};
pub use levels::Levels;
pub use raster::{Raster, centroid};
pub use size::{rank_of_box, size_of_polygon, size_rank};

/// Deepest zoom with levels; below it every feature is drawn as it is.
pub const DEEPEST: u8 = 13;

#[cfg(test)]
mod tests;
