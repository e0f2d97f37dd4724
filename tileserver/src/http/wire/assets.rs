//! What is said of a file that was put.

use schemars::JsonSchema;
use serde::Serialize;
use spatial_core::store::assets::Asset;

/// `POST /v1/assets`
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AssetDocument {
    /// SHA-256 of the bytes; rows name the file by it.
    hash: String,
    bytes: u64,
}

impl AssetDocument {
    pub(crate) fn of(asset: &Asset) -> Self {
        Self { hash: asset.hash.to_string(), bytes: asset.bytes }
    }
}
