//! What is checked, and the lists of what is not yet as it should be. Lists only ever become shorter.

mod absences;
mod circles;
mod crates;
mod rooms;
mod shape;
