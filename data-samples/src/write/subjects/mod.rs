//! The tables of subjects in the sample city, written through their doors: the plan register, and the water net as a network.

mod desk;
mod network;
mod register;

use spatial_core::layer::Revision;
use spatial_core::store::Store;

use crate::city::City;
use crate::error::SampleError;

/// Writes them after the layers; returns the last commit.
///
/// # Errors
/// As [`crate::write_subjects`].
pub(crate) async fn write(store: &Store, city: &City) -> Result<Revision, SampleError> {
    let tables = planning::TABLES.iter().chain(&[&planning::STEP_LOG]).chain(::network::TABLES);
    desk::are_empty(store, tables.copied()).await?;
    register::write(store, city).await?;
    network::write(store, city).await
}
