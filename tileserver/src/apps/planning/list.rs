//! `GET /v1/plans`: every plan the reader may see.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use planning::{DOCUMENTS, PLANS, Register, ZONES};
use spatial_core::crs::from_drawing;
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{Audience, FeatureId, Layer};
use spatial_core::models::Held;
use spatial_core::snapshot::FeatureRef;

use super::wire::{PlanEntry, PlanList};
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;

/// In order of id.
pub(super) async fn plans(State(served): State<Arc<Served>>, asked: Inquiry) -> Result<Response, HttpError> {
    let held = served.held::<Register>(None).await?;
    let list = list(&held, asked.audience);
    Ok(wire::document(&list, "application/json", &asked.language.text("page-plans"), &asked))
}

fn list(held: &Held<Register>, audience: Audience) -> PlanList {
    let (world, register) = (held.world(), held.model());
    let layer = world.declared(&PLANS, audience);
    let [zones, documents] = [&ZONES, &DOCUMENTS].map(|table| world.declared(table, audience));
    let entry = |layer: &Layer, row: FeatureRef<'_>| {
        let mut entry = PlanEntry::of(layer, &row);
        if let Some(members) = register.members(FeatureId(row.id())) {
            let shown = || members.zones().filter_map(|id| zones?.find(id));
            entry.zones = shown().count();
            entry.documents = members.documents().filter_map(|id| documents?.find(id)).count();
            entry.bbox = degrees(shown().map(|zone| zone.bounds()));
        }
        entry
    };
    PlanList {
        revision: held.revision().0,
        has_register: layer.is_some(),
        plans: layer.map(|layer| layer.iter().map(|row| entry(layer.layer(), row)).collect()).unwrap_or_default(),
    }
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
