//! What one might look for, as examples beside the search box: taken from the data, so that each of them finds something.

use spatial_core::crs::{Crs, Vn2000Zone};
use spatial_core::layer::{Audience, FieldRole, Kind, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::{FeatureRef, LayerSnapshot, World};

use crate::http::wire::pages::words;
use crate::text::Language;

/// Parcels that are looked at for one that says all: registers begin with such that lack something.
const MOST_LOOKED_AT: usize = 1_000;

/// A sentence with those that the data offer; none without parcels.
pub(super) fn examples(world: &World, audience: Audience, language: Language) -> Option<String> {
    let parcels = world
        .layers(audience)
        .find(|layer| layer.layer().kind == Kind::Parcel && !layer.layer().name.is_quarantine() && !layer.is_empty())?;
    let of = |row: FeatureRef<'_>| parcel(world, audience, (parcels, &row));
    let parcel = parcels.iter().take(MOST_LOOKED_AT).find_map(of);
    let identifier = parcels.iter().take(MOST_LOOKED_AT).find_map(|row| {
        let identifier = text(parcels.layer(), &row, FieldRole::Identifier, audience)?;
        Some(Message::new("portal-example-identifier").with("identifier", identifier))
    });
    let all = [parcel, identifier, place(parcels.layer(), language)];
    let all: Vec<String> = all.into_iter().flatten().map(|example| language.say(&example).trim().to_owned()).collect();
    (!all.is_empty()).then(|| language.say(&Message::new("portal-examples-some").with("examples", all.join("; "))))
}

/// Sheet and number, with the commune as people call it where that is known.
fn parcel(world: &World, audience: Audience, (parcels, row): (&LayerSnapshot, &FeatureRef<'_>)) -> Option<Message> {
    let said = |role| text(parcels.layer(), row, role, audience);
    let (sheet, number) = (said(FieldRole::Sheet)?, said(FieldRole::Number)?);
    let commune = said(FieldRole::Commune).map(|code| named(world, audience, &code).unwrap_or(code));
    let message = Message::new("portal-example-parcel").with("sheet", sheet).with("number", number);
    Some(message.with("commune", commune.unwrap_or_default()))
}

/// The name of a commune by its code.
pub(crate) fn named(world: &World, audience: Audience, code: &str) -> Option<String> {
    let mut wards = world.layers(audience).filter(|layer| layer.layer().kind == Kind::Ward);
    wards.find_map(|layer| {
        let said = |row: &FeatureRef<'_>, role| text(layer.layer(), row, role, audience);
        let is_it = |row: &FeatureRef<'_>| {
            [FieldRole::Code, FieldRole::Commune].iter().any(|role| said(row, *role).as_deref() == Some(code))
        };
        layer.iter().find(is_it).and_then(|row| said(&row, FieldRole::Name))
    })
}

/// The middle of the parcels, if they are in VN-2000.
fn place(parcels: &Layer, language: Language) -> Option<Message> {
    let Crs::Epsg(code) = parcels.crs else { return None };
    Vn2000Zone::by_code(code)?;
    let around = parcels.extent?;
    let metres = |axis: usize| {
        let metres = format!("{:.2}", around.min[axis].midpoint(around.max[axis]));
        if language == Language::Vi { metres.replace('.', ",") } else { metres }
    };
    Some(Message::new("portal-example-place").with("north", metres(1)).with("east", metres(0)))
}

/// What a field in this role says, if the reader may see it.
fn text(layer: &Layer, row: &FeatureRef<'_>, role: FieldRole, audience: Audience) -> Option<String> {
    words::said(layer, &|at| row.value(at), role, audience)
}
