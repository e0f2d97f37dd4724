//! The tables of subjects in the sample city, written through their doors: the plan register, and a network of ten pipes.

mod network;
mod register;

use spatial_core::crs::Operation;
use spatial_core::layer::{Change, DeclaredTable, Door, Layer, Revision, Transaction};
use spatial_core::store::{Committed, Store};

use crate::city::City;
use crate::error::SampleError;

/// Who wrote it, in the store's books.
const WHO: &str = "diaban sample";

/// Writes them after the layers; returns the last commit.
///
/// # Errors
/// As [`crate::write_subjects`].
pub(crate) async fn write(store: &Store, city: &City) -> Result<Revision, SampleError> {
    register::write(store, city).await?;
    network::write(store, city).await
}

/// A subject's tables in a store.
struct Desk<'a> {
    store: &'a Store,
    layers: Vec<Layer>,
}

impl<'a> Desk<'a> {
    /// Declares the tables, in the reference system of the city; titles in the same order.
    async fn open(
        store: &'a Store,
        city: &City,
        tables: &[&DeclaredTable],
        titles: &[&str],
    ) -> Result<Self, SampleError> {
        let layer = |(table, title): (&&DeclaredTable, &&str)| {
            table
                .layer(City::CRS, Operation(city.operation().0.clone()), title)
                .expect("declared names fit the pattern")
        };
        let layers: Vec<Layer> = tables.iter().zip(titles).map(layer).collect();
        store.declare(&layers, WHO, WHO).await?;
        Ok(Self { store, layers })
    }

    /// Commits through the door of the tables.
    async fn commit(&self, changes: Vec<Change>) -> Result<Committed, SampleError> {
        let transaction = Transaction {
            who: WHO.to_owned(),
            why: WHO.to_owned(),
            door: self.layers.first().map_or(Door::Items, |layer| layer.door.clone()),
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes,
        };
        Ok(self.store.commit(transaction).await?)
    }
}
