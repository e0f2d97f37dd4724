//! From the city to a store: layer after layer, each visible as a whole.

mod package;
mod photo;
mod subjects;

pub use package::{SeededFault, package, package_plan, seeded_faults};
pub use photo::photo;
use spatial_core::layer::{LayerName, Revision};
use spatial_core::store::{StageMode, Store};

use crate::city::City;
use crate::error::SampleError;
use crate::layers::SampleLayer;

/// Features handed to the store at once.
const BATCH: usize = 4096;

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleProgress {
    /// The layer being written.
    pub layer: LayerName,
    /// Features written so far, of this layer.
    pub done: u64,
    /// Features of this layer, where known beforehand.
    pub total: Option<u64>,
}

/// Writes the whole city, its layers and the tables of its subjects, into a store that has none of them; returns the last commit.
///
/// # Errors
/// [`SampleError::Store`] if one of the layers exists or the store cannot be written; layers published before stay.
pub async fn write(store: &Store, city: &City, progress: impl FnMut(SampleProgress)) -> Result<Revision, SampleError> {
    write_layers(store, city, &SampleLayer::WHOLE, progress).await?;
    write_subjects(store, city).await
}

/// Writes the tables of subjects into a store that has the city: the plan register, and the water net as a network.
///
/// # Errors
/// [`SampleError::Store`] if the store cannot be written, has a layer of such a name that is something else, or has plans or networks.
pub async fn write_subjects(store: &Store, city: &City) -> Result<Revision, SampleError> {
    subjects::write(store, city).await
}

/// The layers of the city, some of them: what does not look at networks and buildings need not wait for them.
///
/// # Errors
/// As [`write()`].
pub async fn write_layers(
    store: &Store,
    city: &City,
    layers: &[SampleLayer],
    mut progress: impl FnMut(SampleProgress),
) -> Result<Revision, SampleError> {
    let mut revision = Revision::default();
    for &layer in layers {
        let layout = city.layer(layer);
        let name = layout.name.clone();
        let total = (layer == SampleLayer::Parcels).then(|| u64::from(city.parcel_count()));
        let mut stage = store.stage(layout, StageMode::Create).await?;
        let mut done = 0;
        let mut waiting = Vec::with_capacity(BATCH);
        for batch in city.batches(layer) {
            waiting.extend(batch?);
            if waiting.len() >= BATCH {
                done += waiting.len() as u64;
                stage.append(std::mem::replace(&mut waiting, Vec::with_capacity(BATCH))).await?;
                progress(SampleProgress { layer: name.clone(), done, total });
            }
        }
        done += waiting.len() as u64;
        stage.append(waiting).await?;
        revision = stage.publish("diaban sample").await?.revision;
        progress(SampleProgress { layer: name, done, total });
    }
    Ok(revision)
}
