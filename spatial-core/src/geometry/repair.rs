//! Makes an invalid shape valid without moving what was right.

use crate::geometry::{Defect, Geometry};

/// The outcome of a repair.
#[derive(Debug, Clone, PartialEq)]
pub enum Repair {
    /// It was valid.
    Valid(Geometry),
    /// It was mended.
    Repaired {
        /// The valid shape.
        geometry: Geometry,
        /// What was wrong.
        defects: Vec<Defect>,
    },
    /// Nothing drawable is left of it.
    Hopeless {
        /// What was wrong.
        defects: Vec<Defect>,
    },
}

/// Checks a shape and mends it if it must be mended: polygons by the even-odd rule, so that a bow-tie keeps both wings.
pub fn repair(geometry: Geometry) -> Repair {
    let _ = geometry;
    unimplemented!()
}
