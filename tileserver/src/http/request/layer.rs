//! The layer an address names.

use std::sync::Arc;

use spatial_core::layer::{Audience, LayerName};
use spatial_core::snapshot::{LayerSnapshot, World};

use crate::http::HttpError;

/// It, if there is one of that name for this audience.
pub(crate) fn layer<'a>(world: &'a World, id: &str, audience: Audience) -> Result<&'a Arc<LayerSnapshot>, HttpError> {
    let name = LayerName::parse_stored(id);
    let found = name.and_then(|name| world.layer(&name, audience));
    found.ok_or_else(|| HttpError::LayerNotFound { layer: id.chars().take(64).collect() })
}
