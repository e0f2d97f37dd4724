//! The ground the city stands on: plane geometry, chance that changes smoothly, and the grid of districts.

pub(crate) mod flat;
pub(crate) mod lattice;
mod noise;

pub(crate) use flat::Place;
pub(crate) use lattice::{Cell, Lattice, Quad, to_millimetres, whole};
