//! The parcel itself: its keys, and its area in law and in the grid.

use spatial_core::layer::{Audience, FieldRole, Layer, Unit};
use spatial_core::snapshot::{FeatureRef, ValueRef};
use spatial_core::units::SquareMetres;

use super::Question;
use crate::apps::planning::extract::wire::{KeysTold, ParcelTold};
use crate::apps::planning::wire::hundredths;
use crate::http::wire::pages::examples::named;

impl Question {
    /// A row of a layer of parcels, with its area if the layer has a grid.
    pub(super) fn parcel(&self, layer: &Layer, row: &FeatureRef<'_>, grid_area: Option<SquareMetres>) -> ParcelTold {
        let keys = keys(layer, row, self.audience);
        let commune = keys.commune.as_deref();
        ParcelTold {
            layer: layer.name.to_string(),
            id: row.id(),
            commune_name: commune.and_then(|code| named(self.held.world(), self.audience, code)),
            keys,
            registered_area_m2: self.registered_area(layer, row),
            grid_area_m2: grid_area.map(|area| hundredths(area.0)),
            crs: layer.crs.to_string(),
        }
    }

    fn registered_area(&self, layer: &Layer, row: &FeatureRef<'_>) -> Option<f64> {
        let (unit, value) = playing(layer, row, FieldRole::RegisteredArea, self.audience)?;
        let square_metres = match unit {
            Some(Unit::Hectare) => 10_000.0,
            Some(Unit::SquareKilometre) => 1_000_000.0,
            _ => 1.0,
        };
        let number = match value {
            ValueRef::Real(number) => number,
            #[expect(clippy::cast_precision_loss, reason = "no parcel has 2^53 m²")]
            ValueRef::Integer(number) => number as f64,
            _ => return None,
        };
        Some(hundredths(number * square_metres))
    }
}

/// What a parcel is found by, as far as the reader may see it.
pub(in crate::apps::planning) fn keys(layer: &Layer, row: &FeatureRef<'_>, audience: Audience) -> KeysTold {
    let key = |role| playing(layer, row, role, audience).and_then(|(_, value)| written(value));
    KeysTold {
        commune: key(FieldRole::Commune),
        sheet: key(FieldRole::Sheet),
        number: key(FieldRole::Number),
        identifier: key(FieldRole::Identifier),
    }
}

/// The value of the field that plays a part, if the reader may see it.
fn playing<'a>(
    layer: &Layer,
    row: &FeatureRef<'a>,
    role: FieldRole,
    audience: Audience,
) -> Option<(Option<Unit>, ValueRef<'a>)> {
    let field = &layer.schema.fields[layer.schema.playing(role)?];
    Some((field.meaning.unit, row.value(layer.schema.seen(&field.name, audience)?)))
}

fn written(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Text(text) => Some(text.to_owned()),
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Null | ValueRef::Boolean(_) => None,
    }
}
