//! Is a layer still what who writes takes it to be, and can it take what is to join it?

use super::{StageMode, StoreError};
use crate::layer::{Change, Door, Layer, Layout, Transaction};

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

/// Refuses a layer of which the catalogue would forget something: who sees which rows, whose table it is, through which door it is
/// written. Forgotten, hidden rows would be shown to anybody.
pub(super) fn is_kept_whole(layer: &Layer) -> Result<(), StoreError> {
    let forgotten =
        [("rows", layer.rows.is_some()), ("subject", layer.subject.is_some()), ("door", layer.door != Door::Items)];
    match forgotten.into_iter().find(|(_, is_there)| *is_there) {
        Some((what, _)) => Err(mismatch(layer, what, "the catalogue does not keep it yet".to_owned())),
        None => Ok(()),
    }
}

/// Refuses changes that refer to other changes: the ids would be lost.
pub(super) fn refers_to_nothing(transaction: &Transaction) -> Result<(), StoreError> {
    let linked = |change: &&Change| match change {
        Change::Insert { links, .. } | Change::Update { links, .. } => !links.is_empty(),
        Change::Assign { .. } | Change::Delete { .. } => false,
    };
    match transaction.changes.iter().find(linked) {
        Some(change) => Err(StoreError::SchemaMismatch {
            layer: change.layer().clone(),
            field: "links".to_owned(),
            problem: "links between changes are not resolved yet".to_owned(),
        }),
        None => Ok(()),
    }
}

/// What does not fit a layer.
pub(super) fn mismatch(live: &Layer, field: &str, problem: String) -> StoreError {
    StoreError::SchemaMismatch { layer: live.name.clone(), field: field.to_owned(), problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crs::{Crs, Operation};
    use crate::layer::{DeclaredField, DeclaredTable, FieldType, GeometryType, Handle, Kind, Link, Value};

    const NOTES: DeclaredTable = DeclaredTable {
        room: "notes",
        table: "note",
        layer: "notes",
        kind: Kind::Feature,
        geometry: GeometryType::Point,
        fields: &[DeclaredField::open("text", FieldType::Text)],
        clearance: "anonymous",
        rows: None,
        class_field: None,
    };

    #[test]
    fn what_the_catalogue_would_forget_is_refused() {
        let declared = NOTES.layer(Crs::Epsg(9218), Operation(String::new()), "x").unwrap();
        assert!(is_kept_whole(&declared).is_err());
        let plain = Layer { subject: None, door: Door::Items, ..declared };
        assert!(is_kept_whole(&plain).is_ok());
    }

    #[test]
    fn a_link_nobody_resolves_is_refused() {
        let layer = NOTES.layer(Crs::Epsg(9218), Operation(String::new()), "x").unwrap().name;
        let (values, links) = (vec![Value::Null], vec![Link { field: 0, to: Handle(0) }]);
        let linked = Change::Insert { layer, geometry: None, values, handle: None, links };
        let transaction = |changes| Transaction {
            who: "lan".to_owned(),
            why: String::new(),
            door: Door::Items,
            expected_revision: None,
            expected_layouts: Vec::new(),
            changes,
        };
        assert!(refers_to_nothing(&transaction(vec![linked])).is_err());
        assert!(refers_to_nothing(&transaction(Vec::new())).is_ok());
    }
}
