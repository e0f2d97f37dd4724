//! Coordinate reference systems: the registry, the pinned VN-2000 shift and all transforms.
//!
//! Axis order is always easting/longitude first; official axis orders are dealt with here and nowhere else.
//! Files in reading order: `registry` (which systems there are) with `info`, `vn2000` (zones and shift), `transform` (the door to
//! all transforms), `place`, `transverse_mercator` and `mercator` (its arithmetic), `foreign` (everything PROJ does for
//! us), `wkt` (text forms), `stated` (what files state), `doubt` (coordinates that do not fit their system).

mod doubt;
mod error;
mod foreign;
mod info;
mod mercator;
mod place;
mod registry;
mod stated;
mod transform;
mod transverse_mercator;
mod vn2000;
mod wkt;

pub use doubt::{CrsDoubt, diagnose};
pub use error::{CrsContradiction, CrsError};
pub use info::CrsInfo;
pub use mercator::{from_drawing, to_drawing};
pub use registry::Crs;
pub use stated::StatedCrs;
pub use transform::{Operation, Transform};
pub use vn2000::{Vn2000Zone, ZONES};
pub use wkt::Difference;

/// All message codes of this room.
pub const CODES: &[&str] = &[
    "crs-unknown",
    "crs-withdrawn",
    "crs-contradicted",
    "crs-what",
    "crs-by-parameters",
    "crs-of-layer-unknown",
    "crs-of-layer-unstated",
    "crs-local",
    "crs-out-of-area",
    "crs-proj",
    "crs-doubt-swapped",
    "crs-doubt-outside-vietnam",
    "crs-doubt-degrees",
    "crs-doubt-metres",
];
