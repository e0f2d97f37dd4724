//! A block: the land between four streets, measured along and across.

use crate::fabric::cut::Region;
use crate::terrain::PlanePoint;
use crate::terrain::flat::between;

/// Land between streets, to be shared out into lots.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CityBlock {
    /// Lots front sides 0 and 2.
    pub(crate) land: Region,
    /// Mean length along sides 0 and 2, and across, in metres.
    pub(crate) length: f64,
    pub(crate) depth: f64,
}

impl CityBlock {
    /// A place of the block: metres along from side 3 and across from side 0.
    pub(crate) fn point(&self, along: f64, across: f64) -> PlanePoint {
        let [a, b, c, d] = self.land.corners;
        let (u, v) = (along / self.length, across / self.depth);
        between(between(a, b, u), between(d, c, u), v)
    }
}

impl From<Region> for CityBlock {
    fn from(land: Region) -> Self {
        let [length, depth] = land.size();
        Self { land, length, depth }
    }
}
