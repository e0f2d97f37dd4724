//! Which rows a transaction touched so that a reference may lead nowhere after it. Stores look at them once, at its end: whatever the
//! changes did to each other in between, only what is left must hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::layer::{FeatureId, Field, FieldType, Layer, LayerName};

/// The rows to look at.
#[derive(Debug, Default)]
pub(in crate::store) struct References {
    /// Rows written in fields that refer.
    pub written: BTreeMap<LayerName, BTreeSet<FeatureId>>,
    /// Rows that are gone: others may refer to them.
    pub gone: BTreeMap<LayerName, BTreeSet<FeatureId>>,
}

impl References {
    /// A row was inserted, or written anew.
    pub(in crate::store) fn wrote(&mut self, layer: &Layer, id: FeatureId) {
        if layer.schema.fields.iter().any(|field| target(field).is_some()) {
            self.written.entry(layer.name.clone()).or_default().insert(id);
        }
    }

    /// One field of many rows was written.
    pub(in crate::store) fn assigned(&mut self, layer: &Layer, field: usize, ids: &[FeatureId]) {
        if layer.schema.fields.get(field).and_then(target).is_some() {
            self.written.entry(layer.name.clone()).or_default().extend(ids);
        }
    }

    /// A row was deleted.
    pub(in crate::store) fn deleted(&mut self, layer: &LayerName, id: FeatureId) {
        self.gone.entry(layer.clone()).or_default().insert(id);
    }
}

/// The layer a field refers to: its values are ids of rows there.
pub(in crate::store) fn target(field: &Field) -> Option<&LayerName> {
    field.meaning.refers.as_ref().filter(|_| field.kind == FieldType::Integer)
}

/// Positions of the fields that refer to a layer.
pub(in crate::store) fn referring<'a>(layer: &'a Layer, to: &'a LayerName) -> impl Iterator<Item = usize> + 'a {
    layer.schema.fields.iter().enumerate().filter(move |(_, field)| target(field) == Some(to)).map(|(at, _)| at)
}
