//! The documents of a plan, as far as the reader may see them.

use planning::{DOCUMENTS, FILE_FIELD, ISSUED_FIELD, ISSUER_FIELD, KIND_FIELD, NAME_FIELD, NUMBER_FIELD, PAGES_FIELD};
use spatial_core::layer::FeatureId;
use spatial_core::snapshot::ValueRef;

use super::Question;
use crate::apps::planning::extract::wire::DocumentTold;

/// Files by their hash.
const ASSETS: &str = "/v1/assets";

impl Question {
    /// In the order they were handed in.
    pub(super) fn documents(&self, plan: FeatureId) -> Vec<DocumentTold> {
        let Some(documents) = self.held.world().declared(&DOCUMENTS, self.audience) else { return Vec::new() };
        let Some(members) = self.held.model().members(plan) else { return Vec::new() };
        let layer = documents.layer();
        let told = members.documents().filter_map(|id| {
            let row = documents.find(id)?;
            // Tables of an earlier day lack some of these.
            let text = |field: &str| self.text(layer, &row, field);
            let pages = layer.schema.seen(PAGES_FIELD, self.audience).map(|at| row.value(at));
            Some(DocumentTold {
                plan_id: plan.0,
                document_id: id.0,
                name: text(NAME_FIELD),
                kind: text(KIND_FIELD),
                number: text(NUMBER_FIELD),
                date: text(ISSUED_FIELD),
                issuer: text(ISSUER_FIELD),
                pages: pages.and_then(|pages| match pages {
                    ValueRef::Integer(pages) => u32::try_from(pages).ok(),
                    _ => None,
                }),
                href: text(FILE_FIELD).map(|hash| format!("{ASSETS}/{hash}")),
            })
        });
        told.collect()
    }
}
