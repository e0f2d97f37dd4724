//! Tables of a subject as the store has them, and their door.

use spatial_core::crs::Operation;
use spatial_core::layer::{DeclaredTable, Layer, Revision};
use spatial_core::store::{Store, StoreError};

use crate::city::City;
use crate::error::SampleError;

/// Who wrote it, in the store's books.
pub(super) const WHO: &str = "diaban sample";

/// A subject's tables in a store.
pub(super) struct Desk {
    pub(super) layers: Vec<Layer>,
}

impl Desk {
    /// Declares the tables, in the reference system of the city; titles in the same order.
    pub(super) async fn open(
        store: &Store,
        city: &City,
        tables: &[&DeclaredTable],
        titles: &[&str],
    ) -> Result<Self, SampleError> {
        let desk = Self::of(city, tables, titles);
        desk.declare(store).await?;
        Ok(desk)
    }

    /// The same before the store has them.
    pub(super) fn of(city: &City, tables: &[&DeclaredTable], titles: &[&str]) -> Self {
        let layer = |(table, title): (&&DeclaredTable, &&str)| {
            table
                .layer(City::CRS, Operation(city.operation().0.clone()), title)
                .expect("declared names fit the pattern")
        };
        Self { layers: tables.iter().zip(titles).map(layer).collect() }
    }

    pub(super) async fn declare(&self, store: &Store) -> Result<Revision, SampleError> {
        Ok(store.declare(&self.layers, WHO, WHO).await?.revision)
    }
}

/// # Errors
/// [`StoreError::LayerExists`] if one of the tables has rows: those of the city refer to each other by the ids they are given, and take the place of
/// what was there.
pub(super) async fn are_empty(store: &Store, tables: impl Iterator<Item = &DeclaredTable>) -> Result<(), SampleError> {
    let (_, layers) = store.layers().await?;
    let mut full =
        tables.filter_map(|table| layers.iter().find(|layer| layer.name.as_str() == table.layer && layer.count > 0));
    full.next().map_or(Ok(()), |layer| Err(StoreError::LayerExists { layer: layer.name.clone() }.into()))
}
