//! Which fields of a feature a tile carries.
//!
//! A tile of zoom 14 may hold 45,000 parcels, whose identifiers and areas are nearly all different: they made up half of its bytes and of the
//! time it took, and no map of that zoom shows them. So layers that lie as dense as that carry, below [`ALL_FIELDS_FROM`], what maps colour,
//! filter and list by; `/collections/{layer}/items` has all fields at any zoom. Of networks that is also how wide a pipe is and what is so or not
//! so: shut, a source. Zones of plans, which lie over one another, do without what is written of each alone: sign, name, figures.

use crate::layer::{Audience, Field, FieldRole, FieldType, Kind, Layer, Unit};

/// From this zoom a feature has every field the audience may see.
pub const ALL_FIELDS_FROM: u8 = 15;

/// What dense layers are coloured, filtered and listed by.
const DRAWN_BY: [FieldRole; 5] =
    [FieldRole::Class, FieldRole::State, FieldRole::Sheet, FieldRole::Number, FieldRole::Parent];

/// Positions of the fields a tile of a zoom carries for an audience, in order.
pub(super) fn carried(layer: &Layer, zoom: u8, audience: Audience) -> impl Iterator<Item = usize> + '_ {
    let is_far_out = zoom < ALL_FIELDS_FROM;
    layer.schema.visible(audience).filter(move |&at| match layer.kind {
        Kind::Parcel | Kind::Building | Kind::Network => !is_far_out || is_drawn_by(layer, at),
        Kind::Zone => !is_far_out || is_drawn_by(layer, at) || !is_of_one(&layer.schema.fields[at]),
        Kind::Ward | Kind::Line | Kind::Feature | Kind::Base => true,
    })
}

/// True of what hardly two zones share, or a figure: no map of a town tells it.
fn is_of_one(field: &Field) -> bool {
    let is_figure = matches!(field.kind, FieldType::Integer | FieldType::Real);
    is_figure || matches!(field.meaning.role, Some(FieldRole::Code | FieldRole::Name | FieldRole::Identifier))
}

fn is_drawn_by(layer: &Layer, at: usize) -> bool {
    let field = &layer.schema.fields[at];
    layer.draw.class_field.as_deref() == Some(&*field.name)
        || field.meaning.role.is_some_and(|role| DRAWN_BY.contains(&role))
        || field.kind == FieldType::Boolean
        || field.meaning.unit == Some(Unit::Millimetre)
}
