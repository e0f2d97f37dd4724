//! Which files the rows of a transaction name. Stores look for them once, when all is written.

use std::collections::BTreeMap;

use crate::layer::{Change, Layer, LayerName, Value};
use crate::store::StoreError;
use crate::store::assets::AssetHash;

/// A field of a row that names a file.
#[derive(Debug, Clone)]
pub(in crate::store) struct AssetNaming {
    layer: LayerName,
    field: String,
}

impl AssetNaming {
    fn of(layer: &Layer, at: usize) -> Self {
        Self { layer: layer.name.clone(), field: layer.schema.fields[at].name.clone() }
    }

    /// The file is not there.
    pub(in crate::store) fn missing(self, hash: impl ToString) -> StoreError {
        StoreError::AssetMissing { layer: self.layer, field: self.field, hash: hash.to_string() }
    }
}

/// Files, each with a field that names it.
pub(in crate::store) type NamedAssets = BTreeMap<AssetHash, AssetNaming>;

/// Takes note of what a field names.
///
/// # Errors
/// [`StoreError::AssetMissing`] if it names something that is no file's hash.
pub(in crate::store) fn note(layer: &Layer, at: usize, text: &str, named: &mut NamedAssets) -> Result<(), StoreError> {
    let hash = AssetHash::parse(text).map_err(|_| AssetNaming::of(layer, at).missing(text))?;
    named.entry(hash).or_insert_with(|| AssetNaming::of(layer, at));
    Ok(())
}

/// All files that changes name; their layers are known, for they were written.
///
/// # Errors
/// As [`note`].
pub(in crate::store) fn named<'a>(
    changes: &[Change],
    layer_of: impl Fn(&LayerName) -> Option<&'a Layer>,
) -> Result<NamedAssets, StoreError> {
    let mut found = NamedAssets::new();
    for change in changes {
        let Some(layer) = layer_of(change.layer()) else { continue };
        for at in layer.schema.asset_fields() {
            let value = match change {
                Change::Insert { values, .. } | Change::Update { values, .. } => values.get(at),
                Change::Assign { field, value, .. } if *field == at => Some(value),
                Change::Assign { .. } | Change::Delete { .. } | Change::Expect { .. } | Change::Unmoved { .. } => None,
            };
            if let Some(Value::Text(text)) = value {
                note(layer, at, text, &mut found)?;
            }
        }
    }
    Ok(found)
}
