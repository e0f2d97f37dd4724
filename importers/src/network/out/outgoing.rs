//! A network on its way out: its rows, and the tables they are of.

use network::{CRS_FIELD, NetworkLayers};
use spatial_core::crs::Crs;

use crate::network::stored::{Row, StoredNetwork};

/// A network and what is known of its tables.
pub(super) struct Outgoing<'a> {
    pub(super) name: &'a str,
    pub(super) layers: NetworkLayers<'a>,
    pub(super) stored: &'a StoredNetwork,
    /// The system of the tables.
    pub(super) crs: Crs,
}

impl Outgoing<'_> {
    /// The system of the file it came from; of one that came from none, that of the tables.
    pub(super) fn file_crs(&self) -> Crs {
        let said = self.head().and_then(|row| row.text(CRS_FIELD)).and_then(|text| Crs::parse(text).ok());
        said.unwrap_or(self.crs)
    }

    /// Its own row.
    pub(super) fn head(&self) -> Option<Row<'_>> {
        self.stored.networks.first().map(|feature| Row::of(self.layers.networks, feature))
    }
}
