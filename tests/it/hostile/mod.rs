//! Files and requests that mean harm.

mod archives;
mod bodies;
mod fuzz;
mod json;
mod surroundings;
mod tables;
