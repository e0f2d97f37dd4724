//! Files brought into a store.

mod differential;
mod ground_truth;
mod journeys;
mod shapefiles;
