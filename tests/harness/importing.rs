//! Imports in the test's own process: a store in a folder, a file brought into it, and what it holds then.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use importers::{Cancel, ImportError, ImportRequest, Report};
use spatial_core::layer::{Feature, Layer, LayerName};
use spatial_core::store::{Store, StoreAddress};

/// Everything the layer holds, in order of id.
///
/// # Panics
/// If it cannot be scanned.
pub async fn features(store: &Store, layer: &str) -> Vec<Feature> {
    let all = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&all);
    let layer = LayerName::parse(layer).expect("a layer name");
    store
        .scan(&layer, move |batch| {
            into.lock().expect("no panic while scanning").extend(batch);
            ControlFlow::Continue(())
        })
        .await
        .expect("the layer can be scanned");
    std::mem::take(&mut *all.lock().expect("no panic while scanning"))
}

/// The layer of this name.
///
/// # Panics
/// If it is not there.
pub async fn layer(store: &Store, name: &str) -> Layer {
    let (_, layers) = store.layers().await.expect("layers can be listed");
    layers.into_iter().find(|layer| layer.name.as_str() == name).expect("the layer is there")
}

/// A new store in a folder.
///
/// # Panics
/// If it cannot be made.
pub async fn empty_store(folder: &Path) -> Store {
    Store::open(&StoreAddress::Gpkg(folder.join("city.gpkg")), true).await.expect("a new store opens")
}

/// Imports, and sees that the counts add up.
///
/// # Errors
/// As [`importers::import`].
pub async fn import(store: &Store, request: ImportRequest) -> Result<Report, ImportError> {
    let report = importers::import(store, request, &|_| {}, &Cancel::default()).await?;
    assert_eq!(report.read, report.loaded + report.quarantined, "{report:?}");
    Ok(report)
}

/// The plain request for one file.
///
/// # Panics
/// If `layer` is no name.
pub fn request(file: PathBuf, layer: &str) -> ImportRequest {
    ImportRequest::new(vec![file], LayerName::parse(layer).expect("a layer name"))
}
