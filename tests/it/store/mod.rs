//! Stores: what both must do, and what outsiders see of a file.

mod beside;
pub(crate) mod city;
mod commits;
pub(crate) mod contract;
mod fields;
mod imports;
mod killed;
mod listed;
mod outsiders;
pub(crate) mod private;
mod restored;
mod stages;
pub(crate) mod subjects;
mod tables;
