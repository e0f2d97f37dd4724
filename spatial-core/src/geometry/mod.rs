//! Shapes: validity, repair, measure, clipping, WKB. No reference system is changed here.
//!
//! The shapes themselves are `geo_types`; coordinates are x = easting or longitude, y = northing or latitude.

mod drawing;
mod envelope;
mod measure;
mod repair;
mod validity;
pub mod wkb;

pub use drawing::{DrawingBox, DrawingPoint};
pub use envelope::Envelope;
pub use measure::{area, length};
pub use repair::{Repair, repair};
pub use validity::{Defect, DefectKind, check};

/// A shape in float64 coordinates.
pub type Geometry = geo_types::Geometry<f64>;
