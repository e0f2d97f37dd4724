//! `GET /v1/parcels/{key}/extract`: which plans speak at a parcel on a day, what of it lies in which of their zones, and what is not known.
//!
//! As `/v1/parcels/{key}` does, it answers of one parcel with the extract itself, and with a list if the key leads to several: a register
//! has one number twice, and which of them is meant only its reader knows.

mod day;
mod lines;
mod parcel;
mod told;
mod warnings;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use planning::{DOCUMENTS, LINES, PLANS, RESTRICTIONS, Register, ZONES};
use spatial_core::layer::{FeatureId, LayerName};
use spatial_core::snapshot::World;

use crate::http::HttpError;
use crate::http::handlers::parcels::{KEY, missing, places};
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire as answers;
use crate::openapi::shared::{F, LANG};
use crate::openapi::{Answer, Described, either, text as plain_text};
use crate::text::clock;

use day::AS_OF;
use told::Question;
use wire::{ParcelExtract, ParcelExtracts};

/// What it reads.
pub(super) static PARAMETERS: &[&dyn Described] = &[&KEY, &AS_OF, &F, &LANG];

/// What it answers.
pub(super) const ANSWER: Answer = Answer::new(
    200,
    "api-answer-document",
    &[("application/json", either::<ParcelExtract, ParcelExtracts>), ("text/html", plain_text)],
);

/// Of every parcel the key leads to.
pub(super) async fn extract(
    State(served): State<Arc<Served>>,
    Path(key): Path<String>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let today = clock::today();
    let day = asked.parameters.read(&AS_OF)?.unwrap_or_else(|| today.clone());
    let held = served.held::<Register>(None).await?;
    let places = places(&served, held.world(), &asked, &key).await?;
    let (audience, language) = (asked.audience, asked.language);
    let question = Arc::new(Question { held, day, today, audience, language });
    let mut extracts: Vec<ParcelExtract> = Vec::with_capacity(places.len());
    for (layer, id) in places {
        let Some(parcel) = question.held.world().item(&served.store, &layer, id, audience).await? else { continue };
        let question = Arc::clone(&question);
        extracts.extend(served.workers.run(move || question.extract(&layer, &parcel)).await?);
    }
    note(&served, question.held.world(), &asked, &extracts).await;
    let title = language.text("page-parcel-extract");
    match extracts.len() {
        0 => Err(missing(&key)),
        1 => Ok(answers::document(&extracts[0], "application/json", &title, &asked)),
        _ => Ok(answers::document(&ParcelExtracts { extracts }, "application/json", &title, &asked)),
    }
}

/// Of parcels, plans, zones, lines, restrictions and documents their fields are told.
async fn note(served: &Served, world: &World, asked: &Inquiry, extracts: &[ParcelExtract]) {
    let mut rows: BTreeMap<LayerName, Vec<FeatureId>> = BTreeMap::new();
    let mut add = |layer: &str, id: u64| {
        let layer = LayerName::parse_stored(layer).into_iter();
        layer.for_each(|layer| rows.entry(layer).or_default().push(FeatureId(id)));
    };
    for extract in extracts {
        add(&extract.parcel.layer, extract.parcel.id);
        for plan in &extract.plans {
            add(PLANS.layer, plan.plan_id);
            plan.zones.iter().for_each(|zone| add(ZONES.layer, zone.zone_id));
        }
        extract.below_threshold.iter().for_each(|part| add(ZONES.layer, part.zone_id));
        extract.lines.iter().for_each(|line| add(LINES.layer, line.line_id));
        extract.restrictions.iter().for_each(|one| add(RESTRICTIONS.layer, one.restriction_id));
        extract.documents.iter().for_each(|document| add(DOCUMENTS.layer, document.document_id));
    }
    for (layer, rows) in rows {
        let Some(layer) = world.layer(&layer, asked.audience).map(|layer| layer.layer()) else { continue };
        served.note_look(&asked.looker, (world, layer), rows.into_iter(), || "extract of parcels".to_owned()).await;
    }
}
