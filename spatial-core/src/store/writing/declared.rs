//! A table that a subject declares against the layer of its name that is there: the same, less than declared, or something else.

use crate::layer::{Field, GeometryType, Layer};
use crate::store::StoreError;

/// What the layer is to become, fields it lacks at the end; `None` if it is all that is declared. Fields it has beyond that stay, and so
/// does its title.
///
/// # Errors
/// [`StoreError::DeclaredOtherwise`] if it is another table, or holds something that is declared as something else.
pub(in crate::store) fn completed(live: &Layer, declared: &Layer) -> Result<Option<Layer>, StoreError> {
    let otherwise = |what: &str, has: String, wanted: String| {
        let (layer, what) = (live.name.clone(), what.to_owned());
        Err(StoreError::DeclaredOtherwise { layer, what, has, wanted })
    };
    if live.subject != declared.subject {
        let said = |layer: &Layer| layer.subject.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
        return otherwise("subject", said(live), said(declared));
    }
    let (has, wanted) = (live.schema.geometry, declared.schema.geometry);
    if has != wanted {
        return otherwise("geometry", has.as_str().to_owned(), wanted.as_str().to_owned());
    }
    if live.crs != declared.crs && has != GeometryType::None {
        return otherwise("crs", live.crs.to_string(), declared.crs.to_string());
    }
    let mut next = live.clone();
    for field in &declared.schema.fields {
        match live.schema.position(&field.name) {
            None => next.schema.fields.push(field.clone()),
            Some(at) if live.schema.fields[at].kind == field.kind => next.schema.fields[at] = field.clone(),
            Some(at) => {
                let kind = |field: &Field| field.kind.as_str().to_owned();
                return otherwise(&field.name, kind(&live.schema.fields[at]), kind(field));
            }
        }
    }
    next.kind = declared.kind;
    next.door = declared.door.clone();
    next.rows.clone_from(&declared.rows);
    next.clearance = declared.clearance.clone();
    next.draw = declared.draw.clone();
    Ok((next != *live).then_some(next))
}
