//! Is a layer still what who writes takes it to be, and can it take what is to join it?

use crate::layer::{Layer, Layout};
use crate::store::{StageMode, StoreError};

/// Refuses what was written for another layout of the layer.
pub(super) fn expect(expected: &Layout, live: &Layer) -> Result<(), StoreError> {
    if *expected == Layout::of(live) { Ok(()) } else { Err(StoreError::LayoutChanged { layer: live.name.clone() }) }
}

/// Can records of this kind join the layer at all? Told before the first record is read.
pub(super) fn check_joins(live: &Layer, staged: &Layer, mode: &StageMode) -> Result<(), StoreError> {
    if live.crs != staged.crs {
        let (layer, has, given) = (live.name.clone(), live.crs, staged.crs);
        return Err(StoreError::CrsMismatch { layer, has, given });
    }
    match mode {
        StageMode::Update { key } if live.schema.position(key).is_none() => {
            Err(mismatch(live, key, "no such field in the layer".to_owned()))
        }
        _ => Ok(()),
    }
}

/// What does not fit a layer.
pub(super) fn mismatch(live: &Layer, field: &str, problem: String) -> StoreError {
    StoreError::SchemaMismatch { layer: live.name.clone(), field: field.to_owned(), problem }
}
