//! Files brought into a store.

mod cases;
mod commands;
mod differential;
pub(crate) mod epanet;
mod faults;
mod faults_elsewhere;
mod ground_truth;
mod journeys;
mod letters;
mod places;
mod points;
mod remedies;
mod shapefiles;
mod types;
