//! `POST /v1/planning/area`: all parcels and zones of an area or corridor that somebody drew or has in a file, as JSON, GeoJSON, CSV, a
//! workbook or a GeoPackage.
//!
//! In reading order: `asked` (what is asked, and in which form), `sent` (the area, with `kml` and `geopackage`), `found` (what lies in it),
//! `wire` and `forms` (how it is told).

mod asked;
mod forms;
mod found;
mod geopackage;
mod kml;
mod sent;
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

use crate::apps::planning::asked::Asked;
use crate::apps::planning::extract::AS_OF;
use crate::http::HttpError;
use crate::http::desk::body;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire::features::schema::{EditedFeature, Features};
use crate::openapi::shared::LANG;
use crate::openapi::{Answer, Body as Sent, Described, Operation, binary, either, of, text};

use asked::{AreaQuestion, FORM, LAYER, WITHIN};
use found::AreaFound;
use wire::AreaTold;

/// What it reads.
static PARAMETERS: &[&dyn Described] = &[&AS_OF, &WITHIN, &FORM, &LAYER, &LANG];

/// Largest GeoPackage, in kB, whatever `[limits] body_kb` says of other bodies: one with nothing in it has a hundred, for each table and index
/// takes whole pages; this one holds a quarter of a million corners, and they are laid out in seconds.
pub(super) const MOST_GEOPACKAGE_KB: u64 = 4096;

/// What it answers.
const ANSWER: Answer = Answer::new(
    200,
    "api-answer-area",
    &[
        ("application/json", of::<AreaTold>),
        ("application/geo+json", of::<Features>),
        ("text/csv", text),
        (forms::XLSX, binary),
        (sent::GEOPACKAGE, binary),
    ],
);

/// The operation.
pub(super) const OPERATION: Operation = Operation::new("api-planning-area", ANSWER)
    .takes(PARAMETERS)
    .sent(Sent::new(&[
        ("application/geo+json", either::<EditedFeature, Features>),
        ("application/json", either::<EditedFeature, Features>),
        (sent::KML, text),
        (sent::GEOPACKAGE, binary),
        ("text/csv", text),
        ("text/plain", text),
    ]))
    .refuses(&[413, 415, 422]);

/// What lies in the area that was sent.
pub(super) async fn area(
    State(served): State<Arc<Served>>,
    Extension(peer): Extension<Peer>,
    asked: Asked,
    sent: Body,
) -> Result<Response, HttpError> {
    let question = AreaQuestion::of(&asked)?;
    let usual_kb = served.settings.limits.body_kb;
    let limit_kb = if sent::is_geopackage(&asked.headers) { usual_kb.max(MOST_GEOPACKAGE_KB) } else { usual_kb };
    let bytes = body::whole(sent, limit_kb).await?;
    let held = served.held::<Register>(None).await?;
    // It costs as much as a large page.
    let _turn = served.turn(peer).await?;
    let found = found::found(&served, held, (&asked, &question), bytes).await.map_err(of_question)?;
    let found = Arc::new(found);
    note(&served, found.held.world(), &asked, &found).await;
    let (told, language) = (Arc::clone(&found), asked.language);
    served.workers.run(move || forms::answer(&told, question.form, language)).await?
}

/// What is wrong with an area is not wrong with something that is saved.
fn of_question(error: HttpError) -> HttpError {
    match error {
        HttpError::Invalid { findings } => {
            HttpError::Invalid { findings: findings.into_iter().map(|finding| finding.asked(None)).collect() }
        }
        error => error,
    }
}

/// Of parcels, plans and zones their fields are told.
async fn note(served: &Served, world: &World, asked: &Asked, found: &AreaFound) {
    let mut rows: BTreeMap<LayerName, Vec<FeatureId>> = BTreeMap::new();
    let mut add = |layer: &str, id: u64| {
        let layer = LayerName::parse_stored(layer).into_iter();
        layer.for_each(|layer| rows.entry(layer).or_default().push(FeatureId(id)));
    };
    for parcel in &found.parcels {
        add(&parcel.cells.layer, parcel.cells.id);
        parcel.lines.iter().filter_map(|line| line.zone).for_each(|zone| add(ZONES.layer, zone));
    }
    for plan in &found.plans {
        add(PLANS.layer, plan.plan.0);
        plan.overlay.zones.iter().chain(&plan.overlay.below).for_each(|part| add(ZONES.layer, part.zone.0));
    }
    for (layer, mut rows) in rows {
        rows.sort_unstable();
        rows.dedup();
        let Some(layer) = world.layer(&layer, asked.audience).map(|layer| layer.layer()) else { continue };
        served.note_look(&asked.looker, (world, layer), rows.into_iter(), || "planning of an area".to_owned()).await;
    }
}
