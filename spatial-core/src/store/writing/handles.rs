//! Ids drawn within a transaction, for the changes after that refer to them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::layer::{FeatureId, FieldType, Handle, Layer, LayerName, Link, Value};
use crate::store::StoreError;

/// The inserts of one transaction that have a handle.
#[derive(Debug, Default)]
pub(in crate::store) struct Handles {
    drawn: HashMap<Handle, (LayerName, FeatureId)>,
}

impl Handles {
    /// Takes note of an insert. A handle that was used before would leave it open which of the two is meant.
    pub(in crate::store) fn define(
        &mut self,
        handle: Option<Handle>,
        layer: &LayerName,
        id: FeatureId,
    ) -> Result<(), StoreError> {
        let Some(handle) = handle else { return Ok(()) };
        match self.drawn.insert(handle, (layer.clone(), id)) {
            None => Ok(()),
            Some(_) => Err(misfit(layer, "*", format!("handle {} stands for two features", handle.0))),
        }
    }

    /// The values with the ids that the links mean.
    pub(in crate::store) fn resolved<'a>(
        &self,
        layer: &Layer,
        values: &'a [Value],
        links: &[Link],
    ) -> Result<Cow<'a, [Value]>, StoreError> {
        let mut values = Cow::Borrowed(values);
        for link in links {
            let Some(field) = layer.schema.fields.get(link.field).filter(|_| link.field < values.len()) else {
                return Err(misfit(&layer.name, "*", format!("no field {}", link.field)));
            };
            let Some((target, id)) = self.drawn.get(&link.to) else {
                let problem = format!("handle {} stands for no feature before it", link.to.0);
                return Err(misfit(&layer.name, &field.name, problem));
            };
            if field.kind != FieldType::Integer || field.meaning.refers.as_ref().is_some_and(|refers| refers != target)
            {
                return Err(misfit(&layer.name, &field.name, format!("does not refer to {target}")));
            }
            // Ids are below 2^53.
            values.to_mut()[link.field] = Value::Integer(id.0.cast_signed());
        }
        Ok(values)
    }
}

fn misfit(layer: &LayerName, field: &str, problem: String) -> StoreError {
    StoreError::SchemaMismatch { layer: layer.clone(), field: field.to_owned(), problem }
}
