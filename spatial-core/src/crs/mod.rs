//! Coordinate reference systems: the registry, the pinned VN-2000 shift and all transforms.
//!
//! Axis order is always easting/longitude first; official axis orders are dealt with here and nowhere else.

mod error;
mod mercator;
mod registry;
mod transform;
mod vn2000;

pub use error::CrsError;
pub use mercator::{from_drawing, to_drawing};
pub use registry::{Crs, CrsInfo};
pub use transform::{Operation, Transform};
pub use vn2000::{Vn2000Zone, ZONES};
