//! Is a layer still what who writes takes it to be, and can it take what is to join it?

use crate::layer::{Door, GeometryType, Layer, Layout};
use crate::store::{StageMode, StoreError};

/// Refuses what was written for another layout of the layer.
pub(super) fn expect(expected: &Layout, live: &Layer) -> Result<(), StoreError> {
    if *expected == Layout::of(live) { Ok(()) } else { Err(StoreError::LayoutChanged { layer: live.name.clone() }) }
}

/// Refuses what comes through another door than the layer's.
pub(super) fn through(door: &Door, live: &Layer) -> Result<(), StoreError> {
    if *door == live.door {
        return Ok(());
    }
    Err(StoreError::OtherDoor { layer: live.name.clone(), door: live.door.clone() })
}

/// Can these records take the layer's place at all? What was before is read with the columns of what is now.
pub(super) fn check_replaces(live: &Layer, staged: &Layer) -> Result<(), StoreError> {
    let is_shapeless = |layer: &Layer| layer.schema.geometry == GeometryType::None;
    if is_shapeless(live) == is_shapeless(staged) {
        return Ok(());
    }
    let (has, given) = (live.schema.geometry.as_str(), staged.schema.geometry.as_str());
    Err(mismatch(live, "geometry", format!("{given} into {has}")))
}

/// Can records of this kind join the layer at all? Told before the first record is read.
pub(super) fn check_joins(live: &Layer, staged: &Layer, mode: &StageMode) -> Result<(), StoreError> {
    check_replaces(live, staged)?;
    if live.crs != staged.crs && live.schema.geometry != GeometryType::None {
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
