//! The tables of networks as a store has them, or as they are to be made.

use network::{NODES, NetworkLayers, ROOM, TABLES, TITLES};
use spatial_core::crs::{Crs, Operation, Transform};
use spatial_core::layer::{DeclaredTable, Kind, Layer};
use spatial_core::store::Store;

use super::error::NetworkError;

/// The tables.
#[derive(Debug)]
pub(super) struct Tables {
    /// In the order of their declarations.
    pub(super) layers: Vec<Layer>,
    /// The reference system of their shapes.
    pub(super) crs: Crs,
    /// False if some are missing in the store, or lack fields.
    are_there: bool,
}

impl Tables {
    /// Of all layers of a store, for a file in a system: tables that are there keep theirs, new ones take the file's. Where that lies nowhere
    /// on earth they take that of the parcels, or of the first layer in a grid, so that a network that does lie somewhere can follow.
    pub(super) fn of(layers: &[Layer], file: Crs) -> Result<Self, NetworkError> {
        let find = |table: &DeclaredTable| layers.iter().find(|layer| is(layer, table));
        let crs = match find(&NODES) {
            Some(nodes) => nodes.crs,
            None if file == Crs::Local => grid(layers).unwrap_or(Crs::Local),
            None => file,
        };
        let operation = match crs {
            Crs::Local => Operation(String::new()),
            crs => Transform::new(crs, Crs::WGS84).map_err(NetworkError::Crs)?.operation().clone(),
        };
        let mut are_there = true;
        let mut all = Vec::with_capacity(TABLES.len());
        for (table, title) in TABLES.iter().zip(TITLES) {
            let there = find(table).filter(|layer| table.lacking(layer).is_none());
            are_there &= there.is_some();
            let declared = || table.layer(crs, operation.clone(), title);
            all.push(match there {
                Some(layer) => layer.clone(),
                None => declared().map_err(|_| NetworkError::Broken)?,
            });
        }
        Ok(Self { layers: all, crs, are_there })
    }

    /// The same of a store that has them all.
    pub(super) fn there(layers: &[Layer]) -> Option<Self> {
        let crs = layers.iter().find(|layer| is(layer, &NODES))?.crs;
        let find = |table: &&DeclaredTable| layers.iter().find(|layer| is(layer, table)).cloned();
        Some(Self { layers: TABLES.iter().map(find).collect::<Option<_>>()?, crs, are_there: true })
    }

    /// Makes those that are missing and completes those that lack fields; as the store has them then.
    pub(super) async fn made(self, store: &Store, who: &str, why: &str) -> Result<Self, NetworkError> {
        if !self.are_there {
            store.declare(&self.layers, who, why).await?;
        }
        let (_, stored) = store.layers().await?;
        let made = Self::there(&stored).ok_or(NetworkError::Broken)?;
        let lacking = TABLES.iter().zip(&made.layers).find_map(|(table, layer)| Some((layer, table.lacking(layer)?)));
        match lacking {
            Some((layer, field)) => Err(NetworkError::TableLacks { layer: layer.name.to_string(), field }),
            None => Ok(made),
        }
    }

    /// One of them.
    pub(super) fn layer(&self, table: &DeclaredTable) -> Option<&Layer> {
        self.layers.iter().find(|layer| is(layer, table))
    }

    /// Those a draft is written to.
    pub(super) fn all(&self) -> Option<NetworkLayers<'_>> {
        NetworkLayers::of(&self.layers)
    }

    /// True if none of them was there: no row can be.
    pub(super) fn are_new(layers: &[Layer]) -> bool {
        !layers.iter().any(|layer| is(layer, &NODES))
    }
}

fn is(layer: &Layer, table: &DeclaredTable) -> bool {
    layer.subject.as_ref().is_some_and(|subject| subject.is(ROOM, table.table))
}

/// The system of the parcels, or else of the first layer in a grid.
pub(super) fn grid(layers: &[Layer]) -> Option<Crs> {
    let in_a_grid = |layer: &&Layer| {
        layer.has_shape() && layer.crs != Crs::Local && layer.crs.info().is_ok_and(|info| !info.is_geographic)
    };
    let grids = || layers.iter().filter(in_a_grid);
    grids().find(|layer| layer.kind == Kind::Parcel).or_else(|| grids().next()).map(|layer| layer.crs)
}
