//! Tables of a subject as the store has them, and their door.

use spatial_core::crs::Operation;
use spatial_core::layer::{Change, DeclaredTable, Door, Layer, Transaction};
use spatial_core::store::{Committed, Store};

use crate::city::City;
use crate::error::SampleError;

/// Who wrote it, in the store's books.
pub(super) const WHO: &str = "diaban sample";

/// A subject's tables in a store.
pub(super) struct Desk<'a> {
    store: &'a Store,
    pub(super) layers: Vec<Layer>,
}

impl<'a> Desk<'a> {
    /// Declares the tables, in the reference system of the city; titles in the same order.
    pub(super) async fn open(
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
    pub(super) async fn commit(&self, changes: Vec<Change>) -> Result<Committed, SampleError> {
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
