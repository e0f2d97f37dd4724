//! A parcel to be, and where on it one may build.

use crate::terrain::{PlanePoint, to_millimetres};

/// A parcel to be.
#[derive(Debug)]
pub(crate) struct Plot {
    /// On the ground, open, counter-clockwise, rounded to the millimetre.
    pub(crate) ring: Vec<PlanePoint>,
    /// A place well inside.
    pub(crate) inner: PlanePoint,
    /// Land-use code.
    pub(crate) land_use: &'static str,
    /// The way in front of it.
    pub(crate) way: usize,
    /// Where one may build; nothing on water, fields and beaches.
    pub(crate) stand: Option<Stand>,
}

/// The part of a parcel a building may take, in the metres of its block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    /// Which block of the district.
    pub(crate) block: usize,
    /// From and to along the block.
    pub(crate) along: [f64; 2],
    /// Across the block: the edge to the street, then the back.
    pub(crate) across: [f64; 2],
    /// True if another parcel lies between it and the street.
    pub(crate) is_landlocked: bool,
    /// True if the stand is the whole block.
    pub(crate) is_whole: bool,
}

impl Plot {
    /// A parcel nobody builds on; the ring may need rounding.
    pub(crate) fn open(ring: Vec<PlanePoint>, land_use: &'static str, way: usize) -> Self {
        let ring: Vec<PlanePoint> = ring.into_iter().map(to_millimetres).collect();
        let sum = ring.iter().fold(PlanePoint::default(), |sum, &corner| sum + corner);
        #[expect(clippy::cast_precision_loss, reason = "a few dozen corners")]
        let inner = sum / ring.len() as f64;
        Self { ring, inner, land_use, way, stand: None }
    }
}

/// False for water, fields, cemeteries and unused land.
pub(super) fn is_built_on(land_use: &str) -> bool {
    !matches!(land_use, "NTS" | "CLN" | "MNC" | "LUC" | "HNK" | "NTD" | "BCS" | "SON" | "MVB" | "CQP")
}
