//! The folder of files, as all clones share it.

use std::path::Path;
use std::sync::Arc;

use super::place::{AssetPlace, file_error};
use crate::store::StoreError;
use crate::store::assets::AssetHash;
use crate::store::gpkg::link::off_thread::blocking;

/// The folder, there or not yet. Cheap to clone.
#[derive(Debug, Clone)]
pub(in crate::store) struct AssetFolder {
    pub(super) place: Arc<AssetPlace>,
}

impl AssetFolder {
    /// The files of a GeoPackage: beside the GeoPackage itself, wherever a link to it lies.
    pub(in crate::store) fn beside(store: &Path) -> Self {
        Self { place: Arc::new(AssetPlace::beside(store)) }
    }

    pub(in crate::store) async fn has(&self, hash: AssetHash) -> Result<bool, StoreError> {
        let path = self.place.of(hash);
        blocking(move || path.try_exists().map_err(|error| file_error("looking for", &path, error))).await
    }
}
