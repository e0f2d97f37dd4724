//! A legal exchange package of one plan of the city, and copies of it with one fault each, for who checks packages.

mod clean;
mod faults;

pub use clean::{package, package_plan};
pub use faults::{SeededFault, seeded_faults};
