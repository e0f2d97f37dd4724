//! Work that waits for the disk, off the threads that serve.

use crate::store::StoreError;

/// Runs on a thread that may wait for the disk.
pub(in crate::store::gpkg) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Closed)?
}
