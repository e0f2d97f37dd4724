//! Shapes: validity, repair, measure, clipping, WKB. No reference system is changed here.
//!
//! The shapes themselves are `geo_types`; coordinates are x = easting or longitude, y = northing or latitude.
//! Files in reading order: `wkb` (bytes), `envelope` and `drawing` (boxes), `defect`, `validity` with `rings`, `ring`
//! and `segment` (what is wrong), `repair` with `interior` and `cut` (and how to mend it), `paths` (what a shape is drawn along),
//! `keep` (what an edit left alone), `heights` (a third ordinate beside the shape), `measure`, `overlay` (what two areas share, and the rest; how far
//! shapes are apart; all that lies within some metres).

mod defect;
mod drawing;
mod envelope;
mod heights;
mod keep;
mod measure;
mod overlay;
mod paths;
mod repair;
mod ring;
mod rings;
mod segment;
mod validity;
pub mod wkb;

pub use defect::{Defect, DefectKind};
pub use drawing::{DrawingBox, DrawingPoint};
pub use envelope::Envelope;
pub use heights::{CarriedHeights, Heights};
pub use keep::kept;
pub use measure::{area, length, mean_width, thick};
pub use overlay::{
    Prepared, Way, around, by_nearest, joined, lie_apart, line_inside, line_near, nearer_than, overlapping,
    panic_is_caught, rest, shared, shared_area, shortest_way,
};
pub use repair::{Repair, repair};
pub use validity::check;

/// A shape in float64 coordinates.
pub type Geometry = geo_types::Geometry<f64>;

/// All message codes of this room.
pub const CODES: &[&str] = &[
    "geometry-empty",
    "geometry-not-finite",
    "geometry-too-few-points",
    "geometry-self-intersection",
    "geometry-zero-area",
    "geometry-hole-outside",
    "geometry-parts-overlap",
    "geometry-interior-cut",
    "geometry-not-closed",
    "geometry-too-tangled",
    "geometry-wkb-truncated",
    "geometry-wkb-type",
    "geometry-wkb-order",
    "geometry-wkb-deep",
];
