//! The terrain the city stands on: plane geometry, chance that changes smoothly, the grid of districts, and outlines of
//! groups of them.

pub(crate) mod flat;
pub(crate) mod lattice;
mod noise;
mod outline;

pub(crate) use flat::PlanePoint;
pub(crate) use lattice::{GridCell, Lattice, Quad, to_millimetres};
pub(crate) use noise::{noise, whole};
pub(crate) use outline::{Corner, outlines, polygons};
