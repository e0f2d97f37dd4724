//! Words for what was understood and found, in the reader's language.

use std::borrow::Cow;

use spatial_core::crs::{Crs, Vn2000Zone};
use spatial_core::layer::Kind;
use spatial_core::message::Message;
use spatial_core::search::{FieldRole, FoundFeature};

use crate::search::reading::Reading;
use crate::search::reading::coordinate::Coordinate;
use crate::search::reading::corners::Corners;
use crate::search::reading::parcel_key::{Commune, ParcelKey};
use crate::text::Language;

/// How a text was understood.
pub(crate) fn reading(reading: &Reading, language: Language) -> String {
    match reading {
        Reading::Parcel(key) => parcel(key, language),
        Reading::Identifier(identifier) => {
            language.say(&Message::new("search-identifier").with("identifier", identifier))
        }
        Reading::Decision(number) => language.say(&Message::new("search-decision").with("number", number)),
        Reading::Coordinate(place) => format!("{}: {}", system(place.crs, language), coordinate(place, language)),
        Reading::Corners(corners) => format!("{}: {}", system(corners.crs, language), ring(corners, language)),
        Reading::Function(function) => {
            let name = language.text(function.name());
            language.say(&Message::new("search-function").with("name", name))
        }
        Reading::Text(text) => text.clone(),
    }
}

/// What a place given by numbers is called: the numbers as they were understood.
pub(crate) fn coordinate(place: &Coordinate, language: Language) -> String {
    let [x, y] = place.given;
    let (code, decimals) = if place.crs == Crs::WGS84 { ("search-degrees", 7) } else { ("search-metres", 2) };
    let message =
        Message::new(code).with("north", language.number(y, decimals)).with("east", language.number(x, decimals));
    language.say(&message)
}

/// What a ring given by its corners is called.
pub(crate) fn ring(corners: &Corners, language: Language) -> String {
    let count = corners.ring.len();
    let message = match corners.square_metres {
        Some(area) => Message::new("search-corners-area").with("area", language.number(area, 1)),
        None => Message::new("search-corners"),
    };
    language.say(&message.with("count", count))
}

/// The system coordinates were read in: `VN-2000, KTT 107°45′, múi 3°`.
pub(crate) fn system(crs: Crs, language: Language) -> String {
    let zone = match crs {
        Crs::Epsg(code) => Vn2000Zone::by_code(code),
        Crs::Local => None,
    };
    let Some(zone) = zone else { return "WGS 84".to_owned() };
    let minutes = (zone.central_meridian.fract() * 60.0).round();
    let meridian = format!("{:.0}°{minutes:02.0}′", zone.central_meridian.trunc());
    language.say(&Message::new("search-zone").with("meridian", meridian).with("width", zone.width_degrees()))
}

fn parcel(key: &ParcelKey, language: Language) -> String {
    let message = match (&key.sheet, &key.number) {
        (Some(sheet), Some(number)) => Message::new("search-parcel").with("sheet", sheet).with("number", number),
        (Some(sheet), None) => Message::new("search-sheet").with("sheet", sheet),
        (None, number) => Message::new("search-number").with("number", number.as_deref().unwrap_or_default()),
    };
    let said = language.say(&message);
    match &key.commune {
        Commune::Any => said,
        Commune::Code(commune) | Commune::Said(commune) => format!("{said}, {commune}"),
    }
}

/// What a feature is called.
pub(crate) fn title(found: &FoundFeature<'_>, language: Language) -> String {
    if let Some(class) = found.value(FieldRole::Class).filter(|_| found.role == FieldRole::Class) {
        return found.value(FieldRole::Code).map_or_else(|| class.to_string(), |sign| format!("{class} ({sign})"));
    }
    let number = found.value(FieldRole::Number);
    let message = match (found.value(FieldRole::Sheet), number) {
        (Some(sheet), Some(number)) => Some(Message::new("search-parcel").with("sheet", sheet).with("number", number)),
        (None, Some(number)) => Some(Message::new("search-number").with("number", number)),
        _ => None,
    };
    let message = message.filter(|_| found.role != FieldRole::Name);
    let said = message.map(|message| language.say(&message));
    let usual = [
        FieldRole::Name,
        FieldRole::Code,
        FieldRole::Identifier,
        FieldRole::Address,
        FieldRole::Decision,
        FieldRole::Mention,
    ];
    said.or_else(|| usual.into_iter().find_map(|role| found.value(role)).map(Cow::into_owned))
        .unwrap_or_else(|| format!("{} {}", language.layer_title(&found.layer().title), found.id()))
}

/// What tells it from others of the same name; of a row with a state what it is a part of, and the state in words.
pub(crate) fn detail(
    found: &FoundFeature<'_>,
    commune: Option<&str>,
    (title, parent): (&str, Option<&str>),
    language: Language,
) -> String {
    let layer = found.layer();
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    if layer.kind == Kind::Parcel {
        let address = found.value(FieldRole::Address);
        let says = |name: &str| address.as_deref().is_some_and(|address| address.contains(name));
        let place = commune.map(Cow::Borrowed).filter(|name| !says(name));
        parts.extend(address.clone().into_iter().chain(place).chain(found.value(FieldRole::Identifier)));
    } else {
        let roles =
            [FieldRole::Mention, FieldRole::Decision, FieldRole::Address, FieldRole::FormerName, FieldRole::Code];
        parts.push(language.layer_title(&layer.title).into());
        parts.extend(parent.map(Cow::Borrowed));
        // A title by the class has the sign in it.
        let is_said = |role: &FieldRole| *role == FieldRole::Code && found.role == FieldRole::Class;
        let roles = roles.into_iter().filter(|role| !is_said(role));
        parts.extend(roles.filter_map(|role| found.value(role)).filter(|value| value != title));
        let state = found.value(FieldRole::State);
        parts.extend(state.map(|state| language.say(&Message::new("plan-state").with("state", state)).into()));
    }
    parts.join(" · ")
}

/// The kind of result, as programs know it.
pub(crate) fn kind(found: &FoundFeature<'_>) -> &'static str {
    match (found.layer().kind, found.role) {
        (Kind::Parcel, _) => "parcel",
        (_, FieldRole::Number) => "parcel",
        (Kind::Ward, _) => "place",
        (Kind::Line, FieldRole::Name) => "street",
        (Kind::Zone, _) => "zone",
        _ => "feature",
    }
}
