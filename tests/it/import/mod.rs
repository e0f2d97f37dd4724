//! Files brought into a store.

mod ground_truth;
mod journeys;
