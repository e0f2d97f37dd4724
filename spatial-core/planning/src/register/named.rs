//! Parcels by their keys, as lists of projects name them.

use std::collections::{BTreeMap, BTreeSet};

use spatial_core::layer::FeatureId;
use spatial_core::snapshot::LayerSnapshot;

use crate::tables::PARCELS_FIELD;

/// Between the keys of parcels that a project names.
pub const BETWEEN_PARCELS: &str = "; ";

/// Projects by the parcels they name.
pub(super) type Named = BTreeMap<String, BTreeSet<FeatureId>>;

/// What a parcel may be named by: its identifier, and its commune, sheet and number together.
pub fn parcel_names(identifier: Option<&str>, numbers: [Option<&str>; 3]) -> Vec<String> {
    let together = match numbers {
        [Some(commune), Some(sheet), Some(number)] => Some(format!("{commune}-{sheet}-{number}")),
        _ => None,
    };
    identifier.map(plain).into_iter().chain(together.as_deref().map(plain)).collect()
}

/// Projects by the parcels they name, whoever may see them.
pub(super) fn named(projects: &LayerSnapshot) -> Named {
    let mut named = Named::new();
    let Some(field) = projects.layer().schema.position(PARCELS_FIELD) else { return named };
    for row in projects.iter() {
        let keys = row.text(field).unwrap_or_default().split([';', ',', '\n']);
        for key in keys.map(plain).filter(|key| !key.is_empty()) {
            named.entry(key).or_default().insert(FeatureId(row.id()));
        }
    }
    named
}

/// A key without blanks, in small letters.
fn plain(key: &str) -> String {
    key.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_is_named_by_its_identifier_and_by_its_numbers_together() {
        let numbers = [Some("26506"), Some("12"), Some("45")];
        assert_eq!(parcel_names(Some("W3UY5VT93W85"), numbers), ["w3uy5vt93w85", "26506-12-45"]);
        assert_eq!(parcel_names(None, [Some("26506"), None, Some("45")]), Vec::<String>::new());
        assert_eq!(plain(" 26506 - 12 - 45 "), "26506-12-45");
    }
}
