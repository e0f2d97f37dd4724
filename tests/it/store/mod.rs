//! Stores: what both must do, and what outsiders see of a file.

mod assets;
mod beside;
pub(crate) mod city;
mod commits;
pub(crate) mod contract;
mod fields;
mod imports;
mod killed;
mod listed;
mod migrated;
mod naming;
mod outsiders;
mod private;
mod references;
mod restored;
mod series;
mod shapeless;
mod stages;
mod subjects;
mod tables;
