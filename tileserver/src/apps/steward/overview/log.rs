//! `GET /v1/desk/log`: who did what, as `diaban user log` tells it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use spatial_core::message::Message;
use spatial_core::store::private::AuditEntry;

use super::wire::{LineDocument, LogDocument};
use crate::apps::steward::places::{LOG_LIMIT, USUAL_LINES};
use crate::apps::steward::who::Steward;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire;
use crate::text::{Language, clock};

/// The last lines, newest first.
pub(super) async fn log(State(served): State<Arc<Served>>, _: Steward, asked: Inquiry) -> Result<Response, HttpError> {
    let last = asked.parameters.read(&LOG_LIMIT)?.unwrap_or(USUAL_LINES);
    let entries = served.store.private().audit(last).await.map_err(|error| HttpError::Private(Arc::new(error)))?;
    let lines = entries.into_iter().rev().map(|entry| line(entry, asked.language)).collect();
    Ok(wire::json(&LogDocument { lines }, "application/json"))
}

fn line(entry: AuditEntry, language: Language) -> LineDocument {
    let feature = entry.feature.map(|feature| format!("/{feature}")).unwrap_or_default();
    let deed = entry.deed.as_str();
    LineDocument {
        at: clock::text(entry.at),
        who: entry.who,
        deed,
        what: language.say(&Message::new("desk-deed").with("deed", deed)),
        place: entry.layer.map(|layer| format!("{layer}{feature}")),
        subject: entry.subject.map(|name| name.to_string()),
        revision: entry.revision.map(|revision| revision.0),
        detail: entry.detail,
        address: entry.address,
    }
}
