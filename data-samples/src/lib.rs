//! A generator of a synthetic Vietnamese coastal city, any size, deterministic; and of the file the import benchmark reads.
//!
//! It invents land, never people: no land user, no certificate. Start at [`City`]; [`write()`] puts it into a store.

pub mod bench;
mod city;
mod dice;
mod district;
mod error;
mod geohash;
mod lattice;
mod layers;
mod lots;
mod names;
mod parcels;
mod streets;
mod wards;
mod write;
mod zones;

pub use city::City;
pub use error::{CODES, SampleError};
pub use layers::SampleLayer;
pub use write::{Progress, write};

#[cfg(test)]
mod tests;
