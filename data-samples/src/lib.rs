//! A generator of a synthetic Vietnamese coastal city, any size, deterministic; of an exchange package of one of
//! its plans, and of the file the import benchmark reads.
//!
//! It invents land, never people: no land user, no certificate. Start at [`City`]; [`write()`] puts it into a store.

mod batches;
pub mod bench;
mod city;
mod dice;
mod error;
mod fabric;
mod land;
mod layers;
mod networks;
mod planning;
mod site;
mod terrain;
mod write;

pub use city::City;
pub use error::{CODES, SampleError};
pub use layers::SampleLayer;
pub use write::{
    SampleProgress, SeededFault, package, package_plan, seeded_faults, write, write_layers, write_subjects,
};

#[cfg(test)]
mod tests;
