//! The parcels that bear a key: the three numbers of the register, an identifier, or an id.

use spatial_core::layer::{FeatureId, Kind, LayerName};
use spatial_core::search::{FieldRole, FoundFeature, View, squashed};

use crate::search::answer::exactly;
use crate::search::reading::parcel_key::{self, ParcelTried};

/// Parcels of one key: there are two or three where a register is wrong, and more where it holds no sheets.
const MOST_PARCELS: usize = 100;

/// Their layers and ids, for a key that was read in one of these ways.
pub(crate) fn bearing(view: &View<'_>, key: &str, tried: ParcelTried) -> Vec<(LayerName, FeatureId)> {
    let found = match tried {
        ParcelTried::Key => parcel_key::coded(key).map_or_else(Vec::new, |key| exactly(view, &key, MOST_PARCELS)),
        ParcelTried::Identifier => identified(view, key),
        ParcelTried::Id => {
            let by_id = key.parse().map_or_else(|_| Vec::new(), |id| view.parcels_by_id(FeatureId(id)));
            if by_id.is_empty() { identified(view, key) } else { by_id }
        }
    };
    found.into_iter().take(MOST_PARCELS).map(|found| (found.layer().name.clone(), found.id())).collect()
}

/// Parcels whose identifier this is, whatever stands between its letters.
fn identified<'a>(view: &View<'a>, key: &str) -> Vec<FoundFeature<'a>> {
    let key = squashed(key);
    let is_parcel =
        |found: &FoundFeature<'_>| found.value(FieldRole::Number).is_some() || found.layer().kind == Kind::Parcel;
    let codes = view.codes(&key, MOST_PARCELS).into_iter();
    codes
        .filter(|found| found.role == FieldRole::Identifier && is_parcel(found))
        .filter(|found| found.value(FieldRole::Identifier).is_some_and(|value| squashed(&value) == key))
        .collect()
}
