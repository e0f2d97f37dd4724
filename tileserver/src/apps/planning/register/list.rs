//! `GET /v1/plans`: the plans the reader may see.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use planning::{COMMUNE_FIELD, DOCUMENTS, PLANS, PlanState, Register, STATE_FIELD, ZONES};
use spatial_core::crs::from_drawing;
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{Audience, FeatureId, Layer};
use spatial_core::models::Held;
use spatial_core::snapshot::FeatureRef;

use super::ground;
use super::page;
use super::steps::{Deadline, Outlook};
use crate::apps::planning::comments::{AnswerClock, CommentCounts, OfPlan, may_answer};
use crate::apps::planning::wire::{PlanEntry, PlanList};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::reached::base_url;
use crate::http::served::Served;
use crate::http::wire;
use crate::ogc::AFTER;
use crate::openapi::shared::Representation;
use crate::text::clock;

/// What days are counted against: of plans to be made public, of comments to be answered.
type Clocks = (Deadline, AnswerClock);

/// In order of id, page by page.
pub(in crate::apps::planning) async fn plans(
    State(served): State<Arc<Served>>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let size = asked.page_size(&served)?;
    let from = asked.parameters.read(&AFTER)?.map_or(0, |FeatureId(after)| after.saturating_add(1));
    let here = format!("{}{}", base_url(&asked.headers, &served.settings), crate::apps::planning::places::PLANS);
    // A plan has thousands of zones to count: not on a thread that others' requests wait for.
    let (known, audience) = (held.clone(), asked.audience);
    let today = clock::today();
    let answers = AnswerClock { days: served.settings.answer_days, today: today.clone() };
    let deadline = Deadline {
        publish_days: served.settings.publish_days,
        today,
        knows_communes: ground::are_drawn(held.world()),
        language: asked.language,
    };
    let clocks = (deadline, answers);
    let (mut list, next) = served.workers.run(move || list(&known, (audience, &clocks), (from, size))).await?;
    if let Some(layer) = held.world().declared(&PLANS, audience).map(|plans| plans.layer()) {
        let shown = list.plans.iter().map(|plan| FeatureId(plan.id));
        served.note_look(&asked.looker, (held.world(), layer), shown, || format!("{} plans", list.plans.len())).await;
    }
    list.links.extend(next.map(|id| asked.next_page((&here, "application/json"), AFTER.name, id.to_string())));
    Ok(wire::negotiated(match asked.format {
        Representation::Json => wire::json(&list, "application/json"),
        Representation::Html => page::page(&list, asked.language),
    }))
}

/// So many plans from an id on; and the last one's id, if others follow.
fn list(
    held: &Held<Register>,
    (audience, clocks): (Audience, &Clocks),
    (from, size): (u64, usize),
) -> (PlanList, Option<u64>) {
    let layer = held.world().declared(&PLANS, audience);
    let mut rows = layer.into_iter().flat_map(|layer| layer.iter_from(from).map(|row| (layer.layer(), row)));
    let taken = rows.by_ref().take(size);
    let plans: Vec<PlanEntry> = taken.map(|(layer, row)| entry(held, (audience, clocks), layer, &row)).collect();
    let next = rows.next().and(plans.last()).map(|last| last.id);
    let list = PlanList {
        revision: held.revision().0,
        has_register: layer.is_some(),
        number_matched: layer.map_or(0, |layer| layer.len()),
        plans,
        links: Vec::new(),
    };
    (list, next)
}

/// A plan with what of it is seen.
fn entry(
    held: &Held<Register>,
    (audience, (deadline, answers)): (Audience, &Clocks),
    layer: &Layer,
    row: &FeatureRef<'_>,
) -> PlanEntry {
    let [zones, documents] = [&ZONES, &DOCUMENTS].map(|table| held.world().declared(table, audience));
    let mut entry = PlanEntry::of(layer, row, audience);
    entry.outlook = Outlook::of(layer, row, audience, deadline);
    (entry.zones, entry.documents) = (Some(0), Some(0));
    let commune = layer.schema.seen(COMMUNE_FIELD, audience).and_then(|at| row.text(at));
    if may_answer(audience, commune) {
        entry.comments = comments(held, audience, layer, row);
        entry.answers = Some(answers.of_plan(held, FeatureId(row.id())));
    }
    if let Some(members) = held.model().members(FeatureId(row.id())) {
        let shown = || members.zones().filter_map(|id| zones?.find(id));
        entry.zones = Some(shown().count());
        entry.documents = Some(members.documents().filter_map(|id| documents?.find(id)).count());
        entry.bbox = degrees(shown().map(|zone| zone.bounds()));
    }
    entry
}

/// How many comments stand where: of a plan that is consulted on, or was.
fn comments(held: &Held<Register>, audience: Audience, layer: &Layer, row: &FeatureRef<'_>) -> Option<CommentCounts> {
    let text = |name: &str| row.text(layer.schema.seen(name, audience)?);
    let counts = OfPlan::read(held, FeatureId(row.id())).counts;
    let is_consulted = text(STATE_FIELD) == Some(PlanState::Consultation.as_str());
    (is_consulted || counts != CommentCounts::default()).then_some(counts)
}

/// The box around all in degrees: west, south, east, north; none of none.
fn degrees(boxes: impl Iterator<Item = DrawingBox>) -> Option<[f64; 4]> {
    let mut all = DrawingBox::EMPTY;
    boxes.for_each(|one| all.merge(&one));
    if all == DrawingBox::EMPTY {
        return None;
    }
    let ((west, north), (east, south)) = (from_drawing(all.min), from_drawing(all.max));
    Some([west, south, east, north])
}
