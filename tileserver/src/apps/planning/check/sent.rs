//! From what was sent to a building in the grid of the plans.

use planning::ZONES;
use planning::check::Building;
use serde_json::{Value as Json, json};
use spatial_core::crs::Crs;
use spatial_core::geometry::{Envelope, Geometry};
use spatial_core::layer::{Audience, Change, FieldType, Kind, Layer, Value};
use spatial_core::message::Message;
use spatial_core::snapshot::World;
use spatial_core::units::{Metres, SquareMetres};

use super::wire::BuildingSent;
use crate::apps::planning::zones::is_on_a_grid;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire::edit::{Coordinates, Edit, Manner};
use crate::text::clock;

/// Corners of an outline: the most winding hall has some hundred, and each of its edges is compared with each edge of the lines nearby.
const MOST_VERTICES: usize = 2_000;
/// How long and how wide it may be, in metres: the longest hall there is measures some 1,300, and all zones and parcels below are looked at.
const MOST_SIDE: f64 = 2_000.0;
/// The tallest building has 163.
const MOST_STOREYS: u32 = 200;
/// Metres; the tallest building has 828.
const MOST_HEIGHT: f64 = 1_000.0;
/// Square metres; the largest building has two millions.
const MOST_FLOOR_AREA: f64 = 10_000_000.0;
/// Letters of a bad day that are repeated to who sent it.
const LONGEST_SAID: usize = 64;

/// What is asked, read.
#[derive(Debug)]
pub(super) struct Plot {
    /// Key of the parcel, if one is named.
    pub(super) key: Option<String>,
    pub(super) building: Building,
    /// The grid it is in.
    pub(super) crs: Crs,
    pub(super) day: String,
    pub(super) today: String,
}

/// The building in the grid of the plans, or of the parcels where there are none.
pub(super) async fn plot(
    served: &Served,
    world: &World,
    asked: &Inquiry,
    sent: BuildingSent,
) -> Result<Plot, HttpError> {
    let today = clock::today();
    let day = day(sent.as_of.as_deref())?.unwrap_or_else(|| today.clone());
    numbers(&sent)?;
    if positions(&sent.footprint) > MOST_VERTICES {
        return Err(HttpError::TooLarge(Message::new("problem-check-vertices").with("most", MOST_VERTICES)));
    }
    let layer = ground(world, asked.audience)?;
    let (coordinates, audience, crs) = (Coordinates::of(&asked.headers, &layer)?, asked.audience, layer.crs);
    let outline = sent.footprint;
    let read = move || footprint(&outline, (&layer, coordinates, audience));
    let footprint = served.workers.run(read).await??;
    let (height, floor_area) = (sent.height_m.map(Metres), sent.floor_area_m2.map(SquareMetres));
    let building = Building { footprint, storeys: sent.storeys, height, floor_area };
    Ok(Plot { key: sent.parcel, building, crs, day, today })
}

fn day(sent: Option<&str>) -> Result<Option<String>, HttpError> {
    let Some(day) = sent else { return Ok(None) };
    if FieldType::Date.accepts(&Value::text(day)) {
        return Ok(Some(day.to_owned()));
    }
    let text: String = day.chars().take(LONGEST_SAID).collect();
    Err(HttpError::Unfit(Message::new("problem-check-day").with("text", text)))
}

/// Refuses numbers that no building has.
fn numbers(sent: &BuildingSent) -> Result<(), HttpError> {
    let (storeys, height, floor_area) = (sent.storeys.map(f64::from), sent.height_m, sent.floor_area_m2);
    for (member, number, least, most) in [
        ("storeys", storeys, 1.0, f64::from(MOST_STOREYS)),
        ("height_m", height, 0.0, MOST_HEIGHT),
        ("floor_area_m2", floor_area, 0.0, MOST_FLOOR_AREA),
    ] {
        if number.is_some_and(|number| !(least..=most).contains(&number)) {
            let message = Message::new("problem-check-number").with("member", member);
            return Err(HttpError::Unfit(message.with("least", least).with("most", most)));
        }
    }
    Ok(())
}

/// How many positions a GeoJSON geometry has.
fn positions(json: &Json) -> usize {
    match json {
        Json::Array(items) if items.first().is_some_and(Json::is_number) => 1,
        Json::Array(items) => items.iter().map(positions).sum(),
        Json::Object(members) => members.values().map(positions).sum(),
        _ => 0,
    }
}

/// The layer in whose grid all is measured: the zones of plans, or else the first layer of parcels in a grid.
fn ground(world: &World, audience: Audience) -> Result<Layer, HttpError> {
    let is_usable = |layer: &&Layer| layer.kind == Kind::Parcel && is_on_a_grid(layer.crs);
    let parcels = || world.layers(audience).map(|layer| layer.layer()).find(is_usable);
    let zones = world.declared(&ZONES, audience).map(|zones| zones.layer());
    let layer = zones.or_else(parcels).ok_or_else(|| HttpError::OutOfTurn(Message::new("problem-check-no-grid")))?;
    if !is_on_a_grid(layer.crs) {
        return Err(HttpError::OutOfTurn(Message::new("problem-shares-degrees").with("crs", layer.crs)));
    }
    Ok(layer.clone())
}

/// The outline, if it is one: valid as the shapes are that people draw into a layer.
fn footprint(
    sent: &Json,
    (layer, coordinates, audience): (&Layer, Coordinates, Audience),
) -> Result<Geometry, HttpError> {
    let edit = Edit { layer, audience, coordinates, manner: Manner::New, stored: None };
    let change = edit.change(&json!({ "type": "Feature", "geometry": sent, "properties": {} })).map_err(within)?;
    let Change::Insert { geometry: Some(shape @ (Geometry::Polygon(_) | Geometry::MultiPolygon(_))), .. } = change
    else {
        return Err(HttpError::Unfit(Message::new("problem-check-footprint")));
    };
    let Some(Envelope { min, max }) = Envelope::of(&shape) else {
        return Err(HttpError::Unfit(Message::new("problem-check-footprint")));
    };
    if max[0] - min[0] > MOST_SIDE || max[1] - min[1] > MOST_SIDE {
        return Err(HttpError::TooLarge(Message::new("problem-check-side").with("most", MOST_SIDE)));
    }
    Ok(shape)
}

/// Findings name the part of what was sent they are about, and do not speak of something that is saved. What is no area at all is told so.
fn within(error: HttpError) -> HttpError {
    match error {
        HttpError::Invalid { findings } if findings.iter().any(|finding| finding.code() == "edit-geometry-family") => {
            HttpError::Unfit(Message::new("problem-check-footprint"))
        }
        HttpError::Invalid { findings } => {
            let asked = findings.into_iter().map(|finding| finding.asked(Some("footprint")));
            HttpError::Invalid { findings: asked.collect() }
        }
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_in_any_shape() {
        let ring = json!([[0, 0], [1, 0], [1, 1], [0, 0]]);
        assert_eq!(positions(&json!({ "type": "Polygon", "coordinates": [ring] })), 4);
        assert_eq!(positions(&json!({ "type": "MultiPolygon", "coordinates": [[ring], [ring, ring]] })), 12);
        assert_eq!(positions(&json!({ "type": "Polygon", "coordinates": [] })), 0);
        assert_eq!(positions(&json!("Polygon")), 0);
    }

    #[test]
    fn numbers_no_building_has_are_refused() {
        let sent = |storeys, height_m, floor_area_m2| {
            let footprint = Json::Null;
            numbers(&BuildingSent { parcel: None, footprint, storeys, height_m, floor_area_m2, as_of: None }).is_ok()
        };
        assert!(sent(None, None, None) && sent(Some(1), Some(0.0), Some(0.0)));
        assert!(sent(Some(200), Some(1_000.0), Some(1e7)));
        assert!(!sent(Some(0), None, None) && !sent(Some(201), None, None));
        assert!(!sent(None, Some(-1.0), None) && !sent(None, Some(1_000.1), None) && !sent(None, None, Some(-0.1)));
    }
}
