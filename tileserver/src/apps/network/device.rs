//! `/v1/networks/{network}/devices/{deviceId}`: how a device is, and what somebody found it to be.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use network::{
    ACCESSIBLE_FIELD, DEVICE_FIELD, DEVICE_STATES, DEVICES, DeviceFinding, DevicePosition, DeviceState, EVIDENCE_FIELD,
    NETWORK_FIELD, Networks, OPERABLE_FIELD, POSITION_FIELD, REMARK_FIELD, ROOM, SINCE_FIELD, TIGHT_FIELD, WHO_FIELD,
    logged, noted,
};
use spatial_core::layer::{Audience, Change, Feature, FeatureId, Layer, LayerName, Layout, Revision, Value};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::snapshot::{SnapshotError, ValueRef};

use super::codes::{Codes, absent};
use super::seen::graph;
use super::wire::{DeviceDocument, DeviceNoted, DeviceSent};
use crate::apps::network::places::MAY_OPERATE;
use crate::http::HttpError;
use crate::http::desk::{Desk, complete, may, received};
use crate::http::request::extract::{Editor, Inquiry};
use crate::http::served::Served;
use crate::http::wire;
use crate::text::clock;

/// How it is.
pub(super) async fn tell(
    State(served): State<Arc<Served>>,
    Path((network, code)): Path<(String, String)>,
    asked: Inquiry,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    let (id, state) = known(&held, &network, &code, &asked)?;
    let device = stored(&served, &held, id).await?.ok_or_else(|| missing(&network, &code))?;
    let mut document = DeviceDocument::of((id, &code), state, device.version.0, held.revision().0);
    document.since = since(&held, &device, asked.audience);
    if let Some((row, noted)) = noted_last(&held, id, asked.audience) {
        document.noted = Some(noted);
        if let Some(states) = held.world().declared(&DEVICE_STATES, asked.audience) {
            let (world, row) = (held.world(), std::iter::once(row));
            served.note_look(&asked.looker, (world, states.layer()), row, || "log of a device".to_owned()).await;
        }
    }
    Ok(wire::document(&document, "application/json", &asked.language.text("page-network-device"), &asked))
}

/// For who holds `network.operate`. A device that is so already is left as it is; one that somebody else changed meanwhile, too.
pub(super) async fn turn(
    State(served): State<Arc<Served>>,
    Path((network, code)): Path<(String, String)>,
    editor: Editor,
    asked: Inquiry,
    body: Body,
) -> Result<Response, HttpError> {
    let held = served.held::<Networks>(None).await?;
    graph(&held, &network, asked.audience)?;
    may(&asked, ROOM, MAY_OPERATE, None)?;
    let (id, _) = known(&held, &network, &code, &asked)?;
    let sent: DeviceSent = received(&served, &asked, body).await?;
    let found = sent.finding()?;
    let world = held.world();
    let devices = world.declared(&DEVICES, asked.audience).ok_or_else(|| missing(&network, &code))?.layer();
    let (revision, rows) = rows_now(&served, &devices.name, &[id]).await?;
    let device = rows.into_iter().next().ok_or_else(|| missing(&network, &code))?;
    let state = state_of(devices, &device);
    if sent.version.is_some_and(|seen| seen != device.version.0) {
        return Err(overtaken(&code, state));
    }
    complete(&[(&DEVICES, devices)])?;
    let (since, is_ahead) = sent.at(Timestamp::now())?.unwrap_or_else(|| (clock::now(), false));
    let warning = is_ahead.then(|| asked.language.say(&Message::new("network-clock-ahead").with("at", &since)));
    let told = |state, version, revision| {
        let document =
            DeviceDocument { warning: warning.clone(), ..DeviceDocument::of((id, &code), state, version, revision) };
        wire::json(&document, "application/json")
    };
    let mut changes: Vec<Change> = noted(devices, &device, &found, &since).into_iter().collect();
    let is_other = !changes.is_empty();
    // Who looked, and found it as it was known to be, has exercised it: that is kept.
    if !is_other && sent.evidence.is_none() && sent.remark.is_none() {
        return Ok(told(state, device.version.0, revision.0));
    }
    let mut layouts = vec![Layout::of(devices)];
    // A store of an earlier program has no table for the log yet; the audit log has its line all the same.
    if let Some(states) = world.whole_declared(&DEVICE_STATES).map(|states| states.layer()) {
        complete(&[(&DEVICE_STATES, states)])?;
        layouts.push(Layout::of(states));
        changes.push(log(states, &network, id, &sent, after(state, &found), (&since, &editor.who.name)));
    }
    let desk = Desk::open(&served, editor, &asked.headers, devices.door.clone())?.awaiting::<Networks>()?;
    desk.carry_out(layouts, changes, |committed| {
        let version = if is_other { committed.revision } else { device.version };
        told(after(state, &found), version.0, committed.revision.0)
    })
    .await
}

/// A device of the network that the reader sees, and how it is.
fn known(
    held: &Held<Networks>,
    network: &str,
    code: &str,
    asked: &Inquiry,
) -> Result<(FeatureId, DeviceState), HttpError> {
    let graph = graph(held, network, asked.audience)?;
    let id = Codes { network, graph: &graph }.device(code).map_err(HttpError::Missing)?;
    graph.state(id).map(|state| (id, state)).ok_or_else(|| missing(network, code))
}

fn missing(network: &str, code: &str) -> HttpError {
    HttpError::Missing(absent("problem-device-not-found", "device", code, network))
}

async fn stored(served: &Served, held: &Held<Networks>, id: FeatureId) -> Result<Option<Feature>, HttpError> {
    let Some(devices) = held.world().whole_declared(&DEVICES) else { return Ok(None) };
    Ok(held.world().whole_item(&served.store, &devices.layer().name, id).await?)
}

/// Rows of devices, in order of id, as the store has them at this moment, and which that is: the graph of a server that lags behind tells
/// how they were. Ids ascend.
pub(super) async fn rows_now(
    served: &Served,
    devices: &LayerName,
    ids: &[FeatureId],
) -> Result<(Revision, Vec<Feature>), HttpError> {
    let position = served.store.position().await.map_err(SnapshotError::from)?;
    let reader = served.store.reader().await.map_err(SnapshotError::from)?;
    let read = reader.read(devices, ids, &position, usize::MAX).await.map_err(SnapshotError::from)?;
    Ok((position.revision, read.features))
}

/// How a device is, as its row says it: what it does not say is as it should be, as in the graph.
pub(super) fn state_of(devices: &Layer, row: &Feature) -> DeviceState {
    let value = |name: &str| row.values.get(devices.schema.position(name)?);
    let is_well = |name: &str| !matches!(value(name), Some(Value::Boolean(false)));
    DeviceState {
        is_closed: devices.schema.text(&row.values, POSITION_FIELD) == Some(DevicePosition::Closed.as_str()),
        is_operable: is_well(OPERABLE_FIELD),
        is_accessible: is_well(ACCESSIBLE_FIELD),
        is_tight: is_well(TIGHT_FIELD),
    }
}

/// From when on a device is as it is.
fn since(held: &Held<Networks>, device: &Feature, audience: Audience) -> Option<String> {
    let at = held.world().declared(&DEVICES, audience)?.layer().schema.seen(SINCE_FIELD, audience)?;
    match device.values.get(at)? {
        Value::Text(moment) => Some(moment.to_string()),
        _ => None,
    }
}

/// The latest line of the log about a device, with its row, for who may read the log. Linear in the log.
fn noted_last(held: &Held<Networks>, id: FeatureId, audience: Audience) -> Option<(FeatureId, DeviceNoted)> {
    let states = held.world().declared(&DEVICE_STATES, audience)?;
    let at = |name: &str| states.layer().schema.seen(name, audience);
    let (device, since) = (at(DEVICE_FIELD)?, at(SINCE_FIELD)?);
    let [by, evidence, remark] = [WHO_FIELD, EVIDENCE_FIELD, REMARK_FIELD].map(at);
    let number = i64::try_from(id.0).ok()?;
    let of_device = states.iter().filter(|row| row.value(device) == ValueRef::Integer(number));
    let last = of_device.max_by(|a, b| (a.text(since), a.id()).cmp(&(b.text(since), b.id())))?;
    let text = |at: Option<usize>| last.text(at?).map(str::to_owned);
    let noted = DeviceNoted { at: text(Some(since))?, by: text(by), evidence: text(evidence), remark: text(remark) };
    Some((FeatureId(last.id()), noted))
}

/// The state once it is noted.
fn after(state: DeviceState, found: &DeviceFinding) -> DeviceState {
    DeviceState {
        is_closed: found.position.map_or(state.is_closed, |position| position == DevicePosition::Closed),
        is_operable: found.is_operable.unwrap_or(state.is_operable),
        is_accessible: found.is_accessible.unwrap_or(state.is_accessible),
        is_tight: found.is_tight.unwrap_or(state.is_tight),
    }
}

fn log(
    states: &Layer,
    network: &str,
    id: FeatureId,
    sent: &DeviceSent,
    state: DeviceState,
    (since, who): (&str, &str),
) -> Change {
    let text = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::text);
    let mut row = vec![
        (NETWORK_FIELD, Value::text(network)),
        (SINCE_FIELD, Value::text(since)),
        (EVIDENCE_FIELD, text(&sent.evidence)),
        (REMARK_FIELD, text(&sent.remark)),
        (WHO_FIELD, Value::text(who)),
    ];
    row.extend(state.row());
    logged(states, id, &row)
}

/// Somebody was quicker: how it is now.
fn overtaken(code: &str, state: DeviceState) -> HttpError {
    let message = Message::new("problem-device-overtaken").with("device", code);
    HttpError::OutOfTurn(
        message.with("position", DevicePosition::of(state).as_str()).with("operable", state.is_operable.to_string()),
    )
}
