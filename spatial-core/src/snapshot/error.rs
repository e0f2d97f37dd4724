//! What can go wrong with the memory copy and the questions to it.

use crate::crs::CrsError;
use crate::layer::LayerName;
use crate::message::{Message, Say};
use crate::store::StoreError;

/// Errors of the `snapshot` room.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The layer does not exist, or not for this audience.
    #[error("layer {layer} not found")]
    LayerNotFound {
        /// As asked.
        layer: LayerName,
    },
    /// The field does not exist, or not for this audience.
    #[error("layer {layer} has no field {field}")]
    FieldNotFound {
        /// Its layer.
        layer: LayerName,
        /// As asked.
        field: String,
    },
    /// The layer's reference system cannot be drawn or compared with.
    #[error("layer {layer} cannot be transformed")]
    Crs {
        /// The layer.
        layer: LayerName,
        /// Why.
        #[source]
        source: CrsError,
    },
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store was changed faster than it could be read, again and again.
    #[error("the store changed during {rounds} attempts to read it")]
    Unsettled {
        /// Attempts.
        rounds: u32,
    },
    /// The cached copy could not be written.
    #[error("writing the cached copy {path}")]
    CacheNotWritten {
        /// The file.
        path: std::path::PathBuf,
        /// The system's own words.
        #[source]
        source: std::io::Error,
    },
}

/// All codes of this room's own messages; the store's and the reference systems' are theirs.
pub const CODES: &[&str] = &["field-not-found", "layer-not-drawable", "world-unsettled", "world-cache-not-written"];

impl Say for SnapshotError {
    fn message(&self) -> Message {
        match self {
            Self::LayerNotFound { layer } => Message::new("layer-not-found").with("layer", layer),
            Self::FieldNotFound { layer, field } => {
                Message::new("field-not-found").with("layer", layer).with("field", field)
            }
            Self::Crs { layer, .. } => Message::new("layer-not-drawable").with("layer", layer),
            Self::Store(error) => error.message(),
            Self::Unsettled { .. } => Message::new("world-unsettled"),
            Self::CacheNotWritten { path, .. } => Message::new("world-cache-not-written").with("path", path.display()),
        }
    }
}
