//! `GET /v1/parcels/{key}/zones`: what of a parcel lies in which zone, in m² and percent, by which plan. A short view of the extract of
//! today: the same survey says what a share is, what a local adjustment takes away, and which plan speaks first.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use planning::extract::{ExtractAsked, ParcelPlan, Survey, Thresholds};
use planning::{PLANS, Register, ShareError, ZONES};
use spatial_core::crs::Crs;
use spatial_core::geometry::{Geometry, area};
use spatial_core::layer::{Audience, Feature, FeatureId, LayerName};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::snapshot::World;

use super::wire::{ParcelZones, PlanEntry, ZoneShare, ZonedParcel, hundredths};
use crate::http::HttpError;
use crate::http::handlers::parcels::{KEY, missing, places};
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;
use crate::openapi::Described;
use crate::openapi::shared::{F, LANG};
use crate::text::{Language, clock};

/// What it reads.
pub(super) static PARAMETERS: &[&dyn Described] = &[&KEY, &F, &LANG];

/// Of every parcel the key leads to.
pub(super) async fn zones(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let world = held.world();
    let places = places(&served, world, &asked, &key).await?;
    if places.is_empty() {
        return Err(missing(&key));
    }
    let mut parcels = Vec::with_capacity(places.len());
    for (layer, id) in places {
        let Some(parcel) = world.item(&served.store, &layer, id, asked.audience).await? else { continue };
        let (held, audience, language) = (held.clone(), asked.audience, asked.language);
        let thresholds = served.settings.thresholds;
        let zoned = move || zoned(&held, (&layer, &parcel), (audience, language), thresholds);
        parcels.extend(served.workers.run(zoned).await?);
    }
    let has_register = world.declared(&PLANS, asked.audience).is_some();
    note(&served, world, &asked, &parcels).await;
    let document = ParcelZones { revision: held.revision().0, has_register, parcels };
    Ok(wire::document(&document, "application/json", &asked.language.text("page-parcel-zones"), &asked))
}

/// Of a parcel nothing is told but where it lies; of a zone what its fields say.
async fn note(served: &Served, world: &World, asked: &Inquiry, parcels: &[ZonedParcel]) {
    let mut rows: BTreeMap<LayerName, Vec<FeatureId>> = BTreeMap::new();
    for parcel in parcels {
        let layer = LayerName::parse_stored(&parcel.layer).into_iter();
        layer.for_each(|layer| rows.entry(layer).or_default().push(FeatureId(parcel.id)));
    }
    served.note_rows(&asked.looker, world, rows, || "zones of parcels".to_owned()).await;
    let Some(zones) = world.declared(&ZONES, asked.audience).map(|zones| zones.layer()) else { return };
    let shares: Vec<FeatureId> =
        parcels.iter().flat_map(|parcel| parcel.zones.iter().map(|share| FeatureId(share.zone))).collect();
    if !shares.is_empty() {
        served.note_look(&asked.looker, (world, zones), shares.into_iter(), || "zones of parcels".to_owned()).await;
    }
}

/// None of what has no shape. A parcel that shares no grid with the zones says so and leaves the others their answer.
fn zoned(
    held: &Held<Register>,
    (name, parcel): (&LayerName, &Feature),
    (audience, language): (Audience, Language),
    thresholds: Thresholds,
) -> Option<ZonedParcel> {
    let world = held.world();
    let (parcels, shape) = (world.layer(name, audience)?, parcel.geometry.as_ref()?);
    let row = parcels.find(parcel.id)?;
    let (layer, today) = (parcels.layer(), clock::today());
    let asked = ExtractAsked { audience, day: &today, thresholds };
    let is_area = matches!(shape, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
    let (plans, unknown) = match Survey::of((world, held.model()), asked) {
        Some(survey) => match survey.shares_grid(layer.crs) {
            Ok(()) if is_area => (survey.of_ground(&row.bounds(), shape), None),
            Ok(()) => (Vec::new(), None),
            Err(error) => (Vec::new(), Some(language.say(&said(&error)))),
        },
        None => (Vec::new(), None),
    };
    let whole = area(shape).0;
    Some(ZonedParcel {
        layer: name.to_string(),
        id: parcel.id.0,
        area: is_on_a_grid(layer.crs).then(|| hundredths(whole)),
        crs: layer.crs.to_string(),
        zones: plans.iter().flat_map(|plan| told(world, plan, whole, audience)).collect(),
        unknown,
    })
}

/// True if an area can be taken of its coordinates.
pub(super) fn is_on_a_grid(crs: Crs) -> bool {
    crs == Crs::Local || crs.info().is_ok_and(|info| !info.is_geographic)
}

/// The shares in the zones of one plan, the largest first.
fn told(world: &World, plan: &ParcelPlan, whole: f64, audience: Audience) -> Vec<ZoneShare> {
    let Some(zones) = world.declared(&ZONES, audience) else { return Vec::new() };
    let entry = || {
        let plans = world.declared(&PLANS, audience)?;
        Some(PlanEntry::of(plans.layer(), &plans.find(plan.plan)?, audience))
    };
    let share = |part| ZoneShare::of(part, whole, (zones.layer(), zones.find(part.zone)), entry(), audience);
    plan.overlay.zones.iter().map(share).collect()
}

/// Why nothing is known of a parcel that shares no grid with the zones.
pub(super) fn said(error: &ShareError) -> Message {
    match error {
        ShareError::OtherCrs { parcel, zones } => {
            Message::new("problem-shares-crs").with("parcel", parcel).with("zones", zones)
        }
        ShareError::Degrees { crs } => Message::new("problem-shares-degrees").with("crs", crs),
        ShareError::Crs(error) => spatial_core::message::Say::message(error),
    }
}
