//! `GET /v1/networks/{network}/rounds/{round}/meters`: the meters of a round in the order in which it is walked, with all a phone needs
//! to judge readings without a line.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use network::{
    ADDRESS_FIELD, CLASS_FIELD, CODE_FIELD, CONNECTIONS, HISTORY, METER_FIELD, Moment, ORDER_FIELD, Past, ReadingTable,
    Readings, Usual, place,
};
use spatial_core::layer::{Audience, FeatureId};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::snapshot::ValueRef;

use super::asked::{may_read, meters_of, since};
use super::rounds::is_read;
use super::wire::{LastReading, MeterEntry, MeterList, ThresholdsDocument, UsualDocument};
use crate::apps::network::codes::name;
use crate::apps::network::codes::shown;
use crate::apps::network::wire::degrees;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::http::wire as http_wire;

/// Meters of a round that a phone takes along, some 5 MB: one person reads three hundred a day.
pub(super) const MOST_METERS: usize = 5_000;

/// All of them at once: a round is taken along whole.
pub(super) async fn meters(
    State(served): State<Arc<Served>>,
    Path((network, round)): Path<(String, String)>,
    Extension(peer): Extension<Peer>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    may_read(&asked)?;
    let _turn = served.turn(peer).await?;
    let held = served.held::<Readings>(None).await?;
    let since = since(&asked)?;
    let walked = meters_of(&held, &network, asked.audience)?.round(&round).ok_or_else(|| {
        let message = Message::new("problem-round-not-found").with("round", shown(&round));
        HttpError::Missing(message.with("network", shown(&network)))
    })?;
    if walked.len() > MOST_METERS {
        let message = Message::new("problem-round-too-large").with("round", shown(&round));
        return Err(HttpError::Unfit(message.with("meters", walked.len()).with("most", MOST_METERS)));
    }
    let walked = walked.to_vec();
    if let Some(connections) = held.world().whole_declared(&CONNECTIONS) {
        let detail = || format!("round {round} of {network}");
        served.note(&asked.looker, &connections.layer().name, &walked, detail).await;
    }
    let told = move || {
        let list = MeterList {
            revision: held.revision().0,
            since: since.to_string(),
            thresholds: ThresholdsDocument::now(),
            meters: entries(&held, &walked, (since, asked.audience)),
            network,
            round,
        };
        http_wire::document(&list, "application/json", &asked.language.text("page-network-round-meters"), &asked)
    };
    served.workers.run(told).await
}

fn entries(held: &Held<Readings>, walked: &[FeatureId], (since, audience): (Moment, Audience)) -> Vec<MeterEntry> {
    let Some(connections) = held.world().declared(&CONNECTIONS, audience) else { return Vec::new() };
    let at = |name: &str| connections.layer().schema.seen(name, audience);
    let [code, number, address, class, order] =
        [CODE_FIELD, METER_FIELD, ADDRESS_FIELD, CLASS_FIELD, ORDER_FIELD].map(at);
    let readings = ReadingTable::seen(held.world(), audience);
    let entry = |&id: &FeatureId| {
        let row = connections.find(id)?;
        let text = |field: Option<usize>| row.text(field?).map(str::to_owned);
        let log = held.model().log(id);
        let last = log.iter().skip(log.len().saturating_sub(HISTORY));
        let past: Vec<Past> = last.filter_map(|(_, reading)| readings?.past(*reading)).collect();
        Some(MeterEntry {
            meter: name(text(code).as_deref(), id),
            number: text(number),
            address: text(address),
            class: text(class),
            order: order.and_then(|field| match row.value(field) {
                ValueRef::Integer(order) => Some(order),
                _ => None,
            }),
            at: place(held.world(), &CONNECTIONS, id, audience).map(|at| at.map(degrees)),
            read: is_read(held.model(), id, since),
            usual: Usual::of(&past).map(UsualDocument::of),
            last: past.iter().map(LastReading::of).collect(),
        })
    };
    walked.iter().filter_map(entry).collect()
}
