//! `POST /v1/planning/check`: may this building stand here? Nothing is saved, and everybody may ask.
//!
//! In reading order: `wire` (what is sent, and what is answered), `sent` (from there to a building in the grid of the plans), `lots` (the
//! parcels it lies in), `told` (from what the subject finds to what is answered), `reasons` (in the reader's words).

mod lots;
mod reasons;
mod sent;
mod told;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use planning::{PLANS, Register, ZONES};
use spatial_core::layer::{FeatureId, LayerName};
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::desk::received;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire as answers;
use crate::http::wire::edit::CONTENT_CRS;
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Body as Sent, Described, Operation};

use told::Question;
use wire::{BuildingCheck, BuildingSent};

/// What it reads.
static PARAMETERS: &[&dyn Described] = &[&CONTENT_CRS, &LANG];

/// What it is.
pub(super) const CHECK: Operation =
    Operation::new("api-planning-check", Answer::json::<BuildingCheck>("api-answer-planning-check"))
        .takes(PARAMETERS)
        .sent(Sent::json::<BuildingSent>())
        .refuses(&[404, 409, 413, 415, 422]);

/// Of one building.
pub(super) async fn check(
    State(served): State<Arc<Served>>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let sent: BuildingSent = received(&served, &asked, body).await?;
    let _turn = served.turn(peer).await?;
    let held = served.held::<Register>(None).await?;
    let world = Arc::clone(held.world());
    let plot = sent::plot(&served, &world, &asked, sent).await?;
    let lots = lots::lots(&served, &world, &asked, &plot).await?;
    let (audience, language, thresholds) = (asked.audience, asked.language, served.settings.thresholds);
    let standard = Arc::clone(&served.settings.standard);
    let question = Question { held, plot, lots, audience, language, thresholds, standard };
    let answer = served.workers.run(move || question.answer()).await??;
    note(&served, &world, &asked, &answer).await;
    Ok(answers::json(&answer, "application/json"))
}

/// Of parcels, plans and zones their fields are told.
async fn note(served: &Served, world: &World, asked: &Inquiry, answer: &BuildingCheck) {
    let mut rows: BTreeMap<LayerName, Vec<FeatureId>> = BTreeMap::new();
    let mut add = |layer: &str, id: u64| {
        let layer = LayerName::parse_stored(layer).into_iter();
        layer.for_each(|layer| rows.entry(layer).or_default().push(FeatureId(id)));
    };
    answer.parcel.iter().chain(&answer.parcels).for_each(|lot| add(&lot.layer, lot.id));
    answer.plans.iter().for_each(|plan| add(PLANS.layer, plan.plan_id));
    answer.checks.iter().filter_map(|check| check.zone_id).for_each(|zone| add(ZONES.layer, zone));
    for (layer, rows) in rows {
        let Some(layer) = world.layer(&layer, asked.audience).map(|layer| layer.layer()) else { continue };
        served.note_look(&asked.looker, (world, layer), rows.into_iter(), || "check of a building".to_owned()).await;
    }
}
